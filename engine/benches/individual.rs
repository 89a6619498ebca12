//! How fast people are followed one by one, beside a kernel written by hand, in the same run.
//!
//! Best of five after a warm-up, and memory at its highest where the system tells it. Machines are
//! noisy: compare the ratios.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and clocks; the engine may not"
)]

use early_action_engine::individual::{Followed, Parts, answer};
use early_action_engine::model::{Model, Overrides};
use early_action_engine::random::{Seed, stream};
use early_action_engine::simulate::Sampling;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

fn main() {
    println!("people one by one");
    let hip = study("hip-replacement-psa", Some("women_60"), 1000, 1000);
    let sick = study("sick-sicker", None, 1, 100_000);
    for (name, study, target) in [
        (
            "hip replacement, 1,000 draws x 1,000 persons x 2",
            &hip,
            750.0,
        ),
        ("Sick-Sicker, 100,000 persons x 75 cycles x 4", &sick, 250.0),
    ] {
        let one = best(|| run(study, 1));
        let two = best(|| run(study, 2));
        let (model, persons) = (&study.model, study.draws * study.persons);
        let steps = persons * model.time.cycles * model.strategies.len();
        println!(
            "  {name:<52} {one:>8.1} ms (aim {target} ms), {:.2} ns a person's cycle; two threads {:.2} times as fast",
            one * 1e6 / steps as f64,
            one / two
        );
        println!(
            "{name}\n  {:<44} {:>10.1} a second",
            "persons",
            persons as f64 / one * 1e3
        );
    }
    let kernel = best(by_hand);
    println!(
        "  {:<52} {kernel:>8.1} ms, {:.2} ns a person's cycle",
        "Sick-Sicker by hand",
        kernel * 1e6 / 30e6
    );
    let ours = best(|| run(&sick, 1));
    println!("  {:<52} {:>8.2}", "ours / by hand", ours / kernel);
    if let Some(memory) = memory() {
        println!(
            "  {:<52} {memory:>8.1} MB",
            "memory at its highest, both models"
        );
    }
}

fn study(name: &str, subgroup: Option<&str>, draws: usize, persons: usize) -> Followed {
    let path = format!("{}/../tests/models/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a published case");
    let mut model = Model::parse(&text).expect("a model without faults");
    if let Some(subgroup) = subgroup {
        model.keep_subgroup(subgroup).expect("the subgroup");
    }
    let overrides = Overrides::default();
    Followed::new(model, overrides, 1, draws, persons, Sampling::Independent).expect("it runs")
}

/// Milliseconds, the best of five.
fn best(mut run: impl FnMut()) -> f64 {
    run();
    let times = (0..5).map(|_| {
        let begun = Instant::now();
        run();
        begun.elapsed().as_secs_f64() * 1e3
    });
    times.fold(f64::INFINITY, f64::min)
}

fn run(study: &Followed, threads: usize) {
    let next = AtomicU64::new(0);
    let mut parts = Parts::new(study);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut own = Vec::new();
                    loop {
                        let part = next.fetch_add(1, Ordering::Relaxed);
                        if part >= study.parts() {
                            return own;
                        }
                        own.push(study.run_part(part).expect("it runs"));
                    }
                })
            })
            .collect();
        for worker in workers {
            for part in worker.join().expect("no panic") {
                parts.add(study, part);
            }
        }
    });
    black_box(answer(study, &parts));
}

/// Sick-Sicker for four strategies, as one would write it for this model alone: the same stream of
/// uniforms, thresholds and rewards in arrays, sums of costs and QALYs of each person.
fn by_hand() {
    const PERSONS: usize = 100_000;
    let p = |rate: f64| 1.0 - (-rate).exp();
    let weight = |t: usize| {
        let simpson = match t {
            0 | 75 => 1.0 / 3.0,
            t if t % 2 == 1 => 2.0 / 3.0,
            _ => 4.0 / 3.0,
        };
        simpson * 1.03_f64.powi(-(t as i32))
    };
    let weights: Vec<f64> = (0..=75).map(weight).collect();
    let well = p(0.002);
    let (sick, sicker) = (p(0.006), p(0.02));
    let strategies = [
        (0.0, 0.0, 1.0, 0.75),
        (12e3, 0.0, 1.0, 0.95),
        (0.0, 13e3, 0.6, 0.75),
        (12e3, 13e3, 0.6, 0.95),
    ];
    // Cuts of each state, and where each way leads.
    let rows = strategies.map(|(_, _, ratio, _)| {
        let h = (1.0 - well) * p(0.15);
        let (back, on) = ((1.0 - sick) * p(0.5), (1.0 - sick) * p(0.105 * ratio));
        [
            [h, h + well, 2.0],
            [back, back + on, back + on + sick],
            [sicker, 2.0, 2.0],
            [2.0, 2.0, 2.0],
        ]
    });
    const TO: [[usize; 4]; 4] = [[1, 3, 0, 0], [0, 2, 3, 1], [3, 2, 2, 2], [3, 3, 3, 3]];
    let rewards = strategies.map(|(a, b, _, u)| {
        [
            [2000.0, 1.0],
            [4000.0 + a + b, u],
            [15000.0 + a + b, 0.5],
            [0.0, 0.0],
        ]
    });
    let mut sums = [[0.0; 4]; 4];
    for block in 0..PERSONS.div_ceil(256) {
        let mut stream = stream(Seed(1), "path", block as u64);
        let mut states = [[0_usize; 256]; 4];
        let mut totals = [[[0.0; 2]; 256]; 4];
        for s in 0..4 {
            totals[s] = [[rewards[s][0][0] * weights[0], rewards[s][0][1] * weights[0]]; 256];
        }
        let mut uniforms = [0.0; 256];
        for weight in &weights[1..] {
            stream.fill(&mut uniforms);
            for s in 0..4 {
                for ((state, total), u) in states[s].iter_mut().zip(&mut totals[s]).zip(&uniforms) {
                    let cuts = &rows[s][*state];
                    let way = usize::from(*u >= cuts[0])
                        + usize::from(*u >= cuts[1])
                        + usize::from(*u >= cuts[2]);
                    *state = TO[*state][way];
                    let reward = &rewards[s][*state];
                    total[0] += reward[0] * weight;
                    total[1] += reward[1] * weight;
                }
            }
        }
        let n = (PERSONS - block * 256).min(256);
        for (sums, totals) in sums.iter_mut().zip(&totals) {
            for total in &totals[..n] {
                sums[0] += total[0];
                sums[1] += total[0] * total[0];
                sums[2] += total[1];
                sums[3] += total[1] * total[1];
            }
        }
    }
    black_box(sums);
}

/// Megabytes at their highest, where the system tells.
fn memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
