//! Who pays, who saves: one bar for each payer.

use super::money_scale::Scale;
use super::{Canvas, LINE, TEXT, axis};
use crate::backend::ASCENT;
use crate::metrics::{fit, wrap};
use crate::numbers::short_difference;
use crate::scene::{Anchor, Role, Scene};
use crate::sentences::{Frame, describe_payers, payers_finding, payers_subtitle};
use early_action_engine::appraise::Named;

/// A bar's height, px.
pub(super) const BAR: f64 = 16.0;
/// The least height of a payer's row: name, bar, air.
const LEAST_ROW: f64 = LINE + BAR + 10.0;
/// More air than this between rows pulls the picture apart.
const MOST_ROW: f64 = LINE + BAR + 26.0;
/// Between hatching lines, px.
const HATCH: f64 = 6.0;

/// The bars of a comparison: each payer's average, with the line that 90 of 100 futures lie
/// between. Names stand above the bars, so that long ones fit; amounts at the row's end.
pub fn payers(canvas: &Canvas<'_>, frame: &Frame<'_>, price_year: Option<&str>) -> Scene {
    let words = canvas.words;
    let rows = &frame.comparison.by_payer;
    let count = rows.len().max(1) as f64;
    let summaries = || rows.iter().map(|row| &row.summary);
    let low = summaries().map(|s| s.p05.min(s.mean)).fold(0.0, f64::min);
    let high = summaries().map(|s| s.p95.max(s.mean)).fold(0.0, f64::max);
    let (low, high) = axis::holding_zero(low, high);
    let (top, below) = (LINE + 6.0, LINE + 12.0);
    let names: Vec<(Vec<String>, String)> = rows.iter().map(|row| heading(canvas, row)).collect();
    let lines = names.iter().map(|(name, _)| name.len()).fold(1, usize::max);
    let head = LINE * lines as f64;
    let row = ((canvas.height - top - below) / count)
        .clamp(LEAST_ROW - LINE + head, MOST_ROW - LINE + head);
    let height = top + row * count + below;

    let mut scene = Scene::new(canvas.width, height);
    scene.title = payers_finding(words, frame);
    scene.subtitle = payers_subtitle(words, frame, price_year);
    scene.description = describe_payers(words, frame);

    let scale = Scale::new(canvas, low, high);
    let x = |value: f64| scale.x(value);
    scale.draw(&mut scene, canvas, top, below, true);

    let room = canvas.width / 2.0 - 8.0;
    let side = |id: &str| fit(canvas.metrics, &words.word(id), TEXT, room);
    let base = TEXT * ASCENT + 1.0;
    if low < 0.0 {
        scene.text(
            Role::Note,
            (0.0, base),
            Anchor::Start,
            TEXT,
            &side("pays-less"),
        );
    }
    if high > 0.0 {
        scene.text(
            Role::Note,
            (canvas.width, base),
            Anchor::End,
            TEXT,
            &side("pays-more"),
        );
    }
    for (at, (payer, (name, amount))) in rows.iter().zip(&names).enumerate() {
        let from = top + at as f64 * row + 2.0;
        let summary = &payer.summary;
        let base = from + TEXT * ASCENT;
        for (at, line) in name.iter().enumerate() {
            let place = (0.0, base + LINE * at as f64);
            scene.text(Role::RowLabel, place, Anchor::Start, TEXT, line);
        }
        scene.text(
            Role::RowLabel,
            (canvas.width, base),
            Anchor::End,
            TEXT,
            amount,
        );
        bar(
            &mut scene,
            x(0.0),
            x(summary.mean),
            from + head,
            summary.mean < 0.0,
        );
        let middle = from + head + BAR / 2.0;
        let base_line = from + head - 3.0;
        scene.line(
            Role::NoDifference,
            (x(0.0), base_line),
            (x(0.0), base_line + BAR + 6.0),
        );
        whisker(&mut scene, x(summary.p05), x(summary.p95), middle);
    }
    scene
}

/// A payer's name in lines, and the amount that stands at the end of its row.
fn heading(canvas: &Canvas<'_>, payer: &Named) -> (Vec<String>, String) {
    let words = canvas.words;
    let amount = short_difference(words, payer.summary.mean, payer.summary.error);
    let heading = words
        .label_attribute("payer", &payer.name, "heading", &[])
        .unwrap_or_else(|| words.label("payer", &payer.name));
    let room = canvas.width - canvas.text_width(&amount) - 16.0;
    (wrap(canvas.metrics, &heading, TEXT, room, 3), amount)
}

/// A bar from zero or from where another ended: filled where it saves, outlined and, on paper, hatched where it costs.
pub(super) fn bar(scene: &mut Scene, zero: f64, end: f64, top: f64, saves: bool) {
    let (from, to) = (zero.min(end), zero.max(end));
    if to - from < 0.1 {
        return;
    }
    let role = if saves {
        Role::BarSaves
    } else {
        Role::BarCosts
    };
    scene.rect(role, (from, top), to - from, BAR);
    if saves {
        return;
    }
    // Slanted lines, cut at the box: from its lower edge up to the right.
    let mut start = from - BAR + HATCH;
    while start < to {
        let (x0, x1) = (start.max(from), (start + BAR).min(to));
        if x1 - x0 > 0.5 {
            let y = |x: f64| top + BAR - (x - start);
            scene.line(Role::Hatch, (x0, y(x0)), (x1, y(x1)));
        }
        start += HATCH;
    }
}

fn whisker(scene: &mut Scene, from: f64, to: f64, y: f64) {
    if to - from < 0.1 {
        return;
    }
    for role in [Role::WhiskerRim, Role::Whisker] {
        scene.line(role, (from, y), (to, y));
        for end in [from, to] {
            scene.line(role, (end, y - 4.0), (end, y + 4.0));
        }
    }
}
