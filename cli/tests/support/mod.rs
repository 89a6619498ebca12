//! Runs the real command, as a person or a script would, and reads what it prints.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// The path of a published case in `tests/models`.
pub fn published(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../tests/models/{name}.toml"))
        .to_str()
        .expect("a path in UTF-8")
        .to_owned()
}

/// The text of a published case.
pub fn published_text(name: &str) -> String {
    std::fs::read_to_string(published(name)).expect("a published case")
}

/// Writes a file of its own into the target folder.
pub fn write(extension: &str, contents: impl AsRef<[u8]>) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "model-{}-{}.{extension}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, contents).expect("a file in the target folder");
    path.to_str().expect("a path in UTF-8").to_owned()
}

/// The command with these arguments.
pub fn command(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_early-action"))
        .args(arguments)
        .output()
        .expect("the command starts")
}

/// What `run FILE --json` prints, and its exit code.
pub fn run_json(file: &str, arguments: &[&str]) -> (Option<i32>, Value) {
    let output = command(&[&["run", file, "--json"], arguments].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(text.lines().count(), 1, "one object on one line: {text}");
    let value = serde_json::from_str(&text).expect("JSON");
    (output.status.code(), value)
}

/// The answer of a run without faults.
pub fn run(file: &str, arguments: &[&str]) -> Value {
    let (code, value) = run_json(file, arguments);
    assert_eq!(code, Some(0), "{value}");
    value
}

/// The answer for a model written in the test, one draw.
pub fn answer(text: &str) -> Value {
    run(&write("toml", text), &["--draws", "1"])
}

/// One fault, as the command lists it.
#[derive(Debug, Clone)]
pub struct Fault {
    pub path: String,
    pub line: usize,
    pub column: usize,
    pub what: String,
    pub hint: String,
}

/// The faults of a file, which must have some.
pub fn faults_of_file(file: &str, arguments: &[&str]) -> Vec<Fault> {
    let (code, value) = run_json(file, arguments);
    assert_eq!(code, Some(1), "{value}");
    let text = |fault: &Value, key: &str| fault[key].as_str().expect(key).to_owned();
    let number = |fault: &Value, key: &str| fault[key].as_u64().expect(key) as usize;
    let list = value["faults"].as_array().expect("a list of faults");
    assert!(!list.is_empty());
    list.iter()
        .map(|fault| Fault {
            path: text(fault, "path"),
            line: number(fault, "line"),
            column: number(fault, "column"),
            what: text(fault, "what"),
            hint: text(fault, "hint"),
        })
        .collect()
}

/// The faults of a model written in the test, 100 draws.
pub fn faults(text: &str) -> Vec<Fault> {
    faults_of_file(&write("toml", text), &["--draws", "100"])
}

/// A strategy of an answer, by name.
pub fn strategy<'a>(answer: &'a Value, name: &str) -> &'a Value {
    named(&answer["strategies"], "name", name)
}

/// The comparison of a strategy with the baseline.
pub fn comparison<'a>(answer: &'a Value, name: &str) -> &'a Value {
    named(&answer["comparisons"], "strategy", name)
}

fn named<'a>(list: &'a Value, key: &str, name: &str) -> &'a Value {
    list.as_array()
        .expect("a list")
        .iter()
        .find(|one| one[key] == name)
        .unwrap_or_else(|| panic!("no {name}"))
}

/// A number of an answer.
pub fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

/// The mean of a strategy's cost.
pub fn cost(answer: &Value, name: &str) -> f64 {
    number(&strategy(answer, name)["cost"]["mean"])
}

/// The mean of an outcome in a strategy.
pub fn outcome(answer: &Value, name: &str, outcome: &str) -> f64 {
    number(&strategy(answer, name)["outcomes"][outcome]["mean"])
}

/// Fails unless `got` lies within `tolerance` of `expected`.
#[track_caller]
pub fn near(got: f64, expected: f64, tolerance: f64) {
    assert!(
        (got - expected).abs() <= tolerance,
        "{got}, expected {expected} within {tolerance}"
    );
}

/// Fails unless `got` is `expected` to 1 in 10^9.
#[track_caller]
pub fn same(got: f64, expected: f64) {
    near(got, expected, 1e-9 * expected.abs() + 1e-12);
}

/// What a command prints with `--json`.
pub fn json(arguments: &[&str]) -> Value {
    let output = command(&[arguments, &["--json"]].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0), "{text}");
    serde_json::from_str(&text).expect("JSON")
}

/// The one fault that a command finds.
pub fn refusal(arguments: &[&str]) -> String {
    let output = command(&[arguments, &["--json"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let value: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    format!(
        "{} ({})",
        value["faults"][0]["what"], value["faults"][0]["hint"]
    )
}
