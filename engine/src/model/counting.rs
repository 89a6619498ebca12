//! How rows are counted and how amounts are discounted, as authors write it.

use super::lines::Context;
use super::reader::Expression;
use super::section::Section;
use super::value::{Node, Value};
use super::{Counting, Discount, Discounting, Moment, WithinYear, fields};
use crate::appraise::discount;
use crate::fault::did_you_mean;
use crate::formula::Formula;

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
    let rows = |formula: &str| Formula::parse(formula).ok().map(Counting::Rows);
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

/// A yearly rate as it may be written.
enum Rate {
    /// Figures: until how many years, and the rate.
    Bands(Vec<(f64, f64)>),
    /// What a formula of fixed figures gives.
    Figure(Expression),
}

/// The model's discounting of one group of lines.
pub(super) fn read_discounting(
    context: &Context<'_, '_>,
    section: &Section<'_, '_>,
    group: &str,
) -> Discount {
    let at = moment(section, Moment::Row);
    let none = written(None, at, within_year(context, section, WithinYear::Smooth));
    match section.node(group) {
        Some(node) => own_discounting(context, node, &section.at(group), &none),
        None => none,
    }
}

/// A line's own discounting, over the model's.
pub(super) fn own_discounting(
    context: &Context<'_, '_>,
    node: &Node,
    path: &str,
    default: &Discount,
) -> Discount {
    let Discounting {
        at, within_year: w, ..
    } = default.figures;
    if !matches!(&node.value, Value::Table(_)) {
        return written(rate(context, node, path), at, w);
    }
    let section = Section::open(context.reader, node, path, &fields::DISCOUNT);
    let (at, w) = (moment(&section, at), within_year(context, &section, w));
    match section.node("rate") {
        Some(node) => written(rate(context, node, &section.at("rate")), at, w),
        None => {
            let mut own = default.clone();
            (own.figures.at, own.figures.within_year) = (at, w);
            own
        }
    }
}

fn written(rate: Option<Rate>, at: Moment, within_year: WithinYear) -> Discount {
    let (bands, rate) = match rate {
        None => (Vec::new(), None),
        Some(Rate::Bands(bands)) => (bands, None),
        Some(Rate::Figure(rate)) => (Vec::new(), Some(rate)),
    };
    let figures = Discounting {
        bands,
        at,
        within_year,
    };
    Discount { figures, rate }
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

fn within_year(
    context: &Context<'_, '_>,
    section: &Section<'_, '_>,
    default: WithinYear,
) -> WithinYear {
    match section.text("within_year") {
        Some("smooth") => WithinYear::Smooth,
        Some("stepped") => WithinYear::Stepped,
        Some("continuous") => WithinYear::Continuous,
        Some("per-cycle") => WithinYear::PerCycle(context.time.cycle),
        _ => default,
    }
}

fn rate(context: &Context<'_, '_>, node: &Node, path: &str) -> Option<Rate> {
    let reader = context.reader;
    let check = |rate: f64, at: usize| {
        if !discount::POSSIBLE_RATES.contains(&rate) {
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
        Value::Text(text) if text == "none" => Some(Rate::Bands(Vec::new())),
        Value::Text(text) if discount::SCHEDULES.iter().any(|s| s.name == text) => {
            discount::schedule(text).map(Rate::Bands)
        }
        Value::Text(text) if reads_names(text) => {
            let known = discount::SCHEDULES.iter().map(|s| s.name).chain(["none"]);
            let hint = match did_you_mean(text, known.clone()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                // Of figures: their names are checked with all others.
                None if Formula::parse(text).is_ok() => {
                    return reader.expression(node, path).map(Rate::Figure);
                }
                None => format!(
                    "there are: {}; or write a rate",
                    known.collect::<Vec<_>>().join(", ")
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
            Some(Rate::Bands(bands))
        }
        _ => {
            let rate = check(reader.constant(node, path)?, node.span.start);
            Some(Rate::Bands(discount::one_rate(rate)))
        }
    }
}

/// Whether this is a name, or a formula that reads one.
fn reads_names(text: &str) -> bool {
    Formula::parse(text).map_or_else(
        |_| text.starts_with(|c: char| c.is_ascii_alphabetic()),
        |formula| formula.names().next().is_some(),
    )
}
