//! Forgetting: one person everywhere, or everything, after offering to save.

use super::{Keeping, Panel};
use crate::host::random_id;
use early_action_engine::envelope::{Envelope, Part};
use leptos::prelude::*;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;

/// The panel.
pub(super) fn panel(keeping: Keeping) -> AnyView {
    let is_asked = RwSignal::new(false);
    let everything = move || {
        if is_asked.get() {
            sure(keeping, is_asked)
        } else {
            view! { <button type="button" class="ea-button" on:click=move |_| is_asked.set(true)>{keeping.word("keep-forget-all")}</button> }
                .into_any()
        }
    };
    view! {
        <div class="kp-form">
            {one(keeping)}
            <div class="ea-field">
                <p class="ea-label">{keeping.word("keep-forget-all-title")}</p>
                <p class="ea-quiet">{keeping.word("keep-forget-all-more")}</p>
                {everything}
            </div>
        </div>
    }
    .into_any()
}

/// Everybody of every map, once, by name.
fn people(envelope: &Envelope) -> Vec<(String, String)> {
    let mut people: BTreeMap<String, String> = BTreeMap::new();
    for map in envelope.maps() {
        for (key, record) in envelope.part(&map, Part::Person) {
            let name = record.text("name").unwrap_or_default().to_owned();
            people.insert(key.id.to_string(), name);
        }
    }
    let mut people: Vec<(String, String)> = people.into_iter().collect();
    people.sort_by_cached_key(|(_, name)| name.to_lowercase());
    people
}

fn one(keeping: Keeping) -> AnyView {
    let book = keeping.book.get_value();
    let chosen = RwSignal::new(String::new());
    let everybody = Memo::new(move |_| people(&book.envelope()));
    let options = move || {
        let options = everybody.get().into_iter();
        options
            .map(|(id, name)| view! { <option value=id>{name}</option> })
            .collect_view()
    };
    let forget = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        keeping.forget_person(&chosen.get_untracked());
        chosen.set(String::new());
    };
    let shown = move || {
        (!everybody.with(Vec::is_empty)).then(|| {
            view! {
                <form class="ea-field" on:submit=forget>
                    <label for="kp-person">{keeping.word("keep-forget-person")}</label>
                    <p id="kp-person-more" class="ea-quiet">{keeping.word("keep-forget-person-more")}</p>
                    <div class="ea-row">
                        <select id="kp-person" class="ea-input" aria-describedby="kp-person-more" prop:value=move || chosen.get() on:change=move |event| chosen.set(event_target_value(&event))>
                            <option value="">{keeping.word("keep-forget-choose")}</option>
                            {options}
                        </select>
                        <button type="submit" class="ea-button">{keeping.word("keep-forget-now")}</button>
                    </div>
                </form>
            }
        })
    };
    view! { {shown} }.into_any()
}

/// The last question, with the keepsake offered first.
fn sure(keeping: Keeping, is_asked: RwSignal<bool>) -> AnyView {
    view! {
        <div role="group" aria-labelledby="kp-sure" class="kp-form">
            <p id="kp-sure"><strong>{keeping.word("keep-forget-sure")}</strong></p>
            <div class="ea-row">
                <button type="button" class="ea-button ea-main" on:click=move |_| keeping.offer_saving()>{keeping.word("keep-forget-save-first")}</button>
                <button type="button" class="ea-button" on:click=move |_| keeping.forget_everything()>{keeping.word("keep-forget-all-now")}</button>
                <button type="button" class="ea-button" on:click=move |_| is_asked.set(false)>{keeping.word("cancel")}</button>
            </div>
        </div>
    }
    .into_any()
}

impl Keeping {
    /// Takes somebody out of everything: every map and date, ties, notes, views, steps, undo, and
    /// what is kept on this device.
    pub fn forget_person(self, id: &str) {
        if id.is_empty() {
            return self.say(self.word("keep-forget-choose-first"));
        }
        self.book
            .with_value(|book| book.editor.update(|editor| editor.erase(&[id])));
        self.forgotten.update(|count| *count += 1);
        self.said.set(vec![
            self.word("keep-forgot-person"),
            self.word("keep-forgot-copies"),
        ]);
    }

    /// Empties the book and the storage of this device.
    fn forget_everything(self) {
        self.device.id.set(None);
        self.book
            .with_value(|book| book.open(Envelope::default(), &random_id()));
        self.forgotten.update(|count| *count += 1);
        self.panel.set(None);
        self.said.set(vec![
            self.word("keep-forgot-all"),
            self.word("keep-forgot-copies"),
        ]);
        if self.has_storage() {
            spawn_local(async move {
                let removed = self.remove_all().await;
                if let Err(trouble) = removed
                    && !self.is_gone()
                {
                    self.said.set(vec![
                        self.word("keep-forgot-not-stored"),
                        self.word(trouble.id()),
                    ]);
                }
            });
        }
    }

    /// Shows the panel for forgetting.
    pub fn offer_forgetting(self) {
        self.panel.set(Some(Panel::Forget));
    }
}
