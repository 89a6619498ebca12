//! Where everybody stands on the paper: on their ring, in the sector of their kind, where they
//! stood before, or where somebody moved them.

use super::sketch::Sketch;
use early_action_engine::network::rings;
use std::collections::BTreeMap;
use std::f64::consts::TAU;

/// Rings that are shown even if nobody stands on them.
const SHOWN: u8 = 3;
/// The ring of somebody whose closeness was not said.
pub const USUAL: u8 = 3;
/// The outermost ring that there is.
pub const LAST: u8 = 5;
/// From one ring to the next, if all fit, and to one where nobody stands, px.
const STEP_OUT: f64 = 62.0;
const EMPTY: f64 = 46.0;
/// By how much a ring grows where people do not fit.
const GROWTH: f64 = 1.03;
/// Places on a ring that are tried for somebody new.
const TRIED: u16 = 72;

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
/// How near in turns somebody may stand who comes from another ring.
const NEAR: f64 = 0.03;
/// How far in turns somebody stands from the direction of those who are closer, and from those
/// beside them, where there is room.
const BEHIND: f64 = 0.045;
const BESIDE: f64 = 0.05;
/// By how much directions are tried.
const STEP: f64 = 0.006;

/// How the drawing was before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
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
/// in `before` stays in that direction. The same for the same map.
pub fn places(sketch: &Sketch, rooms: &[Room], before: &Before) -> Places {
    let centre = sketch.network.centre;
    let around: Vec<usize> = (0..sketch.people.len())
        .filter(|at| centre != Some(*at))
        .collect();
    let turns = turns(sketch, rooms, before, &around);
    let most = around.iter().map(|at| ring_of(sketch, *at)).max();
    let last = most.unwrap_or(SHOWN).max(SHOWN);
    let middle = centre.map_or(Room::default(), |at| rooms[at]);
    let mut boxes = vec![middle.around([0.0, 0.0])];
    let mut radii = Vec::new();
    let mut radius = middle.side.max(middle.below);
    let mut points = vec![[0.0, 0.0]; sketch.people.len()];
    for ring in 1..=last {
        let here: Vec<usize> = around
            .iter()
            .copied()
            .filter(|at| sketch.people[*at].moved.is_none() && ring_of(sketch, *at) == ring)
            .collect();
        radius += if here.is_empty() { EMPTY } else { STEP_OUT };
        let was = before.radii.get(usize::from(ring) - 1).copied();
        radius = radius.max(was.unwrap_or(0.0));
        let fitting = loop {
            let mut tried: Vec<[f64; 4]> = Vec::with_capacity(here.len());
            let fits = here.iter().all(|at| {
                let area = rooms[*at].around(on(turns[at], radius));
                let is_free = !boxes
                    .iter()
                    .chain(&tried)
                    .any(|other| overlap(&area, other));
                tried.push(area);
                is_free
            });
            if fits || radius > LARGEST {
                break tried;
            }
            radius = (radius * GROWTH).max(radius + 1.0);
        };
        for at in &here {
            points[*at] = on(turns[at], radius);
        }
        boxes.extend(fitting);
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
            turn: who.moved.map_or(turns[at], turn_of),
        };
        (who.id.clone(), stood)
    });
    Places {
        before: Before {
            stood: stood.collect(),
            radii: radii.clone(),
            cloud: BTreeMap::new(),
        },
        points,
        radii,
    }
}

