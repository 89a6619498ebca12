//! Notes, photos, recordings and life events.

use super::desk::Desk;
use super::media::{self, Recorder};
use super::parts::{button, day, line, lines, who_sees};
use super::steps::{Entry, media as media_changes};
use crate::host::today;
use early_action_engine::envelope::{Key, Part};
use early_action_present::plan::story;
use leptos::ev::SubmitEvent;
use leptos::html::{Canvas, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use wasm_bindgen::JsCast;

/// What was kept about a goal, or about everything, and forms for more.
pub fn all(desk: Desk, goal: Option<String>) -> AnyView {
    let goal = StoredValue::new(goal);
    let ids = move || {
        desk.told(|told| {
            let entries = told.entries(&["note", "media"]).into_iter();
            let wanted = goal.get_value();
            let of_this = entries.filter(|(_, record)| record.text("goal") == wanted.as_deref());
            of_this.map(|(id, _)| id.to_owned()).collect::<Vec<_>>()
        })
    };
    view! {
        <ul class="pp-notes"><For each=ids key=Clone::clone children=move |id| kept(desk, id) /></ul>
        {note_form(desk, goal.get_value())}
        {photo_form(desk, goal.get_value())}
        {sound_form(desk, goal.get_value())}
    }
    .into_any()
}

/// One note, photo or recording, with corrections beside it.
fn kept(desk: Desk, id: String) -> AnyView {
    let id = StoredValue::new(id);
    let shown = desk.told_now(|told| {
        let record = id.with_value(|id| told.entry(id))?;
        let lang = record.text("lang").map(str::to_owned);
        let media = record.text("media").and_then(|media| {
            let kept = told.envelope.get(&Key::top(Part::Media, media))?;
            Some((kept.text("type")?.to_owned(), kept.text("data")?.to_owned()))
        });
        Some((story::sentence(told, record), lang, media))
    });
    let Some((text, lang, media)) = shown else {
        return ().into_any();
    };
    let day = desk.told_now(|told| {
        let record = id.with_value(|id| told.entry(id))?;
        told.date(record)
            .map(|day| early_action_present::plan::date(told.words, day))
    });
    let corrections = move || corrections(desk, &id.get_value());
    let media = media.map(|(kind, data)| shown_media(desk, &kind, &data, &text));
    view! {
        <li class="pp-note">{media}<p lang=lang>{text}</p><p class="ea-quiet">{day}</p>{corrections}</li>
    }
    .into_any()
}

/// Corrections of an entry, beside it.
pub fn corrections(desk: Desk, id: &str) -> AnyView {
    let said = desk.told(|told| {
        let all = told.entries(&["correction"]).into_iter();
        let of_this = all.filter(|(_, record)| record.text("corrects") == Some(id));
        of_this
            .map(|(_, record)| story::sentence(told, record))
            .collect::<Vec<_>>()
    });
    let said = said
        .into_iter()
        .map(|said| view! { <p class="pp-correction">{said}</p> }.into_any());
    said.collect_view().into_any()
}

/// A photo on a canvas, or a recording to be played.
pub fn shown_media(desk: Desk, kind: &str, data: &str, text: &str) -> AnyView {
    let (kind, data, label) = (kind.to_owned(), data.to_owned(), text.to_owned());
    if kind.starts_with("image/") {
        let node = NodeRef::<Canvas>::new();
        Effect::new(move |_| {
            if let Some(canvas) = node.get() {
                let (kind, data) = (kind.clone(), data.clone());
                spawn_local(async move {
                    if media::show(kind, data, canvas).await.is_none() {
                        desk.said.set(desk.word("plan-media-broken"));
                    }
                });
            }
        });
        return view! { <canvas class="pp-photo" node_ref=node role="img" aria-label=label></canvas> }.into_any();
    }
    let address = media::address(&kind, &data);
    if let Some(address) = address.clone() {
        on_cleanup(move || media::forget(&address));
    }
    view! { <audio class="pp-sound" controls src=address aria-label=label></audio> }.into_any()
}

fn note_form(desk: Desk, goal: Option<String>) -> AnyView {
    let (text, sees) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked();
        if words.trim().is_empty() {
            return;
        }
        let mut entry = Entry::new("note")
            .by(desk, None)
            .text("text", &words)
            .seen_by(&sees.get_untracked());
        if let Some(goal) = &goal {
            entry = entry.with("goal", goal.as_str());
        }
        if desk.change(
            &desk.word("plan-do-note"),
            &entry.changes(),
            &desk.word("plan-kept"),
        ) {
            text.set(String::new());
        }
    };
    view! {
        <form class="pp-panel" on:submit=submit>
            {lines(desk.word("plan-note-label"), text)}
            {who_sees(desk, sees)}
            <div class="ea-row"><button class="ea-button">{desk.word("plan-note-add")}</button></div>
        </form>
    }
    .into_any()
}

/// Keeps a picture or recording with its entry.
fn keep(desk: Desk, goal: Option<&str>, made: &media::Media, text: &str, sees: &[String]) -> bool {
    let mut changes = media_changes(&made.id, &made.kind, &made.data, text);
    let mut entry = Entry::new("media")
        .by(desk, None)
        .with("media", made.id.as_str())
        .text("text", text)
        .seen_by(sees);
    if let Some(goal) = goal {
        entry = entry.with("goal", goal);
    }
    changes.extend(entry.changes());
    desk.change(
        &desk.word("plan-do-media"),
        &changes,
        &desk.word("plan-kept"),
    )
}

