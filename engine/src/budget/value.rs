//! Present values: net present value, benefits for each pound, payback, cash and capacity.

use super::books::Books;
use super::result::{Corrected, LineValue, Payback, Ratio, Value};
use super::rows::Row;
use super::sums::Sum;
use crate::appraise::{quantile, share, summarise};
use crate::math;
use crate::study::Ledger;

/// A row's total over the years, and how much of it is cash.
struct Total {
    all: Sum,
    /// `None` where the model does not say.
    cash: Option<Sum>,
    value: LineValue,
}

/// Whose and of which kind.
struct Perspective<'a> {
    payer: Option<&'a str>,
    kind: Option<&'a str>,
}

impl Perspective<'_> {
    fn holds(&self, row: &Row<'_>) -> bool {
        self.payer.is_none_or(|p| p == row.payer) && self.kind.is_none_or(|k| k == row.kind)
    }
}

/// All payers by kind, fiscal first, then all kinds; then each payer by kind.
fn perspectives<'a>(rows: &[Row<'a>]) -> Vec<Perspective<'a>> {
    let mut found: Vec<(Option<&str>, Option<&str>)> = Vec::new();
    let mut note = |each| {
        if !found.contains(&each) {
            found.push(each);
        }
    };
    note((None, Some("fiscal")));
    rows.iter().for_each(|r| note((None, Some(r.kind))));
    note((None, None));
    rows.iter()
        .for_each(|r| note((Some(r.payer), Some(r.kind))));
    let perspective = |(payer, kind)| Perspective { payer, kind };
    found.into_iter().map(perspective).collect()
}

