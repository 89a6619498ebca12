//! Forgetting: one person or entry everywhere, or everything, after offering to save.

use super::Keeping;
use early_action_engine::envelope::fields::ENTRIES;
use early_action_engine::envelope::{Part, Record};
use early_action_engine::progress::Plan;
use early_action_present::plan::{Told, date, story};
use leptos::prelude::*;
use std::collections::BTreeMap;
use wasm_bindgen_futures::spawn_local;

/// Characters of an entry that its name in a list shows.
const MOST: usize = 70;

/// The panel.
pub(super) fn panel(keeping: Keeping) -> AnyView {
    let is_asked = RwSignal::new(false);
    let everything = move || {
        if is_asked.get() {
            sure(keeping, is_asked)
        } else {
            view! { <p><button type="button" class="ea-button" on:click=move |_| is_asked.set(true)>{keeping.word("keep-forget-all")}</button></p> }
                .into_any()
        }
    };
    view! {
        <div class="kp-form">
            {one(keeping, "keep-forget-person", people)}
            {one(keeping, "keep-forget-entry", entries)}
            <div class="ea-field">
                <p class="ea-label">{keeping.word("keep-forget-all-title")}</p>
                <p class="ea-quiet">{keeping.word("keep-forget-all-more")}</p>
                {everything}
            </div>
        </div>
    }
    .into_any()
}

/// What can be forgotten by itself: ids (which hold no `~`) joined by one, and what it is called.
type Choices = Vec<(String, String)>;

/// Everybody of every map, once, by name, and every voice. A voice whose name one person bears is
/// that person's.
fn people(keeping: Keeping) -> Choices {
    let envelope = keeping.book().envelope();
    let mut people: BTreeMap<String, (String, bool)> = BTreeMap::new();
    let name = |record: &Record| record.text("name").unwrap_or_default().to_owned();
    for map in envelope.maps() {
        for (key, person) in envelope.part(&map, Part::Person) {
            people.insert(key.id.to_string(), (name(person), false));
        }
    }
    for (key, voice) in envelope.part("", Part::Voice) {
        let name = name(voice);
        let plain = name.trim().to_lowercase();
        let same = |other: &str| other.trim().to_lowercase() == plain;
        let mut alike = people.iter().filter(|(_, (other, _))| same(other));
        let only = alike.next().map(|(ids, _)| ids.clone());
        let ids = match only.filter(|_| alike.next().is_none()) {
            Some(person) => {
                people.remove(&person);
                [person, key.id.to_string()].join("~")
            }
            None => key.id.to_string(),
        };
        people.insert(ids, (name, true));
    }
    let mut people: Choices = people
        .into_iter()
        .map(|(ids, (name, speaks))| match speaks {
            true => (
                ids,
                keeping.text("keep-forget-voice", &[("name", name.into())]),
            ),
            false => (ids, name),
        })
        .collect();
    people.sort_by_cached_key(|(_, name)| name.to_lowercase());
    people
}

/// Everything that was written, the latest first.
fn entries(keeping: Keeping) -> Choices {
    let envelope = keeping.book().envelope();
    let plan = Plan::of(&envelope);
    keeping.words.with_value(|words| {
        let told = Told {
            words,
            envelope: &envelope,
            plan: &plan,
        };
        let entries = told.entries(ENTRIES).into_iter().rev();
        let named = entries.map(|(id, record)| {
            let day = told
                .date(record)
                .map(|day| [date(words, day), ": ".into()].concat());
            let said = story::sentence(&told, record);
            let mut said: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some((cut, _)) = said.char_indices().nth(MOST) {
                said.truncate(cut);
                said.push('…');
            }
            (id.to_owned(), [day.unwrap_or_default(), said].concat())
        });
        named.collect()
    })
}

/// One of several to be forgotten, where there are any. `id` begins the ids of field and messages.
fn one(keeping: Keeping, id: &'static str, choices: fn(Keeping) -> Choices) -> AnyView {
    let chosen = RwSignal::new(String::new());
    let all = Memo::new(move |_| choices(keeping));
    let options = move || {
        let options = all.get().into_iter();
        options
            .map(|(ids, name)| view! { <option value=ids>{name}</option> }.into_any())
            .collect_view()
    };
    let forget = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        keeping.forget(&chosen.get_untracked());
        chosen.set(String::new());
    };
    let (hint, more) = ([id, "-hint"].concat(), [id, "-more"].concat());
    let field = move || {
        let (hint, described) = (hint.clone(), hint.clone());
        view! {
            <form class="ea-field" on:submit=forget>
                <label for=id>{keeping.word(id)}</label>
                <p id=hint class="ea-quiet">{keeping.word(&more)}</p>
                <div class="ea-row">
                    <select id=id class="ea-input" aria-describedby=described prop:value=move || chosen.get() on:change=move |event| chosen.set(event_target_value(&event))>
                        <option value="">{keeping.word("keep-forget-choose")}</option>
                        {options}
                    </select>
                    <button type="submit" class="ea-button">{keeping.word(&[id, "-now"].concat())}</button>
                </div>
            </form>
        }
        .into_any()
    };
    let has_any = Memo::new(move |_| all.with(|all| !all.is_empty()));
    let shown = move || has_any.get().then(&field);
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
    /// Takes ids out of everything: every map and date, ties, notes, views, the log, undo, and what
    /// is kept on this device.
    fn forget(self, ids: &str) {
        if ids.is_empty() {
            return self.say(self.word("keep-forget-choose-first"));
        }
        let ids: Vec<&str> = ids.split('~').collect();
        self.book().erase(&ids);
        self.said.set(vec![
            self.word("keep-forgot"),
            self.word("keep-forgot-copies"),
        ]);
    }

    /// Empties the book and the storage of this device.
    fn forget_everything(self) {
        let device = self.device();
        device.id.set(None);
        self.book().clear();
        self.panel.set(None);
        self.said.set(vec![
            self.word("keep-forgot-all"),
            self.word("keep-forgot-copies"),
        ]);
        if self.has_storage() {
            spawn_local(async move {
                let removed = device.remove_all().await;
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
}
