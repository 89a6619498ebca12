//! Where the draws of a decision come from: a model that is run, or a file of results.

use super::{fault, tables};
use crate::run::{self, Figures};
use early_action_engine::decide::{Choice, Perspective};
use early_action_engine::fault::Fault;
use early_action_engine::model::{Discount, Distribution, What};
use early_action_engine::study::Study;
use serde_json::{Value, json};
use std::num::NonZeroUsize;

/// Which options, in which draws, and what counts.
#[derive(clap::Args)]
pub struct Source {
    /// The id of a shipped model, or a path to a TOML or JSON file. Left out, `--draws-from` holds
    /// the results of every strategy.
    model: Option<String>,
    #[command(flatten)]
    figures: Figures,
    #[command(flatten)]
    pub counted: Counted,
    /// Without a model: less of the effect is better.
    #[arg(long, conflicts_with = "model")]
    less_is_better: bool,
    /// Threads; as many as the machine has cores if left out. They do not change the result.
    #[arg(long)]
    threads: Option<NonZeroUsize>,
}

/// What counts as effect and as cost.
#[derive(clap::Args)]
pub struct Counted {
    /// The outcome that is the effect; where there is only one it need not be said.
    #[arg(long, value_name = "NAME")]
    pub outcome: Option<String>,
    /// Whose costs count: fiscal (of all payers), all (of every kind), or payer:NAME.
    #[arg(long, default_value = "fiscal", value_parser = perspective)]
    pub perspective: Perspective,
}

fn perspective(text: &str) -> Result<Perspective, String> {
    match text.strip_prefix("payer:") {
        Some(payer) => Ok(Perspective::Payer(payer.to_owned())),
        None if text == "fiscal" => Ok(Perspective::Fiscal),
        None if text == "all" => Ok(Perspective::All),
        None => Err("write fiscal, all or payer:NAME".into()),
    }
}

/// One figure of a model, or several that are drawn together.
pub struct Figure {
    /// Its name.
    pub name: String,
    /// Plain words, or the name.
    pub label: String,
    /// Each single figure that varies: its own name, `NAME` or `NAME.MEMBER`, and its draws.
    pub columns: Vec<(String, Vec<f64>)>,
    /// How many of them, from the first, tell all: where shares add to one, the last is known.
    free: usize,
}

impl Figure {
    /// The draws that tell all there is to know.
    pub fn draws(&self) -> Vec<&[f64]> {
        let free = self.columns.iter().take(self.free);
        free.map(|(_, draws)| draws.as_slice()).collect()
    }
}

/// Options in their draws.
pub struct Draws {
    /// What the options bring about.
    pub choice: Choice,
    /// The figures that vary, where they were asked for.
    pub figures: Vec<Figure>,
    /// The outcome that is the effect.
    pub outcome: Option<String>,
    /// People that the model is about; 1 without a model.
    pub people: f64,
    /// The model's discount rate of costs in the first year; `None` without a model.
    pub discount: Option<f64>,
    /// Seed.
    pub seed: u64,
    /// What begins the answer as JSON.
    pub about: Vec<(String, Value)>,
}

impl Source {
    /// Runs the model or reads the file.
    pub fn draws(&self, with_figures: bool) -> Result<Draws, Vec<Fault>> {
        match (&self.model, &self.figures.draws_from) {
            (Some(model), _) => self.run(model, with_figures),
            (None, Some(path)) => self.read(path),
            (None, None) => Err(fault(
                "model",
                "there is nothing to decide on",
                "give a model, or --draws-from with the results of every strategy",
            )),
        }
    }

    /// -1 where less of a file's effects is better.
    pub fn sign(&self) -> f64 {
        if self.less_is_better { -1.0 } else { 1.0 }
    }

    fn run(&self, model: &str, with_figures: bool) -> Result<Draws, Vec<Fault>> {
        let study = run::study_at(model, &self.figures)?;
        let outcome = self.counted.outcome_of(&study)?;
        self.counted.check_perspective(&study)?;
        let ledger = run::ledger(&study, self.threads).map_err(|fault| vec![fault])?;
        let choice = Choice::of(&study, &ledger, outcome, &self.counted.perspective);
        let figures = if with_figures {
            figures(&study, choice.draws())
        } else {
            Vec::new()
        };
        let outcome = outcome.map(|line| study.model.lines[line].name.clone());
        Ok(Draws {
            choice,
            figures,
            people: study.people(),
            discount: first_rate(&study.model.cost_discounting),
            seed: study.seed,
            about: about(&study, outcome.as_deref(), &self.counted.perspective),
            outcome,
        })
    }

    fn read(&self, path: &str) -> Result<Draws, Vec<Fault>> {
        let drawn = tables::drawn(path, self.counted.outcome.as_deref(), self.sign())?;
        let mut figures: Vec<Figure> = Vec::new();
        for column in drawn.figures {
            // Columns NAME.MEMBER are figures that were drawn together.
            let whole = column.0.split('.').next().unwrap_or(&column.0).to_owned();
            match figures.iter_mut().find(|f| f.name == whole) {
                Some(figure) => {
                    figure.columns.push(column);
                    figure.free += 1;
                }
                None => figures.push(Figure {
                    label: whole.clone(),
                    name: whole,
                    columns: vec![column],
                    free: 1,
                }),
            }
        }
        let about = vec![
            ("draws_from".to_owned(), json!(path)),
            ("seed".to_owned(), json!(self.figures.seed)),
            ("draws".to_owned(), json!(drawn.choice.draws())),
            ("outcome".to_owned(), json!(drawn.outcome)),
        ];
        Ok(Draws {
            choice: drawn.choice,
            figures,
            outcome: drawn.outcome,
            people: 1.0,
            discount: None,
            seed: self.figures.seed,
            about,
        })
    }
}

