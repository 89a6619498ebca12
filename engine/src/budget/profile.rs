//! Cash by financial year: what is spent and saved when, on which line and from which source.

use super::books::Books;
use super::result::{Amounts, BudgetLine, Hours, Peak, Profile, Series};
use super::rows::Row;
use super::sums::Sum;
use crate::appraise::Summary;
use crate::math;
use crate::study::Ledger;

/// The payer's own budget: what is left when other sources have paid.
const BASE: &str = "base";

/// Profiles of all payers together and of each, fiscal only.
pub fn profiles(books: &Books, rows: &[Row<'_>], cash: &Ledger) -> Vec<Profile> {
    let fiscal: Vec<&Row<'_>> = rows.iter().filter(|r| r.kind == "fiscal").collect();
    let mut payers: Vec<&str> = Vec::new();
    for row in &fiscal {
        if !payers.contains(&row.payer) {
            payers.push(row.payer);
        }
    }
    let of = |payer: Option<&str>, known: &[Profile]| {
        let own = |row: &&&Row<'_>| payer.is_none_or(|p| p == row.payer);
        let rows: Vec<&Row<'_>> = fiscal.iter().filter(own).copied().collect();
        profile(books, payer, &rows, cash, known)
    };
    let each = payers.into_iter().map(|payer| of(Some(payer), &[]));
    let mut found: Vec<Profile> = each.collect();
    found.insert(0, of(None, &found));
    found
}

/// What is added up in a year, and over all years.
struct Adding {
    net: Sum,
    real: Sum,
    cash: Sum,
    capacity: Sum,
    not_said: Sum,
}

impl Adding {
    fn zero(draws: usize) -> Self {
        let zero = || Sum::zero(draws);
        Self {
            net: zero(),
            real: zero(),
            cash: zero(),
            capacity: zero(),
            not_said: zero(),
        }
    }

    fn each(&mut self) -> [&mut Sum; 5] {
        [
            &mut self.net,
            &mut self.real,
            &mut self.cash,
            &mut self.capacity,
            &mut self.not_said,
        ]
    }

    fn plus(&mut self, other: &mut Self) {
        for (own, other) in self.each().into_iter().zip(other.each()) {
            own.plus(other);
        }
    }

    fn amounts(&mut self, space: &mut Vec<f64>) -> Amounts {
        let [net, real, cash, capacity, not_said] = self.each().map(|sum| sum.summary(space));
        Amounts {
            net,
            real,
            cash,
            capacity,
            not_said,
        }
    }
}

/// Sums under one name.
struct Group {
    name: String,
    year: Sum,
    total: Sum,
    years: Vec<Summary>,
}

impl Group {
    /// The group of a name, made where it is new.
    fn of<'g>(groups: &'g mut Vec<Self>, name: &str, draws: usize) -> &'g mut Self {
        let at = groups
            .iter()
            .position(|g| g.name == name)
            .unwrap_or_else(|| {
                groups.push(Self {
                    name: name.to_owned(),
                    year: Sum::zero(draws),
                    total: Sum::zero(draws),
                    years: Vec::new(),
                });
                groups.len() - 1
            });
        &mut groups[at]
    }

    fn close_year(&mut self, space: &mut Vec<f64>) {
        self.total.plus(&self.year);
        self.years.push(self.year.summary(space));
        self.year.clear();
    }

    fn series(mut self, space: &mut Vec<f64>) -> Series {
        Series {
            total: self.total.summary(space),
            name: self.name,
            years: self.years,
        }
    }
}

