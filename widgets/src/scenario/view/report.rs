//! What is printed: the answer, its charts, what it rests on and what it does not say.

use super::live::part;
use super::picture::picture;
use super::table::table;
use super::take::{canvas, futures, lives as people, payers};
use crate::host::Listener;
use crate::scenario::session::Session;
use early_action_present::charts::fan;
use early_action_present::export::Export;
use early_action_present::of_model::counted;
use early_action_present::scene::Scene;
use early_action_present::sentences;
use early_action_present::tables;
use leptos::prelude::*;
use std::sync::Arc;

/// Width between the margins of A4, px.
const WIDTH: f64 = 680.0;
/// Two beside each other.
const HALF: f64 = 328.0;

/// The report; it is made when somebody prints, whoever asked for it.
pub fn report(session: Session) -> AnyView {
    let is_printing = RwSignal::new(false);
    // Heard until the view is gone.
    for (name, now) in [("beforeprint", true), ("afterprint", false)] {
        StoredValue::new_local(Listener::new(name, move || is_printing.set(now)));
    }
    part(move || {
        let mut made = None;
        if is_printing.get() {
            session.with_export(&mut |export| made = Some(pages(export)));
        }
        made
    })
}

fn pages(of: &Export<'_>) -> AnyView {
    let words = of.words;
    let answer = sentences::answer(words, &of.frame);
    let condition = answer.condition.map(|c| c.sentence);
    let mut parts = vec![
        line("ea-quiet", words.word("report-kind")),
        view! { <h2>{of.question()}</h2> }.into_any(),
        line("ea-verdict", answer.verdict),
        line("ea-sentence", answer.sentence),
    ];
    let more = answer.range.into_iter().chain(condition);
    parts.extend(more.map(|text| line("", text)));
    let marks = of.marks.all_sentences(words).into_iter();
    parts.extend(marks.map(|mark| line("ea-by-host", mark)));
    let price_year = of.appraisal.provenance.price_year.as_deref();
    parts.push(figure(fan(&canvas(of, WIDTH, 0.28), &of.frame, price_year)));
    let pair = vec![figure(payers(of, HALF)), figure(futures(of, HALF))];
    parts.push(within("ea-pair", pair));
    let lives = tables::lives(words, of.appraisal, of.frame.comparison);
    if !lives.rows.is_empty() {
        if counted(of.study).outcomes.is_empty() {
            parts.push(heading(words.word("lives-title")));
        } else {
            parts.push(figure(people(of, WIDTH)));
        }
        parts.push(table(&lives).into_any());
    }
    let own = of.own_figures();
    if !own.is_empty() {
        parts.push(heading(words.word("own-title")));
        parts.extend(own.iter().map(|twin| table(twin).into_any()));
    }
    parts.push(heading(words.word("report-rests")));
    parts.push(table(&tables::rests(of)).into_any());
    parts.push(line("", words.word("paste-limits")));
    if of.study.model.notes.is_some() {
        let notes = words.label("model", "notes");
        let each = notes.split("\n\n").map(|p| line("", p.trim().to_owned()));
        parts.push(heading(words.word("report-limits")));
        parts.push(within("ea-columns", each.collect()));
    }
    parts.push(heading(words.word("report-repeat")));
    let link = [words.word("report-link"), of.link.to_owned()].join(" ");
    let facts = sentences::facts(words, of.appraisal).into_iter();
    let facts = facts.map(|(name, value)| line("", [name, value].join(" ")));
    parts.push(within("ea-facts", facts.chain([line("", link)]).collect()));
    view! { <article class="ea-report">{parts}</article> }.into_any()
}

fn line(class: &'static str, text: String) -> AnyView {
    view! { <p class=class>{text}</p> }.into_any()
}

fn heading(text: String) -> AnyView {
    view! { <h3>{text}</h3> }.into_any()
}

fn within(class: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! { <div class=class>{parts}</div> }.into_any()
}

fn figure(scene: Scene) -> AnyView {
    let (title, subtitle) = (scene.title.clone(), scene.subtitle.clone());
    let scene = Arc::new(scene);
    let drawn = picture(Memo::new(move |_| Some(Arc::clone(&scene))));
    let parts = vec![heading(title), line("ea-quiet", subtitle), drawn];
    view! { <figure class="ea-figure">{parts}</figure> }.into_any()
}
