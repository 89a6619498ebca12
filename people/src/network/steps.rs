//! What people do to a map, as changes of its file.

use early_action_engine::envelope::{Change, Envelope, Key, Part, Value, fields};
use early_action_present::map::guess::Draft;
use early_action_present::map::nearest_ring;
use std::sync::Arc;

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

/// Somebody is moved to a place, in rings from the middle, and so to the ring nearest to it if the
/// map has rings.
pub fn move_to(key: &Key, [x, y]: [f64; 2], has_rings: bool) -> Vec<Change> {
    let tidy = |part: f64| (part * 1e3).round() / 1e3;
    let mut changes = vec![
        set(key.clone(), "x", tidy(x)),
        set(key.clone(), "y", tidy(y)),
    ];
    if has_rings {
        changes.push(set(key.clone(), "ring", f64::from(nearest_ring([x, y]))));
    }
    changes
}

/// Somebody comes closer or goes further, in the same direction if somebody moved them.
pub fn put_on(envelope: &Envelope, key: &Key, ring: Option<u8>) -> Vec<Change> {
    let value = ring.map(|ring| Value::from(f64::from(ring)));
    let mut changes = vec![Change::Set(key.clone(), "ring", value)];
    let place = envelope
        .get(key)
        .and_then(|who| who.number("x").zip(who.number("y")));
    if let Some((x, y)) = place {
        let was = x.hypot(y);
        let to = ring.filter(|_| was > 1e-6);
        for (field, part) in [("x", x), ("y", y)] {
            let part = to.map(|ring| Value::from(part / was * f64::from(ring)));
            changes.push(Change::Set(key.clone(), field, part));
        }
    }
    changes
}

/// Everybody gives up the place where somebody moved them.
pub fn tidy(envelope: &Envelope, map: &str) -> Vec<Change> {
    let moved = envelope
        .part(map, Part::Person)
        .filter(|(_, who)| who.get("x").is_some() || who.get("y").is_some());
    moved
        .flat_map(|(key, _)| ["x", "y"].map(|field| Change::Set(key.clone(), field, None)))
        .collect()
}

/// The same map under another id and date: people keep their ids.
pub fn again(envelope: &Envelope, map: &str, new: &str, date: &str) -> Vec<Change> {
    let parts = [Part::Person, Part::Tie, Part::Group, Part::Note, Part::View];
    let within = parts.into_iter().flat_map(|part| envelope.part(map, part));
    let mut changes = Vec::new();
    let about = envelope
        .get(&Key::top(Part::Map, map))
        .map(|record| (Key::top(Part::Map, new), record));
    let within = within.map(|(key, record)| (Key::of(new, key.part, &key.id), record));
    for (key, record) in within.chain(about) {
        let held = fields::fields(key.part).iter().filter_map(|field| {
            Some(Change::Set(
                key.clone(),
                field.name,
                Some(record.get(field.name)?.clone()),
            ))
        });
        let before = changes.len();
        changes.extend(held);
        if changes.len() == before && key.part == Part::Tie {
            changes.push(set(key, "strength", 1.0));
        }
    }
    changes.push(set(Key::top(Part::Map, new), "date", date));
    changes
}

/// The voice of this name, new with this id if there is none; and the changes that make it.
pub fn voice(envelope: &Envelope, name: &str, id: &str) -> (Arc<str>, Vec<Change>) {
    let known = envelope
        .part("", Part::Voice)
        .find(|(_, voice)| voice.text("name") == Some(name));
    match known {
        Some((key, _)) => (key.id.clone(), Vec::new()),
        None => (
            id.into(),
            vec![set(Key::top(Part::Voice, id), "name", name)],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use early_action_engine::envelope::Editor;

    fn begun() -> Editor {
        let mut editor = Editor::new(Envelope::default(), "w");
        editor
            .change("begin", &begin("m1", "jo", "Jo", "2026-01-05"))
            .unwrap();
        let draft = Draft {
            name: "Gran".into(),
            role: None,
            kind: Some("family"),
            ring: Some(1),
        };
        editor.change("add", &add("m1", "p1", &draft)).unwrap();
        editor
    }

    #[test]
    fn a_map_that_is_begun_has_somebody_in_the_middle_and_those_who_were_added() {
        let network = begun().envelope().network("m1").unwrap();
        let names: Vec<&str> = network.people.iter().map(|who| who.name.as_str()).collect();
        assert_eq!(names, ["Jo", "Gran"]);
        assert_eq!(network.centre, Some(0));
        assert_eq!(network.people[1].ring, Some(1));
    }

    #[test]
    fn who_was_moved_keeps_the_direction_when_put_on_another_ring() {
        let mut editor = begun();
        let gran = Key::of("m1", Part::Person, "p1");
        editor
            .change("move", &move_to(&gran, [0.0, -2.2], true))
            .unwrap();
        let person = |editor: &Editor| {
            let who = editor.envelope().get(&gran).unwrap();
            (who.number("ring"), who.number("x"), who.number("y"))
        };
        assert_eq!(person(&editor), (Some(2.0), Some(0.0), Some(-2.2)));
        let changes = put_on(editor.envelope(), &gran, Some(4));
        editor.change("further", &changes).unwrap();
        assert_eq!(person(&editor), (Some(4.0), Some(0.0), Some(-4.0)));
        editor
            .change("tidy", &tidy(editor.envelope(), "m1"))
            .unwrap();
        assert_eq!(person(&editor), (Some(4.0), None, None));
    }

    #[test]
    fn a_map_that_is_drawn_again_leaves_the_first_as_it_was() {
        let mut editor = begun();
        let changes = again(editor.envelope(), "m1", "m2", "2026-06-01");
        editor.change("again", &changes).unwrap();
        let gran = Key::of("m2", Part::Person, "p1");
        editor
            .change("further", &put_on(editor.envelope(), &gran, Some(3)))
            .unwrap();
        let network = |map: &str| editor.envelope().network(map).unwrap();
        let compared = early_action_engine::network::compare(&network("m1"), &network("m2"));
        assert_eq!(compared.further, ["p1"]);
        assert!(compared.joined.is_empty() && compared.left.is_empty());
    }

    #[test]
    fn a_voice_is_made_once() {
        let mut editor = begun();
        let (id, changes) = voice(editor.envelope(), "Sue", "v9");
        editor.change("voice", &changes).unwrap();
        assert_eq!((&*id, changes.len()), ("v9", 1));
        let (id, changes) = voice(editor.envelope(), "Sue", "v10");
        assert_eq!((&*id, changes.len()), ("v9", 0));
    }
}
