//! `early-action keep`, and a plan for other programs, as their references document them.

mod support;

use serde_json::{Value, json};
use std::path::Path;
use std::process::Output;
use support::*;

fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/networks");
    path.join(name)
        .to_str()
        .expect("a path in UTF-8")
        .to_owned()
}

fn done(arguments: &[&str]) -> Output {
    let output = command(arguments);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    output
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_page_is_saved_and_opened_by_the_command() {
    let page = write("html", "");
    done(&[
        "keep",
        "save",
        &sample("plan.json"),
        "-o",
        &page,
        "--address",
        "https://example.org/plan",
        "--help-line",
        "Childline: 0800 1111",
    ]);
    let text = std::fs::read_to_string(&page).expect("the page");
    assert!(text.contains("<a href=\"https://example.org/plan\""));
    assert!(text.contains("Childline: 0800 1111"));
    let data: Value = serde_json::from_slice(&done(&["keep", "open", &page]).stdout).expect("JSON");
    assert_eq!(data["log"].as_array().map(Vec::len), Some(18));
    // Everything that reads data reads the page.
    let measures = done(&["progress", "measures", &page, "--json"]);
    assert!(String::from_utf8_lossy(&measures.stdout).contains("attainment_t"));
    done(&["keep", "save", &sample("family.json"), "-o", &page]);
    let measures = done(&["network", "measures", &page, "--json"]);
    assert!(String::from_utf8_lossy(&measures.stdout).contains("\"gran\""));
}

#[test]
fn a_page_is_locked_and_unlocked_by_the_command() {
    let (page, data, key) = (
        write("html", ""),
        write("json", ""),
        write("txt", "plum kettle river\nanother line\n"),
    );
    done(&[
        "keep",
        "lock",
        &sample("plan.json"),
        "--passphrase-file",
        &key,
        "-o",
        &page,
    ]);
    let text = std::fs::read_to_string(&page).expect("the page");
    assert!(!text.contains("Gran") && !text.contains("plum"));
    done(&[
        "keep",
        "open",
        &page,
        "--passphrase-file",
        &key,
        "-o",
        &data,
    ]);
    let whole = done(&["progress", "measures", &sample("plan.json"), "--json"]);
    assert_eq!(
        done(&["progress", "measures", &data, "--json"]).stdout,
        whole.stdout
    );
    let readable = write("html", "");
    done(&[
        "keep",
        "unlock",
        &page,
        "--passphrase-file",
        &key,
        "-o",
        &readable,
    ]);
    assert!(
        std::fs::read_to_string(&readable)
            .expect("the page")
            .contains("See Gran every Sunday")
    );

    let wrong = write("txt", "plum kettle rivers");
    let refused = command(&["keep", "open", &page, "--passphrase-file", &wrong]);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(1), 0));
    assert!(
        said(&refused).contains("This passphrase does not open this file, or the file was changed")
    );
    let locked = command(&["progress", "measures", &page]);
    assert!(said(&locked).contains("locked with a passphrase"));

    let changed = write(
        "html",
        text.replace("This page is locked", "This page was locked"),
    );
    let refused = command(&["keep", "open", &changed, "--passphrase-file", &key]);
    assert!(said(&refused).contains("The page around the locked part was changed"));
    done(&[
        "keep",
        "open",
        &changed,
        "--passphrase-file",
        &key,
        "--changed-page",
    ]);

    let short = write("txt", "plum");
    let output = done(&[
        "keep",
        "lock",
        &sample("plan.json"),
        "--passphrase-file",
        &short,
        "-o",
        &page,
    ]);
    assert!(
        said(&output).contains("could guess it"),
        "a weak one is told, not refused"
    );
    let empty = write("txt", "\n");
    let refused = command(&[
        "keep",
        "lock",
        &sample("plan.json"),
        "--passphrase-file",
        &empty,
        "-o",
        &page,
    ]);
    assert_eq!(refused.status.code(), Some(1));
}

