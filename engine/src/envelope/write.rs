//! From an envelope to a file's text: the same text for the same value.

use super::fields::{self, Part};
use super::read::in_key;
use super::record::{Record, Stamp, State};
use super::value::Value;
use super::{Envelope, Key, VERSION};
use std::collections::BTreeMap;
use std::sync::Arc;

type Table = Vec<(Arc<str>, Value)>;

impl Envelope {
    /// The file's text: JSON that may stand in a script element of a page.
    pub fn write(&self) -> String {
        let mut file: Table = vec![("early_action".into(), f64::from(VERSION).into())];
        let mut put = |name: &str, list: Vec<Value>| {
            if !list.is_empty() {
                file.push((name.into(), Value::List(list)));
            }
        };
        for part in Part::ALL.into_iter().filter(|part| !part.is_of_a_map()) {
            let records = self.part("", part);
            put(
                part.name(),
                records
                    .map(|(key, record)| self.record(key, record))
                    .collect(),
            );
        }
        put("removed", self.removed(""));
        put("erased", self.erased().map(Value::from).collect());
        Value::Table(file).to_string()
    }

    fn record(&self, key: &Key, record: &Record) -> Value {
        let mut table: Table = Vec::new();
        let mut ids = key.ids();
        for name in in_key(key.part) {
            // A note need not be about somebody.
            if key.part != Part::Note || key.id.contains(super::JOINT) {
                table.extend(ids.next().map(|id| ((*name).into(), id.into())));
            }
        }
        table.extend(ids.next().map(|id| ("id".into(), id.into())));
        let at = usual(record);
        let mut others = Vec::new();
        for field in fields::fields(key.part) {
            let Some(held) = record.fields().and_then(|fields| fields.get(field.name)) else {
                continue;
            };
            if let Some(value) = &held.value {
                table.push((field.name.into(), self.without_erased(field.takes, value)));
            }
            if held.value.is_none() || held.stamp != at {
                others.push((field.name.into(), stamp(&held.stamp)));
            }
        }
        if at != Stamp::default() {
            table.push(("at".into(), stamp(&at)));
        }
        if !others.is_empty() {
            table.push(("at_fields".into(), Value::Table(others)));
        }
        if record.life > 0 {
            table.push(("life".into(), f64::from(record.life).into()));
        }
        if key.part == Part::Map {
            for part in Part::ALL.into_iter().filter(|part| part.is_of_a_map()) {
                let records = self.part(&key.id, part);
                let list: Vec<Value> = records
                    .map(|(key, record)| self.record(key, record))
                    .collect();
                if !list.is_empty() {
                    table.push((part.name().into(), Value::List(list)));
                }
            }
            let removed = self.removed(&key.id);
            if !removed.is_empty() {
                table.push(("removed".into(), Value::List(removed)));
            }
        }
        Value::Table(table)
    }

    /// Ids of what was erased are no longer listed as members or helpers.
    fn without_erased(&self, takes: fields::Takes, value: &Value) -> Value {
        match (takes, value) {
            (fields::Takes::Ids(_), Value::List(_)) if !self.erased.is_empty() => {
                Value::list(value.texts().filter(|id| !self.erased.contains(*id)))
            }
            _ => value.clone(),
        }
    }

    fn removed(&self, map: &str) -> Vec<Value> {
        let here = self.all().filter(|(key, _)| &*key.map == map);
        here.filter_map(|(key, record)| {
            let State::Removed(sees) = &record.state else {
                return None;
            };
            let mut table: Table = vec![
                ("part".into(), key.part.name().into()),
                ("id".into(), (&*key.id).into()),
                ("life".into(), f64::from(record.life).into()),
            ];
            if let Some(sees) = sees {
                table.push(("sees".into(), Value::list(sees)));
            }
            Some(Value::Table(table))
        })
        .collect()
    }
}

fn stamp(stamp: &Stamp) -> Value {
    Value::List(vec![
        Value::Number(stamp.counter as f64),
        (&*stamp.writer).into(),
    ])
}

/// The stamp that most fields have, the latest of those.
fn usual(record: &Record) -> Stamp {
    let mut counts: BTreeMap<&Stamp, usize> = BTreeMap::new();
    let fields = record.fields().into_iter().flatten();
    for (_, field) in fields.filter(|(_, field)| field.value.is_some()) {
        *counts.entry(&field.stamp).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(stamp, count)| (*count, *stamp));
    most.map(|(stamp, _)| stamp.clone()).unwrap_or_default()
}
