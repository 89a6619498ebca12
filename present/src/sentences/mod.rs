//! Whole sentences about a result.
//!
//! The voice is that of somebody who has read the evidence and does not oversell it: never "will
//! save", always whose money it is, uncertainty as so many of a hundred simulated futures. Which
//! sentence is said is decided here; its words stand in `locales/`.

mod answer;
mod condition;
mod describe;
mod findings;
mod moved;
mod provenance;
mod worth;

pub use answer::{Answer, answer, missing_input};
pub use condition::{Condition, condition};
pub use describe::{describe_fan, describe_futures, describe_payers, describe_spark};
pub use findings::{
    break_even, changed_chance, fan_finding, fan_subtitle, futures_finding, futures_subtitle,
    payers_finding, payers_subtitle,
};
pub use moved::{
    MOVED_STEPS, MovedRow, describe_moved, moved_few_rows, moved_finding, moved_rows,
    moved_subtitle,
};
pub use provenance::{Marks, SetBy, brief, facts, provenance};
pub(crate) use worth::as_share;
pub use worth::{Knowing, Studied};

use early_action_engine::appraise::Comparison;

use crate::words::Words;

/// What a sentence needs beside the comparison: the question's frame.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The comparison that is talked about.
    pub comparison: &'a Comparison,
    /// How many years the model looks ahead.
    pub horizon_years: f64,
    /// How many people it is about, where the number is known.
    pub people: Option<f64>,
    /// Whether this is the only comparison, so that "acting early" is clear.
    pub only: bool,
    /// Whether anything measured stands behind the effect. If not, what would have to be true is
    /// the whole answer.
    pub effect_known: bool,
    /// The outcome's better direction in the threshold: more of it, or less.
    pub more_is_better: bool,
}

impl<'a> Frame<'a> {
    /// The frame of the only comparison of a model, about an effect that was measured.
    pub fn new(comparison: &'a Comparison, horizon_years: f64) -> Self {
        Self {
            comparison,
            horizon_years,
            people: None,
            only: true,
            effect_known: true,
            more_is_better: true,
        }
    }

    /// What is done, as the subject of a sentence: "Acting early", or the strategy's own words.
    pub fn subject(&self, words: &Words) -> String {
        let name = &self.comparison.strategy;
        let people = self
            .people
            .map(|number| crate::numbers::people(words, number, None));
        let args = [("people", people.unwrap_or_default().into())];
        if let Some(own) = words.label_attribute("strategy", name, "subject", &args) {
            return own;
        }
        if self.only {
            return words.word("subject-early");
        }
        let label = words.label("strategy", name);
        words.text("subject-strategy", &[("strategy", label.into())])
    }

    /// Whose money it is: the one payer, or all of them together.
    pub fn payer(&self, words: &Words) -> String {
        match self.comparison.by_payer.as_slice() {
            [only] => words.label("payer", &only.name),
            _ => words.word("payers-together"),
        }
    }

    /// The two as short labels for a chart: "act early" and "act late", or the strategies' own.
    pub fn short_labels(&self, words: &Words) -> (String, String) {
        let short = |name: &str, otherwise: &str| {
            let own = words.label_attribute("strategy", name, "short", &[]);
            own.unwrap_or_else(|| {
                if self.only {
                    words.word(otherwise)
                } else {
                    words.label("strategy", name)
                }
            })
        };
        let comparison = self.comparison;
        (
            short(&comparison.strategy, "act-early"),
            short(&comparison.baseline, "act-late"),
        )
    }

    fn years(&self, words: &Words) -> String {
        crate::numbers::duration(words, self.horizon_years)
    }
}
