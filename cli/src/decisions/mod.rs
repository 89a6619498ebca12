//! From draws to decisions: `decide`, `compare`, `voi`, `sensitivity`, `moved`, `calibrate`.
//!
//! The reference is `docs/reference/decisions.md`.

pub mod calibrate;
pub mod compare;
pub mod decide;
pub mod moved;
mod moves;
mod optimise;
pub mod sensitivity;
mod source;
mod study;
mod swings;
mod tables;
pub mod voi;

pub use swings::hangs;

use early_action_engine::decide::Estimate;
use early_action_engine::fault::Fault;
use early_action_present::report::WORDS;
use early_action_present::{Words, numbers};
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;

/// Prints an answer, as one line of JSON or as text, or says what is wrong.
fn print(answer: Result<(Value, String), Vec<Fault>>, as_json: bool) -> ExitCode {
    match answer {
        Err(faults) => crate::refuse(&faults, as_json),
        Ok((value, text)) => {
            // A closed pipe is the reader's choice, not a fault.
            _ = if as_json {
                writeln!(std::io::stdout(), "{value}")
            } else {
                writeln!(std::io::stdout(), "{}", text.trim_end())
            };
            ExitCode::SUCCESS
        }
    }
}

/// The words of sentences that a report says too.
fn words() -> Words {
    Words::new("en").with_resources(WORDS)
}

fn estimate(e: Estimate) -> Value {
    json!({ "value": e.value, "error": e.error })
}

/// One fault without a place in a file.
fn fault(path: &str, what: impl Into<String>, hint: impl Into<String>) -> Vec<Fault> {
    vec![Fault::without_place(path, what, hint)]
}

/// What is known of an estimate: no digit that its error leaves open.
fn known(e: Estimate) -> f64 {
    match e.error {
        Some(error) if error > 0.0 => {
            let place = 10f64.powf(error.log10().ceil());
            numbers::to_place(e.value, place)
        }
        _ => e.value,
    }
}

/// Pounds as a person reads them.
fn pounds(e: Estimate) -> String {
    let size = match known(e).abs() {
        small if small < 100.0 => format!("£{}", numbers::plain(small, 2)),
        size => numbers::exact_money(size),
    };
    if known(e) < 0.0 {
        format!("-{size}")
    } else {
        size
    }
}

/// Another number as a person reads it.
fn plain(e: Estimate) -> String {
    let value = known(e);
    let decimals = match value.abs() {
        size if size >= 1_000.0 => 0,
        size if size >= 10.0 => 2,
        _ => 4,
    };
    numbers::plain(value, decimals)
}
