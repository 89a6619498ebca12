//! How long a full appraisal takes over its ledgers: 10,000 draws with 200 by-year columns.
//!
//! Medians of seven after a warm-up. One thread. Machines are noisy: compare with the sort in the
//! same run.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads clocks; the engine may not"
)]

use early_action_engine::budget::{Ask, Books};
use early_action_engine::evidence::shipped;
use early_action_engine::math;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::{Ledger, Study};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

const DRAWS: usize = 10_000;

/// Two strategies, ten cost lines of two payers, ten years: 200 by-year columns.
fn synthetic() -> String {
    let mut text = String::from(
        "format = 1\n[model]\ntitle = \"Two hundred columns\"\nprice_year = \"2025/26\"\n\
         [time]\ncycle = \"1 year\"\nhorizon = \"10 years\"\nstart = \"2027-04\"\n\
         [people]\nnumber = 100\n[counting]\ncosts = \"end\"\n\
         [discounting]\ncosts = \"green-book\"\n\
         [parameters.risk]\ndistribution = \"beta(a = 20, b = 80)\"\n\
         [parameters.price]\ndistribution = \"gamma(mean = 1000, sd = 100)\"\n\
         [states.home]\nstart = 1\n[states.care]\n\
         [transitions.home]\ncare = { probability = \"risk\", per = \"1 year\" }\n",
    );
    for line in 0..10 {
        let payer = ["council", "nhs"][line % 2];
        let _ = writeln!(
            text,
            "[costs.line{line}]\npayer = \"{payer}\"\ncashable = 0.5\n\
             terms = [{{ while_in = [\"care\"], amount = \"price * {}\", per = \"1 year\" }}]",
            line + 1
        );
    }
    text + "[strategies.none]\n[strategies.offer]\neffects = [{ on = \"risk\", times = 0.8 }]\n"
}

fn ledger(study: &Study) -> Ledger {
    let mut ledger = study.ledger();
    for batch in 0..study.batches() {
        ledger.add(&study.run_batch(batch).expect("it runs"));
    }
    ledger
}

/// Prints the median of seven, in milliseconds.
fn time(what: &str, mut run: impl FnMut()) {
    run();
    let mut once = || {
        let begun = Instant::now();
        run();
        begun.elapsed().as_secs_f64() * 1e3
    };
    let mut times: Vec<f64> = (0..7).map(|_| once()).collect();
    times.sort_by(f64::total_cmp);
    println!(
        "  {what:<44} {:>10.1} ms   best {:>7.1} ms",
        times[3], times[0]
    );
}

fn bench(id: &str, text: &str) {
    let model = Model::parse(text).expect("the model has no faults");
    let study = Study::new(model, Overrides::default(), 1, DRAWS).expect("it runs");
    let books = Books::new(&study, &Ask::default()).expect("books");
    let ledgers: Vec<Ledger> = books.studies().iter().map(ledger).collect();
    let columns = study.columns() * study.inputs.years;
    println!("{id}, {DRAWS} draws, {columns} by-year columns");
    let plain = ledger(&study);
    time("appraise", || drop(black_box(study.appraise(&plain))));
    time("appraise in full, from both ledgers", || {
        drop(black_box(books.appraise(&ledgers)));
    });
}

fn main() {
    let draws: Vec<f64> = (0..DRAWS).map(|i| math::sin(i as f64)).collect();
    println!("for comparison");
    time("sort 10,000 draws 200 times", || {
        for _ in 0..200 {
            let mut copy = draws.clone();
            math::sort(&mut copy);
            black_box(copy);
        }
    });
    bench("synthetic", &synthetic());
    for (id, text) in shipped() {
        bench(id, text);
    }
}
