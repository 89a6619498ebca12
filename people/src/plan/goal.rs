//! A goal as a card, in the family's words.

use super::desk::{Desk, Screen};
use super::parts::{button, more, select, table};
use super::picture::picture;
use super::steps::Entry;
use super::{notes, rate, speech, step, tale};
use early_action_engine::progress::{Goal, State};
use early_action_present::charts::Canvas;
use early_action_present::metrics::SystemUi;
use early_action_present::plan::{Told, journey, ladder, say};
use early_action_present::scene::Scene;
use leptos::prelude::*;

/// Pictures are no wider than this, px.
const WIDEST: f64 = 640.0;

/// A picture of what is told, as wide as a card allows.
pub fn drawn(desk: Desk, draw: impl Fn(&Told<'_>, &Canvas<'_>) -> Option<Scene>) -> Option<Scene> {
    let width = desk.width.get().min(WIDEST);
    desk.told(|told| {
        let canvas = Canvas {
            words: told.words,
            metrics: &SystemUi,
            width,
            height: width,
        };
        draw(told, &canvas)
    })
}

/// The goal of this id, as it is.
pub fn find<'a>(told: &Told<'a>, id: &str) -> Option<&'a Goal> {
    told.plan.goals.iter().find(|goal| goal.id == id)
}

/// One goal.
pub fn card(desk: Desk, id: String) -> AnyView {
    let id = StoredValue::new(id);
    let goal = Memo::new(move |_| desk.told(|told| id.with_value(|id| find(told, id).cloned())));
    let text = move || goal.get().map(|goal| goal.text).unwrap_or_default();
    let whose = move || {
        goal.get()
            .map(|goal| desk.told(|told| say::whose(told, &goal)))
    };
    let gap = move || {
        goal.get()
            .and_then(|goal| desk.told(|told| say::gap(told, &goal)))
    };
    let ladders = move || {
        let goal = goal.get()?;
        drawn(desk, |told, canvas| ladder::ladder(told, canvas, &goal)).map(picture)
    };
    let lang = desk.told_now(|told| {
        id.with_value(|id| {
            told.entry(id)
                .and_then(|r| r.text("lang").map(str::to_owned))
        })
    });
    let heading = id.with_value(|id| ["goal-", id].concat());
    let labelled = heading.clone();
    let is_rating = RwSignal::new(false);
    let rating = move || {
        let close = move || is_rating.set(false);
        is_rating
            .get()
            .then(|| rate::panel(desk, id.get_value(), close))
    };
    let state = Memo::new(move |_| goal.get().map(|goal| goal.state).unwrap_or_default());
    let record = move |kind: &'static str, said: &'static str| {
        let entry = Entry::new(kind)
            .by(desk, None)
            .with("goal", id.get_value().as_str());
        desk.change(
            &desk.word(&["plan-do-goal-", kind].concat()),
            &entry.changes(),
            &desk.word(said),
        );
    };
    let reached = move || {
        (state.get() == State::Reached).then(|| {
            let thanks = move || desk.told(|told| goal.with(|goal| goal.as_ref().map(|goal| thanks(told, goal))));
            view! { <div class="pp-reached"><strong>{desk.word("plan-goal-reached")}</strong><p>{thanks}</p></div> }
        })
    };
    let ends = move || match state.get() {
        State::Open => view! {
            {button(desk, "plan-goal-reach", move || record("done", "plan-goal-was-reached"))}
            {button(desk, "plan-goal-aside", move || record("aside", "plan-goal-set-aside"))}
        }
        .into_any(),
        _ => button(desk, "plan-goal-again", move || {
            record("again", "plan-goal-taken-up")
        }),
    };
    let change = move || {
        view! {
            {step::reword(desk, "goal", id.get_value())}
            {attained(desk, id.get_value())}
            <div class="ea-row">{ends}</div>
        }
        .into_any()
    };
    let meet = move || desk.screen.set(Screen::Meeting(id.get_value()));
    let aloud = move || {
        let said = desk.told_now(|told| {
            id.with_value(|id| find(told, id).map(|goal| speech::goal(told, goal)))
        });
        speech::speak(desk, &said.unwrap_or_default());
    };
    let tables = move || {
        let goal = move || goal.get();
        let ladders =
            move || goal().map(|goal| desk.told(|told| table(ladder::table(told, &goal))));
        view! { <div>{ladders}</div> }.into_any()
    };
    view! {
        <article class="pp-card" aria-labelledby=labelled class:pp-aside=move || state.get() == State::Aside>
            <h3 id=heading class="pp-goal" lang=lang tabindex="-1">{text}</h3>
            <p class="ea-quiet">{whose}</p>
            {reached}
            <figure class="pp-figure">{ladders}</figure>
            <p class="pp-gap">{gap}</p>
            <div class="ea-row">
                <button type="button" class="ea-button ea-main" aria-expanded=move || is_rating.get().to_string()
                    on:click=move |_| is_rating.update(|is| *is = !*is)>{desk.word("plan-rate")}</button>
                {button(desk, "plan-rate-together", meet)}
                {button(desk, "plan-read-aloud", aloud)}
            </div>
            {rating}
            <h4>{desk.word("plan-steps-title")}</h4>
            {step::list(desk, Some(id.get_value()))}
            {step::form(desk, id.get_value())}
            {more(move || desk.word("plan-ladder-table"), tables)}
            {more(move || desk.word("plan-journey-title"), move || course(desk, id.get_value()))}
            {more(move || desk.word("plan-notes-title"), move || notes::all(desk, Some(id.get_value())))}
            {more(move || desk.word("plan-story-title"), move || tale::tale(desk, id.get_value()))}
            {more(move || desk.word("plan-goal-change"), change)}
        </article>
    }
    .into_any()
}

