//! What the build costs and how fast it is, in numbers.

mod individual;

use crate::process::{self, minutes};
use crate::wasm::{OPTIMISE, TARGET_FEATURES};
use crate::workspace::Workspace;
use crate::{browser, budget, serve};
use anyhow::{Context, Result, ensure};
use std::process::Command;

pub fn print(workspace: &Workspace) -> Result<()> {
    flags()?;
    bytes(workspace)?;
    println!("\nNative, one thread");
    let engine = native(workspace, "engine")?;
    println!("\nAppraisal of a finished run, one thread");
    native(workspace, "appraise")?;
    println!();
    let persons = individual::print(workspace)?;
    println!();
    layout(workspace)?;
    println!();
    let page = chromium(workspace, "chromium")?;
    println!();
    chromium(workspace, "people")?;
    println!("\nBatches or persons a second, native / Chromium, one thread each");
    for (model, native, page) in ratios(&(engine + &persons), &page) {
        println!("  {model:<44} {:>10.2}", native / page);
    }
    Ok(())
}

/// A benchmark of the engine's own.
fn native(workspace: &Workspace, name: &str) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).args([
        "bench",
        "--quiet",
        "--package=early-action-engine",
        &format!("--bench={name}"),
    ]);
    shown(workspace, &format!("bench-{name}"), cargo)
}

/// How a map of organisations settles, and the same maps in d3-force.
fn layout(workspace: &Workspace) -> Result<()> {
    let graphs = workspace.logs().join("layout.json");
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&workspace.root)
        .args([
            "bench",
            "--quiet",
            "--package=early-action-engine",
            "--bench=layout",
        ])
        .env("EARLY_ACTION_GRAPHS", &graphs);
    shown(workspace, "bench-layout", cargo)?;
    let mut node = Command::new("node");
    node.current_dir(&workspace.root)
        .arg("tests/bench/layout.mjs")
        .env("EARLY_ACTION_GRAPHS", &graphs);
    shown(workspace, "bench-layout-d3", node)?;
    Ok(())
}

/// The built site and its WebAssembly, in the browser that runs the tests.
fn chromium(workspace: &Workspace, name: &str) -> Result<String> {
    let program = browser::find().context("no browser: run `cargo xtask setup`")?;
    let server = serve::start(workspace.site(), 0)?;
    let mut node = Command::new("node");
    node.current_dir(&workspace.root)
        .arg(format!("tests/bench/{name}.mjs"))
        .env("CARGO_TARGET_DIR", &workspace.target)
        .env("EARLY_ACTION_URL", &server.url)
        .env("CHROMIUM", program);
    shown(workspace, &format!("bench-{name}"), node)
}

/// Runs a benchmark, prints what it printed, and returns that.
fn shown(workspace: &Workspace, name: &str, command: Command) -> Result<String> {
    let log = workspace.logs().join(format!("{name}.log"));
    let outcome = process::run_logged(command, &log, minutes(15))?;
    print!("{}", outcome.output);
    ensure!(outcome.success, "the benchmark failed");
    Ok(outcome.output)
}

/// Batches or persons a second of each model that both have run.
fn ratios(native: &str, page: &str) -> Vec<(String, f64, f64)> {
    let page = rates(page);
    rates(native)
        .into_iter()
        .filter_map(|(model, rate)| {
            let (_, other) = page.iter().find(|(name, _)| *name == model)?;
            Some((model, rate, *other))
        })
        .collect()
}

/// A model's name stands at the start of a line, its measurements below it, indented.
fn rates(output: &str) -> Vec<(String, f64)> {
    let mut model = "";
    let mut rates = Vec::new();
    for line in output.lines() {
        if !line.starts_with(' ') {
            model = line.trim();
        } else if let Some(rest) = ["batches ", "persons "]
            .iter()
            .find_map(|what| line.trim().strip_prefix(what))
            && let Some(number) = rest.split_whitespace().next()
            && let Ok(rate) = number.parse()
        {
            rates.push((model.to_owned(), rate));
        }
    }
    rates
}

fn flags() -> Result<()> {
    let mut rustc = Command::new("rustc");
    rustc.arg("--version");
    println!("compiler  {}", process::read(rustc)?.trim());
    println!("native    --release (fat LTO, one code generation unit)");
    println!("browser   --profile wasm, -C target-feature={TARGET_FEATURES}");
    println!("wasm-opt  {}\n", OPTIMISE.join(" "));
    Ok(())
}

fn bytes(workspace: &Workspace) -> Result<()> {
    println!(
        "{:<28} {:>10} {:>10} {:>10}",
        "bytes", "raw", "brotli", "limit"
    );
    for used in budget::uses(workspace)? {
        println!(
            "{:<28} {:>10} {:>10} {:>10}",
            used.budget.name, used.raw, used.brotli, used.budget.limit
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_compared_by_model() {
        let native =
            "a\n  compile   1.0 ms\n  batches   90.0 a second\nb\n  batches  5.0 a second\n";
        let page = "Chromium 1\na\n  batches   30.0 a second\n";
        assert_eq!(ratios(native, page), [("a".to_owned(), 90.0, 30.0)]);
    }
}
