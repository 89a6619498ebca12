//! Made-up comparisons with real quantiles, for tests and the gallery.
#![allow(dead_code)]

use early_action_engine::appraise::{
    Appraisal, BreakEven, Comparison, Crossing, Estimate, Moved, MovedStep, Named, Provenance,
    Share, Summary, Threshold, Verdict,
};

/// Quantile of type 7 of sorted values.
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = p * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * (at - at.floor())
}

fn sorted(draws: &[f64]) -> Vec<f64> {
    let mut sorted = draws.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The summary of these draws.
pub fn summary(draws: &[f64]) -> Summary {
    let sorted = sorted(draws);
    let n = draws.len() as f64;
    let mean = draws.iter().fold(0.0, |sum, v| sum + v) / n;
    let sd = (draws.iter().fold(0.0, |sum, v| sum + (v - mean).powi(2)) / (n - 1.0)).sqrt();
    let q = |p| quantile(&sorted, p);
    let e = |p: f64| {
        let by = (p * (1.0 - p) / n).sqrt();
        (q((p + by).min(1.0)) - q((p - by).max(0.0))) / 2.0
    };
    Summary {
        mean,
        sd: Some(sd),
        p05: q(0.05),
        p25: q(0.25),
        p50: q(0.5),
        p75: q(0.75),
        p95: q(0.95),
        error: Some(sd / n.sqrt()),
        quantile_errors: Some((e(0.05), e(0.5), e(0.95))),
    }
}

/// The radical inverse of `n` in a base: evenly spread numbers between 0 and 1.
fn even(mut n: usize, base: usize) -> f64 {
    let (mut value, mut unit) = (0.0, 1.0 / base as f64);
    while n > 0 {
        value += (n % base) as f64 * unit;
        n /= base;
        unit /= base as f64;
    }
    value
}

/// Roughly normal numbers: sums of evenly spread ones.
fn bell(n: usize, base: usize) -> f64 {
    let sum: f64 = [base, base + 4, base + 6]
        .iter()
        .map(|b| even(n, b | 1))
        .fold(0.0, |s, v| s + v);
    (sum - 1.5) * 2.0
}

/// What a made-up comparison is made of.
pub struct Shape<'a> {
    pub years: usize,
    /// Paid in the first year.
    pub price: f64,
    /// Saved each year on average, and its spread.
    pub saving: f64,
    pub spread: f64,
    /// Payers with their part of the saving; the first pays the price.
    pub payers: &'a [(&'a str, f64)],
    pub draws: usize,
}

/// A comparison made of draws of this shape.
pub fn comparison(shape: &Shape<'_>) -> Comparison {
    let mut by_year = vec![Vec::new(); shape.years];
    let mut by_payer = vec![Vec::new(); shape.payers.len()];
    let mut total = Vec::new();
    let mut even_by = vec![0usize; shape.years];
    let mut never = 0usize;
    for draw in 1..=shape.draws {
        let saving = shape.saving + shape.spread * bell(draw, 3);
        let price = shape.price * (1.0 + 0.15 * bell(draw, 5));
        let mut so_far = 0.0;
        let mut path = Vec::new();
        for (year, draws) in by_year.iter_mut().enumerate() {
            // The difference fades, a little less each year.
            so_far += if year == 0 { price } else { 0.0 } - saving * 0.85f64.powi(year as i32);
            path.push(so_far);
            draws.push(so_far);
        }
        match path.iter().rposition(|v| *v > 0.0) {
            None => even_by[0] += 1,
            Some(last) if last + 1 == shape.years => never += 1,
            Some(last) => even_by[last + 1] += 1,
        }
        let saved = price - so_far;
        for (at, (_, part)) in shape.payers.iter().enumerate() {
            by_payer[at].push(if at == 0 { price } else { 0.0 } - saved * part);
        }
        total.push(so_far);
    }
    let n = shape.draws as f64;
    let mut so_far = 0.0;
    let by: Vec<f64> = even_by
        .iter()
        .map(|count| {
            so_far += *count as f64 / n;
            so_far
        })
        .collect();
    let break_even = BreakEven {
        by_year: by,
        never: never as f64 / n,
    };
    let net_cost = summary(&total);
    let value = total.iter().filter(|v| **v < 0.0).count() as f64 / n;
    let chance = Share {
        value,
        error: (value.max(0.01) * (1.0 - value).max(0.01) / n).sqrt(),
    };
    let in_order = sorted(&total);
    let named = |name: &str, draws: &[f64]| Named {
        name: name.into(),
        summary: summary(draws),
    };
    Comparison {
        strategy: "offer".into(),
        baseline: "none".into(),
        verdict: Verdict::of(&net_cost, chance, &break_even),
        by_payer: shape
            .payers
            .iter()
            .zip(&by_payer)
            .map(|((n, _), d)| named(n, d))
            .collect(),
        by_line: vec![named("placements", &total)],
        outcomes: vec![],
        cumulative: by_year.iter().map(|draws| summary(draws)).collect(),
        chance_of_saving: chance,
        break_even,
        dots: (0..100)
            .map(|k| quantile(&in_order, (k as f64 + 0.5) / 100.0))
            .collect(),
        net_cost,
        threshold: Some(Threshold {
            parameter: "relative_risk".into(),
            outcome: "not_in_care".into(),
            range: (0.4, 1.2),
            finding: Crossing::At {
                value: 0.9,
                error: 0.01,
                outcome: 5.2,
            },
            evidence: (4.1, 9.0, 16.2),
            draws: 512,
        }),
    }
}

