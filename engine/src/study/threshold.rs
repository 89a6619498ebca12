//! What would have to be true: the value of a parameter at which the mean net cost is zero.
//!
//! A search over variants: the parameter is fixed at a trial value and the first draws are run
//! again with the same uniforms, so that net cost is a smooth function of the value. The root is
//! bracketed by the parameter's range and found by the Illinois form of false position
//! (Dowell and Jarratt 1971).

use super::Study;
use crate::appraise::{Appraisal, Crossing, Threshold};
use crate::fault::Fault;
use crate::math;
use crate::model::{Change, Override};
use crate::random::BATCH;
use crate::simulate::{BatchResult, Job, Progress};

/// Most draws that a search uses: enough for a threshold, and quick.
const MAX_DRAWS: usize = 1_024;
/// Most trial values inside the range.
const MAX_TRIALS: usize = 24;

/// How near zero the net cost must come, as a share of that at the ends of the bracket.
const CLOSE: f64 = 1e-11;

/// A value tried and what came of it.
#[derive(Clone, Copy, Debug)]
struct Trial {
    value: f64,
    net: f64,
    error: f64,
    outcome: f64,
}

/// A search that can be stopped and resumed.
#[derive(Debug)]
pub struct ThresholdJob {
    strategy: usize,
    parameter: usize,
    outcome: usize,
    range: (f64, f64),
    draws: usize,
    low: Option<Trial>,
    high: Option<Trial>,
    /// Net costs of the ends as the Illinois rule weighs them.
    weighed: (f64, f64),
    last_side: i8,
    /// Largest net cost at the ends of the range.
    scale: f64,
    trials: usize,
    running: Option<Running>,
    finding: Option<Crossing>,
}

#[derive(Debug)]
struct Running {
    value: f64,
    study: Study,
    job: Job,
    batch: u64,
    net: Vec<f64>,
    outcome: Vec<f64>,
}

impl ThresholdJob {
    /// A search for a strategy, if it names a threshold.
    pub(super) fn new(study: &Study, strategy: usize) -> Option<Self> {
        let (parameter, outcome) = study.model.strategies[strategy].threshold?;
        let range = study.model.parameters[parameter].range?;
        Some(Self {
            strategy,
            parameter,
            outcome,
            range,
            draws: study.draws.min(MAX_DRAWS),
            low: None,
            high: None,
            weighed: (0.0, 0.0),
            last_side: 0,
            scale: 0.0,
            trials: 0,
            running: None,
            finding: None,
        })
    }

    /// Works for about `fuel` columns; gives what was found when done.
    ///
    /// # Errors
    /// What is wrong with the model at a trial value.
    pub fn advance(&mut self, study: &Study, mut fuel: usize) -> Result<Option<Crossing>, Fault> {
        while self.finding.is_none() && fuel > 0 {
            let mut running = match self.running.take() {
                Some(running) => running,
                None => self.begin(study)?,
            };
            let step = fuel.min(crate::simulate::COLUMNS);
            fuel -= step;
            match running.study.advance(&mut running.job, step)? {
                Progress::More => self.running = Some(running),
                Progress::Done(result) => {
                    self.note(study, &mut running, &result);
                    running.batch += 1;
                    if running.net.len() < self.draws {
                        running.job = running.study.job(running.batch);
                        self.running = Some(running);
                    } else {
                        self.settle(&running);
                    }
                }
            }
        }
        Ok(self.finding)
    }

    fn begin(&self, study: &Study) -> Result<Running, Fault> {
        let value = self.next_value();
        let mut overrides = study.overrides.clone();
        let name = study.model.parameters[self.parameter].name.clone();
        overrides.put(
            Override {
                name,
                change: Change::Fix(value),
            },
            &study.model,
        )?;
        let variant = study.variant(overrides).map_err(|faults| {
            faults.into_iter().next().unwrap_or_else(|| {
                Fault::without_place("threshold", "the search could not start", "")
            })
        })?;
        Ok(Running {
            value,
            job: variant.job(0),
            study: variant,
            batch: 0,
            net: Vec::new(),
            outcome: Vec::new(),
        })
    }

    fn next_value(&self) -> f64 {
        match (self.low, self.high) {
            (None, _) => self.range.0,
            (_, None) => self.range.1,
            (Some(low), Some(high)) => {
                let (a, b) = self.weighed;
                let value = (low.value * b - high.value * a) / (b - a);
                // Rounding must not push a trial out of its bracket.
                let (least, most) = (
                    math::min(low.value, high.value),
                    math::max(low.value, high.value),
                );
                if value > least && value < most {
                    value
                } else {
                    (low.value + high.value) / 2.0
                }
            }
        }
    }

