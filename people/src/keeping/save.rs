//! Saving: for whom, readable or locked, as a file or through the share sheet.

use super::browser::{self, Shared};
use super::{Keeping, Panel, key};
use crate::host::today;
use early_action_engine::envelope::{Envelope, Part};
use early_action_host::save;
use early_action_keep::{About, Recipe, Refused, lock_with, page, tell};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// For whom a file is made: nobody else is `own`; somebody who is no voice is `else`.
const OWN: &str = "own";
const ELSE: &str = "else";

#[derive(Clone, Copy)]
struct Form {
    is_locked: RwSignal<bool>,
    typed: RwSignal<String>,
    is_shown: RwSignal<bool>,
    reader: RwSignal<String>,
}

/// The panel. Where there is nothing yet, nothing is offered.
pub(super) fn panel(keeping: Keeping) -> AnyView {
    let book = keeping.book();
    let is_empty = Memo::new(move |_| book.is_empty());
    let body = move || match is_empty.get() {
        true => view! { <p>{keeping.word("keep-nothing-yet")}</p> }.into_any(),
        false => form(keeping),
    };
    view! { {body} }.into_any()
}

fn form(keeping: Keeping) -> AnyView {
    let form = Form {
        is_locked: RwSignal::new(false),
        typed: RwSignal::new(String::new()),
        is_shown: RwSignal::new(false),
        reader: RwSignal::new(OWN.to_owned()),
    };
    let can_save = keeping
        .host
        .with_value(|host| host.capabilities().downloads);
    let word = move |id: &str| keeping.word(id);
    let choice = move |is_locked: bool, id: &'static str| {
        view! {
            <label class="kp-choice">
                <input type="radio" name="kp-lock" prop:checked=move || form.is_locked.get() == is_locked on:change=move |_| form.is_locked.set(is_locked)/>
                <span>{word(id)}</span>
            </label>
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        keeping.hand_over(form, false);
    };
    let share = browser::can_share().then(|| {
        view! { <button type="button" class="ea-button" on:click=move |_| keeping.hand_over(form, true)>{word("keep-share")}</button> }
    });
    let saving = can_save.then(|| {
        view! { <button type="submit" class="ea-button ea-main">{word("keep-save-now")}</button> }
    });
    view! {
        <form class="kp-form" on:submit=submit>
            <p class="ea-quiet">{word("keep-save-more")}</p>
            {readers(keeping, form.reader)}
            <fieldset class="kp-choices">
                <legend class="ea-label">{word("keep-who-can-read")}</legend>
                {choice(false, "keep-readable")}
                {choice(true, "keep-locked")}
            </fieldset>
            {move || form.is_locked.get().then(|| passphrase(keeping, form))}
            <div class="ea-row">{saving}{share}</div>
        </form>
    }
    .into_any()
}

fn readers(keeping: Keeping, reader: RwSignal<String>) -> AnyView {
    let envelope = keeping.book().now();
    let voices: Vec<(String, String)> = envelope
        .part("", Part::Voice)
        .map(|(key, voice)| {
            let name = voice.text("name").unwrap_or_default().to_owned();
            (key.id.to_string(), name)
        })
        .collect();
    let is_all_for_all = envelope
        .records()
        .all(|(_, record)| record.sees().is_none());
    if is_all_for_all {
        return ().into_any();
    }
    let option =
        move |value: String, text: String| view! { <option value=value.clone()>{text}</option> };
    let voices = voices
        .into_iter()
        .map(|(id, name)| option(id, keeping.text("keep-for-voice", &[("name", name.into())])));
    view! {
        <div class="ea-field">
            <label for="kp-reader">{keeping.word("keep-for")}</label>
            <select id="kp-reader" class="ea-input" on:change=move |event| reader.set(event_target_value(&event))>
                {option(OWN.to_owned(), keeping.word("keep-for-own"))}
                {voices.collect_view()}
                {option(ELSE.to_owned(), keeping.word("keep-for-else"))}
            </select>
        </div>
    }
    .into_any()
}

