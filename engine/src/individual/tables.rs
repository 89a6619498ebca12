//! The fast way: where persons differ by nothing but luck, all that a cycle can bring is a table.
//!
//! For each draw, cycle and state: where the uniform is cut into ways out, where each leads, and
//! what taking it adds to the person's sums. A person's cycle is then one uniform, a few
//! comparisons and one row of the table.

use super::layout::{Scales, Weighed, counts};
use super::persons::{BLOCK, Persons};
use super::walk::{Row, Walk};
use crate::formula::{LANES, Lane};
use crate::model::Model;
use crate::simulate::program::{Amount, Arm, StartShare, Tally, TallyOf};
use crate::simulate::trace::{Clock, Trouble, left_of_row, reachable};
use crate::simulate::{Inputs, Program};
use std::sync::Arc;

/// One kind of people, untreated or treated, of all subgroups: what its tables look like.
#[derive(Debug)]
pub struct Kind {
    /// Its arm in each subgroup.
    arms: Vec<usize>,
    /// States, of all subgroups one after the other.
    states: usize,
    /// Most ways out of a state, at least two.
    width: usize,
    /// Where each way of each state leads.
    to: Vec<u32>,
    /// Tallies in each sum.
    pub sums: Vec<Vec<usize>>,
    weights: Vec<Arc<Weighed>>,
}

/// A kind in one draw.
#[derive(Debug, Default)]
pub struct Table {
    /// By cycle, state and way but the last: the uniform from which on the next way is taken.
    cuts: Vec<f64>,
    /// By cycle, state, way and sum.
    gains: Vec<f64>,
    /// By state and sum: what the first row brings.
    first: Vec<f64>,
    /// For each subgroup: cumulated shares of the states in which people start.
    pub starts: Vec<Vec<f64>>,
}

impl Kind {
    /// Lays out the tables of a kind. `sums` are the tallies that are added up together.
    pub fn new(
        model: &Model,
        program: &Program,
        kind: usize,
        inputs: &Inputs,
        sums: Vec<Vec<usize>>,
        scales: &mut Scales,
    ) -> Self {
        let starts = &inputs.plan.starts;
        let groups = program.arms.len() / program.arms_a_group;
        let arms: Vec<usize> = (0..groups)
            .map(|g| g * program.arms_a_group + kind)
            .collect();
        let of_group = program.arms[kind].states.len();
        let ways = |arm: &usize| {
            let states = program.arms[*arm].states.iter();
            states
                .map(|s| s.edges.len() + usize::from(s.rest.is_some()))
                .max()
        };
        let width = arms.iter().filter_map(ways).max().unwrap_or(0).max(2);
        let mut to = Vec::new();
        for (group, arm) in arms.iter().enumerate() {
            for state in &program.arms[*arm].states {
                let edges = state.edges.iter().map(|e| e.to);
                let mut ways: Vec<usize> = edges.chain(state.rest.map(|(to, _)| to)).collect();
                ways.resize(width, ways.last().copied().unwrap_or(0));
                let index = |to: usize| u32::try_from(group * of_group + to).unwrap_or(0);
                to.extend(ways.into_iter().map(index));
            }
        }
        let tallies = program.arms[kind].tallies.iter();
        Self {
            states: groups * of_group,
            arms,
            width,
            to,
            sums,
            weights: tallies
                .map(|t| scales.of(model, inputs, t, t.price_of.map_or(0, |s| starts[s])))
                .collect(),
        }
    }

    /// Numbers in one draw's table.
    pub fn size(&self, cycles: usize) -> usize {
        cycles * self.states * self.width * (1 + self.sums.len())
    }

