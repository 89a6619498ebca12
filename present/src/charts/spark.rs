//! A parameter's figures as a small hill.

use super::Canvas;
use crate::scene::{Point, Role, Scene, Shape};

/// How many steps the hill has.
const STEPS: usize = 40;

/// The density of a parameter between `low` and `high` (a slider's ends), from its quantiles at
/// 0, 1, ... 100 of 100, with its middle marked. A figure that is fixed is one upright line.
/// The picture has no words of its own; the control beside it says them.
pub fn spark(canvas: &Canvas<'_>, quantiles: &[f64], low: f64, high: f64) -> Scene {
    let mut scene = Scene::new(canvas.width, canvas.height);
    let (floor, top) = (canvas.height - 1.0, 2.0);
    let ends = (quantiles.first().copied(), quantiles.last().copied());
    let (Some(first), Some(last)) = ends else {
        return scene;
    };
    let wide = high - low > 0.0;
    let (low, high) = if wide {
        (low, high)
    } else {
        (first - 1.0, last + 1.0)
    };
    let x = |value: f64| {
        let along = ((value - low) / (high - low)).clamp(0.0, 1.0);
        1.0 + (canvas.width - 2.0) * along
    };
    let middle = x(quantiles[quantiles.len() / 2]);
    if last - first > (high - low) * 1e-6 {
        let density = density(quantiles, low, high);
        let most = density.iter().copied().fold(0.0, f64::max);
        let hill: Vec<Point> = density
            .iter()
            .enumerate()
            .map(|(at, value)| {
                let along = (at as f64) / (STEPS - 1) as f64;
                let up = if most > 0.0 { value / most } else { 0.0 };
                Point::of(
                    1.0 + (canvas.width - 2.0) * along,
                    floor - (floor - top) * up,
                )
            })
            .collect();
        let mut area = vec![Point::of(1.0, floor)];
        area.extend(&hill);
        area.push(Point::of(canvas.width - 1.0, floor));
        scene.push(Role::SparkArea, Shape::Polygon(area));
        scene.push(Role::SparkLine, Shape::Path(hill));
    }
    scene.line(Role::SparkMark, (middle, top), (middle, floor));
    scene
}

/// How much of the distribution lies around each step, smoothed once so that the hundred
/// quantiles do not show as teeth.
fn density(quantiles: &[f64], low: f64, high: f64) -> Vec<f64> {
    let step = (high - low) / (STEPS - 1) as f64;
    let at = |step_at: f64| low + step_at * step;
    let raw: Vec<f64> = (0..STEPS)
        .map(|s| {
            share_below(quantiles, at(s as f64 + 0.5)) - share_below(quantiles, at(s as f64 - 0.5))
        })
        .collect();
    (0..STEPS)
        .map(|s| {
            let before = raw[s.saturating_sub(1)];
            let after = raw[(s + 1).min(STEPS - 1)];
            before / 4.0 + raw[s] / 2.0 + after / 4.0
        })
        .collect()
}

/// The share at or below a value, linear between the quantiles.
fn share_below(quantiles: &[f64], value: f64) -> f64 {
    let above = quantiles.partition_point(|quantile| *quantile <= value);
    let last = quantiles.len() - 1;
    if above == 0 {
        return 0.0;
    }
    if above > last {
        return 1.0;
    }
    let (from, to) = (quantiles[above - 1], quantiles[above]);
    let part = if to > from {
        (value - from) / (to - from)
    } else {
        0.0
    };
    ((above - 1) as f64 + part) / last as f64
}
