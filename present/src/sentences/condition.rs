//! What would have to be true for it to pay.

use early_action_engine::appraise::{Crossing, Threshold};

use super::Frame;
use crate::numbers::{at_least_people, people};
use crate::words::Words;

/// What would have to be true, and how that compares with what the evidence suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// "Pays for itself if at least 6 of 120 more children stay out of care; the evidence
    /// suggests 4 to 16."
    pub sentence: String,
    /// Whether there is such a point within the range that was searched.
    pub crosses: bool,
}

/// What would have to be true, where the model names a threshold.
pub fn condition(words: &Words, frame: &Frame<'_>) -> Option<Condition> {
    let threshold = frame.comparison.threshold.as_ref()?;
    let sentence = match threshold.finding {
        Crossing::At { outcome, .. } => crossing(words, frame, threshold, outcome),
        Crossing::AlwaysSaves => without_crossing(words, frame, threshold, "condition-always"),
        Crossing::NeverSaves => without_crossing(words, frame, threshold, "condition-never"),
    };
    Some(Condition {
        sentence,
        crosses: matches!(threshold.finding, Crossing::At { .. }),
    })
}

fn crossing(words: &Words, frame: &Frame<'_>, threshold: &Threshold, needed: f64) -> String {
    // Outcomes of which less is better are turned round, so that "at least" is always the better
    // direction; the sentence then says "fewer".
    let turn = if frame.more_is_better { 1.0 } else { -1.0 };
    let needed = needed * turn;
    let (first, _, last) = threshold.evidence;
    let (low, high) = if turn > 0.0 {
        (first, last)
    } else {
        (-last, -first)
    };
    let evidence = if !frame.effect_known {
        "none"
    } else if low >= 0.0 {
        "better"
    } else if high <= 0.0 {
        "worse"
    } else {
        "both"
    };
    let (small, large) = if high <= 0.0 {
        (high, low)
    } else {
        (low, high)
    };
    // A need is rounded up to be met; what may be given up is rounded to the nearest.
    let shown = if needed > 0.0 {
        at_least_people(needed)
    } else {
        people(words, needed, None)
    };
    let args = [
        ("need", if needed > 0.0 { "gain" } else { "loss" }.into()),
        (
            "direction",
            if frame.more_is_better {
                "more"
            } else {
                "fewer"
            }
            .into(),
        ),
        ("needed", shown.into()),
        ("number", needed.abs().ceil().into()),
        ("evidence", evidence.into()),
        ("low", people(words, small, None).into()),
        ("high", people(words, large, None).into()),
        (
            "known-people",
            if frame.people.is_some() { "yes" } else { "no" }.into(),
        ),
        (
            "people",
            frame
                .people
                .map(|n| people(words, n, None))
                .unwrap_or_default()
                .into(),
        ),
        ("outcome", words.label("outcome", &threshold.outcome).into()),
    ];
    // A model may say it in its own words, as one whole sentence.
    words
        .label_attribute("outcome", &threshold.outcome, "condition", &args)
        .unwrap_or_else(|| words.text("condition-at", &args))
}

fn without_crossing(words: &Words, frame: &Frame<'_>, threshold: &Threshold, id: &str) -> String {
    let args = [
        ("subject", frame.subject(words).into()),
        ("payer", frame.payer(words).into()),
        (
            "parameter",
            words.label("parameter", &threshold.parameter).into(),
        ),
        (
            "low",
            crate::numbers::plain(crate::numbers::rounded(threshold.range.0, None), 3).into(),
        ),
        (
            "high",
            crate::numbers::plain(crate::numbers::rounded(threshold.range.1, None), 3).into(),
        ),
    ];
    words.text(id, &args)
}
