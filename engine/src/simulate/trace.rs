//! One column of draws through one trace: propagation and counting in one pass.

use super::inputs::Trace;
use super::program::{Amount, Arm, ModelTables, StartShare, Tally, TallyOf};
use crate::formula::{LANES, Lane, Slot};

const ZERO: Lane = [0.0; LANES];

/// How far beyond 0 and 1 rounding may carry a probability.
pub const SLACK: f64 = 1e-9;

/// Working space of a trace, kept between columns.
#[derive(Debug, Default)]
pub struct Space {
    now: Vec<Lane>,
    next: Vec<Lane>,
    occupancy: Vec<Lane>,
    flows: Vec<Lane>,
    /// What has been counted: by group, tally and year.
    pub sums: Vec<Lane>,
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
fn add(into: &mut Lane, a: &Lane) {
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
        arm: &Arm,
        trace: &Trace,
        tables: &ModelTables,
        clock: &Clock,
        registers: &mut [Lane],
        years: usize,
    ) -> Result<(), Trouble> {
        self.start(arm, registers)?;
        self.sums.clear();
        self.sums
            .resize(trace.groups.len() * arm.tallies.len() * years, ZERO);
        for index in reachable(arm, trace.cycles).flatten() {
            if !arm.states[index].varies {
                check_row(arm, registers, index, 1)?;
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
                        check_row(arm, registers, index, cycle)?;
                    }
                }
            }
            self.count(arm, trace, registers, cycle, years, true);
            self.step(arm, registers, cycle);
            self.occupancies(arm, cycle);
            self.count(arm, trace, registers, cycle, years, false);
        }
        let last = trace.cycles + 1;
        if !steady {
            clock.set(arm, trace.entry, last, registers);
            arm.per_cycle.run(registers, tables);
        }
        self.count(arm, trace, registers, last, years, true);
        self.finish(arm, trace, registers, years);
        Ok(())
    }

    fn start(&mut self, arm: &Arm, registers: &[Lane]) -> Result<(), Trouble> {
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
            for i in 0..LANES {
                self.now[range.start][i] = 1.0 - total[i];
            }
            total = [1.0; LANES];
        }
        for lane in 0..LANES {
            let positive = arm.ranges.iter().all(|r| self.now[r.start][lane] >= -SLACK);
            let whole = (total[lane] - 1.0).abs() <= SLACK;
            if !positive || !whole {
                return Err(Trouble::Start { lane });
            }
        }
        Ok(())
    }

    /// Moves everybody by one cycle, and notes the moves that are counted.
    fn step(&mut self, arm: &Arm, registers: &[Lane], cycle: usize) {
        self.next.fill(ZERO);
        self.flows.clear();
        self.flows.resize(arm.flows.len(), ZERO);
        for index in reachable(arm, cycle).flatten() {
            let (state, people) = (&arm.states[index], &self.now[index]);
            let mut left = [1.0; LANES];
            for edge in &state.edges {
                let probability = &registers[edge.probability.index()];
                add_product(&mut self.next[edge.to], people, probability);
                for i in 0..LANES {
                    left[i] -= probability[i];
                }
                if let Some(flow) = edge.flow {
                    add_product(&mut self.flows[flow], people, probability);
                }
            }
            if let Some((to, flow)) = state.rest {
                add_product(&mut self.next[to], people, &left);
                if let Some(flow) = flow {
                    add_product(&mut self.flows[flow], people, &left);
                }
            }
        }
        std::mem::swap(&mut self.now, &mut self.next);
    }

    /// Sums expanded states to those of the model.
    fn occupancies(&mut self, arm: &Arm, cycle: usize) {
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
    fn count(
        &mut self,
        arm: &Arm,
        trace: &Trace,
        registers: &[Lane],
        cycle: usize,
        years: usize,
        begin: bool,
    ) {
        for (g, group) in trace.groups.iter().enumerate() {
            for (t, (tally, weights)) in arm.tallies.iter().zip(group).enumerate() {
                let Some(weights) = weights else { continue };
                let weights = if begin {
                    weights.begin.at(cycle)
                } else {
                    weights.end.at(cycle)
                };
                if weights.is_empty() {
                    continue;
                }
                let counted = self.counted(arm, tally, registers);
                let base = (g * arm.tallies.len() + t) * years;
                for &(year, weight) in weights {
                    add_scaled(&mut self.sums[base + year as usize], &counted, weight);
                }
            }
        }
    }

    /// People or moves that a tally counts now, times the amount where that varies.
    fn counted(&self, arm: &Arm, tally: &Tally, registers: &[Lane]) -> Lane {
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
                    if !state.edges.is_empty()
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

    /// Multiplies by steady amounts and by factors.
    fn finish(&mut self, arm: &Arm, trace: &Trace, registers: &[Lane], years: usize) {
        for g in 0..trace.groups.len() {
            for (t, tally) in arm.tallies.iter().enumerate() {
                let base = (g * arm.tallies.len() + t) * years;
                let amount: Option<Slot> = match &tally.amount {
                    Amount::Steady(slot) => Some(*slot),
                    _ => None,
                };
                for sum in &mut self.sums[base..base + years] {
                    if let Some(slot) = amount {
                        multiply(sum, &registers[slot.index()]);
                    }
                    for value in sum {
                        *value *= tally.factor;
                    }
                }
            }
        }
    }
}

/// Of each state, the expanded states in which anybody can be during a cycle: in cycle k nobody
/// has been anywhere for longer than k cycles.
fn reachable(arm: &Arm, cycle: usize) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    arm.ranges
        .iter()
        .map(move |range| range.start..range.end.min(range.start + cycle))
}

#[inline]
fn multiply(into: &mut Lane, by: &Lane) {
    for i in 0..LANES {
        into[i] *= by[i];
    }
}

/// Finds a probability outside 0 to 1, or a row that adds to more than 1. NaN is outside.
fn check_row(arm: &Arm, registers: &[Lane], index: usize, cycle: usize) -> Result<(), Trouble> {
    let state = &arm.states[index];
    let (mut least, mut total) = ([0.0; LANES], ZERO);
    for edge in &state.edges {
        let probability = &registers[edge.probability.index()];
        for i in 0..LANES {
            total[i] += probability[i];
            least[i] = if probability[i] < least[i] {
                probability[i]
            } else {
                least[i]
            };
        }
    }
    let bounds = if state.rest.is_some() {
        -SLACK..=1.0 + SLACK
    } else {
        1.0 - SLACK..=1.0 + SLACK
    };
    for lane in 0..LANES {
        // A NaN makes the total NaN, which no range contains.
        if !bounds.contains(&total[lane]) || least[lane] < -SLACK {
            return Err(Trouble::Row {
                lane,
                state: index,
                cycle,
            });
        }
    }
    Ok(())
}

/// The model's clock.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Years after each number of cycles, up to one beyond the horizon.
    pub years: Vec<f64>,
    /// Age at entry.
    pub age: f64,
}

impl Clock {
    /// Writes what the clocks say in a cycle since entry.
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
    fn set(&self, arm: &Arm, entry: usize, cycle: usize, registers: &mut [Lane]) {
        let [calendar_cycle, time, since, time_since, age] = arm.clocks;
        registers[calendar_cycle.index()] = [(entry + cycle) as f64; LANES];
        registers[time.index()] = [self.years[entry + cycle - 1]; LANES];
        registers[since.index()] = [cycle as f64; LANES];
        registers[time_since.index()] = [self.years[cycle - 1]; LANES];
        registers[age.index()] = [self.age + self.years[cycle - 1]; LANES];
    }
}