    /// Adds a batch's net cost and outcome difference, draw by draw.
    fn note(&self, study: &Study, running: &mut Running, result: &BatchResult) {
        let years = study.inputs.years;
        let left = (self.draws - running.net.len()).min(BATCH);
        let mut net = [0.0; BATCH];
        let mut outcome = [0.0; BATCH];
        for (strategy, sign) in [(self.strategy, 1.0), (study.model.baseline, -1.0)] {
            for (column, line) in study.columns_of(strategy) {
                let into = if study.program.ledger[line].what.is_fiscal() {
                    &mut net
                } else if line == self.outcome {
                    &mut outcome
                } else {
                    continue;
                };
                for values in result.values[column * years * BATCH..(column + 1) * years * BATCH]
                    .chunks_exact(BATCH)
                {
                    for (sum, value) in into.iter_mut().zip(values) {
                        *sum += sign * value;
                    }
                }
            }
        }
        running.net.extend_from_slice(&net[..left]);
        running.outcome.extend_from_slice(&outcome[..left]);
    }

    fn settle(&mut self, running: &Running) {
        let error = crate::appraise::summarise(&running.net, &mut Vec::new())
            .error
            .unwrap_or(0.0);
        let trial = Trial {
            value: running.value,
            net: math::mean(&running.net),
            error,
            outcome: math::mean(&running.outcome),
        };
        self.trials += 1;
        match (self.low, self.high) {
            (None, _) => self.low = Some(trial),
            (Some(low), None) => {
                self.high = Some(trial);
                self.weighed = (low.net, trial.net);
                self.scale = math::max(low.net.abs(), trial.net.abs());
                if low.net == 0.0 {
                    self.found(low);
                } else if trial.net == 0.0 {
                    self.found(trial);
                } else if (low.net < 0.0) == (trial.net < 0.0) {
                    self.finding = Some(if trial.net < 0.0 {
                        Crossing::AlwaysSaves
                    } else {
                        Crossing::NeverSaves
                    });
                }
            }
            (Some(low), Some(high)) => {
                let scale = self.scale;
                let width = (high.value - low.value).abs();
                if (low.net < 0.0) == (trial.net < 0.0) {
                    self.low = Some(trial);
                    self.weighed = (
                        trial.net,
                        if self.last_side == -1 {
                            self.weighed.1 / 2.0
                        } else {
                            self.weighed.1
                        },
                    );
                    self.last_side = -1;
                } else {
                    self.high = Some(trial);
                    self.weighed = (
                        if self.last_side == 1 {
                            self.weighed.0 / 2.0
                        } else {
                            self.weighed.0
                        },
                        trial.net,
                    );
                    self.last_side = 1;
                }
                let close = trial.net.abs() <= CLOSE * scale
                    || width <= CLOSE * (self.range.1 - self.range.0);
                if close || self.trials >= MAX_TRIALS {
                    self.found(trial);
                }
            }
        }
    }

    fn found(&mut self, trial: Trial) {
        let slope = match (self.low, self.high) {
            #[expect(clippy::float_cmp, reason = "only identical ends have no slope")]
            (Some(low), Some(high)) if low.value != high.value => {
                ((high.net - low.net) / (high.value - low.value)).abs()
            }
            _ => 0.0,
        };
        let error = if slope > 0.0 {
            trial.error / slope
        } else {
            0.0
        };
        self.finding = Some(Crossing::At {
            value: trial.value,
            error,
            outcome: trial.outcome,
        });
    }

    /// Takes over what the same search found elsewhere, in a worker.
    pub fn resolve(&mut self, finding: Crossing) {
        self.finding = Some(finding);
    }

    /// Puts what was found into the comparison that it belongs to.
    pub fn put_into(&self, study: &Study, appraisal: &mut Appraisal) {
        let Some(finding) = self.finding else { return };
        let name = &study.model.strategies[self.strategy].name;
        let outcome = study.model.lines[self.outcome].name.clone();
        for comparison in appraisal
            .comparisons
            .iter_mut()
            .filter(|c| c.strategy == *name)
        {
            let evidence = comparison
                .outcomes
                .iter()
                .find(|o| o.name == outcome)
                .map_or((0.0, 0.0, 0.0), |o| {
                    (o.summary.p05, o.summary.p50, o.summary.p95)
                });
            comparison.threshold = Some(Threshold {
                parameter: study.model.parameters[self.parameter].name.clone(),
                outcome: outcome.clone(),
                range: self.range,
                finding,
                evidence,
                draws: self.draws,
            });
        }
    }
}
