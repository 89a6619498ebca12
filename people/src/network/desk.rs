//! One map on the page: which one it is, who is chosen, and every door to its book and its words.

use super::asked::Asked;
use crate::book::Book;
use crate::host::{Host, random_id};
use early_action_engine::envelope::{Change, Envelope, Key, Part, Record, Value as Held};
use early_action_engine::fault::Fault;
use early_action_engine::network::Remain;
use early_action_host::Capabilities;
use early_action_present::Words;
use early_action_present::map::{self, Before, Picture, Sketch};
use early_action_present::words::Value;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What may be done here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everything.
    Draw,
    /// Looking, taking a copy, asking who is left.
    Read,
    /// The drawing alone, large, and the question who is left.
    Present,
}

/// Where somebody is being moved to, in rings.
pub type Moving = Option<(String, [f64; 2])>;

/// Handles to one view of a map; copies are the same view.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Id of the map that is shown: the one asked for, or else the latest.
    pub map: Memo<Option<Arc<str>>>,
    /// The map that was asked for.
    pub wanted: RwSignal<Option<Arc<str>>>,
    /// What shows of the map.
    pub sketch: Memo<Option<Arc<Sketch>>>,
    /// Whether the map is drawn without rings.
    pub is_cloud: Memo<bool>,
    /// The drawing.
    pub picture: Memo<Option<Arc<Picture>>>,
    /// Who is chosen.
    pub chosen: RwSignal<Option<String>>,
    /// Whoever is being moved.
    pub moving: RwSignal<Moving>,
    /// When services step back.
    pub asked: RwSignal<Asked>,
    /// What is said to those who listen to the page.
    pub said: RwSignal<String>,
    /// Whether whoever is chosen was opened to be written about: then the keyboard goes there.
    pub opened: RwSignal<bool>,
    /// What could not be done, and why.
    pub wrong: RwSignal<Vec<String>>,
    /// What may be done.
    pub mode: Mode,
    /// How much room the drawing has, px, as near as it is seen.
    pub room: RwSignal<[f64; 2]>,
    before: StoredValue<Before>,
    tidied: RwSignal<u32>,
    book: StoredValue<Book>,
    words: StoredValue<Words>,
    host: StoredValue<Host, LocalStorage>,
}

impl Desk {
    /// A view of the latest map of a book.
    pub fn new(host: Host, book: Book) -> Self {
        let words = host.words();
        let mode = match host.attribute("mode").as_deref() {
            Some("read") => Mode::Read,
            Some("present") => Mode::Present,
            _ => Mode::Draw,
        };
        host.remember(&words);
        let book = StoredValue::new(book);
        let words = StoredValue::new(words);
        let wanted = RwSignal::new(None::<Arc<str>>);
        let map = Memo::new(move |_| {
            let mut maps = book.with_value(Book::envelope).maps();
            wanted
                .get()
                .filter(|wanted| maps.contains(wanted))
                .or_else(|| maps.pop())
        });
        let asked = RwSignal::new(Asked::default());
        let sketch = Memo::new(move |_| {
            let (map, envelope) = (map.get()?, book.with_value(Book::envelope));
            let when = asked.with(Asked::when);
            let gone: BTreeSet<String> = match when {
                None => BTreeSet::new(),
                Some(when) => {
                    let network = envelope.network(&map)?;
                    let remain = Remain::new(&network, &when);
                    let id = |at: &usize| network.people[*at].id.clone();
                    remain.gone.iter().map(id).collect()
                }
            };
            Sketch::of(&envelope, &map, &gone).map(Arc::new)
        });
        let is_cloud =
            Memo::new(move |_| sketch.with(|s| s.as_ref().is_some_and(|s| map::is_cloud(s))));
        let before = StoredValue::new(Before::default());
        let moving = RwSignal::new(None::<(String, [f64; 2])>);
        let tidied = RwSignal::new(0);
        let room = RwSignal::new([f64::INFINITY; 2]);
        let picture = Memo::new(move |_| {
            tidied.track();
            let is_moving = moving.with(Option::is_some);
            let mut sketch = sketch.get()?;
            if let Some((id, to)) = moving.get().filter(|_| !is_cloud.get())
                && let Some(at) = sketch.people.iter().position(|who| who.id == id)
            {
                let mut moved = (*sketch).clone();
                moved.people[at].moved = Some(to);
                sketch = Arc::new(moved);
            }
            let was = before.get_value();
            let picture = words
                .with_value(|words| map::draw_within(&sketch, words, &was, room.get(), is_moving));
            before.set_value(picture.places.before.clone());
            Some(Arc::new(picture))
        });
        let desk = Self {
            map,
            wanted,
            sketch,
            is_cloud,
            picture,
            chosen: RwSignal::new(None),
            moving,
            asked,
            said: RwSignal::new(String::new()),
            opened: RwSignal::new(false),
            wrong: RwSignal::new(Vec::new()),
            mode,
            room,
            before,
            tidied,
            book,
            words,
            host: StoredValue::new_local(host),
        };
        desk.follow();
        desk
    }

