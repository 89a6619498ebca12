//! Keeping: what map and plan share to open, save, lock, hand over, keep on a device and forget.
//!
//! An element makes one [`Keeping`], shows [`opening`] above its own views and [`tools`] below, to which it
//! gives what else it puts on paper and into files:
//!
//! ```text
//! let keeping = Keeping::new(host, book, words);
//! view! { {keeping::opening(keeping)} ... {keeping::tools(keeping, away)} }
//! ```
//!
//! [`Book::forgotten`] counts each time something was forgotten: whoever has said a name lets go of it then.

pub(crate) mod browser;
mod device;
mod files;
mod forget;
mod opening;
mod save;
mod store;
mod tools;

pub use device::Device;
pub use opening::{help_on_paper, opening};
pub use tools::tools;

use crate::book::Book;
use crate::host::Host;
use early_action_engine::envelope::Envelope;
use early_action_engine::network::Date;
use early_action_keep::{Key, Locked, Passphrase, Recipe, Refused};
use early_action_present::Words;
use early_action_present::plan;
use early_action_present::words::{KEEPING, Value};
use leptos::prelude::*;

/// The styles of these pieces.
pub const STYLES: &str = include_str!("style.css");

/// Which of the panels is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Panel {
    Save,
    Open,
    Away,
    Device,
    Forget,
}

/// A file that was chosen and is not open yet.
#[derive(Clone)]
enum Waiting {
    /// It needs its passphrase.
    Locked(Locked),
    /// There is something here already; what is to be said of the file.
    Choice(Envelope, Vec<String>),
}

/// Keeping as one element has it; copies are the same.
#[derive(Clone, Copy)]
pub struct Keeping {
    host: StoredValue<Host, LocalStorage>,
    book: StoredValue<Book>,
    words: StoredValue<Words>,
    panel: RwSignal<Option<Panel>>,
    waiting: RwSignal<Option<Waiting>, LocalStorage>,
    /// What is said, a line each.
    said: RwSignal<Vec<String>>,
    /// Something that takes a second is being done.
    is_busy: RwSignal<bool>,
}

/// A key from a passphrase: worked out beside the page or, where no worker may, on it.
pub(crate) async fn key(
    host: &Host,
    recipe: Recipe,
    passphrase: &Passphrase,
) -> Result<Key, Refused> {
    let order = recipe.order(passphrase);
    if let Some(found) = host.key_beside(&order).await {
        return Ok(recipe.found(found));
    }
    browser::painted().await;
    recipe.key(passphrase)
}

impl Keeping {
    /// Keeping for a book, in an element's words.
    pub fn new(host: &Host, book: &Book, words: &Words) -> Self {
        let keeping = Self {
            host: StoredValue::new_local(host.clone()),
            book: StoredValue::new(book.clone()),
            words: StoredValue::new(words.with_resources(KEEPING)),
            panel: RwSignal::new(None),
            waiting: RwSignal::new_local(None),
            said: RwSignal::new(Vec::new()),
            is_busy: RwSignal::new(false),
        };
        keeping
            .device()
            .hear(move |id| keeping.say(keeping.word(id)));
        keeping
    }

    fn word(self, id: &str) -> String {
        self.words.with_value(|words| words.word(id))
    }

    fn text(self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        self.words.with_value(|words| words.text(id, args))
    }

    /// A date as people write it, if it is one.
    fn day(self, text: &str) -> String {
        match Date::parse(text) {
            Some(date) => self.words.with_value(|words| plan::date(words, date)),
            None => text.to_owned(),
        }
    }

    /// Whether the element has gone from the page, as it may while something is waited for.
    fn is_gone(self) -> bool {
        self.panel.try_get_untracked().is_none()
    }

    fn say(self, line: String) {
        self.said.set(vec![line]);
    }

    fn book(self) -> Book {
        self.book.get_value()
    }

    /// How the book is kept on this device.
    fn device(self) -> Device {
        self.book.with_value(|book| book.device)
    }

    /// Whether this place has storage at all.
    fn has_storage(self) -> bool {
        self.host.with_value(|host| host.capabilities().storage)
    }

    /// Opens a panel, or closes it.
    fn toggle(self, panel: Panel) {
        self.said.set(Vec::new());
        self.waiting.set(None);
        self.panel
            .update(|open| *open = (*open != Some(panel)).then_some(panel));
    }

    /// Lines that tell where to get help: ours, which no host can take away, and the host's own.
    fn help(self) -> Vec<String> {
        let mut lines = vec![self.word("help-999"), self.word("help-child")];
        let own = self.host.with_value(|host| host.attribute("help"));
        let own = own.unwrap_or_default();
        let own = own
            .split('|')
            .map(str::trim)
            .filter(|line| !line.is_empty());
        lines.extend(own.map(str::to_owned));
        lines
    }

    /// The address at which a saved file can be opened again.
    fn address(self) -> Option<String> {
        let own = self.host.with_value(|host| host.attribute("address"));
        own.or_else(browser::address)
    }
}
