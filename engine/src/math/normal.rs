//! The normal distribution.

use super::{exp, ln, sqrt};

/// The density of the standard normal distribution at `z`.
///
/// # Precision
/// 2 + z^2 ulp.
#[inline(always)]
pub fn normal_density(z: f64) -> f64 {
    const INV_SQRT_2PI: f64 = 0.398_942_280_401_432_7;
    INV_SQRT_2PI * exp(-0.5 * z * z)
}

/// The probability that a standard normal variable is at most `z`; accurate in the lower tail.
///
/// erfc(-z / sqrt(2)) / 2 by the `libm` crate (FreeBSD `s_erf.c`); not SIMD.
///
/// # Precision
/// 3 + z^2 ulp.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * core::f64::consts::FRAC_1_SQRT_2)
}

/// A rational function of degree 7, coefficients from the constant term upwards.
#[inline(always)]
fn ratio(top: [f64; 8], bottom: [f64; 8], r: f64) -> f64 {
    let [a0, a1, a2, a3, a4, a5, a6, a7] = top;
    let [b0, b1, b2, b3, b4, b5, b6, b7] = bottom;
    let top = ((((((a7 * r + a6) * r + a5) * r + a4) * r + a3) * r + a2) * r + a1) * r + a0;
    let bottom = ((((((b7 * r + b6) * r + b5) * r + b4) * r + b3) * r + b2) * r + b1) * r + b0;
    top / bottom
}

/// The value which a standard normal variable stays below with probability `p`.
///
/// `-inf` at 0, infinity at 1, NaN outside; odd about 1/2 to the bit wherever 1 - p is exact.
/// Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37(3), 477-484.
///
/// # Precision
/// Relative error below 1e-15, for p down to 1e-300 (as stated there: about 1 part in 10^16).
pub fn normal_quantile(p: f64) -> f64 {
    let body = body_quantile(p);
    if is_far(p) { far_quantile(p) } else { body }
}

/// Replaces each probability by its [`normal_quantile`], to the same bits, as SIMD.
pub fn normal_quantiles(lanes: &mut [f64]) {
    for lanes in lanes.chunks_mut(CHUNK) {
        let mut given = [0.5; CHUNK];
        let given = &mut given[..lanes.len()];
        given.copy_from_slice(lanes);
        for (z, &p) in lanes.iter_mut().zip(given.iter()) {
            *z = body_quantile(p);
        }
        for (z, &p) in lanes.iter_mut().zip(given.iter()) {
            if is_far(p) {
                *z = far_quantile(p);
            }
        }
    }
}

/// Lanes kept aside at a time by [`normal_quantiles`].
const CHUNK: usize = 64;

/// Further out than the body's approximations reach, or no probability at all.
#[inline(always)]
fn is_far(p: f64) -> bool {
    !(FAR..=1.0 - FAR).contains(&p)
}

/// About e^-25, where the approximations for the tails part.
const FAR: f64 = 1.4e-11;

/// The quantile of a `p` that is not far out.
#[inline(always)]
fn body_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    let centre = q * ratio(CENTRE_TOP, CENTRE_BOTTOM, 0.180625 - q * q);
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let outer = ratio(NEAR_TOP, NEAR_BOTTOM, sqrt(-ln(tail)) - 1.6).copysign(q);
    if q.abs() <= 0.425 { centre } else { outer }
}

/// The quantile of a `p` that is.
#[cold]
fn far_quantile(p: f64) -> f64 {
    let tail = if p < 0.5 { p } else { 1.0 - p };
    let outer = ratio(FAR_TOP, FAR_BOTTOM, sqrt(-ln(tail)) - 5.0);
    let outer = if tail == 0.0 { f64::INFINITY } else { outer };
    if p < 0.5 { -outer } else { outer }
}

#[rustfmt::skip]
const CENTRE_TOP: [f64; 8] = [
    3.387_132_872_796_366_5e0, 1.331_416_678_917_843_8e2, 1.971_590_950_306_551_3e3,
    1.373_169_376_550_946e4, 4.592_195_393_154_987e4, 6.726_577_092_700_87e4,
    3.343_057_558_358_813e4, 2.509_080_928_730_122_7e3,
];
#[rustfmt::skip]
const CENTRE_BOTTOM: [f64; 8] = [
    1.0, 4.231_333_070_160_091e1, 6.871_870_074_920_579e2,
    5.394_196_021_424_751e3, 2.121_379_430_158_659_7e4, 3.930_789_580_009_271e4,
    2.872_908_573_572_194_3e4, 5.226_495_278_852_855e3,
];
#[rustfmt::skip]
const NEAR_TOP: [f64; 8] = [
    1.423_437_110_749_683_5e0, 4.630_337_846_156_546e0, 5.769_497_221_460_691e0,
    3.647_848_324_763_204_5e0, 1.270_458_252_452_368_4e0, 2.417_807_251_774_506e-1,
    2.272_384_498_926_918_4e-2, 7.745_450_142_783_414e-4,
];
#[rustfmt::skip]
const NEAR_BOTTOM: [f64; 8] = [
    1.0, 2.053_191_626_637_759e0, 1.676_384_830_183_803_8e0,
    6.897_673_349_851e-1, 1.481_039_764_274_800_8e-1, 1.519_866_656_361_645_7e-2,
    5.475_938_084_995_345e-4, 1.050_750_071_644_416_9e-9,
];
#[rustfmt::skip]
const FAR_TOP: [f64; 8] = [
    6.657_904_643_501_103e0, 5.463_784_911_164_114e0, 1.784_826_539_917_291_3e0,
    2.965_605_718_285_048_7e-1, 2.653_218_952_657_612_4e-2, 1.242_660_947_388_078_4e-3,
    2.711_555_568_743_487_6e-5, 2.010_334_399_292_288_1e-7,
];
#[rustfmt::skip]
const FAR_BOTTOM: [f64; 8] = [
    1.0, 5.998_322_065_558_88e-1, 1.369_298_809_227_358e-1,
    1.487_536_129_085_061_5e-2, 7.868_691_311_456_133e-4, 1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7, 2.044_263_103_389_939_8e-15,
];
