//! Beginning a map, and adding somebody in seconds.

use super::desk::Desk;
use super::steps;
use crate::host::{random_id, today};
use early_action_present::map::guess;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

/// Before there is a map: who is in the middle?
pub fn begin(desk: Desk) -> AnyView {
    let name = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().trim().to_owned();
        if !name.is_empty() {
            let changes = steps::begin(&random_id(), &random_id(), &name, &today());
            desk.change(&desk.word("step-begin"), &changes, "");
        }
    };
    view! {
        <form class="nm-add" on:submit=submit>
            <div class="ea-field">
                <label for="begin">{desk.word("begin-who")}</label>
                <input class="ea-input" id="begin" autocomplete="off" maxlength="200" aria-describedby="begin-hint"
                    on:input=move |event| name.set(event_target_value(&event)) />
                <p class="ea-quiet" id="begin-hint">{desk.word("begin-hint")}</p>
            </div>
            <button class="ea-button ea-main">{desk.word("begin")}</button>
        </form>
    }
    .into_any()
}

/// One line: a name, its kind and ring guessed; Enter adds, and the line is ready for the next.
pub fn line(desk: Desk) -> AnyView {
    let field = NodeRef::<Input>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((field, map)) = field.get_untracked().zip(desk.map.get_untracked()) else {
            return;
        };
        let Some(draft) = desk.with_words(|words| guess::draft(words, &field.value())) else {
            return;
        };
        let said = desk.text(
            "added",
            &[
                ("name", draft.name.as_str().into()),
                ("kind", desk.kind_word(draft.kind).into()),
                ("ring", desk.ring_word(draft.ring).into()),
            ],
        );
        let step = desk.text("step-add", &[("name", draft.name.as_str().into())]);
        if desk.change(&step, &steps::add(&map, &random_id(), &draft), &said) {
            field.set_value("");
        }
    };
    view! {
        <form class="nm-add" on:submit=submit>
            <div class="ea-field">
                <label for="add">{move || desk.text("add-label", &[("name", desk.centre_name().into())])}</label>
                <input class="ea-input" id="add" node_ref=field autocomplete="off" maxlength="200" aria-describedby="add-hint" />
                <p class="ea-quiet" id="add-hint">{desk.word("add-hint")}</p>
            </div>
            <button class="ea-button ea-main">{desk.word("add")}</button>
        </form>
    }
    .into_any()
}
