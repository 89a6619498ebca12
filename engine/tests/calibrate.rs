//! Calibration against conjugate posteriors, and against authorities that were simulated.

use early_action_engine::appraise::quantile;
use early_action_engine::calibrate::{Data, Imis, Over, Sample, Simulator, Target, matters};
use early_action_engine::math;
use early_action_engine::model::{Model, Overrides, targets};
use early_action_engine::random::{Seed, Source, Stream};
use early_action_engine::study::Study;
use early_action_engine::voi::{Kind, Trial};

fn study(text: &str) -> Study {
    let model = Model::parse(text).expect("a model");
    Study::new(model, Overrides::default(), 1, 1_000).expect("a study")
}

/// Values of every figure and their weights, in the order of the figures.
fn posterior(study: &Study, targets: Vec<Target>) -> (Simulator, Sample, Vec<Vec<f64>>) {
    let wanted = matters(study, &targets).expect("parameters");
    let simulator = Simulator::new(study, &wanted, targets).expect("a simulator");
    let sample = Imis { seed: 1 }.run(&simulator, &[]).expect("a sample");
    let values = simulator.prior.values(&sample.scores);
    (simulator, sample, values)
}

fn moments(values: &[f64], weights: &[f64]) -> (f64, f64) {
    let pairs = || values.iter().zip(weights);
    let mean = pairs().fold(0.0, |sum, (v, w)| sum + v * w);
    let variance = pairs().fold(0.0, |sum, (v, w)| sum + w * (v - mean) * (v - mean));
    (mean, math::sqrt(variance))
}

const CONJUGATE: &str = r#"
format = 1
[model]
title = "conjugate"
[time]
cycle = "1 year"
horizon = "1 year"
[counting]
outcomes = "beginning"
[states.all]
start = 1
[parameters.share]
distribution = "beta(a = 2, b = 8)"
[parameters.rate]
distribution = "gamma(shape = 3, rate = 1)"
[parameters.level]
distribution = "normal(mean = 10, sd = 4)"
[parameters.unrelated]
distribution = "normal(mean = 0, sd = 1)"
[outcomes.who]
terms = [{ while_in = ["all"], amount = "share", per = "1 year" }]
[outcomes.events]
terms = [{ while_in = ["all"], amount = "rate", per = "1 year" }]
[outcomes.measured]
terms = [{ while_in = ["all"], amount = "level", per = "1 year" }]
[outcomes.other]
terms = [{ while_in = ["all"], amount = "unrelated", per = "1 year" }]
[strategies.now]
"#;

const CONJUGATE_TARGETS: &str = r#"
[targets.who]
outcome = "who"
data = "binomial"
events = 30
of = 100
[targets.events]
outcome = "events"
data = "poisson"
events = 40
exposure = 10
[targets.measured]
outcome = "measured"
data = "normal"
value = 16
sd = 2
"#;

#[test]
fn conjugate_posteriors_are_found() {
    let study = study(CONJUGATE);
    let targets = targets(CONJUGATE_TARGETS, &study.model).unwrap();
    let (simulator, sample, values) = posterior(&study, targets);
    assert_eq!(simulator.prior.names(), ["share", "rate", "level"]);
    assert!(sample.effective >= 3_000.0, "{}", sample.effective);
    // Beta(2 + 30, 8 + 70); gamma(3 + 40, rate 1 + 10); precisions 1/16 and 1/4 add up.
    let known = [
        (
            32.0 / 110.0,
            math::sqrt(32.0 * 78.0 / (110.0 * 110.0 * 111.0)),
        ),
        (43.0 / 11.0, math::sqrt(43.0) / 11.0),
        (
            (10.0 / 16.0 + 16.0 / 4.0) / 0.3125,
            math::sqrt(1.0 / 0.3125),
        ),
    ];
    for (values, (mean, sd)) in values.iter().zip(known) {
        let (found, spread) = moments(values, &sample.weights);
        let error = sd / math::sqrt(sample.effective);
        assert!((found - mean).abs() < 4.0 * error, "{found} {mean}");
        assert!((spread / sd - 1.0).abs() < 0.08, "{spread} {sd}");
    }
    // Draws at the weights' chances have the same moments.
    let rows = sample.resample(5_000, 3);
    let drawn: Vec<f64> = rows.iter().map(|row| values[0][*row]).collect();
    let (mean, sd) = known[0];
    assert!((math::mean(&drawn) - mean).abs() < 5.0 * sd / math::sqrt(3_000.0));
}

