//! Who the persons of a draw are: what they differ in from the start, each from a stream of its own.
//!
//! A person is the position in a block of [`BLOCK`] persons of one draw. Whatever a strategy does,
//! the same person takes the same uniform for the same use and cycle: strategies differ by what
//! they change, not by luck.

use crate::fault::Fault;
use crate::model::{Attribute, Distribution, Model, Sampled};
use crate::random::{Quantile, Seed, Source, Stream};

/// Persons in a block: the unit of streams.
pub const BLOCK: usize = 256;

/// A block of persons: a column of numbers.
pub type Persons = [f64; BLOCK];

/// Which block of persons a stream is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Draw, from 0.
    pub draw: u64,
    /// World within the draw, from 0: where places run out, each is a population of its own.
    pub world: u64,
    /// Block within the world, from 0.
    pub block: u64,
}

impl Place {
    fn key(self) -> u64 {
        (self.draw << 40) | (self.world << 20) | self.block
    }
}

/// Chance between persons.
#[derive(Debug)]
pub struct Streams {
    subgroup: Source,
    offer: Source,
    entry: Source,
    start: Source,
    path: Source,
    arrivals: Source,
    attributes: Vec<Spread>,
    factors: Vec<Spread>,
}

/// How an attribute is spread over persons.
#[derive(Debug)]
enum Spread {
    Fixed(f64),
    Quantile(Source, Box<Quantile>),
    /// Rows of a table: attributes of the same table share the row.
    Rows(Source, Sampled),
}

impl Streams {
    /// The streams of a model's persons under a seed.
    ///
    /// # Errors
    /// An attribute whose figures make no distribution.
    pub fn new(model: &Model, seed: Seed) -> Result<Self, Fault> {
        // No parameter's stream has a name that begins like this.
        let source = |name: &str| Source::new(seed, &format!("\u{1}persons/{name}"));
        let of = |path: String, own: Source, distribution: &Distribution| {
            Ok(match distribution {
                Distribution::Fixed(value) => Spread::Fixed(*value),
                Distribution::Sampled(sampled) => Spread::Rows(
                    source(&format!("rows/{}", sampled.table.name)),
                    sampled.clone(),
                ),
                other => {
                    let fault =
                        |what: String| Fault::without_place(&path, what, "choose other figures");
                    let mut quantiles = other.quantiles().map_err(|e| fault(e.to_string()))?;
                    match quantiles.pop() {
                        Some(quantile) => Spread::Quantile(own, Box::new(quantile)),
                        None => return Err(fault("this makes no distribution".into())),
                    }
                }
            })
        };
        let attribute = |attribute: &Attribute| {
            let own = source(&format!("attribute/{}", attribute.stream));
            of(
                format!("attributes.{}", attribute.name),
                own,
                &attribute.distribution,
            )
        };
        let terms = model.lines.iter().flat_map(|line| {
            let terms = line.terms.iter().enumerate();
            terms.filter_map(|(at, term)| Some((&line.name, at, term.spread.as_ref()?)))
        });
        let factors = terms.map(|(line, at, spread)| {
            of(line.clone(), source(&format!("factor/{line}/{at}")), spread)
        });
        Ok(Self {
            subgroup: source("subgroup"),
            offer: source("offer"),
            entry: source("entry"),
            start: source("start"),
            path: source("path"),
            arrivals: source("arrivals"),
            attributes: model
                .attributes
                .iter()
                .map(attribute)
                .collect::<Result<_, _>>()?,
            factors: factors.collect::<Result<_, _>>()?,
        })
    }

    fn fill(source: &Source, place: Place) -> Persons {
        let mut out = [0.0; BLOCK];
        source.block(place.key()).fill(&mut out);
        out
    }

    /// Which subgroup, as a uniform.
    pub fn subgroup(&self, place: Place) -> Persons {
        Self::fill(&self.subgroup, place)
    }

    /// How far a person goes with an offer, as a uniform.
    pub fn offer(&self, place: Place) -> Persons {
        Self::fill(&self.offer, place)
    }

    /// When a person enters, as a uniform.
    pub fn entry(&self, place: Place) -> Persons {
        Self::fill(&self.entry, place)
    }

    /// In which state a person starts, as a uniform.
    pub fn start(&self, place: Place) -> Persons {
        Self::fill(&self.start, place)
    }

    /// One uniform for each cycle and person: cycle by cycle, person by person.
    pub fn path(&self, place: Place) -> Stream {
        self.path.block(place.key())
    }

    /// How many arrive: a stream of uniforms for each world.
    pub fn arrivals(&self, draw: u64, world: u64) -> Stream {
        let place = Place {
            draw,
            world,
            block: 0,
        };
        self.arrivals.block(place.key())
    }

    /// How many terms have amounts that differ between persons.
    pub fn factors(&self) -> usize {
        self.factors.len()
    }

    /// The factor by which each person's amount of such a term differs.
    pub fn factors_of(&self, place: Place) -> Vec<Persons> {
        Self::values(&self.factors, place)
    }

    /// Values of every attribute.
    pub fn attributes(&self, place: Place) -> Vec<Persons> {
        Self::values(&self.attributes, place)
    }

    fn values(spreads: &[Spread], place: Place) -> Vec<Persons> {
        let values = |spread: &Spread| match spread {
            Spread::Fixed(value) => [*value; BLOCK],
            Spread::Quantile(source, quantile) => {
                let mut values = [0.0; BLOCK];
                quantile.map(&Self::fill(source, place), &mut values);
                values
            }
            Spread::Rows(source, sampled) => {
                let uniforms = Self::fill(source, place);
                let first = usize::try_from(place.block)
                    .unwrap_or(0)
                    .wrapping_mul(BLOCK);
                std::array::from_fn(|i| {
                    let row = sampled.table.row(first.wrapping_add(i), uniforms[i]);
                    sampled.value(0, row)
                })
            }
        };
        spreads.iter().map(values).collect()
    }
}

/// How far a person goes with an offer: 0 not reached, 1 offered, 2 met, 3 completed.
///
/// One uniform for all three: who completes has met, and who meets was offered.
pub fn level(uniform: f64, levers: [f64; 3]) -> u8 {
    let mut share = 1.0;
    let mut level = 0;
    for lever in levers {
        share *= lever;
        level += u8::from(uniform < share);
    }
    level
}

/// The first place whose cumulated share lies above the uniform; the last if none does.
pub fn choose(uniform: f64, cumulated: &[f64]) -> usize {
    let at = cumulated.partition_point(|upto| *upto <= uniform);
    at.min(cumulated.len().saturating_sub(1))
}
