//! Strategies, what they are compared on, uncertainty and overrides, against closed forms worked out here.

#[path = "support/small.rs"]
mod small;
mod support;

use small::{head, rows};
use support::*;

/// Six years at a yearly risk of 0.2, and a strategy as the test writes it.
fn offer(strategy: &str) -> String {
    head("1 year", "6 years", "\"end\"")
        + r#"
[discounting]
costs = 0.035
[parameters.risk]
value = 0.2
assumption = "an example"
[parameters.ratio]
value = 0.5
assumption = "an example"
[states.home]
start = 1
[states.care]
[transitions.home]
care = { probability = "risk", per = "1 year" }
[costs.care]
payer = "council"
terms = [{ while_in = ["care"], amount = 1000, per = "1 year" }]
[outcomes.home]
terms = [{ while_in = ["home"], amount = 1, per = "1 year" }]
[strategies.none]
[strategies.offer]
"# + strategy
}

/// Cost of care and years at home where the risk in cycle k is `risk(k)`.
fn expected(risk: impl Fn(usize) -> f64) -> (f64, f64) {
    let rows = rows([1.0, 0.0], 6, |cycle| {
        [[1.0 - risk(cycle), risk(cycle)], [0.0, 1.0]]
    });
    let cost = (1..=6)
        .map(|row| 1000.0 * rows[row][1] * 1.035_f64.powi(-(row as i32)))
        .sum();
    (cost, rows[1..].iter().map(|row| row[0]).sum())
}

#[track_caller]
fn effect(strategy: &str, risk: impl Fn(usize) -> f64) {
    let answer = answer(&offer(strategy));
    let (pounds, years) = expected(risk);
    same(cost(&answer, "offer"), pounds);
    same(outcome(&answer, "offer", "home"), years);
}

#[test]
fn an_effect_multiplies_moves_or_replaces_for_good() {
    effect("effects = [{ on = \"risk\", times = \"ratio\" }]", |_| 0.1);
    effect(
        "effects = [{ on = \"risk\", plus = \"-ratio / 10\" }]",
        |_| 0.15,
    );
    effect("effects = [{ on = \"risk\", to = 0.05 }]", |_| 0.05);
    effect("set = { risk = \"ratio / 4\" }", |_| 0.125);
}

#[test]
fn an_effect_lasts_and_then_fades_in_a_straight_line() {
    // Strength at the beginning of each cycle: 1, 1, then 1, 0.75, 0.5, 0.25.
    let strength = |cycle: usize| (1.5 - cycle as f64 / 4.0).clamp(0.0, 1.0);
    let times = |cycle| 0.2 * (1.0 - 0.5 * strength(cycle));
    effect(
        "effects = [{ on = \"risk\", times = \"ratio\", lasts = 1, fades = 4 }]",
        times,
    );
    let to = |cycle| 0.2 + strength(cycle) * (0.05 - 0.2);
    effect(
        "effects = [{ on = \"risk\", to = 0.05, lasts = 1, fades = 4 }]",
        to,
    );
    let plus = |cycle| 0.2 + strength(cycle) * 0.1;
    effect(
        "effects = [{ on = \"risk\", plus = 0.1, lasts = 1, fades = 4 }]",
        plus,
    );
    let short = |cycle| if cycle <= 2 { 0.1 } else { 0.2 };
    effect(
        "effects = [{ on = \"risk\", times = \"ratio\", lasts = 2 }]",
        short,
    );
}

#[test]
fn a_strategy_that_starts_later_changes_nothing_before() {
    let later = |cycle| {
        if cycle <= 2 {
            0.2
        } else if cycle <= 4 {
            0.1
        } else {
            0.2
        }
    };
    effect(
        "start = 2\neffects = [{ on = \"risk\", times = 0.5, lasts = 2 }]",
        later,
    );
    effect("start = 2\nset = { risk = 0.4 }", |cycle| {
        if cycle <= 2 { 0.2 } else { 0.4 }
    });
}

