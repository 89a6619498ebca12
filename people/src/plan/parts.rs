//! Pieces that the plan's views are made of.

use super::desk::Desk;
use super::steps;
use crate::host::random_id;
use early_action_present::tables::Table;
use leptos::prelude::*;

/// A button with a word on it.
pub fn button(desk: Desk, id: &str, act: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class="ea-button" on:click=move |_| act()>{desk.word(id)}</button> }.into_any()
}

/// The same, as what is meant to be done next.
pub fn main_button(desk: Desk, id: &str, act: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class="ea-button ea-main" on:click=move |_| act()>{desk.word(id)}</button> }
        .into_any()
}

/// One line to write in.
pub fn line(label: String, value: RwSignal<String>) -> AnyView {
    view! {
        <label class="ea-field pp-grow">
            <span class="ea-label">{label}</span>
            <input class="ea-input" autocomplete="off" maxlength="200" prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event)) />
        </label>
    }
    .into_any()
}

/// Several lines to write in.
pub fn lines(label: String, value: RwSignal<String>) -> AnyView {
    view! {
        <label class="ea-field pp-grow">
            <span class="ea-label">{label}</span>
            <textarea class="ea-input" rows="2" maxlength="20000" prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))></textarea>
        </label>
    }
    .into_any()
}

/// A day.
pub fn day(label: String, value: RwSignal<String>) -> AnyView {
    view! {
        <label class="ea-field">
            <span class="ea-label">{label}</span>
            <input class="ea-input" type="date" prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event)) />
        </label>
    }
    .into_any()
}

/// One of several words: values and what they are called.
pub fn select(label: String, options: Vec<(String, String)>, value: RwSignal<String>) -> AnyView {
    let options = options.into_iter().map(|(key, name)| {
        let mine = key.clone();
        view! { <option value=key selected=move || value.with(|value| *value == mine)>{name}</option> }.into_any()
    });
    let options = options.collect_view();
    view! {
        <label class="ea-field">
            <span class="ea-label">{label}</span>
            <select class="ea-input" on:change=move |event| value.set(event_target_value(&event))>{options}</select>
        </label>
    }
    .into_any()
}

/// Something that opens and closes; what is in it is made when it is first opened.
pub fn more(
    title: impl Fn() -> String + Send + 'static,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let opened = RwSignal::new(false);
    let content = move || opened.get().then(&content);
    view! {
        <details class="pp-more" on:toggle=move |_| opened.set(true)>
            <summary>{title}</summary>
            <div class="pp-inside">{content}</div>
        </details>
    }
    .into_any()
}

/// Kinds of voices, as the file has them.
pub const KINDS: [&str; 8] = [
    "child",
    "young person",
    "parent",
    "family",
    "carer",
    "friend",
    "worker",
    "other",
];

/// What a kind of voice is called.
pub fn kind_word(desk: Desk, kind: &str) -> String {
    desk.word(&["plan-kind-", &kind.replace(' ', "-")].concat())
}

fn kinds(desk: Desk) -> Vec<(String, String)> {
    let named = KINDS
        .iter()
        .map(|kind| ((*kind).to_owned(), kind_word(desk, kind)));
    named.collect()
}

/// Languages, each by its own name; the first is that of the page.
fn languages(desk: Desk) -> Vec<(String, String)> {
    let mut all = vec![(String::new(), desk.word("plan-language-page"))];
    let list = desk.word("plan-languages");
    all.extend(list.split(", ").filter_map(|item| {
        let (code, name) = item.split_once(' ')?;
        Some((code.to_owned(), name.to_owned()))
    }));
    all
}

/// Somebody new who says something: name, what they are, the language they speak.
pub struct NewVoice {
    name: RwSignal<String>,
    kind: RwSignal<String>,
    lang: RwSignal<String>,
}

impl NewVoice {
    /// A new one, of a usual kind.
    pub fn new(kind: &str) -> Self {
        Self {
            name: RwSignal::default(),
            kind: RwSignal::new(kind.to_owned()),
            lang: RwSignal::default(),
        }
    }

    /// The fields.
    pub fn fields(&self, desk: Desk) -> AnyView {
        view! {
            <div class="pp-fields">
                {line(desk.word("plan-voice-name"), self.name)}
                {select(desk.word("plan-voice-kind"), kinds(desk), self.kind)}
                {select(desk.word("plan-voice-language"), languages(desk), self.lang)}
            </div>
        }
        .into_any()
    }

