//! Changes in named steps, with undo and redo without limit.

use super::fields::{self, Part, check};
use super::record::{Field, Record, Stamp, State};
use super::value::Value;
use super::{Envelope, Key};
use crate::fault::{Fault, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One change of a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A field takes a value, or is cleared. The record is made if it is not there.
    Set(Key, &'static str, Option<Value>),
    /// The record goes; a person goes with ties, notes and views.
    Remove(Key),
}

/// A step that can be undone: the value before and after.
#[derive(Clone, Debug)]
struct Step {
    name: String,
    before: Envelope,
    after: Envelope,
}

/// An envelope being changed by one writer.
///
/// Undo does not go back in time: it writes the former values anew, so that what was undone here
/// stays undone when a copy that was saved before is merged.
#[derive(Clone, Debug)]
pub struct Editor {
    now: Envelope,
    writer: Arc<str>,
    counter: u64,
    past: Vec<Step>,
    future: Vec<Step>,
}

impl Editor {
    /// Begins to change an envelope. The writer's id is of this tab or device alone.
    pub fn new(envelope: Envelope, writer: &str) -> Self {
        Self {
            counter: envelope.counter(),
            now: envelope,
            writer: writer.into(),
            past: Vec::new(),
            future: Vec::new(),
        }
    }

    /// The value as it is now.
    pub fn envelope(&self) -> &Envelope {
        &self.now
    }

    /// The name of the step that undo would take back.
    pub fn undo_name(&self) -> Option<&str> {
        self.past.last().map(|step| step.name.as_str())
    }

    /// The name of the step that redo would do again.
    pub fn redo_name(&self) -> Option<&str> {
        self.future.last().map(|step| step.name.as_str())
    }

    /// Makes changes in one step with a name.
    ///
    /// # Errors
    /// Every change that cannot be; then none is made.
    pub fn change(&mut self, name: &str, changes: &[Change]) -> Result<(), Vec<Fault>> {
        let faults: Vec<Fault> = changes.iter().filter_map(fault).collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let before = self.now.clone();
        let stamp = self.tick();
        for change in changes {
            match change {
                Change::Set(key, field, value) => self.set(key, field, value.clone(), &stamp),
                Change::Remove(key) => self.remove(key),
            }
        }
        let missing: Vec<Fault> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Set(key, ..) => Some(key),
                Change::Remove(_) => None,
            })
            .filter_map(|key| incomplete(key, self.now.get(key)?))
            .collect();
        if !missing.is_empty() {
            self.now = before;
            return Err(missing);
        }
        self.future.clear();
        self.past.push(Step {
            name: name.to_owned(),
            before,
            after: self.now.clone(),
        });
        Ok(())
    }

    /// Takes the last step back; gives its name.
    pub fn undo(&mut self) -> Option<String> {
        let step = self.past.pop()?;
        self.go(&step.after, &step.before);
        let name = step.name.clone();
        self.future.push(step);
        Some(name)
    }

    /// Does again what was undone last; gives its name.
    pub fn redo(&mut self) -> Option<String> {
        let step = self.future.pop()?;
        self.go(&step.before, &step.after);
        let name = step.name.clone();
        self.past.push(step);
        Some(name)
    }

    /// Takes in another copy. Steps that can be undone stay so.
    pub fn merge(&mut self, other: &Envelope) {
        self.now = self.now.merge(other);
        self.counter = self.counter.max(other.counter());
        self.forget();
    }

    /// Erases ids everywhere, from the steps that can be undone and from their names as well.
    pub fn erase(&mut self, ids: &[&str]) {
        let names = self.names(ids);
        self.now = self.now.erase(ids.iter().copied());
        self.forget();
        for step in self.past.iter_mut().chain(&mut self.future) {
            if names.iter().any(|name| step.name.contains(&**name)) {
                step.name.clear();
            }
        }
    }

    /// What these ids were ever called, as far as history goes back.
    fn names(&self, ids: &[&str]) -> BTreeSet<Arc<str>> {
        let steps = self.past.iter().chain(&self.future);
        let values = steps.flat_map(|step| [&step.before, &step.after]);
        let records = values.chain([&self.now]).flat_map(Envelope::records);
        records
            .filter(|(key, _)| ids.contains(&&*key.id))
            .filter_map(|(_, record)| record.text("name"))
            .map(Arc::from)
            .collect()
    }

    /// What was erased is erased from history too. Steps that then change nothing are gone.
    fn forget(&mut self) {
        let erased: Vec<Arc<str>> = self.now.erased().map(Arc::from).collect();
        for step in self.past.iter_mut().chain(&mut self.future) {
            step.before = step.before.erase(erased.iter().map(|id| &**id));
            step.after = step.after.erase(erased.iter().map(|id| &**id));
        }
        let changes = |step: &Step| step.before != step.after;
        self.past.retain(changes);
        self.future.retain(changes);
    }

    fn tick(&mut self) -> Stamp {
        self.counter += 1;
        Stamp {
            counter: self.counter,
            writer: self.writer.clone(),
        }
    }

    fn set(&mut self, key: &Key, field: &str, value: Option<Value>, stamp: &Stamp) {
        if key.ids().any(|id| self.now.erased.contains(id)) || self.now.erased.contains(&key.map) {
            return;
        }
        let (life, mut fields) = match self.now.any(key) {
            None => (0, BTreeMap::new()),
            Some(record) => match &record.state {
                State::Kept(fields) => (record.life, fields.clone()),
                State::Removed(_) => (record.life + 1, BTreeMap::new()),
            },
        };
        let stamp = stamp.clone();
        fields.insert(field.into(), Field { value, stamp });
        let state = State::Kept(fields);
        self.now = self.now.with(key.clone(), Record { life, state });
    }

    fn remove(&mut self, key: &Key) {
        let goes = |other: &Key| {
            other == key
                || (key.part == Part::Person
                    && other.map == key.map
                    && other.part.is_of_a_map()
                    && other.part != Part::Group
                    && other.ids().any(|id| id == &*key.id))
                || (key.part == Part::Map && other.map == key.id)
        };
        let gone: Vec<(Key, Record)> = self
            .now
            .records()
            .filter(|(other, _)| goes(other))
            .map(|(other, record)| (other.clone(), record.removed()))
            .collect();
        for (key, record) in gone {
            self.now = self.now.with(key, record);
        }
    }

    /// Writes anew what differs between two values, as the second has it.
    fn go(&mut self, from: &Envelope, to: &Envelope) {
        let stamp = self.tick();
        for (key, before, after) in from.differences(to) {
            let kept = |record: Option<&Record>| record.and_then(|r| r.fields().cloned());
            match (kept(before), kept(after)) {
                (_, None) => {
                    if let Some(record) = self.now.get(key).map(Record::removed) {
                        self.now = self.now.with(key.clone(), record);
                    }
                }
                (None, Some(fields)) => {
                    for (name, field) in fields {
                        self.set(key, &name, field.value, &stamp);
                    }
                }
                (Some(before), Some(after)) => {
                    // Removed by somebody else in the meantime: it stays so.
                    if self.now.get(key).is_none() {
                        continue;
                    }
                    let names: BTreeSet<_> = before.keys().chain(after.keys()).collect();
                    for name in names {
                        let value = |fields: &BTreeMap<Arc<str>, Field>| {
                            fields.get(name).and_then(|field| field.value.clone())
                        };
                        if value(&before) != value(&after) {
                            self.set(key, name, value(&after), &stamp);
                        }
                    }
                }
            }
        }
    }
}

