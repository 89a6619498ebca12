//! The answer: one sentence, how wide it is, and what would have to be true.

use super::live::{part, text};
use super::{faults, marks, progress};
use crate::scenario::session::{Phase, Session};
use early_action_present::sentences;
use leptos::prelude::*;

/// What is said, in the order in which it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    verdict: String,
    sentence: String,
    more: Vec<String>,
}

/// The answer and how far the run is.
pub fn answer(session: Session) -> impl IntoView {
    let said = Memo::new(move |_| say(session));
    let more = part(move || {
        let lines = said
            .get()
            .more
            .into_iter()
            .map(|line| view! { <p class="ea-more">{line}</p> }.into_any());
        Some(lines.collect::<Vec<_>>().into_any())
    });
    view! {
        <section class="ea-answer" aria-label=session.word("answer-label")>
            <p class="ea-verdict">{text(move || said.get().verdict)}</p>
            <p class="ea-sentence">{text(move || said.get().sentence)}</p>
            {more}
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
                sentence: answer.sentence,
                more: Vec::new(),
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
        return Said {
            verdict: String::new(),
            sentence: session.word(waiting),
            more: Vec::new(),
        };
    };
    // An answer that rests on what would have to be true alone waits for that.
    if !frame.effect_known && frame.comparison.threshold.is_none() {
        return Said {
            verdict: String::new(),
            sentence: session.word("answer-waiting"),
            more: Vec::new(),
        };
    }
    session.with_words(|words| {
        let answer = sentences::answer(words, &frame);
        let condition = answer.condition.map(|c| c.sentence);
        let more = [condition, answer.range].into_iter().flatten().collect();
        Said {
            verdict: answer.verdict,
            sentence: answer.sentence,
            more,
        }
    })
}
