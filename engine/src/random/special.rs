//! Special functions that fits and densities need.

use super::density::{Density, LogitBeta};
use crate::math;

/// What Stirling's formula lacks: ln gamma(x) - ((x - 1/2) ln x - x + ln(2 pi) / 2), for x > 0.
///
/// # Precision
/// Absolute error below 1e-14.
pub(super) fn stirling_remainder(x: f64) -> f64 {
    const HALF_LN_TAU: f64 = 0.918_938_533_204_672_8;
    if x < 10.0 {
        return math::ln_gamma(x) - ((x - 0.5) * math::ln(x) - x + HALF_LN_TAU);
    }
    // Abramowitz and Stegun 6.1.41.
    let r = 1.0 / x;
    let z = r * r;
    let tail = 1.0 / 1680.0 - z * (1.0 / 1188.0 - z * (691.0 / 360_360.0 - z / 156.0));
    r * (1.0 / 12.0 - z * (1.0 / 360.0 - z * (1.0 / 1260.0 - z * tail)))
}

/// The probability that a beta variable is at most `x`: the regularised incomplete beta function,
/// for shapes from 0.01 to a billion.
///
/// Continued fraction by Lentz's method (Press et al., Numerical Recipes, 6.4), at most 100,000
/// terms; of the order of the square root of the larger shape are needed.
///
/// # Precision
/// Absolute error below 1e-8: what the quantile tables, which are built without it, differ from it.
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let density = math::exp(LogitBeta::new(a, b).ln(math::logit(x) - math::ln(a / b)));
    if x < (a + 1.0) / (a + b + 2.0) {
        density * fraction(x, a, b) / a
    } else {
        1.0 - density * fraction(1.0 - x, b, a) / b
    }
}

/// The continued fraction of the incomplete beta function.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1.0e-300;
    const TERMS: u32 = 100_000;
    let away = |v: f64| if math::abs(v) < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for term in 1..=TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let factor = d * c;
        h *= factor;
        if math::abs(factor - 1.0) < 1.0e-15 {
            break;
        }
    }
    h
}
