//! The efficiency frontier: which options are worth a thought at some value of the effect.

use super::{Alternative, Choice, Estimate};
use crate::math;

/// Differences below this share of the figures are rounding.
const ROUNDING: f64 = 1e-12;

/// Where an option stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// On the frontier.
    Frontier,
    /// Costs and brings about the same as one named before it.
    Same(usize),
    /// These bring about as much or more and cost as much or less.
    Dominated(Vec<usize>),
    /// A mix of these two neighbours on the frontier brings about as much for less.
    ExtendedDominated(usize, usize),
}

/// An option's means, its status and, on the frontier, what it takes beyond the option before it.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Mean cost.
    pub cost: Estimate,
    /// Mean effect.
    pub effect: Estimate,
    /// Where it stands.
    pub status: Status,
    /// The option before it on the frontier; `None` for the first and for those not on it.
    pub against: Option<usize>,
    /// Extra cost against that one.
    pub extra_cost: Option<Estimate>,
    /// Extra effect against that one.
    pub extra_effect: Option<Estimate>,
    /// Extra cost for each extra unit of effect: the ratio of the two means.
    pub icer: Option<Estimate>,
}

/// Every option of a choice, in its order.
///
/// Strong dominance: another brings about at least as much for at most the cost. Extended
/// dominance: a line between two others on the frontier passes below. What is left has rising
/// ratios (Fenwick, Claxton and Sculpher 2001; Hunink et al. 2001, chapter 9).
pub fn frontier(choice: &Choice) -> Vec<Standing> {
    let means: Vec<(Estimate, Estimate)> = choice
        .options
        .iter()
        .map(|o| (Estimate::mean_of(&o.cost), Estimate::mean_of(&o.effect)))
        .collect();
    let points: Vec<(f64, f64)> = means.iter().map(|(c, e)| (c.value, e.value)).collect();
    let status = statuses(&points);
    let mut on: Vec<usize> = (0..points.len())
        .filter(|i| status[*i] == Status::Frontier)
        .collect();
    on.sort_by(|a, b| points[*a].1.total_cmp(&points[*b].1));
    let standing = |(i, status): (usize, Status)| {
        let place = on.iter().position(|o| *o == i);
        let against = place.and_then(|p| p.checked_sub(1)).map(|p| on[p]);
        let extra = against.map(|a| ratio(&choice.options[i], &choice.options[a]));
        Standing {
            cost: means[i].0,
            effect: means[i].1,
            status,
            against,
            extra_cost: extra.map(|e| e.0),
            extra_effect: extra.map(|e| e.1),
            icer: extra.map(|e| e.2),
        }
    };
    status.into_iter().enumerate().map(standing).collect()
}

fn close(a: f64, b: f64) -> bool {
    math::abs(a - b) <= ROUNDING * math::max(math::abs(a), math::abs(b))
}

/// Not above, but for rounding.
fn at_most(a: f64, b: f64) -> bool {
    a <= b || close(a, b)
}

fn statuses(points: &[(f64, f64)]) -> Vec<Status> {
    let same =
        |a: usize, b: usize| close(points[a].0, points[b].0) && close(points[a].1, points[b].1);
    let mut status: Vec<Status> = (0..points.len())
        .map(|i| {
            if let Some(first) = (0..i).find(|j| same(i, *j)) {
                return Status::Same(first);
            }
            let by: Vec<usize> = (0..points.len())
                .filter(|j| {
                    !same(i, *j)
                        && at_most(points[*j].0, points[i].0)
                        && at_most(points[i].1, points[*j].1)
                })
                .collect();
            if by.is_empty() {
                Status::Frontier
            } else {
                Status::Dominated(by)
            }
        })
        .collect();
    // The same as a dominated one is dominated too.
    for i in 0..points.len() {
        if let Status::Same(first) = status[i]
            && let Status::Dominated(by) = &status[first]
        {
            status[i] = Status::Dominated(by.clone());
        }
    }
    let mut left: Vec<usize> = (0..points.len())
        .filter(|i| status[*i] == Status::Frontier)
        .collect();
    left.sort_by(|a, b| points[*a].1.total_cmp(&points[*b].1));
    // The lower hull, from the least effect on: an option above the line between its neighbours
    // goes, and then those before it are looked at again.
    let slope = |a: usize, b: usize| (points[b].0 - points[a].0) / (points[b].1 - points[a].1);
    let mut hull: Vec<usize> = Vec::new();
    for next in &left {
        while let [.., before, last] = hull[..]
            && !at_most(slope(before, last), slope(last, *next))
        {
            hull.pop();
        }
        hull.push(*next);
    }
    for i in left.iter().filter(|i| !hull.contains(i)) {
        let after = hull.iter().position(|h| points[*h].1 > points[*i].1);
        if let Some(after) = after.filter(|a| *a > 0) {
            status[*i] = Status::ExtendedDominated(hull[after - 1], hull[after]);
        }
    }
    status
}

