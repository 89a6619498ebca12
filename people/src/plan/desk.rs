//! One plan on the page: what it says now, who is writing, and every door to its book and words.

use crate::book::Book;
use crate::host::Host;
use early_action_engine::envelope::{Change, Envelope, Part};
use early_action_engine::progress::Plan;
use early_action_host::After;
use early_action_present::Words;
use early_action_present::plan::Told;
use early_action_present::words::Value;
use leptos::prelude::*;
use std::sync::Arc;

/// The file and the plan that it makes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The file.
    pub envelope: Envelope,
    /// Its plan.
    pub plan: Plan,
}

/// What fills the element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// The plan.
    #[default]
    Plan,
    /// A visit is being written down.
    Visit,
    /// Everybody rates the goal of this id in turn.
    Meeting(String),
}

/// What is on paper when it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// The plan for the fridge.
    #[default]
    Plan,
    /// Sheets to fill in by hand.
    Blank,
    /// The story of the goal of this id.
    Story(String),
}

/// Handles to one view of a plan; copies are the same view.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What the file says now.
    pub known: Memo<Arc<Known>>,
    /// The voice of whoever holds the device.
    pub writer: RwSignal<Option<String>>,
    /// What is said to those who listen to the page.
    pub said: RwSignal<String>,
    /// What fills the element.
    pub screen: RwSignal<Screen>,
    /// What would be printed.
    pub paper: RwSignal<Paper>,
    /// How wide a card is inside, px.
    pub width: RwSignal<f64>,
    /// What is to be done in a moment.
    pub waiting: StoredValue<Option<After>, LocalStorage>,
    book: StoredValue<Book>,
    words: StoredValue<Words>,
    host: StoredValue<Host, LocalStorage>,
}

impl Desk {
    /// A view of a book's plan.
    pub fn new(host: Host, book: Book) -> Self {
        let words = host.words();
        host.remember(&words);
        let book = StoredValue::new(book);
        let known = Memo::new(move |_| {
            let envelope = book.with_value(Book::envelope);
            let plan = Plan::of(&envelope);
            Arc::new(Known { envelope, plan })
        });
        let desk = Self {
            known,
            writer: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            screen: RwSignal::default(),
            paper: RwSignal::default(),
            width: RwSignal::new(320.0),
            waiting: StoredValue::new_local(None),
            book,
            words: StoredValue::new(words),
            host: StoredValue::new_local(host),
        };
        // Whoever wrote last goes on, until somebody says otherwise.
        let writer = desk.voices_now().into_iter().next().map(|voice| voice.id);
        desk.writer.set(writer);
        desk.follow();
        desk
    }

    /// Lets go of what belonged to a file that was here before, or to somebody who was forgotten.
    fn follow(self) {
        let (opened, forgotten) = self.book(|book| (book.opened.clone(), book.forgotten.clone()));
        Effect::new(move |before: Option<(u32, u32)>| {
            let now = (opened.get(), forgotten.get());
            if before.is_some_and(|before| before != now) {
                self.said.set(String::new());
                self.screen.set(Screen::Plan);
                self.paper.set(Paper::Plan);
                // Nobody knows who holds the device, unless there is one only.
                let voices = self.voices_now();
                let is_there = |id: &String| voices.iter().any(|voice| voice.id == *id);
                let still = self.writer.get_untracked().filter(is_there);
                let only = voices.first().filter(|_| voices.len() == 1);
                self.writer
                    .set(still.or_else(|| only.map(|voice| voice.id.clone())));
            }
            now
        });
    }

    /// A word of the interface.
    pub fn word(self, id: &str) -> String {
        self.words.with_value(|words| words.word(id))
    }

    /// A sentence of the interface.
    pub fn text(self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        self.words.with_value(|words| words.text(id, args))
    }

    /// Does something with the words.
    pub fn with_words<T>(self, act: impl FnOnce(&Words) -> T) -> T {
        self.words.with_value(act)
    }

    /// Does something with the book.
    pub fn book<T>(self, act: impl FnOnce(&Book) -> T) -> T {
        self.book.with_value(act)
    }

    /// Does something with the element.
    pub fn host<T>(self, act: impl FnOnce(&Host) -> T) -> T {
        self.host.with_value(act)
    }

    /// What the plan says now; whoever asks follows it.
    pub fn told<T>(self, act: impl FnOnce(&Told<'_>) -> T) -> T {
        self.known.with(|known| self.tell(known, act))
    }

    /// What the plan says at this moment.
    pub fn told_now<T>(self, act: impl FnOnce(&Told<'_>) -> T) -> T {
        self.known.with_untracked(|known| self.tell(known, act))
    }

    fn tell<T>(self, known: &Known, act: impl FnOnce(&Told<'_>) -> T) -> T {
        self.words.with_value(|words| {
            act(&Told {
                words,
                envelope: &known.envelope,
                plan: &known.plan,
            })
        })
    }

    /// Everybody who says something.
    pub fn voices(self) -> Vec<Voice> {
        self.known.with(|known| voices(&known.envelope))
    }

    /// The same at this moment.
    pub fn voices_now(self) -> Vec<Voice> {
        self.known.with_untracked(|known| voices(&known.envelope))
    }

    /// The language of what a voice says; that of the page around where it says none.
    pub fn lang_of(self, voice: Option<&str>) -> String {
        let own = self
            .voices_now()
            .into_iter()
            .find(|v| Some(v.id.as_str()) == voice);
        own.and_then(|voice| voice.lang)
            .unwrap_or_else(|| self.with_words(|words| words.lang().to_owned()))
    }

    /// Makes changes in one named step, and says so. What cannot be is said instead.
    pub fn change(self, step: &str, changes: &[Change], said: &str) -> bool {
        match self.book(|book| book.change(step, changes)) {
            Ok(()) => {
                self.said.set(said.to_owned());
                self.changed();
                true
            }
            Err(faults) => {
                let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
                self.said.set(faults.join(" "));
                false
            }
        }
    }

    /// Takes the last step back, or does it again.
    pub fn step_back(self, is_undo: bool) {
        let (step, done, nothing) = if is_undo {
            (self.book(Book::undo), "undone", "nothing-to-undo")
        } else {
            (self.book(Book::redo), "redone", "nothing-to-redo")
        };
        match step {
            Some(step) => {
                self.said.set(self.text(done, &[("step", step.into())]));
                self.changed();
            }
            None => self.said.set(self.word(nothing)),
        }
    }

    /// Tells the page that something changed, and nothing of what.
    fn changed(self) {
        let goals = self.known.with_untracked(|known| known.plan.goals.len());
        let goals = u32::try_from(goals).unwrap_or(u32::MAX);
        self.host(|host| host.tell("early-action-changed", &[("goals", goals.into())]));
    }
}

/// Somebody who says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What kind of voice it is.
    pub kind: String,
    /// The language it speaks.
    pub lang: Option<String>,
}

fn voices(envelope: &Envelope) -> Vec<Voice> {
    let mut voices: Vec<_> = envelope.part("", Part::Voice).collect();
    voices.sort_by_cached_key(|(key, record)| (record.latest(), key.id.clone()));
    voices
        .into_iter()
        .map(|(key, record)| Voice {
            id: key.id.to_string(),
            name: record.text("name").unwrap_or_default().to_owned(),
            kind: record.text("kind").unwrap_or("other").to_owned(),
            lang: record.text("lang").map(str::to_owned),
        })
        .collect()
}
