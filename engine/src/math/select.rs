//! Exact operations, and choices between two values.

/// 2^52: from here on every double is a whole number.
const TWO_52: f64 = 4_503_599_627_370_496.0;

/// The square root, exactly rounded; NaN below zero, and `-0.0` for `-0.0`.
#[inline(always)]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// The absolute value.
#[inline(always)]
pub fn abs(x: f64) -> f64 {
    x.abs()
}

/// The largest whole number not above `x`; keeps the sign of zero.
///
/// Written out because the bare x86-64 instruction set has no rounding, and a library call in
/// a loop would keep it from SIMD.
#[inline(always)]
pub fn floor(x: f64) -> f64 {
    let size = x.abs();
    let nearest = ((size + TWO_52) - TWO_52).copysign(x);
    let below = nearest - if nearest > x { 1.0 } else { 0.0 };
    // Adding and subtracting may turn -0.0 into 0.0.
    let below = if below == 0.0 {
        0.0_f64.copysign(x)
    } else {
        below
    };
    if size < TWO_52 { below } else { x }
}

/// The larger of the two: NaN if either is NaN, and `+0.0` counts as larger than `-0.0`
/// (IEEE 754-2019 `maximum`).
#[inline(always)]
pub fn max(a: f64, b: f64) -> f64 {
    let larger = if a > b { a } else { b };
    // Equal values differ at most in the sign of zero: AND keeps a sign both have.
    let equal = f64::from_bits(a.to_bits() & b.to_bits());
    let chosen = if a == b { equal } else { larger };
    if a.is_nan() | b.is_nan() {
        f64::NAN
    } else {
        chosen
    }
}

/// The smaller of the two: NaN if either is NaN, and `-0.0` counts as smaller than `+0.0`
/// (IEEE 754-2019 `minimum`).
#[inline(always)]
pub fn min(a: f64, b: f64) -> f64 {
    let smaller = if a < b { a } else { b };
    let equal = f64::from_bits(a.to_bits() | b.to_bits());
    let chosen = if a == b { equal } else { smaller };
    if a.is_nan() | b.is_nan() {
        f64::NAN
    } else {
        chosen
    }
}

/// `x` brought into `low..=high`: `min(max(x, low), high)`; NaN stays NaN.
#[inline(always)]
pub fn clamp(x: f64, low: f64, high: f64) -> f64 {
    min(max(x, low), high)
}
