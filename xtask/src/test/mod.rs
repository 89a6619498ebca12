//! Every check there is, as suites: one line each, and a suite's output only when it fails.

mod acceptance;
mod engines;
mod hygiene;
mod licences;
mod rust;
mod web;

use crate::process::{Outcome, minutes};
use crate::workspace::Workspace;
use crate::{budget, setup};
use anyhow::{Result, ensure};
use std::collections::BTreeSet;
use std::process::Command;
use std::time::{Duration, Instant};

/// Lines of a failed suite's output.
const MAX_SHOWN: usize = 200;

/// What a suite found.
#[derive(Default)]
pub struct Report {
    pub passed: usize,
    pub failed: usize,
    /// Names of the tests that passed.
    pub proved: Vec<String>,
    /// Names of the tests that could not run here.
    pub skipped: Vec<String>,
    /// Shown whatever happened.
    pub notes: Vec<String>,
    /// Shown when something failed.
    pub output: String,
}

impl Report {
    /// A suite that is one check.
    fn of(outcome: Outcome) -> Self {
        let (passed, failed) = if outcome.success { (1, 0) } else { (0, 1) };
        Self {
            passed,
            failed,
            output: outcome.output,
            ..Self::default()
        }
    }

    /// A check that lists what is wrong.
    fn of_problems(problems: &[String]) -> Self {
        Self::of(Outcome {
            success: problems.is_empty(),
            output: problems.join("\n"),
        })
    }

    /// What another run found, too.
    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.proved.extend(other.proved);
        self.skipped.extend(other.skipped);
        self.notes.extend(other.notes);
        if other.failed > 0 {
            self.output.push_str(&other.output);
        }
    }

    /// A runner that fails without a failed test (it could not start, say) has failed once.
    fn believing(mut self, outcome: Outcome) -> Self {
        if !outcome.success && self.failed == 0 {
            self.failed = 1;
        }
        self.output = outcome.output;
        self
    }
}

/// What a suite may look at.
pub struct Run<'a> {
    workspace: &'a Workspace,
    /// Tests that passed so far.
    proved: BTreeSet<String>,
    /// Tests in engines that this machine cannot have.
    excused: BTreeSet<String>,
}

struct Suite {
    name: &'static str,
    needs: &'static [&'static str],
    run: fn(&Run) -> Result<Report>,
}

const fn suite(
    name: &'static str,
    needs: &'static [&'static str],
    run: fn(&Run) -> Result<Report>,
) -> Suite {
    Suite { name, needs, run }
}

/// The only suite whose tests a machine may lack the means for.
const ENGINES: &str = "engines";

/// In the order in which they run: what fails soonest comes first.
const SUITES: [Suite; 13] = [
    suite("format", &[], rust::format),
    suite("hygiene", &[], |run| hygiene::check(run.workspace)),
    suite("licences", &[], |run| licences::check(run.workspace)),
    suite("build", &[], build),
    suite("typescript", &["build"], web::typescript),
    suite("budgets", &["build"], |run| {
        budget::problems(run.workspace).map(|problems| Report::of_problems(&problems))
    }),
    suite("clippy", &[], rust::clippy),
    suite("rust", &["build"], rust::tests),
    suite("docs", &[], rust::docs),
    suite("node", &["build"], web::node),
    suite("browser", &["build"], web::browser),
    suite(ENGINES, &["build"], engines::check),
    suite("acceptance", &["rust", "node", "browser", ENGINES], |run| {
        acceptance::check(run.workspace, &run.proved, &run.excused)
    }),
];

/// The names that `--only` takes.
pub fn names() -> Vec<&'static str> {
    SUITES.iter().map(|suite| suite.name).collect()
}

/// Runs all suites, or one and what it needs. Returns whether everything passed.
pub fn run(workspace: &Workspace, only: Option<&str>) -> Result<bool> {
    setup::everything(workspace)?;
    let wanted = only.map(with_needs);
    let mut run = Run {
        workspace,
        proved: BTreeSet::new(),
        excused: BTreeSet::new(),
    };
    let (mut passed, mut failed) = (0, 0);
    for suite in &SUITES {
        if wanted
            .as_ref()
            .is_some_and(|names| !names.contains(suite.name))
        {
            continue;
        }
        let start = Instant::now();
        let report = (suite.run)(&run);
        ensure!(!crate::process::interrupted(), "interrupted");
        let report = report.unwrap_or_else(|error| Report {
            failed: 1,
            output: format!("{error:#}"),
            ..Report::default()
        });
        if report.failed > 0 {
            println!("{}\n", end_of(&report.output));
        }
        println!(
            "{:<10} {:>5} passed {:>3} failed {:>7.1} s",
            suite.name,
            report.passed,
            report.failed,
            start.elapsed().as_secs_f64()
        );
        for note in &report.notes {
            println!("           {note}");
        }
        passed += report.passed;
        failed += report.failed;
        if suite.name == ENGINES {
            run.excused.extend(report.skipped);
        }
        run.proved.extend(report.proved);
    }
    println!("{passed} passed, {failed} failed");
    Ok(failed == 0)
}

/// What went wrong stands at the end; a log's beginning seldom helps and hides the other suites.
fn end_of(output: &str) -> String {
    let lines: Vec<&str> = output.trim_end().lines().collect();
    lines[lines.len().saturating_sub(MAX_SHOWN)..].join("\n")
}

fn with_needs(name: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::from([name]);
    for suite in SUITES.iter().rev() {
        if names.contains(suite.name) {
            names.extend(suite.needs);
        }
    }
    names
}

fn build(run: &Run) -> Result<Report> {
    let mut build = Command::new(std::env::current_exe()?);
    build.arg("build");
    run.logged("build", build, minutes(30)).map(Report::of)
}

impl Run<'_> {
    fn logged(&self, name: &str, mut command: Command, limit: Duration) -> Result<Outcome> {
        command.current_dir(&self.workspace.root);
        let log = self.workspace.logs().join(name).with_extension("log");
        crate::process::run_logged(command, &log, limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suite_brings_what_it_needs_and_nothing_else() {
        let names = with_needs("acceptance");
        assert_eq!(
            names,
            BTreeSet::from(["acceptance", "browser", "build", "engines", "node", "rust"])
        );
        assert_eq!(with_needs("format"), BTreeSet::from(["format"]));
    }

    #[test]
    fn what_a_suite_needs_runs_before_it() {
        for (position, suite) in SUITES.iter().enumerate() {
            for need in suite.needs {
                assert!(
                    SUITES[..position]
                        .iter()
                        .any(|earlier| earlier.name == *need)
                );
            }
        }
    }
}
