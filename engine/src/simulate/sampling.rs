//! From streams of chance to the figures of a batch.

use crate::fault::Fault;
use crate::math;
use crate::model::{Distribution, Model, Overrides, Parameter, Sampled};
use crate::random::{BATCH, Quantile, Root, Seed, Source};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// How uniforms are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampling {
    /// Each draw independent of all others.
    #[default]
    Independent,
    /// Scrambled Sobol points, each batch a replicate of its own.
    #[cfg(feature = "sobol")]
    Sobol,
}

impl fmt::Display for Sampling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Independent => "independent",
            #[cfg(feature = "sobol")]
            Self::Sobol => "sobol",
        })
    }
}

/// A batch of one quantity.
pub type Draws = [f64; BATCH];

/// The chance that a model's figures take up: a stream for each single figure, whether it is
/// uncertain at present or not, so that fixing one leaves the others as they are.
#[derive(Debug)]
pub struct Chance {
    sampling: Sampling,
    /// Streams of each parameter, and the index of its first.
    streams: Vec<(usize, Vec<Source>)>,
    /// Parameters that go together.
    copulas: Vec<(Vec<usize>, Root)>,
    /// Streams of the rows of tables of draws, by the table's name.
    seed: Seed,
}

impl Chance {
    /// The chance of a model under a seed.
    ///
    /// # Errors
    /// If there are more uncertain figures than the way of sampling has dimensions.
    pub fn new(model: &Model, seed: Seed, sampling: Sampling) -> Result<Self, Fault> {
        let mut first = 0;
        let mut streams = Vec::new();
        for parameter in &model.parameters {
            let members = parameter
                .distribution
                .as_ref()
                .and_then(Distribution::members);
            let sources: Vec<Source> = match members {
                Some(names) => names
                    .iter()
                    .map(|name| Source::new(seed, &format!("{}.{name}", parameter.stream)))
                    .collect(),
                None => vec![Source::new(seed, &parameter.stream)],
            };
            let next = first + sources.len();
            streams.push((first, sources));
            first = next;
        }
        #[cfg(feature = "sobol")]
        if sampling == Sampling::Sobol && first > crate::random::SOBOL_DIMENSIONS {
            return Err(Fault::without_place(
                "sampling",
                format!("{first} figures are too many for Sobol points"),
                format!(
                    "they serve up to {}; take independent draws",
                    crate::random::SOBOL_DIMENSIONS
                ),
            ));
        }
        let copulas = model.correlations.iter();
        Ok(Self {
            sampling,
            streams,
            copulas: copulas.map(|c| (c.of.clone(), c.root.clone())).collect(),
            seed,
        })
    }

    fn uniforms(&self, parameter: usize, member: usize, batch: u64) -> Draws {
        let mut out = [0.0; BATCH];
        let (first, sources) = &self.streams[parameter];
        let Some(source) = sources.get(member) else {
            return out;
        };
        let mut stream = source.block(batch);
        match self.sampling {
            Sampling::Independent => stream.fill(&mut out),
            #[cfg(feature = "sobol")]
            Sampling::Sobol => crate::random::sobol(first + member, &mut stream, &mut out),
        }
        #[cfg(not(feature = "sobol"))]
        let _ = first;
        out
    }

    /// Uniforms of the parameters that go together, by parameter.
    fn correlated(&self, batch: u64) -> Vec<(usize, Draws)> {
        let mut all = Vec::new();
        for (of, root) in &self.copulas {
            let mut scores: Vec<Draws> = of.iter().map(|p| self.uniforms(*p, 0, batch)).collect();
            let first = scores.first().copied();
            for score in &mut scores {
                math::normal_quantiles(score);
            }
            root.mix(&mut scores);
            // The first goes its own way, to the bit.
            let uniforms = first.into_iter().chain(
                scores
                    .iter()
                    .skip(1)
                    .map(|score| score.map(math::normal_cdf)),
            );
            all.extend(of.iter().copied().zip(uniforms));
        }
        all
    }
}

/// Batches whose draws are kept with their origin: first answers and searches ask for the same ones
/// again and again, and only the parameter that moved has new ones.
const KEPT_BATCHES: usize = 4;

/// Where a parameter's figures come from, under one chance.
#[derive(Clone, Debug)]
pub struct Origin {
    how: How,
    rebase: f64,
    kept: [OnceLock<Vec<Draws>>; KEPT_BATCHES],
}

#[derive(Clone, Debug)]
enum How {
    Fixed(f64),
    /// Uniforms through quantile functions; shares are then divided by their sum.
    Quantiles(Vec<Quantile>, bool),
    /// Means, and the root of the covariance.
    Normals(Vec<f64>, Arc<Root>),
    Sampled(Sampled),
}

