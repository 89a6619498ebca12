//! Histories of persons, and how many are where: CSV for inspection.

use crate::recipe::Recipe;
use early_action_engine::fault::Fault;
use early_action_engine::individual::Seen;
use std::fs::File;
use std::io::BufWriter;

/// Most rows of persons that are written: more cannot be inspected, and fills a disk.
const MOST: usize = 20_000_000;

type Csv = csv::Writer<BufWriter<File>>;

fn open(path: Option<&str>, heads: &[&str]) -> Result<Option<Csv>, Vec<Fault>> {
    let Some(path) = path else { return Ok(None) };
    let file = File::create(path).map_err(|e| unwritten(path, &e))?;
    let mut csv = csv::Writer::from_writer(BufWriter::new(file));
    csv.write_record(heads).map_err(|e| unwritten(path, &e))?;
    Ok(Some(csv))
}

fn unwritten(path: &str, error: &dyn std::fmt::Display) -> Vec<Fault> {
    let what = format!("this file cannot be written: {error}");
    vec![Fault::without_place(
        path,
        what,
        "give a path in a folder that you may write to",
    )]
}

/// Writes what was asked for.
pub fn write(
    recipe: &Recipe,
    histories: Option<&str>,
    traces: Option<&str>,
) -> Result<(), Vec<Fault>> {
    if histories.is_none() && traces.is_none() {
        return Ok(());
    }
    let study = recipe.watched(recipe.individual.unwrap_or(1))?;
    let model = &study.model;
    let rows = model.time.cycles + 1;
    let size = [study.draws, study.persons, model.strategies.len(), rows];
    if size.into_iter().fold(1, usize::saturating_mul) > MOST {
        let what = format!(
            "{} persons in {} draws are too many to write down",
            study.persons, study.draws
        );
        let hint = "take fewer persons or draws: --draws 1 --individual 1000";
        return Err(vec![Fault::without_place("histories", what, hint)]);
    }
    let heads = ["draw", "strategy", "person", "state", "from_row", "to_row"];
    let mut stays = open(histories, &heads)?;
    let mut counts = open(traces, &["draw", "strategy", "row", "state", "persons"])?;
    let mut failed = None;
    for draw in 0..study.draws {
        let mut here = vec![0_u64; model.strategies.len() * rows * model.states.len()];
        let number = (draw + 1).to_string();
        let mut see = |seen: Seen<'_>| {
            let strategy = &model.strategies[seen.strategy].name;
            for person in 0..seen.persons() {
                for (state, from, to) in seen.stays(person) {
                    for row in from..=to {
                        here[(seen.strategy * rows + row) * model.states.len() + state] += 1;
                    }
                    if let Some(csv) = &mut stays {
                        let name = &model.states[state].name;
                        let person = (seen.first + person + 1).to_string();
                        let (from, to) = (from.to_string(), to.to_string());
                        let record = [&number, strategy, &person, name, &from, &to];
                        failed = csv.write_record(record).err().or(failed.take());
                    }
                }
            }
        };
        study.watch(draw, &mut see).map_err(|fault| vec![fault])?;
        if let Some(csv) = &mut counts {
            for (at, persons) in here.iter().enumerate() {
                let (state, row) = (at % model.states.len(), at / model.states.len());
                let record = [
                    &number,
                    &model.strategies[row / rows].name,
                    &(row % rows).to_string(),
                    &model.states[state].name,
                    &persons.to_string(),
                ];
                failed = csv.write_record(record).err().or(failed.take());
            }
        }
    }
    for (csv, path) in [(&mut stays, histories), (&mut counts, traces)] {
        if let (Some(csv), Some(path)) = (csv, path) {
            csv.flush().map_err(|e| unwritten(path, &e))?;
            if let Some(error) = &failed {
                return Err(unwritten(path, error));
            }
        }
    }
    Ok(())
}
