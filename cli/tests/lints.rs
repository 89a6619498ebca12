//! Warnings: each is given where it should be, and none where nothing is odd.

mod support;

use support::*;

/// Nothing is odd about this one.
const CLEAN: &str = r#"
format = 1
[model]
title = "clean"
controls = ["risk"]
[time]
cycle = "1 month"
horizon = "1 year"
[counting]
costs = "end"
[parameters.risk]
distribution = "beta(events = 30, of = 100)"
range = [0.1, 0.6]
evidence = "trial"
assumption = "a test"
[parameters.price]
label = "Cost of care a year"
distribution = "gamma(mean = 60000, sd = 20000)"
evidence = "claim"
assumption = "a test"
[states.home]
start = 1
[states.care]
[transitions.home]
care = { probability = "risk", per = "1 year" }
[transitions.care]
care = "rest"
[costs.care]
payer = "council"
terms = [{ while_in = ["care"], amount = "price", per = "1 year" }]
[strategies.none]
"#;

fn warnings(text: &str) -> Vec<String> {
    let output = command(&["check", &write("toml", text), "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["faults"].as_array().map(Vec::len), Some(0), "{value}");
    let list = value["warnings"].as_array().expect("warnings");
    list.iter()
        .map(|w| format!("{}: {}", w["path"], w["what"]))
        .collect()
}

#[track_caller]
fn warns(from: &str, to: &str, part: &str) {
    assert!(CLEAN.contains(from), "{from}");
    let found = warnings(&CLEAN.replace(from, to));
    assert!(
        found.len() == 1 && found[0].contains(part),
        "{part}: {found:?}"
    );
}

#[test]
fn a_sound_model_has_no_warnings() {
    assert_eq!(warnings(CLEAN), Vec::<String>::new());
}

#[test]
fn an_unused_parameter_is_named() {
    warns(
        "[states.home]",
        "[parameters.spare]\nvalue = 1\nassumption = \"a test\"\n[states.home]",
        "nothing reads `spare`",
    );
}

#[test]
fn a_state_that_nobody_reaches_is_named() {
    warns(
        "[states.care]",
        "[states.care]\n[states.moon]",
        "nobody ever comes to `moon`",
    );
}

#[test]
fn a_state_that_is_paid_for_and_never_left_is_named() {
    warns(
        "[transitions.care]\ncare = \"rest\"",
        "",
        "nobody ever leaves `care`",
    );
}

#[test]
fn a_yearly_figure_paid_each_month_is_named() {
    warns(
        "amount = \"price\", per = \"1 year\"",
        "amount = \"price\", per = \"cycle\"",
        "for a year",
    );
}

#[test]
fn a_claim_that_is_given_too_exactly_is_named() {
    warns("sd = 20000", "sd = 3000", "within 5 %");
}

#[test]
fn a_slider_end_that_breaks_the_model_is_named() {
    warns(
        "care = { probability = \"risk\"",
        "care = { probability = \"2 * risk\"",
        "with risk = 0.6",
    );
}

#[test]
fn every_model_fits_the_schema() {
    let schema: serde_json::Value =
        serde_json::from_slice(&command(&["schema"]).stdout).expect("JSON");
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler
        .add_resource("model.json", schema)
        .expect("a resource");
    let index = compiler
        .compile("model.json", &mut schemas)
        .expect("a schema");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut checked = 0;
    for folder in [folder.join("tests/models"), folder.join("engine/models")] {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let output = command(&["json", path.to_str().expect("UTF-8")]);
            let model: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
            if let Err(error) = schemas.validate(&model, index) {
                panic!("{}: {error:#}", path.display());
            }
            let mut broken = model;
            broken["time"]["cycel"] = "1 year".into();
            assert!(
                schemas.validate(&broken, index).is_err(),
                "a misspelt field is refused"
            );
            checked += 1;
        }
    }
    assert!(checked > 10);
}
