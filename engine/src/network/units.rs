//! Who goes together, and who is reached through whom.

use super::graph::Graph;
use super::model::Network;
use std::collections::BTreeMap;

/// One who stays or goes, or several together, and the chance of each; the likeliest to stay first.
pub(super) struct Unit {
    pub members: Vec<(usize, f64)>,
}

impl Unit {
    /// How many of them stay, with the chance of each number that there is.
    pub fn shares(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let chance = |at: usize| match at {
            0 => 1.0,
            at => self.members.get(at - 1).map_or(0.0, |member| member.1),
        };
        (0..=self.members.len())
            .map(move |count| (count, chance(count) - chance(count + 1)))
            .filter(|(_, share)| *share > 0.0)
    }
}

/// Those who leave together, joined where groups overlap, and everybody else alone.
pub(super) fn units(network: &Network, around: &[usize], chances: &[Option<f64>]) -> Vec<Unit> {
    let mut first: Vec<usize> = (0..chances.len()).collect();
    for group in network.groups.iter().filter(|group| group.together) {
        let firsts: Vec<usize> = group.members.iter().map(|who| first[*who]).collect();
        if let Some(least) = firsts.iter().min() {
            for place in &mut first {
                if firsts.contains(place) {
                    *place = *least;
                }
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for &who in around {
        if let Some(chance) = chances[who] {
            members.entry(first[who]).or_default().push((who, chance));
        }
    }
    members
        .into_values()
        .map(|mut members| {
            members.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
            Unit { members }
        })
        .collect()
}

/// Follows ties from the centre through people who are there.
pub(super) struct Ways<'g> {
    graph: &'g Graph,
    centre: usize,
    seen: Vec<bool>,
    found: Vec<usize>,
}

impl<'g> Ways<'g> {
    pub fn new(graph: &'g Graph, centre: usize) -> Self {
        Self {
            graph,
            centre,
            seen: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Everybody who is reached, without the centre, in order.
    pub fn reach(&mut self, there: &[bool]) -> &[usize] {
        self.seen.clear();
        self.seen.resize(there.len(), false);
        self.seen[self.centre] = true;
        self.found.clear();
        self.found.push(self.centre);
        let mut next = 0;
        while let Some(&who) = self.found.get(next) {
            next += 1;
            for link in &self.graph.links[who] {
                if there[link.to] && !self.seen[link.to] {
                    self.seen[link.to] = true;
                    self.found.push(link.to);
                }
            }
        }
        self.found.swap_remove(0);
        self.found.sort_unstable();
        &self.found
    }
}
