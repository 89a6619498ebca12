//! A batch of 256 draws as a job that can be stopped and resumed at any column.

use super::inputs::{Inputs, shares};
use super::plan::{Part, ShareOf};
use super::program::{Amount, Program, StartShare};
use super::trace::{Clock, Space, add, multiply};
use crate::fault::Fault;
use crate::formula::{LANES, Lane, Slot};
use crate::model::Model;
use crate::random::BATCH;

/// Columns of draws in a batch.
pub const COLUMNS: usize = BATCH / LANES;

/// What a job gives: a flat block, for each strategy, for each of its ledger lines, for each
/// year, 256 draws.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchResult {
    /// Index of the batch.
    pub batch: u64,
    /// The block.
    pub values: Vec<f64>,
}

impl BatchResult {
    /// The block as little-endian bytes: worker message, file and cache alike.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.resize(8 + 8 * self.values.len(), 0);
        let words = bytes.as_chunks_mut::<8>().0.iter_mut();
        let values = self.values.iter().map(|value| value.to_le_bytes());
        for (word, value) in words.zip([self.batch.to_le_bytes()].into_iter().chain(values)) {
            *word = value;
        }
    }

    /// Reads a block back; `None` if it has not the length of one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(8)?;
        let (words, tail) = rest.as_chunks::<8>();
        let values = words.iter().map(|w| f64::from_le_bytes(*w)).collect();
        tail.is_empty().then_some(Self {
            batch: u64::from_le_bytes(head.try_into().ok()?),
            values,
        })
    }

    /// Hash of the block, over the full batch. `space` is working space: a block is megabytes, and
    /// new memory costs more than the hash.
    pub fn hash(&self, space: &mut Vec<u8>) -> u128 {
        self.write(space);
        twox_hash::XxHash3_128::oneshot(space)
    }
}

/// Whether a job is done.
#[derive(Debug)]
pub enum Progress {
    /// There is more to do.
    More,
    /// Done.
    Done(BatchResult),
}

/// How many people a column is about, and which shares of them each strategy reaches.
struct Scale {
    number: Lane,
    levers: Vec<[Option<Lane>; 3]>,
}

/// One batch of one variant.
#[derive(Debug)]
pub struct Job {
    pub(super) batch: u64,
    pub(super) column: usize,
    draws: Vec<[f64; BATCH]>,
    pub(super) values: Vec<f64>,
    pub(super) registers: Vec<Vec<Lane>>,
    pub(super) space: Space,
    pub(super) clock: Clock,
}

impl Job {
    /// A job that has not begun.
    pub fn new(model: &Model, program: &Program, inputs: &Inputs, batch: u64) -> Self {
        let columns = program.column_count();
        let years = (0..=model.time.cycles + 1)
            .map(|c| model.time.at(c))
            .collect();
        Self {
            batch,
            column: 0,
            draws: Vec::new(),
            values: vec![0.0; columns * inputs.years * BATCH],
            registers: inputs.plan.registers.clone(),
            space: Space::default(),
            clock: Clock { years },
        }
    }

    /// How many draws are done.
    pub fn done(&self) -> usize {
        self.column * LANES
    }

    /// What is done so far: a block of which only the first [`Job::done`] draws count. A coarse
    /// answer on a slow device needs no more.
    pub fn so_far(&self) -> BatchResult {
        BatchResult {
            batch: self.batch,
            values: self.values.clone(),
        }
    }

    /// Works for about `fuel` columns of sixteen draws.
    ///
    /// # Errors
    /// What is wrong with the model in one of these draws.
    pub fn advance(
        &mut self,
        model: &Model,
        program: &Program,
        inputs: &Inputs,
        fuel: usize,
    ) -> Result<Progress, Fault> {
        if self.draws.is_empty() {
            inputs.draw(self.batch, &mut self.draws);
        }
        for _ in 0..fuel.max(1) {
            if self.column == COLUMNS {
                break;
            }
            self.run_column(model, program, inputs)?;
            self.column += 1;
        }
        if self.column < COLUMNS {
            return Ok(Progress::More);
        }
        Ok(Progress::Done(BatchResult {
            batch: self.batch,
            values: std::mem::take(&mut self.values),
        }))
    }

