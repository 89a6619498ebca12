//! Taking it away: a link, a printed report, words, a snippet, files. Only what works in this
//! place is offered.

use super::live::{flag, part, press, text};
use crate::host::{address_with, copy, save, save_picture};
use crate::scenario::session::{Phase, Session};
use early_action_present::charts::{self, Canvas};
use early_action_present::export::{Export, Place};
use early_action_present::metrics::SystemUi;
use early_action_present::of_model::counted;
use early_action_present::palette::Palette;
use early_action_present::scene::Scene;
use early_action_present::svg;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Where the script is copied from if the page does not say where it has its own from.
const SCRIPT: &str = "https://example.org/early-action.js";
/// Width of a chart that is taken away, px: sharp on a page of A4.
const WIDTH: f64 = 760.0;
/// The same, for the picture that stands in a page until the scenario is ready.
const SMALL: f64 = 480.0;

/// A chart that can be taken away.
struct Chart {
    /// Its part of the file's name.
    file: &'static str,
    /// Its message.
    word: &'static str,
    draw: fn(&Export<'_>, f64) -> Scene,
}

/// The size of a chart that is taken away: its width, px, and its height as a share of that.
pub fn canvas<'a>(of: &Export<'a>, width: f64, share: f64) -> Canvas<'a> {
    Canvas {
        words: of.words,
        metrics: &SystemUi,
        width,
        height: (width * share).round(),
    }
}

/// Cumulative cost over time.
pub fn over_time(of: &Export<'_>, width: f64) -> Scene {
    let price_year = of.appraisal.provenance.price_year.as_deref();
    charts::fan(&canvas(of, width, 0.42), &of.frame, price_year)
}

/// Who pays and who saves.
pub fn payers(of: &Export<'_>, width: f64) -> Scene {
    let price_year = of.appraisal.provenance.price_year.as_deref();
    charts::payers(&canvas(of, width, 0.3), &of.frame, price_year)
}

/// How sure we are.
pub fn futures(of: &Export<'_>, width: f64) -> Scene {
    charts::dots(&canvas(of, width, 0.42), &of.frame)
}

/// What changes for people.
pub fn lives(of: &Export<'_>, width: f64) -> Scene {
    let counted = counted(of.study);
    charts::people(&canvas(of, width, 0.0), of.appraisal, &of.frame, &counted)
}

const CHARTS: &[Chart] = &[
    Chart {
        file: "over-time",
        word: "save-over-time",
        draw: over_time,
    },
    Chart {
        file: "who-pays",
        word: "save-payers",
        draw: payers,
    },
    Chart {
        file: "how-sure",
        word: "save-futures",
        draw: futures,
    },
    Chart {
        file: "people",
        word: "save-lives",
        draw: lives,
    },
];

/// What is open below the buttons. Signals of plain types: each type of its own costs bytes.
#[derive(Clone, Copy)]
struct Open {
    session: Session,
    /// `share`, `paste`, `embed` (a text to copy) or `save`; empty if nothing is open.
    what: RwSignal<String>,
    /// The text, or what was last done.
    said: RwSignal<Option<String>>,
    /// Whether the text was copied.
    is_copied: RwSignal<bool>,
}

impl Open {
    /// Shows a text and copies it, where the place allows that.
    fn show(self, what: &str, said: String) {
        self.what.set(what.to_owned());
        self.is_copied.set(false);
        self.said.set(Some(said.clone()));
        spawn_local(async move {
            if copy(&said).await {
                self.is_copied.try_set(true);
            }
        });
    }

    fn is(self, what: &str) -> bool {
        self.what.with(|open| open == what)
    }

    /// Says what became of a file.
    fn tell(self, name: &str, is_saved: bool) {
        let said = if is_saved {
            self.session.text("saved", &[("name", name.into())])
        } else {
            self.session.word("save-failed")
        };
        self.said.try_set(Some(said));
    }
}

