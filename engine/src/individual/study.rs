//! A study of persons: draws of the parameters outside, persons inside, cut into parts that
//! anybody may run in any order.

use super::blocks::by_kinds;
use super::crowd::{Crowd, Ground, Who};
use super::layout::{Route, Scales, entered, quantities, routes};
use super::part::Part;
use super::persons::{BLOCK, Persons, Place, Streams};
use super::size::check_size;
use super::tables::{Kind, Table, registers_of};
use super::tally::{Tally, put, put_world};
use super::way::Way;
use crate::fault::Fault;
use crate::formula::{LANES, Lane};
use crate::model::{Model, Overrides};
use crate::random::{BATCH, Seed};
use crate::simulate::trace::Clock;
use crate::simulate::{Chance, Inputs, Program, Sampling};
use crate::study::Study;

/// Persons of a part, where a cycle is a table and where formulas are worked out for each person.
const PART: [usize; 2] = [16 * BLOCK, 4 * BLOCK];
/// Worlds of a part.
const WORLDS: usize = 8;

/// How persons are followed.
#[derive(Debug)]
pub(super) enum How {
    /// By tables: persons differ by luck alone. For each kind of people its tables, and for each
    /// strategy the sums of its columns among those untreated and those treated.
    Tables(Vec<(usize, Kind)>, Vec<[Vec<Option<usize>>; 2]>),
    /// In lanes, each with what is known of him or her.
    Lanes(Vec<Way>),
    /// As whole worlds, because places run out: who waits depends on all the others.
    Worlds(Vec<Way>),
}

/// A model whose people are followed one by one.
#[derive(Debug)]
pub struct Followed {
    /// The model.
    pub model: Model,
    /// What was changed.
    pub overrides: Overrides,
    /// Seed.
    pub seed: u64,
    /// Draws of the parameters.
    pub draws: usize,
    /// Persons in each draw.
    pub persons: usize,
    /// How uniforms of parameters are made.
    pub sampling: Sampling,
    pub(super) program: Program,
    pub(super) inputs: Inputs,
    pub(super) streams: Streams,
    pub(super) clock: Clock,
    pub(super) how: How,
    pub(super) routes: Vec<Vec<Route>>,
}

/// A part on its way: it can be stopped after any draw.
#[derive(Debug)]
pub struct PartJob {
    pub(super) index: u64,
    pub(super) lane: usize,
    draws: Vec<Persons>,
    pub(super) registers: Vec<Vec<Lane>>,
    pub(super) tables: Vec<Vec<Table>>,
    values: Vec<f64>,
}

impl Followed {
    /// Prepares a model.
    ///
    /// # Errors
    /// Missing input, overrides that cannot be applied, and studies that are too large.
    pub fn new(
        model: Model,
        overrides: Overrides,
        seed: u64,
        draws: usize,
        persons: usize,
        sampling: Sampling,
    ) -> Result<Self, Vec<Fault>> {
        let by_tables = !model.follows_persons()
            && model.entry.flow.is_none()
            && model.places.is_empty()
            && model
                .lines
                .iter()
                .all(|l| l.terms.iter().all(|t| t.spread.is_none()));
        Self::by(
            model,
            overrides,
            (seed, draws, persons, sampling),
            by_tables,
        )
    }

    /// As [`Followed::new`], in lanes even where tables would do: for tests and for histories.
    ///
    /// # Errors
    /// As [`Followed::new`].
    pub fn in_lanes(
        model: Model,
        overrides: Overrides,
        seed: u64,
        draws: usize,
        persons: usize,
        sampling: Sampling,
    ) -> Result<Self, Vec<Fault>> {
        Self::by(model, overrides, (seed, draws, persons, sampling), false)
    }

    fn by(
        model: Model,
        overrides: Overrides,
        (seed, draws, persons, sampling): (u64, usize, usize, Sampling),
        by_tables: bool,
    ) -> Result<Self, Vec<Fault>> {
        let program = if by_tables {
            Program::compile(&model)?
        } else {
            Program::compile_for_persons(&model)?
        };
        check_size(&model, &program, draws, persons)?;
        let one = |fault| vec![fault];
        let chance = Chance::new(&model, Seed(seed), sampling).map_err(one)?;
        let inputs = Inputs::new(&model, &program, &overrides, chance.into(), None)?;
        let streams = Streams::new(&model, Seed(seed)).map_err(one)?;
        let mut scales = Scales::default();
        let strategies = 0..model.strategies.len();
        let how = if by_tables {
            by_kinds(&model, &program, &inputs, &mut scales)?
        } else {
            let way = |s| Way::new(&model, &program, &inputs, s, &mut scales);
            let ways = strategies.clone().map(way).collect();
            if model.places.is_empty() {
                How::Lanes(ways)
            } else {
                How::Worlds(ways)
            }
        };
        let years = (0..=model.time.cycles + 1).map(|c| model.time.at(c));
        Ok(Self {
            routes: strategies.map(|s| routes(&model, &program, s)).collect(),
            clock: Clock {
                years: years.collect(),
            },
            overrides,
            seed,
            draws,
            persons,
            sampling,
            program,
            inputs,
            streams,
            how,
            model,
        })
    }

