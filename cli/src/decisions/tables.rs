//! Tables that a person made: options with their cost and effect, and draws without a model.

use super::fault;
use early_action_engine::decide::{Alternative, Choice};
use early_action_engine::fault::Fault;

/// The columns of a CSV file: name and text of every row.
pub fn columns(path: &str) -> Result<Vec<(String, Vec<String>)>, Vec<Fault>> {
    let unread = |e: csv::Error| {
        fault(
            path,
            format!("this table cannot be read: {e}"),
            "give the path of a CSV file whose first row names the columns",
        )
    };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(unread)?;
    let heads = reader.headers().map_err(unread)?;
    let mut columns: Vec<(String, Vec<String>)> = heads
        .iter()
        .map(|head| (head.trim_start_matches('\u{feff}').to_owned(), Vec::new()))
        .collect();
    for record in reader.records() {
        let record = record.map_err(unread)?;
        for ((_, values), text) in columns.iter_mut().zip(&record) {
            values.push(text.to_owned());
        }
    }
    if columns.first().is_none_or(|(_, values)| values.is_empty()) {
        let hint = "write a row for each option or draw under the names";
        return Err(fault(path, "there are no rows in this table", hint));
    }
    Ok(columns)
}

/// The numbers of a column.
pub fn numbers(path: &str, (name, texts): &(String, Vec<String>)) -> Result<Vec<f64>, Vec<Fault>> {
    let number = |(row, text): (usize, &String)| match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(fault(
            path,
            format!("row {}, column `{name}`: `{text}` is not a number", row + 1),
            "write a number with a decimal point and without separators",
        )),
    };
    texts.iter().enumerate().map(number).collect()
}

/// Options with a mean cost and a mean effect: columns `strategy`, `cost` and `effect`. `sign` is -1
/// where less of the effect is better.
pub fn options(path: &str, sign: f64) -> Result<Choice, Vec<Fault>> {
    let table = columns(path)?;
    let column = |name: &str| {
        table.iter().find(|(n, _)| n == name).ok_or_else(|| {
            fault(
                path,
                format!("there is no column `{name}`"),
                "the first row is: strategy,cost,effect",
            )
        })
    };
    let names = &column("strategy")?.1;
    let (costs, effects) = (
        numbers(path, column("cost")?)?,
        numbers(path, column("effect")?)?,
    );
    let option = |((name, cost), effect): ((&String, f64), f64)| Alternative {
        name: name.clone(),
        cost: vec![cost],
        effect: vec![sign * effect],
    };
    Ok(Choice {
        options: names.iter().zip(costs).zip(effects).map(option).collect(),
    })
}

/// Draws that name no model: for each option `NAME.cost` and `NAME.effect` (or
/// `NAME.outcomes.OUTCOME`), or `NAME.net_benefit`; every other column is a figure.
pub struct Drawn {
    /// The options.
    pub choice: Choice,
    /// The other columns.
    pub figures: Vec<(String, Vec<f64>)>,
    /// The outcome that is the effect.
    pub outcome: Option<String>,
}

/// Reads such a file. `sign` is -1 where less of the effect is better.
pub fn drawn(path: &str, outcome: Option<&str>, sign: f64) -> Result<Drawn, Vec<Fault>> {
    let table = columns(path)?;
    let mut names: Vec<&str> = Vec::new();
    for (column, _) in &table {
        let name = column
            .strip_suffix(".cost")
            .or_else(|| column.strip_suffix(".net_benefit"));
        names.extend(name.filter(|n| !names.contains(n)));
    }
    if names.is_empty() {
        return Err(fault(
            path,
            "there is no column of a strategy's results",
            "name columns STRATEGY.cost and STRATEGY.effect, or STRATEGY.net_benefit, or give a model first",
        ));
    }
    let column = |name: String| table.iter().find(|(n, _)| *n == name);
    let outcome = match outcome {
        Some(name) => Some(name.to_owned()),
        None => only_outcome(path, &table, names[0])?,
    };
    let mut options = Vec::new();
    for name in &names {
        let option = if let Some(benefit) = column(format!("{name}.net_benefit")) {
            let benefit = numbers(path, benefit)?;
            Alternative {
                name: (*name).to_owned(),
                effect: vec![0.0; benefit.len()],
                cost: benefit.iter().map(|b| -b).collect(),
            }
        } else {
            let cost = match column(format!("{name}.cost")) {
                Some(cost) => numbers(path, cost)?,
                None => Vec::new(),
            };
            let by_name = |o: &String| column(format!("{name}.outcomes.{o}"));
            let named = outcome.as_ref().and_then(by_name);
            let effect = match named.or_else(|| column(format!("{name}.effect"))) {
                Some(effect) => numbers(path, effect)?.iter().map(|e| sign * e).collect(),
                None if outcome.is_none() => vec![0.0; cost.len()],
                None => {
                    return Err(fault(
                        path,
                        format!(
                            "there is no column `{name}.effect` or `{name}.outcomes.{}`",
                            outcome.unwrap_or_default()
                        ),
                        "give the effect of every strategy",
                    ));
                }
            };
            Alternative {
                name: (*name).to_owned(),
                cost,
                effect,
            }
        };
        options.push(option);
    }
    let is_figure = |column: &str| {
        let first = column.split('.').next().unwrap_or(column);
        column != "draw" && !names.contains(&first)
    };
    let mut figures = Vec::new();
    for column in table.iter().filter(|(name, _)| is_figure(name)) {
        figures.push((column.0.clone(), numbers(path, column)?));
    }
    Ok(Drawn {
        choice: Choice { options },
        figures,
        outcome,
    })
}

/// The outcome of the first strategy, if it has one only and no column `effect`.
fn only_outcome(
    path: &str,
    table: &[(String, Vec<String>)],
    name: &str,
) -> Result<Option<String>, Vec<Fault>> {
    let effect = format!("{name}.effect");
    let start = format!("{name}.outcomes.");
    if table.iter().any(|(n, _)| *n == effect) {
        return Ok(Some("effect".into()));
    }
    let found: Vec<&str> = table
        .iter()
        .filter_map(|(n, _)| n.strip_prefix(&start))
        .collect();
    match found[..] {
        [] => Ok(None),
        [only] => Ok(Some(only.to_owned())),
        _ => Err(fault(
            path,
            "these draws have several outcomes",
            format!("choose one with --outcome: {}", found.join(", ")),
        )),
    }
}
