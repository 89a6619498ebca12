//! Appraisals and faults as bytes: what a worker tells the page.

use super::wire::{fields, variants};
use early_action_engine::appraise::{
    Appraisal, BreakEven, Comparison, Crossing, Estimate, Moved, MovedStep, Named, Provenance,
    Share, StrategyResult, Summary, Threshold, Verdict, Year,
};
use early_action_engine::fault::Fault;

fields! {
    Summary { mean, sd, p05, p25, p50, p75, p95, error, quantile_errors }
    Share { value, error }
    Named { name, summary }
    StrategyResult { name, cost, by_payer, by_kind, by_line, outcomes, by_year }
    Year { year, cost, outcomes }
    BreakEven { by_year, never }
    Threshold { parameter, outcome, range, finding, evidence, draws }
    Comparison {
        strategy, baseline, net_cost, by_payer, by_line, outcomes, cumulative, chance_of_saving,
        break_even, dots, threshold, verdict,
    }
    Provenance {
        model, model_hash, engine, streams, register, seed, sampling, draws, kept_draws, by_year_draws, overrides,
        price_year,
    }
    Appraisal { provenance, digest, strategies, comparisons }
    Estimate { value, error }
    MovedStep { parameter, from, to, change }
    Moved { strategy, before, after, change, steps, together, draws }
    Fault { path, line, column, what, hint }
}

variants! { Crossing {
    0 = At { value, error, outcome },
    1 = AlwaysSaves,
    2 = NeverSaves,
} }

variants! { Verdict {
    0 = Saves,
    1 = Costs,
    2 = CannotTell,
    3 = Equal,
    4 = NeverBreaksEven,
} }
