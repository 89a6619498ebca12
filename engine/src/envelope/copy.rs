//! A copy for one reader: what they may not see is left out, with no gap to be seen.

use super::fields::{self, Part, Takes};
use super::record::{Field, Record, State};
use super::value::Value;
use super::{Envelope, Key};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Shorter names count as mentioned only as whole words: "Al" is not in "always".
const LONG_NAME: usize = 4;

/// A copy for one reader.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// What the reader may see.
    pub envelope: Envelope,
    /// What was left out only because it says the name of somebody whom the reader may not see:
    /// whoever shares the copy should know.
    pub mentions: Vec<Mention>,
}

/// A text that says a withheld name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The record.
    pub key: Key,
    /// The field.
    pub field: Arc<str>,
}

impl Envelope {
    /// The copy for a voice, or for somebody who is none. It holds no withheld record, no id of
    /// one, and no text that says a withheld name; former values and undone steps are in no
    /// envelope. Merged back into the whole, it takes nothing away.
    pub fn copy_for(&self, reader: Option<&str>) -> Copy {
        let withheld = self.withheld(reader);
        let names = self.withheld_names(&withheld);
        let mut copy = Self {
            erased: self.erased.clone(),
            ..Self::default()
        };
        let mut mentions = Vec::new();
        for (key, record) in self.all().filter(|(key, _)| !withheld.keys.contains(*key)) {
            let State::Kept(fields) = &record.state else {
                copy.records
                    .insert_mut(key.clone(), Arc::new(record.clone()));
                continue;
            };
            let mut kept: BTreeMap<Arc<str>, Field> = BTreeMap::new();
            for (name, held) in fields {
                let takes = fields::field(key.part, name).map(|field| field.takes);
                let Some(value) = &held.value else {
                    kept.insert(name.clone(), held.clone());
                    continue;
                };
                if names.are_said_in(value) {
                    let field = name.clone();
                    mentions.push(Mention {
                        key: key.clone(),
                        field,
                    });
                    continue;
                }
                if let Some(value) = withheld.strip(key, takes, value) {
                    let stamp = held.stamp.clone();
                    kept.insert(
                        name.clone(),
                        Field {
                            value: Some(value),
                            stamp,
                        },
                    );
                }
            }
            // An entry without its words would be a gap to be seen.
            let is_needed = |field: &fields::Field| {
                field.required || (key.part == Part::Entry && field.name == "text")
            };
            let is_whole = fields::fields(key.part)
                .iter()
                .filter(|field| is_needed(field))
                .all(|field| !fields.contains_key(field.name) || kept.contains_key(field.name));
            if is_whole {
                let life = record.life;
                let state = State::Kept(kept);
                copy.records
                    .insert_mut(key.clone(), Arc::new(Record { life, state }));
            }
        }
        // Whatever could not stay because of a name takes along what is about it.
        loop {
            let lost = copy.orphans(self);
            if lost.is_empty() {
                break;
            }
            for key in lost {
                copy.records.remove_mut(&key);
            }
        }
        Copy {
            envelope: copy,
            mentions,
        }
    }

    /// Records that hang on something which is in the whole but not in this copy.
    fn orphans(&self, whole: &Self) -> Vec<Key> {
        let lost: BTreeSet<Key> = whole
            .all()
            .filter(|(key, _)| self.any(key).is_none())
            .map(|(key, _)| key.clone())
            .collect();
        let hanging = self.all().filter(|(key, record)| hangs(key, record, &lost));
        hanging.map(|(key, _)| key.clone()).collect()
    }

    fn withheld(&self, reader: Option<&str>) -> Withheld {
        let may_see = |record: &Record| {
            record
                .sees()
                .is_none_or(|voices| reader.is_some_and(|reader| voices.contains(reader)))
        };
        let mut keys: BTreeSet<Key> = self
            .all()
            .filter(|(_, record)| !may_see(record))
            .map(|(key, _)| key.clone())
            .collect();
        // What hangs on something withheld is withheld, and so on until nothing more does.
        loop {
            let more: Vec<Key> = self
                .all()
                .filter(|(key, record)| !keys.contains(*key) && hangs(key, record, &keys))
                .map(|(key, _)| key.clone())
                .collect();
            if more.is_empty() {
                break;
            }
            keys.extend(more);
        }
        let shown = |part: Part| -> BTreeSet<Arc<str>> {
            let kept = self
                .all()
                .filter(|(key, _)| key.part == part && !keys.contains(*key));
            kept.map(|(key, _)| key.id.clone()).collect()
        };
        let (people, media) = (shown(Part::Person), shown(Part::Media));
        let mut used = [BTreeSet::new(), BTreeSet::new()];
        for (key, record) in self.records() {
            let is_kept = !keys.contains(key);
            used[usize::from(is_kept)].extend(record.text("media").map(Arc::from));
        }
        let [by_withheld, by_kept]: [BTreeSet<Arc<str>>; 2] = used;
        for id in media {
            if by_withheld.contains(&id) && !by_kept.contains(&id) {
                keys.insert(Key::top(Part::Media, &id));
            }
        }
        Withheld { keys, people }
    }

