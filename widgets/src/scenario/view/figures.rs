//! The charts, each with its table twin.

use super::live::{flag, part, place_and_width, press, text};
use super::picture::picture;
use super::table::table;
use crate::scenario::session::{Session, Shown};
use early_action_present::Words;
use early_action_present::charts::{self, Canvas};
use early_action_present::metrics::SystemUi;
use early_action_present::scene::Scene;
use early_action_present::sentences::Frame;
use early_action_present::tables::{self, Table};
use leptos::prelude::*;
use std::sync::Arc;

/// What a chart draws, and its twin.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    draw: fn(&Canvas<'_>, &Frame<'_>, Option<&str>) -> Scene,
    table: fn(&Words, &Frame<'_>) -> Table,
    /// Height for a width, both in px.
    height: fn(f64) -> f64,
}

const FAN: Kind = Kind {
    name: "fan",
    draw: charts::fan,
    table: tables::fan,
    height: |width| {
        if width < 480.0 {
            width * 0.8
        } else {
            (width * 0.5).min(420.0)
        }
    },
};
const PAYERS: Kind = Kind {
    name: "payers",
    draw: charts::payers,
    table: tables::payers,
    height: |_| 200.0,
};
const FUTURES: Kind = Kind {
    name: "futures",
    draw: |canvas, frame, _| charts::dots(canvas, frame),
    table: tables::futures,
    height: |width| (width * 0.55).clamp(180.0, 280.0),
};

/// The main one: over time.
pub fn over_time(session: Session) -> impl IntoView {
    figure(session, FAN)
}

/// Who pays and who saves; how sure we are.
pub fn others(session: Session) -> impl IntoView {
    view! { <div class="ea-pair">{figure(session, PAYERS)}{figure(session, FUTURES)}</div> }
}

/// Something made of the comparison that is shown.
fn of_frame<T>(session: Session, make: impl Fn(&Words, &Frame<'_>, &Shown) -> T) -> Option<T> {
    let comparison = session.state.with(|s| s.comparison);
    let shown = session.shown.get()?;
    let frame = shown.frame(comparison)?;
    Some(session.with_words(|words| make(words, &frame, &shown)))
}

fn figure(session: Session, kind: Kind) -> impl IntoView {
    let (place, width) = place_and_width();
    let as_table = RwSignal::new(false);
    let scene = Memo::new(move |_| {
        let width = width.get();
        if width < 1.0 {
            return None;
        }
        of_frame(session, |words, frame, shown| {
            let canvas = Canvas {
                words,
                metrics: &SystemUi,
                width,
                height: (kind.height)(width),
            };
            Arc::new((kind.draw)(
                &canvas,
                frame,
                shown.study.model.price_year.as_deref(),
            ))
        })
    });
    let twin = part(move || {
        as_table
            .get()
            .then(|| {
                of_frame(session, |words, frame, _| {
                    table(&(kind.table)(words, frame)).into_any()
                })
            })
            .flatten()
    });
    let title = text(move || scene.get().map_or_else(String::new, |s| s.title.clone()));
    let subtitle = text(move || scene.get().map_or_else(String::new, |s| s.subtitle.clone()));
    let label = text(move || {
        session.word(if as_table.get() {
            "show-picture"
        } else {
            "show-table"
        })
    });
    view! {
        <figure class=format!("ea-figure ea-{}", kind.name)>
            <figcaption>
                <h3 class="ea-title">{title}</h3>
                <p class="ea-quiet">{subtitle}</p>
            </figcaption>
            <div class="ea-place-of-picture" node_ref=place>
                <div hidden=flag(move || as_table.get())>{picture(scene)}</div>
                {twin}
            </div>
            <button type="button" class="ea-link" on:click=press(move || as_table.update(|t| *t = !*t))>{label}</button>
        </figure>
    }
}
