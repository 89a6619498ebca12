//! Several courses of action against one: cumulative extra cost, a line for each.

use early_action_engine::appraise::Summary;

use super::labels::spread;
use super::plot::Plot;
use super::{Canvas, LINE, TEXT, axis};
use crate::backend::ASCENT;
use crate::metrics::{Bold, TextMetrics, fit};
use crate::numbers::short_money;
use crate::scene::{Anchor, Point, Role, Scene, Shape};

/// Between two things that must not touch, px.
const GAP: f64 = 8.0;
/// The least height that leaves the lines readable, px.
const LEAST_PLOT: f64 = 140.0;

/// A course of action: its name and its extra cost so far at the end of each year.
pub struct Course<'a> {
    /// At the end of its line.
    pub label: String,
    /// Years from the start.
    pub years: &'a [Summary],
}

/// The first `shown` courses against the one named `base`, which is the zero line. The last of them
/// has the range that 90 of 100 futures lie between. The scale is that of all courses, so that it
/// stays while one after the other is told. Title, subtitle and description are the caller's.
pub fn courses(canvas: &Canvas<'_>, base: &str, courses: &[Course<'_>], shown: usize) -> Scene {
    let all = || courses.iter().flat_map(|course| course.years);
    let low = all().map(|year| year.p05).fold(0.0, f64::min);
    let high = all().map(|year| year.p95).fold(0.0, f64::max);
    let (low, high) = axis::holding_zero(low, high);
    let ticks = axis::ticks(low, high);
    let years = courses
        .iter()
        .map(|c| c.years.len())
        .max()
        .unwrap_or(1)
        .max(1);
    let told = &courses[..shown.min(courses.len())];

    let bold = Bold(canvas.metrics);
    let names = || courses.iter().map(|c| c.label.as_str()).chain([base]);
    let room = names()
        .map(|name| bold.width(name, TEXT, true))
        .fold(0.0, f64::max);
    let room = room.min(canvas.width * 0.36);
    let tick_width = ticks
        .iter()
        .map(|v| canvas.text_width(&short_money(*v)))
        .fold(0.0, f64::max);
    let (top, below) = (LINE + 4.0, LINE + 12.0);
    // As many labels stand below each other at the end.
    let least = LEAST_PLOT.max((courses.len() + 1) as f64 * LINE + 4.0);
    let height = canvas.height.max(top + least + LINE + below);
    let plot = Plot {
        left: (tick_width + GAP).ceil(),
        right: (canvas.width - room - GAP).floor(),
        top,
        bottom: height - below - LINE,
        years: years as f64,
        low,
        high,
    };

    let mut scene = Scene::new(canvas.width, height);
    plot.axes(&mut scene, canvas, &ticks, years);
    if let Some(last) = told.last() {
        plot.band(&mut scene, last.years);
    }
    scene.line(
        Role::Median,
        (plot.left, plot.y(0.0)),
        (plot.right, plot.y(0.0)),
    );
    for course in told {
        plot.course(&mut scene, course.years);
    }

    let mut ends: Vec<(f64, f64)> = vec![(plot.y(0.0), LINE)];
    ends.extend(told.iter().map(|c| {
        (
            c.years.last().map_or(plot.y(0.0), |end| plot.y(end.p50)),
            LINE,
        )
    }));
    let tops = spread(&ends, plot.top, plot.bottom + LINE);
    for (at, (name, top)) in [base]
        .into_iter()
        .chain(told.iter().map(|c| c.label.as_str()))
        .zip(tops)
        .enumerate()
    {
        let role = if at == 0 {
            Role::LabelEarly
        } else {
            Role::LabelLate
        };
        let text = fit(&bold, name, TEXT, room);
        scene.text(
            role,
            (plot.right + GAP, top + TEXT * ASCENT + 1.0),
            Anchor::Start,
            TEXT,
            &text,
        );
    }
    scene
}

impl Plot {
    fn axes(&self, scene: &mut Scene, canvas: &Canvas<'_>, ticks: &[f64], years: usize) {
        let words = canvas.words;
        let foot = self.bottom + LINE;
        for value in ticks {
            let y = self.y(*value);
            scene.line(Role::Grid, (self.left, y), (self.right, y));
            let base = y + TEXT * ASCENT / 2.0 - 1.0;
            scene.text(
                Role::TickLabel,
                (self.left - GAP, base),
                Anchor::End,
                TEXT,
                &short_money(*value),
            );
        }
        scene.line(Role::Axis, (self.left, foot), (self.right, foot));
        let label = |year: usize| words.text("axis-year", &[("year", year.into())]);
        let widest = canvas.text_width(&label(years)) + GAP;
        let most = (((self.right - self.left) / widest) as usize).clamp(1, 5);
        for year in axis::years(years, most) {
            let x = self.x(year as f64);
            scene.line(Role::Axis, (x, foot), (x, foot + 4.0));
            let text = label(year);
            let half = canvas.text_width(&text) / 2.0;
            let x = x.min(canvas.width - half - 1.0);
            scene.text(
                Role::TickLabel,
                (x, foot + 4.0 + LINE - 3.0),
                Anchor::Middle,
                TEXT,
                &text,
            );
        }
        let side = |id: &str| {
            fit(
                canvas.metrics,
                &words.word(id),
                TEXT,
                self.right - self.left,
            )
        };
        let (more, less) = (side("costs-more"), side("costs-less"));
        scene.text(
            Role::Note,
            (self.left + 4.0, self.top - 8.0),
            Anchor::Start,
            TEXT,
            &more,
        );
        scene.text(
            Role::Note,
            (self.left + 4.0, self.bottom + LINE - 7.0),
            Anchor::Start,
            TEXT,
            &less,
        );
    }

    fn band(&self, scene: &mut Scene, years: &[Summary]) {
        let at = |year: usize, value: f64| Point::of(self.x(year as f64 + 1.0), self.y(value));
        let mut points = vec![Point::of(self.x(0.0), self.y(0.0))];
        points.extend(years.iter().enumerate().map(|(year, s)| at(year, s.p95)));
        points.extend(
            years
                .iter()
                .enumerate()
                .rev()
                .map(|(year, s)| at(year, s.p05)),
        );
        scene.push(Role::BandLate, Shape::Polygon(points));
    }

    fn course(&self, scene: &mut Scene, years: &[Summary]) {
        let mut points = vec![Point::of(self.x(0.0), self.y(0.0))];
        let along = years.iter().enumerate();
        points.extend(along.map(|(year, s)| Point::of(self.x(year as f64 + 1.0), self.y(s.p50))));
        scene.push(Role::Course, Shape::Path(points));
    }
}
