//! Persons in parts: progress, stopping, and two ways of following them.

#![allow(
    clippy::disallowed_methods,
    reason = "a test may read files; the engine may not"
)]

use early_action_engine::individual::{Followed, Parts, answer};
use early_action_engine::model::{Model, Overrides};
use early_action_engine::simulate::Sampling;

fn model(name: &str) -> Model {
    let path = format!("{}/../tests/models/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a published case");
    Model::parse(&text).expect("no faults")
}

#[test]
fn a_draw_of_many_persons_is_done_in_parts_and_stops_after_any() {
    let new = |persons| {
        let model = model("sick-sicker-treated");
        let overrides = Overrides::default();
        Followed::new(model, overrides, 1, 1, persons, Sampling::Independent).expect("it runs")
    };
    let study = new(100_000);
    assert!(study.parts() >= 20, "{} parts", study.parts());
    let mut parts = Parts::new(&study);
    for part in 0..study.parts() / 2 {
        let mut job = study.job(part);
        let done = loop {
            if let Some(done) = study.advance(&mut job).expect("it runs") {
                break done;
            }
        };
        assert!(parts.add(&study, done.clone()));
        assert_eq!(parts.filled() as u64, part + 1);
        // What belongs to a larger study has no place in a small one.
        let small = new(100);
        assert!(part == 0 || !Parts::new(&small).add(&small, done));
    }
    // What is left is known, and can be done later, in any order.
    let missing: Vec<u64> = parts.missing().collect();
    for part in missing.into_iter().rev() {
        parts.add(&study, study.run_part(part).expect("it runs"));
    }
    let mut again = Parts::new(&study);
    for part in 0..study.parts() {
        again.add(&study, study.run_part(part).expect("it runs"));
    }
    assert_eq!(answer(&study, &parts), answer(&study, &again));
}

#[test]
fn tables_and_lanes_follow_the_same_persons() {
    for name in [
        "sick-sicker",
        "two-states",
        "prosthetic-valve",
        "hip-replacement-psa",
    ] {
        let both = [Followed::new, Followed::in_lanes].map(|new| {
            let overrides = Overrides::default();
            let study = new(model(name), overrides, 3, 5, 300, Sampling::Independent);
            let study = study.expect("it runs");
            let mut parts = Parts::new(&study);
            for part in 0..study.parts() {
                parts.add(&study, study.run_part(part).expect("it runs"));
            }
            answer(&study, &parts)
        });
        let [tables, lanes] = &both;
        for (one, other) in tables.strategies.iter().zip(&lanes.strategies) {
            for (one, other) in one.iter().zip(other) {
                let (a, b) = (&one.spread, &other.spread);
                let near = |x: f64, y: f64| (x - y).abs() <= 1e-9 * (x.abs() + y.abs()) + 1e-12;
                assert!(
                    near(a.mean, b.mean),
                    "{name} {}: {} {}",
                    one.name,
                    a.mean,
                    b.mean
                );
                let sd = |s: Option<f64>| s.unwrap_or(0.0);
                assert!(
                    near(sd(a.sd_people), sd(b.sd_people)),
                    "{name} {}",
                    one.name
                );
            }
        }
    }
}
