//! A regression on some figures: what they predict of another.
//!
//! Each figure is turned into its normal score (the normal quantile of its rank), so that a long
//! tail weighs no more than a short one. The terms are products of orthonormal Hermite polynomials
//! of the scores, those of small degree first: a term with degrees a, b ... has the roughness
//! (1 + a)(1 + b) ..., and all terms up to one roughness are taken (a hyperbolic cross). They are
//! fitted by least squares with a ridge, a term's penalty being the ridge times the fourth power of
//! its roughness. After these come steps: for each figure, whether its rank is above each of up to
//! forty evenly spaced ones, with the penalty of a straight line, for models in which something
//! happens or does not. Draws are cut into eight parts; each part is predicted by a fit to the seven
//! others; the ridge, and whether steps are in, is what predicts best.
//!
//! Sources: polynomial chaos, Xiu and Karniadakis (2002); hyperbolic cross, Blatman and Sudret
//! (2011); ridge by cross-validation, Hastie, Tibshirani and Friedman (2009), sections 3.4 and 7.10.

use super::linear::{dot, factor, solve};
use crate::math;

/// Parts into which the draws are cut.
const PARTS: usize = 8;
/// Highest degree of one figure in a term.
const DEGREE: usize = 10;
/// Most terms that are products of polynomials.
const TERMS: usize = 120;
/// Most steps of all figures together.
const STEPS: usize = 40;
/// Fewest steps of a figure that are worth having.
const FEWEST_STEPS: usize = 7;
/// Draws for each term, at least.
const DRAWS_A_TERM: usize = 40;
/// Most numbers in the design, so that memory stays small.
const NUMBERS: usize = 6_000_000;
/// Highest roughness.
const ROUGHNESS: usize = 36;
/// Ridges tried: from 1e-10 to 1e2, each the last times the square root of ten.
const RIDGES: i32 = 25;

/// Some figures' draws, ready to be fitted to.
#[derive(Debug)]
pub struct Design {
    draws: usize,
    /// The terms, each over all draws; the first is 1, the last are steps.
    columns: Vec<Vec<f64>>,
    /// How many of them are no steps.
    smooth: usize,
    /// Penalty of each term; none for the first.
    penalties: Vec<f64>,
    /// For each part, the products of all pairs of terms: rows of a lower triangle.
    products: Vec<Vec<f64>>,
    /// By ridge and part: the root of the products of the other parts with the ridge; `None` where
    /// there is none.
    roots: Vec<Vec<Option<Vec<f64>>>>,
}

impl Design {
    /// Terms of these figures, each a list of draws. `None` where none of them varies or there are
    /// too few draws (fewer than 80).
    pub fn new(figures: &[&[f64]]) -> Option<Self> {
        let draws = figures.first()?.len();
        let scores: Vec<Vec<f64>> = figures.iter().filter_map(|f| normal_scores(f)).collect();
        let budget = TERMS.min(draws / DRAWS_A_TERM).min(NUMBERS / draws);
        if scores.is_empty() || budget < 2 {
            return None;
        }
        let degrees = degrees(scores.len(), budget);
        let mut columns: Vec<Vec<f64>> = columns(&scores, &degrees, draws);
        let smooth = columns.len();
        let each = STEPS.min(budget) / scores.len();
        if each >= FEWEST_STEPS {
            columns.extend(scores.iter().flat_map(|s| steps(s, each)));
        }
        let mut penalties: Vec<f64> = degrees.iter().map(|d| penalty(d)).collect();
        penalties[0] = 0.0;
        penalties.resize(columns.len(), penalty(&[1]));
        let mut design = Self {
            draws,
            columns,
            smooth,
            penalties,
            products: Vec::new(),
            roots: Vec::new(),
        };
        design.products = (0..PARTS).map(|part| design.products_of(part)).collect();
        design.roots = (0..RIDGES)
            .map(|r| (0..PARTS).map(|part| design.root(ridge(r), part)).collect())
            .collect();
        Some(design)
    }

    /// Number of terms, the constant among them.
    pub fn terms(&self) -> usize {
        self.columns.len()
    }