    fn run_column(
        &mut self,
        model: &Model,
        program: &Program,
        inputs: &Inputs,
    ) -> Result<(), Fault> {
        let first = self.column * LANES;
        for (arm, registers) in program.arms.iter().zip(&mut self.registers) {
            for (column, draws) in registers.iter_mut().zip(&self.draws) {
                column.copy_from_slice(&draws[first..first + LANES]);
            }
            arm.per_draw.run(registers, &program.tables);
        }
        let scales = program
            .levers
            .iter()
            .enumerate()
            .map(|(group, levers)| {
                let registers = &self.registers[group * program.arms_a_group];
                let lever = |slot: Option<Slot>| slot.map(|s| registers[s.index()]);
                Scale {
                    number: lever(levers.number).unwrap_or([1.0; LANES]),
                    levers: levers.shares.iter().map(|s| s.map(lever)).collect(),
                }
            })
            .collect::<Vec<_>>();
        for scale in &scales {
            self.check_levers(model, &scale.number, &scale.levers)?;
        }
        let shares_of_groups = self.subgroup_shares(model, program)?;
        #[cfg(feature = "individual")]
        if !model.places.is_empty() {
            self.run_together(model, program, inputs, &scales, &shares_of_groups)?;
            return self.check_finite(model, program, inputs.years);
        }
        for (index, trace) in inputs.plan.traces.iter().enumerate() {
            let registers = &mut self.registers[trace.arm];
            if let Err(trouble) = self.space.run(
                &program.arms,
                trace,
                &program.tables,
                &self.clock,
                registers,
                inputs.years,
            ) {
                return Err(self.explain(model, program, trace.arm, trouble));
            }
            let group = trace.arm / program.arms_a_group;
            let levers = &scales[group].levers;
            let mut number = scales[group].number;
            for (number, share) in number.iter_mut().zip(&shares_of_groups[group]) {
                *number *= share;
            }
            for (strategy, parts) in inputs.plan.recipes.iter().enumerate() {
                for part in parts.iter().filter(|p| p.trace == index) {
                    let scope = model.strategies[strategy].scope;
                    let treated = if program.arm_of[strategy] == 0 {
                        [1.0; LANES]
                    } else {
                        shares(levers[strategy], scope)
                    };
                    self.book(
                        model,
                        program,
                        inputs,
                        strategy,
                        *part,
                        &number,
                        &treated,
                        levers[strategy],
                    );
                }
            }
        }
        self.check_finite(model, program, inputs.years)
    }

    /// Where places run out: each strategy's people, all together.
    #[cfg(feature = "individual")]
    fn run_together(
        &mut self,
        model: &Model,
        program: &Program,
        inputs: &Inputs,
        scales: &[Scale],
        shares_of_groups: &[Lane],
    ) -> Result<(), Fault> {
        let groups: Vec<Lane> = scales
            .iter()
            .zip(shares_of_groups)
            .map(|(scale, share)| std::array::from_fn(|i| scale.number[i] * share[i]))
            .collect();
        for (strategy, definition) in model.strategies.iter().enumerate() {
            let all = program.arm_of[strategy] == 0;
            let of_group = |scale: &Scale| match all {
                true => [1.0; LANES],
                false => shares(scale.levers[strategy], definition.scope),
            };
            let treated: Vec<Lane> = scales.iter().map(of_group).collect();
            let size = super::fluid::Size {
                groups: &groups,
                treated: &treated,
            };
            let mut book = |job: &mut Self, part: Part| {
                let group = inputs.plan.traces[part.trace].arm / program.arms_a_group;
                let levers = scales[group].levers[strategy];
                let (number, treated) = (&groups[group], &treated[group]);
                job.book(
                    model, program, inputs, strategy, part, number, treated, levers,
                );
            };
            self.run_fluid(model, program, inputs, strategy, &size, &mut book)?;
        }
        Ok(())
    }

