//! Quantile functions against the distribution functions of statrs and closed forms.

use early_action_engine::math;
use early_action_engine::random::{
    BATCH, Quantile, QuantileError, Seed, Source, beta_cdf, beta_from_mean_interval,
    beta_from_mean_sd, gamma_from_mean_sd, log_normal_from_interval, log_normal_from_mean_sd,
    log_normal_from_median_interval, normal_from_interval,
};
use statrs::distribution::{Beta, ContinuousCDF, Gamma, LogNormal, Normal, Triangular};
use std::fmt::Write;

mod golden;

/// Uniforms from tail to tail, off the tables' knots.
fn uniforms() -> Vec<f64> {
    (0..2400)
        .map(|i| math::normal_cdf(-8.2 + f64::from(i) * 0.006_87))
        .collect()
}

/// The largest |F(Q(u)) - u| where doubles are dense enough to hold Q: above 1e-290, and below a
/// limit.
fn error(quantile: &Quantile, limit: f64, below: impl Fn(f64) -> f64) -> f64 {
    let at = |u: f64| (u, quantile.at(u));
    let held = |&(_, x): &(f64, f64)| x.abs() > 1e-290 && x < limit;
    let wrong = |(u, x): (f64, f64)| math::abs(below(x) - u);
    uniforms()
        .into_iter()
        .map(at)
        .filter(held)
        .map(wrong)
        .fold(0.0, math::max)
}

#[test]
fn gamma_quantiles_hold_their_probability() {
    // statrs itself is exact to about 1e-15 times the shape.
    for shape in [0.01, 0.03, 0.1, 0.4, 1.0, 2.5, 9.0, 10.0, 250.0, 1e4, 1e6] {
        let oracle = Gamma::new(shape, 0.5).unwrap();
        let error = error(&Quantile::gamma(shape, 2.0).unwrap(), f64::INFINITY, |x| {
            oracle.cdf(x)
        });
        assert!(error < 1e-8, "shape {shape}: {error:e}");
    }
}

#[test]
fn beta_quantiles_hold_their_probability() {
    let shapes = [0.05, 0.2, 0.7, 1.0, 3.0, 40.0, 1e3, 1e6];
    for a in shapes {
        for b in shapes {
            let quantile = Quantile::beta(a, b).unwrap();
            // A heap of small shape next to 1 shows in beta(b, a), next to 0.
            let own = error(&quantile, 0.999, |x| beta_cdf(x, a, b));
            assert!(own < 1e-8, "shapes {a}, {b}: {own:e}");
            // Above, statrs's own error is larger than what is to be shown.
            if a + b < 1e5 {
                let oracle = Beta::new(a, b).unwrap();
                let error = error(&quantile, 0.999, |x| oracle.cdf(x));
                assert!(error < 1e-8, "shapes {a}, {b}: {error:e}");
            }
        }
    }
}

#[test]
fn closed_forms_hold_their_probability() {
    let normal = Normal::new(3.0, 2.0).unwrap();
    assert!(
        error(&Quantile::normal(3.0, 2.0).unwrap(), f64::INFINITY, |x| {
            normal.cdf(x)
        }) < 1e-10
    );
    let log_normal = LogNormal::new(1.0, 0.7).unwrap();
    assert!(
        error(
            &Quantile::log_normal(1.0, 0.7).unwrap(),
            f64::INFINITY,
            |x| log_normal.cdf(x)
        ) < 1e-10
    );
    let triangular = Triangular::new(1.0, 6.0, 2.0).unwrap();
    let quantile = Quantile::triangular(1.0, 2.0, 6.0).unwrap();
    assert!(error(&quantile, f64::INFINITY, |x| triangular.cdf(x)) < 1e-14);
    let quantile = Quantile::uniform(2.0, 4.0).unwrap();
    assert!(error(&quantile, f64::INFINITY, |x| (x - 2.0) / 2.0) < 1e-15);
    let quantile = Quantile::pert(2.0, 3.0, 6.0).unwrap();
    assert!(
        error(&quantile, f64::INFINITY, |x| beta_cdf(
            (x - 2.0) / 4.0,
            2.0,
            4.0
        )) < 1e-10
    );
}

