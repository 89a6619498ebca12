//! One map on the page: which one it is, who is chosen, and every door to its book and its words.

use crate::book::Book;
use crate::host::Host;
use early_action_engine::envelope::Change;
use early_action_engine::network::Network;
use early_action_present::Words;
use early_action_present::words::Value;
use leptos::prelude::*;
use std::sync::Arc;

/// Handles to one view of a map; copies are the same view.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Id of the map that is shown; the latest if there are several.
    pub map: Memo<Option<Arc<str>>>,
    /// The map as a network; `None` while there is no map.
    pub network: Memo<Option<Arc<Network>>>,
    /// What is said to those who listen to the page.
    pub said: RwSignal<String>,
    book: StoredValue<Book>,
    words: StoredValue<Words>,
    host: StoredValue<Host, LocalStorage>,
}

impl Desk {
    /// A view of the latest map of a book.
    pub fn new(host: Host, book: Book) -> Self {
        let words = host.words();
        for (name, id) in [("stopped", "stopped-engine"), ("reload", "reload")] {
            host.note(name, &words.word(id));
        }
        let kept = (host.clone(), book.clone());
        let name = format!("file:{}", host.attribute("book").unwrap_or_default());
        Effect::new(move |_| {
            // Followed, so that whatever is entered is there again should the instance break.
            kept.1.editor.track();
            kept.0.note(&name, &kept.1.file().unwrap_or_default());
        });
        let book = StoredValue::new(book);
        let map = Memo::new(move |_| book.with_value(Book::envelope).maps().pop());
        let network = Memo::new(move |_| {
            let map = map.get()?;
            book.with_value(Book::envelope).network(&map).map(Arc::new)
        });
        Self {
            map,
            network,
            said: RwSignal::new(String::new()),
            book,
            words: StoredValue::new(words),
            host: StoredValue::new_local(host),
        }
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

    /// What a kind is called; a kind of the map's own is called as it is written.
    pub fn kind_word(self, kind: Option<&str>) -> String {
        let Some(kind) = kind else {
            return self.word("kind-none");
        };
        self.with_words(|words| {
            words
                .try_text(&format!("kind-{kind}"), None, &[])
                .unwrap_or_else(|_| kind.to_owned())
        })
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
        self.network
            .with(|network| {
                let network = network.as_ref()?;
                Some(network.people[network.centre?].name.clone())
            })
            .unwrap_or_else(|| self.word("this-person"))
    }

    /// Makes changes in one named step, and says so. What cannot be is said instead.
    pub fn change(self, step: &str, changes: &[Change], said: &str) -> bool {
        let done = self.book(|book| book.change(step, changes));
        match done {
            Ok(()) => {
                self.said.set(said.to_owned());
                self.changed(step);
                true
            }
            Err(faults) => {
                let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
                self.said.set(faults.join(" "));
                false
            }
        }
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
                self.changed(&step);
                self.said.set(self.text(done, &[("step", step.into())]));
            }
            None => self.said.set(self.word(nothing)),
        }
    }

    /// Tells the page that something changed, and nothing of what.
    fn changed(self, _step: &str) {
        let people = self
            .network
            .with_untracked(|network| network.as_ref().map_or(0, |n| n.people.len()));
        let people = u32::try_from(people).unwrap_or(u32::MAX);
        self.host
            .with_value(|host| host.tell("early-action-changed", &[("people", people.into())]));
    }
}
