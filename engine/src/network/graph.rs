//! People as numbers and ties as lists of neighbours.

use super::model::{Direction, Network};
use std::collections::BTreeMap;

/// One neighbour of somebody.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Who.
    pub to: usize,
    /// Strengths there and back, added: `w_ij + w_ji`; the strength where ties have no direction.
    pub strength: f64,
    /// The same with every strength 1: 1 or 2, and 1 where ties have no direction.
    pub count: f64,
    /// Strength of the tie that goes there, 0 if there is none.
    pub out: f64,
    /// Strength of the tie that comes back, 0 if there is none.
    pub back: f64,
}

/// A graph without loops or parallel ties: strengths of parallel ties are added, and a strength
/// of 0 is no tie.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// Whether a tie from one to another says nothing of the way back.
    pub directed: bool,
    /// The neighbours of each, by index, each neighbour once.
    pub links: Vec<Vec<Link>>,
}

impl Graph {
    /// A graph of `size` people and ties from, to and strength.
    pub fn new(
        size: usize,
        directed: bool,
        ties: impl IntoIterator<Item = (usize, usize, f64)>,
    ) -> Self {
        let mut arcs: Vec<BTreeMap<usize, (f64, f64)>> = vec![BTreeMap::new(); size];
        for (from, to, strength) in ties {
            if from == to || strength <= 0.0 {
                continue;
            }
            arcs[from].entry(to).or_default().0 += strength;
            arcs[to].entry(from).or_default().1 += strength;
            if !directed {
                arcs[to].entry(from).or_default().0 += strength;
                arcs[from].entry(to).or_default().1 += strength;
            }
        }
        let link = |(to, (out, back)): (usize, (f64, f64))| Link {
            to,
            strength: if directed { out + back } else { out },
            count: if directed && out > 0.0 && back > 0.0 {
                2.0
            } else {
                1.0
            },
            out,
            back,
        };
        Self {
            directed,
            links: arcs
                .into_iter()
                .map(|row| row.into_iter().map(link).collect())
                .collect(),
        }
    }

    /// The graph of a network, of those whom `is_there` lets in; the others are alone in it.
    pub fn of(network: &Network, is_there: &[bool], directed: bool) -> Self {
        let ties = network.all_ties(is_there);
        let arcs = ties.iter().flat_map(|tie| {
            let forth = (tie.from, tie.to, tie.strength);
            let back = (tie.to, tie.from, tie.strength);
            match tie.direction {
                _ if !directed => [Some(forth), None],
                Direction::Forward => [Some(forth), None],
                Direction::Back => [None, Some(back)],
                Direction::Both => [Some(forth), Some(back)],
            }
        });
        Self::new(network.people.len(), directed, arcs.flatten())
    }

    /// How many there are.
    pub fn size(&self) -> usize {
        self.links.len()
    }

    /// Ties, each once; with directions, those there and those back apart.
    pub fn ties(&self) -> usize {
        let ends = self.links.iter().flatten().filter(|link| link.out > 0.0);
        if self.directed {
            ends.count()
        } else {
            ends.count() / 2
        }
    }

    /// The tie of one with another.
    pub fn link(&self, one: usize, other: usize) -> Option<&Link> {
        let row = &self.links[one];
        row.binary_search_by_key(&other, |link| link.to)
            .ok()
            .map(|at| &row[at])
    }

    /// The same without somebody's ties.
    pub fn without(&self, gone: usize) -> Self {
        let mut graph = self.clone();
        graph.links[gone].clear();
        for row in &mut graph.links {
            row.retain(|link| link.to != gone);
        }
        graph
    }
}
