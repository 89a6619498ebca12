//! From scores to what the model says of every target.

use super::prior::Prior;
use super::{Over, Target};
use crate::fault::Fault;
use crate::formula::LANES;
use crate::model::{Change, Distribution, DrawTable, Override, Sampled};
use crate::random::BATCH;
use crate::simulate::Progress;
use crate::study::{Study, at_means};
use std::sync::Arc;

/// A model whose other figures are at their means, and its targets.
#[derive(Debug)]
pub struct Simulator {
    study: Study,
    /// What is calibrated.
    pub prior: Prior,
    /// What was counted.
    pub targets: Vec<Target>,
}

impl Simulator {
    /// A simulator of these parameters (by index).
    ///
    /// # Errors
    /// As [`Prior::new`].
    pub fn new(study: &Study, wanted: &[usize], targets: Vec<Target>) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            prior: Prior::new(&study.model, &study.overrides, wanted)?,
            study: at_means(study)?,
            targets,
        })
    }

    /// For each target the model's quantity in each row of scores, which are given figure by figure.
    ///
    /// # Errors
    /// What is wrong with the model in one of the rows.
    pub fn quantities(&self, scores: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, Fault> {
        let rows = scores.first().map_or(0, Vec::len);
        let values = self.prior.values(scores);
        let columns = self.prior.names().into_iter().zip(values).collect();
        let table = Arc::new(DrawTable::new("calibrated", columns, false, None));
        let mut overrides = self.study.overrides.clone();
        let mut first = 0;
        for (parameter, number) in self.prior.parameters() {
            let name = self.study.model.parameters[parameter].name.clone();
            let columns = (first..first + number).map(|column| {
                let member = table.columns[column].0.strip_prefix(&format!("{name}."));
                (member.map(str::to_owned), column)
            });
            let sampled = Sampled {
                columns: columns.collect(),
                ..Sampled::column(&table, 0)
            };
            first += number;
            let change = Change::Replace(Distribution::Sampled(sampled), "calibrated".into());
            overrides.put(Override { name, change }, &self.study.model)?;
        }
        let variant = self.study.variant(overrides).map_err(|faults| {
            let none = || Fault::without_place("calibration", "these values cannot be run", "");
            faults.into_iter().next().unwrap_or_else(none)
        })?;
        let years = variant.inputs.years;
        let mut found = vec![Vec::with_capacity(rows); self.targets.len()];
        for batch in 0..rows.div_ceil(BATCH) {
            let size = (rows - batch * BATCH).min(BATCH);
            let mut job = variant.job(batch as u64);
            let result = match variant.advance(&mut job, size.div_ceil(LANES))? {
                Progress::Done(result) => result,
                Progress::More => job.so_far(),
            };
            for (target, found) in self.targets.iter().zip(&mut found) {
                let mut top = vec![0.0; size];
                let mut bottom = vec![0.0; size];
                for (column, line) in variant.columns_of(target.strategy) {
                    let into = if line == target.line {
                        &mut top
                    } else {
                        &mut bottom
                    };
                    if line != target.line && target.over != Over::Line(line) {
                        continue;
                    }
                    let of_years = target.year.map_or(0..years, |y| y..y + 1);
                    for year in of_years {
                        let at = (column * years + year) * BATCH;
                        for (sum, value) in into.iter_mut().zip(&result.values[at..at + size]) {
                            *sum += value;
                        }
                    }
                }
                found.extend(
                    top.iter()
                        .zip(&bottom)
                        .map(|(top, bottom)| match target.over {
                            Over::Number(number) => top / number,
                            Over::Line(line) if line == target.line => 1.0,
                            Over::Line(_) => top / bottom,
                        }),
                );
            }
        }
        Ok(found)
    }

    /// Logarithm of the likelihood of all targets in each row of quantities.
    pub fn log_likelihood(&self, quantities: &[Vec<f64>]) -> Vec<f64> {
        let rows = quantities.first().map_or(0, Vec::len);
        let of = |row: usize| {
            let targets = self.targets.iter().zip(quantities);
            let sum = targets.fold(0.0, |sum, (t, q)| sum + t.data.log_likelihood(q[row]));
            if sum.is_nan() { f64::NEG_INFINITY } else { sum }
        };
        (0..rows).map(of).collect()
    }
}

/// Which of the model's uncertain parameters the targets depend on: those that move one of them when
/// a score goes from -1 to 1, from where all others are at the middle or one below or above it.
///
/// # Errors
/// What is wrong with the model there.
pub fn matters(study: &Study, targets: &[Target]) -> Result<Vec<usize>, Vec<Fault>> {
    let model = &study.model;
    let mut uncertain = Vec::new();
    for index in 0..model.parameters.len() {
        let distribution = study
            .overrides
            .distribution(&model.parameters[index])
            .map_err(|f| vec![f])?;
        if !matches!(
            distribution,
            None | Some(Distribution::Fixed(_) | Distribution::Sampled(_))
        ) {
            uncertain.push(index);
        }
    }
    let simulator = Simulator::new(study, &uncertain, targets.to_vec())?;
    let number = simulator.prior.scores();
    let mut first = 0;
    let mut found = Vec::new();
    for (parameter, figures) in simulator.prior.parameters() {
        // For each figure and level of the others a pair of rows.
        let mut scores = vec![Vec::new(); number];
        for figure in first..first + figures {
            for others in [-1.0, 0.0, 1.0] {
                for own in [-1.0, 1.0] {
                    for (at, column) in scores.iter_mut().enumerate() {
                        column.push(if at == figure { own } else { others });
                    }
                }
            }
        }
        first += figures;
        let quantities = simulator.quantities(&scores).map_err(|f| vec![f])?;
        let moved = quantities.iter().any(|q| {
            q.chunks_exact(2)
                .any(|pair| (pair[1] - pair[0]).abs() > 1e-12 * pair[0].abs())
        });
        if moved {
            found.push(parameter);
        }
    }
    Ok(found)
}
