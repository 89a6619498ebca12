//! Act now or wait: the same years, the start moved.

use super::figure::figure;
use crate::deck::WAITS;
use crate::room::{Answer, Room};
use crate::waiting::{NEVER, NOW, wait};
use early_action_engine::appraise::Comparison;
use early_action_engine::model::Model;
use early_action_present::Words;
use early_action_present::charts::{self, Course};
use early_action_present::numbers::{about, futures, money, plain, rounded};
use early_action_present::sentences::Frame;
use early_action_widgets::scenario::view::live::{part, text};
use leptos::prelude::*;

/// The step that shows what starting now is.
const BASE: usize = 1;

/// The scene.
pub fn scene(room: Room) -> AnyView {
    // The question stands beside what was shown last.
    let step = Memo::new(move |_| room.deck.get().map_or(0, |deck| deck.step.min(WAITS + 1)));
    let said = part(move || {
        let step = step.get();
        if step == 0 {
            let intro = text(move || {
                let year = room
                    .waits
                    .with(|waits| waits.as_ref().map(|a| last_year(&a.study.model)));
                match year {
                    Some(year) => room.text("wait-intro", &[("year", year.into())]),
                    None => room.word("workshop-waiting"),
                }
            });
            return Some(
                view! { <p class="ws-ask">{intro}</p><p>{room.word("wait-intro-next")}</p> }
                    .into_any(),
            );
        }
        let waits = room.waits.get()?;
        if step == BASE {
            let first = waits.appraisal.comparisons.first()?;
            return Some(room.with_words(|words| {
                let at = view! { <p>{words.word("wait-at")}</p> }.into_any();
                view! { {at}{course(words, &waits, first)} }.into_any()
            }));
        }
        let compared = waits.appraisal.comparisons.get(step - BASE)?;
        Some(room.with_words(|words| course(words, &waits, compared)))
    });
    let limits = part(move || {
        (step.get() > WAITS)
            .then(|| view! { <p class="ws-quiet">{room.word("wait-limits")}</p> }.into_any())
    });
    let picture = figure(room, move |canvas| {
        let waits = room.waits.get()?;
        let words = canvas.words;
        let all: Vec<Course<'_>> = waits
            .appraisal
            .comparisons
            .iter()
            .map(|c| Course {
                label: name(words, &c.strategy),
                years: &c.cumulative,
            })
            .collect();
        let shown = step.get();
        let mut scene = charts::courses(canvas, &name(words, NOW), &all, shown);
        scene.title = words.word("wait-chart");
        scene.subtitle = words.word("wait-chart-subtitle");
        let told = waits.appraisal.comparisons.iter().take(shown);
        let each: Vec<String> = told.map(|c| sentence(words, &waits, c)).collect();
        scene.description = [vec![scene.title.clone()], each].concat().join(" ");
        Some(scene)
    });
    view! { <div class="ws-side"><div class="ws-story">{said}{limits}</div>{picture}</div> }
        .into_any()
}

/// The last year of the window, counted from the start.
pub fn last_year(model: &Model) -> usize {
    model.time.years()
}

/// A course of action in a few words.
pub fn name(words: &Words, strategy: &str) -> String {
    if strategy == NEVER {
        return words.word("wait-never");
    }
    let years = (1..=WAITS).find(|years| wait(*years) == strategy);
    match years {
        Some(years) => words.text("wait-years", &[("years", years.into())]),
        None => words.word("wait-now"),
    }
}

/// What a course costs more or less than starting now, on average.
fn sentence(words: &Words, waits: &Answer, compared: &Comparison) -> String {
    let net = &compared.net_cost;
    let known = rounded(net.mean, net.error);
    let id = match known {
        known if known > 0.0 => "wait-more",
        known if known < 0.0 => "wait-less",
        _ => "wait-same",
    };
    let payer = Frame::new(
        compared,
        waits.study.model.time.at(waits.study.model.time.cycles),
    )
    .payer(words);
    let args = [
        ("course", name(words, &compared.strategy).into()),
        ("payer", payer.into()),
        ("amount", about(words, net.mean, net.error).into()),
        ("year", last_year(&waits.study.model).into()),
    ];
    words.text(id, &args)
}

/// What 90 of 100 futures lie between, in a sentence.
fn range(words: &Words, compared: &Comparison) -> String {
    let net = &compared.net_cost;
    let (id, small, large) = match (net.p05 < 0.0, net.p95 > 0.0) {
        (true, true) => ("range-both", net.p05, net.p95),
        (true, false) => ("range-saves", net.p95, net.p05),
        _ => ("range-costs", net.p05, net.p95),
    };
    let args = [
        ("small", money(words, small, net.error).into()),
        ("large", money(words, large, net.error).into()),
    ];
    words.text(id, &args)
}

/// What a course costs, how sure that is, and what it does to what the model measures.
fn course(words: &Words, waits: &Answer, compared: &Comparison) -> AnyView {
    let cheaper = words.text(
        "wait-cheaper",
        &[("futures", futures(words, compared.chance_of_saving).into())],
    );
    let lives = lives(words, waits, compared).map(|said| view! { <p>{said}</p> }.into_any());
    view! {
        <p class="ws-sentence">{sentence(words, waits, compared)}</p>
        <p>{range(words, compared)}" "{cheaper}</p>
        {lives}
    }
    .into_any()
}

/// The first outcome of the model, with its difference against starting now.
fn lives(words: &Words, waits: &Answer, compared: &Comparison) -> Option<String> {
    let model = &waits.study.model;
    let first = model.lines.iter().find(|line| !line.what.is_cost())?;
    let found = compared.outcomes.iter().find(|o| o.name == first.name)?;
    let known = rounded(found.summary.mean, found.summary.error);
    let id = match known {
        known if known > 0.0 => "wait-lives-more",
        known if known < 0.0 => "wait-lives-fewer",
        _ => "wait-lives-same",
    };
    let args = [
        ("outcome", words.label("outcome", &first.name).into()),
        ("difference", plain(known.abs(), 0).into()),
    ];
    Some(words.text(id, &args))
}
