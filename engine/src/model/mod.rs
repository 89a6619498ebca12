//! What an author writes: text to a checked [`Model`], with every fault at once.
//!
//! The language's reference is `docs/reference/model.md`.

mod account;
mod attributes;
mod check;
mod counting;
mod cycles;
mod decode;
mod distribution;
mod each;
pub mod fields;
mod figures;
mod joint;
mod lines;
pub mod lint;
pub mod names;
mod overrides;
pub(crate) mod place;
mod places;
mod reader;
mod reported;
mod sampled;
mod section;
mod states;
mod strategies;
mod subgroups;
mod targets;
mod toml;
mod unique;
mod units;
pub mod value;

pub use account::{Account, Funding, Optimism};
pub use attributes::Attribute;
pub use distribution::Distribution;
pub use overrides::{Change, Override, Overrides};
pub use places::Places;
pub use reader::Expression;
pub use reported::DistributionFault;
pub use sampled::{DrawTable, Sampled};
pub use subgroups::Subgroup;
pub use targets::targets;
pub use units::Duration;

use crate::fault::Fault;

/// Whether people can be followed one by one here, and places run out. A page shows cohorts, and is
/// smaller without.
pub(crate) const PERSONS: bool = cfg!(feature = "individual");

/// A model whose every name, unit and formula has been checked.
#[derive(Clone, Debug)]
pub struct Model {
    /// Hash of the content: the same for TOML and JSON, other for any other content.
    pub hash: String,
    /// Lower-case id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The question that it answers.
    pub question: Option<String>,
    /// Sources, limits, comparisons.
    pub notes: Option<String>,
    /// Nation of its figures.
    pub nation: Option<String>,
    /// Price year of all money.
    pub price_year: Option<String>,
    /// Word for one of those modelled.
    pub person: String,
    /// Word for many of those modelled.
    pub people: String,
    /// Parameters shown first, as indices.
    pub controls: Vec<usize>,
    /// Time.
    pub time: Time,
    /// Who is modelled.
    pub entry: Entry,
    /// States, in the order of the text.
    pub states: Vec<State>,
    /// Places that run out; none where nobody waits.
    pub places: Vec<Places>,
    /// One row for each state that can be left.
    pub rows: Vec<Row>,
    /// Parameters, in the order of the text.
    pub parameters: Vec<Parameter>,
    /// Parameters that vary together.
    pub correlations: Vec<Correlation>,
    /// What persons differ in from the start; none in a model of a cohort.
    pub attributes: Vec<Attribute>,
    /// Named formulas.
    pub formulas: Vec<(String, Expression)>,
    /// Tables.
    pub tables: Vec<Table>,
    /// People who differ from the start; none where all are alike.
    pub subgroups: Vec<Subgroup>,
    /// Ledger lines: costs, then outcomes.
    pub lines: Vec<Line>,
    /// How costs are discounted unless a line says otherwise: so are programmes' prices.
    pub cost_discounting: Discount,
    /// Strategies.
    pub strategies: Vec<Strategy>,
    /// Index of the strategy that others are compared with.
    pub baseline: usize,
}

/// Cycle, horizon and clock.
#[derive(Clone, Debug)]
pub struct Time {
    /// Length of a cycle in years.
    pub cycle: f64,
    /// The cycle as a count of units and how many make a year: what moments are worked out from.
    pub unit: (f64, f64),
    /// Number of cycles.
    pub cycles: usize,
    /// Year and month of the start.
    pub start: Option<(i32, u32)>,
    /// How much of the first year is over at the start, where years are not counted from there.
    pub gone: f64,
    /// Age at entry.
    pub age: Option<f64>,
    /// Whether rates of a row compete.
    pub competing: bool,
    /// Whether the ledger keeps every cycle apart, in place of years: see [`Model::by_cycle`].
    pub every_cycle: bool,
}

