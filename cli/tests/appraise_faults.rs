//! What `early-action appraise` says of bad input, in words and in every field.

#[path = "support/homes.rs"]
mod homes;
mod support;

use homes::{appraise, homes};
use serde_json::Value;
use support::*;

#[test]
fn faults_of_an_appraisal_are_named() {
    let fault = |arguments: &[&str]| {
        let file = homes("");
        let output = command(&[&["appraise", &file, "--json"], arguments].concat());
        assert_eq!(output.status.code(), Some(1));
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        found["faults"][0]["what"]
            .as_str()
            .expect("a text")
            .to_owned()
    };
    assert!(fault(&["--draws", "20000"]).contains("at most 16384"));
    assert!(fault(&["--wait", "9"]).contains("not within the horizon"));
    assert!(fault(&["--wait", "0"]).contains("no time to wait"));
    assert!(fault(&["--inflation", "home=0.1"]).contains("no cost line"));
    assert!(fault(&["--inflation", "homes"]).contains("does not name"));
    assert!(fault(&["--inflation", "homes=-1"]).contains("above -1"));
    assert!(fault(&["--optimism", "price=hope"]).contains("not a bias"));
    assert!(fault(&["--set", "hour:=0"]).contains("worth more than nothing"));
}

#[test]
fn faults_of_budgets_in_a_model_are_named_where_they_stand() {
    let text = std::fs::read_to_string(homes("")).expect("a model");
    for (from, to, path) in [
        ("places = 4", "places = 0.5", "costs.homes.places"),
        (
            "inflation = 0.05",
            "inflation = \"time\"",
            "costs.homes.inflation",
        ),
        (
            "hourly = \"hour\"",
            "hourly = \"hours\"",
            "costs.visits.hourly",
        ),
        (
            "share = 0.6",
            "share = 1.6",
            "strategies.offer.price.funding",
        ),
        (
            "until = \"2027/28\"",
            "until = \"2027\"",
            "strategies.offer.price.funding[0].until",
        ),
        (
            "source = \"grant\"",
            "source = \"gift\"",
            "strategies.offer.price.funding[0].source",
        ),
        ("places = 4", "cashable = 2", "costs.homes.cashable"),
        ("places = 4", "optimism = \"hope\"", "costs.homes.optimism"),
    ] {
        let file = write("toml", text.replace(from, to));
        let output = command(&["check", &file, "--json"]);
        let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(found["faults"][0]["path"], path, "{found}");
        assert!(found["faults"][0]["line"].as_u64() > Some(1), "{found}");
    }
}

#[test]
fn every_documented_field_of_an_appraisal_is_there() {
    let answer = appraise(&homes(""), &["--wait", "1", "--optimism", "price=0.2"]);
    let page = include_str!("../../docs/reference/appraisal.md");
    let mut names = Vec::new();
    fn collect(value: &Value, names: &mut Vec<String>) {
        match value {
            Value::Object(entries) => {
                for (name, inner) in entries {
                    names.push(name.clone());
                    collect(inner, names);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
            _ => {}
        }
    }
    collect(&answer, &mut names);
    // Those of a summary and of provenance stand on the command's page, outcomes are the model's.
    let elsewhere = include_str!("../../docs/reference/command.md");
    for name in names {
        let known = |page: &str| {
            page.contains(&format!("`{name}`")) || page.contains(&format!("\"{name}\""))
        };
        assert!(
            name == "years_with_family" || known(page) || known(elsewhere),
            "{name}"
        );
    }
}

#[test]
fn without_json_a_person_reads_the_appraisal() {
    let output = command(&["appraise", &homes(""), "--draws", "300"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for part in [
        "offer against none",
        "all payers",
        "2027/28",
        "most out of pocket",
        "families",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}
