//! The charts, each with its table twin.

use super::live::{flag, part, place_and_width, press, text};
use super::picture::picture;
use super::room::{Say, ever_longest, longest, roomy};
use super::table::table;
use crate::scenario::session::{Session, Shown};
use early_action_present::Words;
use early_action_present::charts::{self, Canvas};
use early_action_present::metrics::SystemUi;
use early_action_present::scene::Scene;
use early_action_present::sentences::{self, Frame};
use early_action_present::tables::{self, Table};
use leptos::prelude::*;
use std::sync::Arc;

type Draw = Box<dyn Fn(&Canvas<'_>) -> Option<Scene> + Send + Sync>;
type Twin = Box<dyn Fn(&Words) -> Option<Table> + Send + Sync>;

/// What a figure draws, and its twin. What these read is followed.
pub struct Kind {
    /// Its class, after `ea-`.
    pub name: &'static str,
    pub draw: Draw,
    pub table: Twin,
    /// Height for a width, both in px.
    pub height: Box<dyn Fn(f64) -> f64 + Send + Sync>,
    /// The finding of an answer, to keep room for the longest.
    pub finding: Option<Say>,
}

/// A figure of the comparison that is shown.
fn of_answer(
    session: Session,
    name: &'static str,
    height: fn(f64) -> f64,
    draw: fn(&Canvas<'_>, &Frame<'_>, Option<&str>) -> Scene,
    table: fn(&Words, &Frame<'_>) -> Table,
    finding: fn(&Words, &Frame<'_>) -> String,
) -> AnyView {
    let kind = Kind {
        name,
        draw: Box::new(move |canvas| {
            of_frame(session, |frame, shown| {
                draw(canvas, frame, shown.study.model.price_year.as_deref())
            })
        }),
        table: Box::new(move |words| of_frame(session, |frame, _| table(words, frame))),
        height: Box::new(height),
        finding: Some(Box::new(move |words, frame| Some(finding(words, frame)))),
    };
    figure(session, kind, text(String::new))
}

/// The main one: over time.
pub fn over_time(session: Session) -> impl IntoView {
    let height = |width: f64| {
        if width < 480.0 {
            width * 0.8
        } else {
            (width * 0.5).min(420.0)
        }
    };
    let (draw, table) = (charts::fan, tables::fan);
    of_answer(session, "fan", height, draw, table, sentences::fan_finding)
}

/// Who pays and who saves; how sure we are.
pub fn others(session: Session) -> impl IntoView {
    let payers = of_answer(
        session,
        "payers",
        |_| 200.0,
        charts::payers,
        tables::payers,
        sentences::payers_finding,
    );
    let futures = of_answer(
        session,
        "futures",
        |width| (width * 0.55).clamp(180.0, 280.0),
        |canvas, frame, _| charts::dots(canvas, frame),
        tables::futures,
        sentences::futures_finding,
    );
    view! { <div class="ea-pair">{payers}{futures}</div> }
}

/// Something made of the comparison that is shown.
fn of_frame<T>(session: Session, make: impl Fn(&Frame<'_>, &Shown) -> T) -> Option<T> {
    let comparison = session.state.with(|s| s.comparison);
    let shown = session.shown.get()?;
    let frame = shown.frame(comparison)?;
    Some(make(&frame, &shown))
}

/// A chart that becomes a table and back.
/// `waiting` stands in place of its finding, while there is none.
pub fn figure(session: Session, kind: Kind, waiting: Signal<String>) -> AnyView {
    let (place, width) = place_and_width();
    let as_table = RwSignal::new(false);
    let Kind {
        name,
        draw,
        table: twin,
        height,
        finding,
    } = kind;
    let wanted = Memo::new(move |_| height(width.get()));
    let scene = Memo::new(move |_| {
        let (width, height) = (width.get(), wanted.get());
        if width < 1.0 {
            return None;
        }
        let drawn = session.with_words(|words| {
            draw(&Canvas {
                words,
                metrics: &SystemUi,
                width,
                height,
            })
        });
        drawn.map(Arc::new)
    });
    let twin = part(move || {
        let shown = as_table
            .get()
            .then(|| session.with_words(|words| twin(words)));
        shown.flatten().map(|twin| table(&twin).into_any())
    });
    let title = text(move || {
        let waiting = waiting.get();
        if waiting.is_empty() {
            scene.with(|s| s.as_ref().map_or_else(String::new, |s| s.title.clone()))
        } else {
            waiting
        }
    });
    let room = match finding {
        Some(finding) => longest(session, finding),
        None => ever_longest(title),
    };
    let subtitle =
        text(move || scene.with(|s| s.as_ref().map_or_else(String::new, |s| s.subtitle.clone())));
    let label = text(move || {
        session.word(if as_table.get() {
            "show-picture"
        } else {
            "show-table"
        })
    });
    // A picture may be lower than it was: what is below it stays where it is.
    let spacer = text(move || format!("{:.0}", wanted.get()));
    view! {
        <figure class=format!("ea-figure ea-{name}")>
            <figcaption>
                <h3 class="ea-title">{roomy(title, room)}</h3>
                <p class="ea-quiet">{subtitle}</p>
            </figcaption>
            <div class="ea-place-of-picture" node_ref=place>
                <div class="ea-stack" hidden=flag(move || as_table.get())>
                    <svg class="ea-spacer" aria-hidden="true" width="1" height=spacer></svg>
                    {picture(scene)}
                </div>
                {twin}
            </div>
            <button type="button" class="ea-link" on:click=press(move || as_table.update(|t| *t = !*t))>{label}</button>
        </figure>
    }
    .into_any()
}
