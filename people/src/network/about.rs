//! What is said of the map itself.

use super::desk::Desk;
use super::editor::entry;
use super::fields::{Act, line, text};
use super::steps;
use early_action_engine::envelope::{Change, Key, Part, Value};
use leptos::prelude::*;

/// The map's own fields: its date, who drew it, what it is called.
pub fn about_map(desk: Desk) -> AnyView {
    let key = Key::top(Part::Map, &desk.map_id());
    let own = key.clone();
    let drawn_by = text(move || {
        let voice = desk
            .record(&own, |map| map.text("drawn_by").map(str::to_owned))
            .flatten();
        let name = voice.and_then(|id| {
            desk.record(&Key::top(Part::Voice, &id), |voice| {
                voice.text("name").map(str::to_owned)
            })
        });
        name.flatten().unwrap_or_default()
    });
    let own = key.clone();
    let act: Act = Box::new(move |name: String| {
        let name = name.trim();
        let mut changes = Vec::new();
        let voice = (!name.is_empty()).then(|| {
            let (id, made) = steps::voice(&desk.envelope_now(), name, &crate::host::random_id());
            changes.extend(made);
            Value::from(&*id)
        });
        changes.push(Change::Set(own.clone(), "drawn_by", voice));
        let step = desk.word("step-drawn-by");
        desk.change(&step, &changes, &step);
    });
    view! {
        <div class="nm-about">
            {entry(desk, &key, "date", "date", "map-date", 10)}
            {line(text(move || desk.word("map-drawn-by")), "text", 200, drawn_by, act)}
            {entry(desk, &key, "title", "text", "map-name", 200)}
        </div>
    }
    .into_any()
}
