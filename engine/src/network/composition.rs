//! Who is around somebody, by kind.

use super::graph::Graph;
use crate::math;

/// How many there are of each kind, and how even the mix is.
#[derive(Clone, Debug, PartialEq)]
pub struct Mix {
    /// How many of each kind, in the order of the kinds.
    pub counts: Vec<usize>,
    /// Blau's index, 1 - the sum of the squares of the shares; `None` where nobody has a kind.
    pub blau: Option<f64>,
    /// Index of qualitative variation: Blau's over the largest that it can be, 1 - 1/K with K the
    /// number of kinds there are to have; `None` for fewer than two.
    pub iqv: Option<f64>,
    /// Entropy of the shares in bits.
    pub entropy: Option<f64>,
}

/// The mix of some kinds, by index among `kinds` kinds; who has none is left out.
pub fn mix(members: impl IntoIterator<Item = Option<usize>>, kinds: usize) -> Mix {
    let (mut counts, mut total) = (vec![0; kinds], 0);
    for kind in members.into_iter().flatten() {
        counts[kind] += 1;
        total += 1;
    }
    let shares: Vec<f64> = counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| *count as f64 / total as f64)
        .collect();
    let squares: Vec<f64> = shares.iter().map(|share| share * share).collect();
    let bits: Vec<f64> = shares
        .iter()
        .map(|share| -share * (math::ln(*share) / std::f64::consts::LN_2))
        .collect();
    let blau = (total > 0).then(|| 1.0 - math::sum(&squares));
    Mix {
        counts,
        blau,
        iqv: blau
            .filter(|_| kinds > 1)
            .map(|blau| blau / (1.0 - 1.0 / kinds as f64)),
        entropy: (total > 0).then(|| math::sum(&bits)),
    }
}

/// (E - I) / (E + I), -1 all of the own kind, +1 all of others; `None` where both are 0.
fn index(external: f64, internal: f64) -> Option<f64> {
    let all = external + internal;
    (all > 0.0).then(|| (external - internal) / all)
}

/// The E-I index of somebody and those around: who is of another kind, who of the same. Whoever
/// has no kind is left out.
pub fn ei_around(
    own: Option<usize>,
    around: impl IntoIterator<Item = Option<usize>>,
) -> Option<f64> {
    let own = own?;
    let (mut external, mut internal) = (0.0, 0.0);
    for kind in around.into_iter().flatten() {
        *(if kind == own {
            &mut internal
        } else {
            &mut external
        }) += 1.0;
    }
    index(external, internal)
}

/// The E-I index of ties.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EiTies {
    /// Ties between kinds.
    pub external: usize,
    /// Ties within a kind.
    pub internal: usize,
    /// The index of the counts.
    pub index: Option<f64>,
    /// The index of the densities: each count over the pairs that could be tied. `None` where no
    /// pair could.
    pub rescaled: Option<f64>,
}

/// The E-I index of the ties among `members`; who has no kind is left out.
pub fn ei_ties(
    graph: &Graph,
    kinds: &[Option<usize>],
    members: &[usize],
    kinds_known: usize,
) -> EiTies {
    let mut found = EiTies::default();
    let (mut counts, mut all) = (vec![0_usize; kinds_known], 0_usize);
    let mut is_member = vec![false; graph.size()];
    for &member in members {
        is_member[member] = true;
        if let Some(kind) = kinds[member] {
            counts[kind] += 1;
            all += 1;
        }
    }
    for &member in members {
        for link in &graph.links[member] {
            let counts = graph.directed || member < link.to;
            if let (true, true, Some(one), Some(other)) = (
                counts && link.out > 0.0,
                is_member[link.to],
                kinds[member],
                kinds[link.to],
            ) {
                *(if one == other {
                    &mut found.internal
                } else {
                    &mut found.external
                }) += 1;
            }
        }
    }
    let within = counts
        .iter()
        .fold(0, |sum, count| sum + count * count.saturating_sub(1));
    let across = all * all.saturating_sub(1) - within;
    let (external, internal) = (found.external as f64, found.internal as f64);
    found.index = index(external, internal);
    if within > 0 && across > 0 {
        found.rescaled = index(external / across as f64, internal / within as f64);
    }
    found
}

/// Ties from each kind (rows) to each kind (columns); without directions each tie counts once each
/// way, so that a tie within a kind counts twice.
pub fn mixing(graph: &Graph, kinds: &[Option<usize>], kinds_known: usize) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; kinds_known]; kinds_known];
    for (from, row) in graph.links.iter().enumerate() {
        for link in row.iter().filter(|link| link.out > 0.0) {
            if let (Some(one), Some(other)) = (kinds[from], kinds[link.to]) {
                table[one][other] += 1;
            }
        }
    }
    table
}
