//! The power.
//!
//! Double-double logarithm and coefficients after FreeBSD's `e_pow.c`, rewritten without branches.
//! Copyright (C) 2004 by Sun Microsystems, Inc. All rights reserved. Permission to use, copy,
//! modify, and distribute this software is freely granted, provided that this notice is preserved.

use super::exp::{exp_remainder, nearest, scale};

const TWO_52: u64 = 0x4330_0000_0000_0000;
const TWO_53: f64 = 9_007_199_254_740_992.0;

/// `x` without its low 32 bits, so that the product of two such is nearly exact.
#[inline(always)]
fn high(x: f64) -> f64 {
    f64::from_bits(x.to_bits() & 0xffff_ffff_0000_0000)
}

/// log2 of a positive finite `x` as a sum of two doubles, the first with 32 low bits clear.
#[inline(always)]
fn log2_pair(x: f64) -> (f64, f64) {
    const SQRT_3_2: u64 = 0x3_988f << 32;
    const SQRT_3: u64 = 0xb_b67a << 32;
    const DP_H: f64 = f64::from_bits(0x3fe2_b803_4000_0000);
    const DP_L: f64 = f64::from_bits(0x3e4c_fdeb_43cf_d006);
    const L1: f64 = f64::from_bits(0x3fe3_3333_3333_3303);
    const L2: f64 = f64::from_bits(0x3fdb_6db6_db6f_abff);
    const L3: f64 = f64::from_bits(0x3fd5_5555_518f_264d);
    const L4: f64 = f64::from_bits(0x3fd1_7460_a91d_4101);
    const L5: f64 = f64::from_bits(0x3fcd_864a_93c9_db65);
    const L6: f64 = f64::from_bits(0x3fca_7e28_4a45_4eef);
    const CP: f64 = f64::from_bits(0x3fee_c709_dc3a_03fd);
    const CP_H: f64 = f64::from_bits(0x3fee_c709_e000_0000);
    const CP_L: f64 = f64::from_bits(0xbe3e_2fe0_145b_01f5);

    let subnormal = x < f64::MIN_POSITIVE;
    let bits = (x * if subnormal { TWO_53 } else { 1.0 }).to_bits();
    let mantissa = bits & 0x000f_ffff_ffff_ffff;
    let exponent = f64::from_bits((bits >> 52) | TWO_52);
    let exponent = exponent - (4_503_599_627_370_496.0 + 1023.0);
    let exponent = exponent - if subnormal { 53.0 } else { 0.0 };
    // Compared as floats in [1, 2): bare x86-64 has no comparison of 64-bit integers in SIMD.
    let significand = f64::from_bits(mantissa | 0x3ff0_0000_0000_0000);
    let upper = significand >= f64::from_bits(SQRT_3 | 0x3ff0_0000_0000_0000);
    let middle = (significand >= f64::from_bits(SQRT_3_2 | 0x3ff0_0000_0000_0000)) & !upper;
    let a = if upper {
        significand * 0.5
    } else {
        significand
    };
    let n = exponent + if upper { 1.0 } else { 0.0 };
    let base = if middle { 1.5 } else { 1.0 };

    // s_h + s_l = (a - base) / (a + base)
    let u = a - base;
    let v = 1.0 / (a + base);
    let s = u * v;
    let s_h = high(s);
    let t_h = high(a + base);
    let t_l = a - (t_h - base);
    let s_l = v * ((u - s_h * t_h) - s_h * t_l);

    // t_h + t_l = 3 + s^2 + ..., with log(a / base) = 2/3 s (3 + s^2 + ...)
    let z = s * s;
    let w = z * z;
    let r = w * ((L1 + z * L2) + w * ((L3 + z * L4) + w * (L5 + z * L6)));
    let r = r + s_l * (s_h + s);
    let z = s_h * s_h;
    let t_h = high(3.0 + z + r);
    let t_l = r - ((t_h - 3.0) - z);
    let u = s_h * t_h;
    let v = s_l * t_h + t_l * s;
    let p_h = high(u + v);
    let p_l = v - (p_h - u);

    // Times 2 / (3 ln 2), plus log2 of the base and the exponent.
    let z_h = CP_H * p_h;
    let z_l = CP_L * p_h + p_l * CP + if middle { DP_L } else { 0.0 };
    let dp_h = if middle { DP_H } else { 0.0 };
    let first = high(((z_h + z_l) + dp_h) + n);
    let second = z_l - (((first - n) - dp_h) - z_h);
    (first, second)
}

/// Two to the power `p_h + p_l`, for a sum within about +-1100.
#[inline(always)]
fn exp2_pair(p_h: f64, p_l: f64) -> f64 {
    const LN2: f64 = core::f64::consts::LN_2;
    const LN2_H: f64 = f64::from_bits(0x3fe6_2e43_0000_0000);
    const LN2_L: f64 = f64::from_bits(0xbe20_5c61_0ca8_6c39);
    let n = nearest(p_h + p_l);
    let p_h = p_h - n;
    let t = high(p_l + p_h);
    let u = t * LN2_H;
    let v = (p_l - (t - p_h)) * LN2 + t * LN2_L;
    let z = u + v;
    let w = v - (z - u);
    let c = z * z;
    let c = z - c * exp_remainder(c);
    let r = (z * c) / (c - 2.0) - (w + z * w);
    scale(1.0 - (r - z), n)
}

/// `x` to the power `y`, with every special case of IEEE 754 `pow`:
///
/// `pow(x, 0) = pow(1, y) = 1`, for NaN too; otherwise NaN for a NaN. A negative `x` needs a whole
/// `y` (else NaN) and keeps its sign for an odd one. Zeros and infinities as limits.
///
/// # Precision
/// 1 ulp (0.7 measured for normal results); whole powers that a double can hold are exact.
#[inline(always)]
pub fn pow(x: f64, y: f64) -> f64 {
    const HUGE: f64 = 18_446_744_073_709_551_616.0; // 2^64: decides for every x but 1
    let size = x.abs();
    let power = if y > HUGE { HUGE } else { y };
    let power = if power < -HUGE { -HUGE } else { power };

    let (first, second) = log2_pair(size);
    let first = if size <= f64::MAX { first } else { size };
    let first = if size == 0.0 {
        f64::NEG_INFINITY
    } else {
        first
    };
    let power_h = high(power);
    let p_l = (power - power_h) * first + power * second;
    let result = exp2_pair(power_h * first, p_l);
    let rough = power * first;
    let result = if rough > 1026.0 {
        f64::INFINITY
    } else {
        result
    };
    let result = if rough < -1077.0 { 0.0 } else { result };

    // |y| is off the nearest even number by 0 for an even y, by 1 for an odd one.
    let off = if y.abs() < TWO_53 { y.abs() } else { 0.0 };
    let off = (off - ((off + TWO_53) - TWO_53)).abs();
    let root = if (x < 0.0) & (size <= f64::MAX) {
        f64::NAN
    } else {
        1.0
    };
    let sign = if off == 0.0 { 1.0 } else { root };
    let sign = if off == 1.0 {
        1.0_f64.copysign(x)
    } else {
        sign
    };
    if (y == 0.0) | (x == 1.0) {
        1.0
    } else {
        sign * result
    }
}
