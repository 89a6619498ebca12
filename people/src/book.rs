//! The file that the elements of a page have in common.

use crate::host::{Host, random_id};
use crate::keeping::Device;
use any_spawner::Executor;
use early_action_engine::envelope::{Change, Editor, Envelope};
use early_action_engine::fault::Fault;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file being changed: the same for every element that asks for it by the same name. Copies are
/// the same book. It outlives its elements, so that one that is moved loses nothing.
#[derive(Clone)]
pub struct Book {
    /// What is in it. Change it through the methods, which keep its history.
    pub editor: ArcRwSignal<Editor>,
    /// Counts the files that were opened in place of what was here.
    pub opened: ArcRwSignal<u32>,
    /// Counts what was forgotten: whoever has said a name lets go of it then.
    pub forgotten: ArcRwSignal<u32>,
    /// How it is kept on this device.
    pub device: Device,
    /// Its text, written once for each change however many read it.
    text: ArcMemo<Option<Arc<str>>>,
}

/// A book and what belongs to it for as long as the page is open.
struct Shelved {
    book: Book,
    _owner: Owner,
}

thread_local! {
    static BOOKS: RefCell<BTreeMap<String, Shelved>> = const { RefCell::new(BTreeMap::new()) };
}

impl Book {
    /// The page's book of the name that an element asks for; a new one holds what is given.
    pub fn of(host: &Host, given: Envelope) -> Self {
        let name = host.attribute("book").unwrap_or_default();
        if let Some(book) = BOOKS.with_borrow(|books| Some(books.get(&name)?.book.clone())) {
            return book;
        }
        // Of no element: what it does goes on when one goes. It comes before the first one, too.
        let _ = Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let book = owner.with(|| {
            let book = Self::new(given);
            book.follow(host, &name);
            book
        });
        let shelved = Shelved {
            book: book.clone(),
            _owner: owner,
        };
        BOOKS.with_borrow_mut(|books| books.insert(name, shelved));
        book
    }

    fn new(given: Envelope) -> Self {
        let editor = ArcRwSignal::new(Editor::new(given, &random_id()));
        let written = editor.clone();
        Self {
            text: ArcMemo::new(move |_| {
                written.with(|editor| {
                    let envelope = editor.envelope();
                    let is_new =
                        envelope.all().next().is_none() && envelope.erased().next().is_none();
                    (!is_new).then(|| envelope.write().into())
                })
            }),
            editor,
            opened: ArcRwSignal::new(0),
            forgotten: ArcRwSignal::new(0),
            device: Device::new(),
        }
    }

    /// Whatever is entered is there again should the instance break; and what is kept on this
    /// device is kept up.
    fn follow(&self, host: &Host, name: &str) {
        let (notes, text) = (host.notes(), self.text.clone());
        let name = ["file:", name].concat();
        Effect::new(move |_| {
            text.with(|text| notes.put(&name, text.as_deref().unwrap_or_default()))
        });
        if host.capabilities().storage {
            self.keep_up();
        }
    }

    /// Makes changes in one step with a name.
    ///
    /// # Errors
    /// Every change that cannot be; then none is made.
    pub fn change(&self, step: &str, changes: &[Change]) -> Result<(), Vec<Fault>> {
        if changes.is_empty() {
            return Ok(());
        }
        self.editor
            .try_update(|editor| editor.change(step, changes))
            .unwrap_or(Ok(()))
    }

    /// Takes the last step back; gives its name.
    pub fn undo(&self) -> Option<String> {
        self.editor.try_update(Editor::undo).flatten()
    }

    /// Does the step again that was taken back last; gives its name.
    pub fn redo(&self) -> Option<String> {
        self.editor.try_update(Editor::redo).flatten()
    }

    /// Opens another file in place of this one. Its history begins anew.
    pub fn open(&self, envelope: Envelope) {
        self.opened.update(|count| *count += 1);
        self.editor.set(Editor::new(envelope, &random_id()));
    }

    /// Takes another copy in.
    pub fn merge(&self, other: &Envelope) {
        self.editor.update(|editor| editor.merge(other));
    }

    /// Takes these ids and all that is about them out of everything, undo too.
    pub fn erase(&self, ids: &[&str]) {
        self.editor.update(|editor| editor.erase(ids));
        self.forgotten.update(|count| *count += 1);
    }

    /// Forgets all that is here.
    pub fn clear(&self) {
        self.open(Envelope::default());
        self.forgotten.update(|count| *count += 1);
    }

    /// The file's text, if anything ever was in it.
    pub fn file(&self) -> Option<Arc<str>> {
        self.text.get_untracked()
    }

    /// Whether nothing ever was in it; whoever asks follows it.
    pub fn is_new(&self) -> bool {
        self.text.with(Option::is_none)
    }

    /// Whether there is nothing in it that anybody could see; whoever asks follows it.
    pub fn is_empty(&self) -> bool {
        self.editor
            .with(|editor| editor.envelope().records().next().is_none())
    }

    /// The same at this moment.
    pub fn is_empty_now(&self) -> bool {
        self.now().records().next().is_none()
    }

    /// What is in it now; whoever reads it follows it.
    pub fn envelope(&self) -> Envelope {
        self.editor.with(|editor| editor.envelope().clone())
    }

    /// What is in it now, not followed.
    pub fn now(&self) -> Envelope {
        self.editor
            .with_untracked(|editor| editor.envelope().clone())
    }
}
