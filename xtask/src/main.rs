//! `cargo xtask`: everything that is done with this repository, in one command.

mod bench;
mod browser;
mod budget;
mod fingerprint;
mod fuzz;
mod process;
mod self_test;
mod serve;
mod setup;
mod site;
mod test;
mod toolchain;
mod wasm;
mod workspace;

use anyhow::Result;
use clap::builder::PossibleValuesParser;
use clap::{Parser, Subcommand};
use std::process::{Command, ExitCode};
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
    /// Install what is missing: a compiler for WebAssembly, npm packages, browsers
    Setup,
    /// Build the command and the site
    Build,
    /// Build and serve the site on this machine
    Serve {
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Run every check, or one suite and what it needs
    Test {
        #[arg(long, value_name = "SUITE", value_parser = PossibleValuesParser::new(test::names()))]
        only: Option<String>,
    },
    /// Build, then measure
    Bench,
    /// Look for texts that make a reader panic, hang or eat memory; what is found joins fuzz/corpus
    Fuzz {
        #[arg(long, value_name = "TARGET", value_parser = PossibleValuesParser::new(fuzz::names()))]
        only: Option<String>,
        /// How long to look, for each target
        #[arg(long, default_value_t = 5)]
        minutes: u64,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    match task {
        Task::Setup => {
            setup::everything(&workspace)?;
            setup::engines(&workspace);
        }
        Task::Build => build(&workspace)?,
        Task::Serve { port } => {
            setup::for_building(&workspace)?;
            build_site(&workspace)?;
            serve::until_interrupted(workspace.site(), port)?;
        }
        Task::Test { only } => {
            if !test::run(&workspace, only.as_deref())? {
                return Ok(ExitCode::FAILURE);
            }
        }
        Task::Fuzz { only, minutes } => fuzz::run(&workspace, only.as_deref(), minutes)?,
        Task::Bench => {
            build(&workspace)?;
            bench::print(&workspace)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The command is built as part of the whole workspace: cargo unifies features over all that is
/// named, and results must not depend on them. Of it, only the command is worth the time.
fn build(workspace: &Workspace) -> Result<()> {
    setup::for_building(workspace)?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&workspace.root).args([
        "build",
        "--release",
        "--workspace",
        "--exclude",
        "xtask",
        "--bin",
        "early-action",
    ]);
    // Linking is work for one processor and takes both of them minutes.
    std::thread::scope(|scope| {
        let command = scope.spawn(|| process::run(cargo, process::minutes(30)));
        let web = wasm::build(workspace);
        let command = command.join();
        web.and(command.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })?;
    site::build(workspace)
}

fn build_site(workspace: &Workspace) -> Result<()> {
    wasm::build(workspace)?;
    site::build(workspace)
}
