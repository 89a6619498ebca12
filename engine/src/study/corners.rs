//! What a slider can do to a model: its ends, tried before a person finds them.

use super::Study;
use crate::fault::Fault;
use crate::model::{Change, Override};

/// Sliders whose ends are tried together; of more, each is tried alone.
const MOST_TOGETHER: usize = 6;

/// Faults that the model has at the ends of its parameters' ranges, in the first 256 draws: each
/// range by itself, then all corners of the first controls together. Each is told once, with the
/// figures that bring it about.
pub fn corners(study: &Study) -> Vec<Fault> {
    let model = &study.model;
    let ends = |parameter: usize| {
        let name = &model.parameters[parameter].name;
        model.parameters[parameter]
            .range
            .map(|(low, high)| [low, high].map(|end| (name.clone(), end)))
    };
    let mut cases: Vec<Vec<(String, f64)>> = (0..model.parameters.len())
        .filter_map(ends)
        .flatten()
        .map(|end| vec![end])
        .collect();
    let together: Vec<_> = model
        .controls
        .iter()
        .filter_map(|p| ends(*p))
        .take(MOST_TOGETHER)
        .collect();
    for corner in 0..1_usize << together.len() {
        let case = together.iter().enumerate();
        cases.push(
            case.map(|(i, ends)| ends[corner >> i & 1].clone())
                .collect(),
        );
    }
    let mut found: Vec<Fault> = Vec::new();
    for case in cases {
        let Some(fault) = fault_of(study, &case) else {
            continue;
        };
        if found.iter().any(|f| f.path == fault.path) {
            continue;
        }
        let figures: Vec<String> = case.iter().map(|(n, v)| format!("{n} = {v}")).collect();
        found.push(Fault {
            what: format!("with {}: {}", figures.join(", "), fault.what),
            hint: format!("{}; or narrow the range", fault.hint),
            ..fault
        });
    }
    found
}

fn fault_of(study: &Study, case: &[(String, f64)]) -> Option<Fault> {
    let mut overrides = study.overrides.clone();
    for (name, value) in case {
        let change = Change::Centre(*value);
        let name = name.clone();
        if let Err(fault) = overrides.put(Override { name, change }, &study.model) {
            return Some(fault);
        }
    }
    match study.variant(overrides) {
        Ok(variant) => variant.run_batch(0).err(),
        Err(faults) => faults.into_iter().next(),
    }
}
