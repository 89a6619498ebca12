//! Several voices on one map, and one map at two dates.

use super::desk::Desk;
use super::fields::{Act, button, choice, part, text, tick};
use super::{steps, ties};
use crate::host::today;
use early_action_engine::envelope::{Envelope, Key, Match, Part};
use early_action_engine::network::compare;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a map is called in a list of maps.
fn map_name(desk: Desk, envelope: &Envelope, map: &str) -> String {
    let about = envelope.get(&Key::top(Part::Map, map));
    let text = |name: &str| about.and_then(|about| about.text(name)).unwrap_or_default();
    let voice = envelope.get(&Key::top(Part::Voice, text("drawn_by")));
    let voice = voice
        .and_then(|voice| voice.text("name"))
        .unwrap_or_default();
    let parts = [text("date"), voice, text("title")];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        desk.word("the-map")
    } else {
        parts.join(", ")
    }
}

/// Every map of the file but the one that is shown.
fn others(desk: Desk) -> Vec<(String, String)> {
    let envelope = desk.envelope();
    let shown = desk.map.get();
    let maps = envelope
        .maps()
        .into_iter()
        .filter(|map| Some(map) != shown.as_ref());
    maps.map(|map| (map.to_string(), map_name(desk, &envelope, &map)))
        .collect()
}

/// The maps of the file: which is shown, one more at today's date, two of them compared, two voices
/// brought together.
pub fn maps(desk: Desk) -> AnyView {
    let current = text(move || {
        desk.map
            .get()
            .map_or_else(String::new, |map| map.to_string())
    });
    let pick = part(move || {
        let envelope = desk.envelope();
        let all = envelope.maps();
        let options = all
            .iter()
            .map(|map| (map.to_string(), map_name(desk, &envelope, map)));
        let act: Act = Box::new(move |map: String| desk.wanted.set(Some(Arc::from(map.as_str()))));
        (all.len() > 1).then(|| {
            choice(
                text(move || desk.word("map-shown")),
                "ea-field",
                options.collect(),
                current,
                act,
            )
        })
    });
    let again = move || {
        let new = desk.new_id(0);
        let changes = steps::again(&desk.envelope_now(), &desk.map_id(), &new, &today());
        let step = desk.word("step-again");
        if desk.change(&step, &changes, &step) {
            desk.wanted.set(Some(Arc::from(new.as_str())));
        }
    };
    let with = RwSignal::new(String::new());
    let beside = part(move || {
        let others = others(desk);
        if others.is_empty() {
            return None;
        }
        let options = std::iter::once((String::new(), desk.word("map-none"))).chain(others);
        let act: Act = Box::new(move |map| with.set(map));
        let current = text(move || with.get());
        Some(choice(
            text(move || desk.word("map-beside")),
            "ea-field",
            options.collect(),
            current,
            act,
        ))
    });
    let compared = part(move || {
        let other = with.get();
        (!other.is_empty())
            .then(|| view! { {difference(desk, &other)}{joining(desk, other)} }.into_any())
    });
    view! {
        {pick}
        <p class="ea-quiet">{desk.word("again-hint")}</p>
        <div class="ea-row">{button(text(move || desk.word("again")), "ea-button", again)}</div>
        {beside}{compared}{differing(desk)}
    }
    .into_any()
}

