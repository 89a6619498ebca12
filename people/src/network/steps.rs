//! What people do to a map, as changes of its file.

use early_action_engine::envelope::{Change, Key, Part, Value};
use early_action_present::map::guess::Draft;

/// A map of one person, begun on a day.
pub fn begin(map: &str, centre: &str, name: &str, date: &str) -> Vec<Change> {
    let about = Key::top(Part::Map, map);
    vec![
        set(Key::of(map, Part::Person, centre), "name", name),
        set(about.clone(), "centre", centre),
        set(about, "date", date),
    ]
}

/// Somebody joins a map.
pub fn add(map: &str, id: &str, draft: &Draft) -> Vec<Change> {
    let key = Key::of(map, Part::Person, id);
    let mut changes = vec![set(key.clone(), "name", draft.name.as_str())];
    if let Some(role) = &draft.role {
        changes.push(set(key.clone(), "role", role.as_str()));
    }
    if let Some(kind) = draft.kind {
        changes.push(set(key.clone(), "kind", kind));
    }
    if let Some(ring) = draft.ring {
        changes.push(set(key, "ring", f64::from(ring)));
    }
    changes
}

/// A field takes a value.
pub fn set(key: Key, field: &'static str, value: impl Into<Value>) -> Change {
    Change::Set(key, field, Some(value.into()))
}
