//! Incremental mixture importance sampling: draws from the posterior of a model's figures.
//!
//! Draws of the prior are weighted by their likelihood. Around the draw of most weight a normal
//! distribution is put, with the covariance of the draws near it; it gives more draws, and all are
//! weighted anew against the mixture that they come from. So on until the weights are spread over
//! enough draws (Raftery and Bao 2010, Biometrics 66; Hesterberg 1995).

use super::simulator::Simulator;
use crate::fault::Fault;
use crate::math;
use crate::random::{BATCH, Seed, Source};
use crate::voi::linear::{factor, solve_lower};

/// Draws of the prior.
const FIRST: usize = 4_096;
/// Draws of each normal distribution.
const EACH: usize = 512;
/// Effective draws that are enough.
const ENOUGH: f64 = 3_000.0;
/// Most normal distributions.
const MOST: usize = 100;

/// The sampler.
#[derive(Clone, Copy, Debug)]
pub struct Imis {
    /// Seed of its draws.
    pub seed: u64,
}

/// Weighted draws of the posterior.
#[derive(Debug)]
pub struct Sample {
    /// Scores of every draw, figure by figure.
    pub scores: Vec<Vec<f64>>,
    /// The model's quantities in every draw, target by target.
    pub quantities: Vec<Vec<f64>>,
    /// Weights, which add to 1; all 0 where nothing agrees with the targets at all.
    pub weights: Vec<f64>,
    /// Kish's effective number of draws: 1 / sum of squared weights.
    pub effective: f64,
    /// Normal distributions that were put in.
    pub parts: usize,
}

impl Sample {
    /// Below so many effective draws a calibration has not succeeded.
    pub const LEAST: f64 = 500.0;

    /// So many draws with chances in proportion to their weights, as indices.
    pub fn resample(&self, number: usize, seed: u64) -> Vec<usize> {
        let mut below = 0.0;
        let upto: Vec<f64> = self
            .weights
            .iter()
            .map(|weight| {
                below += weight;
                below
            })
            .collect();
        let source = Source::new(Seed(seed), "calibrate.posterior");
        let mut rows = Vec::with_capacity(number);
        for batch in 0..number.div_ceil(BATCH) {
            let mut stream = source.block(batch as u64);
            for _ in 0..(number - batch * BATCH).min(BATCH) {
                let uniform = stream.uniform() * below;
                rows.push(upto.partition_point(|p| *p <= uniform).min(upto.len() - 1));
            }
        }
        rows
    }
}

/// A normal distribution of scores.
struct Part {
    centre: Vec<f64>,
    root: Vec<f64>,
    /// Logarithm of the density at its centre.
    peak: f64,
}

impl Part {
    fn new(centre: Vec<f64>, mut covariance: Vec<f64>) -> Option<Self> {
        let size = centre.len();
        // A figure that does not vary among its neighbours must still be able to.
        for i in 0..size {
            covariance[i * (i + 3) / 2] += 1e-8;
        }
        if !factor(&mut covariance, size) {
            return None;
        }
        let half_ln_tau = 0.918_938_533_204_672_8;
        let peak = (0..size).fold(0.0, |sum, i| {
            sum - math::ln(covariance[i * (i + 3) / 2]) - half_ln_tau
        });
        Some(Self {
            centre,
            root: covariance,
            peak,
        })
    }

    fn ln_density(&self, point: &[f64]) -> f64 {
        let mut off: Vec<f64> = point.iter().zip(&self.centre).map(|(p, c)| p - c).collect();
        solve_lower(&self.root, &mut off);
        self.peak - 0.5 * off.iter().fold(0.0, |sum, o| sum + o * o)
    }

    fn draw(&self, scores: &[f64]) -> Vec<f64> {
        let value = |i: usize| {
            let row = &self.root[i * (i + 1) / 2..(i + 1) * (i + 2) / 2];
            let parts = row.iter().zip(scores);
            parts.fold(self.centre[i], |sum, (r, s)| sum + r * s)
        };
        (0..scores.len()).map(value).collect()
    }
}

/// Draws so far, one point after the other.
struct Cloud<'s> {
    simulator: &'s Simulator,
    points: Vec<Vec<f64>>,
    quantities: Vec<Vec<f64>>,
    ln_likelihood: Vec<f64>,
    /// Logarithm of (draws of each distribution x its density) summed over all distributions.
    ln_mixture: Vec<f64>,
    parts: Vec<Part>,
}

impl Imis {
    /// Draws from the posterior of a simulator. The first normal distributions are put around
    /// `centres`, scores that are known to agree well, such as what an optimiser found.
    ///
    /// # Errors
    /// What is wrong with the model at one of the draws.
    pub fn run(&self, simulator: &Simulator, centres: &[Vec<f64>]) -> Result<Sample, Fault> {
        let size = simulator.prior.scores();
        let mut cloud = Cloud {
            simulator,
            points: Vec::new(),
            quantities: vec![Vec::new(); simulator.targets.len()],
            ln_likelihood: Vec::new(),
            ln_mixture: Vec::new(),
            parts: Vec::new(),
        };
        let prior = self.normals("calibrate.prior", FIRST, size);
        cloud.add(prior)?;
        let mut weights = cloud.weights();
        for part in 0..MOST {
            if part >= centres.len() && effective(&weights) >= ENOUGH {
                break;
            }
            let centre = match centres.get(part) {
                Some(centre) => centre.clone(),
                None => match heaviest(&weights) {
                    Some(at) => cloud.points[at].clone(),
                    None => break,
                },
            };
            let covariance = cloud.covariance(&centre, &weights);
            let Some(new) = Part::new(centre, covariance) else {
                continue;
            };
            let scores = self.normals(&format!("calibrate.{part}"), EACH, size);
            let points = scores.iter().map(|s| new.draw(s)).collect();
            cloud.put(new);
            cloud.add(points)?;
            weights = cloud.weights();
        }
        let column = |i: usize| cloud.points.iter().map(|p| p[i]).collect();
        Ok(Sample {
            scores: (0..size).map(column).collect(),
            effective: effective(&weights),
            weights,
            parts: cloud.parts.len(),
            quantities: cloud.quantities,
        })
    }

