//! The key, which is always there: what shapes and lines mean, when it was drawn and by whom.

use super::ink::Ink;
use super::picture::{Mark, mark_ink};
use super::shapes::{arrow, outline, zigzag};
use super::sketch::{Quality, Sketch, Strand};
use crate::Words;
use crate::metrics::{SystemUi, TextMetrics, fit};
use crate::plan::date;
use crate::scene::{Anchor, Point, Shape, Tenths};
use early_action_engine::network::{Date, KINDS, State};

const LETTERS: f64 = 13.0;
const ROW: f64 = 30.0;
/// Width of the sample before its words.
const SAMPLE: f64 = 34.0;
const EDGE: f64 = 14.0;

/// What one entry shows.
#[derive(Clone, Copy, PartialEq)]
enum Sample<'s> {
    Kind(&'s str),
    Tie(Ink),
    Bent(f64),
    Lost,
    Could,
    Flow,
    Left,
}

fn text(marks: &mut Vec<Mark>, ink: Ink, at: [f64; 2], anchor: Anchor, size: f64, text: &str) {
    marks.push(Mark {
        ink,
        shape: Shape::Text {
            at: Point::of(at[0], at[1]),
            anchor,
            size: Tenths::of(size),
            text: text.to_owned(),
        },
    });
}

/// The title of a sheet, its date and who drew it; gives where the drawing may begin.
pub fn heading(
    marks: &mut Vec<Mark>,
    sketch: &Sketch,
    words: &Words,
    title: &str,
    width: f64,
) -> f64 {
    let shown = fit(&SystemUi, title, 22.0, width - 2.0 * EDGE);
    text(marks, Ink::Title, [EDGE, 32.0], Anchor::Start, 22.0, &shown);
    let said = drawn(sketch, words);
    if said.is_empty() {
        return 46.0;
    }
    let said = fit(&SystemUi, &said, LETTERS, width - 2.0 * EDGE);
    text(
        marks,
        Ink::Quiet,
        [EDGE, 54.0],
        Anchor::Start,
        LETTERS,
        &said,
    );
    64.0
}

/// When the map was drawn and by whom.
pub fn drawn(sketch: &Sketch, words: &Words) -> String {
    let known = sketch.date.as_deref();
    let date =
        known.map(|text| Date::parse(text).map_or_else(|| text.to_owned(), |day| date(words, day)));
    let by = sketch.drawn_by.as_deref();
    match (date, by) {
        (Some(date), Some(by)) => words.text(
            "drawn-when-by",
            &[("date", date.into()), ("voice", by.into())],
        ),
        (Some(date), None) => words.text("drawn-when", &[("date", date.into())]),
        (None, Some(by)) => words.text("drawn-by", &[("voice", by.into())]),
        (None, None) => String::new(),
    }
}

