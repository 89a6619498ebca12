//! The range for a small number of people: what we do not know and luck, together.
//!
//! Each draw of the parameters has its own N people. Where a person's total is a fixed amount once
//! or not at all, N people's is a binomial's; where that amount differs between people by a factor,
//! a compound binomial's: both are worked out exactly in each draw, without a single person. The
//! rest is the persons' own: in each draw N are followed.

use super::answer::{Parts, draws};
use super::lattice::{Lattice, binomial};
use super::layout::{Scales, counts, entered, quantities};
use super::moments::Moments;
use super::once::{only_weight, shape};
use super::study::Followed;
use crate::appraise::{Summary, summarise};
use crate::fault::Fault;
use crate::formula::LANES;
use crate::math;
use crate::model::{Model, Overrides};
use crate::random::{BATCH, Quantile};
use crate::simulate::Inputs;
use crate::simulate::program::{Amount, Tally};
use crate::study::Study;

/// Most points of a mixture of binomials with different amounts.
const MOST_POINTS: usize = 8_000_000;
/// Most draws on whose chances closed forms rest.
const MOST_DRAWS: usize = 10_000;

/// How a range came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Exact in each draw: so many of N people, each with a fixed amount.
    Binomial,
    /// Exact in each draw: so many of N people, each with an amount of his or her own.
    Compound,
    /// N persons followed in each draw.
    Simulated,
}

impl Method {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Binomial => "binomial",
            Self::Compound => "compound",
            Self::Simulated => "simulated",
        }
    }
}

/// The total of N people: mean, range, and where the range comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// Name of the quantity.
    pub name: String,
    /// Whether it is an outcome.
    pub is_outcome: bool,
    /// How it came about.
    pub method: Method,
    /// Mean.
    pub mean: f64,
    /// Spread of the total: luck and what we do not know. `None` for a single draw that is simulated.
    pub sd: Option<f64>,
    /// Spread of the mean over draws: what we do not know. `None` for a single draw.
    pub sd_parameters: Option<f64>,
    /// Spread by chance between people; `None` for one simulated person.
    pub sd_chance: Option<f64>,
    /// Share of the variance that is luck; the rest is ignorance.
    pub luck: Option<f64>,
    /// Quantiles at 5, 25, 50, 75 and 95 %.
    pub quantiles: Option<[f64; 5]>,
    /// Monte Carlo standard error of the mean.
    pub error: Option<f64>,
}

/// Levels of [`Range::quantiles`].
pub const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Ranges of every strategy's quantities, and of the differences of the same people under the
/// baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// By strategy.
    pub strategies: Vec<Vec<Range>>,
    /// For each strategy but the baseline.
    pub comparisons: Vec<(usize, Vec<Range>)>,
}

/// The ranges of a complete study whose persons in each draw are the small number.
///
/// # Errors
/// What is wrong with the model in one of the draws.
pub fn ranges(study: &Followed, parts: &Parts) -> Result<Ranges, Vec<Fault>> {
    let model = &study.model;
    let (q, strategies) = (quantities(model), model.strategies.len());
    let all = draws(study, parts);
    let simulated = |at: usize, quantity: usize| {
        let of: Vec<Moments> = all.iter().map(|(_, moments)| moments[at]).collect();
        of_persons(name(model, quantity), &of)
    };
    let closed = Closed::new(study)?;
    let has =
        |s: usize, quantity: usize| quantity == 0 || study.columns_of(s).any(|of| of == quantity);
    let mut found = Vec::new();
    for s in 0..strategies {
        let mut of_strategy = Vec::new();
        for quantity in (0..q).filter(|quantity| has(s, *quantity)) {
            let exact = match &closed {
                Some(closed) => closed.range(study, s, quantity)?,
                None => None,
            };
            of_strategy.push(exact.unwrap_or_else(|| simulated(s * q + quantity, quantity)));
        }
        found.push(of_strategy);
    }
    let base = model.baseline;
    let comparison = |(i, s): (usize, usize)| {
        let kept = (0..q).filter(|quantity| has(s, *quantity) || has(base, *quantity));
        let range = |quantity| simulated((strategies + i) * q + quantity, quantity);
        (s, kept.map(range).collect())
    };
    Ok(Ranges {
        strategies: found,
        comparisons: study.comparisons().enumerate().map(comparison).collect(),
    })
}

fn name(model: &Model, quantity: usize) -> (String, bool) {
    match quantity.checked_sub(1).map(|l| model.lines.get(l)) {
        None => ("cost".into(), false),
        Some(None) => (Model::PRICE_LINE.into(), false),
        Some(Some(line)) => (line.name.clone(), !line.what.is_cost()),
    }
}

