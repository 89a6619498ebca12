//! People followed one by one, and a kernel written by hand in the same run.

use super::shown;
use crate::workspace::Workspace;
use anyhow::Result;
use std::process::Command;

pub fn print(workspace: &Workspace) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).args([
        "bench",
        "--quiet",
        "--package=early-action-engine",
        "--bench=individual",
    ]);
    shown(workspace, "bench-individual", cargo)
}
