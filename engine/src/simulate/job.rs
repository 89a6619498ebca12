//! A batch of 256 draws as a job that can be stopped and resumed at any column.

use super::inputs::{Inputs, ShareOf, shares};
use super::program::{Amount, Program};
use super::trace::{Clock, Space, Trouble};
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
        let head = self.batch.to_le_bytes();
        head.into_iter()
            .chain(self.values.iter().flat_map(|v| v.to_le_bytes()))
            .collect()
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

    /// Hash of the block, over the full batch.
    pub fn hash(&self) -> u128 {
        twox_hash::XxHash3_128::oneshot(&self.to_bytes())
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

/// One batch of one variant.
#[derive(Debug)]
pub struct Job {
    batch: u64,
    column: usize,
    draws: Vec<[f64; BATCH]>,
    values: Vec<f64>,
    registers: Vec<Vec<Lane>>,
    space: Space,
    clock: Clock,
}

impl Job {
    /// A job that has not begun.
    pub fn new(model: &Model, program: &Program, inputs: &Inputs, batch: u64) -> Self {
        let columns: usize = program.columns.iter().map(Vec::len).sum();
        let years = (0..=model.time.cycles + 1)
            .map(|c| model.time.at(c))
            .collect();
        Self {
            batch,
            column: 0,
            draws: Vec::new(),
            values: vec![0.0; columns * inputs.years * BATCH],
            registers: inputs.registers.clone(),
            space: Space::default(),
            clock: Clock {
                years,
                age: model.time.age.unwrap_or(0.0),
            },
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
        let lever = |slot: Option<Slot>| slot.map(|s| self.registers[0][s.index()]);
        let number = lever(program.levers.number).unwrap_or([1.0; LANES]);
        let levers: Vec<[Option<Lane>; 3]> =
            program.levers.shares.iter().map(|s| s.map(lever)).collect();
        self.check_levers(model, &number, &levers)?;
        for (index, trace) in inputs.traces.iter().enumerate() {
            let arm = &program.arms[trace.arm];
            let registers = &mut self.registers[trace.arm];
            if let Err(trouble) = self.space.run(
                arm,
                trace,
                &program.tables,
                &self.clock,
                registers,
                inputs.years,
            ) {
                return Err(self.explain(model, program, trace.arm, trouble));
            }
            for (strategy, parts) in inputs.recipes.iter().enumerate() {
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
        part: super::inputs::Part,
        number: &Lane,
        treated: &Lane,
        levers: [Option<Lane>; 3],
    ) {
        let arm = &program.arms[inputs.traces[part.trace].arm];
        let years = inputs.years;
        let first_column: usize = program.columns[..strategy].iter().map(Vec::len).sum();
        for (t, tally) in arm.tallies.iter().enumerate() {
            if tally
                .strategies
                .as_ref()
                .is_some_and(|list| !list.contains(&strategy))
            {
                continue;
            }
            let share = match (tally.price_of, part.share) {
                (Some(_), ShareOf::Treated) => {
                    let price = &model.strategies[strategy].prices
                        [tally.line - program.price_lines[strategy]];
                    shares(levers, price.per)
                }
                (Some(_), _) => continue,
                (None, ShareOf::Treated) => *treated,
                (None, ShareOf::Untreated) => treated.map(|t| 1.0 - t),
                (None, ShareOf::Before) => [1.0; LANES],
            };
            let Ok(column) = program.columns[strategy].binary_search(&tally.line) else {
                continue;
            };
            for year in 0..years {
                let sums = &self.space.sums[(part.group * arm.tallies.len() + t) * years + year];
                let at = ((first_column + column) * years + year) * BATCH + self.column * LANES;
                let out = &mut self.values[at..at + LANES];
                for i in 0..LANES {
                    out[i] += share[i] * number[i] * sums[i];
                }
            }
        }
    }

    fn draw_of(&self, lane: usize) -> u64 {
        self.batch * BATCH as u64 + (self.column * LANES + lane) as u64 + 1
    }

    fn check_levers(
        &self,
        model: &Model,
        number: &Lane,
        levers: &[[Option<Lane>; 3]],
    ) -> Result<(), Fault> {
        if let Some(lane) = number.iter().position(|n| !(*n >= 0.0 && n.is_finite())) {
            let what = format!(
                "the number of people is {} in draw {}",
                number[lane],
                self.draw_of(lane)
            );
            return Err(Fault::without_place(
                "people.number",
                what,
                "make it 0 or more in every draw",
            ));
        }
        for (strategy, levers) in model.strategies.iter().zip(levers) {
            for (lever, name) in levers.iter().zip(["reach", "take_up", "completion"]) {
                let Some(lever) = lever else { continue };
                if let Some(lane) = lever
                    .iter()
                    .position(|x| !(-super::trace::SLACK..=1.0 + super::trace::SLACK).contains(x))
                {
                    let what = format!(
                        "this share is {} in draw {}",
                        lever[lane],
                        self.draw_of(lane)
                    );
                    return Err(Fault::without_place(
                        format!("strategies.{}.{name}", strategy.name),
                        what,
                        "a share lies between 0 and 1 in every draw",
                    ));
                }
            }
        }
        Ok(())
    }

    fn check_finite(&self, model: &Model, program: &Program, years: usize) -> Result<(), Fault> {
        let lanes = self.column * LANES..(self.column + 1) * LANES;
        let bad = self
            .values
            .chunks_exact(BATCH)
            .position(|column| column[lanes.clone()].iter().any(|v| !v.is_finite()));
        let Some(bad) = bad else { return Ok(()) };
        let lane = self.values[bad * BATCH + lanes.start..bad * BATCH + lanes.end]
            .iter()
            .position(|v| !v.is_finite())
            .unwrap_or(0);
        let mut column = bad / years;
        let strategy = program.columns.iter().position(|columns| {
            let inside = column < columns.len();
            if !inside {
                column -= columns.len();
            }
            inside
        });
        let strategy = strategy.unwrap_or(0);
        let line = program.columns[strategy][column];
        let arm = program.arm_of[strategy];
        // Which term it was, and why: the first whose amount is not a number in that draw.
        for tally in program.arms[arm].tallies.iter().filter(|t| t.line == line) {
            let expression = match model.lines.get(line) {
                Some(l) => &l.terms[tally.term].amount,
                None => {
                    &model.strategies[strategy].prices[line - program.price_lines[strategy]].amount
                }
            };
            let slot = match &tally.amount {
                Amount::Steady(slot) | Amount::Varying(slot) => *slot,
                Amount::ByStateTime(..) => continue,
            };
            if !self.registers[arm][slot.index()][lane].is_finite()
                || program.arms[arm].tallies.len() == 1
            {
                return Err(
                    self.not_a_number(model, program, arm, strategy, lane, expression, None)
                );
            }
        }
        let name = &program.ledger[line].name;
        let what = format!(
            "`{name}` does not come to a finite number in draw {} of strategy `{}`",
            self.draw_of(lane),
            model.strategies[strategy].name
        );
        Err(Fault::without_place(
            name,
            what,
            "look for a division by zero in its amounts",
        ))
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "all that a message needs to name the place"
    )]
    fn not_a_number(
        &self,
        model: &Model,
        program: &Program,
        arm: usize,
        strategy: usize,
        lane: usize,
        expression: &crate::model::Expression,
        cycle: Option<usize>,
    ) -> Fault {
        let why = diagnose(program, &self.registers, arm, lane, expression, model);
        let when = cycle.map_or(String::new(), |c| format!(", cycle {c}"));
        let what = format!(
            "this does not come to a number in strategy `{}`, draw {}{when}{}",
            model.strategies[strategy].name,
            self.draw_of(lane),
            why.map_or(String::new(), |w| format!(": {w}"))
        );
        Fault {
            path: expression.path.clone(),
            line: expression.place.0,
            column: expression.place.1,
            what,
            hint: "guard it: if(x > 0, y / x, 0), or keep the figure away from zero".into(),
        }
    }

    fn explain(&self, model: &Model, program: &Program, arm: usize, trouble: Trouble) -> Fault {
        let strategy = program
            .arm_of
            .iter()
            .position(|a| *a == arm)
            .unwrap_or(model.baseline);
        match trouble {
            Trouble::Start { lane } => {
                let what = format!(
                    "the shares who start in each state are below 0 or do not add to 1 in draw {}",
                    self.draw_of(lane)
                );
                Fault::without_place(
                    "states",
                    what,
                    "make them add to 1, or let one state start with \"rest\"",
                )
            }
            Trouble::Row { lane, state, cycle } => {
                let arm_program = &program.arms[arm];
                let state = &arm_program.states[state];
                let registers = &self.registers[arm];
                let value = |slot: Slot| registers[slot.index()][lane];
                let worst = state.edges.iter().find(|e| {
                    !(-super::trace::SLACK..=1.0 + super::trace::SLACK)
                        .contains(&value(e.probability))
                });
                let where_ = format!(
                    "strategy `{}`, draw {}, cycle {cycle}",
                    model.strategies[strategy].name,
                    self.draw_of(lane)
                );
                let from = &model.states[state.state].name;
                match worst
                    .or(state.edges.first())
                    .map(|e| (e, &model.rows[e.place.0].entries[e.place.1].formula))
                {
                    Some((edge, expression)) if worst.is_some() => {
                        let value = value(edge.probability);
                        if !value.is_finite() {
                            return self.not_a_number(
                                model,
                                program,
                                arm,
                                strategy,
                                lane,
                                expression,
                                Some(cycle),
                            );
                        }
                        Fault {
                            path: expression.path.clone(),
                            line: expression.place.0,
                            column: expression.place.1,
                            what: format!("a probability of {value} in {where_}"),
                            hint: "a probability lies between 0 and 1: choose a distribution that keeps to that (beta), or limit it with min(..., 1)".into(),
                        }
                    }
                    other => {
                        let total = state
                            .edges
                            .iter()
                            .fold(0.0, |sum, e| sum + value(e.probability));
                        let place = other.map_or((0, 0), |(_, e)| e.place);
                        let (what, hint) = if state.rest.is_some() {
                            (
                                "more than 1",
                                "make them smaller, or write them as rates, which compete and cannot exceed 1",
                            )
                        } else {
                            ("not 1", "let one of them be \"rest\"")
                        };
                        Fault {
                            path: format!("transitions.{from}"),
                            line: place.0,
                            column: place.1,
                            what: format!(
                                "the probabilities of leaving add to {total}, {what}, in {where_}"
                            ),
                            hint: hint.into(),
                        }
                    }
                }
            }
        }
    }
}

/// Why a formula is not a number in one draw, as far as its own names show.
fn diagnose(
    program: &Program,
    registers: &[Vec<Lane>],
    arm: usize,
    lane: usize,
    expression: &crate::model::Expression,
    model: &Model,
) -> Option<String> {
    let value = |name: &str| {
        let slot = program.arms[arm]
            .symbols
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, slot)| *slot);
        slot.map_or(f64::NAN, |s| registers[arm][s.index()][lane])
    };
    let own = expression.formula.diagnose(&value)?;
    // If a named formula is at fault, its own text says more.
    let culprit = expression
        .formula
        .names()
        .find(|(name, _)| !value(name).is_finite());
    let inner = culprit.and_then(|(name, _)| model.formulas.iter().find(|(n, _)| n == name));
    match inner.and_then(|(name, e)| {
        e.formula
            .diagnose(&value)
            .map(|d| format!("`{name}` {}", d.message))
    }) {
        Some(message) => Some(message),
        None => Some(own.message),
    }
}
