//! Sections of the text to the parts of a model.

use super::fields;
use super::section::{Reader, Section};
use super::units;
use super::value::{self, Key, Node, Value};
use super::{
    Distribution, Entry, Flow, Model, Parameter, Row, Scope, Start, State, Table, Time, Transition,
    check, lines, strategies,
};
use crate::evidence;
use crate::fault::{Fault, did_you_mean};
use std::fmt::Write as _;

/// Longest model in cycles, and most states after expansion.
const MAX_CYCLES: usize = 12_000;
const MAX_STATES: usize = 2_000;

pub(super) fn decode(text: &str) -> Result<Model, Vec<Fault>> {
    let tree = value::parse(text)?;
    let reader = Reader::new(text);
    let model = decode_tree(&reader, &tree);
    match model {
        Some(model) if reader.is_clean() => Ok(model),
        _ => Err(reader.into_faults()),
    }
}

fn decode_tree(reader: &Reader<'_>, tree: &Node) -> Option<Model> {
    let file = Section::open(reader, tree, "", &fields::FILE);
    if let Some(format) = file.constant("format").filter(|f| (*f - 1.0).abs() > 0.0) {
        reader.fault(
            file.start_of("format"),
            "format",
            format!("format {format} is not known"),
            "this version reads `format = 1`",
        );
    }
    let head = Section::open(reader, file.node("model")?, "model", &fields::MODEL);
    let price_year = head.price_year("price_year");
    let time = time(reader, file.node("time")?);
    let tables = tables(reader, &file);
    let parameters = parameters(reader, &file, price_year.as_deref());
    let formulas = formulas(reader, &file);
    let states = states(reader, &file, time.as_ref());
    let time = time?;
    let rows = rows(reader, &file, &states, &time);
    let entry = entry(reader, &file, &time);
    let parts = lines::Context {
        reader,
        states: &states,
        time: &time,
        price_year: price_year.as_deref(),
        file: &file,
    };
    let (lines, cost_discounting) = lines::lines(&parts);
    let (strategies, baseline) = strategies::strategies(&parts, &parameters, &lines, &formulas);
    let controls = head
        .names("controls")
        .into_iter()
        .filter_map(|(name, span)| {
            let found = parameters.iter().position(|p| p.name == name);
            if found.is_none() {
                let near = did_you_mean(name, parameters.iter().map(|p| p.name.as_str()));
                reader.fault(
                    span.start,
                    "model.controls",
                    format!("there is no parameter `{name}`"),
                    near.map_or_else(String::new, |n| format!("did you mean `{n}`?")),
                );
            }
            found
        });
    let text = |name: &str| head.text(name).map(str::to_owned);
    let model = Model {
        hash: hash(tree),
        id: text("id").unwrap_or_else(|| "model".into()),
        title: text("title").unwrap_or_default(),
        question: text("question"),
        notes: text("notes"),
        nation: text("nation"),
        person: text("person").unwrap_or_else(|| "person".into()),
        people: text("people").unwrap_or_else(|| "people".into()),
        controls: controls.collect(),
        price_year,
        time,
        entry,
        states,
        rows,
        parameters,
        formulas,
        tables,
        lines,
        cost_discounting,
        strategies,
        baseline,
    };
    if !model
        .id
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    {
        reader.fault(
            head.start_of("id"),
            "model.id",
            "an id has lower-case letters, digits and - only",
            "write an id like \"my-model\"",
        );
    }
    check::check(reader, &model);
    Some(model)
}

/// A hash of what the tree says, blind to spacing and to the format it was written in.
fn hash(tree: &Node) -> String {
    fn write(node: &Node, out: &mut String) {
        match &node.value {
            Value::Number(number) => _ = write!(out, "n{:x};", (number + 0.0).to_bits()),
            Value::Text(text) => _ = write!(out, "t{}:{text};", text.len()),
            Value::Flag(flag) => _ = write!(out, "f{flag};"),
            Value::List(items) => {
                _ = write!(out, "l{}:", items.len());
                items.iter().for_each(|item| write(item, out));
            }
            Value::Table(entries) => {
                _ = write!(out, "m{}:", entries.len());
                for (key, item) in entries {
                    _ = write!(out, "{}:{};", key.name.len(), key.name);
                    write(item, out);
                }
            }
        }
    }
    let mut canonical = String::new();
    write(tree, &mut canonical);
    format!(
        "{:032x}",
        twox_hash::XxHash3_128::oneshot(canonical.as_bytes())
    )
}

