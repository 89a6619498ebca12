//! Warnings: what is allowed in a model but probably not meant.

use super::check::read_by;
use super::names::{Link, Names};
use super::{Counted, Distribution, Expression, Model, Parameter, Start};
use crate::fault::Fault;
use crate::random::Quantile;

/// For each grade of evidence, the least relative spread (sd / mean) that it can have: what was only
/// claimed is not known to a few per cent. A trial's figures may be as narrow as they are.
pub const LEAST_SPREAD: [(&str, f64); 4] = [
    ("matched", 0.05),
    ("before-after", 0.1),
    ("claim", 0.2),
    ("assumption", 0.2),
];

/// Every warning, in the order of the text.
pub fn lints(model: &Model) -> Vec<Fault> {
    let mut found = unused_parameters(model);
    found.extend(states(model));
    found.extend(periods(model));
    found.extend(model.parameters.iter().filter_map(narrow));
    found.sort_by_key(|w| (w.line, w.column));
    found
}

fn at_parameter(parameter: &Parameter, what: String, hint: &str) -> Fault {
    Fault {
        path: format!("parameters.{}", parameter.name),
        line: parameter.position.0,
        column: parameter.position.1,
        what,
        hint: hint.into(),
    }
}

/// Every formula that counts by itself: not one that only others may read.
fn roots(model: &Model) -> Vec<&Expression> {
    let mut all: Vec<&Expression> = model.entry.number.iter().collect();
    let starts = model.states.iter().map(|s| &s.start);
    for start in starts.chain(model.subgroups.iter().map(|g| &g.share)) {
        if let Start::Share(share) = start {
            all.push(share);
        }
    }
    let entries = model.rows.iter().flat_map(|r| &r.entries);
    all.extend(entries.map(|e| &e.formula));
    all.extend(
        model
            .places
            .iter()
            .flat_map(|p| std::iter::once(&p.number).chain(&p.need)),
    );
    all.extend(model.lines.iter().flat_map(|l| &l.terms).map(|t| &t.amount));
    let discounts = model.lines.iter().map(|line| &line.discounting);
    all.extend(
        discounts
            .chain([&model.cost_discounting])
            .filter_map(|discount| discount.rate.as_ref()),
    );
    all.extend(model.lines.iter().flat_map(|l| l.account.formulas()));
    for strategy in &model.strategies {
        all.extend(strategy.prices.iter().map(|p| &p.amount));
        all.extend(strategy.prices.iter().flat_map(|p| p.account.formulas()));
        let levers = [
            &strategy.reach,
            &strategy.take_up,
            &strategy.completion,
            &strategy.start,
        ];
        all.extend(levers.into_iter().flatten());
    }
    all
}

fn unused_parameters(model: &Model) -> Vec<Fault> {
    let groups: Vec<Option<usize>> = if model.subgroups.is_empty() {
        vec![None]
    } else {
        (0..model.subgroups.len()).map(Some).collect()
    };
    let mut used = vec![false; model.parameters.len()];
    for group in groups {
        for strategy in std::iter::once(None).chain((0..model.strategies.len()).map(Some)) {
            let names = Names::of(model, group, strategy);
            for root in roots(model) {
                for node in read_by(&names, root) {
                    // An effect and a later start read what was there before.
                    let mut link = Some(node);
                    while let Some(node) = link {
                        if let Link::Parameter(i, _) = names.nodes[node].link {
                            used[i] = true;
                        }
                        link = names.nodes[node].before;
                    }
                }
            }
        }
    }
    let unused = model.parameters.iter().zip(used).filter(|(_, used)| !used);
    unused
        .map(|(parameter, _)| {
            let what = format!("nothing reads `{}`", parameter.name);
            at_parameter(parameter, what, "use it in a formula, or take it out")
        })
        .collect()
}

fn states(model: &Model) -> Vec<Fault> {
    let mut reached: Vec<bool> = model
        .states
        .iter()
        .map(|s| !matches!(s.start, Start::None))
        .collect();
    for _ in 0..model.states.len() {
        for row in &model.rows {
            if reached[row.from] {
                let gate = row.gate.map(|g| g.to);
                let targets = row.entries.iter().map(|e| e.to).chain(row.rest).chain(gate);
                targets.for_each(|to| reached[to] = true);
            }
        }
    }
    let mut found = Vec::new();
    for (i, state) in model.states.iter().enumerate() {
        let path = format!("states.{}", state.name);
        if !reached[i] {
            let what = format!("nobody ever comes to `{}`", state.name);
            let hint = "let people start there or add a transition to it";
            found.push(Fault::without_place(&path, what, hint));
            continue;
        }
        let is_absorbing = !model.rows.iter().any(|r| r.from == i);
        let costs = |line: &&super::Line| {
            line.what.is_cost()
                && line
                    .terms
                    .iter()
                    .any(|t| matches!(&t.counted, Counted::While(states) if states.contains(&i)))
        };
        if let Some(line) = model.lines.iter().find(costs).filter(|_| is_absorbing) {
            let what = format!(
                "nobody ever leaves `{}`, and `{}` goes on being paid there",
                state.name, line.name
            );
            let hint = format!(
                "add [transitions.{0}]; if staying is meant, write {0} = \"rest\" there",
                state.name
            );
            found.push(Fault::without_place(&path, what, hint));
        }
    }
    found
}

/// Money per cycle, where a cycle is not a year, is where months and years are most often mistaken.
fn periods(model: &Model) -> Vec<Fault> {
    let is_year = (model.time.cycle - 1.0).abs() < 1e-9;
    let mut found = Vec::new();
    for line in model.lines.iter().filter(|l| l.what.is_cost() && !is_year) {
        for term in &line.terms {
            let by_cycle = (term.period_factor - 1.0).abs() < 1e-12;
            let mut read = term.amount.formula.names().filter_map(|(name, _)| {
                let parameter = &model.parameters[model.parameter(name)?];
                let said = [&parameter.label, &parameter.unit, &parameter.explain];
                said.into_iter()
                    .flatten()
                    .any(|text| {
                        let text = text.to_lowercase();
                        ["a year", "per year", "annual", "yearly"]
                            .iter()
                            .any(|word| text.contains(word))
                    })
                    .then_some(name)
            });
            if let (Counted::While(_), true, Some(name)) = (&term.counted, by_cycle, read.next()) {
                found.push(Fault {
                    path: term.amount.path.clone(),
                    line: term.amount.place.0,
                    column: term.amount.place.1,
                    what: format!(
                        "`{name}` says that it is for a year, but it is paid in every cycle of \
                         {:.3} years",
                        model.time.cycle
                    ),
                    hint: "write per = \"1 year\"".into(),
                });
            }
        }
    }
    found
}

fn narrow(parameter: &Parameter) -> Option<Fault> {
    let grade = parameter.evidence.as_deref()?;
    let (_, least) = LEAST_SPREAD.iter().find(|(g, _)| *g == grade)?;
    let distribution = parameter.distribution.as_ref()?;
    let spread = match distribution {
        Distribution::Fixed(_) => 0.0,
        other => {
            let quantiles = other.quantiles().ok()?;
            let only = quantiles.first().filter(|_| quantiles.len() == 1)?;
            only.sd() / Quantile::mean(only).abs()
        }
    };
    (spread < *least).then(|| {
        let what = format!(
            "`{}` is graded \"{grade}\" but given to within {:.0} %",
            parameter.name,
            100.0 * spread
        );
        at_parameter(
            parameter,
            what,
            "nobody knows it so well: widen its distribution",
        )
    })
}
