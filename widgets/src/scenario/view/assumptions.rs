//! Every figure of the model: the main ones beside the answer, the others by what they rest on.

use super::control::control;
use super::live::{flag, part, press, text};
use super::marks;
use crate::scenario::session::Session;
use early_action_engine::model::{Model, Parameter};
use leptos::prelude::*;

/// What a figure rests on, from measured to not.
const GROUPS: [&str; 3] = ["studies", "official", "assumed"];

fn group(parameter: &Parameter) -> &'static str {
    match parameter.evidence.as_deref() {
        Some("trial" | "matched" | "before-after" | "claim") => GROUPS[0],
        Some("official") => GROUPS[1],
        _ => GROUPS[2],
    }
}

/// The figures that decide it.
pub fn main_controls(session: Session) -> impl IntoView {
    let mut controls = session.state.with_untracked(|s| s.model.controls.clone());
    // A figure that must be entered is asked for at once, wherever the model's author put it.
    session.state.with_untracked(|s| {
        let missing =
            (0..s.model.parameters.len()).filter(|i| s.model.parameters[*i].distribution.is_none());
        controls.extend(missing.filter(|i| !s.model.controls.contains(i)));
    });
    (!controls.is_empty()).then(|| {
        let rows = controls
            .into_iter()
            .map(|index| control(session, index))
            .collect_view();
        view! {
            <section class="ea-controls" aria-labelledby="ea-controls-title">
                <h3 class="ea-title" id="ea-controls-title">{session.word("controls-title")}</h3>
                {rows}
                {reset_all(session)}
            </section>
        }
    })
}

/// All the others.
pub fn assumptions(session: Session) -> impl IntoView {
    let (model, main) = session
        .state
        .with_untracked(|s| (s.model.clone(), s.model.controls.clone()));
    let others: Vec<usize> = (0..model.parameters.len())
        .filter(|i| !main.contains(i) && model.parameters[*i].distribution.is_some())
        .collect();
    // Two dozen controls and their hills are made when they are wanted first: an answer is first.
    let is_wanted = RwSignal::new(false);
    let own = others.clone();
    let groups = part(move || is_wanted.get().then(|| groups(session, &model, &own)));
    let has_others = !others.is_empty();
    let title = text(move || {
        let changed = session.state.with(|s| s.changed());
        session.text("assumptions-title", &[("count", changed.into())])
    });
    let has_notes = session.state.with_untracked(|s| s.model.notes.is_some());
    view! {
        <section class="ea-assumptions">
            {has_others.then(|| view! {
                <details class="ea-fold" on:toggle=move |_| is_wanted.set(true)>
                    <summary>{title}</summary>
                    <p class="ea-quiet">{session.word("assumptions-subtitle")}</p>
                    {groups}
                </details>
            })}
            {has_notes.then(|| notes(session))}
            // Below what is moved: a first change pushes nothing away under the hand.
            {marks::own_figures(session)}
        </section>
    }
}

fn groups(session: Session, model: &Model, others: &[usize]) -> AnyView {
    let groups = GROUPS.iter().filter_map(|name| {
        let own: Vec<usize> = others
            .iter()
            .copied()
            .filter(|i| group(&model.parameters[*i]) == *name)
            .collect();
        (!own.is_empty()).then(|| {
            let rows = own
                .into_iter()
                .map(|index| control(session, index))
                .collect_view();
            view! {
                <section class="ea-group">
                    <h4 class="ea-group-title">{session.word(&format!("group-{name}"))}</h4>
                    <div class="ea-grid-of-controls">{rows}</div>
                </section>
            }
            .into_any()
        })
    });
    groups.collect::<Vec<_>>().into_any()
}

fn notes(session: Session) -> impl IntoView {
    let notes = session.with_words(|w| w.label("model", "notes"));
    let paragraphs = notes
        .split("\n\n")
        .map(|p| view! { <p>{p.trim().to_owned()}</p> }.into_any())
        .collect_view();
    view! {
        <details class="ea-fold">
            <summary>{session.word("notes-title")}</summary>
            <div class="ea-notes">{paragraphs}</div>
        </details>
    }
}

fn reset_all(session: Session) -> impl IntoView {
    let none = flag(move || session.state.with(|s| s.changed() == 0));
    view! {
        <button type="button" class="ea-link" disabled=none on:click=press(move || session.change(|s| s.reset_all()))>
            {session.word("reset-all")}
        </button>
    }
}
