//! Axes: where ticks stand and what they say.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

/// At most this many ticks an axis.
const TICKS: f64 = 5.0;

/// An axis as plotters reads it: its ends, and its ticks with their labels.
///
/// plotters' own choice of ticks knows neither that five are enough nor what is written at them.
pub struct Axis {
    /// The value at the axis' beginning.
    pub low: f64,
    /// The value at its end; above `low`.
    pub high: f64,
    /// Ticks and their labels.
    pub ticks: Vec<(f64, String)>,
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let along = (value - self.low) / (self.high - self.low);
        limit.0 + (along * f64::from(limit.1 - limit.0)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Light points would draw a minor grid.
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks.iter().map(|(value, _)| *value).collect()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, value: &f64) -> String {
        let tick = self.ticks.iter().find(|(at, _)| at == value);
        tick.map(|(_, label)| label.clone()).unwrap_or_default()
    }
}

/// A range of values that holds `low`, `high` and 0, and is never empty.
pub fn holding_zero(low: f64, high: f64) -> (f64, f64) {
    let low = if low.is_finite() { low.min(0.0) } else { 0.0 };
    let high = if high.is_finite() { high.max(0.0) } else { 0.0 };
    if high - low > 1e-9 {
        (low, high)
    } else {
        (-0.5, 0.5)
    }
}

/// The amounts of at most five ticks between `low` and `high`, pounds: multiples of 1, 2, 2.5 or 5
/// times a power of ten, 0 among them, and no fractions of a pound.
pub fn ticks(low: f64, high: f64) -> Vec<f64> {
    let rough = (high - low) / TICKS;
    let power = 10f64.powf(rough.log10().floor());
    for step in [1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0] {
        let step = step * power;
        let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
        if (last - first + 1) as f64 <= TICKS && step >= 1.0 {
            return (first..=last).map(|at| at as f64 * step).collect();
        }
    }
    vec![0.0]
}

/// The years that get a tick: at most `most`, evenly, from the first step on.
pub fn years(last: usize, most: usize) -> Vec<usize> {
    [1, 2, 5, 10, 20, 25, 50, 100]
        .into_iter()
        .find(|step| last / step <= most)
        .map(|step| (1..=last / step).map(|at| at * step).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_few_round_and_hold_zero() {
        assert_eq!(ticks(-1.3e6, 0.4e6), [-1e6, -0.5e6, 0.0]);
        assert_eq!(ticks(0.0, 10.0), [0.0, 2.5, 5.0, 7.5, 10.0]);
        for exponent in 1..14 {
            for (low, high) in [(-1.0, 0.3), (-0.001, 7.7), (0.0, 1.0), (-9.99, 9.99)] {
                let unit = 10f64.powi(exponent);
                let at = ticks(low * unit, high * unit);
                assert!(
                    at.len() <= 5 && at.len() >= 2,
                    "{low} {high} {exponent}: {at:?}"
                );
                assert!(at.contains(&0.0), "{at:?}");
            }
        }
    }

    #[test]
    fn at_most_five_years_get_a_tick() {
        assert_eq!(years(1, 5), [1]);
        assert_eq!(years(5, 5), [1, 2, 3, 4, 5]);
        assert_eq!(years(10, 5), [2, 4, 6, 8, 10]);
        assert_eq!(years(60, 5), [20, 40, 60]);
        assert!((1..300).all(|last| (1..=5).contains(&years(last, 5).len())));
    }

    #[test]
    fn a_range_is_never_empty() {
        assert_eq!(holding_zero(0.0, 0.0), (-0.5, 0.5));
        assert_eq!(holding_zero(3.0, 5.0), (0.0, 5.0));
        assert_eq!(holding_zero(f64::NAN, f64::INFINITY), (-0.5, 0.5));
    }
}