impl Time {
    /// Years after so many cycles: seven months are 7 / 12, to the bit.
    #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
    pub fn at(&self, cycles: usize) -> f64 {
        cycles as f64 * self.unit.0 / self.unit.1
    }

    /// Years that the horizon covers, the last perhaps in part.
    pub fn years(&self) -> usize {
        if self.every_cycle {
            return self.cycles + 1;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small whole number"
        )]
        let years = (self.at(self.cycles) + self.gone - 1e-6).ceil() as usize;
        years.max(1)
    }

    /// The year (from 0) in which a moment lies; the horizon's end belongs to the last.
    pub fn year_of(&self, cycles: usize) -> usize {
        if self.every_cycle {
            return cycles.min(self.cycles);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small whole number"
        )]
        let year = (self.at(cycles) + self.gone + 1e-6).floor() as usize;
        year.min(self.years() - 1)
    }
}

/// Who enters, and when.
#[derive(Clone, Debug)]
pub struct Entry {
    /// How many, in all or a period; one if not said.
    pub number: Option<Expression>,
    /// If people enter over time: share of `number` that enters each cycle, and for how many cycles.
    pub flow: Option<Flow>,
}

/// People who enter evenly over time.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// Cycles in a period divided into one: share of a period's people that enters each cycle.
    pub share_per_cycle: f64,
    /// Number of cycles at whose beginning people enter.
    pub cycles: usize,
}

/// A state.
#[derive(Clone, Debug)]
pub struct State {
    /// Name in formulas and results.
    pub name: String,
    /// Plain words.
    pub label: Option<String>,
    /// Share who start here.
    pub start: Start,
    /// Cycles for which time in the state is remembered; `None` if it is not.
    pub memory: Option<usize>,
}

/// Share who start in a state.
#[derive(Clone, Debug)]
pub enum Start {
    /// Nobody.
    None,
    /// What the others leave.
    Rest,
    /// A formula.
    Share(Expression),
}

/// The ways out of a state.
#[derive(Clone, Debug)]
pub struct Row {
    /// State left.
    pub from: usize,
    /// Where to; at most one entry a state.
    pub entries: Vec<Transition>,
    /// State that takes what the others leave; `None` if the row must add to one by itself.
    pub rest: Option<usize>,
    /// Where those go who get a place: before the others of the row go their ways.
    pub gate: Option<Gate>,
    /// Whether the entries are rates.
    pub rates: bool,
}

/// A way out for those who get a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Which places.
    pub place: usize,
    /// State reached.
    pub to: usize,
}

/// One way out of a state.
#[derive(Clone, Debug)]
pub struct Transition {
    /// State reached.
    pub to: usize,
    /// Probability or rate.
    pub formula: Expression,
    /// Years that the probability or rate is for; `None` if that is the cycle.
    pub per: Option<f64>,
}

/// A figure of the model.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Name in formulas.
    pub name: String,
    /// Byte of its name in the text.
    pub place: usize,
    /// Line and column of its name.
    pub position: (usize, usize),
    /// Its distribution, in its own price year; `None` if it must be entered.
    pub distribution: Option<Distribution>,
    /// What overrides keep in sight: plain words.
    pub label: Option<String>,
    /// A longer explanation.
    pub explain: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Plausible range.
    pub range: Option<(f64, f64)>,
    /// Step of a slider.
    pub step: Option<f64>,
    /// Register rows.
    pub sources: Vec<String>,
    /// Why, where there is no source.
    pub assumption: Option<String>,
    /// Grade of the evidence.
    pub evidence: Option<String>,
    /// For an effect, what it is an effect of.
    pub scope: Option<Scope>,
    /// Price year of the figure.
    pub price_year: Option<String>,
    /// Factor that turns the figure into the model's price year; 1 without a price year.
    pub rebase: f64,
    /// Nation of the figure, where it differs from the model's.
    pub nation: Option<String>,
    /// Name of its random stream.
    pub stream: String,
}

