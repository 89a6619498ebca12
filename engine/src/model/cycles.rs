//! A model whose ledger shows what happens in each cycle: the table that papers call a trace.

use super::{Account, Counted, Counting, Discount, Discounting, Line, Model, Term, What};
use crate::formula::Formula;

impl Model {
    /// The same model with its ledger kept cycle by cycle, and with a line for each state, before
    /// all others, that holds the people in it: in place k (from 0) those of row k.
    ///
    /// What is counted for cycle k stands in place k - 1, as formulas see it.
    pub fn by_cycle(mut self) -> Self {
        self.time.every_cycle = true;
        let people = (0..self.states.len()).filter_map(|state| {
            let one = Formula::parse("1").ok()?;
            let amount = super::Expression::of(one.clone(), "states");
            Some(Line {
                name: self.states[state].name.clone(),
                label: self.states[state].label.clone(),
                what: What::Outcome {
                    unit: None,
                    less_is_better: false,
                },
                counting: Counting::Rows(one),
                events_as_rows: false,
                discounting: Discount::none(),
                terms: vec![Term {
                    counted: Counted::While(vec![state]),
                    amount,
                    period_factor: 1.0,
                    price_factor: 1.0,
                    strategies: None,
                    spread: None,
                }],
                account: Account::default(),
            })
        });
        self.lines = people
            .collect::<Vec<_>>()
            .into_iter()
            .chain(self.lines)
            .collect();
        for strategy in &mut self.strategies {
            // It names an outcome by its place, and is of no use here.
            strategy.threshold = None;
        }
        self
    }

    /// The same model with nothing discounted.
    pub fn undiscounted(mut self) -> Self {
        self.cost_discounting = Discount::none();
        for line in &mut self.lines {
            line.discounting = Discount::none();
        }
        self
    }
}

impl Discount {
    /// No discounting.
    pub fn none() -> Self {
        Self {
            figures: Discounting::none(),
            rate: None,
        }
    }
}
