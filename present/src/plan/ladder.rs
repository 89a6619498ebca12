//! A ladder from 0 to 10: where each voice stands, between its own words for the ends.

use super::{Told, rating};
use crate::backend::ASCENT;
use crate::charts::{Canvas, LINE, TEXT};
use crate::metrics::{Bold, fit, wrap};
use crate::scene::{Anchor, Point, Role, Scene, Shape, Tenths};
use crate::tables::{Cell, Table};
use early_action_engine::progress::{Goal, Ladder};

/// Between two rungs, px.
const RUNG: f64 = 20.0;
/// For the numbers at the left, px.
const NUMBERS: f64 = 28.0;
/// A voice's column is no narrower than this, px.
const LEAST_COLUMN: f64 = 92.0;
/// A voice's column is no wider than this, px.
const MOST_COLUMN: f64 = 190.0;
/// Lines of a voice's words at most.
const LINES: usize = 3;
/// Of the circle that holds the number, px.
const RADIUS: f64 = 15.0;

/// The ladders of a goal's voices side by side; `None` before the first rating.
pub fn ladder(told: &Told<'_>, canvas: &Canvas<'_>, goal: &Goal) -> Option<Scene> {
    let rated: Vec<&Ladder> = goal.ladders.iter().filter(|l| l.last().is_some()).collect();
    if rated.is_empty() {
        return None;
    }
    let room = ((canvas.width - NUMBERS) / LEAST_COLUMN).floor().max(1.0) as usize;
    let column = ((canvas.width - NUMBERS) / rated.len().min(room) as f64).min(MOST_COLUMN);
    let mut scene = Scene::new(canvas.width, 0.0);
    let mut top = 0.0;
    for row in rated.chunks(room) {
        top += draw(told, canvas, row, column, top, &mut scene) + LINE;
    }
    scene.height = Tenths::of(top - LINE);
    scene.title = super::say::gap(told, goal).unwrap_or_default();
    let voices: Vec<String> = rated.iter().map(|l| super::say::ladder(told, l)).collect();
    scene.description = voices.join(" ");
    Some(scene)
}

/// One row of ladders; how high it is.
fn draw(
    told: &Told<'_>,
    canvas: &Canvas<'_>,
    row: &[&Ladder],
    column: f64,
    top: f64,
    scene: &mut Scene,
) -> f64 {
    let words = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        wrap(canvas.metrics, text, TEXT, column - 12.0, LINES)
    };
    let highs: Vec<Vec<String>> = row.iter().map(|l| words(&l.ends.1)).collect();
    let lows: Vec<Vec<String>> = row.iter().map(|l| words(&l.ends.0)).collect();
    let most = |all: &[Vec<String>]| all.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let ten = top + LINE * (1.0 + most(&highs)) + RADIUS + 4.0;
    let zero = ten + 10.0 * RUNG;
    let y = |value: f64| zero - value * RUNG;
    let right = NUMBERS + column * row.len() as f64;
    for rung in 0..=10_i32 {
        let at = y(f64::from(rung));
        scene.line(Role::Grid, (NUMBERS, at), (right, at));
        if rung % 5 == 0 {
            let base = at + TEXT * ASCENT / 2.0 - 1.0;
            scene.text(
                Role::TickLabel,
                (NUMBERS - 8.0, base),
                Anchor::End,
                TEXT,
                &rung.to_string(),
            );
        }
    }
    let bold = Bold(canvas.metrics);
    for (at, ladder) in row.iter().enumerate() {
        let x = NUMBERS + column * (at as f64 + 0.5);
        let Some(last) = ladder.last() else { continue };
        scene.line(Role::Axis, (x, ten), (x, zero));
        let name = fit(&bold, &told.voice(Some(&ladder.voice)), TEXT, column - 8.0);
        scene.text(Role::Heading, (x, top + 14.0), Anchor::Middle, TEXT, &name);
        let mut base = ten - RADIUS - 8.0 - LINE * (highs[at].len() as f64 - 1.0);
        for line in &highs[at] {
            scene.text(Role::TickLabel, (x, base), Anchor::Middle, TEXT, line);
            base += LINE;
        }
        let mut base = zero + RADIUS + 16.0;
        for line in &lows[at] {
            scene.text(Role::TickLabel, (x, base), Anchor::Middle, TEXT, line);
            base += LINE;
        }
        let first = ladder.ratings.first().map(|first| first.value);
        if let Some(first) = first.filter(|first| (first - last).abs() >= 1.0) {
            scene.line(Role::Median, (x, y(first)), (x, y(last)));
            circle(scene, Role::Was, (x, y(first)), 5.0);
        }
        circle(scene, Role::Voice, (x, y(last)), RADIUS);
        let middle = (x, y(last) + TEXT * ASCENT / 2.0 - 1.0);
        scene.text(Role::Heading, middle, Anchor::Middle, TEXT, &rating(last));
    }
    zero + RADIUS + 4.0 + LINE * most(&lows) - top + 4.0
}

pub(super) fn circle(scene: &mut Scene, role: Role, at: (f64, f64), radius: f64) {
    let (centre, radius) = (Point::of(at.0, at.1), Tenths::of(radius));
    scene.push(role, Shape::Circle { centre, radius });
}

/// The same as a table.
pub fn table(told: &Told<'_>, goal: &Goal) -> Table {
    let columns = [
        ("plan-column-voice", false),
        ("plan-column-low", false),
        ("plan-column-high", false),
        ("plan-column-first", true),
        ("plan-column-now", true),
    ];
    let caption = told.say(
        "plan-ladder-caption",
        &[("goal", goal.text.as_str().into())],
    );
    let mut table = Table::new(told.words, caption, &columns);
    for ladder in &goal.ladders {
        let end = |words: &Option<String>| {
            let words = words.clone();
            Cell::text(words.unwrap_or_else(|| told.words.word("plan-not-said")))
        };
        let figure = |value: Option<f64>| match value {
            Some(value) => Cell::number(value, rating(value)),
            None => Cell::text(told.words.word("plan-not-said")),
        };
        table.rows.push(vec![
            Cell::text(told.voice(Some(&ladder.voice))),
            end(&ladder.ends.0),
            end(&ladder.ends.1),
            figure(ladder.ratings.first().map(|rating| rating.value)),
            figure(ladder.last()),
        ]);
    }
    table
}