/// The buttons and what they open.
pub fn take(session: Session) -> impl IntoView {
    let open = Open {
        session,
        what: RwSignal::new(String::new()),
        said: RwSignal::new(None),
        is_copied: RwSignal::new(false),
    };
    // A text that no longer says what is shown would mislead.
    Effect::new(move |_| {
        session.state.track();
        if !untrack(|| open.is("save")) {
            open.what.set(String::new());
        }
    });
    let is_moving = flag(move || !matches!(session.phase.get(), Phase::Settled | Phase::Stopped));
    let button = move |word: &str, is_off: Signal<bool>, act: fn(Open)| {
        let act = press(move || act(open));
        let label = session.word(word);
        view! { <button type="button" class="ea-button" disabled=is_off on:click=act>{label}</button> }
            .into_any()
    };
    let allowed = session.with_host(|host| host.capabilities());
    let share: fn(Open) = |open| open.show("share", open.session.address());
    let mut buttons = vec![button("share", flag(|| false), share)];
    if allowed.print {
        buttons.push(button("print", is_moving, |open| {
            open.session.with_host(|host| host.print());
        }));
    }
    buttons.push(button("paste", is_moving, |open| {
        if let Some(text) = open.session.exported(|e| e.paragraph()) {
            open.show("paste", text);
        }
    }));
    buttons.push(button("embed", is_moving, |open| {
        if let Some(text) = snippet(open.session) {
            open.show("embed", text);
        }
    }));
    let files = press(move || {
        let now = if untrack(|| open.is("save")) {
            ""
        } else {
            "save"
        };
        open.said.set(None);
        open.what.set(now.to_owned());
    });
    let is_open = text(move || open.is("save").to_string());
    let panel = part(move || match open.what.get().as_str() {
        "" => None,
        "save" => Some(files_panel(open, allowed.downloads)),
        what => Some(text_panel(open, what)),
    });
    view! {
        {buttons}
        <button type="button" class="ea-button" aria-expanded=is_open on:click=files>{session.word("save")}</button>
        {panel}
    }
}

/// A text to be copied, by hand where the place allows no other way.
fn text_panel(open: Open, what: &str) -> AnyView {
    let session = open.session;
    let said = open.said.get_untracked().unwrap_or_default();
    let id = format!("ea-{what}");
    let ready = match what {
        "share" => "share-link".to_owned(),
        _ => format!("{what}-ready"),
    };
    let copied = format!("{what}-copied");
    let label = text(move || {
        session.word(if open.is_copied.get() {
            &copied
        } else {
            &ready
        })
    });
    let note = match what {
        "embed" => Some("embed-about"),
        "share" if said.starts_with("file:") => Some("link-local"),
        _ => None,
    };
    let note = note.map(|id| view! { <p class="ea-quiet">{session.word(id)}</p> }.into_any());
    let own = id.clone();
    let field = if what == "share" {
        view! { <input id=own class="ea-input" type="text" readonly prop:value=said /> }.into_any()
    } else {
        view! { <textarea id=own class="ea-input" rows="9" readonly prop:value=said></textarea> }
            .into_any()
    };
    view! { <div class="ea-share"><label for=id>{label}</label>{field}{note}</div> }.into_any()
}

