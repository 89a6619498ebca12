//! Maps without rings: organisations around a place, or more people than rings can hold.

use super::ink::Ink;
use super::picture::{Figure, Mark, Picture, mark_ink, title};
use super::places::{Before, Places, TIE};
use super::shapes::outline;
use super::sketch::Sketch;
use crate::Words;
use crate::metrics::{SystemUi, TextMetrics, fit};
use crate::scene::{Anchor, Point, Shape, Tenths};
use early_action_engine::network::{Graph, labels, settle};
use early_action_engine::random::Seed;

/// More people than these are not drawn on rings.
const MOST: usize = 150;
/// Half the width of a mark.
pub const DOT: f64 = 7.0;
const LETTERS: f64 = 11.0;
const WIDEST: f64 = 110.0;
const AIR: f64 = 24.0;

/// Whether a map is drawn without rings.
pub fn is_cloud(sketch: &Sketch) -> bool {
    sketch.network.centre.is_none() || sketch.people.len() > MOST
}

/// Draws a map without rings: people near those to whom they are tied. Whoever stood somewhere
/// stays there.
pub fn cloud(sketch: &Sketch, words: &Words, before: &Before) -> Picture {
    let graph = Graph::of(&sketch.network, &vec![true; sketch.people.len()], false);
    let points = points(sketch, &graph, before);
    let names: Vec<String> = sketch
        .people
        .iter()
        .map(|who| fit(&SystemUi, &who.name, LETTERS, WIDEST))
        .collect();
    let sizes: Vec<[f64; 2]> = names
        .iter()
        .map(|name| [SystemUi.width(name, LETTERS, false) + 2.0, LETTERS + 2.0])
        .collect();
    // Whoever has most ties is named first.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(graph.links[*at].len()), *at));
    let named = labels(&points, &sizes, DOT, &order);
    let mut picture = Picture {
        title: title(sketch, words),
        ..Picture::default()
    };
    let present = vec![true; sketch.people.len()];
    for tie in sketch.network.all_ties(&present) {
        let ([x, y], [a, b]) = (points[tie.from], points[tie.to]);
        let is_gone = sketch.people[tie.from].gone || sketch.people[tie.to].gone;
        let ink = match tie.strength {
            _ if is_gone => Ink::Gone,
            strength if strength >= 3.0 => Ink::Middle,
            _ => Ink::Other,
        };
        let shape = Shape::Line {
            from: Point::of(x, y),
            to: Point::of(a, b),
        };
        picture.back.push(Mark { ink, shape });
        picture.links.push((tie.from, tie.to));
    }
    picture.people = (0..names.len())
        .map(|at| {
            figure(
                sketch,
                words,
                at,
                points[at],
                named[at].map(|place| (place, &names[at])),
            )
        })
        .collect();
    let extent = points
        .iter()
        .fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |all, [x, y]| {
            [
                all[0].min(*x),
                all[1].min(*y),
                all[2].max(*x),
                all[3].max(*y),
            ]
        });
    picture.view = if points.is_empty() {
        [-100.0, -100.0, 200.0, 200.0]
    } else {
        let air = AIR + WIDEST / 2.0;
        [
            extent[0] - air,
            extent[1] - AIR,
            extent[2] - extent[0] + 2.0 * air,
            extent[3] - extent[1] + 2.0 * AIR,
        ]
    };
    picture.description = words.text(
        "map-description",
        &[
            ("title", picture.title.as_str().into()),
            ("count", names.len().into()),
        ],
    );
    let stood = sketch.people.iter().zip(&points);
    picture.places = Places {
        before: Before {
            cloud: stood.map(|(who, at)| (who.id.clone(), *at)).collect(),
            ..Before::default()
        },
        points,
        radii: Vec::new(),
    };
    picture
}

/// Where everybody stands, px.
fn points(sketch: &Sketch, graph: &Graph, before: &Before) -> Vec<[f64; 2]> {
    let stood = |at: usize| before.cloud.get(&sketch.people[at].id).copied();
    let all = 0..sketch.people.len();
    let mut points: Vec<[f64; 2]> = if all.clone().any(|at| stood(at).is_some()) {
        let beside = |at: usize| {
            // Beside those whom they know, each a little further round.
            let known: Vec<[f64; 2]> = graph.links[at]
                .iter()
                .filter_map(|link| stood(link.to))
                .collect();
            let count = known.len().max(1) as f64;
            let sum = known
                .iter()
                .fold([0.0, 0.0], |sum, [x, y]| [sum[0] + x, sum[1] + y]);
            let (sin, cos) = (at as f64 * 2.4).sin_cos();
            [sum[0] / count + TIE * sin, sum[1] / count + TIE * cos]
        };
        all.map(|at| stood(at).unwrap_or_else(|| beside(at)))
            .collect()
    } else {
        let settled = settle(graph, Seed(1));
        settled
            .into_iter()
            .map(|[x, y]| [x * TIE, y * TIE])
            .collect()
    };
    for (point, who) in points.iter_mut().zip(&sketch.people) {
        if let Some([x, y]) = who.moved {
            *point = [x * TIE, y * TIE];
        }
    }
    points
}

fn figure(
    sketch: &Sketch,
    words: &Words,
    at: usize,
    place: [f64; 2],
    name: Option<([f64; 2], &String)>,
) -> Figure {
    let who = &sketch.people[at];
    let kind = who.kind.as_deref();
    let ink = if who.gone {
        Ink::Left
    } else {
        mark_ink(kind, who.paid)
    };
    let mut marks = vec![
        Mark {
            ink: Ink::Under,
            shape: outline(kind, place, DOT),
        },
        Mark {
            ink,
            shape: outline(kind, place, DOT),
        },
    ];
    if let Some(([x, y], name)) = name {
        let shape = Shape::Text {
            at: Point::of(x, y + 4.0),
            anchor: Anchor::Middle,
            size: Tenths::of(LETTERS),
            text: name.clone(),
        };
        marks.push(Mark {
            ink: if who.gone { Ink::Quiet } else { Ink::Name },
            shape,
        });
    }
    let kind = super::kind_word(words, kind);
    Figure {
        id: who.id.clone(),
        at: place,
        label: format!("{}, {kind}", who.name),
        marks,
        called: Vec::new(),
    }
}
