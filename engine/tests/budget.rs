//! What must hold of every full appraisal, over all shipped models and their sliders.

use early_action_engine::appraise::Summary;
use early_action_engine::budget::{Accounts, Ask, Books};
use early_action_engine::evidence::shipped;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;
use proptest::prelude::*;

const DRAWS: usize = 300;

/// Half a penny.
const PENNY: f64 = 0.005;

fn study(model: Model, overrides: &[String], seed: u64) -> Study {
    let overrides = Overrides::parse(overrides, &model).expect("sliders within their ranges");
    Study::new(model, overrides, seed, DRAWS).expect("a shipped model")
}

fn accounts(study: &Study) -> Accounts {
    let books = Books::new(study, &Ask::default()).expect("books");
    books.run().expect("a run").expect("its own ledgers")
}

fn total(summaries: impl IntoIterator<Item = f64>) -> f64 {
    summaries.into_iter().fold(0.0, |sum, each| sum + each)
}

/// Fiscal net cost of the second strategy without discounting, from an ordinary run.
fn undiscounted(model: &Model, overrides: &[String], seed: u64) -> Vec<f64> {
    let answer = study(model.clone().undiscounted(), overrides, seed)
        .run()
        .expect("a run");
    answer.comparisons.iter().map(|c| c.net_cost.mean).collect()
}

fn check(model: &Model, overrides: &[String], seed: u64) {
    let base = study(model.clone(), overrides, seed);
    let answer = base.run().expect("a run");
    let found = accounts(&base);
    let totals = undiscounted(model, overrides, seed);
    for ((case, ordinary), total_cost) in found.cases.iter().zip(&answer.comparisons).zip(totals) {
        assert_eq!(case.strategy, ordinary.strategy);
        let near = |a: f64, b: f64, what: &str| {
            assert!(
                (a - b).abs() < PENNY,
                "{} {what}: {a} is not {b}",
                case.strategy
            );
        };
        let mean = |s: &Summary| s.mean;
        // The cash profile sums to the undiscounted total.
        let all = &case.profiles[0];
        near(
            total(all.years.iter().map(|y| y.real.mean)),
            total_cost,
            "undiscounted",
        );
        near(all.total.real.mean, total_cost, "undiscounted total");
        near(
            total(all.lines.iter().flat_map(|l| l.real.clone())),
            total_cost,
            "lines",
        );
        for profile in &case.profiles {
            near(
                total(profile.years.iter().map(|y| y.net.mean)),
                profile.total.net.mean,
                "years",
            );
            let last = profile.cumulative.last().map_or(0.0, mean);
            near(last, profile.total.net.mean, "running sum");
            near(
                total(profile.budgets.iter().map(|b| b.total.mean)),
                profile.total.net.mean,
                "budgets",
            );
            near(
                total(profile.funding.iter().map(|f| f.total.mean)),
                profile.total.net.mean,
                "funding",
            );
            for (year, amounts) in profile.years.iter().enumerate() {
                let parts = [&amounts.cash, &amounts.capacity, &amounts.not_said];
                near(
                    total(parts.map(mean)),
                    amounts.net.mean,
                    "cash and capacity",
                );
                let lines = profile
                    .lines
                    .iter()
                    .map(|l| l.strategy[year] - l.baseline[year]);
                near(total(lines), amounts.net.mean, "lines of a year");
                near(
                    total(profile.budgets.iter().map(|b| b.years[year].mean)),
                    amounts.net.mean,
                    "budgets of a year",
                );
                near(
                    total(profile.funding.iter().map(|f| f.years[year].mean)),
                    amounts.net.mean,
                    "funding of a year",
                );
            }
        }
        let payers = case.profiles.iter().skip(1);
        near(
            total(payers.map(|p| p.total.net.mean)),
            all.total.net.mean,
            "payers",
        );
        // Present values: lines sum to each payer, payers to all, and all is what `run` says.
        for value in &case.values {
            near(
                total(value.lines.iter().map(|l| l.value.mean)),
                value.net.mean,
                "lines of a value",
            );
            near(
                value.benefits.mean - value.costs.mean,
                value.net.mean,
                "benefits less costs",
            );
            let parts = [&value.cash, &value.capacity, &value.not_said];
            near(
                total(parts.map(mean)),
                value.net.mean,
                "cash and capacity of a value",
            );
        }
        let fiscal = |payer: bool| {
            case.values
                .iter()
                .filter(move |v| v.payer.is_some() == payer && v.kind.as_deref() == Some("fiscal"))
        };
        near(
            total(fiscal(true).map(|v| v.net.mean)),
            -ordinary.net_cost.mean,
            "payers' values",
        );
        near(
            total(fiscal(false).map(|v| v.net.mean)),
            -ordinary.net_cost.mean,
            "net cost",
        );
        let chance = fiscal(false).map(|v| v.chance.value).next();
        assert_eq!(chance, Some(ordinary.chance_of_saving.value));
    }
}

#[test]
fn cash_profiles_and_payers_sum_to_the_whole_in_every_shipped_model() {
    for (id, text) in shipped() {
        let model = Model::parse(text).unwrap_or_else(|_| panic!("{id}"));
        check(&model, &[], 1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn so_they_do_wherever_the_sliders_stand(
        which in 0..shipped().len(),
        seed in 0..u64::MAX,
        month in 1..=12u32,
        moved in prop::collection::vec((0..100usize, 0.0..1.0f64), 0..5),
    ) {
        let mut model = Model::parse(shipped()[which].1).expect("a shipped model");
        // Any month will do: a year that begins elsewhere has more financial years.
        model.time.start = model.time.start.map(|(year, _)| (year, month));
        let sliders: Vec<_> = model.parameters.iter().filter(|p| p.range.is_some()).collect();
        let overrides: Vec<String> = moved
            .into_iter()
            .map(|(at, part)| {
                let slider = sliders[at % sliders.len()];
                let (low, high) = slider.range.expect("it has one");
                format!("{}:={}", slider.name, low + part * (high - low))
            })
            .collect();
        check(&model, &overrides, seed);
    }
}
