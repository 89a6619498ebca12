//! Keeping on this device: only if somebody asks, and only where storage lasts.
//!
//! Every step that a person makes is written at once, whole, before the next: what is lost when the
//! browser is killed is at most the entry being typed.

use super::store::{self, CHANNEL, Entry, Kept, Trouble};
use super::{Keeping, browser};
use crate::host::{random_id, today};
use early_action_engine::envelope::Envelope;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

/// What is known of this device's storage.
#[derive(Clone, Copy)]
pub(super) struct Device {
    /// The id under which this book is kept; `None` while it is not.
    pub(super) id: RwSignal<Option<String>>,
    /// Files that are kept here.
    pub(super) entries: RwSignal<Vec<Entry>>,
    /// Why the last change is not kept; `None` when all is.
    pub(super) trouble: RwSignal<Option<Trouble>>,
    /// Whether the browser agreed not to clear it.
    pub(super) lasts: RwSignal<Option<bool>>,
    revision: StoredValue<f64>,
    /// The file that is being opened is the one that is kept here.
    is_going_on: StoredValue<bool>,
    /// A change is being written, and another waits.
    is_writing: StoredValue<bool>,
    is_waiting: StoredValue<bool>,
    /// What the other tabs were told last.
    told: StoredValue<String>,
    channel: StoredValue<Option<Channel>, LocalStorage>,
}

/// What tabs tell each other, while this lives.
struct Channel {
    channel: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}

impl Device {
    pub(super) fn new() -> Self {
        Self {
            id: RwSignal::new(None),
            entries: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            lasts: RwSignal::new(None),
            revision: StoredValue::new(0.0),
            is_going_on: StoredValue::new(false),
            is_writing: StoredValue::new(false),
            is_waiting: StoredValue::new(false),
            told: StoredValue::new(String::new()),
            channel: StoredValue::new_local(None),
        }
    }
}

impl Keeping {
    /// Whether this place has storage at all.
    pub(super) fn has_storage(self) -> bool {
        self.host.with_value(|host| host.capabilities().storage)
    }

    /// Finds what is kept, and from then on writes every change of a book that is.
    pub(super) fn follow(self) {
        if !self.has_storage() {
            return;
        }
        self.listen();
        self.look();
        let book = self.book.get_value();
        Effect::new(move |before: Option<u32>| {
            book.editor.track();
            let opened = book.opened.get();
            if before.is_some_and(|before| before != opened) && !self.device.is_going_on.get_value()
            {
                // Another file is here now: it is kept apart from the one before.
                self.device.id.set(None);
            }
            self.device.is_going_on.set_value(false);
            if self.device.id.get_untracked().is_some() {
                self.write();
            }
            opened
        });
    }

    fn listen(self) {
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
            return;
        };
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let about = event.data().as_string();
            match self.device.id.try_get_untracked() {
                // This element is gone.
                None => {}
                Some(id) if id.is_some() && id == about => self.write(),
                Some(_) => self.look(),
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        let channel = Channel {
            channel,
            _heard: heard,
        };
        self.device.channel.set_value(Some(channel));
    }

    fn tell_tabs(self, id: &str) {
        self.device.channel.with_value(|channel| {
            if let Some(channel) = channel {
                // Texts can always be sent.
                let _ = channel.channel.post_message(&id.into());
            }
        });
    }

    /// Looks again what is kept here.
    pub(super) fn look(self) {
        spawn_local(async move {
            if let Ok(entries) = store::list().await {
                let _ = self.device.entries.try_set(entries);
            }
        });
    }

    /// Begins to keep what is here.
    pub(super) fn keep_here(self) {
        self.device.revision.set_value(0.0);
        self.device.id.set(Some(random_id()));
        self.write();
        spawn_local(async move {
            let lasts = browser::ask_to_last().await;
            let _ = self.device.lasts.try_set(Some(lasts));
        });
    }

