//! The answers that a scenario may come to, for whoever keeps room for the longest text.

use super::session::Shown;
use super::state::State;
use early_action_engine::appraise::{Appraisal, Comparison, Crossing, Verdict};
use early_action_present::of_model::frame_of;
use early_action_present::sentences::Frame;
use leptos::prelude::*;
use std::sync::Arc;

/// Answers as they could be with other figures.
pub struct Possible {
    shown: Arc<Shown>,
    comparison: usize,
    answers: Vec<Appraisal>,
}

impl Possible {
    /// The frame of each.
    pub fn frames(&self) -> impl Iterator<Item = Frame<'_>> {
        let frame = |answer| frame_of(&self.shown.study, answer, self.comparison);
        self.answers.iter().filter_map(frame)
    }
}

/// Worked out again for whole answers only: a drag moves nothing.
pub fn possible(
    shown: RwSignal<Option<Arc<Shown>>>,
    state: RwSignal<State>,
) -> Memo<Option<Arc<Possible>>> {
    let comparison = Memo::new(move |_| state.with(|s| s.comparison));
    let make = move |before: Option<&Option<Arc<Possible>>>| {
        let (before, comparison) = (before.cloned().flatten(), comparison.get());
        let known = before.as_ref().map(|b| b.comparison);
        match shown.get() {
            Some(shown) if shown.whole || known != Some(comparison) => Some(Arc::new(Possible {
                answers: answers(&shown, comparison),
                shown,
                comparison,
            })),
            _ => before,
        }
    };
    Memo::new_with_compare(make, |before, now| {
        let place =
            |of: Option<&Option<Arc<Possible>>>| of.and_then(Option::as_ref).map(Arc::as_ptr);
        place(before) != place(now)
    })
}

/// The answer as it could be with other figures: each verdict, each side of zero, each kind of
/// what would have to be true.
fn answers(shown: &Shown, comparison: usize) -> Vec<Appraisal> {
    let Some(found) = shown.appraisal.comparisons.get(comparison) else {
        return Vec::new();
    };
    let sides = [
        (Verdict::Saves, -1.0, -1.0, -1.0),
        (Verdict::Saves, 1.0, -1.0, 1.0),
        (Verdict::Costs, 1.0, 1.0, 1.0),
        (Verdict::Costs, -1.0, -1.0, 1.0),
        (Verdict::CannotTell, 1.0, -1.0, 1.0),
        (Verdict::NeverBreaksEven, 1.0, 1.0, 1.0),
    ];
    let crossings = [
        Some(Crossing::At {
            value: found.net_cost.mean,
            error: 0.0,
            outcome: found.outcomes.first().map_or(1.0, |o| o.summary.mean),
        }),
        Some(Crossing::AlwaysSaves),
        Some(Crossing::NeverSaves),
    ];
    let mut all = vec![bare(&shown.appraisal)];
    for ((verdict, mean, p05, p95), crossing) in
        sides.into_iter().zip(crossings.into_iter().cycle())
    {
        let mut other = bare(&shown.appraisal);
        other.comparisons[comparison] = with(found, verdict, mean, p05, p95);
        if let Some(crossing) = crossing {
            for mut search in shown.study.thresholds() {
                search.resolve(crossing);
                search.put_into(&shown.study, &mut other);
            }
        }
        all.push(other);
    }
    all
}

/// The comparisons alone.
fn bare(appraisal: &Appraisal) -> Appraisal {
    Appraisal {
        provenance: appraisal.provenance.clone(),
        digest: String::new(),
        strategies: Vec::new(),
        comparisons: appraisal.comparisons.clone(),
    }
}

/// The same comparison on other sides of zero.
fn with(found: &Comparison, verdict: Verdict, mean: f64, p05: f64, p95: f64) -> Comparison {
    let mut other = found.clone();
    let net = &mut other.net_cost;
    let size = net.p05.abs().max(net.p95.abs());
    (net.mean, net.p05, net.p95) = (mean * net.mean.abs(), p05 * size, p95 * size);
    other.verdict = verdict;
    for (at, payer) in other.by_payer.iter_mut().enumerate() {
        let side = match verdict {
            Verdict::Saves => -1.0,
            Verdict::CannotTell if at % 2 == 0 => -1.0,
            _ => 1.0,
        };
        payer.summary.mean = side * size;
        payer.summary.error = None;
    }
    other
}
