//! The map on paper, and as files of other kinds.

use super::desk::Desk;
use super::fields::{button, part, text};
use super::nodes::draw;
use early_action_engine::network::{Network, csv, graphml};
use early_action_host::{print_on, save, save_painted};
use early_action_present::map::{self, A3, A4, Sheet, blank};
use early_action_present::palette::Palette;
use leptos::prelude::*;
use leptos::svg::Svg;
use wasm_bindgen::JsCast;

/// Room around the map on a page, px.
const MARGIN: f64 = 40.0;

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Page {
    /// The map on A4.
    Map,
    /// An empty A4 sheet.
    BlankA4,
    /// An empty A3 sheet.
    BlankA3,
}

/// The sheet that goes to the printer: seen on paper only.
pub fn paper(desk: Desk, page: RwSignal<Page>) -> AnyView {
    let node = NodeRef::<Svg>::new();
    let sheet = Memo::new(move |_| {
        desk.with_words(|words| match page.get() {
            Page::BlankA4 => Some(blank(words, A4)),
            Page::BlankA3 => Some(blank(words, A3)),
            Page::Map => Some(map_sheet(desk)?.on(A4, MARGIN)),
        })
    });
    Effect::new(move |_| {
        if let (Some(node), Some(sheet)) = (node.get(), sheet.get()) {
            draw(node.unchecked_ref(), sheet.marks.iter());
        }
    });
    let view_box = move || {
        sheet.with(|s| {
            s.as_ref()
                .map(|s| format!("0 0 {} {}", s.size[0], s.size[1]))
        })
    };
    let label = move || sheet.with(|s| s.as_ref().map(|s| s.description.clone()));
    let class = move || match page.get() {
        Page::BlankA3 => "nm-paper nm-a3",
        _ => "nm-paper",
    };
    view! { <svg class=class node_ref=node role="img" aria-label=label viewBox=view_box></svg> }
        .into_any()
}

/// The map with title and key, and all names, whatever the screen has room for.
fn map_sheet(desk: Desk) -> Option<Sheet> {
    let (sketch, picture) = (desk.sketch.get()?, desk.picture.get()?);
    Some(desk.with_words(|words| {
        let named = match picture.size.widest {
            Some(_) => &picture,
            None => &map::draw(&sketch, words, &picture.places.before).into(),
        };
        Sheet::of(&sketch, words, named)
    }))
}

/// Prints a page: the element alone.
fn print(desk: Desk, page: RwSignal<Page>, wanted: Page) {
    page.set(wanted);
    let rule = match wanted {
        Page::BlankA3 => "@page { size: A3 portrait; margin: 0 }",
        _ => "@page { size: A4 portrait; margin: 0 }",
    };
    // The sheet is drawn when signals have settled.
    wasm_bindgen_futures::spawn_local(async move {
        leptos::task::tick().await;
        if !print_on(desk.host().element(), rule) {
            desk.wrong.set(vec![desk.word("print-failed")]);
        }
    });
}

/// Sheets to print, and the map as other kinds of file.
pub fn away(desk: Desk, page: RwSignal<Page>) -> AnyView {
    let can = desk.can();
    let label = move |id: &'static str| text(move || desk.word(id));
    let has_map = Memo::new(move |_| desk.map.with(Option::is_some));
    let paper = can.print.then(|| view! {
        <p class="ea-label">{desk.word("paper")}</p>
        <div class="ea-row">
            {part(move || has_map.get().then(|| button(label("print-map"), "ea-button", move || print(desk, page, Page::Map))))}
            {button(label("print-blank-a4"), "ea-button", move || print(desk, page, Page::BlankA4))}
            {button(label("print-blank-a3"), "ea-button", move || print(desk, page, Page::BlankA3))}
        </div>
    });
    let out = part(move || {
        (can.downloads && has_map.get()).then(|| view! {
            <p class="ea-label">{desk.word("take-away")}</p>
            <div class="ea-row">
                {button(label("save-svg"), "ea-button", move || save_svg(desk))}
                {button(label("save-png"), "ea-button", move || save_png(desk))}
                {button(label("save-people"), "ea-button", move || save_table(desk, "csv", csv::people_table))}
                {button(label("save-ties"), "ea-button", move || save_table(desk, "ties.csv", csv::ties_table))}
                {button(label("save-graphml"), "ea-button", move || save_table(desk, "graphml", graphml::write))}
            </div>
            <p class="ea-quiet">{desk.word("take-away-all")}</p>
        }.into_any())
    });
    let nothing =
        (!can.print && !can.downloads).then(|| view! { <p>{desk.word("cannot-save")}</p> });
    view! { <div class="kp-form">{paper}{out}{nothing}</div> }.into_any()
}

fn save_svg(desk: Desk) {
    if let Some(sheet) = map_sheet(desk) {
        done(
            desk,
            save("map.svg", "image/svg+xml", &sheet.document(Palette::Light)),
        );
    }
}

fn save_png(desk: Desk) {
    if let Some(sheet) = map_sheet(desk) {
        let mut marks = sheet
            .marks
            .iter()
            .map(|mark| (mark.ink.paint(), &mark.shape));
        let size = (sheet.size[0], sheet.size[1]);
        save_painted(
            "map.png",
            size,
            &mut marks,
            Box::new(move |is_done| done(desk, is_done)),
        );
    }
}

fn save_table(desk: Desk, ending: &str, write: fn(&Network) -> String) {
    let network = desk
        .sketch
        .with_untracked(|sketch| sketch.as_ref().map(|s| write(&s.network)));
    if let Some(text) = network {
        let kind = if ending == "graphml" {
            "application/xml"
        } else {
            "text/csv"
        };
        done(desk, save(&format!("map.{ending}"), kind, &text));
    }
}

fn done(desk: Desk, is_done: bool) {
    if is_done {
        desk.said.set(desk.word("saved"));
    } else {
        desk.wrong.set(vec![desk.word("save-failed")]);
    }
}
