//! What came in when another copy was merged.

use super::record::Record;
use super::{Envelope, Key};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One record that is not as it was before a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Which.
    pub key: Key,
    /// What happened to it.
    pub what: What,
}

/// What a merge did to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It was not here before.
    New,
    /// These fields say something else.
    Changed(Vec<Arc<str>>),
    /// It was taken away in the other copy.
    Removed,
    /// It was erased in the other copy: nothing of it is left.
    Erased,
}

impl Envelope {
    /// What is different in a later value, in the order of keys: what a person should be told
    /// after a merge. Times alone are no difference.
    pub fn arrivals(&self, later: &Self) -> Vec<Arrival> {
        let differences = self.differences(later).into_iter();
        differences
            .filter_map(|(key, before, after)| {
                let what = what(before, after)?;
                let key = key.clone();
                Some(Arrival { key, what })
            })
            .collect()
    }
}

fn what(before: Option<&Record>, after: Option<&Record>) -> Option<What> {
    let fields = |record: Option<&Record>| record.and_then(|record| record.fields().cloned());
    match (fields(before), fields(after)) {
        (None, None) => None,
        (None, Some(_)) => Some(What::New),
        (Some(_), None) if after.is_some() => Some(What::Removed),
        (Some(_), None) => Some(What::Erased),
        (Some(old), Some(new)) => {
            let names: BTreeSet<&Arc<str>> = old.keys().chain(new.keys()).collect();
            let value = |fields: &std::collections::BTreeMap<Arc<str>, super::Field>, name| {
                fields
                    .get(name)
                    .and_then(|field: &super::Field| field.value.clone())
            };
            let changed: Vec<Arc<str>> = names
                .into_iter()
                .filter(|name| value(&old, *name) != value(&new, *name))
                .cloned()
                .collect();
            (!changed.is_empty()).then_some(What::Changed(changed))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::{Change, Editor, Part};

    #[test]
    fn a_merge_tells_what_came_in() {
        let text = r#"{"early_action":1,"voices":[{"id":"v","name":"Jo"},{"id":"w","name":"Sue"}],
            "log":[{"id":"g","kind":"goal","text":"Calm mornings","at":[1,"a"]},
                   {"id":"n","kind":"note","text":"secret","at":[1,"a"]}]}"#;
        let ours = Envelope::parse(text).unwrap();
        let mut theirs = Editor::new(ours.clone(), "b");
        let entry = |id: &str, field, text: &str| {
            Change::Set(Key::top(Part::Entry, id), field, Some(text.into()))
        };
        let changes = [
            entry("r", "kind", "event"),
            entry("r", "text", "A hard Christmas"),
            entry("g", "area", "Home"),
            Change::Remove(Key::top(Part::Voice, "w")),
        ];
        theirs.change("visit", &changes).unwrap();
        theirs.erase(&["n"]);
        let merged = ours.merge(theirs.envelope());
        let came: Vec<(String, What)> = ours
            .arrivals(&merged)
            .into_iter()
            .map(|arrival| (arrival.key.id.to_string(), arrival.what))
            .collect();
        let expected = [
            ("w", What::Removed),
            ("g", What::Changed(vec!["area".into()])),
            ("n", What::Erased),
            ("r", What::New),
        ];
        assert_eq!(came, expected.map(|(id, what)| (id.to_owned(), what)));
        assert_eq!(merged.arrivals(&merged), []);
    }
}
