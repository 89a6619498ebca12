//! What is wrong and how to mend it.

use super::live::part;
use crate::scenario::session::Session;
use early_action_engine::fault::Fault;
use early_action_present::Words;
use leptos::prelude::*;

/// The faults of a model's text: every one, with its place.
pub fn model_faults(words: &Words, faults: &[Fault]) -> impl IntoView + use<> {
    let args = [("count", faults.len().into())];
    view! {
        <div class="ea-page">
            <section class="ea-faults" role="alert">
                <h2 class="ea-title">{words.text("faults-model", &args)}</h2>
                {list(words, faults)}
            </section>
        </div>
    }
}

/// Figures of a link that this model does not have.
pub fn link_faults(session: Session, faults: &[Fault]) -> impl IntoView + use<> {
    let items = session.with_words(|words| list(words, faults));
    view! {
        <section class="ea-faults">
            <p>{session.word("faults-link")}</p>
            {items}
        </section>
    }
}

/// Why these figures give no answer. Figures that must be entered are asked for elsewhere.
pub fn run_faults(session: Session) -> impl IntoView {
    part(move || {
        let faults = session.faults.get();
        let is_missing = session
            .state
            .with_untracked(|s| !s.missing(&faults).is_empty());
        (!faults.is_empty() && !is_missing).then(|| {
            let items = session.with_words(|words| list(words, &faults));
            view! {
                <div class="ea-faults" role="alert">
                    <p>{session.word("faults-run")}</p>
                    {items}
                </div>
            }
            .into_any()
        })
    })
}

/// The engine's faults speak English: they are about a text whose keywords are English.
fn list(words: &Words, faults: &[Fault]) -> impl IntoView + use<> {
    let item = |fault: &Fault| {
        let place = (fault.line > 0).then(|| {
            let args = [("line", fault.line.into()), ("column", fault.column.into())];
            view! { <span class="ea-place">{words.text("fault-place", &args)}</span> }.into_any()
        });
        let path = (!fault.path.is_empty())
            .then(|| view! { <code translate="no">{fault.path.clone()}</code> }.into_any());
        let hint = (!fault.hint.is_empty()).then(|| {
            view! { <span class="ea-hint" lang="en">{fault.hint.clone()}</span> }.into_any()
        });
        view! { <li>{place}{path}<span lang="en">{fault.what.clone()}</span>{hint}</li> }.into_any()
    };
    let items = faults.iter().map(item).collect_view();
    view! { <ul class="ea-fault-list">{items}</ul> }
}
