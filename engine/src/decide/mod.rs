//! Which option to take: efficiency frontier, acceptability and expected loss.
//!
//! Everything here reads a [`Choice`]: for each option a cost and an effect in each draw, wherever
//! they come from, a model or a published table. Of effects more is better.

mod accept;
mod frontier;

pub use accept::{Acceptability, acceptability};
pub use frontier::{Standing, Status, frontier};

pub use crate::appraise::Estimate;
use crate::appraise::summarise;
use crate::math;
use crate::model::What;
use crate::study::{Ledger, Study};

impl Estimate {
    /// The mean of draws. Its error is that of the means of whole batches.
    pub fn mean_of(draws: &[f64]) -> Self {
        let summary = summarise(draws, &mut Vec::new());
        Self {
            value: summary.mean,
            error: summary.error,
        }
    }
}

/// One of the things that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Its name.
    pub name: String,
    /// What it costs in each draw.
    pub cost: Vec<f64>,
    /// What it brings about in each draw; more is better.
    pub effect: Vec<f64>,
}

/// The things that can be done, in the same draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// At least one.
    pub options: Vec<Alternative>,
}

/// Whose costs count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Perspective {
    /// Fiscal costs of all payers.
    Fiscal,
    /// Costs of every kind and payer.
    All,
    /// Fiscal costs of one payer.
    Payer(String),
}

impl Perspective {
    /// Whether a line of the ledger counts as a cost.
    pub fn counts(&self, what: &What) -> bool {
        match self {
            Self::Fiscal => what.is_fiscal(),
            Self::All => what.is_cost(),
            Self::Payer(name) => {
                what.is_fiscal() && matches!(what, What::Cost { payer, .. } if payer == name)
            }
        }
    }
}

impl std::fmt::Display for Perspective {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fiscal => f.write_str("fiscal"),
            Self::All => f.write_str("all"),
            Self::Payer(name) => write!(f, "payer:{name}"),
        }
    }
}

impl Choice {
    /// The strategies of a finished study. The effect is the outcome (an index among the model's
    /// lines), turned round where less of it is better, and nothing where none is named.
    pub fn of(
        study: &Study,
        ledger: &Ledger,
        outcome: Option<usize>,
        perspective: &Perspective,
    ) -> Self {
        let draws = ledger.kept_draws();
        let sign = outcome.map_or(1.0, |line| effect_sign(&study.model.lines[line].what));
        let options = study
            .model
            .strategies
            .iter()
            .enumerate()
            .map(|(s, strategy)| {
                let (mut cost, mut effect) = (vec![0.0; draws], vec![0.0; draws]);
                for (column, line) in study.columns_of(s) {
                    if Some(line) == outcome {
                        add(&mut effect, ledger.totals(column), sign);
                    } else if perspective.counts(&study.program.ledger[line].what) {
                        add(&mut cost, ledger.totals(column), 1.0);
                    }
                }
                Alternative {
                    name: strategy.name.clone(),
                    cost,
                    effect,
                }
            });
        Self {
            options: options.collect(),
        }
    }

    /// Number of draws.
    pub fn draws(&self) -> usize {
        self.options.first().map_or(0, |o| o.cost.len())
    }

    /// Net benefit of every option in every draw where one unit of the effect is worth `value`
    /// pounds.
    pub fn net_benefit(&self, value: f64) -> Vec<Vec<f64>> {
        let of = |option: &Alternative| {
            let both = option.cost.iter().zip(&option.effect);
            both.map(|(cost, effect)| value * effect - cost).collect()
        };
        self.options.iter().map(of).collect()
    }
}

/// 1 where more of an outcome is better, -1 where less is.
pub fn effect_sign(what: &What) -> f64 {
    match what {
        What::Outcome {
            less_is_better: true,
            ..
        } => -1.0,
        _ => 1.0,
    }
}

fn add(sum: &mut [f64], values: &[f64], sign: f64) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += sign * value;
    }
}

/// The option with the largest mean; the first of equal ones.
pub fn best_by_mean(values: &[Vec<f64>]) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (option, values) in values.iter().enumerate() {
        let mean = math::mean(values);
        if mean > best.1 {
            best = (option, mean);
        }
    }
    best.0
}

/// In each draw, how much better the best option there is than the one given.
pub fn losses(values: &[Vec<f64>], option: usize) -> Vec<f64> {
    let best = |draw: usize| {
        values.iter().fold(f64::NEG_INFINITY, |best, option| {
            math::max(best, option[draw])
        })
    };
    let own = values[option].iter().enumerate();
    own.map(|(draw, own)| best(draw) - own).collect()
}
