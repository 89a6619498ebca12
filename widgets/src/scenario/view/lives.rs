//! Lives: what is different for people, in numbers of people, days and years.

use super::live::{flag, part, place_and_width, text};
use super::picture::picture;
use super::room::{ever_longest, roomy};
use super::table::table;
use crate::scenario::session::{Session, Shown};
use early_action_present::charts::{Canvas, people};
use early_action_present::metrics::SystemUi;
use early_action_present::of_model::counted;
use early_action_present::scene::{Scene, Tenths};
use early_action_present::{Words, tables};
use leptos::prelude::*;
use std::sync::Arc;

/// The outcomes that count people as people; all of them, on both sides, as a table.
pub fn lives(session: Session) -> impl IntoView {
    let (place, width) = place_and_width();
    let scene = Memo::new(move |_| {
        let comparison = session.state.with(|s| s.comparison);
        let (width, shown) = (width.get(), session.shown.get()?);
        let scene = session.with_words(|words| drawn(words, &shown, comparison, width))?;
        Some(Arc::new(scene))
    });
    let twin = part(move || {
        let comparison = session.state.with(|s| s.comparison);
        let shown = session.shown.get()?;
        let found = shown.appraisal.comparisons.get(comparison)?;
        (!found.outcomes.is_empty()).then(|| {
            session.with_words(|w| table(&tables::lives(w, &shown.appraisal, found)).into_any())
        })
    });
    let title = text(move || {
        let found = scene.get().map(|scene| scene.title.clone());
        found.unwrap_or_else(|| session.word("lives-title"))
    });
    let subtitle = text(move || scene.get().map_or_else(String::new, |s| s.subtitle.clone()));
    let room = ever_longest(title);
    // As high as it ever was: what is below it stays where it is.
    let highest = Memo::new(move |before: Option<&Option<Tenths>>| {
        let height = scene.with(|s| s.as_ref().map(|s| s.height));
        height.max(before.copied().flatten())
    });
    let spacer = text(move || highest.get().unwrap_or_default().to_string());
    let is_empty = flag(move || scene.get().is_none());
    view! {
        <section class="ea-lives">
            <h3 class="ea-title">{roomy(title, room)}</h3>
            <p class="ea-quiet" hidden=is_empty>{subtitle}</p>
            <div class="ea-place-of-picture" node_ref=place>
                <div class="ea-stack" hidden=is_empty>
                    <svg class="ea-spacer" aria-hidden="true" width="1" height=spacer></svg>
                    {picture(scene)}
                </div>
            </div>
            <p class="ea-quiet">{session.word("lives-subtitle")}</p>
            {twin}
        </section>
    }
}

/// The people of this answer, at a width in px; `None` where the model counts none.
pub fn drawn(words: &Words, shown: &Shown, comparison: usize, width: f64) -> Option<Scene> {
    let counted = counted(&shown.study);
    let frame = shown.frame(comparison)?;
    if width < 1.0 || counted.outcomes.is_empty() {
        return None;
    }
    let canvas = Canvas {
        words,
        metrics: &SystemUi,
        width,
        height: 0.0,
    };
    Some(people(&canvas, &shown.appraisal, &frame, &counted))
}
