//! What lies behind people: rings, households, ties.

use super::ink::Ink;
use super::picture::{Mark, push_text};
use super::places::{Places, on, overlap};
use super::shapes::{arrow, circle, zigzag};
use super::size::Size;
use super::sketch::{Quality, Sketch, Strand};
use crate::Words;
use crate::metrics::{SystemUi, TextMetrics};
use crate::scene::{Point, Shape};
use early_action_engine::network::{Direction, State};

/// Rings, each with its name where there is most room for it, the top first.
pub fn rings(
    marks: &mut Vec<Mark>,
    places: &Places,
    boxes: &[[f64; 4]],
    words: &Words,
    size: &Size,
) -> Vec<[f64; 4]> {
    for radius in &places.radii {
        marks.push(Mark {
            ink: Ink::Ring,
            shape: circle([0.0, 0.0], *radius),
        });
    }
    let mut taken = boxes.to_vec();
    for (at, radius) in places.radii.iter().enumerate() {
        let name = words.word(&format!("ring-{}", at + 1));
        let half = SystemUi.width(&name, size.small, false) / 2.0 + 4.0;
        let room = |turn: f64| {
            // The picture ends where the last ring does.
            let inside = if at + 1 == places.radii.len() {
                10.0
            } else {
                0.0
            };
            let [x, y] = on(turn, radius - inside);
            ([x, y], [x - half, y - 8.0, x + half, y + 8.0])
        };
        // From the top to both sides.
        let mut turns = (0..96).map(|step| {
            let side = if step % 2 == 0 { 1.0 } else { -1.0 };
            room((side * f64::from((step + 1) / 2) / 96.0).rem_euclid(1.0))
        });
        let free = turns.find(|(_, area)| !taken.iter().any(|other| overlap(area, other)));
        // A full ring has no name: it would be read as somebody's.
        let Some(([x, y], area)) = free else { continue };
        taken.push(area);
        push_text(marks, Ink::RingName, [x, y + 4.0], size.small, &name);
    }
    taken
}

/// Bands that hold households and groups together: each member joined to the nearest of the others.
pub fn bands(
    marks: &mut Vec<Mark>,
    sketch: &Sketch,
    places: &Places,
    boxes: &[[f64; 4]],
    size: &Size,
) {
    for circle in &sketch.circles {
        let mut rest = circle.members.clone();
        let Some(first) = rest.pop() else { continue };
        let mut joined = vec![first];
        let distance = |one: usize, other: usize| {
            let ([x, y], [a, b]) = (places.points[one], places.points[other]);
            (x - a).hypot(y - b)
        };
        let mut shortest: Option<(f64, [f64; 2])> = None;
        while !rest.is_empty() {
            let pairs = rest
                .iter()
                .enumerate()
                .flat_map(|(at, who)| joined.iter().map(move |other| (at, *who, *other)));
            let nearest = pairs.reduce(|best, next| {
                if distance(next.1, next.2) < distance(best.1, best.2) {
                    next
                } else {
                    best
                }
            });
            let Some((at, who, other)) = nearest else {
                break;
            };
            rest.swap_remove(at);
            joined.push(who);
            let ([x, y], [a, b]) = (places.points[who], places.points[other]);
            marks.push(Mark {
                ink: Ink::Band,
                shape: Shape::Line {
                    from: Point::of(x, y),
                    to: Point::of(a, b),
                },
            });
            let length = distance(who, other);
            if shortest.is_none_or(|(known, _)| length > known) {
                shortest = Some((length, [(x + a) / 2.0, (y + b) / 2.0]));
            }
        }
        let Some((_, middle)) = shortest else {
            continue;
        };
        let half = SystemUi.width(&circle.name, size.small, false) / 2.0 + 2.0;
        let area = |[x, y]: [f64; 2]| [x - half, y - 8.0, x + half, y + 8.0];
        // In the middle of the band, or else over or under somebody in it.
        let beside = circle.members.iter().flat_map(|who| {
            let [x, _] = places.points[*who];
            [[x, boxes[*who][1] - 8.0], [x, boxes[*who][3] + 8.0]]
        });
        let mut tried = std::iter::once(middle).chain(beside);
        let free = tried.find(|at| !boxes.iter().any(|other| overlap(&area(*at), other)));
        let Some([x, y]) = free.or(size.has_roles.then_some(middle)) else {
            continue;
        };
        push_text(marks, Ink::BandName, [x, y + 4.0], size.small, &circle.name);
    }
}

