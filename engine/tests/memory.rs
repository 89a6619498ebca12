//! Memory does not grow with the number of draws. A test of its own process: what is measured is the
//! most that the process has ever held.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads what the system says of it; the engine has no files"
)]

use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;

const MODEL: &str = r#"
format = 1
[model]
title = "Ten years"
[time]
cycle = "1 year"
horizon = "10 years"
[counting]
costs = "end"
[parameters.risk]
distribution = "uniform(low = 0.1, high = 0.3)"
[states.well]
start = 1
[states.ill]
[transitions.well]
ill = { probability = "risk", per = "cycle" }
[costs.care]
payer = "anyone"
terms = [{ while_in = ["ill"], amount = 1, per = "cycle" }]
[strategies.one]
[strategies.two]
effects = [{ on = "risk", times = 0.5 }]
"#;

/// Megabytes at their highest so far, where the system tells.
fn highest() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

fn run(draws: usize) {
    let model = Model::parse(MODEL).unwrap_or_else(|faults| panic!("{faults:?}"));
    let study = Study::new(model, Overrides::default(), 1, draws).expect("it runs");
    let mut ledger = study.ledger();
    for batch in 0..study.batches() {
        ledger.add(&study.run_batch(batch).expect("it runs"));
    }
    assert_eq!(study.appraise(&ledger).strategies.len(), 2);
}

#[test]
fn a_million_draws_take_the_memory_of_a_hundred_thousand() {
    run(100_000);
    let Some(few) = highest() else { return };
    run(1_000_000);
    let many = highest().unwrap();
    assert!(many < 1.2 * few, "{many} MB against {few} MB");
}
