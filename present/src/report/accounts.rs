//! The budget table, and what a finance officer would ask of it, in sentences.

use early_action_engine::appraise::{Share, Summary};
use early_action_engine::budget::{Accounts, Case, Hours, Profile, Value, Wait};

use crate::numbers::round::{grouped, known_place};
use crate::numbers::{MINUS, about, duration, futures, plain, quantile_errors, to_place};
use crate::sentences::Frame;
use crate::tables::{Cell, Column, Table};
use crate::words::Words;

/// Extra cost by budget line and year: each payer's lines, then its sum, what is worse in 1 of 20
/// futures, and its running sum. Then which rows are sums.
pub fn table(words: &Words, accounts: &Accounts, case: &Case) -> (Table, Vec<usize>) {
    let dated = accounts.years.iter().all(|year| year.contains('/'));
    let caption = if dated {
        "report-budget-caption"
    } else {
        "report-budget-caption-plain"
    };
    let year = |(at, name): (usize, &String)| Column {
        heading: if dated {
            name.clone()
        } else {
            words.text("report-year", &[("year", (at + 1).into())])
        },
        numeric: true,
    };
    let mut table = Table::new(words, words.word(caption), &[("report-line", false)]);
    table
        .columns
        .extend(accounts.years.iter().enumerate().map(year));
    table.columns.push(Column {
        heading: words.word("report-all-years"),
        numeric: true,
    });
    let mut sums = Vec::new();
    for profile in case.profiles.iter().filter(|p| p.payer.is_some()) {
        sums.push(rows(words, profile, &mut table));
    }
    (table, sums)
}

/// Adds a payer's rows; the index of their sum.
fn rows(words: &Words, profile: &Profile, table: &mut Table) -> usize {
    // A payer of one line is its own sum.
    let lines = if profile.budgets.len() > 1 {
        &profile.budgets[..]
    } else {
        &[]
    };
    let sum = table.rows.len() + lines.len();
    let mut row = |name: String, years: Vec<Known>, total: Option<Known>| {
        let mut cells = vec![Cell::text(name)];
        cells.extend(years.into_iter().map(thousands));
        cells.push(total.map_or_else(|| Cell::text(String::new()), thousands));
        table.rows.push(cells);
    };
    let means = |list: &[Summary]| list.iter().map(mean).collect();
    for budget in lines {
        row(
            budget.name.clone(),
            means(&budget.years),
            Some(mean(&budget.total)),
        );
    }
    let payer = heading(words, profile);
    let together = words.text("report-together", &[("payer", payer.into())]);
    let net = |of: fn(&Summary) -> Known| profile.years.iter().map(|y| of(&y.net)).collect();
    row(together, net(mean), Some(mean(&profile.total.net)));
    let worse = |s: &Summary| (s.p95, quantile_errors(s).2);
    row(
        words.word("report-worse"),
        net(worse),
        Some(worse(&profile.total.net)),
    );
    row(
        words.word("report-so-far"),
        means(&profile.cumulative),
        None,
    );
    sum
}

fn heading(words: &Words, profile: &Profile) -> String {
    let payer = profile.payer.as_deref().unwrap_or_default();
    words
        .label_attribute("payer", payer, "heading", &[])
        .unwrap_or_else(|| words.label("payer", payer))
}

/// An amount and its Monte Carlo error.
type Known = (f64, Option<f64>);

fn mean(summary: &Summary) -> Known {
    (summary.mean, summary.error)
}

/// Thousands of pounds, as far as they are known.
fn thousands((value, error): Known) -> Cell {
    let place = known_place(0.0, error).max(1_000.0);
    let digits = grouped(to_place(value.abs(), place) / 1_000.0, 0);
    let below = value < 0.0 && digits != "0";
    let text = if below {
        format!("{MINUS}{digits}")
    } else {
        digits
    };
    Cell::number(value, text)
}

/// What it is worth, when it is paid back, how far out of pocket, what of it is cash, and what was
/// asked beyond that.
pub fn sentences(
    words: &Words,
    frame: &Frame<'_>,
    accounts: &Accounts,
    case: &Case,
) -> Vec<String> {
    let mut said = Vec::new();
    // Where nobody knows the effect, what would have to be true is the whole answer.
    if !frame.effect_known {
        said.push(words.word("report-unknown"));
    }
    let public = |v: &&Value| v.payer.is_none() && v.kind.as_deref() == Some("fiscal");
    if let Some(value) = case
        .values
        .iter()
        .find(public)
        .filter(|_| frame.effect_known)
    {
        said.extend(worth(words, frame, accounts, value));
        said.extend(optimism(words, value));
    }
    // The first payer's money is the one that the question is about.
    if let Some(profile) = case.profiles.get(1).or(case.profiles.first()) {
        said.push(peak(words, accounts, profile));
        said.push(cash(words, profile));
    }
    if let Some(all) = case.profiles.first() {
        said.push(prices(words, all));
    }
    said.extend(case.waits.iter().map(|wait| waiting(words, wait)));
    said.extend(case.hours.iter().map(|hours| time(words, hours)));
    said
}

