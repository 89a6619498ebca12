//! Every construct of the model language against a closed form, worked out here from the reference alone.
//! Tolerance 1e-9 relative throughout (`same`).

#[path = "support/small.rs"]
mod small;
mod support;

use small::{head, rows};
use support::*;

/// Three states; the row of `a` is the test's. Counts months in each at the end of each month.
fn three(rates: &str, row: &str) -> String {
    head("1 month", "2 years", "\"end\"")
        .replace("[counting]", &format!("rates = \"{rates}\"\n[counting]"))
        + "[states.a]\nstart = 1\n[states.b]\n[states.c]\n[transitions.a]\n"
        + row
        + "\n[outcomes.in_b]\nterms = [{ while_in = [\"b\"], amount = 1, per = \"cycle\" }]\n"
        + "[outcomes.in_c]\nterms = [{ while_in = [\"c\"], amount = 1, per = \"cycle\" }]\n[strategies.one]\n"
}

/// Months spent in b and in c, if a month takes these shares of a to them.
fn months(to_b: f64, to_c: f64) -> (f64, f64) {
    let matrix = [
        [1.0 - to_b - to_c, to_b, to_c],
        [0.0, 1.0, 0.0],
        [0.0, 0.0, 1.0],
    ];
    let rows = rows([1.0, 0.0, 0.0], 24, |_| matrix);
    (
        rows[1..].iter().map(|row| row[1]).sum(),
        rows[1..].iter().map(|row| row[2]).sum(),
    )
}

#[track_caller]
fn moves(rates: &str, row: &str, to_b: f64, to_c: f64) {
    let answer = answer(&three(rates, row));
    let (b, c) = months(to_b, to_c);
    same(outcome(&answer, "one", "in_b"), b);
    same(outcome(&answer, "one", "in_c"), c);
}

#[test]
fn competing_rates_share_one_total_risk() {
    let leave = 1.0 - (-0.7_f64 / 12.0).exp();
    let row = "b = { rate = 0.3, per = \"1 year\" }\nc = { rate = 0.2, per = \"6 months\" }";
    moves("competing", row, leave * 3.0 / 7.0, leave * 4.0 / 7.0);
}

#[test]
fn element_wise_rates_each_make_their_own_probability() {
    let row = "b = { rate = 0.3, per = \"1 year\" }\nc = { rate = 0.2, per = \"6 months\" }";
    let of = |rate: f64| 1.0 - (-rate / 12.0).exp();
    moves("element-wise", row, of(0.3), of(0.4));
}

#[test]
fn yearly_probabilities_are_timed_anew_together_or_each_alone() {
    let row =
        "b = { probability = 0.3, per = \"1 year\" }\nc = { probability = 0.2, per = \"1 year\" }";
    let leave = 1.0 - 0.5_f64.powf(1.0 / 12.0);
    moves("competing", row, leave * 0.6, leave * 0.4);
    let of = |yearly: f64| 1.0 - (1.0 - yearly).powf(1.0 / 12.0);
    moves("element-wise", row, of(0.3), of(0.2));
}

#[test]
fn the_rest_goes_where_the_row_says() {
    let monthly = 1.0 - 0.7_f64.powf(1.0 / 12.0);
    moves(
        "competing",
        "b = { probability = 0.3, per = \"1 year\" }\nc = \"rest\"",
        monthly,
        1.0 - monthly,
    );
    moves(
        "competing",
        "a = \"rest\"\nb = { probability = 0.3, per = \"cycle\" }",
        0.3,
        0.0,
    );
    let own = "a = { probability = 0.5, per = \"cycle\" }\nb = { probability = 0.3, per = \"cycle\" }\nc = \"rest\"";
    moves("competing", own, 0.3, 0.2);
}

