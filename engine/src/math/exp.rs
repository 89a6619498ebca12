//! The exponential and what is made of it.
//!
//! Reductions and coefficients follow FreeBSD's `e_exp.c` and `s_expm1.c`, rewritten without
//! branches. Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved. Permission
//! to use, copy, modify, and distribute this software is freely granted, provided that this
//! notice is preserved.

pub(super) const LN2_HI: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
pub(super) const LN2_LO: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);
const INV_LN2: f64 = core::f64::consts::LOG2_E;
/// 1.5 x 2^52: adding it leaves a whole number, rounded to nearest even, in the lowest bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// The whole number nearest to `x`, for |x| < 2^51.
#[inline(always)]
pub(super) fn nearest(x: f64) -> f64 {
    (x + ROUND) - ROUND
}

/// Two to the whole power `n`, for -1022 <= n <= 1023.
#[inline(always)]
pub(super) fn two_to(n: f64) -> f64 {
    f64::from_bits((n + (ROUND + 1023.0)).to_bits() << 52)
}

/// `x` times two to the whole power `n`, for |n| <= 2044: in two steps, so that a subnormal
/// result is rounded once.
#[inline(always)]
pub(super) fn scale(x: f64, n: f64) -> f64 {
    let half = nearest(n * 0.5);
    x * two_to(half) * two_to(n - half)
}

/// e to the power `x`.
///
/// 0 and infinity beyond the range of doubles; NaN for NaN.
///
/// # Precision
/// 1 ulp, subnormal results included.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    let x = if x > 710.0 { 710.0 } else { x };
    let x = if x < -746.0 { -746.0 } else { x };
    let n = nearest(x * INV_LN2);
    let hi = x - n * LN2_HI;
    let lo = n * LN2_LO;
    let r = hi - lo;
    let z = r * r;
    let c = r - z * exp_remainder(z);
    scale(1.0 + ((r * c / (2.0 - c) - lo) + hi), n)
}

/// (r - c(r)) / r^2 of the expansion e^r = 1 + r + r c(r) / (2 - c(r)), in z = r^2.
#[inline(always)]
pub(super) fn exp_remainder(z: f64) -> f64 {
    const P1: f64 = f64::from_bits(0x3fc5_5555_5555_553e);
    const P2: f64 = f64::from_bits(0xbf66_c16c_16be_bd93);
    const P3: f64 = f64::from_bits(0x3f11_566a_af25_de2c);
    const P4: f64 = f64::from_bits(0xbebb_bd41_c5d2_6bf1);
    const P5: f64 = f64::from_bits(0x3e66_3769_72be_a4d0);
    let w = z * z;
    (P1 + z * P2) + w * ((P3 + z * P4) + w * P5)
}

/// e to the power `x`, less 1; exact in the small.
///
/// -1 and infinity beyond the range of doubles; keeps the sign of zero; NaN for NaN.
///
/// # Precision
/// 1 ulp.
#[inline(always)]
pub fn exp_m1(x: f64) -> f64 {
    const Q1: f64 = f64::from_bits(0xbfa1_1111_1111_10f4);
    const Q2: f64 = f64::from_bits(0x3f5a_01a0_19fe_5585);
    const Q3: f64 = f64::from_bits(0xbf14_ce19_9eaa_dbb7);
    const Q4: f64 = f64::from_bits(0x3ed0_cfca_86e6_5239);
    const Q5: f64 = f64::from_bits(0xbe8a_fdb7_6e09_c32d);
    const TINY: f64 = f64::from_bits(0x3c90_0000_0000_0000); // 2^-54

    let clamped = if x > 710.0 { 710.0 } else { x };
    let clamped = if clamped < -60.0 { -60.0 } else { clamped };
    let n = nearest(clamped * INV_LN2);
    let hi = clamped - n * LN2_HI;
    let lo = n * LN2_LO;
    let r = hi - lo;
    let c = (hi - r) - lo;
    let half = 0.5 * r;
    let z = r * half;
    let w = z * z;
    let r1 = (1.0 + z * Q1) + w * ((Q2 + z * Q3) + w * (Q4 + z * Q5));
    let t = 3.0 - r1 * half;
    let e = z * ((r1 - t) / (6.0 - r * t));
    // e^(r + c) - 1 = r - e
    let e = (r * (e - c) - c) - z;
    // 2^n (r - e) + (2^n - 1), halved so that n = 1024 does not overflow on the way.
    let s = two_to(n - 1.0);
    let whole = s - 0.5;
    let part = s * r;
    let total = whole + part;
    let back = total - whole;
    let lost = (whole - (total - back)) + (part - back);
    let result = 2.0 * (total + (lost - s * e));
    if x.abs() < TINY { x } else { result }
}

/// 1 / (1 + e^-x): the probability whose log-odds are `x`.
///
/// # Precision
/// 3 ulp, in both tails.
#[inline(always)]
pub fn logistic(x: f64) -> f64 {
    let e = exp(-x.abs());
    let upper = 1.0 / (1.0 + e);
    if x < 0.0 { e * upper } else { upper }
}
