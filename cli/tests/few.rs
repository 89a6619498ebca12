//! The range for few people: exact binomials, compounds, and what is luck.

mod support;

use serde_json::Value;
use support::*;

/// Children come into care within a year, or do not; care costs each his or her own sum.
fn model(chance: &str, spread: &str) -> String {
    format!(
        r#"
format = 1
[model]
title = "Few"
people = "children"
[time]
cycle = "1 year"
horizon = "3 years"
[counting]
costs = "end"
outcomes = "end"
[parameters.chance]
{chance}
assumption = "test"
[states.home]
start = 1
[states.care]
[states.left]
[transitions.home]
care = {{ probability = "chance", per = "cycle" }}
[transitions.care]
left = {{ probability = 0.5, per = "cycle" }}
[costs.placement]
payer = "council"
terms = [{{ on_entering = ["care"], amount = 50000{spread} }}]
[outcomes.at_home]
terms = [{{ while_in = ["home"], after = "1 year", amount = 1 }}]
[outcomes.years_in_care]
terms = [{{ while_in = ["care"], amount = 1, per = "cycle" }}]
[strategies.none]
"#
    )
}

fn pmf(n: u32, p: f64) -> Vec<f64> {
    let mut log = n as f64 * (1.0 - p).ln();
    let mut all = vec![log.exp()];
    for k in 0..n {
        log += (f64::from(n - k) / f64::from(k + 1)).ln() + (p / (1.0 - p)).ln();
        all.push(log.exp());
    }
    all
}

/// The smallest count that is not exceeded with at least this chance.
fn quantile(chances: &[f64], level: f64) -> f64 {
    let mut below = 0.0;
    let found = chances.iter().position(|w| {
        below += w;
        below >= level
    });
    found.expect("a quantile") as f64
}

const LEVELS: [(&str, f64); 5] = [
    ("p05", 0.05),
    ("p25", 0.25),
    ("p50", 0.5),
    ("p75", 0.75),
    ("p95", 0.95),
];

#[test]
fn so_many_of_few_children_are_a_binomial() {
    for n in [40_u32, 100, 400] {
        let file = write("toml", model("value = 0.23", ""));
        let count = n.to_string();
        let answer = run(&file, &["--draws", "1", "--children", &count]);
        let own = strategy(&answer, "none");
        // At home after a year; and money for those who ever come, within three years.
        let ever = 1.0 - 0.77_f64.powi(3);
        for (range, p, amount) in [
            (&own["outcomes"]["at_home"], 0.77, 1.0),
            (&own["by_line"]["placement"], ever, 50_000.0),
        ] {
            assert_eq!(range["method"], "binomial");
            let (n_, chances) = (f64::from(n), pmf(n, p));
            near(number(&range["mean"]), amount * n_ * p, 1e-9 * amount * n_);
            near(
                number(&range["sd"]),
                amount * (n_ * p * (1.0 - p)).sqrt(),
                1e-9 * amount * n_,
            );
            for (name, level) in LEVELS {
                near(
                    number(&range[name]),
                    amount * quantile(&chances, level),
                    1e-6,
                );
            }
            near(number(&range["luck"]), 1.0, 1e-12);
        }
        assert_eq!(own["outcomes"]["years_in_care"]["method"], "simulated");
    }
}

#[test]
fn what_we_do_not_know_widens_the_binomial() {
    // A beta chance: the beta-binomial, with its own variance.
    let (a, b, n) = (6.0, 20.0, 100.0);
    let file = write("toml", model("distribution = \"beta(a = 6, b = 20)\"", ""));
    let answer = run(&file, &["--draws", "10000", "--children", "100"]);
    let range = &strategy(&answer, "none")["outcomes"]["at_home"];
    let p = b / (a + b);
    near(number(&range["mean"]), n * p, 4.0 * number(&range["error"]));
    let (luck, unknown) = (
        n * p * (1.0 - p) * (a + b) / (a + b + 1.0),
        n * n * p * (1.0 - p) / (a + b + 1.0),
    );
    near(
        number(&range["sd"]),
        (luck + unknown).sqrt(),
        0.02 * (luck + unknown).sqrt(),
    );
    near(number(&range["luck"]), luck / (luck + unknown), 0.02);
    near(
        number(&range["ignorance"]),
        unknown / (luck + unknown),
        0.02,
    );
    // Its quantiles, from its recursion.
    let mut chances = vec![1.0_f64];
    for k in 0..100 {
        let k = f64::from(k);
        let last = chances[chances.len() - 1];
        chances.push(last * (n - k) / (k + 1.0) * (b + k) / (a + n - k - 1.0));
    }
    let total: f64 = chances.iter().sum();
    let chances: Vec<f64> = chances.iter().map(|w| w / total).collect();
    for (name, level) in LEVELS {
        near(number(&range[name]), quantile(&chances, level), 1.0);
    }
}

