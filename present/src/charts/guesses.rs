//! What a room guessed: a bar for each band, with the answer's band marked.

use super::{Canvas, LINE, TEXT};
use crate::backend::ASCENT;
use crate::metrics::{Bold, TextMetrics, fit};
use crate::scene::{Anchor, Role, Scene};

/// A bar's height, px.
const BAR: f64 = 20.0;
/// Between two things that must not touch, px.
const GAP: f64 = 8.0;

/// Rows from the lowest band to the highest: its name, as many hands as it has, and, in the row
/// of the answer, `mark`. Title, subtitle and description are the caller's.
pub fn guesses(
    canvas: &Canvas<'_>,
    bands: &[(String, u32)],
    answer: Option<usize>,
    mark: &str,
) -> Scene {
    let row = LINE + BAR + 12.0;
    let mut scene = Scene::new(canvas.width, row * bands.len() as f64);
    let bold = Bold(canvas.metrics);
    let most = bands
        .iter()
        .map(|(_, hands)| *hands)
        .max()
        .unwrap_or(0)
        .max(1);
    let number_width = bold.width(&most.to_string(), TEXT, true) + GAP;
    for (at, (name, hands)) in bands.iter().enumerate() {
        let top = at as f64 * row;
        let base = top + TEXT * ASCENT + 1.0;
        let is_answer = answer == Some(at);
        let marked = if is_answer {
            fit(&bold, mark, TEXT, canvas.width * 0.6)
        } else {
            String::new()
        };
        let mark_width = if is_answer {
            bold.width(&marked, TEXT, true) + GAP
        } else {
            0.0
        };
        let name = fit(canvas.metrics, name, TEXT, canvas.width - mark_width);
        scene.text(Role::RowLabel, (0.0, base), Anchor::Start, TEXT, &name);
        scene.text(
            Role::LabelEarly,
            (canvas.width, base),
            Anchor::End,
            TEXT,
            &marked,
        );
        let length = (canvas.width - number_width) * f64::from(*hands) / f64::from(most);
        let role = if is_answer {
            Role::BarSaves
        } else {
            Role::Band50
        };
        if length >= 1.0 {
            scene.rect(role, (0.0, top + LINE + 2.0), length, BAR);
        } else {
            scene.line(
                Role::NoDifference,
                (0.0, top + LINE + 2.0),
                (0.0, top + LINE + 2.0 + BAR),
            );
        }
        let base = top + LINE + 2.0 + BAR / 2.0 + TEXT * ASCENT / 2.0 - 1.0;
        scene.text(
            Role::Annotation,
            (length.max(0.0) + GAP, base),
            Anchor::Start,
            TEXT,
            &hands.to_string(),
        );
    }
    scene
}