    /// A word of the interface.
    pub fn word(self, id: &str) -> String {
        self.words.with_value(|words| words.word(id))
    }

    /// A sentence of the interface.
    pub fn text(self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        self.words.with_value(|words| words.text(id, args))
    }

    /// A sentence about somebody.
    pub fn about(self, id: &str, name: &str) -> String {
        self.text(id, &[("name", name.into())])
    }

    /// Does something with the words.
    pub fn with_words<T>(self, act: impl FnOnce(&Words) -> T) -> T {
        self.words.with_value(act)
    }

    /// Does something with the book.
    pub fn book<T>(self, act: impl FnOnce(&Book) -> T) -> T {
        self.book.with_value(act)
    }

    /// The file as it is now; whoever reads it follows it.
    pub fn envelope(self) -> Envelope {
        self.book(Book::envelope)
    }

    /// The file as it is now, not followed.
    pub fn envelope_now(self) -> Envelope {
        self.book(Book::now)
    }

    /// The element on the page.
    pub fn host(self) -> Host {
        self.host.with_value(Host::clone)
    }

    /// What the place where it stands allows.
    pub fn can(self) -> Capabilities {
        self.host.with_value(Host::capabilities)
    }

    /// What a kind is called; a kind of the map's own is called as it is written.
    pub fn kind_word(self, kind: Option<&str>) -> String {
        self.with_words(|words| map::kind_word(words, kind))
    }

    /// What a kind of help is called.
    pub fn help_word(self, help: &str) -> String {
        self.with_words(|words| map::help_word(words, help))
    }

    /// What a ring is called.
    pub fn ring_word(self, ring: Option<u8>) -> String {
        match ring {
            Some(ring @ 1..=5) => self.word(&format!("ring-{ring}")),
            _ => self.word("ring-none"),
        }
    }

    /// The name in the middle, or a word for whoever it is.
    pub fn centre_name(self) -> String {
        let name = self.sketch.with(|sketch| {
            let sketch = sketch.as_ref()?;
            Some(sketch.people[sketch.network.centre?].name.clone())
        });
        name.unwrap_or_else(|| self.word("this-person"))
    }

    /// Id of the one in the middle.
    pub fn centre_id(self) -> Option<String> {
        self.sketch.with_untracked(|sketch| {
            let sketch = sketch.as_ref()?;
            Some(sketch.people[sketch.network.centre?].id.clone())
        })
    }

    /// The name of somebody on the map.
    pub fn name_of(self, id: &str) -> String {
        self.record(&self.person(id), |person| {
            person.text("name").unwrap_or_default().to_owned()
        })
        .unwrap_or_default()
    }

    /// Where the map stands in the file.
    pub fn map_id(self) -> Arc<str> {
        self.map.get_untracked().unwrap_or_else(|| "".into())
    }

