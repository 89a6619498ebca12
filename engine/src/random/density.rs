//! Densities of the gamma and beta distributions where they are smooth: of the logarithm of a
//! gamma variable, and of the log-odds of a beta variable.
//!
//! Each is centred on its mode t = 0 and written so that nothing large cancels, from shape 0.01 to
//! a billion.

use super::special::stirling_remainder;
use crate::math;

/// A log-concave density over the whole line with its mode at 0.
pub(super) trait Density {
    /// The logarithm of the density at `t`.
    fn ln(&self, t: f64) -> f64;
    /// The first derivative of [`Self::ln`], and minus the second.
    fn slope_and_bend(&self, t: f64) -> (f64, f64);
}

/// The density of t = ln(X / shape), where X has a gamma distribution of scale 1.
pub(super) struct LogGamma {
    shape: f64,
    ln_peak: f64,
}

impl LogGamma {
    pub(super) fn new(shape: f64) -> Self {
        let ln_peak = 0.5 * math::ln(shape / core::f64::consts::TAU) - stirling_remainder(shape);
        Self { shape, ln_peak }
    }
}

impl Density for LogGamma {
    #[inline(always)]
    fn ln(&self, t: f64) -> f64 {
        self.ln_peak + self.shape * (t - math::exp_m1(t))
    }

    #[inline(always)]
    fn slope_and_bend(&self, t: f64) -> (f64, f64) {
        (-self.shape * math::exp_m1(t), self.shape * math::exp(t))
    }
}

/// The density of t = logit(X) - ln(a / b), where X has a beta distribution.
pub(super) struct LogitBeta {
    a: f64,
    b: f64,
    total: f64,
    /// a / (a + b) and b / (a + b).
    p: f64,
    q: f64,
    ln_peak: f64,
    /// Where x = 1/2.
    even: f64,
}

impl LogitBeta {
    pub(super) fn new(a: f64, b: f64) -> Self {
        let total = a + b;
        let (p, q) = (a / total, b / total);
        let remainder = stirling_remainder(total) - stirling_remainder(a) - stirling_remainder(b);
        let ln_peak = 0.5 * math::ln(a * q / core::f64::consts::TAU) + remainder;
        let even = math::ln(b / a);
        Self {
            a,
            b,
            total,
            p,
            q,
            ln_peak,
            even,
        }
    }

    /// The shape, mean and distance to write the density with: towards 0 where x <= 1/2, else
    /// towards 1, so that what is left is small against what it is left of; and the direction.
    #[inline(always)]
    fn side(&self, t: f64) -> (f64, f64, f64, f64) {
        if t <= self.even {
            (self.a, self.p, t, 1.0)
        } else {
            (self.b, self.q, -t, -1.0)
        }
    }
}

impl Density for LogitBeta {
    #[inline(always)]
    fn ln(&self, t: f64) -> f64 {
        let (shape, mean, distance, _) = self.side(t);
        let rest = math::ln_1p(mean * math::exp_m1(distance));
        self.ln_peak + (shape * distance - self.total * rest)
    }

    #[inline(always)]
    fn slope_and_bend(&self, t: f64) -> (f64, f64) {
        let (_, mean, distance, direction) = self.side(t);
        let growth = math::exp_m1(distance);
        let rest = 1.0 + mean * growth;
        let spread = self.a * self.q / rest;
        (-direction * spread * growth, spread * (1.0 + growth) / rest)
    }
}