    /// Shares of the subgroups in this column; one that is everybody where there are none.
    fn subgroup_shares(&self, model: &Model, program: &Program) -> Result<Vec<Lane>, Fault> {
        let mut left = [1.0; LANES];
        let mut shares = vec![[0.0; LANES]; program.levers.len()];
        for (group, levers) in program.levers.iter().enumerate() {
            if let StartShare::Share(slot) = levers.share {
                shares[group] = self.registers[group * program.arms_a_group][slot.index()];
                for (left, share) in left.iter_mut().zip(&shares[group]) {
                    *left -= share;
                }
            }
        }
        let rest = program
            .levers
            .iter()
            .position(|l| l.share == StartShare::Rest);
        if let Some(rest) = rest {
            shares[rest] = left;
            left = [0.0; LANES];
        }
        self.check_subgroups(model, &shares, &left)?;
        Ok(shares)
    }

    /// Adds a part of a strategy's people to its columns.
    #[expect(
        clippy::too_many_arguments,
        reason = "one booking: who, how many, and where to"
    )]
    fn book(
        &mut self,
        model: &Model,
        program: &Program,
        inputs: &Inputs,
        strategy: usize,
        part: Part,
        number: &Lane,
        treated: &Lane,
        levers: [Option<Lane>; 3],
    ) {
        let trace = &inputs.plan.traces[part.trace];
        let of_group = trace.groups[part.group].arm;
        let arm = &program.arms[of_group];
        let years = inputs.years;
        let first_column = program.first_column(strategy);
        for (column, line) in program.columns[strategy].iter().enumerate() {
            let of_line = arm.tallies.iter().enumerate().filter(|(_, tally)| {
                let list = tally.strategies.as_ref();
                tally.line == *line && list.is_none_or(|list| list.contains(&strategy))
            });
            let booked: Vec<Booking<'_>> = of_line
                .filter_map(|(t, tally)| {
                    let share = match (tally.price_of, part.share) {
                        (Some(_), ShareOf::Treated) => {
                            let first = program.price_lines[strategy];
                            shares(levers, model.strategies[strategy].prices[line - first].per)
                        }
                        (Some(_), _) => return None,
                        (None, ShareOf::Treated) => *treated,
                        (None, ShareOf::Untreated) => treated.map(|t| 1.0 - t),
                        (None, ShareOf::Before) => [1.0; LANES],
                    };
                    let one = |lane: &Lane| lane.iter().all(|x| x.to_bits() == 1f64.to_bits());
                    Some(Booking {
                        people: (!one(&share) || !one(number)).then_some((share, *number)),
                        amount: match &tally.amount {
                            Amount::Steady(slot) => Some(self.registers[of_group][slot.index()]),
                            _ => None,
                        },
                        factor: tally.factor,
                        counts: self.space.counts_of(trace, part.group, t, years),
                    })
                })
                .collect();
            for year in 0..years {
                let at = ((first_column + column) * years + year) * BATCH + self.column * LANES;
                let Some(out) = self.values[at..].first_chunk_mut::<LANES>() else {
                    continue;
                };
                let mut sum = *out;
                for booking in &booked {
                    booking.add(&mut sum, year);
                }
                *out = sum;
            }
        }
    }
}

/// What a tally adds to its line, year by year.
struct Booking<'s> {
    /// Share of the people, and how many there are, unless both are one.
    people: Option<(Lane, Lane)>,
    /// How much for each, where that does not change.
    amount: Option<Lane>,
    factor: f64,
    counts: &'s [Lane],
}

impl Booking<'_> {
    fn add(&self, out: &mut Lane, year: usize) {
        let mut sum = self.counts[year];
        if let Some(amount) = &self.amount {
            multiply(&mut sum, amount);
        }
        // Times one changes no bit.
        if self.factor.to_bits() != 1f64.to_bits() {
            multiply(&mut sum, &[self.factor; LANES]);
        }
        if let Some((share, number)) = &self.people {
            let mut people = *share;
            multiply(&mut people, number);
            multiply(&mut sum, &people);
        }
        add(out, &sum);
    }
}
