//! Sections of the text to the parts of a model.

use super::figures::{formulas, parameters, tables};
use super::reader::Reader;
use super::section::Section;
use super::states::{rows, states};
use super::value::{self, Node, Value};
use super::{
    Entry, Flow, Model, Time, attributes, check, fields, joint, lines, places, strategies,
    subgroups, units,
};
use crate::fault::{Fault, did_you_mean};
use std::fmt::Write as _;

/// Longest model in cycles.
const MAX_CYCLES: usize = 12_000;

pub(super) fn decode(text: &str) -> Result<Model, Vec<Fault>> {
    // Some editors begin a file with a mark of its encoding, which nobody sees.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
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
    let head = match file.node("model") {
        Some(node) => Section::open(reader, node, "model", &fields::MODEL),
        None => Section::empty(reader, "model"),
    };
    let price_year = head.price_year("price_year");
    // Without a clock the rest is checked all the same, so that every fault is named at once.
    let time = file
        .node("time")
        .and_then(|node| time(reader, node))
        .unwrap_or_else(unknown_time);
    let tables = tables(reader, &file);
    let draws = joint::draw_tables(reader, &file);
    let parameters = parameters(reader, &file, &draws, price_year.as_deref());
    let correlations = joint::correlations(reader, &file, &parameters);
    let attributes = attributes::attributes(reader, &file, &draws);
    let formulas = formulas(reader, &file);
    let states = states(reader, &file, &time);
    let mut places = places::places(reader, &file, &states, &time);
    let rows = rows(reader, &file, &states, &time, &places);
    places::hold(reader, &file, &mut places, &rows);
    let entry = entry(reader, &file, &time);
    let subgroups = subgroups::subgroups(reader, &file);
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
                    near.map_or_else(
                        || "name one that the model has".into(),
                        |n| format!("did you mean `{n}`?"),
                    ),
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
        places,
        rows,
        parameters,
        correlations,
        attributes,
        formulas,
        tables,
        subgroups,
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

/// A clock that no duration contradicts.
fn unknown_time() -> Time {
    Time {
        cycle: f64::NAN,
        unit: (1.0, 1.0),
        cycles: MAX_CYCLES,
        start: None,
        gone: 0.0,
        age: Some(0.0),
        competing: true,
        every_cycle: false,
    }
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
        gone: 0.0,
        age: section.constant("age"),
        competing,
        every_cycle: false,
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
