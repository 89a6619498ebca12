//! What a full appraisal says.

use crate::appraise::{Named, Provenance, Share, Summary};

/// A full appraisal.
#[derive(Clone, Debug, PartialEq)]
pub struct Accounts {
    /// How it came about.
    pub provenance: Provenance,
    /// Hashes of the ledgers: discounted, undiscounted, then one for each time to wait.
    pub digests: Vec<String>,
    /// Financial years, `2027/28`; `year 1` where the model has no start.
    pub years: Vec<String>,
    /// Every strategy but the baseline, against the baseline.
    pub cases: Vec<Case>,
}

/// One strategy against the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The strategy's name.
    pub strategy: String,
    /// The baseline's name.
    pub baseline: String,
    /// Present values: by kind and in all, then by payer and kind.
    pub values: Vec<Value>,
    /// Cash by year: all payers together, then each.
    pub profiles: Vec<Profile>,
    /// Time of families and volunteers.
    pub hours: Vec<Hours>,
    /// Acting now against acting later.
    pub waits: Vec<Wait>,
}

/// What a strategy is worth, discounted. Gains are positive.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// To whom; `None` for all payers.
    pub payer: Option<String>,
    /// Of which kind; `None` for all kinds.
    pub kind: Option<String>,
    /// Net present value: what is saved less what is paid.
    pub net: Summary,
    /// Share of futures in which it is above zero.
    pub chance: Share,
    /// What the programme costs: its prices.
    pub costs: Summary,
    /// What everything else falls by.
    pub benefits: Summary,
    /// Benefits for each pound of costs; `None` without costs.
    pub ratio: Option<Ratio>,
    /// When it has paid for itself.
    pub payback: Payback,
    /// The part of the net present value that is cash.
    pub cash: Summary,
    /// The part that is capacity freed (or, below zero, used).
    pub capacity: Summary,
    /// The part of which the model does not say.
    pub not_said: Summary,
    /// The same with optimism bias, where any line has it.
    pub optimism: Option<Corrected>,
    /// What each line adds to the net present value.
    pub lines: Vec<LineValue>,
}

/// What is left when optimism is taken out.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    /// Net present value.
    pub net: Summary,
    /// Benefits for each pound of costs.
    pub ratio: Option<Ratio>,
}

/// A ratio of means, with the spread of the draws' own ratios.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Mean of the benefits over mean of the costs.
    pub value: f64,
    /// Its Monte Carlo standard error; `None` for a single draw.
    pub error: Option<f64>,
    /// 5 %, 50 % and 95 % quantiles of the draws' ratios; `None` where costs are not above zero
    /// in every draw.
    pub quantiles: Option<(f64, f64, f64)>,
}

/// When the sum of what is gained reaches the sum of what is paid, and stays there.
#[derive(Clone, Debug, PartialEq)]
pub struct Payback {
    /// For each year, the share of futures that have it back by its end.
    pub by_year: Vec<f64>,
    /// The share that never has within the horizon.
    pub never: f64,
    /// Index of the first year by whose end half of the futures have it back.
    pub in_half: Option<usize>,
    /// Index of the year in which the mean has.
    pub of_mean: Option<usize>,
}

/// A line of the ledger and what it adds.
#[derive(Clone, Debug, PartialEq)]
pub struct LineValue {
    /// Its name; the programme's price is `price`.
    pub line: String,
    /// Plain words.
    pub label: Option<String>,
    /// What it adds.
    pub value: Summary,
    /// Its correction for optimism bias, after mitigation.
    pub bias: Option<f64>,
}

/// Cash by financial year, undiscounted, fiscal: the strategy less the baseline. Spending more is
/// positive.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Whose; `None` for all payers.
    pub payer: Option<String>,
    /// Each year.
    pub years: Vec<Amounts>,
    /// All years.
    pub total: Amounts,
    /// Running sum of what is spent, at the end of each year.
    pub cumulative: Vec<Summary>,
    /// The most out of pocket if every saving were cash.
    pub peak: Peak,
    /// The most out of pocket where only cash counts.
    pub peak_of_cash: Peak,
    /// Each line's year.
    pub lines: Vec<BudgetLine>,
    /// By budget line.
    pub budgets: Vec<Series>,
    /// By funding source.
    pub funding: Vec<Series>,
}

/// What a year, or all years, come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Amounts {
    /// In prices of the year.
    pub net: Summary,
    /// In prices of the model's price year.
    pub real: Summary,
    /// The part of `net` that is cash.
    pub cash: Summary,
    /// The part that is capacity.
    pub capacity: Summary,
    /// The part of which the model does not say.
    pub not_said: Summary,
}

/// The highest point of the running sum at the ends of years.
#[derive(Clone, Debug, PartialEq)]
pub struct Peak {
    /// How high: zero where it is never out of pocket. Its 95 % quantile is worse in 1 of 20.
    pub amount: Summary,
    /// For each year, the share of futures whose highest point it is.
    pub when: Vec<f64>,
    /// Share of futures that are never out of pocket.
    pub never: f64,
    /// Height and year of the mean path's highest point.
    pub of_mean: Option<(f64, usize)>,
}

/// Means of one line, by year, in prices of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetLine {
    /// Its name.
    pub line: String,
    /// Plain words.
    pub label: Option<String>,
    /// Budget line to which it belongs.
    pub budget: String,
    /// With the baseline.
    pub baseline: Vec<f64>,
    /// With the strategy.
    pub strategy: Vec<f64>,
    /// Strategy less baseline, in prices of the model's price year.
    pub real: Vec<f64>,
    /// Its own yearly rise of prices, the mean; `None` where it goes by the deflator.
    pub inflation: Option<f64>,
    /// What one pound of the model's price year is in each year's prices: means.
    pub index: Vec<f64>,
}

/// Amounts by year under one name, in prices of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Each year.
    pub years: Vec<Summary>,
    /// All years.
    pub total: Summary,
}

/// Somebody's time, undiscounted: the strategy less the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Hours {
    /// Whose.
    pub payer: String,
    /// Line of the ledger.
    pub line: String,
    /// Plain words.
    pub label: Option<String>,
    /// Hours in all.
    pub hours: Summary,
    /// What they are valued at, in prices of the model's price year.
    pub pounds: Summary,
    /// Mean hours by year.
    pub by_year: Vec<f64>,
}

/// Acting now against acting some years later, within the same years.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// Years to wait.
    pub years: f64,
    /// Whether anybody is left to be offered anything.
    pub anybody: bool,
    /// Net cost of acting now, against the baseline, discounted.
    pub now: Summary,
    /// Net cost of acting later.
    pub later: Summary,
    /// What waiting costs: later less now.
    pub cost: Summary,
    /// Share of futures in which waiting costs more.
    pub chance: Share,
    /// Running sum of the mean net cost at the end of each year: now, and later.
    pub cumulative: Vec<(f64, f64)>,
    /// Outcomes: later less now.
    pub outcomes: Vec<Named>,
}
