//! How rows are counted and how amounts are discounted, as authors write it.

use super::lines::Context;
use super::section::Section;
use super::value::{Node, Value};
use super::{Counting, Discounting, Moment, WithinYear, fields};
use crate::appraise::discount;
use crate::fault::did_you_mean;

const METHODS: [&str; 6] = [
    "beginning",
    "end",
    "life-table",
    "every-row",
    "half-cycle",
    "simpson",
];

pub(super) fn read_counting(
    context: &Context<'_, '_>,
    node: &Node,
    path: &str,
) -> Option<Counting> {
    let reader = context.reader;
    let rows = |formula: &str| {
        crate::formula::Formula::parse(formula)
            .ok()
            .map(Counting::Rows)
    };
    let hint = || {
        format!(
            "write one of {}, or {{ weights = ... }}",
            METHODS.map(|m| format!("\"{m}\"")).join(", ")
        )
    };
    match &node.value {
        Value::Text(text) => match text.as_str() {
            "beginning" => Some(Counting::Beginning),
            "end" => Some(Counting::End),
            "life-table" => Some(Counting::LifeTable),
            "every-row" => rows("1"),
            "half-cycle" => rows("if(row == 0, 0.5, 1) - if(row == last_row, 0.5, 0)"),
            "simpson" => rows("if(row == 0 or row == last_row, 1 / 3, if(odd(row), 4 / 3, 2 / 3))"),
            other => {
                let hint = did_you_mean(other, METHODS)
                    .map_or_else(hint, |near| format!("did you mean \"{near}\"?"));
                reader.fault(
                    node.span.start,
                    path,
                    format!("there is no counting method \"{other}\""),
                    hint,
                );
                None
            }
        },
        Value::Table(_) => {
            let section = Section::open(reader, node, path, &fields::WEIGHTS);
            let weights = section.node("weights")?;
            if matches!(weights.value, Value::List(_)) {
                let list = section.constants("weights")?;
                let wanted = context.time.cycles + 1;
                if list.len() != wanted {
                    reader.fault(
                        weights.span.start,
                        &section.at("weights"),
                        format!("{} weights for {wanted} rows", list.len()),
                        "give one weight for each row, 0 to the last",
                    );
                    return None;
                }
                if context
                    .file
                    .table("people")
                    .iter()
                    .any(|(key, _)| key.name == "per")
                {
                    reader.fault(weights.span.start, &section.at("weights"), "a list of weights needs a closed cohort: each group that enters later has fewer rows", "write a formula over row and last_row");
                }
                return Some(Counting::Weights(list));
            }
            let expression = section.expression("weights")?;
            let strange = expression
                .formula
                .names()
                .find(|(name, _)| !matches!(*name, "row" | "last_row"));
            if let Some((name, span)) = strange {
                reader.fault(
                    expression.text_start + span.start,
                    &section.at("weights"),
                    format!("a weight cannot read `{name}`"),
                    "weights may read `row` and `last_row` only",
                );
                return None;
            }
            Some(Counting::Rows(expression.formula))
        }
        other => {
            reader.fault(
                node.span.start,
                path,
                format!("this must be a counting method, not {}", other.kind()),
                hint(),
            );
            None
        }
    }
}

/// The model's discounting of one group of lines.
pub(super) fn read_discounting(
    context: &Context<'_, '_>,
    section: &Section<'_, '_>,
    group: &str,
) -> Discounting {
    let bands = section
        .node(group)
        .and_then(|n| bands(context, n, &section.at(group)));
    Discounting {
        bands: bands.unwrap_or_default(),
        at: moment(section, Moment::Row),
        within_year: within_year(section, WithinYear::Smooth),
    }
}

/// A line's own discounting, over the model's.
pub(super) fn own_discounting(
    context: &Context<'_, '_>,
    node: &Node,
    path: &str,
    default: &Discounting,
) -> Discounting {
    let named = matches!(&node.value, Value::Table(_));
    if !named {
        return Discounting {
            bands: bands(context, node, path).unwrap_or_default(),
            ..default.clone()
        };
    }
    let section = Section::open(context.reader, node, path, &fields::DISCOUNT);
    let own = section
        .node("rate")
        .and_then(|n| bands(context, n, &section.at("rate")));
    Discounting {
        bands: own.unwrap_or_else(|| default.bands.clone()),
        at: moment(&section, default.at),
        within_year: within_year(&section, default.within_year),
    }
}

fn moment(section: &Section<'_, '_>, default: Moment) -> Moment {
    match section.text("at") {
        Some("row") => Moment::Row,
        Some("start") => Moment::Start,
        Some("middle") => Moment::Middle,
        Some("end") => Moment::End,
        _ => default,
    }
}

fn within_year(section: &Section<'_, '_>, default: WithinYear) -> WithinYear {
    match section.text("within_year") {
        Some("smooth") => WithinYear::Smooth,
        Some("stepped") => WithinYear::Stepped,
        Some("continuous") => WithinYear::Continuous,
        _ => default,
    }
}

fn bands(context: &Context<'_, '_>, node: &Node, path: &str) -> Option<Vec<(f64, f64)>> {
    let reader = context.reader;
    let check = |rate: f64, at: usize| {
        if !(-0.5..=1.0).contains(&rate) {
            reader.fault(
                at,
                path,
                format!("a discount rate of {rate} a year is out of bounds"),
                "write 0.035 or \"3.5%\" for 3.5 % a year",
            );
        }
        rate
    };
    match &node.value {
        Value::Text(text) if text == "none" => Some(Vec::new()),
        Value::Text(text) if discount::SCHEDULES.iter().any(|s| s.name == text) => {
            discount::schedule(text)
        }
        Value::Text(text) if text.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            let names = discount::SCHEDULES.iter().map(|s| s.name).chain(["none"]);
            let hint = match did_you_mean(text, names.clone()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!(
                    "there are: {}; or write a rate",
                    names.collect::<Vec<_>>().join(", ")
                ),
            };
            reader.fault(
                node.span.start,
                path,
                format!("there is no discount schedule \"{text}\""),
                hint,
            );
            None
        }
        Value::List(items) => {
            let mut bands = Vec::new();
            for (i, item) in items.iter().enumerate() {
                let section = Section::open(reader, item, format!("{path}[{i}]"), &fields::BAND);
                let rate = check(section.constant("rate")?, item.span.start);
                let until = section
                    .duration("until")
                    .map(|d| d.years(context.time.cycle));
                if until.is_none() != (i + 1 == items.len()) {
                    reader.fault(
                        item.span.start,
                        &section.path,
                        "every band but the last needs `until`, and the last has none",
                        "write [{ rate = 0.035, until = \"30 years\" }, { rate = 0.03 }]",
                    );
                }
                bands.push((until.unwrap_or(f64::INFINITY), rate));
            }
            if bands.windows(2).any(|w| w[0].0 >= w[1].0) {
                reader.fault(
                    node.span.start,
                    path,
                    "the bands do not follow each other",
                    "put them in order of `until`",
                );
            }
            Some(bands)
        }
        _ => {
            let rate = check(reader.constant(node, path)?, node.span.start);
            Some(if rate == 0.0 {
                Vec::new()
            } else {
                vec![(f64::INFINITY, rate)]
            })
        }
    }
}
