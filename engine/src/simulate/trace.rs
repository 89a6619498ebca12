//! One column of draws through one trace: propagation and counting in one pass.

use super::plan::Trace;
use super::program::{Amount, Arm, Edge, ModelTables, StartShare, Tally, TallyOf};
use crate::formula::{LANES, Lane};

const ZERO: Lane = [0.0; LANES];

/// How far beyond 0 and 1 rounding may carry a probability.
pub const SLACK: f64 = 1e-9;

/// Working space of a trace, kept between columns.
#[derive(Debug, Default)]
pub struct Space {
    pub(super) now: Vec<Lane>,
    next: Vec<Lane>,
    occupancy: Vec<Lane>,
    pub(super) flows: Vec<Lane>,
    /// What is left of each expanded state's row after its edges.
    pub(super) left: Vec<Lane>,
    /// What is counted: by count and year.
    pub(super) counts: Vec<Lane>,
}

/// What a trace found to be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Shares at the start below 0 or not adding to 1.
    Start {
        /// Lane of the column.
        lane: usize,
    },
    /// A probability outside 0 to 1, or a row that adds to more than 1.
    Row {
        /// Lane of the column.
        lane: usize,
        /// Expanded state.
        state: usize,
        /// Cycle since entry.
        cycle: usize,
    },
}

#[inline]
fn add_product(into: &mut Lane, a: &Lane, b: &Lane) {
    for i in 0..LANES {
        into[i] += a[i] * b[i];
    }
}

#[inline]
fn add_scaled(into: &mut Lane, a: &Lane, factor: f64) {
    for i in 0..LANES {
        into[i] += a[i] * factor;
    }
}

#[inline]
pub fn add(into: &mut Lane, a: &Lane) {
    for i in 0..LANES {
        into[i] += a[i];
    }
}

impl Space {
    /// Runs one column. `registers` hold this column's parameters and everything worked out for it.
    ///
    /// # Errors
    /// The first trouble found; `registers` then stand as they were in that cycle.
    pub fn run(
        &mut self,
        arms: &[Arm],
        trace: &Trace,
        tables: &ModelTables,
        clock: &Clock,
        registers: &mut [Lane],
        years: usize,
    ) -> Result<(), Trouble> {
        let arm = &arms[trace.arm];
        self.start(arm, registers)?;
        self.counts.clear();
        self.counts.resize(trace.counts.len() * years, ZERO);
        self.left.clear();
        self.left.resize(arm.states.len(), [1.0; LANES]);
        for index in reachable(arm, trace.cycles).flatten() {
            if !arm.states[index].varies {
                self.left[index] = left_of_row(arm, registers, index, 1)?;
            }
        }
        let steady = arm.per_cycle.is_empty();
        self.occupancies(arm, 0);
        for cycle in 1..=trace.cycles {
            if !steady {
                clock.set(arm, trace.entry, cycle, registers);
                arm.per_cycle.run(registers, tables);
                for index in reachable(arm, cycle).flatten() {
                    if arm.states[index].varies {
                        self.left[index] = left_of_row(arm, registers, index, cycle)?;
                    }
                }
            }
            self.count(arms, trace, registers, cycle, years, true);
            self.step(arm, registers, cycle);
            self.occupancies(arm, cycle);
            self.count(arms, trace, registers, cycle, years, false);
        }
        let last = trace.cycles + 1;
        if !steady {
            clock.set(arm, trace.entry, last, registers);
            arm.per_cycle.run(registers, tables);
        }
        self.count(arms, trace, registers, last, years, true);
        Ok(())
    }

    pub(super) fn start(&mut self, arm: &Arm, registers: &[Lane]) -> Result<(), Trouble> {
        self.now.clear();
        self.now.resize(arm.states.len(), ZERO);
        self.next.clear();
        self.next.resize(arm.states.len(), ZERO);
        let mut total = ZERO;
        for (range, start) in arm.ranges.iter().zip(&arm.start) {
            if let StartShare::Share(slot) = start {
                let share = registers[slot.index()];
                self.now[range.start] = share;
                add(&mut total, &share);
            }
        }
        let rest = arm
            .ranges
            .iter()
            .zip(&arm.start)
            .find(|(_, s)| **s == StartShare::Rest);
        if let Some((range, _)) = rest {
            self.now[range.start] = total.map(|total| 1.0 - total);
            total = [1.0; LANES];
        }
        let sound = |(lane, total): (usize, &f64)| {
            let positive = arm.ranges.iter().all(|r| self.now[r.start][lane] >= -SLACK);
            positive && (total - 1.0).abs() <= SLACK
        };
        match total.iter().enumerate().position(|each| !sound(each)) {
            Some(lane) => Err(Trouble::Start { lane }),
            None => Ok(()),
        }
    }

