//! Where everybody stands on the paper: on their ring, in the sector of their kind, where they
//! stood before, or where somebody moved them.

use super::size::Size;
use super::sketch::Sketch;
use super::turns::{Wish, wishes};
use std::collections::BTreeMap;
use std::f64::consts::TAU;

/// Rings that are shown even if nobody stands on them.
const SHOWN: u8 = 3;
/// The ring of somebody whose closeness was not said.
pub const USUAL: u8 = 3;
/// The outermost ring that there is.
pub const LAST: u8 = 5;
/// By how much a ring grows where people do not fit.
const GROWTH: f64 = 1.03;

/// How much room somebody's mark and words take around the middle of the mark, px.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Room {
    /// To either side.
    pub side: f64,
    /// Above.
    pub above: f64,
    /// Below.
    pub below: f64,
}

impl Room {
    /// The box around a place: left, top, right, bottom.
    pub fn around(self, [x, y]: [f64; 2]) -> [f64; 4] {
        [x - self.side, y - self.above, x + self.side, y + self.below]
    }
}

/// Whether two boxes share any area.
pub fn overlap(one: &[f64; 4], other: &[f64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// The length of a tie on a map without rings, px.
pub const TIE: f64 = 64.0;
/// Largest ring, px: beyond, people may lie on each other.
const LARGEST: f64 = 20_000.0;
/// How far in turns somebody may stand from where they belong, and how far for a free way to the
/// middle.
const FAR: f64 = 0.15;
const CLEAR: f64 = 0.06;
/// By how much directions are tried, px along the ring.
const ALONG: f64 = 4.0;
/// A ring that has grown this much moves even those who stood on it.
const MUCH: f64 = 1.5;

/// How the drawing was before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// How large it was drawn.
    pub size: Option<Size>,
    /// Where everybody stood, by id.
    pub stood: BTreeMap<String, Stood>,
    /// Radii of the rings, which only grow.
    pub radii: Vec<f64>,
    /// Where everybody stood on a map without rings, px.
    pub cloud: BTreeMap<String, [f64; 2]>,
}

/// Where somebody stood.
#[derive(Clone, Debug, PartialEq)]
pub struct Stood {
    /// On which ring.
    pub ring: u8,
    /// Of which kind.
    pub kind: Option<String>,
    /// In which direction, in turns from the top.
    pub turn: f64,
}

/// Where everybody stands; the middle is 0, 0, and y grows down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// Middles of the marks, by person.
    pub points: Vec<[f64; 2]>,
    /// Radii of the rings, from the first.
    pub radii: Vec<f64>,
    /// Directions, to stand there again.
    pub before: Before,
}

/// The ring where somebody stands.
pub fn ring_of(sketch: &Sketch, at: usize) -> u8 {
    sketch.people[at].ring.unwrap_or(USUAL).clamp(1, LAST)
}

