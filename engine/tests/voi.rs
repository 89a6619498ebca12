//! The value of information against closed forms and quadrature.

#![allow(
    clippy::disallowed_methods,
    reason = "tests may take the functions of std"
)]

use early_action_engine::decide::Estimate;
use early_action_engine::math;
use early_action_engine::random::{Seed, Source};
use early_action_engine::voi::{Design, Kind, Trial, explained, partial, perfect};

const DRAWS: usize = 10_000;

/// Standard normal draws.
fn normals(seed: u64, name: &str, draws: usize) -> Vec<f64> {
    let source = Source::new(Seed(seed), name);
    let mut values = vec![0.0; draws];
    for (batch, values) in values.chunks_mut(256).enumerate() {
        source.block(batch as u64).fill(values);
    }
    values.iter().map(|u| math::normal_quantile(*u)).collect()
}

fn map2(a: &[f64], b: &[f64], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| f(*a, *b)).collect()
}

/// E[max(0, D)] - max(0, mean) for a normal D.
fn gain(mean: f64, sd: f64) -> f64 {
    let z = mean / sd;
    mean * math::normal_cdf(z) + sd * math::normal_density(z) - math::max(mean, 0.0)
}

/// E[f(Z)] for a standard normal Z, by the trapezium rule on -9 to 9.
fn expected(f: impl Fn(f64) -> f64) -> f64 {
    const STEPS: i32 = 3_600;
    let step = 18.0 / f64::from(STEPS);
    (0..=STEPS).fold(0.0, |sum, i| {
        let z = -9.0 + step * f64::from(i);
        sum + step * math::normal_density(z) * f(z)
    })
}

/// Two options: nothing, and one with this net benefit.
fn against_nothing(net: Vec<f64>) -> Vec<Vec<f64>> {
    vec![vec![0.0; net.len()], net]
}

fn knowing(net: &[Vec<f64>], figures: &[&[f64]]) -> Estimate {
    partial(net, &Design::new(figures).expect("figures that vary"))
}

/// How many standard errors an estimate lies from what is known.
fn off(found: Estimate, known: f64) -> f64 {
    (found.value - known) / found.error.expect("more than one draw")
}

/// A figure, `share` of one and the rest of another, both standard normal.
fn mixed(a: &[f64], b: &[f64], share: f64) -> Vec<f64> {
    let rest = math::sqrt(1.0 - share * share);
    map2(a, b, |a, b| share * a + rest * b)
}

#[track_caller]
fn holds(found: Estimate, known: f64) {
    let off = off(found, known);
    assert!(off.abs() < 4.0, "{found:?} is {off} errors from {known}");
}

const SEEDS: std::ops::RangeInclusive<u64> = 1..=4;

#[test]
fn one_figure_of_two_is_worth_what_the_closed_form_says() {
    // chjackson/voi: NB1 = 0, NB2 = k p1 - p2 with p1 ~ N(1, 1), p2 ~ N(0, 2).
    for seed in SEEDS {
        let (z1, z2) = (normals(seed, "p1", DRAWS), normals(seed, "p2", DRAWS));
        for (k, all, first, second) in [
            (1.0, 0.479_810_706_3, 0.083_315_470_6, 0.395_593_114_8),
            (2.0, 0.399_282_456_7, 0.166_630_941_2, 0.166_630_941_2),
            (3.0, 0.409_463_416_0, 0.249_946_411_8, 0.058_613_587_5),
        ] {
            let net = against_nothing(map2(&z1, &z2, |a, b| k * (1.0 + a) - 2.0 * b));
            let (one, other) = (knowing(&net, &[&z1]), knowing(&net, &[&z2]));
            let (both, everything) = (knowing(&net, &[&z1, &z2]), perfect(&net));
            holds(everything, all);
            holds(one, first);
            holds(other, second);
            holds(both, all);
            let error = |e: Estimate| e.error.unwrap();
            assert!(one.value <= both.value + 3.0 * (error(one) + error(both)));
            assert!(both.value <= everything.value);
        }
    }
}

