//! The precision each function of `math` states, against arithmetic of 256 bits.

use astro_float::{BigFloat, Consts, RoundingMode};
use early_action_engine::math;

const BITS: usize = 256;
const ROUND: RoundingMode = RoundingMode::None;

fn big(x: f64) -> BigFloat {
    if x.is_finite() && x.abs() < f64::MIN_POSITIVE {
        // astro-float 0.9.6 takes a subnormal double for half of it.
        const UP: f64 = 18_446_744_073_709_551_616.0;
        return BigFloat::from_f64(x * UP, BITS).div(&BigFloat::from_f64(UP, BITS), BITS, ROUND);
    }
    BigFloat::from_f64(x, BITS)
}

/// Deterministic values: all kinds of exponent, of both signs, and thickly where it matters.
fn arguments(count: u64) -> impl Iterator<Item = f64> {
    (0..count).map(|i| {
        let word = (i + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let word = (word ^ (word >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let word = word ^ (word >> 32);
        let unit = (word >> 11) as f64 / 9_007_199_254_740_992.0;
        match i % 5 {
            0 => f64::from_bits(word),
            1 => unit * 1500.0 - 750.0,
            2 => unit * 3.0 - 1.5,
            3 => 1.0 + (unit - 0.5) * 1e-6,
            _ => f64::from_bits(word >> 11), // tiny and subnormal
        }
    })
}

/// Panics if `found` is further than `ulps` units in its last place from `exact`. What is too large
/// or too small for a double must be infinite or within the smallest subnormals.
#[track_caller]
fn near(found: f64, exact: &BigFloat, ulps: f64, what: &str) {
    if found.is_infinite() {
        let limit = big(f64::MAX).mul(&big(1.0 - 1e-15), BITS, ROUND);
        assert!(
            exact.abs_cmp(&limit) > Some(0) && exact.is_positive() == (found > 0.0),
            "{what}"
        );
        return;
    }
    let unit = f64::from_bits(found.abs().to_bits() + 1) - found.abs();
    let unit = if unit.is_finite() {
        unit
    } else {
        f64::MAX - f64::from_bits(f64::MAX.to_bits() - 1)
    };
    let wrong = big(found).sub(exact, BITS, ROUND);
    let limit = big(unit).mul(&big(ulps), BITS, ROUND);
    assert!(
        wrong.abs_cmp(&limit) <= Some(0),
        "{what} = {found:e}, exactly {exact}"
    );
}

#[test]
fn exponentials_are_within_one_ulp() {
    let mut consts = Consts::new().unwrap();
    for x in arguments(6_000).filter(|x| (-800.0..800.0).contains(x)) {
        let exact = big(x).exp(BITS, ROUND, &mut consts);
        near(math::exp(x), &exact, 1.0, &format!("exp({x:e})"));
        // Below 1e-30 the difference from x is out of sight of a double.
        let less = exact.sub(&big(1.0), BITS, ROUND);
        let less = if x.abs() < 1e-30 { big(x) } else { less };
        near(math::exp_m1(x), &less, 1.0, &format!("exp_m1({x:e})"));
        let one = big(1.0);
        let odds = one.div(
            &big(-x).exp(BITS, ROUND, &mut consts).add(&one, BITS, ROUND),
            BITS,
            ROUND,
        );
        near(math::logistic(x), &odds, 3.0, &format!("logistic({x:e})"));
    }
}

#[test]
fn logarithms_are_within_one_ulp() {
    let mut consts = Consts::new().unwrap();
    for x in arguments(6_000).filter(|x| x.is_finite()) {
        if x > 0.0 {
            near(
                math::ln(x),
                &big(x).ln(BITS, ROUND, &mut consts),
                1.0,
                &format!("ln({x:e})"),
            );
        }
        if x > -1.0 && x.abs() > 1e-30 {
            let exact = big(x)
                .add(&big(1.0), BITS, ROUND)
                .ln(BITS, ROUND, &mut consts);
            near(math::ln_1p(x), &exact, 1.0, &format!("ln_1p({x:e})"));
        }
        if x > 0.0 && x < 1.0 {
            let odds = big(x).div(&big(1.0).sub(&big(x), BITS, ROUND), BITS, ROUND);
            let exact = odds.ln(BITS, ROUND, &mut consts);
            near(math::logit(x), &exact, 3.0, &format!("logit({x:e})"));
        }
    }
}

#[test]
fn powers_are_within_one_ulp() {
    let mut consts = Consts::new().unwrap();
    let mut check = |x: f64, y: f64| {
        let ln = big(x).ln(BITS, ROUND, &mut consts);
        let exponent = ln.mul(&big(y), BITS, ROUND);
        if exponent.abs_cmp(&big(800.0)) < Some(0) {
            let exact = exponent.exp(BITS, ROUND, &mut consts);
            near(math::pow(x, y), &exact, 1.0, &format!("pow({x:e}, {y:e})"));
        }
    };
    let bases: Vec<f64> = arguments(3_000)
        .filter(|&x| x > 0.0 && x.is_finite())
        .collect();
    for (i, &x) in bases.iter().enumerate() {
        let other = bases[(i * 7 + 3) % bases.len()];
        check(x, other);
        check(x, -1.0 / 12.0);
        check(x, (other % 1.0) * 700.0 / math::ln(x));
        check(1.0 + (x % 1.0) * 1e-6, math::min(other, 1e9));
    }
    check(1.035, 30.0);
    check(1.035, 1.0 / 12.0);
}

#[test]
fn powers_that_a_double_can_hold_are_exact() {
    for base in 1..=40_u64 {
        let mut exact = 1_u64;
        for exponent in 0.. {
            assert_eq!(math::pow(base as f64, f64::from(exponent)), exact as f64);
            exact = exact.saturating_mul(base);
            if exact > 1 << 53 || exponent > 60 {
                break;
            }
        }
    }
}

#[test]
fn special_values_are_those_of_libm() {
    let same = |a: f64, b: f64| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
    #[rustfmt::skip]
    let values = [
        0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0, 0.5, -0.5, f64::INFINITY, f64::NEG_INFINITY,
        f64::NAN, 5e-324, -5e-324, f64::MAX, f64::MIN, 9_007_199_254_740_991.0,
        9_007_199_254_740_992.0, 9_007_199_254_740_994.0, -9_007_199_254_740_991.0, 4.5, 1e300,
        4_503_599_627_370_497.0, 2_251_799_813_685_247.5, 0.999_999, -1e300, -710.0, -746.0,
    ];
    for x in values {
        assert!(same(math::floor(x), libm::floor(x)), "floor({x:e})");
        if [0.0, f64::INFINITY].contains(&x.abs()) || x.is_nan() || x < 0.0 {
            assert!(same(math::ln(x), libm::log(x)), "ln({x:e})");
        }
        if !(-3.0..3.0).contains(&x) || x == 0.0 || x == -1.0 {
            assert!(same(math::exp(x), libm::exp(x)), "exp({x:e})");
            assert!(same(math::exp_m1(x), libm::expm1(x)), "exp_m1({x:e})");
            assert!(same(math::ln_1p(x), libm::log1p(x)), "ln_1p({x:e})");
        }
        for y in values {
            // A finite power within the stated precision will do.
            let (ours, theirs) = (math::pow(x, y), libm::pow(x, y));
            let near = (ours / theirs - 1.0).abs() < 1e-15;
            assert!(same(ours, theirs) || near, "pow({x:e}, {y:e})");
            let nan = x.is_nan() || y.is_nan();
            assert!(math::max(x, y).is_nan() == nan && math::min(x, y).is_nan() == nan);
            assert!(nan || math::max(x, y) >= x && math::min(x, y) <= x);
        }
    }
    for (a, b) in [(0.0, -0.0), (-0.0, 0.0)] {
        assert!(math::max(a, b).is_sign_positive() && math::min(a, b).is_sign_negative());
    }
}

/// The normal distribution function for |z| < 9, by its power series.
fn normal_cdf(z: f64, consts: &mut Consts) -> BigFloat {
    let half_square = big(z).mul(&big(z), BITS, ROUND).mul(&big(0.5), BITS, ROUND);
    let (mut power, mut total) = (big(z), big(z));
    for n in 1..250 {
        let n = f64::from(n);
        power = power
            .mul(&half_square, BITS, ROUND)
            .div(&big(-n), BITS, ROUND);
        total = total.add(&power.div(&big(2.0 * n + 1.0), BITS, ROUND), BITS, ROUND);
    }
    let tau = consts.pi(BITS, ROUND).mul(&big(2.0), BITS, ROUND);
    total
        .div(&tau.sqrt(BITS, ROUND), BITS, ROUND)
        .add(&big(0.5), BITS, ROUND)
}

#[test]
fn the_normal_distribution_is_as_precise_as_stated() {
    let mut consts = Consts::new().unwrap();
    for i in 0..200 {
        let z = f64::from(i - 100) * 0.0843 + 0.001;
        let exact = normal_cdf(z, &mut consts);
        near(
            math::normal_cdf(z),
            &exact,
            3.0 + z * z,
            &format!("normal_cdf({z})"),
        );

        // The quantile of p is off by (its own probability - p) / density.
        let p = math::normal_cdf(z);
        let found = math::normal_quantile(p);
        let wrong = normal_cdf(found, &mut consts).sub(&big(p), BITS, ROUND);
        let limit = 1e-15 * found.abs() * math::normal_density(found);
        assert!(
            wrong.abs_cmp(&big(limit)) <= Some(0),
            "normal_quantile({p:e}) = {found}"
        );
    }
    assert_eq!(math::normal_quantile(0.5), 0.0);
    assert_eq!(math::normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(math::normal_quantile(1.0), f64::INFINITY);
    assert!(math::normal_quantile(1.5).is_nan() && math::normal_quantile(f64::NAN).is_nan());
    // Published with the algorithm, and far out.
    assert!((math::normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-15);
    assert!((math::normal_quantile(1e-300) + 37.047_096_299_361_2).abs() < 4e-14);
}

#[test]
fn lanes_of_normal_quantiles_are_those_of_single_ones() {
    let p: Vec<f64> = arguments(1_000)
        .map(|x| x.abs() % 1.0)
        .chain([0.0, 1.0, 1e-13])
        .collect();
    let mut lanes = p.clone();
    math::normal_quantiles(&mut lanes);
    for (p, z) in p.into_iter().zip(lanes) {
        let single = math::normal_quantile(p);
        assert!(
            single.to_bits() == z.to_bits() || (single.is_nan() && z.is_nan()),
            "{p:e}"
        );
    }
}

#[test]
fn the_gamma_function_of_whole_numbers_is_a_factorial() {
    let mut consts = Consts::new().unwrap();
    let mut factorial = big(1.0);
    for n in 2..300 {
        let n = f64::from(n);
        factorial = factorial.mul(&big(n), BITS, ROUND);
        let exact = factorial.ln(BITS, ROUND, &mut consts);
        near(
            math::ln_gamma(n + 1.0),
            &exact,
            2.0,
            &format!("ln_gamma({n} + 1)"),
        );
    }
}

#[test]
fn sums_have_the_stated_order() {
    assert_eq!(math::sum(&[]).to_bits(), 0);
    assert_eq!(math::sum(&[-0.0]).to_bits(), 0);
    let values: Vec<f64> = arguments(500)
        .map(|x| x % 1000.0)
        .filter(|x| x.is_finite())
        .collect();
    let mut partial = [0.0; 8];
    for (i, value) in values.iter().enumerate() {
        partial[i % 8] += value;
    }
    let [a, b, c, d, e, f, g, h] = partial;
    let expected = ((a + e) + (c + g)) + ((b + f) + (d + h));
    assert_eq!(math::sum(&values).to_bits(), expected.to_bits());
    assert_eq!(math::mean(&[1.0, 2.0, 6.0]), 3.0);
}
