//! From the merged ledger to an [`Appraisal`].

use super::result::{
    Appraisal, BreakEven, Comparison, Named, Provenance, StrategyResult, Summary, Verdict, Year,
};
use super::summary::{mean_of_batches, quantile, share, summarise};
use crate::model::What;
use crate::study::{Ledger, Study};

/// Adds lines of the ledger draw by draw and summarises them.
struct Adder<'a> {
    ledger: &'a Ledger,
    sum: Vec<f64>,
    /// Sizes of what was added, where something was taken off.
    size: Vec<f64>,
    space: Vec<f64>,
}

/// A difference smaller than this share of what it is a difference of is rounding, and counts as
/// zero: a strategy that changes nothing must not seem to save.
const ROUNDING: f64 = 1e-12;

/// Lines of one strategy, with a sign.
type Lines = Vec<(usize, f64)>;

impl Adder<'_> {
    /// Totals over the horizon, for every draw.
    fn totals(&mut self, lines: &Lines) {
        let ledger = self.ledger;
        self.clear(ledger.kept_draws());
        for (column, sign) in lines {
            self.add(ledger.totals(*column), *sign, lines);
        }
    }

    fn clear(&mut self, draws: usize) {
        for list in [&mut self.sum, &mut self.size] {
            list.clear();
            list.resize(draws, 0.0);
        }
    }

    fn add(&mut self, values: &[f64], sign: f64, lines: &Lines) {
        for (sum, value) in self.sum.iter_mut().zip(values) {
            *sum += sign * value;
        }
        if is_difference(lines) {
            for (size, value) in self.size.iter_mut().zip(values) {
                *size += value.abs();
            }
        }
    }

    /// Adds one year to the running sum, for the draws kept by year.
    fn add_year(&mut self, lines: &Lines, year: usize, from_nothing: bool) {
        let ledger = self.ledger;
        if from_nothing {
            self.clear(ledger.yearly_draws());
        }
        for (column, sign) in lines {
            self.add(ledger.year(*column, year), *sign, lines);
        }
    }

    /// Takes out what is rounding only.
    fn settle(&mut self) {
        for (sum, size) in self.sum.iter_mut().zip(&self.size) {
            if sum.abs() <= ROUNDING * size {
                *sum = 0.0;
            }
        }
    }

    fn summary(&mut self) -> Summary {
        self.settle();
        summarise(&self.sum, &mut self.space)
    }

    /// Of the kept draws, but mean and error of all.
    fn total_summary(&mut self, lines: &Lines) -> Summary {
        self.totals(lines);
        let summary = self.summary();
        match self.over_all(lines) {
            Some((mean, error)) => Summary {
                mean,
                error: Some(error),
                ..summary
            },
            None => summary,
        }
    }

    /// Mean and its error from the means of all batches, where not all draws are kept.
    fn over_all(&self, lines: &Lines) -> Option<(f64, f64)> {
        let ledger = self.ledger;
        let batches = ledger.means(lines.first()?.0)?.len();
        let (mut means, mut sizes) = (vec![0.0; batches], vec![0.0; batches]);
        for (column, sign) in lines {
            let parts = means.iter_mut().zip(&mut sizes).zip(ledger.means(*column)?);
            for ((sum, size), mean) in parts {
                *sum += sign * mean;
                *size += mean.abs();
            }
        }
        if is_difference(lines) {
            for (sum, size) in means.iter_mut().zip(&sizes) {
                if sum.abs() <= ROUNDING * size {
                    *sum = 0.0;
                }
            }
        }
        Some(mean_of_batches(&means, ledger.draws))
    }

    fn named(&mut self, groups: &[(String, Lines)]) -> Vec<Named> {
        groups
            .iter()
            .map(|(name, lines)| Named {
                name: name.clone(),
                summary: self.total_summary(lines),
            })
            .collect()
    }
}

fn is_difference(lines: &Lines) -> bool {
    lines.iter().any(|(_, sign)| *sign < 0.0)
}

/// Columns of a strategy grouped by a name, in the order in which names first appear.
fn groups(
    study: &Study,
    strategy: usize,
    sign: f64,
    name: impl Fn(&str, &What) -> Option<String>,
) -> Vec<(String, Lines)> {
    let mut found: Vec<(String, Lines)> = Vec::new();
    for (column, line) in study.columns_of(strategy) {
        let line = &study.program.ledger[line];
        let Some(name) = name(&line.name, &line.what) else {
            continue;
        };
        match found.iter_mut().find(|(n, _)| *n == name) {
            Some((_, lines)) => lines.push((column, sign)),
            None => found.push((name, vec![(column, sign)])),
        }
    }
    found
}

fn payer(_: &str, what: &What) -> Option<String> {
    match what {
        What::Cost { payer, kind, .. } if kind == "fiscal" => Some(payer.clone()),
        _ => None,
    }
}

fn kind(_: &str, what: &What) -> Option<String> {
    match what {
        What::Cost { kind, .. } => Some(kind.clone()),
        What::Outcome { .. } => None,
    }
}

fn cost_line(name: &str, what: &What) -> Option<String> {
    what.is_cost().then(|| name.to_owned())
}

fn outcome(name: &str, what: &What) -> Option<String> {
    (!what.is_cost()).then(|| name.to_owned())
}

