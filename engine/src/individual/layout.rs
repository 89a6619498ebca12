//! What is added up for each person, and into which quantities of which strategy.

use crate::model::{Model, Scope};
use crate::simulate::program::{Tally, TallyOf};
use crate::simulate::weights::{Entries, Weights, What};
use crate::simulate::{Inputs, Program};
use std::sync::Arc;

/// Weights of a tally for each moment of entry: by cycle since entry, from 1.
#[derive(Debug, Default)]
pub struct Weighed {
    /// On the row at the beginning of cycles 1 to n + 1.
    pub begin: Vec<Vec<f64>>,
    /// On the row at the end of cycles 1 to n, or on their events.
    pub end: Vec<Vec<f64>>,
}

/// What is weighed: line, kind of count, row of a count that is made once.
type Key = (usize, u8, usize);

/// Weights that several tallies share.
#[derive(Debug, Default)]
pub struct Scales(Vec<(Key, Arc<Weighed>)>);

impl Scales {
    /// The weights of a tally, offers being made at `offer_row`.
    pub fn of(
        &mut self,
        model: &Model,
        inputs: &Inputs,
        tally: &Tally,
        offer_row: usize,
    ) -> Arc<Weighed> {
        let line = model.lines.get(tally.line);
        let (kind, row) = match tally.counted {
            TallyOf::While(_) => (0, 0),
            TallyOf::After(row, _) => (1, row),
            TallyOf::Moves(_) => (2, 0),
            TallyOf::Offer => (3, offer_row),
        };
        let key = (line.map_or(usize::MAX, |_| tally.line), kind, row);
        if let Some((_, known)) = self.0.iter().find(|(k, _)| *k == key) {
            return Arc::clone(known);
        }
        let what = match (&tally.counted, line) {
            (TallyOf::While(_), Some(line)) => What::Rows(&line.counting),
            (TallyOf::Moves(_), Some(line)) if line.events_as_rows => {
                What::EventsAsRows(&line.counting)
            }
            (TallyOf::After(row, _), _) => What::After(*row),
            (TallyOf::Offer, _) => What::Offer(offer_row),
            _ => What::Events,
        };
        let discounting = &inputs.plan.discounting[tally.line.min(model.lines.len())];
        let cycles = model.time.cycles;
        let mut weighed = Weighed::default();
        for from in 0..entries(model) {
            let one = Entries {
                from,
                until: from + 1,
                size: 1.0,
            };
            let weights = Weights::of(what, discounting, one, &model.time);
            let total = |list: &[(u32, f64)]| list.iter().fold(0.0, |sum, (_, w)| sum + w);
            let begin = (1..=cycles + 1).map(|k| total(weights.begin.at(k)));
            let end = (1..=cycles + 1).map(|k| total(weights.end.at(k)));
            weighed.begin.push(begin.collect());
            weighed.end.push(end.collect());
        }
        self.0.push((key, Arc::new(weighed)));
        Arc::clone(&self.0[self.0.len() - 1].1)
    }
}

/// At how many moments people may enter.
pub fn entries(model: &Model) -> usize {
    model.entry.flow.map_or(1, |flow| flow.cycles)
}

/// How many people enter for every one of the model's number.
#[expect(clippy::cast_precision_loss, reason = "a small whole number")]
pub fn entered(model: &Model) -> f64 {
    let flow = |f: crate::model::Flow| f.share_per_cycle * f.cycles as f64;
    model.entry.flow.map_or(1.0, flow)
}

/// Quantities of each strategy: fiscal cost, then the model's lines, then prices.
pub fn quantities(model: &Model) -> usize {
    model.lines.len() + 2
}

/// Where a column of a strategy goes.
#[derive(Clone, Debug)]
pub struct Route {
    /// Quantity.
    pub quantity: usize,
    /// Whether it is part of the fiscal cost.
    pub fiscal: bool,
    /// For a price, those who bring it about.
    pub price: Option<Scope>,
}

/// Where a strategy's columns go.
pub fn routes(model: &Model, program: &Program, strategy: usize) -> Vec<Route> {
    let route = |&line: &usize| {
        let at = line.checked_sub(program.price_lines[strategy]);
        let price = at.filter(|_| line >= model.lines.len());
        Route {
            quantity: 1 + line.min(model.lines.len()),
            fiscal: program.ledger[line].what.is_fiscal(),
            price: price.map(|at| model.strategies[strategy].prices[at].per),
        }
    };
    program.columns[strategy].iter().map(route).collect()
}

/// Whether a tally counts towards a line in a strategy.
pub fn counts(tally: &Tally, line: usize, strategy: usize) -> bool {
    tally.line == line && (tally.strategies.as_ref()).is_none_or(|list| list.contains(&strategy))
}

/// Level from which on a person belongs to a scope: see [`super::persons::level`].
pub fn rank(scope: Scope) -> u8 {
    match scope {
        Scope::Offered => 1,
        Scope::Met => 2,
        Scope::Completed => 3,
    }
}