    /// Moves everybody by one cycle, and notes the moves that are counted.
    pub(super) fn step(&mut self, arm: &Arm, registers: &[Lane], cycle: usize) {
        self.next.fill(ZERO);
        self.flows.clear();
        self.flows.resize(arm.flows.len(), ZERO);
        for (range, meets) in reachable(arm, cycle).zip(&arm.meets) {
            match *meets {
                Some(entries) => self.step_by_entry(arm, registers, range, entries),
                None => self.step_by_state(arm, registers, range),
            }
        }
        std::mem::swap(&mut self.now, &mut self.next);
    }

    fn step_by_state(&mut self, arm: &Arm, registers: &[Lane], range: std::ops::Range<usize>) {
        for index in range {
            let (state, people) = (&arm.states[index], &self.now[index]);
            for edge in &state.edges {
                let probability = &registers[edge.probability.index()];
                add_product(&mut self.next[edge.to], people, probability);
                if let Some(flow) = edge.flow {
                    add_product(&mut self.flows[flow], people, probability);
                }
            }
            if let Some((to, flow)) = state.rest {
                let left = &self.left[index];
                add_product(&mut self.next[to], people, left);
                if let Some(flow) = flow {
                    add_product(&mut self.flows[flow], people, left);
                }
            }
        }
    }

    /// As [`Space::step_by_state`], to the bit: the expanded states of a state send people along
    /// the same few ways, and each way's sum stays in the processor's registers.
    fn step_by_entry(
        &mut self,
        arm: &Arm,
        registers: &[Lane],
        range: std::ops::Range<usize>,
        entries: usize,
    ) {
        let states = &arm.states[range.clone()];
        let people = &self.now[range.clone()];
        let Some(first) = states.first() else { return };
        for entry in 0..entries {
            let Edge { to, flow, .. } = first.edges[entry];
            let mut sum = self.next[to];
            for (state, people) in states.iter().zip(people) {
                let probability = &registers[state.edges[entry].probability.index()];
                add_product(&mut sum, people, probability);
            }
            self.next[to] = sum;
            if let Some(flow) = flow {
                let mut sum = self.flows[flow];
                for (state, people) in states.iter().zip(people) {
                    let probability = &registers[state.edges[entry].probability.index()];
                    add_product(&mut sum, people, probability);
                }
                self.flows[flow] = sum;
            }
        }
        for ((state, people), left) in states.iter().zip(people).zip(&self.left[range]) {
            if let Some((to, flow)) = state.rest {
                add_product(&mut self.next[to], people, left);
                if let Some(flow) = flow {
                    add_product(&mut self.flows[flow], people, left);
                }
            }
        }
    }

    /// Sums expanded states to those of the model.
    pub(super) fn occupancies(&mut self, arm: &Arm, cycle: usize) {
        self.occupancy.clear();
        for range in reachable(arm, cycle + 1) {
            let mut sum = ZERO;
            for people in &self.now[range] {
                add(&mut sum, people);
            }
            self.occupancy.push(sum);
        }
    }

    /// Adds a cycle's counts: those on the row at its beginning, or those at its end and its events.
    pub(super) fn count(
        &mut self,
        arms: &[Arm],
        trace: &Trace,
        registers: &[Lane],
        cycle: usize,
        years: usize,
        begin: bool,
    ) {
        let mut base = 0;
        for count in &trace.counts {
            let weights = if begin {
                count.weights.begin.at(cycle)
            } else {
                count.weights.end.at(cycle)
            };
            if !weights.is_empty() {
                let counted;
                let counted = match count.only_state {
                    Some(state) => &self.occupancy[state],
                    None => {
                        let arm = &arms[count.arm];
                        counted = self.counted(arm, &arm.tallies[count.tally], registers, cycle);
                        &counted
                    }
                };
                for &(year, weight) in weights {
                    add_scaled(&mut self.counts[base + year as usize], counted, weight);
                }
            }
            base += years;
        }
    }

