//! Findings: the titles of charts, what is drawn, and what changed.

use early_action_engine::appraise::{Comparison, Share, Verdict};

use super::Frame;
use crate::numbers::{duration, futures, out_of_hundred};
use crate::words::Words;

/// How many names a title holds before it says "and others".
const NAMES: usize = 3;

/// What cumulative cost over time shows, by its middle line.
pub fn fan_finding(words: &Words, frame: &Frame<'_>) -> String {
    let comparison = frame.comparison;
    let years = ("years", duration(words, frame.horizon_years).into());
    let id = match comparison.verdict {
        Verdict::Equal => "fan-finding-equal",
        Verdict::CannotTell => "fan-finding-cannot-tell",
        Verdict::Costs | Verdict::NeverBreaksEven => "fan-finding-costs",
        Verdict::Saves => {
            return match lasting_from(comparison) {
                Some(1) | None => words.text("fan-finding-saves", &[years]),
                Some(year) => words.text("fan-finding-saves-from", &[("year", year.into()), years]),
            };
        }
    };
    words.text(id, &[years])
}

/// The first year from the end of which on the middle line stays at or below zero.
fn lasting_from(comparison: &Comparison) -> Option<usize> {
    let above = comparison
        .cumulative
        .iter()
        .rposition(|year| year.p50 > 0.0);
    let first = above.map_or(1, |at| at + 2);
    (first <= comparison.cumulative.len()).then_some(first)
}

/// What the fan chart draws, with its unit.
pub fn fan_subtitle(words: &Words, price_year: Option<&str>) -> String {
    with_price_year(words, "fan-subtitle", price_year)
}

/// Who saves on average and who pays more: those whose average the Monte Carlo error leaves clear of zero.
pub fn payers_finding(words: &Words, frame: &Frame<'_>) -> String {
    let (mut saving, mut paying) = (Vec::new(), Vec::new());
    for payer in &frame.comparison.by_payer {
        let (mean, margin) = (payer.summary.mean, 2.0 * payer.summary.error.unwrap_or(0.0));
        let label = words.label("payer", &payer.name);
        if mean < -margin {
            saving.push(label);
        } else if mean > margin {
            paying.push(label);
        }
    }
    let id = match (saving.is_empty(), paying.is_empty()) {
        (false, false) => "payers-finding-both",
        (false, true) => "payers-finding-saving",
        (true, false) => "payers-finding-paying",
        (true, true) if frame.comparison.verdict == Verdict::Equal => "payers-finding-equal",
        (true, true) => "payers-finding-none",
    };
    let args = [
        ("saving", names(words, saving).into()),
        ("paying", names(words, paying).into()),
    ];
    words.text(id, &args)
}

fn names(words: &Words, mut labels: Vec<String>) -> String {
    if labels.len() > NAMES {
        let others = labels.len() - (NAMES - 1);
        labels.truncate(NAMES - 1);
        labels.push(words.text("names-others", &[("count", others.into())]));
    }
    words.list(&labels)
}

/// What the chart of payers draws, with its unit.
pub fn payers_subtitle(words: &Words, frame: &Frame<'_>, price_year: Option<&str>) -> String {
    let years = duration(words, frame.horizon_years);
    let year = price_year.unwrap_or_default().to_owned();
    let id = if price_year.is_some() {
        "payers-subtitle-priced"
    } else {
        "payers-subtitle"
    };
    words.text(id, &[("years", years.into()), ("price-year", year.into())])
}

/// How sure we are.
pub fn futures_finding(words: &Words, frame: &Frame<'_>) -> String {
    if frame.comparison.verdict == Verdict::Equal {
        return words.word("futures-finding-equal");
    }
    let saving = futures(words, frame.comparison.chance_of_saving);
    words.text("futures-finding", &[("futures", saving.into())])
}

/// What the dot plot draws, with its unit.
pub fn futures_subtitle(words: &Words, frame: &Frame<'_>) -> String {
    let years = duration(words, frame.horizon_years);
    words.text("futures-subtitle", &[("years", years.into())])
}

fn with_price_year(words: &Words, id: &str, price_year: Option<&str>) -> String {
    match price_year {
        None => words.word(id),
        Some(year) => words.text(&format!("{id}-priced"), &[("price-year", year.into())]),
    }
}

/// When it breaks even, as a range of futures.
pub fn break_even(words: &Words, frame: &Frame<'_>) -> String {
    let even = &frame.comparison.break_even;
    let error = frame.comparison.chance_of_saving.error;
    let share = |value: f64| out_of_hundred(words, Share { value, error });
    let horizon = ("years", duration(words, frame.horizon_years).into());
    let by_end = 1.0 - even.never;
    if frame.comparison.verdict == Verdict::Equal {
        return words.word("break-even-equal");
    }
    if by_end <= 0.0 {
        return words.text("break-even-never", &[horizon]);
    }
    // The first year by whose end it has happened in at least half of the futures says more than
    // the horizon does; where it never comes to half, the horizon is all there is to say.
    let half = even.by_year.iter().position(|share| *share >= 0.5);
    let never = ("never", share(even.never).into());
    match half {
        Some(at) => {
            let args = [
                ("year", (at + 1).into()),
                ("share", share(even.by_year[at]).into()),
                never,
                horizon,
            ];
            let id = if even.never > 0.0 {
                "break-even-by"
            } else {
                "break-even-by-always"
            };
            words.text(id, &args)
        }
        None => words.text(
            "break-even-within",
            &[("share", share(by_end).into()), never, horizon],
        ),
    }
}

/// What a screen reader hears when the answer has settled after a change.
pub fn changed_chance(words: &Words, before: Share, now: Share) -> String {
    let (was, is) = (out_of_hundred(words, before), out_of_hundred(words, now));
    let id = if was == is { "changed-same" } else { "changed" };
    words.text(id, &[("now", is.into()), ("was", was.into())])
}
