//! What can only be checked once all parts are known: names, circles, and what may read time.

use super::names::{CLOCK, HISTORY, Link, Meaning, Names, OF_HISTORY, STATE_CLOCK};
use super::reader::{Expression, Reader};
use super::{Counted, Model, Start, account, unique};
use crate::fault::did_you_mean;
use crate::formula::{FUNCTIONS, Varies};

/// What a formula may read, beside parameters and formulas.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum May {
    /// Fixed figures only.
    Fixed,
    /// Neither time nor what differs between persons.
    Pooled,
    /// The calendar, but nothing that differs between persons.
    Calendar,
    /// No time.
    Timeless,
    /// Cycle, time, age.
    Time,
    /// Time in the present state as well.
    StateTime,
}

pub(super) fn check(reader: &Reader<'_>, model: &Model) {
    unique::unique_names(reader, model);
    let bare = Names::of(model, None, None);
    report_circles(reader, &bare, "formulas");
    for (i, node) in bare.nodes.iter().enumerate() {
        for expression in &node.expressions {
            check_names(reader, model, &bare, expression, Some(i), May::StateTime);
        }
    }
    check_amounts(reader, model, &bare);
    account::check(reader, model, &bare);
    let known = bare.circles.len();
    for (i, strategy) in model.strategies.iter().enumerate() {
        let names = Names::of(model, None, Some(i));
        if names.circles.len() > known {
            report_circles(reader, &names, &format!("strategies.{}", strategy.name));
        }
        let own = names
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, n)| matches!(n.link, Link::Set(_) | Link::Effect(_)));
        for (i, node) in own {
            for expression in &node.expressions {
                check_names(reader, model, &names, expression, Some(i), May::StateTime);
            }
        }
        for price in &strategy.prices {
            check_names(reader, model, &names, &price.amount, None, May::Time);
            check_rebased_once(reader, model, &names, &price.amount, price.factor);
        }
        for lever in [&strategy.reach, &strategy.take_up, &strategy.completion]
            .into_iter()
            .flatten()
        {
            check_names(reader, model, &bare, lever, None, May::Timeless);
        }
        if let Some(start) = &strategy.start {
            check_names(reader, model, &bare, start, None, May::Fixed);
        }
        // With a strategy's changes a timeless formula may come to read time.
        check_memory(reader, model, &names);
    }
    for i in 0..model.subgroups.len() {
        check_subgroup(reader, model, &bare, i);
    }
}

/// A subgroup's own formulas, and what they make of the others.
fn check_subgroup(reader: &Reader<'_>, model: &Model, bare: &Names<'_>, subgroup: usize) {
    let group = &model.subgroups[subgroup];
    let path = format!("subgroups.{}", group.name);
    if let Start::Share(share) = &group.share {
        check_names(reader, model, bare, share, None, May::Pooled);
    }
    for (name, expression) in &group.set {
        if !bare.all().any(|known| known == name) {
            let hint = did_you_mean(name, bare.all()).map_or_else(
                || "name a parameter or formula of the model".into(),
                |near| format!("did you mean `{near}`?"),
            );
            let what = format!("there is no parameter or formula `{name}`");
            reader.fault(expression.span.start, &expression.path, what, hint);
        }
    }
    let alone = Names::of(model, Some(subgroup), None);
    for (i, node) in alone.nodes.iter().enumerate() {
        if matches!(node.link, Link::Group(_)) {
            for expression in &node.expressions {
                check_names(reader, model, &alone, expression, Some(i), May::StateTime);
            }
        }
    }
    let own = |node: &usize| matches!(alone.nodes[*node].link, Link::Group(_));
    let own = |e: &Expression| read_by(&alone, e).iter().any(own);
    if let Some(number) = model.entry.number.as_ref().filter(|n| own(n)) {
        reader.fault(
            number.span.start,
            &number.path,
            format!("the number of people depends on what `{path}` sets"),
            "say how many are in a subgroup by its share",
        );
    }
    for number in model.places.iter().map(|p| &p.number).filter(|n| own(n)) {
        reader.fault(
            number.span.start,
            &number.path,
            format!("the number of places depends on what `{path}` sets"),
            "subgroups compete for the same places: give each its own [places] if it has some",
        );
    }
    let treated = (0..model.strategies.len()).map(|s| Names::of(model, Some(subgroup), Some(s)));
    for names in std::iter::once(alone).chain(treated) {
        if names.circles.len() > bare.circles.len() {
            report_circles(reader, &names, &path);
        }
        check_memory(reader, model, &names);
    }
}

