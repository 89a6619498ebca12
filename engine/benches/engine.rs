//! How fast the engine is, beside a kernel written by hand for one model, in the same run.
//!
//! Medians of seven after a warm-up, the best of them and the cold first run. One thread. Machines are noisy:
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
    let shipped = evidence::shipped()
        .iter()
        .map(|(id, text)| ((*id).to_owned(), (*text).to_owned()));
    let published = ["sick-sicker-psa", "hip-replacement-psa"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), model_text(name).ok()?)));
    // `cargo bench --bench engine -- targets` measures only what other packages were measured on.
    if std::env::args().all(|argument| argument != "targets") {
        for (id, text) in shipped.chain(published) {
            bench(&id, &text);
        }
    }
    by_hand();
    if let Ok(text) = &model_text("hip-replacement-psa") {
        // One cohort over 60 cycles, as the packages that it is compared with were measured.
        let text = text.replace("\"61 years\"", "\"60 years\"");
        target(
            "hip replacement, 1,000 x 2 x 60",
            &text,
            Some("women_60"),
            1_000,
            [6.0, 25.0],
        );
    }
    hip_by_hand();
    if let Ok(text) = &model_text("sick-sicker-psa") {
        target(
            "Sick-Sicker, 10,000 x 4 x 75",
            text,
            None,
            DRAWS,
            [20.0, 45.0],
        );
    }
}

fn model_text(name: &str) -> std::io::Result<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/models");
    std::fs::read_to_string(format!("{folder}/{name}.toml"))
}

/// A published model from its file, part by part: what other packages were measured on.
///
/// Besides totals, all of them give each line of each strategy by year: for Sick-Sicker 600 sums a
/// draw where a loop by hand gives eight.
fn target(what: &str, text: &str, subgroup: Option<&str>, draws: usize, aims: [f64; 2]) {
    println!("{what}");
    let mut model = Model::parse(text).expect("the model has no faults");
    if let Some(name) = subgroup {
        model.keep_subgroup(name).expect("the subgroup is there");
    }
    let base = Study::new(model, Overrides::default(), 1, draws).expect("the model runs");
    let mut seed = 1;
    // Another seed each time: the first batches' draws are kept.
    let mut fresh = || {
        seed += 1;
        base.with_draws(seed, draws).expect("it runs")
    };
    let sampling = time("draw the parameters", || {
        let (study, mut out) = (fresh(), Vec::new());
        for batch in 0..study.batches() {
            study.inputs.draw(batch, &mut out);
            black_box(&out);
        }
    });
    let run = time("draw and simulate", || {
        let study = fresh();
        for batch in 0..study.batches() {
            black_box(study.run_batch(batch).expect("it runs"));
        }
    });
    println!(
        "  {:<44} {:>10.3} ms   best {:>9.3} ms   aim {} ms, {} with sampling and appraisal",
        "simulate alone",
        run.median - sampling.median,
        run.best - sampling.best,
        aims[0],
        aims[1]
    );
    let filled = |study: &Study| {
        let mut ledger = study.ledger();
        for batch in 0..study.batches() {
            ledger.add(&study.run_batch(batch).expect("it runs"));
        }
        ledger
    };
    time("draw, simulate, hash and merge", || {
        black_box(filled(&fresh()));
    });
    time("draw, simulate, hash, merge and appraise", || {
        let study = fresh();
        black_box(study.appraise_totals(&filled(&study)));
    });
    time("the same with each strategy's years", || {
        let study = fresh();
        black_box(study.appraise(&filled(&study)));
    });
}

/// Total hip replacement, 1,000 draws x 2 strategies x 60 cycles, without sampling: powers are taken
/// once for both strategies and for both ends of a cycle.
fn hip_by_hand() {
    println!("by hand: hip replacement, 1,000 draws x 2 x 60, no sampling");
    const MORTALITY: [f64; 4] = [0.0067, 0.0193, 0.0535, 0.1548];
    time("loop over draws", || {
        let mut total = 0.0;
        for draw in 0..1_000u32 {
            let shift = 1.0 + f64::from(draw) * 1e-6;
            let (gamma, lambda) = (1.453_678 * shift, 0.000_456 * shift);
            let powers: [f64; 61] = std::array::from_fn(|t| (t as f64).powf(gamma));
            for ratio in [1.0, 0.260_677] {
                let [mut first, mut well, mut again, mut well_again] = [1.0, 0.0, 0.0, 0.0];
                let (mut cost, mut qalys) = (0.0, 0.0);
                let (mut of_cost, mut of_qalys) = (1.0, 1.0);
                for t in 1..=60 {
                    cost += of_cost * 5_294.0 * again;
                    qalys += of_qalys * (0.85 * well + 0.3 * again + 0.75 * well_again);
                    let revised = 1.0 - (lambda * ratio * (powers[t - 1] - powers[t])).exp();
                    let dies = MORTALITY[(t.saturating_sub(5) / 10).min(3)];
                    let entered = well * revised + 0.04 * well_again;
                    well_again = well_again * (0.96 - dies) + again * (0.98 - dies);
                    well = 0.98 * first + well * (1.0 - revised - dies);
                    (again, first) = (entered, 0.0);
                    of_cost /= 1.06;
                    of_qalys /= 1.015;
                }
                total += cost + qalys;
            }
        }
        black_box(total);
    });
}

/// Of seven runs after a warm-up, in milliseconds.
struct Times {
    median: f64,
    best: f64,
}

/// Prints the cold time and the median of seven, in milliseconds.
fn time(what: &str, mut run: impl FnMut()) -> Times {
    let mut once = || {
        let begun = Instant::now();
        run();
        begun.elapsed().as_secs_f64() * 1e3
    };
    let cold = once();
    once();
    let mut times: Vec<f64> = (0..7).map(|_| once()).collect();
    times.sort_by(f64::total_cmp);
    println!(
        "  {what:<44} {:>10.3} ms   best {:>9.3} ms   cold {cold:>9.3} ms",
        times[3], times[0]
    );
    Times {
        median: times[3],
        best: times[0],
    }
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
        100.0 * inputs.median / whole.median,
        100.0 * compile.median / whole.median
    );
    let batches = time("10,000 draws, one thread", || {
        for batch in 0..base.batches() {
            black_box(base.run_batch(batch).expect("it runs"));
        }
    });
    #[expect(clippy::cast_precision_loss, reason = "a few dozen batches")]
    let rate = base.batches() as f64 / batches.median * 1e3;
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
