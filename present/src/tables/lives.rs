//! Lives: what is different for people, in numbers of people, days and years.

use early_action_engine::appraise::{Appraisal, Comparison, Named, Summary};

use super::{Cell, Table};
use crate::numbers::{MINUS, known_place, plain, quantile_errors, to_place};
use crate::words::Words;

/// The outcomes of both sides and their difference.
pub fn lives(words: &Words, appraisal: &Appraisal, comparison: &Comparison) -> Table {
    let columns = [
        ("lives-what", false),
        ("lives-difference", true),
        ("lives-range", true),
    ];
    let mut table = Table::new(words, words.word("lives-caption"), &columns);
    for (at, name) in [&comparison.baseline, &comparison.strategy]
        .iter()
        .enumerate()
    {
        let heading = words.label("strategy", name);
        table.columns.insert(
            at + 1,
            super::Column {
                heading,
                numeric: true,
            },
        );
    }
    let side = |strategy: &str, outcome: &str| {
        let strategy = appraisal.strategies.iter().find(|s| s.name == strategy)?;
        let found = strategy.outcomes.iter().find(|o| o.name == outcome)?;
        Some(&found.summary)
    };
    let amount = |summary: Option<&Summary>| match summary {
        Some(s) => Cell::number(s.mean, number(s.mean, s.error)),
        None => Cell::text(words.word("not-counted")),
    };
    let row = |difference: &Named| {
        let s = &difference.summary;
        let (low, _, high) = quantile_errors(s);
        let ends = [
            ("low", signed(s.p05, low).into()),
            ("high", signed(s.p95, high).into()),
        ];
        vec![
            Cell::text(words.label("outcome", &difference.name)),
            amount(side(&comparison.baseline, &difference.name)),
            amount(side(&comparison.strategy, &difference.name)),
            Cell::number(s.mean, signed(s.mean, s.error)),
            Cell::text(words.text("lives-from-to", &ends)),
        ]
    };
    table.rows = comparison.outcomes.iter().map(row).collect();
    table
}

/// To what is known of it; small numbers of people to one decimal at most.
pub(crate) fn number(value: f64, error: Option<f64>) -> String {
    // Rounded once: to the nearest tenth of the nearest twentieth may be another tenth.
    let known = to_place(value, known_place(value, error).max(0.1));
    plain(known, usize::from(known.abs() < 10.0)).replace('-', &MINUS.to_string())
}

fn signed(value: f64, error: Option<f64>) -> String {
    let text = number(value, error);
    if value > 0.0 && text != "0" {
        format!("+{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_people_is_rounded_once() {
        assert_eq!(number(-0.732, Some(0.0138)), "\u{2212}0.7");
        assert_eq!(number(9.97, Some(0.01)), "10");
        assert_eq!(number(0.04, Some(0.3)), "0");
    }
}