/// Finds a place for everybody: no two overlap of those whom nobody moved, and who stood somewhere
/// in `before` stays in that direction. The same for the same map. `None` if a ring were larger than
/// `most`.
pub fn places(
    sketch: &Sketch,
    rooms: &[Room],
    before: &Before,
    size: &Size,
    most: f64,
) -> Option<Places> {
    let centre = sketch.network.centre;
    let around: Vec<usize> = (0..sketch.people.len())
        .filter(|at| centre != Some(*at))
        .collect();
    // Drawn larger or smaller, everybody moves: nobody holds on to a direction then.
    let is_same = before.size == Some(*size);
    let mut wishes = wishes(sketch, before, &around, is_same);
    let last = around.iter().map(|at| ring_of(sketch, *at)).max();
    let last = last.unwrap_or(SHOWN).max(SHOWN);
    let middle = centre.map_or(Room::default(), |at| rooms[at]);
    let mut boxes = vec![middle.around([0.0, 0.0])];
    let mut radii = Vec::new();
    let mut radius = middle.side.max(middle.below);
    let mut points = vec![[0.0, 0.0]; sketch.people.len()];
    for ring in 1..=last {
        let mut here: Vec<usize> = around
            .iter()
            .copied()
            .filter(|at| sketch.people[*at].moved.is_none() && ring_of(sketch, *at) == ring)
            .collect();
        // Whoever holds on to a direction chooses first.
        here.sort_by_key(|at| !wishes[at].stays);
        radius += if here.is_empty() {
            size.empty
        } else {
            size.step
        };
        let was = before.radii.get(usize::from(ring) - 1).copied();
        radius = radius.max(was.filter(|_| is_same).unwrap_or(0.0));
        let first = radius;
        let wished: Vec<Wished> = here
            .iter()
            .map(|at| Wished {
                room: rooms[*at],
                turn: wishes[at].turn,
                stays: wishes[at].stays,
            })
            .collect();
        let even = evenly(&wished);
        let fitting = loop {
            if radius > most {
                return None;
            }
            let may_all_move = radius > first * MUCH;
            if let Some(fitting) = fit(&wished, &boxes, radius, CLEAR, may_all_move)
                .or_else(|| fit(&even, &boxes, radius, 0.0, may_all_move))
            {
                break fitting;
            }
            if radius > LARGEST {
                let area =
                    |wished: &Wished| (wished.turn, wished.room.around(on(wished.turn, radius)));
                break wished.iter().map(area).collect();
            }
            radius *= GROWTH;
        };
        for (at, (turn, area)) in here.iter().zip(fitting) {
            points[*at] = on(turn, radius);
            boxes.push(area);
            wishes.insert(*at, Wish { turn, stays: true });
        }
        radii.push(radius);
    }
    for at in &around {
        if let Some(moved) = sketch.people[*at].moved {
            points[*at] = to_px(&radii, moved);
        }
    }
    let stood = around.iter().map(|at| {
        let who = &sketch.people[*at];
        let stood = Stood {
            ring: ring_of(sketch, *at),
            kind: who.kind.clone(),
            // Whoever was moved is there again if the place is given up.
            turn: who.moved.map_or(wishes[at].turn, turn_of),
        };
        (who.id.clone(), stood)
    });
    Some(Places {
        before: Before {
            size: Some(*size),
            stood: stood.collect(),
            radii: radii.clone(),
            cloud: BTreeMap::new(),
        },
        points,
        radii,
    })
}

/// Somebody who needs a place on a ring.
#[derive(Clone, Copy)]
struct Wished {
    room: Room,
    turn: f64,
    stays: bool,
}

/// The same people in the same order, evenly around the ring: so that as many as can be fit.
fn evenly(wished: &[Wished]) -> Vec<Wished> {
    let mut order: Vec<usize> = (0..wished.len()).collect();
    order.sort_by(|a, b| wished[*a].turn.total_cmp(&wished[*b].turn));
    let width =
        |at: &usize| wished[*at].room.side * 2.0 + wished[*at].room.above + wished[*at].room.below;
    let all: f64 = order.iter().map(width).sum();
    let mut even = wished.to_vec();
    let (mut start, mut off) = (0.0, 0.0);
    for at in &order {
        if !wished[*at].stays {
            even[*at].turn = (start + width(at) / 2.0) / all;
        }
        off += wished[*at].turn - even[*at].turn;
        start += width(at);
    }
    let off = off / wished.len().max(1) as f64;
    for who in even.iter_mut().filter(|who| !who.stays) {
        who.turn += off;
    }
    even
}

