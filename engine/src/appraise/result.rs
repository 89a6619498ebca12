//! What a run says: the only thing that leaves the engine for charts, sentences, tables and JSON.

/// Mean, spread and quantiles over draws of one quantity.
///
/// Quantiles are of type 7. Units are those of the quantity: pounds of the model's price year,
/// or the outcome's own unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Mean over the draws.
    pub mean: f64,
    /// Sample standard deviation over the draws: what we do not know. `None` for a single draw.
    pub sd: Option<f64>,
    /// 5 % quantile.
    pub p05: f64,
    /// 25 % quantile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75 % quantile.
    pub p75: f64,
    /// 95 % quantile.
    pub p95: f64,
    /// Monte Carlo standard error of the mean: how far the mean of endless draws may lie.
    /// `None` for a single draw.
    pub error: Option<f64>,
    /// Monte Carlo standard errors of the 5 % quantile, the median and the 95 % quantile.
    /// `None` for a single draw.
    pub quantile_errors: Option<(f64, f64, f64)>,
}

/// A share of simulated futures with its Monte Carlo standard error, both between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// The share itself.
    pub value: f64,
    /// Its Monte Carlo standard error; never zero.
    pub error: f64,
}

/// One named quantity (a payer, a kind, an outcome) and its summary.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its name in the model.
    pub name: String,
    /// Its summary over the draws.
    pub summary: Summary,
}

/// What one strategy costs and brings about.
#[derive(Clone, Debug, PartialEq)]
pub struct StrategyResult {
    /// The strategy's name in the model.
    pub name: String,
    /// Fiscal cost, discounted, all payers.
    pub cost: Summary,
    /// Fiscal cost by payer.
    pub by_payer: Vec<Named>,
    /// Cost lines by kind, those that the model has: `fiscal`, `economic`, `social`.
    pub by_kind: Vec<Named>,
    /// Every cost line, by name in the model; the programme's price is `price`.
    pub by_line: Vec<Named>,
    /// Outcomes, discounted as the model says.
    pub outcomes: Vec<Named>,
    /// Fiscal cost and outcomes in each year from the start of the model.
    pub by_year: Vec<Year>,
}

/// One year from the start of the model: year 1 is the first twelve months.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// 1 for the first.
    pub year: usize,
    /// Fiscal cost in that year.
    pub cost: Summary,
    /// Outcomes in that year.
    pub outcomes: Vec<Named>,
}

/// When cumulative net cost falls to or below zero and stays there to the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// For each year, the share of futures that have broken even by its end.
    pub by_year: Vec<f64>,
    /// The share that never does within the horizon.
    pub never: f64,
}

/// What would have to be true for a strategy to pay for itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Threshold {
    /// The parameter that was moved.
    pub parameter: String,
    /// The outcome that says what it means.
    pub outcome: String,
    /// The range that was searched.
    pub range: (f64, f64),
    /// What was found.
    pub finding: Crossing,
    /// What the evidence suggests for the outcome's difference: its 5 %, 50 % and 95 % quantiles.
    pub evidence: (f64, f64, f64),
    /// How many draws the search used.
    pub draws: usize,
}

/// Where the mean net cost crosses zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// It crosses: the parameter's value, its Monte Carlo standard error, and the mean
    /// difference in the outcome against the baseline at that value.
    At {
        /// Value of the parameter at which the mean net cost is zero.
        value: f64,
        /// Its Monte Carlo standard error.
        error: f64,
        /// Mean difference in the outcome, strategy minus baseline, at that value.
        outcome: f64,
    },
    /// Saves over the whole range.
    AlwaysSaves,
    /// Costs more over the whole range.
    NeverSaves,
}

/// What the comparison comes to, in one word. The limits stand in [`Verdict::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Likely saves.
    Saves,
    /// Likely costs more.
    Costs,
    /// Could go either way.
    CannotTell,
    /// No difference in any future.
    Equal,
    /// Costs more, and breaks even in none of the simulated futures.
    NeverBreaksEven,
}

impl Verdict {
    /// The share of futures from which on "likely" is said: 4 in 5.
    pub const LIKELY: f64 = 0.8;

