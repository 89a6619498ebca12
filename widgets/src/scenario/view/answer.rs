//! The answer: one sentence, how wide it is, and what would have to be true.

use super::live::text;
use super::room::{longest, roomy};
use super::{faults, marks, progress};
use crate::scenario::session::{Phase, Session};
use early_action_present::Words;
use early_action_present::sentences::{self, Frame};
use leptos::prelude::*;

/// What is said, in the order in which it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    verdict: String,
    sentence: String,
    condition: String,
    range: String,
}

impl Said {
    /// A sentence and nothing more.
    fn only(sentence: String) -> Self {
        Self {
            verdict: String::new(),
            sentence,
            condition: String::new(),
            range: String::new(),
        }
    }
}

/// The answer and how far the run is.
pub fn answer(session: Session) -> impl IntoView {
    let said = Memo::new(move |_| say(session));
    let answer = |of: fn(sentences::Answer) -> Option<String>| {
        let say = move |words: &Words, frame: &Frame<'_>| of(sentences::answer(words, frame));
        longest(session, Box::new(say))
    };
    let line = |class, of: fn(&Said) -> String, room| {
        let now = text(move || said.with(of));
        view! { <p class=class>{roomy(now, room)}</p> }.into_any()
    };
    let sentence = line(
        "ea-sentence",
        |s| s.sentence.clone(),
        answer(|a| Some(a.sentence)),
    );
    let condition = line(
        "ea-more",
        |s| s.condition.clone(),
        answer(|a| Some(a.condition?.sentence)),
    );
    let range = line("ea-more", |s| s.range.clone(), answer(|a| a.range));
    view! {
        <section class="ea-answer" aria-label=session.word("answer-label")>
            <p class="ea-verdict">{text(move || said.get().verdict)}</p>
            {sentence}
            {condition}
            {range}
            {marks::marks(session)}
            {faults::run_faults(session)}
            {progress::progress(session)}
        </section>
    }
}

fn say(session: Session) -> Said {
    let missing = session.faults.with(|faults| {
        session.state.with(|s| {
            let names = s
                .missing(faults)
                .into_iter()
                .map(|i| s.model.parameters[i].name.clone());
            names.collect::<Vec<_>>()
        })
    });
    if !missing.is_empty() {
        return session.with_words(|words| {
            let labels: Vec<String> = missing
                .iter()
                .map(|name| words.label("parameter", name))
                .collect();
            let answer = sentences::missing_input(words, &labels);
            Said {
                verdict: answer.verdict,
                ..Said::only(answer.sentence)
            }
        });
    }
    let comparison = session.state.with(|s| s.comparison);
    let shown = session.shown.get();
    let Some(frame) = shown.as_ref().and_then(|shown| shown.frame(comparison)) else {
        let waiting = match &shown {
            Some(_) => "answer-one-strategy",
            None if session.phase.get() == Phase::Refused => "answer-none",
            None => "answer-waiting",
        };
        return Said::only(session.word(waiting));
    };
    // An answer that rests on what would have to be true alone waits for that.
    if !frame.effect_known && frame.comparison.threshold.is_none() {
        return Said::only(session.word("answer-waiting"));
    }
    session.with_words(|words| {
        let answer = sentences::answer(words, &frame);
        let condition = answer.condition.map(|c| c.sentence);
        Said {
            verdict: answer.verdict,
            sentence: answer.sentence,
            condition: condition.unwrap_or_default(),
            range: answer.range.unwrap_or_default(),
        }
    })
}