    /// The tables of a column of draws, whose parameters and all that is worked out once a draw
    /// stand in `registers`. Only the first `lanes` are made.
    ///
    /// # Errors
    /// The trouble of the first state that has some.
    pub fn tabulate(
        &self,
        program: &Program,
        clock: &Clock,
        cycles: usize,
        registers: &mut [Vec<Lane>],
        lanes: usize,
    ) -> Result<Vec<Table>, Trouble> {
        let new = |_| Table {
            cuts: vec![2.0; cycles * self.states * (self.width - 1)],
            gains: vec![0.0; cycles * self.states * self.width * self.sums.len()],
            first: vec![0.0; self.states * self.sums.len()],
            starts: Vec::new(),
        };
        let mut tables: Vec<Table> = (0..lanes).map(new).collect();
        let of_group = self.states / self.arms.len();
        for (group, arm) in self.arms.iter().enumerate() {
            let registers = &mut registers[*arm];
            let arm = &program.arms[*arm];
            for (lane, table) in tables.iter_mut().enumerate() {
                table.starts.push(starts(arm, registers, lane)?);
            }
            let mut left = vec![[1.0; LANES]; of_group];
            for cycle in 1..=cycles + 1 {
                if cycle == 1 || !arm.per_cycle.is_empty() {
                    clock.set(arm, 0, cycle, registers);
                    arm.per_cycle.run(registers, &program.tables);
                }
                self.add_begin(arm, registers, group, cycle, &mut tables);
                if cycle > cycles {
                    break;
                }
                for index in reachable(arm, cycle).flatten() {
                    if arm.states[index].varies || cycle == 1 || index_is_new(arm, index, cycle) {
                        left[index] = left_of_row(arm, registers, index, cycle)?;
                    }
                }
                self.put_cycle(arm, registers, group, cycle, &left, &mut tables);
            }
        }
        Ok(tables)
    }

    /// Cuts, and what moves and the rows at the end of the cycle bring.
    fn put_cycle(
        &self,
        arm: &Arm,
        registers: &[Lane],
        group: usize,
        cycle: usize,
        left: &[Lane],
        tables: &mut [Table],
    ) {
        let (width, sums) = (self.width, self.sums.len());
        let ends: Vec<Lane> = self.of_states(arm, registers, cycle, false);
        for index in reachable(arm, cycle).flatten() {
            let state = &arm.states[index];
            let at = (cycle - 1) * self.states + group * arm.states.len() + index;
            let edges = state.edges.iter().map(|e| (e.to, e.flow));
            let ways: Vec<(usize, Option<usize>)> = edges.chain(state.rest).collect();
            let mut below = [0.0; LANES];
            for (way, (to, flow)) in ways.iter().enumerate() {
                let share = state
                    .edges
                    .get(way)
                    .map(|e| &registers[e.probability.index()]);
                for (below, share) in below.iter_mut().zip(share.unwrap_or(&left[index])) {
                    *below += share;
                }
                if way + 1 < ways.len() {
                    for (lane, table) in tables.iter_mut().enumerate() {
                        table.cuts[at * (width - 1) + way] = below[lane];
                    }
                }
                for sum in 0..sums {
                    let mut gain = ends[to * sums + sum];
                    for &t in self.sums[sum].iter().filter(|_| flow.is_some()) {
                        let tally = &arm.tallies[t];
                        if let (TallyOf::Moves(flows), Some(flow)) = (&tally.counted, flow)
                            && flows.contains(flow)
                        {
                            let weight = self.weights[t].end[0][cycle - 1] * tally.factor;
                            add(&mut gain, amount(tally, registers, 0, 0), weight);
                        }
                    }
                    for (lane, table) in tables.iter_mut().enumerate() {
                        table.gains[(at * width + way) * sums + sum] = gain[lane];
                    }
                }
            }
        }
    }

    /// Adds what the rows at the beginning of a cycle bring to the ways that lead there.
    fn add_begin(
        &self,
        arm: &Arm,
        registers: &[Lane],
        group: usize,
        cycle: usize,
        tables: &mut [Table],
    ) {
        let (width, sums) = (self.width, self.sums.len());
        let begins = self.of_states(arm, registers, cycle, true);
        let from = group * arm.states.len();
        if cycle == 1 {
            for (lane, table) in tables.iter_mut().enumerate() {
                for (at, gain) in begins.iter().enumerate() {
                    table.first[from * sums + at] = gain[lane];
                }
            }
            return;
        }
        for index in reachable(arm, cycle - 1).flatten() {
            let at = (cycle - 2) * self.states + from + index;
            for way in 0..width {
                let to = self.to[(from + index) * width + way] as usize - from;
                for sum in 0..sums {
                    let gain = &begins[to * sums + sum];
                    for (lane, table) in tables.iter_mut().enumerate() {
                        table.gains[(at * width + way) * sums + sum] += gain[lane];
                    }
                }
            }
        }
    }

