//! `early-action progress` as its reference documents it.

mod support;

use serde_json::{Value, json};
use std::path::Path;
use support::*;

fn plan() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/networks/plan.json");
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn measures(file: &str) -> Value {
    let output = command(&["progress", "measures", file, "--json"]);
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(0), "{value}");
    value
}

#[test]
fn a_plan_is_measured_as_worked_out_by_hand() {
    let answer = measures(&plan());
    let goal = &answer["goals"][0];
    assert_eq!(
        goal["text"], "See Gran every Sunday",
        "the wording as it is now"
    );
    assert_eq!(goal["gap"], 3.0);
    let (jo, mum) = (&goal["ladders"][0], &goal["ladders"][1]);
    assert_eq!(
        (&jo["voice"], &jo["low"], &jo["last"]),
        (&json!("v1"), &json!("never"), &json!(5.0))
    );
    near(number(&jo["trend"]["points_a_week"]), 1.0, 1e-12);
    assert!(mum["trend"].is_null(), "too early to say");
    assert!(answer["goals"][1]["gap"].is_null());
    // Weights 3 and 5, levels 1 and -1: -2 x 10 over the root of 0.7 x 34 + 0.3 x 64.
    near(
        number(&answer["attainment_t"]),
        50.0 - 20.0 / 43.0_f64.sqrt(),
        1e-9,
    );
    let change = &answer["scales"][0]["change"];
    near(number(&change["index"]), 3.162_278, 1e-6);
    assert_eq!(change["reliable"], true);
    let step = &goal["steps"][0];
    assert_eq!((&step["done"], &step["missed"]), (&json!(2), &json!(1)));
    near(number(&step["kept_up"]), 2.64 / 4.44, 1e-12);
    assert_eq!(answer["alike"][0]["steps"], json!(["s1", "s2"]));
    assert_eq!(
        answer["words"][0],
        json!({ "voice": "v1", "goals": 1, "steps": 0, "written_by_others": 1 })
    );
}

#[test]
fn two_copies_merge_into_one_in_either_order() {
    let text = std::fs::read_to_string(plan()).expect("the plan");
    let mut other: Value = serde_json::from_str(&text).expect("JSON");
    let log = other["log"].as_array_mut().expect("a log");
    log.retain(|entry| entry["id"] != "r5");
    log.push(json!({ "id": "r6", "kind": "rating", "goal": "g2", "voice": "v2", "rating": 6, "date": "2026-02-02" }));
    let other = write("json", other.to_string());
    let merged = |one: &str, two: &str| {
        let target = write("json", "");
        let output = command(&["progress", "merge", one, two, "-o", &target]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        std::fs::read_to_string(&target).expect("the merged file")
    };
    let both = merged(&plan(), &other);
    assert_eq!(both, merged(&other, &plan()));
    let again = write("json", &both);
    assert_eq!(
        both,
        merged(&again, &other),
        "merging once more changes nothing"
    );
    let answer = measures(&again);
    assert_eq!(answer["goals"][1]["ladders"][0]["last"], 6.0);
    assert_eq!(answer["goals"][0]["gap"], 3.0);
    let bad = write("json", "{");
    let refused = command(&["progress", "merge", &bad, &plan()]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains(&bad));
}

#[test]
fn every_documented_field_of_progress_is_there() {
    let reference = include_str!("../../docs/reference/progress.md");
    let answer = measures(&plan());
    let goal = &answer["goals"][0];
    let parts = [
        &answer,
        goal,
        &goal["ladders"][0],
        &goal["ladders"][0]["trend"],
        &goal["steps"][0],
        &answer["scales"][0],
        &answer["scales"][0]["change"],
        &answer["words"][0],
        &answer["alike"][0],
        &answer["unheld"],
        &answer["carried"][0],
    ];
    for key in parts
        .iter()
        .flat_map(|part| part.as_object().expect("an object").keys())
    {
        assert!(
            reference.contains(&format!("`{key}`")) || reference.contains(&format!("\"{key}\"")),
            "{key}"
        );
    }
    let json = reference
        .split("```json")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let example = measures(&write("json", json.expect("an example")));
    assert_eq!(example["goals"].as_array().expect("goals").len(), 1);
}

/// Mum is family, Sue a worker, Al nobody knows what; Pat was on the map of January and is not on
/// that of March.
#[test]
fn steps_are_carried_by_family_and_by_services() {
    let file = json!({
        "early_action": 1,
        "maps": [
            { "id": "m1", "date": "2026-01-01", "centre": "jo", "people": [
                { "id": "jo", "name": "Jo" }, { "id": "pat", "name": "Pat", "kind": "friend" } ] },
            { "id": "m2", "date": "2026-03-01", "centre": "jo", "people": [
                { "id": "jo", "name": "Jo" }, { "id": "mum", "name": "Mum", "kind": "family" },
                { "id": "sue", "name": "Sue", "kind": "worker" }, { "id": "al", "name": "Al" } ] },
        ],
        "log": [
            { "id": "g", "kind": "goal", "text": "Home by six", "date": "2026-01-01" },
            { "id": "a", "kind": "step", "goal": "g", "text": "one", "helpers": ["sue"], "date": "2026-01-01" },
            { "id": "b", "kind": "step", "goal": "g", "text": "two", "helpers": ["sue", "mum"], "date": "2026-01-01" },
            { "id": "c", "kind": "step", "goal": "g", "text": "three", "helpers": ["pat"], "date": "2026-01-01" },
            { "id": "d", "kind": "step", "text": "four", "date": "2026-02-01" },
            { "id": "e", "kind": "step", "text": "five", "helpers": ["al", "sue"], "date": "2026-02-01" },
            { "id": "h1", "kind": "help", "step": "a", "helpers": ["mum"], "date": "2026-03-01" },
            { "id": "x", "kind": "aside", "step": "d", "date": "2026-03-01" },
            { "id": "y", "kind": "done", "goal": "g", "date": "2026-04-01" },
        ],
    });
    let answer = measures(&write("json", file.to_string()));
    let counts = |at: usize| {
        let carried = &answer["carried"][at];
        ["family", "services", "both", "nobody", "not_known"].map(|name| carried[name].clone())
    };
    assert_eq!(answer["carried"][0]["date"], "2026-01-01");
    assert_eq!(counts(0), [0, 1, 1, 1, 0].map(|count| json!(count)));
    assert_eq!(counts(1), [0, 1, 1, 2, 1].map(|count| json!(count)));
    assert_eq!(counts(2), [1, 0, 1, 1, 1].map(|count| json!(count)));
    let unheld = json!({ "now": ["c"], "services_step_back": [] });
    assert_eq!(answer["unheld"], unheld);
    assert_eq!(answer["goals"][0]["state"], "reached");
    assert_eq!(answer["goals"][0]["steps"][0]["helpers"], json!(["mum"]));
    let mut earlier = file;
    earlier["log"].as_array_mut().expect("a log").truncate(6);
    let answer = measures(&write("json", earlier.to_string()));
    assert_eq!(answer["unheld"]["services_step_back"], json!(["a"]));
}
