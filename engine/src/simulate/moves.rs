//! What a subgroup or a strategy changes in how people move.

use crate::model::names::{Link, Meaning, Names};
use crate::model::{Model, Start};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What is set or changed of all that starts and moves depend on, as text.
pub(super) fn moves(model: &Model, names: &Names<'_>) -> String {
    let starts = model.states.iter().filter_map(|state| match &state.start {
        Start::Share(share) => Some(share),
        _ => None,
    });
    let rows = model.rows.iter().flat_map(|row| &row.entries);
    let node = |(name, _): (&str, _)| match names.meaning(name, None) {
        Meaning::Node(node) => Some(node),
        _ => None,
    };
    let mut open: Vec<usize> = starts
        .chain(rows.map(|entry| &entry.formula))
        .flat_map(|expression| expression.formula.names().filter_map(node))
        .collect();
    let mut read = BTreeSet::new();
    while let Some(node) = open.pop() {
        if read.insert(node) {
            open.extend(names.reads(node).0);
        }
    }
    let mut text = String::new();
    for node in read.into_iter().map(|node| &names.nodes[node]) {
        let kind = match node.link {
            Link::Parameter(..) | Link::Attribute(_) | Link::Formula(_) => continue,
            Link::Group(_) => "group".to_owned(),
            Link::Set(_) => format!("set {:?}", names.begins),
            Link::Effect(_) => format!("effect {:?} {:?}", names.begins, names.how(node)),
        };
        let formulas = node.expressions.iter().map(|e| e.formula.text());
        let formulas: Vec<&str> = formulas.collect();
        _ = writeln!(text, "{} {kind}: {}", node.name, formulas.join("; "));
    }
    text
}