/// The budget as a payer knows it, where all of its lines are that payer's.
fn known_budget<'k>(known: &'k [Profile], rows: &[&Row<'_>], name: &str) -> Option<&'k Series> {
    let mut own = rows.iter().filter(|row| budget_of(row) == name);
    let payer = own.next()?.payer;
    if own.any(|row| row.payer != payer) {
        return None;
    }
    let profile = known.iter().find(|p| p.payer.as_deref() == Some(payer))?;
    profile.budgets.iter().find(|series| series.name == name)
}

/// The profile of some rows. What is in `known`, profiles of single payers, is not summed again.
fn profile(
    books: &Books,
    payer: Option<&str>,
    rows: &[&Row<'_>],
    cash: &Ledger,
    known: &[Profile],
) -> Profile {
    let draws = cash.yearly_draws();
    let (mut space, mut shares) = (Vec::new(), Vec::new());
    let mut total = Adding::zero(draws);
    let (mut budgets, mut funding) = (Vec::new(), Vec::new());
    // Every group is there from the first year on, whatever the first year has in it.
    for row in rows {
        if known_budget(known, rows, budget_of(row)).is_none() {
            Group::of(&mut budgets, budget_of(row), draws);
        }
        for (source, _) in sources(row, None) {
            Group::of(&mut funding, source, draws);
        }
    }
    // Where nobody else ever pays, what the payer's own budget pays is the whole.
    let all_base = funding.iter().all(|group: &Group| group.name == BASE);
    let (mut high, mut high_of_cash) = (Highest::new(draws), Highest::new(draws));
    let (mut years, mut cumulative) = (Vec::<Amounts>::new(), Vec::new());
    let mut lines: Vec<BudgetLine> = rows.iter().map(|row| line(row)).collect();
    let (mut difference, mut nominal) = (Sum::zero(draws), Sum::zero(draws));
    for (year, part) in books.years.parts.iter().enumerate() {
        let mut of_year = Adding::zero(draws);
        for (row, line) in rows.iter().zip(&mut lines) {
            row.difference(cash, year, &mut difference);
            nominal.clear();
            nominal.plus_times(&difference, |draw| row.index.at(year, draw));
            of_year.real.plus(&difference);
            of_year.net.plus(&nominal);
            if row.cash_shares(cash, year, *part, &mut shares) {
                of_year.cash.plus_times(&nominal, |draw| shares[draw]);
                of_year
                    .capacity
                    .plus_times(&nominal, |draw| 1.0 - shares[draw]);
            } else {
                of_year.not_said.plus(&nominal);
            }
            let budget = budgets.iter_mut().find(|g| g.name == budget_of(row));
            if let Some(group) = budget {
                group.year.plus(&nominal);
            }
            let sources = sources(row, books.years.begins(year)).into_iter();
            for (source, share) in sources.filter(|_| !all_base) {
                let group = Group::of(&mut funding, source, draws);
                group.year.plus_times(&nominal, |_| share);
            }
            let (own, base) = row.levels(cash, year, &mut space);
            line.strategy.push(own);
            line.baseline.push(base);
            line.real.push(difference.mean());
            line.index.push(row.index.mean(year));
        }
        let summed = funding.iter_mut().filter(|_| !all_base);
        for group in budgets.iter_mut().chain(summed) {
            group.close_year(&mut space);
        }
        total.plus(&mut of_year);
        years.push(of_year.amounts(&mut space));
        cumulative.push(total.net.summary(&mut space));
        high.note(year, &mut total.net);
        high_of_cash.note(year, &mut total.cash);
    }
    let count = years.len();
    let total = total.amounts(&mut space);
    let mut source = |group: Group| {
        if all_base {
            return Series {
                name: group.name,
                years: years.iter().map(|y| y.net.clone()).collect(),
                total: total.net.clone(),
            };
        }
        group.series(&mut space)
    };
    let funding = funding.into_iter().map(&mut source).collect();
    let mut summed = budgets.into_iter().peekable();
    let mut budgets: Vec<Series> = Vec::new();
    for row in rows {
        let name = budget_of(row);
        if budgets.iter().all(|series| series.name != name) {
            let own = summed.next_if(|group: &Group| group.name == name);
            let own = own.map(|group| group.series(&mut space));
            budgets.extend(own.or_else(|| known_budget(known, rows, name).cloned()));
        }
    }
    Profile {
        payer: payer.map(str::to_owned),
        years,
        total,
        cumulative,
        peak: high.peak(count, &mut space),
        peak_of_cash: high_of_cash.peak(count, &mut space),
        lines,
        budgets,
        funding,
    }
}

fn budget_of<'r>(row: &'r Row<'_>) -> &'r str {
    row.account
        .budget
        .as_deref()
        .or(row.label)
        .unwrap_or(row.name)
}

fn line(row: &Row<'_>) -> BudgetLine {
    BudgetLine {
        line: row.name.to_owned(),
        label: row.label.map(str::to_owned),
        budget: budget_of(row).to_owned(),
        baseline: Vec::new(),
        strategy: Vec::new(),
        real: Vec::new(),
        inflation: row.rise,
        index: Vec::new(),
    }
}

/// Sources and shares in a year that begins in `begins`; all that may ever pay where that is not
/// known. The payer's own budget takes what they leave.
fn sources<'r>(row: &'r Row<'_>, begins: Option<i32>) -> Vec<(&'r str, f64)> {
    let pays = |until: Option<i32>| until.zip(begins).is_none_or(|(until, year)| year <= until);
    let funding = row.account.funding.iter();
    let mut found: Vec<(&str, f64)> = funding
        .filter(|f| pays(f.until))
        .map(|f| (f.source.as_str(), f.share))
        .collect();
    let left = found.iter().fold(1.0, |left, (_, share)| left - share);
    if left > 1e-9 || begins.is_none() {
        found.push((BASE, math::max(left, 0.0)));
    }
    found
}

/// The highest point of a running sum in each draw.
struct Highest {
    amount: Sum,
    /// One more than the index of its year; 0 where the sum was never above zero.
    when: Vec<usize>,
    of_mean: Option<(f64, usize)>,
}

impl Highest {
    fn new(draws: usize) -> Self {
        Self {
            amount: Sum::zero(draws),
            when: vec![0; draws],
            of_mean: None,
        }
    }

    fn note(&mut self, year: usize, running: &mut Sum) {
        let mean = running.mean();
        if mean > self.of_mean.map_or(0.0, |(highest, _)| highest) {
            self.of_mean = Some((mean, year));
        }
        self.amount
            .raise(running.values(), |draw| self.when[draw] = year + 1);
    }

    fn peak(mut self, years: usize, space: &mut Vec<f64>) -> Peak {
        #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
        let share = |at: usize| {
            self.when.iter().filter(|when| **when == at).count() as f64 / self.when.len() as f64
        };
        Peak {
            when: (1..=years).map(share).collect(),
            never: share(0),
            amount: self.amount.summary(space),
            of_mean: self.of_mean,
        }
    }
}

/// Hours of those whose time is valued.
pub fn hours(books: &Books, rows: &[Row<'_>], cash: &Ledger) -> Vec<Hours> {
    let draws = cash.yearly_draws();
    let mut space = Vec::new();
    let mut difference = Sum::zero(draws);
    let mut of_row = |row: &Row<'_>, hourly: &[f64]| {
        let (mut hours, mut pounds) = (Sum::zero(draws), Sum::zero(draws));
        let mut by_year = Vec::new();
        for year in 0..books.years.parts.len() {
            row.difference(cash, year, &mut difference);
            pounds.plus(&difference);
            let mut of_year = Sum::zero(draws);
            let value = |draw: usize| 1.0 / hourly.get(draw).unwrap_or(&hourly[0]);
            of_year.plus_times(&difference, value);
            hours.plus(&of_year);
            by_year.push(of_year.mean());
        }
        Hours {
            payer: row.payer.to_owned(),
            line: row.name.to_owned(),
            label: row.label.map(str::to_owned),
            hours: hours.summary(&mut space),
            pounds: pounds.summary(&mut space),
            by_year,
        }
    };
    rows.iter()
        .filter_map(|row| Some(of_row(row, row.hourly.as_deref()?)))
        .collect()
}
