//! The file that the elements of a page have in common.

use early_action_engine::envelope::{Change, Editor, Envelope};
use early_action_engine::fault::Fault;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A file being changed: the same for every element that asks for it by the same name. Copies are
/// the same book. It outlives its elements, so that one that is moved loses nothing.
#[derive(Clone)]
pub struct Book {
    /// What is in it. Change it through the methods, which keep its history.
    pub editor: ArcRwSignal<Editor>,
    /// Counts the files that were opened in place of what was here.
    pub opened: ArcRwSignal<u32>,
}

thread_local! {
    static BOOKS: RefCell<BTreeMap<String, Book>> = const { RefCell::new(BTreeMap::new()) };
}

impl Book {
    /// The page's book of this name; a new one holds what `begin` gives.
    pub fn of(name: &str, writer: &str, begin: impl FnOnce() -> Envelope) -> Self {
        BOOKS.with_borrow_mut(|books| {
            let book = books.entry(name.to_owned()).or_insert_with(|| Self {
                editor: ArcRwSignal::new(Editor::new(begin(), writer)),
                opened: ArcRwSignal::new(0),
            });
            book.clone()
        })
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
    pub fn open(&self, envelope: Envelope, writer: &str) {
        self.opened.update(|count| *count += 1);
        self.editor.set(Editor::new(envelope, writer));
    }

    /// The file's text, if there is anything in it.
    pub fn file(&self) -> Option<String> {
        self.editor.with_untracked(|editor| {
            let envelope = editor.envelope();
            envelope.all().next().map(|_| envelope.write())
        })
    }

    /// What is in it now; whoever reads it follows it.
    pub fn envelope(&self) -> Envelope {
        self.editor.with(|editor| editor.envelope().clone())
    }
}
