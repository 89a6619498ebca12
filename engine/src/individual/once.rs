//! What happens to a person once or not at all.

use super::layout::Scales;
use crate::model::{Counted, Distribution, Model};
use crate::simulate::Inputs;
use crate::simulate::program::Tally;

/// The one weight that a tally has wherever it has any.
pub fn only_weight(
    model: &Model,
    inputs: &Inputs,
    tally: &Tally,
    scales: &mut Scales,
) -> Option<f64> {
    let weights = scales.of(model, inputs, tally, 0);
    let mut all = weights
        .begin
        .iter()
        .chain(&weights.end)
        .flatten()
        .filter(|w| **w != 0.0);
    // What is counted at the end of cycles beyond a group's horizon weighs nothing.
    let first = *all.next()?;
    all.all(|w| (w - first).abs() <= 1e-12 * first.abs())
        .then_some(first)
}

/// Whether a line counts a person once or not at all, and by which factor persons differ.
///
/// People in some states at one moment, in one term; or moves after which none of them can be made
/// again.
pub fn shape(model: &Model, line: usize) -> Option<Option<&Distribution>> {
    let [term] = &model.lines[line].terms[..] else {
        return None;
    };
    let once = match &term.counted {
        Counted::While(_) => false,
        Counted::After(..) => true,
        Counted::Moves(pairs) => {
            let can = |(a, b): &&(usize, usize)| {
                let mut rows = model.rows.iter();
                rows.any(|r| r.from == *a && r.reaches(*b))
            };
            let real: Vec<&(usize, usize)> = pairs.iter().filter(can).collect();
            real.iter().all(|(_, to)| {
                let later = reached(model, *to);
                !real.iter().any(|(from, _)| later[*from])
            })
        }
    };
    once.then_some(term.spread.as_ref())
}

/// States that can be reached from one, itself included.
fn reached(model: &Model, from: usize) -> Vec<bool> {
    let mut found = vec![false; model.states.len()];
    let mut open = vec![from];
    while let Some(state) = open.pop() {
        if !std::mem::replace(&mut found[state], true) {
            let rows = model.rows.iter().filter(|r| r.from == state);
            open.extend(rows.flat_map(|r| (0..model.states.len()).filter(|to| r.reaches(*to))));
        }
    }
    found
}
