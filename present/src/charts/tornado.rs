//! What the answer hangs on: one bar for each figure, from the answer with the figure low to the
//! answer with it high.

use super::money_scale::Scale;
use super::payers::{BAR, bar};
use super::{Canvas, LINE, TEXT, axis};
use crate::backend::ASCENT;
use crate::metrics::{fit, wrap};
use crate::scene::{Anchor, Role, Scene};

/// Air below a bar, px.
const AIR: f64 = 10.0;
/// Between a bar and what stands at its end, px.
const GAP: f64 = 6.0;
/// Above the first row: which side is which.
const TOP: f64 = LINE + 6.0;
/// Below the last row: amounts.
const BELOW: f64 = LINE + 12.0;

/// A figure that is moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// What it is called.
    pub name: String,
    /// Where it is moved to, low and high, as people read it, and the net cost there.
    pub ends: [(String, f64); 2],
}

/// Bars in the order given, names above them, and at each end where the figure is there. A bar is
/// filled as far as it saves and outlined as far as it costs; the mark in it is the net cost where
/// nothing is moved. Title, subtitle and description are the caller's.
pub fn tornado(canvas: &Canvas<'_>, base: f64, rows: &[Swing]) -> Scene {
    let names: Vec<Vec<String>> = rows
        .iter()
        .map(|row| wrap(canvas.metrics, &row.name, TEXT, canvas.width, 2))
        .collect();
    let heights = names
        .iter()
        .map(|name| LINE * name.len() as f64 + BAR + AIR);
    let all = heights.clone().fold(0.0, |sum, height| sum + height);
    let mut scene = Scene::new(canvas.width, TOP + all + BELOW);
    let scale = roomy(canvas, base, rows);
    let x = |value: f64| scale.x(value);
    scale.draw(&mut scene, canvas, TOP, BELOW, true);
    sides(&mut scene, canvas, rows);
    let mut top = TOP;
    for ((row, name), height) in rows.iter().zip(&names).zip(heights) {
        for (at, line) in name.iter().enumerate() {
            let place = (0.0, top + TEXT * ASCENT + LINE * at as f64);
            scene.text(Role::RowLabel, place, Anchor::Start, TEXT, line);
        }
        let from = top + LINE * name.len() as f64 + 2.0;
        let (left, right) = sorted(row);
        let (low, high) = (left.1, right.1);
        if low < 0.0 {
            bar(&mut scene, x(high.min(0.0)), x(low), from, true);
        }
        if high > 0.0 {
            bar(&mut scene, x(low.max(0.0)), x(high), from, false);
        }
        let room = |end: &(String, f64)| canvas.text_width(&end.0) + GAP;
        let mut upright = |role, x: f64| scene.line(role, (x, from - 3.0), (x, from + BAR + 3.0));
        // Not through what stands at the bar's ends.
        let is_in_bar = low <= 0.0 && high >= 0.0;
        let around = x(low) - room(left)..x(high) + room(right);
        if is_in_bar || !around.contains(&x(0.0)) {
            upright(Role::NoDifference, x(0.0));
        }
        for role in [Role::WhiskerRim, Role::Whisker] {
            upright(role, x(base));
        }
        let base_line = from + BAR / 2.0 + TEXT * ASCENT / 2.0 - 1.0;
        for (end, anchor, gap) in [(left, Anchor::End, -GAP), (right, Anchor::Start, GAP)] {
            let place = (x(end.1) + gap, base_line);
            scene.text(Role::Annotation, place, anchor, TEXT, &end.0);
        }
        top += height;
    }
    scene
}

/// The end that costs less, then the one that costs more.
fn sorted(row: &Swing) -> (&(String, f64), &(String, f64)) {
    let [low, high] = &row.ends;
    if high.1 < low.1 {
        (high, low)
    } else {
        (low, high)
    }
}

/// A scale on which what stands at the bars' ends has room.
fn roomy(canvas: &Canvas<'_>, base: f64, rows: &[Swing]) -> Scale {
    let ends = || rows.iter().flat_map(|row| &row.ends).map(|end| end.1);
    let low = ends().fold(base, f64::min);
    let high = ends().fold(base, f64::max);
    let (mut low, mut high) = axis::holding_zero(low, high);
    let step = 0.04 * (high - low);
    loop {
        let scale = Scale::new(canvas, low, high);
        let room = |end: &(String, f64)| canvas.text_width(&end.0) + GAP;
        let hangs_left = rows.iter().any(|row| {
            let left = sorted(row).0;
            scale.x(left.1) < room(left)
        });
        let hangs_right = rows.iter().any(|row| {
            let right = sorted(row).1;
            scale.x(right.1) + room(right) > canvas.width
        });
        // Where the words alone are wider than the picture, no scale helps.
        if (!hangs_left && !hangs_right) || high - low > 100.0 * step {
            return scale;
        }
        low -= if hangs_left { step } else { 0.0 };
        high += if hangs_right { step } else { 0.0 };
    }
}

/// Which side costs less and which more, where there is such a side.
fn sides(scene: &mut Scene, canvas: &Canvas<'_>, rows: &[Swing]) {
    let room = canvas.width / 2.0 - 8.0;
    let base = TEXT * ASCENT + 1.0;
    let ends = || rows.iter().flat_map(|row| &row.ends).map(|end| end.1);
    let mut side = |id: &str, x: f64, anchor: Anchor| {
        let text = fit(canvas.metrics, &canvas.words.word(id), TEXT, room);
        scene.text(Role::Note, (x, base), anchor, TEXT, &text);
    };
    if ends().any(|end| end < 0.0) {
        side("tornado-less", 0.0, Anchor::Start);
    }
    if ends().any(|end| end > 0.0) {
        side("tornado-more", canvas.width, Anchor::End);
    }
}
