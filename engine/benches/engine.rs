//! How fast the engine is, beside a kernel written by hand for one model, in the same run.
//!
//! Medians of seven after a warm-up, and the cold first run. One thread. Machines are noisy:
//! compare the ratios.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads files and clocks; the engine may not"
)]

use early_action_engine::evidence;
use early_action_engine::model::{Distribution, Model, Overrides, Parameter};
use early_action_engine::study::Study;
use std::hint::black_box;
use std::time::Instant;

const DRAWS: usize = 10_000;

fn main() {
    let sick = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/models/sick-sicker-psa.toml"
    ));
    let shipped = evidence::shipped()
        .iter()
        .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()));
    let published = sick
        .into_iter()
        .map(|text| ("sick-sicker-psa".to_owned(), text));
    for (id, text) in shipped.chain(published) {
        bench(&id, &text);
    }
    by_hand();
}

/// Prints the cold time and the median of seven, in milliseconds; returns the median.
fn time(what: &str, mut run: impl FnMut()) -> f64 {
    let mut once = || {
        let begun = Instant::now();
        run();
        begun.elapsed().as_secs_f64() * 1e3
    };
    let cold = once();
    once();
    let mut times: Vec<f64> = (0..7).map(|_| once()).collect();
    times.sort_by(f64::total_cmp);
    println!("  {what:<44} {:>10.3} ms   cold {cold:>9.3} ms", times[3]);
    times[3]
}

fn study(text: &str) -> Study {
    let model = Model::parse(text).expect("the model has no faults");
    Study::new(model, Overrides::default(), 1, DRAWS).expect("the model runs")
}

fn bench(id: &str, text: &str) {
    println!("{id}");
    time("read and check the text", || {
        drop(black_box(Model::parse(text)))
    });
    let base = study(text);
    let compile = time("compile", || {
        drop(black_box(Study::new(
            (*base.model).clone(),
            Overrides::default(),
            1,
            DRAWS,
        )))
    });
    // A figure with a table of quantiles, so that a step rebuilds what a slider rebuilds.
    let uncertain = |p: &&Parameter| {
        p.range.is_some() && matches!(p.distribution, Some(Distribution::Beta { .. }))
    };
    let first = &base.model.parameters[0];
    let moved = base
        .model
        .parameters
        .iter()
        .find(uncertain)
        .unwrap_or(first);
    let value = moved.distribution.as_ref().map_or(1.0, |d| d.mean() * 1.01);
    let name = moved.name.clone();
    let step = || {
        let overrides = Overrides::parse(&[format!("{name}={value}")], &base.model)
            .expect("the slider can move");
        base.variant(overrides).expect("the variant runs")
    };
    let inputs = time("slider step: rebuild the numbers", || {
        drop(black_box(step()))
    });
    let whole = time("slider step: to the first answer (256 draws)", || {
        let variant = step().with_draws(1, 256).expect("256 draws");
        let mut ledger = variant.ledger();
        ledger.add(&variant.run_batch(0).expect("it runs"));
        drop(black_box(variant.appraise(&ledger)));
    });
    println!(
        "  {:<44} {:>9.1} %    whole compile {:.1} %",
        "share of the step that builds numbers",
        100.0 * inputs / whole,
        100.0 * compile / whole
    );
    let batches = time("10,000 draws, one thread", || {
        for batch in 0..base.batches() {
            black_box(base.run_batch(batch).expect("it runs"));
        }
    });
    #[expect(clippy::cast_precision_loss, reason = "a few dozen batches")]
    let rate = base.batches() as f64 / batches * 1e3;
    println!("  {:<44} {rate:>10.1} a second", "batches");
    let mut ledger = base.ledger();
    for batch in 0..base.batches() {
        ledger.add(&base.run_batch(batch).expect("it runs"));
    }
    time("appraise 10,000 draws", || {
        drop(black_box(base.appraise(&ledger)))
    });
}

/// Sick-Sicker, 10,000 draws x 4 strategies x 75 cycles, without sampling: what a loop written for
/// this one model takes, fused, over arrays of sixteen draws.
fn by_hand() {
    println!("by hand: Sick-Sicker, 10,000 draws x 4 x 75, no sampling");
    const L: usize = 16;
    time("fused loop over sixteen lanes", || {
        let mut total = [0.0; L];
        for block in 0..DRAWS.div_ceil(L) {
            for strategy in 0..4u32 {
                let hr = if strategy >= 2 { 0.6 } else { 1.0 };
                #[expect(clippy::cast_precision_loss, reason = "a small number")]
                let shift = 1.0 + block as f64 * 1e-6;
                let (hd, hs1, s1h) = (
                    [0.001_998 * shift; L],
                    [0.139_292 * shift; L],
                    [0.393_469 * shift; L],
                );
                let (s1s2, s1d, s2d) = (
                    [0.099_675 * hr * shift; L],
                    [0.005_982 * shift; L],
                    [0.019_801 * shift; L],
                );
                let mut now = [[1.0; L], [0.0; L], [0.0; L]];
                let (mut cost, mut qalys) = ([0.0; L], [0.0; L]);
                let mut factor = 1.0;
                for _ in 0..75 {
                    for i in 0..L {
                        let [h, s1, s2] = [now[0][i], now[1][i], now[2][i]];
                        cost[i] += factor * (2_000.0 * h + 16_000.0 * s1 + 27_000.0 * s2);
                        qalys[i] += factor * (h + 0.75 * s1 + 0.5 * s2);
                        now[0][i] = h * (1.0 - hs1[i] - hd[i]) + s1 * s1h[i];
                        now[1][i] = h * hs1[i] + s1 * (1.0 - s1h[i] - s1s2[i] - s1d[i]);
                        now[2][i] = s1 * s1s2[i] + s2 * (1.0 - s2d[i]);
                    }
                    factor /= 1.03;
                }
                for i in 0..L {
                    total[i] += cost[i] + qalys[i];
                }
            }
        }
        black_box(total);
    });
}