/// Extra cost, extra effect and their ratio; the ratio's error by the delta method.
fn ratio(one: &Alternative, other: &Alternative) -> (Estimate, Estimate, Estimate) {
    let difference =
        |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a - b).collect() };
    let cost = difference(&one.cost, &other.cost);
    let effect = difference(&one.effect, &other.effect);
    let (extra_cost, extra_effect) = (Estimate::mean_of(&cost), Estimate::mean_of(&effect));
    let value = extra_cost.value / extra_effect.value;
    let around: Vec<f64> = cost
        .iter()
        .zip(&effect)
        .map(|(c, e)| (c - value * e) / extra_effect.value)
        .collect();
    let error = Estimate::mean_of(&around).error;
    (extra_cost, extra_effect, Estimate { value, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(points: &[(&str, f64, f64)]) -> Choice {
        let option = |(name, cost, effect): &(&str, f64, f64)| Alternative {
            name: (*name).to_owned(),
            cost: vec![*cost],
            effect: vec![*effect],
        };
        Choice {
            options: points.iter().map(option).collect(),
        }
    }

    fn icer(standing: &Standing) -> f64 {
        standing.icer.map_or(f64::NAN, |e| e.value)
    }

    #[test]
    fn the_frontier_of_the_published_example_is_found() {
        // dampack, test_calculate_icers.R.
        let found = frontier(&choice(&[
            ("E", 55_000.0, 5.0),
            ("D", 35_000.0, 4.0),
            ("C", 25_000.0, 3.0),
            ("B", 10_000.0, 2.0),
            ("A", 12_000.0, 1.5),
            ("UC", 5_000.0, 1.0),
        ]));
        assert_eq!(found[5].status, Status::Frontier);
        assert_eq!((found[5].against, found[5].icer), (None, None));
        assert_eq!((found[3].against, icer(&found[3])), (Some(5), 5_000.0));
        assert_eq!((found[1].against, icer(&found[1])), (Some(3), 12_500.0));
        assert_eq!((found[0].against, icer(&found[0])), (Some(1), 20_000.0));
        assert_eq!(found[2].status, Status::ExtendedDominated(3, 1));
        assert_eq!(found[4].status, Status::Dominated(vec![3]));
    }

    #[test]
    fn of_equal_effects_the_cheapest_stays_and_of_equal_options_the_first() {
        let found = frontier(&choice(&[
            ("none", 163_771.0, 6.482_73),
            ("treat all", 164_848.7, 6.528_61),
            ("test and treat", 163_765.1, 6.528_61),
            ("again", 163_765.1, 6.528_61),
        ]));
        assert_eq!(found[0].status, Status::Dominated(vec![2, 3]));
        assert_eq!(found[1].status, Status::Dominated(vec![2, 3]));
        assert_eq!(found[2].status, Status::Frontier);
        assert_eq!(found[3].status, Status::Same(2));
    }

    #[test]
    fn removing_one_can_make_another_extended_dominated() {
        // Ratios 1, 3.5, 3.5, 2: the last takes out the third and then the second.
        let found = frontier(&choice(&[
            ("a", 0.0, 0.0),
            ("b", 1.0, 1.0),
            ("c", 4.5, 2.0),
            ("d", 8.0, 3.0),
            ("e", 10.0, 4.0),
        ]));
        let on: Vec<usize> = (0..5)
            .filter(|i| found[*i].status == Status::Frontier)
            .collect();
        assert_eq!(on, [0, 1, 4]);
        assert_eq!(found[2].status, Status::ExtendedDominated(1, 4));
        assert_eq!(found[3].status, Status::ExtendedDominated(1, 4));
        assert_eq!(icer(&found[4]), 3.0);
    }

    #[test]
    fn savings_have_negative_ratios_and_stay_on_the_frontier_only_if_more_costs_more() {
        let found = frontier(&choice(&[("none", 10.0, 1.0), ("early", 4.0, 2.0)]));
        assert_eq!(found[0].status, Status::Dominated(vec![1]));
        assert_eq!(
            (found[1].status.clone(), found[1].icer),
            (Status::Frontier, None)
        );
    }
}
