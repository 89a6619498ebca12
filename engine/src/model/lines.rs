//! Ledger lines: costs and outcomes, their counting and their discounting.

use super::counting::{own_discounting, read_counting, read_discounting};
use super::each;
use super::figures::rebase;
use super::reader::Reader;
use super::section::Section;
use super::states::state_index;
use super::units::Duration;
use super::value::{Node, Value};
use super::{
    Account, Counted, Counting, Discount, Line, State, Term, Time, What, attributes, fields,
};

/// What lines and strategies are read against.
pub(super) struct Context<'r, 'n> {
    pub reader: &'r Reader<'r>,
    pub states: &'r [State],
    pub time: &'r Time,
    pub price_year: Option<&'r str>,
    pub file: &'r Section<'r, 'n>,
}

/// Reads `[costs]`, then `[outcomes]`; with them the discounting of costs.
pub(super) fn lines(context: &Context<'_, '_>) -> (Vec<Line>, Discount) {
    let Context { reader, file, .. } = context;
    let counting_section = file
        .node("counting")
        .map(|n| Section::open(reader, n, "counting", &fields::COUNTING));
    let discounting = file
        .node("discounting")
        .map(|n| Section::open(reader, n, "discounting", &fields::DISCOUNTING));
    let mut lines = Vec::new();
    let mut of_costs = Discount::none();
    for (group, shape) in [("costs", &fields::COST), ("outcomes", &fields::OUTCOME)] {
        let default_discounting = discounting
            .as_ref()
            .map_or_else(Discount::none, |s| read_discounting(context, s, group));
        if group == "costs" {
            of_costs = default_discounting.clone();
        }
        let default_counting = counting_section
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
            let account = if group == "costs" {
                Account::read(&section)
            } else {
                Account::default()
            };
            let counts_people = |t: &Term| matches!(t.counted, Counted::While(_));
            if account.places.is_some() && !terms.iter().any(counts_people) {
                let hint = "use them with terms that have while_in and per";
                section.refuse("places", "places are counted by the people in states", hint);
            }
            let counting = own_counting.or_else(|| default_counting.clone());
            let events_as_rows = section
                .text("events")
                .or_else(|| counting_section.as_ref()?.text("events"))
                == Some("as-rows");
            let needs_counting = terms.iter().any(|t| match t.counted {
                Counted::While(_) => true,
                Counted::Moves(_) => events_as_rows,
                Counted::After(..) => false,
            });
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
                events_as_rows,
                discounting: section.node("discount").map_or_else(
                    || default_discounting.clone(),
                    |n| own_discounting(context, n, &section.at("discount"), &default_discounting),
                ),
                terms,
                account,
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
    let at_once =
        matches!(section.node("after").map(|n| &n.value), Some(Value::Number(n)) if *n == 0.0);
    let after = if at_once {
        Some(Duration::Cycles(0.0))
    } else {
        section.duration("after")
    };
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
    if after.is_none() && section.node("after").is_some() {
        return None;
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
        spread: attributes::spread(reader, &section),
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
    let known = each::names(context.file);
    let mut found = Vec::new();
    for (name, span) in section.names("strategies") {
        let all = known.iter().enumerate();
        let before = found.len();
        found.extend(
            all.filter(|(_, (heading, own))| heading == name || own == name)
                .map(|(index, _)| index),
        );
        if found.len() == before {
            let names: Vec<&str> = known.iter().map(|(_, own)| own.as_str()).collect();
            context.reader.fault(
                span.start,
                &section.at("strategies"),
                format!("there is no strategy `{name}`"),
                format!("the strategies are: {}", names.join(", ")),
            );
        }
    }
    found
}