    /// Goes on with what is kept under an id.
    pub(super) fn go_on(self, entry: &Entry) {
        let text = entry.text.as_deref().unwrap_or_default();
        match Envelope::parse(text) {
            Ok(envelope) => {
                self.device.revision.set_value(entry.revision);
                self.device.is_going_on.set_value(true);
                self.book
                    .with_value(|book| book.open(envelope, &random_id()));
                self.device.id.set(Some(entry.id.clone()));
                let day = self.day(&entry.day);
                self.say(self.text("keep-device-opened", &[("date", day.into())]));
                if *entry.day > *today() {
                    self.said
                        .update(|said| said.push(self.word("keep-device-clock")));
                }
            }
            Err(_) => self.say(self.word(Trouble::Unreadable.id())),
        }
    }

    /// Writes what is here now. One writing at a time: what comes meanwhile is written after it.
    fn write(self) {
        let device = self.device;
        if device.is_writing.get_value() {
            device.is_waiting.set_value(true);
            return;
        }
        device.is_writing.set_value(true);
        spawn_local(async move {
            while let Some(Some(id)) = device.id.try_get_untracked() {
                device.is_waiting.try_set_value(false);
                let known = device.revision.try_get_value().unwrap_or(0.0);
                let kept = store::keep(&id, known, &self.now(), &today()).await;
                if device.id.try_get_untracked() != Some(Some(id.clone())) {
                    // Forgotten, or another file was opened, while this was written.
                    continue;
                }
                match kept {
                    Ok(kept) => self.kept(&id, known, kept),
                    Err(trouble) => self.not_kept(trouble),
                }
                if device.is_waiting.try_get_value() != Some(true) {
                    break;
                }
            }
            device.is_writing.try_set_value(false);
        });
    }

    fn kept(self, id: &str, known: f64, kept: Kept) {
        let device = self.device;
        if kept.is_forgotten {
            device.id.set(None);
            self.book
                .with_value(|book| book.open(Envelope::default(), &random_id()));
            self.forgotten.update(|count| *count += 1);
            self.say(self.word("keep-device-forgotten"));
            self.look();
            return;
        }
        device.revision.set_value(kept.revision);
        if device.trouble.get_untracked().is_some() {
            device.trouble.set(None);
            self.say(self.word("keep-device-again"));
        }
        if kept.was_cleared {
            self.say(self.word("keep-device-cleared"));
        }
        if kept.is_clock_back {
            self.say(self.word("keep-device-clock"));
        }
        // A tab that only hears of a change, and finds nothing new, tells nobody in turn.
        let is_new = kept.merged.is_some();
        if let Some(merged) = kept.merged {
            self.book.with_value(|book| {
                book.editor.update(|editor| editor.merge(&merged));
            });
        }
        if known == 0.0 {
            self.look();
        }
        if !is_new {
            self.tell_if_changed(id);
        }
    }

    /// Tells the other tabs, unless this is what they know already.
    fn tell_if_changed(self, id: &str) {
        let text = self.now().write();
        let is_told = self.device.told.with_value(|told| *told == text);
        if !is_told {
            self.device.told.set_value(text);
            self.tell_tabs(id);
        }
    }

    fn not_kept(self, trouble: Trouble) {
        self.device.trouble.set(Some(trouble));
        self.say(self.word(trouble.id()));
    }

    /// Stops keeping this book here, and takes it out of the storage.
    pub(super) fn stop_keeping(self) {
        let Some(id) = self.device.id.get_untracked() else {
            return;
        };
        self.device.id.set(None);
        self.remove(id);
    }

    /// Takes a file out of the storage.
    pub(super) fn remove(self, id: String) {
        spawn_local(async move {
            let forgotten = store::forget(&id).await;
            if self.is_gone() {
                return;
            }
            match forgotten {
                Ok(()) => {
                    self.say(self.word("keep-device-removed"));
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
        if self.is_gone() {
            return Ok(());
        }
        for id in kept {
            self.tell_tabs(&id);
        }
        self.look();
        Ok(())
    }
}
