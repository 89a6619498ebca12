//! A map drawn and in words: everybody in a table, then groups, ties, notes and what others say.

use super::{day, number, person, say, voice};
use crate::Block;
use early_action_engine::envelope::{Envelope, Key, Part, Record};
use early_action_present::Words;
use early_action_present::map::{Before, Sheet, Sketch, draw};
use early_action_present::palette::Palette;
use early_action_present::tables::{Cell, Column, Table};
use std::collections::BTreeSet;

/// A map as its element draws it.
fn drawing(envelope: &Envelope, map: &str, words: &Words) -> Option<Block> {
    let sketch = Sketch::of(envelope, map, &BTreeSet::new())?;
    let picture = draw(&sketch, words, &Before::default());
    let sheet = Sheet::of(&sketch, words, &picture);
    (!sketch.people.is_empty()).then(|| Block::Drawing {
        svg: sheet.document(Palette::Light),
        description: sheet.description,
    })
}

/// A map drawn and in words; nothing if there is no such map.
pub fn map(envelope: &Envelope, map: &str, words: &Words) -> Vec<Block> {
    let Some(about) = envelope.get(&Key::top(Part::Map, map)) else {
        return Vec::new();
    };
    let name = |id: &str| person(envelope, words, id);
    let mut blocks = vec![Block::Heading(
        2,
        match (about.text("title"), about.text("centre")) {
            (Some(title), _) => title.to_owned(),
            (None, Some(centre)) => say(words, "keep-map", &[("name", &name(centre))]),
            (None, None) => words.word("keep-map-nobody"),
        },
    )];
    let mut lines = Vec::new();
    if let Some(by) = about.text("drawn_by") {
        let by = voice(envelope, words, Some(by));
        lines.push(say(words, "keep-map-drawn", &[("name", &by)]));
    }
    if let Some(date) = day(words, about, "date") {
        lines.push(say(words, "keep-map-date", &[("date", &date)]));
    }
    lines.extend(about.text("note").map(str::to_owned));
    if !lines.is_empty() {
        blocks.push(Block::Text(lines.join("\n")));
    }
    blocks.extend(drawing(envelope, map, words));
    let centre = about.text("centre");
    let mut people: Vec<(&Key, &Record)> = envelope.part(map, Part::Person).collect();
    // As on the drawing: the one at the centre, then from the middle outwards.
    people.sort_by_cached_key(|(key, record)| {
        let ring = record.number("ring").map_or(9, |ring| ring as u8);
        (
            centre != Some(&*key.id),
            ring,
            record.text("name").map(str::to_lowercase),
        )
    });
    if people.is_empty() {
        blocks.push(Block::Text(words.word("keep-map-empty")));
    } else {
        blocks.push(Block::Table(table(words, &people, &name)));
    }
    let mut list = |heading: &str, items: Vec<String>| {
        if !items.is_empty() {
            blocks.push(Block::Heading(3, words.word(heading)));
            blocks.push(Block::List(items));
        }
    };
    list("keep-map-groups", groups(envelope, map, words, &name));
    list("keep-map-ties", ties(envelope, map, words, &name));
    list("keep-map-notes", notes(envelope, map, words, &name));
    list("keep-map-views", views(envelope, map, words, &name));
    blocks
}

type Name<'n> = &'n dyn Fn(&str) -> String;

fn table(words: &Words, people: &[(&Key, &Record)], name: Name<'_>) -> Table {
    let cell = |text: String| Cell { text, number: None };
    let columns = ["name", "kind", "ring", "helps", "more"].map(|id| Column {
        heading: words.word(&format!("keep-column-{id}")),
        numeric: false,
    });
    let row = |(_, record): &(&Key, &Record)| {
        let ring = record
            .number("ring")
            .map(|ring| format!("keep-ring-{ring}"));
        let helps: Vec<String> = record
            .texts("helps")
            .iter()
            .map(|help| called(words, "help", help))
            .collect();
        let mut more = described(words, record);
        more.extend(dated(words, record));
        more.extend(
            record
                .text("through")
                .map(|id| say(words, "keep-through", &[("name", &name(id))])),
        );
        more.extend(record.text("note").map(str::to_owned));
        vec![
            cell(record.text("name").unwrap_or_default().to_owned()),
            cell(kind(words, record)),
            cell(ring.map(|id| words.word(&id)).unwrap_or_default()),
            cell(words.list(&helps)),
            cell(more.join("; ")),
        ]
    };
    Table {
        caption: words.word("keep-map-people"),
        columns: columns.into(),
        rows: people.iter().map(row).collect(),
    }
}

