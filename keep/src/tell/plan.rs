//! A plan in words, those of its element: goals with ratings and steps, then what happened, in its
//! order. What an element draws or folds away is said in full here.

use super::{day, number, say, voice};
use crate::Block;
use early_action_engine::envelope::{Envelope, Key, Part, Record};
use early_action_engine::progress::{Goal, Ladder, Plan, State, Step};
use early_action_present::Words;
use early_action_present::plan::{self, Told, date, story};

/// What is told of what happened, besides goals, steps and ratings.
const HAPPENED: [&str; 6] = [
    "event",
    "note",
    "media",
    "correction",
    "consent",
    "withdrawn",
];

/// The plan of a file in words; nothing if there is none.
pub fn plan(envelope: &Envelope, words: &Words) -> Vec<Block> {
    if envelope.part("", Part::Entry).next().is_none() {
        return Vec::new();
    }
    let plan = &Plan::of(envelope);
    let teller = Teller(Told {
        words,
        envelope,
        plan,
    });
    let mut blocks = vec![Block::Heading(2, words.word("keep-plan"))];
    for goal in &plan.goals {
        teller.goal(goal, &mut blocks);
    }
    let others: Vec<String> = plan.loose.iter().map(|step| teller.step(step)).collect();
    if !others.is_empty() {
        blocks.push(Block::Heading(3, words.word("plan-other-steps")));
        blocks.push(Block::List(others));
    }
    teller.story(&mut blocks);
    teller.scales(&mut blocks);
    blocks
}

struct Teller<'t>(Told<'t>);

impl Teller<'_> {
    fn goal(&self, goal: &Goal, blocks: &mut Vec<Block>) {
        let (told, words) = (&self.0, self.0.words);
        blocks.push(Block::Heading(3, goal.text.clone()));
        let mut lines = vec![plan::say::whose(told, goal)];
        let entry = told.entry(&goal.id);
        let text = |name: &str| entry.and_then(|entry| entry.text(name));
        if let Some(area) = text("area") {
            lines.push(say(words, "keep-plan-area", &[("area", area)]));
        }
        if let Some(before) = text("text").filter(|before| *before != goal.text) {
            lines.push(say(words, "keep-plan-words-before", &[("text", before)]));
        }
        match goal.state {
            State::Open => {}
            State::Reached => lines.push(words.word("plan-reached")),
            State::Aside => lines.push(words.word("plan-aside")),
        }
        lines.extend(goal.ladders.iter().map(|ladder| self.ladder(ladder)));
        if let Some(level) = goal.level {
            lines.push(words.word(&format!("keep-level-{level}")));
        }
        blocks.push(Block::Text(lines.join("\n")));
        if !goal.steps.is_empty() {
            let steps = goal.steps.iter().map(|step| self.step(step)).collect();
            blocks.push(Block::Text(words.word("keep-plan-steps")));
            blocks.push(Block::List(steps));
        }
    }

    /// Every rating of a voice.
    fn ladder(&self, ladder: &Ladder) -> String {
        let words = self.0.words;
        let ratings: Vec<String> = ladder
            .ratings
            .iter()
            .map(|rating| self.on(rating.value, rating.date.map(|day| date(words, day))))
            .collect();
        let mut texts = vec![
            ("voice", self.0.voice(Some(&ladder.voice))),
            ("ratings", ratings.join(", ")),
        ];
        let mut message = "keep-plan-ratings";
        if let (Some(low), Some(high)) = &ladder.ends {
            texts.extend([("low", low.clone()), ("high", high.clone())]);
            message = "keep-plan-ratings-ends";
        }
        let texts: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (*id, &**text)).collect();
        say(words, message, &texts)
    }

    /// A figure, with its day if it has one.
    fn on(&self, value: f64, day: Option<String>) -> String {
        let value = number(value);
        match day {
            None => value,
            Some(day) => {
                let texts = [("rating", value.as_str()), ("date", &day)];
                say(self.0.words, "keep-plan-rating-on", &texts)
            }
        }
    }

    fn step(&self, step: &Step) -> String {
        let (told, words) = (&self.0, self.0.words);
        let mut more = plan::say::around(told, step);
        more.extend((step.state == State::Aside).then(|| words.word("plan-aside")));
        more.extend(plan::say::kept_up(told, step));
        match more.is_empty() {
            true => step.text.clone(),
            false => {
                let texts = [("text", step.text.as_str()), ("more", &more.join(" "))];
                say(words, "keep-plan-step-more", &texts)
            }
        }
    }

    /// Life events, notes, photos, corrections and consents, in the order of their dates.
    fn story(&self, blocks: &mut Vec<Block>) {
        let told = &self.0;
        let entries = told.entries(&HAPPENED);
        if entries.is_empty() {
            return;
        }
        blocks.push(Block::Heading(3, told.words.word("plan-happened")));
        let mut items = Vec::new();
        for (_, entry) in entries {
            let media = entry
                .text("media")
                .and_then(|id| told.envelope.get(&Key::top(Part::Media, id)));
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
        let text = story::sentence(&self.0, entry);
        match day(self.0.words, entry, "date") {
            Some(date) => say(
                self.0.words,
                "keep-story",
                &[("date", &date), ("text", &text)],
            ),
            None => text,
        }
    }

    fn scales(&self, blocks: &mut Vec<Block>) {
        let (words, envelope) = (self.0.words, self.0.envelope);
        let mut items = Vec::new();
        for (key, scale) in envelope.part("", Part::Entry) {
            if scale.text("kind") != Some("scale") {
                continue;
            }
            let mut scores: Vec<(&Key, &Record)> = envelope
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
                        Some(self.on(entry.number("score")?, day(words, entry, "date")))
                    })
                    .collect();
                let texts = [
                    ("name", scale.text("text").unwrap_or_default().to_owned()),
                    ("voice", voice(envelope, words, by[0].1.text("voice"))),
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