    /// What the figures predict of `values`, each draw predicted from the other parts.
    pub fn predict(&self, values: &[f64]) -> Vec<f64> {
        // Around the mean and in units of the spread, so that the ridge means the same for all.
        let mean = math::mean(values);
        let centred: Vec<f64> = values.iter().map(|v| v - mean).collect();
        let with: Vec<Vec<f64>> = (0..PARTS)
            .map(|part| {
                let range = self.range(part);
                let of = |column: &Vec<f64>| dot(&column[range.clone()], &centred[range.clone()]);
                self.columns.iter().map(of).collect()
            })
            .collect();
        let all: Vec<f64> = (0..self.terms())
            .map(|t| with.iter().fold(0.0, |sum, w| sum + w[t]))
            .collect();
        let mut best: (f64, Vec<Vec<f64>>) = (f64::INFINITY, Vec::new());
        let sizes = [self.smooth, self.terms()];
        for (roots, size) in self.roots.iter().flat_map(|r| sizes.map(|size| (r, size))) {
            let mut missed = 0.0;
            let mut fits = Vec::with_capacity(PARTS);
            for (part, root) in roots.iter().enumerate() {
                let Some(root) = root else { break };
                let left = all.iter().zip(&with[part]).map(|(a, w)| a - w);
                // The root of the first terms is the first part of the root of all.
                let mut fit: Vec<f64> = left.take(size).collect();
                solve(root, &mut fit);
                missed += self.missed(part, &fit, &with[part]);
                fits.push(fit);
            }
            if fits.len() == PARTS && missed < best.0 {
                best = (missed, fits);
            }
        }
        let mut predicted = vec![mean; self.draws];
        for (part, fit) in best.1.iter().enumerate() {
            let range = self.range(part);
            let out = &mut predicted[range.clone()];
            for (column, weight) in self.columns.iter().zip(fit) {
                for (out, value) in out.iter_mut().zip(&column[range.clone()]) {
                    *out += weight * value;
                }
            }
        }
        predicted
    }

    /// Squared misses of a fit in a part, but for the part's own squares, which are the same for
    /// every fit.
    fn missed(&self, part: usize, fit: &[f64], with: &[f64]) -> f64 {
        let products = &self.products[part];
        let mut sum = 0.0;
        for (i, weight) in fit.iter().enumerate() {
            let row = &products[i * (i + 1) / 2..(i + 1) * (i + 2) / 2];
            let below = dot(&row[..i], &fit[..i]);
            sum += weight * (2.0 * below + weight * row[i] - 2.0 * with[i]);
        }
        sum
    }

    fn range(&self, part: usize) -> std::ops::Range<usize> {
        part * self.draws / PARTS..(part + 1) * self.draws / PARTS
    }

    fn products_of(&self, part: usize) -> Vec<f64> {
        let range = self.range(part);
        let mut products = Vec::with_capacity(self.terms() * (self.terms() + 1) / 2);
        for (i, row) in self.columns.iter().enumerate() {
            for column in &self.columns[..=i] {
                products.push(dot(&row[range.clone()], &column[range.clone()]));
            }
        }
        products
    }

    fn root(&self, ridge: f64, part: usize) -> Option<Vec<f64>> {
        let mut matrix = vec![0.0; self.products[part].len()];
        for (other, products) in self.products.iter().enumerate() {
            if other != part {
                for (sum, product) in matrix.iter_mut().zip(products) {
                    *sum += product;
                }
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
        let scale = ridge * self.draws as f64;
        for (i, penalty) in self.penalties.iter().enumerate() {
            matrix[i * (i + 3) / 2] += scale * penalty;
        }
        factor(&mut matrix, self.terms()).then_some(matrix)
    }
}

fn ridge(index: i32) -> f64 {
    math::pow(10.0, -10.0 + 0.5 * f64::from(index))
}

fn roughness(degrees: &[usize]) -> usize {
    degrees.iter().fold(1, |product, d| product * (1 + d))
}

fn penalty(degrees: &[usize]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
    let rough = roughness(degrees) as f64;
    rough * rough * rough * rough
}

/// Normal scores of ranks, equal values sharing the middle of their ranks; `None` where all are
/// equal.
fn normal_scores(values: &[f64]) -> Option<Vec<f64>> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut scores = vec![0.0; values.len()];
    let mut first = 0;
    while first < order.len() {
        let value = values[order[first]];
        #[expect(clippy::float_cmp, reason = "only the very same value shares a rank")]
        let same = order[first..]
            .iter()
            .take_while(|i| values[**i] == value)
            .count();
        if same == values.len() {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "draws are far fewer than 2^53")]
        let rank = (first as f64 + same as f64 / 2.0) / values.len() as f64;
        let score = math::normal_quantile(rank);
        for i in &order[first..first + same] {
            scores[*i] = score;
        }
        first += same;
    }
    Some(scores)
}

