//! A trace that is stepped cycle by cycle, together with others whom it meets in a queue.

use super::plan::Trace;
use super::program::{Arm, ModelTables};
use super::trace::{Clock, Space, Trouble, add, left_of_row, reachable};
use crate::formula::{LANES, Lane};

const ZERO: Lane = [0.0; LANES];

impl Space {
    /// Begins a trace that is stepped cycle by cycle, together with others.
    pub(super) fn begin(
        &mut self,
        arm: &Arm,
        trace: &Trace,
        registers: &[Lane],
        years: usize,
    ) -> Result<(), Trouble> {
        self.start(arm, registers)?;
        self.counts.clear();
        self.counts.resize(trace.counts.len() * years, ZERO);
        self.left.clear();
        self.left.resize(arm.states.len(), [1.0; LANES]);
        self.occupancies(arm, 0);
        Ok(())
    }

    /// Works out a cycle's formulas and rows; after the last cycle, formulas only.
    pub(super) fn before(
        &mut self,
        arm: &Arm,
        trace: &Trace,
        tables: &ModelTables,
        clock: &Clock,
        registers: &mut [Lane],
        cycle: usize,
    ) -> Result<(), Trouble> {
        clock.set(arm, trace.entry, cycle, registers);
        arm.per_cycle.run(registers, tables);
        if cycle <= trace.cycles {
            for index in reachable(arm, cycle).flatten() {
                self.left[index] = left_of_row(arm, registers, index, cycle)?;
            }
        }
        Ok(())
    }

    /// Moves those of each state who get a place, and counts the row at the beginning of a cycle.
    /// Returns who moved in which flow.
    pub(super) fn place(
        &mut self,
        arms: &[Arm],
        trace: &Trace,
        registers: &[Lane],
        cycle: usize,
        years: usize,
        admitted: &[Lane],
    ) -> Vec<(usize, Lane)> {
        let arm = &arms[trace.arm];
        let mut moved = Vec::new();
        for index in reachable(arm, cycle).flatten() {
            if let Some(door) = arm.states[index].gate {
                let mut people = ZERO;
                for lane in 0..LANES {
                    let there = &mut self.now[index][lane];
                    people[lane] = *there * admitted[index][lane];
                    *there -= people[lane];
                }
                add(&mut self.now[door.to], &people);
                moved.extend(door.flow.map(|flow| (flow, people)));
            }
        }
        self.occupancies(arm, cycle - 1);
        self.count(arms, trace, registers, cycle, years, true);
        moved
    }

    /// Moves everybody by one cycle, and counts it together with those who were placed.
    pub(super) fn after(
        &mut self,
        arms: &[Arm],
        trace: &Trace,
        registers: &[Lane],
        cycle: usize,
        years: usize,
        placed: &[(usize, Lane)],
    ) {
        let arm = &arms[trace.arm];
        self.step(arm, registers, cycle);
        for (flow, people) in placed {
            add(&mut self.flows[*flow], people);
        }
        self.occupancies(arm, cycle);
        self.count(arms, trace, registers, cycle, years, false);
    }
}
