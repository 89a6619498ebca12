//! Strategies: what is replaced, what changes for a time, what it costs, who is reached.

use super::each::members;
use super::fields;
use super::figures::{rebase, scope};
use super::lines::Context;
use super::reader::Expression;
use super::section::Section;
use super::value::{Key, Node, Value};
use super::{Account, Effect, How, Line, Parameter, Price, Scope, Strategy, What};
use crate::fault::did_you_mean;

/// Reads all strategies and finds the baseline.
pub(super) fn strategies(
    context: &Context<'_, '_>,
    parameters: &[Parameter],
    lines: &[Line],
    formulas: &[(String, Expression)],
) -> (Vec<Strategy>, usize) {
    let reading = Reading {
        context,
        parameters,
        lines,
        formulas,
    };
    let entries = context.file.table("strategies");
    let reader = context.reader;
    if entries.is_empty() && context.file.node("strategies").is_some() {
        reader.fault(
            context.file.start_of("strategies"),
            "strategies",
            "there is no strategy",
            "add one: [strategies.none]",
        );
    }
    let mut baselines = Vec::new();
    let mut found: Vec<Strategy> = Vec::new();
    for (key, node) in entries {
        let each = reading.each(&format!("strategies.{}", key.name), node);
        for (name, own) in members(&key.name, node).into_iter().zip(each) {
            let (strategy, is_baseline) = reading.strategy(key, node, name, own);
            if is_baseline {
                baselines.push((found.len(), node.span.start));
            }
            if found.iter().any(|other| other.name == strategy.name) {
                reader.fault(
                    key.span.start,
                    "strategies",
                    format!("two strategies are called `{}`", strategy.name),
                    "choose another name for one of them",
                );
            }
            found.push(strategy);
        }
    }
    if let Some((_, at)) = baselines.get(1) {
        reader.fault(
            *at,
            "strategies",
            "two strategies are the baseline",
            "keep one `baseline = true`, and on one strategy only",
        );
    }
    (found, baselines.first().map_or(0, |(index, _)| *index))
}

pub(super) struct Reading<'a, 'r, 'n> {
    pub(super) context: &'a Context<'r, 'n>,
    parameters: &'a [Parameter],
    lines: &'a [Line],
    formulas: &'a [(String, Expression)],
}

