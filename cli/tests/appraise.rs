//! `early-action appraise`, against figures worked out by hand.

#[path = "support/homes.rs"]
mod homes;
mod support;

use homes::{appraise, homes};
use serde_json::Value;
use support::*;

/// The entry of a list whose fields are these.
#[track_caller]
fn entry<'v>(list: &'v Value, fields: &[(&str, Value)]) -> &'v Value {
    let is_it = |item: &&Value| fields.iter().all(|(name, value)| item[*name] == *value);
    let found = list.as_array().expect("a list").iter().find(is_it);
    found.unwrap_or_else(|| panic!("no {fields:?} in {list}"))
}

#[track_caller]
fn is(value: &Value, expected: f64) {
    let number = value
        .as_f64()
        .unwrap_or_else(|| panic!("no number: {value}"));
    assert!(
        (number - expected).abs() < 1e-9 * expected.abs().max(1.0),
        "{number} is not {expected}"
    );
}

#[track_caller]
fn are(values: &Value, expected: &[f64]) {
    assert_eq!(
        values.as_array().map(Vec::len),
        Some(expected.len()),
        "{values}"
    );
    for (value, expected) in values.as_array().expect("a list").iter().zip(expected) {
        is(value.get("mean").unwrap_or(value), *expected);
    }
}