fn fault(change: &Change) -> Option<Fault> {
    let Change::Set(key, name, value) = change else {
        return None;
    };
    let path = format!("{}.{}.{name}", key.part.name(), key.id);
    let Some(field) = fields::field(key.part, name) else {
        let names = fields::fields(key.part).iter().map(|field| field.name);
        let hint = did_you_mean(name, names)
            .map_or_else(String::new, |near| format!("did you mean `{near}`?"));
        return Some(Fault::without_place(
            path,
            format!("there is no field `{name}` here"),
            hint,
        ));
    };
    let value = value.as_ref()?;
    let wanted = check(field.takes, value).err()?;
    let what = "this value does not belong here";
    Some(Fault::without_place(path, what, format!("write {wanted}")))
}

/// A field that must be there and is not.
fn incomplete(key: &Key, record: &Record) -> Option<Fault> {
    let in_key = super::read::in_key(key.part);
    let missing = fields::fields(key.part).iter().find(|field| {
        field.required && !in_key.contains(&field.name) && record.get(field.name).is_none()
    })?;
    let path = format!("{}.{}", key.part.name(), key.id);
    let hint = format!(
        "add `{}`: {}",
        missing.name,
        fields::describe(missing.takes)
    );
    Some(Fault::without_place(
        path,
        format!("`{}` is missing", missing.name),
        hint,
    ))
}
