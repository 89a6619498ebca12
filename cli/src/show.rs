//! What a person reads: the answer sentence and a table.

use early_action_engine::appraise::{Appraisal, Summary};
use early_action_engine::budget::Accounts;
use early_action_engine::model::Model;
use early_action_engine::study::Study;
use early_action_present::of_model::{frame_of, words_of};
use early_action_present::{Words, numbers, sentences};
use std::fmt::Write;

/// Sentences first, then numbers.
pub fn answer(study: &Study, appraisal: &Appraisal) -> String {
    let words = Words::new("en").with_model(&words_of(&study.model));
    let mut text = String::new();
    for index in 0..appraisal.comparisons.len() {
        let Some(frame) = frame_of(study, appraisal, index) else {
            continue;
        };
        let answer = sentences::answer(&words, &frame);
        _ = writeln!(text, "{}", answer.sentence);
        for more in [answer.range, answer.condition.map(|c| c.sentence)]
            .into_iter()
            .flatten()
        {
            _ = writeln!(text, "  {more}");
        }
        _ = writeln!(text);
    }
    let mut rows = vec![heads("strategy")];
    for strategy in &appraisal.strategies {
        rows.push(row(&strategy.name, "cost", &strategy.cost));
        for outcome in &strategy.outcomes {
            rows.push(row("", &outcome.name, &outcome.summary));
        }
    }
    for comparison in &appraisal.comparisons {
        rows.push(row(
            &format!("{} against {}", comparison.strategy, comparison.baseline),
            "net cost",
            &comparison.net_cost,
        ));
        for payer in &comparison.by_payer {
            rows.push(row("", &payer.name, &payer.summary));
        }
        for outcome in &comparison.outcomes {
            rows.push(row("", &outcome.name, &outcome.summary));
        }
    }
    text.push_str(&aligned(&rows));
    if let Some(comparison) = appraisal.comparisons.first() {
        _ = writeln!(
            text,
            "\n{}",
            sentences::provenance(&words, appraisal, comparison, None)
        );
    }
    _ = write!(text, "digest {}", appraisal.digest);
    text
}

/// Present values, then cash by financial year.
pub fn accounts(accounts: &Accounts) -> String {
    let mut text = String::new();
    for case in &accounts.cases {
        _ = writeln!(text, "{} against {}", case.strategy, case.baseline);
        let mut rows = vec![heads("net present value")];
        for value in &case.values {
            let kind = value.kind.as_deref().unwrap_or("all kinds");
            let payer = value.payer.as_deref().unwrap_or("all payers");
            rows.push(row(payer, kind, &value.net));
        }
        for wait in &case.waits {
            let what = format!("{} years", wait.years);
            rows.push(row("cost of waiting", &what, &wait.cost));
        }
        for hours in &case.hours {
            rows.push(row(
                &format!("hours of {}", hours.payer),
                &hours.line,
                &hours.hours,
            ));
        }
        _ = writeln!(text, "{}", aligned(&rows));
        for value in &case.values {
            let (Some(ratio), payer) = (&value.ratio, value.payer.as_deref()) else {
                continue;
            };
            let year = |at: Option<usize>| at.and_then(|at| accounts.years.get(at));
            _ = writeln!(
                text,
                "{}, {}: {:.2} pounds of benefits for each pound of costs; in half of the futures \
                 paid back {}",
                payer.unwrap_or("all payers"),
                value.kind.as_deref().unwrap_or("all kinds"),
                ratio.value,
                year(value.payback.in_half).map_or_else(
                    || "not within the horizon".to_owned(),
                    |year| format!("by {year}")
                ),
            );
        }
        _ = writeln!(text);
        for profile in &case.profiles {
            let payer = profile.payer.as_deref().unwrap_or("all payers");
            let mut rows = vec![heads(&format!("cash, {payer}"))];
            for (year, amounts) in accounts.years.iter().zip(&profile.years) {
                rows.push(row(year, "net", &amounts.net));
            }
            rows.push(row("total", "net", &profile.total.net));
            rows.push(row("most out of pocket", "", &profile.peak.amount));
            _ = writeln!(text, "{}", aligned(&rows));
        }
    }
    text.trim_end().to_owned()
}

/// What a model without faults has.
pub fn checked(model: &Model) -> String {
    let mut text = format!("{}: no faults\n", model.title);
    _ = writeln!(
        text,
        "{} states, {} cycles, {} parameters, {} strategies",
        model.states.len(),
        model.time.cycles,
        model.parameters.len(),
        model.strategies.len()
    );
    let expanded: usize = model.states.iter().map(|s| s.memory.unwrap_or(1)).sum();
    if expanded > model.states.len() {
        _ = writeln!(
            text,
            "with the time that states remember, {expanded} states are stepped through"
        );
    }
    for parameter in model.parameters.iter().filter(|p| p.distribution.is_none()) {
        _ = writeln!(text, "must be entered: {}", parameter.name);
    }
    text.trim_end().to_owned()
}

fn heads(first: &str) -> [String; 8] {
    [first, "", "mean", "sd", "5 %", "50 %", "95 %", "+-"].map(str::to_owned)
}

fn row(who: &str, what: &str, s: &Summary) -> [String; 8] {
    // A table shows no digit that the Monte Carlo error does not leave standing.
    let number = |value: f64| numbers::plain(value, decimals(s.mean, s.error));
    let maybe = |value: Option<f64>| value.map_or_else(|| "-".into(), number);
    [
        who.into(),
        what.into(),
        number(s.mean),
        maybe(s.sd),
        number(s.p05),
        number(s.p50),
        number(s.p95),
        maybe(s.error),
    ]
}

/// Decimals worth printing: to the place of the error, or four digits of the size.
pub fn decimals(mean: f64, error: Option<f64>) -> usize {
    let scale = error.filter(|e| *e > 0.0).unwrap_or(mean.abs() / 1_000.0);
    let place = if scale > 0.0 {
        -scale.log10().floor()
    } else {
        2.0
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 9"
    )]
    let decimals = place.clamp(0.0, 9.0) as usize;
    decimals
}

/// Columns side by side, the first two of them words.
pub fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |i: usize| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (i, cell) in row.iter().enumerate() {
            let gap = " ".repeat(widths[i] - cell.chars().count());
            line += &if i < 2 {
                format!("{cell}{gap}  ")
            } else {
                format!("{gap}{cell}  ")
            };
        }
        _ = writeln!(text, "{}", line.trim_end());
    }
    text
}