fn fiscal() -> [(&'static str, Value); 2] {
    [("payer", Value::Null), ("kind", "fiscal".into())]
}

/// What the homes cost less, discounted.
fn benefits() -> f64 {
    600.0 / 1.035 + 900.0 / 1.035_f64.powi(2) + 1050.0 / 1.035_f64.powi(3)
}

#[test]
fn present_values_are_those_worked_out_by_hand() {
    let answer = appraise(&homes(""), &[]);
    let case = &answer["comparisons"][0];
    let value = entry(&case["values"], &fiscal());
    is(&value["benefits"]["mean"], benefits());
    is(&value["costs"]["mean"], 1200.0);
    is(&value["net_present_value"]["mean"], benefits() - 1200.0);
    is(&value["benefit_cost_ratio"]["value"], benefits() / 1200.0);
    is(&value["benefit_cost_ratio"]["p50"], benefits() / 1200.0);
    is(&value["chance_above_zero"]["value"], 1.0);
    // 600 / 1.035 does not pay back 1,200; with 900 / 1.035^2 it does.
    are(&value["payback"]["by_year"], &[0.0, 1.0, 1.0]);
    assert_eq!(value["payback"]["in_half"], "2028/29");
    assert_eq!(value["payback"]["of_mean"], "2028/29");
    let social = entry(&case["values"], &[("payer", "families".into())]);
    is(
        &social["net_present_value"]["mean"],
        52.0 * 15.0 / 100.0 * benefits(),
    );
    assert_eq!(social["benefit_cost_ratio"], Value::Null);
    let all = entry(
        &case["values"],
        &[("payer", Value::Null), ("kind", Value::Null)],
    );
    is(&all["net_present_value"]["mean"], 8.8 * benefits() - 1200.0);
}

#[test]
fn homes_save_cash_only_in_whole_units() {
    let answer = appraise(&homes(""), &[]);
    let case = &answer["comparisons"][0];
    // Freed are 6, 9 and 10.5 places: one unit of four, then two, then two.
    let value = entry(&case["values"], &fiscal());
    let cash = 400.0 / 1.035 + 800.0 / 1.035_f64.powi(2) + 800.0 / 1.035_f64.powi(3);
    is(&value["cash"]["mean"], cash - 1200.0);
    is(&value["capacity"]["mean"], benefits() - cash);
    is(&value["not_said"]["mean"], 0.0);
    let years = &entry(&case["cash"], &[("payer", "council".into())])["years"];
    is(&years[1]["cash"]["mean"], -800.0 * 1.05_f64.powi(3));
    is(&years[1]["capacity"]["mean"], -100.0 * 1.05_f64.powi(3));
    // Of the families' time the model does not say what could be cash.
    let social = entry(&case["values"], &[("payer", "families".into())]);
    assert_eq!(social["not_said"], social["net_present_value"]);
}

#[test]
fn cash_is_by_financial_year_in_prices_of_the_year() {
    let answer = appraise(&homes(""), &[]);
    assert_eq!(
        answer["years"],
        serde_json::json!(["2027/28", "2028/29", "2029/30"])
    );
    let profile = entry(
        &answer["comparisons"][0]["cash"],
        &[("payer", "council".into())],
    );
    let index = |year: i32| 1.05_f64.powi(year + 2);
    let net = [
        1200.0 - 600.0 * index(0),
        -900.0 * index(1),
        -1050.0 * index(2),
    ];
    for (year, net) in profile["years"].as_array().expect("a list").iter().zip(net) {
        is(&year["net"]["mean"], net);
    }
    is(&profile["years"][0]["real"]["mean"], 600.0);
    is(&profile["total"]["real"]["mean"], -1350.0);
    are(
        &profile["cumulative"],
        &[net[0], net[0] + net[1], net[0] + net[1] + net[2]],
    );
    is(&profile["peak"]["amount"]["mean"], net[0]);
    is(&profile["peak"]["worse_in_1_of_20"], net[0]);
    are(&profile["peak"]["when"], &[1.0, 0.0, 0.0]);
    assert_eq!(profile["peak"]["of_mean"]["year"], "2027/28");
    // Of cash, 400 come back in the first year.
    is(
        &profile["peak_of_cash"]["amount"]["mean"],
        1200.0 - 400.0 * index(0),
    );
    let line = entry(&profile["lines"], &[("line", "homes".into())]);
    are(
        &line["baseline"],
        &[1200.0 * index(0), 1200.0 * index(1), 1200.0 * index(2)],
    );
    are(
        &line["strategy"],
        &[600.0 * index(0), 300.0 * index(1), 150.0 * index(2)],
    );
    are(&line["real"], &[-600.0, -900.0, -1050.0]);
    are(&line["index"], &[index(0), index(1), index(2)]);
    is(&line["inflation"], 0.05);
    let early = entry(&profile["budgets"], &[("budget", "Early help".into())]);
    are(&early["years"], &[1200.0, 0.0, 0.0]);
    let homes = entry(
        &profile["budgets"],
        &[("budget", "Children's homes".into())],
    );
    are(
        &homes["years"],
        &[-600.0 * index(0), -900.0 * index(1), -1050.0 * index(2)],
    );
    let grant = entry(&profile["funding"], &[("source", "grant".into())]);
    are(&grant["years"], &[720.0, 0.0, 0.0]);
    let base = entry(&profile["funding"], &[("source", "base".into())]);
    are(
        &base["years"],
        &[
            480.0 - 600.0 * index(0),
            -900.0 * index(1),
            -1050.0 * index(2),
        ],
    );
}

#[test]
fn families_hours_are_counted_beside_their_pounds() {
    let answer = appraise(&homes(""), &["--set", "hour:=20"]);
    let hours = &answer["comparisons"][0]["hours"][0];
    assert_eq!(hours["payer"], "families");
    is(&hours["hours"]["mean"], -52.0 * 25.5);
    is(&hours["pounds"]["mean"], -52.0 * 25.5 * 20.0);
    are(&hours["by_year"], &[-52.0 * 6.0, -52.0 * 9.0, -52.0 * 10.5]);
}

#[test]
fn waiting_is_compared_in_the_same_years() {
    let answer = appraise(&homes(""), &["--wait", "1", "--wait", "2"]);
    let waits = &answer["comparisons"][0]["waits"];
    let now = 1200.0 - benefits();
    let later = (1200.0 - 600.0 / 1.035 - 900.0 / 1.035_f64.powi(2)) / 1.035;
    is(&waits[0]["now"]["mean"], now);
    is(&waits[0]["later"]["mean"], later);
    is(&waits[0]["cost_of_waiting"]["mean"], later - now);
    is(&waits[0]["chance_that_waiting_costs_more"]["value"], 1.0);
    are(
        &waits[0]["cumulative_later"],
        &[0.0, (1200.0 - 600.0 / 1.035) / 1.035, later],
    );
    // 6 + 9 + 10.5 years with family now, 6 + 9 a year later.
    is(&waits[0]["outcomes"]["years_with_family"]["mean"], -10.5);
    assert_eq!(waits[0]["anybody"], true);
    is(&waits[1]["years"], 2.0);
    is(
        &waits[1]["outcomes"]["years_with_family"]["mean"],
        6.0 - 25.5,
    );
}

#[test]
fn optimism_bias_raises_costs_and_lowers_savings() {
    // Case 15e: 100 and .51 make 151; with half dealt with 100 and .5 make 125.
    let outsourced = appraise(&homes(""), &["--optimism", "price=non-standard-buildings"]);
    let corrected = |answer: &Value| {
        let value = entry(&answer["comparisons"][0]["values"], &fiscal()).clone();
        assert!(
            (value["net_present_value"]["mean"]
                .as_f64()
                .expect("a number")
                - (benefits() - 1200.0))
                .abs()
                < 1e-9
        );
        value["optimism"].clone()
    };
    is(
        &corrected(&outsourced)["net_present_value"]["mean"],
        benefits() - 1812.0,
    );
    is(
        &corrected(&outsourced)["benefit_cost_ratio"]["value"],
        benefits() / 1812.0,
    );
    let half = appraise(&homes(""), &["--optimism", "price=0.5:0.5"]);
    is(
        &corrected(&half)["net_present_value"]["mean"],
        benefits() - 1500.0,
    );
    let all = appraise(&homes(""), &["--optimism", "price=0.5:1"]);
    is(
        &corrected(&all)["net_present_value"]["mean"],
        benefits() - 1200.0,
    );
    let both = ["--optimism", "homes=0.25", "--optimism", "price=0.5"];
    let both = appraise(&homes(""), &both);
    is(
        &corrected(&both)["net_present_value"]["mean"],
        0.75 * benefits() - 1800.0,
    );
    assert_eq!(corrected(&appraise(&homes(""), &[])), Value::Null);
}

#[test]
fn a_year_that_starts_in_october_has_two_halves() {
    let text = std::fs::read_to_string(homes("")).expect("a model");
    let text = text
        .replace("2027-04", "2027-10")
        .replace("cycle = \"1 year\"", "cycle = \"1 month\"")
        .replace(
            "amount = 100, per = \"1 year\"",
            "amount = 1200, per = \"1 year\"",
        )
        .replace("to = 0.5", "to = 1")
        .replace(
            "family = { probability = \"leave\", per = \"1 year\" }",
            "family = { probability = \"leave\", per = \"cycle\" }",
        );
    let answer = appraise(&write("toml", text), &[]);
    assert_eq!(
        answer["years"],
        serde_json::json!(["2027/28", "2028/29", "2029/30", "2030/31"])
    );
    let profile = entry(
        &answer["comparisons"][0]["cash"],
        &[("payer", "council".into())],
    );
    let line = entry(&profile["lines"], &[("line", "homes".into())]);
    // Everybody leaves at once: 12 places of 1,200 a year, for six months, two years and six months.
    are(&line["real"], &[-7200.0, -14400.0, -14400.0, -7200.0]);
    // All three homes are empty, in half a year as in a whole one.
    for year in 0..4 {
        is(&profile["years"][year]["capacity"]["mean"], 0.0);
    }
}

#[test]
fn prices_rise_by_the_deflator_unless_said() {
    let text = std::fs::read_to_string(homes("")).expect("a model");
    let file = write("toml", text.replace("inflation = 0.05\n", ""));
    let answer = appraise(&file, &[]);
    let profile = entry(&answer["comparisons"][0]["cash"], &[("payer", Value::Null)]);
    let line = entry(&profile["lines"], &[("line", "homes".into())]);
    let first = 1.020_057_42 * 1.019_419_8;
    are(
        &line["index"],
        &[
            first,
            first * 1.018_653_16,
            first * 1.018_653_16 * 1.018_643_67,
        ],
    );
    let asked = appraise(&file, &["--inflation", "homes=0.05"]);
    let usual = appraise(&homes(""), &[]);
    assert_eq!(
        asked["comparisons"][0]["cash"],
        usual["comparisons"][0]["cash"]
    );
}

#[test]
fn an_uncertain_rise_of_prices_is_another_in_each_future() {
    let text = std::fs::read_to_string(homes("")).expect("a model");
    let text = text.replace("inflation = 0.05\n", "inflation = \"rise\"\n")
        + "[parameters.rise]\ndistribution = \"uniform(low = 0, high = 0.1)\"\nassumption = \"an example\"\n";
    let answer = appraise(&write("toml", text), &["--draws", "10000"]);
    let profile = entry(
        &answer["comparisons"][0]["cash"],
        &[("payer", "council".into())],
    );
    // The mean of 1,050 x (1 + r)^4 over r from 0 to 0.1, and its quantiles.
    let net = &profile["years"][2]["net"];
    let mean = -1050.0 * (1.1_f64.powi(5) - 1.0) / 5.0 / 0.1;
    let off = (net["mean"].as_f64().expect("a number") - mean).abs();
    assert!(
        off < 4.0 * net["error"].as_f64().expect("a number"),
        "{off}"
    );
    let highest = -1050.0 * 1.005_f64.powi(4);
    assert!((net["p95"].as_f64().expect("a number") - highest).abs() < 3.0);
}
