//! The `early-action` command: run, check and list models.

mod appraise;
mod decisions;
mod draws;
mod import;
mod individual;
mod json;
mod keep;
mod network;
mod progress;
mod recipe;
mod report;
mod run;
mod schema;
mod shard;
mod show;
mod threads;
mod trace;

use clap::{Parser, Subcommand};
use early_action_engine::evidence;
use early_action_engine::fault::Fault;
use early_action_engine::model::{Model, Overrides, lint, value};
use early_action_engine::study::{Study, corners};
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
    /// Appraise in full: present values by payer and kind, cash by financial year, waiting.
    Appraise(appraise::Options),
    /// Put the shards of a run together.
    Merge(shard::Merge),
    /// Write every draw with its figures and results as CSV.
    Draws(draws::Options),
    /// Write who is where and what is counted in every cycle, as CSV or JSON.
    Trace(trace::Options),
    /// Which option to take, at which value of its effect.
    Decide(decisions::decide::Options),
    /// Compare strategies of several models that are about the same thing.
    Compare(decisions::compare::Options),
    /// Find figures that make a model agree with what was counted.
    Calibrate(decisions::calibrate::Options),
    /// What the answer hangs on: one figure at a time, break-even, shares of the variance.
    Sensitivity(decisions::sensitivity::Options),
    /// Why the answer moved from the model's own figures to those that are set.
    Moved(decisions::moved::Options),
    /// What it is worth to know more before deciding.
    Voi(decisions::voi::Options),
    /// Write the answer as one HTML file that stands alone.
    Report(report::Options),
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
    /// Print the JSON Schema of model files, for editors.
    Schema,
    /// List the models that are shipped.
    Models,
    /// Who is around somebody, and who would remain.
    #[command(subcommand)]
    Network(network::Command),
    /// What a plan's log says, and two copies made one.
    #[command(subcommand)]
    Progress(progress::Command),
    /// Files that families keep: pages that open again, locked if wished.
    #[command(subcommand)]
    Keep(keep::Command),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Appraise(options) => appraise::appraise(&options),
        Command::Merge(options) => shard::merge(&options),
        Command::Draws(options) => draws::draws(&options),
        Command::Trace(options) => trace::trace(&options),
        Command::Decide(options) => decisions::decide::decide(&options),
        Command::Compare(options) => decisions::compare::compare(&options),
        Command::Calibrate(options) => decisions::calibrate::calibrate(&options),
        Command::Sensitivity(options) => decisions::sensitivity::sensitivity(&options),
        Command::Moved(options) => decisions::moved::moved(&options),
        Command::Voi(options) => decisions::voi::voi(&options),
        Command::Report(options) => report::report(&options),
        Command::Schema => {
            println!("{:#}", schema::schema());
            ExitCode::SUCCESS
        }
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
        Command::Keep(command) => keep::run(&command),
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
            let warnings = warnings(&model);
            if json {
                println!("{}", json::checked(&warnings));
            } else {
                println!("{}", show::checked(&model));
                for warning in &warnings {
                    println!("warning: {warning}");
                }
            }
            ExitCode::SUCCESS
        }
        Err(faults) => refuse(&faults, json),
    }
}

/// What is allowed but probably not meant, and what the sliders' ends would bring about.
fn warnings(model: &Model) -> Vec<Fault> {
    let mut found = lint::lints(model);
    // Where figures must still be entered, the ends cannot be tried.
    if let Ok(study) = Study::new(model.clone(), Overrides::default(), 1, 256) {
        found.extend(corners(&study));
    }
    found
}

fn models() {
    for (id, text) in evidence::shipped() {
        let title = Model::parse(text).map_or_else(|_| String::new(), |m| m.title);
        println!("{id}\t{title}");
    }
}