#[test]
fn a_study_is_worth_what_the_closed_form_says_and_never_more_than_knowing() {
    for seed in SEEDS {
        let (z1, z2) = (normals(seed, "p1", DRAWS), normals(seed, "p2", DRAWS));
        let p1: Vec<f64> = z1.iter().map(|z| 1.0 + z).collect();
        let net = against_nothing(map2(&p1, &z2, |a, b| a - 2.0 * b));
        for (size, known) in [
            (1, 0.025_127_270_8),
            (10, 0.072_325_120_3),
            (100, 0.082_117_605_6),
            (1000, 0.083_194_606_1),
        ] {
            let kind = Kind::Normal { sd: 1.0 };
            let shows = Trial { kind, size }.shows(&p1, seed, "p1").unwrap();
            holds(knowing(&net, &[&shows]), known);
        }
    }
}

#[test]
fn counting_people_teaches_what_a_beta_distribution_then_knows() {
    // A share with a Beta(2, 2) prior; acting is worth 100 x share - 45. After x of n the mean is
    // (2 + x) / (4 + n), and x is beta-binomial.
    let n = 6;
    let choose = [1.0, 6.0, 15.0, 20.0, 15.0, 6.0, 1.0];
    let beta = |a: u32, b: u32| {
        math::exp(
            math::ln_gamma(f64::from(a)) + math::ln_gamma(f64::from(b))
                - math::ln_gamma(f64::from(a + b)),
        )
    };
    let known = (0..=n).fold(-5.0, |sum, x| {
        let chance = choose[x as usize] * beta(2 + x, 2 + n - x) / beta(2, 2);
        let mean = f64::from(2 + x) / f64::from(4 + n);
        sum + chance * math::max(0.0, 100.0 * mean - 45.0)
    });
    let quantile = early_action_engine::random::Quantile::beta(2.0, 2.0).unwrap();
    for seed in SEEDS {
        let z = normals(seed, "share", DRAWS);
        let share: Vec<f64> = z
            .iter()
            .map(|z| quantile.at(math::normal_cdf(*z)))
            .collect();
        let net = against_nothing(share.iter().map(|s| 100.0 * s - 45.0).collect());
        let trial = Trial {
            kind: Kind::Binomial,
            size: n,
        };
        holds(
            knowing(&net, &[&trial.shows(&share, seed, "share").unwrap()]),
            known,
        );
    }
}

/// The chance of so many events, of `n`, where the share is Beta(a, b).
fn beta_binomial(events: u32, n: u32, (a, b): (f64, f64)) -> f64 {
    let ln_beta = |a: f64, b: f64| math::ln_gamma(a) + math::ln_gamma(b) - math::ln_gamma(a + b);
    let (x, rest) = (f64::from(events), f64::from(n - events));
    let ways =
        math::ln_gamma(f64::from(n) + 1.0) - math::ln_gamma(x + 1.0) - math::ln_gamma(rest + 1.0);
    math::exp(ways + ln_beta(a + x, b + rest) - ln_beta(a, b))
}

#[test]
fn two_arms_of_counted_people_teach_what_two_beta_distributions_then_know() {
    // Shares of Beta(4, 16) and Beta(6, 14), 30 and 50 people; changing is worth
    // 1000 (share - share) - 80.
    let (one, other) = ((4.0, 16.0), (6.0, 14.0));
    let (n, m) = (30, 50);
    let mean = |x: u32, n: u32, (a, b): (f64, f64)| (a + f64::from(x)) / (a + b + f64::from(n));
    let mut known = -20.0;
    for x in 0..=n {
        for y in 0..=m {
            let chance = beta_binomial(x, n, one) * beta_binomial(y, m, other);
            let worth = 1_000.0 * (mean(y, m, other) - mean(x, n, one)) - 80.0;
            known += chance * math::max(0.0, worth);
        }
    }
    for seed in SEEDS {
        let draw = |name: &str, (a, b): (f64, f64)| -> Vec<f64> {
            let quantile = early_action_engine::random::Quantile::beta(a, b).unwrap();
            let z = normals(seed, name, DRAWS);
            z.iter()
                .map(|z| quantile.at(math::normal_cdf(*z)))
                .collect()
        };
        let (p, q) = (draw("p", one), draw("q", other));
        let net = against_nothing(map2(&p, &q, |p, q| 1_000.0 * (q - p) - 80.0));
        let shows = |size, figure: &[f64], stream| {
            let kind = Kind::Binomial;
            Trial { kind, size }.shows(figure, seed, stream).unwrap()
        };
        let both = knowing(&net, &[&shows(n, &p, "p"), &shows(m, &q, "q")]);
        holds(both, known);
        assert!(both.error.unwrap() < 0.1 * known);
    }
}

