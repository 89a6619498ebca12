//! Conventions of published models: what events weigh, how a rate is divided, strategies in arrays.

#[path = "support/small.rs"]
mod small;
mod support;

use small::head;
use support::*;

/// Two years of people who fall ill with one chance in four a year, and what falling ill costs.
fn falling_ill(counting: &str, more: &str) -> f64 {
    let text = head("1 year", "2 years", counting)
        + r#"
[states.well]
start = 1
[states.ill]
[transitions.well]
ill = { probability = 0.25, per = "1 year" }
[costs.falling_ill]
payer = "health"
terms = [{ on_entering = ["ill"], amount = 160 }]
[strategies.none]
"#;
    let text = text.replace("[counting]", &format!("[counting]\n{more}"));
    cost(&answer(&text), "none")
}

#[test]
fn an_event_weighs_what_its_row_does_where_the_model_says_so() {
    // 40 fall ill in the first year, 30 in the second: rows 1 and 2.
    for (counting, first, second) in [
        ("\"beginning\"", 1.0, 0.0),
        ("\"end\"", 1.0, 1.0),
        ("\"life-table\"", 1.0, 0.5),
        ("\"every-row\"", 1.0, 1.0),
        ("\"half-cycle\"", 1.0, 0.5),
        ("\"simpson\"", 4.0 / 3.0, 1.0 / 3.0),
        ("{ weights = [5, 6, 7] }", 6.0, 7.0),
    ] {
        same(falling_ill(counting, ""), 70.0);
        same(
            falling_ill(counting, "events = \"as-rows\""),
            40.0 * first + 30.0 * second,
        );
    }
}

#[test]
fn a_rate_may_be_divided_among_the_cycles_of_a_year() {
    let text = head("3 months", "1 year", "\"end\"")
        + r#"
[discounting]
costs = { rate = "rate", within_year = "per-cycle" }
outcomes = "2 * rate"
at = "start"
[parameters.rate]
value = 0.04
assumption = "a test"
[states.only]
start = 1
[costs.care]
payer = "council"
terms = [{ while_in = ["only"], amount = 100, per = "cycle" }]
[outcomes.years]
terms = [{ while_in = ["only"], amount = 1, per = "1 year" }]
[strategies.none]
"#;
    let expected = |rate: f64| {
        let quarters = 0..4;
        let pounds: f64 = quarters
            .clone()
            .map(|q| 100.0 * (1.0 + rate / 4.0).powi(-q))
            .sum();
        let years: f64 = quarters
            .map(|q| 0.25 * (1.0 + 2.0 * rate).powf(-f64::from(q) / 4.0))
            .sum();
        (pounds, years)
    };
    let file = write("toml", &text);
    for (set, rate) in [("rate:=0.04", 0.04), ("rate:=0.1", 0.1), ("rate=0", 0.0)] {
        let answer = run(&file, &["--draws", "1", "--set", set]);
        let (pounds, years) = expected(rate);
        same(cost(&answer, "none"), pounds);
        same(outcome(&answer, "none", "years"), years);
    }
    let (_, faults) = run_json(&file, &["--set", "rate:=3"]);
    assert_eq!(faults["faults"][0]["path"], "discounting.costs.rate");
    let uncertain = text.replace(
        "value = 0.04",
        "distribution = \"uniform(low = 0, high = 0.1)\"",
    );
    let faults = self::support::faults(&uncertain);
    assert!(faults[0].what.contains("`rate` is uncertain"), "{faults:?}");
}

#[test]
fn one_heading_may_be_several_strategies() {
    let text = head("1 year", "1 year", "\"end\"")
        + r#"
[formulas]
doses = 0
price = 10
[states.only]
start = 1
[costs.doses]
payer = "health"
terms = [
  { while_in = ["only"], amount = "doses * price", per = "cycle" },
  { while_in = ["only"], amount = 7, per = "cycle", strategies = ["give"] },
  { while_in = ["only"], after = 0, amount = 100, strategies = ["give_2"] },
]
[outcomes.years]
terms = [{ while_in = ["only"], amount = 1, per = "1 year" }]
[strategies.none]
[strategies.give]
label = "Give"
each = { doses = [1, 2, "4 / 2"], price = [10, 20, "price + 5"] }
"#;
    let given = answer(&text);
    for (name, pounds, label) in [
        ("none", 0.0, None),
        ("give_1", 17.0, Some("Give (doses = 1, price = 10)")),
        ("give_2", 147.0, Some("Give (doses = 2, price = 20)")),
        (
            "give_3",
            37.0,
            Some("Give (doses = 4 / 2, price = price + 5)"),
        ),
    ] {
        same(cost(&given, name), pounds);
        assert_eq!(strategy(&given, name)["label"].as_str(), label);
    }
    for (wrong, what) in [
        ("[1, 2]", "3 values, but 2 before"),
        ("[]", "a list of 1 to 200"),
        ("5", "a list of 1 to 200"),
    ] {
        let faults = self::support::faults(&text.replace("[1, 2, \"4 / 2\"]", wrong));
        assert!(faults.iter().any(|f| f.what.contains(what)), "{faults:?}");
    }
    let twice =
        self::support::faults(&(text.clone() + "set = { doses = 3 }\n[strategies.give_1]\n"));
    for what in [
        "`doses` stands in `each` as well",
        "two strategies are called `give_1`",
    ] {
        assert!(twice.iter().any(|f| f.what.contains(what)), "{twice:?}");
    }
    let nothing = self::support::faults(&(text + "[strategies.other]\neach = {}\n"));
    assert!(
        nothing[0].what.contains("nothing that differs"),
        "{nothing:?}"
    );
}
