//! The numbers of a variant: where parameters come from and what rows count for. Rebuilt only
//! when an override changes; the [`Program`] stays.

use super::plan::{Plan, Trace};
use super::program::Program;
use crate::fault::Fault;
use crate::formula::{LANES, Lane};
use crate::math;
use crate::model::{Distribution, Model, Overrides, Parameter, Scope};
use crate::random::{BATCH, Quantile, Seed, Source};
use std::sync::{Arc, OnceLock};

/// Batches whose draws are kept with their source: first answers and searches ask for the same
/// ones again and again, and only the parameter that moved has new ones.
const KEPT_BATCHES: usize = 4;

/// Numbers of one variant of a model.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Where each parameter's draws come from.
    sources: Vec<Arc<Draws>>,
    /// What is run and what it counts for.
    pub plan: Arc<Plan>,
    /// Years covered by the ledger.
    pub years: usize,
}

#[derive(Clone, Debug)]
enum Draws {
    Fixed(f64),
    Random {
        streams: Vec<Source>,
        quantiles: Vec<Quantile>,
        rebase: f64,
        shares: bool,
        kept: [OnceLock<Vec<[f64; BATCH]>>; KEPT_BATCHES],
    },
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
    /// seed) has already for the same override is taken from there.
    ///
    /// # Errors
    /// Overrides that cannot be applied, and parameters that must still be entered.
    pub fn new(
        model: &Model,
        program: &Program,
        overrides: &Overrides,
        seed: Seed,
        before: Option<(&Self, &Overrides)>,
    ) -> Result<Self, Vec<Fault>> {
        let (mut sources, mut faults) = (Vec::new(), Vec::new());
        for (i, parameter) in model.parameters.iter().enumerate() {
            let same = before
                .filter(|(_, old)| old.get(&parameter.name) == overrides.get(&parameter.name));
            match same {
                Some((inputs, _)) => sources.push(Arc::clone(&inputs.sources[i])),
                None => match Draws::of(parameter, overrides, seed) {
                    Ok(draws) => sources.push(Arc::new(draws)),
                    Err(fault) => faults.push(fault),
                },
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let fixed = |name: &str| match model.parameter(name).map(|i| &*sources[i]) {
            Some(Draws::Fixed(value)) => *value,
            _ => f64::NAN,
        };
        let starts: Vec<usize> = model
            .strategies
            .iter()
            .map(|s| start_cycles(model, s, &fixed, &mut faults))
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let plan = match before {
            Some((inputs, _)) if inputs.plan.starts == starts => Arc::clone(&inputs.plan),
            _ => Arc::new(Plan::new(model, program, starts)),
        };
        Ok(Self {
            sources,
            plan,
            years: model.time.years(),
        })
    }

    /// Fills the parameter columns of a whole batch: `out[column]` holds 256 draws.
    pub fn draw(&self, batch: u64, out: &mut Vec<[f64; BATCH]>) {
        out.clear();
        for source in &self.sources {
            match &**source {
                Draws::Fixed(value) => out.push([*value; BATCH]),
                Draws::Random { kept, .. } => {
                    let place = usize::try_from(batch).ok().and_then(|at| kept.get(at));
                    match place {
                        Some(kept) => out.extend(kept.get_or_init(|| source.random(batch))),
                        None => out.extend(source.random(batch)),
                    }
                }
            }
        }
    }

    /// How many people enter within the horizon: the mean over the first batch.
    pub fn people(&self, model: &Model, program: &Program) -> f64 {
        let entered = model.entry.flow.map_or(1.0, |f| {
            #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
            let cycles = f.cycles as f64;
            f.share_per_cycle * cycles
        });
        let Some(slot) = program.levers.number else {
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
            let counts = trace
                .groups
                .iter()
                .fold(0, |sum, g| sum + 2 * g.counts.len());
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

impl Draws {
    /// The columns of a batch; none for a fixed number.
    fn random(&self, batch: u64) -> Vec<[f64; BATCH]> {
        let Self::Random {
            streams,
            quantiles,
            rebase,
            shares,
            ..
        } = self
        else {
            return Vec::new();
        };
        let column = |(stream, quantile): (&Source, &Quantile)| {
            let mut uniforms = [0.0; BATCH];
            let mut values = [0.0; BATCH];
            stream.block(batch).fill(&mut uniforms);
            quantile.map(&uniforms, &mut values);
            values.map(|value| value * rebase)
        };
        let mut columns: Vec<_> = streams.iter().zip(quantiles).map(column).collect();
        if *shares {
            normalise(&mut columns);
        }
        columns
    }

    fn of(parameter: &Parameter, overrides: &Overrides, seed: Seed) -> Result<Self, Fault> {
        match overrides.distribution(parameter)? {
            None => Err(missing(parameter)),
            Some(Distribution::Fixed(value)) => Ok(Self::Fixed(value * parameter.rebase)),
            Some(distribution) => Ok(Self::Random {
                streams: streams(seed, &parameter.stream, &distribution),
                quantiles: distribution.quantiles().map_err(|error| {
                    Fault::without_place(&parameter.name, error.to_string(), "choose another value")
                })?,
                rebase: parameter.rebase,
                shares: matches!(distribution, Distribution::Dirichlet(_)),
                kept: Default::default(),
            }),
        }
    }
}

/// Independent gammas divided by their sum, in a fixed order.
fn normalise(parts: &mut [[f64; BATCH]]) {
    for lane in 0..BATCH {
        let total = parts.iter().fold(0.0, |sum, part| sum + part[lane]);
        for part in parts.iter_mut() {
            part[lane] /= total;
        }
    }
}

fn streams(seed: Seed, stream: &str, distribution: &Distribution) -> Vec<Source> {
    match distribution {
        Distribution::Dirichlet(parts) => parts
            .iter()
            .map(|(name, _)| Source::new(seed, &format!("{stream}.{name}")))
            .collect(),
        _ => vec![Source::new(seed, stream)],
    }
}

/// The fault of a parameter that nobody has given a value: `path` starts with `missing.`.
fn missing(parameter: &Parameter) -> Fault {
    let name = &parameter.name;
    Fault {
        path: format!("missing.{name}"),
        line: parameter.position.0,
        column: parameter.position.1,
        what: format!(
            "\"{}\" has no figure yet",
            parameter.label.as_ref().unwrap_or(name)
        ),
        hint: format!("enter it: {name}=value"),
    }
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