#[test]
fn the_treated_are_those_whom_the_effect_was_measured_on() {
    let with = expected(|_| 0.1);
    let without = expected(|_| 0.2);
    for (scope, shares, treated) in [
        ("offered", "reach = 0.6", 0.6),
        ("met", "reach = 0.6\ntake_up = 0.5", 0.3),
        (
            "completed",
            "reach = 0.6\ntake_up = 0.5\ncompletion = 0.8",
            0.24,
        ),
    ] {
        let text =
            format!("effects = [{{ on = \"risk\", times = 0.5, scope = \"{scope}\" }}]\n{shares}");
        let answer = answer(&offer(&text));
        same(
            cost(&answer, "offer"),
            treated * with.0 + (1.0 - treated) * without.0,
        );
        same(
            outcome(&answer, "offer", "home"),
            treated * with.1 + (1.0 - treated) * without.1,
        );
    }
}

#[test]
fn the_price_is_paid_for_those_offered_who_meet_or_who_complete() {
    let shares = "reach = 0.6\ntake_up = 0.5\ncompletion = 0.8\neffects = [{ on = \"risk\", times = 0.5, scope = \"completed\" }]";
    for (per, paid) in [("offered", 0.6), ("met", 0.3), ("completed", 0.24)] {
        for (start, at_home) in [(0, 1.0), (2, 0.64)] {
            let text = format!(
                "{shares}\nstart = {start}\nprice = {{ amount = 500, payer = \"fund\", per = \"{per}\" }}"
            );
            let answer = answer(&offer(&text));
            let price = number(&strategy(&answer, "offer")["by_line"]["price"]["mean"]);
            // With a later start it is paid for those who are then in a state that can be left.
            same(price, 500.0 * paid * at_home * 1.035_f64.powi(-start));
            same(
                number(&strategy(&answer, "offer")["by_payer"]["fund"]["mean"]),
                price,
            );
        }
    }
}

#[test]
fn an_offer_at_the_start_is_made_to_everybody() {
    let text = offer("price = { amount = 500, payer = \"fund\" }").replace(
        "start = 1\n[states.care]",
        "start = 0.7\n[states.care]\nstart = 0.3",
    );
    let answer = answer(&text);
    same(
        number(&strategy(&answer, "offer")["by_line"]["price"]["mean"]),
        500.0,
    );
}

#[test]
fn people_who_enter_before_the_start_are_not_offered_it() {
    let entering = "[people]\nnumber = 10\nper = \"1 year\"\n[states.home]";
    let text = offer("start = 3\nprice = { amount = 500, payer = \"fund\" }")
        .replace("[states.home]", entering);
    let answer = answer(&text);
    let price = number(&strategy(&answer, "offer")["by_line"]["price"]["mean"]);
    same(
        price,
        (3..6).map(|year| 5000.0 * 1.035_f64.powi(-year)).sum(),
    );
}

/// A programme of 150 pounds that saves `saving` in each of four years.
fn saving(distribution: &str) -> String {
    head("1 year", "4 years", "\"end\"")
        + &format!("[parameters.saving]\ndistribution = \"{distribution}\"\n")
        + r#"range = [0, 400]
assumption = "an example"
[formulas]
saved = 0
[states.a]
start = 1
[states.b]
[transitions.a]
b = { probability = 0, per = "cycle" }
[costs.c]
payer = "council"
terms = [{ while_in = ["a"], amount = "1000 - saved", per = "1 year" }]
[outcomes.o]
terms = [{ while_in = ["a"], amount = "saved / 100", per = "1 year" }]
[strategies.none]
[strategies.programme]
set = { saved = "saving" }
price = { amount = 150, payer = "fund" }
threshold = { parameter = "saving", outcome = "o" }
"#
}

