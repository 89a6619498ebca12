//! A study: one variant of a model over many draws, cut into jobs that anybody may run.
//!
//! Threads in the command, workers in a page and tasks on a cluster all call [`Study::job`] and
//! hand results to a [`Ledger`], in whatever order they come.

mod corners;
mod crossings;
mod ledger;
mod moved;
mod probe;
mod threshold;

pub use corners::corners;
pub use crossings::{Course, CrossingAt, course};
pub use ledger::{KEPT_DRAWS, Ledger, YEARLY_DRAWS};
pub use moved::MovedJob;
pub(crate) use probe::at_means;
pub use probe::{Basis, Measure, Probe, quantile_of};
pub use threshold::ThresholdJob;

use crate::appraise::{Appraisal, Provenance, appraise};
use crate::evidence;
use crate::fault::Fault;
use crate::model::{Model, Overrides};
use crate::random::{BATCH, SCHEME, Seed};
use crate::simulate::{BatchResult, Chance, Inputs, Job, Program, Progress, Sampling};
use std::sync::Arc;

/// Most draws a study can have.
pub const MAX_DRAWS: usize = 10_000_000;
/// Most bytes that a ledger may take; a page and a small machine can hold so much.
pub const MAX_LEDGER_BYTES: u64 = 1 << 30;
/// Most operations that a study may take: half an hour on one core. Pages have a limit of their own.
pub const MAX_OPERATIONS: u64 = 1_000_000_000_000;

/// One variant of a model, ready to run.
///
/// Cheap to make from another study of the same model: [`Study::variant`] compiles nothing.
#[derive(Clone)]
pub struct Study {
    /// The model.
    pub model: Arc<Model>,
    /// Its structure.
    pub program: Arc<Program>,
    /// The numbers of this variant.
    pub inputs: Arc<Inputs>,
    /// What was changed.
    pub overrides: Overrides,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub draws: usize,
    /// How uniforms are made.
    pub sampling: Sampling,
}

fn chance(model: &Model, seed: u64, sampling: Sampling) -> Result<Arc<Chance>, Vec<Fault>> {
    Chance::new(model, Seed(seed), sampling)
        .map(Arc::new)
        .map_err(|fault| vec![fault])
}

impl std::fmt::Debug for Study {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let overrides: Vec<String> = self.overrides.iter().map(ToString::to_string).collect();
        f.debug_struct("Study")
            .field("model", &self.model.id)
            .field("overrides", &overrides)
            .field("seed", &self.seed)
            .field("draws", &self.draws)
            .finish_non_exhaustive()
    }
}

impl Study {
    /// Compiles a model and puts in its numbers.
    ///
    /// # Errors
    /// Missing input, overrides that cannot be applied, and studies that are too large.
    pub fn new(
        model: Model,
        overrides: Overrides,
        seed: u64,
        draws: usize,
    ) -> Result<Self, Vec<Fault>> {
        let program = Arc::new(Program::compile(&model)?);
        let chance = chance(&model, seed, Sampling::Independent)?;
        let inputs = Inputs::new(&model, &program, &overrides, chance, None)?;
        Self {
            model: Arc::new(model),
            program,
            inputs: Arc::new(inputs),
            overrides,
            seed,
            draws,
            sampling: Sampling::Independent,
        }
        .checked()
    }

    /// The same variant, with uniforms made another way.
    ///
    /// # Errors
    /// If there are more uncertain figures than that way has dimensions.
    pub fn with_sampling(&self, sampling: Sampling) -> Result<Self, Vec<Fault>> {
        self.with_chance(self.seed, sampling)
    }

    fn with_chance(&self, seed: u64, sampling: Sampling) -> Result<Self, Vec<Fault>> {
        let chance = chance(&self.model, seed, sampling)?;
        let inputs = Inputs::new(&self.model, &self.program, &self.overrides, chance, None)?;
        Ok(Self {
            inputs: Arc::new(inputs),
            seed,
            sampling,
            ..self.clone()
        })
    }

    /// The same model with other numbers; only what the overrides move is rebuilt.
    ///
    /// # Errors
    /// As [`Study::new`].
    pub fn variant(&self, overrides: Overrides) -> Result<Self, Vec<Fault>> {
        let before = Some((&*self.inputs, &self.overrides));
        let inputs = Inputs::new(
            &self.model,
            &self.program,
            &overrides,
            Arc::clone(self.inputs.chance()),
            before,
        )?;
        Ok(Self {
            inputs: Arc::new(inputs),
            overrides,
            ..self.clone()
        })
    }

    /// The same variant with other draws.
    ///
    /// # Errors
    /// As [`Study::new`].
    pub fn with_draws(&self, seed: u64, draws: usize) -> Result<Self, Vec<Fault>> {
        let study = if seed == self.seed {
            self.clone()
        } else {
            self.with_chance(seed, self.sampling)?
        };
        Self { draws, ..study }.checked()
    }