fn check_amounts(reader: &Reader<'_>, model: &Model, bare: &Names<'_>) {
    if let Some(number) = &model.entry.number {
        check_names(reader, model, bare, number, None, May::Pooled);
    }
    for state in &model.states {
        if let Start::Share(share) = &state.start {
            check_names(reader, model, bare, share, None, May::Timeless);
        }
    }
    for row in &model.rows {
        for entry in &row.entries {
            check_names(reader, model, bare, &entry.formula, None, May::StateTime);
        }
    }
    let discounts = model.lines.iter().map(|line| &line.discounting);
    for rate in discounts
        .chain([&model.cost_discounting])
        .filter_map(|discount| discount.rate.as_ref())
    {
        check_names(reader, model, bare, rate, None, May::Fixed);
    }
    for place in &model.places {
        check_names(reader, model, bare, &place.number, None, May::Calendar);
        if let Some(need) = &place.need {
            check_names(reader, model, bare, need, None, May::StateTime);
        }
    }
    for line in &model.lines {
        for term in &line.terms {
            check_names(reader, model, bare, &term.amount, None, May::StateTime);
            check_rebased_once(reader, model, bare, &term.amount, term.price_factor);
        }
    }
    check_memory(reader, model, bare);
}

/// Time in state can be read only where a state with memory is left or counted.
fn check_memory(reader: &Reader<'_>, model: &Model, names: &Names<'_>) {
    // A person remembers everything.
    if model.follows_persons() {
        return;
    }
    let needs = |expression: &Expression| names.varies(expression).includes(Varies::STATE_TIME);
    let refuse = |expression: &Expression, state: usize| {
        let name = &model.states[state].name;
        reader.fault(
            expression.span.start,
            &expression.path,
            format!("this reads the time in a state, but `{name}` does not remember it"),
            format!("add memory = \"24 months\" to [states.{name}]"),
        );
    };
    for row in model
        .rows
        .iter()
        .filter(|r| model.states[r.from].memory.is_none())
    {
        row.entries
            .iter()
            .filter(|e| needs(&e.formula))
            .for_each(|e| refuse(&e.formula, row.from));
    }
    for row in &model.rows {
        let need = row.gate.and_then(|g| model.places[g.place].need.as_ref());
        if let Some(need) = need.filter(|_| model.states[row.from].memory.is_none())
            && needs(need)
        {
            refuse(need, row.from);
        }
    }
    for term in model
        .lines
        .iter()
        .flat_map(|l| &l.terms)
        .filter(|t| needs(&t.amount))
    {
        match &term.counted {
            Counted::While(states) => {
                states
                    .iter()
                    .filter(|s| model.states[**s].memory.is_none())
                    .for_each(|s| refuse(&term.amount, *s));
            }
            _ => reader.fault(
                term.amount.span.start,
                &term.amount.path,
                "an amount that is counted once cannot read the time in a state",
                "use a term with while_in and per",
            ),
        }
    }
}

fn check_rebased_once(
    reader: &Reader<'_>,
    model: &Model,
    names: &Names<'_>,
    amount: &Expression,
    factor: f64,
) {
    #[expect(
        clippy::float_cmp,
        reason = "a factor that was never set is exactly one"
    )]
    if factor == 1.0 {
        return;
    }
    let rebased = read_by(names, amount).into_iter().find_map(|node| {
        let Link::Parameter(i, _) = names.nodes[node].link else {
            return None;
        };
        Some(&model.parameters[i]).filter(|p| p.price_year.is_some())
    });
    if let Some(parameter) = rebased {
        reader.fault(
            amount.span.start,
            &amount.path,
            format!(
                "`{}` is rebased already, so this would be rebased twice",
                parameter.name
            ),
            "take price_year off the one or the other",
        );
    }
}

/// Every node that an expression reads, directly or through others.
pub(super) fn read_by(names: &Names<'_>, expression: &Expression) -> Vec<usize> {
    let mut open = Vec::new();
    let push = |expression: &Expression, inside: Option<usize>, open: &mut Vec<usize>| {
        open.extend(expression.formula.names().filter_map(|(name, _)| {
            match names.meaning(name, inside) {
                Meaning::Node(node) => Some(node),
                _ => None,
            }
        }));
    };
    push(expression, None, &mut open);
    let (mut seen, mut found) = (vec![false; names.nodes.len()], Vec::new());
    while let Some(node) = open.pop() {
        if std::mem::replace(&mut seen[node], true) {
            continue;
        }
        found.push(node);
        for expression in &names.nodes[node].expressions {
            push(expression, Some(node), &mut open);
        }
    }
    found
}

