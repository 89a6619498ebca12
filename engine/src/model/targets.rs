//! What was counted, for calibration: a file of targets beside a model.

use super::fields::{Field, Shape, Takes};
use super::reader::Reader;
use super::section::Section;
use super::{Discount, Model, value};
use crate::calibrate::{Data, Over, Target};
use crate::fault::{Fault, did_you_mean};
use crate::random::normal_from_interval;

const fn field(name: &'static str, takes: Takes, required: bool) -> Field {
    Field {
        name,
        takes,
        required,
    }
}

/// The file.
const FILE: Shape = Shape {
    title: "A file of targets",
    fields: &[field("targets", Takes::Table, true)],
};

/// `[targets.NAME]`.
const TARGET: Shape = Shape {
    title: "A target",
    fields: &[
        field("label", Takes::Text, false),
        field("strategy", Takes::Text, false),
        field("outcome", Takes::Text, false),
        field("cost", Takes::Text, false),
        field("year", Takes::Constant, false),
        field(
            "over",
            Takes::Several("a number, or the name of an outcome in quotes"),
            false,
        ),
        field(
            "data",
            Takes::Word(&["normal", "binomial", "poisson"]),
            true,
        ),
        field("value", Takes::Constant, false),
        field("sd", Takes::Constant, false),
        field("low", Takes::Constant, false),
        field("high", Takes::Constant, false),
        field("level", Takes::Constant, false),
        field("events", Takes::Constant, false),
        field("of", Takes::Constant, false),
        field("exposure", Takes::Constant, false),
    ],
};

/// Reads a file of targets for a model.
///
/// # Errors
/// Every fault found, in the order of the text.
pub fn targets(text: &str, model: &Model) -> Result<Vec<Target>, Vec<Fault>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tree = value::parse(text)?;
    let reader = Reader::new(text);
    let file = Section::open(&reader, &tree, "", &FILE);
    let found: Vec<Target> = file
        .table("targets")
        .iter()
        .filter_map(|(key, node)| {
            let path = format!("targets.{}", key.name);
            let section = Section::open(&reader, node, path, &TARGET);
            target(&reader, &section, &key.name, model)
        })
        .collect();
    if found.is_empty() && reader.is_clean() {
        let hint = "write a table [targets.NAME] for each thing that was counted";
        reader.fault(0, "targets", "there are no targets", hint);
    }
    if reader.is_clean() {
        Ok(found)
    } else {
        Err(reader.into_faults())
    }
}

