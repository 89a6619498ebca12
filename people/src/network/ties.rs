//! Ties between people around, households and groups, and what other voices say.

use super::desk::Desk;
use super::editor::{strength, word};
use super::fields::{Act, button, choice, line, part, text, tick};
use super::list::everybody;
use early_action_engine::envelope::{Change, Key, Part, Value};
use leptos::prelude::*;
use std::sync::Arc;

/// Ties of somebody with others than the one in the middle, and a new one.
pub fn ties(desk: Desk, id: String) -> AnyView {
    let map = desk.map_id();
    let own = id.clone();
    let keys = Memo::new(move |_| {
        let envelope = desk.envelope();
        let ties = envelope.part(&map, Part::Tie);
        ties.map(|(key, _)| key.clone())
            .filter(|key| key.ids().any(|end| end == own))
            .map(|key| KeyOf(Arc::new(key)))
            .collect::<Vec<KeyOf>>()
    });
    let whose = id.clone();
    let rows = move || {
        keys.get()
            .into_iter()
            .map(|key| tie_row(desk, &key.0, &whose))
            .collect::<Vec<_>>()
    };
    let centre = desk.centre_id();
    let whose = id.clone();
    let others = everybody(desk)
        .into_iter()
        .filter(|(other, _)| *other != id && Some(other) != centre.as_ref());
    let options = std::iter::once((String::new(), desk.word("tie-choose"))).chain(others);
    let act: Act = Box::new(move |other: String| {
        let key = Key::tie(&desk.map_id(), &whose, &other);
        let back = Key::tie(&desk.map_id(), &other, &whose);
        let now = desk.envelope_now();
        if other.is_empty() || now.get(&key).is_some() || now.get(&back).is_some() {
            return;
        }
        let step = desk.text(
            "step-tie",
            &[
                ("one", desk.name_of(&whose).into()),
                ("other", desk.name_of(&other).into()),
            ],
        );
        desk.change(
            &step,
            &[Change::Set(key, "strength", Some(1.0.into()))],
            &step,
        );
    });
    let add = choice(
        text(move || desk.word("tie-add")),
        "ea-field",
        options.collect(),
        text(String::new),
        act,
    );
    view! { <div class="nm-ties">{rows}{add}</div> }.into_any()
}

/// A key that signals can compare.
#[derive(Clone, PartialEq)]
struct KeyOf(Arc<Key>);

fn tie_row(desk: Desk, key: &Key, whose: &str) -> AnyView {
    let (from, to) = key.pair();
    let other = if from == whose { to } else { from };
    let name = desk.name_of(other);
    let label = desk.about("tie-with", &name);
    let own = key.clone();
    let remove = move || {
        let step = desk.word("step-tie-remove");
        desk.change(&step, &[Change::Remove(own.clone())], &step);
    };
    let said = name.clone();
    view! {
        <fieldset class="nm-tie"><legend class="ea-label">{label}</legend>
            <div class="nm-pair">{strength(desk, key)}{word(desk, key, "quality", "quality", &["", "good", "mixed", "difficult"])}</div>
            {button(text(move || desk.about("tie-remove", &said)), "ea-button", remove)}
        </fieldset>
    }
    .into_any()
}

/// Households and groups that somebody is in, and a new one.
pub fn groups(desk: Desk, id: String) -> AnyView {
    let map = desk.map_id();
    let groups = Memo::new(move |_| {
        let envelope = desk.envelope();
        let groups = envelope.part(&map, Part::Group);
        groups
            .map(|(key, group)| {
                (
                    key.id.clone(),
                    group.text("name").unwrap_or_default().to_owned(),
                )
            })
            .collect::<Vec<(Arc<str>, String)>>()
    });
    let whose = id.clone();
    let ticks = move || {
        let all = groups.get().into_iter();
        all.map(|(group, name)| member_tick(desk, &group, name, whose.clone()))
            .collect::<Vec<_>>()
    };
    let act: Act = Box::new(move |name: String| {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        let key = Key::of(&desk.map_id(), Part::Group, &desk.new_id(0));
        let step = desk.about("step-group", name);
        let changes = [
            Change::Set(key.clone(), "name", Some(name.into())),
            Change::Set(key.clone(), "kind", Some("household".into())),
            Change::Set(key, "members", Some(Value::list([&id]))),
        ];
        desk.change(&step, &changes, &step);
    });
    view! {
        <fieldset class="nm-ticks"><legend class="ea-label">{desk.word("groups")}</legend>{ticks}</fieldset>
        {line(text(move || desk.word("group-add")), "text", 200, text(String::new), act)}
    }
    .into_any()
}

