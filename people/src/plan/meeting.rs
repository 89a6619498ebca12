//! Everybody rates in turn, unseen by the others, and all is shown together.

use super::desk::{Desk, Screen, Voice};
use super::goal::{drawn, find};
use super::parts::{button, main_button};
use super::picture::picture;
use super::rate::{self, scale};
use early_action_present::plan::{ladder, say};
use leptos::prelude::*;

/// How far the round has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Who takes part?
    Who,
    /// The device goes to this one of those who take part.
    Pass(usize),
    /// This one rates.
    Rate(usize),
    /// All have rated.
    Ready,
    /// All is shown.
    Shown,
}

/// A round about one goal.
pub fn meeting(desk: Desk, goal: String) -> AnyView {
    let turn = RwSignal::new(Turn::Who);
    let taking = RwSignal::new(Vec::<Voice>::new());
    let said = RwSignal::new(Vec::<f64>::new());
    let id = StoredValue::new(goal);
    let text =
        desk.told_now(|told| id.with_value(|id| find(told, id).map(|goal| goal.text.clone())));
    let name = move |at: usize| {
        taking.with(|all| {
            all.get(at)
                .map(|voice| voice.name.clone())
                .unwrap_or_default()
        })
    };
    let rated = move |at: usize, value: f64| {
        said.update(|said| said.push(value));
        let next = at + 1;
        turn.set(if next < taking.with_untracked(Vec::len) {
            Turn::Pass(next)
        } else {
            Turn::Ready
        });
    };
    let reveal = move || {
        let mut changes = Vec::new();
        for (voice, value) in taking.get_untracked().iter().zip(said.get_untracked()) {
            let known = id.with_value(|id| rate::ends(desk, id, &voice.id));
            let words = (known.0.as_str(), known.1.as_str());
            let entry = id.with_value(|id| rate::rating(desk, id, &voice.id, value, words));
            changes.extend(entry.changes());
        }
        if desk.change(
            &desk.word("plan-do-meeting"),
            &changes,
            &desk.word("plan-meeting-shown"),
        ) {
            turn.set(Turn::Shown);
        }
    };
    let done = move || desk.screen.set(Screen::Plan);
    let inside = move || match turn.get() {
        Turn::Who => view! {
            {who(desk, taking)}
            <div class="ea-row">
                {main_button(desk, "plan-meeting-begin", move || {
                    if taking.with_untracked(Vec::len) < 2 {
                        desk.said.set(desk.word("plan-meeting-two"));
                    } else {
                        turn.set(Turn::Pass(0));
                    }
                })}
                {button(desk, "cancel", done)}
            </div>
        }
        .into_any(),
        Turn::Pass(at) => {
            let args = [("name", name(at).into())];
            let (pass, here) = (
                desk.text("plan-meeting-pass", &args),
                desk.text("plan-meeting-here", &args),
            );
            view! {
                <p class="pp-large" role="status">{pass}</p>
                <div class="ea-row">
                    <button type="button" class="ea-button ea-main" on:click=move |_| turn.set(Turn::Rate(at))>{here}</button>
                    {button(desk, "cancel", done)}
                </div>
            }
            .into_any()
        }
        Turn::Rate(at) => {
            let voice = taking.with(|all| all.get(at).cloned());
            let is_child = voice.as_ref().is_some_and(|voice| voice.kind == "child");
            let ends = voice
                .map(|voice| id.with_value(|id| rate::ends(desk, id, &voice.id)))
                .unwrap_or_default();
            let legend = match ends {
                (low, high) if !low.is_empty() && !high.is_empty() => {
                    let args = [
                        ("voice", name(at).into()),
                        ("low", low.into()),
                        ("high", high.into()),
                    ];
                    desk.text("plan-rate-legend-ends", &args)
                }
                _ => desk.text("plan-rate-legend", &[("voice", name(at).into())]),
            };
            let faces = RwSignal::new(is_child);
            view! {
                {scale(desk, move || legend.clone(), faces.into(), Signal::derive(|| None), move |value| rated(at, value))}
                {rate::faces_switch(desk, faces)}
            }
            .into_any()
        }
        Turn::Ready => view! {
            <p class="pp-large" role="status">{desk.word("plan-meeting-ready")}</p>
            <div class="ea-row">
                {main_button(desk, "plan-meeting-reveal", reveal)}
                {button(desk, "cancel", done)}
            </div>
        }
        .into_any(),
        Turn::Shown => {
            let scene = move || {
                drawn(desk, |told, canvas| {
                    ladder::ladder(told, canvas, id.with_value(|id| find(told, id))?)
                })
                .map(picture)
            };
            let gap = move || {
                desk.told(|told| {
                    id.with_value(|id| find(told, id).and_then(|goal| say::gap(told, goal)))
                })
            };
            view! {
                <figure class="pp-figure">{scene}</figure>
                <p class="pp-large" role="status">{gap}</p>
                <p>{desk.word("plan-meeting-talk")}</p>
                <div class="ea-row">{main_button(desk, "plan-back", done)}</div>
            }
            .into_any()
        }
    };
    view! {
        <section class="pp-card pp-meeting">
            <h2 tabindex="-1">{text}</h2>
            <p class="pp-said" aria-hidden="true">{move || desk.said.get()}</p>
            {inside}
        </section>
    }
    .into_any()
}

/// Who takes part, in the order in which they are ticked.
fn who(desk: Desk, taking: RwSignal<Vec<Voice>>) -> AnyView {
    let boxes = move || {
        let boxes = desk.voices().into_iter().map(|voice| {
            let (id, name) = (voice.id.clone(), voice.name.clone());
            let toggle = move |_| {
                taking.update(|taking| match taking.iter().position(|known| known.id == voice.id) {
                    Some(at) => _ = taking.remove(at),
                    None => taking.push(voice.clone()),
                });
            };
            view! {
                <label class="pp-chip">
                    <input type="checkbox" prop:checked=move || taking.with(|t| t.iter().any(|v| v.id == id)) on:change=toggle />
                    <span>{name}</span>
                </label>
            }
            .into_any()
        });
        boxes.collect_view()
    };
    let new = StoredValue::new(super::parts::NewVoice::new("family"));
    let add = move || {
        if let Some((_, changes)) = new.with_value(super::parts::NewVoice::changes) {
            desk.change(
                &desk.word("plan-do-voice"),
                &changes,
                &desk.word("plan-voice-added"),
            );
        }
    };
    let fields = move || {
        let fields = new.with_value(|new| new.fields(desk));
        view! { <div class="pp-fields">{fields}{button(desk, "plan-voice-add", add)}</div> }
            .into_any()
    };
    view! {
        <fieldset class="pp-voices"><legend class="ea-label">{desk.word("plan-meeting-who")}</legend><div class="ea-row">{boxes}</div></fieldset>
        {super::parts::more(move || desk.word("plan-voice-other"), fields)}
    }
    .into_any()
}
