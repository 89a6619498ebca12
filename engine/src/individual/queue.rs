//! Places that run out, person by person: who is next, and who gets one.

use super::crowd::{Crowd, Ground};
use crate::fault::Fault;
use crate::formula::LANES;
use crate::math;
use crate::model::names::HISTORY;

impl Crowd<'_> {
    /// Gives out the free places of a cycle: to the greatest need, or to the longest wait.
    pub(super) fn admit(&mut self, cycle: usize) -> Result<(), Fault> {
        let Ground {
            model,
            program,
            draw,
            ..
        } = self.ground;
        let local = usize::from(cycle > self.way.start);
        for (index, places) in model.places.iter().enumerate() {
            let number = self.common(local, program.arms[self.way.arms[local]].places[index]);
            if !(number >= 0.0 && number.is_finite()) {
                let what = format!(
                    "the number of places is {number} in draw {}, cycle {cycle}",
                    draw + 1
                );
                let path = format!("places.{}.number", places.name);
                return Err(Fault::without_place(&path, what, "make it 0 or more"));
            }
            let free = match places.per_cycle {
                Some(share) => {
                    self.credit[index] += number * share;
                    let whole = math::floor(self.credit[index] + 1e-9);
                    self.credit[index] -= whole;
                    whole
                }
                None => {
                    let holds = |p: &usize| {
                        self.is_there(*p, cycle)
                            && places.held_in.contains(&usize::from(self.state[*p]))
                    };
                    #[expect(
                        clippy::cast_precision_loss,
                        reason = "persons are far fewer than 2^53"
                    )]
                    let held = (0..self.n).filter(holds).count() as f64;
                    math::floor(number + 1e-9) - held
                }
            };
            if free < 1.0 {
                continue;
            }
            let mut queue = self.queue(cycle, index)?;
            queue.sort_by(|a, b| {
                let need = b.0.total_cmp(&a.0);
                need.then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2))
            });
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at least one; more than there are people is as good as all"
            )]
            for (_, _, person) in queue.into_iter().take(free as usize) {
                self.place(person, cycle);
            }
        }
        Ok(())
    }

    /// Moves a person to a place, at once: an event of the cycle that begins here.
    pub(super) fn place(&mut self, person: usize, cycle: usize) {
        let Ground { program, .. } = self.ground;
        let (column, lane) = (person / LANES, person % LANES);
        let (local, from) = (
            usize::from(self.arm[person]),
            usize::from(self.state[person]),
        );
        let Some(door) = program.arms[self.way.arms[local]].states[from].gate else {
            return;
        };
        if let Some(flow) = door.flow {
            self.load(local, column, cycle);
            let amounts = &self.way.works[local][1];
            amounts.run(&mut self.registers[local], &program.tables);
            self.book_move(local, lane, person, cycle, flow);
        }
        self.in_state[person] = 1.0;
        for ((what, state), values) in self.way.histories.iter().zip(&mut self.histories) {
            match HISTORY[*what] {
                "visits" if door.to == *state => values[person] += 1.0,
                "time_since" if door.to == *state => values[person] = 0.0,
                _ => {}
            }
        }
        self.state[person] = u16::try_from(door.to).unwrap_or(0);
    }

    /// Who waits for a place: need, cycles waited, person.
    pub(super) fn queue(
        &mut self,
        cycle: usize,
        place: usize,
    ) -> Result<Vec<(f64, f64, usize)>, Fault> {
        let Ground { program, model, .. } = self.ground;
        let way = self.way;
        let by_need = model.places[place].need.is_some();
        let mut queue = Vec::new();
        for column in 0..self.n.div_ceil(LANES) {
            if self.is_silent(column, cycle) {
                continue;
            }
            for local in 0..way.arms.len() {
                let arm = &program.arms[way.arms[local]];
                let waits = |p: usize| {
                    let gate = arm.states[usize::from(self.state[p])].gate;
                    gate.is_some_and(|g| g.place == place)
                };
                let here: Vec<(usize, usize)> = self
                    .members(column, local, cycle)
                    .filter(|(_, p)| waits(*p))
                    .collect();
                if here.is_empty() {
                    continue;
                }
                if by_need {
                    self.load(local, column, cycle);
                    way.works[local][2].run(&mut self.registers[local], &program.tables);
                }
                for (lane, p) in here {
                    let slot = way.needs[local][place][usize::from(self.state[p])];
                    let need = slot.map_or(0.0, |slot| self.registers[local][slot.index()][lane]);
                    if !need.is_finite() {
                        let path = format!("places.{}.need", model.places[place].name);
                        return Err(self.fault(
                            &path,
                            format!("the need is no number in cycle {cycle}"),
                            "guard it: if(x > 0, y / x, 0)",
                            p,
                        ));
                    }
                    queue.push((need, self.in_state[p], p));
                }
            }
        }
        Ok(queue)
    }
}
