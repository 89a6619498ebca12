//! The one versioned envelope of map and plan: records that copies change apart and merge again,
//! a log, pictures by hash, and erasures.
//!
//! The file is described in `docs/reference/network.md`.
//!
//! - Every field carries a [`Stamp`]: a Lamport counter and the writer's id. Wall time is shown to
//!   people and decides nothing.
//! - [`Envelope::merge`] is associative, commutative and idempotent.
//! - An erasure is an id. It wins over any copy that is merged later, and what it names is gone
//!   from the value, from its history and from the file.

mod arrivals;
mod copy;
mod edit;
pub mod fields;
mod marks;
mod read;
mod record;
mod value;
mod view;
mod voices;
mod write;

pub use arrivals::{Arrival, What};
pub use copy::{Copy, Mention};
pub use edit::{Change, Editor};
pub use fields::Part;
pub use read::MAX_BYTES;
pub use record::{Field, Record, Stamp, State};
pub use value::Value;
pub use voices::{Disagreement, Match};

use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The format's version. A file of a later one is refused, one of an earlier is migrated.
pub const VERSION: u32 = 1;

/// What joins the ids of which an id is made.
pub(crate) const JOINT: char = '~';

/// Where a record stands.
///
/// The id of a tie is made of those whom it joins, that of a view of whom it is about and whose
/// it is, and that of a note begins with whom it is about: so a record's key alone tells whether
/// an erasure means it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The map's id; empty for what stands in no map.
    pub map: Arc<str>,
    /// What it is.
    pub part: Part,
    /// Its id within that.
    pub id: Arc<str>,
}

impl Key {
    /// A key of something that stands in no map.
    pub fn top(part: Part, id: &str) -> Self {
        Self::of("", part, id)
    }

    /// A key of something that stands in a map.
    pub fn of(map: &str, part: Part, id: &str) -> Self {
        Self {
            map: map.into(),
            part,
            id: id.into(),
        }
    }

    /// The key of a tie.
    pub fn tie(map: &str, from: &str, to: &str) -> Self {
        Self::of(map, Part::Tie, &format!("{from}{JOINT}{to}"))
    }

    /// The ids that this id is made of.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.id.split(JOINT)
    }

    /// The two ids of a tie, or whom a view is about and whose it is.
    pub fn pair(&self) -> (&str, &str) {
        self.id.split_once(JOINT).unwrap_or((&self.id, ""))
    }
}

/// Map and plan: an immutable value that shares what did not change with those it came from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Envelope {
    records: RedBlackTreeMapSync<Key, Arc<Record>>,
    erased: RedBlackTreeSetSync<Arc<str>>,
}

impl Envelope {
    /// A record, if it is there and was not removed.
    pub fn get(&self, key: &Key) -> Option<&Record> {
        self.any(key).filter(|record| record.fields().is_some())
    }

    /// A record, even if it was removed.
    pub fn any(&self, key: &Key) -> Option<&Record> {
        self.records.get(key).map(|record| &**record)
    }

    /// Every record that was not removed, in the order of keys.
    pub fn records(&self) -> impl Iterator<Item = (&Key, &Record)> {
        self.all().filter(|(_, record)| record.fields().is_some())
    }

    /// Every record, removed or not, in the order of keys.
    pub fn all(&self) -> impl Iterator<Item = (&Key, &Record)> {
        self.records.iter().map(|(key, record)| (key, &**record))
    }

