//! Several strategies under one heading: `each = { start_age = [40, 50, 60] }`.

use super::reader::Expression;
use super::section::Section;
use super::strategies::Reading;
use super::value::{Node, Value};

/// Most strategies that one heading can stand for.
const MOST_MEMBERS: usize = 200;

/// The strategies that a heading stands for: itself, or with `each` one for each place of its lists.
pub(super) fn members(name: &str, node: &Node) -> Vec<String> {
    let field = |node: &Node, wanted: &str| match &node.value {
        Value::Table(entries) => entries
            .iter()
            .find(|(key, _)| key.name == wanted)
            .map(|(_, node)| node.clone()),
        _ => None,
    };
    let lists = field(node, "each").map(|each| match each.value {
        Value::Table(entries) => entries,
        _ => Vec::new(),
    });
    match lists.as_deref() {
        Some([(_, first), ..]) => match &first.value {
            Value::List(items) => (1..=items.len().clamp(1, MOST_MEMBERS))
                .map(|at| format!("{name}_{at}"))
                .collect(),
            _ => vec![name.to_owned()],
        },
        _ => vec![name.to_owned()],
    }
}

/// Every strategy by its heading and its name, in order.
pub(super) fn names(file: &Section<'_, '_>) -> Vec<(String, String)> {
    let headings = file.table("strategies").iter();
    headings
        .flat_map(|(key, node)| {
            let own = members(&key.name, node).into_iter();
            own.map(|name| (key.name.clone(), name))
        })
        .collect()
}

impl Reading<'_, '_, '_> {
    /// What each member of a heading sets of its own: nothing for a heading that is one strategy.
    pub(super) fn each(&self, path: &str, node: &Node) -> Vec<Vec<(String, Expression)>> {
        let reader = self.context.reader;
        let Value::Table(entries) = &node.value else {
            return vec![Vec::new()];
        };
        let Some((_, each)) = entries.iter().find(|(key, _)| key.name == "each") else {
            return vec![Vec::new()];
        };
        let path = format!("{path}.each");
        let mut own: Vec<Vec<(String, Expression)>> = Vec::new();
        for (key, list) in reader.entries(each, &path) {
            let path = format!("{path}.{}", key.name);
            self.changes_a_name(&key.name, key.span.start, &path);
            let items: &[Node] = match &list.value {
                Value::List(items) => items,
                _ => &[],
            };
            if items.is_empty() || items.len() > MOST_MEMBERS {
                reader.fault(
                    list.span.start,
                    &path,
                    format!("this must be a list of 1 to {MOST_MEMBERS} numbers or formulas"),
                    "write start_age = [40, 50, 60]",
                );
                return vec![Vec::new()];
            }
            if own.is_empty() {
                own.resize(items.len(), Vec::new());
            }
            if own.len() != items.len() {
                let what = format!("{} values, but {} before", items.len(), own.len());
                let hint = "give every name one value for each strategy";
                reader.fault(list.span.start, &path, what, hint);
            }
            for (at, (item, own)) in items.iter().zip(&mut own).enumerate() {
                if let Some(expression) = reader.expression(item, &format!("{path}[{at}]")) {
                    own.push((key.name.clone(), expression));
                }
            }
        }
        if own.is_empty() {
            reader.fault(
                each.span.start,
                &path,
                "there is nothing that differs between the strategies",
                "write each = { start_age = [40, 50, 60] }",
            );
            own.push(Vec::new());
        }
        own
    }
}