fn target(
    reader: &Reader<'_>,
    section: &Section<'_, '_>,
    name: &str,
    model: &Model,
) -> Option<Target> {
    let fault = |field: &str, what: String, hint: &str| {
        reader.fault(section.start_of(field), &section.at(field), what, hint);
    };
    let strategy = match section.text("strategy") {
        None => Some(model.baseline),
        Some(wanted) => {
            let names = model.strategies.iter().map(|s| s.name.as_str());
            let found = names.clone().position(|n| n == wanted);
            if found.is_none() {
                let hint = near(wanted, names);
                fault(
                    "strategy",
                    format!("there is no strategy `{wanted}`"),
                    &hint,
                );
            }
            found
        }
    };
    let line_of = |field: &str, wanted: &str, cost: bool| {
        let lines = model.lines.iter().enumerate();
        let found = lines
            .clone()
            .find(|(_, l)| l.name == wanted && l.what.is_cost() == cost);
        if found.is_none() {
            let names = lines.filter(|(_, l)| l.what.is_cost() == cost);
            let hint = near(wanted, names.map(|(_, l)| l.name.as_str()));
            fault(
                field,
                format!("the model has no such line `{wanted}`"),
                &hint,
            );
        }
        let (index, line) = found?;
        if is_discounted(&line.discounting) {
            fault(
                field,
                format!("`{wanted}` is discounted in the model, and what is counted is not"),
                "calibrate with --undiscounted: the figures found are the same for any discounting",
            );
            return None;
        }
        Some(index)
    };
    let line = match (section.text("outcome"), section.text("cost")) {
        (Some(outcome), None) => line_of("outcome", outcome, false),
        (None, Some(cost)) => line_of("cost", cost, true),
        _ => {
            let what = "one of `outcome` and `cost` says what was counted".to_owned();
            fault("outcome", what, "name a line of the model");
            None
        }
    };
    let over = match section.node("over").map(|n| &n.value) {
        None => Some(Over::Number(1.0)),
        Some(value::Value::Text(other)) if !other.starts_with(|c: char| c.is_ascii_digit()) => {
            line_of("over", other, false).map(Over::Line)
        }
        Some(_) => section.constant("over").and_then(|number| {
            if number > 0.0 {
                return Some(Over::Number(number));
            }
            fault(
                "over",
                format!("{number} cannot divide"),
                "give a number above 0",
            );
            None
        }),
    };
    let years = model.time.years();
    let year = match section.constant("year") {
        None => Some(None),
        #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
        Some(year) if (1..=years).any(|y| y as f64 == year) =>
        {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "one of these years"
            )]
            Some(Some(year as usize - 1))
        }
        Some(year) => {
            let hint = format!("write a whole number from 1 to {years}");
            fault("year", format!("the model has no year {year}"), &hint);
            None
        }
    };
    let data = data(section, &fault);
    Some(Target {
        name: name.to_owned(),
        label: section.text("label").map(str::to_owned),
        strategy: strategy?,
        line: line?,
        year: year?,
        over: over?,
        data: data?,
    })
}

fn data(section: &Section<'_, '_>, fault: &dyn Fn(&str, String, &str)) -> Option<Data> {
    let kind = section.text("data")?;
    let fields: &[&str] = match kind {
        "normal" => &["value", "sd", "low", "high", "level"],
        "binomial" => &["events", "of"],
        "poisson" => &["events", "exposure"],
        _ => return None,
    };
    let all = [
        "value", "sd", "low", "high", "level", "events", "of", "exposure",
    ];
    for other in all.iter().filter(|f| !fields.contains(f)) {
        if section.node(other).is_some() {
            fault(
                other,
                format!("{kind} data have no `{other}`"),
                "take it out",
            );
        }
    }
    let number = |field: &str, usual: Option<f64>| {
        let given = section
            .node(field)
            .map_or(usual, |_| section.constant(field));
        if given.is_none() && section.node(field).is_none() {
            fault(
                field,
                format!("`{field}` is missing"),
                "say what was counted",
            );
        }
        given
    };
    let found = match kind {
        "normal" if section.node("sd").is_some() => {
            let (value, sd) = (number("value", None)?, number("sd", None)?);
            Data::Normal { value, sd }
        }
        "normal" => {
            let (low, high) = (number("low", None)?, number("high", None)?);
            let level = number("level", Some(0.95))?;
            match normal_from_interval(low, high, level) {
                Ok((middle, sd)) => Data::Normal {
                    value: number("value", Some(middle))?,
                    sd,
                },
                Err(error) => {
                    fault("low", error.to_string(), "give the ends of the interval");
                    return None;
                }
            }
        }
        "binomial" => Data::Binomial {
            events: number("events", None)?,
            of: number("of", None)?,
        },
        _ => Data::Poisson {
            events: number("events", None)?,
            exposure: number("exposure", Some(1.0))?,
        },
    };
    if let Some(what) = found.trouble() {
        fault("data", what.to_owned(), "correct what was counted");
        return None;
    }
    Some(found)
}

fn is_discounted(discount: &Discount) -> bool {
    discount.rate.is_some() || discount.figures.bands.iter().any(|(_, rate)| *rate != 0.0)
}

fn near<'a>(wanted: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    match did_you_mean(wanted, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", names.collect::<Vec<_>>().join(", ")),
    }
}
