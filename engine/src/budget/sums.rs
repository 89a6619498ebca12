//! Sums over draws of what may be a difference.

use crate::appraise::{Summary, summarise};
use crate::math;

/// A difference smaller than this share of what it is a difference of is rounding.
const ROUNDING: f64 = 1e-12;

/// A value for each draw, and the size of what was added to make it.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    values: Vec<f64>,
    sizes: Vec<f64>,
}

impl Sum {
    /// Zero in each draw.
    pub fn zero(draws: usize) -> Self {
        Self {
            values: vec![0.0; draws],
            sizes: vec![0.0; draws],
        }
    }

    /// Back to zero.
    pub fn clear(&mut self) {
        self.values.fill(0.0);
        self.sizes.fill(0.0);
    }

    /// Adds values of a ledger with a sign.
    pub fn add(&mut self, values: &[f64], sign: f64) {
        for ((sum, size), value) in self.values.iter_mut().zip(&mut self.sizes).zip(values) {
            *sum += sign * value;
            *size += value.abs();
        }
    }

    /// Adds another sum.
    pub fn plus(&mut self, other: &Self) {
        self.plus_times(other, |_| 1.0);
    }

    /// Adds another sum, each draw times a factor.
    pub fn plus_times(&mut self, other: &Self, factor: impl Fn(usize) -> f64) {
        let own = self.values.iter_mut().zip(&mut self.sizes);
        for (i, ((sum, size), (v, s))) in own.zip(other.values.iter().zip(&other.sizes)).enumerate()
        {
            let factor = factor(i);
            *sum += factor * v;
            *size += factor.abs() * s;
        }
    }

    /// Lifts each draw to a value where that is higher, and says in which draws it was.
    pub fn raise(&mut self, values: &[f64], mut lifted: impl FnMut(usize)) {
        for (i, (sum, value)) in self.values.iter_mut().zip(values).enumerate() {
            if *value > *sum {
                *sum = *value;
                lifted(i);
            }
        }
    }

    /// Takes out what is rounding only, so that a strategy that changes nothing changes nothing.
    pub fn settle(&mut self) {
        for (sum, size) in self.values.iter_mut().zip(&self.sizes) {
            if sum.abs() <= ROUNDING * size {
                *sum = 0.0;
            }
        }
    }

    /// The values.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Settles and summarises.
    pub fn summary(&mut self, space: &mut Vec<f64>) -> Summary {
        self.settle();
        summarise(&self.values, space)
    }

    /// Settles and takes the mean.
    pub fn mean(&mut self) -> f64 {
        self.settle();
        math::mean(&self.values)
    }
}