    /// People or moves that a tally counts now, times the amount where that varies.
    fn counted(&self, arm: &Arm, tally: &Tally, registers: &[Lane], cycle: usize) -> Lane {
        let mut people = ZERO;
        if let (Amount::ByStateTime(slots, _), TallyOf::While(states)) =
            (&tally.amount, &tally.counted)
        {
            for (state, slots) in states.iter().zip(slots) {
                for (people_in, slot) in self.now[arm.ranges[*state].clone()].iter().zip(slots) {
                    add_product(&mut people, people_in, &registers[slot.index()]);
                }
            }
            return people;
        }
        match &tally.counted {
            TallyOf::While(states) | TallyOf::After(_, states) => states
                .iter()
                .for_each(|s| add(&mut people, &self.occupancy[*s])),
            TallyOf::Moves(flows) => flows.iter().for_each(|f| add(&mut people, &self.flows[*f])),
            TallyOf::Offer => {
                for (state, now) in arm.states.iter().zip(&self.now) {
                    // Everybody who enters is offered; later, those whose state can still change.
                    if cycle == 1
                        || !state.edges.is_empty()
                        || state.gate.is_some()
                        || state
                            .rest
                            .is_none_or(|(to, _)| arm.states[to].state != state.state)
                    {
                        add(&mut people, now);
                    }
                }
            }
        }
        if let Amount::Varying(slot) = &tally.amount {
            multiply(&mut people, &registers[slot.index()]);
        }
        people
    }

    /// What a tally of a group has counted, by year: where its amount is steady, people only.
    pub fn counts_of(&self, trace: &Trace, group: usize, tally: usize, years: usize) -> &[Lane] {
        let at = trace.groups[group].count_of[tally] * years;
        &self.counts[at..at + years]
    }
}

/// Of each state, the expanded states in which anybody can be during a cycle: in cycle k nobody
/// has been anywhere for longer than k cycles.
pub(crate) fn reachable(
    arm: &Arm,
    cycle: usize,
) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    arm.ranges
        .iter()
        .map(move |range| range.start..range.end.min(range.start + cycle))
}

#[inline]
pub fn multiply(into: &mut Lane, by: &Lane) {
    for i in 0..LANES {
        into[i] *= by[i];
    }
}

/// What a row's edges leave, or the trouble of a probability outside 0 to 1 or of a row that adds
/// to more than 1. NaN is outside.
pub(crate) fn left_of_row(
    arm: &Arm,
    registers: &[Lane],
    index: usize,
    cycle: usize,
) -> Result<Lane, Trouble> {
    let state = &arm.states[index];
    let (mut least, mut left) = (ZERO, [1.0; LANES]);
    for edge in &state.edges {
        let probability = &registers[edge.probability.index()];
        for i in 0..LANES {
            left[i] -= probability[i];
            least[i] = if probability[i] < least[i] {
                probability[i]
            } else {
                least[i]
            };
        }
    }
    let most = if state.rest.is_some() {
        1.0 + SLACK
    } else {
        SLACK
    };
    for lane in 0..LANES {
        // A NaN makes the rest NaN, which no range contains.
        if !(-SLACK..=most).contains(&left[lane]) || least[lane] < -SLACK {
            return Err(Trouble::Row {
                lane,
                state: index,
                cycle,
            });
        }
    }
    Ok(left)
}

/// The model's clock.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Years after each number of cycles, up to one beyond the horizon.
    pub years: Vec<f64>,
}

impl Clock {
    /// Writes what the clocks say in a cycle since entry.
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
    pub(crate) fn set(&self, arm: &Arm, entry: usize, cycle: usize, registers: &mut [Lane]) {
        let [calendar_cycle, time, since, time_since, age] = arm.clocks;
        registers[calendar_cycle.index()] = [(entry + cycle) as f64; LANES];
        registers[time.index()] = [self.years[entry + cycle - 1]; LANES];
        registers[since.index()] = [cycle as f64; LANES];
        registers[time_since.index()] = [self.years[cycle - 1]; LANES];
        registers[age.index()] = [arm.age + self.years[cycle - 1]; LANES];
    }
}