impl Counted {
    /// The outcome that is the effect, as an index among the model's lines: the one named, or the
    /// only one; `None` where there are several or none.
    pub fn outcome_of(&self, study: &Study) -> Result<Option<usize>, Vec<Fault>> {
        let lines = study.model.lines.iter().enumerate();
        let outcomes: Vec<(usize, &str)> = lines
            .filter(|(_, l)| !l.what.is_cost())
            .map(|(i, l)| (i, l.name.as_str()))
            .collect();
        match (&self.outcome, &outcomes[..]) {
            (None, [(only, _)]) => Ok(Some(*only)),
            (None, _) => Ok(None),
            (Some(name), _) => match outcomes.iter().find(|(_, n)| n == name) {
                Some((line, _)) => Ok(Some(*line)),
                None => {
                    let names: Vec<&str> = outcomes.iter().map(|(_, n)| *n).collect();
                    Err(fault(
                        "outcome",
                        format!("the model has no outcome `{name}`"),
                        format!("its outcomes are: {}", names.join(", ")),
                    ))
                }
            },
        }
    }

    /// A payer must be one of the model's.
    pub fn check_perspective(&self, study: &Study) -> Result<(), Vec<Fault>> {
        let Perspective::Payer(wanted) = &self.perspective else {
            return Ok(());
        };
        let payers = payers(study, &Perspective::Fiscal);
        if payers.contains(wanted) {
            return Ok(());
        }
        Err(fault(
            "perspective",
            format!("nobody called `{wanted}` pays in this model"),
            format!("its payers are: {}", payers.join(", ")),
        ))
    }
}

/// Who pays the costs that count, in alphabetical order.
pub fn payers(study: &Study, perspective: &Perspective) -> Vec<String> {
    let of = |what: &What| match what {
        What::Cost { payer, .. } if perspective.counts(what) => Some(payer.clone()),
        _ => None,
    };
    let mut payers: Vec<String> = study
        .program
        .ledger
        .iter()
        .filter_map(|line| of(&line.what))
        .collect();
    payers.sort();
    payers.dedup();
    payers
}

/// The rate of the first year, unless it is a formula.
fn first_rate(discount: &Discount) -> Option<f64> {
    let band = discount.figures.bands.first();
    band.filter(|_| discount.rate.is_none())
        .map(|(_, rate)| *rate)
}

/// What every answer about a model begins with.
pub fn about(
    study: &Study,
    outcome: Option<&str>,
    perspective: &Perspective,
) -> Vec<(String, Value)> {
    let model = &study.model;
    let p = study.provenance();
    vec![
        (
            "model".to_owned(),
            json!({ "id": model.id, "title": model.title, "hash": model.hash }),
        ),
        ("seed".to_owned(), json!(p.seed)),
        ("draws".to_owned(), json!(p.kept_draws)),
        ("sampling".to_owned(), json!(p.sampling)),
        ("overrides".to_owned(), json!(p.overrides)),
        ("price_year".to_owned(), json!(p.price_year)),
        ("perspective".to_owned(), json!(perspective.to_string())),
        ("outcome".to_owned(), json!(outcome)),
    ]
}

/// The figures that vary, with their draws.
pub fn figures(study: &Study, draws: usize) -> Vec<Figure> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut batch_columns = Vec::new();
    for batch in 0..study.batches() {
        if columns.first().is_some_and(|c| c.len() >= draws) {
            break;
        }
        study.inputs.draw_own(batch, &mut batch_columns);
        columns.resize(batch_columns.len(), Vec::new());
        for (column, new) in columns.iter_mut().zip(&batch_columns) {
            let left = draws.saturating_sub(column.len());
            column.extend(new.iter().take(left));
        }
    }
    let mut columns = columns.into_iter();
    let mut found = Vec::new();
    for parameter in &study.model.parameters {
        let members = parameter
            .distribution
            .as_ref()
            .and_then(Distribution::members);
        let number = members.as_ref().map_or(1, Vec::len);
        let varies = |draws: &Vec<f64>| draws.iter().any(|v| v.to_bits() != draws[0].to_bits());
        let own = |at: usize| match &members {
            Some(members) => format!("{}.{}", parameter.name, members[at]),
            None => parameter.name.clone(),
        };
        let all = columns.by_ref().take(number).enumerate();
        let columns: Vec<(String, Vec<f64>)> = all
            .map(|(at, draws)| (own(at), draws))
            .filter(|(_, draws)| varies(draws))
            .collect();
        // Shares add to one: the last is known from the others.
        let shares = matches!(parameter.distribution, Some(Distribution::Dirichlet(_)));
        let free = columns.len() - usize::from(shares && columns.len() > 1);
        if free > 0 {
            found.push(Figure {
                name: parameter.name.clone(),
                label: parameter
                    .label
                    .clone()
                    .unwrap_or_else(|| parameter.name.clone()),
                columns,
                free,
            });
        }
    }
    found
}
