//! What Burt asks of the people around somebody: how far they are one circle.

use super::graph::{Graph, Link};
use crate::math;

/// What is taken as the strength of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Every tie as 1.
    Ties,
    /// The strengths that were given.
    Strengths,
}

impl Take {
    fn of(self, link: &Link) -> f64 {
        match self {
            Self::Ties => link.count,
            Self::Strengths => link.strength,
        }
    }
}

/// Which ties of the neighbours count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All, in the whole network.
    Whole,
    /// Those with somebody's own neighbours: all that is known where only one person was asked.
    Own,
}

/// Measures around one person, who has neighbours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holes {
    /// Burt's constraint: the sum over neighbours j of (p_ij + sum over q of p_iq p_qj) squared.
    pub constraint: f64,
    /// Effective size: the sum over neighbours j of 1 - sum over q of p_iq m_jq.
    pub effective_size: f64,
}

/// Burt's measures around `ego`; `None` for somebody without neighbours.
///
/// With z the strengths there and back added, p_ij = z_ij / sum of z_i, and m_jq = z_jq / the
/// largest z_j.
pub fn holes(graph: &Graph, ego: usize, take: Take, reach: Reach) -> Option<Holes> {
    let around = &graph.links[ego];
    if around.is_empty() {
        return None;
    }
    let place = |who: usize| around.binary_search_by_key(&who, |link| link.to).ok();
    let total: f64 = total(around.iter().map(|link| take.of(link)));
    // Through others, p_iq p_qj; and for each j the share of i's ties that it repeats.
    let mut through = vec![0.0; around.len()];
    let mut repeated = vec![0.0; around.len()];
    for (at, near) in around.iter().enumerate() {
        let near_counts =
            |link: &&Link| reach == Reach::Whole || link.to == ego || place(link.to).is_some();
        let row = || graph.links[near.to].iter().filter(near_counts);
        let sum = self::total(row().map(|link| take.of(link)));
        let largest = row().fold(0.0, |most, link| math::max(most, take.of(link)));
        let share = take.of(near) / total;
        for link in row() {
            if let Some(other) = place(link.to) {
                through[other] += share * (take.of(link) / sum);
                repeated[at] += take.of(&around[other]) / total * (take.of(link) / largest);
            }
        }
    }
    let parts: Vec<f64> = around
        .iter()
        .zip(&through)
        .map(|(link, through)| {
            let part = take.of(link) / total + through;
            part * part
        })
        .collect();
    let own: Vec<f64> = repeated.iter().map(|repeated| 1.0 - repeated).collect();
    Some(Holes {
        constraint: math::sum(&parts),
        effective_size: math::sum(&own),
    })
}

fn total(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |total, value| total + value)
}

/// Ties among the neighbours of somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Among {
    /// How many; with directions, those there and those back apart.
    pub ties: usize,
    /// Their strengths, added.
    pub strength: f64,
    /// The largest strength of one of them.
    pub largest: f64,
}

/// The ties among the neighbours of `ego`.
pub fn among(graph: &Graph, ego: usize) -> Among {
    let mut found = Among::default();
    let around = &graph.links[ego];
    for near in around {
        for link in &graph.links[near.to] {
            let counts = graph.directed || near.to < link.to;
            let is_near = || around.binary_search_by_key(&link.to, |l| l.to).is_ok();
            if counts && link.out > 0.0 && is_near() {
                found.ties += 1;
                found.strength += link.out;
                found.largest = math::max(found.largest, link.out);
            }
        }
    }
    found
}

/// How often `ego` is the go-between of two neighbours: for each pair without a tie, one part in
/// the number of two-step ways between them in the network of ego; `None` for fewer than two
/// neighbours. With directions, ordered pairs and ways along the ties.
pub fn between(graph: &Graph, ego: usize) -> Option<f64> {
    let around = &graph.links[ego];
    if around.len() < 2 {
        return None;
    }
    let mut found = 0.0;
    let mut ways = vec![0u32; around.len()];
    let place = |who: usize| around.binary_search_by_key(&who, |link| link.to).ok();
    for from in around.iter().filter(|from| from.back > 0.0) {
        ways.fill(0);
        for step in graph.links[from.to].iter().filter(|step| step.out > 0.0) {
            if place(step.to).is_some() {
                for end in graph.links[step.to].iter().filter(|end| end.out > 0.0) {
                    if let Some(at) = place(end.to) {
                        ways[at] += 1;
                    }
                }
            }
        }
        for (to, others) in around.iter().zip(&ways) {
            let is_pair = to.to != from.to && (graph.directed || from.to < to.to);
            let is_tied = || {
                graph
                    .link(from.to, to.to)
                    .is_some_and(|link| link.out > 0.0)
            };
            if is_pair && to.out > 0.0 && !is_tied() {
                found += 1.0 / f64::from(others + 1);
            }
        }
    }
    Some(found)
}
