//! The figures that agree best with what was counted: bounded optimisation from several starts.

use argmin::core::{
    CostFunction, Error, Executor, State as _, TerminationReason, TerminationStatus,
};
use argmin::solver::neldermead::NelderMead;
use early_action_engine::calibrate::Simulator;
use early_action_engine::fault::Fault;
use std::cell::RefCell;

/// Where a start ended.
pub struct Optimum {
    /// Its scores.
    pub scores: Vec<f64>,
    /// Logarithm of the likelihood there.
    pub log_likelihood: f64,
    /// Whether the simplex shrank to a point before it ran out of steps.
    pub settled: bool,
}

/// Scores stay within plus and minus this: between the 0.1 % and the 99.9 % quantile of each figure.
pub const BOUND: f64 = 3.090_232_306_167_813_5;
/// Steps of a start for each score.
const STEPS: u64 = 200;
/// Spread of the simplex's values at which it has settled.
const SETTLED: f64 = 1e-10;

/// The likelihood as a cost over coordinates without bounds: a score is `BOUND` x the sine of its
/// coordinate.
struct Cost<'s> {
    simulator: &'s Simulator,
    /// The first fault of the model; the solver cannot pass it on from its first steps.
    fault: &'s RefCell<Option<Fault>>,
}

fn bounded(coordinates: &[f64]) -> Vec<f64> {
    coordinates.iter().map(|x| BOUND * x.sin()).collect()
}

fn free(scores: &[f64]) -> Vec<f64> {
    let inside = |z: &f64| (z / BOUND).clamp(-0.99, 0.99);
    scores.iter().map(|z| inside(z).asin()).collect()
}

impl CostFunction for Cost<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, coordinates: &Vec<f64>) -> Result<f64, Error> {
        let value = log_likelihood(self.simulator, &bounded(coordinates));
        // A simplex cannot reckon with infinity.
        Ok(match value {
            Ok(value) if value.is_finite() => -value,
            Ok(_) => 1e300,
            Err(fault) => {
                self.fault.borrow_mut().get_or_insert(fault);
                1e300
            }
        })
    }
}

fn log_likelihood(simulator: &Simulator, scores: &[f64]) -> Result<f64, Fault> {
    let columns: Vec<Vec<f64>> = scores.iter().map(|z| vec![*z]).collect();
    let quantities = simulator.quantities(&columns)?;
    Ok(simulator.log_likelihood(&quantities)[0])
}

/// Nelder and Mead's simplex from every start, from the best end to the worst.
pub fn optimise(simulator: &Simulator, starts: &[Vec<f64>]) -> Result<Vec<Optimum>, Fault> {
    let mut found = starts
        .iter()
        .map(|start| from(simulator, start))
        .collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|a, b| b.log_likelihood.total_cmp(&a.log_likelihood));
    Ok(found)
}

fn from(simulator: &Simulator, start: &[f64]) -> Result<Optimum, Fault> {
    let unusual = |error: Error| Fault::without_place("calibration", error.to_string(), "");
    let fault = RefCell::new(None);
    let first = free(start);
    let mut simplex = vec![first.clone()];
    for i in 0..first.len() {
        let mut corner = first.clone();
        corner[i] += 0.25;
        simplex.push(corner);
    }
    let steps = STEPS * first.len() as u64;
    let solver = NelderMead::new(simplex)
        .with_sd_tolerance(SETTLED)
        .map_err(unusual)?;
    let cost = Cost {
        simulator,
        fault: &fault,
    };
    let result = Executor::new(cost, solver)
        .configure(|state| state.max_iters(steps))
        .run()
        .map_err(unusual)?;
    if let Some(fault) = fault.take() {
        return Err(fault);
    }
    let state = result.state();
    let scores = bounded(state.get_best_param().unwrap_or(&first));
    Ok(Optimum {
        log_likelihood: log_likelihood(simulator, &scores)?,
        scores,
        settled: matches!(
            state.get_termination_status(),
            TerminationStatus::Terminated(TerminationReason::SolverConverged)
        ),
    })
}
