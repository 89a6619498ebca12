//! Laws of merging and undo, over random histories of three writers.

use early_action_engine::envelope::{Change, Editor, Envelope, Key, Part, Value};
use proptest::prelude::*;

/// One thing that a writer does.
#[derive(Clone, Debug)]
enum Act {
    Set(usize, usize, u8),
    Tie(usize, usize, u8),
    Remove(usize),
    Note(usize, u8),
    Undo,
    Redo,
    Erase(usize),
    Merge(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..5usize, 0..3usize, 1..6u8).prop_map(|(who, field, value)| Act::Set(who, field, value)),
        3 => (0..5usize, 0..5usize, 0..6u8).prop_map(|(from, to, value)| Act::Tie(from, to, value)),
        2 => (0..5usize).prop_map(Act::Remove),
        3 => (0..5usize, 0..9u8).prop_map(|(who, text)| Act::Note(who, text)),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => (0..5usize).prop_map(Act::Erase),
        2 => (0..3usize).prop_map(Act::Merge),
    ]
}

fn person(who: usize) -> Key {
    Key::of("m", Part::Person, &format!("p{who}"))
}

/// Three writers, each with a history of their own, who sometimes take in each other's copies.
fn writers(acts: &[(usize, Act)]) -> Vec<Editor> {
    let start =
        Envelope::parse(r#"{ "early_action": 1, "maps": [{ "id": "m" }] }"#).expect("no fault");
    let mut editors: Vec<Editor> = ["a", "b", "c"]
        .iter()
        .map(|w| Editor::new(start.clone(), w))
        .collect();
    for (at, (writer, act)) in acts.iter().enumerate() {
        let set = |key: Key, field, value: Value| Change::Set(key, field, Some(value));
        let other = match act {
            Act::Merge(other) => Some(editors[*other].envelope().clone()),
            _ => None,
        };
        let editor = &mut editors[*writer];
        match act {
            Act::Set(who, field, value) => {
                let value = f64::from(*value);
                let change = match field {
                    0 => set(person(*who), "ring", value.into()),
                    1 => set(person(*who), "strength", value.into()),
                    _ => Change::Set(person(*who), "ring", None),
                };
                let name = set(person(*who), "name", format!("P{who}").as_str().into());
                editor.change("set", &[name, change]).expect("no fault");
            }
            Act::Tie(from, to, value) if from != to => {
                let key = Key::tie("m", &format!("p{from}"), &format!("p{to}"));
                let name = |who: usize| set(person(who), "name", format!("P{who}").as_str().into());
                let tie = set(key, "strength", f64::from(*value).into());
                editor
                    .change("tie", &[name(*from), name(*to), tie])
                    .expect("no fault");
            }
            Act::Remove(who) => editor
                .change("remove", &[Change::Remove(person(*who))])
                .expect("no fault"),
            Act::Note(who, text) => {
                let key = Key::top(Part::Entry, &format!("e{at}"));
                let text = set(key.clone(), "text", format!("note {text}").as_str().into());
                let kind = set(key.clone(), "kind", "note".into());
                let helps = set(key, "helpers", Value::list([format!("p{who}")]));
                editor
                    .change("note", &[kind, text, helps])
                    .expect("no fault");
            }
            Act::Undo => _ = editor.undo(),
            Act::Redo => _ = editor.redo(),
            Act::Erase(who) => editor.erase(&[&format!("p{who}")]),
            Act::Merge(_) => editor.merge(&other.expect("no fault")),
            Act::Tie(..) => {}
        }
    }
    editors
}

fn shown(envelope: &Envelope) -> Vec<(Key, Vec<(String, Value)>)> {
    let fields = |record: &early_action_engine::envelope::Record| {
        let fields = record.fields().expect("no fault").iter();
        fields
            .filter_map(|(name, field)| Some((name.to_string(), field.value.clone()?)))
            .collect()
    };
    envelope
        .records()
        .map(|(key, record)| (key.clone(), fields(record)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn merging_is_associative_commutative_and_idempotent(
        acts in prop::collection::vec((0..3usize, act()), 0..40),
    ) {
        let copies: Vec<Envelope> = writers(&acts).iter().map(|editor| editor.envelope().clone()).collect();
        let [a, b, c] = [&copies[0], &copies[1], &copies[2]];
        let all = a.merge(b).merge(c);
        prop_assert_eq!(&all, &a.merge(&b.merge(c)));
        prop_assert_eq!(a.merge(b), b.merge(a));
        prop_assert_eq!(&a.merge(a), a);
        prop_assert_eq!(&all.merge(a), &all);
        prop_assert_eq!(&all.merge(&all), &all);
        // A file says what the value says.
        let back = Envelope::parse(&all.write());
        prop_assert!(back.is_ok(), "{:?}", back);
        prop_assert_eq!(back.unwrap().write(), all.write());
        // What was erased anywhere is nowhere.
        let gone: Vec<&str> = all.erased().collect();
        for (key, _) in all.all() {
            prop_assert!(key.ids().all(|id| !gone.contains(&id)));
        }
    }

    #[test]
    fn undo_to_nothing_and_redo_all(acts in prop::collection::vec(act(), 0..40)) {
        let acts: Vec<(usize, Act)> = acts
            .into_iter()
            .filter(|act| !matches!(act, Act::Merge(_) | Act::Erase(_)))
            .map(|act| (0, act))
            .collect();
        let mut editor = writers(&acts).swap_remove(0);
        let end = shown(editor.envelope());
        let mut steps = 0;
        while editor.undo().is_some() {
            steps += 1;
        }
        prop_assert_eq!(shown(editor.envelope()).len(), 1, "the empty map alone");
        // Redo does everything again, and stops where it was undone from.
        for _ in 0..steps {
            prop_assert!(editor.redo().is_some());
        }
        prop_assert_eq!(shown(editor.envelope()), end);
    }
}
