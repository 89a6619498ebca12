//! What is the same for all persons of a draw.

use super::persons::Persons;
use super::study::Followed;
use crate::fault::Fault;
use crate::formula::{LANES, Lane};
use crate::random::BATCH;
use crate::simulate::program::StartShare;
use crate::simulate::trace::SLACK;

impl Followed {
    /// How many people a draw is about.
    pub(super) fn number(
        &self,
        registers: &[Vec<Lane>],
        lane: usize,
        draw: usize,
    ) -> Result<f64, Fault> {
        let slot = self.program.levers[0].number;
        let number = slot.map_or(1.0, |slot| registers[0][slot.index()][lane]);
        if number >= 0.0 && number.is_finite() {
            return Ok(number);
        }
        let what = format!("the number of people is {number} in draw {}", draw + 1);
        Err(Fault::without_place(
            "people.number",
            what,
            "make it 0 or more in every draw",
        ))
    }

    /// Cumulated shares of the subgroups.
    pub(super) fn groups(
        &self,
        registers: &[Vec<Lane>],
        lane: usize,
        draw: usize,
    ) -> Result<Vec<f64>, Fault> {
        let levers = &self.program.levers;
        let share = |group: usize| match levers[group].share {
            StartShare::Share(slot) => {
                registers[group * self.program.arms_a_group][slot.index()][lane]
            }
            _ => 0.0,
        };
        let mut shares: Vec<f64> = (0..levers.len()).map(share).collect();
        let given = shares.iter().fold(0.0, |sum, s| sum + s);
        let rest = levers.iter().position(|l| l.share == StartShare::Rest);
        if let Some(rest) = rest {
            shares[rest] = 1.0 - given;
        }
        let total = if rest.is_some() { 1.0 } else { given };
        if !((total - 1.0).abs() <= SLACK && shares.iter().all(|s| *s >= -SLACK)) {
            let what = format!(
                "the shares of the subgroups are {shares:?} in draw {}",
                draw + 1
            );
            let hint = "make the shares of all subgroups add to 1 in every draw, or let one take the \"rest\"";
            return Err(Fault::without_place("subgroups", what, hint));
        }
        let mut below = 0.0;
        for share in &mut shares {
            below += *share;
            *share = below;
        }
        Ok(shares)
    }

    /// Registers of each arm with one draw in every lane.
    pub(super) fn registers_of_draw(&self, draw: usize) -> Vec<Vec<Lane>> {
        let mut draws = Vec::new();
        self.inputs.draw((draw / BATCH) as u64, &mut draws);
        self.broadcast(&draws, draw)
    }

    /// As [`Followed::registers_of_draw`], from the draws of its batch.
    pub(super) fn broadcast(&self, draws: &[Persons], draw: usize) -> Vec<Vec<Lane>> {
        let mut all = self.inputs.plan.registers.clone();
        for (arm, registers) in self.program.arms.iter().zip(&mut all) {
            for (column, draws) in registers.iter_mut().zip(draws) {
                *column = [draws[draw % BATCH]; LANES];
            }
            arm.per_draw.run(registers, &self.program.tables);
        }
        all
    }
}
