//! The only door to floating-point functions.
//!
//! A result of this engine is the same to the bit on every machine and in every browser. The
//! functions of `std` are not: they call the platform's library. Those here are built from
//! `+ - * /`, `sqrt` and operations on bits alone, all of which IEEE 754 fixes exactly, and
//! Rust never fuses a multiply with an add by itself. The few that come from the `libm` crate
//! are pure Rust as well; its `arch` feature (which another crate of a build may turn on)
//! replaces only exactly rounded operations, so that it changes no bit.
//!
//! The functions of one lane (`exp`, `ln`, `pow` and so on) are branch-free and always inlined:
//! a loop such as `for i in 0..n { out[i] = math::exp(a[i]) }` compiles to SIMD. A NaN result has
//! no defined sign or payload. Precision is stated in ulp (units in the last place) of the exact
//! result, as the largest error that `tests/math_precision.rs` allows.

mod bits;
mod exp;
mod ln;
mod normal;
mod pow;
mod select;
mod sort;
mod sums;

pub use bits::bit_table;
pub use exp::{exp, exp_m1, logistic};
pub use ln::{ln, ln_1p, logit};
pub use normal::{normal_cdf, normal_density, normal_quantile, normal_quantiles};
pub use pow::pow;
pub use select::{abs, clamp, floor, max, min, sqrt};
pub use sort::{Selected, sort};
pub use sums::{mean, sum};

/// Cosine and sine of an angle in turns. From the `libm` crate (FreeBSD `k_cos.c`, `k_sin.c`).
///
/// # Precision
/// 1 ulp of the cosine and sine of the angle in radians, which is `turns` times 2 pi, rounded.
pub fn cos_sin(turns: f64) -> (f64, f64) {
    let angle = turns * std::f64::consts::TAU;
    (libm::cos(angle), libm::sin(angle))
}

/// The natural logarithm of the absolute value of the gamma function.
///
/// `+inf` at zero and at the negative whole numbers. From the `libm` crate (FreeBSD `e_lgamma_r.c`).
///
/// # Precision
/// 2 ulp for x > 3 and near the zeros at 1 and 2 an absolute error of 1e-16; not SIMD.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The sine, from the `libm` crate (FreeBSD `s_sin.c`); not SIMD.
///
/// # Precision
/// 1 ulp.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}
