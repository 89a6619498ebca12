//! Acting now against acting some years later, in one window of years and prices.

use super::books::Books;
use super::result::Wait;
use super::rows::outcomes;
use super::sums::Sum;
use crate::appraise::{Named, share};
use crate::study::{Ledger, Study};

/// Fiscal cost of a strategy less that of the baseline, in one year.
fn add_net(study: &Study, strategy: usize, ledger: &Ledger, year: usize, into: &mut Sum) {
    for (strategy, sign) in [(strategy, 1.0), (study.model.baseline, -1.0)] {
        for (column, line) in study.columns_of(strategy) {
            if study.program.ledger[line].what.is_fiscal() {
                into.add(ledger.year(column, year), sign);
            }
        }
    }
}

/// A strategy begun now against the same begun later.
pub fn wait(
    books: &Books,
    strategy: usize,
    present: &Ledger,
    (years, study, later): (f64, &Study, &Ledger),
) -> Wait {
    let draws = present.yearly_draws();
    let zero = || Sum::zero(draws);
    let (mut now, mut then, mut cost) = (zero(), zero(), zero());
    let mut cumulative = Vec::new();
    for year in 0..books.years.parts.len() {
        add_net(books.present(), strategy, present, year, &mut now);
        add_net(study, strategy, later, year, &mut then);
        cumulative.push((now.mean(), then.mean()));
    }
    cost.plus(&then);
    cost.plus_times(&now, |_| -1.0);
    let mut space = Vec::new();
    let named = |(name, column): (String, usize)| {
        let mut difference = zero();
        for year in 0..books.years.parts.len() {
            difference.add(later.year(column, year), 1.0);
            difference.add(present.year(column, year), -1.0);
        }
        Named {
            name,
            summary: difference.summary(&mut Vec::new()),
        }
    };
    let outcomes = outcomes(study, strategy).into_iter().map(named).collect();
    let entry = study.model.entry.flow;
    Wait {
        years,
        anybody: entry.is_none_or(|flow| study.inputs.plan.starts[strategy] < flow.cycles),
        now: now.summary(&mut space),
        later: then.summary(&mut space),
        cost: cost.summary(&mut space),
        chance: share(cost.values().iter().filter(|v| **v > 0.0).count(), draws),
        cumulative,
        outcomes,
    }
}
