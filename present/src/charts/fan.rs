//! Cumulative net cost over time, as a fan.

use early_action_engine::appraise::{BreakEven, Summary, Verdict};
use plotters::prelude::{
    ChartBuilder, DrawingAreaErrorKind, IntoDrawingArea, PathElement, Polygon, TRANSPARENT,
};

use super::axis::{self, Axis};
use super::labels::spread;
use super::plot::Plot;
use super::{Canvas, LINE, TEXT};
use crate::backend::{ASCENT, Recorder, text_style};
use crate::metrics::{Bold, TextMetrics, fit, wrap};
use crate::numbers::{duration, out_of_hundred, quantile_errors, short_difference, short_money};
use crate::scene::{Anchor, Point, Role, Scene, Shape};
use crate::sentences::{Frame, describe_fan, fan_finding, fan_subtitle};

/// Between two things that must not touch, px.
const GAP: f64 = 8.0;
/// The least height that leaves a fan readable, px.
const LEAST_PLOT: f64 = 120.0;

/// The fan chart of a comparison: the middle line and the ranges that 50 and 90 of 100 futures lie
/// between, against the line of acting late; break-even as a range on the axis, in words.
pub fn fan(canvas: &Canvas<'_>, frame: &Frame<'_>, price_year: Option<&str>) -> Scene {
    let words = canvas.words;
    let years = &frame.comparison.cumulative;
    let count = years.len().max(1);
    let low = years.iter().map(|year| year.p05).fold(0.0, f64::min);
    let high = years.iter().map(|year| year.p95).fold(0.0, f64::max);
    let (low, high) = axis::holding_zero(low, high);
    let ticks = axis::ticks(low, high);

    let end = years.last();
    let value = end
        .map(|end| short_difference(words, end.p50, quantile_errors(end).1))
        .unwrap_or_default();
    let ends = EndLabels::new(canvas, frame, &value);
    let words_below = even_words(canvas, frame);
    let tick_width = ticks
        .iter()
        .map(|v| canvas.text_width(&short_money(*v)))
        .fold(0.0, f64::max);

    let top = LINE + 4.0;
    let below = LINE + 12.0 + words_below.len() as f64 * LINE;
    // Rows for "costs more" and "costs less" stand outside the fan, within the plot.
    let height = canvas.height.max(top + LEAST_PLOT + LINE + below);
    let plot = Plot {
        left: (tick_width + GAP).ceil(),
        right: (canvas.width - ends.width - GAP).floor(),
        top,
        bottom: height - below - LINE,
        years: count as f64,
        low,
        high,
    };

    let mut scene = Scene::new(canvas.width, height);
    scene.title = fan_finding(words, frame);
    scene.subtitle = fan_subtitle(words, price_year);
    scene.description = describe_fan(words, frame);
    // Infallible: a scene is memory, and what could be too small for a label is only left out.
    let _ = draw_plot(&mut scene, canvas, &plot, years, &ticks);

    let side = |text: &str| fit(canvas.metrics, text, TEXT, plot.right - plot.left);
    let (more, less) = (
        side(&words.word("costs-more")),
        side(&words.word("costs-less")),
    );
    scene.text(
        Role::Note,
        (plot.left + 4.0, top - 8.0),
        Anchor::Start,
        TEXT,
        &more,
    );
    scene.text(
        Role::Note,
        (plot.left + 4.0, plot.bottom + LINE - 7.0),
        Anchor::Start,
        TEXT,
        &less,
    );
    let median = end.map_or(0.0, |end| end.p50);
    ends.draw(&mut scene, &plot, median);
    draw_break_even(
        &mut scene,
        canvas,
        &plot,
        &frame.comparison.break_even,
        &words_below,
        frame,
    );
    scene
}

