//! Who the persons of a crowd are, and where they start.

use super::crowd::{Crowd, Ground};
use super::layout::rank;
use super::persons::level;
use crate::fault::Fault;
use crate::formula::{LANES, Slot};
use crate::model::names::HISTORY;
use crate::simulate::program::{Arm, StartShare};
use crate::simulate::trace::SLACK;

impl Crowd<'_> {
    /// What is known of each person from the start.
    pub(super) fn settle(
        &mut self,
        group: &[usize],
        offers: &[f64],
        starts: &[f64],
    ) -> Result<(), Fault> {
        let Ground { model, program, .. } = self.ground;
        let open = model.entry.flow.is_some();
        let strategy = self.way.strategy;
        for column in 0..self.n.div_ceil(LANES) {
            for local in 0..self.way.arms.len() {
                let arm = &program.arms[self.way.arms[local]];
                self.put_attributes(arm, local, column);
                arm.per_person
                    .run(&mut self.registers[local], &program.tables);
                let kept = arm.kept.iter().map(|s| self.registers[local][s.index()]);
                self.kept.push(kept.collect());
                let (of_group, treated) = (local / 2, local % 2 == 1);
                for (lane, p) in self.lanes(column).enumerate() {
                    if group[p] != of_group {
                        continue;
                    }
                    if !treated {
                        let levers = &program.levers[of_group].shares[strategy];
                        let registers = &self.registers[local];
                        let lever =
                            |slot: Option<Slot>| slot.map_or(1.0, |s| registers[s.index()][lane]);
                        let levers = levers.map(lever);
                        if let Some(bad) =
                            levers.iter().find(|x| !(-SLACK..=1.0 + SLACK).contains(*x))
                        {
                            return Err(self.fault(
                                &format!("strategies.{}", model.strategies[strategy].name),
                                format!("a share who are reached, meet or complete is {bad}"),
                                "a share lies between 0 and 1 for every person",
                                p,
                            ));
                        }
                        self.level[p] = level(offers[p], levers);
                        let before = open && (self.entry[p] as usize) < self.way.start;
                        if before {
                            self.level[p] = 0;
                        }
                        let is_treated = self.level[p] >= rank(model.strategies[strategy].scope);
                        self.arm[p] =
                            u16::try_from(2 * of_group + usize::from(is_treated)).unwrap_or(0);
                    }
                    if usize::from(self.arm[p]) == local {
                        self.state[p] = self.start_of(arm, local, lane, starts[p], p)?;
                    }
                }
            }
        }
        for (which, (what, state)) in self.way.histories.iter().enumerate() {
            for p in 0..self.n {
                let here = usize::from(self.state[p]) == *state;
                self.histories[which][p] = match HISTORY[*what] {
                    "visits" if here => 1.0,
                    "time_since" if !here => f64::INFINITY,
                    _ => 0.0,
                };
            }
        }
        Ok(())
    }

    pub(super) fn start_of(
        &self,
        arm: &Arm,
        local: usize,
        lane: usize,
        uniform: f64,
        person: usize,
    ) -> Result<u16, Fault> {
        let registers = &self.registers[local];
        let (mut below, mut found, mut last) = (0.0, None, 0);
        let mut sound = true;
        let mut rest = None;
        for (state, share) in arm.start.iter().enumerate() {
            match share {
                StartShare::None => {}
                StartShare::Rest => rest = Some(state),
                StartShare::Share(slot) => {
                    let share = registers[slot.index()][lane];
                    sound &= share >= -SLACK;
                    below += share;
                    if share > 0.0 {
                        last = state;
                        if uniform < below {
                            found = found.or(Some(state));
                        }
                    }
                }
            }
        }
        sound &= if rest.is_some() {
            below <= 1.0 + SLACK
        } else {
            (below - 1.0).abs() <= SLACK
        };
        if !sound {
            return Err(self.fault(
                "states",
                "the shares who start in each state are below 0 or do not add to 1".into(),
                "make them add to 1, or let one state start with \"rest\"",
                person,
            ));
        }
        Ok(u16::try_from(found.or(rest).unwrap_or(last)).unwrap_or(0))
    }
}
