//! What persons bring about: amounts for where they are, for their moves and for offers.

use super::crowd::Crowd;
use super::layout::rank;
use super::tables::can_leave;
use super::way::Counted;
use crate::simulate::program::{Amount, Tally, TallyOf};

impl Crowd<'_> {
    /// Counts the persons on a row.
    pub(super) fn book(
        &mut self,
        local: usize,
        here: &[(usize, usize)],
        cycle: usize,
        begin: bool,
    ) {
        let arm = &self.ground.program.arms[self.way.arms[local]];
        for (tally, counted) in arm.tallies.iter().zip(&self.way.tallies[local % 2]) {
            let Counted {
                weights,
                column: Some(column),
                factor,
            } = counted
            else {
                continue;
            };
            let (TallyOf::While(states) | TallyOf::After(_, states)) = &tally.counted else {
                continue;
            };
            let weights = if begin { &weights.begin } else { &weights.end };
            let (Amount::Steady(slot) | Amount::Varying(slot)) = &tally.amount else {
                continue;
            };
            let amounts = &self.registers[local][slot.index()];
            for &(lane, p) in here {
                let entry = self.entry[p] as usize;
                let weight = weights[entry][cycle - entry - 1];
                if weight != 0.0 && states.contains(&usize::from(self.state[p])) {
                    let own = factor.map_or(1.0, |f| self.factors[f][p]);
                    self.totals[*column][p] += weight * tally.factor * amounts[lane] * own;
                }
            }
        }
    }

    /// Counts a move.
    pub(super) fn book_move(
        &mut self,
        local: usize,
        lane: usize,
        person: usize,
        cycle: usize,
        flow: usize,
    ) {
        let arm = &self.ground.program.arms[self.way.arms[local]];
        for (tally, counted) in arm.tallies.iter().zip(&self.way.tallies[local % 2]) {
            let Counted {
                weights,
                column,
                factor,
            } = counted;
            if let (Some(column), TallyOf::Moves(flows)) = (column, &tally.counted)
                && flows.contains(&flow)
                && let Amount::Steady(slot) | Amount::Varying(slot) = &tally.amount
            {
                let entry = self.entry[person] as usize;
                let own = factor.map_or(1.0, |f| self.factors[f][person]);
                let weight = weights.end[entry][cycle - entry - 1] * tally.factor * own;
                self.totals[*column][person] += weight * self.registers[local][slot.index()][lane];
            }
        }
    }

    /// The price of an offer, paid for whoever it is paid for, treated or not: by the formulas of
    /// those treated.
    pub(super) fn offers(&mut self, column: usize, local: usize, cycle: usize) {
        let way = self.way;
        let program = self.ground.program;
        let arm = &program.arms[way.arms[local]];
        let open = self.ground.model.entry.flow.is_some();
        let has = |t: &Tally| t.price_of == Some(way.strategy);
        if local.is_multiple_of(2)
            || !arm.tallies.iter().any(has)
            || (!open && cycle != way.start + 1)
        {
            return;
        }
        let due = |p: &usize| {
            usize::from(self.arm[*p]) / 2 == local / 2
                && self.is_there(*p, cycle)
                && (!open || self.entry[*p] as usize + 1 == cycle)
                && self.level[*p] > 0
        };
        let persons: Vec<(usize, usize)> = self
            .lanes(column)
            .enumerate()
            .filter(|(_, p)| due(p))
            .collect();
        if persons.is_empty() {
            return;
        }
        self.load(local, column, cycle);
        way.works[local][1].run(&mut self.registers[local], &program.tables);
        for (
            tally,
            Counted {
                weights, column, ..
            },
        ) in arm.tallies.iter().zip(&way.tallies[1])
        {
            let (Some(column), Amount::Steady(slot) | Amount::Varying(slot)) =
                (column, &tally.amount)
            else {
                continue;
            };
            let Some(scope) = way.routes[*column].price.filter(|_| has(tally)) else {
                continue;
            };
            for &(lane, p) in &persons {
                let entry = self.entry[p] as usize;
                let own = cycle - entry;
                let can = own == 1 || can_leave(arm, usize::from(self.state[p]));
                if self.level[p] >= rank(scope) && can {
                    let weight = weights.begin[entry][own - 1] * tally.factor;
                    self.totals[*column][p] += weight * self.registers[local][slot.index()][lane];
                }
            }
        }
    }
}
