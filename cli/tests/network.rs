//! `early-action network` as its reference documents it.

mod support;

use serde_json::Value;
use std::path::Path;
use support::*;

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/networks")
        .join(name);
    path.to_str().expect("a path in UTF-8").to_owned()
}

fn network(arguments: &[&str]) -> Value {
    let output = command(&[&["network"], arguments, &["--json"]].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert_eq!(text.lines().count(), 1, "one object on one line");
    serde_json::from_str(&text).expect("JSON")
}

fn refused(arguments: &[&str]) -> Vec<String> {
    let output = command(&[&["network"], arguments, &["--json"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let faults = value["faults"].as_array().expect("faults");
    let what = |fault: &Value| fault["what"].as_str().expect("what").to_owned();
    faults.iter().map(what).collect()
}

#[test]
fn every_documented_field_of_measures_is_there_and_no_other() {
    let reference = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/network.md"),
    )
    .expect("the reference");
    let answer = network(&["measures", &file("family.json")]);
    let keys = |value: &Value| -> Vec<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    let mum = &answer["nodes"]["mum"];
    let all = [
        &answer,
        mum,
        &mum["ego_net"],
        &mum["mix"],
        &answer["whole"],
        &answer["whole"]["ei_ties"],
        &answer["centre"],
        &answer["centre"]["paid"],
        &answer["centre"]["workers"],
    ];
    for key in all.into_iter().flat_map(keys) {
        assert!(
            reference.contains(&format!("`{key}`")) || reference.contains(&format!("\"{key}\"")),
            "{key}"
        );
    }
    let remain = network(&["remain", &file("family.json"), "--draws", "1000"]);
    for key in [
        &remain,
        &remain["left"],
        &remain["simulated"],
        &remain["reached"],
        &remain["helps"]["fun"],
    ]
    .into_iter()
    .flat_map(keys)
    {
        assert!(
            reference.contains(&format!("`{key}`")) || reference.contains(&format!("\"{key}\"")),
            "{key}"
        );
    }
}

#[test]
fn a_table_of_ties_is_measured_for_everybody() {
    let answer = network(&["measures", &file("three-directed.csv"), "--directed"]);
    near(
        number(&answer["nodes"]["0"]["constraint_weighted"]),
        0.840_278,
        1e-6,
    );
    near(
        number(&answer["nodes"]["0"]["effective_size_weighted"]),
        1.566_667,
        1e-6,
    );
    near(number(&answer["whole"]["reciprocity"]), 0.5, 1e-12);
    assert_eq!(answer["nodes"]["2"]["reciprocity"], 0.0);
    let answer = network(&["measures", &file("borgatti.csv"), "--ego", "A"]);
    near(
        number(&answer["nodes"]["A"]["ego_net"]["constraint"]),
        0.683_594,
        1e-6,
    );
    for field in [
        "density",
        "effective_size",
        "efficiency",
        "constraint",
        "ego_betweenness",
        "reciprocity",
        "ei",
    ] {
        assert!(answer["nodes"]["alone"][field].is_null(), "{field}");
    }
    assert_eq!(answer["centre"]["size"], 4);
    assert_eq!(
        answer["centre"]["circles"]
            .as_array()
            .expect("circles")
            .len(),
        1
    );
}

/// The fictional family, worked out by hand.
#[test]
fn a_map_is_measured_around_the_one_at_its_centre() {
    let answer = network(&["measures", &file("family.json")]);
    let centre = &answer["centre"];
    assert_eq!(
        (centre["size"].as_u64(), centre["people"].as_u64()),
        (Some(6), Some(5))
    );
    assert_eq!(
        (
            centre["paid"]["count"].as_u64(),
            centre["paid"]["of"].as_u64()
        ),
        (Some(2), Some(5))
    );
    // Mum 3, Gran, Ali, Sue and Tom 1 each.
    near(
        number(&centre["paid"]["share_of_strength"]),
        2.0 / 7.0,
        1e-12,
    );
    assert_eq!(centre["workers"]["count"], 3);
    near(number(&centre["workers"]["years"]), 3.0, 0.01);
    assert_eq!(centre["helps_from_nobody"], serde_json::json!([]));
    assert_eq!(
        centre["single_points"][0],
        serde_json::json!({ "help": "money", "person": "gran" })
    );
    assert_eq!(
        centre["known_to_nobody_else"],
        serde_json::json!(["rex", "tom"])
    );
    assert_eq!(centre["cut_people"], serde_json::json!(["mum"]));
    // Everybody but Gran is tied to Jo: five, with the two ties that Mum has among them.
    let jo = &answer["nodes"]["jo"];
    assert_eq!(
        (jo["degree"].as_u64(), jo["alter_ties"].as_u64()),
        (Some(5), Some(2))
    );
    near(number(&jo["effective_size"]), 5.0 - 4.0 / 5.0, 1e-12);
    // Four of ten pairs less two: eight, and Sue with Ali shares Mum's way.
    near(number(&jo["ego_betweenness"]), 7.5, 1e-12);
    near(
        number(&centre["mix"]["iqv"]),
        (1.0 - 10.0 / 36.0) / 0.75,
        1e-12,
    );
    near(number(&centre["ei"]), 2.0 / 6.0, 1e-12);
    assert!(answer["nodes"].get("dad").is_none(), "could be is not now");
}

#[test]
fn who_remains_is_exact_and_simulated() {
    let answer = network(&["remain", &file("who-remains.csv"), "--seed", "3"]);
    near(number(&answer["left"]["mean"]), 6.4, 1e-9);
    near(number(&answer["left"]["at_least"][5]), 0.922_134, 1e-6);
    near(
        number(&answer["helps"]["listening"]["chance"]),
        1.0 - 0.1 * 0.4 * 0.8 * 0.8,
        1e-12,
    );
    let played = &answer["simulated"]["at_least"][5];
    near(
        number(&played["value"]),
        0.922_134,
        4.0 * number(&played["error"]),
    );
    let back = network(&["remain", &file("who-remains.csv"), "--services-step-back"]);
    assert_eq!(back["gone"].as_array().expect("gone").len(), 5);
    near(number(&back["left"]["mean"]), 5.4, 1e-9);
    let grown = network(&["remain", &file("family.json"), "--birthday", "18"]);
    assert_eq!(grown["gone"], serde_json::json!(["tom"]));
    // Gran is reached through Mum, and stays only if Mum does.
    near(
        number(&grown["reached"]["people"]["gran"]["chance"]),
        0.8,
        1e-12,
    );
    assert_eq!(
        grown["reached"]["hang_on"][0]["cuts_off"],
        serde_json::json!(["gran"])
    );
}

#[test]
fn faults_of_networks_are_told_with_exit_code_1() {
    let bad = write("csv", "from,to\nAnn,Ann\nBob,Bob\n");
    assert_eq!(refused(&["measures", &bad]).len(), 2);
    assert!(
        refused(&["measures", &file("hole.csv"), "--ego", "nobody"])[0]
            .contains("nobody is called")
    );
    assert!(refused(&["measures", "no such file"])[0].contains("cannot be read"));
    assert!(refused(&["measures", &file("family.json"), "--map", "m9"])[0].contains("no map"));
    assert!(refused(&["remain", &file("family.json"), "--on", "soon"])[0].contains("no date"));
    assert!(refused(&["remain", &file("family.json"), "--draws", "0"])[0].contains("futures"));
    let broken = write("json", "{ \"people\": [");
    assert!(refused(&["measures", &broken])[0].contains("JSON"));
    let binary = write("csv", b"\xff\xfe\0a");
    assert!(refused(&["measures", &binary])[0].contains("UTF-8"));
}

#[test]
fn the_references_map_is_read() {
    let reference = include_str!("../../docs/reference/network.md");
    let json = reference
        .split("```json")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let answer = network(&["measures", &write("json", json.expect("an example"))]);
    assert_eq!(answer["centre"]["size"], 2);
}

#[test]
fn a_person_reads_measures_and_who_remains() {
    for (arguments, words) in [
        (["measures", "family.json"], "paid to be there: 2 of 5"),
        (
            ["remain", "who-remains.csv"],
            "left of the 12 of whom it is known: 6.4 on average",
        ),
    ] {
        let output = command(&["network", arguments[0], &file(arguments[1])]);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(text.contains(words), "{text}");
    }
    let copy = command(&["network", "copy", &file("family.json"), "--for", "v2"]);
    assert!(String::from_utf8_lossy(&copy.stdout).contains("Gran"));
}
