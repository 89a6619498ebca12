//! What to do with an answer, and where it comes from.

use super::live::{part, press, text};
use crate::host::{address_with, copy};
use crate::scenario::session::Session;
use crate::scenario::state::{DRAWS, MORE_DRAWS};
use early_action_present::sentences;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Share link, more futures, seed, provenance.
pub fn footer(session: Session) -> impl IntoView {
    view! {
        <footer class="ea-footer">
            <div class="ea-actions">{share(session)}{more(session)}{seed(session)}</div>
            {provenance(session)}
        </footer>
    }
}

fn share(session: Session) -> impl IntoView {
    let link = RwSignal::new(None::<String>);
    let copied = RwSignal::new(false);
    let make = press(move || {
        let address = address_with(&session.state.with_untracked(|s| s.link().encode()));
        link.set(Some(address.clone()));
        copied.set(false);
        spawn_local(async move {
            if copy(&address).await {
                copied.try_set(true);
            }
        });
    });
    // A link that no longer says what is shown would mislead.
    Effect::new(move |_| {
        session.state.track();
        link.set(None);
    });
    let shown = part(move || {
        link.get().map(|address| {
            view! {
                <p class="ea-share">
                    <label for="ea-share">{text(move || session.word(if copied.get() { "share-copied" } else { "share-link" }))}</label>
                    <input id="ea-share" class="ea-input" type="text" readonly prop:value=address />
                </p>
            }
            .into_any()
        })
    });
    view! {
        <button type="button" class="ea-button" on:click=make>{session.word("share")}</button>
        {shown}
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

fn provenance(session: Session) -> impl IntoView {
    let line = part(move || {
        let comparison = session.state.with(|s| s.comparison);
        let shown = session.shown.get()?;
        let found = shown.appraisal.comparisons.get(comparison)?;
        let text = session.with_words(|w| sentences::provenance(w, &shown.appraisal, found, None));
        let source = &shown.appraisal.provenance;
        let register = session.text(
            "provenance-register",
            &[
                ("date", source.register.as_str().into()),
                ("engine", source.engine.as_str().into()),
            ],
        );
        let digest = shown.whole.then(|| {
            view! { <span>{session.word("provenance-digest")}" "<code class="ea-digest">{shown.appraisal.digest.clone()}</code></span> }
        });
        Some(view! { <span>{text}</span><span>{register}</span>{digest} }.into_any())
    });
    view! { <p class="ea-provenance">{line}</p> }
}