fn photo_form(desk: Desk, goal: Option<String>) -> AnyView {
    let (text, sees) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
    let field = NodeRef::<Input>::new();
    let goal = StoredValue::new(goal);
    let add = move || {
        let file = field
            .get_untracked()
            .and_then(|field| field.files())
            .and_then(|files| files.get(0));
        let Some(file) = file else {
            desk.said.set(desk.word("plan-photo-choose"));
            return;
        };
        let words = text.get_untracked();
        if words.trim().is_empty() {
            desk.said.set(desk.word("plan-photo-needs-words"));
            return;
        }
        spawn_local(async move {
            match media::photo(file.unchecked_into()).await {
                Some(made) => {
                    let goal = goal.get_value();
                    if keep(desk, goal.as_deref(), &made, &words, &sees.get_untracked()) {
                        text.set(String::new());
                        if let Some(field) = field.get_untracked() {
                            field.set_value("");
                        }
                    }
                }
                None => desk.said.set(desk.word("plan-photo-not")),
            }
        });
    };
    view! {
        <div class="pp-panel">
            <label class="ea-field">
                <span class="ea-label">{desk.word("plan-photo-label")}</span>
                <input class="ea-input" type="file" accept="image/*" node_ref=field />
            </label>
            <p class="ea-quiet">{desk.word("plan-photo-hint")}</p>
            {line(desk.word("plan-photo-words"), text)}
            {who_sees(desk, sees)}
            <div class="ea-row">{button(desk, "plan-photo-add", add)}</div>
        </div>
    }
    .into_any()
}

fn sound_form(desk: Desk, goal: Option<String>) -> AnyView {
    if !media::can_record() {
        return view! { <p class="ea-quiet">{desk.word("plan-sound-not-here")}</p> }.into_any();
    }
    let text = RwSignal::new(String::new());
    let is_recording = RwSignal::new(false);
    // Said where it happened, too: the form may stand far below what is said above.
    let wrong = RwSignal::new(None::<String>);
    let refuse = move |id: &str| {
        wrong.set(Some(desk.word(id)));
        desk.said.set(desk.word(id));
    };
    let recorder = StoredValue::new_local(RefCell::new(None::<Recorder>));
    let goal = StoredValue::new(goal);
    let begin = move || {
        wrong.set(None);
        spawn_local(async move {
            match Recorder::begin().await {
                Some(begun) => {
                    recorder.with_value(|held| *held.borrow_mut() = Some(begun));
                    is_recording.set(true);
                    desk.said.set(desk.word("plan-sound-begun"));
                }
                None => refuse("plan-sound-refused"),
            }
        });
    };
    let end = move || {
        let begun = recorder.with_value(|held| held.borrow_mut().take());
        is_recording.set(false);
        spawn_local(async move {
            let sound = match begun {
                Some(begun) => begun.end().await,
                None => None,
            };
            let made = match sound {
                Some(sound) => media::recording(sound).await,
                None => Err(media::LOST),
            };
            let made = match made {
                Ok(made) => made,
                Err(why) => return refuse(why),
            };
            let words = text.get_untracked();
            let words = if words.trim().is_empty() {
                desk.word("plan-sound")
            } else {
                words
            };
            if keep(desk, goal.get_value().as_deref(), &made, &words, &[]) {
                text.set(String::new());
            }
        });
    };
    let act = move || {
        if is_recording.get() {
            button(desk, "plan-sound-end", end)
        } else {
            button(desk, "plan-sound-begin", begin)
        }
    };
    view! {
        <div class="pp-panel">
            {line(desk.word("plan-sound-words"), text)}
            <div class="ea-row">{act}<span class="ea-quiet">{desk.word("plan-sound-hint")}</span></div>
            {move || wrong.get().map(|wrong| view! { <p class="pp-notice">{wrong}</p> })}
        </div>
    }
    .into_any()
}

/// Life events, and a form for another.
pub fn events(desk: Desk) -> AnyView {
    let list = move || {
        let said = desk.told(|told| {
            let events = told.entries(&["event"]).into_iter();
            let said = events.map(|(id, record)| {
                let day = told
                    .date(record)
                    .map(|day| early_action_present::plan::date(told.words, day));
                (
                    id.to_owned(),
                    day,
                    record.text("text").unwrap_or_default().to_owned(),
                )
            });
            said.collect::<Vec<_>>()
        });
        let said = said.into_iter().map(|(id, day, text)| {
            view! { <li><span class="ea-quiet">{day}</span>" "{text}{corrections(desk, &id)}</li> }.into_any()
        });
        said.collect_view()
    };
    let (text, on) = (RwSignal::new(String::new()), RwSignal::new(today()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let words = text.get_untracked();
        if words.trim().is_empty() {
            return;
        }
        let entry = Entry::new("event")
            .by(desk, None)
            .text("text", &words)
            .text("date", &on.get_untracked());
        if desk.change(
            &desk.word("plan-do-event"),
            &entry.changes(),
            &desk.word("plan-kept"),
        ) {
            text.set(String::new());
        }
    };
    view! {
        <p class="ea-quiet">{desk.word("plan-events-hint")}</p>
        <ul class="pp-notes">{list}</ul>
        <form class="pp-fields" on:submit=submit>
            {line(desk.word("plan-event-label"), text)}
            {day(desk.word("plan-event-day"), on)}
            <button class="ea-button">{desk.word("plan-event-add")}</button>
        </form>
    }
    .into_any()
}
