//! Opening a file: chosen or dropped, locked or not, in place of what is here or together with it.

use super::store::{Entry, Trouble};
use super::{Keeping, Panel, Waiting, browser, key};
use crate::host::{random_id, read_file, today};
use crate::network::import;
use early_action_engine::envelope::Envelope;
use early_action_keep::{Locked, MAX_FILE, Opened, Refused, open, tell};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, File, HtmlInputElement};

/// The panel.
pub(super) fn panel(keeping: Keeping) -> AnyView {
    let chosen = move |event: leptos::ev::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            keeping.read(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let waiting = move || match keeping.waiting.get() {
        None => ().into_any(),
        Some(Waiting::Locked(locked)) => unlock(keeping, locked),
        Some(Waiting::Choice(envelope, notes)) => choice(keeping, envelope, notes),
    };
    view! {
        <div class="kp-form">
            <div class="ea-field">
                <label for="kp-file">{keeping.word("keep-open-file")}</label>
                <p id="kp-file-more" class="ea-quiet">{keeping.word("keep-open-more")}</p>
                <input id="kp-file" class="ea-input" type="file" accept=".html,.htm,.json,.csv,.graphml,.xml,text/html,application/json,text/csv" aria-describedby="kp-file-more" on:change=chosen/>
            </div>
            {waiting}
        </div>
    }
    .into_any()
}

/// Asks for the passphrase of a locked file.
fn unlock(keeping: Keeping, locked: Locked) -> AnyView {
    let typed = RwSignal::new(String::new());
    let is_changed = locked.is_page_changed();
    let is_trusted = RwSignal::new(!is_changed);
    let warning = is_changed.then(|| {
        let (what, hint) = keeping.words.with_value(|words| Refused::PageChanged.say(words));
        view! {
            <div class="kp-warning" role="note"><p><strong>{what}</strong>" "{hint}</p></div>
            <label class="kp-choice">
                <input type="checkbox" on:change=move |event| is_trusted.set(event_target_checked(&event))/>
                <span>{keeping.word("keep-open-all-the-same")}</span>
            </label>
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        keeping.unlock(
            locked.clone(),
            typed.get_untracked(),
            is_trusted.get_untracked(),
        );
    };
    view! {
        <form class="kp-form" on:submit=submit>
            {warning}
            <div class="ea-field">
                <label for="kp-unlock">{keeping.word("keep-unlock-passphrase")}</label>
                <input id="kp-unlock" class="ea-input" type="password" autocomplete="off" prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/>
            </div>
            <div class="ea-row"><button type="submit" class="ea-button ea-main">{keeping.word("keep-unlock")}</button></div>
        </form>
    }
    .into_any()
}

/// There is something here already.
fn choice(keeping: Keeping, envelope: Envelope, notes: Vec<String>) -> AnyView {
    let (other, more) = (envelope.clone(), notes.clone());
    view! {
        <div class="kp-form" role="group" aria-labelledby="kp-choice">
            <p id="kp-choice" class="ea-label">{keeping.word("keep-choice")}</p>
            <div class="ea-row">
                <button type="button" class="ea-button ea-main" on:click=move |_| keeping.put_together(&envelope, &notes)>{keeping.word("keep-together")}</button>
                <button type="button" class="ea-button" on:click=move |_| keeping.put_in_place(other.clone(), &more)>{keeping.word("keep-in-place")}</button>
                <button type="button" class="ea-button" on:click=move |_| keeping.waiting.set(None)>{keeping.word("cancel")}</button>
            </div>
            <p class="ea-quiet">{keeping.word("keep-choice-more")}</p>
        </div>
    }
    .into_any()
}

impl Keeping {
    /// Reads a file that somebody chose. Until it is known to be whole and right, nothing changes.
    pub(super) fn read(self, file: File) {
        self.waiting.set(None);
        if file.size() > MAX_FILE as f64 {
            return self.refuse(&Refused::TooBig);
        }
        self.say(self.word("keep-reading"));
        spawn_local(async move {
            let bytes = read_file(&file).await;
            if self.is_gone() {
                return;
            }
            let Some(bytes) = bytes else {
                return self.say(self.word("keep-unreadable"));
            };
            if import::is_foreign(&file.name()) {
                return match import::read(&bytes, &random_id()) {
                    Ok((envelope, notes)) => self.arrive(envelope, notes),
                    Err(faults) => self.refuse(&Refused::Faults(faults)),
                };
            }
            match open(&bytes) {
                Ok(Opened::Plain(envelope)) => self.arrive(envelope, Vec::new()),
                Ok(Opened::Locked(locked)) => {
                    self.said.set(Vec::new());
                    self.waiting.set(Some(Waiting::Locked(locked)));
                }
                Err(refused) => self.refuse(&refused),
            }
        });
    }

    /// Takes a dropped file, as if it had been chosen.
    pub(super) fn dropped(self, event: &DragEvent) {
        let file = event
            .data_transfer()
            .and_then(|data| data.files())
            .and_then(|files| files.get(0));
        if let Some(file) = file {
            event.prevent_default();
            self.panel.set(Some(Panel::Open));
            self.read(file);
        }
    }

    fn refuse(self, refused: &Refused) {
        let (what, hint) = self.words.with_value(|words| refused.say(words));
        let mut lines = vec![what, hint];
        if let Refused::Faults(faults) = refused {
            lines.extend(faults.iter().take(5).map(ToString::to_string));
        }
        self.said.set(lines);
    }

    fn unlock(self, locked: Locked, typed: String, is_trusted: bool) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.say(self.word("keep-unlocking"));
        spawn_local(async move {
            let opened = match locked.is_page_changed() && !is_trusted {
                true => Err(Refused::PageChanged),
                false => {
                    let passphrase = browser::passphrase(&typed);
                    let key = key(&self.host.get_value(), locked.recipe(), &passphrase).await;
                    key.and_then(|key| locked.unlock_with(&key))
                }
            };
            if self.is_gone() {
                return;
            }
            match opened {
                Ok(envelope) => self.arrive(envelope, Vec::new()),
                Err(refused) => self.refuse(&refused),
            }
            self.is_busy.set(false);
        });
    }

    fn arrive(self, envelope: Envelope, notes: Vec<String>) {
        self.said.set(Vec::new());
        if self.book().file().is_none() {
            self.put_in_place(envelope, &notes);
        } else {
            self.waiting.set(Some(Waiting::Choice(envelope, notes)));
        }
    }

    fn put_in_place(self, envelope: Envelope, notes: &[String]) {
        self.book().open(envelope);
        self.waiting.set(None);
        self.panel.set(None);
        self.say(self.word("keep-opened"));
        self.said.update(|said| said.extend_from_slice(notes));
    }

    fn put_together(self, other: &Envelope, notes: &[String]) {
        let book = self.book();
        let before = book.now();
        book.merge(other);
        let mut came = self
            .words
            .with_value(|words| tell::arrivals(&before, &book.now(), words));
        self.waiting.set(None);
        self.panel.set(None);
        came.extend_from_slice(notes);
        self.said.set(came);
    }

    /// Goes on with what is kept on this device.
    pub(super) fn go_on(self, entry: &Entry) {
        if !self.book().go_on(entry) {
            return self.say(self.word(Trouble::Unreadable.id()));
        }
        let day = self.day(&entry.day);
        self.say(self.text("keep-device-opened", &[("date", day.into())]));
        if *entry.day > *today() {
            self.said
                .update(|said| said.push(self.word("keep-device-clock")));
        }
    }
}
