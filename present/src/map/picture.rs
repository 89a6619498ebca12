//! The drawing: somebody in the middle, rings, ties, people, households, key.

use super::cloud::{cloud, is_cloud};
use super::ink::Ink;
use super::places::{Before, Places, Room, places, ring_of};
use super::shapes::{circle, outline};
use super::size::Size;
use super::sketch::Sketch;
use super::{back, initials};
use crate::Words;
use crate::metrics::{SystemUi, TextMetrics, wrap};
use crate::scene::{Anchor, Point, Shape, Tenths};
use early_action_engine::network::State;

/// How much smaller than its px a drawing may be shown before another size is taken: names of 13 px
/// are then still of 12.
pub const LEAST: f64 = 0.93;

/// One primitive of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How it is painted.
    pub ink: Ink,
    /// What is drawn.
    pub shape: Shape,
}

/// Somebody in the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Id.
    pub id: String,
    /// The middle of the mark.
    pub at: [f64; 2],
    /// What a screen reader says.
    pub label: String,
    /// From back to front.
    pub marks: Vec<Mark>,
    /// Where names are not beside marks: the name, for whoever is pointed at.
    pub called: Vec<Mark>,
}

/// A map as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// How large.
    pub size: Size,
    /// Left, top, width and height of the drawing, px.
    pub view: [f64; 4],
    /// What it is, in a few words.
    pub title: String,
    /// The drawing in words.
    pub description: String,
    /// Rings, bands and ties.
    pub back: Vec<Mark>,
    /// On a map without rings: whom each mark of `back` joins.
    pub links: Vec<(usize, usize)>,
    /// Everybody, the one in the middle too.
    pub people: Vec<Figure>,
    /// Where everybody stands.
    pub places: Places,
}

impl Default for Picture {
    fn default() -> Self {
        Self {
            size: Size::FULL,
            view: [0.0; 4],
            title: String::new(),
            description: String::new(),
            back: Vec::new(),
            links: Vec::new(),
            people: Vec::new(),
            places: Places::default(),
        }
    }
}

/// Draws a map with all names. `before` says where people stood.
pub fn draw(sketch: &Sketch, words: &Words, before: &Before) -> Picture {
    draw_at(sketch, words, before, &Size::FULL, f64::INFINITY).unwrap_or_default()
}

/// Draws a map so that it can be read where there is so much room, px: with names if they fit, else
/// with initials. Somebody who `is_moving` sees nothing change its size meanwhile.
pub fn draw_within(
    sketch: &Sketch,
    words: &Words,
    before: &Before,
    [width, height]: [f64; 2],
    is_moving: bool,
) -> Picture {
    let drawn = |size: &Size, most: f64| draw_at(sketch, words, before, size, most);
    let held = before.size.filter(|_| is_moving);
    let fitting = |size: &Size| {
        let least = if before.size == Some(*size) {
            LEAST
        } else {
            1.0
        };
        let picture = drawn(size, width.min(height) / least / 2.0)?;
        let [_, _, wide, tall] = picture.view;
        let fits = (width / wide).min(height / tall) >= least;
        (fits || is_cloud(sketch)).then_some(picture)
    };
    let [larger @ .., smallest] = &Size::ALL;
    held.and_then(|size| drawn(&size, f64::INFINITY))
        .or_else(|| larger.iter().find_map(fitting))
        .or_else(|| drawn(smallest, f64::INFINITY))
        .unwrap_or_default()
}

/// `None` if a ring were larger than `most`.
fn draw_at(
    sketch: &Sketch,
    words: &Words,
    before: &Before,
    size: &Size,
    most: f64,
) -> Option<Picture> {
    if is_cloud(sketch) {
        return Some(cloud(sketch, words, before));
    }
    let labels: Vec<Vec<(String, bool)>> = (0..sketch.people.len())
        .map(|at| label_lines(sketch, at, size))
        .collect();
    let rooms: Vec<Room> = (0..labels.len())
        .map(|at| room(sketch, at, &labels[at], size))
        .collect();
    let places = places(sketch, &rooms, before, size, most)?;
    let boxes: Vec<[f64; 4]> = rooms
        .iter()
        .zip(&places.points)
        .map(|(room, at)| room.around(*at))
        .collect();
    let mut picture = Picture {
        size: *size,
        title: title(sketch, words),
        ..Picture::default()
    };
    let taken = back::rings(&mut picture.back, &places, &boxes, words, size);
    back::bands(&mut picture.back, sketch, &places, &taken, size);
    back::ties(&mut picture.back, sketch, &places, size);
    picture.people = (0..sketch.people.len())
        .map(|at| figure(sketch, words, at, places.points[at], &labels[at], size))
        .collect();
    let outer = places.radii.last().copied().unwrap_or(0.0);
    let all = boxes
        .iter()
        .fold([-outer, -outer, outer, outer], |all, area| {
            [
                all[0].min(area[0]),
                all[1].min(area[1]),
                all[2].max(area[2]),
                all[3].max(area[3]),
            ]
        });
    picture.view = [
        all[0] - size.air,
        all[1] - size.air,
        all[2] - all[0] + 2.0 * size.air,
        all[3] - all[1] + 2.0 * size.air,
    ];
    picture.description = words.text(
        "map-description",
        &[
            ("title", picture.title.as_str().into()),
            ("count", sketch.people.len().saturating_sub(1).into()),
        ],
    );
    picture.places = places;
    Some(picture)
}

/// What the map is called.
pub fn title(sketch: &Sketch, words: &Words) -> String {
    if let Some(title) = &sketch.title {
        return title.clone();
    }
    match sketch.network.centre {
        Some(centre) => {
            let name = sketch.people[centre].name.as_str();
            words.text("map-title", &[("name", name.into())])
        }
        None => words.word("map-title-nobody"),
    }
}