/// What the key of this map holds; without one, of any.
fn entries<'s>(sketch: Option<&'s Sketch>, words: &Words) -> Vec<(Sample<'s>, String)> {
    let mut entries = Vec::new();
    let kinds: Vec<&str> = match sketch {
        None => KINDS.to_vec(),
        Some(sketch) => {
            let others = sketch.people.iter().enumerate();
            let kinds = others.filter(|(at, _)| sketch.network.centre != Some(*at));
            let found: Vec<&str> = kinds.filter_map(|(_, who)| who.kind.as_deref()).collect();
            let known = sketch.network.kinds.iter().map(String::as_str);
            known.filter(|kind| found.contains(kind)).collect()
        }
    };
    for kind in kinds {
        let id = if kind == "worker" {
            "key-worker".to_owned()
        } else {
            format!("kind-{kind}")
        };
        let said = words
            .try_text(&id, None, &[])
            .unwrap_or_else(|_| kind.to_owned());
        entries.push((Sample::Kind(kind), said));
    }
    let strands = || {
        let all = sketch.into_iter().flat_map(|sketch| {
            let own = sketch.people.iter().map(|who| who.strand);
            own.chain(sketch.ties.iter().map(|tie| tie.2))
        });
        all.collect::<Vec<Strand>>()
    };
    let has = |is_so: &dyn Fn(&Strand) -> bool| sketch.is_none() || strands().iter().any(is_so);
    let is_state =
        |state: State| sketch.is_none_or(|s| s.people.iter().any(|who| who.state == state));
    let mut say = |sample, id: &str, is_shown: bool| {
        if is_shown {
            entries.push((sample, words.word(id)));
        }
    };
    let is_strong = has(&|strand| strand.strength >= 2.0);
    say(Sample::Tie(Ink::Thin), "key-tie", is_strong);
    say(
        Sample::Tie(Ink::Middle),
        "key-stronger",
        has(&|s| s.strength >= 2.0 && s.strength < 3.0),
    );
    say(
        Sample::Tie(Ink::Thick),
        "key-strongest",
        has(&|s| s.strength >= 3.0),
    );
    say(
        Sample::Bent(0.9),
        "key-difficult",
        has(&|s| s.quality == Quality::Difficult),
    );
    say(
        Sample::Bent(0.3),
        "key-mixed",
        has(&|s| s.quality == Quality::Mixed),
    );
    say(Sample::Flow, "key-flow", has(&|s| s.direction.is_some()));
    say(Sample::Lost, "key-lost", is_state(State::Lost));
    say(Sample::Could, "key-could", is_state(State::Could));
    say(
        Sample::Left,
        "key-left",
        sketch.is_some_and(|s| s.people.iter().any(|who| who.gone)),
    );
    entries
}

/// Draws the key below a height, in rows; gives where it ends.
pub fn key(
    marks: &mut Vec<Mark>,
    sketch: Option<&Sketch>,
    words: &Words,
    width: f64,
    top: f64,
) -> f64 {
    let (mut x, mut y) = (EDGE, top + ROW * 0.6);
    for (sample, said) in entries(sketch, words) {
        let wide = SAMPLE + 8.0 + SystemUi.width(&said, LETTERS, false) + 18.0;
        if x + wide > width && x > EDGE {
            x = EDGE;
            y += ROW;
        }
        draw(marks, sample, [x, y]);
        text(
            marks,
            Ink::Name,
            [x + SAMPLE + 8.0, y + 4.5],
            Anchor::Start,
            LETTERS,
            &said,
        );
        x += wide;
    }
    y + ROW * 0.7
}

fn draw(marks: &mut Vec<Mark>, sample: Sample<'_>, [x, y]: [f64; 2]) {
    let middle = [x + SAMPLE / 2.0, y];
    let (from, to) = ([x, y], [x + SAMPLE, y]);
    let line = |from: [f64; 2], to: [f64; 2]| Shape::Line {
        from: Point::of(from[0], from[1]),
        to: Point::of(to[0], to[1]),
    };
    let mut push = |ink, shape| marks.push(Mark { ink, shape });
    match sample {
        Sample::Kind(kind) => push(
            mark_ink(Some(kind), false),
            outline(Some(kind), middle, 10.0),
        ),
        Sample::Tie(ink) => push(ink, line(from, to)),
        Sample::Bent(share) => push(Ink::Thin, zigzag(from, to, share)),
        Sample::Flow => {
            push(Ink::Thin, line(from, to));
            push(Ink::Arrow, arrow(from, to, 9.0));
        }
        Sample::Lost => {
            for (outer, near) in [(x, x + 12.0), (x + SAMPLE, x + SAMPLE - 12.0)] {
                push(Ink::Other, line([outer, y], [near, y]));
                push(Ink::Other, line([near, y - 5.0], [near, y + 5.0]));
            }
        }
        Sample::Could => push(Ink::Could, line(from, to)),
        Sample::Left => push(Ink::Left, outline(None, middle, 10.0)),
    }
}