#[test]
fn a_page_for_a_reader_holds_no_byte_of_the_rest() {
    let file = write(
        "json",
        r#"{"early_action":1,"voices":[{"id":"v1","name":"Jo"},{"id":"v2","name":"Mum"}],
        "log":[{"id":"g","kind":"goal","voice":"v1","text":"Calm mornings"},
               {"id":"n","kind":"note","text":"A zebra secret","sees":["v1"]}]}"#,
    );
    let page = write("html", "");
    done(&["keep", "save", &file, "--for", "v2", "-o", &page]);
    assert!(
        !std::fs::read_to_string(&page)
            .expect("the page")
            .contains("zebra")
    );
    done(&["keep", "save", &file, "--for", "v1", "-o", &page]);
    assert!(
        std::fs::read_to_string(&page)
            .expect("the page")
            .contains("zebra")
    );
    for export in ["fhir", "csv"] {
        let written =
            |reader: &[&str]| done(&[&["progress", export, &file], reader].concat()).stdout;
        assert!(
            !String::from_utf8_lossy(&written(&[])).contains("zebra"),
            "{export}"
        );
        assert!(
            String::from_utf8_lossy(&written(&["--for", "v1"])).contains("zebra"),
            "{export}"
        );
    }
}

#[test]
fn a_plan_is_written_for_spreadsheets() {
    let file = write(
        "json",
        r#"{"early_action":1,"voices":[{"id":"v1","name":"=Jo"}],
        "maps":[{"id":"m","people":[{"id":"p","name":"Gran"}]}],
        "log":[{"id":"g","kind":"goal","voice":"v1","text":"+1 calm morning"},
               {"id":"s","kind":"step","goal":"g","text":"Walk, then talk","helpers":["p"],"asked_by":"the court","date":"2026-01-02"},
               {"id":"r","kind":"rating","goal":"g","voice":"v1","rating":2.5,"low":"never","date":"2026-01-01"},
               {"id":"d","kind":"done","step":"s","date":"2026-01-03"}]}"#,
    );
    let output = done(&["progress", "csv", &file]).stdout;
    let text = String::from_utf8(output).expect("UTF-8");
    let rows: Vec<&str> = text
        .trim_start_matches('\u{feff}')
        .trim_end()
        .split("\r\n")
        .collect();
    assert_eq!(
        rows,
        [
            "Date,What,Goal,Step,Who says it,Written down by,Words,Figure,0 means,10 means,Asked for by,Who helps,Until,Id",
            ",goal,,,'=Jo,,'+1 calm morning,,,,,,,g",
            "2026-01-01,rating,'+1 calm morning,,'=Jo,,,2.5,never,,,,,r",
            "2026-01-02,step,'+1 calm morning,,,,\"Walk, then talk\",,,,the court,Gran,,s",
            "2026-01-03,done,'+1 calm morning,\"Walk, then talk\",,,,,,,,,,d",
        ]
    );
}

#[test]
fn a_plan_is_written_for_other_systems() {
    let output = done(&[
        "progress",
        "fhir",
        &sample("plan.json"),
        "--subject",
        "Patient/123",
    ]);
    let bundle: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (&bundle["resourceType"], &bundle["type"]),
        (&json!("Bundle"), &json!("collection"))
    );
    let goal = &bundle["entry"][0]["resource"];
    assert_eq!(goal["subject"]["reference"], "Patient/123");
    assert_eq!(goal["identifier"][0]["value"], "g1");
    let nothing = command(&["progress", "fhir", &sample("family.json")]);
    assert_eq!(nothing.status.code(), Some(1));
    assert!(said(&nothing).contains("no plan"));
}

#[test]
fn a_merge_says_what_came_in() {
    let text = std::fs::read_to_string(sample("plan.json")).expect("the plan");
    let mut other: Value = serde_json::from_str(&text).expect("JSON");
    let log = other["log"].as_array_mut().expect("a log");
    log.push(json!({ "id": "r6", "kind": "rating", "goal": "g2", "voice": "v2", "rating": 6 }));
    log[0]["area"] = "Family".into();
    let other = write("json", other.to_string());
    let target = write("json", "");
    let output = done(&[
        "progress",
        "merge",
        &sample("plan.json"),
        &other,
        "-o",
        &target,
    ]);
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(
        lines,
        "Changed goal: See Gran more\nNew rating: Mum, 6, Calm mornings\n"
    );
    let again = done(&[
        "progress", "merge", &target, &other, "-o", &target, "--json",
    ]);
    assert_eq!(String::from_utf8_lossy(&again.stdout), "{\"came_in\":[]}\n");
    let told = done(&[
        "progress",
        "merge",
        &sample("plan.json"),
        &other,
        "-o",
        &target,
        "--json",
    ]);
    let told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!(
        told["came_in"][0],
        json!({ "part": "log", "map": null, "id": "g1", "what": "changed", "fields": ["area"] })
    );
}