impl Picture {
    /// Every mark, from back to front.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        let people = self.people.iter().flat_map(|figure| &figure.marks);
        self.back.iter().chain(people)
    }

    /// Somebody of this id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.people.iter().find(|figure| figure.id == id)
    }
}

/// The lines beside a mark: the name, then the role, which is quiet.
fn label_lines(sketch: &Sketch, at: usize, size: &Size) -> Vec<(String, bool)> {
    let Some(widest) = size.widest else {
        return Vec::new();
    };
    let who = &sketch.people[at];
    let is_quiet = who.gone || who.state != State::Now;
    let name = wrap(&SystemUi, &who.name, size.name, widest, size.lines);
    let mut lines: Vec<(String, bool)> = name.into_iter().map(|line| (line, is_quiet)).collect();
    if let Some(role) = who
        .role
        .as_ref()
        .filter(|_| size.has_roles && sketch.network.centre != Some(at))
    {
        let role = wrap(&SystemUi, role, size.small, widest, 1);
        lines.extend(role.into_iter().map(|line| (line, true)));
    }
    lines
}

fn room(sketch: &Sketch, at: usize, lines: &[(String, bool)], size: &Size) -> Room {
    if sketch.network.centre == Some(at) {
        let side = size.middle + 6.0;
        return Room {
            side,
            above: side,
            below: side,
        };
    }
    let widest = lines
        .iter()
        .map(|(line, _)| SystemUi.width(line, size.name, false))
        .fold(2.0 * size.mark, f64::max);
    Room {
        side: widest / 2.0 + 3.0,
        above: size.mark + 4.0,
        below: size.mark + 4.0 + size.name * 1.2 * lines.len() as f64,
    }
}

/// One line of text around a place.
pub fn push_text(marks: &mut Vec<Mark>, ink: Ink, at: [f64; 2], size: f64, text: &str) {
    marks.push(Mark {
        ink,
        shape: Shape::Text {
            at: Point::of(at[0], at[1]),
            anchor: Anchor::Middle,
            size: Tenths::of(size),
            text: text.to_owned(),
        },
    });
}

/// The ink of a mark.
pub fn mark_ink(kind: Option<&str>, is_paid: bool) -> Ink {
    match kind {
        _ if is_paid => Ink::Worker,
        Some("worker") => Ink::Worker,
        Some("family") => Ink::Family,
        Some("friend") => Ink::Friend,
        Some("neighbour" | "community") => Ink::Near,
        _ => Ink::Thing,
    }
}

fn figure(
    sketch: &Sketch,
    words: &Words,
    at: usize,
    place: [f64; 2],
    lines: &[(String, bool)],
    size: &Size,
) -> Figure {
    let who = &sketch.people[at];
    let mut marks = Vec::new();
    let mut called = Vec::new();
    let is_centre = sketch.network.centre == Some(at);
    if is_centre {
        marks.push(Mark {
            ink: Ink::Centre,
            shape: circle(place, size.middle),
        });
        let lines = wrap(&SystemUi, &who.name, size.name, 2.0 * size.middle - 8.0, 2);
        let first = place[1] + size.name * (0.36 - 0.6 * (lines.len() as f64 - 1.0));
        for (line, text) in lines.iter().enumerate() {
            push_text(
                &mut marks,
                Ink::CentreName,
                [place[0], first + size.name * 1.2 * line as f64],
                size.name,
                text,
            );
        }
    } else {
        let kind = who.kind.as_deref();
        let ink = match who.state {
            _ if who.gone => Ink::Left,
            State::Now => mark_ink(kind, who.paid),
            State::Lost | State::Could => Ink::Absent,
        };
        marks.push(Mark {
            ink: Ink::Under,
            shape: outline(kind, place, size.mark),
        });
        marks.push(Mark {
            ink,
            shape: outline(kind, place, size.mark),
        });
        let is_quiet = who.gone || who.state != State::Now;
        let ink = if is_quiet {
            Ink::QuietInitials
        } else {
            Ink::Initials
        };
        push_text(
            &mut marks,
            ink,
            [place[0], place[1] + size.initials * 0.35],
            size.initials,
            &initials(&who.name),
        );
        let under = place[1] + size.mark + 2.0 + size.name;
        for (line, (text, is_quiet)) in lines.iter().enumerate() {
            let ink = if *is_quiet { Ink::Quiet } else { Ink::Name };
            let is_role = line + 1 == lines.len() && size.has_roles && who.role.is_some();
            let letters = if is_role { size.small } else { size.name };
            let y = under + size.name * 1.2 * line as f64;
            push_text(&mut marks, ink, [place[0], y], letters, text);
        }
        if size.widest.is_none() {
            push_text(
                &mut called,
                Ink::Name,
                [place[0], under],
                size.name,
                &who.name,
            );
        }
    }
    Figure {
        id: who.id.clone(),
        at: place,
        label: label(sketch, words, at),
        marks,
        called,
    }
}

/// Somebody in words: name, what they are, how close, whether they are there.
fn label(sketch: &Sketch, words: &Words, at: usize) -> String {
    let who = &sketch.people[at];
    if sketch.network.centre == Some(at) {
        return words.text("figure-centre", &[("name", who.name.as_str().into())]);
    }
    let kind = super::kind_word(words, who.kind.as_deref());
    let ring = words.word(&format!("ring-{}", ring_of(sketch, at)));
    let state = if who.gone { "gone" } else { who.state.name() };
    words.text(
        "figure",
        &[
            ("name", who.name.as_str().into()),
            ("kind", kind.into()),
            ("ring", ring.into()),
            ("state", words.word(&format!("figure-{state}")).into()),
        ],
    )
}
