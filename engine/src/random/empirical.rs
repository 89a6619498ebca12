//! Distributions given by their values.

use super::error::{QuantileError, finite, not_negative};
use crate::math;

/// Values with their cumulative probabilities, in rising order of value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ladder {
    values: Vec<f64>,
    cumulative: Vec<f64>,
}

/// Mean and standard deviation.
pub(super) type Moments = (f64, f64);

impl Ladder {
    /// From values with weights, in any order.
    pub(super) fn discrete(pairs: &[(f64, f64)]) -> Result<(Self, Moments), QuantileError> {
        for &(value, weight) in pairs {
            finite("value", value)?;
            not_negative("weight", weight)?;
        }
        let mut pairs: Vec<_> = pairs.iter().copied().filter(|pair| pair.1 > 0.0).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let values: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
        let weights: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
        let total = finite("sum of the weights", math::sum(&weights))?;
        if values.is_empty() {
            return Err(QuantileError::NoValues);
        }
        let mut below = 0.0;
        let cumulative = weights
            .iter()
            .map(|weight| {
                below += weight;
                below / total
            })
            .collect();
        let average = |of: &dyn Fn(f64) -> f64| {
            let parts: Vec<f64> = pairs.iter().map(|&(v, w)| of(v) * (w / total)).collect();
            math::sum(&parts)
        };
        let mean = average(&|value| value);
        let variance = average(&|value| (value - mean) * (value - mean));
        Ok((Self { values, cumulative }, (mean, math::sqrt(variance))))
    }

    /// From points (value, cumulative probability) in rising order, straight lines in between.
    pub(super) fn linear(points: &[(f64, f64)]) -> Result<(Self, Moments), QuantileError> {
        for &(value, below) in points {
            finite("value", value)?;
            finite("cumulative probability", below)?;
        }
        let rising = points.windows(2).all(|w| w[0].1 <= w[1].1);
        let ends = (points.first().map(|p| p.1), points.last().map(|p| p.1));
        if !rising || ends != (Some(0.0), Some(1.0)) {
            return Err(QuantileError::NotCumulative);
        }
        if !points.windows(2).all(|w| w[0].0 <= w[1].0) {
            return Err(QuantileError::Order {
                lower: "value",
                upper: "next value",
            });
        }
        let average = |of: &dyn Fn(f64, f64) -> f64| {
            let part = |w: &[(f64, f64)]| of(w[0].0, w[1].0) * (w[1].1 - w[0].1);
            let parts: Vec<f64> = points.windows(2).map(part).collect();
            math::sum(&parts)
        };
        let mean = average(&|a, b| 0.5 * a + 0.5 * b);
        let square = |a: f64, b: f64| (a * a + a * b + b * b) / 3.0;
        let variance = average(&|a, b| square(a - mean, b - mean));
        let (values, cumulative) = points.iter().copied().unzip();
        Ok((Self { values, cumulative }, (mean, math::sqrt(variance))))
    }

    /// The value whose steps of probability `u` falls into.
    pub(super) fn step(&self, u: f64) -> f64 {
        let i = self.cumulative.partition_point(|&below| below <= u);
        self.values[i.min(self.values.len() - 1)]
    }

    /// The value on the line at `u`.
    pub(super) fn line(&self, u: f64) -> f64 {
        let i = self.cumulative.partition_point(|&below| below <= u);
        let i = i.clamp(1, self.values.len() - 1);
        let (low, high) = (self.cumulative[i - 1], self.cumulative[i]);
        let share = (u - low) / (high - low);
        self.values[i - 1] + share * (self.values[i] - self.values[i - 1])
    }
}