fn examples() -> Vec<(&'static str, Quantile)> {
    let weighted = [(3.0, 1.0), (-1.0, 2.0), (10.0, 1.0)];
    let points = [(0.0, 0.0), (1.0, 0.5), (1.0, 0.75), (4.0, 1.0)];
    [
        ("fixed", Quantile::fixed(2.5)),
        ("normal", Quantile::normal(-1.0, 2.0)),
        ("log-normal", Quantile::log_normal(0.5, 0.5)),
        ("uniform", Quantile::uniform(-3.0, 5.0)),
        ("triangular", Quantile::triangular(-1.0, 0.0, 4.0)),
        (
            "triangular to the left",
            Quantile::triangular(1.0, 1.0, 4.0),
        ),
        ("PERT", Quantile::pert(0.0, 1.0, 10.0)),
        ("beta", Quantile::beta(2.0, 7.0)),
        ("beta in two heaps", Quantile::beta(0.3, 0.2)),
        ("gamma", Quantile::gamma(4.0, 250.0)),
        ("gamma of small shape", Quantile::gamma(0.2, 10.0)),
        ("empirical", Quantile::empirical(&weighted)),
        ("empirical, linear", Quantile::empirical_linear(&points)),
    ]
    .map(|(name, quantile)| (name, quantile.expect(name)))
    .to_vec()
}

#[test]
fn quantiles_rise() {
    for (name, quantile) in examples() {
        let mut before = quantile.at(0.0);
        for u in uniforms().into_iter().chain([1.0]) {
            let value = quantile.at(u);
            assert!(value >= before && value.is_finite(), "{name} at {u}");
            before = value;
        }
    }
}

#[test]
fn moments_of_draws_are_those_stated() {
    const BLOCKS: u64 = 400;
    let n = (BLOCKS * BATCH as u64) as f64;
    for (name, quantile) in examples() {
        let source = Source::new(Seed(3), name);
        let mut draws = Vec::new();
        for block in 0..BLOCKS {
            let (mut u, mut values) = ([0.0; BATCH], [0.0; BATCH]);
            source.block(block).fill(&mut u);
            quantile.map(&u, &mut values);
            draws.extend(values);
        }
        let mean = math::mean(&draws);
        let squares: Vec<f64> = draws.iter().map(|x| (x - mean) * (x - mean)).collect();
        let variance = math::mean(&squares);
        let fourths: Vec<f64> = squares.iter().map(|s| s * s).collect();
        let mean_error = math::sqrt(variance / n);
        let variance_error =
            math::sqrt(math::max(math::mean(&fourths) - variance * variance, 0.0) / n);
        let wrong = math::abs(mean - quantile.mean());
        assert!(
            wrong <= 4.0 * mean_error,
            "{name}: mean {mean}, {}",
            quantile.mean()
        );
        let wrong = math::abs(variance - quantile.sd() * quantile.sd());
        assert!(
            wrong <= 4.0 * variance_error,
            "{name}: SD {}, {}",
            variance.sqrt(),
            quantile.sd()
        );
    }
}

#[test]
fn value_stability() {
    let us = [0.0, 1e-9, 0.02, 0.1, 0.25, 0.5, 0.7, 0.95, 0.999, 1.0];
    let mut text = String::new();
    for (name, quantile) in examples() {
        writeln!(
            text,
            "{name}: mean {} sd {}",
            quantile.mean(),
            quantile.sd()
        )
        .unwrap();
        let mut values = [0.0; 10];
        quantile.map(&us, &mut values);
        for (u, value) in us.into_iter().zip(values) {
            assert_eq!(quantile.at(u).to_bits(), value.to_bits());
            writeln!(text, "  {u} {:016x} {value}", value.to_bits()).unwrap();
        }
    }
    golden::check("random_quantiles.txt", &text);
}

