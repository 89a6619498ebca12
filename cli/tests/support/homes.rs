//! A model whose budgets can be worked out by hand.
#![allow(dead_code, reason = "each test file uses its own part")]

use super::support::{command, write};
use serde_json::Value;

/// Twelve people in homes of four places. With the offer half of them leave each year.
pub fn homes(more: &str) -> String {
    let model = r#"
format = 1
[model]
title = "Homes of four places"
price_year = "2025/26"
[time]
cycle = "1 year"
horizon = "3 years"
start = "2027-04"
[people]
number = 12
[counting]
costs = "end"
outcomes = "end"
[discounting]
costs = 0.035
[parameters.leave]
value = 0
assumption = "an example"
[parameters.hour]
value = 15
assumption = "an example"
[states.home]
start = 1
[states.family]
[transitions.home]
family = { probability = "leave", per = "1 year" }
[costs.homes]
label = "Children's homes"
payer = "council"
places = 4
inflation = 0.05
terms = [{ while_in = ["home"], amount = 100, per = "1 year" }]
[costs.visits]
payer = "families"
kind = "social"
hourly = "hour"
terms = [{ while_in = ["home"], amount = "52 * hour", per = "1 year" }]
[outcomes.years_with_family]
terms = [{ while_in = ["family"], amount = 1, per = "1 year" }]
[strategies.none]
[strategies.offer]
effects = [{ on = "leave", to = 0.5 }]
price = { amount = 100, payer = "council", budget = "Early help", inflation = 0, funding = [{ source = "grant", share = 0.6, until = "2027/28" }] }
"#;
    write("toml", model.to_owned() + more)
}

#[track_caller]
pub fn appraise(file: &str, arguments: &[&str]) -> Value {
    // The uncertain need more than a few draws.
    let few = ["--draws", "300"];
    let draws = if arguments.contains(&"--draws") {
        &[][..]
    } else {
        &few
    };
    let output = command(&[&["appraise", file, "--json"], draws, arguments].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert_eq!(text.lines().count(), 1, "one object on one line");
    serde_json::from_str(&text).expect("JSON")
}