impl Parameter {
    /// Whether it is a share, to be kept between 0 and 1.
    pub fn is_share(&self) -> bool {
        self.unit.as_deref() == Some("share")
    }
}

/// Parameters whose draws go together: a Gaussian copula.
#[derive(Clone, Debug)]
pub struct Correlation {
    /// The parameters, as indices.
    pub of: Vec<usize>,
    /// Root of the correlations of their normal scores.
    pub root: crate::random::Root,
}

/// What an effect is an effect of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Being offered.
    Offered,
    /// Having met.
    Met,
    /// Having completed.
    Completed,
}

/// Values at rising points.
#[derive(Clone, Debug)]
pub struct Table {
    /// Name in formulas.
    pub name: String,
    /// Byte of its name in the text.
    pub place: usize,
    /// Rising points.
    pub at: Vec<f64>,
    /// A value for each.
    pub values: Vec<f64>,
    /// Whether values between points are on a straight line; otherwise the last point's holds.
    pub linear: bool,
}

/// A line of the ledger.
#[derive(Clone, Debug)]
pub struct Line {
    /// Name in results.
    pub name: String,
    /// Plain words.
    pub label: Option<String>,
    /// What it is.
    pub what: What,
    /// How rows become person-time.
    pub counting: Counting,
    /// Whether events weigh what their row does by the counting method; otherwise one.
    pub events_as_rows: bool,
    /// How it is discounted.
    pub discounting: Discount,
    /// When and how much.
    pub terms: Vec<Term>,
    /// How it stands in a budget.
    pub account: Account,
}

/// What a line holds.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Money.
    Cost {
        /// Who pays.
        payer: String,
        /// Fiscal, economic or social.
        kind: String,
        /// Share that can be turned into cash.
        cashable: Option<f64>,
    },
    /// Anything else.
    Outcome {
        /// Unit.
        unit: Option<String>,
        /// Whether less of it is better.
        less_is_better: bool,
    },
}

impl What {
    /// Whether it is a fiscal cost.
    pub fn is_fiscal(&self) -> bool {
        matches!(self, Self::Cost { kind, .. } if kind == "fiscal")
    }

    /// Whether it is a cost.
    pub fn is_cost(&self) -> bool {
        matches!(self, Self::Cost { .. })
    }
}

/// How rows become person-time.
#[derive(Clone, Debug, PartialEq)]
pub enum Counting {
    /// Row k - 1 for cycle k.
    Beginning,
    /// Row k for cycle k.
    End,
    /// The mean of both.
    LifeTable,
    /// A weight for each row, by a formula over `row` and `last_row`.
    Rows(crate::formula::Formula),
    /// A weight for each row.
    Weights(Vec<f64>),
}

/// How amounts are discounted, as an author writes it.
#[derive(Clone, Debug)]
pub struct Discount {
    /// In figures.
    pub figures: Discounting,
    /// Where the rate is a formula of fixed figures, that formula: it takes the place of the bands.
    pub rate: Option<Expression>,
}

/// How amounts are discounted.
#[derive(Clone, Debug, PartialEq)]
pub struct Discounting {
    /// Bands of years with a yearly rate: until when, and the rate. The last has no end.
    pub bands: Vec<(f64, f64)>,
    /// The moment to which an amount is discounted.
    pub at: Moment,
    /// How a part of a year counts.
    pub within_year: WithinYear,
}

/// The moment to which an amount is discounted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The row counted; for events the row at the end of their cycle.
    Row,
    /// Start of the cycle.
    Start,
    /// Middle of the cycle.
    Middle,
    /// End of the cycle.
    End,
}

/// How a part of a year counts in discounting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WithinYear {
    /// (1 + r)^-t.
    Smooth,
    /// Whole years only.
    Stepped,
    /// exp(-r t).
    Continuous,
    /// (1 + r c)^-k after k cycles of c years: the rate in equal parts.
    PerCycle(f64),
}