    /// What a row at the beginning or end of a cycle brings: by state and sum.
    fn of_states(&self, arm: &Arm, registers: &[Lane], cycle: usize, begin: bool) -> Vec<Lane> {
        let sums = self.sums.len();
        let mut gains = vec![[0.0; LANES]; arm.states.len() * sums];
        for (sum, tallies) in self.sums.iter().enumerate() {
            for &t in tallies {
                let tally = &arm.tallies[t];
                let weights = &self.weights[t];
                let weights = if begin { &weights.begin } else { &weights.end };
                let weight = weights[0][cycle - 1] * tally.factor;
                if weight == 0.0 {
                    continue;
                }
                match &tally.counted {
                    TallyOf::While(states) | TallyOf::After(_, states) => {
                        for (place, state) in states.iter().enumerate() {
                            for (time, index) in arm.ranges[*state].clone().enumerate() {
                                let amount = amount(tally, registers, place, time);
                                add(&mut gains[index * sums + sum], amount, weight);
                            }
                        }
                    }
                    TallyOf::Offer => {
                        for index in 0..arm.states.len() {
                            if cycle == 1 || can_leave(arm, index) {
                                let amount = amount(tally, registers, 0, 0);
                                add(&mut gains[index * sums + sum], amount, weight);
                            }
                        }
                    }
                    TallyOf::Moves(_) => {}
                }
            }
        }
        gains
    }

    /// Puts a block of persons at the start: their states, and what the first row brings.
    pub fn begin(&self, table: &Table, groups: &[u16; BLOCK], starts: &Persons, walk: &mut Walk) {
        let sums = self.sums.len();
        let of_group = self.states / self.arms.len();
        walk.sums.clear();
        for i in 0..BLOCK {
            let group = usize::from(groups[i]);
            let state = group * of_group + super::persons::choose(starts[i], &table.starts[group]);
            walk.state[i] = u32::try_from(state).unwrap_or(0);
            walk.sums
                .extend_from_slice(&table.first[state * sums..(state + 1) * sums]);
        }
    }

    /// Takes a block of persons through one cycle (from 1).
    #[inline]
    pub fn step(&self, table: &Table, cycle: usize, uniforms: &Persons, walk: &mut Walk) {
        let (cuts, sums) = (self.width - 1, self.sums.len());
        let of = |each: usize| (cycle - 1) * self.states * each..cycle * self.states * each;
        let row = Row {
            cuts: &table.cuts[of(cuts)],
            gains: &table.gains[of(self.width * sums)],
            to: &self.to,
        };
        match (cuts, sums) {
            (1, 1) => row.step::<1, 1>(uniforms, walk),
            (1, 2) => row.step::<1, 2>(uniforms, walk),
            (1, 3) => row.step::<1, 3>(uniforms, walk),
            (1, 4) => row.step::<1, 4>(uniforms, walk),
            (2, 1) => row.step::<2, 1>(uniforms, walk),
            (2, 2) => row.step::<2, 2>(uniforms, walk),
            (2, 3) => row.step::<2, 3>(uniforms, walk),
            (2, 4) => row.step::<2, 4>(uniforms, walk),
            (3, 1) => row.step::<3, 1>(uniforms, walk),
            (3, 2) => row.step::<3, 2>(uniforms, walk),
            (3, 3) => row.step::<3, 3>(uniforms, walk),
            (3, 4) => row.step::<3, 4>(uniforms, walk),
            _ => row.step_any(cuts, sums, uniforms, walk),
        }
    }
}

