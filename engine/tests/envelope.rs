//! The envelope of map and plan: reading, writing, merging, undo, erasure, copies for a reader.

use early_action_engine::envelope::{Change, Editor, Envelope, Key, Part, Value};
use early_action_engine::fault::Fault;

const FAMILY: &str = r#"{
  "early_action": 1,
  "voices": [
    { "id": "v-jo", "name": "Jo", "kind": "child" },
    { "id": "v-mum", "name": "Mum", "kind": "parent" }
  ],
  "maps": [{
    "id": "m1", "date": "2026-03-01", "drawn_by": "v-jo", "centre": "jo",
    "people": [
      { "id": "jo", "name": "Jo", "kind": "family", "born": "2012-04-01" },
      { "id": "mum", "name": "Mum", "kind": "family", "ring": 1, "helps": ["listening"] },
      { "id": "p3", "name": "Zebedee", "kind": "family", "ring": 2, "sees": ["v-jo"], "note": "Secret place" },
      { "id": "sue", "name": "Sue", "kind": "worker", "ring": 3, "since": "2024-01", "note": "Asked Zebedee round" }
    ],
    "ties": [
      { "from": "mum", "to": "sue", "quality": "good" },
      { "from": "mum", "to": "p3", "note": "do not speak" }
    ],
    "groups": [{ "id": "home", "name": "Our house", "members": ["jo", "mum", "p3"], "together": true }],
    "notes": [
      { "id": "n1", "about": "p3", "text": "He keeps bees" },
      { "id": "n2", "text": "Only for me", "sees": ["v-jo"] }
    ],
    "views": [{ "about": "sue", "voice": "v-mum", "ring": 1 }]
  }],
  "log": [
    { "id": "e1", "kind": "goal", "voice": "v-jo", "text": "See Zebedee more", "date": "2026-03-02" },
    { "id": "e2", "kind": "goal", "voice": "v-jo", "text": "Swim every week", "date": "2026-03-02" },
    { "id": "e3", "kind": "step", "goal": "e2", "text": "Ask about lessons", "helpers": ["mum", "p3"] },
    { "id": "e4", "kind": "note", "voice": "v-jo", "text": "Nobody knows this", "sees": ["v-jo"], "media": "h1" },
    { "id": "e5", "kind": "correction", "corrects": "e4", "text": "Well, some do" }
  ],
  "media": [{ "id": "h1", "type": "image/png", "data": "U2VjcmV0UGl4ZWxz" }]
}"#;

fn family() -> Envelope {
    Envelope::parse(FAMILY).expect("no fault")
}

fn faults(text: &str) -> Vec<Fault> {
    let faults = Envelope::parse(text).expect_err("this should be refused");
    for fault in &faults {
        assert!(
            !fault.what.is_empty() && !fault.hint.is_empty(),
            "{fault:?}"
        );
    }
    faults
}

#[test]
fn a_file_that_is_written_reads_back_the_same() {
    let family = family();
    let text = family.write();
    let back = Envelope::parse(&text).unwrap();
    assert_eq!(back, family);
    assert_eq!(back.write(), text);
    assert!(!text.contains('<'));
}