/// A place on a ring: turns from the top, clockwise.
fn on(turn: f64, radius: f64) -> [f64; 2] {
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

/// Directions: where people stood, and for those who are new a free one near their kind.
fn turns(
    sketch: &Sketch,
    rooms: &[Room],
    before: &Before,
    around: &[usize],
) -> BTreeMap<usize, f64> {
    let mut turns: BTreeMap<usize, f64> = BTreeMap::new();
    let stood = |at: usize| before.stood.get(&sketch.people[at].id);
    for at in around {
        if let Some(stood) = stood(*at)
            && stood.ring == ring_of(sketch, *at)
            && stood.kind == sketch.people[*at].kind
        {
            turns.insert(*at, stood.turn);
        }
    }
    for at in around {
        // Who comes closer or goes further stays in that direction if it is free.
        if let (None, Some(stood)) = (turns.get(at), stood(*at))
            && stood.kind == sketch.people[*at].kind
            && nearest(stood.turn, &turns, &|other| {
                ring_of(sketch, other) == ring_of(sketch, *at)
            })
            .is_none_or(|near| near > NEAR)
        {
            turns.insert(*at, stood.turn);
        }
    }
    if turns.is_empty() {
        let sizes: Vec<[f64; 2]> = rooms
            .iter()
            .map(|room| [2.0 * room.side, room.above + room.below])
            .collect();
        let placed = rings(&sketch.network, &sizes);
        return loosened(sketch, around, &|at| turn_of(placed.points[at]));
    }
    for at in around {
        if !turns.contains_key(at) {
            let turn = free_turn(sketch, &turns, *at);
            turns.insert(*at, turn);
        }
    }
    turns
}

/// Directions of a fresh drawing, moved a little where somebody further out would stand right behind
/// somebody closer: their tie would run through them.
fn loosened(
    sketch: &Sketch,
    around: &[usize],
    turn: &dyn Fn(usize) -> f64,
) -> BTreeMap<usize, f64> {
    let mut order = around.to_vec();
    order.sort_by_key(|at| ring_of(sketch, *at));
    let mut turns = BTreeMap::new();
    for at in order {
        let ring = ring_of(sketch, at);
        let is_free = |turn: f64| {
            let closer = nearest(turn, &turns, &|other| ring_of(sketch, other) < ring);
            let beside = nearest(turn, &turns, &|other| ring_of(sketch, other) == ring);
            closer.is_none_or(|far| far > BEHIND) && beside.is_none_or(|far| far > BESIDE)
        };
        let steps = (0..32_i8).flat_map(|step| [step, -step]);
        let mut tried = steps.map(|step| (turn(at) + f64::from(step) * STEP).rem_euclid(1.0));
        let found = tried
            .find(|turn| is_free(*turn))
            .unwrap_or_else(|| turn(at));
        turns.insert(at, found);
    }
    turns
}

/// How far the nearest of some is from a direction, in turns.
fn nearest(
    turn: f64,
    turns: &BTreeMap<usize, f64>,
    is_asked: &dyn Fn(usize) -> bool,
) -> Option<f64> {
    let asked = turns.iter().filter(|(at, _)| is_asked(**at));
    asked
        .map(|(_, other)| {
            let way = (turn - other).rem_euclid(1.0);
            way.min(1.0 - way)
        })
        .reduce(f64::min)
}

/// The freest direction for somebody new: away from those on the same ring, near those of the kind.
fn free_turn(sketch: &Sketch, turns: &BTreeMap<usize, f64>, new: usize) -> f64 {
    let ring = ring_of(sketch, new);
    let same_ring = |at: usize| ring_of(sketch, at) == ring;
    let same_kind = |at: usize| sketch.people[at].kind == sketch.people[new].kind;
    let worth = |turn: f64| {
        let room = nearest(turn, turns, &same_ring).unwrap_or(0.5);
        let kin = nearest(turn, turns, &same_kind).unwrap_or(0.0);
        let others = nearest(turn, turns, &|_| true).unwrap_or(0.5);
        // Enough room is enough; beyond that, being among one's kind counts.
        room.min(0.12) * 4.0 + others.min(0.04) - kin
    };
    let mut here: Vec<f64> = turns
        .iter()
        .filter(|(at, _)| same_ring(**at))
        .map(|(_, turn)| *turn)
        .collect();
    here.sort_by(f64::total_cmp);
    // Between any two there is a place that nobody has.
    let next = here
        .iter()
        .skip(1)
        .copied()
        .chain(here.first().map(|first| first + 1.0));
    let between = here
        .iter()
        .zip(next)
        .map(|(one, other)| ((one + other) / 2.0).rem_euclid(1.0));
    let tried = (0..TRIED).map(|at| f64::from(at) / f64::from(TRIED));
    tried
        .chain(between)
        .filter(|turn| nearest(*turn, turns, &same_ring).is_none_or(|near| near > 1e-9))
        .reduce(|best, next| {
            if worth(next) > worth(best) + 1e-9 {
                next
            } else {
                best
            }
        })
        .unwrap_or(0.0)
}