/// The total of the persons of each draw.
#[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
fn of_persons((name, is_outcome): (String, bool), of: &[Moments]) -> Range {
    let totals: Vec<f64> = of.iter().map(|m| m.n * m.mean).collect();
    let chance: Vec<f64> = of.iter().map(|m| m.n * m.variance()).collect();
    let chance = math::mean(&chance);
    let over = Moments::of(&totals);
    let several = of.len() > 1;
    let many = of.first().is_some_and(|m| m.n > 1.0);
    let unknown = math::max(over.variance() - chance, 0.0);
    let summary: Option<Summary> = several.then(|| summarise(&totals, &mut Vec::new()));
    let total = unknown + chance;
    Range {
        name,
        is_outcome,
        method: Method::Simulated,
        mean: over.mean,
        sd: several.then(|| math::sqrt(over.variance())),
        sd_parameters: (several && many).then(|| math::sqrt(unknown)),
        sd_chance: many.then(|| math::sqrt(chance)),
        luck: (several && many && total > 0.0).then(|| chance / total),
        quantiles: summary.map(|s| [s.p05, s.p25, s.p50, s.p75, s.p95]),
        error: if several {
            Some(math::sqrt(over.variance() / of.len() as f64))
        } else {
            many.then(|| math::sqrt(chance))
        },
    }
}

/// A cohort of one person, for the chances of what happens once or not at all.
struct Closed {
    study: Study,
    /// Totals of each column, by draw.
    totals: Vec<Vec<f64>>,
    /// For each arm, its registers in every column of draws are worked out again from these.
    inputs: Inputs,
}

impl Closed {
    fn new(followed: &Followed) -> Result<Option<Self>, Vec<Fault>> {
        let mut model = followed.model.clone();
        if model.follows_persons() || !model.places.is_empty() {
            return Ok(None);
        }
        if (0..model.lines.len()).all(|line| shape(&model, line).is_none()) {
            return Ok(None);
        }
        model.entry.number = None;
        let draws = followed.draws.min(MOST_DRAWS);
        let overrides: Overrides = followed.overrides.clone();
        let study =
            Study::new(model, overrides, followed.seed, draws)?.with_sampling(followed.sampling)?;
        let mut ledger = study.ledger();
        for batch in 0..study.batches() {
            let result = study.run_batch(batch).map_err(|fault| vec![fault])?;
            ledger.add(&result);
        }
        let totals = (0..study.columns())
            .map(|c| ledger.totals(c).to_vec())
            .collect();
        let inputs = (*study.inputs).clone();
        Ok(Some(Self {
            study,
            totals,
            inputs,
        }))
    }

    /// The exact range of a quantity, if it has one.
    fn range(
        &self,
        followed: &Followed,
        strategy: usize,
        quantity: usize,
    ) -> Result<Option<Range>, Vec<Fault>> {
        let model = &*self.study.model;
        let Some(line) = quantity.checked_sub(1).filter(|l| *l < model.lines.len()) else {
            return Ok(None);
        };
        let Some(spread) = shape(model, line) else {
            return Ok(None);
        };
        let Some((column, _)) = self.study.columns_of(strategy).find(|(_, l)| *l == line) else {
            return Ok(None);
        };
        let Some(amounts) = self.amounts(strategy, line) else {
            return Ok(None);
        };
        let each: Vec<(f64, f64)> = self.totals[column]
            .iter()
            .zip(&amounts)
            .map(|(total, amount)| {
                let mean = total / entered(model);
                let p = if *amount == 0.0 { 0.0 } else { mean / amount };
                (math::clamp(p, 0.0, 1.0), *amount)
            })
            .collect();
        let (n, of) = (followed.persons, name(model, quantity));
        Ok(match spread {
            None => of_binomials(of, n, &each),
            Some(spread) => {
                let quantile = spread.quantiles().ok().and_then(|mut q| q.pop());
                quantile.and_then(|quantile| of_compounds(of, n, &each, &quantile))
            }
        })
    }

    /// In each draw, what a person's total is if it is not nothing; `None` if that is not one
    /// amount.
    fn amounts(&self, strategy: usize, line: usize) -> Option<Vec<f64>> {
        let (model, program) = (&*self.study.model, &*self.study.program);
        let mut scales = Scales::default();
        let mut amounts = Vec::with_capacity(self.study.draws);
        let used: Vec<(usize, Vec<(&Tally, f64)>)> = (0..program.arms.len())
            .filter(|arm| [0, program.arm_of[strategy]].contains(&(arm % program.arms_a_group)))
            .map(|arm| {
                let tallies = program.arms[arm].tallies.iter();
                let own = tallies.filter(|t| counts(t, line, strategy));
                let weigh = |t| Some((t, only_weight(model, &self.inputs, t, &mut scales)?));
                own.map(weigh)
                    .collect::<Option<Vec<_>>>()
                    .map(|own| (arm, own))
            })
            .collect::<Option<_>>()?;
        let mut draws = Vec::new();
        for first in (0..self.study.draws).step_by(LANES) {
            if first % BATCH == 0 {
                self.inputs.draw((first / BATCH) as u64, &mut draws);
            }
            let registers =
                super::tables::registers_of(program, &self.inputs, &draws, first % BATCH);
            let lanes = LANES.min(self.study.draws - first);
            let own = (0..lanes).map(|lane| {
                let of_arm = |(arm, tallies): &(usize, Vec<(&Tally, f64)>)| -> Vec<Option<f64>> {
                    let value = |(tally, weight): &(&Tally, f64)| match tally.amount {
                        Amount::Steady(slot) => {
                            Some(registers[*arm][slot.index()][lane] * tally.factor * weight)
                        }
                        _ => None,
                    };
                    tallies.iter().map(value).collect()
                };
                let values: Vec<Option<f64>> = used.iter().flat_map(of_arm).collect();
                let value = values.first().copied().flatten()?;
                let same =
                    |v: &Option<f64>| v.is_some_and(|v| (v - value).abs() <= 1e-12 * value.abs());
                (values.iter().all(same) && value >= 0.0).then_some(value)
            });
            amounts.extend(own.collect::<Option<Vec<f64>>>()?);
        }
        Some(amounts)
    }
}