fn check_names(
    reader: &Reader<'_>,
    model: &Model,
    names: &Names<'_>,
    expression: &Expression,
    inside: Option<usize>,
    may: May,
) {
    let fault = |start: usize, what: String, hint: String| {
        reader.fault(expression.text_start + start, &expression.path, what, hint);
    };
    for (name, span) in expression.formula.names() {
        let varies = match names.meaning(name, inside) {
            Meaning::Unknown if is_share_of_a_faulty_parameter(model, name) => continue,
            Meaning::Unknown => {
                let (what, hint) = unknown(model, names, name);
                fault(span.start, what, hint);
                continue;
            }
            Meaning::Clock(_) if name == "age" && !model.knows_age() => {
                fault(
                    span.start,
                    "nobody's age is known".into(),
                    "add age, in years at entry, to [time] or to every subgroup".into(),
                );
                continue;
            }
            Meaning::Clock(varies) => varies,
            Meaning::History(..) => OF_HISTORY,
            Meaning::Node(node) => names.nodes[node].varies,
        };
        if varies.includes(Varies::PERSON) && may < May::Timeless {
            fault(
                span.start,
                format!("`{name}` differs between persons, which cannot be used here"),
                "use figures that are the same for everybody".into(),
            );
            continue;
        }
        let time = varies.includes(Varies::CYCLE) || varies.includes(Varies::ENTRY);
        let state = varies.includes(Varies::STATE_TIME);
        let draw = varies.includes(Varies::DRAW);
        let same = may == May::Calendar && !varies.includes(Varies::ENTRY) && !state;
        if (time && may < May::Time && !same) || (state && may < May::StateTime) {
            fault(
                span.start,
                format!("`{name}` changes over time, which cannot be used here"),
                "use figures that stay the same throughout".into(),
            );
        } else if may == May::Fixed && draw && !is_fixed(model, name) {
            fault(
                span.start,
                format!("`{name}` is uncertain, and this must be one figure"),
                "use a number, or a parameter with a value".into(),
            );
        }
    }
    for (name, span) in expression.formula.tables() {
        if !model.tables.iter().any(|t| t.name == name) {
            let known = model
                .tables
                .iter()
                .map(|t| t.name.as_str())
                .chain(FUNCTIONS.iter().map(|f| f.name));
            let hint = did_you_mean(name, known).map_or_else(
                || format!("declare a table: [tables.{name}]"),
                |near| format!("did you mean `{near}`?"),
            );
            fault(
                span.start,
                format!("there is no function or table `{name}`"),
                hint,
            );
        }
    }
}

fn is_fixed(model: &Model, name: &str) -> bool {
    model.parameter(name).is_some_and(|i| {
        matches!(
            model.parameters[i].distribution,
            Some(super::Distribution::Fixed(_)) | None
        )
    })
}

/// A distribution that could not be read has been reported already; its shares are unknown.
fn is_share_of_a_faulty_parameter(model: &Model, name: &str) -> bool {
    let parameter = name.split_once('.').and_then(|(p, _)| model.parameter(p));
    parameter.is_some_and(|i| model.parameters[i].distribution.is_none())
}

fn unknown(model: &Model, names: &Names<'_>, name: &str) -> (String, String) {
    if let Some(parameter) = model.parameter(name) {
        let prefix = format!("{}.", model.parameters[parameter].name);
        let parts: Vec<&str> = names
            .nodes
            .iter()
            .filter(|n| n.name.starts_with(&prefix))
            .map(|n| n.name.as_str())
            .collect();
        return (
            format!("`{name}` is several shares"),
            format!("name one of them: {}", parts.join(", ")),
        );
    }
    if let Some((what, _)) = name.split_once('.').filter(|(w, _)| HISTORY.contains(w)) {
        let states = model.states.iter().map(|s| format!("{what}.{}", s.name));
        let states: Vec<String> = states.collect();
        return (
            format!("there is no state for `{name}`"),
            format!("write one of {}", states.join(", ")),
        );
    }
    let known = names.all().chain(CLOCK.map(|(n, _)| n)).chain(STATE_CLOCK);
    let hint = match did_you_mean(name, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("declare it: [parameters.{name}], or a line under [formulas]"),
    };
    (format!("nothing is called `{name}`"), hint)
}

fn report_circles(reader: &Reader<'_>, names: &Names<'_>, path: &str) {
    for circle in &names.circles {
        let ring: Vec<&str> = circle
            .iter()
            .chain(circle.first())
            .map(|n| names.nodes[*n].name.as_str())
            .collect();
        let place = circle
            .iter()
            .find_map(|n| names.nodes[*n].expressions.first());
        let (at, path) = place.map_or((0, path), |e| (e.span.start, e.path.as_str()));
        reader.fault(
            at,
            path,
            format!(
                "these formulas depend on each other in a circle: {}",
                ring.join(" -> ")
            ),
            "break the circle: one of them must not read the next",
        );
    }
}