impl Reading<'_, '_, '_> {
    fn strategy(
        &self,
        key: &Key,
        node: &Node,
        name: String,
        own: Vec<(String, Expression)>,
    ) -> (Strategy, bool) {
        let reader = self.context.reader;
        let path = format!("strategies.{}", key.name);
        reader.name_is_usable(key, &path);
        let section = Section::open(reader, node, path.clone(), &fields::STRATEGY);
        let label = section.text("label").map(|label| {
            let values = own
                .iter()
                .map(|(n, e)| format!("{n} = {}", e.formula.text()));
            match values.collect::<Vec<_>>().join(", ") {
                values if values.is_empty() => label.to_owned(),
                values => format!("{label} ({values})"),
            }
        });
        let mut set = own;
        for (key, node) in section.table("set") {
            let path = format!("{path}.set.{}", key.name);
            self.changes_a_name(&key.name, key.span.start, &path);
            if set.iter().any(|(name, _)| *name == key.name) {
                let what = format!("`{}` stands in `each` as well", key.name);
                reader.fault(key.span.start, &path, what, "set it in one place");
            }
            if let Some(expression) = reader.expression(node, &path) {
                set.push((key.name.clone(), expression));
            }
        }
        let mut scopes = Vec::new();
        let effects: Vec<Effect> = section
            .list("effects")
            .iter()
            .enumerate()
            .filter_map(|(i, node)| self.effect(node, format!("{path}.effects[{i}]"), &mut scopes))
            .collect();
        let scope = self.levers(&section, &scopes);
        let prices = match section.node("price") {
            None => Vec::new(),
            Some(node) => match &node.value {
                Value::List(items) => items
                    .iter()
                    .enumerate()
                    .filter_map(|(i, n)| self.price(n, format!("{path}.price[{i}]")))
                    .collect(),
                _ => self
                    .price(node, format!("{path}.price"))
                    .into_iter()
                    .collect(),
            },
        };
        let strategy = Strategy {
            name,
            label,
            set,
            effects,
            prices,
            scope,
            reach: section.expression("reach"),
            take_up: section.expression("take_up"),
            completion: section.expression("completion"),
            start: section.expression("start"),
            threshold: section
                .node("threshold")
                .and_then(|n| self.threshold(n, format!("{path}.threshold"))),
        };
        (strategy, section.flag("baseline"))
    }

    /// Notes a name that is neither a parameter nor a formula.
    pub(super) fn changes_a_name(&self, name: &str, at: usize, path: &str) {
        let names = || {
            self.parameters
                .iter()
                .map(|p| p.name.as_str())
                .chain(self.formulas.iter().map(|(n, _)| n.as_str()))
        };
        if !names().any(|n| n == name) {
            let hint = did_you_mean(name, names()).map_or_else(
                || "name a parameter or a formula".into(),
                |near| format!("did you mean `{near}`?"),
            );
            self.context.reader.fault(
                at,
                path,
                format!("there is no parameter or formula `{name}`"),
                hint,
            );
        }
    }

    fn effect(
        &self,
        node: &Node,
        path: String,
        scopes: &mut Vec<(Scope, usize)>,
    ) -> Option<Effect> {
        let reader = self.context.reader;
        let section = Section::open(reader, node, path.clone(), &fields::EFFECT);
        let on = section.text("on")?.to_owned();
        self.changes_a_name(&on, section.start_of("on"), &section.at("on"));
        let ways: Vec<(How, &str)> = [(How::Times, "times"), (How::Plus, "plus"), (How::To, "to")]
            .into_iter()
            .filter(|(_, name)| section.node(name).is_some())
            .collect();
        let [(how, field)] = ways[..] else {
            reader.fault(
                node.span.start,
                &path,
                "an effect changes its value in one way",
                "give one of times, plus, to",
            );
            return None;
        };
        let amount = section.expression(field)?;
        if section.node("fades").is_some() && section.node("lasts").is_none() {
            reader.fault(
                section.start_of("fades"),
                &section.at("fades"),
                "`fades` needs `lasts`",
                "add lasts = 0 if it fades from the beginning",
            );
        }
        match section.text("scope").and_then(scope) {
            Some(scope) => scopes.push((scope, node.span.start)),
            None => {
                let of = amount
                    .formula
                    .names()
                    .filter_map(|(name, _)| self.parameters.iter().find(|p| p.name == name)?.scope);
                scopes.extend(of.map(|scope| (scope, node.span.start)));
            }
        }
        Some(Effect {
            on,
            how,
            amount,
            lasts: section.expression("lasts"),
            fades: section.expression("fades"),
        })
    }

    /// Refuses levers that would dilute an effect twice; returns what the effects are effects of.
    fn levers(&self, section: &Section<'_, '_>, scopes: &[(Scope, usize)]) -> Scope {
        let reader = self.context.reader;
        let first = scopes.first().map(|(scope, _)| *scope);
        if let Some((_, at)) = scopes.iter().find(|(scope, _)| Some(*scope) != first) {
            reader.fault(*at, &section.at("effects"), "the effects of one strategy are measured on different people: those offered, those who met, or those who completed", "use effects of one scope, or split the strategy");
        }
        for (field, least, done) in [
            ("take_up", Scope::Met, "said no"),
            ("completion", Scope::Completed, "did not finish"),
        ] {
            if section.node(field).is_none() {
                continue;
            }
            match first {
                Some(scope) if scope < least => {
                    let measured = if scope == Scope::Offered {
                        "per offer"
                    } else {
                        "per meeting"
                    };
                    reader.fault(section.start_of(field), &section.at(field), format!("the effect is measured {measured}, so it already includes those who {done}: `{field}` would dilute it twice"), format!("leave `{field}` out; to pay only for those who take part, multiply the price's amount; to offer to fewer people, use `reach`"));
                }
                None if !section.list("effects").is_empty() => {
                    reader.fault(section.start_of(field), &section.at(field), format!("`{field}` needs to know what the effect was measured on"), "add scope = \"offered\", \"met\" or \"completed\" to the effect or its parameter");
                }
                _ => {}
            }
        }
        let widest = if section.node("completion").is_some() {
            Scope::Completed
        } else if section.node("take_up").is_some() {
            Scope::Met
        } else {
            Scope::Offered
        };
        first.unwrap_or(widest)
    }

    fn price(&self, node: &Node, path: String) -> Option<Price> {
        let reader = self.context.reader;
        let section = Section::open(reader, node, path, &fields::PRICE);
        let what = What::Cost {
            payer: section.text("payer")?.to_owned(),
            kind: section.text("kind").unwrap_or("fiscal").to_owned(),
            cashable: section.constant("cashable"),
        };
        let per = section.text("per").and_then(scope);
        let (year, base) = (section.price_year("price_year"), self.context.price_year);
        let (at, path) = (section.start_of("price_year"), section.at("price_year"));
        Some(Price {
            per: per.unwrap_or(Scope::Offered),
            what,
            label: section.text("label").map(str::to_owned),
            amount: section.expression("amount")?,
            factor: rebase(reader, year.as_deref(), base, at, &path),
            account: Account::read(&section),
        })
    }

    fn threshold(&self, node: &Node, path: String) -> Option<(usize, usize)> {
        let reader = self.context.reader;
        let section = Section::open(reader, node, path, &fields::THRESHOLD);
        let name = section.text("parameter")?;
        let parameter = self.parameters.iter().position(|p| p.name == name);
        match parameter.map(|i| &self.parameters[i]) {
            None => reader.fault(
                section.start_of("parameter"),
                &section.at("parameter"),
                format!("there is no parameter `{name}`"),
                did_you_mean(name, self.parameters.iter().map(|p| p.name.as_str())).map_or_else(
                    || "name one that the model has".into(),
                    |n| format!("did you mean `{n}`?"),
                ),
            ),
            Some(p) if p.range.is_none() => reader.fault(
                section.start_of("parameter"),
                &section.at("parameter"),
                format!("`{name}` has no range to search in"),
                format!("add range = [low, high] to [parameters.{name}]"),
            ),
            Some(_) => {}
        }
        let name = section.text("outcome")?;
        let outcome = self
            .lines
            .iter()
            .position(|l| l.name == name && !l.what.is_cost());
        if outcome.is_none() {
            reader.fault(
                section.start_of("outcome"),
                &section.at("outcome"),
                format!("there is no outcome `{name}`"),
                did_you_mean(
                    name,
                    self.lines
                        .iter()
                        .filter(|l| !l.what.is_cost())
                        .map(|l| l.name.as_str()),
                )
                .map_or_else(
                    || "name one that the model has".into(),
                    |n| format!("did you mean `{n}`?"),
                ),
            );
        }
        Some((parameter?, outcome?))
    }
}