/// How far a goal got beside what was expected, for those who count it.
fn attained(desk: Desk, id: String) -> AnyView {
    let level = RwSignal::new("0".to_owned());
    let options = ["-2", "-1", "0", "1", "2"].map(|level| {
        let name = desk.word(&["plan-level-", level].concat());
        (level.to_owned(), name)
    });
    let keep = move || {
        let Ok(level) = level.get_untracked().parse::<f64>() else {
            return;
        };
        let entry = Entry::new("attainment").by(desk, None);
        let entry = entry.with("goal", id.as_str()).with("level", level);
        desk.change(
            &desk.word("plan-do-attainment"),
            &entry.changes(),
            &desk.word("plan-kept"),
        );
    };
    view! {
        <div class="pp-fields">
            {select(desk.word("plan-level"), options.to_vec(), level)}
            {button(desk, "plan-level-keep", keep)}
        </div>
    }
    .into_any()
}

/// Who helped, said once.
fn thanks(told: &Told<'_>, goal: &Goal) -> String {
    let mut names: Vec<String> = Vec::new();
    for id in goal.steps.iter().flat_map(|step| &step.helpers) {
        let name = told.person(id);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return told.words.word("plan-thanks");
    }
    told.say(
        "plan-thanks-helpers",
        &[("names", told.words.list(&names).into())],
    )
}

/// The journey over time.
fn course(desk: Desk, id: String) -> AnyView {
    let id = StoredValue::new(id);
    let with = move |draw: &dyn Fn(&Told<'_>, &Goal) -> AnyView| {
        desk.told(|told| id.with_value(|id| find(told, id).map(|goal| draw(told, goal))))
    };
    let trends = move || {
        with(&|told, goal| {
            let said = goal.ladders.iter().map(|ladder| {
                let said = say::trend(told, ladder);
                view! { <li>{said}</li> }.into_any()
            });
            let said = said.collect_view();
            view! { <ul class="pp-trends">{said}</ul> }.into_any()
        })
    };
    let scene = move || {
        let draw = |told: &Told<'_>, canvas: &Canvas<'_>| {
            let goal = id.with_value(|id| find(told, id))?;
            journey::journey(told, canvas, goal)
        };
        match drawn(desk, draw) {
            Some(scene) => picture(scene),
            None => view! { <p class="ea-quiet">{desk.word("plan-journey-none")}</p> }.into_any(),
        }
    };
    let rows = move || with(&|told, goal| table(journey::table(told, goal)));
    view! { {trends}<figure class="pp-figure">{scene}</figure>{rows} }.into_any()
}