    /// The id and the changes that add it; `None` without a name.
    pub fn changes(&self) -> Option<(String, Vec<early_action_engine::envelope::Change>)> {
        let name = self.name.get_untracked();
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let id = random_id();
        let (kind, lang) = (self.kind.get_untracked(), self.lang.get_untracked());
        let changes = steps::voice(&id, name, &kind, &lang);
        self.name.set(String::new());
        Some((id, changes))
    }
}

/// Which voice: one of those known, or a new one.
pub fn choose_voice(desk: Desk, legend: String, chosen: RwSignal<Option<String>>) -> AnyView {
    let group = random_id();
    let is_new = RwSignal::new(false);
    let new = StoredValue::new(NewVoice::new("parent"));
    let known = move || {
        let group = group.clone();
        let voices = desk.voices().into_iter().map(|voice| {
            let (id, mine) = (voice.id.clone(), voice.id);
            view! {
                <label class="pp-chip">
                    <input type="radio" name=group.clone() prop:checked=move || chosen.with(|c| c.as_deref() == Some(&mine))
                        on:change=move |_| { is_new.set(false); chosen.set(Some(id.clone())); } />
                    <span>{voice.name}</span>
                </label>
            }
            .into_any()
        });
        voices.collect_view()
    };
    let add = move || {
        let Some((id, changes)) = new.with_value(NewVoice::changes) else {
            desk.said.set(desk.word("plan-voice-needs-name"));
            return;
        };
        if desk.change(
            &desk.word("plan-do-voice"),
            &changes,
            &desk.word("plan-voice-added"),
        ) {
            if desk.writer.with_untracked(Option::is_none) {
                desk.writer.set(Some(id.clone()));
            }
            chosen.set(Some(id));
            is_new.set(false);
        }
    };
    let fields = move || {
        is_new.get().then(|| {
            let fields = new.with_value(|new| new.fields(desk));
            view! { <div class="pp-fields">{fields}{button(desk, "plan-voice-add", add)}</div> }
        })
    };
    view! {
        <fieldset class="pp-voices">
            <legend class="ea-label">{legend}</legend>
            <div class="ea-row">
                {known}
                <button type="button" class="ea-button" aria-expanded=move || is_new.get().to_string()
                    on:click=move |_| is_new.update(|is_new| *is_new = !*is_new)>{desk.word("plan-voice-other")}</button>
            </div>
            {fields}
        </fieldset>
    }
    .into_any()
}

/// Who may see something: everybody, or only those who are ticked.
pub fn who_sees(desk: Desk, sees: RwSignal<Vec<String>>) -> AnyView {
    let boxes = move || {
        let voices = desk.voices().into_iter().map(|voice| {
            let (id, mine) = (voice.id.clone(), voice.id);
            let toggle = move |_| {
                sees.update(|sees| match sees.iter().position(|seen| *seen == id) {
                    Some(at) => _ = sees.remove(at),
                    None => sees.push(id.clone()),
                });
            };
            view! {
                <label class="pp-chip">
                    <input type="checkbox" prop:checked=move || sees.with(|sees| sees.contains(&mine)) on:change=toggle />
                    <span>{voice.name}</span>
                </label>
            }
            .into_any()
        });
        voices.collect_view()
    };
    let summary = move || {
        if sees.with(Vec::is_empty) {
            desk.word("plan-sees-all")
        } else {
            desk.word("plan-sees-some")
        }
    };
    view! {
        <details class="pp-sees">
            <summary>{summary}</summary>
            <fieldset><legend class="ea-quiet">{desk.word("plan-sees-which")}</legend><div class="ea-row">{boxes}</div></fieldset>
        </details>
    }
    .into_any()
}

/// A table.
pub fn table(table: Table) -> AnyView {
    let heads = table
        .columns
        .iter()
        .map(|column| view! { <th scope="col">{column.heading.clone()}</th> }.into_any());
    let heads = heads.collect_view();
    let rows = table.rows.into_iter().map(|row| {
        let cells = row.into_iter().enumerate().map(|(at, cell)| match at {
            0 => view! { <th scope="row">{cell.text}</th> }.into_any(),
            _ => view! { <td>{cell.text}</td> }.into_any(),
        });
        let cells = cells.collect_view();
        view! { <tr>{cells}</tr> }.into_any()
    });
    let rows = rows.collect_view();
    let (caption, label) = (table.caption.clone(), table.caption);
    view! {
        <div class="pp-scroll" tabindex="0" role="region" aria-label=label>
            <table>
                <caption>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
