//! `early-action draws`: every draw with its figures and its results, as CSV.

use crate::refuse;
use crate::run::{Variant, study};
use early_action_engine::fault::Fault;
use early_action_engine::model::Distribution;
use early_action_engine::study::Study;
use std::fs::File;
use std::io::{BufWriter, Write, stdout};
use std::process::ExitCode;

/// Arguments of `draws`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    variant: Variant,
    /// Where to write; standard output if left out.
    #[arg(long, short, value_name = "FILE")]
    output: Option<String>,
}

/// Writes a row for each draw.
pub fn draws(options: &Options) -> ExitCode {
    match study(&options.variant).and_then(|study| write(&study, options.output.as_deref())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => refuse(&faults, false),
    }
}

/// A column of results: its name, and the ledger columns that are added.
type Result_ = (String, Vec<usize>);

fn write(study: &Study, output: Option<&str>) -> Result<(), Vec<Fault>> {
    let unwritten = |e: &dyn std::fmt::Display| {
        let what = format!("the draws cannot be written: {e}");
        let hint = "give a path in a folder that you may write to";
        vec![Fault::without_place("output", what, hint)]
    };
    let sink: Box<dyn Write> = match output {
        Some(path) => Box::new(File::create(path).map_err(|e| unwritten(&e))?),
        None => Box::new(stdout().lock()),
    };
    let mut csv = csv::Writer::from_writer(BufWriter::new(sink));
    let results = results(study);
    let heads = std::iter::once("draw".to_owned())
        .chain(parameters(study))
        .chain(results.iter().map(|(name, _)| name.clone()));
    csv.write_record(heads).map_err(|e| unwritten(&e))?;
    let mut figures = Vec::new();
    let years = study.inputs.years;
    for batch in 0..study.batches() {
        let result = study.run_batch(batch).map_err(|fault| vec![fault])?;
        study.inputs.draw_own(batch, &mut figures);
        let size = figures.first().map_or(256, |column| column.len());
        let first = usize::try_from(batch).unwrap_or(usize::MAX) * size;
        for lane in 0..size.min(study.draws - first) {
            let total = |columns: &[usize]| {
                let of_column = |column: &usize| {
                    let years = column * years..(column + 1) * years;
                    years.fold(0.0, |sum, at| sum + result.values[at * size + lane])
                };
                columns.iter().fold(0.0, |sum, c| sum + of_column(c))
            };
            let row = std::iter::once((first + lane + 1).to_string())
                .chain(figures.iter().map(|column| column[lane].to_string()))
                .chain(
                    results
                        .iter()
                        .map(|(_, columns)| total(columns).to_string()),
                );
            match csv.write_record(row) {
                Ok(()) => {}
                // A closed pipe is the reader's choice, not a fault.
                Err(e) if is_closed(&e) => return Ok(()),
                Err(e) => return Err(unwritten(&e)),
            }
        }
    }
    match csv.flush() {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(unwritten(&e)),
        _ => Ok(()),
    }
}

fn is_closed(error: &csv::Error) -> bool {
    matches!(error.kind(), csv::ErrorKind::Io(e) if e.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Names of the single figures, in the order of the draws' columns.
pub fn parameters(study: &Study) -> Vec<String> {
    let named = |p: &early_action_engine::model::Parameter| match p
        .distribution
        .as_ref()
        .and_then(Distribution::members)
    {
        Some(members) => members.iter().map(|m| format!("{}.{m}", p.name)).collect(),
        None => vec![p.name.clone()],
    };
    study.model.parameters.iter().flat_map(named).collect()
}

/// For each strategy its fiscal cost, its cost lines and its outcomes.
fn results(study: &Study) -> Vec<Result_> {
    let mut found = Vec::new();
    for (s, strategy) in study.model.strategies.iter().enumerate() {
        let mut cost = Vec::new();
        let mut others: Vec<Result_> = Vec::new();
        for (column, line) in study.columns_of(s) {
            let line = &study.program.ledger[line];
            let kind = if line.what.is_cost() {
                "costs"
            } else {
                "outcomes"
            };
            let name = format!("{}.{kind}.{}", strategy.name, line.name);
            if line.what.is_fiscal() {
                cost.push(column);
            }
            match others.iter_mut().find(|(n, _)| *n == name) {
                Some((_, columns)) => columns.push(column),
                None => others.push((name, vec![column])),
            }
        }
        found.push((format!("{}.cost", strategy.name), cost));
        found.extend(others);
    }
    found
}
