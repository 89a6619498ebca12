//! Room for the longest that a text becomes, so that nothing below it moves while it changes.

use crate::scenario::session::Session;
use early_action_present::Words;
use early_action_present::sentences::Frame;
use leptos::prelude::*;

/// Figures may need more digits than they have now.
const DIGITS: &str = "\u{a0}000";

/// A text that follows and the room kept for it. The longer text is never seen, heard or copied.
pub fn roomy(now: Signal<String>, longest: Memo<String>) -> AnyView {
    let longest: Signal<String> = longest.into();
    view! { <span class="ea-roomy" data-room=longest><span>{now}</span></span> }.into_any()
}

/// What is said of an answer, where it says anything.
pub type Say = Box<dyn Fn(&Words, &Frame<'_>) -> Option<String> + Send + Sync>;

/// The longest text that `say` gives for the answers that this scenario may come to. It never
/// becomes shorter.
pub fn longest(session: Session, say: Say) -> Memo<String> {
    Memo::new(move |before: Option<&String>| {
        let mut longest = before.cloned().unwrap_or_default();
        if let Some(possible) = session.possible.get() {
            session.with_words(|words| {
                for said in possible.frames().filter_map(|frame| say(words, &frame)) {
                    if said.chars().count() > longest.chars().count() {
                        longest = said + DIGITS;
                    }
                }
            });
        }
        longest
    })
}

/// The longest text so far.
pub fn ever_longest(now: Signal<String>) -> Memo<String> {
    Memo::new(move |before: Option<&String>| {
        let (now, before) = (now.get(), before.cloned().unwrap_or_default());
        if now.chars().count() > before.chars().count() {
            now
        } else {
            before
        }
    })
}