/// A state that remembers three years: 0.1 for the first, 0.2 for the second, 0.3 for every later one.
fn memory(counting: &str) -> serde_json::Value {
    answer(
        &(head("1 year", "8 years", counting)
            + r#"
[states.a]
start = 1
memory = "3 years"
[states.b]
[transitions.a]
b = { probability = "0.1 * cycles_in_state", per = "1 year" }
[transitions.b]
a = { probability = 0.4, per = "1 year" }
[outcomes.stay]
terms = [{ while_in = ["a"], amount = "cycles_in_state + 10 * time_in_state", per = "1 year" }]
[outcomes.back]
terms = [{ on_entering = ["a"], amount = 1 }]
[outcomes.away]
terms = [{ on_leaving = ["a"], amount = "cycle" }]
[strategies.one]
"#),
    )
}

fn memory_rows() -> Vec<[f64; 4]> {
    let matrix = [
        [0.0, 0.9, 0.0, 0.1],
        [0.0, 0.0, 0.8, 0.2],
        [0.0, 0.0, 0.7, 0.3],
        [0.4, 0.0, 0.0, 0.6],
    ];
    rows([1.0, 0.0, 0.0, 0.0], 8, |_| matrix)
}

#[test]
fn time_in_a_state_counts_from_each_arrival_and_stays_at_its_last() {
    let worth = |row: &[f64; 4]| row[0] + row[1] * 12.0 + row[2] * 23.0;
    let rows = memory_rows();
    same(
        outcome(&memory("\"end\""), "one", "stay"),
        rows[1..].iter().map(worth).sum(),
    );
    same(
        outcome(&memory("\"beginning\""), "one", "stay"),
        rows[..8].iter().map(worth).sum(),
    );
    same(
        outcome(&memory("\"every-row\""), "one", "stay"),
        rows.iter().map(worth).sum(),
    );
}

#[test]
fn events_are_counted_once_whatever_the_counting() {
    let rows = memory_rows();
    let back: f64 = rows[..8].iter().map(|row| row[3] * 0.4).sum();
    let leaving = |row: &[f64; 4]| row[0] * 0.1 + row[1] * 0.2 + row[2] * 0.3;
    let away: f64 = (1..=8)
        .map(|cycle| cycle as f64 * leaving(&rows[cycle - 1]))
        .sum();
    for counting in [
        "\"beginning\"",
        "\"end\"",
        "\"life-table\"",
        "\"every-row\"",
        "\"half-cycle\"",
        "\"simpson\"",
    ] {
        let answer = memory(counting);
        same(outcome(&answer, "one", "back"), back);
        same(outcome(&answer, "one", "away"), away);
    }
}

#[test]
fn tables_hold_their_ends_and_read_steps_or_lines_between() {
    let text = head("1 year", "10 years", "\"beginning\"")
        .replace("[counting]", "age = 60\n[counting]")
        + r#"
[tables.step]
at = [62, 65]
values = [0.1, 0.3]
[tables.line]
at = [62, 65]
values = [0.1, 0.4]
between = "linear"
[states.a]
start = 1
[outcomes.step]
terms = [{ while_in = ["a"], amount = "step(age)", per = "1 year" }]
[outcomes.line]
terms = [{ while_in = ["a"], amount = "line(age)", per = "1 year" }]
[strategies.one]
"#;
    let answer = answer(&text);
    same(outcome(&answer, "one", "step"), 5.0 * 0.1 + 5.0 * 0.3);
    same(
        outcome(&answer, "one", "line"),
        3.0 * 0.1 + 0.2 + 0.3 + 5.0 * 0.4,
    );
}

/// One pound a month while in a state that nobody leaves, 30 months.
fn pounds(counting: &str, discounting: &str) -> f64 {
    let text = head("1 month", "30 months", counting)
        + &format!("[discounting]\n{discounting}\n")
        + "[states.a]\nstart = 1\n[costs.c]\npayer = \"x\"\n\
           terms = [{ while_in = [\"a\"], amount = 1, per = \"1 month\" }]\n[strategies.one]\n";
    cost(&answer(&text), "one")
}

#[test]
fn each_way_of_counting_takes_the_rows_that_it_names() {
    let at = |row: usize| 1.035_f64.powf(-(row as f64) / 12.0);
    let all: f64 = (0..=30).map(at).sum();
    let discounted = |counting: &str| pounds(counting, "costs = 0.035");
    same(discounted("\"beginning\""), all - at(30));
    same(discounted("\"end\""), all - at(0));
    same(discounted("\"life-table\""), all - (at(0) + at(30)) / 2.0);
    same(discounted("\"every-row\""), all);
    same(discounted("\"half-cycle\""), all - (at(0) + at(30)) / 2.0);
    let simpson: f64 = (1..30)
        .map(|row| at(row) * if row % 2 == 1 { 4.0 } else { 2.0 })
        .sum();
    same(discounted("\"simpson\""), (simpson + at(0) + at(30)) / 3.0);
    let weighed: f64 = (0..=30)
        .map(|row| at(row) * (1.0 + row as f64 / 30.0))
        .sum();
    same(discounted("{ weights = \"1 + row / last_row\" }"), weighed);
    let list = format!("{{ weights = [{}0.25] }}", "0.5, ".repeat(30));
    same(discounted(&list), 0.5 * all - 0.25 * at(30));
}

#[test]
fn discounting_goes_to_the_moment_and_in_the_way_that_it_names() {
    let sum = |factor: &dyn Fn(f64) -> f64, offset: f64| -> f64 {
        (1..=30)
            .map(|cycle| factor((f64::from(cycle) + offset) / 12.0))
            .sum()
    };
    let smooth = |t: f64| 1.035_f64.powf(-t);
    for (at, offset) in [
        ("row", 0.0),
        ("start", -1.0),
        ("middle", -0.5),
        ("end", 0.0),
    ] {
        same(
            pounds("\"end\"", &format!("costs = \"3.5%\"\nat = \"{at}\"")),
            sum(&smooth, offset),
        );
    }
    let stepped = |t: f64| 1.035_f64.powf(-(t + 1e-9).floor());
    same(
        pounds("\"end\"", "costs = 0.035\nwithin_year = \"stepped\""),
        sum(&stepped, 0.0),
    );
    let continuous = |t: f64| (-0.035 * t).exp();
    same(
        pounds("\"end\"", "costs = 0.035\nwithin_year = \"continuous\""),
        sum(&continuous, 0.0),
    );
    let bands = |t: f64| 1.05_f64.powf(-t.min(2.0)) * 1.01_f64.powf(-(t - 2.0).max(0.0));
    let schedule = "costs = [{ rate = 0.05, until = \"2 years\" }, { rate = \"1%\" }]";
    same(pounds("\"end\"", schedule), sum(&bands, 0.0));
}

#[test]
fn people_who_enter_over_time_are_followed_from_their_own_entry() {
    let text = head("1 month", "3 years", "\"half-cycle\"")
        + r#"
[people]
number = 60
per = "1 year"
for = "18 months"
[discounting]
outcomes = 0.035
[states.a]
start = 1
[states.b]
[transitions.a]
b = { probability = "0.02 + 0.001 * cycles_since_entry", per = "cycle" }
[outcomes.years]
terms = [{ while_in = ["a"], amount = "1 + 0.01 * cycle", per = "1 year" }]
[outcomes.moves]
terms = [{ on_entering = ["b"], amount = 1 }]
[outcomes.later]
terms = [{ while_in = ["a"], after = "1 year", amount = 1 }]
[strategies.one]
"#;
    let (mut years, mut moves, mut later) = (0.0, 0.0, 0.0);
    for entry in 0..18 {
        let last = 36 - entry;
        let leave = |cycle: usize| 0.02 + 0.001 * cycle as f64;
        let rows = rows([1.0, 0.0], last, |cycle| {
            [[1.0 - leave(cycle), leave(cycle)], [0.0, 1.0]]
        });
        let factor = |row: usize| 5.0 * 1.035_f64.powf(-((row + entry) as f64) / 12.0);
        for (row, people) in rows.iter().enumerate() {
            let weight = if row == 0 || row == last { 0.5 } else { 1.0 };
            let amount = 1.0 + 0.01 * (row + 1 + entry) as f64;
            years += weight * factor(row) * people[0] * amount / 12.0;
            if row > 0 {
                moves += factor(row) * rows[row - 1][0] * leave(row);
            }
        }
        later += factor(12) * rows[12][0];
    }
    let answer = answer(text.as_str());
    same(outcome(&answer, "one", "years"), years);
    same(outcome(&answer, "one", "moves"), moves);
    same(outcome(&answer, "one", "later"), later);
}

// Indices of the register's `deflators.csv` (HM Treasury, June 2026).
#[test]
fn money_of_other_years_is_rebased_to_the_year_of_the_model() {
    let text = head("1 year", "1 year", "\"end\"")
        .replace("title", "price_year = \"2024/25\"\ntitle")
        + r#"
[parameters.visit]
value = 10
price_year = "2015/16"
assumption = "an example"
[states.a]
start = 1
[costs.named]
payer = "x"
terms = [{ while_in = ["a"], amount = 100, per = "1 month", price_year = "2010/11" }]
[costs.read]
payer = "y"
terms = [{ while_in = ["a"], amount = "2 * visit", per = "1 year" }]
[strategies.one]
"#;
    let answer = answer(text.as_str());
    let payers = &strategy(&answer, "one")["by_payer"];
    same(number(&payers["x"]["mean"]), 1200.0 * 96.6694 / 66.5571);
    same(number(&payers["y"]["mean"]), 20.0 * 96.6694 / 72.0902);

    // A calendar year: its series is put on the other's base, by a ratio of 1.0088.
    let calendar = run(
        &write("toml", text.replace("2010/11", "2019")),
        &["--draws", "1"],
    );
    let rebased = number(&strategy(&calendar, "one")["by_payer"]["x"]["mean"]);
    let series = 1200.0 * 96.6694 / 78.2576;
    near(rebased, series * 1.0088, 0.00005 * series);
}
