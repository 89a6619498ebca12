//! In which direction everybody belongs: kinds side by side, households together, and whoever stood
//! somewhere there.

use super::places::{Before, ring_of, turn_of};
use super::sketch::Sketch;
use early_action_engine::network::rings;
use std::collections::BTreeMap;

/// How near in turns somebody may stand who comes from another ring.
const NEAR: f64 = 0.03;
/// Places on a ring that are tried for somebody new.
const TRIED: u16 = 72;
/// How wide a direction is by ring: the closer, the wider, since words take room.
const WIDTHS: [f64; 5] = [1.5, 1.15, 1.0, 0.9, 0.85];

/// Where somebody belongs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wish {
    /// In which direction, in turns from the top, clockwise.
    pub turn: f64,
    /// Whether they stood there, and stay.
    pub stays: bool,
}

/// Directions: where people stood, and for those who are new a free one near their kind.
pub fn wishes(
    sketch: &Sketch,
    before: &Before,
    around: &[usize],
    is_same: bool,
) -> BTreeMap<usize, Wish> {
    let mut turns: BTreeMap<usize, f64> = BTreeMap::new();
    let mut stay: Vec<usize> = Vec::new();
    let stood = |at: usize| before.stood.get(&sketch.people[at].id);
    for at in around {
        if let Some(stood) = stood(*at)
            && stood.ring == ring_of(sketch, *at)
            && stood.kind == sketch.people[*at].kind
        {
            turns.insert(*at, stood.turn);
            stay.push(*at);
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
        turns = fresh(sketch, around);
    }
    for at in around {
        if !turns.contains_key(at) {
            let turn = free_turn(sketch, &turns, *at);
            turns.insert(*at, turn);
        }
    }
    let wish = |(at, turn)| {
        let stays = is_same && stay.binary_search(&at).is_ok();
        (at, Wish { turn, stays })
    };
    turns.into_iter().map(wish).collect()
}

/// Directions of a fresh drawing: a slice for everybody, in the order in which kinds and households
/// follow each other, so that nobody stands behind anybody.
fn fresh(sketch: &Sketch, around: &[usize]) -> BTreeMap<usize, f64> {
    let placed = rings(&sketch.network, &vec![[1.0, 1.0]; sketch.people.len()]);
    let ring = |at: usize| ring_of(sketch, at);
    let mut order: Vec<(f64, usize)> = around
        .iter()
        .map(|at| (turn_of(placed.points[*at]), *at))
        .collect();
    // Directions that differ by rounding only are one.
    let rounded = |turn: f64| (turn * 1e6).round();
    order.sort_by(|(one, a), (other, b)| {
        rounded(*one)
            .total_cmp(&rounded(*other))
            .then(ring(*a).cmp(&ring(*b)))
            .then(a.cmp(b))
    });
    let width = |at: usize| WIDTHS[usize::from(ring(at)) - 1];
    let all: f64 = around.iter().map(|at| width(*at)).sum();
    let mut turns = BTreeMap::new();
    // The first stands at the top.
    let mut start = order.first().map_or(0.0, |(_, at)| -width(*at) / 2.0);
    for (_, at) in order {
        turns.insert(at, ((start + width(at) / 2.0) / all).rem_euclid(1.0));
        start += width(at);
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
