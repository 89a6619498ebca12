//! A layout in which distances on paper are those along ties: stress, made small by stochastic
//! gradient descent (Zheng, Pawar and Goodman 2018, IEEE TVCG 25:2738).
//!
//! It settles in one go, from a seed, and to the same bits everywhere: only + - x / and square
//! roots, in a fixed order. Pairs are taken in rounds of a tournament drawn by lot, in which
//! everybody meets everybody once.

use super::graph::Graph;
use super::parts::parts;
use crate::math;
use crate::random::{Seed, Stream, stream};

/// Times that everybody meets everybody.
const ROUNDS: usize = 15;
/// How far the last round moves a pair at distance 1, as a share of what it is off by.
const LAST_STEP: f64 = 0.1;
/// Space between pieces, in lengths of a tie.
const GAP: f64 = 1.5;

/// A point of the drawing; the length of a tie is about 1.
pub type Point = [f64; 2];

/// Places everybody so that distances are those along ties, as near as may be. Pieces without a
/// tie between them stand side by side, the largest first.
pub fn settle(graph: &Graph, seed: Seed) -> Vec<Point> {
    let everybody = vec![true; graph.size()];
    let mut stream = stream(seed, "layout", 0);
    let pieces: Vec<(Vec<usize>, Vec<Point>)> = parts(graph, &everybody)
        .components
        .into_iter()
        .map(|members| {
            let points = piece(graph, &members, &mut stream);
            (members, points)
        })
        .collect();
    side_by_side(graph.size(), &pieces)
}

/// One connected piece.
fn piece(graph: &Graph, members: &[usize], stream: &mut Stream) -> Vec<Point> {
    let size = members.len();
    let distances = distances(graph, members);
    let longest = f64::from(distances.iter().copied().max().unwrap_or(0));
    let mut points: Vec<Point> = (0..size)
        .map(|_| [stream.uniform() * longest, stream.uniform() * longest])
        .collect();
    if size < 2 {
        return points;
    }
    // Steps fall from one that puts the farthest pair right at once.
    let fall = math::ln(longest * longest / LAST_STEP) / (ROUNDS - 1) as f64;
    // With an odd number somebody has no partner in each round: the one past the end.
    let seats = size + size % 2;
    let mut order: Vec<usize> = (0..seats).collect();
    let mut rounds: Vec<usize> = (0..seats - 1).collect();
    for round in 0..ROUNDS {
        let step = longest * longest * math::exp(-fall * round as f64);
        shuffle(&mut order, stream);
        shuffle(&mut rounds, stream);
        for &meeting in &rounds {
            let mut meet = |one: usize, other: usize| {
                let (one, other) = (order[one], order[other]);
                if one < size && other < size {
                    approach(&mut points, one, other, distances[one * size + other], step);
                }
            };
            let circle = seats - 1;
            meet(meeting, circle);
            let (mut one, mut other) = (meeting, meeting);
            for _ in 1..seats / 2 {
                one = if one + 1 == circle { 0 } else { one + 1 };
                other = if other == 0 { circle - 1 } else { other - 1 };
                meet(one, other);
            }
        }
    }
    points
}

/// Moves two towards the distance that they should have.
#[inline(always)]
fn approach(points: &mut [Point], one: usize, other: usize, wanted: u16, step: f64) {
    let wanted = f64::from(wanted);
    let across = points[one][0] - points[other][0];
    let down = points[one][1] - points[other][1];
    let apart = math::sqrt(across * across + down * down);
    // Two on one spot have no direction to part in; others will part them.
    if apart == 0.0 {
        return;
    }
    let share = step / (wanted * wanted);
    let share = if share < 1.0 { share } else { 1.0 };
    let by = 0.5 * share * (apart - wanted) / apart;
    points[one][0] -= by * across;
    points[one][1] -= by * down;
    points[other][0] += by * across;
    points[other][1] += by * down;
}

fn shuffle(list: &mut [usize], stream: &mut Stream) {
    for at in (1..list.len()).rev() {
        let with = math::floor(stream.uniform() * (at + 1) as f64);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from 0 to at"
        )]
        list.swap(at, with as usize);
    }
}

