//! A visit written down in under a minute: who spoke, a touch for each goal and step, a note.

use super::desk::{Desk, Screen};
use super::goal::find;
use super::parts::{button, choose_voice, day, lines};
use super::rate::{self, scale};
use super::steps::Entry;
use crate::host::today;
use early_action_engine::progress::State;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The form.
pub fn visit(desk: Desk) -> AnyView {
    let nobody = desk.writer.with_untracked(Option::is_none);
    let voice = RwSignal::new(None::<String>);
    let on = RwSignal::new(today());
    let note = RwSignal::new(String::new());
    let ratings = RwSignal::new(BTreeMap::<String, f64>::new());
    let times = RwSignal::new(BTreeMap::<String, &'static str>::new());
    let faces = Signal::derive(move || {
        let chosen = voice.get();
        desk.voices()
            .iter()
            .any(|v| Some(&v.id) == chosen.as_ref() && v.kind == "child")
    });
    let goals: Vec<String> = desk.told_now(|told| {
        let open = told
            .plan
            .goals
            .iter()
            .filter(|goal| goal.state == State::Open);
        open.map(|goal| goal.id.clone()).collect()
    });
    let goals = goals.into_iter().map(|id| {
        let text = desk.told_now(|told| {
            find(told, &id)
                .map(|goal| goal.text.clone())
                .unwrap_or_default()
        });
        let steps = desk.told_now(|told| {
            let steps = find(told, &id)
                .map(|goal| goal.steps.as_slice())
                .unwrap_or_default();
            let open = steps.iter().filter(|step| step.state == State::Open);
            open.map(|step| (step.id.clone(), step.text.clone()))
                .collect::<Vec<_>>()
        });
        let picked = {
            let id = id.clone();
            Signal::derive(move || ratings.with(|ratings| ratings.get(&id).copied()))
        };
        let goal = StoredValue::new(id);
        let act = move |value: f64| {
            ratings.update(|ratings| {
                let id = goal.get_value();
                // A second touch takes it back.
                if ratings.get(&id) == Some(&value) {
                    ratings.remove(&id);
                } else {
                    ratings.insert(id, value);
                }
            });
        };
        let steps = steps
            .into_iter()
            .map(|(id, text)| step_row(desk, times, id, text));
        let steps = steps.collect_view();
        view! {
            <section class="pp-visit-goal">
                {scale(desk, move || text.clone(), faces, picked, act)}
                <ul class="pp-steps">{steps}</ul>
            </section>
        }
        .into_any()
    });
    let goals = goals.collect_view();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(who) = voice.get_untracked() else {
            desk.said.set(desk.word("plan-who-first"));
            return;
        };
        let date = on.get_untracked();
        let mut changes = Vec::new();
        for (goal, value) in ratings.get_untracked() {
            let known = rate::ends(desk, &goal, &who);
            let entry = rate::rating(desk, &goal, &who, value, (&known.0, &known.1));
            changes.extend(entry.text("date", &date).changes());
        }
        for (step, kind) in times.get_untracked() {
            let entry = Entry::new(kind)
                .by(desk, Some(&who))
                .with("step", step.as_str());
            changes.extend(entry.text("date", &date).changes());
        }
        let words = note.get_untracked();
        if !words.trim().is_empty() {
            let entry = Entry::new("note")
                .by(desk, None)
                .text("text", &words)
                .text("date", &date);
            changes.extend(entry.changes());
        }
        if changes.is_empty() {
            desk.said.set(desk.word("plan-visit-empty"));
            return;
        }
        if desk.change(
            &desk.word("plan-do-visit"),
            &changes,
            &desk.word("plan-visit-kept"),
        ) {
            desk.screen.set(Screen::Plan);
        }
    };
    view! {
        <form class="pp-card" on:submit=submit>
            <h2 tabindex="-1">{desk.word("plan-visit-title")}</h2>
            {nobody.then(|| choose_voice(desk, desk.word("plan-writer"), desk.writer))}
            {choose_voice(desk, desk.word("plan-visit-who"), voice)}
            {goals}
            {lines(desk.word("plan-visit-note"), note)}
            {day(desk.word("plan-visit-day"), on)}
            <p class="pp-said" aria-hidden="true">{move || desk.said.get()}</p>
            <div class="ea-row">
                <button class="ea-button ea-main">{desk.word("plan-visit-keep")}</button>
                {button(desk, "cancel", move || desk.screen.set(Screen::Plan))}
            </div>
        </form>
    }
    .into_any()
}

/// A step with its two answers; a second touch takes one back.
fn step_row(
    desk: Desk,
    times: RwSignal<BTreeMap<String, &'static str>>,
    id: String,
    text: String,
) -> AnyView {
    let id = StoredValue::new(id);
    let answer = move |kind: &'static str, word: &str, name: &str, text: &str| {
        let label = desk.text(name, &[("step", text.into())]);
        let is_on = move || times.with(|times| id.with_value(|id| times.get(id) == Some(&kind)));
        let act = move |_| {
            times.update(|times| {
                let id = id.get_value();
                if times.get(&id) == Some(&kind) {
                    times.remove(&id);
                } else {
                    times.insert(id, kind);
                }
            });
        };
        view! {
            <button type="button" class="ea-button" aria-label=label aria-pressed=move || is_on().to_string()
                on:click=act>{desk.word(word)}</button>
        }
        .into_any()
    };
    let done = answer("done", "plan-step-done", "plan-step-done-name", &text);
    let missed = answer("missed", "plan-step-missed", "plan-step-missed-name", &text);
    view! {
        <li class="pp-step"><p class="pp-step-text">{text}</p><div class="ea-row">{done}{missed}</div></li>
    }
    .into_any()
}
