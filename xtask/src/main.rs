//! `cargo xtask`: everything that is done with this repository, in one command.

mod browser;
mod fingerprint;
mod process;
mod serve;
mod setup;
mod site;
mod toolchain;
mod wasm;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::Command;
use workspace::Workspace;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Sets up, builds, serves, tests and measures early-action"
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing: a compiler for WebAssembly, npm packages, a browser
    Setup,
    /// Build the command and the site
    Build,
    /// Build and serve the site on this machine
    Serve {
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
}

fn main() -> Result<()> {
    let task = Arguments::parse().task;
    let workspace = Workspace::find()?;
    match task {
        Task::Setup => setup::everything(&workspace),
        Task::Build => build(&workspace),
        Task::Serve { port } => {
            setup::for_building(&workspace)?;
            build_site(&workspace)?;
            serve::until_interrupted(workspace.site(), port)
        }
    }
}

/// The whole workspace at once, because cargo unifies features over what it builds together, and
/// results must not depend on them.
fn build(workspace: &Workspace) -> Result<()> {
    setup::for_building(workspace)?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).args([
        "build",
        "--release",
        "--workspace",
        "--exclude",
        "xtask",
    ]);
    process::run(cargo, 30)?;
    build_site(workspace)
}

fn build_site(workspace: &Workspace) -> Result<()> {
    wasm::build(workspace)?;
    site::build(workspace)
}
