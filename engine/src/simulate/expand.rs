//! States with memory, expanded: one for each time in the state.

use super::emit::Emitter;
use super::program::{Door, Edge, Expanded};
use crate::model::Model;

/// How many ways out these expanded states have in common: see [`Arm::meets`].
pub(super) fn common(states: &[Expanded]) -> Option<usize> {
    let ways = |state: &Expanded| -> Vec<(usize, Option<usize>)> {
        state.edges.iter().map(|e| (e.to, e.flow)).collect()
    };
    let first = ways(states.first().filter(|_| states.len() > 1)?);
    let is_apart = |at: usize| {
        let (to, flow) = first[at];
        let meets =
            |other: (usize, Option<usize>)| other.0 == to || (other.1 == flow && flow.is_some());
        !first[at + 1..].iter().any(|other| meets(*other))
            && !states.iter().filter_map(|s| s.rest).any(meets)
    };
    (states.iter().all(|s| ways(s) == first) && (0..first.len()).all(is_apart))
        .then_some(first.len())
}

/// Expands states with memory and finds each one's ways out.
pub(super) fn expanded(
    model: &Model,
    emitter: &mut Emitter<'_>,
    ranges: &[std::ops::Range<usize>],
    flows: &[(usize, usize)],
    expands: bool,
) -> Vec<Expanded> {
    let mut all = Vec::new();
    for (state, range) in ranges.iter().enumerate() {
        let row = model.rows.iter().position(|r| r.from == state);
        for (i, index) in range.clone().enumerate() {
            let next = (index + 1).min(range.end - 1);
            let Some(row_index) = row else {
                all.push(Expanded {
                    state,
                    edges: Vec::new(),
                    gate: None,
                    rest: Some((next, None)),
                    varies: false,
                });
                continue;
            };
            let row = &model.rows[row_index];
            let target = |to: usize| if to == state { next } else { ranges[to].start };
            let flow = |to: usize| flows.binary_search(&(state, to)).ok();
            let memory = (expands && model.states[state].memory.is_some()).then_some(i + 1);
            let probabilities = emitter.row(row, memory);
            let edges = row.entries.iter().zip(probabilities).enumerate().map(
                |(e, (entry, probability))| Edge {
                    to: target(entry.to),
                    probability,
                    flow: flow(entry.to),
                    place: (row_index, e),
                },
            );
            let gate = row.gate.map(|gate| Door {
                place: gate.place,
                to: target(gate.to),
                flow: flow(gate.to),
                need: model.places[gate.place]
                    .need
                    .as_ref()
                    .map(|need| emitter.need(need, memory)),
            });
            all.push(Expanded {
                state,
                gate,
                edges: edges.collect(),
                rest: row.rest.map(|to| (target(to), flow(to))),
                varies: false,
            });
        }
    }
    all
}