fn passphrase(keeping: Keeping, form: Form) -> AnyView {
    let kind = move || {
        if form.is_shown.get() {
            "text"
        } else {
            "password"
        }
    };
    let weakness = move || {
        let typed = form.typed.get();
        let passphrase = browser::passphrase(&typed);
        let weakness = passphrase.weakness(&keeping.book().now());
        weakness
            .filter(|_| !passphrase.is_empty())
            .map(|weakness| keeping.word(weakness.id()))
    };
    view! {
        <div class="ea-field">
            <label for="kp-passphrase">{keeping.word("keep-passphrase")}</label>
            <p id="kp-advice" class="ea-quiet">{keeping.word("keep-passphrase-advice")}" "<strong>{keeping.word("keep-passphrase-lost")}</strong></p>
            <input id="kp-passphrase" class="ea-input" type=kind autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="kp-advice kp-weakness" prop:value=move || form.typed.get() on:input=move |event| form.typed.set(event_target_value(&event))/>
            <p id="kp-weakness" aria-live="polite">{weakness}</p>
            <label class="kp-choice">
                <input type="checkbox" prop:checked=move || form.is_shown.get() on:change=move |event| form.is_shown.set(event_target_checked(&event))/>
                <span>{keeping.word("keep-passphrase-show")}</span>
            </label>
        </div>
    }
    .into_any()
}

impl Keeping {
    /// Makes the file and gives it to the browser or the share sheet.
    fn hand_over(self, form: Form, is_shared: bool) {
        if self.is_busy.get_untracked() {
            return;
        }
        let is_locked = form.is_locked.get_untracked();
        if is_locked && browser::passphrase(&form.typed.get_untracked()).is_empty() {
            return self.say(self.word("keep-passphrase-empty"));
        }
        self.is_busy.set(true);
        let waiting = if is_locked {
            "keep-locking"
        } else {
            "keep-making"
        };
        self.say(self.word(waiting));
        spawn_local(async move {
            let name = self.file_name(is_locked);
            let made = self.made(form).await;
            if self.is_gone() {
                return;
            }
            match made {
                Err(refused) => {
                    let (what, hint) = self.words.with_value(|words| refused.say(words));
                    self.said.set(vec![what, hint]);
                }
                Ok((text, left_out)) => {
                    let mut lines = self.handed(&name, &text, is_shared).await;
                    if self.is_gone() {
                        return;
                    }
                    if left_out > 0 {
                        lines.push(self.text("keep-left-out", &[("count", left_out.into())]));
                    }
                    self.said.set(lines);
                }
            }
            self.is_busy.set(false);
        });
    }

    async fn handed(self, name: &str, text: &str, is_shared: bool) -> Vec<String> {
        let said = if is_shared {
            let shared = browser::share(name, text).await;
            if self.is_gone() {
                return Vec::new();
            }
            match shared {
                Shared::Done => self.word("keep-shared"),
                Shared::Cancelled => self.word("keep-share-cancelled"),
                Shared::Failed => self.word("keep-share-failed"),
            }
        } else if save(name, browser::KIND, text) {
            self.text("keep-saved", &[("name", name.into())])
        } else {
            self.word("keep-save-failed")
        };
        vec![said]
    }

    /// The file's text, and how many texts were left out for saying a withheld name.
    async fn made(self, form: Form) -> Result<(String, usize), Refused> {
        let (envelope, left_out) = self.for_reader(&form.reader.get_untracked());
        let about = About {
            address: self.address(),
            help: self.help(),
        };
        let words = self.words.get_value();
        if !form.is_locked.get_untracked() {
            let blocks = tell::everything(&envelope, &words);
            return Ok((page(&envelope, &words, &about, &blocks), left_out));
        }
        let passphrase = browser::passphrase(&form.typed.get_untracked());
        let chance = browser::chance().ok_or(Refused::Memory)?;
        let key = key(&self.host.get_value(), Recipe::fresh(&chance), &passphrase).await?;
        let text = lock_with(&envelope, &words, &about, &key, &chance)?;
        Ok((text, left_out))
    }

    fn for_reader(self, reader: &str) -> (Envelope, usize) {
        let whole = self.book().now();
        let reader = match reader {
            OWN => return (whole, 0),
            ELSE => None,
            voice => Some(voice),
        };
        let copy = whole.copy_for(reader);
        (copy.envelope, copy.mentions.len())
    }

    /// A neutral name, with the day.
    fn file_name(self, is_locked: bool) -> String {
        let id = if is_locked {
            "keep-file-name-locked"
        } else {
            "keep-file-name"
        };
        format!("{}-{}.html", self.word(id), today())
    }

    /// Shows the panel for saving.
    pub(super) fn offer_saving(self) {
        self.panel.set(Some(Panel::Save));
    }
}
