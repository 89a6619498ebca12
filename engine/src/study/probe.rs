//! One number of a study, looked at with some figures held: what one-way sensitivity, scenarios and
//! searches for crossings ask again and again.

use super::{Ledger, Study};
use crate::decide::{Estimate, Perspective, effect_sign};
use crate::fault::Fault;
use crate::math;
use crate::model::{Change, Distribution, Override, Overrides};
use crate::random::BATCH;
use crate::simulate::{BatchResult, Progress};

/// A sum of ledger columns, each with a factor: a cost, an effect, a net benefit, or how one
/// strategy differs in it from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure(Vec<(usize, f64)>);

impl Measure {
    /// `value` x effect - `cost` x cost of a strategy, less the same of another where one is given.
    /// The effect is the outcome (an index among the model's lines), turned round where less of it
    /// is better.
    pub fn new(
        study: &Study,
        (strategy, against): (usize, Option<usize>),
        (outcome, value): (Option<usize>, f64),
        (perspective, cost): (&Perspective, f64),
    ) -> Self {
        let mut weights = Vec::new();
        let sides = [(Some(strategy), 1.0), (against, -1.0)];
        for (strategy, side) in sides.into_iter().filter_map(|(s, w)| s.map(|s| (s, w))) {
            for (column, line) in study.columns_of(strategy) {
                let what = &study.program.ledger[line].what;
                if Some(line) == outcome {
                    weights.push((column, side * value * effect_sign(what)));
                } else if perspective.counts(what) {
                    weights.push((column, -side * cost));
                }
            }
        }
        weights.retain(|(_, weight)| *weight != 0.0);
        Self(weights)
    }

    /// In every kept draw of a finished study.
    pub fn of(&self, ledger: &Ledger) -> Vec<f64> {
        let mut sums = vec![0.0; ledger.kept_draws()];
        for (column, weight) in &self.0 {
            for (sum, value) in sums.iter_mut().zip(ledger.totals(*column)) {
                *sum += weight * value;
            }
        }
        sums
    }

    /// In the first `draws` draws of a batch.
    fn of_batch(&self, result: &BatchResult, years: usize, draws: usize) -> Vec<f64> {
        let mut sums = vec![0.0; draws];
        for (column, weight) in &self.0 {
            let first = column * years * BATCH;
            for values in result.values[first..first + years * BATCH].chunks_exact(BATCH) {
                for (sum, value) in sums.iter_mut().zip(values) {
                    *sum += weight * value;
                }
            }
        }
        sums
    }
}

/// What all figures are that are not held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// At their means.
    Deterministic,
    /// As uncertain as they are, in the first so many draws.
    Probabilistic(usize),
}

/// A measure of a study.
#[derive(Clone, Debug)]
pub struct Probe {
    study: Study,
    measure: Measure,
    draws: Option<usize>,
}

impl Probe {
    /// Ready to ask.
    ///
    /// # Errors
    /// If figures cannot be put at their means.
    pub fn new(study: &Study, measure: Measure, basis: Basis) -> Result<Self, Vec<Fault>> {
        let (study, draws) = match basis {
            Basis::Probabilistic(draws) => (study.clone(), Some(draws.min(study.draws))),
            Basis::Deterministic => (at_means(study)?, None),
        };
        Ok(Self {
            study,
            measure,
            draws,
        })
    }

    /// The measure in each draw, or the one value at the means, with some parameters (by index)
    /// held at values in their own unit and price year.
    ///
    /// # Errors
    /// What is wrong with the model at these values.
    pub fn draws_at(&self, held: &[(usize, f64)]) -> Result<Vec<f64>, Fault> {
        let first = |faults: Vec<Fault>| {
            let none = || Fault::without_place("values", "these values cannot be run", "");
            faults.into_iter().next().unwrap_or_else(none)
        };
        let mut overrides = self.study.overrides.clone();
        for (parameter, value) in held {
            let name = self.study.model.parameters[*parameter].name.clone();
            let change = Change::Fix(*value);
            overrides.put(Override { name, change }, &self.study.model)?;
        }
        let variant = self.study.variant(overrides).map_err(first)?;
        let years = variant.inputs.years;
        let Some(draws) = self.draws else {
            // All draws are alike: the first column is enough.
            let mut job = variant.job(0);
            let result = match variant.advance(&mut job, 1)? {
                Progress::Done(result) => result,
                Progress::More => job.so_far(),
            };
            return Ok(self.measure.of_batch(&result, years, 1));
        };
        let mut values = Vec::with_capacity(draws);
        let mut batch = 0;
        while values.len() < draws {
            let left = (draws - values.len()).min(BATCH);
            let result = variant.run_batch(batch)?;
            values.extend(self.measure.of_batch(&result, years, left));
            batch += 1;
        }
        Ok(values)
    }

    /// Its mean.
    ///
    /// # Errors
    /// As [`Probe::draws_at`].
    pub fn at(&self, held: &[(usize, f64)]) -> Result<Estimate, Fault> {
        Ok(Estimate::mean_of(&self.draws_at(held)?))
    }
}

/// The study with every uncertain figure at its mean.
pub(crate) fn at_means(study: &Study) -> Result<Study, Vec<Fault>> {
    let overrides = study.overrides.clone().at_means(&study.model);
    study.variant(overrides.map_err(|fault| vec![fault])?)
}

/// The value that a single figure stays below with probability `p`, in its own unit; `None` for
/// figures that are drawn together, and for one that is known.
///
/// # Errors
/// An override that cannot be applied.
pub fn quantile_of(
    study: &Study,
    overrides: &Overrides,
    parameter: usize,
    p: f64,
) -> Result<Option<f64>, Fault> {
    let distribution = overrides.distribution(&study.model.parameters[parameter])?;
    Ok(match distribution {
        None | Some(Distribution::Fixed(_)) => None,
        Some(Distribution::Sampled(sampled)) if sampled.members().is_none() => {
            let mut values: Vec<f64> = (0..sampled.table.rows)
                .map(|row| sampled.value(0, row))
                .collect();
            math::sort(&mut values);
            Some(crate::appraise::quantile(&values, p))
        }
        Some(distribution) if distribution.members().is_some() => None,
        Some(distribution) => distribution
            .quantiles()
            .ok()
            .and_then(|q| q.first().map(|q| q.at(p))),
    })
}