fn fiscal(study: &Study, strategy: usize, sign: f64) -> Lines {
    study
        .columns_of(strategy)
        .filter(|(_, l)| study.program.ledger[*l].what.is_fiscal())
        .map(|(c, _)| (c, sign))
        .collect()
}

/// Groups of a strategy with those of the baseline taken off.
fn differences(
    study: &Study,
    strategy: usize,
    name: fn(&str, &What) -> Option<String>,
) -> Vec<(String, Lines)> {
    let mut found = groups(study, strategy, 1.0, name);
    for (name, lines) in groups(study, study.model.baseline, -1.0, name) {
        match found.iter_mut().find(|(n, _)| *n == name) {
            Some((_, own)) => own.extend(lines),
            None => found.push((name, lines)),
        }
    }
    found
}

/// Appraises a finished study; each strategy's years only where asked for, as most of the work is
/// theirs. Thresholds are found by searches of their own and put in after.
pub fn appraise(
    study: &Study,
    ledger: &Ledger,
    provenance: Provenance,
    by_year: bool,
) -> Appraisal {
    let years = if by_year { study.inputs.years } else { 0 };
    let mut adder = Adder {
        ledger,
        sum: Vec::new(),
        size: Vec::new(),
        space: Vec::new(),
    };
    let strategies = 0..study.model.strategies.len();
    Appraisal {
        provenance,
        digest: ledger.digest(),
        strategies: strategies
            .clone()
            .map(|s| strategy_result(study, &mut adder, s, years))
            .collect(),
        comparisons: strategies
            .filter(|s| *s != study.model.baseline)
            .map(|s| comparison(study, &mut adder, s))
            .collect(),
    }
}

fn strategy_result(
    study: &Study,
    adder: &mut Adder<'_>,
    strategy: usize,
    years: usize,
) -> StrategyResult {
    let cost = fiscal(study, strategy, 1.0);
    let outcomes = groups(study, strategy, 1.0, outcome);
    let by_year = (0..years).map(|year| {
        adder.add_year(&cost, year, true);
        let cost = adder.summary();
        let outcomes = outcomes.iter().map(|(name, lines)| {
            adder.add_year(lines, year, true);
            Named {
                name: name.clone(),
                summary: adder.summary(),
            }
        });
        Year {
            year: year + 1,
            cost,
            outcomes: outcomes.collect(),
        }
    });
    let by_year = by_year.collect();
    StrategyResult {
        name: study.model.strategies[strategy].name.clone(),
        cost: adder.total_summary(&cost),
        by_payer: adder.named(&groups(study, strategy, 1.0, payer)),
        by_kind: adder.named(&groups(study, strategy, 1.0, kind)),
        by_line: adder.named(&groups(study, strategy, 1.0, cost_line)),
        outcomes: adder.named(&outcomes),
        by_year,
    }
}

fn comparison(study: &Study, adder: &mut Adder<'_>, strategy: usize) -> Comparison {
    let baseline = study.model.baseline;
    let mut net = fiscal(study, strategy, 1.0);
    net.extend(fiscal(study, baseline, -1.0));
    let net_cost = adder.total_summary(&net);
    let saving = share(
        adder.sum.iter().filter(|v| **v < 0.0).count(),
        adder.sum.len(),
    );
    adder.space.clear();
    adder.space.extend_from_slice(&adder.sum);
    crate::math::sort(&mut adder.space);
    let dots = (0..100u32)
        .map(|i| quantile(&adder.space, (f64::from(i) + 0.5) / 100.0))
        .collect();
    let (cumulative, break_even) = over_time(study, adder, &net);
    let verdict = Verdict::of(&net_cost, saving, &break_even);
    Comparison {
        strategy: study.model.strategies[strategy].name.clone(),
        baseline: study.model.strategies[baseline].name.clone(),
        net_cost,
        by_payer: adder.named(&differences(study, strategy, payer)),
        by_line: adder.named(&differences(study, strategy, cost_line)),
        outcomes: adder.named(&differences(study, strategy, outcome)),
        cumulative,
        chance_of_saving: saving,
        break_even,
        dots,
        threshold: None,
        verdict,
    }
}

/// Cumulative net cost by year, and when it falls to or below zero for good.
fn over_time(study: &Study, adder: &mut Adder<'_>, net: &Lines) -> (Vec<Summary>, BreakEven) {
    let years = study.inputs.years;
    let draws = adder.ledger.yearly_draws();
    // Index of the first year from which the sum stays at or below zero; `years` for never.
    let mut since = vec![0usize; draws];
    let mut cumulative = Vec::with_capacity(years);
    for year in 0..years {
        adder.add_year(net, year, year == 0);
        cumulative.push(adder.summary());
        for (since, sum) in since.iter_mut().zip(&adder.sum) {
            if *sum > 0.0 {
                *since = year + 1;
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
    let share_by =
        |year: usize| since.iter().filter(|s| **s <= year).count() as f64 / draws.max(1) as f64;
    let by_year: Vec<f64> = (0..years).map(share_by).collect();
    let never = 1.0 - by_year.last().copied().unwrap_or(0.0);
    (cumulative, BreakEven { by_year, never })
}
