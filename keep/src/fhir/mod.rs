//! A plan as a FHIR R4 bundle: Goals, one CarePlan, and an Observation for every rating, level of
//! attainment and score.
//!
//! People are named, not linked: a plan holds no numbers of health records.

mod json;
mod resources;

use early_action_engine::envelope::{Copy, Key, Part, Record};
use early_action_engine::network::Date;
use early_action_engine::progress::Plan;
use early_action_present::Words;
use json::{Json, list, object, text};

/// A plan as a bundle: JSON. Only a copy for a reader leaves a family's hands: what the reader may
/// not see is not in it. The subject is a reference of the reader's own system, such as
/// `Patient/123`; without, the one at the centre of the map or the child is named.
pub fn bundle(copy: &Copy, words: &Words, subject: Option<&str>) -> String {
    let plan = Plan::of(&copy.envelope);
    let writer = Writer {
        copy,
        words,
        subject: subject.map(str::to_owned),
    };
    let mut entries = Vec::new();
    let mut put = |id: &str, resource: Json| {
        let url = format!("urn:uuid:{id}");
        entries.push(object([
            ("fullUrl", text(&url)),
            ("resource", Some(resource)),
        ]));
    };
    let log = writer.log();
    if !log.is_empty() {
        for goal in &plan.goals {
            put(&writer.id(&goal.id), writer.goal(goal, &log));
        }
        for (id, entry) in &log {
            if let Some(resource) = writer.observation(id, entry) {
                put(&writer.id(id), resource);
            }
        }
        let id = writer.plan_id(&log);
        put(&id, writer.care_plan(&id, &plan, &log));
    }
    let bundle = object([
        ("resourceType", text("Bundle")),
        ("type", text("collection")),
        ("entry", list(entries)),
    ]);
    bundle.to_string()
}

struct Writer<'w> {
    copy: &'w Copy,
    words: &'w Words,
    subject: Option<String>,
}

type Entry<'e> = (&'e str, &'e Record);

impl Writer<'_> {
    /// Every entry, in the order in which it counts.
    fn log(&self) -> Vec<Entry<'_>> {
        let mut log: Vec<Entry<'_>> = self
            .copy
            .envelope
            .part("", Part::Entry)
            .map(|(key, entry)| (&*key.id, entry))
            .collect();
        log.sort_by_cached_key(|(id, entry)| {
            let date = entry.text("date").and_then(Date::parse);
            (date, entry.latest(), (*id).to_owned())
        });
        log
    }

    fn entry(&self, id: &str) -> Option<&Record> {
        self.copy.envelope.get(&Key::top(Part::Entry, id))
    }

    /// The id of an entry's resource: the same in every export of a plan. Entries of two families
    /// may have the same id, so what the entry says and when is part of it.
    fn id(&self, id: &str) -> String {
        let said = |name: &str| {
            let entry = self.entry(id);
            entry.and_then(|entry| entry.text(name)).unwrap_or_default()
        };
        json::uuid(&[id, said("kind"), said("text"), said("date"), said("goal")])
    }

    fn plan_id(&self, log: &[Entry<'_>]) -> String {
        let first = log.first().map(|(id, _)| self.id(id));
        json::uuid(&["plan", first.as_deref().unwrap_or_default()])
    }

    fn reference(&self, id: &str) -> Json {
        object([("reference", text(&format!("urn:uuid:{}", self.id(id))))])
    }

    fn subject(&self) -> Json {
        if let Some(reference) = &self.subject {
            return object([("reference", text(reference))]);
        }
        let envelope = &self.copy.envelope;
        let centre = envelope.maps().iter().rev().find_map(|map| {
            let map = envelope.get(&Key::top(Part::Map, map))?;
            let centre = map.text("centre")?;
            Some(crate::tell::person(envelope, self.words, centre))
        });
        let child = || {
            let mut voices = envelope.part("", Part::Voice);
            let child = voices
                .find(|(_, voice)| matches!(voice.text("kind"), Some("child" | "young person")));
            child.and_then(|(_, voice)| voice.text("name").map(str::to_owned))
        };
        let name = centre.or_else(child);
        let name = name.unwrap_or_else(|| self.words.word("keep-fhir-subject"));
        object([("display", text(&name))])
    }

    /// Somebody by name.
    fn named(&self, voice: Option<&str>) -> Option<Json> {
        let name = crate::tell::voice(&self.copy.envelope, self.words, Some(voice?));
        Some(object([("display", text(&name))]))
    }
}

#[cfg(test)]
mod tests;