/// The appraisal around one comparison.
pub fn appraisal(comparison: Comparison) -> Appraisal {
    Appraisal {
        provenance: Provenance {
            model: "sample".into(),
            model_hash: "0".into(),
            engine: "0.1.0".into(),
            streams: 1,
            register: "2026-01-01".into(),
            seed: 1,
            draws: 10_000,
            kept_draws: 10_000,
            by_year_draws: 10_000,
            sampling: "independent".into(),
            overrides: vec![],
            price_year: Some("2024/25".into()),
        },
        digest: String::new(),
        strategies: vec![],
        comparisons: vec![comparison],
    }
}

pub const TWO: &[(&str, f64)] = &[("council", 0.8), ("courts", 0.2)];
pub const FOUR: &[(&str, f64)] = &[
    ("council", 0.25),
    ("nhs", 0.35),
    ("police", 0.15),
    ("central_government", 0.25),
];
pub const TEN: &[(&str, f64)] = &[
    (
        "the_children_and_young_peoples_directorate_of_the_combined_authority",
        0.1,
    ),
    ("council", 0.1),
    ("nhs", 0.1),
    ("police", 0.1),
    ("courts", 0.1),
    (
        "integrated_care_board_for_the_north_and_the_east_of_the_county",
        0.1,
    ),
    ("schools", 0.1),
    ("families", 0.1),
    ("legal_aid", 0.1),
    ("central_government", 0.1),
];

/// Named comparisons, from the usual to the adversarial.
pub fn all() -> Vec<(&'static str, Comparison)> {
    let make = |years, price, saving, spread, payers| {
        comparison(&Shape {
            years,
            price,
            saving,
            spread,
            payers,
            draws: 2000,
        })
    };
    vec![
        ("likely saves", make(5, 600e3, 320e3, 130e3, TWO)),
        ("could go either way", make(5, 500e3, 140e3, 130e3, FOUR)),
        ("likely costs more", make(5, 700e3, 90e3, 90e3, TWO)),
        ("never breaks even", make(5, 700e3, 20e3, 20e3, TWO)),
        ("saves from the start", make(10, 40e3, 900e3, 100e3, FOUR)),
        ("no difference", make(5, 0.0, 0.0, 0.0, TWO)),
        ("one year", make(1, 30e3, 40e3, 60e3, &TWO[..1])),
        ("sixty years, ten payers", make(60, 2e9, 400e6, 200e6, TEN)),
        ("tiny", make(3, 2.0, 1.0, 0.3, TWO)),
        ("huge", make(20, 3e12, 1e12, 4e11, TEN)),
    ]
}

/// Quantiles at 0 to 100 of 100 of a few made-up parameters, with the slider's ends.
pub fn quantiles() -> Vec<(&'static str, Vec<f64>, f64, f64)> {
    let make = |value: fn(f64) -> f64| (0..=100).map(|p| value(f64::from(p) / 100.0)).collect();
    let logistic = |p: f64| (p.clamp(0.002, 0.998) / (1.0 - p.clamp(0.002, 0.998))).ln();
    let bell: Vec<f64> = (0..=100)
        .map(|p| 5.0 + logistic(f64::from(p) / 100.0))
        .collect();
    let skewed: Vec<f64> = bell.iter().map(|v| ((v - 5.0) * 0.4).exp()).collect();
    vec![
        ("bell", bell, 0.0, 12.0),
        ("skewed", skewed, 0.0, 8.0),
        ("flat", make(|p| 2.0 + 4.0 * p), 0.0, 8.0),
        (
            "two figures",
            make(|p| if p < 0.3 { 1.0 } else { 3.0 }),
            0.0,
            4.0,
        ),
        ("fixed", make(|_| 3.0), 0.0, 8.0),
    ]
}

/// An estimate that is known to a hundredth.
pub fn estimate(value: f64) -> Estimate {
    Estimate {
        value,
        error: Some(value.abs() / 100.0),
    }
}

/// A figure that has moved the net cost so far.
pub fn step(parameter: &str, from: f64, to: f64, change: f64) -> MovedStep {
    MovedStep {
        parameter: parameter.into(),
        from,
        to,
        change: estimate(change),
    }
}

/// Steps that lead to a change.
pub fn moved_by(steps: Vec<MovedStep>, together: Option<f64>, before: f64) -> Moved {
    let change = steps
        .iter()
        .fold(together.unwrap_or(0.0), |sum, s| sum + s.change.value);
    Moved {
        strategy: "offer".into(),
        before: estimate(before),
        after: estimate(before + change),
        change: estimate(change),
        steps,
        together: together.map(estimate),
        draws: 1_024,
    }
}

/// Nine figures moved, from a comparison's net cost to three times as much.
pub fn moved(comparison: &Comparison) -> Moved {
    let before = comparison.net_cost.mean;
    let step = |at: usize| {
        let size = before * 0.5 / (at as f64 + 1.0);
        let name = format!("a_figure_with_a_rather_long_name_that_is_number_{at}");
        step(&name, 1.0, 2.0, if at % 3 == 2 { -size } else { size })
    };
    moved_by((0..9).map(step).collect(), Some(before * 0.1), before)
}
