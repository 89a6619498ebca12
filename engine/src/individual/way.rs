//! What everybody under one strategy has in common, worked out once.

use super::layout::{Route, Scales, Weighed, counts, routes};
use super::tables::can_leave;
use crate::formula::{Program as Lanes, Slot};
use crate::model::Model;
use crate::model::names::history;
use crate::simulate::program::{Amount, Arm, Door, StartShare, Tally, TallyOf};
use crate::simulate::{Inputs, Program};
use std::sync::Arc;

/// How a tally counts in a strategy.
#[derive(Debug)]
pub struct Counted {
    /// By moment of entry and cycle.
    pub weights: Arc<Weighed>,
    /// Column of the strategy, if it counts there.
    pub column: Option<usize>,
    /// Which factor of a person it is multiplied by.
    pub factor: Option<usize>,
}

/// What everybody under one strategy has in common, whatever the draw.
#[derive(Debug)]
pub struct Way {
    /// The strategy.
    pub strategy: usize,
    /// Arms: for each subgroup those untreated, then those treated.
    pub arms: Vec<usize>,
    /// For each arm: work for moves, for amounts and for needs.
    pub works: Vec<[Lanes; 3]>,
    /// For those untreated and those treated: weights of each tally, and its column.
    pub tallies: [Vec<Counted>; 2],
    /// Where columns go.
    pub routes: Vec<Route>,
    /// For each arm and places: registers of the need of those who wait in each state.
    pub needs: Vec<Vec<Vec<Option<Slot>>>>,
    /// States in which nothing can happen any more and nothing is counted.
    pub silent: Vec<bool>,
    /// Histories that formulas read: what, and of which state.
    pub histories: Vec<(usize, usize)>,
    /// First cycle of the calendar at which those who enter are treated.
    pub start: usize,
}

impl Way {
    /// Prepares a strategy.
    pub fn new(
        model: &Model,
        program: &Program,
        inputs: &Inputs,
        strategy: usize,
        scales: &mut Scales,
    ) -> Self {
        let own = program.arm_of[strategy];
        let groups = program.arms.len() / program.arms_a_group;
        let arms: Vec<usize> = (0..groups)
            .flat_map(|g| [0, own].map(|kind| g * program.arms_a_group + kind))
            .collect();
        let work = |arm: &usize| {
            let arm = &program.arms[*arm];
            let edges = arm.states.iter().flat_map(|s| &s.edges);
            let amount = |slot: &Amount| match slot {
                Amount::Steady(slot) | Amount::Varying(slot) => *slot,
                Amount::ByStateTime(slots, _) => slots[0][0],
            };
            [
                arm.per_person_cycle.only_all(edges.map(|e| e.probability)),
                arm.per_person_cycle
                    .only_all(arm.tallies.iter().map(|t| amount(&t.amount))),
                arm.per_person_cycle
                    .only_all(arm.states.iter().filter_map(|s| s.gate?.need)),
            ]
        };
        let start = inputs.plan.starts[strategy];
        let offer_row = if model.entry.flow.is_some() { 0 } else { start };
        let mut of_kind = |kind: usize| {
            let tallies = program.arms[kind].tallies.iter();
            let known = |tally| {
                let line = |c: &usize| counts(tally, program.columns[strategy][*c], strategy);
                Counted {
                    weights: scales.of(model, inputs, tally, offer_row),
                    column: (0..program.columns[strategy].len()).find(line),
                    factor: factor_of(model, tally),
                }
            };
            tallies.map(known).collect()
        };
        let mut histories: Vec<(usize, usize)> = model
            .expressions()
            .iter()
            .flat_map(|e| e.formula.names())
            .filter_map(|(name, _)| history(name, &model.states))
            .collect();
        histories.sort_unstable();
        histories.dedup();
        Self {
            strategy,
            works: arms.iter().map(work).collect(),
            needs: arms
                .iter()
                .map(|arm| needs(model, &program.arms[*arm]))
                .collect(),
            silent: silent(model, &program.arms[own]),
            arms,
            tallies: [of_kind(0), of_kind(own)],
            routes: routes(model, program, strategy),
            histories,
            start,
        }
    }
}

/// Index of the factor by which a tally differs between persons, among all terms that have one.
fn factor_of(model: &Model, tally: &Tally) -> Option<usize> {
    let own = model.lines.get(tally.line)?;
    own.terms.get(tally.term)?.spread.as_ref()?;
    let before = model.lines[..tally.line].iter().flat_map(|l| &l.terms);
    let spread = before
        .chain(&own.terms[..tally.term])
        .filter(|t| t.spread.is_some());
    Some(spread.count())
}

/// Registers of the need of those who wait, by places and state.
fn needs(model: &Model, arm: &Arm) -> Vec<Vec<Option<Slot>>> {
    let of_place = |place: usize| {
        let need = |gate: Door| gate.need.filter(|_| gate.place == place);
        arm.states.iter().map(|s| s.gate.and_then(need)).collect()
    };
    (0..model.places.len()).map(of_place).collect()
}

/// States that nobody leaves and in which nothing is counted. A price could be due anywhere, but
/// is due only from those who can leave, or who have just come.
fn silent(model: &Model, arm: &Arm) -> Vec<bool> {
    let counted = |state: usize| {
        arm.tallies.iter().any(|t| match &t.counted {
            TallyOf::While(states) | TallyOf::After(_, states) => states.contains(&state),
            TallyOf::Moves(_) | TallyOf::Offer => false,
        })
    };
    let starts = |state: usize| arm.start[state] != StartShare::None;
    let held = |state: usize| model.places.iter().any(|p| p.held_in.contains(&state));
    (0..arm.states.len())
        .map(|s| !can_leave(arm, s) && !counted(s) && !starts(s) && !held(s))
        .collect()
}
