//! How sure are we: a hundred futures as a hundred dots.

use super::money_scale::Scale;
use super::{Canvas, LINE, TEXT, axis};
use crate::backend::ASCENT;
use crate::metrics::{Bold, wrap};
use crate::numbers::{out_of_hundred, the_rest};
use crate::scene::{Anchor, Point, Role, Scene, Shape, Tenths};
use crate::sentences::{Frame, describe_futures, futures_finding, futures_subtitle};
use early_action_engine::appraise::Share;

/// The largest distance between two dots' centres, px.
const LARGEST: f64 = 20.0;
/// Columns are tried from as many as this.
const COLUMNS: usize = 40;

/// The quantile dot plot of a comparison: each dot 1 of 100 equally likely futures, stacked where
/// its net cost falls. Filled ones cost less, rings do not.
pub fn dots(canvas: &Canvas<'_>, frame: &Frame<'_>) -> Scene {
    let words = canvas.words;
    let values: Vec<f64> = frame
        .comparison
        .dots
        .iter()
        .map(|v| if v.is_finite() { *v } else { 0.0 })
        .collect();
    let sides = Sides::new(canvas, frame);
    let mut scene = stacked(canvas, &values, values.len(), sides.height());
    scene.title = futures_finding(words, frame);
    scene.subtitle = futures_subtitle(words, frame);
    scene.description = describe_futures(words, frame);
    sides.draw(&mut scene, canvas.width);
    scene
}

/// The first `shown` of `values` as they come, stacked where the columns of all of them are, so that
/// the scale stays; the last one is ringed. Title, subtitle and description are the caller's.
pub fn pile(canvas: &Canvas<'_>, values: &[f64], shown: usize) -> Scene {
    stacked(canvas, values, shown, LINE)
}

/// Dots below so much room for words.
fn stacked(canvas: &Canvas<'_>, values: &[f64], shown: usize, room: f64) -> Scene {
    let low = values.iter().copied().fold(0.0, f64::min);
    let high = values.iter().copied().fold(0.0, f64::max);
    let (low, high) = axis::holding_zero(low, high);
    let (top, below) = (room + 10.0, LINE + 12.0);
    let height = canvas.height.max(top + below + 60.0);

    let bins = Bins::choose(
        values,
        (low, high),
        canvas.width * 0.9,
        height - top - below,
    );
    // What the dots do not fill is not kept empty.
    let step = bins
        .step(height - top - below)
        .min(canvas.width / bins.across());
    let height = height.min(top + below + step * bins.rows as f64 + 4.0);
    let mut scene = Scene::new(canvas.width, height);

    let (low, high) = (bins.from, bins.from + bins.width * bins.columns as f64);
    let scale = Scale::new(canvas, low, high);
    let x = |value: f64| scale.x(value);
    let (left, right) = (x(low), x(high));
    scale.draw(&mut scene, canvas, top, below, false);

    let floor = height - below;
    let zero = x(0.0);
    scene.line(Role::NoDifference, (zero, top - 4.0), (zero, floor));
    let column = (right - left) / bins.columns as f64;
    let step = step.min(column / bins.wide as f64);
    // Within a column dots fill rows from the bottom, as wide as the column allows.
    let mut heights = vec![0usize; bins.columns];
    for (at, value) in values.iter().enumerate().take(shown) {
        let bin = bins.of(*value);
        let (row, place) = (heights[bin] / bins.wide, heights[bin] % bins.wide);
        heights[bin] += 1;
        let slack = (column - step * bins.wide as f64) / 2.0;
        let centre = Point::of(
            left + column * bin as f64 + slack + step * (place as f64 + 0.5),
            floor - 1.0 - step * (row as f64 + 0.5),
        );
        let saves = *value < 0.0;
        let (role, inset) = if saves {
            (Role::DotSaves, 0.3)
        } else {
            (Role::DotCosts, 1.0)
        };
        let radius = Tenths::of((step / 2.0 - inset).max(step / 2.0 * 0.7));
        scene.push(role, Shape::Circle { centre, radius });
        if at + 1 == shown && shown < values.len() {
            let radius = Tenths::of(step / 2.0 + 2.0);
            scene.push(Role::NoDifference, Shape::Circle { centre, radius });
        }
    }
    scene
}