/// What changed between two maps: who joined, left, came closer, went further.
fn difference(desk: Desk, other: &str) -> Option<AnyView> {
    let envelope = desk.envelope();
    let shown = desk.map.get()?;
    let order = envelope.maps();
    let place = |map: &str| order.iter().position(|known| &**known == map);
    let (earlier, later) = if place(other) < place(&shown) {
        (other, &*shown)
    } else {
        (&*shown, other)
    };
    let found = compare(&envelope.network(earlier)?, &envelope.network(later)?);
    let name = |id: &String| {
        let record = [later, earlier]
            .into_iter()
            .find_map(|map| envelope.get(&Key::of(map, Part::Person, id)));
        record
            .and_then(|person| person.text("name"))
            .unwrap_or_default()
            .to_owned()
    };
    let line = |id: &'static str, people: &[String]| {
        let names: Vec<String> = people.iter().map(name).collect();
        let said = if names.is_empty() {
            desk.word("compare-nobody")
        } else {
            desk.with_words(|words| words.list(&names))
        };
        view! { <li><strong>{desk.word(id)}</strong>" "{said}</li> }.into_any()
    };
    let title = desk.text(
        "compare-title",
        &[
            ("earlier", map_name(desk, &envelope, earlier).into()),
            ("later", map_name(desk, &envelope, later).into()),
        ],
    );
    Some(
        view! {
            <div class="nm-compare"><p class="ea-label">{title}</p>
                <ul class="nm-sentences">
                    {line("compare-joined", &found.joined)}{line("compare-left", &found.left)}
                    {line("compare-closer", &found.closer)}{line("compare-further", &found.further)}
                </ul>
            </div>
        }
        .into_any(),
    )
}

/// Who of two maps may be the same: each is confirmed by a person, then the second joins the first.
fn joining(desk: Desk, other: String) -> Option<AnyView> {
    let envelope = desk.envelope_now();
    let shown = desk.map.get_untracked()?;
    let matches: Vec<Match> = envelope.matches(&shown, &other);
    let certain = matches
        .iter()
        .filter(|found| found.is_certain)
        .map(|found| found.one.clone());
    let confirmed = RwSignal::new(certain.collect::<BTreeSet<Arc<str>>>());
    let name = |map: &str, id: &str| {
        let record = envelope.get(&Key::of(map, Part::Person, id));
        let text = |name: &str| {
            record
                .and_then(|person| person.text(name))
                .unwrap_or_default()
                .to_owned()
        };
        let kind = record
            .and_then(|person| person.text("kind"))
            .map(|kind| desk.kind_word(Some(kind)));
        kind.map_or_else(|| text("name"), |kind| format!("{} ({kind})", text("name")))
    };
    let rows: Vec<AnyView> = matches
        .iter()
        .map(|found| {
            let one = found.one.clone();
            let args = [
                ("one", name(&shown, &found.one).into()),
                ("other", name(&other, &found.other).into()),
            ];
            let label = desk.text("same-person", &args);
            let read = one.clone();
            let is_on = Signal::derive(move || confirmed.with(|all| all.contains(&read)));
            let tick = tick(text(move || label.clone()), is_on, move |on| {
                confirmed.update(|all| {
                    if on {
                        all.insert(one.clone())
                    } else {
                        all.remove(&one)
                    };
                });
            });
            view! { <li>{tick}</li> }.into_any()
        })
        .collect();
    let join = move || {
        let all = confirmed.get_untracked();
        let pairs = matches.iter().filter(|found| all.contains(&found.one));
        let pairs: Vec<(&str, &str)> = pairs.map(|found| (&*found.one, &*found.other)).collect();
        let changes = desk.envelope_now().join(&desk.map_id(), &other, &pairs);
        let step = desk.word("step-join");
        desk.change(&step, &changes, &step);
    };
    Some(view! {
        <div class="nm-join"><p class="ea-label">{desk.word("same-title")}</p>
            <p class="ea-quiet">{desk.word("same-hint")}</p>
            <ul>{rows}</ul>
            <div class="ea-row">{button(text(move || desk.word("join")), "ea-button", join)}</div>
        </div>
    }
    .into_any())
}

/// Everywhere that voices differ on the map that is shown.
fn differing(desk: Desk) -> AnyView {
    part(move || {
        let map = desk.map.get()?;
        let all = desk.envelope().disagreements(&map);
        let items: Vec<AnyView> = all
            .iter()
            .map(|found| view! { <li>{ties::sentence(desk, found, &map)}</li> }.into_any())
            .collect();
        (!items.is_empty()).then(|| {
            view! { <div class="nm-says"><p class="ea-label">{desk.word("voices-differ")}</p><ul class="nm-sentences">{items}</ul></div> }.into_any()
        })
    })
}
