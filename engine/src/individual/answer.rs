//! What the persons of all draws come to: what we do not know, chance between people and Monte
//! Carlo error, each apart.

use super::layout::quantities;
use super::moments::Moments;
use super::part::Part;
use super::study::Followed;
use crate::math;
use crate::model::{Model, What};

/// The parts of a study, in their places: the order in which they come does not matter.
#[derive(Clone, Debug)]
pub struct Parts(Vec<Option<Part>>);

impl Parts {
    /// None yet.
    pub fn new(study: &Followed) -> Self {
        Self(vec![None; usize::try_from(study.parts()).unwrap_or(0)])
    }

    /// Puts a part in its place. One that does not belong here is ignored and says so.
    pub fn add(&mut self, study: &Followed, part: Part) -> bool {
        let at = usize::try_from(part.index).unwrap_or(usize::MAX);
        let fits =
            at < self.0.len() && part.values.len() == study.draws_of(part.index).1 * study.row();
        if fits {
            self.0[at] = Some(part);
        }
        fits
    }

    /// How many are in.
    pub fn filled(&self) -> usize {
        self.0.iter().flatten().count()
    }

    /// Those that are missing.
    pub fn missing(&self) -> impl Iterator<Item = u64> + '_ {
        (0..)
            .zip(&self.0)
            .filter(|(_, part)| part.is_none())
            .map(|(at, _)| at)
    }

    /// Hash of the ordered list of the parts' hashes.
    pub fn digest(&self) -> String {
        let hash = |part: &Option<Part>| part.as_ref().map_or(0, Part::hash).to_le_bytes();
        let bytes: Vec<u8> = self.0.iter().flat_map(hash).collect();
        format!("{:032x}", twox_hash::XxHash3_128::oneshot(&bytes))
    }
}

/// Mean and spreads of one quantity, or of a difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean over draws, for all the people whom the model is about.
    pub mean: f64,
    /// Spread over draws of that mean: what we do not know. `None` for a single draw.
    pub sd_parameters: Option<f64>,
    /// Mean for one person.
    pub person: f64,
    /// Spread between persons of the same draw. `None` for a single person a draw.
    pub sd_people: Option<f64>,
    /// Spread by chance alone of the total of as many people as the model is about.
    pub sd_chance: Option<f64>,
    /// Share of all variance of that total that is chance between people.
    pub luck: Option<f64>,
    /// Monte Carlo standard error of the mean.
    pub error: Option<f64>,
    /// The part of it that chance between the persons followed makes: by so much the mean differs
    /// from that of a cohort in the same draws.
    pub error_people: Option<f64>,
}

/// What it brings that strategies share their persons' luck.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Together {
    /// Correlation between a person's results under both strategies, within draws.
    pub correlation: Option<f64>,
    /// Share of the variance of the difference between unrelated persons that it saves.
    pub variance_reduction: Option<f64>,
}

/// A quantity of a strategy, or of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Name: `cost`, a line, or `price`.
    pub name: String,
    /// Whether it is an outcome; otherwise it is a cost.
    pub is_outcome: bool,
    /// Its mean and spreads.
    pub spread: Spread,
    /// For a comparison, what common luck brings.
    pub together: Option<Together>,
}

/// All results.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Mean number of people whom the model is about.
    pub people: f64,
    /// By strategy; the first quantity is the fiscal cost.
    pub strategies: Vec<Vec<Quantity>>,
    /// For each strategy but the baseline: its index, and its differences from the baseline.
    pub comparisons: Vec<(usize, Vec<Quantity>)>,
    /// Hash of the ordered list of the parts' hashes.
    pub digest: String,
}

/// One draw of one quantity.
#[derive(Clone, Copy)]
struct Draw {
    scale: f64,
    moments: Moments,
}

