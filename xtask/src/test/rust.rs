//! The checks that cargo runs.

use super::{Report, Run};
use crate::process::minutes;
use anyhow::Result;
use std::process::Command;

pub fn format(run: &Run) -> Result<Report> {
    run.logged(
        "format",
        cargo(&["fmt", "--all", "--", "--check", "-l"]),
        minutes(2),
    )
    .map(Report::of)
}

pub fn clippy(run: &Run) -> Result<Report> {
    let clippy = cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    run.logged("clippy", clippy, minutes(20)).map(Report::of)
}

pub fn docs(run: &Run) -> Result<Report> {
    let mut doc = cargo(&["doc", "--quiet", "--workspace", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    run.logged("docs", doc, minutes(10)).map(Report::of)
}

/// Tests that concern the shipped command find it in EARLY_ACTION_COMMAND.
pub fn tests(run: &Run) -> Result<Report> {
    let mut test = cargo(&["test", "--workspace", "--no-fail-fast"]);
    test.env(
        "EARLY_ACTION_COMMAND",
        run.workspace.target.join("release/early-action"),
    );
    let outcome = run.logged("rust", test, minutes(30))?;
    Ok(read(&outcome.output).believing(outcome))
}

fn cargo(args: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(args);
    // What is compiled once and thrown away needs no notes for a second time.
    if std::env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

fn read(output: &str) -> Report {
    let mut report = Report::default();
    for line in output.lines() {
        if let Some(counts) = line.strip_prefix("test result: ") {
            report.passed += count(counts, "passed");
            report.failed += count(counts, "failed");
        } else if let Some(name) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.strip_suffix(" ... ok"))
        {
            report
                .proved
                .push(name.trim_end_matches(" - should panic").to_owned());
        }
    }
    report
}

/// The number before a word, as in `ok. 12 passed; 0 failed`.
fn count(text: &str, word: &str) -> usize {
    let words: Vec<&str> = text
        .split([' ', ';'])
        .filter(|part| !part.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_names_are_read_from_all_binaries() {
        let report = read(
            "test math::a ... ok\ntest b ... FAILED\ntest c ... ignored\n\
             test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out\n\
             test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n",
        );
        assert_eq!((report.passed, report.failed), (4, 1));
        assert_eq!(report.proved, ["math::a"]);
    }
}
