//! Several voices and several dates: matched by a person, shown apart, compared.

use early_action_engine::envelope::{Editor, Envelope, Key, Part};
use early_action_engine::network::compare;

const TWO: &str = r#"{
  "early_action": 1,
  "voices": [{ "id": "v1", "name": "Jo" }, { "id": "v2", "name": "Mum" }],
  "maps": [
    { "id": "a", "date": "2026-01-01", "drawn_by": "v1", "centre": "jo",
      "people": [
        { "id": "jo", "name": "Jo" },
        { "id": "p1", "name": "Nan", "ring": 1, "quality": "good" },
        { "id": "p2", "name": "Mr. Singh", "ring": 4 },
        { "id": "x", "name": "Rex", "ring": 1 }
      ], "ties": [{ "from": "p1", "to": "p2" }] },
    { "id": "b", "date": "2026-06-01", "drawn_by": "v2", "centre": "jo",
      "people": [
        { "id": "jo", "name": "Jo" },
        { "id": "q1", "name": "nan", "ring": 2, "quality": "good" },
        { "id": "q2", "name": "MR SINGH", "ring": 4 },
        { "id": "x", "name": "Rex", "ring": 2, "state": "now" },
        { "id": "p1", "name": "Aunt", "ring": 3 }
      ], "ties": [{ "from": "q2", "to": "q1" }, { "from": "q1", "to": "x" }] }
  ]
}"#;

#[test]
fn voices_are_merged_with_confirmed_matches_and_disagreement_is_shown() {
    let file = Envelope::parse(TWO).unwrap();
    let found: Vec<(String, String, bool)> = file
        .matches("a", "b")
        .into_iter()
        .map(|m| (m.one.to_string(), m.other.to_string(), m.is_certain))
        .collect();
    let pair = |one: &str, other: &str, certain| (one.to_owned(), other.to_owned(), certain);
    // The ids of two files that were made apart may clash: p1 is offered, and a person says no.
    assert_eq!(
        found,
        [
            pair("jo", "jo", true),
            pair("p1", "p1", true),
            pair("x", "x", true),
            pair("p2", "q2", false)
        ]
    );
    let mut editor = Editor::new(file, "tablet");
    let confirmed = [("jo", "jo"), ("p1", "q1"), ("p2", "q2"), ("x", "x")];
    let changes = editor.envelope().join("a", "b", &confirmed);
    editor.change("bring in Mum's map", &changes).unwrap();
    let joined = editor.envelope();
    let network = joined.network("a").unwrap();
    assert_eq!(network.people.len(), 5, "the aunt joins");
    assert_eq!(
        joined
            .get(&Key::of("a", Part::Person, "p1+"))
            .unwrap()
            .text("name"),
        Some("Aunt")
    );
    assert_eq!(
        network.ties.len(),
        2,
        "one tie was there, whichever way round"
    );
    let shown: Vec<(String, &str)> = joined
        .disagreements("a")
        .into_iter()
        .map(|d| (d.about.to_string(), d.field))
        .collect();
    let said = |about: &str, field| (about.to_owned(), field);
    assert_eq!(
        shown,
        [
            said("p1", "name"),
            said("p1", "ring"),
            said("p2", "name"),
            said("x", "ring"),
            said("x", "state")
        ]
    );
    assert_eq!(
        joined
            .get(&Key::of("a", Part::Person, "p1"))
            .unwrap()
            .number("ring"),
        Some(1.0),
        "nothing is averaged"
    );
    assert!(Envelope::parse(&joined.write()).is_ok());
    editor.undo().unwrap();
    assert_eq!(editor.envelope().network("a").unwrap().people.len(), 4);
}

#[test]
fn two_dates_say_who_joined_left_and_came_closer() {
    let file = Envelope::parse(TWO).unwrap();
    let found = compare(&file.network("a").unwrap(), &file.network("b").unwrap());
    assert_eq!(found.joined, ["q1", "q2"]);
    assert_eq!(found.left, ["p2"]);
    assert_eq!(found.further, ["p1", "x"]);
    assert!(found.closer.is_empty() && found.new_ties.is_empty() && found.lost_ties.is_empty());
    let back = compare(&file.network("b").unwrap(), &file.network("a").unwrap());
    assert_eq!(back.closer, ["p1", "x"]);
}
