//! The `early-action` command: run, check and list models.

mod json;
mod network;
mod progress;
mod run;
mod show;

use clap::{Parser, Subcommand};
use early_action_engine::evidence;
use early_action_engine::fault::Fault;
use early_action_engine::model::{Model, value};
use std::process::ExitCode;

/// Monte Carlo models of early action against late intervention.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a model and show what it would cost and save.
    Run(run::Options),
    /// Name every fault of a model file.
    Check {
        /// A path, or the id of a shipped model.
        file: String,
        /// One JSON object instead of text.
        #[arg(long)]
        json: bool,
    },
    /// Turn a model file into JSON, which is what a page reads.
    Json {
        /// A path, or the id of a shipped model.
        file: String,
    },
    /// List the models that are shipped.
    Models,
    /// Who is around somebody, and who would remain.
    #[command(subcommand)]
    Network(network::Command),
    /// What a plan's log says, and two copies made one.
    #[command(subcommand)]
    Progress(progress::Command),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Check { file, json } => check(&file, json),
        Command::Json { file } => match read(&file).and_then(|text| value::parse(&text)) {
            Ok(tree) => {
                println!("{}", json::model(&tree));
                ExitCode::SUCCESS
            }
            Err(faults) => refuse(&faults, false),
        },
        Command::Models => {
            models();
            ExitCode::SUCCESS
        }
        Command::Network(command) => network::run(&command),
        Command::Progress(command) => progress::run(&command),
    }
}

/// The text of a shipped model or of a file.
fn read(model: &str) -> Result<String, Vec<Fault>> {
    if let Some((_, text)) = evidence::shipped().iter().find(|(id, _)| *id == model) {
        return Ok((*text).to_owned());
    }
    std::fs::read_to_string(model).map_err(|error| {
        if error.kind() == std::io::ErrorKind::InvalidData {
            let what = "this file is not text";
            let hint = "save it as plain text in the encoding UTF-8";
            return vec![Fault::without_place(model, what, hint)];
        }
        let shipped: Vec<&str> = evidence::shipped().iter().map(|(id, _)| *id).collect();
        let hint = format!(
            "give a path, or one of the shipped models: {}",
            shipped.join(", ")
        );
        vec![Fault::without_place(
            model,
            format!("this model cannot be read: {error}"),
            hint,
        )]
    })
}

/// Says what is wrong, and leaves with 1.
fn refuse(faults: &[Fault], json: bool) -> ExitCode {
    if json {
        println!("{}", json::faults(faults));
    } else {
        for fault in faults {
            eprintln!("{fault}");
        }
    }
    ExitCode::from(1)
}

fn check(file: &str, json: bool) -> ExitCode {
    match read(file).and_then(|text| Model::parse(&text)) {
        Ok(model) => {
            if json {
                println!("{}", json::faults(&[]));
            } else {
                println!("{}", show::checked(&model));
            }
            ExitCode::SUCCESS
        }
        Err(faults) => refuse(&faults, json),
    }
}

fn models() {
    for (id, text) in evidence::shipped() {
        let title = Model::parse(text).map_or_else(|_| String::new(), |m| m.title);
        println!("{id}\t{title}");
    }
}
