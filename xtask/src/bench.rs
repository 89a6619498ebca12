//! What the build costs, in numbers. Measurements of speed are added here, one function each.

use crate::budget;
use crate::process;
use crate::wasm::{OPTIMISE, TARGET_FEATURES};
use crate::workspace::Workspace;
use anyhow::Result;
use std::process::Command;

pub fn print(workspace: &Workspace) -> Result<()> {
    flags()?;
    bytes(workspace)
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