/// What a kind or a kind of help is called: by the locale or, one of the family's own, as written.
fn called(words: &Words, group: &str, name: &str) -> String {
    let id = format!("{group}-{}", name.replace(' ', "-"));
    words
        .try_text(&id, None, &[])
        .unwrap_or_else(|_| name.to_owned())
}

fn kind(words: &Words, record: &Record) -> String {
    let kind = record.text("kind").map(|kind| called(words, "kind", kind));
    match (record.text("role"), kind) {
        (Some(role), Some(kind)) => {
            say(words, "keep-kind-role", &[("role", role), ("kind", &kind)])
        }
        (Some(role), None) => role.to_owned(),
        (None, kind) => kind.unwrap_or_default(),
    }
}

/// What is said in words that are given: state, direction, how it feels, how often.
fn described(words: &Words, record: &Record) -> Vec<String> {
    let fields = ["state", "direction", "quality", "contact"];
    let mut said: Vec<String> = fields
        .into_iter()
        .filter_map(|field| Some((field, record.text(field)?)))
        // That somebody is there now goes without saying.
        .filter(|said| *said != ("state", "now"))
        .map(|(field, word)| words.word(&format!("keep-{field}-{word}")))
        .collect();
    for (field, id) in [("chosen", "keep-chosen"), ("paid", "keep-paid")] {
        said.extend((record.flag(field) == Some(true)).then(|| words.word(id)));
    }
    said
}

fn dated(words: &Words, record: &Record) -> Vec<String> {
    let mut said = Vec::new();
    for (field, id) in [("since", "keep-since"), ("until", "keep-until")] {
        said.extend(day(words, record, field).map(|date| say(words, id, &[("date", &date)])));
    }
    let age = record.number("until_age").map(number);
    said.extend(age.map(|age| say(words, "keep-until-age", &[("age", &age)])));
    let chance = record
        .number("stays")
        .map(|chance| format!("{:.0}", 100.0 * chance));
    said.extend(chance.map(|chance| say(words, "keep-stays", &[("chance", &chance)])));
    said
}

fn groups(envelope: &Envelope, map: &str, words: &Words, name: Name<'_>) -> Vec<String> {
    envelope
        .part(map, Part::Group)
        .map(|(_, group)| {
            let members: Vec<String> = group.texts("members").into_iter().map(name).collect();
            let id = match group.flag("together") {
                Some(true) => "keep-group-together",
                _ => "keep-group",
            };
            let group = group.text("name").unwrap_or_default();
            say(
                words,
                id,
                &[("name", group), ("members", &words.list(&members))],
            )
        })
        .collect()
}

fn ties(envelope: &Envelope, map: &str, words: &Words, name: Name<'_>) -> Vec<String> {
    envelope
        .part(map, Part::Tie)
        .map(|(key, tie)| {
            let (one, other) = key.pair();
            let (one, other) = (name(one), name(other));
            let mut more: Vec<String> = tie.text("kind").map(str::to_owned).into_iter().collect();
            more.extend(described(words, tie));
            more.extend(tie.text("note").map(str::to_owned));
            let texts = [
                ("one", one.as_str()),
                ("other", &other),
                ("more", &more.join("; ")),
            ];
            match more.is_empty() {
                true => say(words, "keep-tie", &texts[..2]),
                false => say(words, "keep-tie-more", &texts),
            }
        })
        .collect()
}

fn notes(envelope: &Envelope, map: &str, words: &Words, name: Name<'_>) -> Vec<String> {
    envelope
        .part(map, Part::Note)
        .map(|(key, note)| {
            let text = note.text("text").unwrap_or_default();
            match key.id.contains('~') {
                true => {
                    let about = name(key.pair().0);
                    say(
                        words,
                        "keep-note-about",
                        &[("name", &about), ("text", text)],
                    )
                }
                false => text.to_owned(),
            }
        })
        .collect()
}

fn views(envelope: &Envelope, map: &str, words: &Words, name: Name<'_>) -> Vec<String> {
    envelope
        .part(map, Part::View)
        .map(|(key, view)| {
            let (about, by) = key.pair();
            let mut said = Vec::new();
            if let Some(called) = view.text("name") {
                said.push(say(words, "keep-called", &[("name", called)]));
            }
            said.extend(view.text("kind").map(|kind| called(words, "kind", kind)));
            let ring = view.number("ring").map(|ring| format!("keep-ring-{ring}"));
            said.extend(ring.map(|id| words.word(&id)));
            said.extend(described(words, view));
            said.extend(dated(words, view));
            said.extend(view.text("note").map(str::to_owned));
            let texts = [
                ("voice", voice(envelope, words, Some(by))),
                ("name", name(about)),
                ("said", said.join("; ")),
            ];
            say(
                words,
                "keep-view",
                &texts.each_ref().map(|(id, text)| (*id, text.as_str())),
            )
        })
        .collect()
}