/// Every tie, those with the one in the middle last.
pub fn ties(marks: &mut Vec<Mark>, sketch: &Sketch, places: &Places, size: &Size) {
    let centre = sketch.network.centre;
    for (from, to, strand) in &sketch.ties {
        let is_central = centre == Some(*from) || centre == Some(*to);
        tie(
            marks,
            sketch,
            places,
            size,
            (*from, *to),
            *strand,
            is_central,
        );
    }
    let Some(centre) = centre else { return };
    for (at, who) in sketch.people.iter().enumerate() {
        let to = who.through.unwrap_or(centre);
        let is_said = sketch
            .ties
            .iter()
            .any(|(a, b, _)| (*a, *b) == (at, to) || (*a, *b) == (to, at));
        if at != centre && !is_said && who.strand.strength > 0.0 {
            tie(marks, sketch, places, size, (at, to), who.strand, true);
        }
    }
}

/// One tie. Support that somebody gives flows from them.
fn tie(
    marks: &mut Vec<Mark>,
    sketch: &Sketch,
    places: &Places,
    size: &Size,
    (from, to): (usize, usize),
    strand: Strand,
    is_central: bool,
) {
    let edge = |at: usize| {
        if sketch.network.centre == Some(at) {
            size.middle + 2.0
        } else {
            size.mark + 3.0
        }
    };
    let (a, b) = (places.points[from], places.points[to]);
    let length = (b[0] - a[0]).hypot(b[1] - a[1]);
    if length <= edge(from) + edge(to) + 4.0 {
        return;
    }
    let along = |part: f64| [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
    let (start, end) = (along(edge(from) / length), along(1.0 - edge(to) / length));
    let is_gone = sketch.people[from].gone || sketch.people[to].gone;
    let state = |wanted: State| {
        [from, to]
            .iter()
            .any(|at| sketch.people[*at].state == wanted)
    };
    let ink = match strand.strength {
        _ if is_gone => Ink::Gone,
        _ if state(State::Could) => Ink::Could,
        _ if !is_central && strand.quality == Quality::Good && strand.strength < 2.0 => Ink::Other,
        strength if strength >= 3.0 => Ink::Thick,
        strength if strength >= 2.0 => Ink::Middle,
        _ => Ink::Thin,
    };
    let line = |from: [f64; 2], to: [f64; 2]| Shape::Line {
        from: Point::of(from[0], from[1]),
        to: Point::of(to[0], to[1]),
    };
    if state(State::Lost) {
        // A gap in the middle, with an end on either side.
        let between = |part: f64| {
            [
                start[0] + (end[0] - start[0]) * part,
                start[1] + (end[1] - start[1]) * part,
            ]
        };
        let shown = (length - edge(from) - edge(to)).max(1.0);
        let (ux, uy) = ((b[0] - a[0]) / length, (b[1] - a[1]) / length);
        let gap = (9.0 / shown).min(0.3);
        for (outer, part) in [(start, 0.5 - gap), (end, 0.5 + gap)] {
            let near = between(part);
            marks.push(Mark {
                ink: Ink::Other,
                shape: line(outer, near),
            });
            let (left, right) = (
                [near[0] - uy * 6.0, near[1] + ux * 6.0],
                [near[0] + uy * 6.0, near[1] - ux * 6.0],
            );
            marks.push(Mark {
                ink: Ink::Other,
                shape: line(left, right),
            });
        }
        return;
    }
    let shape = match strand.quality {
        Quality::Good => line(start, end),
        Quality::Mixed => zigzag(start, end, 0.3),
        Quality::Difficult => zigzag(start, end, 0.9),
    };
    marks.push(Mark { ink, shape });
    if is_gone {
        return;
    }
    let head_size = if ink == Ink::Thick { 13.0 } else { 10.0 };
    let mut head = |from, to| {
        marks.push(Mark {
            ink: Ink::Arrow,
            shape: arrow(from, to, head_size),
        })
    };
    match strand.direction {
        Some(Direction::Forward) => head(start, end),
        Some(Direction::Back) => head(end, start),
        Some(Direction::Both) => {
            head(start, end);
            head(end, start);
        }
        None => {}
    }
}
