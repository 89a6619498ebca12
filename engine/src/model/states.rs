//! States and the ways between them.

use super::places::{self, Places};
use super::reader::Reader;
use super::section::Section;
use super::value::{Node, Value};
use super::{Row, Start, State, Time, Transition, fields};
use crate::fault::did_you_mean;

/// Most states after expansion.
const MAX_STATES: usize = 2_000;

pub(super) fn states(reader: &Reader<'_>, file: &Section<'_, '_>, time: &Time) -> Vec<State> {
    let mut expanded = 0;
    let states: Vec<State> = file
        .table("states")
        .iter()
        .map(|(key, node)| {
            let path = format!("states.{}", key.name);
            reader.name_is_usable(key, &path);
            let section = Section::open(reader, node, path.clone(), &fields::STATE);
            let start = match section.node("start").map(|n| &n.value) {
                None => Start::None,
                Some(Value::Text(text)) if text == "rest" => Start::Rest,
                // A share that cannot be read has been reported: it is still somebody who starts here.
                Some(_) => section
                    .expression("start")
                    .map_or(Start::Rest, Start::Share),
            };
            let memory = section.duration("memory").and_then(|duration| {
                let cycles = duration.whole_cycles(time.cycle).filter(|m| *m > 0);
                if cycles.is_none() {
                    reader.fault(
                        section.start_of("memory"),
                        &section.at("memory"),
                        "the memory must be a whole number of cycles",
                        "write \"24 months\" or \"24 cycles\"",
                    );
                }
                cycles
            });
            expanded += memory.unwrap_or(1);
            State {
                name: key.name.clone(),
                label: section.text("label").map(str::to_owned),
                start,
                memory,
            }
        })
        .collect();
    let at = file.start_of("states");
    if states.is_empty() && file.node("states").is_some() {
        reader.fault(at, "states", "there is no state", "add one: [states.home]");
    }
    if expanded > MAX_STATES {
        reader.fault(
            at,
            "states",
            format!("with their memory the states come to {expanded}, more than {MAX_STATES}"),
            "shorten the memory, or give it to fewer states",
        );
    }
    if !states.is_empty() && states.iter().all(|s| matches!(s.start, Start::None)) {
        reader.fault(
            at,
            "states",
            "nobody starts anywhere",
            "add `start = 1` to the state in which people start",
        );
    }
    if states
        .iter()
        .filter(|s| matches!(s.start, Start::Rest))
        .count()
        > 1
    {
        reader.fault(
            at,
            "states",
            "more than one state starts with the rest",
            "keep one `start = \"rest\"`",
        );
    }
    states
}

/// Finds a state by name or notes the fault.
pub(super) fn state_index(
    reader: &Reader<'_>,
    states: &[State],
    name: &str,
    at: usize,
    path: &str,
) -> Option<usize> {
    let found = states.iter().position(|s| s.name == name);
    if found.is_none() {
        let names = states.iter().map(|s| s.name.as_str());
        let hint = match did_you_mean(name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the states are: {}", names.collect::<Vec<_>>().join(", ")),
        };
        reader.fault(at, path, format!("there is no state `{name}`"), hint);
    }
    found
}

pub(super) fn rows(
    reader: &Reader<'_>,
    file: &Section<'_, '_>,
    states: &[State],
    time: &Time,
    places: &[Places],
) -> Vec<Row> {
    let mut rows = Vec::new();
    for (key, node) in file.table("transitions") {
        let path = format!("transitions.{}", key.name);
        let from = state_index(reader, states, &key.name, key.span.start, &path);
        let row = row(reader, &path, node, states, time, from.unwrap_or(0), places);
        if from.is_some() {
            rows.push(row);
        }
    }
    rows
}

fn row(
    reader: &Reader<'_>,
    path: &str,
    node: &Node,
    states: &[State],
    time: &Time,
    from: usize,
    places: &[Places],
) -> Row {
    let (mut entries, mut rest, mut kinds) = (Vec::new(), None, Vec::new());
    let mut gate = None;
    for (key, node) in reader.entries(node, path) {
        let path = format!("{path}.{}", key.name);
        let to = state_index(reader, states, &key.name, key.span.start, &path);
        if matches!(&node.value, Value::Text(text) if text == "rest") {
            if rest.is_some() {
                reader.fault(
                    node.span.start,
                    &path,
                    "two entries of this row take the rest",
                    "keep one \"rest\"",
                );
            }
            rest = to.or(rest);
            continue;
        }
        if places::is_gate(node) {
            if gate.is_some() {
                let what = "two entries of this row are places";
                let hint = "keep one: people wait in different states for different places";
                reader.fault(node.span.start, &path, what, hint);
            }
            gate = places::gate(reader, node, &path, to, places);
            continue;
        }
        if !matches!(node.value, Value::Table(_)) {
            reader.fault(node.span.start, &path, format!("this must be {{ probability = ..., per = ... }}, {{ rate = ..., per = ... }} or \"rest\", not {}", node.value.kind()), "write { probability = 0.1, per = \"1 year\" }");
            continue;
        }
        let section = Section::open(reader, node, path.clone(), &fields::TRANSITION);
        let (probability, rate) = (
            section.expression("probability"),
            section.expression("rate"),
        );
        let is_rate = section.node("rate").is_some();
        if is_rate == section.node("probability").is_some() {
            reader.fault(
                node.span.start,
                &path,
                "an entry has either a probability or a rate",
                "keep one of them",
            );
        }
        kinds.push((is_rate, node.span.start));
        let years = section.duration("per").map(|per| per.years(time.cycle));
        let per = years.filter(|years| (years - time.cycle).abs() > 1e-9);
        if let (Some(formula), Some(to)) = (probability.or(rate), to) {
            entries.push(Transition {
                to,
                formula,
                per: if is_rate { years } else { per },
            });
        }
    }
    let rates = kinds.first().is_some_and(|(is_rate, _)| *is_rate);
    if let Some((_, at)) = kinds.iter().find(|(is_rate, _)| *is_rate != rates) {
        reader.fault(
            *at,
            path,
            "this row mixes probabilities and rates",
            "turn one into the other: rate_to_probability(rate, years)",
        );
    }
    let names_itself = entries.iter().any(|e| e.to == from);
    if rates && names_itself {
        reader.fault(
            node.span.start,
            path,
            "staying has no rate",
            "leave the state itself out: the rest stays",
        );
    }
    if !rates && entries.iter().any(|e| e.per.is_some()) {
        let same = entries.windows(2).all(|w| w[0].per == w[1].per);
        if names_itself {
            reader.fault(
                node.span.start,
                path,
                "a row that names its own state must have one-cycle probabilities",
                "write per = \"cycle\", or leave the state itself out",
            );
        } else if time.competing && !same {
            reader.fault(
                node.span.start,
                path,
                "the probabilities of this row have different periods",
                "give them the same `per`, or set time.rates = \"element-wise\"",
            );
        }
    }
    let rest = rest.or((!names_itself).then_some(from));
    Row {
        from,
        entries,
        rest,
        gate,
        rates,
    }
}