#[test]
fn counting_events_teaches_what_a_gamma_distribution_then_knows() {
    // A rate of Gamma(shape 5, rate 10) a year; acting is worth 100 - 180 x rate. After x events in
    // T years the mean is (5 + x) / (10 + T), and x is negative binomial.
    let (shape, rate) = (5.0, 10.0);
    for (size, time) in [(8, 0.5), (40, 0.5), (200, 2.0)] {
        let watched = f64::from(size) * time;
        let p = rate / (rate + watched);
        let mut known = -10.0;
        for x in (0..4_000).map(f64::from) {
            let ways = math::ln_gamma(shape + x) - math::ln_gamma(shape) - math::ln_gamma(x + 1.0);
            let chance = math::exp(ways + shape * math::ln(p) + x * math::ln(1.0 - p));
            known += chance * math::max(0.0, 100.0 - 180.0 * (shape + x) / (rate + watched));
        }
        let quantile = early_action_engine::random::Quantile::gamma(shape, 1.0 / rate).unwrap();
        for seed in SEEDS {
            let z = normals(seed, "rate", DRAWS);
            let rates: Vec<f64> = z
                .iter()
                .map(|z| quantile.at(math::normal_cdf(*z)))
                .collect();
            let net = against_nothing(rates.iter().map(|r| 100.0 - 180.0 * r).collect());
            let kind = Kind::Poisson { time };
            let shows = Trial { kind, size }.shows(&rates, seed, "rate").unwrap();
            let found = knowing(&net, &[&shows]);
            holds(found, known);
            assert!(found.error.unwrap() < 0.6, "{found:?}");
            assert!(found.value <= perfect(&net).value);
        }
    }
}

#[test]
fn a_problem_that_is_not_linear_agrees_with_quadrature() {
    // 3 p1^2 + p2 p3 - 5, with p1 ~ N(1, 0.5), p2 ~ N(2, 1), p3 ~ N(1, 0.8).
    let mean = 3.0 * 1.25 + 2.0 - 5.0;
    let one = expected(|z| {
        let p1 = 1.0 + 0.5 * z;
        math::max(0.0, 3.0 * p1 * p1 - 3.0)
    }) - mean;
    let two = expected(|z| math::max(0.0, mean + z)) - mean;
    // Given p2, the sum is normal with sd 0.8 |p2|.
    let two_and_three = expected(|z| {
        let (p2, mean) = (2.0 + z, 3.75 - 5.0 + 2.0 + z);
        let sd = math::max(0.8 * p2.abs(), 1e-9);
        gain(mean, sd) + math::max(mean, 0.0)
    }) - mean;
    for seed in SEEDS {
        let z = ["p1", "p2", "p3"].map(|name| normals(seed, name, DRAWS));
        let net = |i: usize| {
            let p1 = 1.0 + 0.5 * z[0][i];
            3.0 * p1 * p1 + (2.0 + z[1][i]) * (1.0 + 0.8 * z[2][i]) - 5.0
        };
        let net = against_nothing((0..DRAWS).map(net).collect());
        holds(knowing(&net, &[&z[0]]), one);
        holds(knowing(&net, &[&z[1]]), two);
        holds(knowing(&net, &[&z[1], &z[2]]), two_and_three);
    }
}