fn draw_plot(
    scene: &mut Scene,
    canvas: &Canvas<'_>,
    plot: &Plot,
    years: &[Summary],
    ticks: &[f64],
) -> Result<(), DrawingAreaErrorKind<std::convert::Infallible>> {
    let tenths = |px: f64| (px * 10.0).round() as i32;
    let (width, height) = (scene.width.px(), scene.height.px());
    let root = Recorder::new(scene, canvas.metrics).into_drawing_area();
    // The rows for "costs more" and "costs less" belong to the plot, so that its axes embrace them.
    let spare = (plot.high - plot.low) * LINE / (plot.bottom - plot.top);
    let year_axis = Axis {
        low: 0.0,
        high: plot.years,
        ticks: year_ticks(canvas, plot),
    };
    let money_axis = Axis {
        low: plot.low - spare,
        high: plot.high + spare,
        ticks: ticks
            .iter()
            .map(|value| (*value, short_money(*value)))
            .collect(),
    };
    let mut chart = ChartBuilder::on(&root)
        .margin_top(tenths(plot.top - LINE))
        .margin_right(tenths(width - plot.right))
        .x_label_area_size(tenths(height - plot.bottom - LINE))
        .y_label_area_size(tenths(plot.left))
        .build_cartesian_2d(year_axis, money_axis)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .disable_y_axis()
        .bold_line_style(Role::Grid)
        .light_line_style(Role::Grid)
        .axis_style(Role::Axis)
        .set_all_tick_mark_size(40)
        .x_label_style(text_style(Role::TickLabel, TEXT))
        .draw()?;
    // Figures at the left without a line beside them: the grid's lines lead to them.
    chart
        .configure_mesh()
        .disable_mesh()
        .disable_x_axis()
        .axis_style(TRANSPARENT)
        .set_all_tick_mark_size(40)
        .y_label_style(text_style(Role::TickLabel, TEXT))
        .draw()?;

    let upper = |quantile: fn(&Summary) -> f64| path(years, quantile);
    for (role, low, high) in [
        (
            Role::Band90,
            (|s| s.p05) as fn(&Summary) -> f64,
            (|s| s.p95) as fn(&Summary) -> f64,
        ),
        (Role::Band50, |s| s.p25, |s| s.p75),
    ] {
        let mut around = upper(high);
        around.extend(path(years, low).into_iter().rev());
        chart.draw_series(std::iter::once(Polygon::new(around, role)))?;
    }
    let zero = vec![(0.0, 0.0), (plot.years, 0.0)];
    chart.draw_series(std::iter::once(PathElement::new(zero, Role::ZeroLine)))?;
    let median = path(years, |summary| summary.p50);
    chart.draw_series(std::iter::once(PathElement::new(median, Role::Median)))?;
    root.present()
}

/// One quantile through the years, from nothing at the start.
fn path(years: &[Summary], quantile: impl Fn(&Summary) -> f64) -> Vec<(f64, f64)> {
    let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
    let ends = years
        .iter()
        .enumerate()
        .map(|(at, year)| (at as f64 + 1.0, finite(quantile(year))));
    std::iter::once((0.0, 0.0)).chain(ends).collect()
}

/// The years with a tick: as many as five, if their labels keep clear of each other. The first
/// says that these are years; the others are numbers.
fn year_ticks(canvas: &Canvas<'_>, plot: &Plot) -> Vec<(f64, String)> {
    let label = |at: usize, year: usize| match at {
        0 => canvas.words.text("axis-year", &[("year", year.into())]),
        _ => year.to_string(),
    };
    let year_width = (plot.right - plot.left) / plot.years;
    let last = plot.years as usize;
    let mut most = 5;
    loop {
        let years = axis::years(last, most);
        let ticks: Vec<(f64, String)> = years
            .iter()
            .enumerate()
            .map(|(at, year)| (*year as f64, label(at, *year)))
            .collect();
        let clear = ticks.windows(2).all(|pair| {
            let between = (pair[1].0 - pair[0].0) * year_width;
            let half = |tick: &(f64, String)| canvas.text_width(&tick.1) / 2.0;
            half(&pair[0]) + half(&pair[1]) + GAP <= between
        });
        if clear || most == 1 {
            return ticks;
        }
        most -= 1;
    }
}

/// The labels at the lines' ends.
struct EndLabels {
    early: Vec<String>,
    late: Vec<String>,
    width: f64,
}