/// Puts the parts of a whole study together.
pub fn answer(study: &Followed, parts: &Parts) -> Answer {
    let model = &study.model;
    let (q, strategies) = (quantities(model), model.strategies.len());
    let draws = draws(study, parts);
    let scales: Vec<f64> = draws.iter().map(|d| d.0).collect();
    // A world has all its people in it already.
    let one = study.is_worlds();
    let series = |at: usize| -> Vec<Draw> {
        let of = |(scale, moments): &(f64, Vec<Moments>)| Draw {
            scale: if one { 1.0 } else { *scale },
            moments: moments[at],
        };
        draws.iter().map(of).collect()
    };
    let has = |s: usize, quantity: usize| {
        let mut columns = study.columns_of(s);
        quantity == 0 || columns.any(|of| of == quantity)
    };
    let of_strategy = |s: usize| {
        let kept = (0..q).filter(|quantity| has(s, *quantity));
        let make = |quantity| Quantity {
            spread: spread(&series(s * q + quantity)),
            together: None,
            ..named(model, quantity)
        };
        kept.map(make).collect()
    };
    let comparison = |(i, s): (usize, usize)| {
        let base = model.baseline;
        let kept = (0..q).filter(|quantity| has(s, *quantity) || has(base, *quantity));
        let make = |quantity| {
            let apart = series((strategies + i) * q + quantity);
            let both = [series(s * q + quantity), series(base * q + quantity)];
            Quantity {
                spread: spread(&apart),
                together: Some(together(&apart, &both)),
                ..named(model, quantity)
            }
        };
        (s, kept.map(make).collect())
    };
    Answer {
        people: math::mean(&scales),
        strategies: (0..strategies).map(of_strategy).collect(),
        comparisons: study.comparisons().enumerate().map(comparison).collect(),
        digest: parts.digest(),
    }
}

fn named(model: &Model, quantity: usize) -> Quantity {
    let line = quantity.checked_sub(1).and_then(|l| model.lines.get(l));
    Quantity {
        name: match (quantity, line) {
            (0, _) => "cost".into(),
            (_, Some(line)) => line.name.clone(),
            _ => Model::PRICE_LINE.into(),
        },
        is_outcome: line.is_some_and(|l| matches!(l.what, What::Outcome { .. })),
        spread: spread(&[]),
        together: None,
    }
}

/// For each draw its scale, and the moments of its persons, of all parts together.
pub(super) fn draws(study: &Followed, parts: &Parts) -> Vec<(f64, Vec<Moments>)> {
    let (chunks, row) = (study.chunks(), study.row());
    let mut all = Vec::with_capacity(study.draws);
    for column in parts.0.chunks(chunks) {
        let (_, count) = column[0]
            .as_ref()
            .map_or((0, 0), |p| study.draws_of(p.index));
        for lane in 0..count {
            let mut scale = 0.0;
            let mut moments = vec![Moments::default(); (row - 1) / 2];
            for part in column.iter().flatten() {
                let n = study.persons_in(part.index);
                let values = &part.values[lane * row..(lane + 1) * row];
                scale = values[0];
                let (pairs, _) = values[1..].as_chunks::<2>();
                for (moments, [mean, squares]) in moments.iter_mut().zip(pairs) {
                    let (mean, squares) = (*mean, *squares);
                    *moments = moments.with(Moments { n, mean, squares });
                }
            }
            all.push((scale, moments));
        }
    }
    all
}

#[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
fn spread(draws: &[Draw]) -> Spread {
    let mean = |f: &dyn Fn(&Draw) -> f64| math::mean(&draws.iter().map(f).collect::<Vec<f64>>());
    let totals: Vec<f64> = draws.iter().map(|d| d.scale * d.moments.mean).collect();
    let many = draws.first().is_some_and(|d| d.moments.n > 1.0);
    let over_draws = Moments::of(&totals);
    let noise = mean(&|d| d.scale * d.scale * d.moments.variance() / math::max(d.moments.n, 1.0));
    let unknown = math::max(over_draws.variance() - noise, 0.0);
    let chance = mean(&|d| d.scale * d.moments.variance());
    let several = draws.len() > 1;
    let n = math::max(draws.len() as f64, 1.0);
    let total = unknown + chance;
    Spread {
        mean: over_draws.mean,
        sd_parameters: several.then(|| math::sqrt(unknown)),
        person: mean(&|d| d.moments.mean),
        sd_people: many.then(|| math::sqrt(mean(&|d| d.moments.variance()))),
        sd_chance: many.then(|| math::sqrt(chance)),
        luck: (many && several && total > 0.0).then(|| chance / total),
        error: (many || several).then(|| math::sqrt(math::max(over_draws.variance(), noise) / n)),
        error_people: many.then(|| math::sqrt(noise / n)),
    }
}

fn together(apart: &[Draw], both: &[Vec<Draw>; 2]) -> Together {
    let variance = |draws: &[Draw]| {
        let of: Vec<f64> = draws.iter().map(|d| d.moments.variance()).collect();
        math::mean(&of)
    };
    let (apart, with, without) = (variance(apart), variance(&both[0]), variance(&both[1]));
    let product = math::sqrt(with) * math::sqrt(without);
    Together {
        correlation: (product > 0.0).then(|| (with + without - apart) / 2.0 / product),
        variance_reduction: (with + without > 0.0).then(|| 1.0 - apart / (with + without)),
    }
}