/// A file of one kind, made of the answer that is shown.
#[derive(Clone, Copy)]
enum File {
    Csv,
    Json,
    Png(&'static Chart),
    Svg(&'static Chart),
}

impl File {
    /// What it is, of what, and its name's two ends.
    fn words(self) -> [&'static str; 4] {
        match self {
            Self::Csv => ["save-csv", "save-all", "answer", "csv"],
            Self::Json => ["save-json", "save-all", "answer", "json"],
            Self::Png(chart) => ["save-png", chart.word, chart.file, "png"],
            Self::Svg(chart) => ["save-svg", chart.word, chart.file, "svg"],
        }
    }

    fn save(self, open: Open) {
        let [_, _, what, ending] = self.words();
        let name = open.session.file_name(what, ending);
        let mut is_saved = false;
        open.session.with_export(&mut |export| {
            let sheet = |chart: &Chart| export.sheet(&SystemUi, (chart.draw)(export, WIDTH));
            is_saved = match self {
                Self::Csv => save(&name, "text/csv;charset=utf-8", &export.csv()),
                Self::Json => save(&name, "application/json", &export.json()),
                Self::Svg(chart) => {
                    let drawing = svg::document(&sheet(chart), Palette::Light);
                    save(&name, "image/svg+xml", &drawing)
                }
                Self::Png(chart) => {
                    let own = name.clone();
                    // It tells by itself what becomes of it.
                    save_picture(&name, &sheet(chart), move |is_saved| {
                        open.tell(&own, is_saved)
                    });
                    true
                }
            };
        });
        if !matches!(self, Self::Png(_)) || !is_saved {
            open.tell(&name, is_saved);
        }
    }

    fn button(self, open: Open) -> AnyView {
        let [kind, what, ..] = self.words();
        let (kind, what) = (open.session.word(kind), open.session.word(what));
        let args = [("kind", kind.as_str().into()), ("what", what.into())];
        let name = open.session.text("save-of", &args);
        let act = press(move || self.save(open));
        view! { <button type="button" class="ea-button" aria-label=name on:click=act>{kind}</button> }
            .into_any()
    }
}

fn files_panel(open: Open, is_allowed: bool) -> AnyView {
    let session = open.session;
    if !is_allowed {
        return view! {
            <div class="ea-share">
                <p>{session.word("no-files")}</p>
                <a href=session.address() target="_blank" rel="noopener">{session.word("own-tab")}</a>
            </div>
        }
        .into_any();
    }
    let mut rows = vec![("save-all", [File::Csv, File::Json])];
    let has_people = session.shown.with_untracked(|shown| {
        shown
            .as_ref()
            .is_some_and(|s| !counted(&s.study).outcomes.is_empty())
    });
    let charts = CHARTS
        .iter()
        .filter(|c| has_people || c.word != "save-lives");
    rows.extend(charts.map(|c| (c.word, [File::Png(c), File::Svg(c)])));
    let rows = rows.into_iter().map(|(what, files)| {
        let buttons: Vec<AnyView> = files.map(|file| file.button(open)).into();
        view! { <div class="ea-file"><span>{session.word(what)}</span>{buttons}</div> }.into_any()
    });
    let done = text(move || open.said.get().unwrap_or_default());
    view! {
        <div class="ea-share ea-files">{rows.collect::<Vec<_>>()}<p role="status">{done}</p></div>
    }
    .into_any()
}

fn snippet(session: Session) -> Option<String> {
    let script = session.with_host(|host| host.script());
    let (set, own) = session
        .state
        .with_untracked(|s| (s.link().set.join("; "), s.own_text()));
    let mut made = None;
    session.with_export(&mut |export| {
        // What is changed here will be that page's.
        let export = Export {
            marks: export.marks.moved_to_a_site(),
            ..*export
        };
        let place = Place {
            script: script.as_deref().unwrap_or(SCRIPT),
            set: &set,
            own_model: own.as_deref(),
        };
        let picture = export.sheet(&SystemUi, over_time(&export, SMALL));
        made = Some(export.snippet(&place, &picture));
    });
    made
}

impl Session {
    /// The address of this scenario, with its answer if that is whole.
    pub fn address(self) -> String {
        let shown = self.shown.get_untracked();
        let whole = shown.as_ref().filter(|s| s.whole).map(|s| &s.appraisal);
        let link = self.state.with_untracked(|s| s.link_with(whole));
        address_with(&link.encode())
    }

    /// Does something with the answer that is shown, as it is taken away; nothing if there is none.
    pub fn with_export(self, act: &mut dyn FnMut(&Export<'_>)) {
        let state = self.state.get_untracked();
        let Some(shown) = self.shown.get_untracked() else {
            return;
        };
        let Some(frame) = shown.frame(state.comparison) else {
            return;
        };
        let changed = &shown.study.overrides;
        let (figures, link) = (self.changed_figures(changed), self.address());
        self.with_words(|words| {
            act(&Export {
                words,
                study: &shown.study,
                appraisal: &shown.appraisal,
                frame,
                marks: state.marks_of(changed),
                figures: &figures,
                link: &link,
            });
        });
    }

    /// Something made of it.
    pub fn exported<T>(self, make: fn(&Export<'_>) -> T) -> Option<T> {
        let mut made = None;
        self.with_export(&mut |export| made = Some(make(export)));
        made
    }

    /// "early-action-MODEL-what.csv".
    fn file_name(self, what: &str, ending: &str) -> String {
        let id = self.state.with_untracked(|s| s.model.id.clone());
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let id: String = id.chars().take(60).map(plain).collect();
        format!("early-action-{id}-{what}.{ending}")
    }
}
