//! Why the answer moved: from the model's own figures to these.

use super::figures::{Kind, figure};
use super::live::{part, text};
use crate::scenario::session::Session;
use early_action_present::{charts, tables};
use leptos::prelude::*;

/// A fold that is always there, so that a first change moves nothing; in it a chart and its table.
pub fn moved(session: Session) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let changed = Memo::new(move |_| session.state.with(|s| s.changed()));
    let none = part(move || {
        let none = || view! { <p>{session.word("moved-nothing")}</p> }.into_any();
        (changed.get() == 0).then(none)
    });
    let is_shown = Memo::new(move |_| is_open.get() && changed.get() > 0);
    let picture = part(move || is_shown.get().then(|| picture(session, changed)));
    view! {
        <details class="ea-fold ea-why" on:toggle=move |_| is_open.set(true)>
            <summary>{session.word("moved-heading")}</summary>
            {none}
            {picture}
        </details>
    }
}

fn picture(session: Session, changed: Memo<usize>) -> AnyView {
    let why = Memo::new(move |_| {
        let comparison = session.state.with(|s| s.comparison);
        session.moved.with(|all| all.get(comparison).cloned())
    });
    let kind = Kind {
        name: "moved",
        draw: Box::new(move |canvas| Some(charts::moved(canvas, &why.get()?))),
        table: Box::new(move |words| Some(tables::moved(words, &why.get()?))),
        height: Box::new(move |_| charts::moved_height(changed.get())),
        finding: None,
    };
    // While another answer is worked out the last picture stays, but not its finding.
    let waiting = move || session.word("moved-waiting");
    let waiting = text(move || session.moved_is_old.get().then(waiting).unwrap_or_default());
    figure(session, kind, waiting)
}