/// A direction and a box for everybody on a ring of this radius, over nothing that is taken; `None`
/// if there is not room for all. So much is gone aside for a free way to the middle.
fn fit(
    wished: &[Wished],
    taken: &[[f64; 4]],
    radius: f64,
    clear: f64,
    may_all_move: bool,
) -> Option<Vec<(f64, [f64; 4])>> {
    let mut fitting: Vec<(f64, [f64; 4])> = Vec::with_capacity(wished.len());
    let step = ALONG / (TAU * radius);
    for Wished { room, turn, stays } in wished {
        let holds = *stays && !may_all_move;
        let most = if holds { 0 } else { (FAR / step) as u32 };
        let sides = (0..=most).flat_map(|count| {
            let by = f64::from(count) * step;
            [(by, turn + by), (by, turn - by)]
        });
        let mut free = None;
        for (by, turn) in sides {
            if free.is_some() && by > clear {
                break;
            }
            let place = on(turn, radius);
            let area = room.around(place);
            let mut all = taken.iter().chain(fitting.iter().map(|(_, area)| area));
            if all.any(|other| overlap(&area, other)) {
                continue;
            }
            // The first is the one in the middle.
            let is_clear = !taken.iter().skip(1).any(|other| crosses(place, other));
            if is_clear || free.is_none() {
                free = Some((turn.rem_euclid(1.0), area));
            }
            if is_clear || holds {
                break;
            }
        }
        fitting.push(free?);
    }
    Some(fitting)
}

/// Whether the way from the middle to a place goes through a box.
fn crosses([x, y]: [f64; 2], [left, top, right, bottom]: &[f64; 4]) -> bool {
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    for (way, low, high) in [(x, *left, *right), (y, *top, *bottom)] {
        if way.abs() < 1e-9 {
            if low > 0.0 || high < 0.0 {
                return false;
            }
            continue;
        }
        let (one, other) = (low / way, high / way);
        from = from.max(one.min(other));
        to = to.min(one.max(other));
    }
    from < to
}

/// A place on a ring: turns from the top, clockwise.
pub fn on(turn: f64, radius: f64) -> [f64; 2] {
    let (sin, cos) = (turn * TAU).sin_cos();
    [radius * sin, -radius * cos]
}

/// The direction of a place, in turns from the top.
pub fn turn_of([x, y]: [f64; 2]) -> f64 {
    (x.atan2(-y) / TAU).rem_euclid(1.0)
}

/// A distance from the middle in rings as one in px.
fn outward(radii: &[f64], rings: f64) -> f64 {
    let at = |ring: usize| if ring == 0 { 0.0 } else { radii[ring - 1] };
    let inner = (rings.max(0.0) as usize).min(radii.len().saturating_sub(1));
    let part = rings.max(0.0) - inner as f64;
    at(inner) + part * (at(inner + 1) - at(inner))
}

/// A place in rings from the middle as one in px; without rings, in lengths of a tie.
pub fn to_px(radii: &[f64], [x, y]: [f64; 2]) -> [f64; 2] {
    if radii.is_empty() {
        return [x * TIE, y * TIE];
    }
    let rings = x.hypot(y);
    if rings < 1e-9 {
        return [0.0, 0.0];
    }
    let factor = outward(radii, rings) / rings;
    [x * factor, y * factor]
}

/// A place in px as one in rings from the middle; without rings, in lengths of a tie.
pub fn to_rings(radii: &[f64], [x, y]: [f64; 2]) -> [f64; 2] {
    if radii.is_empty() {
        return [x / TIE, y / TIE];
    }
    let px = x.hypot(y);
    if px < 1e-9 {
        return [0.0, 0.0];
    }
    let at = |ring: usize| if ring == 0 { 0.0 } else { radii[ring - 1] };
    let inner = (0..radii.len())
        .rev()
        .find(|ring| at(*ring) <= px)
        .unwrap_or(0);
    let rings = inner as f64 + (px - at(inner)) / (at(inner + 1) - at(inner));
    [x / px * rings, y / px * rings]
}

/// The ring nearest to a place in rings from the middle.
pub fn nearest_ring([x, y]: [f64; 2]) -> u8 {
    x.hypot(y).round().clamp(1.0, f64::from(LAST)) as u8
}
