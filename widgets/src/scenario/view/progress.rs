//! How far a run is, and a way to stop it.

use super::live::{flag, press, text};
use crate::scenario::session::{Phase, Session};
use leptos::prelude::*;

/// One line that is always there, so that nothing moves when a run begins or ends.
pub fn progress(session: Session) -> impl IntoView {
    let is_running = Memo::new(move |_| {
        matches!(
            session.phase.get(),
            Phase::First { .. } | Phase::Coarse | Phase::Paused | Phase::Whole(_)
        )
    });
    let is_stopped = Memo::new(move |_| session.phase.get() == Phase::Stopped);
    let line = text(move || {
        let draws = session.state.with(|s| s.draws);
        let so_far = session
            .shown
            .with(|shown| shown.as_ref().map_or(0, |s| s.appraisal.provenance.draws));
        let count = |number| ("count", session.count(number).into());
        match session.phase.get() {
            Phase::First { .. } | Phase::Coarse | Phase::Paused | Phase::Whole(_) => {
                if so_far == 0 {
                    session.text("progress-running", &[count(draws)])
                } else {
                    let done = ("done", session.count(so_far).into());
                    session.text("progress-so-far", &[count(draws), done])
                }
            }
            Phase::Settled => session.text("progress-settled", &[count(so_far)]),
            Phase::Stopped => session.text("progress-stopped", &[count(so_far)]),
            Phase::Refused if so_far > 0 => session.word("progress-last"),
            Phase::Refused => String::new(),
        }
    });
    let done = text(move || match session.phase.get() {
        Phase::Whole(done) => format!("{done:.3}"),
        Phase::Settled => "1".into(),
        _ => "0".into(),
    });
    // One button throughout, so that the keyboard's place is not lost when a run is stopped.
    let act = press(move || {
        if is_stopped.get_untracked() {
            session.follow(true)
        } else {
            session.stop()
        }
    });
    let label = text(move || session.word(if is_stopped.get() { "go-on" } else { "stop" }));
    view! {
        <div class="ea-progress">
            <span>{line}</span>
            <progress max="1" class:ea-away=flag(move || !is_running.get()) prop:value=done aria-label=session.word("progress-label")></progress>
            <button type="button" class="ea-button" class:ea-away=flag(move || !is_running.get() && !is_stopped.get()) on:click=act>{label}</button>
        </div>
    }
}
