//! How large a study may be.

use super::layout::entries;
use crate::fault::Fault;
use crate::model::Model;
use crate::simulate::Program;
use crate::study::MAX_DRAWS;

/// Most persons in a draw.
pub const MAX_PERSONS: usize = 10_000_000;
/// Most persons times cycles times strategies of a whole study: some minutes on one core.
const MAX_PERSON_CYCLES: u64 = 200_000_000_000;
/// Most bytes of tables for a column of draws, and of weights.
pub const MAX_BYTES: usize = 1 << 29;

pub fn too_large(what: String) -> Fault {
    Fault::without_place(
        "individual",
        what,
        "follow fewer persons or draws, or take a longer cycle, a shorter horizon or less memory in states",
    )
}

pub fn check_size(
    model: &Model,
    program: &Program,
    draws: usize,
    persons: usize,
) -> Result<(), Vec<Fault>> {
    if !(1..=MAX_DRAWS).contains(&draws) {
        let what = format!("{draws} draws cannot be run");
        let hint = format!("choose from 1 to {MAX_DRAWS}");
        return Err(vec![Fault::without_place("draws", what, hint)]);
    }
    if !(1..=MAX_PERSONS).contains(&persons) {
        let what = format!("{persons} persons cannot be followed in a draw");
        let hint = format!("choose from 1 to {MAX_PERSONS}");
        return Err(vec![Fault::without_place("individual", what, hint)]);
    }
    let cycles = model.time.cycles * model.strategies.len();
    let work = [draws, persons, cycles].into_iter().map(|n| n as u64);
    let work = work.fold(1, u64::saturating_mul);
    if work > MAX_PERSON_CYCLES {
        return Err(vec![too_large(format!(
            "{persons} persons in each of {draws} draws come to about {work:.1e} cycles of persons"
        ))]);
    }
    let tallies = program
        .arms
        .iter()
        .map(|a| a.tallies.len())
        .max()
        .unwrap_or(0);
    let weights = 2 * 8 * tallies * entries(model) * (model.time.cycles + 2);
    if weights > MAX_BYTES {
        return Err(vec![too_large(format!(
            "its weights would take {} MB",
            weights >> 20
        ))]);
    }
    Ok(())
}
