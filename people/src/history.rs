//! The way back and forth through a book's steps.

use crate::book::Book;
use early_action_present::words::Value;
use leptos::prelude::*;

/// A button to undo and one to redo, each with the name of its step. `act` is told whether to undo.
pub fn buttons(
    book: Book,
    text: impl Fn(&str, &[(&str, Value<'_>)]) -> String + Copy + Send + Sync + 'static,
    act: impl Fn(bool) + Copy + 'static,
) -> AnyView {
    let names = Memo::new(move |_| {
        book.editor.with(|editor| {
            let name = |name: Option<&str>| name.map(str::to_owned);
            (name(editor.undo_name()), name(editor.redo_name()))
        })
    });
    let button = move |id: &'static str, is_undo: bool| {
        let name =
            move || names.with(|(undo, redo)| if is_undo { undo.clone() } else { redo.clone() });
        let label = move || match name() {
            Some(step) => text(&format!("{id}-step"), &[("step", step.into())]),
            None => text(id, &[]),
        };
        view! {
            <button type="button" class="ea-button" aria-disabled=move || name().is_none().to_string()
                on:click=move |_| act(is_undo)>{label}</button>
        }
    };
    view! { {button("undo", true)}{button("redo", false)} }.into_any()
}
