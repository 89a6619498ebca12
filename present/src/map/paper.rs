//! Sheets to draw on by hand: the same rings, the same key.

use super::ink::Ink;
use super::key;
use super::picture::Mark;
use super::shapes::circle;
use super::sheet::Sheet;
use crate::Words;
use crate::metrics::{SystemUi, wrap};
use crate::scene::{Anchor, Point, Shape, Tenths};

/// A4 upright in CSS px, 96 to the inch.
pub const A4: [f64; 2] = [793.7, 1122.5];
/// A3 upright.
pub const A3: [f64; 2] = [1122.5, 1587.4];

/// Rings of a sheet to draw on.
const RINGS: usize = 4;

/// An empty map on a page.
pub fn blank(words: &Words, [width, height]: [f64; 2]) -> Sheet {
    // Drawn on A4, so that a larger page has larger rings and letters.
    let (wide, tall) = (A4[0], A4[1]);
    let mut sheet = Sheet {
        size: [wide, tall],
        title: words.word("blank-title"),
        description: words.word("blank-description"),
        marks: Vec::new(),
    };
    let margin = 46.0;
    let text = |marks: &mut Vec<Mark>, ink, at: [f64; 2], anchor, size, said: &str| {
        let shape = Shape::Text {
            at: Point::of(at[0], at[1]),
            anchor,
            size: Tenths::of(size),
            text: said.to_owned(),
        };
        marks.push(Mark { ink, shape });
    };
    text(
        &mut sheet.marks,
        Ink::Title,
        [margin, 74.0],
        Anchor::Start,
        24.0,
        &sheet.title,
    );
    for (id, from, to) in [
        ("blank-date", margin, 330.0),
        ("blank-by", 360.0, wide - margin),
    ] {
        let said = words.word(id);
        text(
            &mut sheet.marks,
            Ink::Quiet,
            [from, 118.0],
            Anchor::Start,
            13.0,
            &said,
        );
        let shape = Shape::Line {
            from: Point::of(from + 84.0, 120.0),
            to: Point::of(to, 120.0),
        };
        sheet.marks.push(Mark {
            ink: Ink::Write,
            shape,
        });
    }
    let middle = [wide / 2.0, 150.0 + (wide - 2.0 * margin) / 2.0];
    let outer = (wide - 2.0 * margin) / 2.0;
    sheet.marks.push(Mark {
        ink: Ink::Write,
        shape: circle(middle, 44.0),
    });
    for ring in 1..=RINGS {
        let radius = 44.0 + (outer - 44.0) * ring as f64 / RINGS as f64;
        sheet.marks.push(Mark {
            ink: Ink::Ring,
            shape: circle(middle, radius),
        });
        let name = words.word(&format!("ring-{ring}"));
        let at = [middle[0], middle[1] - radius + 4.0];
        text(
            &mut sheet.marks,
            Ink::RingName,
            at,
            Anchor::Middle,
            12.0,
            &name,
        );
    }
    let under = key::key(
        &mut sheet.marks,
        None,
        words,
        wide - 2.0 * margin + 14.0,
        middle[1] + outer + 12.0,
    );
    // The key begins at its own edge.
    let said = wrap(
        &SystemUi,
        &words.word("blank-how"),
        13.0,
        wide - 2.0 * margin,
        3,
    );
    for (line, said) in said.iter().enumerate() {
        let at = [14.0, under + 12.0 + 19.0 * line as f64];
        text(&mut sheet.marks, Ink::Quiet, at, Anchor::Start, 13.0, said);
    }
    let lower = middle[1] + outer;
    let factor = (width / wide).min(height / tall);
    sheet.marks = sheet
        .marks
        .into_iter()
        .map(|mark| {
            let is_key = top_of(&mark.shape) > lower;
            let right = if is_key { margin - 14.0 } else { 0.0 };
            Mark {
                ink: mark.ink,
                shape: mark.shape.moved(right, 0.0).scaled(factor),
            }
        })
        .collect();
    sheet.size = [width, height];
    sheet
}

fn top_of(shape: &Shape) -> f64 {
    let least = |points: &[Point]| points.iter().map(|p| p.y.px()).fold(f64::MAX, f64::min);
    match shape {
        Shape::Rect { at, .. } | Shape::Text { at, .. } => at.y.px(),
        Shape::Line { from, to } => least(&[*from, *to]),
        Shape::Path(points) | Shape::Polygon(points) => least(points),
        Shape::Circle { centre, radius } => centre.y.px() - radius.px(),
    }
}
