//! Everything that was written, with corrections beside: nothing is overwritten.

use super::desk::Desk;
use super::notes::corrections;
use super::parts::line;
use super::steps::Entry;
use early_action_engine::envelope::fields::ENTRIES;
use early_action_present::plan::{date, story};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The log, the latest first.
pub fn written(desk: Desk) -> AnyView {
    let ids = move || {
        desk.told(|told| {
            let all = told.entries(ENTRIES).into_iter().rev();
            let shown = all.filter(|(_, record)| record.text("kind") != Some("correction"));
            shown.map(|(id, _)| id.to_owned()).collect::<Vec<_>>()
        })
    };
    view! {
        <p class="ea-quiet">{desk.word("plan-written-hint")}</p>
        <ol class="pp-notes" reversed="">
            <For each=ids key=Clone::clone children=move |id| entry(desk, id) />
        </ol>
    }
    .into_any()
}

fn entry(desk: Desk, id: String) -> AnyView {
    let shown = desk.told_now(|told| {
        let record = told.entry(&id)?;
        let day = told.date(record).map(|day| date(told.words, day));
        let time = record.text("time").map(str::to_owned);
        let lang = record.text("lang").map(str::to_owned);
        let author = record
            .text("author")
            .filter(|author| Some(*author) != record.text("voice"));
        let author = author.map(|author| {
            told.say(
                "plan-written-by",
                &[("name", told.voice(Some(author)).into())],
            )
        });
        Some((day, time, lang, author, story::sentence(told, record)))
    });
    let Some((day, time, lang, author, text)) = shown else {
        return ().into_any();
    };
    let when: Vec<String> = [day, time, author].into_iter().flatten().collect();
    let when = when.join(", ");
    let is_open = RwSignal::new(false);
    let words = RwSignal::new(String::new());
    let id = StoredValue::new(id);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = words.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let entry = Entry::new("correction")
            .by(desk, None)
            .with("corrects", id.get_value().as_str())
            .text("text", &text);
        if desk.change(
            &desk.word("plan-do-correction"),
            &entry.changes(),
            &desk.word("plan-corrected"),
        ) {
            words.set(String::new());
            is_open.set(false);
        }
    };
    let submit = StoredValue::new_local(submit);
    let form = move || {
        is_open.get().then(|| {
            view! {
                <form class="pp-fields" on:submit=move |event| submit.with_value(|submit| submit(event))>
                    {line(desk.word("plan-correct-label"), words)}
                    <button class="ea-button">{desk.word("plan-correct-do")}</button>
                </form>
            }
        })
    };
    let label = desk.text("plan-correct-name", &[("text", text.clone().into())]);
    view! {
        <li class="pp-note">
            <p class="ea-quiet">{when}</p>
            <p lang=lang>{text}</p>
            {move || corrections(desk, &id.get_value())}
            <button type="button" class="ea-button" aria-label=label aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is| *is = !*is)>{desk.word("plan-correct")}</button>
            {form}
        </li>
    }
    .into_any()
}
