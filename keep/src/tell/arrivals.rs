//! What came in with another copy, a line each.

use super::{person, say, voice};
use early_action_engine::envelope::{Arrival, Envelope, Key, Part, What};
use early_action_present::Words;

/// What a merge brought, in words; one line that nothing came in, if nothing did.
pub fn arrivals(before: &Envelope, after: &Envelope, words: &Words) -> Vec<String> {
    let lines: Vec<String> = before
        .arrivals(after)
        .iter()
        .map(|arrival| line(arrival, after, words))
        .collect();
    match lines.is_empty() {
        true => vec![words.word("keep-came-nothing")],
        false => lines,
    }
}

fn line(arrival: &Arrival, after: &Envelope, words: &Words) -> String {
    let key = &arrival.key;
    let record = after.get(key);
    let kind = record.and_then(|record| record.text("kind"));
    let part = match (key.part, kind) {
        (Part::Entry, Some(kind)) => words.word(&format!("keep-entry-{kind}")),
        _ => words.word(&format!("keep-part-{}", key.part.name())),
    };
    let id = match arrival.what {
        What::New => "keep-came-new",
        What::Changed(_) => "keep-came-changed",
        What::Removed => "keep-came-removed",
        What::Erased => "keep-came-erased",
    };
    let name = name(key, after, words);
    say(words, id, &[("part", &part), ("name", &name)])
}

/// What a record is called: its name or its words; of a rating, whose it is and of what.
fn name(key: &Key, after: &Envelope, words: &Words) -> String {
    let Some(record) = after.get(key) else {
        return String::new();
    };
    let own = ["name", "title", "text"]
        .iter()
        .find_map(|field| record.text(field));
    if let Some(own) = own {
        return own.to_owned();
    }
    let mut said = Vec::new();
    match key.part {
        Part::Tie => {
            let (one, other) = key.pair();
            let (one, other) = (person(after, words, one), person(after, words, other));
            return say(words, "keep-tie", &[("one", &one), ("other", &other)]);
        }
        Part::View => {
            let (about, by) = key.pair();
            said.push(voice(after, words, Some(by)));
            said.push(person(after, words, about));
        }
        Part::Entry => {
            said.extend(record.text("voice").map(|id| voice(after, words, Some(id))));
            let figure = ["rating", "level", "score"]
                .iter()
                .find_map(|f| record.number(f));
            said.extend(figure.map(super::number));
            let of = ["goal", "step", "scale", "corrects"]
                .iter()
                .find_map(|field| after.get(&Key::top(Part::Entry, record.text(field)?)));
            said.extend(of.and_then(|of| of.text("text")).map(str::to_owned));
        }
        _ => {}
    }
    said.join(", ")
}