/// When and how much.
#[derive(Clone, Debug)]
pub struct Term {
    /// What is counted.
    pub counted: Counted,
    /// How much for each.
    pub amount: Expression,
    /// Share of the amount's period in a cycle; 1 where the amount has no period.
    pub period_factor: f64,
    /// Factor that turns the amount into the model's price year.
    pub price_factor: f64,
    /// Strategies in which it counts, as indices; `None` for all.
    pub strategies: Option<Vec<usize>>,
    /// By which factor, of mean 1, amounts differ between persons.
    pub spread: Option<Distribution>,
}

/// What a term counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// People in these states, by the line's counting method.
    While(Vec<usize>),
    /// People in these states so many cycles after they entered, once.
    After(usize, Vec<usize>),
    /// People who make these transitions, from and to.
    Moves(Vec<(usize, usize)>),
}

/// A strategy.
#[derive(Clone, Debug)]
pub struct Strategy {
    /// Name in results.
    pub name: String,
    /// Plain words.
    pub label: Option<String>,
    /// What it replaces for those treated.
    pub set: Vec<(String, Expression)>,
    /// What it changes for a time for those treated.
    pub effects: Vec<Effect>,
    /// What it costs; each has a ledger line's shape, counted per person offered.
    pub prices: Vec<Price>,
    /// What its effects are effects of.
    pub scope: Scope,
    /// Share offered.
    pub reach: Option<Expression>,
    /// Share of those who meet.
    pub take_up: Option<Expression>,
    /// Share of those who complete.
    pub completion: Option<Expression>,
    /// Years until it starts: a formula of fixed figures.
    pub start: Option<Expression>,
    /// Parameter and outcome of its threshold, as indices (the outcome's among the lines).
    pub threshold: Option<(usize, usize)>,
}

/// A change that lasts and fades.
#[derive(Clone, Debug)]
pub struct Effect {
    /// Parameter or formula changed.
    pub on: String,
    /// How it is changed.
    pub how: How,
    /// By how much.
    pub amount: Expression,
    /// Years for which it lasts; for good if absent.
    pub lasts: Option<Expression>,
    /// Years over which it then fades.
    pub fades: Option<Expression>,
}

/// How an effect changes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Multiplies it.
    Times,
    /// Adds to it.
    Plus,
    /// Replaces it.
    To,
}

/// What a programme costs for each person.
#[derive(Clone, Debug)]
pub struct Price {
    /// Which persons.
    pub per: Scope,
    /// Payer, kind and cashable share.
    pub what: What,
    /// Plain words.
    pub label: Option<String>,
    /// How much.
    pub amount: Expression,
    /// Factor that turns it into the model's price year.
    pub factor: f64,
    /// How it stands in a budget.
    pub account: Account,
}

impl Row {
    /// Whether people can go from this state to another one.
    pub fn reaches(&self, to: usize) -> bool {
        self.rest == Some(to)
            || self.gate.is_some_and(|g| g.to == to)
            || self.entries.iter().any(|e| e.to == to)
    }
}

impl Model {
    /// Reads and checks a model.
    ///
    /// # Errors
    /// Every fault found, in the order of the text.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        decode::decode(text)
    }

    /// Age at entry of those in a subgroup, or of all where there are none.
    pub fn age_of(&self, subgroup: Option<usize>) -> Option<f64> {
        let own = subgroup.and_then(|g| self.subgroups.get(g)?.age);
        own.or(self.time.age)
    }

    /// Whether everybody's age is known.
    pub fn knows_age(&self) -> bool {
        self.time.age.is_some()
            || (!self.subgroups.is_empty() && self.subgroups.iter().all(|g| g.age.is_some()))
    }

    /// Index of a parameter by name.
    pub fn parameter(&self, name: &str) -> Option<usize> {
        self.parameters.iter().position(|p| p.name == name)
    }

    /// Labels of the cost lines that hold programmes' prices.
    pub const PRICE_LINE: &'static str = "price";
}
