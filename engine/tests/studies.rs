//! Studies: jobs in any order and any slices, digests, thresholds, effects, capacity limits.

use early_action_engine::appraise::{Crossing, Verdict};
use early_action_engine::fault::Fault;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::simulate::Progress;
use early_action_engine::study::Study;

/// A council with one risk; `extra` goes into the strategy, `more` to the end of the file.
fn council(extra: &str, more: &str) -> String {
    format!(
        r#"
format = 1
[model]
title = "Council"
[time]
cycle = "1 month"
horizon = "3 years"
[people]
number = 100
[counting]
costs = "half-cycle"
outcomes = "half-cycle"
[parameters.risk]
distribution = "beta(events = 30, of = 100)"
range = [0.05, 0.9]
[parameters.ratio]
distribution = "log_normal(median = 0.8, low = 0.6, high = 1.07)"
range = [0.1, 1]
scope = "offered"
[states.home]
start = 1
[states.care]
[transitions.home]
care = {{ probability = "risk", per = "1 year" }}
[costs.placements]
payer = "council"
terms = [{{ while_in = ["care"], amount = 40000, per = "1 year" }}]
[outcomes.at_home]
terms = [{{ while_in = ["home"], after = "12 months", amount = 1 }}]
[strategies.none]
[strategies.offer]
effects = [{{ on = "risk", times = "ratio" }}]
{extra}
{more}
"#
    )
}