#[test]
fn figures_that_go_together_are_calibrated_together() {
    // x and y with correlation 0.8; only x is measured: y follows by 0.8.
    let text = CONJUGATE.replace(
        "[outcomes.who]",
        "[correlations.both]\nof = [\"level\", \"unrelated\"]\nnormal = 0.8\n[outcomes.who]",
    );
    let study = study(&text);
    let target = r#"targets.measured = { outcome = "measured", data = "normal", low = 12.08, high = 19.92 }"#;
    let (simulator, sample, values) = posterior(&study, targets(target, &study.model).unwrap());
    assert_eq!(simulator.prior.names(), ["level", "unrelated"]);
    let (level, _) = moments(&values[0], &sample.weights);
    let (other, _) = moments(&values[1], &sample.weights);
    assert!((level - 14.8).abs() < 4.0 * 1.8 / math::sqrt(sample.effective));
    assert!((other - 0.8 * (14.8 - 10.0) / 4.0).abs() < 0.08, "{other}");
}

#[test]
fn every_fault_of_a_file_of_targets_is_named() {
    let model =
        Model::parse(&CONJUGATE.replace("[outcomes.other]", "[outcomes.other]\ndiscount = 0.03"));
    let text = r#"
[targets.a]
outcome = "wo"
data = "binomial"
events = 30
[targets.b]
outcome = "other"
data = "normal"
value = 1
sd = 0
[targets.c]
outcome = "who"
year = 2
strategy = "late"
data = "poisson"
events = 1.5
of = 3
"#;
    let faults = targets(text, &model.unwrap()).unwrap_err();
    let whole: String = faults.iter().map(|f| format!("{f}\n")).collect();
    for words in [
        "line 3",
        "did you mean `who`?",
        "`of` is missing",
        "is discounted in the model",
        "must be above 0",
        "no year 2",
        "no strategy `late`",
        "poisson data have no `of`",
        "whole number",
    ] {
        assert!(whole.contains(words), "{words} in {whole}");
    }
}

/// An authority: children come into care and leave it, and what that costs.
const AUTHORITY: &str = r#"
format = 1
[model]
title = "an authority"
[time]
cycle = "1 year"
horizon = "3 years"
[people]
number = 1000
[counting]
costs = "end"
outcomes = "end"
[states.home]
start = 1
[states.care]
[states.left]
[transitions.home]
care = { probability = "entry", per = "1 year" }
[transitions.care]
left = { probability = "leaving", per = "1 year" }
[parameters.entry]
distribution = "beta(a = 2, b = 18)"
[parameters.leaving]
distribution = "beta(a = 3, b = 7)"
[parameters.price]
distribution = "gamma(mean = 50, sd = 15)"
[costs.care]
payer = "council"
terms = [{ while_in = ["care"], amount = "price", per = "1 year" }]
[outcomes.entries]
terms = [{ on_entering = ["care"], amount = 1 }]
[outcomes.in_care]
terms = [{ while_in = ["care"], after = "3 years", amount = 1 }]
[strategies.now]
"#;

/// The least number of events that a Poisson variable reaches with probability `uniform`.
fn poisson(mean: f64, uniform: f64) -> f64 {
    let (mut events, mut chance) = (0.0, math::exp(-mean));
    let mut below = chance;
    while below < uniform && events < 10_000.0 {
        events += 1.0;
        chance *= mean / events;
        below += chance;
    }
    events
}

