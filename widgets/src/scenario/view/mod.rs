//! The element as people see it.

mod answer;
mod assumptions;
mod control;
mod evidence;
mod faults;
mod figures;
mod footer;
pub mod live;
mod lives;
pub mod picture;
mod progress;
mod table;

use super::Asked;
use super::link::Link;
use super::session::Session;
use super::state::{State, offered, shipped};
use crate::host::{Host, fragment};
use early_action_engine::evidence::title;
use early_action_engine::fault::Fault;
use early_action_present::of_model::words_of;
use early_action_present::{ModelWords, Words};
use leptos::prelude::*;

/// A scenario, as its element asks for it.
#[component]
pub fn Scenario(host: Host, asked: Asked) -> impl IntoView {
    let words = Words::new(&asked.lang);
    host.prepare(&words);
    let link = Link::decode(&asked.figures.clone().unwrap_or_else(fragment));
    let ids = offered(&asked);
    let linked = link
        .as_ref()
        .map(|l| l.model.clone())
        .filter(|id| ids.contains(id));
    let chosen = RwSignal::new(linked.unwrap_or_else(|| ids[0].clone()));
    let lang = words.lang().to_owned();
    let titles: Vec<(String, String)> = if asked.text.is_some() {
        Vec::new()
    } else {
        titles(&words, &ids)
    };
    let host = StoredValue::new_local(host);
    let asked = StoredValue::new(asked);
    // Read again only when another model is chosen.
    let body = move || {
        let id = chosen.get();
        let text = match asked.with_value(|a| a.text.clone()) {
            Some(text) => Ok(text),
            None => shipped(&id).map(str::to_owned).map_err(|fault| vec![fault]),
        };
        let host = host.get_value();
        Some(
            match text.and_then(|text| asked.with_value(|asked| State::new(&text, asked))) {
                Ok(state) => {
                    one(state, &words, host, link.as_ref(), chosen, titles.clone()).into_any()
                }
                Err(faults) => refused(&words, &host, &faults).into_any(),
            },
        )
    };
    view! { <div class="ea" lang=lang>{live::part(body)}</div> }
}

/// Models to choose from: id and title.
fn titles(words: &Words, ids: &[String]) -> Vec<(String, String)> {
    let named = |id: &String| {
        let mut own = ModelWords::new(id);
        own.label("model", "title", title(id)?);
        Some((id.clone(), words.with_model(&own).label("model", "title")))
    };
    if ids.len() > 1 {
        ids.iter().filter_map(named).collect()
    } else {
        Vec::new()
    }
}

fn refused(words: &Words, host: &Host, faults: &[Fault]) -> impl IntoView + use<> {
    host.tell("early-action-refused", &[]);
    faults::model_faults(words, faults)
}

fn one(
    mut state: State,
    words: &Words,
    host: Host,
    link: Option<&Link>,
    chosen: RwSignal<String>,
    titles: Vec<(String, String)>,
) -> impl IntoView + use<> {
    let link = link.filter(|link| link.model == state.model.id);
    let left_out = link.map(|link| state.restore(link)).unwrap_or_default();
    let words = words.with_model(&words_of(&state.model));
    let session = Session::new(state, words, host);
    session.open();
    view! {
        <div class="ea-page">
            <header class="ea-head">
                <h2 class="ea-question">{question(session)}</h2>
                {picker(session, chosen, titles)}
                {comparison_picker(session)}
            </header>
            {(!left_out.is_empty()).then(|| faults::link_faults(session, &left_out))}
            {answer::answer(session)}
            {figures::over_time(session)}
            {assumptions::main_controls(session)}
            {figures::others(session)}
            {lives::lives(session)}
            {assumptions::assumptions(session)}
            {footer::footer(session)}
            <p class="ea-hidden" role="status">{live::text(move || session.spoken.get())}</p>
        </div>
    }
}

/// The model's question, or its title.
fn question(session: Session) -> String {
    let has_question = session.state.with_untracked(|s| s.model.question.is_some());
    session.with_words(|w| w.label("model", if has_question { "question" } else { "title" }))
}

fn picker(
    session: Session,
    chosen: RwSignal<String>,
    titles: Vec<(String, String)>,
) -> impl IntoView {
    (!titles.is_empty()).then(|| {
        let options = titles.into_iter().map(|(id, title)| {
            let is_chosen = chosen.with_untracked(|c| *c == id);
            view! { <option value=id selected=is_chosen>{title}</option> }.into_any()
        });
        view! {
            <p class="ea-pick">
                <label for="ea-model">{session.word("pick-model")}</label>
                <select id="ea-model" on:change=live::value(move |id| chosen.set(id))>
                    {options.collect_view()}
                </select>
            </p>
        }
    })
}

fn comparison_picker(session: Session) -> impl IntoView {
    let strategies = session.state.with_untracked(|s| {
        let name = |i: usize| s.model.strategies[i].name.clone();
        s.comparisons().into_iter().map(name).collect::<Vec<_>>()
    });
    (strategies.len() > 1).then(|| {
        let shown = session.state.with_untracked(|s| s.comparison);
        let options = strategies.iter().enumerate().map(|(at, name)| {
            let label = session.with_words(|w| w.label("strategy", name));
            view! { <option value=at.to_string() selected=at == shown>{label}</option> }.into_any()
        });
        let choose = live::value(move |at| {
            if let Ok(at) = at.parse::<usize>() {
                session.state.update(|s| s.comparison = at);
                session.keep();
            }
        });
        view! {
            <p class="ea-pick">
                <label for="ea-comparison">{session.word("pick-comparison")}</label>
                <select id="ea-comparison" on:change=choose>{options.collect_view()}</select>
            </p>
        }
    })
}
