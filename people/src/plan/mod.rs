//! `<early-action-progress>`: our plan, our steps, our words.

mod begin;
mod clock;
mod desk;
mod examples;
mod goal;
mod media;
mod meeting;
mod notes;
mod paper;
mod parts;
mod picture;
mod rate;
mod speech;
mod step;
mod steps;
mod take;
mod tale;
mod team;
mod visit;
mod whole;
mod written;

use crate::book::Book;
use crate::history;
use crate::host::Host;
use crate::keeping::{self, Keeping};
use desk::{Desk, Screen};
use early_action_engine::progress::State;
use early_action_host::{After, WidthWatch};
use leptos::html::Div;
use leptos::prelude::*;
use parts::{button, choose_voice, main_button, more};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The element's own styles, beside the theme's and those that map and plan share.
pub const STYLES: &str = concat!(
    include_str!("style.css"),
    include_str!("../../../present/src/plan/plan.css")
);

/// What a card keeps free at both sides, px.
const SIDES: f64 = 66.0;

/// A plan of this book, as its element asks for it.
pub fn view(host: Host, book: Book) -> AnyView {
    let is_team = host.attribute("mode").as_deref() == Some("team");
    let desk = Desk::new(host.clone(), book.clone());
    let keeping = (!is_team).then(|| desk.with_words(|words| Keeping::new(&host, &book, words)));
    let lang = desk.with_words(|words| words.lang().to_owned());
    let node = NodeRef::<Div>::new();
    watch(desk, node);
    speech::warm_up();
    on_cleanup(speech::hush);
    let has_plan = Memo::new(move |_| {
        desk.known
            .with(|known| !known.plan.goals.is_empty() || known.plan.steps().next().is_some())
    });
    let body = move || match desk.screen.get() {
        _ if is_team => team::team(desk),
        Screen::Visit => visit::visit(desk),
        Screen::Meeting(goal) => meeting::meeting(desk, goal),
        Screen::Plan if has_plan.get() => plan(desk),
        Screen::Plan => begin::begin(desk),
    };
    let opening = keeping.map_or_else(|| calm(desk), keeping::opening);
    // Nobody puts a file in the middle of a round or a visit.
    let tools = move || {
        let keeping = keeping.filter(|_| desk.screen.with(|screen| *screen == Screen::Plan));
        keeping.map(|keeping| keeping::tools(keeping, move || take::away(desk)))
    };
    let paper = keeping.map(|keeping| {
        view! { <div class="pp-paper">{paper::paper(desk)}{keeping::help_on_paper(keeping)}</div> }
    });
    view! {
        <div class="ea" lang=lang>
            <div class="pp pp-screen" node_ref=node>
                {opening}
                {body}
                {tools}
                <p class="ea-hidden" role="status">{move || desk.said.get()}</p>
            </div>
            {paper}
        </div>
    }
    .into_any()
}

/// The line that stands first where nothing is kept.
fn calm(desk: Desk) -> AnyView {
    view! { <p class="pp-calm"><strong>{desk.word("nobody-sees")}</strong>{desk.word("nobody-sees-more")}</p> }
        .into_any()
}

/// Follows the width; puts the focus where a screen begins.
fn watch(desk: Desk, node: NodeRef<Div>) {
    let watch = StoredValue::new_local(None::<WidthWatch>);
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            let found = WidthWatch::new(&node, move |width| {
                desk.width.set((width - SIDES).max(220.0))
            });
            watch.set_value(found);
        }
    });
    Effect::new(move |before: Option<Screen>| {
        let screen = desk.screen.get();
        if before.is_some_and(|before| before != screen) {
            // The new screen is on the page only after this.
            let waiting = After::new(0, move || {
                let node = node.get_untracked();
                let head = node.and_then(|node| node.query_selector("h2[tabindex]").ok().flatten());
                if let Some(head) = head {
                    let _ = head.unchecked_into::<HtmlElement>().focus();
                }
            });
            desk.waiting.set_value(Some(waiting));
        }
        screen
    });
}

/// The plan as it stands: goals as cards, then everything about the whole.
fn plan(desk: Desk) -> AnyView {
    let ids = move |wanted: bool| {
        desk.told(|told| {
            let goals = told
                .plan
                .goals
                .iter()
                .filter(|goal| (goal.state != State::Aside) == wanted);
            goals.map(|goal| goal.id.clone()).collect::<Vec<_>>()
        })
    };
    let aside = move || {
        (!ids(false).is_empty()).then(|| {
            more(move || desk.word("plan-aside-title"), move || {
                view! { <For each=move || ids(false) key=Clone::clone children=move |id| goal::card(desk, id) /> }.into_any()
            })
        })
    };
    let loose = move || {
        let has = desk.known.with(|known| !known.plan.loose.is_empty());
        has.then(|| {
            view! { <section class="pp-card"><h3>{desk.word("plan-other-steps")}</h3>{step::list(desk, None)}</section> }
        })
    };
    view! {
        <h2 tabindex="-1">{desk.word("plan-title")}</h2>
        <div class="ea-row pp-bar">
            {main_button(desk, "plan-visit-begin", move || desk.screen.set(Screen::Visit))}
            {ways_back(desk)}
        </div>
        <p class="pp-said" aria-hidden="true">{move || desk.said.get()}</p>
        {more(move || writer(desk), move || choose_voice(desk, desk.word("plan-writer"), desk.writer))}
        <For each=move || ids(true) key=Clone::clone children=move |id| goal::card(desk, id) />
        {loose}
        <section class="pp-card">{begin::goal_form(desk)}</section>
        <section class="pp-card">
            {more(move || desk.word("plan-events-title"), move || notes::events(desk))}
            {more(move || desk.word("plan-notes-all"), move || notes::all(desk, None))}
            {whole::whole(desk)}
            {aside}
            {more(move || desk.word("plan-written-title"), move || written::written(desk))}
        </section>
    }
    .into_any()
}

fn writer(desk: Desk) -> String {
    match desk.writer.get() {
        None => desk.word("plan-writer-nobody"),
        Some(id) => {
            let name = desk.told(|told| told.voice(Some(&id)));
            desk.text("plan-writer-is", &[("name", name.into())])
        }
    }
}

fn ways_back(desk: Desk) -> AnyView {
    let steps = history::buttons(
        desk.book(Book::clone),
        move |id, args| desk.text(id, args),
        move |is_undo| desk.step_back(is_undo),
    );
    let aloud = move || {
        let said = desk.told_now(|told| {
            let open = told
                .plan
                .goals
                .iter()
                .filter(|goal| goal.state != State::Aside);
            open.flat_map(|goal| speech::goal(told, goal))
                .collect::<Vec<_>>()
        });
        speech::speak(desk, &said);
    };
    view! {
        {steps}
        {button(desk, "plan-read-all", aloud)}{button(desk, "plan-hush", speech::hush)}
    }
    .into_any()
}