fn study(text: &str, overrides: &[&str], draws: usize) -> Study {
    let model = Model::parse(text).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let overrides =
        Overrides::parse(overrides, &model).unwrap_or_else(|faults| panic!("{faults:#?}"));
    Study::new(model, overrides, 1, draws).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn faults(text: &str) -> Vec<Fault> {
    match Model::parse(text) {
        Ok(model) => Study::new(model, Overrides::default(), 1, 1)
            .err()
            .unwrap_or_default(),
        Err(faults) => faults,
    }
}

#[test]
fn batches_merge_to_the_same_digest_and_answer_in_any_order() {
    let study = study(&council("", ""), &[], 1_500);
    let straight = study.run().unwrap();
    let mut ledger = study.ledger();
    for batch in (0..study.batches()).rev() {
        assert!(ledger.add(&study.run_batch(batch).unwrap()));
    }
    let mut backwards = study.appraise(&ledger);
    for mut job in study.thresholds() {
        while job.advance(&study, 1).unwrap().is_none() {}
        job.put_into(&study, &mut backwards);
    }
    assert_eq!(straight, backwards);
}

#[test]
fn a_job_stopped_after_every_column_gives_the_same_bits() {
    let study = study(&council("", ""), &[], 256);
    let mut job = study.job(0);
    let mut steps = 0;
    let sliced = loop {
        steps += 1;
        if let Progress::Done(result) = study.advance(&mut job, 1).unwrap() {
            break result;
        }
    };
    assert_eq!(steps, 16);
    assert_eq!(sliced, study.run_batch(0).unwrap());
}

#[test]
fn one_flipped_bit_of_one_batch_changes_the_digest() {
    let study = study(&council("", ""), &[], 700);
    let digest_with = |flip: Option<(u64, usize, u32)>| {
        let mut ledger = study.ledger();
        for batch in 0..study.batches() {
            let mut result = study.run_batch(batch).unwrap();
            if let Some((_, value, bit)) = flip.filter(|f| f.0 == batch) {
                result.values[value] = f64::from_bits(result.values[value].to_bits() ^ (1 << bit));
            }
            ledger.add(&result);
        }
        ledger.digest()
    };
    let clean = digest_with(None);
    // The last lane of the last batch lies beyond the 700 draws asked for, and counts too.
    let last = study.run_batch(2).unwrap().values.len() - 1;
    for flip in [(0, 0, 0), (1, 333, 17), (2, last, 0)] {
        assert_ne!(clean, digest_with(Some(flip)), "{flip:?}");
    }
}

#[test]
fn the_first_draws_do_not_depend_on_how_many_there_are() {
    let text = council("", "");
    let (few, many) = (study(&text, &[], 256), study(&text, &[], 2_000));
    assert_eq!(few.run_batch(0).unwrap(), many.run_batch(0).unwrap());
}

#[test]
fn a_strategy_that_changes_nothing_differs_by_exactly_zero() {
    let answer = study(&council("", ""), &["ratio:=1"], 300).run().unwrap();
    let comparison = &answer.comparisons[0];
    assert_eq!(
        (
            comparison.net_cost.p05,
            comparison.net_cost.mean,
            comparison.net_cost.p95
        ),
        (0.0, 0.0, 0.0)
    );
    assert_eq!(comparison.verdict, Verdict::Equal);
    // Chance of saving is strict.
    assert_eq!(comparison.chance_of_saving.value, 0.0);
}

#[test]
fn moving_a_slider_and_returning_it_restores_every_bit() {
    let text = council("", "");
    let plain = study(&text, &[], 512);
    let moved = study(&text, &["risk=0.4"], 512);
    assert_ne!(plain.run().unwrap().digest, moved.run().unwrap().digest);
    let mean = plain.model.parameters[0]
        .distribution
        .as_ref()
        .unwrap()
        .mean();
    let back = study(&text, &[&format!("risk={mean}")], 512);
    assert_eq!(plain.run().unwrap().digest, back.run().unwrap().digest);
}

#[test]
fn reach_splits_people_and_scales_the_difference_in_proportion() {
    let whole = study(&council("", ""), &["ratio:=0.5"], 300).run().unwrap();
    let half = study(&council("reach = 0.5", ""), &["ratio:=0.5"], 300)
        .run()
        .unwrap();
    let (a, b) = (
        whole.comparisons[0].net_cost.mean,
        half.comparisons[0].net_cost.mean,
    );
    assert!((b / a - 0.5).abs() < 1e-12, "{a} {b}");
}

#[test]
fn the_threshold_of_a_price_is_where_the_average_saving_pays_for_it() {
    let price = "price = { amount = \"fee\", payer = \"council\" }\nthreshold = { parameter = \"fee\", outcome = \"at_home\" }";
    let text = council(price, "[parameters.fee]\nvalue = 0\nrange = [0, 100000]");
    let free = study(&text, &[], 1_024).run().unwrap();
    let comparison = &free.comparisons[0];
    let saved_each = -comparison.net_cost.mean / 100.0;
    let Some(Crossing::At {
        value,
        error,
        outcome,
    }) = comparison.threshold.as_ref().map(|t| t.finding)
    else {
        panic!("no crossing: {:?}", comparison.threshold)
    };
    assert!(
        (value / saved_each - 1.0).abs() < 1e-9,
        "{value} {saved_each}"
    );
    // Per person the fee counts one for one, so its error is that of the saving.
    assert!((error / (comparison.net_cost.error.unwrap() / 100.0) - 1.0).abs() < 1e-6);
    assert!((outcome / comparison.outcomes[0].summary.mean - 1.0).abs() < 1e-12);
}

#[test]
fn a_threshold_outside_the_range_is_said_to_be_outside() {
    let price = "price = { amount = \"fee\", payer = \"council\" }\nthreshold = { parameter = \"fee\", outcome = \"at_home\" }";
    let dear = council(
        price,
        "[parameters.fee]\nvalue = 0\nrange = [90000, 100000]",
    );
    let cheap = council(price, "[parameters.fee]\nvalue = 0\nrange = [0, 1]");
    let finding = |text: &str| {
        study(text, &["ratio:=0.5"], 256).run().unwrap().comparisons[0]
            .threshold
            .as_ref()
            .unwrap()
            .finding
    };
    assert_eq!(finding(&dear), Crossing::NeverSaves);
    assert_eq!(finding(&cheap), Crossing::AlwaysSaves);
}

#[test]
fn years_add_up_to_the_total_and_payers_to_the_whole() {
    let text = council("price = { amount = 900, payer = \"partner\" }", "");
    let answer = study(&text, &[], 300).run().unwrap();
    for strategy in &answer.strategies {
        let years = strategy
            .by_year
            .iter()
            .fold(0.0, |sum, y| sum + y.cost.mean);
        let payers = strategy
            .by_payer
            .iter()
            .fold(0.0, |sum, p| sum + p.summary.mean);
        assert!(
            (years - strategy.cost.mean).abs() < 0.005,
            "{years} {}",
            strategy.cost.mean
        );
        assert!((payers - strategy.cost.mean).abs() < 0.005);
    }
    let last = answer.comparisons[0].cumulative.last().unwrap().mean;
    assert!((last - answer.comparisons[0].net_cost.mean).abs() < 0.005);
}

#[test]
fn take_up_beside_an_effect_of_being_offered_is_refused_with_the_way_out() {
    let found = faults(&council("take_up = 0.6", ""));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].path, "strategies.offer.take_up");
    assert!(
        found[0].what.contains("dilute it twice") && found[0].hint.contains("reach"),
        "{found:#?}"
    );
}

