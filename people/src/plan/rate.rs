//! Rating from 0 to 10: numbers or faces, big enough for any finger.

use super::desk::Desk;
use super::parts::{choose_voice, line};
use super::picture::picture;
use super::steps::Entry;
use early_action_present::plan::face::{FACES, face};
use leptos::prelude::*;

const FACE: f64 = 48.0;

/// A scale to touch. What is touched is given to `act`; what was picked is shown as pressed.
pub fn scale(
    desk: Desk,
    legend: impl Fn() -> String + Send + 'static,
    faces: Signal<bool>,
    picked: Signal<Option<f64>>,
    act: impl Fn(f64) + Copy + Send + 'static,
) -> AnyView {
    let point = move |value: f64, label: String, content: AnyView| {
        view! {
            <button type="button" class="ea-button pp-point" aria-label=label
                aria-pressed=move || (picked.get() == Some(value)).to_string()
                on:click=move |_| act(value)>{content}</button>
        }
        .into_any()
    };
    let points = move || {
        if faces.get() {
            let faces = FACES.iter().enumerate().map(|(at, value)| {
                let label = desk.word(&format!("plan-face-{at}"));
                point(*value, label, picture(face(*value, FACE)))
            });
            return faces.collect_view().into_any();
        }
        let numbers = (0..=10).map(|value| {
            let label = desk.text("plan-of-ten", &[("rating", value.to_string().into())]);
            let content = view! { <span>{value}</span> }.into_any();
            point(f64::from(value), label, content)
        });
        numbers.collect_view().into_any()
    };
    let class = move || {
        if faces.get() {
            "pp-points pp-faces"
        } else {
            "pp-points"
        }
    };
    view! {
        <fieldset class="pp-scale">
            <legend class="ea-label">{legend}</legend>
            <div class=class>{points}</div>
        </fieldset>
    }
    .into_any()
}

/// A switch between numbers and faces.
pub fn faces_switch(desk: Desk, faces: RwSignal<bool>) -> AnyView {
    view! {
        <label class="pp-chip">
            <input type="checkbox" prop:checked=move || faces.get()
                on:change=move |_| faces.update(|faces| *faces = !*faces) />
            <span>{desk.word("plan-faces")}</span>
        </label>
    }
    .into_any()
}

/// What a voice calls the ends of a goal's ladder.
pub fn ends(desk: Desk, goal: &str, voice: &str) -> (String, String) {
    desk.told_now(|told| {
        let goal = told.plan.goals.iter().find(|known| known.id == goal);
        let ladder = goal.and_then(|goal| goal.ladders.iter().find(|l| l.voice == voice));
        let ends = ladder.map(|ladder| ladder.ends.clone()).unwrap_or_default();
        (ends.0.unwrap_or_default(), ends.1.unwrap_or_default())
    })
}

/// A rating, with this voice's words for the ends where they are new.
pub fn rating(desk: Desk, goal: &str, voice: &str, value: f64, words: (&str, &str)) -> Entry {
    let known = ends(desk, goal, voice);
    let entry = Entry::new("rating")
        .by(desk, Some(voice))
        .with("goal", goal)
        .with("rating", value);
    let entry = if words.0.trim() == known.0 {
        entry
    } else {
        entry.text("low", words.0)
    };
    if words.1.trim() == known.1 {
        entry
    } else {
        entry.text("high", words.1)
    }
}

/// Somebody rates a goal: who, what the ends mean to them, and one touch.
pub fn panel(desk: Desk, goal: String, close: impl Fn() + Copy + Send + 'static) -> AnyView {
    let voice = RwSignal::new(desk.writer.get_untracked());
    let (low, high) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let faces = RwSignal::new(false);
    let goal = StoredValue::new(goal);
    Effect::new(move |_| {
        let Some(id) = voice.get() else { return };
        let is_child = desk
            .voices_now()
            .iter()
            .any(|v| v.id == id && v.kind == "child");
        faces.set(is_child);
        let known = goal.with_value(|goal| ends(desk, goal, &id));
        low.set(known.0);
        high.set(known.1);
    });
    let act = move |value: f64| {
        let Some(id) = voice.get_untracked() else {
            desk.said.set(desk.word("plan-who-first"));
            return;
        };
        let (low, high) = (low.get_untracked(), high.get_untracked());
        let changes = goal
            .with_value(|goal| rating(desk, goal, &id, value, (&low, &high)))
            .changes();
        let name = desk.told_now(|told| told.voice(Some(&id)));
        let args = [
            ("voice", name.into()),
            ("rating", early_action_present::plan::rating(value).into()),
        ];
        if desk.change(
            &desk.word("plan-do-rate"),
            &changes,
            &desk.text("plan-ladder", &args),
        ) {
            close();
        }
    };
    let legend = move || {
        let Some(id) = voice.get() else {
            return desk.word("plan-rate-anybody");
        };
        let name = desk.told(|told| told.voice(Some(&id)));
        match (low.get().trim(), high.get().trim()) {
            ("", _) | (_, "") => desk.text("plan-rate-legend", &[("voice", name.into())]),
            (low, high) => {
                let args = [
                    ("voice", name.into()),
                    ("low", low.into()),
                    ("high", high.into()),
                ];
                desk.text("plan-rate-legend-ends", &args)
            }
        }
    };
    view! {
        <div class="pp-panel">
            {choose_voice(desk, desk.word("plan-rate-who"), voice)}
            <div class="pp-fields">
                {line(desk.word("plan-low"), low)}
                {line(desk.word("plan-high"), high)}
            </div>
            {faces_switch(desk, faces)}
            {scale(desk, legend, faces.into(), Signal::derive(|| None), act)}
        </div>
    }
    .into_any()
}
