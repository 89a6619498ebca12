//! Why the answer moved: from the model's own figures to these, step by step.

use early_action_engine::appraise::Moved;

use super::money_scale::Scale;
use super::payers::{BAR, bar};
use super::{Canvas, LINE, TEXT, axis};
use crate::backend::ASCENT;
use crate::metrics::wrap;
use crate::numbers::short_difference;
use crate::scene::{Anchor, Role, Scene};
use crate::sentences::{
    MOVED_STEPS, MovedRow, describe_moved, moved_few_rows, moved_finding, moved_subtitle,
};

/// A row's height, px: name, bar, air.
const ROW: f64 = LINE + BAR + 10.0;

/// Above the first row and below the last, px.
const AROUND: (f64, f64) = (6.0, LINE + 12.0);

/// Height of the chart for so many changed figures, px.
pub fn moved_height(changed: usize) -> f64 {
    // From three on there is a row for what they do together.
    let rows = changed.min(MOVED_STEPS) + usize::from(changed > 2) + 2;
    rows as f64 * ROW + AROUND.0 + AROUND.1
}

/// A row's name in lines, and the amount that stands at its end.
fn heading(canvas: &Canvas<'_>, row: &MovedRow) -> (Vec<String>, String) {
    let amount = short_difference(canvas.words, row.amount.value, row.amount.error);
    let room = canvas.width - canvas.text_width(&amount) - 16.0;
    (wrap(canvas.metrics, &row.name, TEXT, room, 4), amount)
}

/// A waterfall: the net cost with the model's own figures, each step from where the last one
/// ended, the net cost now.
pub fn moved(canvas: &Canvas<'_>, moved: &Moved) -> Scene {
    let words = canvas.words;
    let rows = moved_few_rows(words, moved);
    // Where each row's bar begins and ends.
    let mut at = 0.0;
    let mut spans = Vec::with_capacity(rows.len());
    for row in &rows {
        let from = if row.is_whole { 0.0 } else { at };
        at = from + row.amount.value;
        spans.push((from, at));
    }
    let ends = || spans.iter().flat_map(|(from, to)| [*from, *to]);
    let low = ends().fold(0.0, f64::min);
    let high = ends().fold(0.0, f64::max);
    let (low, high) = axis::holding_zero(low, high);
    let (top, below) = AROUND;
    let names: Vec<(Vec<String>, String)> = rows.iter().map(|row| heading(canvas, row)).collect();
    let lines = names.iter().map(|(name, _)| name.len()).fold(1, usize::max);
    let head = LINE * lines as f64;
    let row_height = ROW - LINE + head;
    let height = top + row_height * rows.len() as f64 + below;

    let mut scene = Scene::new(canvas.width, height);
    scene.title = moved_finding(words, moved);
    scene.subtitle = moved_subtitle(words, moved);
    scene.description = describe_moved(words, moved);
    let scale = Scale::new(canvas, low, high);
    let x = |value: f64| scale.x(value);
    scale.draw(&mut scene, canvas, top, below, true);
    for (index, ((name, amount), (from, to))) in names.iter().zip(&spans).enumerate() {
        let upper = top + index as f64 * row_height + 2.0;
        let base = upper + TEXT * ASCENT;
        for (at, line) in name.iter().enumerate() {
            let place = (0.0, base + LINE * at as f64);
            scene.text(Role::RowLabel, place, Anchor::Start, TEXT, line);
        }
        let end = (canvas.width, base);
        scene.text(Role::RowLabel, end, Anchor::End, TEXT, amount);
        let bar_top = upper + head;
        bar(&mut scene, x(*from), x(*to), bar_top, to < from);
        let zero = |y: f64| (x(0.0), y);
        scene.line(
            Role::NoDifference,
            zero(bar_top - 3.0),
            zero(bar_top + BAR + 3.0),
        );
        // The next step begins where this one ended.
        if index + 1 < rows.len() {
            let ends = x(*to);
            let next = bar_top + BAR + 8.0;
            scene.line(Role::Axis, (ends, bar_top + BAR), (ends, next));
        }
    }
    scene
}
