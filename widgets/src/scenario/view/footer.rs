//! What to do with an answer, and where it comes from.

use super::live::{part, press, text};
use super::take::take;
use crate::scenario::session::Session;
use crate::scenario::state::{DRAWS, MORE_DRAWS};
use early_action_present::sentences;
use leptos::prelude::*;

/// Taking it away, more futures, seed, provenance.
pub fn footer(session: Session) -> impl IntoView {
    view! {
        <footer class="ea-footer">
            <div class="ea-actions">{take(session)}{more(session)}{seed(session)}</div>
            {provenance(session)}
        </footer>
    }
}

fn more(session: Session) -> impl IntoView {
    let has_more = Memo::new(move |_| session.state.with(|s| s.draws >= MORE_DRAWS));
    let other = move || if has_more.get() { DRAWS } else { MORE_DRAWS };
    let label =
        text(move || session.text("run-draws", &[("count", session.count(other()).into())]));
    let run = press(move || {
        let draws = other();
        session.state.update(|s| s.draws = draws);
        session.follow(true);
    });
    view! { <button type="button" class="ea-button" on:click=run>{label}</button> }
}

fn seed(session: Session) -> impl IntoView {
    let next = press(move || session.change(|s| s.seed = s.seed.wrapping_add(1)));
    view! { <button type="button" class="ea-button" on:click=next>{session.word("other-seed")}</button> }
}

/// What it takes to repeat the answer, and how far it may be from that of endless futures.
fn provenance(session: Session) -> impl IntoView {
    let line = part(move || {
        let comparison = session.state.with(|s| s.comparison);
        let shown = session.shown.get()?;
        let found = shown.appraisal.comparisons.get(comparison)?;
        let text = session.with_words(|w| sentences::provenance(w, &shown.appraisal, found, None));
        let mut facts = session.with_words(|w| sentences::facts(w, &shown.appraisal));
        let digest = facts.pop().filter(|_| shown.whole).map(|(name, value)| {
            view! { <span>{name}" "<code class="ea-digest" translate="no">{value}</code></span> }.into_any()
        });
        // Seed and futures stand in the sentence.
        facts.truncate(facts.len().saturating_sub(2));
        let facts = facts.into_iter().map(|(name, value)| {
            view! { <span>{name}" "<span translate="no">{value}</span></span> }.into_any()
        });
        let facts = facts.collect::<Vec<_>>();
        Some(view! { <span>{text}</span>{facts}{digest} }.into_any())
    });
    view! { <p class="ea-provenance">{line}</p> }
}
