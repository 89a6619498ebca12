//! A plan in words: goals with ratings and steps, then what happened, in its order.

use super::{date, day, number, person, say, voice};
use crate::Block;
use early_action_engine::envelope::{Envelope, Key, Part, Record};
use early_action_engine::progress::{Goal, Ladder, Plan, State, Step};
use early_action_present::Words;

/// The plan of a file in words; nothing if there is none.
pub fn plan(envelope: &Envelope, words: &Words) -> Vec<Block> {
    if envelope.part("", Part::Entry).next().is_none() {
        return Vec::new();
    }
    let plan = Plan::of(envelope);
    let teller = Teller { envelope, words };
    let mut blocks = vec![Block::Heading(2, words.word("keep-plan"))];
    for goal in &plan.goals {
        teller.goal(goal, &mut blocks);
    }
    let others: Vec<String> = plan.loose.iter().map(|step| teller.step(step)).collect();
    if !others.is_empty() {
        blocks.push(Block::Heading(3, words.word("keep-plan-other-steps")));
        blocks.push(Block::List(others));
    }
    teller.story(&mut blocks);
    teller.scales(&mut blocks);
    blocks
}

struct Teller<'t> {
    envelope: &'t Envelope,
    words: &'t Words,
}

impl Teller<'_> {
    fn entry(&self, id: &str) -> Option<&Record> {
        self.envelope.get(&Key::top(Part::Entry, id))
    }

    fn goal(&self, goal: &Goal, blocks: &mut Vec<Block>) {
        let words = self.words;
        blocks.push(Block::Heading(3, goal.text.clone()));
        let mut lines = Vec::new();
        let entry = self.entry(&goal.id);
        let text = |name: &str| entry.and_then(|entry| entry.text(name));
        if let Some(of) = text("voice") {
            let voice = voice(self.envelope, words, Some(of));
            lines.push(match text("author").filter(|author| *author != of) {
                None => say(words, "keep-plan-goal", &[("voice", &voice)]),
                Some(author) => {
                    let author = self::voice(self.envelope, words, Some(author));
                    let texts = [("voice", voice.as_str()), ("author", &author)];
                    say(words, "keep-plan-goal-written", &texts)
                }
            });
        }
        if let Some(date) = entry.and_then(|entry| day(words, entry, "date")) {
            lines.push(say(words, "keep-plan-set", &[("date", &date)]));
        }
        if let Some(area) = text("area") {
            lines.push(say(words, "keep-plan-area", &[("area", area)]));
        }
        if let Some(before) = text("text").filter(|before| *before != goal.text) {
            lines.push(say(words, "keep-plan-words-before", &[("text", before)]));
        }
        match goal.state {
            State::Open => {}
            State::Reached => lines.push(words.word("keep-state-reached")),
            State::Aside => lines.push(words.word("keep-state-aside")),
        }
        lines.extend(goal.ladders.iter().map(|ladder| self.ladder(ladder)));
        if let Some(level) = goal.level {
            lines.push(words.word(&format!("keep-level-{level}")));
        }
        if !lines.is_empty() {
            blocks.push(Block::Text(lines.join("\n")));
        }
        if !goal.steps.is_empty() {
            let steps = goal.steps.iter().map(|step| self.step(step)).collect();
            blocks.push(Block::Text(words.word("keep-plan-steps")));
            blocks.push(Block::List(steps));
        }
    }

    fn ladder(&self, ladder: &Ladder) -> String {
        let words = self.words;
        let ratings: Vec<String> = ladder
            .ratings
            .iter()
            .map(|rating| {
                let value = number(rating.value);
                match rating.date {
                    None => say(words, "keep-plan-rating", &[("rating", &value)]),
                    Some(on) => {
                        let on = date(words, on);
                        say(
                            words,
                            "keep-plan-rating-on",
                            &[("rating", &value), ("date", &on)],
                        )
                    }
                }
            })
            .collect();
        let id = (!ladder.voice.is_empty()).then_some(&*ladder.voice);
        let voice = voice(self.envelope, words, id);
        let mut texts = vec![("voice", voice), ("ratings", ratings.join(", "))];
        let mut message = "keep-plan-ratings";
        if let (Some(low), Some(high)) = &ladder.ends {
            texts.extend([("low", low.clone()), ("high", high.clone())]);
            message = "keep-plan-ratings-ends";
        }
        let texts: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (*id, &**text)).collect();
        say(words, message, &texts)
    }

    fn step(&self, step: &Step) -> String {
        let words = self.words;
        let mut more = Vec::new();
        if let Some(by) = &step.asked_by {
            more.push(say(words, "keep-step-asked", &[("name", by)]));
        }
        if !step.helpers.is_empty() {
            let name = |id: &String| person(self.envelope, words, id);
            let names: Vec<String> = step.helpers.iter().map(name).collect();
            let args = [
                ("names", words.list(&names).into()),
                ("count", names.len().into()),
            ];
            more.push(words.text("keep-step-helps", &args));
        }
        let due = self
            .entry(&step.id)
            .and_then(|entry| day(words, entry, "due"));
        more.extend(due.map(|date| say(words, "keep-step-due", &[("date", &date)])));
        more.extend((step.state == State::Aside).then(|| words.word("keep-step-aside")));
        for (count, id) in [
            (step.times.0, "keep-step-done"),
            (step.times.1, "keep-step-missed"),
        ] {
            if count > 0 {
                more.push(words.text(id, &[("count", count.into())]));
            }
        }
        match more.is_empty() {
            true => say(words, "keep-plan-step", &[("text", &step.text)]),
            false => {
                let texts = [("text", step.text.as_str()), ("more", &more.join("; "))];
                say(words, "keep-plan-step-more", &texts)
            }
        }
    }

    /// Life events, notes, photos, corrections and consents, in the order of their dates.
    fn story(&self, blocks: &mut Vec<Block>) {
        let words = self.words;
        let mut entries: Vec<(&Key, &Record)> = self
            .envelope
            .part("", Part::Entry)
            .filter(|(_, entry)| {
                let kinds = [
                    "event",
                    "note",
                    "media",
                    "correction",
                    "consent",
                    "withdrawn",
                ];
                entry.text("kind").is_some_and(|kind| kinds.contains(&kind))
            })
            .collect();
        if entries.is_empty() {
            return;
        }
        entries.sort_by_cached_key(|(key, entry)| {
            (
                entry.text("date").map(str::to_owned),
                entry.latest(),
                key.id.clone(),
            )
        });
        blocks.push(Block::Heading(3, words.word("keep-plan-story")));
        let mut items = Vec::new();
        for (_, entry) in entries {
            let media = entry
                .text("media")
                .and_then(|id| self.envelope.get(&Key::top(Part::Media, id)));
            let said = self.said(entry);
            match media.and_then(|media| Some((media.text("type")?, media.text("data")?))) {
                Some((kind, data)) => {
                    if !items.is_empty() {
                        blocks.push(Block::List(std::mem::take(&mut items)));
                    }
                    blocks.push(Block::Media {
                        kind: kind.to_owned(),
                        data: data.to_owned(),
                        text: said,
                    });
                }
                None => items.push(said),
            }
        }
        if !items.is_empty() {
            blocks.push(Block::List(items));
        }
    }

    fn said(&self, entry: &Record) -> String {
        let words = self.words;
        let text = entry.text("text").unwrap_or_default();
        let goal = |entry: &Record| {
            let goal = entry.text("goal").and_then(|id| self.entry(id));
            goal.and_then(|goal| goal.text("text"))
                .unwrap_or_default()
                .to_owned()
        };
        let text = match entry.text("kind") {
            Some("correction") => say(words, "keep-correction", &[("text", text)]),
            Some(kind @ ("consent" | "withdrawn")) => {
                let purpose = entry.text("purpose").unwrap_or(text);
                let texts = [("goal", goal(entry)), ("purpose", purpose.to_owned())];
                let texts = texts.each_ref().map(|(id, text)| (*id, text.as_str()));
                say(words, &format!("keep-{kind}"), &texts)
            }
            _ => text.to_owned(),
        };
        let by = entry
            .text("voice")
            .map(|id| voice(self.envelope, words, Some(id)));
        match (day(words, entry, "date"), by) {
            (Some(date), Some(by)) => {
                let texts = [("date", date.as_str()), ("voice", &by), ("text", &text)];
                say(words, "keep-story-voice", &texts)
            }
            (Some(date), None) => say(words, "keep-story", &[("date", &date), ("text", &text)]),
            (None, Some(by)) => say(
                words,
                "keep-story-no-date",
                &[("voice", &by), ("text", &text)],
            ),
            (None, None) => text,
        }
    }

    fn scales(&self, blocks: &mut Vec<Block>) {
        let words = self.words;
        let mut items = Vec::new();
        for (key, scale) in self.envelope.part("", Part::Entry) {
            if scale.text("kind") != Some("scale") {
                continue;
            }
            let mut scores: Vec<(&Key, &Record)> = self
                .envelope
                .part("", Part::Entry)
                .filter(|(_, entry)| entry.text("scale") == Some(&key.id))
                .collect();
            scores.sort_by_cached_key(|(_, entry)| {
                (
                    entry.text("voice").map(str::to_owned),
                    entry.text("date").map(str::to_owned),
                    entry.latest(),
                )
            });
            for by in scores.chunk_by(|(_, one), (_, two)| one.text("voice") == two.text("voice")) {
                let values: Vec<String> = by
                    .iter()
                    .filter_map(|(_, entry)| {
                        let value = number(entry.number("score")?);
                        Some(match day(words, entry, "date") {
                            None => value,
                            Some(on) => {
                                let texts = [("rating", value.as_str()), ("date", &on)];
                                say(words, "keep-plan-rating-on", &texts)
                            }
                        })
                    })
                    .collect();
                let texts = [
                    ("name", scale.text("text").unwrap_or_default().to_owned()),
                    ("voice", voice(self.envelope, words, by[0].1.text("voice"))),
                    ("scores", values.join(", ")),
                ];
                let texts = texts.each_ref().map(|(id, text)| (*id, text.as_str()));
                items.push(say(words, "keep-scale", &texts));
            }
        }
        if !items.is_empty() {
            blocks.push(Block::Heading(3, words.word("keep-plan-scales")));
            blocks.push(Block::List(items));
        }
    }
}
