//! The distribution of a sum of a random number of like amounts, on a lattice.
//!
//! The amount is put on the lattice so that its mean is kept exactly (local moment matching:
//! Klugman, Panjer and Willmot, "Loss models", method of matching the first moment), and the sum is
//! worked out through the transform: that of the count, at the transform of the amount.

use crate::math;
use crate::random::Quantile;

/// Points of the lattice.
const POINTS: usize = 1 << 16;
/// Chance that is allowed to lie beyond the lattice.
const BEYOND: f64 = 1e-8;

/// The distribution of a sum that is never negative.
#[derive(Clone, Debug)]
pub struct Lattice {
    step: f64,
    /// Chance of each point.
    chance: Vec<f64>,
}

impl Lattice {
    /// The sum of as many independent amounts as a count says: `counts[k]` is the chance of k.
    #[expect(clippy::cast_precision_loss, reason = "counts and points are small")]
    pub fn compound(counts: &[f64], amount: &Quantile) -> Self {
        let most = counts.iter().rposition(|w| *w > 1e-14).unwrap_or(0).max(1) as f64;
        let far = amount.at(1.0 - BEYOND / most);
        let range = most * amount.mean() + 8.0 * amount.sd() * math::sqrt(most) + far;
        let step = range / POINTS as f64;
        let mut re = of_amount(amount, step);
        let mut im = vec![0.0; POINTS];
        let turns = Turns::new();
        turns.transform(&mut re, &mut im, false);
        for (re, im) in re.iter_mut().zip(&mut im) {
            let (mut a, mut b) = (0.0, 0.0);
            for weight in counts.iter().rev() {
                (a, b) = (a * *re - b * *im + weight, a * *im + b * *re);
            }
            (*re, *im) = (a, b);
        }
        turns.transform(&mut re, &mut im, true);
        let chance = re
            .iter()
            .map(|p| math::max(p / POINTS as f64, 0.0))
            .collect();
        Self { step, chance }
    }

    /// The value below which the sum lies with this chance; 0 where that is the chance of nothing.
    #[expect(clippy::cast_precision_loss, reason = "points are few")]
    pub fn quantile(&self, p: f64) -> f64 {
        let mut below = 0.0;
        for (at, chance) in self.chance.iter().enumerate() {
            if below + chance >= p && *chance > 0.0 {
                if at == 0 {
                    return 0.0;
                }
                let part = (p - below) / chance - 0.5;
                return math::max(at as f64 + part, 0.0) * self.step;
            }
            below += chance;
        }
        self.chance.len() as f64 * self.step
    }

    /// The chance that the sum is at most so much.
    #[cfg(test)]
    pub fn at_most(&self, value: f64) -> f64 {
        let at = value / self.step + 0.5;
        let mut below = 0.0;
        for (point, chance) in (0_u32..).map(f64::from).zip(&self.chance) {
            let part = if point == 0.0 {
                1.0
            } else {
                math::clamp(at - point, 0.0, 1.0)
            };
            if part == 0.0 {
                break;
            }
            below += part * chance;
        }
        below
    }
}

/// Chances of an amount on the points of a lattice, its mean kept.
fn of_amount(amount: &Quantile, step: f64) -> Vec<f64> {
    let above = |x: f64| 1.0 - amount.probability_below(x);
    // The mean of the smaller of the amount and a point, from the area under what lies above.
    let mut limited = Vec::with_capacity(POINTS + 2);
    limited.push(0.0);
    let mut left = above(0.0);
    for cell in (0_u32..).map(f64::from).take(POINTS + 1) {
        let (middle, right) = (above((cell + 0.5) * step), above((cell + 1.0) * step));
        let area = step / 6.0 * (left + 4.0 * middle + right);
        limited.push(limited[limited.len() - 1] + area);
        left = right;
    }
    let mut chance: Vec<f64> = (0..POINTS)
        .map(|j| match j {
            0 => 1.0 - limited[1] / step,
            _ => (2.0 * limited[j] - limited[j - 1] - limited[j + 1]) / step,
        })
        .collect();
    for chance in &mut chance {
        *chance = math::max(*chance, 0.0);
    }
    chance
}

/// Roots of unity for transforms of [`POINTS`] numbers.
struct Turns(Vec<(f64, f64)>);

impl Turns {
    #[expect(clippy::cast_precision_loss, reason = "points are few")]
    fn new() -> Self {
        let turn = |k: usize| math::cos_sin(k as f64 / POINTS as f64);
        Self((0..POINTS / 2).map(turn).collect())
    }

