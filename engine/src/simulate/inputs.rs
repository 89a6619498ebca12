//! The numbers of a variant: where parameters come from and what rows count for. Rebuilt only
//! when an override changes; the [`Program`] stays.

use super::plan::{Plan, Trace};
use super::program::Program;
use super::sampling::{self, Chance, Origin};
use crate::appraise::discount::{POSSIBLE_RATES, one_rate};
use crate::fault::Fault;
use crate::formula::{LANES, Lane};
use crate::math;
use crate::model::{Discount, Discounting, Model, Overrides, Scope};
use crate::random::BATCH;
use std::sync::Arc;

/// Numbers of one variant of a model.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The chance that figures take up.
    chance: Arc<Chance>,
    /// Where each parameter's draws come from.
    origins: Vec<Arc<Origin>>,
    /// What is run and what it counts for.
    pub plan: Arc<Plan>,
    /// Years covered by the ledger.
    pub years: usize,
}

/// A program's work and memory, stated before it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Moves and counts for a batch of 256 draws.
    pub operations: u64,
    /// Bytes of one batch's result.
    pub bytes: u64,
}

impl Inputs {
    /// Puts the numbers of `overrides` into a program. What `before` (of the same program and
    /// chance) has already for the same override is taken from there.
    ///
    /// # Errors
    /// Overrides that cannot be applied, and parameters that must still be entered.
    pub fn new(
        model: &Model,
        program: &Program,
        overrides: &Overrides,
        chance: Arc<Chance>,
        before: Option<(&Self, &Overrides)>,
    ) -> Result<Self, Vec<Fault>> {
        let (mut origins, mut faults) = (Vec::new(), Vec::new());
        for (i, parameter) in model.parameters.iter().enumerate() {
            let same = before
                .filter(|(_, old)| old.get(&parameter.name) == overrides.get(&parameter.name));
            match same {
                Some((inputs, _)) => origins.push(Arc::clone(&inputs.origins[i])),
                None => match Origin::of(parameter, overrides) {
                    Ok(origin) => origins.push(Arc::new(origin)),
                    Err(fault) => faults.push(fault),
                },
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let fixed = |name: &str| {
            let origin = model.parameter(name).map(|i| &origins[i]);
            origin.and_then(|o| o.fixed()).unwrap_or(f64::NAN)
        };
        let starts: Vec<usize> = model
            .strategies
            .iter()
            .map(|s| start_cycles(model, s, &fixed, &mut faults))
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let of_lines = model.lines.iter().map(|line| &line.discounting);
        let discounting: Vec<Discounting> = of_lines
            .chain([&model.cost_discounting])
            .map(|discount| rate_of(discount, &fixed, &mut faults))
            .collect();
        if !faults.is_empty() {
            faults.dedup();
            return Err(faults);
        }
        let plan = match before {
            Some((Self { plan, .. }, _))
                if plan.starts == starts && plan.discounting == discounting =>
            {
                Arc::clone(plan)
            }
            _ => Arc::new(Plan::new(model, program, starts, discounting)),
        };
        Ok(Self {
            chance,
            origins,
            plan,
            years: model.time.years(),
        })
    }

    /// The chance that figures take up.
    pub fn chance(&self) -> &Arc<Chance> {
        &self.chance
    }

    /// Fills the parameter columns of a whole batch: `out[column]` holds 256 draws.
    pub fn draw(&self, batch: u64, out: &mut Vec<[f64; BATCH]>) {
        sampling::fill(&self.chance, &self.origins, batch, out);
    }

    /// As [`Inputs::draw`], each in its parameter's own price year: what an author wrote and can
    /// give back.
    pub fn draw_own(&self, batch: u64, out: &mut Vec<[f64; BATCH]>) {
        sampling::fill_own(&self.chance, &self.origins, batch, out);
    }

    /// How many people enter within the horizon: the mean over the first batch.
    pub fn people(&self, model: &Model, program: &Program) -> f64 {
        let entered = model.entry.flow.map_or(1.0, |f| {
            #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
            let cycles = f.cycles as f64;
            f.share_per_cycle * cycles
        });
        // It is the same in every subgroup: a model in which it is not is refused.
        let Some(slot) = program.levers[0].number else {
            return entered;
        };
        // Of all the formulas only those on which the number depends: the page asks at each answer.
        let formulas = program.arms[0].per_draw.only(slot);
        let mut draws = Vec::new();
        self.draw(0, &mut draws);
        let mut registers = self.plan.registers[0].clone();
        let mut numbers = Vec::with_capacity(BATCH);
        for first in (0..BATCH).step_by(LANES) {
            for (column, draws) in registers.iter_mut().zip(&draws) {
                column.copy_from_slice(&draws[first..first + LANES]);
            }
            formulas.run(&mut registers, &program.tables);
            numbers.extend_from_slice(&registers[slot.index()]);
        }
        math::mean(&numbers) * entered
    }

    /// What a batch takes.
    pub fn cost(&self, program: &Program) -> Cost {
        let trace = |trace: &Trace| {
            let arm = &program.arms[trace.arm];
            let edges = arm.states.iter().fold(0, |sum, s| sum + s.edges.len() + 1);
            let counts = 2 * trace.counts.len();
            ((edges + arm.per_cycle.len() + counts) * trace.cycles) as u64
        };
        let traces = self.plan.traces.iter();
        Cost {
            operations: traces
                .fold(0u64, |sum, t| sum.saturating_add(trace(t)))
                .saturating_mul(BATCH as u64),
            bytes: (program.column_count() * self.years * BATCH * 8) as u64,
        }
    }
}

/// How a line is discounted, once the figures are known.
fn rate_of(
    discount: &Discount,
    fixed: &dyn Fn(&str) -> f64,
    faults: &mut Vec<Fault>,
) -> Discounting {
    let mut figures = discount.figures.clone();
    if let Some(rate) = &discount.rate {
        let value = rate.formula.evaluate(&|name: &str| fixed(name));
        if POSSIBLE_RATES.contains(&value) {
            figures.bands = one_rate(value);
        } else {
            faults.push(Fault {
                path: rate.path.clone(),
                line: rate.place.0,
                column: rate.place.1,
                what: format!("a discount rate of {value} a year is out of bounds"),
                hint: "give a single figure such as 0.035".into(),
            });
        }
    }
    figures
}

fn start_cycles(
    model: &Model,
    strategy: &crate::model::Strategy,
    fixed: &dyn Fn(&str) -> f64,
    faults: &mut Vec<Fault>,
) -> usize {
    let Some(start) = &strategy.start else {
        return 0;
    };
    let years = start.formula.evaluate(&|name: &str| fixed(name));
    let cycles = math::floor(years / model.time.cycle + 0.5);
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
    let last = model.time.cycles as f64;
    if !(0.0..=last).contains(&cycles) {
        faults.push(Fault {
            path: start.path.clone(),
            line: start.place.0,
            column: start.place.1,
            what: format!(
                "the strategy would start after {years} years, which is not within the horizon"
            ),
            hint: "give a single number of years, from 0 to the horizon".into(),
        });
        return 0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked just above"
    )]
    let cycles = cycles as usize;
    cycles
}

/// Shares of a strategy's people in one column: treated, and those that each price counts.
pub fn shares(levers: [Option<Lane>; 3], scope: Scope) -> Lane {
    let mut share = [1.0; LANES];
    let counted = match scope {
        Scope::Offered => 1,
        Scope::Met => 2,
        Scope::Completed => 3,
    };
    for lever in levers.iter().take(counted).flatten() {
        for (share, value) in share.iter_mut().zip(lever) {
            *share *= value;
        }
    }
    share
}