impl Origin {
    /// Where the figures of a parameter come from with these overrides.
    ///
    /// # Errors
    /// An override that cannot be applied, or a figure that must still be entered.
    pub fn of(parameter: &Parameter, overrides: &Overrides) -> Result<Self, Fault> {
        let how = match overrides.distribution(parameter)? {
            None => return Err(missing(parameter)),
            Some(Distribution::Fixed(value)) => How::Fixed(value),
            Some(Distribution::Normals(parts, root)) => {
                How::Normals(parts.into_iter().map(|(_, mean)| mean).collect(), root)
            }
            Some(Distribution::Sampled(sampled)) => How::Sampled(sampled),
            Some(distribution) => How::Quantiles(
                distribution.quantiles().map_err(|error| {
                    Fault::without_place(&parameter.name, error.to_string(), "choose another value")
                })?,
                matches!(distribution, Distribution::Dirichlet(_)),
            ),
        };
        Ok(Self {
            how,
            rebase: parameter.rebase,
            kept: Default::default(),
        })
    }

    /// The figure, if it is fixed, in the model's price year.
    pub fn fixed(&self) -> Option<f64> {
        match self.how {
            How::Fixed(value) => Some(value * self.rebase),
            _ => None,
        }
    }
}

/// Fills the columns of a whole batch, one for each single figure, in the model's price year.
pub fn fill(chance: &Chance, origins: &[Arc<Origin>], batch: u64, out: &mut Vec<Draws>) {
    out.clear();
    let place = usize::try_from(batch).ok().filter(|at| *at < KEPT_BATCHES);
    let correlated = chance.correlated(batch);
    for (parameter, origin) in origins.iter().enumerate() {
        if let How::Fixed(value) = origin.how {
            out.push([value * origin.rebase; BATCH]);
            continue;
        }
        let rebased = || {
            let mut columns = origin.columns(chance, parameter, &correlated, batch);
            for value in columns.iter_mut().flatten() {
                *value *= origin.rebase;
            }
            columns
        };
        match place {
            Some(at) => out.extend(origin.kept[at].get_or_init(rebased)),
            None => out.extend(rebased()),
        }
    }
}

/// As [`fill`], each in its parameter's own price year.
pub fn fill_own(chance: &Chance, origins: &[Arc<Origin>], batch: u64, out: &mut Vec<Draws>) {
    out.clear();
    let correlated = chance.correlated(batch);
    for (parameter, origin) in origins.iter().enumerate() {
        out.extend(origin.columns(chance, parameter, &correlated, batch));
    }
}

impl Origin {
    /// The columns of a batch.
    fn columns(
        &self,
        chance: &Chance,
        parameter: usize,
        correlated: &[(usize, Draws)],
        batch: u64,
    ) -> Vec<Draws> {
        let uniforms = |member: usize| {
            let known = correlated.iter().find(|(p, _)| *p == parameter);
            known.map_or_else(|| chance.uniforms(parameter, member, batch), |(_, u)| *u)
        };
        match &self.how {
            How::Fixed(value) => vec![[*value; BATCH]],
            How::Quantiles(quantiles, shares) => {
                let column = |(member, quantile): (usize, &Quantile)| {
                    let mut values = [0.0; BATCH];
                    quantile.map(&uniforms(member), &mut values);
                    values
                };
                let mut columns: Vec<Draws> = quantiles.iter().enumerate().map(column).collect();
                if *shares {
                    normalise(&mut columns);
                }
                columns
            }
            How::Normals(means, root) => {
                let scores = |member: usize| {
                    let mut scores = uniforms(member);
                    math::normal_quantiles(&mut scores);
                    scores
                };
                let mut columns: Vec<Draws> = (0..means.len()).map(scores).collect();
                root.mix(&mut columns);
                for (column, mean) in columns.iter_mut().zip(means) {
                    for value in column {
                        *value += mean;
                    }
                }
                columns
            }
            How::Sampled(sampled) => {
                let rows = rows(chance.seed, sampled, batch);
                (0..sampled.columns.len())
                    .map(|which| rows.map(|row| sampled.value(which, row)))
                    .collect()
            }
        }
    }
}

/// The rows of a batch: the same for all parameters that a table gives.
fn rows(seed: Seed, sampled: &Sampled, batch: u64) -> [usize; BATCH] {
    let table = &sampled.table;
    let mut uniforms = [0.0; BATCH];
    if table.at_random.is_some() {
        let name = format!("draws.{}", table.name);
        Source::new(seed, &name).block(batch).fill(&mut uniforms);
    }
    let first = usize::try_from(batch)
        .unwrap_or(usize::MAX)
        .wrapping_mul(BATCH);
    std::array::from_fn(|lane| table.row(first.wrapping_add(lane), uniforms[lane]))
}

/// Independent gammas divided by their sum, in a fixed order.
fn normalise(parts: &mut [Draws]) {
    for lane in 0..BATCH {
        let total = parts.iter().fold(0.0, |sum, part| sum + part[lane]);
        for part in parts.iter_mut() {
            part[lane] /= total;
        }
    }
}

/// The fault of a parameter that nobody has given a value: `path` starts with `missing.`.
fn missing(parameter: &Parameter) -> Fault {
    let name = &parameter.name;
    Fault {
        path: format!("missing.{name}"),
        line: parameter.position.0,
        column: parameter.position.1,
        what: format!(
            "\"{}\" has no figure yet",
            parameter.label.as_ref().unwrap_or(name)
        ),
        hint: format!("enter it: {name}=value"),
    }
}
