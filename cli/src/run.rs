//! `early-action run`: a study on threads, with progress where somebody watches.

use crate::{import, json, read, refuse, show};
use early_action_engine::appraise::Appraisal;
use early_action_engine::fault::Fault;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::simulate::Sampling;
use early_action_engine::study::{Ledger, Study};
use std::io::{IsTerminal, Write};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Simulated futures unless somebody asks for more.
const DRAWS: usize = 10_000;

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
}

/// Runs a model and prints the answer.
pub fn run(options: &Options) -> ExitCode {
    let begun = Instant::now();
    match answer(options) {
        Err(faults) => refuse(&faults, options.json),
        Ok((study, appraisal)) => {
            let text = if options.json {
                let seconds = begun.elapsed().as_secs_f64();
                let undiscounted = options.variant.figures.undiscounted;
                json::answer(&appraisal, &study.model, seconds, undiscounted).to_string()
            } else {
                let note = if options.variant.figures.undiscounted {
                    "nothing is discounted\n"
                } else {
                    ""
                };
                format!("{note}{}", show::answer(&study, &appraisal))
            };
            // A closed pipe is the reader's choice, not a fault.
            _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
    }
}

/// The study of a variant.
pub fn study(variant: &Variant) -> Result<Study, Vec<Fault>> {
    let model = model_of(variant)?;
    study_of(model, &variant.figures, variant.figures.at_means, None)
}

/// The study of the model at a path, or of a shipped one.
pub fn study_at(path: &str, figures: &Figures) -> Result<Study, Vec<Fault>> {
    study_of(model_at(path, figures)?, figures, figures.at_means, None)
}

/// The model of a variant: what is left of it to run.
pub fn model_of(variant: &Variant) -> Result<Model, Vec<Fault>> {
    model_at(&variant.model, &variant.figures)
}

fn model_at(path: &str, variant: &Figures) -> Result<Model, Vec<Fault>> {
    let mut model = Model::parse(&read(path)?)?;
    if let Some(name) = &variant.subgroup {
        model.keep_subgroup(name).map_err(|fault| vec![fault])?;
    }
    if variant.undiscounted {
        model = model.undiscounted();
    }
    Ok(model)
}

/// The study of a model with these figures and chance.
pub fn study_of(
    model: Model,
    variant: &Figures,
    at_means: bool,
    draws: Option<usize>,
) -> Result<Study, Vec<Fault>> {
    let mut overrides = Overrides::default();
    let rows = match &variant.draws_from {
        Some(path) => import::put(path, &model, &mut overrides)?,
        None => DRAWS,
    };
    // What is set on the command line holds against what a file brings.
    for set in Overrides::parse(&variant.overrides, &model)?.iter() {
        overrides
            .put(set.clone(), &model)
            .map_err(|fault| vec![fault])?;
    }
    if at_means {
        overrides = overrides.at_means(&model).map_err(|fault| vec![fault])?;
    }
    let or_else = if at_means { 1 } else { rows };
    let draws = draws.or(variant.draws).unwrap_or(or_else);
    let study = Study::new(model, overrides, variant.seed, draws)?;
    study.with_sampling(match variant.sampling {
        Way::Independent => Sampling::Independent,
        Way::Sobol => Sampling::Sobol,
    })
}

fn answer(options: &Options) -> Result<(Study, Appraisal), Vec<Fault>> {
    let study = study(&options.variant)?;
    let appraisal = appraise(&study, options.threads).map_err(|fault| vec![fault])?;
    Ok((study, appraisal))
}

/// Runs a study and its searches.
pub fn appraise(study: &Study, threads: Option<NonZeroUsize>) -> Result<Appraisal, Fault> {
    let mut appraisal = study.appraise(&ledger(study, threads)?);
    for mut search in study.thresholds() {
        while search.advance(study, usize::MAX)?.is_none() {}
        search.put_into(study, &mut appraisal);
    }
    Ok(appraisal)
}

/// Runs a study on threads, as many as the machine has cores if not said. Batches are handed out
/// one by one; results are merged as they come.
pub fn ledger(study: &Study, threads: Option<NonZeroUsize>) -> Result<Ledger, Fault> {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = threads.map_or(cores, NonZeroUsize::get);
    let (next, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    let batches = study.batches();
    let mut ledger = study.ledger();
    let mut progress = Bar::new(batches);
    let mut first_fault: Option<(u64, Fault)> = None;
    std::thread::scope(|scope| {
        // At most two results a thread wait to be merged, so that memory stays bounded.
        let (send, receive) = mpsc::sync_channel(2 * threads);
        for _ in 0..threads.min(usize::try_from(batches).unwrap_or(usize::MAX)) {
            let (send, next, stop) = (send.clone(), &next, &stop);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let batch = next.fetch_add(1, Ordering::Relaxed);
                    if batch >= batches || send.send((batch, study.run_batch(batch))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (batch, result) in receive {
            match result {
                Ok(result) => _ = ledger.add(&result),
                Err(fault) => {
                    // The fault of the earliest batch is told, whichever thread was faster.
                    stop.store(true, Ordering::Relaxed);
                    if first_fault.as_ref().is_none_or(|(b, _)| batch < *b) {
                        first_fault = Some((batch, fault));
                    }
                }
            }
            progress.show(ledger.filled() as u64);
        }
    });
    progress.clear();
    match first_fault {
        Some((_, fault)) => Err(fault),
        None => Ok(ledger),
    }
}

/// A line on a terminal's standard error for runs of more than a second.
struct Bar {
    total: u64,
    begun: Instant,
    last: Instant,
    shown: bool,
}

impl Bar {
    fn new(total: u64) -> Self {
        let now = Instant::now();
        Self {
            total,
            begun: now,
            last: now,
            shown: false,
        }
    }

    fn show(&mut self, done: u64) {
        let now = Instant::now();
        let due = now - self.begun > Duration::from_secs(1)
            && now - self.last > Duration::from_millis(100);
        if due && std::io::stderr().is_terminal() {
            self.last = now;
            self.shown = true;
            let percent = 100 * done / self.total.max(1);
            _ = write!(
                std::io::stderr(),
                "\r{percent:3} % of {} futures",
                self.total * 256
            );
        }
    }

    fn clear(&self) {
        if self.shown {
            _ = write!(std::io::stderr(), "\r{:60}\r", "");
        }
    }
}