fn member_tick(desk: Desk, group: &str, name: String, id: String) -> AnyView {
    let key = Key::of(&desk.map_id(), Part::Group, group);
    let (own, whose) = (key.clone(), id.clone());
    let is_in = Signal::derive(move || {
        desk.record(&own, |group| {
            group.texts("members").contains(&whose.as_str())
        })
        .unwrap_or(false)
    });
    let said = name.clone();
    let member = tick(text(move || said.clone()), is_in, {
        let key = key.clone();
        move |on| {
            let now = desk.envelope_now();
            let mut members: Vec<String> = now.get(&key).map_or_else(Vec::new, |group| {
                group
                    .texts("members")
                    .into_iter()
                    .map(str::to_owned)
                    .collect()
            });
            members.retain(|other| *other != id);
            if on {
                members.push(id.clone());
            }
            let step = desk.about("step-members", &name);
            if members.is_empty() {
                // A household of nobody is none.
                desk.change(&step, &[Change::Remove(key.clone())], &step);
            } else {
                desk.set(&key, "members", Some(Value::list(&members)), &step);
            }
        }
    });
    let own = key.clone();
    let is_together = Signal::derive(move || {
        desk.record(&own, |group| group.flag("together")).flatten() == Some(true)
    });
    let together = tick(
        text(move || desk.word("together")),
        is_together,
        move |on| {
            let step = desk.word("step-together");
            desk.set(&key, "together", Some(on.into()), &step);
        },
    );
    view! { <div class="nm-member">{member}{together}</div> }.into_any()
}

/// What other voices say otherwise of somebody: shown, never averaged.
pub fn disagreements(desk: Desk, id: String) -> AnyView {
    part(move || {
        let envelope = desk.envelope();
        let map = desk.map_id();
        let all = envelope.disagreements(&map);
        let said: Vec<String> = all
            .iter()
            .filter(|found| *found.about == *id)
            .map(|found| sentence(desk, found, &map))
            .collect();
        let items = said
            .iter()
            .map(|said| view! { <li>{said.clone()}</li> }.into_any());
        let items: Vec<AnyView> = items.collect();
        (!items.is_empty()).then(|| {
            view! { <div class="nm-says"><p class="ea-label">{desk.word("voices-differ")}</p><ul>{items}</ul></div> }.into_any()
        })
    })
}

/// One disagreement in words: who says what, and what the map says.
pub fn sentence(
    desk: Desk,
    found: &early_action_engine::envelope::Disagreement,
    map: &str,
) -> String {
    let envelope = desk.envelope();
    let voice = envelope.get(&Key::top(Part::Voice, &found.voice));
    let voice = voice
        .and_then(|v| v.text("name"))
        .unwrap_or(&found.voice)
        .to_owned();
    let about = envelope.get(&Key::of(map, Part::Person, &found.about));
    let name = about
        .and_then(|person| person.text("name"))
        .unwrap_or_default()
        .to_owned();
    let id = format!("{}~{}", found.about, found.voice);
    let view = envelope.get(&Key::of(map, Part::View, &id));
    let shown = |value: Option<&Value>| match value {
        None => desk.word("not-said"),
        Some(value) => value_word(desk, found.field, value),
    };
    let theirs = shown(view.and_then(|view| view.get(found.field)));
    let ours = shown(about.and_then(|person| person.get(found.field)));
    let field = desk.word(&format!("field-{}", found.field));
    let args = [
        ("voice", voice.into()),
        ("name", name.into()),
        ("field", field.into()),
        ("theirs", theirs.into()),
        ("ours", ours.into()),
    ];
    desk.text("voice-says", &args)
}

/// A value in the words of its field.
fn value_word(desk: Desk, field: &str, value: &Value) -> String {
    let number = value.as_number();
    match (field, value.as_text()) {
        ("kind", kind) => desk.kind_word(kind),
        ("ring", _) => desk.ring_word(number.map(|ring| ring.clamp(1.0, 5.0) as u8)),
        ("state" | "quality" | "direction" | "contact", Some(word)) => {
            desk.word(&format!("{field}-{word}"))
        }
        (_, Some(text)) => text.to_owned(),
        _ => number.map_or_else(String::new, |number| number.to_string()),
    }
}