/// What people write by hand: one map, no envelope.
#[test]
fn a_map_alone_is_migrated() {
    let alone = r#"{ "centre": "jo", "people": [{ "id": "jo", "name": "Jo" }, { "id": "a", "name": "<b>Ann</b>" }] }"#;
    let envelope = Envelope::parse(alone).unwrap();
    let network = envelope.network("map").unwrap();
    assert_eq!((network.people.len(), network.centre), (2, Some(1)));
    let text = envelope.write();
    assert!(text.contains("\"early_action\":1") && text.contains("\\u003cb>Ann"));
    assert_eq!(Envelope::parse(&text).unwrap(), envelope);
    let later = faults(r#"{ "early_action": 2 }"#);
    assert!(later[0].what.contains("later version"));
}

#[test]
fn every_fault_of_a_file_is_named_at_once() {
    let found = faults(
        "{ \"early_action\": 1, \"maps\": [{ \"id\": \"m\", \"people\": [\n{ \"id\": \"a\", \"name\": \"A\", \"rng\": 1 },\n{ \"id\": \"a\", \"name\": \"B\" },\n{ \"id\": \"b\", \"ring\": 9 },\n{ \"id\": \"c\", \"name\": \"C\", \"since\": \"2026\", \"until\": \"2025\" }],\n\"ties\": [{ \"from\": \"a\", \"to\": \"zed\" }, { \"from\": \"a\", \"to\": \"a\" }] }], \"colour\": 1 }",
    );
    let lines: Vec<usize> = found.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [2, 3, 4, 4, 5, 6, 6, 6], "{found:#?}");
    assert!(found[0].hint.contains("`ring`"), "{found:#?}");
    assert!(found[1].what.contains("twice"));
    for hostile in [
        "",
        "[]",
        "{",
        "null",
        "{}",
        "{\"people\":1}",
        "{\"people\":[1]}",
        "{\"people\":[{\"id\":\"a~b\",\"name\":\"x\"}]}",
        "{\"early_action\":\"one\"}",
        "{\"early_action\":1,\"maps\":[{}]}",
        "{\"people\":[{\"id\":\"a\",\"name\":\"x\",\"at\":[-1,\"w\"]}]}",
        "{\"people\":[{\"id\":\"a\",\"name\":\"x\",\"stays\":1e999}]}",
    ] {
        faults(hostile);
    }
    faults(&"[".repeat(100_000));
    let rows: String = (0..6_000)
        .map(|at| format!("{{\"id\":\"p{at}\",\"name\":\"P\"}},"))
        .collect();
    let found = faults(&format!("{{\"people\":[{}]}}", rows.trim_end_matches(',')));
    assert!(
        found.len() == 1 && found[0].what.contains("more than"),
        "{found:?}"
    );
}

fn has(envelope: &Envelope, secret: &str) -> bool {
    envelope
        .write()
        .to_lowercase()
        .contains(&secret.to_lowercase())
}

/// Everything about Zebedee, the secret note, the picture in it and what hangs on them is gone,
/// after edits, undo and merging too; what is left stands whole.
#[test]
fn a_copy_for_a_reader_holds_no_byte_of_what_is_withheld() {
    let secrets = [
        "Zebedee",
        "p3",
        "Secret place",
        "do not speak",
        "bees",
        "Only for me",
        "Nobody knows",
        "Well, some do",
        "U2VjcmV0",
        "h1",
    ];
    let mut editor = Editor::new(family(), "tablet");
    let other = editor.envelope().clone();
    let uncle = Key::of("m1", Part::Person, "p3");
    let name = |text: &str| Change::Set(uncle.clone(), "name", Some(text.into()));
    editor.change("rename", &[name("Zebedee Jones")]).unwrap();
    editor
        .change("remove", &[Change::Remove(uncle.clone())])
        .unwrap();
    let removed = editor.envelope().clone();
    editor.undo().unwrap();
    editor.undo().unwrap();
    editor.merge(&other);
    for whole in [&family(), &removed, editor.envelope()] {
        for reader in [None, Some("v-mum")] {
            let copy = whole.copy_for(reader);
            // Of somebody who was removed no name is known any more that a text could say.
            let known = secrets
                .iter()
                .filter(|s| **s != "Zebedee" || whole.get(&uncle).is_some());
            for secret in known {
                assert!(
                    !has(&copy.envelope, secret),
                    "{secret}: {}",
                    copy.envelope.write()
                );
            }
            assert!(has(&copy.envelope, "Swim every week") && has(&copy.envelope, "Our house"));
            let network = copy.envelope.network("m1").unwrap();
            assert_eq!((network.people.len(), network.ties.len()), (3, 1));
            // It reads as a file of its own, and takes nothing away from the whole.
            assert_eq!(
                Envelope::parse(&copy.envelope.write()).unwrap(),
                copy.envelope
            );
            assert_eq!(&whole.merge(&copy.envelope), whole);
        }
    }
    let copy = family().copy_for(Some("v-mum"));
    let left_out: Vec<String> = copy
        .mentions
        .iter()
        .map(|m| format!("{} {}", m.key.id, m.field))
        .collect();
    assert_eq!(left_out, ["e1 text", "sue note"]);
    assert!(
        copy.envelope.get(&Key::top(Part::Entry, "e1")).is_none(),
        "a goal without words is a gap"
    );
    let own = family().copy_for(Some("v-jo"));
    assert_eq!(own.envelope, family());
}

