//! The general way: persons side by side in lanes, each with what is known of him or her.
//!
//! All step through the calendar together under one strategy. What is the same for everybody is
//! worked out once a draw or cycle, what differs between persons once for each, and only what
//! depends on both in every cycle for everybody.

use super::layout::entries;
use super::persons::{BLOCK, Place, Streams, choose};
use super::way::Way;
use crate::fault::Fault;
use crate::formula::{LANES, Lane, Slot};
use crate::model::Model;
use crate::model::names::HISTORY;
use crate::random::Stream;
use crate::simulate::Program;
use crate::simulate::program::Arm;
use crate::simulate::trace::{Clock, SLACK};

/// Years since somebody was last in a state where he or she has never been.
const NEVER: f64 = 1000.0;

/// Mark of a person who has not entered yet, in a history.
pub const ABSENT: u16 = u16::MAX;

/// What a crowd needs to know of the model and the draw.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The model.
    pub model: &'a Model,
    /// Compiled for persons.
    pub program: &'a Program,
    /// Its clock.
    pub clock: &'a Clock,
    /// Streams.
    pub streams: &'a Streams,
    /// Draw, from 0.
    pub draw: u64,
}

/// Registers of each arm in one draw, the same in all lanes.
pub type Registers = Vec<Vec<Lane>>;

/// Persons of one draw under one strategy.
pub struct Crowd<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) way: &'a Way,
    pub(super) registers: Registers,
    pub(super) n: usize,
    /// Place of each person's arm in [`Way::arms`].
    pub(super) arm: Vec<u16>,
    pub(super) level: Vec<u8>,
    pub(super) entry: Vec<u32>,
    /// State of the model in which each is.
    pub state: Vec<u16>,
    pub(super) in_state: Vec<f64>,
    pub(super) histories: Vec<Vec<f64>>,
    pub(super) attributes: Vec<Vec<f64>>,
    /// By column of sixteen and arm: what is worked out once for each person.
    pub(super) kept: Vec<Vec<Lane>>,
    paths: Vec<Stream>,
    /// Of each term whose amount differs between persons, everybody's own factor.
    pub(super) factors: Vec<Vec<f64>>,
    /// By column of the strategy and person.
    pub totals: Vec<Vec<f64>>,
    /// Parts of places, where they are given out by period, that have added up so far.
    pub(super) credit: Vec<f64>,
    /// If asked for: every person's state on every row.
    pub rows: Option<Vec<Vec<u16>>>,
}

/// Who makes up a crowd.
#[derive(Clone, Debug)]
pub enum Who {
    /// So many persons, each by himself or herself, who enter at moments of their own.
    Persons(usize),
    /// A world: for each of its people the moment of entry.
    World(Vec<u32>),
}

impl<'a> Crowd<'a> {
    /// Puts people at their start, from a block of persons on.
    ///
    /// # Errors
    /// Shares of subgroups, starts or strategies that are none.
    pub fn new(
        ground: Ground<'a>,
        way: &'a Way,
        registers: Registers,
        first: Place,
        who: Who,
        groups: &[f64],
    ) -> Result<Self, Fault> {
        let n = match &who {
            Who::Persons(n) => *n,
            Who::World(arrivals) => arrivals.len(),
        };
        let blocks = n.div_ceil(BLOCK).max(1);
        let places: Vec<Place> = (0..blocks as u64)
            .map(|b| Place {
                block: first.block + b,
                ..first
            })
            .collect();
        let mut attributes = vec![Vec::with_capacity(n); ground.model.attributes.len()];
        let mut factors = vec![Vec::with_capacity(n); ground.streams.factors()];
        let (mut offers, mut starts) = (Vec::new(), Vec::new());
        let (mut group, mut entry) = (Vec::new(), Vec::new());
        let moments = entries(ground.model);
        for place in &places {
            let streams = ground.streams;
            for (all, block) in attributes.iter_mut().zip(streams.attributes(*place)) {
                all.extend_from_slice(&block);
            }
            for (all, block) in factors.iter_mut().zip(streams.factors_of(*place)) {
                all.extend_from_slice(&block);
            }
            offers.extend_from_slice(&streams.offer(*place));
            starts.extend_from_slice(&streams.start(*place));
            group.extend(streams.subgroup(*place).map(|u| choose(u, groups)));
            entry.extend(streams.entry(*place).map(|u| moment(u, moments)));
        }
        if let Who::World(arrivals) = who {
            entry = arrivals;
        }
        let mut crowd = Self {
            ground,
            way,
            registers,
            n,
            arm: vec![0; n],
            level: vec![0; n],
            entry,
            state: vec![0; n],
            in_state: vec![1.0; n],
            histories: way.histories.iter().map(|_| vec![0.0; n]).collect(),
            attributes,
            factors,
            kept: Vec::new(),
            paths: places.iter().map(|p| ground.streams.path(*p)).collect(),
            totals: way.routes.iter().map(|_| vec![0.0; n]).collect(),
            credit: vec![0.0; ground.model.places.len()],
            rows: None,
        };
        crowd.settle(&group, &offers, &starts)?;
        Ok(crowd)
    }

