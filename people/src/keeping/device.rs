//! Keeping on this device: only if somebody asks, and only where storage lasts.
//!
//! A book is kept, not an element: what two elements of a page show together is kept once, and an
//! element that is moved changes nothing. Every step that a person makes is written at once, whole,
//! before the next: what is lost when the browser is killed is at most the entry being typed.

use super::browser;
use super::store::{self, CHANNEL, Entry, Kept, Trouble};
use crate::book::Book;
use crate::host::{random_id, today};
use early_action_engine::envelope::Envelope;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

/// What is known of this device's storage, for as long as the page is open.
#[derive(Clone, Copy)]
pub struct Device {
    /// The id under which the book is kept; `None` while it is not.
    pub(super) id: RwSignal<Option<String>>,
    /// Files that are kept here.
    pub(super) entries: RwSignal<Vec<Entry>>,
    /// Why the last change is not kept; `None` when all is.
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// Whether the browser agreed not to clear it.
    pub(super) lasts: RwSignal<Option<bool>>,
    /// What happened last, as the id of its message, and how much happened so far.
    news: RwSignal<(u32, &'static str)>,
    revision: StoredValue<f64>,
    /// The file that is being opened is the one that is kept here.
    is_going_on: StoredValue<bool>,
    /// A change is being written, and another waits.
    is_writing: StoredValue<bool>,
    is_waiting: StoredValue<bool>,
    /// What the other tabs were told last.
    told: StoredValue<Option<Arc<str>>>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
}

/// What tabs tell each other, while this lives.
struct Channel {
    channel: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Device {
    pub(crate) fn new() -> Self {
        Self {
            id: RwSignal::new(None),
            entries: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            lasts: RwSignal::new(None),
            news: RwSignal::new((0, "")),
            revision: StoredValue::new(0.0),
            is_going_on: StoredValue::new(false),
            is_writing: StoredValue::new(false),
            is_waiting: StoredValue::new(false),
            told: StoredValue::new(None),
            channel: StoredValue::new_local(None),
        }
    }

    fn tell(self, id: &'static str) {
        self.news.update(|news| *news = (news.0 + 1, id));
    }

    /// Says what happens from now on.
    pub(super) fn hear(self, say: impl Fn(&str) + 'static) {
        Effect::new(move |before: Option<u32>| {
            let (count, id) = self.news.get();
            if before.is_some_and(|before| before != count) {
                say(id);
            }
            count
        });
    }

    /// Looks again what is kept here.
    pub(super) fn look(self) {
        spawn_local(async move {
            if let Ok(entries) = store::list().await {
                self.entries.set(entries);
            }
        });
    }

    fn tell_tabs(self, id: &str) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                // Texts can always be sent.
                let _ = channel.channel.post_message(&id.into());
            }
        });
    }

    fn not_kept(self, trouble: Trouble) {
        self.trouble.set(Some(trouble));
        self.tell(trouble.id());
    }

    /// Stops keeping the book here, and takes it out of the storage.
    pub(super) fn stop(self) {
        if let Some(id) = self.id.get_untracked() {
            self.id.set(None);
            self.remove(id);
        }
    }

    /// Takes a file out of the storage.
    pub(super) fn remove(self, id: String) {
        spawn_local(async move {
            match store::forget(&id).await {
                Ok(()) => {
                    self.tell("keep-device-removed");
                    self.tell_tabs(&id);
                }
                Err(trouble) => self.not_kept(trouble),
            }
            self.look();
        });
    }

    /// Takes everything out of the storage, whatever tab keeps it.
    pub(super) async fn remove_all(self) -> Result<(), Trouble> {
        let kept: Vec<String> = store::list().await?.into_iter().map(|e| e.id).collect();
        store::forget_all().await?;
        for id in kept {
            self.tell_tabs(&id);
        }
        self.look();
        Ok(())
    }
}