    /// What JSON and the page's events call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Saves => "saves",
            Self::Costs => "costs",
            Self::CannotTell => "cannot tell",
            Self::Equal => "equal",
            Self::NeverBreaksEven => "never breaks even",
        }
    }

    /// The one documented place of the verdict's limits: *saves* from 80 in 100 futures on,
    /// *costs* up to 20 in 100, *cannot tell* between; *equal* where every future's net cost is
    /// exactly zero; *never breaks even* where no future ends with cumulative net cost at or
    /// below zero.
    pub fn of(net_cost: &Summary, saving: Share, break_even: &BreakEven) -> Self {
        if net_cost.mean == 0.0 && net_cost.p05 == 0.0 && net_cost.p95 == 0.0 {
            Self::Equal
        } else if saving.value >= Self::LIKELY {
            Self::Saves
        } else if break_even.never >= 1.0 {
            Self::NeverBreaksEven
        } else if saving.value <= 1.0 - Self::LIKELY {
            Self::Costs
        } else {
            Self::CannotTell
        }
    }
}

/// A strategy against the baseline: every difference is strategy minus baseline, draw by draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The strategy's name.
    pub strategy: String,
    /// The baseline's name.
    pub baseline: String,
    /// Fiscal cost, strategy minus baseline: negative saves.
    pub net_cost: Summary,
    /// The same by payer: negative is who saves.
    pub by_payer: Vec<Named>,
    /// The same by cost line; the programme's price is `price`.
    pub by_line: Vec<Named>,
    /// Differences in outcomes.
    pub outcomes: Vec<Named>,
    /// Cumulative net cost at the end of each year.
    pub cumulative: Vec<Summary>,
    /// Share of futures in which net cost is strictly below zero.
    pub chance_of_saving: Share,
    /// When it breaks even.
    pub break_even: BreakEven,
    /// A hundred quantiles of net cost (at 0.5 %, 1.5 % ... 99.5 %): one dot each.
    pub dots: Vec<f64>,
    /// What would have to be true; `None` where the model names no threshold.
    pub threshold: Option<Threshold>,
    /// What it comes to.
    pub verdict: Verdict,
}

/// An estimate with its Monte Carlo standard error; `None` where a single draw shows no spread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub error: Option<f64>,
}

/// How far one changed figure has moved the mean net cost.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedStep {
    /// The parameter's name.
    pub parameter: String,
    /// The model's own figure: its mean.
    pub from: f64,
    /// The figure now.
    pub to: f64,
    /// The change in mean net cost that is its own.
    pub change: Estimate,
}

/// Why the mean net cost of a strategy moved from the model's own figures to those of a study.
///
/// `steps` and `together` add up to `change`, which is `after` less `before`.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The strategy's name.
    pub strategy: String,
    /// Mean net cost with the model's own figures.
    pub before: Estimate,
    /// Mean net cost now.
    pub after: Estimate,
    /// The difference.
    pub change: Estimate,
    /// What each changed figure has to do with it, the largest first.
    pub steps: Vec<MovedStep>,
    /// What three or more changes do only together; `None` where there is no such thing.
    pub together: Option<Estimate>,
    /// How many draws were compared.
    pub draws: usize,
}

/// Everything needed to repeat a result and to judge it.
#[derive(Clone, Debug, PartialEq)]
pub struct Provenance {
    /// The model's id.
    pub model: String,
    /// Hash of the model's content, the same for TOML and JSON.
    pub model_hash: String,
    /// Engine version.
    pub engine: String,
    /// Version of the random streams.
    pub streams: u32,
    /// Date of the evidence register.
    pub register: String,
    /// Seed.
    pub seed: u64,
    /// Draws on which quantiles, spreads and shares rest.
    pub kept_draws: usize,
    /// How uniforms were made.
    pub sampling: String,
    /// Draws asked for.
    pub draws: usize,
    /// How many first draws the by-year figures rest on.
    pub by_year_draws: usize,
    /// Overrides, as written.
    pub overrides: Vec<String>,
    /// Price year of all money, where the model names one.
    pub price_year: Option<String>,
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Appraisal {
    /// How it came about.
    pub provenance: Provenance,
    /// Hash of the ordered list of batch hashes.
    pub digest: String,
    /// Every strategy, in the model's order.
    pub strategies: Vec<StrategyResult>,
    /// Every strategy but the baseline, against the baseline.
    pub comparisons: Vec<Comparison>,
}