/// Mean and variances of N people's total, from each draw's chance and amount, and the second
/// moment of the factor by which people differ.
#[expect(
    clippy::cast_precision_loss,
    reason = "draws and people are far fewer than 2^53"
)]
fn closed_range(
    (name, is_outcome): (String, bool),
    method: Method,
    n: usize,
    each: &[(f64, f64)],
    square: f64,
    quantiles: [f64; 5],
) -> Range {
    let n = n as f64;
    let means: Vec<f64> = each.iter().map(|(p, a)| n * p * a).collect();
    let luck: Vec<f64> = each
        .iter()
        .map(|(p, a)| n * a * a * (p * square - p * p))
        .collect();
    let (over, chance) = (Moments::of(&means), math::mean(&luck));
    let several = each.len() > 1;
    let total = over.variance() + chance;
    Range {
        name,
        is_outcome,
        method,
        mean: over.mean,
        sd: Some(math::sqrt(total)),
        sd_parameters: several.then(|| math::sqrt(over.variance())),
        sd_chance: Some(math::sqrt(chance)),
        luck: (total > 0.0).then(|| chance / total),
        quantiles: Some(quantiles),
        error: several.then(|| math::sqrt(over.variance() / each.len() as f64)),
    }
}

/// Chances of each count, over all draws.
#[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
fn mixture(n: usize, each: &[(f64, f64)]) -> Vec<f64> {
    let mut all = vec![0.0; n + 1];
    for (p, _) in each {
        for (all, chance) in all.iter_mut().zip(binomial(n, *p)) {
            *all += chance / each.len() as f64;
        }
    }
    all
}

fn same_amount(each: &[(f64, f64)]) -> Option<f64> {
    let first = each.first()?.1;
    each.iter()
        .all(|(_, a)| (a - first).abs() <= 1e-12 * first.abs())
        .then_some(first)
}

/// So many people, each with the draw's amount. Quantiles are the smallest total that is not
/// exceeded with at least that chance.
#[expect(
    clippy::cast_precision_loss,
    reason = "draws and counts are far fewer than 2^53"
)]
fn of_binomials(name: (String, bool), n: usize, each: &[(f64, f64)]) -> Option<Range> {
    let mut points: Vec<(f64, f64)> = match same_amount(each) {
        Some(amount) => {
            let chances = mixture(n, each);
            (0_u32..)
                .map(f64::from)
                .zip(chances)
                .map(|(k, w)| (k * amount, w))
                .collect()
        }
        None => {
            let most = (MOST_POINTS / (n + 1)).max(1);
            let some = &each[..each.len().min(most)];
            let of_draw = |(p, a): &(f64, f64)| {
                let chances = binomial(n, *p);
                let (a, share) = (*a, some.len() as f64);
                (0_u32..)
                    .map(f64::from)
                    .zip(chances)
                    .map(move |(k, w)| (k * a, w / share))
            };
            some.iter().flat_map(of_draw).collect()
        }
    };
    points.sort_by(|x, y| x.0.total_cmp(&y.0));
    let quantile = |level: f64| {
        let mut below = 0.0;
        // Rounding must not carry a level past a point that holds it exactly.
        let found = points.iter().find(|(_, w)| {
            below += w;
            below >= level - 1e-12
        });
        found.or(points.last()).map_or(0.0, |point| point.0)
    };
    let quantiles = LEVELS.map(quantile);
    Some(closed_range(
        name,
        Method::Binomial,
        n,
        each,
        1.0,
        quantiles,
    ))
}

/// So many people, each with the same amount times a factor of his or her own.
fn of_compounds(
    name: (String, bool),
    n: usize,
    each: &[(f64, f64)],
    factor: &Quantile,
) -> Option<Range> {
    let amount = same_amount(each)?;
    if factor.at(1e-9) < 0.0 {
        return None;
    }
    let sum = Lattice::compound(&mixture(n, each), factor);
    let quantiles = LEVELS.map(|level| amount * sum.quantile(level));
    let square = factor.sd() * factor.sd() + factor.mean() * factor.mean();
    Some(closed_range(
        name,
        Method::Compound,
        n,
        each,
        square,
        quantiles,
    ))
}
