//! `<early-action-network>`: who is around this person?

mod add;
mod desk;
mod list;
pub mod steps;

use crate::book::Book;
use crate::host::Host;
use desk::Desk;
use leptos::prelude::*;

/// The element's own styles, beside the theme's and those that map and plan share.
pub const STYLES: &str = include_str!("style.css");

/// A map of this book, as its element asks for it.
pub fn view(host: Host, book: Book) -> AnyView {
    let desk = Desk::new(host, book);
    let lang = desk.with_words(|words| words.lang().to_owned());
    let body = move || {
        if desk.network.with(Option::is_some) {
            drawn(desk)
        } else {
            add::begin(desk)
        }
    };
    view! {
        <div class="ea" lang=lang>
            <div class="nm">
                <p class="nm-calm"><strong>{desk.word("nobody-sees")}</strong>{desk.word("nobody-sees-more")}</p>
                {body}
                <p class="ea-hidden" role="status">{move || desk.said.get()}</p>
            </div>
        </div>
    }
    .into_any()
}

fn drawn(desk: Desk) -> AnyView {
    let title = move || desk.text("map-title", &[("name", desk.centre_name().into())]);
    view! {
        <h2>{title}</h2>
        {history(desk)}
        {add::line(desk)}
        {list::list(desk)}
    }
    .into_any()
}

fn history(desk: Desk) -> AnyView {
    let names = Memo::new(move |_| {
        desk.book(|book| {
            book.editor.with(|editor| {
                let name = |name: Option<&str>| name.map(str::to_owned);
                (name(editor.undo_name()), name(editor.redo_name()))
            })
        })
    });
    let button = move |id: &'static str, is_undo: bool| {
        let name =
            move || names.with(|(undo, redo)| if is_undo { undo.clone() } else { redo.clone() });
        let label = move || match name() {
            Some(step) => desk.text(&format!("{id}-step"), &[("step", step.into())]),
            None => desk.word(id),
        };
        let act = move |_| if is_undo { desk.undo() } else { desk.redo() };
        view! {
            <button type="button" class="ea-button" aria-disabled=move || name().is_none().to_string() on:click=act>{label}</button>
        }
    };
    view! { <div class="ea-row">{button("undo", true)}{button("redo", false)}</div> }.into_any()
}