    pub(super) fn fault(&self, path: &str, what: String, hint: &str, person: usize) -> Fault {
        let strategy = &self.ground.model.strategies[self.way.strategy].name;
        let what = format!(
            "{what}, for person {} of draw {} in strategy `{strategy}`",
            person + 1,
            self.ground.draw + 1
        );
        Fault::without_place(path, what, hint)
    }

    /// Persons of a column.
    pub(super) fn lanes(&self, column: usize) -> std::ops::Range<usize> {
        column * LANES..((column + 1) * LANES).min(self.n)
    }

    pub(super) fn put_attributes(&mut self, arm: &Arm, local: usize, column: usize) {
        let Some(persons) = &arm.persons else { return };
        for (slot, values) in persons.attributes.iter().zip(&self.attributes) {
            let from = column * LANES;
            self.registers[local][slot.index()].copy_from_slice(&values[from..from + LANES]);
        }
    }

    /// Puts what is known of a column's persons at the beginning of a calendar cycle into their
    /// arm's registers.
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
    pub(super) fn load(&mut self, local: usize, column: usize, cycle: usize) {
        let Ground {
            model,
            program,
            clock,
            ..
        } = self.ground;
        let arm = &program.arms[self.way.arms[local]];
        self.put_attributes(arm, local, column);
        let registers = &mut self.registers[local];
        for (slot, lane) in arm
            .kept
            .iter()
            .zip(&self.kept[column * self.way.arms.len() + local])
        {
            registers[slot.index()] = *lane;
        }
        let Some(persons) = &arm.persons else { return };
        let people = column * LANES..((column + 1) * LANES).min(self.n);
        let years = |cycles: f64| cycles * model.time.unit.0 / model.time.unit.1;
        for (lane, p) in people.clone().enumerate() {
            let state = usize::from(self.state[p]);
            let most = model.states[state].memory.unwrap_or(usize::MAX) as f64;
            let cycles = crate::math::min(self.in_state[p], most);
            registers[persons.in_state[0].index()][lane] = cycles;
            registers[persons.in_state[1].index()][lane] = years(cycles - 1.0);
        }
        for ((what, state), values) in self.way.histories.iter().zip(&self.histories) {
            let slot = persons.history[*state][*what];
            for (lane, value) in values[people.clone()].iter().enumerate() {
                registers[slot.index()][lane] = match HISTORY[*what] {
                    "visits" => *value,
                    _ if *value == f64::INFINITY => NEVER,
                    _ => years(*value),
                };
            }
        }
        if model.entry.flow.is_some() {
            let [_, _, since, time_since, age] = arm.clocks;
            for (lane, p) in people.enumerate() {
                let own = cycle.saturating_sub(self.entry[p] as usize).max(1);
                registers[since.index()][lane] = own as f64;
                registers[time_since.index()][lane] = clock.years[own - 1];
                registers[age.index()][lane] = arm.age + clock.years[own - 1];
            }
        }
    }

    /// Takes everybody through a calendar cycle (from 1); the one after the last only counts.
    ///
    /// # Errors
    /// A probability that is none, or an amount that is no number.
    pub fn cycle(&mut self, cycle: usize) -> Result<(), Fault> {
        self.clocks(cycle);
        if !self.ground.model.places.is_empty() {
            self.admit(cycle)?;
        }
        let last = self.ground.model.time.cycles;
        if let Some(rows) = &mut self.rows {
            let present = |p: usize| (self.entry[p] as usize) < cycle;
            let row = (0..self.n).map(|p| if present(p) { self.state[p] } else { ABSENT });
            rows.push(row.collect());
        }
        let mut uniforms = Vec::new();
        if cycle <= last {
            uniforms.resize(self.paths.len() * BLOCK, 0.0);
            for (path, block) in self.paths.iter_mut().zip(uniforms.chunks_exact_mut(BLOCK)) {
                path.fill(block);
            }
        }
        for column in 0..self.n.div_ceil(LANES) {
            if self.is_silent(column, cycle) {
                continue;
            }
            // Offers are made to people where they are, before anybody moves.
            for local in 0..self.way.arms.len() {
                self.offers(column, local, cycle);
            }
            for local in 0..self.way.arms.len() {
                self.column(column, local, cycle, &uniforms)?;
            }
        }
        Ok(())
    }

    /// Sets the clocks of every arm, and works out what is the same for everybody in this cycle.
    fn clocks(&mut self, cycle: usize) {
        let Ground { program, clock, .. } = self.ground;
        for (local, arm) in self.way.arms.iter().enumerate() {
            let arm = &program.arms[*arm];
            clock.set(arm, 0, cycle, &mut self.registers[local]);
            arm.per_cycle
                .run(&mut self.registers[local], &program.tables);
        }
    }

