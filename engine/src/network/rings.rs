//! The map as families draw it: somebody at the centre, rings by closeness, sectors by kind.

use super::labels::{around, overlap};
use super::model::{Network, Tie};
use super::stress::Point;
use crate::math;
use std::collections::BTreeSet;

/// Rings that there are.
pub const RINGS: u8 = 5;
/// The ring of somebody whose closeness was not said.
const USUAL: u8 = 3;
/// By how much a ring grows where people do not fit.
const GROWTH: f64 = 1.04;

/// A sector of the map: a kind, and where it begins and ends, in turns from the top clockwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Sector {
    /// Index among the network's kinds; `None` for those without a kind.
    pub kind: Option<usize>,
    /// Where it begins and ends.
    pub turns: (f64, f64),
}

/// Where everybody stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rings {
    /// Middles of everybody's box, by person; the centre of the drawing is 0, 0, and y grows down.
    pub points: Vec<Point>,
    /// Radii of the rings that are used, with their numbers, from the inside.
    pub radii: Vec<(u8, f64)>,
    /// Sectors, in the order of the kinds.
    pub sectors: Vec<Sector>,
}

/// Places everybody, each with a box for mark and label of this width and height, so that no two
/// boxes overlap: rings grow until all fit.
pub fn rings(network: &Network, sizes: &[Point]) -> Rings {
    let people = &network.people;
    let others = |who: &usize| network.centre != Some(*who);
    let ring_of = |who: usize| people[who].ring.unwrap_or(USUAL).min(RINGS);
    let kind_of = |who: usize| {
        let kind = people[who].kind.as_ref()?;
        network.kinds.iter().position(|known| known == kind)
    };
    let kinds = (0..network.kinds.len()).map(Some).chain([None]);
    let groups: Vec<(Option<usize>, Vec<usize>)> = kinds
        .map(|kind| {
            let of_kind = |who: &usize| others(who) && kind_of(*who) == kind;
            (kind, (0..people.len()).filter(of_kind).collect::<Vec<_>>())
        })
        .filter(|(_, members)| !members.is_empty())
        .collect();
    // A sector is as wide as its fullest ring needs, inner rings counting for more.
    let need = |members: &[usize]| {
        (1..=RINGS).fold(1.0, |most, ring| {
            let count = members.iter().filter(|who| ring_of(**who) == ring).count();
            math::max(most, count as f64 / f64::from(ring + 1) * 2.0)
        })
    };
    let needs: Vec<f64> = groups.iter().map(|(_, members)| need(members)).collect();
    let total = math::sum(&needs);
    let mut placed = Rings {
        points: vec![[0.0, 0.0]; people.len()],
        ..Rings::default()
    };
    let mut start = 0.0;
    for ((kind, _), need) in groups.iter().zip(&needs) {
        let turns = (start, start + need / total);
        placed.sectors.push(Sector { kind: *kind, turns });
        start = turns.1;
    }
    let near = Near::of(network);
    let centre = network.centre.map_or([0.0, 0.0], |centre| sizes[centre]);
    let mut boxes = vec![around([0.0, 0.0], centre)];
    let tallest = sizes
        .iter()
        .fold(0.0, |most, size| math::max(most, size[1]));
    let mut radius = math::max(centre[0], centre[1]) / 2.0;
    for ring in 1..=RINGS {
        let members: Vec<(usize, f64)> = groups
            .iter()
            .zip(&placed.sectors)
            .flat_map(|((_, members), sector)| {
                let here: Vec<usize> = members
                    .iter()
                    .copied()
                    .filter(|who| ring_of(*who) == ring)
                    .collect();
                near.spread(here, sector.turns)
            })
            .collect();
        radius += tallest;
        if members.is_empty() {
            continue;
        }
        let area = |who: usize, turn: f64, radius: f64| {
            let (cos, sin) = math::cos_sin(turn);
            // From the top, clockwise.
            around([radius * sin, -radius * cos], sizes[who])
        };
        let fitting = loop {
            let mut tried: Vec<[f64; 4]> = Vec::with_capacity(members.len());
            let fits = members.iter().all(|(who, turn)| {
                let area = area(*who, *turn, radius);
                let is_free = !boxes
                    .iter()
                    .chain(&tried)
                    .any(|other| overlap(&area, other));
                tried.push(area);
                is_free
            });
            if fits {
                break tried;
            }
            radius = math::max(radius * GROWTH, radius + 1e-3);
        };
        for ((who, _), area) in members.iter().zip(&fitting) {
            placed.points[*who] = [(area[0] + area[2]) / 2.0, (area[1] + area[3]) / 2.0];
        }
        boxes.extend(fitting);
        placed.radii.push((ring, radius));
    }
    placed
}

/// Who belongs beside whom.
struct Near {
    /// The first household or group of each.
    household: Vec<usize>,
    tied: BTreeSet<(usize, usize)>,
}

impl Near {
    fn of(network: &Network) -> Self {
        let mut household = vec![usize::MAX; network.people.len()];
        for (at, group) in network.groups.iter().enumerate().rev() {
            for member in &group.members {
                household[*member] = at;
            }
        }
        let both = |tie: &Tie| [(tie.from, tie.to), (tie.to, tie.from)];
        let tied = network.ties.iter().flat_map(both).collect();
        Self { household, tied }
    }

    /// People of one ring and sector, evenly over it, households together, and those nearest who
    /// have most to do with each other.
    fn spread(&self, mut here: Vec<usize>, turns: (f64, f64)) -> Vec<(usize, f64)> {
        here.sort_by_key(|who| (self.household[*who], *who));
        // Somebody tied to the one before moves up beside them, within the household.
        for at in 1..here.len() {
            let (before, household) = (here[at - 1], self.household[here[at]]);
            let next = (at..here.len()).find(|other| {
                let who = here[*other];
                self.household[who] == household && self.tied.contains(&(before, who))
            });
            if let Some(next) = next {
                here[at..=next].rotate_right(1);
            }
        }
        let width = turns.1 - turns.0;
        let count = here.len() as f64;
        let turn = |at: usize| turns.0 + width * ((at as f64 + 0.5) / count);
        here.into_iter()
            .enumerate()
            .map(|(at, who)| (who, turn(at)))
            .collect()
    }
}
