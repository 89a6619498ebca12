//! The plan of a family, without a browser: pictures, tables, sentences, files to take away.
//!
//! [`Told`] holds what everything here is made from.

pub mod calendar;
pub mod face;
pub mod journey;
pub mod ladder;
pub mod plain;
pub mod say;
pub mod shares;
pub mod star;
pub mod story;
pub mod team;

use crate::words::{Value, Words};
use early_action_engine::envelope::{Envelope, Key, Part, Record};
use early_action_engine::network::Date;
use early_action_engine::progress::Plan;

/// How the marks of a plan's pictures look, beside the theme: no page of a scenario carries it.
pub const PLAN_CSS: &str = include_str!("plan.css");

/// A file, the plan that it holds, and the words to tell it in.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The words.
    pub words: &'a Words,
    /// The file.
    pub envelope: &'a Envelope,
    /// Its plan.
    pub plan: &'a Plan,
}

impl<'a> Told<'a> {
    /// An entry of the log.
    pub fn entry(&self, id: &str) -> Option<&'a Record> {
        self.envelope.get(&Key::top(Part::Entry, id))
    }

    /// What a voice is called; "somebody" where nobody is named.
    pub fn voice(&self, id: Option<&str>) -> String {
        id.and_then(|id| self.envelope.get(&Key::top(Part::Voice, id)))
            .and_then(|voice| voice.text("name"))
            .map_or_else(|| self.words.word("plan-somebody"), str::to_owned)
    }

    /// The kind of a voice.
    pub fn kind(&self, id: &str) -> Option<&'a str> {
        self.envelope.get(&Key::top(Part::Voice, id))?.text("kind")
    }

    /// What a person is called on the latest map that they are on.
    pub fn person(&self, id: &str) -> String {
        let maps = self.envelope.maps();
        let name = maps.iter().rev().find_map(|map| {
            let person = self.envelope.get(&Key::of(map, Part::Person, id))?;
            person.text("name").map(str::to_owned)
        });
        name.unwrap_or_else(|| self.words.word("plan-no-longer-on-map"))
    }

    /// A sentence.
    pub fn say(&self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        self.words.text(id, args)
    }

    /// The date of an entry.
    pub fn date(&self, record: &Record) -> Option<Date> {
        record.text("date").and_then(Date::parse)
    }

    /// Entries of these kinds, by the day on which they happened, then in the order in which they
    /// were written.
    pub fn entries(&self, kinds: &[&str]) -> Vec<(&'a str, &'a Record)> {
        let mut found: Vec<(&str, &Record)> = self
            .envelope
            .part("", Part::Entry)
            .filter(|(_, record)| {
                record
                    .text("kind")
                    .is_some_and(|kind| kinds.contains(&kind))
            })
            .map(|(key, record)| (&*key.id, record))
            .collect();
        found.sort_by_cached_key(|(id, record)| {
            (self.date(record), record.latest(), (*id).to_owned())
        });
        found
    }
}

/// A date as people write it: "14 March 2026", "March 2026", "2026".
pub fn date(words: &Words, date: Date) -> String {
    let text = date.to_string();
    let mut parts = text
        .split('-')
        .map(|part| part.trim_start_matches('0').to_owned());
    let (year, month, day) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let Some(month) = month else {
        return year;
    };
    let month = words.word(&["month-", &month].concat());
    let mut args = vec![("month", month.into()), ("year", year.into())];
    match day {
        Some(day) => {
            args.push(("day", day.into()));
            words.text("date-day", &args)
        }
        None => words.text("date-month", &args),
    }
}

/// A rating as people write it: "6", "2.5".
pub fn rating(value: f64) -> String {
    ((value * 10.0).round() / 10.0).to_string()
}

#[cfg(test)]
mod tests;