    /// A value of the draw and the cycle that is the same for everybody.
    pub(super) fn common(&self, local: usize, slot: Slot) -> f64 {
        self.registers[local][slot.index()][0]
    }

    /// Whether nothing can happen to anybody of a column any more, or yet.
    pub(super) fn is_silent(&self, column: usize, cycle: usize) -> bool {
        let silent =
            |p: usize| !self.is_there(p, cycle) || self.way.silent[usize::from(self.state[p])];
        self.lanes(column).all(silent)
    }

    /// Lanes and persons of a column who follow an arm and are there.
    pub(super) fn members(
        &self,
        column: usize,
        local: usize,
        cycle: usize,
    ) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.lanes(column)
            .enumerate()
            .filter(move |(_, p)| usize::from(self.arm[*p]) == local && self.is_there(*p, cycle))
    }

    /// Whether a person has entered at the beginning of a cycle.
    pub(super) fn is_there(&self, person: usize, cycle: usize) -> bool {
        (self.entry[person] as usize) < cycle
    }

    fn column(
        &mut self,
        column: usize,
        local: usize,
        cycle: usize,
        uniforms: &[f64],
    ) -> Result<(), Fault> {
        let Ground { program, model, .. } = self.ground;
        let here: Vec<(usize, usize)> = self.members(column, local, cycle).collect();
        let way = self.way;
        let arm = &program.arms[way.arms[local]];
        let [moves, amounts, _] = &way.works[local];
        if here.is_empty() {
            return Ok(());
        }
        self.load(local, column, cycle);
        amounts.run(&mut self.registers[local], &program.tables);
        self.book(local, &here, cycle, true);
        if cycle > model.time.cycles {
            return Ok(());
        }
        moves.run(&mut self.registers[local], &program.tables);
        for &(lane, p) in &here {
            let (to, flow) = self.next(arm, local, lane, p, uniforms[p], cycle)?;
            if let Some(flow) = flow {
                self.book_move(local, lane, p, cycle, flow);
            }
            self.remember(p, to);
        }
        if !amounts.is_empty() {
            self.load(local, column, cycle);
            amounts.run(&mut self.registers[local], &program.tables);
        }
        self.book(local, &here, cycle, false);
        Ok(())
    }

    /// Where a person goes in this cycle.
    fn next(
        &self,
        arm: &Arm,
        local: usize,
        lane: usize,
        person: usize,
        uniform: f64,
        cycle: usize,
    ) -> Result<(usize, Option<usize>), Fault> {
        let state = &arm.states[usize::from(self.state[person])];
        let registers = &self.registers[local];
        let (mut below, mut found) = (0.0, None);
        let mut sound = true;
        for edge in &state.edges {
            let share = registers[edge.probability.index()][lane];
            sound &= share >= -SLACK;
            below += share;
            if found.is_none() && uniform < below {
                found = Some((edge.to, edge.flow));
            }
        }
        sound &= below <= 1.0 + SLACK && (state.rest.is_some() || below >= 1.0 - SLACK);
        if !sound {
            let name = &self.ground.model.states[state.state].name;
            let shares = state
                .edges
                .iter()
                .map(|e| registers[e.probability.index()][lane]);
            let shares: Vec<String> = shares.map(|s| s.to_string()).collect();
            return Err(self.fault(
                &format!("transitions.{name}"),
                format!(
                    "the probabilities of this row are {} in cycle {cycle}",
                    shares.join(", ")
                ),
                "each must lie between 0 and 1 and all together add to at most 1, for every person: write them as rates, or limit them with min(..., 1)",
                person,
            ));
        }
        let last = || state.edges.last().map(|e| (e.to, e.flow));
        Ok(found
            .or(state.rest)
            .or_else(last)
            .unwrap_or((state.state, None)))
    }

    /// Moves a person, and what is remembered.
    fn remember(&mut self, person: usize, to: usize) {
        let from = usize::from(self.state[person]);
        self.in_state[person] = if from == to {
            self.in_state[person] + 1.0
        } else {
            1.0
        };
        for ((what, state), values) in self.way.histories.iter().zip(&mut self.histories) {
            let value = &mut values[person];
            match HISTORY[*what] {
                "visits" if to == *state && from != to => *value += 1.0,
                "time_since" if to == *state => *value = 0.0,
                "time_since" => *value += 1.0,
                "time_spent" if from == *state => *value += 1.0,
                _ => {}
            }
        }
        self.state[person] = u16::try_from(to).unwrap_or(0);
    }
}

/// When a person enters.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a small whole number"
)]
fn moment(uniform: f64, moments: usize) -> u32 {
    (uniform * moments as f64) as u32
}
