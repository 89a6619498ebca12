//! Ledger lines: costs and outcomes, their counting and their discounting.

use super::decode::{rebase, state_index};
use super::fields;
use super::section::{Reader, Section};
use super::value::{Node, Value};
use super::{Counted, Counting, Discounting, Line, Moment, State, Term, Time, What, WithinYear};
use crate::appraise::discount;
use crate::fault::did_you_mean;

/// What lines and strategies are read against.
pub(super) struct Context<'r, 'n> {
    pub reader: &'r Reader<'r>,
    pub states: &'r [State],
    pub time: &'r Time,
    pub price_year: Option<&'r str>,
    pub file: &'r Section<'r, 'n>,
}

const METHODS: [&str; 6] = [
    "beginning",
    "end",
    "life-table",
    "every-row",
    "half-cycle",
    "simpson",
];

/// Reads `[costs]`, then `[outcomes]`; with them the discounting of costs.
pub(super) fn lines(context: &Context<'_, '_>) -> (Vec<Line>, Discounting) {
    let Context { reader, file, .. } = context;
    let counting = file
        .node("counting")
        .map(|n| Section::open(reader, n, "counting", &fields::COUNTING));
    let discounting = file
        .node("discounting")
        .map(|n| Section::open(reader, n, "discounting", &fields::DISCOUNTING));
    let mut lines = Vec::new();
    let mut of_costs = Discounting::none();
    for (group, shape) in [("costs", &fields::COST), ("outcomes", &fields::OUTCOME)] {
        let default_discounting = discounting
            .as_ref()
            .map_or_else(Discounting::none, |s| read_discounting(context, s, group));
        if group == "costs" {
            of_costs = default_discounting.clone();
        }
        let default_counting = counting
            .as_ref()
            .and_then(|s| s.node(group))
            .and_then(|n| read_counting(context, n, &format!("counting.{group}")));
        for (key, node) in file.table(group) {
            let path = format!("{group}.{}", key.name);
            reader.name_is_usable(key, &path);
            let section = Section::open(reader, node, path.clone(), shape);
            let own_counting = section
                .node("count")
                .and_then(|n| read_counting(context, n, &section.at("count")));
            let terms: Vec<Term> = section
                .list("terms")
                .iter()
                .enumerate()
                .filter_map(|(i, node)| {
                    term(
                        context,
                        node,
                        format!("{path}.terms[{i}]"),
                        group == "costs",
                    )
                })
                .collect();
            let counting = own_counting.or_else(|| default_counting.clone());
            let needs_counting = terms.iter().any(|t| matches!(t.counted, Counted::While(_)));
            if counting.is_none()
                && needs_counting
                && section.node("count").is_none()
                && counting_is_missing(context, group)
            {
                reader.fault(
                    section.span.start,
                    &path,
                    "nothing says how its rows are counted",
                    format!("add `{group} = \"half-cycle\"` to [counting], or `count` here"),
                );
            }
            lines.push(Line {
                name: key.name.clone(),
                label: section.text("label").map(str::to_owned),
                what: what(&section, group),
                counting: counting.unwrap_or(Counting::End),
                discounting: section.node("discount").map_or_else(
                    || default_discounting.clone(),
                    |n| own_discounting(context, n, &section.at("discount"), &default_discounting),
                ),
                terms,
            });
        }
    }
    (lines, of_costs)
}

fn counting_is_missing(context: &Context<'_, '_>, group: &str) -> bool {
    context
        .file
        .table("counting")
        .iter()
        .all(|(key, _)| key.name != group)
}

fn what(section: &Section<'_, '_>, group: &str) -> What {
    if group == "costs" {
        What::Cost {
            payer: section.text("payer").unwrap_or_default().to_owned(),
            kind: section.text("kind").unwrap_or("fiscal").to_owned(),
            cashable: section.constant("cashable"),
        }
    } else {
        What::Outcome {
            unit: section.text("unit").map(str::to_owned),
            less_is_better: section.text("better") == Some("less"),
        }
    }
}

