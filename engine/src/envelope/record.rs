//! A record of named fields, which copies change apart and merge again.

use super::value::Value;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// When a field was written: by a counter that is always ahead of all that the writer had seen,
/// and by whom. Clocks of devices are wrong; this is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Lamport's counter.
    pub counter: u64,
    /// The id of the device or tab.
    pub writer: Arc<str>,
}

/// A value and when it was written; without a value, the field was cleared.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What it holds.
    pub value: Option<Value>,
    /// When it was written.
    pub stamp: Stamp,
}

impl Field {
    /// By time. At one time, which is how a copy for a reader meets the whole, a list that lacks
    /// some is the lesser: by length, and then by text.
    fn order(&self, other: &Self) -> Ordering {
        let text = |field: &Self| {
            let text = field.value.as_ref().map(Value::to_string);
            (text.as_ref().map(String::len), text)
        };
        self.stamp
            .cmp(&other.stamp)
            .then_with(|| text(self).cmp(&text(other)))
    }
}

/// What stands under one id.
///
/// A record that is removed keeps no content. Undoing that gives it another life, which wins over
/// all that was said in the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// How often it was removed and came back.
    pub life: u32,
    /// What it holds now.
    pub state: State,
}

/// A record's content.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Fields by name.
    Kept(BTreeMap<Arc<str>, Field>),
    /// Nothing but who could see it.
    Removed(Option<BTreeSet<Arc<str>>>),
}

impl Record {
    /// A record in its first life.
    pub fn new(fields: BTreeMap<Arc<str>, Field>) -> Self {
        Self {
            life: 0,
            state: State::Kept(fields),
        }
    }

    /// Its fields; none if it was removed.
    pub fn fields(&self) -> Option<&BTreeMap<Arc<str>, Field>> {
        match &self.state {
            State::Kept(fields) => Some(fields),
            State::Removed(_) => None,
        }
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.fields()?.get(name)?.value.as_ref()
    }

    /// The text of a field.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_text()
    }

    /// The number of a field.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.as_number()
    }

    /// Whether a field says yes or no.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The texts of a list field.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        self.get(name)
            .map_or_else(Vec::new, |value| value.texts().collect())
    }

    /// The latest time that any field was written.
    pub fn latest(&self) -> Stamp {
        let stamps = self
            .fields()
            .into_iter()
            .flatten()
            .map(|(_, field)| &field.stamp);
        stamps.max().cloned().unwrap_or_default()
    }

    /// The voices that may see it; `None` is everyone.
    pub fn sees(&self) -> Option<BTreeSet<Arc<str>>> {
        match &self.state {
            State::Removed(sees) => sees.clone(),
            State::Kept(_) => {
                let sees = self.get("sees")?;
                Some(sees.texts().map(Arc::from).collect())
            }
        }
    }

    /// This record removed: it keeps who could see it, so that only they learn that it was there.
    pub fn removed(&self) -> Self {
        Self {
            life: self.life,
            state: State::Removed(self.sees()),
        }
    }

    /// What both copies of a record say together: associative, commutative and idempotent.
    ///
    /// The later life wins. Within one life, removed wins; else each field takes its later value.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        match self.life.cmp(&other.life) {
            Ordering::Less => return other.clone(),
            Ordering::Greater => return self.clone(),
            Ordering::Equal => {}
        }
        let state = match (&self.state, &other.state) {
            (State::Removed(one), State::Removed(two)) => State::Removed(match (one, two) {
                (Some(one), Some(two)) => Some(one & two),
                (one, two) => one.clone().or_else(|| two.clone()),
            }),
            (State::Removed(_), State::Kept(_)) => self.state.clone(),
            (State::Kept(_), State::Removed(_)) => other.state.clone(),
            (State::Kept(one), State::Kept(two)) => {
                let mut fields = one.clone();
                for (name, theirs) in two {
                    match fields.get(name) {
                        Some(ours) if ours.order(theirs) != Ordering::Less => {}
                        _ => _ = fields.insert(name.clone(), theirs.clone()),
                    }
                }
                State::Kept(fields)
            }
        };
        Self {
            life: self.life,
            state,
        }
    }
}
