//! Quantile functions without a closed form, as tables over normal scores.

use super::density::Density;
use crate::math;

/// Knots stand at z = -8.25, -8.1875 ... 8.25: beyond every uniform's normal score.
const KNOTS: usize = 265;
const CENTRE: usize = KNOTS / 2;
const FIRST: f64 = -8.25;
const STEP: f64 = 1.0 / 16.0;

/// The quantile function of a [`Density`] as a function t(z) of the normal score z: a piecewise
/// polynomial of degree 5 that meets the value and two derivatives at every knot.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// Coefficients from the constant term upwards, in (z - knot) / STEP.
    segments: Vec<[f64; 6]>,
}

/// t(z) at a knot, with its first and second derivatives times STEP and STEP^2.
type Knot = [f64; 3];

impl Table {
    pub(super) fn new(density: &impl Density) -> Self {
        let lower = Side { density, sign: 1.0 }.walk();
        let upper = Side {
            density,
            sign: -1.0,
        }
        .walk();
        let knot = |i: usize| -> Knot {
            if i <= CENTRE {
                lower[i]
            } else {
                let [t, slope, bend] = upper[KNOTS - 1 - i];
                [-t, slope, -bend]
            }
        };
        let segments = (1..KNOTS).map(|i| segment(knot(i - 1), knot(i))).collect();
        Self { segments }
    }

    /// t at normal score `z`; the first or last polynomial beyond the knots.
    #[inline(always)]
    pub(super) fn at(&self, z: f64) -> f64 {
        let place = (z - FIRST) / STEP;
        // A cast saturates, and takes NaN to 0.
        let i = (place as usize).min(KNOTS - 2);
        let [c0, c1, c2, c3, c4, c5] = self.segments[i];
        let x = place - i as f64;
        c0 + x * (c1 + x * (c2 + x * (c3 + x * (c4 + x * c5))))
    }
}

/// The quintic on 0..=1 with these values and derivatives at its ends.
fn segment([t0, s0, b0]: Knot, [t1, s1, b1]: Knot) -> [f64; 6] {
    let rise = t1 - t0 - s0 - 0.5 * b0;
    let slope = s1 - s0 - b0;
    let bend = b1 - b0;
    [
        t0,
        s0,
        0.5 * b0,
        10.0 * rise - 4.0 * slope + 0.5 * bend,
        -15.0 * rise + 7.0 * slope - bend,
        6.0 * rise - 3.0 * slope + 0.5 * bend,
    ]
}

/// One tail of a density, mirrored (sign -1) or not so that it is the lower one.
struct Side<'a, D> {
    density: &'a D,
    sign: f64,
}