#[test]
fn an_erasure_holds_ids_only_and_wins_over_every_copy() {
    let mut editor = Editor::new(family(), "tablet");
    let uncle = Key::of("m1", Part::Person, "p3");
    editor
        .change(
            "move",
            &[Change::Set(uncle.clone(), "ring", Some(1.0.into()))],
        )
        .unwrap();
    // The picture goes with the only entry that shows it.
    editor.erase(&["p3", "e1", "e4"]);
    let gone = [
        "Zebedee",
        "Secret place",
        "do not speak",
        "bees",
        "Nobody knows",
        "Well, some do",
        "U2Vj",
    ];
    let erased = editor.envelope().clone();
    for secret in gone.iter().filter(|secret| **secret != "Zebedee") {
        assert!(!has(&erased, secret), "{secret}");
    }
    assert!(erased.get(&uncle).is_none());
    assert!(
        erased
            .write()
            .contains("\"erased\":[\"e1\",\"e4\",\"h1\",\"p3\"]")
    );
    // Undo brings nothing back, nor does an old copy, nor a file.
    while editor.undo().is_some() {}
    while editor.redo().is_some() {}
    assert!(editor.envelope().get(&uncle).is_none());
    for merged in [
        erased.merge(&family()),
        family().merge(&erased),
        Envelope::parse(&erased.write()).unwrap(),
    ] {
        assert_eq!(merged.get(&uncle), None);
        assert_eq!(merged.part("m1", Part::Tie).count(), 1);
        assert_eq!(merged.part("", Part::Entry).count(), 2);
    }
    editor
        .change(
            "again",
            &[Change::Set(uncle.clone(), "name", Some("Z".into()))],
        )
        .unwrap_or_default();
    assert!(editor.envelope().get(&uncle).is_none());
}

#[test]
fn a_change_that_cannot_be_changes_nothing() {
    let mut editor = Editor::new(family(), "tablet");
    let sue = Key::of("m1", Part::Person, "sue");
    let before = editor.envelope().clone();
    let set = |field, value: Value| Change::Set(sue.clone(), field, Some(value));
    let found = editor.change(
        "x",
        &[
            set("ring", 9.0.into()),
            set("rng", 1.0.into()),
            set("state", "here".into()),
        ],
    );
    assert_eq!(found.unwrap_err().len(), 3);
    let nameless = Change::Set(Key::of("m1", Part::Person, "new"), "ring", Some(1.0.into()));
    assert!(
        editor.change("x", &[nameless]).unwrap_err()[0]
            .what
            .contains("`name` is missing")
    );
    assert_eq!(editor.envelope(), &before);
    assert_eq!(editor.undo_name(), None);
}

/// What was undone here is not brought back by the copy that was saved before it was undone.
#[test]
fn undo_holds_against_a_copy_that_was_saved_before() {
    let mut editor = Editor::new(family(), "tablet");
    let sue = Key::of("m1", Part::Person, "sue");
    editor
        .change(
            "move Sue",
            &[Change::Set(sue.clone(), "ring", Some(1.0.into()))],
        )
        .unwrap();
    let saved = editor.envelope().clone();
    assert_eq!(editor.undo().as_deref(), Some("move Sue"));
    assert_eq!(editor.redo_name(), Some("move Sue"));
    editor.merge(&saved);
    assert_eq!(
        editor.envelope().get(&sue).unwrap().number("ring"),
        Some(3.0)
    );
    editor.redo().unwrap();
    assert_eq!(
        editor.envelope().get(&sue).unwrap().number("ring"),
        Some(1.0)
    );
}

#[test]
fn who_is_forgotten_is_in_no_step_of_history_and_in_no_name_of_one() {
    let mut editor = Editor::new(Envelope::default(), "tablet");
    let person = |id: &str, name: &str| {
        Change::Set(Key::of("m", Part::Person, id), "name", Some(name.into()))
    };
    let map = Change::Set(Key::top(Part::Map, "m"), "title", Some("Now".into()));
    editor.change("begin", &[map]).unwrap();
    editor
        .change("add Zebedee", &[person("z", "Zebedee")])
        .unwrap();
    let both = [person("z", "Zeb"), person("o", "Olive")];
    editor.change("rename Zebedee, add Olive", &both).unwrap();
    editor.erase(&["z"]);
    // The second step had nothing but him in it, the third something else as well.
    assert_eq!(editor.undo_name(), Some(""));
    editor.undo();
    assert_eq!(editor.undo_name(), Some("begin"));
    editor.redo();
    let olive = Key::of("m", Part::Person, "o");
    assert!(editor.envelope().get(&olive).is_some());
    assert!(!format!("{editor:?}").contains("Zeb"));
}
