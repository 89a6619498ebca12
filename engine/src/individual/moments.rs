//! Means and spreads of many persons, merged block by block without losing digits.

use crate::math;

/// Mean and sum of squared distances from it of so many values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// How many.
    pub n: f64,
    /// Mean.
    pub mean: f64,
    /// Sum of squared distances from the mean.
    pub squares: f64,
}

impl Moments {
    /// Those of some values.
    #[expect(
        clippy::cast_precision_loss,
        reason = "persons are far fewer than 2^53"
    )]
    pub fn of(values: &[f64]) -> Self {
        if values.is_empty() {
            return Self::default();
        }
        let mean = math::mean(values);
        // Eight sums side by side, in a fixed order.
        let (chunks, rest) = values.as_chunks::<8>();
        let mut sums = [0.0; 8];
        for chunk in chunks {
            for (sum, value) in sums.iter_mut().zip(chunk) {
                *sum += (value - mean) * (value - mean);
            }
        }
        for (sum, value) in sums.iter_mut().zip(rest) {
            *sum += (value - mean) * (value - mean);
        }
        Self {
            n: values.len() as f64,
            mean,
            squares: math::sum(&sums),
        }
    }

    /// Those of both together (Chan, Golub and LeVeque 1979).
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        if other.n == 0.0 {
            return self;
        }
        if self.n == 0.0 {
            return other;
        }
        let n = self.n + other.n;
        let apart = other.mean - self.mean;
        Self {
            n,
            mean: self.mean + apart * (other.n / n),
            squares: self.squares + other.squares + apart * apart * (self.n * other.n / n),
        }
    }

    /// Sample variance; zero for fewer than two values.
    pub fn variance(self) -> f64 {
        if self.n > 1.0 {
            self.squares / (self.n - 1.0)
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_parts_are_those_of_the_whole() {
        let values: Vec<f64> = (0..1000u32).map(|i| 1e6 + f64::from(i * i % 97)).collect();
        let whole = Moments::of(&values);
        let parts = values.chunks(13).map(Moments::of);
        let merged = parts.fold(Moments::default(), Moments::with);
        assert!((whole.mean - merged.mean).abs() < 1e-8);
        assert!((whole.variance() / merged.variance() - 1.0).abs() < 1e-10);
    }
}
