//! Lets libFuzzer look for texts that make a reader panic, hang or eat memory.

use crate::process::{self, Outcome, minutes};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The targets of `fuzz/src/lib.rs`, each with the longest text that is worth trying, in bytes.
const TARGETS: [(&str, usize); 5] = [
    ("model", 6_000),
    ("formula", 400),
    ("envelope", 4_000),
    ("table", 2_000),
    ("graphml", 4_000),
];

/// What no text may take: this many seconds, and megabytes with all that the search itself holds.
const BOUNDS: &str = "-timeout=10 -rss_limit_mb=1024";

/// What the compiler adds so that libFuzzer sees which code a text reaches; a stable compiler has
/// it.
const COUNTERS: [&str; 7] = [
    "--cfg=fuzzing",
    "--cfg=fuzzing_libfuzzer",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// The names of all targets.
pub fn names() -> Vec<&'static str> {
    TARGETS.iter().map(|(name, _)| *name).collect()
}

/// Looks through one target or all, each for so many minutes.
pub fn run(workspace: &Workspace, only: Option<&str>, minutes: u64) -> Result<()> {
    let program = build(workspace)?;
    let mut broken = Vec::new();
    for (name, longest) in TARGETS {
        if only.is_none_or(|only| only == name) {
            let search = Search::new(workspace, &program, name, longest)?;
            if !search.run(minutes)? {
                broken.push(name);
            }
        }
    }
    ensure!(broken.is_empty(), "broken: {}", broken.join(", "));
    Ok(())
}

fn build(workspace: &Workspace) -> Result<PathBuf> {
    let mut rustc = Command::new("rustc");
    rustc.arg("-vV");
    let version = process::read(rustc)?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say what it compiles for")?;
    let folder = workspace.target.join("fuzz");
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&workspace.root)
        .env("RUSTFLAGS", COUNTERS.join(" "))
        .env("CARGO_TARGET_DIR", &folder)
        .args(["build", "--package=early-action-fuzz", "--profile=fuzz"])
        // With a target named, what runs while building has no counters.
        .args(["--target", host]);
    process::run(cargo, minutes(30)).context("libFuzzer needs a compiler for C++")?;
    Ok(folder.join(host).join("fuzz/early-action-fuzz"))
}

struct Search<'a> {
    workspace: &'a Workspace,
    program: &'a Path,
    name: &'a str,
    longest: usize,
    /// Texts that reach code which none did before: kept from one search to the next.
    found: PathBuf,
}

impl<'a> Search<'a> {
    fn new(
        workspace: &'a Workspace,
        program: &'a Path,
        name: &'a str,
        longest: usize,
    ) -> Result<Self> {
        let found = workspace.target.join("fuzz/found").join(name);
        std::fs::create_dir_all(&found)?;
        Ok(Self {
            workspace,
            program,
            name,
            longest,
            found,
        })
    }

    /// Whether every text was taken. One that was not joins the corpus, as short as it can be.
    fn run(&self, long: u64) -> Result<bool> {
        let name = self.name;
        let corpus = format!("fuzz/corpus/{name}");
        let searching = format!(
            "{} {corpus} -max_total_time={} -max_len={} {BOUNDS} -artifact_prefix={corpus}/broken- \
             -dict=fuzz/words.txt -print_final_stats=1",
            self.found.display(),
            60 * long,
            self.longest,
        );
        let searched = self.start("search", &searching, minutes(long + 5))?;
        let stat = |name| stat(&searched.output, name);
        println!(
            "{name}: {} texts, {} of a new kind, the slowest {} s, {} MB at most",
            stat("number_of_executed_units"),
            stat("new_units_added"),
            stat("slowest_unit_time_sec"),
            stat("peak_rss_mb"),
        );
        let Some(file) = artifact(&searched.output) else {
            ensure!(searched.success, "{}", tail(&searched.output));
            return Ok(true);
        };
        println!("{name}: broken by {file}\n{}", complaint(&searched.output));
        self.shorten(&file)?;
        Ok(false)
    }

    /// Cuts a text that breaks the target while it still does.
    fn shorten(&self, file: &str) -> Result<()> {
        let short = format!("{file}-short");
        let shortening = format!(
            "-minimize_crash=1 -max_total_time=60 {BOUNDS} -exact_artifact_path={short} {file}"
        );
        self.start("shorten", &shortening, minutes(5))?;
        let root = &self.workspace.root;
        if root.join(&short).exists() {
            std::fs::rename(root.join(&short), root.join(file))?;
        }
        Ok(())
    }

    fn start(&self, what: &str, arguments: &str, limit: Duration) -> Result<Outcome> {
        let log = format!("fuzz-{}-{what}.log", self.name);
        let mut fuzzer = Command::new(self.program);
        fuzzer
            .current_dir(&self.workspace.root)
            .args(arguments.split(' '))
            .env("EARLY_ACTION_FUZZ", self.name);
        process::run_logged(fuzzer, &self.workspace.logs().join(log), limit)
    }
}

/// A figure that libFuzzer prints when it ends.
fn stat<'a>(output: &'a str, name: &str) -> &'a str {
    let value = |line: &'a str| {
        line.strip_prefix("stat::")?
            .strip_prefix(name)?
            .strip_prefix(':')
    };
    output.lines().rev().find_map(value).map_or("?", str::trim)
}

/// The file that libFuzzer wrote for a text that broke its target.
fn artifact(output: &str) -> Option<String> {
    let written = |line: &str| {
        Some(
            line.split_once("Test unit written to ")?
                .1
                .trim()
                .to_owned(),
        )
    };
    output.lines().rev().find_map(written)
}

/// What a text was refused for: what a panic said and where, or the bound that was passed.
fn complaint(output: &str) -> String {
    let lines = output.lines().map(str::trim_end);
    let said = lines.skip_while(|line| !line.starts_with("Error:") && !line.starts_with("SUMMARY"));
    let few: Vec<&str> = said.take(4).collect();
    few.join("\n")
}

fn tail(output: &str) -> String {
    let lines: Vec<&str> = output.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libfuzzer_prints_is_understood() {
        let output = "#5 NEW\nartifact_prefix='a/'; Test unit written to a/broken-crash-1\n\
                      stat::number_of_executed_units: 12\nstat::peak_rss_mb:    40\n";
        assert_eq!(artifact(output).as_deref(), Some("a/broken-crash-1"));
        assert_eq!(stat(output, "number_of_executed_units"), "12");
        assert_eq!(stat(output, "peak_rss_mb"), "40");
        assert_eq!(artifact("#5 NEW"), None);
        let output = "#5 NEW\n\nError: \npanicked at here: planted\nBacktrace\n";
        assert!(complaint(output).contains("planted"));
    }
}
