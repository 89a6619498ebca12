//! `early-action run`: a study on threads, with progress where somebody watches.

use crate::recipe::Recipe;
use crate::{import, individual, json, read, refuse, shard, show, threads};
use early_action_engine::appraise::Appraisal;
use early_action_engine::fault::Fault;
use early_action_engine::model::Model;
use early_action_engine::study::{Ledger, Study};
use std::io::Write;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::Instant;

/// Which model, with which figures and which chance.
#[derive(clap::Args)]
pub struct Variant {
    /// The id of a shipped model, or a path to a TOML or JSON file.
    pub model: String,
    #[command(flatten)]
    pub figures: Figures,
}

/// Which figures and which chance.
#[derive(clap::Args)]
pub struct Figures {
    /// Simulated futures; 10,000 if left out, or as many as `--draws-from` has.
    #[arg(long)]
    pub draws: Option<usize>,
    /// Seed of the random streams.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How uniforms are made.
    #[arg(long, value_enum, default_value_t)]
    sampling: Way,
    /// name=value moves the centre, name:=value fixes it, name~beta(...) replaces it.
    #[arg(long = "set", value_name = "OVERRIDE")]
    overrides: Vec<String>,
    /// A CSV file with a column for each parameter that it replaces and a row for each draw.
    #[arg(long, value_name = "FILE")]
    pub draws_from: Option<String>,
    /// Only this subgroup, as if everybody were in it.
    #[arg(long, value_name = "NAME")]
    subgroup: Option<String>,
    /// Every figure at its mean: one draw.
    #[arg(long)]
    at_means: bool,
    /// Nothing is discounted.
    #[arg(long)]
    undiscounted: bool,
}

/// How uniforms are made.
#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Way {
    /// Each draw independent of all others.
    #[default]
    Independent,
    /// Scrambled Sobol points: fewer draws for the same precision in smooth models.
    Sobol,
}

/// Arguments of `run`.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    variant: Variant,
    /// Threads; as many as the machine has cores if left out. They do not change the result.
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    /// One JSON object on one line.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    individual: individual::Follow,
    #[command(flatten)]
    shard: shard::OneShard,
}

/// Runs a model and prints the answer, or does one shard of it.
pub fn run(options: &Options) -> ExitCode {
    let begun = Instant::now();
    let threads = options.threads;
    let done = recipe(&options.variant.model, &options.variant.figures).and_then(|mut recipe| {
        let persons = &options.individual;
        recipe.individual = persons.individual.or(persons.children);
        if let Some(shard) = options.shard.asked()? {
            return shard::run(&recipe, &shard, threads::number(threads));
        }
        match recipe.individual {
            Some(_) => individual::run(&recipe, persons, threads, options.json, begun),
            None => {
                let study = recipe.study()?;
                let ledger = ledger(&study, threads).map_err(|fault| vec![fault])?;
                answer(&study, &ledger, recipe.undiscounted, options.json, begun)
            }
        }
    });
    match done {
        Err(faults) => refuse(&faults, options.json),
        Ok(text) => {
            // A closed pipe is the reader's choice, not a fault.
            _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
    }
}

/// A model and its figures, with the texts of their files.
fn recipe(model: &str, figures: &Figures) -> Result<Recipe, Vec<Fault>> {
    let draws_from = match &figures.draws_from {
        Some(path) => Some((path.clone(), import::text(path)?)),
        None => None,
    };
    Ok(Recipe {
        model: read(model)?,
        draws: figures.draws,
        seed: figures.seed,
        sobol: matches!(figures.sampling, Way::Sobol),
        overrides: figures.overrides.clone(),
        draws_from,
        subgroup: figures.subgroup.clone(),
        at_means: figures.at_means,
        undiscounted: figures.undiscounted,
        individual: None,
    })
}

/// The study of a variant.
pub fn study(variant: &Variant) -> Result<Study, Vec<Fault>> {
    study_at(&variant.model, &variant.figures)
}

/// The study of the model at a path, or of a shipped one.
pub fn study_at(path: &str, figures: &Figures) -> Result<Study, Vec<Fault>> {
    recipe(path, figures)?.study()
}

/// The model of a variant: what is left of it to run.
pub fn model_of(variant: &Variant) -> Result<Model, Vec<Fault>> {
    recipe(&variant.model, &variant.figures)?.read()
}

/// The study of a variant's model, changed, with the variant's figures and chance.
pub fn study_of(
    model: Model,
    variant: &Variant,
    at_means: bool,
    draws: Option<usize>,
) -> Result<Study, Vec<Fault>> {
    let mut recipe = recipe(&variant.model, &variant.figures)?;
    recipe.at_means = at_means;
    recipe.draws = draws.or(recipe.draws);
    recipe.study_of(model)
}

/// Runs every batch on threads, as many as the machine has cores if not said.
pub fn ledger(study: &Study, threads: Option<NonZeroUsize>) -> Result<Ledger, Fault> {
    let mut ledger = study.ledger();
    let batches: Vec<u64> = (0..study.batches()).collect();
    let what = format!("{} futures", study.batches() * 256);
    let run = |batch| study.run_batch(batch);
    let take = |result| _ = ledger.add(&result);
    threads::each(&batches, threads::number(threads), &what, run, take)?;
    Ok(ledger)
}

/// An appraisal, and what the searches say.
pub fn searched(study: &Study, mut appraisal: Appraisal) -> Result<Appraisal, Fault> {
    for mut search in study.thresholds() {
        while search.advance(study, usize::MAX)?.is_none() {}
        search.put_into(study, &mut appraisal);
    }
    Ok(appraisal)
}

/// The text of an answer: what a complete ledger and the searches say.
pub fn answer(
    study: &Study,
    ledger: &Ledger,
    undiscounted: bool,
    as_json: bool,
    begun: Instant,
) -> Result<String, Vec<Fault>> {
    let appraisal = if as_json {
        study.appraise(ledger)
    } else {
        study.appraise_totals(ledger)
    };
    let appraisal = searched(study, appraisal).map_err(|fault| vec![fault])?;
    Ok(if as_json {
        let seconds = begun.elapsed().as_secs_f64();
        json::answer(&appraisal, &study.model, seconds, undiscounted).to_string()
    } else {
        let note = if undiscounted {
            "nothing is discounted\n"
        } else {
            ""
        };
        format!("{note}{}", show::answer(study, &appraisal))
    })
}