/// Cumulated shares of the expanded states in which people start.
fn starts(arm: &Arm, registers: &[Lane], lane: usize) -> Result<Vec<f64>, Trouble> {
    const SLACK: f64 = crate::simulate::trace::SLACK;
    let mut shares = vec![0.0; arm.states.len()];
    let mut total = 0.0;
    for (range, start) in arm.ranges.iter().zip(&arm.start) {
        if let StartShare::Share(slot) = start {
            shares[range.start] = registers[slot.index()][lane];
            total += shares[range.start];
        }
    }
    let rest = arm.start.iter().position(|s| *s == StartShare::Rest);
    if let Some(rest) = rest {
        shares[arm.ranges[rest].start] = 1.0 - total;
        total = 1.0;
    }
    if !((total - 1.0).abs() <= SLACK && shares.iter().all(|s| *s >= -SLACK)) {
        return Err(Trouble::Start { lane });
    }
    let mut below = 0.0;
    for share in &mut shares {
        below += *share;
        *share = below;
    }
    // Rounding must not send anybody to a state where nobody starts.
    let last = (0..shares.len())
        .rev()
        .find(|i| *i == 0 || shares[*i] > shares[*i - 1]);
    for share in &mut shares[last.unwrap_or(0)..] {
        *share = 2.0;
    }
    Ok(shares)
}

/// Whether an expanded state is first reached in this cycle.
fn index_is_new(arm: &Arm, index: usize, cycle: usize) -> bool {
    arm.ranges.iter().any(|r| r.start + cycle == index + 1)
}

/// Whether a state can be left: those in it are offered.
pub fn can_leave(arm: &Arm, index: usize) -> bool {
    let state = &arm.states[index];
    let leads_away = |to: usize| arm.states[to].state != state.state;
    !state.edges.is_empty()
        || state.gate.is_some()
        || state.rest.is_none_or(|(to, _)| leads_away(to))
}

/// How much a tally counts in the `place`-th of its states, so long after coming there.
fn amount<'r>(tally: &Tally, registers: &'r [Lane], place: usize, time: usize) -> &'r Lane {
    let slot = match &tally.amount {
        Amount::Steady(slot) | Amount::Varying(slot) => slot,
        Amount::ByStateTime(slots, _) => &slots[place][time],
    };
    &registers[slot.index()]
}

fn add(into: &mut Lane, amount: &Lane, weight: f64) {
    for (into, amount) in into.iter_mut().zip(amount) {
        *into += weight * amount;
    }
}

/// The sums that strategies need of a kind: for each, its tallies; and for each strategy and
/// column, which sum it is.
pub fn sums_of(
    model: &Model,
    program: &Program,
    kind: usize,
) -> (Vec<Vec<usize>>, Vec<Vec<Option<usize>>>) {
    let tallies = &program.arms[kind].tallies;
    let mut sums: Vec<Vec<usize>> = Vec::new();
    let mut places = Vec::new();
    for strategy in 0..model.strategies.len() {
        let uses = kind == 0 || program.arm_of[strategy] == kind;
        let place = |&line: &usize| {
            let of_line = |t: &usize| counts(&tallies[*t], line, strategy);
            let own: Vec<usize> = (0..tallies.len()).filter(of_line).collect();
            if !uses || own.is_empty() {
                return None;
            }
            let known = sums.iter().position(|s| *s == own);
            Some(known.unwrap_or_else(|| {
                sums.push(own);
                sums.len() - 1
            }))
        };
        places.push(program.columns[strategy].iter().map(place).collect());
    }
    (sums, places)
}

/// The registers of a column of draws after everything that is worked out once a draw.
pub fn registers_of(
    program: &Program,
    inputs: &Inputs,
    draws: &[Persons],
    first: usize,
) -> Vec<Vec<Lane>> {
    let mut all = inputs.plan.registers.clone();
    for (arm, registers) in program.arms.iter().zip(&mut all) {
        for (column, draws) in registers.iter_mut().zip(draws) {
            column.copy_from_slice(&draws[first..first + LANES]);
        }
        arm.per_draw.run(registers, &program.tables);
    }
    all
}
