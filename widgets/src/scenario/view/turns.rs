//! What is not seen at first is made in turns of its own, so that no turn of the page takes long.

use super::live::part;
use crate::host::After;
use crate::scenario::session::{Phase, Session};
use leptos::prelude::*;

/// The last turn.
const LAST: usize = 3;

/// Counts turns once the first answer is shown, or there is none.
pub fn turns(session: Session) -> ReadSignal<usize> {
    let (turn, set) = signal(0);
    let timer = StoredValue::new_local(None);
    let has_answered = Memo::new(move |_| {
        session.shown.with(Option::is_some) || session.phase.get() == Phase::Refused
    });
    Effect::new(move |_| {
        if has_answered.get() && turn.get() < LAST {
            let next = After::new(0, move || set.update(|turn| *turn += 1));
            timer.set_value(Some(next));
        }
    });
    turn
}

/// A part that is made after so many turns.
pub fn later(
    turn: ReadSignal<usize>,
    after: usize,
    make: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let is_its_turn = Memo::new(move |_| turn.get() > after);
    part(move || is_its_turn.get().then(&make))
}
