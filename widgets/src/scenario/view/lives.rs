//! Lives: what is different for people, in numbers of people, days and years.

use super::live::part;
use super::table::table;
use crate::scenario::session::{Session, Shown};
use early_action_engine::appraise::{Comparison, Named, Summary};
use early_action_present::Words;
use early_action_present::numbers::{MINUS, plain, quantile_errors, rounded};
use early_action_present::tables::{Cell, Column, Table};
use leptos::prelude::*;

/// The outcomes of both sides and their difference.
pub fn lives(session: Session) -> impl IntoView {
    let shown = part(move || {
        let comparison = session.state.with(|s| s.comparison);
        let shown = session.shown.get()?;
        let found = shown.appraisal.comparisons.get(comparison)?;
        (!found.outcomes.is_empty())
            .then(|| session.with_words(|words| table(&rows(words, &shown, found)).into_any()))
    });
    view! {
        <section class="ea-lives">
            <h3 class="ea-title">{session.word("lives-title")}</h3>
            <p class="ea-quiet">{session.word("lives-subtitle")}</p>
            {shown}
        </section>
    }
}

fn rows(words: &Words, shown: &Shown, comparison: &Comparison) -> Table {
    let column = |heading: String, numeric| Column { heading, numeric };
    let strategy = |name: &str| words.label("strategy", name);
    let columns = vec![
        column(words.word("lives-what"), false),
        column(strategy(&comparison.baseline), true),
        column(strategy(&comparison.strategy), true),
        column(words.word("lives-difference"), true),
        column(words.word("lives-range"), true),
    ];
    let of = |name: &str| shown.appraisal.strategies.iter().find(|s| s.name == name);
    let (before, after) = (of(&comparison.baseline), of(&comparison.strategy));
    let row = |difference: &Named| {
        let find = |list: Option<&Vec<Named>>| {
            list.and_then(|l| l.iter().find(|o| o.name == difference.name))
                .map(|o| o.summary.clone())
        };
        let amount = |summary: Option<Summary>| match summary {
            Some(s) => Cell {
                text: number(s.mean, s.error),
                number: Some(s.mean),
            },
            None => Cell {
                text: words.word("not-counted"),
                number: None,
            },
        };
        let s = &difference.summary;
        let (low, _, high) = quantile_errors(s);
        let range = words.text(
            "lives-from-to",
            &[
                ("low", signed(s.p05, low).into()),
                ("high", signed(s.p95, high).into()),
            ],
        );
        vec![
            Cell {
                text: words.label("outcome", &difference.name),
                number: None,
            },
            amount(find(before.map(|b| &b.outcomes))),
            amount(find(after.map(|a| &a.outcomes))),
            Cell {
                text: signed(s.mean, s.error),
                number: Some(s.mean),
            },
            Cell {
                text: range,
                number: None,
            },
        ]
    };
    let rows = comparison.outcomes.iter().map(row).collect();
    Table {
        caption: words.word("lives-caption"),
        columns,
        rows,
    }
}

/// To what is known of it; small numbers of people to one decimal at most.
fn number(value: f64, error: Option<f64>) -> String {
    // Rounding twice, to what is known and then to a decimal, could end on the wrong side.
    let known = rounded(value, Some(error.unwrap_or(0.0).max(0.05)));
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
