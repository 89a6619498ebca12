//! `<early-action-network>`: who is around this person?

mod about;
mod add;
mod asked;
mod canvas;
mod desk;
mod drawing;
mod editor;
mod examples;
mod fields;
mod files;
pub mod import;
mod left;
mod list;
mod nodes;
mod sees;
pub mod steps;
mod ties;
mod voices;

use crate::book::Book;
use crate::history;
use crate::host::Host;
use crate::keeping::{self, Keeping};
use desk::{Desk, Mode};
use early_action_engine::envelope::Part;
use early_action_present::map::{self, Sheet};
use fields::{button, fold, part, text};
use files::Page;
use leptos::prelude::*;
use leptos::svg::Svg;
use wasm_bindgen::JsCast;

/// The element's own styles, beside the theme's and those that map and plan share.
pub fn styles() -> String {
    [map::ink::css().as_str(), include_str!("style.css")].concat()
}

/// A map of this book, as its element asks for it.
pub fn view(host: Host, book: Book) -> AnyView {
    let desk = Desk::new(host.clone(), book.clone());
    let keeping = desk.with_words(|words| Keeping::new(&host, &book, words));
    let lang = desk.with_words(|words| words.lang().to_owned());
    let page = RwSignal::new(Page::Map);
    let has_map = Memo::new(move |_| desk.map.with(Option::is_some));
    let body = part(move || {
        Some(match (has_map.get(), desk.mode) {
            (false, Mode::Draw) => view! { {undone(desk)}{add::begin(desk)} }.into_any(),
            (false, _) => view! { <p>{desk.word("list-nobody")}</p> }.into_any(),
            (true, Mode::Present) => present(desk),
            (true, _) => drawn(desk),
        })
    });
    let wrong = part(move || {
        let lines = desk.wrong.get();
        let items = lines
            .iter()
            .map(|line| view! { <li>{line.clone()}</li> }.into_any());
        let items: Vec<AnyView> = items.collect();
        (!items.is_empty()).then(|| {
            let close = button(text(move || desk.word("close")), "ea-button", move || {
                desk.wrong.set(Vec::new())
            });
            view! { <div class="nm-wrong" role="alert"><ul>{items}</ul>{close}</div> }.into_any()
        })
    });
    let can = desk.can();
    // Where no file gets out either, the opening lines say so.
    let warning = (can.downloads && !can.print)
        .then(|| view! { <p class="nm-warning">{desk.word("cannot-save")}</p> });
    let class = match desk.mode {
        Mode::Present => "nm nm-presented",
        _ => "nm",
    };
    view! {
        <div class="ea" lang=lang>
            {keeping::opening(keeping)}
            <div class=class>
                {warning}{wrong}{body}
                {keeping::tools(keeping, move || files::away(desk, page))}
                <p class="ea-hidden" role="status">{move || desk.said.get()}</p>
            </div>
            {files::paper(desk, page)}
        </div>
    }
    .into_any()
}

fn title(desk: Desk) -> AnyView {
    let title = move || {
        desk.sketch.with(|sketch| {
            sketch
                .as_ref()
                .map(|sketch| desk.with_words(|words| map::title(sketch, words)))
        })
    };
    let drawn = move || {
        desk.sketch.with(|sketch| {
            sketch
                .as_ref()
                .map(|sketch| desk.with_words(|words| map::drawn(sketch, words)))
        })
    };
    view! { <header class="nm-head"><h2>{title}</h2><p class="ea-quiet">{drawn}</p></header> }
        .into_any()
}

fn drawn(desk: Desk) -> AnyView {
    let is_drawing = desk.mode == Mode::Draw;
    let enter =
        is_drawing.then(|| view! { {ways_back(desk)}{add::line(desk)}{left::questions(desk)} });
    let edit = is_drawing.then(|| editor::editor(desk));
    let about =
        is_drawing.then(|| fold(text(move || desk.word("about-map")), about::about_map(desk)));
    let maps = is_drawing.then(|| {
        fold(
            text(move || desk.word("voices-and-dates")),
            voices::maps(desk),
        )
    });
    view! {
        {title(desk)}
        <div class="nm-desk">
            <div class="nm-side nm-enter">{enter}</div>
            <div class="nm-main">{picture(desk)}{key(desk)}{left::services(desk)}</div>
            <div class="nm-side nm-edit">{edit}</div>
        </div>
        {list::list(desk)}
        {left::in_words(desk)}
        {about}{maps}
    }
    .into_any()
}

/// The drawing: on rings, or without.
fn picture(desk: Desk) -> AnyView {
    part(move || {
        Some(if desk.is_cloud.get() {
            canvas::cloud(desk)
        } else {
            drawing::drawing(desk)
        })
    })
}

/// The drawing alone, large, and the question who is left.
fn present(desk: Desk) -> AnyView {
    view! { {title(desk)}{picture(desk)}{key(desk)}{left::services(desk)} }.into_any()
}

/// The key under the drawing, which is always there.
fn key(desk: Desk) -> AnyView {
    let node = NodeRef::<Svg>::new();
    let width = RwSignal::new(640.0_f64);
    let sheet = Memo::new(move |_| {
        let sketch = desk.sketch.get()?;
        Some(desk.with_words(|words| Sheet::key_of(&sketch, words, width.get())))
    });
    Effect::new(move |_| {
        if let (Some(node), Some(sheet)) = (node.get(), sheet.get()) {
            nodes::draw(node.unchecked_ref(), sheet.marks.iter());
        }
    });
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            let tell = move |new: f64| {
                if (new - width.get_untracked()).abs() > 1.0 && new > 100.0 {
                    width.set(new);
                }
            };
            watch.set_value(early_action_host::WidthWatch::new(
                node.unchecked_ref(),
                tell,
            ));
        }
    });
    let view_box = move || {
        sheet.with(|s| {
            s.as_ref()
                .map(|s| format!("0 0 {:.1} {:.1}", s.size[0], s.size[1]))
        })
    };
    view! { <svg class="nm-key" node_ref=node role="img" aria-label=desk.word("key") viewBox=view_box></svg> }.into_any()
}

/// Where everything was undone, the way back.
fn undone(desk: Desk) -> AnyView {
    let has_steps = Memo::new(move |_| {
        desk.book(|book| {
            book.editor
                .with(|editor| editor.undo_name().is_some() || editor.redo_name().is_some())
        })
    });
    part(move || has_steps.get().then(|| ways_back(desk)))
}

fn ways_back(desk: Desk) -> AnyView {
    let steps = history::buttons(
        desk.book(Book::clone),
        move |id, args| desk.text(id, args),
        move |is_undo| if is_undo { desk.undo() } else { desk.redo() },
    );
    let has_moved = Memo::new(move |_| {
        let map = desk.map.get();
        map.is_some_and(|map| {
            desk.envelope()
                .part(&map, Part::Person)
                .any(|(_, who)| who.get("x").is_some())
        })
    });
    let tidy = move || {
        let changes = steps::tidy(&desk.envelope_now(), &desk.map_id());
        let step = desk.word("step-tidy");
        if has_moved.get_untracked() {
            desk.change(&step, &changes, &step);
        }
        desk.forget_places();
    };
    view! {
        <div class="ea-row">{steps}{fields::button(text(move || desk.word("tidy")), "ea-button", tidy)}</div>
    }
    .into_any()
}
