//! The answer: one sentence with its uncertainty.

use early_action_engine::appraise::Verdict;

use super::{Condition, Frame, condition};
use crate::numbers::{about, futures, money, quantile_errors};
use crate::words::Words;

/// The answer, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The verdict in two or three words: "likely saves".
    pub verdict: String,
    /// The one sentence that is shown large.
    pub sentence: String,
    /// How wide the answer is: what 90 of 100 futures lie between. `None` where all are equal or
    /// where no effect is known.
    pub range: Option<String>,
    /// What would have to be true, where it is not already the sentence.
    pub condition: Option<Condition>,
}

/// The answer to the question that the frame holds.
pub fn answer(words: &Words, frame: &Frame<'_>) -> Answer {
    let condition = condition(words, frame);
    if !frame.effect_known
        && let Some(condition) = condition
    {
        let args = [
            ("subject", frame.subject(words).into()),
            ("condition", condition.sentence.into()),
        ];
        let sentence = words.text("answer-unknown", &args);
        return Answer {
            verdict: words.word("verdict-unknown"),
            sentence,
            range: None,
            condition: None,
        };
    }
    let comparison = frame.comparison;
    let (verdict, sentence) = ids(comparison.verdict, comparison.net_cost.mean);
    let net = &comparison.net_cost;
    let args = [
        ("subject", frame.subject(words).into()),
        ("payer", frame.payer(words).into()),
        ("amount", about(words, net.mean, net.error).into()),
        ("years", frame.years(words).into()),
        (
            "baseline",
            words.label("strategy", &comparison.baseline).into(),
        ),
        (
            "futures",
            futures(words, comparison.chance_of_saving).into(),
        ),
    ];
    Answer {
        verdict: words.word(verdict),
        sentence: words.text(sentence, &args),
        range: (comparison.verdict != Verdict::Equal).then(|| range(words, frame)),
        condition,
    }
}

/// The messages for a verdict. Where most futures lie on one side and the mean on the other, the
/// sentence says both: either half alone would mislead.
fn ids(verdict: Verdict, mean: f64) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Saves if mean > 0.0 => ("verdict-saves", "answer-saves-but-costs-on-average"),
        Verdict::Saves => ("verdict-saves", "answer-saves"),
        Verdict::Costs if mean < 0.0 => ("verdict-costs", "answer-costs-but-saves-on-average"),
        Verdict::Costs => ("verdict-costs", "answer-costs"),
        Verdict::CannotTell => ("verdict-cannot-tell", "answer-cannot-tell"),
        Verdict::Equal => ("verdict-equal", "answer-equal"),
        Verdict::NeverBreaksEven => ("verdict-costs", "answer-never-breaks-even"),
    }
}

fn range(words: &Words, frame: &Frame<'_>) -> String {
    let net = &frame.comparison.net_cost;
    let id = match (net.p05 < 0.0, net.p95 > 0.0) {
        (true, true) => "range-both",
        (true, false) => "range-saves",
        _ => "range-costs",
    };
    let (low, _, high) = quantile_errors(net);
    let (low, high) = (money(words, net.p05, low), money(words, net.p95, high));
    let (small, large) = if net.p95 <= 0.0 {
        (high, low)
    } else {
        (low, high)
    };
    let args = [("small", small.into()), ("large", large.into())];
    words.text(id, &args)
}

/// What is said while figures are missing: which ones to enter. `labels` are the parameters' labels.
pub fn missing_input(words: &Words, labels: &[String]) -> Answer {
    let args = [
        ("count", labels.len().into()),
        ("figures", words.list(labels).into()),
    ];
    Answer {
        verdict: words.word("verdict-missing"),
        sentence: words.text("answer-missing", &args),
        range: None,
        condition: None,
    }
}
