//! From scores to values of the figures that are calibrated.

use crate::fault::Fault;
use crate::math;
use crate::model::{Distribution, Model, Overrides};
use crate::random::{BATCH, Quantile, Root};
use std::sync::Arc;

/// What is believed of some parameters before anything was counted.
#[derive(Debug)]
pub struct Prior {
    parts: Vec<Part>,
    /// Parts that go together, in the order of their correlation.
    copulas: Vec<(Vec<usize>, Root)>,
    scores: usize,
}

#[derive(Debug)]
struct Part {
    /// Index of the parameter.
    parameter: usize,
    /// Index of its first score.
    first: usize,
    /// Names of its figures: one for each score.
    names: Vec<String>,
    how: How,
}

#[derive(Debug)]
enum How {
    Single(Quantile),
    /// Gammas, divided by their sum.
    Shares(Vec<Quantile>),
    /// Means, and the root of the covariance.
    Together(Vec<f64>, Arc<Root>),
}

impl Prior {
    /// The prior of these parameters and of all that are correlated with them. Those that are known
    /// are left out.
    ///
    /// # Errors
    /// Parameters whose distribution is a table of draws, and overrides that cannot be applied.
    pub fn new(model: &Model, overrides: &Overrides, wanted: &[usize]) -> Result<Self, Vec<Fault>> {
        let mut chosen: Vec<usize> = wanted.to_vec();
        for together in &model.correlations {
            if together.of.iter().any(|p| wanted.contains(p)) {
                chosen.extend(&together.of);
            }
        }
        chosen.sort_unstable();
        chosen.dedup();
        let mut parts: Vec<Part> = Vec::new();
        let mut scores = 0;
        for index in chosen {
            let parameter = &model.parameters[index];
            let distribution = overrides.distribution(parameter).map_err(|f| vec![f])?;
            let Some((how, members)) = how(distribution.as_ref()).map_err(|what| {
                let hint = "give it a distribution, or leave it out of what is calibrated";
                vec![Fault::without_place(&parameter.name, what, hint)]
            })?
            else {
                continue;
            };
            let names = match members {
                None => vec![parameter.name.clone()],
                Some(names) => names
                    .iter()
                    .map(|n| format!("{}.{n}", parameter.name))
                    .collect(),
            };
            let number = names.len();
            parts.push(Part {
                parameter: index,
                first: scores,
                names,
                how,
            });
            scores += number;
        }
        let place = |p: &usize| {
            parts
                .iter()
                .find(|part| part.parameter == *p)
                .map(|p| p.first)
        };
        let copulas = model.correlations.iter().filter_map(|c| {
            let places: Option<Vec<usize>> = c.of.iter().map(place).collect();
            places.map(|places| (places, c.root.clone()))
        });
        Ok(Self {
            copulas: copulas.collect(),
            parts,
            scores,
        })
    }

    /// Number of scores.
    pub fn scores(&self) -> usize {
        self.scores
    }

    /// Names of the figures, as columns of draws are called.
    pub fn names(&self) -> Vec<String> {
        self.parts.iter().flat_map(|p| p.names.clone()).collect()
    }

    /// The parameters, and for each the number of its figures.
    pub fn parameters(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.parts.iter().map(|p| (p.parameter, p.names.len()))
    }

    /// Values of every figure, in its own unit and price year, for scores given figure by figure.
    pub fn values(&self, scores: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let rows = scores.first().map_or(0, Vec::len);
        let mut values = vec![Vec::with_capacity(rows); self.scores];
        for first in (0..rows).step_by(BATCH) {
            let size = (rows - first).min(BATCH);
            let mut block: Vec<[f64; BATCH]> = scores
                .iter()
                .map(|column| {
                    let mut lanes = [0.0; BATCH];
                    lanes[..size].copy_from_slice(&column[first..first + size]);
                    lanes
                })
                .collect();
            self.block(&mut block);
            for (values, lanes) in values.iter_mut().zip(&block) {
                values.extend_from_slice(&lanes[..size]);
            }
        }
        values
    }

    fn block(&self, block: &mut [[f64; BATCH]]) {
        for (places, root) in &self.copulas {
            let mut together: Vec<[f64; BATCH]> = places.iter().map(|p| block[*p]).collect();
            root.mix(&mut together);
            for (place, lanes) in places.iter().zip(together) {
                block[*place] = lanes;
            }
        }
        for part in &self.parts {
            let columns = &mut block[part.first..part.first + part.names.len()];
            let through = |columns: &mut [[f64; BATCH]], quantiles: &[Quantile]| {
                for (column, quantile) in columns.iter_mut().zip(quantiles) {
                    *column = column.map(|score| quantile.at(math::normal_cdf(score)));
                }
            };
            match &part.how {
                How::Single(quantile) => through(columns, std::slice::from_ref(quantile)),
                How::Shares(quantiles) => {
                    through(columns, quantiles);
                    for lane in 0..BATCH {
                        let all = columns.iter().fold(0.0, |sum, c| sum + c[lane]);
                        for column in columns.iter_mut() {
                            column[lane] /= all;
                        }
                    }
                }
                How::Together(means, root) => {
                    root.mix(columns);
                    for (column, mean) in columns.iter_mut().zip(means) {
                        *column = column.map(|value| value + mean);
                    }
                }
            }
        }
    }
}

type Made = Option<(How, Option<Vec<String>>)>;

/// How scores become values; `None` for what is known.
fn how(distribution: Option<&Distribution>) -> Result<Made, String> {
    let members = |parts: &[(String, f64)]| Some(parts.iter().map(|(n, _)| n.clone()).collect());
    Ok(match distribution {
        None | Some(Distribution::Fixed(_)) => None,
        Some(Distribution::Sampled(_)) => {
            return Err("draws made elsewhere cannot be calibrated again".into());
        }
        Some(Distribution::Normals(parts, root)) => {
            let means = parts.iter().map(|(_, mean)| *mean).collect();
            Some((How::Together(means, Arc::clone(root)), members(parts)))
        }
        Some(distribution) => {
            let mut quantiles = distribution.quantiles().map_err(|e| e.to_string())?;
            match distribution {
                Distribution::Dirichlet(parts) => Some((How::Shares(quantiles), members(parts))),
                _ => quantiles.pop().map(|one| (How::Single(one), None)),
            }
        }
    })
}