#[track_caller]
fn close(found: f64, expected: f64) {
    let wrong = math::abs(found - expected);
    assert!(
        wrong <= 1e-9 * math::abs(expected),
        "{found} is not {expected}"
    );
}

#[test]
fn fits_have_what_they_were_fitted_to() {
    let (a, b) = beta_from_mean_sd(0.2, 0.05).unwrap();
    let quantile = Quantile::beta(a, b).unwrap();
    close(quantile.mean(), 0.2);
    close(quantile.sd(), 0.05);

    let (a, b) = beta_from_mean_interval(0.3, 0.2, 0.42, 0.95).unwrap();
    close(a / (a + b), 0.3);
    close(beta_cdf(0.42, a, b) - beta_cdf(0.2, a, b), 0.95);
    // Given a beta's own interval, the beta itself comes back.
    let own = Quantile::beta(30.0, 70.0).unwrap();
    let (a, b) = beta_from_mean_interval(0.3, own.at(0.025), own.at(0.975), 0.95).unwrap();
    close(a, 30.0);
    close(b, 70.0);

    let (shape, scale) = gamma_from_mean_sd(1200.0, 300.0).unwrap();
    let quantile = Quantile::gamma(shape, scale).unwrap();
    close(quantile.mean(), 1200.0);
    close(quantile.sd(), 300.0);

    let (mean, sd) = log_normal_from_mean_sd(1200.0, 300.0).unwrap();
    let quantile = Quantile::log_normal(mean, sd).unwrap();
    close(quantile.mean(), 1200.0);
    close(quantile.sd(), 300.0);

    let (mean, sd) = log_normal_from_interval(0.6, 1.5, 0.9).unwrap();
    let quantile = Quantile::log_normal(mean, sd).unwrap();
    close(quantile.at(0.05), 0.6);
    close(quantile.at(0.95), 1.5);

    let (mean, sd) = log_normal_from_median_interval(0.8, 0.5, 1.28, 0.95).unwrap();
    close(math::exp(mean), 0.8);
    close(sd, math::ln(1.28 / 0.5) / (2.0 * 1.959_963_984_540_054));

    let (mean, sd) = normal_from_interval(-1.0, 3.0, 0.95).unwrap();
    let quantile = Quantile::normal(mean, sd).unwrap();
    close(quantile.at(0.025), -1.0);
    close(quantile.at(0.975), 3.0);
}

#[test]
fn numbers_that_describe_nothing_are_refused_in_plain_words() {
    let words = |result: Result<Quantile, QuantileError>| result.unwrap_err().to_string();
    assert_eq!(
        words(Quantile::normal(f64::NAN, 1.0)),
        "the mean is not a finite number"
    );
    assert_eq!(
        words(Quantile::normal(0.0, -1.0)),
        "the standard deviation is -1, but must be 0 or above"
    );
    assert_eq!(
        words(Quantile::gamma(2.0, 0.0)),
        "the scale is 0, but must be above 0"
    );
    assert_eq!(
        words(Quantile::uniform(2.0, 1.0)),
        "the lower end must not be above the upper end"
    );
    assert_eq!(
        words(Quantile::empirical(&[(1.0, 0.0)])),
        "no value has a weight above 0"
    );
    assert_eq!(
        words(Quantile::log_normal(700.0, 5.0)),
        "the distribution reaches values too large to compute"
    );
    assert!(Quantile::beta(0.0, 1.0).is_err());
    assert!(Quantile::empirical(&[]).is_err());
    assert!(Quantile::empirical_linear(&[(1.0, 0.0)]).is_err());
    assert!(Quantile::empirical_linear(&[(1.0, 0.0), (2.0, 0.9)]).is_err());
    assert_eq!(beta_from_mean_sd(0.5, 0.5), Err(QuantileError::TooSpread));
    assert_eq!(
        beta_from_mean_interval(0.5, 0.0, 1.0, 0.9),
        Err(QuantileError::NoFit)
    );
}