    /// The discrete Fourier transform in place (Cooley and Tukey 1965), without a factor.
    fn transform(&self, re: &mut [f64], im: &mut [f64], back: bool) {
        let bits = POINTS.trailing_zeros();
        for i in 0..POINTS {
            let j = i.reverse_bits() >> (usize::BITS - bits);
            if i < j {
                re.swap(i, j);
                im.swap(i, j);
            }
        }
        let mut half = 1;
        while half < POINTS {
            let stride = POINTS / (2 * half);
            for start in (0..POINTS).step_by(2 * half) {
                for k in 0..half {
                    let (cos, sin) = self.0[k * stride];
                    let sin = if back { sin } else { -sin };
                    let (a, b) = (start + k, start + k + half);
                    let (x, y) = (re[b] * cos - im[b] * sin, re[b] * sin + im[b] * cos);
                    (re[b], im[b]) = (re[a] - x, im[a] - y);
                    re[a] += x;
                    im[a] += y;
                }
            }
            half *= 2;
        }
    }
}

/// Chances of 0 to n successes in n independent trials.
///
/// From the likeliest count outwards, so that nothing underflows that matters, and divided by the
/// sum.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are small"
)]
pub fn binomial(n: usize, p: f64) -> Vec<f64> {
    let mut chance = vec![0.0; n + 1];
    if p <= 0.0 || p >= 1.0 {
        chance[if p <= 0.0 { 0 } else { n }] = 1.0;
        return chance;
    }
    let mode = (math::floor((n as f64 + 1.0) * p) as usize).min(n);
    let odds = p / (1.0 - p);
    chance[mode] = 1.0;
    for k in mode..n {
        chance[k + 1] = chance[k] * odds * (n - k) as f64 / (k + 1) as f64;
    }
    for k in (0..mode).rev() {
        chance[k] = chance[k + 1] / odds * (k + 1) as f64 / (n - k) as f64;
    }
    let total = math::sum(&chance);
    for chance in &mut chance {
        *chance /= total;
    }
    chance
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Binomial, ContinuousCDF, Discrete, Gamma};

    #[test]
    fn binomials_are_exact() {
        for n in [1, 40, 100, 400] {
            for p in [0.003, 0.21, 0.5, 0.97] {
                let known = Binomial::new(p, n as u64).unwrap();
                for (k, chance) in binomial(n, p).iter().enumerate() {
                    assert!((chance - known.pmf(k as u64)).abs() < 1e-12, "{n} {p} {k}");
                }
            }
        }
    }

    #[test]
    fn compounds_of_gammas_are_exact() {
        // A sum of k gammas is a gamma of k times the shape.
        let (shape, p) = (0.6, 0.2);
        let amount = Quantile::gamma(shape, 1.0 / shape).unwrap();
        for n in [40, 100, 400] {
            let counts = binomial(n, p);
            let found = Lattice::compound(&counts, &amount);
            let known = |x: f64| {
                let of = |(k, w): (usize, &f64)| match k {
                    0 => *w,
                    _ => w * Gamma::new(shape * k as f64, shape).unwrap().cdf(x),
                };
                counts
                    .iter()
                    .enumerate()
                    .fold(0.0, |sum, each| sum + of(each))
            };
            for level in [0.05, 0.25, 0.5, 0.75, 0.95, 0.999] {
                let x = found.quantile(level);
                assert!((known(x) - level).abs() < 2e-5, "{n} {level}: {}", known(x));
                assert!((found.at_most(x) - level).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn compounds_of_heavy_tails_keep_mean_and_variance() {
        // Log-normal with mean 1 and standard deviation 3: a few cost as much as all the others.
        let log = math::ln(10.0);
        let amount = Quantile::log_normal(-log / 2.0, math::sqrt(log)).unwrap();
        let counts = binomial(40, 0.25);
        let found = Lattice::compound(&counts, &amount);
        let points = found.chance.iter().enumerate();
        let (mean, square) = points.fold((0.0, 0.0), |(m, s), (i, w)| {
            let x = i as f64 * found.step;
            (m + w * x, s + w * x * x)
        });
        assert!((mean - 10.0).abs() < 1e-3, "{mean}");
        // K E[Y²] - p² for each child; the last hundred-millionth of the tail is cut off.
        let known = 40.0 * (0.25 * 10.0 - 0.0625);
        assert!(
            ((square - mean * mean) / known - 1.0).abs() < 0.02,
            "{square}"
        );
    }
}