#[test]
fn a_figure_that_must_be_entered_is_asked_for_by_its_label() {
    let text = council(
        "price = { amount = \"fee\", payer = \"council\" }",
        "[parameters.fee]\nlabel = \"Price of a meeting\"",
    );
    let found = faults(&text);
    assert_eq!(found[0].path, "missing.fee");
    assert!(found[0].what.contains("Price of a meeting"));
    assert!(study(&text, &["fee=900"], 10).run().is_ok());
}

#[test]
fn a_study_that_would_not_end_is_refused_with_advice() {
    let long = council("", "").replace("horizon = \"3 years\"", "horizon = \"900 years\"");
    let model = Model::parse(&long).unwrap();
    let found = Study::new(model, Overrides::default(), 1, 10_000_000).unwrap_err();
    assert!(
        found[0].what.contains("steps") && found[0].hint.contains("fewer draws"),
        "{found:#?}"
    );
}

#[test]
fn a_draw_that_breaks_a_probability_names_row_strategy_draw_and_cycle() {
    let text = council("", "").replace(
        "beta(events = 30, of = 100)",
        "normal(mean = 0.5, sd = 0.4)",
    );
    let fault = study(&text, &[], 1_000).run().unwrap_err();
    assert_eq!(fault.path, "transitions.home.care.probability");
    assert!(
        fault.line > 0 && fault.what.contains("draw") && fault.what.contains("cycle 1"),
        "{fault}"
    );
}

#[test]
fn a_strategy_that_changes_nothing_for_a_part_of_the_people_is_equal_too() {
    let answer = study(&council("reach = 0.37", ""), &["ratio:=1"], 300)
        .run()
        .unwrap();
    assert_eq!(answer.comparisons[0].verdict, Verdict::Equal);
}

#[test]
fn discount_factors_are_those_that_the_treasury_prints() {
    use early_action_engine::appraise::discount;
    use early_action_engine::model::{Discounting, Moment, WithinYear};
    let factor = |name: &str, years: f64| {
        let bands = discount::schedule(name).unwrap();
        let (at, within_year) = (Moment::Row, WithinYear::Smooth);
        Discounting {
            bands,
            at,
            within_year,
        }
        .at_time(years)
    };
    // HM Treasury, The Green Book, annex 6: long-term discount factors.
    for (years, standard, health) in [
        (1.0, 0.966184, 0.985222),
        (30.0, 0.356278, 0.639762),
        (31.0, 0.345901, 0.631615),
        (75.0, 0.094214, 0.359354),
        (125.0, 0.027411, 0.211062),
    ] {
        assert!(
            (factor("green-book", years) - standard).abs() < 5e-7,
            "{years}"
        );
        assert!(
            (factor("green-book-health", years) - health).abs() < 5e-7,
            "{years}"
        );
    }
}

#[test]
fn jobs_shuffled_by_a_seeded_pool_give_the_same_digest() {
    use early_action_engine::random::{Seed, stream};
    let study = study(&council("", ""), &[], 3_000);
    let straight = study.run().unwrap().digest;
    for seed in 1..=3 {
        // Four workers, each with a job in hand; chance decides who gets how much fuel next.
        let mut chance = stream(Seed(seed), "pool", 0);
        let mut waiting: Vec<u64> = (0..study.batches()).collect();
        let mut hands: Vec<Option<early_action_engine::simulate::Job>> =
            (0..4).map(|_| None).collect();
        let mut ledger = study.ledger();
        while !ledger.is_complete() {
            let who = (chance.uniform() * 4.0) as usize;
            let mut job = hands[who].take().or_else(|| {
                let next = (chance.uniform() * waiting.len() as f64) as usize;
                (next < waiting.len()).then(|| study.job(waiting.swap_remove(next)))
            });
            let fuel = 1 + (chance.uniform() * 9.0) as usize;
            if let Some(mut each) = job.take() {
                match study.advance(&mut each, fuel).unwrap() {
                    Progress::More => hands[who] = Some(each),
                    Progress::Done(result) => assert!(ledger.add(&result)),
                }
            }
        }
        assert_eq!(ledger.digest(), straight, "pool {seed}");
    }
}
