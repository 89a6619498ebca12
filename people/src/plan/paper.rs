//! What is on paper: the plan for the fridge, sheets to fill in by hand, a goal's story.

use super::desk::{Desk, Paper};
use super::goal::find;
use super::picture::picture;
use super::tale::told_story;
use crate::host::today;
use early_action_engine::network::Date;
use early_action_engine::progress::State;
use early_action_present::charts::Canvas;
use early_action_present::metrics::SystemUi;
use early_action_present::plan::{date, ladder, say, story};
use leptos::prelude::*;

/// A ladder on paper is this wide, px.
const WIDE: f64 = 320.0;

/// Shown on paper only.
pub fn paper(desk: Desk) -> AnyView {
    let sheet = move || match desk.paper.get() {
        Paper::Plan => fridge(desk),
        Paper::Blank => blank(desk),
        Paper::Story(id) => tale(desk, &id),
    };
    view! { <div aria-hidden="true">{sheet}</div> }.into_any()
}

fn day(desk: Desk) -> Option<String> {
    let today = Date::parse(&today())?;
    Some(desk.with_words(|words| date(words, today)))
}

/// The plan: goals big, steps with boxes to tick.
fn fridge(desk: Desk) -> AnyView {
    let goals = desk.told(|told| {
        let open = told.plan.goals.iter().filter(|goal| goal.state != State::Aside);
        let goals = open.map(|goal| {
            let canvas = Canvas {
                words: told.words,
                metrics: &SystemUi,
                width: WIDE,
                height: WIDE,
            };
            let steps = goal.steps.iter().filter(|step| step.state == State::Open).map(|step| {
                let around = say::around(told, step).join(" ");
                view! { <li><span class="pp-box"></span><span>{step.text.clone()}" "<small>{around}</small></span></li> }.into_any()
            });
            let steps = steps.collect_view();
            let reached = (goal.state == State::Reached)
                .then(|| view! { <p><strong>{desk.word("plan-goal-reached")}</strong></p> });
            let scene = ladder::ladder(told, &canvas, goal).map(picture);
            view! {
                <section class="pp-sheet-goal">
                    <h2>{goal.text.clone()}</h2>
                    <div><p class="pp-whose">{say::whose(told, goal)}</p>{reached}</div>
                    <ul class="pp-boxes">{steps}</ul>
                    {scene}
                </section>
            }
            .into_any()
        });
        goals.collect_view()
    });
    let date = day(desk);
    view! { <h1>{desk.word("plan-paper-title")}</h1><p>{date}</p>{goals} }.into_any()
}

/// Sheets for pen and table: two pages of A4.
fn blank(desk: Desk) -> AnyView {
    let lines = |count: usize| {
        (0..count)
            .map(|_| view! { <div class="pp-line"></div> }.into_any())
            .collect_view()
    };
    let ladder = || {
        let rungs = (0..=10).map(|value: i32| view! { <td>{value}</td> }.into_any());
        let rungs = rungs.collect_view();
        view! {
            <div class="pp-sheet-ladder">
                <p>{desk.word("plan-blank-name")}" "<span class="pp-gapline"></span>" "{desk.word("plan-blank-date")}" "<span class="pp-gapline"></span></p>
                <table class="pp-rungs"><tbody><tr>{rungs}</tr></tbody></table>
                <p>{desk.word("plan-blank-low")}" "<span class="pp-gapline pp-long"></span></p>
                <p>{desk.word("plan-blank-high")}" "<span class="pp-gapline pp-long"></span></p>
            </div>
        }
        .into_any()
    };
    let rows = (0..8)
        .map(|_| view! { <tr><td></td><td></td><td></td><td></td></tr> }.into_any())
        .collect_view();
    let ladders = (0..4).map(|_| ladder()).collect_view();
    view! {
        <section class="pp-page">
            <h1>{desk.word("plan-paper-title")}</h1>
            <h2>{desk.word("plan-goal-label")}</h2>
            {lines(3)}
            <p>{desk.word("plan-blank-whose")}" "<span class="pp-gapline"></span>" "{desk.word("plan-blank-date")}" "<span class="pp-gapline"></span></p>
            <h2>{desk.word("plan-steps-title")}</h2>
            <table class="pp-grid">
                <thead><tr>
                    <th>{desk.word("plan-blank-step")}</th><th>{desk.word("plan-who-helps")}</th>
                    <th>{desk.word("plan-blank-asked")}</th><th>{desk.word("plan-blank-done")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <h2>{desk.word("plan-blank-happened")}</h2>
            {lines(6)}
        </section>
        <section class="pp-page">
            <h1>{desk.word("plan-blank-ladders")}</h1>
            <p>{desk.word("plan-blank-ladders-hint")}</p>
            {ladders}
        </section>
    }
    .into_any()
}

/// A goal's story, with who agreed and what for. Without their consent nothing is printed.
fn tale(desk: Desk, id: &str) -> AnyView {
    let head = desk.told(|told| {
        let goal = find(told, id).filter(|goal| story::may_be_told(told, goal))?;
        let consents = story::consents(told, id)
            .into_iter()
            .filter(|consent| consent.holds);
        let consents: Vec<String> = consents.map(|consent| consent.sentence(told)).collect();
        Some((
            goal.text.clone(),
            say::whose(told, goal),
            consents.join(" "),
        ))
    });
    let Some((title, whose, consents)) = head else {
        return view! { <p>{desk.word("plan-story-not-yet")}</p> }.into_any();
    };
    view! {
        <h1>{title}</h1>
        <p>{whose}</p>
        {told_story(desk, id)}
        <p class="pp-foot">{consents}" "{desk.word("plan-story-foot")}</p>
    }
    .into_any()
}
