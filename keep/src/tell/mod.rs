//! Map and plan in words: what a kept page shows.

mod arrivals;
mod map;
mod plan;

pub use arrivals::arrivals;
pub use map::map;
pub use plan::plan;

use crate::Block;
use early_action_engine::envelope::{Envelope, Key, Part, Record};
use early_action_engine::network::Date;
use early_action_present::Words;
use early_action_present::words::Value;

/// Everything of a file: the plan if there is one, then every map, the latest first.
pub fn everything(envelope: &Envelope, words: &Words) -> Vec<Block> {
    let mut blocks = Vec::new();
    let is_partly = envelope
        .records()
        .any(|(_, record)| record.sees().is_some());
    if is_partly {
        blocks.push(Block::Text(words.word("keep-page-partly")));
    }
    blocks.extend(plan(envelope, words));
    for id in envelope.maps().iter().rev() {
        blocks.extend(map(envelope, id, words));
    }
    blocks
}

/// The date of a record, as people write it.
fn day(words: &Words, record: &Record, field: &str) -> Option<String> {
    let day = record.text(field).and_then(Date::parse)?;
    Some(early_action_present::plan::date(words, day))
}

/// What a voice is called.
pub(crate) fn voice(envelope: &Envelope, words: &Words, id: Option<&str>) -> String {
    id.and_then(|id| envelope.get(&Key::top(Part::Voice, id)))
        .and_then(|voice| voice.text("name"))
        .map_or_else(|| words.word("keep-somebody"), str::to_owned)
}

/// What a person is called, on whatever map they stand; the latest says it.
pub(crate) fn person(envelope: &Envelope, words: &Words, id: &str) -> String {
    let maps = envelope.maps();
    let names = maps.iter().rev().filter_map(|map| {
        let record = envelope.get(&Key::of(map, Part::Person, id))?;
        record.text("name").map(str::to_owned)
    });
    names
        .into_iter()
        .next()
        .unwrap_or_else(|| words.word("keep-somebody"))
}

/// A message with texts put in.
fn say(words: &Words, id: &str, texts: &[(&str, &str)]) -> String {
    let args: Vec<(&str, Value<'_>)> = texts
        .iter()
        .map(|(name, text)| (*name, (*text).into()))
        .collect();
    words.text(id, &args)
}

/// A number as people write it.
fn number(value: f64) -> String {
    value.to_string()
}
