//! The checks that need Node: types, tests of the bindings, tests in a browser.

use super::{Report, Run};
use crate::process::minutes;
use crate::{browser, serve};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use walkdir::WalkDir;

pub fn typescript(run: &Run) -> Result<Report> {
    let mut report = Report::default();
    for project in [
        "tsconfig.json",
        "tests/browser/tsconfig.json",
        "tests/engines/tsconfig.json",
    ] {
        let mut tsc = Command::new(run.workspace.npm_program("tsc"));
        tsc.args(["--noEmit", "--project", project]);
        let checked = Report::of(run.logged("typescript", tsc, minutes(5))?);
        report.passed += checked.passed;
        report.failed += checked.failed;
        report.output.push_str(&checked.output);
    }
    Ok(report)
}

/// Runs `tests/node/*.test.mjs`.
pub fn node(run: &Run) -> Result<Report> {
    let files = files(&run.workspace.root.join("tests/node"), ".test.mjs");
    if files.is_empty() {
        return Ok(Report::default());
    }
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=tap"]).args(files);
    let outcome = run.logged("node", node, minutes(15))?;
    Ok(read_tap(&outcome.output).believing(outcome))
}

/// Runs `tests/browser/*.spec.ts`: those that measure time have the machine to themselves.
pub fn browser(run: &Run) -> Result<Report> {
    let program = browser::find().context("no browser: run `cargo xtask setup`")?;
    let mut report = Report::default();
    for project in ["together", "alone"] {
        let mut command = Command::new(run.workspace.npm_program("playwright"));
        command.env("CHROMIUM", &program);
        let name = format!("browser-{project}");
        let arguments = ["tests/browser", "--project", project];
        report.add(playwright(run, &name, &arguments, command, minutes(20))?);
    }
    Ok(report)
}

/// Runs the tests of a configuration against a server of their own.
pub fn playwright(
    run: &Run,
    name: &str,
    arguments: &[&str],
    mut command: Command,
    limit: Duration,
) -> Result<Report> {
    let server = serve::start(run.workspace.site(), 0)?;
    let results = run.workspace.logs().join(name).with_extension("json");
    // What an earlier run found must not pass for this one's.
    let _ = std::fs::remove_file(&results);
    command
        .args(["test", "--reporter=list,json", "--config"])
        .args(arguments)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &results)
        .env("EARLY_ACTION_URL", &server.url);
    let outcome = run.logged(name, command, limit)?;
    let report = match std::fs::read(&results) {
        Ok(json) => read_playwright(&serde_json::from_slice(&json)?),
        Err(_) => Report::default(),
    };
    Ok(report.believing(outcome))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(|entry| entry.ok())
        .map(|entry| entry.into_path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect()
}

fn read_tap(output: &str) -> Report {
    let mut report = Report::default();
    for line in output.lines().map(str::trim) {
        if let Some(number) = line.strip_prefix("# pass ") {
            report.passed = number.parse().unwrap_or(0);
        } else if let Some(number) = line.strip_prefix("# fail ") {
            report.failed = number.parse().unwrap_or(0);
        } else if let Some((_, name)) = line
            .strip_prefix("ok ")
            .and_then(|rest| rest.split_once(" - "))
            && !name.contains(" # ")
        {
            report.proved.push(name.to_owned());
        }
    }
    report
}

#[derive(Deserialize)]
struct Group {
    #[serde(default)]
    suites: Vec<Group>,
    #[serde(default)]
    specs: Vec<Spec>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    tests: Vec<Test>,
}

#[derive(Deserialize)]
struct Test {
    status: String,
    #[serde(default)]
    annotations: Vec<Annotation>,
}

/// What a test says of itself: why it was skipped (`skip`), or in what it ran.
#[derive(Deserialize)]
struct Annotation {
    #[serde(rename = "type")]
    kind: String,
    description: Option<String>,
}

/// A test that passed only at the second try has failed.
fn read_playwright(group: &Group) -> Report {
    let mut report = Report::default();
    for spec in &group.specs {
        for test in &spec.tests {
            match test.status.as_str() {
                "expected" => {
                    report.passed += 1;
                    report.proved.push(spec.title.clone());
                }
                "skipped" => report.skipped.push(spec.title.clone()),
                _ => report.failed += 1,
            }
            for Annotation { kind, description } in &test.annotations {
                let words = description.as_deref().unwrap_or("no reason given");
                report.notes.push(match kind.as_str() {
                    "skip" => format!("skipped: {}: {words}", spec.title),
                    _ => words.to_owned(),
                });
            }
        }
    }
    for inner in group.suites.iter().map(read_playwright) {
        report.add(inner);
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_names_are_read_from_tap() {
        let report = read_tap(
            "TAP version 13\n# Subtest: digests\n    ok 1 - equal - in Node\n    ok 2 - later # SKIP\n\
             not ok 2 - wrong\n1..2\n# tests 3\n# pass 1\n# fail 1\n",
        );
        assert_eq!((report.passed, report.failed), (1, 1));
        assert_eq!(report.proved, ["equal - in Node"]);
    }

    #[test]
    fn counts_and_names_are_read_from_playwright() {
        let json = r#"{"suites":[{"specs":[{"title":"a","tests":[{"status":"expected"}]}],
            "suites":[{"specs":[{"title":"b","tests":[{"status":"flaky"}]},
                                {"title":"c","tests":[{"status":"skipped", "annotations":
                                    [{"type":"skip","description":"no browser"}]}]}]}]}]}"#;
        let report = read_playwright(&serde_json::from_str(json).unwrap());
        assert_eq!((report.passed, report.failed), (1, 1));
        assert_eq!(report.proved, ["a"]);
        assert_eq!(report.skipped, ["c"]);
        assert_eq!(report.notes, ["skipped: c: no browser"]);
    }
}