    /// Points of independent standard normal scores.
    fn normals(&self, name: &str, number: usize, size: usize) -> Vec<Vec<f64>> {
        let mut stream = Source::new(Seed(self.seed), name).block(0);
        let point = |_| {
            let score = |_| math::normal_quantile(stream.uniform());
            (0..size).map(score).collect()
        };
        (0..number).map(point).collect()
    }
}

impl Cloud<'_> {
    /// Takes in new points, all distributions of which are in the mixture already.
    fn add(&mut self, points: Vec<Vec<f64>>) -> Result<(), Fault> {
        let size = self.simulator.prior.scores();
        let columns: Vec<Vec<f64>> = (0..size)
            .map(|i| points.iter().map(|p| p[i]).collect())
            .collect();
        let quantities = self.simulator.quantities(&columns)?;
        self.ln_likelihood
            .extend(self.simulator.log_likelihood(&quantities));
        for (all, new) in self.quantities.iter_mut().zip(quantities) {
            all.extend(new);
        }
        for point in &points {
            let first = ln_prior(point) + math::ln(FIRST as f64);
            let mixture = self.parts.iter().fold(first, |sum, part| {
                ln_add(sum, part.ln_density(point) + math::ln(EACH as f64))
            });
            self.ln_mixture.push(mixture);
        }
        self.points.extend(points);
        Ok(())
    }

    /// Puts a new distribution into the mixture.
    fn put(&mut self, part: Part) {
        for (mixture, point) in self.ln_mixture.iter_mut().zip(&self.points) {
            *mixture = ln_add(*mixture, part.ln_density(point) + math::ln(EACH as f64));
        }
        self.parts.push(part);
    }

    /// Weights that add to 1.
    fn weights(&self) -> Vec<f64> {
        let ln: Vec<f64> = (0..self.points.len())
            .map(|i| self.ln_likelihood[i] + ln_prior(&self.points[i]) - self.ln_mixture[i])
            .collect();
        let most = ln.iter().fold(f64::NEG_INFINITY, |a, b| math::max(a, *b));
        if most == f64::NEG_INFINITY {
            return vec![0.0; ln.len()];
        }
        let weights: Vec<f64> = ln.iter().map(|l| math::exp(l - most)).collect();
        let all = math::sum(&weights);
        weights.iter().map(|w| w / all).collect()
    }

    /// Covariance around a centre of the points nearest to it, each weighted by the mean of its
    /// weight and of an equal one.
    fn covariance(&self, centre: &[f64], weights: &[f64]) -> Vec<f64> {
        let size = centre.len();
        let distance = |point: &Vec<f64>| {
            let parts = point.iter().zip(centre);
            parts.fold(0.0, |sum, (p, c)| sum + (p - c) * (p - c))
        };
        let mut near: Vec<(f64, usize)> = self
            .points
            .iter()
            .enumerate()
            .map(|(i, p)| (distance(p), i))
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        near.truncate(EACH);
        let equal = 1.0 / self.points.len() as f64;
        let mut covariance = vec![0.0; size * (size + 1) / 2];
        let mut total = 0.0;
        for (_, at) in near {
            let weight = 0.5 * (weights[at] + equal);
            total += weight;
            let point = &self.points[at];
            for i in 0..size {
                for j in 0..=i {
                    covariance[i * (i + 1) / 2 + j] +=
                        weight * (point[i] - centre[i]) * (point[j] - centre[j]);
                }
            }
        }
        covariance.iter().map(|c| c / total).collect()
    }
}

fn ln_prior(point: &[f64]) -> f64 {
    let half_ln_tau = 0.918_938_533_204_672_8;
    point
        .iter()
        .fold(0.0, |sum, z| sum - 0.5 * z * z - half_ln_tau)
}

/// ln(exp(a) + exp(b)).
fn ln_add(a: f64, b: f64) -> f64 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if high == f64::NEG_INFINITY {
        high
    } else {
        high + math::ln_1p(math::exp(low - high))
    }
}

/// Kish's effective number of draws.
fn effective(weights: &[f64]) -> f64 {
    let squares: Vec<f64> = weights.iter().map(|w| w * w).collect();
    let sum = math::sum(&squares);
    if sum > 0.0 { 1.0 / sum } else { 0.0 }
}

/// The draw of most weight, if any has weight.
fn heaviest(weights: &[f64]) -> Option<usize> {
    let mut found = None;
    let mut most = 0.0;
    for (i, weight) in weights.iter().enumerate() {
        if *weight > most {
            (found, most) = (Some(i), *weight);
        }
    }
    found
}