#[test]
fn figures_that_go_together_tell_of_each_other() {
    // b = x1 + 2 x2 + 0.5 with correlation 0.6: given x1 it is 2.2 x1 + 0.5 on average, given x2
    // 2.6 x2 + 0.5.
    for seed in SEEDS {
        let (z1, z2) = (normals(seed, "x1", DRAWS), normals(seed, "x2", DRAWS));
        let x2 = mixed(&z1, &z2, 0.6);
        let net = against_nothing(map2(&z1, &x2, |a, b| a + 2.0 * b + 0.5));
        holds(knowing(&net, &[&z1]), gain(0.5, 2.2));
        holds(knowing(&net, &[&x2]), gain(0.5, 2.6));
        let all = math::sqrt(1.0 + 4.0 + 2.0 * 2.0 * 0.6);
        holds(knowing(&net, &[&z1, &x2]), gain(0.5, all));
    }
}

#[test]
fn of_three_options_the_best_of_all_is_taken() {
    // Nothing; x + y; 2 x - 0.5 + w: knowing x, the best of 0, x and 2 x - 0.5.
    let known = expected(|x| math::max(0.0, math::max(x, 2.0 * x - 0.5)));
    for seed in SEEDS {
        let z = ["x", "y", "w"].map(|name| normals(seed, name, DRAWS));
        let net = vec![
            vec![0.0; DRAWS],
            map2(&z[0], &z[1], |x, y| x + y),
            map2(&z[0], &z[2], |x, w| 2.0 * x - 0.5 + w),
        ];
        holds(knowing(&net, &[&z[0]]), known);
    }
}

#[test]
fn what_has_no_part_in_it_is_worth_nothing() {
    for seed in SEEDS {
        let z = ["x", "noise", "more", "again"].map(|name| normals(seed, name, DRAWS));
        // A decision that hangs in the balance, and one that does not.
        for mean in [0.0, 1.0] {
            let net = against_nothing(z[0].iter().map(|x| mean + x).collect());
            for figures in [&[&z[1][..]][..], &[&z[1][..], &z[2][..], &z[3][..]][..]] {
                let found = knowing(&net, figures);
                assert!(off(found, 0.0) < 3.0, "{found:?}");
                let share = explained(&net[1], &Design::new(figures).unwrap()).unwrap();
                assert!(off(share, 0.0).abs() < 3.0, "{share:?}");
            }
        }
    }
}

#[test]
fn steps_and_long_tails_are_met() {
    for seed in SEEDS {
        let (z1, z2) = (normals(seed, "p1", DRAWS), normals(seed, "p2", DRAWS));
        let step = map2(&z1, &z2, |a, b| if a > 1.0 { 3.0 + b } else { b - 1.0 });
        holds(
            knowing(&against_nothing(step), &[&z1]),
            3.0 * math::normal_cdf(-1.0),
        );
        let centre = math::exp(0.72) + 0.3;
        let tail: Vec<f64> = z1.iter().map(|z| math::exp(1.2 * z)).collect();
        let net = against_nothing(map2(&tail, &z2, |t, b| t - centre + 2.0 * b));
        let known = expected(|z| math::max(0.0, math::exp(1.2 * z) - centre));
        holds(knowing(&net, &[&tail]), known);
    }
}

#[test]
fn shares_of_variance_are_those_of_the_closed_form() {
    // Ishigami's function has first-order shares 0.3139, 0.4424 and 0 (Saltelli et al. 2000).
    let shares = [0.313_9, 0.442_4, 0.0];
    let z = ["x1", "x2", "x3"].map(|name| normals(1, name, DRAWS));
    let x = z.map(|z| {
        let angle = |z: &f64| std::f64::consts::PI * (2.0 * math::normal_cdf(*z) - 1.0);
        z.iter().map(angle).collect::<Vec<f64>>()
    });
    let value = |i: usize| {
        let (sine, other) = (x[0][i].sin(), x[1][i].sin());
        sine + 7.0 * other * other + 0.1 * x[2][i].powi(4) * sine
    };
    let values: Vec<f64> = (0..DRAWS).map(value).collect();
    for (x, share) in x.iter().zip(shares) {
        let found = explained(&values, &Design::new(&[x]).unwrap()).unwrap();
        assert!(
            (found.value - share).abs() < 4.0 * found.error.unwrap(),
            "{found:?}, {share}"
        );
    }
    assert!(Design::new(&[&vec![1.0; 1000]]).is_none());
}