    /// Refuses what is too large to run.
    fn checked(self) -> Result<Self, Vec<Fault>> {
        let draws = self.draws;
        if !(1..=MAX_DRAWS).contains(&draws) {
            return Err(vec![Fault::without_place(
                "draws",
                format!("{draws} draws cannot be run"),
                format!("choose from 1 to {MAX_DRAWS}"),
            )]);
        }
        let cost = self.inputs.cost(&self.program);
        let operations = cost.operations.saturating_mul(self.batches());
        let bytes = Ledger::bytes(&self);
        if operations > MAX_OPERATIONS || bytes > MAX_LEDGER_BYTES {
            let what = format!(
                "{draws} draws would take about {operations:.1e} steps and {} MB",
                bytes >> 20
            );
            return Err(vec![Fault::without_place(
                "draws",
                what,
                "take fewer draws, a longer cycle, a shorter horizon or less memory in states",
            )]);
        }
        Ok(self)
    }

    /// Number of batches of 256 draws; the last is run in full.
    pub fn batches(&self) -> u64 {
        self.draws.div_ceil(BATCH) as u64
    }

    /// The job of one batch.
    pub fn job(&self, batch: u64) -> Job {
        Job::new(&self.model, &self.program, &self.inputs, batch)
    }

    /// Works on a job for about `fuel` columns of sixteen draws.
    ///
    /// # Errors
    /// What is wrong with the model in one of the draws.
    pub fn advance(&self, job: &mut Job, fuel: usize) -> Result<Progress, Fault> {
        job.advance(&self.model, &self.program, &self.inputs, fuel)
    }

    /// Runs one batch to its end.
    ///
    /// # Errors
    /// What is wrong with the model in one of the draws.
    pub fn run_batch(&self, batch: u64) -> Result<BatchResult, Fault> {
        let mut job = self.job(batch);
        loop {
            if let Progress::Done(result) = self.advance(&mut job, usize::MAX)? {
                return Ok(result);
            }
        }
    }

    /// An empty ledger for this study.
    pub fn ledger(&self) -> Ledger {
        Ledger::new(self)
    }

    /// One search for each strategy that names a threshold.
    pub fn thresholds(&self) -> Vec<ThresholdJob> {
        (0..self.model.strategies.len())
            .filter(|s| *s != self.model.baseline)
            .filter_map(|s| ThresholdJob::new(self, s))
            .collect()
    }

    /// The work of finding out why the answer moved from the model's own figures; `None` where
    /// none is changed.
    pub fn moved(&self) -> Option<MovedJob> {
        MovedJob::new(self)
    }

    /// How many people enter within the horizon: the mean over the first batch.
    pub fn people(&self) -> f64 {
        self.inputs.people(&self.model, &self.program)
    }

    /// Columns of a strategy: index of the column and of its ledger line.
    pub fn columns_of(&self, strategy: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let first = self.program.first_column(strategy);
        self.program.columns[strategy]
            .iter()
            .enumerate()
            .map(move |(i, line)| (first + i, *line))
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.program.column_count()
    }

    /// Everything needed to repeat this study.
    pub fn provenance(&self) -> Provenance {
        Provenance {
            model: self.model.id.clone(),
            model_hash: self.model.hash.clone(),
            engine: env!("CARGO_PKG_VERSION").into(),
            streams: SCHEME,
            register: evidence::REGISTER_DATE.into(),
            seed: self.seed,
            sampling: self.sampling.to_string(),
            draws: self.draws,
            kept_draws: self.draws.min(KEPT_DRAWS),
            by_year_draws: self.draws.min(YEARLY_DRAWS),
            overrides: self.overrides.iter().map(ToString::to_string).collect(),
            price_year: self.model.price_year.clone(),
        }
    }

    /// Appraises a complete ledger.
    pub fn appraise(&self, ledger: &Ledger) -> Appraisal {
        appraise(self, ledger, self.provenance(), true)
    }

    /// As [`Study::appraise`], without each strategy's years: several times as fast over many years.
    pub fn appraise_totals(&self, ledger: &Ledger) -> Appraisal {
        appraise(self, ledger, self.provenance(), false)
    }

    /// Runs everything here and now: every batch, then the thresholds.
    ///
    /// # Errors
    /// What is wrong with the model in one of the draws.
    pub fn run(&self) -> Result<Appraisal, Fault> {
        let mut ledger = self.ledger();
        for batch in 0..self.batches() {
            ledger.add(&self.run_batch(batch)?);
        }
        let mut appraisal = self.appraise(&ledger);
        for mut job in self.thresholds() {
            while job.advance(self, usize::MAX)?.is_none() {}
            job.put_into(self, &mut appraisal);
        }
        Ok(appraisal)
    }
}