#[test]
fn placements_of_very_different_cost_are_a_compound_that_persons_agree_with() {
    for n in ["40", "100", "400"] {
        let spread = ", spread = \"log_normal(mean = 1, sd = 2)\"";
        let text = model("value = 0.23", spread);
        // A second term of nothing takes the closed form away.
        let simulated = text.replace(
            "}]\n[outcomes.at_home]",
            "}, { on_leaving = [\"care\"], amount = 0 }]\n[outcomes.at_home]",
        );
        let exact = run(&write("toml", text), &["--draws", "1", "--children", n]);
        let drawn = run(
            &write("toml", simulated),
            &["--draws", "4000", "--children", n],
        );
        let of = |answer: &Value| strategy(answer, "none")["by_line"]["placement"].clone();
        let (exact, drawn) = (of(&exact), of(&drawn));
        assert_eq!(
            (exact["method"].as_str(), drawn["method"].as_str()),
            (Some("compound"), Some("simulated"))
        );
        let count: f64 = n.parse().unwrap();
        let p = 1.0 - 0.77_f64.powi(3);
        near(number(&exact["mean"]), 50_000.0 * count * p, 1e-3);
        near(
            number(&exact["sd"]),
            50_000.0 * (count * (5.0 * p - p * p)).sqrt(),
            50.0,
        );
        near(
            number(&drawn["mean"]),
            number(&exact["mean"]),
            4.0 * number(&drawn["error"]),
        );
        for (name, level) in LEVELS {
            // Four errors of a quantile of 4,000 draws, by the spread of its neighbours.
            let (got, known) = (number(&drawn[name]), number(&exact[name]));
            let scale = (level * (1.0 - level) / 4000.0_f64).sqrt() / 0.1;
            let sd = number(&exact["sd"]);
            assert!(
                (got - known).abs() < 4.0 * scale * sd,
                "{n} {name}: {got} against {known}"
            );
        }
    }
}

#[test]
fn a_factor_between_people_changes_no_cohort_and_has_a_mean_of_one() {
    let plain = run(
        &write("toml", model("value = 0.23", "")),
        &["--draws", "10"],
    );
    let spread = ", spread = \"gamma(mean = 1, sd = 3)\"";
    let spread = run(
        &write("toml", model("value = 0.23", spread)),
        &["--draws", "10"],
    );
    assert_eq!(plain["digest"], spread["digest"]);
    let found = faults(&model(
        "value = 0.23",
        ", spread = \"gamma(mean = 2, sd = 3)\"",
    ));
    assert_eq!(found[0].path, "costs.placement.terms[0].spread");
}

#[test]
fn the_shipped_model_has_a_range_for_forty_children() {
    let answer = run(
        "family-group-conference",
        &["--draws", "200", "--children", "40"],
    );
    for strategy in answer["strategies"].as_array().expect("strategies") {
        let outcome = &strategy["outcomes"]["not_in_care_12"];
        assert_eq!(outcome["method"], "binomial");
        let cost = &strategy["cost"];
        assert!(
            number(&cost["p05"]) < number(&cost["mean"])
                && number(&cost["mean"]) < number(&cost["p95"])
        );
        let luck = number(&cost["luck"]);
        assert!(luck > 0.2 && luck < 1.0, "{luck}");
    }
}