/// Degrees of all terms up to the largest roughness whose terms fit the budget, smooth ones first.
fn degrees(figures: usize, budget: usize) -> Vec<Vec<usize>> {
    let mut taken = vec![vec![0; figures]];
    for limit in 2..=ROUGHNESS {
        let mut found = Vec::new();
        collect(figures, limit, &mut Vec::new(), &mut found, budget);
        if found.len() > budget {
            break;
        }
        taken = found;
    }
    if taken.len() == 1 {
        // So many figures that not even their straight lines fit: the first ones' do.
        taken.extend((0..figures.min(budget - 1)).map(|f| {
            let mut line = vec![0; figures];
            line[f] = 1;
            line
        }));
    }
    taken.sort_by_key(|d| roughness(d));
    taken
}

/// Adds every list of degrees whose roughness is at most `limit`; stops above the budget.
fn collect(
    figures: usize,
    limit: usize,
    begun: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
    budget: usize,
) {
    if found.len() > budget {
        return;
    }
    if begun.len() == figures {
        found.push(begun.clone());
        return;
    }
    for degree in 0..=DEGREE.min(limit - 1) {
        begun.push(degree);
        collect(figures, limit / (1 + degree), begun, found, budget);
        begun.pop();
    }
}

/// The terms over all draws.
fn columns(scores: &[Vec<f64>], degrees: &[Vec<usize>], draws: usize) -> Vec<Vec<f64>> {
    let highest = degrees.iter().flatten().fold(0, |most, d| most.max(*d));
    let powers: Vec<Vec<Vec<f64>>> = scores.iter().map(|s| hermite(s, highest)).collect();
    let term = |degrees: &Vec<usize>| {
        let mut column = vec![1.0; draws];
        for (figure, degree) in degrees.iter().enumerate().filter(|(_, d)| **d > 0) {
            for (value, power) in column.iter_mut().zip(&powers[figure][*degree]) {
                *value *= power;
            }
        }
        column
    };
    degrees.iter().map(term).collect()
}

/// For each of so many evenly spaced ranks: by how much a score is above it, 0 or 1, around the mean.
fn steps(scores: &[f64], number: usize) -> Vec<Vec<f64>> {
    let step = |k: usize| {
        #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
        let below = k as f64 / (number as f64 + 1.0);
        let at = math::normal_quantile(below);
        let side = |score: &f64| if *score > at { below } else { below - 1.0 };
        scores.iter().map(side).collect()
    };
    (1..=number).map(step).collect()
}

/// Orthonormal Hermite polynomials of each score, of degree 0 to `highest`.
fn hermite(scores: &[f64], highest: usize) -> Vec<Vec<f64>> {
    let mut found = vec![vec![1.0; scores.len()], scores.to_vec()];
    for degree in 1..highest {
        #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
        let (down, up) = (math::sqrt(degree as f64), math::sqrt(degree as f64 + 1.0));
        let next = scores
            .iter()
            .enumerate()
            .map(|(i, z)| (z * found[degree][i] - down * found[degree - 1][i]) / up)
            .collect();
        found.push(next);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_those_of_small_roughness() {
        assert_eq!(degrees(1, 120).len(), 11);
        let two = degrees(2, 120);
        assert_eq!(two[..4], [vec![0, 0], vec![0, 1], vec![1, 0], vec![0, 2]]);
        assert!(two.len() <= 120 && two.contains(&vec![3, 3]));
        assert!(degrees(200, 120).len() == 120);
    }

    #[test]
    fn equal_values_share_a_score_and_constants_have_none() {
        let scores = normal_scores(&[3.0, 1.0, 3.0, 2.0]).unwrap();
        assert_eq!(scores[0], scores[2]);
        assert!(scores[1] < scores[3] && scores[3] < scores[0]);
        assert_eq!(normal_scores(&[2.0; 5]), None);
    }

    #[test]
    fn hermite_polynomials_are_orthonormal() {
        // Degree 4 at 1.5: (z^4 - 6 z^2 + 3) / sqrt(24).
        let z: f64 = 1.5;
        let known = (z * z * z * z - 6.0 * z * z + 3.0) / math::sqrt(24.0);
        assert!((hermite(&[z], 4)[4][0] - known).abs() < 1e-14);
    }
}
