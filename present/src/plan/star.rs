//! A star of areas: one voice's first and last ratings, an arm for each area of life.

use super::ladder::circle;
use super::{Told, rating};
use crate::charts::{Canvas, LINE, TEXT};
use crate::metrics::wrap;
use crate::scene::{Anchor, Point, Role, Scene, Shape, Tenths};
use crate::tables::{Cell, Table};
use early_action_engine::math::cos_sin;
use early_action_engine::progress::Goal;

/// Fewer arms make no star.
const LEAST_ARMS: usize = 3;
/// More cannot be read.
const MOST_ARMS: usize = 12;

/// One arm: an area, the goal in it that this voice rated last, its first and last rating.
struct Arm<'a> {
    area: String,
    goal: &'a Goal,
    first: f64,
    last: f64,
}

/// Areas of this voice's rated goals, in the order in which they were first named.
fn arms<'a>(told: &Told<'a>, voice: &str) -> Vec<Arm<'a>> {
    let mut arms: Vec<(Arm<'a>, _)> = Vec::new();
    for goal in &told.plan.goals {
        let area = told.entry(&goal.id).and_then(|record| record.text("area"));
        let ladder = goal.ladders.iter().find(|ladder| ladder.voice == voice);
        let (Some(area), Some(ladder)) = (area, ladder) else {
            continue;
        };
        let (Some(first), Some(last)) = (ladder.ratings.first(), ladder.ratings.last()) else {
            continue;
        };
        let arm = Arm {
            area: area.to_owned(),
            goal,
            first: first.value,
            last: last.value,
        };
        let same = |known: &(Arm<'_>, _)| known.0.area.to_lowercase() == area.to_lowercase();
        match arms.iter().position(same) {
            None => arms.push((arm, last.date)),
            Some(at) if arms[at].1 < last.date => arms[at] = (arm, last.date),
            Some(_) => {}
        }
    }
    arms.into_iter().map(|(arm, _)| arm).collect()
}

/// Voices that have enough areas for a star.
pub fn voices(told: &Told<'_>) -> Vec<String> {
    let mut voices: Vec<String> = Vec::new();
    for ladder in told.plan.goals.iter().flat_map(|goal| &goal.ladders) {
        let enough = arms(told, &ladder.voice).len() >= LEAST_ARMS;
        if enough && !voices.contains(&ladder.voice) {
            voices.push(ladder.voice.clone());
        }
    }
    voices
}

/// The star of one voice; `None` for fewer than three areas.
pub fn star(told: &Told<'_>, canvas: &Canvas<'_>, voice: &str) -> Option<Scene> {
    let mut arms = arms(told, voice);
    arms.truncate(MOST_ARMS);
    if arms.len() < LEAST_ARMS {
        return None;
    }
    let room = (canvas.width * 0.27).min(130.0);
    let radius = ((canvas.width / 2.0) - room).clamp(50.0, 150.0);
    let above = LINE * 3.0;
    let (cx, cy) = (canvas.width / 2.0, above + radius);
    let mut scene = Scene::new(canvas.width, above * 2.0 + radius * 2.0);
    let count = arms.len() as f64;
    let place = |at: usize, value: f64| {
        let (cos, sin) = cos_sin(at as f64 / count - 0.25);
        let along = radius * value / 10.0;
        (cx + cos * along, cy + sin * along)
    };
    for ring in [5.0, 10.0] {
        let points = (0..arms.len()).map(|at| place(at, ring));
        let mut points: Vec<Point> = points.map(|p| Point::of(p.0, p.1)).collect();
        points.extend(points.first().copied());
        scene.push(Role::Grid, Shape::Path(points));
    }
    let around = |value: &dyn Fn(&Arm<'_>) -> f64| -> Vec<Point> {
        let points = arms
            .iter()
            .enumerate()
            .map(|(at, arm)| place(at, value(arm)));
        points.map(|p| Point::of(p.0, p.1)).collect()
    };
    for at in 0..arms.len() {
        scene.line(Role::Axis, (cx, cy), place(at, 10.0));
    }
    scene.push(Role::Band50, Shape::Polygon(around(&|arm| arm.last)));
    for (at, arm) in arms.iter().enumerate() {
        circle(&mut scene, Role::Was, place(at, arm.first), 5.0);
        circle(&mut scene, Role::Voice, place(at, arm.last), 5.0);
        let (x, y) = place(at, 10.0);
        let anchor = match x - cx {
            off if off > 4.0 => Anchor::Start,
            off if off < -4.0 => Anchor::End,
            _ => Anchor::Middle,
        };
        let aside = match anchor {
            Anchor::Start => 8.0,
            Anchor::End => -8.0,
            Anchor::Middle => 0.0,
        };
        let args = [
            ("area", arm.area.as_str().into()),
            ("rating", rating(arm.last).into()),
        ];
        let width = if anchor == Anchor::Middle {
            canvas.width
        } else {
            room - 8.0
        };
        let lines = wrap(canvas.metrics, &told.say("plan-arm", &args), TEXT, width, 3);
        let rise = if y < cy - 4.0 {
            lines.len() as f64 - 1.0
        } else {
            0.0
        };
        let drop = if y > cy + 4.0 { 14.0 } else { -4.0 };
        let mut base = y - rise * LINE + drop;
        for line in lines {
            scene.text(Role::RowLabel, (x + aside, base), anchor, TEXT, &line);
            base += LINE;
        }
    }
    // With few arms the lowest does not reach the bottom.
    let lowest = (0..arms.len()).map(|at| place(at, 10.0).1);
    scene.height = Tenths::of(lowest.fold(0.0, f64::max) + above + 4.0);
    let name = told.voice(Some(voice));
    scene.title = told.say("plan-star-title", &[("voice", name.as_str().into())]);
    let said = arms.iter().map(|arm| {
        let args = [
            ("area", arm.area.as_str().into()),
            ("first", rating(arm.first).into()),
            ("last", rating(arm.last).into()),
        ];
        told.say("plan-star-arm", &args)
    });
    let said: Vec<String> = std::iter::once(scene.title.clone()).chain(said).collect();
    scene.description = said.join(" ");
    Some(scene)
}

/// The same as a table.
pub fn table(told: &Told<'_>, voice: &str) -> Table {
    let columns = [
        ("plan-column-area", false),
        ("plan-column-goal", false),
        ("plan-column-first", true),
        ("plan-column-now", true),
    ];
    let name = told.voice(Some(voice));
    let caption = told.say("plan-star-caption", &[("voice", name.into())]);
    let mut table = Table::new(told.words, caption, &columns);
    for arm in arms(told, voice) {
        table.rows.push(vec![
            Cell::text(arm.area),
            Cell::text(arm.goal.text.clone()),
            Cell::number(arm.first, rating(arm.first)),
            Cell::number(arm.last, rating(arm.last)),
        ]);
    }
    table
}
