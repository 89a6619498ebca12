//! Where a result comes from, in one quiet line.

use early_action_engine::appraise::{Appraisal, Comparison};

use crate::numbers::{plain, plus_minus};
use crate::words::Words;

/// "Seed 1 | 10,000 futures | ± £20,000 | figures: trial, 2023". `figures` says what kind of
/// evidence the figures are.
pub fn provenance(
    words: &Words,
    appraisal: &Appraisal,
    comparison: &Comparison,
    figures: Option<&str>,
) -> String {
    let source = &appraisal.provenance;
    let mut parts = vec![
        words.text(
            "provenance-seed",
            &[("seed", source.seed.to_string().into())],
        ),
        words.text(
            "provenance-futures",
            &[
                ("count", source.draws.into()),
                ("shown", plain(source.draws as f64, 0).into()),
            ],
        ),
    ];
    if let Some(error) = comparison.net_cost.error.filter(|error| *error >= 0.5) {
        parts.push(plus_minus(words, error));
    }
    if let Some(figures) = figures {
        parts.push(words.text("provenance-figures", &[("figures", figures.into())]));
    }
    parts.join(" | ")
}

/// The mark that a host cannot hide: how many figures the page set in the evidence's place.
pub fn changed_by_host(words: &Words, figures: usize) -> Option<String> {
    (figures > 0).then(|| words.text("changed-by-host", &[("count", figures.into())]))
}
