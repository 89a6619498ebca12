//! Lines of the ledger as rows of a budget: the strategy less the baseline, draw by draw.

use super::books::Books;
use super::index::{Figures, Index, values};
use super::sums::Sum;
use crate::math;
use crate::model::{Account, Model, What};
use crate::study::{Ledger, Study};

/// Columns of a line with the strategy and with the baseline, those that there are.
type Columns = (Option<usize>, Option<usize>);

/// A cost line as it stands in a comparison.
pub struct Row<'a> {
    /// Its name; the programme's price is `price`.
    pub name: &'a str,
    /// Plain words.
    pub label: Option<&'a str>,
    /// Whether it is a programme's price.
    pub is_price: bool,
    /// Who pays.
    pub payer: &'a str,
    /// Fiscal, economic or social.
    pub kind: &'a str,
    /// How it stands in a budget.
    pub account: &'a Account,
    /// From the model's price year to each financial year's prices.
    pub index: Index,
    /// Its own yearly rise of prices, the mean.
    pub rise: Option<f64>,
    /// What an hour is valued at, in each draw or in all.
    pub hourly: Option<Vec<f64>>,
    cashable: Option<f64>,
    columns: Columns,
    /// Columns of place-years, and places in a unit.
    places: Option<(Columns, f64)>,
}

/// The cost lines of a strategy and of the baseline.
pub fn rows<'a>(books: &'a Books, strategy: usize, figures: &Figures) -> Vec<Row<'a>> {
    let study = books.present();
    let model: &Model = &study.model;
    let program = &study.program;
    let column = |strategy: usize, line: usize| {
        study
            .columns_of(strategy)
            .find(|(_, l)| *l == line)
            .map(|(column, _)| column)
    };
    let columns = |line| (column(strategy, line), column(model.baseline, line));
    let row = |line: usize| {
        let account = model.account(line)?;
        let What::Cost {
            payer,
            kind,
            cashable,
        } = &program.ledger[line].what
        else {
            return None;
        };
        let is_price = line >= model.lines.len();
        let found = columns(line);
        if found == (None, None) {
            return None;
        }
        let place_line = books.places.get(line).copied().flatten();
        let label = match model.lines.get(line) {
            Some(own) => own.label.as_deref(),
            None => price_label(model, line - model.lines.len()),
        };
        Some(Row {
            name: &program.ledger[line].name,
            label,
            is_price,
            payer,
            kind,
            index: Index::of(account, model, &books.years, figures, study.draws),
            rise: account
                .inflation
                .as_ref()
                .map(|rise| math::mean(&values(&rise.formula, figures, study.draws))),
            hourly: account
                .hourly
                .as_ref()
                .map(|hour| values(&hour.formula, figures, study.draws)),
            // A price is money that is spent, unless the model says that it is time that is there.
            cashable: cashable.or((is_price || account.places.is_some()).then_some(1.0)),
            columns: found,
            places: place_line.map(columns).zip(account.places),
            account,
        })
    };
    (0..program.ledger.len()).filter_map(row).collect()
}

fn price_label(model: &Model, price: usize) -> Option<&str> {
    let mut prices = model.strategies.iter().flat_map(|s| &s.prices);
    prices.nth(price)?.label.as_deref()
}

impl Row<'_> {
    /// One year's difference, strategy less baseline.
    pub fn difference(&self, ledger: &Ledger, year: usize, into: &mut Sum) {
        into.clear();
        for (column, sign) in [(self.columns.0, 1.0), (self.columns.1, -1.0)] {
            if let Some(column) = column {
                into.add(ledger.year(column, year), sign);
            }
        }
    }

    /// One year's mean with the strategy and with the baseline, in prices of the year.
    pub fn levels(&self, ledger: &Ledger, year: usize, space: &mut Vec<f64>) -> (f64, f64) {
        let mut mean = |column: Option<usize>| {
            let Some(column) = column else { return 0.0 };
            let values = ledger.year(column, year);
            space.clear();
            let index = |i| self.index.at(year, i);
            space.extend(values.iter().enumerate().map(|(i, v)| v * index(i)));
            math::mean(space)
        };
        (mean(self.columns.0), mean(self.columns.1))
    }

    /// The share of one year's difference that is cash, in each draw; `None` where the model
    /// does not say. `part` is how much of the year is within the horizon.
    ///
    /// Places go by whole units: of the places freed only those in units that are empty.
    pub fn cash_shares(
        &self,
        ledger: &Ledger,
        year: usize,
        part: f64,
        shares: &mut Vec<f64>,
    ) -> bool {
        let Some(cashable) = self.cashable else {
            return false;
        };
        shares.clear();
        shares.resize(ledger.yearly_draws(), 0.0);
        if let Some(((own, base), unit)) = self.places {
            for (column, sign) in [(base, 1.0), (own, -1.0)] {
                if let Some(column) = column {
                    for (freed, years) in shares.iter_mut().zip(ledger.year(column, year)) {
                        *freed += sign * years / part;
                    }
                }
            }
            for freed in shares.iter_mut() {
                *freed = cashable * share_in_whole_units(*freed, unit);
            }
        } else {
            shares.fill(cashable);
        }
        true
    }
}

/// The share of the places freed that lies in whole units; one where more are needed.
fn share_in_whole_units(freed: f64, unit: f64) -> f64 {
    if freed <= 0.0 {
        return 1.0;
    }
    // Twelve places are three units of four, whatever rounding says.
    math::min(1.0, math::floor(freed / unit + 1e-9) * unit / freed)
}

/// All columns' outcomes of a strategy by name: the columns with the strategy.
pub fn outcomes(study: &Study, strategy: usize) -> Vec<(String, usize)> {
    let is_own = |line: &usize| {
        let own = &study.program.ledger[*line];
        !own.what.is_cost() && !own.name.contains('.')
    };
    study
        .columns_of(strategy)
        .filter(|(_, line)| is_own(line))
        .map(|(column, line)| (study.program.ledger[line].name.clone(), column))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::share_in_whole_units;

    #[test]
    fn a_home_closes_only_when_it_is_empty() {
        for (freed, expected) in [
            (3.9, 0.0),
            (4.0, 1.0),
            (5.0, 0.8),
            (11.0, 8.0 / 11.0),
            (-2.0, 1.0),
        ] {
            let share = share_in_whole_units(freed, 4.0);
            assert!((share - expected).abs() < 1e-12, "{freed}: {share}");
        }
        // Three times four tenths of ten places.
        assert_eq!(share_in_whole_units(0.1 + 0.2 + 3.7, 4.0), 1.0);
    }
}
