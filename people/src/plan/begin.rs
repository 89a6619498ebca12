//! Beginning a plan, and setting another goal.

use super::desk::Desk;
use super::parts::{NewVoice, choose_voice, line, lines, more, who_sees};
use super::steps::Entry;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Before there is anything: who is writing, and what should be different.
pub fn begin(desk: Desk) -> AnyView {
    let new = StoredValue::new(NewVoice::new("parent"));
    let goal = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let text = goal.get_untracked();
        if text.trim().is_empty() {
            desk.said.set(desk.word("plan-goal-needs-words"));
            return;
        }
        let Some((voice, mut changes)) = new.with_value(NewVoice::changes) else {
            desk.said.set(desk.word("plan-voice-needs-name"));
            return;
        };
        desk.writer.set(Some(voice));
        changes.extend(
            Entry::new("goal")
                .by(desk, None)
                .text("text", &text)
                .changes(),
        );
        desk.change(
            &desk.word("plan-do-goal"),
            &changes,
            &desk.word("plan-goal-set"),
        );
    };
    view! {
        <form class="pp-card" on:submit=submit>
            <h2>{desk.word("plan-begin-title")}</h2>
            {lines(desk.word("plan-goal-label"), goal)}
            <p class="ea-quiet">{desk.word("plan-goal-hint")}</p>
            {new.with_value(|new| new.fields(desk))}
            <div class="ea-row"><button class="ea-button ea-main">{desk.word("plan-begin")}</button></div>
            <p class="pp-said" aria-hidden="true">{move || desk.said.get()}</p>
        </form>
        {super::examples::offers(desk)}
    }
    .into_any()
}

/// Another goal.
pub fn goal_form(desk: Desk) -> AnyView {
    let inside = move || {
        let (text, area) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let voice = RwSignal::new(desk.writer.get_untracked());
        let sees = RwSignal::new(Vec::new());
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            let words = text.get_untracked();
            if words.trim().is_empty() {
                desk.said.set(desk.word("plan-goal-needs-words"));
                return;
            }
            let entry = Entry::new("goal")
                .by(desk, voice.get_untracked().as_deref())
                .text("text", &words)
                .text("area", &area.get_untracked())
                .seen_by(&sees.get_untracked());
            if desk.change(
                &desk.word("plan-do-goal"),
                &entry.changes(),
                &desk.word("plan-goal-set"),
            ) {
                text.set(String::new());
                area.set(String::new());
                sees.set(Vec::new());
            }
        };
        view! {
            <form class="pp-panel" on:submit=submit>
                {lines(desk.word("plan-goal-label"), text)}
                <p class="ea-quiet">{desk.word("plan-goal-hint")}</p>
                {choose_voice(desk, desk.word("plan-goal-whose"), voice)}
                {line(desk.word("plan-goal-area"), area)}
                {who_sees(desk, sees)}
                <div class="ea-row"><button class="ea-button ea-main">{desk.word("plan-goal-add")}</button></div>
            </form>
        }
        .into_any()
    };
    more(move || desk.word("plan-goal-another"), inside)
}