/// Numbers of ties on the shortest ways among the members of a piece, row by row.
pub(super) fn distances(graph: &Graph, members: &[usize]) -> Vec<u16> {
    let size = members.len();
    let mut place = vec![usize::MAX; graph.size()];
    for (at, member) in members.iter().enumerate() {
        place[*member] = at;
    }
    let near: Vec<Vec<usize>> = members
        .iter()
        .map(|who| {
            graph.links[*who]
                .iter()
                .map(|link| place[link.to])
                .collect()
        })
        .collect();
    let mut distances = vec![u16::MAX; size * size];
    let mut found = Vec::with_capacity(size);
    for (from, row) in distances.chunks_exact_mut(size.max(1)).enumerate() {
        row[from] = 0;
        found.clear();
        found.push(from);
        let mut next = 0;
        while let Some(&who) = found.get(next) {
            next += 1;
            for &to in &near[who] {
                if row[to] == u16::MAX {
                    row[to] = row[who] + 1;
                    found.push(to);
                }
            }
        }
    }
    distances
}

/// Pieces in rows, the largest first, each row as wide as the whole is high.
fn side_by_side(size: usize, pieces: &[(Vec<usize>, Vec<Point>)]) -> Vec<Point> {
    let boxes: Vec<(Point, Point)> = pieces.iter().map(|(_, points)| bounds(points)).collect();
    let extent = |(low, high): &(Point, Point), axis: usize| high[axis] - low[axis] + GAP;
    let areas: Vec<f64> = boxes.iter().map(|b| extent(b, 0) * extent(b, 1)).collect();
    let widest = boxes.iter().fold(0.0, |w, b| math::max(w, extent(b, 0)));
    let width = math::max(widest, math::sqrt(math::sum(&areas)));
    let mut placed = vec![[0.0; 2]; size];
    let (mut left, mut top, mut high) = (0.0, 0.0, 0.0);
    for ((members, points), limits) in pieces.iter().zip(&boxes) {
        if left > 0.0 && left + extent(limits, 0) > width {
            (left, top, high) = (0.0, top + high, 0.0);
        }
        for (member, point) in members.iter().zip(points) {
            placed[*member] = [point[0] - limits.0[0] + left, point[1] - limits.0[1] + top];
        }
        left += extent(limits, 0);
        high = math::max(high, extent(limits, 1));
    }
    placed
}

fn bounds(points: &[Point]) -> (Point, Point) {
    let mut limits = (points[0], points[0]);
    for [x, y] in points {
        limits.0 = [math::min(limits.0[0], *x), math::min(limits.0[1], *y)];
        limits.1 = [math::max(limits.1[0], *x), math::max(limits.1[1], *y)];
    }
    limits
}

/// How far distances on paper are from those along ties, over all pairs that are joined: the sum
/// of ((s x on paper - along ties) / along ties) squared over the number of pairs, with the scale
/// s at which it is smallest. `None` where no pair is joined.
///
/// Where there are more than `sampled` people, ways from that many, spread evenly, are taken.
pub fn stress(graph: &Graph, points: &[Point], sampled: usize) -> Option<f64> {
    let everybody = vec![true; graph.size()];
    let (mut first, mut second, mut pairs) = (0.0, 0.0, 0.0);
    for members in parts(graph, &everybody).components {
        let distances = distances(graph, &members);
        let every = members.len().div_ceil(sampled.max(1));
        for from in (0..members.len()).step_by(every.max(1)) {
            for to in (0..members.len()).filter(|to| *to != from) {
                let wanted = f64::from(distances[from * members.len() + to]);
                let (one, other) = (points[members[from]], points[members[to]]);
                let (x, y) = (one[0] - other[0], one[1] - other[1]);
                let apart = math::sqrt(x * x + y * y) / wanted;
                first += apart;
                second += apart * apart;
                pairs += 1.0;
            }
        }
    }
    // The sum of (s a - 1)^2 is smallest at s = sum of a / sum of a^2.
    (pairs > 0.0 && second > 0.0).then(|| (pairs - first * first / second) / pairs)
}
