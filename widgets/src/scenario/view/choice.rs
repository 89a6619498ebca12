//! A list to choose from.

use super::live::{text, value};
use leptos::prelude::*;

/// A list under its label. A browser's own list cuts a long line off; here the chosen one wraps,
/// and the browser's list lies over it, unseen.
pub fn choice(
    id: &'static str,
    label: String,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let items = options.iter().map(|(id, title)| {
        let is_chosen = chosen.with_untracked(|chosen| chosen == id);
        let (id, title) = (id.clone(), title.clone());
        view! { <option value=id selected=is_chosen>{title}</option> }.into_any()
    });
    let items = items.collect_view();
    let shown = text(move || {
        let chosen = chosen.get();
        let found = options.iter().find(|(id, _)| *id == chosen);
        found.map_or_else(String::new, |(_, title)| title.clone())
    });
    view! {
        <p class="ea-pick">
            <label for=id>{label}</label>
            <span class="ea-choice">
                <span aria-hidden="true">{shown}</span>
                <select id=id on:change=value(choose)>{items}</select>
            </span>
        </p>
    }
    .into_any()
}