    fn persons_of_a_part(&self) -> usize {
        match self.how {
            How::Tables(..) => PART[0],
            How::Lanes(_) => PART[1],
            How::Worlds(_) => WORLDS,
        }
    }

    /// Whether people are followed as whole worlds: then `persons` is how many worlds each draw has.
    pub fn is_worlds(&self) -> bool {
        matches!(self.how, How::Worlds(_))
    }

    /// Parts in which the persons of a draw are cut.
    pub fn chunks(&self) -> usize {
        self.persons.div_ceil(self.persons_of_a_part())
    }

    /// Number of parts.
    pub fn parts(&self) -> u64 {
        (self.draws.div_ceil(LANES) * self.chunks()) as u64
    }

    /// Draws of a part: the first, and how many.
    pub(super) fn draws_of(&self, part: u64) -> (usize, usize) {
        let column = usize::try_from(part).unwrap_or(0) / self.chunks();
        let first = column * LANES;
        (first, (self.draws - first).min(LANES))
    }

    /// Persons of a part in each of its draws.
    #[expect(
        clippy::cast_precision_loss,
        reason = "persons are far fewer than 2^53"
    )]
    pub(super) fn persons_in(&self, part: u64) -> f64 {
        let chunk = usize::try_from(part).unwrap_or(0) % self.chunks();
        let size = self.persons_of_a_part();
        (self.persons - chunk * size).min(size) as f64
    }

    /// Quantities that a strategy has.
    pub(super) fn columns_of(&self, strategy: usize) -> impl Iterator<Item = usize> + '_ {
        self.routes[strategy].iter().map(|route| route.quantity)
    }

    /// Every strategy but the baseline.
    pub fn comparisons(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.model.strategies.len()).filter(|s| *s != self.model.baseline)
    }

    /// Numbers that a part gives for each draw.
    pub fn row(&self) -> usize {
        1 + 2 * quantities(&self.model) * (2 * self.model.strategies.len() - 1)
    }

    /// The job of one part.
    pub fn job(&self, index: u64) -> PartJob {
        PartJob {
            index,
            lane: 0,
            draws: Vec::new(),
            registers: Vec::new(),
            tables: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Runs a part to its end.
    ///
    /// # Errors
    /// What is wrong with the model in one of the draws.
    pub fn run_part(&self, index: u64) -> Result<Part, Fault> {
        let mut job = self.job(index);
        loop {
            if let Some(part) = self.advance(&mut job)? {
                return Ok(part);
            }
        }
    }

    /// Works on one draw of a part; gives the part when it is done.
    ///
    /// # Errors
    /// What is wrong with the model in that draw.
    pub fn advance(&self, job: &mut PartJob) -> Result<Option<Part>, Fault> {
        let (first, count) = self.draws_of(job.index);
        if job.registers.is_empty() {
            self.inputs.draw((first / BATCH) as u64, &mut job.draws);
            job.registers = registers_of(&self.program, &self.inputs, &job.draws, first % BATCH);
            if let How::Tables(kinds, _) = &self.how {
                for (_, kind) in kinds {
                    let tables = kind.tabulate(
                        &self.program,
                        &self.clock,
                        self.model.time.cycles,
                        &mut job.registers,
                        count,
                    );
                    job.tables.push(tables.map_err(|_| self.explain(first))?);
                }
            }
        }
        if job.lane < count {
            let chunk = usize::try_from(job.index).unwrap_or(0) % self.chunks();
            let block = self.block();
            let blocks = self.persons_of_a_part() / block;
            let from = chunk * blocks;
            let until = ((chunk + 1) * blocks).min(self.persons.div_ceil(block));
            self.draw(job, first + job.lane, from..until)?;
            job.lane += 1;
        }
        Ok((job.lane == count).then(|| Part {
            index: job.index,
            values: std::mem::take(&mut job.values),
        }))
    }

    /// Persons, or worlds, that are gone through together.
    fn block(&self) -> usize {
        if self.is_worlds() { WORLDS } else { BLOCK }
    }

    /// A cohort's own words for what is wrong in one of these draws.
    pub(super) fn explain(&self, first: usize) -> Fault {
        let study = Study::new(
            self.model.clone(),
            self.overrides.clone(),
            self.seed,
            self.draws,
        );
        let batch = (first / BATCH) as u64;
        let fault = study.and_then(|study| {
            let study = study.with_sampling(self.sampling)?;
            study.run_batch(batch).map_err(|fault| vec![fault])
        });
        let unknown = || {
            Fault::without_place(
                "transitions",
                format!(
                    "the probabilities of a row are none in draw {} or after",
                    first + 1
                ),
                "run the model as a cohort for more",
            )
        };
        match fault {
            Err(mut faults) if !faults.is_empty() => faults.swap_remove(0),
            _ => unknown(),
        }
    }

    /// One draw: its persons, and the moments of what they come to.
    fn draw(
        &self,
        job: &mut PartJob,
        draw: usize,
        blocks: std::ops::Range<usize>,
    ) -> Result<(), Fault> {
        let lane = job.lane;
        let number = self.number(&job.registers, lane, draw)?;
        let groups = self.groups(&job.registers, lane, draw)?;
        let mut tally = Tally::new(&self.model);
        let mut totals = vec![0.0; self.model.strategies.len() * tally.quantities * BLOCK];
        let broadcast = match &self.how {
            How::Tables(..) => Vec::new(),
            How::Lanes(_) | How::Worlds(_) => self.broadcast(&job.draws, draw),
        };
        for block in blocks {
            let size = self.block();
            let n = (self.persons - block * size).min(size);
            let place = Place {
                draw: draw as u64,
                world: 0,
                block: block as u64,
            };
            totals.fill(0.0);
            match &self.how {
                How::Tables(kinds, sums) => {
                    self.by_tables(kinds, sums, job, place, &groups, &mut totals)?;
                }
                How::Lanes(ways) => {
                    for way in ways {
                        let crowd =
                            self.crowd(way, &broadcast, place, Who::Persons(n), &groups, false)?;
                        put(&crowd, way, tally.quantities, &mut totals);
                    }
                }
                How::Worlds(ways) => {
                    for i in 0..n {
                        let world = (block * size + i) as u64;
                        let entry = self.arrivals(draw, world, number)?;
                        for way in ways {
                            let place = Place {
                                draw: draw as u64,
                                world,
                                block: 0,
                            };
                            let world = Who::World(entry.clone());
                            let crowd =
                                self.crowd(way, &broadcast, place, world, &groups, false)?;
                            put_world(&crowd, way, (tally.quantities, i), &mut totals);
                        }
                    }
                }
            }
            if let Some(bad) = totals.iter().position(|t| t.is_nan() || t.abs() > 1e150) {
                return Err(self.not_a_number(draw, bad));
            }
            tally.add(&totals, n);
        }
        job.values.push(number * entered(&self.model));
        job.values.extend(tally.numbers());
        Ok(())
    }

    /// People taken to the horizon.
    pub(super) fn crowd<'a>(
        &'a self,
        way: &'a Way,
        broadcast: &[Vec<Lane>],
        place: Place,
        who: Who,
        groups: &[f64],
        watched: bool,
    ) -> Result<Crowd<'a>, Fault> {
        let registers = way.arms.iter().map(|a| broadcast[*a].clone()).collect();
        let mut crowd = Crowd::new(self.ground(place.draw), way, registers, place, who, groups)?;
        crowd.rows = watched.then(Vec::new);
        for cycle in 1..=self.model.time.cycles + 1 {
            crowd.cycle(cycle)?;
        }
        Ok(crowd)
    }

    fn ground(&self, draw: u64) -> Ground<'_> {
        Ground {
            model: &self.model,
            program: &self.program,
            clock: &self.clock,
            streams: &self.streams,
            draw,
        }
    }

    fn not_a_number(&self, draw: usize, at: usize) -> Fault {
        let quantities = quantities(&self.model);
        let (strategy, quantity) = (at / BLOCK / quantities, at / BLOCK % quantities);
        let name = match quantity {
            0 => "cost",
            q => self
                .model
                .lines
                .get(q - 1)
                .map_or(Model::PRICE_LINE, |l| l.name.as_str()),
        };
        let what = format!(
            "`{name}` does not come to a finite number for person {} of a block in draw {} of strategy `{}`",
            at % BLOCK + 1,
            draw + 1,
            self.model.strategies[strategy].name
        );
        Fault::without_place(name, what, "look for a division by zero in its amounts")
    }
}
