//! The plan's log as a table, for spreadsheets.

use crate::tell;
use early_action_engine::envelope::{Copy, Key, Part, Record};
use early_action_engine::network::Date;
use early_action_present::Words;
use early_action_present::tables::{Cell, Column, Table};

/// The columns; each has a heading in the locales.
const COLUMNS: [&str; 14] = [
    "date", "what", "goal", "step", "voice", "author", "text", "figure", "low", "high", "asked",
    "helps", "due", "id",
];

/// Every entry of a plan, a row each, in the order of dates. Only a copy for a reader leaves a
/// family's hands: what the reader may not see is not in it.
pub fn log(copy: &Copy, words: &Words) -> Table {
    let envelope = &copy.envelope;
    let mut entries: Vec<(&Key, &Record)> = envelope.part("", Part::Entry).collect();
    entries.sort_by_cached_key(|(key, entry)| {
        let date = entry.text("date").and_then(Date::parse);
        (date, entry.latest(), key.id.clone())
    });
    let text = |text: &str| Cell {
        text: text.to_owned(),
        number: None,
    };
    let of_goal = |id: Option<&str>| {
        let goal = id.and_then(|id| envelope.get(&Key::top(Part::Entry, id)));
        text(goal.and_then(|goal| goal.text("text")).unwrap_or_default())
    };
    let voice = |id: Option<&str>| match id {
        Some(id) => text(&tell::voice(envelope, words, Some(id))),
        None => text(""),
    };
    let row = |(key, entry): &(&Key, &Record)| {
        let said = |field: &str| text(entry.text(field).unwrap_or_default());
        let kind = entry.text("kind").unwrap_or_default();
        let figure = match kind {
            "rating" => entry.number("rating"),
            "attainment" => entry.number("level"),
            "score" => entry.number("score"),
            _ => None,
        };
        let helps: Vec<String> = entry
            .texts("helpers")
            .iter()
            .map(|id| tell::person(envelope, words, id))
            .collect();
        // A done step names its goal through the step.
        let step = entry.text("step");
        let goal = entry.text("goal").or_else(|| {
            let step = envelope.get(&Key::top(Part::Entry, step?))?;
            step.text("goal")
        });
        let words_of = match kind {
            "consent" | "withdrawn" => entry.text("purpose").or(entry.text("text")),
            "score" => entry
                .text("scale")
                .and_then(|id| envelope.get(&Key::top(Part::Entry, id)))
                .and_then(|scale| scale.text("text")),
            _ => entry.text("text"),
        };
        vec![
            said("date"),
            text(&words.word(&format!("keep-entry-{kind}"))),
            of_goal(goal),
            of_goal(step),
            voice(entry.text("voice")),
            voice(entry.text("author")),
            text(words_of.unwrap_or_default()),
            Cell {
                text: figure.map(|figure| figure.to_string()).unwrap_or_default(),
                number: figure,
            },
            said("low"),
            said("high"),
            said("asked_by"),
            text(&helps.join("; ")),
            said("due"),
            text(&key.id),
        ]
    };
    let columns = COLUMNS.map(|id| Column {
        heading: words.word(&format!("keep-csv-{id}")),
        numeric: id == "figure",
    });
    Table {
        caption: words.word("keep-plan"),
        columns: columns.into(),
        rows: entries.iter().map(row).collect(),
    }
}

/// The table as a file: it begins with the mark by which spreadsheets know the encoding, and no
/// spreadsheet takes anything in it for a formula.
pub fn csv(copy: &Copy, words: &Words) -> String {
    format!("\u{feff}{}", log(copy, words).to_csv())
}