impl<D: Density> Side<'_, D> {
    #[inline(always)]
    fn ln(&self, t: f64) -> f64 {
        self.density.ln(self.sign * t)
    }

    #[inline(always)]
    fn slope_and_bend(&self, t: f64) -> (f64, f64) {
        let (slope, bend) = self.density.slope_and_bend(self.sign * t);
        (self.sign * slope, bend)
    }

    /// The knots from the outermost to the median.
    ///
    /// From knot to knot t moves so far that the density in between holds the probability that
    /// the normal density holds. Only parts of one sign are added, so that the tail is as exact
    /// as the middle and no incomplete gamma or beta function is needed.
    fn walk(&self) -> [Knot; CENTRE + 1] {
        let mut knots = [[0.0; 3]; CENTRE + 1];
        let mut t = self.outermost();
        let mut below = math::normal_cdf(FIRST);
        for (i, knot) in knots.iter_mut().enumerate() {
            let z = FIRST + i as f64 * STEP;
            let (slope, bend) = self.slope_and_bend(t);
            // Derivatives of t(z), from t' = normal density / density.
            let first = math::exp(-0.5 * z * z - HALF_LN_TAU - self.ln(t));
            let turn = -z - first * slope;
            let second = first * turn;
            let third = second * turn + first * (first * first * bend - second * slope - 1.0);
            *knot = [t, first * STEP, second * STEP * STEP];
            if i < CENTRE {
                let next = math::normal_cdf(z + STEP);
                let guess = STEP * (first + STEP * (second / 2.0 + STEP * third / 6.0));
                t += self.step(t, next - below, guess, first * STEP);
                below = next;
            }
        }
        knots
    }

    /// Where the probability below is that below the first knot.
    ///
    /// The tail beyond `t` is close to density / ((s + sqrt(s^2 + 4 b)) / 2), with slope s and bend
    /// b of the log density: exact for an exponential tail, a relative error of 1 in 4,000 for a
    /// normal one, of a probability of 8e-17.
    fn outermost(&self) -> f64 {
        let target = math::ln(math::normal_cdf(FIRST));
        let tail = |t: f64| {
            let (slope, bend) = self.slope_and_bend(t);
            let rate = 0.5 * (slope + math::sqrt(slope * slope + 4.0 * bend));
            self.ln(t) - math::ln(rate)
        };
        let mut outer = -f64::EPSILON;
        for _ in 0..80 {
            outer = if tail(outer) > target {
                2.0 * outer
            } else {
                outer
            };
        }
        let mut inner = 0.0;
        for _ in 0..60 {
            let middle = 0.5 * (outer + inner);
            if tail(middle) > target {
                inner = middle;
            } else {
                outer = middle;
            }
        }
        outer
    }

    /// How far from `from` the density holds `mass`, by Halley's method from `guess`.
    fn step(&self, from: f64, mass: f64, guess: f64, fallback: f64) -> f64 {
        const ITERATIONS: u32 = 30;
        let mut width = if guess > 0.0 { guess } else { fallback };
        for _ in 0..ITERATIONS {
            let (slope, _) = self.slope_and_bend(from + width);
            let excess = self.mass(from, width) - mass;
            let newton = excess / math::exp(self.ln(from + width));
            let change = newton * (1.0 + 0.5 * slope * newton);
            let moved = width - change;
            // Never back across the start, never more than twice as far.
            width = math::clamp(moved, 0.25 * width, 2.0 * width);
            if math::abs(change) < 1.0e-6 * width {
                break;
            }
        }
        width
    }

    /// The probability between `from` and `from + width`: Gauss-Legendre with 8 points.
    #[inline(always)]
    fn mass(&self, from: f64, width: f64) -> f64 {
        let centre = from + 0.5 * width;
        let mut parts = [0.0; 8];
        for (part, (node, weight)) in parts.iter_mut().zip(GAUSS) {
            *part = weight * math::exp(self.ln(centre + 0.5 * width * node));
        }
        0.5 * width * math::sum(&parts)
    }
}

const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;

/// Nodes and weights on -1..1 (Abramowitz and Stegun 25.4.30, n = 8).
const GAUSS: [(f64, f64); 8] = [
    (-0.960_289_856_497_536_2, 0.101_228_536_290_376_26),
    (-0.796_666_477_413_626_7, 0.222_381_034_453_374_47),
    (-0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (-0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_3),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_47),
    (0.960_289_856_497_536_2, 0.101_228_536_290_376_26),
];

#[cfg(test)]
mod tests {
    use super::super::density::{LogGamma, LogitBeta};
    use super::*;

    /// Walking up and walking down must meet at the median: nothing but the total of the density
    /// makes them.
    fn gap(density: &impl Density) -> f64 {
        let [lower, ..] = Side { density, sign: 1.0 }.walk()[CENTRE];
        let [upper, ..] = Side {
            density,
            sign: -1.0,
        }
        .walk()[CENTRE];
        math::abs(lower + upper) * math::exp(density.ln(lower))
    }

    #[test]
    fn both_walks_meet_at_the_median() {
        for shape in [
            0.01, 0.03, 0.1, 0.5, 1.0, 3.0, 9.99, 10.0, 1e2, 1e4, 1e6, 1e9,
        ] {
            let gap = gap(&LogGamma::new(shape));
            assert!(gap < 1e-10, "gamma of shape {shape}: {gap:e}");
            if shape < 0.05 {
                continue;
            }
            for other in [0.05, 0.7, 1.0, 20.0, 1e4, 1e6, 1e9] {
                let gap = self::gap(&LogitBeta::new(shape, other));
                assert!(gap < 1e-10, "beta of {shape}, {other}: {gap:e}");
            }
        }
    }
}
