//! Parameters, named formulas and tables.

use super::reader::Reader;
use super::section::Section;
use super::value::{Key, Node, Value};
use super::{Distribution, DrawTable, Expression, Parameter, Scope, Table, fields, joint};
use crate::evidence;
use std::sync::Arc;

pub(super) fn formulas(reader: &Reader<'_>, file: &Section<'_, '_>) -> Vec<(String, Expression)> {
    let mut found = Vec::new();
    for (key, node) in file.table("formulas") {
        let path = format!("formulas.{}", key.name);
        reader.name_is_usable(key, &path);
        // A formula that cannot be read has been reported; those that read it are not at fault.
        let expression = reader.expression(node, &path).or_else(|| {
            let one = Node {
                span: node.span.clone(),
                value: Value::Number(1.0),
            };
            reader.expression(&one, &path)
        });
        found.extend(expression.map(|e| (key.name.clone(), e)));
    }
    found
}

pub(super) fn tables(reader: &Reader<'_>, file: &Section<'_, '_>) -> Vec<Table> {
    let read = |(key, node): &(Key, Node)| {
        let path = format!("tables.{}", key.name);
        reader.name_is_usable(key, &path);
        let section = Section::open(reader, node, path.clone(), &fields::TABLE);
        let (at, values) = (section.constants("at")?, section.constants("values")?);
        if at.len() != values.len() || at.is_empty() {
            reader.fault(
                node.span.start,
                &path,
                format!("{} points but {} values", at.len(), values.len()),
                "give one value for each point",
            );
            return None;
        }
        if at.windows(2).any(|w| w[0] >= w[1]) {
            reader.fault(
                section.start_of("at"),
                &section.at("at"),
                "the points do not rise",
                "put them in rising order, each once",
            );
        }
        Some(Table {
            name: key.name.clone(),
            place: key.span.start,
            at,
            values,
            linear: section.text("between") == Some("linear"),
        })
    };
    file.table("tables").iter().filter_map(read).collect()
}

pub(super) fn parameters(
    reader: &Reader<'_>,
    file: &Section<'_, '_>,
    draws: &[Arc<DrawTable>],
    model_year: Option<&str>,
) -> Vec<Parameter> {
    file.table("parameters")
        .iter()
        .map(|(key, node)| parameter(reader, key, node, draws, model_year))
        .collect()
}

/// What stands in the parentheses of `draws(...)`.
pub(super) fn of_draws(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix("draws")?.trim_start();
    inside.strip_prefix('(')?.strip_suffix(')')
}

fn parameter(
    reader: &Reader<'_>,
    key: &Key,
    node: &Node,
    draws: &[Arc<DrawTable>],
    model_year: Option<&str>,
) -> Parameter {
    let path = format!("parameters.{}", key.name);
    reader.name_is_usable(key, &path);
    let section = Section::open(reader, node, path.clone(), &fields::PARAMETER);
    let distribution = match (section.node("value"), section.text("distribution")) {
        (Some(node), Some(_)) => {
            reader.fault(
                node.span.start,
                &path,
                "a parameter has either a value or a distribution",
                "keep one of them",
            );
            None
        }
        (Some(_), None) => section.constant("value").map(Distribution::Fixed),
        (None, Some(text)) => match of_draws(text) {
            Some(arguments) => {
                let at = section.start_of("distribution");
                let path = section.at("distribution");
                joint::from_table(reader, (&key.name, at, &path), arguments, draws)
            }
            None => Distribution::parse(text)
                .map_err(|fault| {
                    reader.fault(
                        section.start_of("distribution") + 1 + fault.at,
                        &section.at("distribution"),
                        fault.what,
                        fault.hint,
                    )
                })
                .ok(),
        },
        (None, None) => None,
    };
    let distribution = joint::with_covariance(reader, &section, distribution);
    let range = section
        .constants("range")
        .and_then(|range| match range[..] {
            [low, high] if low < high => Some((low, high)),
            _ => {
                reader.fault(
                    section.start_of("range"),
                    &section.at("range"),
                    "a range is two rising numbers",
                    "write range = [0, 1]",
                );
                None
            }
        });
    let sources = match section.node("source").map(|n| &n.value) {
        Some(Value::Text(id)) => vec![id.clone()],
        Some(_) => section
            .names("source")
            .into_iter()
            .map(|(id, _)| id.to_owned())
            .collect(),
        None => Vec::new(),
    };
    let price_year = section.price_year("price_year");
    let rebase = rebase(
        reader,
        price_year.as_deref(),
        model_year,
        section.start_of("price_year"),
        &section.at("price_year"),
    );
    let text = |name: &str| section.text(name).map(str::to_owned);
    Parameter {
        name: key.name.clone(),
        place: key.span.start,
        position: reader.place(key.span.start),
        distribution,
        label: text("label"),
        explain: text("explain"),
        unit: text("unit"),
        range,
        step: section.constant("step"),
        sources,
        assumption: text("assumption"),
        evidence: text("evidence"),
        scope: section.text("scope").and_then(scope),
        price_year,
        rebase,
        nation: text("nation"),
        stream: text("use").unwrap_or_else(|| key.name.clone()),
    }
}

/// Reads a scope's word; other words were noted already.
pub(super) fn scope(word: &str) -> Option<Scope> {
    match word {
        "offered" => Some(Scope::Offered),
        "met" => Some(Scope::Met),
        "completed" => Some(Scope::Completed),
        _ => None,
    }
}

/// Factor from a price year to the model's.
pub(super) fn rebase(
    reader: &Reader<'_>,
    from: Option<&str>,
    to: Option<&str>,
    at: usize,
    path: &str,
) -> f64 {
    match (from, to) {
        (None, _) => 1.0,
        (Some(from), Some(to)) => evidence::rebase(from, to).unwrap_or(1.0),
        (Some(_), None) => {
            reader.fault(
                at,
                path,
                "the model has no price year to rebase to",
                "add price_year to [model]",
            );
            1.0
        }
    }
}
