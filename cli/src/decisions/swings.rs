//! What moving a figure does, and how much of the uncertainty it explains.

use super::moves::{Move, Reach, moves};
use super::source::{self, Figure};
use crate::threads;
use early_action_engine::decide::{Choice, Estimate, Perspective, acceptability};
use early_action_engine::fault::Fault;
use early_action_engine::study::{Basis, Ledger, Measure, Probe, Study};
use early_action_engine::voi::{Design, explained, partial, perfect};
use early_action_present::report::{End, Hang, Hangs};
use std::num::NonZeroUsize;

/// Draws for each value that is tried, where the others vary.
pub const DRAWS: usize = 1_024;

/// What moving one figure from its low end to its high one does.
pub struct Swing {
    /// The result at its low and at its high end.
    pub results: [Estimate; 2],
    /// By how much each differs from the result where nothing is moved.
    pub changes: [Estimate; 2],
    /// By how much it is higher there.
    pub by: Estimate,
}

/// Moves a figure and looks; `base` are the draws where nothing is moved.
pub fn swing(probe: &Probe, base: &[f64], m: &Move) -> Result<Swing, Fault> {
    let low = probe.draws_at(&[(m.parameter, m.ends.0)])?;
    let high = probe.draws_at(&[(m.parameter, m.ends.1)])?;
    let less = |one: &[f64], other: &[f64]| {
        let difference: Vec<f64> = one.iter().zip(other).map(|(a, b)| a - b).collect();
        Estimate::mean_of(&difference)
    };
    Ok(Swing {
        results: [Estimate::mean_of(&low), Estimate::mean_of(&high)],
        changes: [less(&low, base), less(&high, base)],
        by: less(&high, &low),
    })
}

/// Does the same work for every item on threads, and keeps the order.
pub fn all<T: Sync, R: Send>(
    items: &[T],
    threads: Option<NonZeroUsize>,
    what: &str,
    work: impl Fn(&T) -> Result<R, Fault> + Sync,
) -> Result<Vec<R>, Fault> {
    let mut places: Vec<(u64, Option<R>)> = (0..items.len() as u64).map(|i| (i, None)).collect();
    let pieces: Vec<u64> = places.iter().map(|(i, _)| *i).collect();
    let one = |piece: u64| {
        #[expect(clippy::cast_possible_truncation, reason = "an index of a list")]
        let at = piece as usize;
        Ok((at, work(&items[at])?))
    };
    let take = |(at, result): (usize, R)| places[at].1 = Some(result);
    threads::each(&pieces, threads::number(threads), what, one, take)?;
    Ok(places
        .into_iter()
        .filter_map(|(_, result)| result)
        .collect())
}

/// How much of the variance of some results each figure explains, from the most.
pub fn shares(
    figures: &[Figure],
    results: &[f64],
    threads: Option<NonZeroUsize>,
) -> Result<Vec<(usize, Estimate)>, Fault> {
    let share = |figure: &Figure| {
        let design = Design::new(&figure.draws());
        Ok(design.and_then(|design| explained(results, &design)))
    };
    let found = all(figures, threads, "figures", share)?;
    let mut shares: Vec<(usize, Estimate)> = found
        .into_iter()
        .enumerate()
        .filter_map(|(at, share)| Some((at, share?)))
        .collect();
    shares.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
    Ok(shares)
}

/// What a report says of a strategy's net cost: what moves it, what makes it uncertain, and what it
/// would be worth to know, by cost alone.
pub fn hangs(
    study: &Study,
    ledger: &Ledger,
    strategy: &str,
    threads: Option<NonZeroUsize>,
) -> Result<Hangs, Vec<Fault>> {
    let one = |fault: Fault| vec![fault];
    let strategies = &study.model.strategies;
    let baseline = study.model.baseline;
    let at = strategies.iter().position(|s| s.name == strategy);
    let sides = (at.unwrap_or(baseline), Some(baseline));
    let perspective = Perspective::Fiscal;
    let measure = Measure::new(study, sides, (None, 0.0), (&perspective, -1.0));
    let probe = Probe::new(study, measure.clone(), Basis::Probabilistic(DRAWS))?;
    let base = probe.draws_at(&[]).map_err(one)?;
    let (moves, _) = moves(&Reach::usual(), study)?;
    let is_uncertain = |m: &Move| m.from == "quantiles";
    let moves: Vec<Move> = moves.into_iter().filter(is_uncertain).collect();
    let swings = all(&moves, threads, "figures moved", |m| {
        swing(&probe, &base, m)
    })
    .map_err(one)?;

    let choice = Choice::of(study, ledger, None, &perspective);
    let (net, at) = (choice.net_benefit(0.0), acceptability(&choice, 0.0));
    let results = measure.of(ledger);
    let figures = source::figures(study, results.len());
    let known = |figure: &Figure| {
        let design = Design::new(&figure.draws());
        let known = |d: &Design| (explained(&results, d), partial(&net, d));
        Ok(design.as_ref().map(known))
    };
    let known = all(&figures, threads, "figures known", known).map_err(one)?;
    let hang = |(figure, known): (&Figure, Option<(Option<Estimate>, Estimate)>)| {
        let moved = moves
            .iter()
            .zip(&swings)
            .find(|(m, _)| study.model.parameters[m.parameter].name == figure.name);
        Hang {
            name: figure.name.clone(),
            ends: moved.map(|(m, swing)| {
                [(0, m.ends.0), (1, m.ends.1)].map(|(side, at): (usize, f64)| End {
                    at,
                    net: swing.results[side],
                    change: swing.changes[side],
                })
            }),
            share: known.and_then(|(share, _)| share),
            worth: known.map(|(_, worth)| worth),
        }
    };
    Ok(Hangs {
        base: Estimate::mean_of(&base),
        figures: figures.iter().zip(known).map(hang).collect(),
        best: choice.options[at.best].name.clone(),
        chance_best: at.chance_best[at.best],
        all: perfect(&net),
    })
}