fn time(reader: &Reader<'_>, node: &Node) -> Option<Time> {
    let section = Section::open(reader, node, "time", &fields::TIME);
    let cycle_duration = section.duration("cycle");
    let units::Duration::Calendar { count, per_year } = cycle_duration? else {
        reader.fault(
            section.start_of("cycle"),
            "time.cycle",
            "a cycle cannot be measured in cycles",
            "write \"1 month\" or \"1 year\"",
        );
        return None;
    };
    let cycle = count / per_year;
    let horizon = section.duration("horizon")?;
    let Some(cycles) = horizon
        .whole_cycles(cycle)
        .filter(|n| (1..=MAX_CYCLES).contains(n))
    else {
        reader.fault(
            section.start_of("horizon"),
            "time.horizon",
            format!("the horizon must be a whole number of cycles, from 1 to {MAX_CYCLES}"),
            "change the horizon or the cycle",
        );
        return None;
    };
    let start = section.text("start").and_then(|text| {
        let month = units::month(text);
        if month.is_none() {
            reader.fault(
                section.start_of("start"),
                "time.start",
                format!("\"{text}\" is not a month"),
                "write it like \"2026-04\"",
            );
        }
        month
    });
    let competing = section.text("rates") != Some("element-wise");
    Some(Time {
        cycle,
        unit: (count, per_year),
        cycles,
        start,
        age: section.constant("age"),
        competing,
    })
}

fn entry(reader: &Reader<'_>, file: &Section<'_, '_>, time: &Time) -> Entry {
    let Some(node) = file.node("people") else {
        return Entry {
            number: None,
            flow: None,
        };
    };
    let section = Section::open(reader, node, "people", &fields::PEOPLE);
    let flow = section.duration("per").map(|per| {
        let cycles = section
            .duration("for")
            .map_or(Some(time.cycles), |d| d.whole_cycles(time.cycle));
        if cycles.is_none_or(|c| c == 0 || c > time.cycles) {
            reader.fault(
                section.start_of("for"),
                "people.for",
                "people must enter for a whole number of cycles within the horizon",
                "change `for` or the horizon",
            );
        }
        Flow {
            share_per_cycle: time.cycle / per.years(time.cycle),
            cycles: cycles.unwrap_or(1),
        }
    });
    if flow.is_none() && section.node("for").is_some() {
        reader.fault(
            section.start_of("for"),
            "people.for",
            "`for` needs `per`",
            "add `per`, the period in which `number` people enter",
        );
    }
    Entry {
        number: section.expression("number"),
        flow,
    }
}

fn states(reader: &Reader<'_>, file: &Section<'_, '_>, time: Option<&Time>) -> Vec<State> {
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
                Some(_) => section
                    .expression("start")
                    .map_or(Start::None, Start::Share),
            };
            let memory = section
                .duration("memory")
                .zip(time)
                .and_then(|(duration, time)| {
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

fn rows(reader: &Reader<'_>, file: &Section<'_, '_>, states: &[State], time: &Time) -> Vec<Row> {
    let mut rows = Vec::new();
    for (key, node) in file.table("transitions") {
        let path = format!("transitions.{}", key.name);
        let from = state_index(reader, states, &key.name, key.span.start, &path);
        let row = row(reader, &path, node, states, time, from.unwrap_or(0));
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
) -> Row {
    let (mut entries, mut rest, mut kinds) = (Vec::new(), None, Vec::new());
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
        rates,
    }
}

fn formulas(reader: &Reader<'_>, file: &Section<'_, '_>) -> Vec<(String, super::Expression)> {
    let mut found = Vec::new();
    for (key, node) in file.table("formulas") {
        let path = format!("formulas.{}", key.name);
        reader.name_is_usable(key, &path);
        if let Some(expression) = reader.expression(node, &path) {
            found.push((key.name.clone(), expression));
        }
    }
    found
}

fn tables(reader: &Reader<'_>, file: &Section<'_, '_>) -> Vec<Table> {
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
            at,
            values,
            linear: section.text("between") == Some("linear"),
        })
    };
    file.table("tables").iter().filter_map(read).collect()
}

fn parameters(
    reader: &Reader<'_>,
    file: &Section<'_, '_>,
    model_year: Option<&str>,
) -> Vec<Parameter> {
    file.table("parameters")
        .iter()
        .map(|(key, node)| parameter(reader, key, node, model_year))
        .collect()
}

fn parameter(reader: &Reader<'_>, key: &Key, node: &Node, model_year: Option<&str>) -> Parameter {
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
        (None, Some(text)) => Distribution::parse(text)
            .map_err(|fault| {
                reader.fault(
                    section.start_of("distribution") + 1 + fault.at,
                    &section.at("distribution"),
                    fault.what,
                    fault.hint,
                )
            })
            .ok(),
        (None, None) => None,
    };
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