#[test]
fn the_threshold_is_where_the_saving_meets_the_price() {
    let answer = answer(&saving("fixed(80)"));
    let threshold = &comparison(&answer, "programme")["threshold"];
    assert_eq!(threshold["crosses"], true);
    same(number(&threshold["value"]), 37.5);
    same(number(&threshold["outcome_difference"]), 1.5);
}

#[test]
fn the_chance_of_saving_and_the_year_of_breaking_even_follow_the_normal_distribution() {
    let file = write("toml", saving("normal(mean = 100, sd = 30)"));
    let answer = run(&file, &["--draws", "10000"]);
    let against = comparison(&answer, "programme");
    // P(saving > 150 / years): statistical tables of the normal distribution.
    let within =
        |got: f64, share: f64| near(got, share, 4.0 * (share * (1.0 - share) / 10_000.0).sqrt());
    within(number(&against["chance_of_saving"]["value"]), 0.981390);
    for (year, share) in [0.047790, 0.797672, 0.952210, 0.981390]
        .into_iter()
        .enumerate()
    {
        within(number(&against["break_even"]["by_year"][year]), share);
    }
    within(number(&against["break_even"]["never"]), 0.018610);
    assert_eq!(against["verdict"], "saves");
}

#[test]
fn verdicts_follow_the_saving() {
    for (value, verdict) in [
        (80.0, "saves"),
        (37.5, "equal"),
        (30.0, "never breaks even"),
    ] {
        let answer = answer(&saving(&format!("fixed({value})")));
        assert_eq!(
            comparison(&answer, "programme")["verdict"],
            verdict,
            "{value}"
        );
    }
    let file = write("toml", saving("normal(mean = 38, sd = 30)"));
    let answer = run(&file, &["--draws", "1000"]);
    assert_eq!(comparison(&answer, "programme")["verdict"], "cannot tell");
}

#[test]
fn a_strategy_like_the_baseline_differs_by_exactly_nothing() {
    let text = published_text("sick-sicker-psa")
        + "\n[strategies.same]\nset = { hr_B_used = 1 }\n[strategies.times_one]\neffects = [{ on = \"hr_B_used\", times = 1 }]\n\
           [strategies.for_some]\nset = { hr_B_used = 1 }\nreach = 0.37\n";
    let answer = run(&write("toml", text), &["--draws", "300"]);
    for name in ["same", "times_one", "for_some"] {
        let against = comparison(&answer, name);
        assert_eq!(against["verdict"], "equal");
        for field in ["mean", "sd", "p05", "p95"] {
            assert_eq!(number(&against["net_cost"][field]), 0.0, "{name}: {field}");
            assert_eq!(
                number(&against["outcomes"]["qalys"][field]),
                0.0,
                "{name}: {field}"
            );
        }
    }
}

#[test]
fn years_payers_and_lines_add_to_the_totals() {
    let text = offer("price = { amount = 500, payer = \"fund\" }")
        .replace("\"6 years\"", "\"78 months\"")
        .replace("cycle = \"1 year\"", "cycle = \"1 month\"")
        .replace("\"end\"", "\"half-cycle\"");
    let answer = answer(&text);
    let offer = strategy(&answer, "offer");
    let total = cost(&answer, "offer");
    let years = offer["by_year"].as_array().expect("years");
    assert_eq!(years.len(), 7);
    same(
        years.iter().map(|year| number(&year["cost"]["mean"])).sum(),
        total,
    );
    let home = years
        .iter()
        .map(|year| number(&year["outcomes"]["home"]["mean"]))
        .sum();
    same(home, outcome(&answer, "offer", "home"));
    for parts in ["by_payer", "by_kind", "by_line"] {
        let parts = offer[parts].as_object().expect("parts");
        same(
            parts.values().map(|part| number(&part["mean"])).sum(),
            total,
        );
    }
}

