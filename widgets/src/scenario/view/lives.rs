//! Lives: what is different for people, in numbers of people, days and years.

use super::live::part;
use super::table::table;
use crate::scenario::session::Session;
use early_action_present::tables;
use leptos::prelude::*;

/// The outcomes of both sides and their difference.
pub fn lives(session: Session) -> impl IntoView {
    let shown = part(move || {
        let comparison = session.state.with(|s| s.comparison);
        let shown = session.shown.get()?;
        let found = shown.appraisal.comparisons.get(comparison)?;
        (!found.outcomes.is_empty()).then(|| {
            session.with_words(|w| table(&tables::lives(w, &shown.appraisal, found)).into_any())
        })
    });
    view! {
        <section class="ea-lives">
            <h3 class="ea-title">{session.word("lives-title")}</h3>
            <p class="ea-quiet">{session.word("lives-subtitle")}</p>
            {shown}
        </section>
    }
}
