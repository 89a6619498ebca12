//! The story of a goal, told only with consent, which can be taken back.

use super::desk::{Desk, Paper};
use super::goal::find;
use super::parts::{button, choose_voice, line};
use super::steps::Entry;
use super::{notes, take};
use early_action_engine::envelope::{Key, Part};
use early_action_present::plan::{Told, story};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The story with whoever agreed, and what may be done with it.
pub fn tale(desk: Desk, id: String) -> AnyView {
    let id = StoredValue::new(id);
    let may = Memo::new(move |_| {
        desk.told(|told| {
            id.with_value(|id| find(told, id).is_some_and(|goal| story::may_be_told(told, goal)))
        })
    });
    let consents = move || {
        let all = desk.told(|told| {
            let all = id.with_value(|id| story::consents(told, id));
            let all = all.into_iter();
            let all = all.map(|consent| (consent.sentence(told), consent));
            all.collect::<Vec<_>>()
        });
        let all = all.into_iter().map(|(said, consent)| {
            let take_back = consent.holds.then(|| {
                button(desk, "plan-consent-take-back", move || {
                    let entry = Entry::new("withdrawn")
                        .by(desk, Some(&consent.voice))
                        .with("goal", id.get_value().as_str())
                        .text("purpose", &consent.purpose);
                    desk.change(
                        &desk.word("plan-do-withdrawn"),
                        &entry.changes(),
                        &desk.word("plan-consent-taken-back"),
                    );
                })
            });
            view! { <li class="ea-row"><span>{said}</span>{take_back}</li> }.into_any()
        });
        all.collect_view()
    };
    let (voice, purpose) = (
        RwSignal::new(desk.writer.get_untracked()),
        RwSignal::new(String::new()),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let words = purpose.get_untracked();
        if words.trim().is_empty() {
            desk.said.set(desk.word("plan-consent-needs-purpose"));
            return;
        }
        let voice = voice.get_untracked();
        let entry = Entry::new("consent")
            .by(desk, voice.as_deref())
            .with("goal", id.get_value().as_str())
            .text("purpose", &words);
        if desk.change(
            &desk.word("plan-do-consent"),
            &entry.changes(),
            &desk.word("plan-consent-given"),
        ) {
            purpose.set(String::new());
        }
    };
    let acts = move || {
        if !may.get() {
            return view! { <p class="pp-notice">{desk.word("plan-story-not-yet")}</p> }.into_any();
        }
        let print = move || take::print(desk, Paper::Story(id.get_value()));
        view! { <div class="ea-row">{button(desk, "plan-story-print", print)}</div> }.into_any()
    };
    view! {
        {move || told_story(desk, &id.get_value())}
        <h5>{desk.word("plan-consent-title")}</h5>
        <ul class="pp-notes">{consents}</ul>
        <form class="pp-panel" on:submit=submit>
            {choose_voice(desk, desk.word("plan-consent-who"), voice)}
            <div class="pp-fields">
                {line(desk.word("plan-consent-purpose"), purpose)}
                <button class="ea-button">{desk.word("plan-consent-give")}</button>
            </div>
        </form>
        {acts}
    }
    .into_any()
}

/// What happened, in order, as a page tells it.
pub fn told_story(desk: Desk, id: &str) -> AnyView {
    let scenes = desk.told(|told| {
        let scenes = find(told, id)
            .map(|goal| story::story(told, goal))
            .unwrap_or_default();
        let with = scenes
            .into_iter()
            .map(|scene| (media(told, scene.media.as_deref()), scene));
        with.collect::<Vec<_>>()
    });
    let scenes = scenes.into_iter().map(|(media, scene)| {
        let media = media.map(|(kind, data)| notes::shown_media(desk, &kind, &data, &scene.text));
        let day = scene.day.map(|day| view! { <p class="pp-day">{day}</p> });
        view! { <li>{day}<p>{scene.text}</p>{media}</li> }.into_any()
    });
    let scenes = scenes.collect_view();
    view! { <ol class="pp-story">{scenes}</ol> }.into_any()
}

fn media(told: &Told<'_>, id: Option<&str>) -> Option<(String, String)> {
    let kept = told.envelope.get(&Key::top(Part::Media, id?))?;
    Some((kept.text("type")?.to_owned(), kept.text("data")?.to_owned()))
}