    /// Where somebody stands in the file.
    pub fn person(self, id: &str) -> Key {
        Key::of(&self.map_id(), Part::Person, id)
    }

    /// An id that nobody else has. Those made later come later in the order of ids, which is that of
    /// the list; `at` counts those of one step.
    pub fn new_id(self, at: usize) -> String {
        let counter = self.book(|book| {
            book.editor
                .with_untracked(|editor| editor.envelope().counter())
        });
        format!("{counter:06}-{at:04}-{}", random_id())
    }

    /// Something of a record; whoever reads it follows the file.
    pub fn record<T>(self, key: &Key, read: impl FnOnce(&Record) -> T) -> Option<T> {
        self.book(|book| {
            book.editor
                .with(|editor| editor.envelope().get(key).map(read))
        })
    }

    /// Chooses somebody, and takes the keyboard to what can be said of them.
    pub fn open_editor(self, id: &str) {
        self.opened.set(true);
        self.chosen.set(Some(id.to_owned()));
    }

    /// Makes changes in one named step, and says so. What cannot be is said instead.
    pub fn change(self, step: &str, changes: &[Change], said: &str) -> bool {
        match self.book(|book| book.change(step, changes)) {
            Ok(()) => {
                self.wrong.set(Vec::new());
                self.said.set(said.to_owned());
                self.changed();
                true
            }
            Err(faults) => {
                self.fail(&faults);
                false
            }
        }
    }

    /// Sets or clears one field of somebody or something.
    pub fn set(self, key: &Key, field: &'static str, value: Option<Held>, step: &str) -> bool {
        let is_same = self
            .envelope_now()
            .get(key)
            .is_some_and(|record| record.get(field) == value.as_ref());
        is_same || self.change(step, &[Change::Set(key.clone(), field, value)], step)
    }

    /// Says what could not be done.
    pub fn fail(self, faults: &[Fault]) {
        self.wrong
            .set(faults.iter().map(ToString::to_string).collect());
    }

    /// Takes the last step back.
    pub fn undo(self) {
        let step = self.book(Book::undo);
        self.stepped(step, "undone", "nothing-to-undo");
    }

    /// Does it again.
    pub fn redo(self) {
        let step = self.book(Book::redo);
        self.stepped(step, "redone", "nothing-to-redo");
    }

    fn stepped(self, step: Option<String>, done: &str, nothing: &str) {
        match step {
            Some(step) => {
                self.wrong.set(Vec::new());
                self.changed();
                self.said.set(self.text(done, &[("step", step.into())]));
            }
            None => self.said.set(self.word(nothing)),
        }
    }

    /// Lets go of what belonged to a file that was here before, or to somebody who was forgotten; and
    /// stays with the map that is shown while others come in with a copy.
    fn follow(self) {
        let (opened, forgotten) = self.book(|book| (book.opened.clone(), book.forgotten.clone()));
        Effect::new(move |before: Option<(u32, u32)>| {
            let now = (opened.get(), forgotten.get());
            if let Some(before) = before.filter(|before| *before != now) {
                self.said.set(String::new());
                self.wrong.set(Vec::new());
                if before.0 != now.0 {
                    self.chosen.set(None);
                    self.wanted.set(None);
                    self.forget_places();
                }
            }
            now
        });
        Effect::new(move |_| {
            let (map, wanted) = (self.map.get(), self.wanted.get());
            if map.is_some() && wanted.is_none() {
                self.wanted.set(map);
            }
        });
    }

    /// Lets everybody find a place anew.
    pub fn forget_places(self) {
        self.before.set_value(Before::default());
        self.tidied.update(|times| *times += 1);
    }

    /// Tells the page that something changed, and nothing of what.
    fn changed(self) {
        let people = self
            .sketch
            .with_untracked(|sketch| sketch.as_ref().map_or(0, |s| s.people.len()));
        let people = u32::try_from(people).unwrap_or(u32::MAX);
        self.host
            .with_value(|host| host.tell("early-action-changed", &[("people", people.into())]));
    }
}
