//! Who carries the steps, over time: a mark for every open step, a row for every change.

use super::ladder::circle;
use super::{Told, date, say};
use crate::charts::{Canvas, LINE, TEXT};
use crate::metrics::{fit, wrap};
use crate::scene::{Anchor, Role, Scene, Tenths};
use crate::tables::{Cell, Table};
use early_action_engine::progress::{Carried, Plan};

/// From one row to the next, px.
const ROW: f64 = 30.0;
/// Half the width of a mark, and from one to the next where there is room, px.
const MARK: f64 = 8.0;
const APART: f64 = 24.0;
/// The last rows are drawn; all are in the table.
const MOST_ROWS: usize = 12;

/// Who carries a step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Family,
    Both,
    Services,
    Nobody,
    NotKnown,
}

/// All, in the order in which they are drawn, each with the id of its words.
const ALL: [(By, &str); 5] = [
    (By::Family, "plan-share-family"),
    (By::Both, "plan-share-both"),
    (By::Services, "plan-share-services"),
    (By::Nobody, "plan-share-nobody"),
    (By::NotKnown, "plan-share-not-known"),
];

impl By {
    fn count(self, carried: &Carried) -> usize {
        match self {
            Self::Family => carried.family,
            Self::Both => carried.both,
            Self::Services => carried.services,
            Self::Nobody => carried.nobody,
            Self::NotKnown => carried.not_known,
        }
    }

    /// Filled, a ring with a heart, a dashed look by a smaller ring, an empty ring, a dot.
    fn draw(self, scene: &mut Scene, at: (f64, f64), radius: f64) {
        match self {
            Self::Family => circle(scene, Role::DotSaves, at, radius),
            Self::Both => {
                circle(scene, Role::Voice, at, radius);
                circle(scene, Role::DotSaves, at, radius * 0.5);
            }
            Self::Services => {
                circle(scene, Role::DotCosts, at, radius);
                circle(scene, Role::DotCosts, at, radius * 0.45);
            }
            Self::Nobody => circle(scene, Role::Was, at, radius),
            Self::NotKnown => circle(scene, Role::Was, at, radius * 0.35),
        }
    }
}

fn all(carried: &Carried) -> usize {
    let counts = ALL.map(|(by, _)| by.count(carried));
    counts.iter().sum()
}

fn day(told: &Told<'_>, carried: &Carried) -> String {
    carried.date.map_or_else(
        || told.words.word("plan-no-date"),
        |day| date(told.words, day),
    )
}

/// The picture; `None` while no step was ever open.
pub fn shares(told: &Told<'_>, canvas: &Canvas<'_>) -> Option<Scene> {
    let rows = Plan::carried(told.envelope);
    let most = rows.iter().map(all).max().filter(|most| *most > 0)?;
    let drawn = &rows[rows.len().saturating_sub(MOST_ROWS)..];
    let days: Vec<String> = drawn
        .iter()
        .map(|row| fit(canvas.metrics, &day(told, row), TEXT, canvas.width * 0.65))
        .collect();
    let left = days
        .iter()
        .map(|day| canvas.metrics.width(day, TEXT, false))
        .fold(0.0, f64::max)
        + 16.0;
    let apart = ((canvas.width - left - MARK) / most as f64).min(APART);
    let radius = (apart * 0.42).min(MARK);
    let mut scene = Scene::new(canvas.width, 0.0);
    let mut y = ROW / 2.0;
    for (row, day) in drawn.iter().zip(&days) {
        scene.text(Role::RowLabel, (0.0, y + 5.0), Anchor::Start, TEXT, day);
        let marks = ALL
            .iter()
            .flat_map(|(by, _)| std::iter::repeat_n(*by, by.count(row)));
        for (at, by) in marks.enumerate() {
            by.draw(&mut scene, (left + radius + apart * at as f64, y), radius);
        }
        y += ROW;
    }
    // What the marks mean, of those that there are.
    for (by, id) in ALL {
        if drawn.iter().any(|row| by.count(row) > 0) {
            by.draw(&mut scene, (MARK, y + 4.0), MARK);
            let room = canvas.width - 28.0;
            for line in wrap(canvas.metrics, &told.words.word(id), TEXT, room, 3) {
                scene.text(Role::RowLabel, (28.0, y + 9.0), Anchor::Start, TEXT, &line);
                y += LINE;
            }
            y += 24.0 - LINE;
        }
    }
    scene.height = Tenths::of(y + 4.0);
    let last = drawn.last()?;
    scene.title = say::carried(told, last);
    let said = drawn
        .iter()
        .map(|row| [day(told, row), say::carried(told, row)].join(": "));
    scene.description = said.collect::<Vec<_>>().join(" ");
    Some(scene)
}

/// The same as a table: all changes.
pub fn table(told: &Told<'_>) -> Table {
    let mut columns = vec![("plan-column-date", false)];
    columns.extend(ALL.map(|(_, id)| (id, true)));
    let mut table = Table::new(told.words, told.words.word("plan-share-caption"), &columns);
    for row in Plan::carried(told.envelope) {
        let mut cells = vec![Cell::text(day(told, &row))];
        cells.extend(ALL.map(|(by, _)| {
            let count = by.count(&row);
            Cell::number(count as f64, count.to_string())
        }));
        table.rows.push(cells);
    }
    table
}
