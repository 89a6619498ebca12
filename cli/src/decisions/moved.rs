//! `early-action moved`: why the answer moved from the model's own figures to those that were set.

use super::source::about;
use super::{estimate, fault, print, words};
use crate::run::{self, Figures};
use crate::show::aligned;
use early_action_engine::appraise::{Moved, MovedStep};
use early_action_engine::decide::Perspective;
use early_action_engine::fault::Fault;
use early_action_engine::study::Study;
use early_action_present::of_model::words_of;
use early_action_present::sentences::moved_finding;
use early_action_present::tables::{self, Cell};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::process::ExitCode;

/// Arguments of `moved`.
#[derive(clap::Args)]
pub struct Options {
    /// The id of a shipped model, or a path to a TOML or JSON file.
    model: String,
    #[command(flatten)]
    figures: Figures,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
}

/// Prints why the answer moved.
pub fn moved(options: &Options) -> ExitCode {
    print(answer(options), options.json)
}

/// The change of every strategy's net cost by changed figure; nothing where none is changed.
pub fn explained(study: &Study) -> Result<Vec<Moved>, Fault> {
    let Some(mut job) = study.moved() else {
        return Ok(Vec::new());
    };
    loop {
        if let Some(found) = job.advance(study, usize::MAX)? {
            return Ok(found);
        }
    }
}

fn answer(options: &Options) -> Result<(Value, String), Vec<Fault>> {
    let study = run::study_at(&options.model, &options.figures)?;
    let found = explained(&study).map_err(|fault| vec![fault])?;
    if found.is_empty() {
        return Err(fault(
            "set",
            "no figure is changed, or there is nothing to compare: nothing has moved",
            "change figures that have a value with --set, in a model of two strategies or more",
        ));
    }
    let mut answer: Map<String, Value> = about(&study, None, &Perspective::Fiscal)
        .into_iter()
        .collect();
    let comparisons = found.iter().map(|moved| comparison(&study, moved));
    answer.insert("comparisons".into(), comparisons.collect());
    let words = words().with_model(&words_of(&study.model));
    let mut text = String::new();
    for moved in &found {
        let table = tables::moved(&words, moved);
        let cells = |row: &Vec<Cell>| [0, 1, 2].map(|at: usize| row[at].text.clone());
        let head = [0, 1, 2].map(|at: usize| table.columns[at].heading.clone());
        let rows: Vec<[String; 3]> = std::iter::once(head)
            .chain(table.rows.iter().map(cells))
            .collect();
        _ = writeln!(
            text,
            "{}: {}\n\n{}",
            words.label("strategy", &moved.strategy),
            moved_finding(&words, moved),
            aligned(&rows)
        );
    }
    Ok((Value::Object(answer), text))
}

fn comparison(study: &Study, moved: &Moved) -> Value {
    let step = |step: &MovedStep| {
        let parameter = study.model.parameter(&step.parameter);
        json!({
            "parameter": step.parameter,
            "label": parameter.and_then(|at| study.model.parameters[at].label.as_ref()),
            "from": step.from,
            "to": step.to,
            "change": estimate(step.change),
        })
    };
    json!({
        "strategy": moved.strategy,
        "baseline": study.model.strategies[study.model.baseline].name,
        "draws_each": moved.draws,
        "before": estimate(moved.before),
        "steps": moved.steps.iter().map(step).collect::<Value>(),
        "together": moved.together.map(estimate),
        "after": estimate(moved.after),
        "change": estimate(moved.change),
    })
}
