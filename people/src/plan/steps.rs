//! What people do to a plan, as changes of its file.

use super::desk::Desk;
use crate::host::{random_id, today};
use early_action_engine::envelope::{Change, Key, Part, Value};
use leptos::prelude::*;

/// An entry of the log in the making.
pub struct Entry {
    /// Its id.
    pub id: String,
    changes: Vec<Change>,
}

impl Entry {
    /// An entry of today.
    pub fn new(kind: &str) -> Self {
        let mut entry = Self {
            id: random_id(),
            changes: Vec::new(),
        };
        entry.put("kind", kind);
        entry.put("date", today().as_str());
        entry.put("time", super::clock::time().as_str());
        entry
    }

    /// With a field.
    pub fn with(mut self, field: &'static str, value: impl Into<Value>) -> Self {
        self.put(field, value);
        self
    }

    /// With a text, where there is one.
    pub fn text(self, field: &'static str, text: &str) -> Self {
        match text.trim() {
            "" => self,
            text => self.with(field, text),
        }
    }

    /// In the words of a voice, written by whoever writes: said apart where that is another.
    pub fn by(mut self, desk: Desk, voice: Option<&str>) -> Self {
        let writer = desk.writer.get_untracked();
        let voice = voice.or(writer.as_deref());
        if let Some(voice) = voice {
            self.put("voice", voice);
        }
        if let Some(writer) = writer.as_deref().filter(|writer| Some(*writer) != voice) {
            self.put("author", writer);
        }
        self.put("lang", desk.lang_of(voice).as_str());
        self
    }

    /// For these voices only; everybody if there are none.
    pub fn seen_by(self, voices: &[String]) -> Self {
        match voices {
            [] => self,
            voices => self.with("sees", Value::list(voices)),
        }
    }

    fn put(&mut self, field: &'static str, value: impl Into<Value>) {
        let key = Key::top(Part::Entry, &self.id);
        let value = Some(value.into());
        // The last of several says it.
        self.changes
            .retain(|change| !matches!(change, Change::Set(_, name, _) if *name == field));
        self.changes.push(Change::Set(key, field, value));
    }

    /// The changes that write it.
    pub fn changes(self) -> Vec<Change> {
        self.changes
    }
}

/// Somebody who says something joins.
pub fn voice(id: &str, name: &str, kind: &str, lang: &str) -> Vec<Change> {
    let key = Key::top(Part::Voice, id);
    let mut changes = vec![
        Change::Set(key.clone(), "name", Some(name.into())),
        Change::Set(key.clone(), "kind", Some(kind.into())),
    ];
    if !lang.is_empty() {
        changes.push(Change::Set(key, "lang", Some(lang.into())));
    }
    changes
}

/// A picture or recording, by the hash of its content.
pub fn media(id: &str, kind: &str, data: &str, text: &str) -> Vec<Change> {
    let key = Key::top(Part::Media, id);
    let mut changes = vec![
        Change::Set(key.clone(), "type", Some(kind.into())),
        Change::Set(key.clone(), "data", Some(data.into())),
    ];
    if !text.trim().is_empty() {
        changes.push(Change::Set(key, "text", Some(text.trim().into())));
    }
    changes
}

/// Somebody who helps and is on no map yet joins the latest one; a map is begun where there is
/// none. Gives their id too.
pub fn helper(desk: Desk, name: &str) -> (String, Vec<Change>) {
    let maps = desk.known.with_untracked(|known| known.envelope.maps());
    let mut changes = Vec::new();
    let map = match maps.last() {
        Some(map) => map.to_string(),
        None => {
            let map = random_id();
            let date = Some(today().as_str().into());
            changes.push(Change::Set(Key::top(Part::Map, &map), "date", date));
            map
        }
    };
    let id = random_id();
    let draft = desk.with_words(|words| early_action_present::map::guess::draft(words, name));
    if let Some(draft) = draft {
        changes.extend(crate::network::steps::add(&map, &id, &draft));
    }
    (id, changes)
}
