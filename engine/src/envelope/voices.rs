//! Several voices on one map: who is the same person, and where they disagree.

use super::edit::Change;
use super::fields::{self, Part};
use super::{Envelope, JOINT, Key};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a voice can say of somebody.
fn said() -> impl Iterator<Item = &'static str> {
    let fields = fields::fields(Part::View).iter().map(|field| field.name);
    fields.filter(|name| !["voice", "about", "sees"].contains(name))
}

/// Two people of two maps who may be the same: a person has to confirm it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Id in the first map.
    pub one: Arc<str>,
    /// Id in the second map.
    pub other: Arc<str>,
    /// Whether their ids are the same, which settles it.
    pub is_certain: bool,
}

/// Two voices say different things of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// Of whom.
    pub about: Arc<str>,
    /// What.
    pub field: &'static str,
    /// The voice that says otherwise than whoever drew the map.
    pub voice: Arc<str>,
}

impl Envelope {
    /// Who of two maps may be the same: those of one id, then those of one name, whatever its
    /// case, spaces and full stops.
    pub fn matches(&self, one: &str, other: &str) -> Vec<Match> {
        let plain = |name: &str| -> String {
            let letters = name.chars().filter(|letter| letter.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let people = |map: &str| -> Vec<(Arc<str>, String)> {
            let list = self.part(map, Part::Person);
            list.map(|(key, record)| (key.id.clone(), plain(record.text("name").unwrap_or(""))))
                .collect()
        };
        let (ours, theirs) = (people(one), people(other));
        let mut taken: BTreeSet<Arc<str>> = BTreeSet::new();
        let mut found = Vec::new();
        for is_certain in [true, false] {
            for (id, name) in &ours {
                if found.iter().any(|m: &Match| m.one == *id) {
                    continue;
                }
                let is_same = |them: &&(Arc<str>, String)| {
                    !taken.contains(&them.0)
                        && if is_certain {
                            them.0 == *id
                        } else {
                            them.1 == *name && !name.is_empty()
                        }
                };
                if let Some((them, _)) = theirs.iter().find(is_same) {
                    taken.insert(them.clone());
                    found.push(Match {
                        one: id.clone(),
                        other: them.clone(),
                        is_certain,
                    });
                }
            }
        }
        found
    }

    /// The changes that bring a second map into the first: people who were matched keep what the
    /// first says, with what the second voice says otherwise beside it; everybody else joins, and
    /// so do ties that the first does not have.
    pub fn join(&self, one: &str, other: &str, confirmed: &[(&str, &str)]) -> Vec<Change> {
        let voice = self
            .get(&Key::top(Part::Map, other))
            .and_then(|map| map.text("drawn_by"));
        let mut ids: BTreeMap<&str, String> = BTreeMap::new();
        for (ours, theirs) in confirmed {
            ids.insert(theirs, (*ours).to_owned());
        }
        let mut changes = Vec::new();
        for (key, record) in self.part(other, Part::Person) {
            if let Some(ours) = ids.get(&*key.id) {
                let (Some(voice), Some(known)) =
                    (voice, self.get(&Key::of(one, Part::Person, ours)))
                else {
                    continue;
                };
                let view = Key::of(one, Part::View, &format!("{ours}{JOINT}{voice}"));
                for field in said() {
                    if let Some(value) = record
                        .get(field)
                        .filter(|value| known.get(field) != Some(*value))
                    {
                        changes.push(Change::Set(view.clone(), field, Some(value.clone())));
                    }
                }
                continue;
            }
            let mut id = key.id.to_string();
            while self.any(&Key::of(one, Part::Person, &id)).is_some() {
                id.push('+');
            }
            copy(&mut changes, &Key::of(one, Part::Person, &id), record);
            ids.insert(&key.id, id);
        }
        for (key, record) in self.part(other, Part::Tie) {
            let (from, to) = key.pair();
            let (Some(from), Some(to)) = (ids.get(from), ids.get(to)) else {
                continue;
            };
            let ways = [Key::tie(one, from, to), Key::tie(one, to, from)];
            if from != to && ways.iter().all(|way| self.get(way).is_none()) {
                let [way, _] = ways;
                copy(&mut changes, &way, record);
            }
        }
        changes
    }

    /// Where voices say otherwise than whoever drew the map. Nothing is averaged.
    pub fn disagreements(&self, map: &str) -> Vec<Disagreement> {
        let mut found = Vec::new();
        for (key, view) in self.part(map, Part::View) {
            let (about, voice) = key.pair();
            let known = self.get(&Key::of(map, Part::Person, about));
            for field in said() {
                let theirs = view.get(field);
                if theirs.is_some() && theirs != known.and_then(|person| person.get(field)) {
                    found.push(Disagreement {
                        about: about.into(),
                        field,
                        voice: voice.into(),
                    });
                }
            }
        }
        found
    }
}

/// Sets every field of a record under a key; a tie without any has its strength said.
fn copy(changes: &mut Vec<Change>, key: &Key, record: &super::Record) {
    let held = fields::fields(key.part).iter().filter_map(|field| {
        let value = record.get(field.name)?.clone();
        Some(Change::Set(key.clone(), field.name, Some(value)))
    });
    let before = changes.len();
    changes.extend(held);
    if changes.len() == before {
        changes.push(Change::Set(key.clone(), "strength", Some(1.0.into())));
    }
}