/// What the strategy is worth, to each.
pub fn values(books: &Books, rows: &[Row<'_>], present: &Ledger, cash: &Ledger) -> Vec<Value> {
    let mut space = Vec::new();
    let totals: Vec<Total> = rows
        .iter()
        .map(|row| total(books, row, present, cash, &mut space))
        .collect();
    let mut found: Vec<(Vec<usize>, Value)> = Vec::new();
    for perspective in perspectives(rows) {
        let held = rows
            .iter()
            .enumerate()
            .filter(|(_, r)| perspective.holds(r));
        let held: Vec<usize> = held.map(|(at, _)| at).collect();
        // The same lines have the same worth, whoever looks at them.
        let value = match found.iter().find(|(known, _)| *known == held) {
            Some((_, same)) => Value {
                payer: perspective.payer.map(str::to_owned),
                kind: perspective.kind.map(str::to_owned),
                ..same.clone()
            },
            None => {
                let chosen: Vec<(&Row<'_>, &Total)> =
                    held.iter().map(|at| (&rows[*at], &totals[*at])).collect();
                let years = books.years.parts.len();
                value(&perspective, &chosen, present, years, &mut space)
            }
        };
        found.push((held, value));
    }
    found.into_iter().map(|(_, value)| value).collect()
}

fn total(
    books: &Books,
    row: &Row<'_>,
    present: &Ledger,
    cash: &Ledger,
    space: &mut Vec<f64>,
) -> Total {
    let draws = present.yearly_draws();
    let (mut all, mut of_cash) = (Sum::zero(draws), Sum::zero(draws));
    let (mut difference, mut shares) = (Sum::zero(draws), Vec::new());
    let mut said = true;
    for (year, part) in books.years.parts.iter().enumerate() {
        row.difference(present, year, &mut difference);
        all.plus(&difference);
        said = row.cash_shares(cash, year, *part, &mut shares);
        if said {
            of_cash.plus_times(&difference, |draw| shares[draw]);
        }
    }
    let mut gained = Sum::zero(draws);
    gained.plus_times(&all, |_| -1.0);
    let value = LineValue {
        line: row.name.to_owned(),
        label: row.label.map(str::to_owned),
        value: gained.summary(space),
        bias: row.account.optimism.as_ref().map(|o| o.left()),
    };
    Total {
        all,
        cash: said.then_some(of_cash),
        value,
    }
}

fn value(
    perspective: &Perspective<'_>,
    rows: &[(&Row<'_>, &Total)],
    present: &Ledger,
    years: usize,
    space: &mut Vec<f64>,
) -> Value {
    let draws = present.yearly_draws();
    let zero = || Sum::zero(draws);
    let mut worth = Worth::zero(draws);
    let mut corrected = Worth::zero(draws);
    let (mut cash, mut capacity, mut not_said) = (zero(), zero(), zero());
    for (row, total) in rows {
        worth.add(row, &total.all, |_| 1.0);
        let bias = row.account.optimism.as_ref().map_or(0.0, |o| o.left());
        let all = total.all.values();
        corrected.add(row, &total.all, |draw| {
            if row.is_price || all[draw] > 0.0 {
                1.0 + bias
            } else {
                math::max(0.0, 1.0 - bias)
            }
        });
        match &total.cash {
            Some(of_cash) => {
                cash.plus_times(of_cash, |_| -1.0);
                capacity.plus_times(&total.all, |_| -1.0);
                capacity.plus(of_cash);
            }
            None => not_said.plus_times(&total.all, |_| -1.0),
        }
    }
    let net = worth.net.summary(space);
    let above = worth.net.values().iter().filter(|v| **v > 0.0).count();
    let has_bias = rows.iter().any(|(row, _)| row.account.optimism.is_some());
    Value {
        payer: perspective.payer.map(str::to_owned),
        kind: perspective.kind.map(str::to_owned),
        net,
        chance: share(above, draws),
        costs: worth.costs.summary(space),
        benefits: worth.benefits.summary(space),
        ratio: worth.ratio(space),
        payback: payback(rows, present, years),
        cash: cash.summary(space),
        capacity: capacity.summary(space),
        not_said: not_said.summary(space),
        optimism: has_bias.then(|| Corrected {
            net: corrected.net.summary(space),
            ratio: corrected.ratio(space),
        }),
        lines: rows.iter().map(|(_, total)| total.value.clone()).collect(),
    }
}

/// Costs of the programme, what all else falls by, and what is left.
struct Worth {
    net: Sum,
    costs: Sum,
    benefits: Sum,
}

impl Worth {
    fn zero(draws: usize) -> Self {
        Self {
            net: Sum::zero(draws),
            costs: Sum::zero(draws),
            benefits: Sum::zero(draws),
        }
    }

    fn add(&mut self, row: &Row<'_>, spent: &Sum, factor: impl Fn(usize) -> f64) {
        self.net.plus_times(spent, |draw| -factor(draw));
        if row.is_price {
            self.costs.plus_times(spent, factor);
        } else {
            self.benefits.plus_times(spent, |draw| -factor(draw));
        }
    }

    /// Ratio of the means. Its error is that of the mean of benefits - ratio x costs, over the
    /// mean of the costs (the delta method: Cochran 1977, section 2.11).
    fn ratio(&mut self, space: &mut Vec<f64>) -> Option<Ratio> {
        let costs = self.costs.mean();
        if costs <= 0.0 {
            return None;
        }
        let value = self.benefits.mean() / costs;
        let (benefits, each_cost) = (self.benefits.values(), self.costs.values());
        let pairs = || benefits.iter().zip(each_cost);
        let rest: Vec<f64> = pairs().map(|(b, c)| b - value * c).collect();
        let error = summarise(&rest, space).error.map(|e| e / costs);
        let quantiles = each_cost.iter().all(|c| *c > 0.0).then(|| {
            space.clear();
            space.extend(pairs().map(|(b, c)| b / c));
            math::sort(space);
            let at = |p| quantile(space, p);
            (at(0.05), at(0.5), at(0.95))
        });
        Some(Ratio {
            value,
            error,
            quantiles,
        })
    }
}

/// From which year on the running sum of what is gained is at or above zero to the horizon.
fn payback(rows: &[(&Row<'_>, &Total)], present: &Ledger, years: usize) -> Payback {
    let draws = present.yearly_draws();
    let (mut spent, mut difference) = (Sum::zero(draws), Sum::zero(draws));
    let mut since = vec![0; draws];
    let mut mean_since = 0;
    for year in 0..years {
        for (row, _) in rows {
            row.difference(present, year, &mut difference);
            spent.plus(&difference);
        }
        if spent.mean() > 0.0 {
            mean_since = year + 1;
        }
        for (since, spent) in since.iter_mut().zip(spent.values()) {
            if *spent > 0.0 {
                *since = year + 1;
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let share_by = |year: usize| since.iter().filter(|s| **s <= year).count() as f64 / draws as f64;
    let by_year: Vec<f64> = (0..years).map(share_by).collect();
    Payback {
        never: 1.0 - by_year.last().copied().unwrap_or(0.0),
        in_half: by_year.iter().position(|share| *share >= 0.5),
        of_mean: (mean_since < years).then_some(mean_since),
        by_year,
    }
}
