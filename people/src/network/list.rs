//! The list: the same map as the drawing.

use super::desk::{Desk, Mode};
use super::fields::{choice, part, text};
use super::steps;
use early_action_engine::envelope::{Change, Key, Part};
use early_action_engine::network::KINDS;
use leptos::prelude::*;

/// Longer lists are edited one by one.
const MOST_FIELDS: usize = 120;

/// Everybody on the map as a table. Where it is narrow, rows are laid out as cards; their roles, which
/// browsers drop with the layout, are said.
pub fn list(desk: Desk) -> AnyView {
    let ids = Memo::new(move |_| {
        desk.sketch.with(|sketch| {
            let Some(sketch) = sketch else {
                return Vec::new();
            };
            let people = sketch.people.iter().enumerate();
            let mut others: Vec<_> = people
                .filter(|(at, _)| sketch.network.centre != Some(*at))
                .collect();
            // Closest first, as on the paper; those of whom nothing is said come last.
            others.sort_by_key(|(_, who)| who.ring.unwrap_or(u8::MAX));
            others.into_iter().map(|(_, who)| who.id.clone()).collect()
        })
    });
    let is_long = Memo::new(move |_| ids.with(|ids| ids.len() > MOST_FIELDS));
    // A part that is made anew would begin the list anew.
    let is_empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let body = part(move || {
        let is_edited = desk.mode == Mode::Draw && !is_long.get();
        if is_empty.get() {
            return Some(view! { <p class="ea-quiet">{desk.word("list-nobody")}</p> }.into_any());
        }
        let rows = view! { <For each=move || ids.get() key=String::clone children=move |id| row(desk, id, is_edited) /> };
        let table = view! {
            <div class="nm-scroll" tabindex="0" role="group" aria-label=desk.word("list-title")>
                <table class="nm-cards" role="table">
                    <caption>{desk.word("list-caption")}</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader">{desk.word("name")}</th><th role="columnheader">{desk.word("kind")}</th>
                            <th role="columnheader">{desk.word("ring")}</th><th role="columnheader">{desk.word("helps")}</th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        };
        Some(table.into_any())
    });
    view! { <section class="nm-list"><h3>{desk.word("list-title")}</h3>{body}</section> }.into_any()
}

fn row(desk: Desk, id: String, is_edited: bool) -> AnyView {
    let who = {
        let id = id.clone();
        Memo::new(move |_| {
            desk.sketch.with(|sketch| {
                let sketch = sketch.as_ref()?;
                let at = sketch.people.iter().position(|who| who.id == id)?;
                Some((
                    sketch.people[at].clone(),
                    sketch.network.people[at].helps.clone(),
                ))
            })
        })
    };
    let name =
        text(move || who.with(|who| who.as_ref().map_or_else(String::new, |w| w.0.name.clone())));
    let role = move || who.with(|who| who.as_ref().and_then(|w| w.0.role.clone()));
    let state = move || {
        who.with(|who| {
            let who = &who.as_ref()?.0;
            let state = if who.gone { "gone" } else { who.state.name() };
            (state != "now").then(|| desk.word(&format!("state-{state}")))
        })
    };
    let helps = move || {
        who.with(|who| {
            let helps = who.as_ref().map_or_else(Vec::new, |w| w.1.clone());
            let words: Vec<String> = helps.iter().map(|help| desk.help_word(help)).collect();
            desk.with_words(|known| known.list(&words))
        })
    };
    let choose = {
        let id = id.clone();
        move |_| desk.open_editor(&id)
    };
    let (kind, ring) = if is_edited {
        (
            kind_field(desk, id.clone(), name),
            ring_field(desk, id, name),
        )
    } else {
        let kind = move || who.with(|w| w.as_ref().map(|w| desk.kind_word(w.0.kind.as_deref())));
        let ring = move || who.with(|w| w.as_ref().map(|w| desk.ring_word(w.0.ring)));
        ((move || kind()).into_any(), (move || ring()).into_any())
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <button type="button" class="nm-name-button" on:click=choose>{name}</button>
                <span class="ea-quiet">" "{role}" "{state}</span>
            </th>
            <td role="cell">{kind}</td><td role="cell">{ring}</td><td role="cell">{helps}</td>
        </tr>
    }
    .into_any()
}

/// The kinds that there are on the map, with their words.
pub fn kinds(desk: Desk) -> Vec<(String, String)> {
    let own = desk.sketch.with_untracked(|sketch| {
        sketch
            .as_ref()
            .map_or_else(Vec::new, |sketch| sketch.network.kinds.clone())
    });
    let mut kinds: Vec<String> = KINDS.map(str::to_owned).to_vec();
    kinds.extend(
        own.into_iter()
            .filter(|kind| !KINDS.contains(&kind.as_str())),
    );
    let words = kinds
        .into_iter()
        .map(|kind| (kind.clone(), desk.kind_word(Some(&kind))));
    std::iter::once((String::new(), desk.word("kind-none")))
        .chain(words)
        .collect()
}

/// The rings, with their words.
pub fn rings(desk: Desk) -> Vec<(String, String)> {
    let rings = (1..=5).map(|ring: u8| (ring.to_string(), desk.ring_word(Some(ring))));
    std::iter::once((String::new(), desk.word("ring-none")))
        .chain(rings)
        .collect()
}

/// A field that follows a text of somebody's record.
pub fn follow(desk: Desk, key: Key, field: &'static str) -> Signal<String> {
    text(move || {
        let read = desk.record(&key, |record| match record.get(field) {
            Some(value) => match (value.as_text(), value.as_number()) {
                (Some(text), _) => text.to_owned(),
                (_, Some(number)) => number.to_string(),
                _ => String::new(),
            },
            None => String::new(),
        });
        read.unwrap_or_default()
    })
}

/// What somebody is.
pub fn kind_field(desk: Desk, id: String, name: Signal<String>) -> AnyView {
    let key = desk.person(&id);
    let current = follow(desk, key.clone(), "kind");
    let act = Box::new(move |kind: String| {
        let step = desk.about("step-kind", &name.get_untracked());
        let value = (!kind.is_empty()).then(|| kind.as_str().into());
        desk.set(&key, "kind", value, &step);
    });
    let label = text(move || desk.about("kind-of", &name.get()));
    choice(label, "nm-cell", kinds(desk), current, act)
}

/// How close somebody is.
pub fn ring_field(desk: Desk, id: String, name: Signal<String>) -> AnyView {
    let key = desk.person(&id);
    let current = follow(desk, key.clone(), "ring");
    let act = Box::new(move |ring: String| {
        let changes: Vec<Change> = steps::put_on(&desk.envelope_now(), &key, ring.parse().ok());
        let step = desk.about("step-ring", &name.get_untracked());
        desk.change(&step, &changes, &step);
    });
    let label = text(move || desk.about("ring-of", &name.get()));
    choice(label, "nm-cell", rings(desk), current, act)
}

/// Everybody on the map, the one in the middle too: ids and names.
pub fn everybody(desk: Desk) -> Vec<(String, String)> {
    let map = desk.map_id();
    let envelope = desk.envelope();
    let people = envelope.part(&map, Part::Person);
    people
        .map(|(key, who)| {
            (
                key.id.to_string(),
                who.text("name").unwrap_or_default().to_owned(),
            )
        })
        .collect()
}
