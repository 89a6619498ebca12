//! Why the answer moved: the change in mean net cost from the model's own figures to those of a
//! study, by changed figure.
//!
//! What a figure does depends on the others: a higher price matters more where there are more
//! families. So each changed figure is moved twice: *first*, where all others are still the
//! model's own, and *last*, where all others are changed already. Its step is the mean of the two,
//! which depends on no order. Where figures act alone or two by two, that is their Shapley value,
//! and the steps add up to the whole change; what three or more do only together is left over and
//! shown apart. With n changed figures this takes 2n + 2 variants (fewer where n is 1 or 2), not
//! 2^n. All variants see the same draws, so that the error of a step is that of a difference.

use super::Study;
use crate::appraise::{Estimate, Moved, MovedStep, summarise};
use crate::fault::Fault;
use crate::math;
use crate::model::{Distribution, Overrides};
use crate::random::BATCH;
use crate::simulate::{BatchResult, COLUMNS, Job, Progress};

/// Most draws that are compared: as many as a search for a threshold has.
const MAX_DRAWS: usize = 1_024;
/// A step smaller than this share of the net costs it comes from is rounding.
const ROUNDING: f64 = 1e-12;

/// The work of finding out why the answer moved; it can be stopped and resumed.
#[derive(Debug)]
pub struct MovedJob {
    /// Parameters that are not the model's own, in the model's order.
    changed: Vec<usize>,
    draws: usize,
    /// Which of the changed figures each variant changes.
    variants: Vec<Vec<bool>>,
    /// Net cost by variant, strategy and draw; the baseline's stays empty.
    net: Vec<Vec<Vec<f64>>>,
    running: Option<(Study, Job, u64)>,
}

impl MovedJob {
    /// The work for a study; `None` where nothing is changed. A figure that the model leaves to be
    /// entered has no value to have moved from, and does not count as changed.
    pub(super) fn new(study: &Study) -> Option<Self> {
        let is_changed = |i: &usize| {
            let parameter = &study.model.parameters[*i];
            parameter.distribution.is_some() && study.overrides.get(&parameter.name).is_some()
        };
        let changed: Vec<usize> = (0..study.model.parameters.len())
            .filter(is_changed)
            .collect();
        let n = changed.len();
        if n == 0 || study.model.strategies.len() < 2 {
            return None;
        }
        let but = |one: usize, value: bool| (0..n).map(move |i| (i == one) == value);
        let mut variants = vec![vec![false; n], vec![true; n]];
        for i in 0..n {
            for variant in [but(i, true).collect(), but(i, false).collect()] {
                if !variants.contains(&variant) {
                    variants.push(variant);
                }
            }
        }
        Some(Self {
            changed,
            draws: study.draws.min(MAX_DRAWS),
            variants,
            net: Vec::new(),
            running: None,
        })
    }

    /// Works for about `fuel` columns; gives the answer of every comparison when done.
    ///
    /// # Errors
    /// What is wrong with the model where only some of its figures are changed.
    pub fn advance(&mut self, study: &Study, mut fuel: usize) -> Result<Option<Vec<Moved>>, Fault> {
        while fuel > 0 {
            let (variant, mut job, batch) = match self.running.take() {
                Some(running) => running,
                None if self.net.len() == self.variants.len() => {
                    return Ok(Some(self.answer(study)));
                }
                None => self.begin(study)?,
            };
            let step = fuel.min(COLUMNS);
            fuel -= step;
            match variant.advance(&mut job, step)? {
                Progress::More => self.running = Some((variant, job, batch)),
                Progress::Done(result) => {
                    if self.note(study, &result) < self.draws {
                        let job = variant.job(batch + 1);
                        self.running = Some((variant, job, batch + 1));
                    }
                }
            }
        }
        Ok(None)
    }