impl EndLabels {
    fn new(canvas: &Canvas<'_>, frame: &Frame<'_>, value: &str) -> Self {
        let bold = Bold(canvas.metrics);
        let (early, late) = frame.short_labels(canvas.words);
        // A word has no place to break: it takes from the plot what it needs, up to half.
        let longest = [&*early, &*late, value]
            .iter()
            .flat_map(|text| text.split_whitespace())
            .map(|word| bold.width(word, TEXT, true).ceil())
            .fold(0.0, f64::max);
        let room = (canvas.width * 0.3)
            .min(160.0)
            .max(longest)
            .min(canvas.width / 2.0);
        let lines = |text: &str| wrap(&bold, text, TEXT, room, 3);
        let (mut early, late) = (lines(&early), lines(&late));
        early.extend(lines(value));
        let widths = early
            .iter()
            .chain(&late)
            .map(|line| bold.width(line, TEXT, true));
        let width = widths.fold(0.0, f64::max).ceil();
        Self { early, late, width }
    }

    fn draw(&self, scene: &mut Scene, plot: &Plot, median: f64) {
        let height = |lines: &[String]| lines.len() as f64 * LINE;
        let wishes = [
            (plot.y(0.0), height(&self.late)),
            (plot.y(median), height(&self.early)),
        ];
        let tops = spread(&wishes, plot.top - LINE, plot.bottom + LINE);
        for (role, lines, top) in [
            (Role::LabelLate, &self.late, tops[0]),
            (Role::LabelEarly, &self.early, tops[1]),
        ] {
            for (at, line) in lines.iter().enumerate() {
                let base = top + at as f64 * LINE + (LINE - TEXT) / 2.0 + TEXT * ASCENT;
                scene.text(role, (plot.right + GAP, base), Anchor::Start, TEXT, line);
            }
        }
    }
}

/// What is written under the axis about break-even, in lines.
fn even_words(canvas: &Canvas<'_>, frame: &Frame<'_>) -> Vec<String> {
    let words = canvas.words;
    let even = &frame.comparison.break_even;
    let error = frame.comparison.chance_of_saving.error;
    let share = |value| {
        let share = early_action_engine::appraise::Share { value, error };
        out_of_hundred(words, share).into()
    };
    let by_end = 1.0 - even.never;
    let text = match even.by_year.iter().position(|share| *share >= 0.5) {
        _ if frame.comparison.verdict == Verdict::Equal => return Vec::new(),
        _ if by_end <= 0.0 => words.word("even-never"),
        Some(at) => words.text(
            "even-by",
            &[
                ("year", (at + 1).into()),
                ("share", share(even.by_year[at])),
            ],
        ),
        None => {
            let years = duration(words, frame.horizon_years).into();
            words.text("even-within", &[("years", years), ("share", share(by_end))])
        }
    };
    wrap(canvas.metrics, &text, TEXT, canvas.width, 3)
}

/// The years between which 90 of 100 futures break even, thick on the axis, words under it.
fn draw_break_even(
    scene: &mut Scene,
    canvas: &Canvas<'_>,
    plot: &Plot,
    even: &BreakEven,
    lines: &[String],
    frame: &Frame<'_>,
) {
    let axis = plot.bottom + LINE;
    let mut middle = (plot.left + plot.right) / 2.0;
    let year_of = |share: f64| even.by_year.iter().position(|by| *by >= share);
    if frame.comparison.verdict != Verdict::Equal
        && let Some(first) = year_of(0.05)
    {
        // A year's share has broken even at some time within it: the range starts with the year.
        let last = year_of(0.95).map_or(plot.years, |at| at as f64 + 1.0);
        let (from, to) = (plot.x(first as f64), plot.x(last));
        scene.rect(Role::BreakEven, (from, axis - 2.5), to - from, 5.0);
        if even.never >= 0.05 {
            // Some futures take longer than the picture shows.
            let tip = [(to, axis - 5.0), (to + 7.0, axis), (to, axis + 5.0)];
            let tip = tip.map(|(x, y)| Point::of(x, y)).to_vec();
            scene.push(Role::BreakEven, Shape::Polygon(tip));
        }
        middle = (from + to) / 2.0;
    }
    for (at, line) in lines.iter().enumerate() {
        let half = canvas.text_width(line) / 2.0;
        let centre = middle.clamp(
            half.min(canvas.width / 2.0),
            (canvas.width - half).max(canvas.width / 2.0),
        );
        let base = axis + 12.0 + LINE + (at as f64) * LINE + TEXT * ASCENT;
        scene.text(Role::Annotation, (centre, base), Anchor::Middle, TEXT, line);
    }
}
