//! How a cost stands in a budget: whose line, what pays for it, how its price rises, what of it
//! is cash, and whose hours it is.

use super::names::{Link, Meaning, Names};
use super::reader::{Expression, Reader};
use super::section::Section;
use super::value::Value;
use super::{Model, fields};
use crate::evidence::{bias_names, upper_bias};

/// How a cost line or a programme's price stands in a budget.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// Name of its budget line; its own name if not said.
    pub budget: Option<String>,
    /// What pays for it, in this order; what they leave is the payer's own budget.
    pub funding: Vec<Funding>,
    /// How much its price rises in a year, of parameters only; by the deflator if not said.
    pub inflation: Option<Expression>,
    /// Places in a unit that only closes whole.
    pub places: Option<f64>,
    /// What an hour is valued at, of parameters only, where the cost is somebody's time.
    pub hourly: Option<Expression>,
    /// How far it is likely to be too hopeful.
    pub optimism: Option<Optimism>,
}

/// A source that pays a share of a cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Funding {
    /// `base`, `grant`, `reserve` or `partner`.
    pub source: String,
    /// Share of the cost.
    pub share: f64,
    /// First calendar year of the last financial year in which it pays.
    pub until: Option<i32>,
}

/// A correction for optimism bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Optimism {
    /// Name in the data table, where it is from there.
    pub kind: Option<String>,
    /// Share by which a cost is likely to be higher, or a saving lower, before mitigation.
    pub bias: f64,
    /// Share of the bias that has been dealt with.
    pub mitigated: f64,
}

impl Optimism {
    /// The share that is left after mitigation.
    pub fn left(&self) -> f64 {
        self.bias * (1.0 - self.mitigated)
    }
}

impl Account {
    /// Reads the fields that a cost line and a price have in common.
    pub(super) fn read(section: &Section<'_, '_>) -> Self {
        let places = section.constant("places");
        if places.is_some_and(|n| n < 1.0) {
            let hint = "give how many places a unit has";
            section.refuse("places", "a unit has at least one place", hint);
        }
        if section
            .constant("cashable")
            .is_some_and(|share| !(0.0..=1.0).contains(&share))
        {
            section.refuse("cashable", "this is a share", "write a number from 0 to 1");
        }
        Self {
            budget: section.text("budget").map(str::to_owned),
            funding: funding(section),
            inflation: section.expression("inflation"),
            places,
            hourly: section.expression("hourly"),
            optimism: bias(section),
        }
    }

    /// Its formulas.
    pub fn formulas(&self) -> impl Iterator<Item = &Expression> {
        self.inflation.iter().chain(&self.hourly)
    }

    /// Refuses formulas that read anything but parameters.
    fn check(&self, reader: &Reader<'_>, names: &Names<'_>) {
        for expression in self.formulas() {
            let formula = &expression.formula;
            let is_parameter = |name: &str| match names.meaning(name, None) {
                Meaning::Node(node) => matches!(names.nodes[node].link, Link::Parameter(..)),
                _ => false,
            };
            let named = formula.names().filter(|(name, _)| !is_parameter(name));
            for (name, span) in named.chain(formula.tables()) {
                reader.fault(
                    expression.text_start + span.start,
                    &expression.path,
                    format!("`{name}` is not a parameter, and only parameters can stand here"),
                    "write a number, or a formula of parameters",
                );
            }
        }
    }
}

/// Refuses what any account of a model cannot read.
pub(super) fn check(reader: &Reader<'_>, model: &Model, names: &Names<'_>) {
    let prices = model.strategies.iter().flat_map(|s| &s.prices);
    let accounts = model.lines.iter().map(|l| &l.account);
    for account in accounts.chain(prices.map(|p| &p.account)) {
        account.check(reader, names);
    }
}

fn funding(section: &Section<'_, '_>) -> Vec<Funding> {
    let Some(node) = section.node("funding") else {
        return Vec::new();
    };
    let path = section.at("funding");
    let found: Vec<Funding> = match &node.value {
        Value::Text(source) if fields::FUNDING_SOURCES.contains(&source.as_str()) => {
            vec![Funding {
                source: source.clone(),
                share: 1.0,
                until: None,
            }]
        }
        Value::List(items) => items
            .iter()
            .enumerate()
            .filter_map(|(i, item)| {
                let path = format!("{path}[{i}]");
                let item = Section::open(section.reader, item, path, &fields::FUNDING);
                Some(Funding {
                    source: item.text("source")?.to_owned(),
                    share: item.constant("share").unwrap_or(1.0),
                    until: until(&item),
                })
            })
            .collect(),
        _ => {
            let hint = "write \"base\", \"grant\", \"reserve\", \"partner\", or a list of \
                        { source, share, until }";
            section.refuse("funding", "this is not a source of funding", hint);
            return Vec::new();
        }
    };
    let total = found.iter().fold(0.0, |sum, f| sum + f.share);
    if found.iter().any(|f| !(0.0..=1.0).contains(&f.share)) || total > 1.0 + 1e-9 {
        let what = "shares of funding lie between 0 and 1 and add to at most 1";
        section.refuse("funding", what, "what they leave is the payer's own budget");
    }
    found
}

/// The last financial year of a source.
fn until(section: &Section<'_, '_>) -> Option<i32> {
    let text = section.text("until")?;
    let year = financial_year(text);
    if year.is_none() {
        let what = format!("\"{text}\" is not a financial year");
        section.refuse("until", &what, "write it like \"2028/29\"");
    }
    year
}

/// The calendar year in which a financial year such as `"2028/29"` begins.
fn financial_year(text: &str) -> Option<i32> {
    let (first, last) = text.split_once('/')?;
    let (first, last): (i32, i32) = (first.parse().ok()?, last.parse().ok()?);
    ((1900..2200).contains(&first) && last == (first + 1) % 100).then_some(first)
}

fn bias(section: &Section<'_, '_>) -> Option<Optimism> {
    let node = section.node("optimism")?;
    let (inner, mitigated) = match &node.value {
        Value::Table(_) => {
            let path = section.at("optimism");
            let inner = Section::open(section.reader, node, path, &fields::OPTIMISM);
            let mitigated = inner.constant("mitigated").unwrap_or(0.0);
            (inner.node("bias")?, mitigated)
        }
        _ => (node, 0.0),
    };
    let named = match &inner.value {
        Value::Text(name) => upper_bias(name).map(|bias| (Some(name.clone()), bias)),
        _ => section
            .reader
            .constant(inner, &section.at("optimism"))
            .map(|bias| (None, bias)),
    };
    let sound = named.filter(|(_, bias)| *bias >= 0.0 && (0.0..=1.0).contains(&mitigated));
    let Some((kind, bias)) = sound else {
        let hint = format!(
            "give a share of 0 or more, or one of {}; `mitigated` is a share from 0 to 1",
            bias_names()
        );
        section.refuse("optimism", "this is not a bias that is known", &hint);
        return None;
    };
    Some(Optimism {
        kind,
        bias,
        mitigated,
    })
}

impl Model {
    /// How a line of the ledger stands in a budget: the model's lines, then the strategies' prices.
    pub fn account(&self, ledger_line: usize) -> Option<&Account> {
        let prices = self.strategies.iter().flat_map(|s| &s.prices);
        let mut accounts = self.lines.iter().map(|l| &l.account);
        match accounts.nth(ledger_line) {
            Some(account) => Some(account),
            None => prices
                .map(|p| &p.account)
                .nth(ledger_line - self.lines.len()),
        }
    }
}