    fn begin(&mut self, study: &Study) -> Result<(Study, Job, u64), Fault> {
        let mask = &self.variants[self.net.len()];
        let mut overrides = Overrides::default();
        for change in study.overrides.iter() {
            let at = study.model.parameter(&change.name);
            let place = self.changed.iter().position(|i| Some(*i) == at);
            if place.is_none_or(|place| mask[place]) {
                overrides.put(change.clone(), &study.model)?;
            }
        }
        let variant = study.variant(overrides).map_err(|faults| {
            let other = || Fault::without_place("overrides", "these figures cannot be run", "");
            faults.into_iter().next().unwrap_or_else(other)
        })?;
        self.net
            .push(vec![Vec::new(); study.model.strategies.len()]);
        let job = variant.job(0);
        Ok((variant, job, 0))
    }

    /// Adds a batch's net costs to the last variant; how many draws it has.
    fn note(&mut self, study: &Study, result: &BatchResult) -> usize {
        let baseline = study.model.baseline;
        let costs = fiscal(study, result, baseline);
        let mut noted = 0;
        for (strategy, list) in self.net.last_mut().into_iter().flatten().enumerate() {
            if strategy == baseline {
                continue;
            }
            let left = (self.draws - list.len()).min(BATCH);
            let own = fiscal(study, result, strategy);
            list.extend(own.iter().zip(&costs).map(|(a, b)| a - b).take(left));
            noted = list.len();
        }
        noted
    }

    fn answer(&self, study: &Study) -> Vec<Moved> {
        (0..study.model.strategies.len())
            .filter(|s| *s != study.model.baseline)
            .map(|s| self.of_strategy(study, s))
            .collect()
    }

    fn of_strategy(&self, study: &Study, strategy: usize) -> Moved {
        let net = |is_in: &dyn Fn(usize) -> bool| -> &[f64] {
            let wanted: Vec<bool> = (0..self.changed.len()).map(is_in).collect();
            let at = self.variants.iter().position(|v| *v == wanted);
            at.map_or(&[], |at| &self.net[at][strategy])
        };
        let (before, after) = (net(&|_| false), net(&|_| true));
        let mut space = Vec::new();
        let mut left: Vec<f64> = after.iter().zip(before).map(|(a, b)| a - b).collect();
        let size = math::max(math::mean(before).abs(), math::mean(after).abs());
        let mut estimate = |values: &[f64]| {
            let summary = summarise(values, &mut space);
            Estimate {
                value: summary.mean,
                error: summary.error,
            }
        };
        let change = estimate(&left);
        let mut steps: Vec<MovedStep> = Vec::new();
        for (at, index) in self.changed.iter().enumerate() {
            let (alone, others) = (net(&|i| i == at), net(&|i| i != at));
            let mut step = Vec::with_capacity(left.len());
            for (draw, left) in left.iter_mut().enumerate() {
                let value = 0.5 * ((alone[draw] - before[draw]) + (after[draw] - others[draw]));
                *left -= value;
                step.push(value);
            }
            let parameter = &study.model.parameters[*index];
            let centre = |d: &Option<Distribution>| d.as_ref().map_or(0.0, Distribution::mean);
            let change = estimate(&step);
            let found = MovedStep {
                parameter: parameter.name.clone(),
                from: centre(&parameter.distribution),
                to: centre(&study.overrides.distribution(parameter).ok().flatten()),
                change,
            };
            // The largest first; where two are alike, in the order of the model.
            let is_less = |other: &MovedStep| other.change.value.abs() < change.value.abs();
            let place = steps.iter().position(is_less).unwrap_or(steps.len());
            steps.insert(place, found);
        }
        let together = estimate(&left);
        Moved {
            strategy: study.model.strategies[strategy].name.clone(),
            before: estimate(before),
            after: estimate(after),
            change,
            steps,
            together: (together.value.abs() > ROUNDING * size).then_some(together),
            draws: self.draws,
        }
    }
}

/// Fiscal cost of a strategy, draw by draw.
fn fiscal(study: &Study, result: &BatchResult, strategy: usize) -> [f64; BATCH] {
    let size = study.inputs.years * BATCH;
    let mut sums = [0.0; BATCH];
    for (column, line) in study.columns_of(strategy) {
        if !study.program.ledger[line].what.is_fiscal() {
            continue;
        }
        for year in result.values[column * size..(column + 1) * size].chunks_exact(BATCH) {
            for (sum, value) in sums.iter_mut().zip(year) {
                *sum += value;
            }
        }
    }
    sums
}