fn worth(words: &Words, frame: &Frame<'_>, accounts: &Accounts, value: &Value) -> Option<String> {
    let ratio = value.ratio.as_ref()?;
    let year = value.payback.in_half.and_then(|at| accounts.years.get(at));
    let payback = match year {
        Some(year) => words.text("report-payback", &[("year", year_name(words, year).into())]),
        None => {
            let years = duration(words, frame.horizon_years);
            words.text("report-payback-not", &[("years", years.into())])
        }
    };
    let id = if value.benefits.mean < 0.0 {
        "report-worth-costs"
    } else {
        "report-worth-saves"
    };
    let amount = |s: &Summary| about(words, s.mean, s.error);
    let decimals = usize::from(ratio.error.is_none_or(|e| e < 0.25));
    let args = [
        ("costs", amount(&value.costs).into()),
        ("benefits", amount(&value.benefits).into()),
        ("ratio", plain(ratio.value, decimals).into()),
        ("payback", payback.into()),
    ];
    Some(words.text(id, &args))
}

fn optimism(words: &Words, value: &Value) -> Option<String> {
    let corrected = value.optimism.as_ref()?;
    let line = |line: &early_action_engine::budget::LineValue| {
        let name = line.label.as_deref().unwrap_or(&line.line);
        let args = [
            ("line", name.into()),
            ("bias", plain(100.0 * line.bias?, 1).into()),
        ];
        Some(words.text("report-optimism-line", &args))
    };
    let lines: Vec<String> = value.lines.iter().filter_map(line).collect();
    let less = value.net.mean - corrected.net.mean;
    let args = [
        ("lines", words.list(&lines).into()),
        ("amount", about(words, less, value.costs.error).into()),
    ];
    Some(words.text("report-optimism", &args))
}

fn peak(words: &Words, accounts: &Accounts, profile: &Profile) -> String {
    let payer = profile.payer.as_deref().unwrap_or_default();
    let payer = words.label("payer", payer);
    let peak = &profile.peak;
    if peak.never >= 1.0 {
        return words.text("report-peak-never", &[("payer", payer.into())]);
    }
    let often = peak.when.iter().enumerate();
    let often = often
        .max_by(|a, b| a.1.total_cmp(b.1))
        .map_or(0, |(at, _)| at);
    let year = accounts.years.get(often).map_or("", String::as_str);
    let never = Share {
        value: peak.never,
        error: 0.01,
    };
    let (_, _, worse_error) = quantile_errors(&peak.amount);
    let args = [
        ("payer", payer.into()),
        (
            "amount",
            about(words, peak.amount.mean, peak.amount.error).into(),
        ),
        (
            "worse",
            crate::numbers::money(words, peak.amount.p95, worse_error).into(),
        ),
        ("year", year_name(words, year).into()),
        ("never", futures(words, never).into()),
    ];
    words.text("report-peak", &args)
}

/// A year as the table's head says it.
fn year_name(words: &Words, year: &str) -> String {
    match year.strip_prefix("year ") {
        Some(number) => words.text("axis-year", &[("year", number.into())]),
        None => year.to_owned(),
    }
}

fn cash(words: &Words, profile: &Profile) -> String {
    let total = &profile.total;
    let is_nothing = |s: &Summary| s.mean == 0.0 && s.p05 == 0.0 && s.p95 == 0.0;
    // A programme's price is cash: what counts is whether any saving is said to be.
    let said = profile.lines.iter().any(|_| !is_nothing(&total.capacity));
    if !said && !is_nothing(&total.not_said) {
        return words.word("report-cash-not-said");
    }
    let part = |s: &Summary| {
        let id = if s.mean > 0.0 {
            "report-more"
        } else {
            "report-less"
        };
        words.text(id, &[("amount", about(words, s.mean, s.error).into())])
    };
    let id = if is_nothing(&total.not_said) {
        "report-cash"
    } else {
        "report-cash-some"
    };
    let args = [
        ("cash", part(&total.cash).into()),
        ("capacity", part(&total.capacity).into()),
    ];
    words.text(id, &args)
}

fn prices(words: &Words, all: &Profile) -> String {
    let own = all.lines.iter().filter_map(|line| {
        let args = [
            ("line", line.label.as_deref().unwrap_or(&line.line).into()),
            ("rate", plain(100.0 * line.inflation?, 1).into()),
        ];
        Some(words.text("report-prices-line", &args))
    });
    let own: Vec<String> = own.collect();
    if own.is_empty() {
        return words.word("report-prices");
    }
    words.text("report-prices-own", &[("lines", words.list(&own).into())])
}

fn waiting(words: &Words, wait: &Wait) -> String {
    let years = duration(words, wait.years);
    if !wait.anybody {
        return words.text("report-wait-nobody", &[("years", years.into())]);
    }
    let id = if wait.cost.mean > 0.0 {
        "difference-more"
    } else {
        "difference-less"
    };
    let amount = about(words, wait.cost.mean, wait.cost.error);
    let args = [
        ("years", years.into()),
        (
            "amount",
            words.text(id, &[("amount", amount.into())]).into(),
        ),
        ("futures", futures(words, wait.chance).into()),
    ];
    words.text("report-wait", &args)
}

fn time(words: &Words, hours: &Hours) -> String {
    let id = if hours.hours.mean > 0.0 {
        "report-hours"
    } else {
        "report-hours-less"
    };
    let payer = words
        .label_attribute("payer", &hours.payer, "heading", &[])
        .unwrap_or_else(|| words.label("payer", &hours.payer));
    let size = crate::numbers::rounded(hours.hours.mean.abs(), hours.hours.error);
    let args = [
        ("payer", payer.into()),
        ("hours", grouped(size, 0).into()),
        ("line", hours.label.as_deref().unwrap_or(&hours.line).into()),
    ];
    words.text(id, &args)
}
