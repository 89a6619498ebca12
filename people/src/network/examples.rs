//! Maps to begin with: made up, and marked so.

use super::desk::Desk;
use super::fields::{button, text};
use crate::host::today;
use early_action_engine::envelope::{Change, Key, Part, Value};
use leptos::prelude::*;

/// Somebody of an example: key of the name, kind, ring, and what else is known, as `field=value`.
type Person = (&'static str, &'static str, u8, &'static str);

/// A young person about to leave care: nine of twelve are paid to be there.
const LEAVING: [Person; 12] = [
    (
        "example-gran",
        "family",
        1,
        "helps=listening stays=.9 strength=3 contact=weekly",
    ),
    ("example-brother", "family", 2, "state=lost"),
    (
        "example-friend",
        "friend",
        1,
        "helps=fun;listening stays=.6 strength=2",
    ),
    (
        "example-carer",
        "worker",
        1,
        "helps=somewhere+to+stay;practical stays=.4 until_age=18 strength=3",
    ),
    (
        "example-social-worker",
        "worker",
        3,
        "helps=advice since=2025-09 until_age=18",
    ),
    (
        "example-social-worker-before",
        "worker",
        4,
        "state=lost since=2024-02 until=2025-08",
    ),
    (
        "example-personal-adviser",
        "worker",
        3,
        "helps=practical;money stays=.7 since=2026-01",
    ),
    (
        "example-reviewing-officer",
        "worker",
        4,
        "until_age=18 since=2023-05",
    ),
    (
        "example-key-worker",
        "worker",
        2,
        "helps=listening;practical until_age=18 strength=2",
    ),
    (
        "example-teacher",
        "worker",
        3,
        "helps=advice stays=.3 since=2024-09",
    ),
    (
        "example-therapist",
        "worker",
        3,
        "helps=listening until_age=18 quality=mixed",
    ),
    ("example-advocate", "worker", 4, "helps=advice until_age=18"),
];

/// A family before a conference: more around them than anybody thought.
const FAMILY: [Person; 11] = [
    (
        "example-mum",
        "family",
        1,
        "helps=listening;practical stays=.95 strength=3",
    ),
    (
        "example-dad",
        "family",
        2,
        "helps=money stays=.6 quality=difficult",
    ),
    (
        "example-gran",
        "family",
        1,
        "helps=childcare;somewhere+to+stay stays=.9 strength=3",
    ),
    ("example-aunt", "family", 2, "helps=childcare stays=.8"),
    ("example-uncle", "family", 3, "state=could"),
    (
        "example-neighbour",
        "neighbour",
        2,
        "helps=practical stays=.7",
    ),
    (
        "example-friend",
        "friend",
        1,
        "helps=fun;listening stays=.6",
    ),
    ("example-dog", "pet", 1, "helps=fun stays=1"),
    ("example-school", "place", 3, "stays=.9"),
    ("example-football", "group", 3, "helps=fun stays=.7"),
    (
        "example-social-worker",
        "worker",
        4,
        "helps=advice quality=mixed since=2026-02 stays=.3",
    ),
];

/// The offers: two examples.
pub fn offers(desk: Desk) -> AnyView {
    let offer = move |id: &'static str, name: &'static str, people: &'static [Person]| {
        button(text(move || desk.word(id)), "ea-button", move || {
            let changes = example(desk, name, people);
            desk.change(&desk.word("step-example"), &changes, &desk.word(id));
        })
    };
    view! {
        <div class="nm-offers">
            <p class="ea-quiet">{desk.word("example-hint")}</p>
            <div class="ea-row">
                {offer("example-leaving", "example-kay", &LEAVING)}
                {offer("example-family", "example-jo", &FAMILY)}
            </div>
        </div>
    }
    .into_any()
}

fn example(desk: Desk, centre: &str, people: &[Person]) -> Vec<Change> {
    let map = desk.new_id(0);
    let middle = desk.new_id(0);
    let name = desk.word(centre);
    let about = Key::top(Part::Map, &map);
    let set =
        |key: &Key, field: &'static str, value: Value| Change::Set(key.clone(), field, Some(value));
    let key = Key::of(&map, Part::Person, &middle);
    let mut changes = vec![
        set(&key, "name", name.as_str().into()),
        set(&about, "centre", middle.as_str().into()),
        set(&about, "date", today().as_str().into()),
        set(
            &about,
            "title",
            desk.about("example-title", &name).as_str().into(),
        ),
    ];
    if centre == "example-kay" {
        changes.push(set(&key, "born", "2009-03-14".into()));
    }
    for (at, (name, kind, ring, more)) in people.iter().enumerate() {
        let key = Key::of(&map, Part::Person, &desk.new_id(at + 1));
        changes.push(set(&key, "name", desk.word(name).as_str().into()));
        changes.push(set(&key, "kind", (*kind).into()));
        changes.push(set(&key, "ring", f64::from(*ring).into()));
        for (field, value) in more.split(' ').filter_map(|part| part.split_once('=')) {
            let known = early_action_engine::envelope::fields::field(Part::Person, field);
            let value = match (field, value.parse::<f64>()) {
                ("since" | "until", _) | (_, Err(_)) if field != "helps" => value.into(),
                ("helps", _) => Value::list(value.split(';').map(|help| help.replace('+', " "))),
                (_, Ok(number)) => number.into(),
                (_, Err(_)) => value.into(),
            };
            changes.extend(known.map(|field| set(&key, field.name, value)));
        }
    }
    changes
}