impl Book {
    /// Finds what is kept, and from then on writes every change while the book is kept.
    pub(crate) fn keep_up(&self) {
        self.listen();
        self.device.look();
        let book = self.clone();
        Effect::new(move |before: Option<u32>| {
            let device = book.device;
            book.editor.track();
            let opened = book.opened.get();
            if before.is_some_and(|before| before != opened) && !device.is_going_on.get_value() {
                // Another file is here now: it is kept apart from the one before.
                device.id.set(None);
            }
            device.is_going_on.set_value(false);
            if device.id.with_untracked(Option::is_some) {
                book.write();
            }
            opened
        });
    }

    fn listen(&self) {
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
            return;
        };
        let (book, device) = (self.clone(), self.device);
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let (about, id) = (event.data().as_string(), device.id.get_untracked());
            if id.is_some() && id == about {
                book.write();
            } else {
                device.look();
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let channel = Channel {
            channel,
            _heard: heard,
        };
        device.channel.set_value(Some(channel));
    }

    /// Begins to keep what is here.
    pub(super) fn keep_here(&self) {
        let device = self.device;
        device.revision.set_value(0.0);
        device.id.set(Some(random_id()));
        self.write();
        spawn_local(async move { device.lasts.set(Some(browser::ask_to_last().await)) });
    }

    /// Goes on with what is kept; whether it could be read.
    pub(super) fn go_on(&self, entry: &Entry) -> bool {
        let Ok(envelope) = Envelope::parse(entry.text.as_deref().unwrap_or_default()) else {
            return false;
        };
        let device = self.device;
        device.revision.set_value(entry.revision);
        device.is_going_on.set_value(true);
        self.open(envelope);
        device.id.set(Some(entry.id.clone()));
        true
    }

    /// Writes what is here now. One writing at a time: what comes meanwhile is written after it.
    fn write(&self) {
        let (book, device) = (self.clone(), self.device);
        if device.is_writing.get_value() {
            device.is_waiting.set_value(true);
            return;
        }
        device.is_writing.set_value(true);
        spawn_local(async move {
            while let Some(id) = device.id.get_untracked() {
                device.is_waiting.set_value(false);
                let known = device.revision.get_value();
                // An empty book takes no place among those that are kept.
                let Some(text) = book.file().filter(|_| known > 0.0 || !book.is_empty_now()) else {
                    break;
                };
                let kept = store::keep(&id, known, &book.now(), &text, &today()).await;
                if device.id.with_untracked(|now| now.as_ref() != Some(&id)) {
                    // Forgotten, or another file was opened, while this was written.
                    continue;
                }
                match kept {
                    Ok(kept) => book.kept(&id, known, kept, text),
                    Err(trouble) => device.not_kept(trouble),
                }
                if !device.is_waiting.get_value() {
                    break;
                }
            }
            device.is_writing.set_value(false);
        });
    }

    fn kept(&self, id: &str, known: f64, kept: Kept, text: Arc<str>) {
        let device = self.device;
        if kept.is_forgotten {
            device.id.set(None);
            self.clear();
            device.tell("keep-device-forgotten");
            device.look();
            return;
        }
        device.revision.set_value(kept.revision);
        if device.trouble.get_untracked().is_some() {
            device.trouble.set(None);
            device.tell("keep-device-again");
        }
        if kept.was_cleared {
            device.tell("keep-device-cleared");
        }
        if kept.is_clock_back {
            device.tell("keep-device-clock");
        }
        // A tab that only hears of a change, and finds nothing new, tells nobody in turn.
        let is_new = kept.merged.is_some();
        if let Some(merged) = kept.merged {
            self.merge(&merged);
        }
        if known == 0.0 {
            device.look();
        }
        // What was entered while this was written is told once it is written too.
        if !is_new && device.told.with_value(|told| told.as_ref() != Some(&text)) {
            device.told.set_value(Some(text));
            device.tell_tabs(id);
        }
    }
}
