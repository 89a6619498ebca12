//! Files in and out, and paper.

use super::desk::{Desk, Mode};
use super::fields::{Act, button, choice, part, text};
use super::import::read;
use super::nodes::draw;
use super::{sees, voices};
use crate::host::{random_id, read_file};
use early_action_engine::envelope::{Envelope, MAX_BYTES};
use early_action_engine::network::{Network, csv, graphml};
use early_action_host::{print_on, save, save_painted};
use early_action_present::map::{self, A3, A4, Sheet, blank};
use early_action_present::palette::Palette;
use leptos::ev::Event;
use leptos::html::Input;
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

/// Sheets to print, files to save, files to open.
pub fn files(desk: Desk, page: RwSignal<Page>) -> AnyView {
    let can = desk.can();
    let label = move |id: &'static str| text(move || desk.word(id));
    let has_map = Memo::new(move |_| desk.map.with(Option::is_some));
    let paper = can.print.then(|| view! {
        {part(move || has_map.get().then(|| button(label("print-map"), "ea-button", move || print(desk, page, Page::Map))))}
        {button(label("print-blank-a4"), "ea-button", move || print(desk, page, Page::BlankA4))}
        {button(label("print-blank-a3"), "ea-button", move || print(desk, page, Page::BlankA3))}
    });
    let out = part(move || {
        (can.downloads && has_map.get()).then(|| view! {
            <div class="ea-row">
                {button(label("save-svg"), "ea-button", move || save_svg(desk))}
                {button(label("save-png"), "ea-button", move || save_png(desk))}
                {button(label("save-people"), "ea-button", move || save_table(desk, "csv", csv::people_table))}
                {button(label("save-ties"), "ea-button", move || save_table(desk, "ties.csv", csv::ties_table))}
                {button(label("save-graphml"), "ea-button", move || save_table(desk, "graphml", graphml::write))}
                {button(label("save-json"), "ea-button", move || save_file(desk, &desk.envelope_now()))}
            </div>
            {copy(desk)}
        }.into_any())
    });
    view! {
        <p class="ea-label">{desk.word("paper")}</p>
        <div class="ea-row">{paper}</div>
        {(desk.mode == Mode::Draw).then(|| opening(desk))}
        <p class="ea-label">{desk.word("take-away")}</p>
        {out}
    }
    .into_any()
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

fn save_file(desk: Desk, envelope: &Envelope) {
    done(
        desk,
        save("map.json", "application/json", &envelope.write()),
    );
}

fn done(desk: Desk, is_done: bool) {
    if is_done {
        desk.said.set(desk.word("saved"));
    } else {
        desk.wrong.set(vec![desk.word("save-failed")]);
    }
}

/// A copy for one reader: what they may not see is left out, with no gap.
fn copy(desk: Desk) -> AnyView {
    let all = sees::voices(desk);
    let named = all
        .into_iter()
        .chain([("-".to_owned(), desk.word("copy-anybody"))]);
    let options = std::iter::once((String::new(), desk.word("copy-choose"))).chain(named);
    let act: Act = Box::new(move |reader: String| {
        if reader.is_empty() {
            return;
        }
        let reader = (reader != "-").then_some(reader.as_str());
        let copy = desk.envelope_now().copy_for(reader);
        save_file(desk, &copy.envelope);
        if !copy.mentions.is_empty() {
            desk.wrong.set(vec![
                desk.text("copy-mentions", &[("count", copy.mentions.len().into())]),
            ]);
        }
    });
    let label = text(move || desk.word("copy-for"));
    choice(label, "ea-field", options.collect(), text(String::new), act)
}

/// What is done with a file that was chosen.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    Open,
    Voice,
}

/// Fields to choose a file: in place of this one, or beside it as another voice's.
fn opening(desk: Desk) -> AnyView {
    let field = move |id: &'static str, used: Use| {
        let input = NodeRef::<Input>::new();
        let change = move |_: Event| {
            let Some(input) = input.get_untracked() else {
                return;
            };
            let file = input.files().and_then(|files| files.get(0));
            if let Some(file) = file {
                take(desk, file, used);
            }
            // The same file may be chosen again.
            input.set_value("");
        };
        view! {
            <label class="ea-field"><span class="ea-label">{desk.word(id)}</span>
                <input class="nm-file" type="file" accept=".json,.csv,.graphml,.xml,application/json,text/csv" node_ref=input on:change=change />
            </label>
        }
    };
    view! {
        <div class="nm-pair">{field("open-file", Use::Open)}{field("open-voice", Use::Voice)}</div>
        <p class="ea-quiet">{desk.word("open-hint")}</p>
    }
    .into_any()
}

fn take(desk: Desk, file: web_sys::File, used: Use) {
    if file.size() > MAX_BYTES as f64 {
        let size = (file.size() / 1e6).round();
        let most = MAX_BYTES as f64 / 1e6;
        desk.wrong.set(vec![desk.text(
            "file-too-large",
            &[("size", size.into()), ("most", most.into())],
        )]);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let Some(bytes) = read_file(&file).await else {
            desk.wrong.set(vec![desk.word("file-unreadable")]);
            return;
        };
        match read(&bytes, &random_id()) {
            Ok((envelope, notes)) => {
                match used {
                    Use::Open => desk.open(envelope),
                    Use::Voice => voices::bring(desk, &envelope),
                }
                if !notes.is_empty() {
                    desk.wrong.set(notes);
                }
            }
            Err(faults) => {
                let mut said = vec![desk.word("file-refused")];
                said.extend(faults.iter().take(12).map(ToString::to_string));
                desk.wrong.set(said);
            }
        }
    });
}
