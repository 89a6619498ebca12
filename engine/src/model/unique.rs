//! No two things have one name.

use super::Model;
use super::names::{CLOCK, STATE_CLOCK};
use super::reader::Reader;
use crate::formula::FUNCTIONS;
use std::collections::HashMap;

pub(super) fn unique_names(reader: &Reader<'_>, model: &Model) {
    let mut owners: HashMap<&str, &str> = HashMap::new();
    for name in CLOCK
        .map(|(n, _)| n)
        .into_iter()
        .chain(STATE_CLOCK)
        .chain(["row", "last_row"])
    {
        owners.insert(name, "the name of a clock");
    }
    for parameter in &model.parameters {
        if let Some(owner) = owners.insert(&parameter.name, "a parameter") {
            reader.fault(
                parameter.place,
                &format!("parameters.{}", parameter.name),
                format!("`{}` is already {owner}", parameter.name),
                "choose another name",
            );
        }
    }
    for attribute in &model.attributes {
        if let Some(owner) = owners.insert(&attribute.name, "an attribute") {
            reader.fault(
                attribute.place,
                &format!("attributes.{}", attribute.name),
                format!("`{}` is already {owner}", attribute.name),
                "choose another name",
            );
        }
    }
    for (name, expression) in &model.formulas {
        if let Some(owner) = owners.insert(name, "a formula") {
            reader.fault(
                expression.span.start,
                &expression.path,
                format!("`{name}` is already {owner}"),
                "choose another name",
            );
        }
    }
    for table in &model.tables {
        if FUNCTIONS.iter().any(|f| f.name == table.name) {
            reader.fault(
                table.place,
                &format!("tables.{}", table.name),
                format!("`{}` is already a function", table.name),
                "choose another name",
            );
        }
    }
    let is_price = |line: &&super::Line| line.what.is_cost() && line.name == Model::PRICE_LINE;
    if model.lines.iter().any(|line| is_price(&line)) {
        reader.fault(
            0,
            "costs.price",
            "`price` is the line of the programmes' prices",
            "choose another name",
        );
    }
}
