//! The journey of a goal: each voice's ratings over time, with life events as flags.

use super::ladder::circle;
use super::{Told, date, rating};
use crate::backend::ASCENT;
use crate::charts::{Canvas, LINE, TEXT};
use crate::metrics::{Bold, fit, wrap};
use crate::scene::{Anchor, Point, Role, Scene, Shape, Tenths};
use crate::tables::{Cell, Table};
use early_action_engine::network::Date;
use early_action_engine::progress::{Goal, Ladder};

/// Height of one voice's panel without its name, px.
const PANEL: f64 = 100.0;
/// For the numbers at the left, px.
const NUMBERS: f64 = 28.0;
/// Kept free at the right, px.
const EDGE: f64 = 16.0;
/// Lines of a life event's words at most.
const FLAG_LINES: usize = 3;
/// Between two panels, px.
const GAP: f64 = 20.0;

/// Somebody's ratings with dates.
struct Course<'a> {
    ladder: &'a Ladder,
    points: Vec<(Date, f64)>,
}

/// Life events with dates, as they are called.
fn events(told: &Told<'_>) -> Vec<(Date, String)> {
    let entries = told.entries(&["event"]).into_iter();
    entries
        .filter_map(|(_, record)| {
            let text = record.text("text").unwrap_or_default();
            Some((told.date(record)?, text.to_owned()))
        })
        .collect()
}

/// The journey; `None` while nothing with a date was rated.
pub fn journey(told: &Told<'_>, canvas: &Canvas<'_>, goal: &Goal) -> Option<Scene> {
    let courses: Vec<Course<'_>> = goal
        .ladders
        .iter()
        .map(|ladder| {
            let dated = ladder.ratings.iter();
            let points = dated.filter_map(|r| Some((r.date?, r.value))).collect();
            Course { ladder, points }
        })
        .filter(|course| !course.points.is_empty())
        .collect();
    let dates = || courses.iter().flat_map(|c| c.points.iter().map(|p| p.0));
    let (first, last) = (dates().min()?, dates().max()?);
    // A flag further off would press the ratings together: it is in the table.
    let shown = |event: &(Date, String)| (first..=last).contains(&event.0);
    let flags: Vec<(Date, String)> = events(told).into_iter().filter(shown).collect();
    let (left, right) = (NUMBERS, canvas.width - EDGE);
    let days = f64::from(first.days_until(last)).max(1.0);
    let x = |day: Date| {
        if first == last {
            return left + (right - left) / 2.0;
        }
        left + 8.0 + (right - left - 16.0) * f64::from(first.days_until(day)) / days
    };
    let flag_room = if flags.is_empty() { 0.0 } else { LINE + 4.0 };
    let mut scene = Scene::new(canvas.width, 0.0);
    let mut top = flag_room;
    let bold = Bold(canvas.metrics);
    let mut panels = Vec::new();
    for course in &courses {
        let name = told.voice(Some(&course.ladder.voice));
        let name = fit(&bold, &name, TEXT, right - left);
        let bottom = top + LINE + 4.0 + PANEL;
        panels.push((name, top + 14.0, bottom));
        top = bottom + GAP;
    }
    let bottom = top - GAP;
    for (at, (day, _)) in flags.iter().enumerate() {
        let x = x(*day);
        scene.line(Role::Flag, (x, LINE), (x, bottom));
        let number = (at + 1).to_string();
        scene.text(Role::LabelFlag, (x, 14.0), Anchor::Middle, TEXT, &number);
    }
    for (course, (name, base, bottom)) in courses.iter().zip(&panels) {
        let y = |value: f64| bottom - value / 10.0 * PANEL;
        for value in [0.0, 5.0, 10.0] {
            scene.line(Role::Grid, (left, y(value)), (right, y(value)));
            let base = y(value) + TEXT * ASCENT / 2.0 - 1.0;
            scene.text(
                Role::TickLabel,
                (left - 8.0, base),
                Anchor::End,
                TEXT,
                &rating(value),
            );
        }
        scene.text(Role::Heading, (left, *base), Anchor::Start, TEXT, name);
        let at = |(day, value): &(Date, f64)| (x(*day), y(*value));
        let path: Vec<Point> = course
            .points
            .iter()
            .map(at)
            .map(|p| Point::of(p.0, p.1))
            .collect();
        if path.len() > 1 {
            scene.push(Role::Median, Shape::Path(path));
        }
        for point in &course.points {
            circle(&mut scene, Role::Voice, at(point), 4.0);
        }
    }
    let mut foot = bottom + 6.0 + LINE;
    let (from, to) = (date(told.words, first), date(told.words, last));
    if first == last {
        scene.text(
            Role::TickLabel,
            (x(first), foot),
            Anchor::Middle,
            TEXT,
            &from,
        );
    } else {
        scene.text(Role::TickLabel, (0.0, foot), Anchor::Start, TEXT, &from);
        // On a narrow picture the two days stand below each other.
        if canvas.text_width(&from) + canvas.text_width(&to) + 16.0 > canvas.width {
            foot += LINE;
        }
        scene.text(
            Role::TickLabel,
            (canvas.width, foot),
            Anchor::End,
            TEXT,
            &to,
        );
    }
    for (at, (day, text)) in flags.iter().enumerate() {
        let args = [
            ("number", (at + 1).to_string().into()),
            ("event", text.as_str().into()),
            ("date", date(told.words, *day).into()),
        ];
        foot += 4.0;
        for line in wrap(
            canvas.metrics,
            &told.say("plan-flag", &args),
            TEXT,
            canvas.width,
            FLAG_LINES,
        ) {
            foot += LINE;
            scene.text(Role::Annotation, (0.0, foot), Anchor::Start, TEXT, &line);
        }
    }
    scene.height = Tenths::of(foot + 8.0);
    let trends = courses
        .iter()
        .map(|course| super::say::trend(told, course.ladder));
    let mut said: Vec<String> = trends.collect();
    scene.title = said.join(" ");
    said.extend(flags.iter().map(|(day, text)| {
        let args = [
            ("event", text.as_str().into()),
            ("date", date(told.words, *day).into()),
        ];
        told.say("plan-event-on", &args)
    }));
    scene.description = said.join(" ");
    Some(scene)
}

/// The same as a table, and what has no date.
pub fn table(told: &Told<'_>, goal: &Goal) -> Table {
    let columns = [
        ("plan-column-date", false),
        ("plan-column-who", false),
        ("plan-column-rating", true),
    ];
    let caption = told.say(
        "plan-journey-caption",
        &[("goal", goal.text.as_str().into())],
    );
    let mut table = Table::new(told.words, caption, &columns);
    let mut rows: Vec<(Option<Date>, String, Option<f64>)> = Vec::new();
    for ladder in &goal.ladders {
        let voice = told.voice(Some(&ladder.voice));
        let ratings = ladder.ratings.iter();
        rows.extend(ratings.map(|r| (r.date, voice.clone(), Some(r.value))));
    }
    let events = told.entries(&["event"]).into_iter();
    rows.extend(events.map(|(_, record)| {
        let text = record.text("text").unwrap_or_default().to_owned();
        (told.date(record), text, None)
    }));
    rows.sort_by_key(|row| row.0);
    for (day, who, value) in rows {
        let day = day.map_or_else(
            || told.words.word("plan-no-date"),
            |day| date(told.words, day),
        );
        let value = match value {
            Some(value) => Cell::number(value, rating(value)),
            None => Cell::text(told.words.word("plan-life-event")),
        };
        table
            .rows
            .push(vec![Cell::text(day), Cell::text(who), value]);
    }
    table
}