/// What an authority with these quantities would have counted.
fn counted(study: &Study, truth: &[f64], stream: &mut Stream, seed: u64) -> Vec<Target> {
    let line = |name: &str| {
        study
            .model
            .lines
            .iter()
            .position(|l| l.name == name)
            .expect(name)
    };
    let target = |name: &str, year, over, data| Target {
        name: name.to_owned(),
        label: None,
        strategy: 0,
        line: line(name),
        year,
        over,
        data,
    };
    let size = 1000;
    let trial = Trial {
        kind: Kind::Binomial,
        size,
    };
    let share = trial
        .shows(&[truth[1]], seed, "authority")
        .expect("a share")[0];
    let sd = 0.05 * truth[2];
    vec![
        target(
            "entries",
            Some(0),
            Over::Number(1.0),
            Data::Poisson {
                events: poisson(truth[0], stream.uniform()),
                exposure: 1.0,
            },
        ),
        target(
            "in_care",
            None,
            Over::Number(1000.0),
            Data::Binomial {
                events: share,
                of: f64::from(size),
            },
        ),
        target(
            "care",
            Some(1),
            Over::Number(1.0),
            Data::Normal {
                value: truth[2] + sd * math::normal_quantile(stream.uniform()),
                sd,
            },
        ),
    ]
}

#[test]
fn the_figures_of_simulated_authorities_are_covered_as_often_as_is_said() {
    const AUTHORITIES: u64 = 100;
    let study = study(AUTHORITY);
    let all = [0, 1, 2];
    let nothing = || {
        let mut stream = Source::new(Seed(0), "none").block(0);
        counted(&study, &[50.0, 0.1, 4_000.0], &mut stream, 0)
    };
    let prior = Simulator::new(&study, &all, nothing()).unwrap();
    let mut covered = [0; 3];
    let mut off = [(0.0, 0.0); 3];
    for authority in 0..AUTHORITIES {
        let mut stream = Source::new(Seed(authority), "authority").block(1);
        let scores: Vec<Vec<f64>> = all
            .iter()
            .map(|_| vec![math::normal_quantile(stream.uniform())])
            .collect();
        let truth: Vec<f64> = prior.prior.values(&scores).iter().map(|v| v[0]).collect();
        let quantities = prior.quantities(&scores).unwrap();
        let shown: Vec<f64> = quantities.iter().map(|q| q[0]).collect();
        let targets = counted(&study, &shown, &mut stream, authority);
        let simulator = Simulator::new(&study, &all, targets).unwrap();
        let sample = Imis { seed: authority }.run(&simulator, &[]).unwrap();
        assert!(
            sample.effective >= Sample::LEAST,
            "{authority}: {}",
            sample.effective
        );
        let values = simulator.prior.values(&sample.scores);
        let rows = sample.resample(2_000, authority);
        for (figure, values) in values.iter().enumerate() {
            let mut draws: Vec<f64> = rows.iter().map(|row| values[*row]).collect();
            let (mean, sd) = moments(values, &sample.weights);
            let z = (mean - truth[figure]) / sd;
            off[figure].0 += z;
            off[figure].1 += z * z;
            math::sort(&mut draws);
            let inside = quantile(&draws, 0.05)..=quantile(&draws, 0.95);
            covered[figure] += u32::from(inside.contains(&truth[figure]));
        }
    }
    // 90 of 100 expected; 81 to 98 hold but for 1 in 200 such tests.
    for (figure, covered) in covered.iter().enumerate() {
        assert!((81..=98).contains(covered), "{figure}: {covered} of 100");
        // How far off a posterior mean is, in its own standard deviations: 0 on average, 1 in size.
        let (mean, square) = (off[figure].0 / 100.0, off[figure].1 / 100.0);
        assert!(mean.abs() < 0.35, "{figure}: off by {mean} on average");
        assert!(
            (0.6..1.6).contains(&square),
            "{figure}: off by {square} in square"
        );
    }
}