/// Mean, standard deviation and two quantiles of a parameter in 20,000 draws.
fn drawn(distribution: &str, sets: &[&str]) -> [f64; 4] {
    let text = head("1 year", "1 year", "\"end\"")
        + &format!(
            "[parameters.p]\ndistribution = \"{distribution}\"\nassumption = \"an example\"\n"
        )
        + "[states.a]\nstart = 1\n[outcomes.o]\nterms = [{ while_in = [\"a\"], amount = \"p\", per = \"1 year\" }]\n[strategies.one]\n";
    let sets = sets.iter().flat_map(|set| ["--set", set]);
    let arguments: Vec<&str> = ["--draws", "20000"].into_iter().chain(sets).collect();
    let answer = run(&write("toml", text), &arguments);
    let summary = &strategy(&answer, "one")["outcomes"]["o"];
    ["mean", "sd", "p05", "p95"].map(|field| number(&summary[field]))
}

/// Within four standard errors of the mean, and 4 % of the standard deviation for the rest.
#[track_caller]
fn like([mean, sd, low, high]: [f64; 4], expected: [f64; 4]) {
    near(mean, expected[0], 4.0 * expected[1] / 20_000_f64.sqrt());
    near(sd, expected[1], 0.04 * expected[1]);
    near(low, expected[2], 0.06 * expected[1]);
    near(high, expected[3], 0.08 * expected[1]);
}

// Expected: mean, sd, 5 % and 95 % quantiles from scipy 1.17.
#[test]
fn distributions_are_read_as_papers_report_them() {
    like(
        drawn("normal(mean = 10, low = 6, high = 15)", &[]),
        [10.0, 2.2959606, 6.2234810, 13.7765190],
    );
    like(
        drawn("beta(events = 30, of = 100)", &[]),
        [0.3, 0.0455983, 0.2272991, 0.3772715],
    );
    like(
        drawn("gamma(mean = 5294, sd = 1487)", &[]),
        [5294.0, 1487.0, 3107.3944, 7953.4208],
    );
    like(
        drawn("log_normal(median = 0.8, low = 0.6, high = 1.07)", &[]),
        [0.8087590, 0.1200056, 0.6275806, 1.0197894],
    );
}

#[test]
fn an_override_moves_the_centre_fixes_or_replaces() {
    like(
        drawn("normal(mean = 10, sd = 2)", &["p=14"]),
        [14.0, 2.0, 10.7102927, 17.2897073],
    );
    // The effective sample size stays 7: beta(3.5, 3.5).
    like(
        drawn("beta(a = 2, b = 5)", &["p=0.5"]),
        [0.5, 0.1767767, 0.2088972, 0.7911028],
    );
    // The coefficient of variation stays 0.3.
    like(
        drawn("gamma(mean = 100, sd = 30)", &["p=200"]),
        [200.0, 60.0, 112.5428, 307.8204],
    );
    // Uniform: the spread goes with the mean where it cannot be negative, and is shifted otherwise.
    like(
        drawn("uniform(low = 2, high = 5)", &["p=7"]),
        [7.0, 1.7320508, 4.3, 9.7],
    );
    like(
        drawn("uniform(low = -2, high = 4)", &["p=10"]),
        [10.0, 1.7320508, 7.3, 12.7],
    );
    fixed(drawn("beta(a = 2, b = 5)", &["p:=0.4"]), 0.4);
    like(
        drawn("beta(a = 2, b = 5)", &["p~normal(mean = 3, sd = 1)"]),
        [3.0, 1.0, 1.3551464, 4.6448536],
    );
    // The latest override of a name wins.
    fixed(drawn("normal(mean = 1, sd = 1)", &["p=5", "p:=2"]), 2.0);
}

/// The same in every draw, but for rounding in the mean of 20,000.
#[track_caller]
fn fixed([mean, sd, low, high]: [f64; 4], value: f64) {
    near(mean, value, 1e-12);
    near(sd, 0.0, 1e-12);
    assert_eq!([low, high], [value, value]);
}
