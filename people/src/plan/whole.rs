//! The plan as a whole: areas of life, whose words, what was asked twice, who carries the steps.

use super::desk::Desk;
use super::goal::drawn;
use super::parts::{more, table};
use super::picture::picture;
use early_action_present::plan::{say, shares, star};
use leptos::prelude::*;

/// All of it.
pub fn whole(desk: Desk) -> AnyView {
    view! {
        {more(move || desk.word("plan-star-heading"), move || stars(desk))}
        {more(move || desk.word("plan-words-title"), move || sentences(desk, say::words, "plan-words-none"))}
        {more(move || desk.word("plan-alike-title"), move || sentences(desk, say::alike, "plan-alike-none"))}
        {more(move || desk.word("plan-carried-title"), move || carried(desk))}
        {more(move || desk.word("plan-figures-title"), move || sentences(desk, say::figures, "plan-figures-none"))}
    }
    .into_any()
}

fn sentences(
    desk: Desk,
    say: fn(&early_action_present::plan::Told<'_>) -> Vec<String>,
    none: &'static str,
) -> AnyView {
    let said = move || {
        let said = desk.told(say);
        if said.is_empty() {
            return view! { <p class="ea-quiet">{desk.word(none)}</p> }.into_any();
        }
        let said = said
            .into_iter()
            .map(|said| view! { <li>{said}</li> }.into_any());
        let said = said.collect_view();
        view! { <ul class="pp-notes">{said}</ul> }.into_any()
    };
    view! { {said} }.into_any()
}

fn stars(desk: Desk) -> AnyView {
    let all = move || {
        let voices = desk.told(star::voices);
        if voices.is_empty() {
            return view! { <p class="ea-quiet">{desk.word("plan-star-none")}</p> }.into_any();
        }
        let stars = voices.into_iter().map(|voice| {
            let scene = drawn(desk, |told, canvas| star::star(told, canvas, &voice));
            let title = scene.as_ref().map(|scene| scene.title.clone());
            let rows = desk.told(|told| table(star::table(told, &voice)));
            view! { <figure class="pp-figure"><figcaption class="ea-label">{title}</figcaption>{scene.map(picture)}</figure>{rows} }
                .into_any()
        });
        stars.collect_view().into_any()
    };
    view! { {all} }.into_any()
}

/// Steps without anybody, steps when services step back, and who carried them over time.
fn carried(desk: Desk) -> AnyView {
    let back = RwSignal::new(false);
    let names = move |is_back: bool| {
        desk.known.with(|known| {
            let unheld = known.plan.unheld(&known.envelope);
            let ids = if is_back {
                unheld.services_step_back
            } else {
                unheld.now
            };
            let steps = ids
                .iter()
                .filter_map(|id| known.plan.steps().find(|step| step.id == *id));
            steps.map(|step| step.text.clone()).collect::<Vec<_>>()
        })
    };
    let list = move |is_back: bool, some: &'static str, none: &'static str| {
        let names = names(is_back);
        if names.is_empty() {
            return view! { <p>{desk.word(none)}</p> }.into_any();
        }
        let items = names
            .into_iter()
            .map(|name| view! { <li>{name}</li> }.into_any());
        let items = items.collect_view();
        view! { <p>{desk.word(some)}</p><ul class="pp-list">{items}</ul> }.into_any()
    };
    let stepped = move || {
        back.get()
            .then(|| list(true, "plan-back-some", "plan-back-none"))
    };
    let over = move || {
        let scene = drawn(desk, shares::shares);
        let Some(scene) = scene else {
            return view! { <p class="ea-quiet">{desk.word("plan-share-none")}</p> }.into_any();
        };
        let title = scene.title.clone();
        let rows = desk.told(|told| table(shares::table(told)));
        view! { <figure class="pp-figure"><figcaption class="ea-label">{title}</figcaption>{picture(scene)}</figure>{rows} }
            .into_any()
    };
    view! {
        {move || list(false, "plan-alone-some", "plan-alone-none")}
        <div class="ea-row">
            <button type="button" class="ea-button" aria-pressed=move || back.get().to_string()
                on:click=move |_| back.update(|back| *back = !*back)>{desk.word("plan-back-switch")}</button>
        </div>
        <div role="status">{stepped}</div>
        <h4>{desk.word("plan-carried-over")}</h4>
        {over}
    }
    .into_any()
}
