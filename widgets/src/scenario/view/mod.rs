//! The element as people see it.

mod answer;
mod assumptions;
mod choice;
mod control;
mod evidence;
mod faults;
mod figures;
mod footer;
mod linked;
pub mod live;
mod lives;
mod marks;
mod moved;
pub mod picture;
mod progress;
mod report;
mod room;
mod table;
mod take;
mod turns;

use super::Asked;
use super::link::Link;
use super::session::{Phase, Session};
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
    let read = |fragment: &str| Link::decode(fragment).ok().flatten();
    let kept = asked.figures.as_deref().and_then(read);
    let link = RwSignal::new(kept.clone().or_else(|| read(&fragment())));
    let ids = offered(&asked);
    let linked = link
        .with_untracked(|link| link.as_ref().map(|l| l.model.clone()))
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
                    let came = Came {
                        link,
                        kept: kept.clone(),
                        ids: ids.clone(),
                    };
                    one(state, &words, host, came, chosen, titles.clone()).into_any()
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

/// What came with the page's address, and what to do when more comes.
struct Came {
    link: RwSignal<Option<Link>>,
    /// What an earlier view of the same element kept.
    kept: Option<Link>,
    ids: Vec<String>,
}

fn one(
    mut state: State,
    words: &Words,
    host: Host,
    came: Came,
    chosen: RwSignal<String>,
    titles: Vec<(String, String)>,
) -> impl IntoView + use<> {
    let id = state.model.id.clone();
    let is_offered = |asked: &str| asked == id || came.ids.iter().any(|known| known == asked);
    let unread = linked::unread(words, &host, is_offered);
    let link = came.link.get_untracked().filter(|link| link.model == id);
    let left_out = link.as_ref().map(|link| state.restore(link));
    if link.is_some() && link == came.kept {
        state.adopt();
    }
    let words = words.with_model(&words_of(&state.model));
    let session = Session::new(state, words, host);
    session.open();
    let linked = link.map(|link| linked::linked(session, link, &left_out.unwrap_or_default()));
    // A figure that must be entered is asked for where its control stands.
    let is_waiting = live::flag(move || {
        session.shown.with(Option::is_none) && session.phase.get() != Phase::Refused
    });
    let turn = turns::turns(session);
    view! {
        {report::report(session)}
        <div class="ea-page" class:ea-is-waiting=is_waiting>
            <header class="ea-head">
                <h2 class="ea-question">{question(session)}</h2>
                {picker(session, chosen, titles)}
                {comparison_picker(session)}
                {unread.map(|why| linked::notice(&why))}
                {linked::offer(session, came.ids, came.link, chosen)}
                {linked}
            </header>
            {answer::answer(session)}
            {figures::over_time(session)}
            {assumptions::main_controls(session)}
            {turns::later(turn, 0, move || moved::moved(session).into_any())}
            {turns::later(turn, 0, move || figures::others(session).into_any())}
            {turns::later(turn, 1, move || lives::lives(session).into_any())}
            {turns::later(turn, 2, move || assumptions::assumptions(session).into_any())}
            {turns::later(turn, 2, move || footer::footer(session).into_any())}
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
        let label = session.word("pick-model");
        let choose = move |id| chosen.set(id);
        choice::choice("ea-model", label, titles, chosen.into(), choose)
    })
}

fn comparison_picker(session: Session) -> impl IntoView {
    let strategies = session.state.with_untracked(|s| {
        let name = |i: usize| s.model.strategies[i].name.clone();
        s.comparisons().into_iter().map(name).collect::<Vec<_>>()
    });
    (strategies.len() > 1).then(|| {
        let named = |(at, name): (usize, &String)| {
            let label = session.with_words(|w| w.label("strategy", name));
            (at.to_string(), label)
        };
        let options = strategies.iter().enumerate().map(named).collect();
        let shown = live::text(move || session.state.with(|s| s.comparison.to_string()));
        let choose = move |at: String| {
            if let Ok(at) = at.parse::<usize>() {
                session.state.update(|s| s.comparison = at);
                session.keep();
            }
        };
        let label = session.word("pick-comparison");
        choice::choice("ea-comparison", label, options, shown, choose)
    })
}
