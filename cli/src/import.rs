//! Draws that were made elsewhere, from a CSV file: a column for each parameter, a row for each draw.

use early_action_engine::fault::Fault;
use early_action_engine::model::{
    Change, Distribution, DrawTable, Model, Override, Overrides, Sampled,
};
use std::sync::Arc;

/// Columns that no parameter is named after: a counter, or results of an earlier run.
fn is_result(name: &str, model: &Model) -> bool {
    let strategy = name.split_once('.').map_or(name, |(first, _)| first);
    name == "draw" || model.strategies.iter().any(|s| s.name == strategy)
}

/// Puts the draws of a file in place of the distributions of the parameters that it names. Returns
/// how many draws there are.
///
/// # Errors
/// What is wrong with the file, every column that no parameter has, and members that are missing.
pub fn put(
    path: &str,
    text: &str,
    model: &Model,
    overrides: &mut Overrides,
) -> Result<usize, Vec<Fault>> {
    let table = Arc::new(read(path, text)?);
    let mut faults = Vec::new();
    let mut used = vec![false; table.columns.len()];
    for parameter in &model.parameters {
        let members = parameter
            .distribution
            .as_ref()
            .and_then(Distribution::members);
        let columns: Vec<(Option<String>, Option<usize>)> = match members {
            None => vec![(None, table.column(&parameter.name))],
            Some(names) => names
                .iter()
                .map(|name| {
                    let column = table.column(&format!("{}.{name}", parameter.name));
                    (Some((*name).to_owned()), column)
                })
                .collect(),
        };
        if columns.iter().all(|(_, column)| column.is_none()) {
            continue;
        }
        let mut found = Vec::new();
        for (member, column) in columns {
            match column {
                Some(column) => {
                    used[column] = true;
                    found.push((member, column));
                }
                None => faults.push(Fault::without_place(
                    path,
                    format!(
                        "there is no column `{}.{}`",
                        parameter.name,
                        member.unwrap_or_default()
                    ),
                    "give a column for each of the figures that vary together",
                )),
            }
        }
        let sampled = Distribution::Sampled(Sampled {
            columns: found,
            ..Sampled::column(&table, 0)
        });
        let new = Override {
            name: parameter.name.clone(),
            change: Change::Replace(sampled, format!("draws(table = {path})")),
        };
        if let Err(fault) = overrides.put(new, model) {
            faults.push(fault);
        }
    }
    for ((name, _), used) in table.columns.iter().zip(used) {
        if !used && !is_result(name, model) {
            faults.push(Fault::without_place(
                path,
                format!("the model has no parameter `{name}`"),
                "rename the column, or take it out",
            ));
        }
    }
    if faults.is_empty() {
        Ok(table.rows)
    } else {
        Err(faults)
    }
}

/// The text of a file of draws.
///
/// # Errors
/// If it cannot be read.
pub fn text(path: &str) -> Result<String, Vec<Fault>> {
    std::fs::read_to_string(path).map_err(|e| {
        let what = format!("these draws cannot be read: {e}");
        vec![Fault::without_place(
            path,
            what,
            "give the path of a CSV file",
        )]
    })
}

fn read(path: &str, text: &str) -> Result<DrawTable, Vec<Fault>> {
    let fault = |what: String, hint: &str| vec![Fault::without_place(path, what, hint)];
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let hint =
        "the first row names the parameters; then one row for each draw, with decimal points";
    let heads = reader.headers().map_err(|e| fault(e.to_string(), hint))?;
    let mut columns: Vec<(String, Vec<f64>)> = heads
        .iter()
        .map(|head| (head.trim_start_matches('\u{feff}').to_owned(), Vec::new()))
        .collect();
    let mut faults = Vec::new();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|e| fault(e.to_string(), hint))?;
        for ((name, values), text) in columns.iter_mut().zip(&record) {
            match text.parse::<f64>() {
                Ok(value) if value.is_finite() => values.push(value),
                _ => faults.push(Fault::without_place(
                    path,
                    format!(
                        "draw {}, column `{name}`: `{text}` is not a number",
                        row + 1
                    ),
                    "write a number with a decimal point",
                )),
            }
        }
    }
    if !faults.is_empty() {
        faults.truncate(20);
        return Err(faults);
    }
    if columns.is_empty() || columns[0].1.is_empty() {
        return Err(fault("there are no draws in this file".into(), hint));
    }
    Ok(DrawTable::new(path, columns, false, None))
}