/// How many on which side, above the dots, in lines.
struct Sides {
    less: Vec<String>,
    more: Vec<String>,
}

impl Sides {
    fn new(canvas: &Canvas<'_>, frame: &Frame<'_>) -> Self {
        let words = canvas.words;
        let saving = frame.comparison.chance_of_saving;
        let room = canvas.width / 2.0 - 8.0;
        let bold = Bold(canvas.metrics);
        let lines = |id, share: Share| {
            if share.value <= 0.0 {
                return Vec::new();
            }
            let share = out_of_hundred(words, share);
            let text = words.text(id, &[("share", share.into())]);
            wrap(&bold, &text, TEXT, room, 4)
        };
        Self {
            less: lines("dots-less", saving),
            more: lines("dots-more", the_rest(saving)),
        }
    }

    fn height(&self) -> f64 {
        LINE * self.less.len().max(self.more.len()).max(1) as f64
    }

    fn draw(&self, scene: &mut Scene, width: f64) {
        for (lines, role, x, anchor) in [
            (&self.less, Role::LabelEarly, 0.0, Anchor::Start),
            (&self.more, Role::LabelLate, width, Anchor::End),
        ] {
            for (at, line) in lines.iter().enumerate() {
                let base = TEXT * ASCENT + 1.0 + LINE * at as f64;
                scene.text(role, (x, base), anchor, TEXT, line);
            }
        }
    }
}

/// Columns of equal width, with zero at the edge of one, so that no column mixes the two kinds.
struct Bins {
    /// Where the first column begins.
    from: f64,
    /// A column's width in money.
    width: f64,
    columns: usize,
    /// How many dots stand side by side in a column.
    wide: usize,
    /// Rows of the highest column.
    rows: usize,
}

impl Bins {
    /// The finest columns of single dots whose highest fits; where the futures are so alike that
    /// none do, wide columns.
    fn choose(values: &[f64], (low, high): (f64, f64), width: f64, height: f64) -> Self {
        let mut best: Option<(f64, Self)> = None;
        for wide in [1, 2, 3, 5, 10] {
            for columns in (4..=COLUMNS).rev() {
                let bins = Self::new(values, (low, high), columns, wide);
                let step = (width / bins.across()).min(bins.step(height));
                let step = step.min(LARGEST);
                // Single columns show the shape best: wide ones must win clearly.
                let worth = step / (wide as f64).powf(0.5);
                if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                    best = Some((worth, bins));
                }
            }
        }
        best.map_or_else(|| Self::new(values, (low, high), 4, 1), |(_, bins)| bins)
    }

    fn new(values: &[f64], (low, high): (f64, f64), columns: usize, wide: usize) -> Self {
        let width = (high - low) / columns as f64;
        let before = (-low / width).ceil();
        // One more column where a value lies on the upper end.
        let after = (high / width).floor() + 1.0;
        let mut bins = Self {
            from: -before * width,
            width,
            columns: (before + after) as usize,
            wide,
            rows: 0,
        };
        let mut counts = vec![0usize; bins.columns];
        for value in values {
            counts[bins.of(*value)] += 1;
        }
        bins.rows = counts.iter().max().copied().unwrap_or(0).div_ceil(wide);
        bins
    }

    fn of(&self, value: f64) -> usize {
        let at = ((value - self.from) / self.width).floor();
        // Rounding must not carry a saving over the line.
        let zero = (-self.from / self.width).round();
        let at = if value < 0.0 {
            at.min(zero - 1.0)
        } else {
            at.max(zero)
        };
        (at.max(0.0) as usize).min(self.columns - 1)
    }

    /// How many dots stand side by side across the whole picture.
    fn across(&self) -> f64 {
        (self.columns * self.wide) as f64
    }

    /// The distance between dots at which the highest column just fits.
    fn step(&self, height: f64) -> f64 {
        (height / self.rows.max(1) as f64).min(LARGEST)
    }
}