    /// Names of what is withheld that nothing shown has too.
    fn withheld_names(&self, withheld: &Withheld) -> Names {
        let (mut secret, mut shown) = (Names::default(), Names::default());
        for (key, record) in self.records() {
            let is_withheld = withheld.keys.contains(key);
            let names = if is_withheld { &mut secret } else { &mut shown };
            names.add(record.text("name").unwrap_or_default());
        }
        secret.whole.retain(|name| !shown.whole.contains(name));
        secret.words.retain(|word| !shown.words.contains(word));
        secret
    }
}

/// Names, and the words of them that are names themselves.
#[derive(Default)]
struct Names {
    /// In lower case.
    whole: BTreeSet<String>,
    /// As written, with a capital letter: "Jones", but not "next" or "door".
    words: BTreeSet<String>,
}

impl Names {
    fn add(&mut self, name: &str) {
        if name.chars().count() > 1 {
            self.whole.insert(name.to_lowercase());
        }
        let words = name.split(|letter: char| !letter.is_alphanumeric());
        let is_name =
            |word: &&str| word.chars().count() > 2 && word.starts_with(char::is_uppercase);
        self.words.extend(words.filter(is_name).map(str::to_owned));
    }

    /// Whether any text in a value says one of these.
    fn are_said_in(&self, value: &Value) -> bool {
        match value {
            Value::Text(text) => {
                let lower = text.to_lowercase();
                self.whole.iter().any(|name| {
                    let is_long = name.chars().count() >= LONG_NAME;
                    if is_long {
                        lower.contains(name)
                    } else {
                        has_word(&lower, name)
                    }
                }) || self.words.iter().any(|word| has_word(text, word))
            }
            Value::List(items) => items.iter().any(|item| self.are_said_in(item)),
            Value::Table(entries) => entries.iter().any(|(_, item)| self.are_said_in(item)),
            _ => false,
        }
    }
}

/// What a reader may not see.
struct Withheld {
    keys: BTreeSet<Key>,
    /// Ids of people that some map shows.
    people: BTreeSet<Arc<str>>,
}

impl Withheld {
    /// A value without ids of what is withheld; `None` where nothing is left of a reference.
    fn strip(&self, key: &Key, takes: Option<Takes>, value: &Value) -> Option<Value> {
        let Some(Takes::Id(part) | Takes::Ids(part)) = takes else {
            return Some(value.clone());
        };
        let may_stay = |id: &str| {
            let map = if key.part == Part::Map {
                &key.id
            } else {
                &key.map
            };
            match (part, key.part) {
                (Part::Person, Part::Entry) => self.people.contains(id),
                _ if part.is_of_a_map() => !self.keys.contains(&Key::of(map, part, id)),
                _ => !self.keys.contains(&Key::top(part, id)),
            }
        };
        match value {
            Value::List(_) => Some(Value::list(value.texts().filter(|id| may_stay(id)))),
            _ => value.as_text().is_some_and(may_stay).then(|| value.clone()),
        }
    }
}

/// Whether a record stands in, is about, or answers one of these.
fn hangs(key: &Key, record: &Record, on: &BTreeSet<Key>) -> bool {
    let names = |id: &str| {
        on.contains(&Key::of(&key.map, Part::Person, id)) || on.contains(&Key::top(Part::Voice, id))
    };
    (!key.map.is_empty() && on.contains(&Key::top(Part::Map, &key.map)))
        || (matches!(key.part, Part::Tie | Part::View | Part::Note) && key.ids().any(names))
        || (key.part == Part::Entry
            && fields::ANSWERS.iter().any(|name| {
                let id = record.text(name);
                id.is_some_and(|id| on.contains(&Key::top(Part::Entry, id)))
            }))
}

/// Whether a text has a word, with no letter or digit on either side.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
