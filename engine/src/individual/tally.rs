//! What persons come to, added up: moments of every quantity, and of differences.

use super::crowd::Crowd;
use super::layout::quantities;
use super::moments::Moments;
use super::persons::BLOCK;
use super::way::Way;
use crate::model::Model;

/// Moments of every quantity of every strategy, and of the differences from the baseline.
#[derive(Debug)]
pub struct Tally {
    /// Quantities of each strategy.
    pub quantities: usize,
    strategies: usize,
    baseline: usize,
    moments: Vec<Moments>,
    apart: Vec<f64>,
}

impl Tally {
    /// Nothing yet.
    pub fn new(model: &Model) -> Self {
        let (quantities, strategies) = (quantities(model), model.strategies.len());
        Self {
            quantities,
            strategies,
            baseline: model.baseline,
            moments: vec![Moments::default(); quantities * (2 * strategies - 1)],
            apart: Vec::new(),
        }
    }

    /// Adds `n` persons of a block: by strategy, quantity and person.
    pub fn add(&mut self, totals: &[f64], n: usize) {
        let of = |s: usize, q: usize| {
            let from = (s * self.quantities + q) * BLOCK;
            &totals[from..from + n]
        };
        let mut at = 0;
        for s in 0..self.strategies {
            for q in 0..self.quantities {
                self.moments[at] = self.moments[at].with(Moments::of(of(s, q)));
                at += 1;
            }
        }
        for s in (0..self.strategies).filter(|s| *s != self.baseline) {
            for q in 0..self.quantities {
                let pairs = of(s, q).iter().zip(of(self.baseline, q));
                self.apart.clear();
                self.apart
                    .extend(pairs.map(|(with, without)| with - without));
                self.moments[at] = self.moments[at].with(Moments::of(&self.apart));
                at += 1;
            }
        }
    }

    /// Mean and sum of squares of each, one after the other.
    pub fn numbers(&self) -> impl Iterator<Item = f64> + '_ {
        self.moments.iter().flat_map(|m| [m.mean, m.squares])
    }
}

/// The totals of a crowd's persons among those of all strategies.
pub fn put(crowd: &Crowd<'_>, way: &Way, quantities: usize, totals: &mut [f64]) {
    let base = way.strategy * quantities;
    for (route, column) in way.routes.iter().zip(&crowd.totals) {
        for (i, value) in column.iter().enumerate() {
            totals[(base + route.quantity) * BLOCK + i] += value;
            if route.fiscal {
                totals[base * BLOCK + i] += value;
            }
        }
    }
}

/// The sum over a world's people, as one of the totals.
pub fn put_world(
    crowd: &Crowd<'_>,
    way: &Way,
    (quantities, world): (usize, usize),
    totals: &mut [f64],
) {
    let base = way.strategy * quantities;
    for (route, column) in way.routes.iter().zip(&crowd.totals) {
        let sum = crate::math::sum(column);
        totals[(base + route.quantity) * BLOCK + world] += sum;
        if route.fiscal {
            totals[base * BLOCK + world] += sum;
        }
    }
}