fn read_counting(context: &Context<'_, '_>, node: &Node, path: &str) -> Option<Counting> {
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
fn read_discounting(
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
fn own_discounting(
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

fn term(context: &Context<'_, '_>, node: &Node, path: String, is_cost: bool) -> Option<Term> {
    let Context {
        reader,
        states,
        time,
        ..
    } = context;
    let section = Section::open(reader, node, path.clone(), &fields::TERM);
    let place = |name: &str| {
        let found = section.names(name).into_iter();
        found
            .filter_map(|(state, span)| {
                state_index(reader, states, state, span.start, &section.at(name))
            })
            .collect::<Vec<_>>()
    };
    let given: Vec<&str> = ["while_in", "on_entering", "on_leaving", "on_transition"]
        .into_iter()
        .filter(|n| section.node(n).is_some())
        .collect();
    if given.len() != 1 {
        reader.fault(
            node.span.start,
            &path,
            "a term counts one thing",
            "give one of while_in, on_entering, on_leaving, on_transition",
        );
        return None;
    }
    let after = section.duration("after");
    let pairs = |keep: &dyn Fn(usize, usize) -> bool| {
        let all = (0..states.len()).flat_map(|a| (0..states.len()).map(move |b| (a, b)));
        Counted::Moves(all.filter(|&(a, b)| a != b && keep(a, b)).collect())
    };
    let counted = match given[0] {
        "while_in" => match after {
            None => Counted::While(place("while_in")),
            Some(after) => {
                let cycles = after.whole_cycles(time.cycle).filter(|c| *c <= time.cycles);
                if cycles.is_none() {
                    reader.fault(
                        section.start_of("after"),
                        &section.at("after"),
                        "`after` must be a whole number of cycles within the horizon",
                        "write \"12 months\" or \"12 cycles\"",
                    );
                }
                Counted::After(cycles?, place("while_in"))
            }
        },
        "on_entering" => {
            let to = place("on_entering");
            pairs(&|_, b| to.contains(&b))
        }
        "on_leaving" => {
            let from = place("on_leaving");
            pairs(&|a, _| from.contains(&a))
        }
        _ => Counted::Moves(
            section
                .names("on_transition")
                .into_iter()
                .filter_map(|(text, span)| arrow(context, &section, text, span.start))
                .collect(),
        ),
    };
    if after.is_some() && given[0] != "while_in" {
        reader.fault(
            section.start_of("after"),
            &section.at("after"),
            "`after` goes with `while_in` only",
            "leave it out",
        );
    }
    let per = section.duration("per").map(|per| per.years(time.cycle));
    let needs_per = matches!(counted, Counted::While(_));
    if needs_per != section.node("per").is_some() {
        let (what, hint) = if needs_per {
            (
                "nothing says what period the amount is for",
                "add per = \"1 year\", or per = \"cycle\"",
            )
        } else {
            (
                "this is counted once, so the amount has no period",
                "leave `per` out",
            )
        };
        reader.fault(section.start_of("per"), &section.at("per"), what, hint);
    }
    if !is_cost && section.node("price_year").is_some() {
        reader.fault(
            section.start_of("price_year"),
            &section.at("price_year"),
            "an outcome is not money",
            "leave `price_year` out",
        );
    }
    let rebase = rebase(
        reader,
        section.price_year("price_year").as_deref(),
        context.price_year,
        section.start_of("price_year"),
        &section.at("price_year"),
    );
    Some(Term {
        counted,
        amount: section.expression("amount")?,
        period_factor: per.map_or(1.0, |per| time.cycle / per),
        price_factor: rebase,
        strategies: section
            .node("strategies")
            .map(|_| strategy_indices(context, &section)),
    })
}

/// Reads `"A -> B"`.
fn arrow(
    context: &Context<'_, '_>,
    section: &Section<'_, '_>,
    text: &str,
    at: usize,
) -> Option<(usize, usize)> {
    let path = section.at("on_transition");
    let Some((from, to)) = text.split_once("->") else {
        context.reader.fault(
            at,
            &path,
            format!("\"{text}\" is not a transition"),
            "write \"home -> care\"",
        );
        return None;
    };
    let state = |name: &str| state_index(context.reader, context.states, name.trim(), at, &path);
    let (from, to) = (state(from), state(to));
    if from.is_some() && from == to {
        context.reader.fault(
            at,
            &path,
            "staying is not a transition",
            "use while_in for those who stay",
        );
    }
    Some((from?, to?))
}

fn strategy_indices(context: &Context<'_, '_>, section: &Section<'_, '_>) -> Vec<usize> {
    let names: Vec<&str> = context
        .file
        .table("strategies")
        .iter()
        .map(|(key, _)| key.name.as_str())
        .collect();
    let find = |(name, span): (&str, std::ops::Range<usize>)| {
        let found = names.iter().position(|n| *n == name);
        if found.is_none() {
            context.reader.fault(
                span.start,
                &section.at("strategies"),
                format!("there is no strategy `{name}`"),
                format!("the strategies are: {}", names.join(", ")),
            );
        }
        found
    };
    section
        .names("strategies")
        .into_iter()
        .filter_map(find)
        .collect()
}
