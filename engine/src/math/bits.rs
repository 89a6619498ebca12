//! Fingerprints of the functions, to compare platforms.

use super::*;

/// Values per function, besides the special ones.
const VALUES: u64 = 10_000;

/// Values at which functions of one argument change their manner.
#[rustfmt::skip]
const SPECIAL: [f64; 32] = [
    0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, f64::MAX, f64::MIN,
    f64::MIN_POSITIVE, -f64::MIN_POSITIVE, f64::from_bits(1), -f64::from_bits(1),
    f64::from_bits(0x000f_ffff_ffff_ffff), 1.0e-310, f64::EPSILON, -f64::EPSILON,
    1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 1.5, 3.0, 10.0, 1.0 - f64::EPSILON / 2.0, 1.0 + f64::EPSILON,
    709.8, 709.7, -708.5, -745.2, 4_503_599_627_370_496.5, 1.0e300,
];

/// The mixing function of SplitMix64 (Steele, Lea and Flood 2014; Stafford's variant 13).
fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

/// The argument number `index` of series `salt`: any bits at all, then values in -20..20,
/// then in 0..1, in turn.
fn argument(index: u64, salt: u64) -> f64 {
    let word = mix(index.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ mix(salt));
    let unit = (word >> 12) as f64 / 4_503_599_627_370_496.0;
    match index % 3 {
        0 => f64::from_bits(word),
        1 => unit * 40.0 - 20.0,
        _ => unit,
    }
}

/// FNV-1a over 64-bit words in 128 bits.
fn absorb(hash: u128, value: f64) -> u128 {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bits = if value.is_nan() {
        f64::NAN.to_bits() & (u64::MAX >> 1)
    } else {
        value.to_bits()
    };
    (hash ^ u128::from(bits)).wrapping_mul(PRIME)
}

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;

fn unary(function: fn(f64) -> f64) -> u128 {
    let special = SPECIAL
        .iter()
        .fold(OFFSET, |hash, &x| absorb(hash, function(x)));
    (0..VALUES).fold(special, |hash, i| absorb(hash, function(argument(i, 1))))
}

fn binary(function: fn(f64, f64) -> f64) -> u128 {
    let mut hash = OFFSET;
    for x in SPECIAL {
        hash = SPECIAL
            .iter()
            .fold(hash, |hash, &y| absorb(hash, function(x, y)));
    }
    // A third of the pairs are any bits twice; the second series is shifted so that every kind
    // of base meets every kind of exponent.
    (0..VALUES).fold(hash, |hash, i| {
        absorb(hash, function(argument(i, 1), argument(i + i / 3 % 3, 2)))
    })
}

fn slices(function: fn(&[f64]) -> f64) -> u128 {
    let values: Vec<f64> = (0..VALUES).map(|i| argument(i * 3 + 1, 3)).collect();
    (0..100).fold(OFFSET, |hash, n| {
        absorb(hash, function(&values[n..n * n + n]))
    })
}

/// A 128-bit fingerprint of each function's results over the same inputs everywhere: zeros,
/// subnormals, infinities, NaN and 10,000 values. Every NaN counts as one.
///
/// Equal tables natively, in Node and in browsers show that the engine computes alike there.
#[doc(hidden)]
pub fn bit_table() -> [(&'static str, u128); 20] {
    [
        ("abs", unary(abs)),
        ("exp", unary(exp)),
        ("exp_m1", unary(exp_m1)),
        ("floor", unary(floor)),
        ("ln", unary(ln)),
        ("ln_1p", unary(ln_1p)),
        ("ln_gamma", unary(ln_gamma)),
        ("logistic", unary(logistic)),
        ("logit", unary(logit)),
        ("max", binary(max)),
        ("mean", slices(mean)),
        ("min", binary(min)),
        ("normal_cdf", unary(normal_cdf)),
        ("normal_density", unary(normal_density)),
        ("normal_quantile", unary(normal_quantile)),
        ("pow", binary(pow)),
        ("pow_whole", unary(|x| pow(1.0 + x / 64.0, floor(x)))),
        ("sqrt", unary(sqrt)),
        ("sum", slices(sum)),
        ("clamp", unary(|x| clamp(x, -1.0, 1.0))),
    ]
}