    /// The records of one part of a map, in the order of ids.
    pub fn part<'e>(
        &'e self,
        map: &str,
        part: Part,
    ) -> impl Iterator<Item = (&'e Key, &'e Record)> {
        let start = Key::of(map, part, "");
        let place = (start.map.clone(), part);
        self.records
            .range(start..)
            .map(|(key, record)| (key, &**record))
            .take_while(move |(key, _)| (&key.map, key.part) == (&place.0, place.1))
            .filter(|(_, record)| record.fields().is_some())
    }

    /// Ids of the maps, the earliest date first; maps without a date come first of all.
    pub fn maps(&self) -> Vec<Arc<str>> {
        let mut maps: Vec<_> = self
            .part("", Part::Map)
            .map(|(key, record)| (record.text("date").unwrap_or("").to_owned(), key.id.clone()))
            .collect();
        maps.sort();
        maps.into_iter().map(|(_, id)| id).collect()
    }

    /// Ids that were erased.
    pub fn erased(&self) -> impl Iterator<Item = &str> {
        self.erased.iter().map(|id| &**id)
    }

    /// The highest counter of any stamp.
    pub fn counter(&self) -> u64 {
        self.all()
            .map(|(_, record)| record.latest().counter)
            .max()
            .unwrap_or(0)
    }

    /// Puts a record in place of what stands there.
    #[must_use]
    pub(crate) fn with(&self, key: Key, record: Record) -> Self {
        Self {
            records: self.records.insert(key, Arc::new(record)),
            erased: self.erased.clone(),
        }
    }

    /// What two copies say together. Associative, commutative and idempotent; an erasure of either
    /// holds for both.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let mut merged = self.clone();
        for (key, theirs) in other.records.iter() {
            match self.records.get(key) {
                Some(ours) if Arc::ptr_eq(ours, theirs) || ours == theirs => {}
                Some(ours) => {
                    merged
                        .records
                        .insert_mut(key.clone(), Arc::new(ours.merge(theirs)));
                }
                None => merged.records.insert_mut(key.clone(), theirs.clone()),
            }
        }
        for id in other.erased.iter() {
            merged.erased.insert_mut(id.clone());
        }
        merged.swept()
    }

    /// Erases everything under these ids, and all that is about them: a person with their ties,
    /// notes and views in every map, an entry with those that answer it, a voice with its words,
    /// and pictures and recordings that only these entries showed.
    #[must_use]
    pub fn erase<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Self {
        let mut erased = self.clone();
        for id in ids {
            erased.erased.insert_mut(id.into());
        }
        let mut left = erased.swept();
        let still = left.shown();
        for id in self.shown().difference(&still) {
            left.erased.insert_mut(id.clone());
        }
        left.swept()
    }

    /// Ids of the pictures and recordings that entries show.
    fn shown(&self) -> BTreeSet<Arc<str>> {
        let entries = self.part("", Part::Entry);
        let media = entries.filter_map(|(_, entry)| entry.text("media"));
        media.map(Arc::from).collect()
    }

    fn swept(mut self) -> Self {
        if self.erased.is_empty() {
            return self;
        }
        let gone: Vec<Key> = self
            .all()
            .filter(|(key, record)| self.is_erased(key, record))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            self.records.remove_mut(&key);
        }
        self
    }

    fn is_erased(&self, key: &Key, record: &Record) -> bool {
        let is_erased = |id: &str| self.erased.contains(id);
        let mut named = fields::ANSWERS.into_iter().chain(["voice"]);
        is_erased(&key.map)
            || key.ids().any(is_erased)
            || (key.part == Part::Entry
                && named.any(|name| record.text(name).is_some_and(is_erased)))
    }

    /// What was changed between this value and a later one: keys with the record before and after.
    fn differences<'e>(&'e self, later: &'e Self) -> Vec<Difference<'e>> {
        let mut found = Vec::new();
        let (mut before, mut after) = (
            self.records.iter().peekable(),
            later.records.iter().peekable(),
        );
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return found,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some((one, _)), Some((two, _))) => one.cmp(two),
            };
            let one = if order.is_le() { before.next() } else { None };
            let two = if order.is_ge() { after.next() } else { None };
            let same = matches!((one, two), (Some((_, a)), Some((_, b))) if Arc::ptr_eq(a, b));
            if let Some((key, _)) = one.or(two).filter(|_| !same) {
                found.push((key, one.map(|(_, r)| &**r), two.map(|(_, r)| &**r)));
            }
        }
    }
}

type Difference<'e> = (&'e Key, Option<&'e Record>, Option<&'e Record>);
