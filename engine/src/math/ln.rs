//! The logarithm and what is made of it.
//!
//! Reductions and coefficients follow FreeBSD's `e_log.c` and `s_log1p.c`, rewritten without
//! branches. Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use,
//! copy, modify, and distribute this software is freely granted, provided that this notice is
//! preserved.

use super::exp::{LN2_HI, LN2_LO};

const TWO_52: u64 = 0x4330_0000_0000_0000;
const TWO_54: f64 = 18_014_398_509_481_984.0;

/// Splits a positive normal `x` into (f, n) with x = 2^n (1 + f) and 1 + f in about
/// [sqrt(1/2), sqrt(2)).
#[inline(always)]
fn split(x: f64) -> (f64, f64) {
    /// Bits of one less bits of sqrt(1/2), high word only.
    const SHIFT: u64 = (0x3ff0_0000 - 0x3fe6_a09e) << 32;
    // Wraps for a negative x or NaN, whose result is replaced.
    let shifted = x.to_bits().wrapping_add(SHIFT);
    // A whole number put into the lowest bits of 2^52 is a float without a conversion.
    let n = f64::from_bits((shifted >> 52) | TWO_52) - (4_503_599_627_370_496.0 + 1023.0);
    let mantissa = (shifted & 0x000f_ffff_ffff_ffff) + (0x3fe6_a09e << 32);
    (f64::from_bits(mantissa) - 1.0, n)
}

/// ln(2^n (1 + f)) + c for |f| < 0.42 and a small correction c.
#[inline(always)]
fn ln_parts(f: f64, n: f64, c: f64) -> f64 {
    const L1: f64 = f64::from_bits(0x3fe5_5555_5555_5593);
    const L2: f64 = f64::from_bits(0x3fd9_9999_9997_fa04);
    const L3: f64 = f64::from_bits(0x3fd2_4924_9422_9359);
    const L4: f64 = f64::from_bits(0x3fcc_71c5_1d8e_78af);
    const L5: f64 = f64::from_bits(0x3fc7_4664_96cb_03de);
    const L6: f64 = f64::from_bits(0x3fc3_9a09_d078_c69f);
    const L7: f64 = f64::from_bits(0x3fc2_f112_df3e_5244);
    let half_square = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let even = w * (L2 + w * (L4 + w * L6));
    let odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
    s * (half_square + (odd + even)) + (n * LN2_LO + c) - half_square + f + n * LN2_HI
}

/// The natural logarithm.
///
/// `-inf` at zero of either sign, NaN below it and for NaN, infinity at infinity.
///
/// # Precision
/// 1 ulp, subnormal arguments included.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    let subnormal = x < f64::MIN_POSITIVE;
    let (f, n) = split(x * if subnormal { TWO_54 } else { 1.0 });
    let result = ln_parts(f, n - if subnormal { 54.0 } else { 0.0 }, 0.0);
    outside(x, 0.0, result)
}

/// The result of a logarithm, or its limits where `x` is not between `low` and infinity.
#[inline(always)]
fn outside(x: f64, low: f64, result: f64) -> f64 {
    // Compared with the largest finite number: LLVM turns comparisons with infinity into
    // tests of bits, which the bare x86-64 instruction set is slow at.
    let result = if x <= f64::MAX { result } else { x };
    let result = if x < low { f64::NAN } else { result };
    if x == low { f64::NEG_INFINITY } else { result }
}

/// The natural logarithm of 1 + `x`; exact in the small.
///
/// `-inf` at -1, NaN below it and for NaN, infinity at infinity; keeps the sign of zero.
///
/// # Precision
/// 1 ulp.
#[inline(always)]
pub fn ln_1p(x: f64) -> f64 {
    const TINY: f64 = f64::from_bits(0x3c90_0000_0000_0000); // 2^-54
    let u = 1.0 + x;
    let (f, n) = split(u);
    // What rounding 1 + x lost (Knuth's two-sum).
    let back = u - 1.0;
    let lost = (1.0 - (u - back)) + (x - back);
    let near = n == 0.0;
    let f = if near { x } else { f };
    let c = if near { 0.0 } else { lost / u };
    let result = ln_parts(f, n, c);
    let result = outside(x, -1.0, result);
    if x.abs() < TINY { x } else { result }
}

/// The log-odds ln(p / (1 - p)) of a probability.
///
/// `-inf` at 0, infinity at 1, NaN outside.
///
/// # Precision
/// 3 ulp, near 1/2 as well.
#[inline(always)]
pub fn logit(p: f64) -> f64 {
    let q = 1.0 - p;
    // p / (1 - p) = 1 + (2p - 1) / (1 - p), where 2p - 1 is exact in the middle.
    let middle = ln_1p((2.0 * p - 1.0) / q);
    let tails = ln(p / q);
    if (p > 0.25) & (p < 0.75) {
        middle
    } else {
        tails
    }
}
