//! The checks that need Node: types, tests of the bindings, tests in a browser.

use super::{Report, Run};
use crate::process::minutes;
use crate::{browser, serve};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use walkdir::WalkDir;

const BROWSER_TESTS: &str = "tests/browser";

pub fn typescript(run: &Run) -> Result<Report> {
    let mut report = Report::default();
    for project in ["tsconfig.json", "tests/browser/tsconfig.json"] {
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

/// Runs `tests/browser/*.spec.ts` against a server of its own.
pub fn browser(run: &Run) -> Result<Report> {
    if files(&run.workspace.root.join(BROWSER_TESTS), ".spec.ts").is_empty() {
        return Ok(Report::default());
    }
    let program = browser::find().context("no browser: run `cargo xtask setup`")?;
    let server = serve::start(run.workspace.site(), 0)?;
    let results = run.workspace.logs().join("browser.json");
    // What an earlier run found must not pass for this one's.
    let _ = std::fs::remove_file(&results);
    let mut playwright = Command::new(run.workspace.npm_program("playwright"));
    playwright
        .args(["test", "--reporter=list,json", "--config", BROWSER_TESTS])
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &results)
        .env("EARLY_ACTION_URL", &server.url)
        .env("CHROMIUM", program);
    let outcome = run.logged("browser", playwright, minutes(20))?;
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
                "skipped" => {}
                _ => report.failed += 1,
            }
        }
    }
    for inner in group.suites.iter().map(read_playwright) {
        report.passed += inner.passed;
        report.failed += inner.failed;
        report.proved.extend(inner.proved);
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
                                {"title":"c","tests":[{"status":"skipped"}]}]}]}]}"#;
        let report = read_playwright(&serde_json::from_str(json).unwrap());
        assert_eq!((report.passed, report.failed), (1, 1));
        assert_eq!(report.proved, ["a"]);
    }
}
