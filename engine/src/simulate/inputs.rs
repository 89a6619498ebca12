//! The numbers of a variant: where parameters come from and what rows count for. Rebuilt only
//! when an override changes; the [`Program`] stays.

use super::program::{Program, TallyOf};
use super::weights::{Entries, Weights, What};
use crate::fault::Fault;
use crate::formula::{LANES, Lane};
use crate::math;
use crate::model::{Distribution, Model, Overrides, Scope};
use crate::random::{BATCH, Quantile, Seed, Source};
use std::collections::BTreeMap;

/// Numbers of one variant of a model.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// Where each parameter's draws come from.
    sources: Vec<Draws>,
    /// For each arm, its registers after everything that is worked out once.
    pub registers: Vec<Vec<Lane>>,
    /// Traces to run.
    pub traces: Vec<Trace>,
    /// For each strategy, what makes it up.
    pub recipes: Vec<Vec<Part>>,
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
    },
}

/// One trace of an arm.
#[derive(Clone, Debug)]
pub struct Trace {
    /// Arm.
    pub arm: usize,
    /// Calendar cycle at which it enters; 0 where that does not matter.
    pub entry: usize,
    /// Cycles to follow.
    pub cycles: usize,
    /// Groups accumulated apart, each with weights for every tally of the arm (`None`: not counted).
    pub groups: Vec<Vec<Option<Weights>>>,
}

/// A part of a strategy's people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Trace and group in it.
    pub trace: usize,
    /// Group within the trace.
    pub group: usize,
    /// Which share of them.
    pub share: ShareOf,
}

/// Which share of a group a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// All of them, before the strategy starts: no prices.
    Before,
    /// Those treated.
    Treated,
    /// Those not treated: no prices.
    Untreated,
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
    /// Puts the numbers of `overrides` into a program.
    ///
    /// # Errors
    /// Overrides that cannot be applied, and parameters that must still be entered.
    pub fn new(
        model: &Model,
        program: &Program,
        overrides: &Overrides,
        seed: Seed,
    ) -> Result<Self, Vec<Fault>> {
        let (mut sources, mut faults) = (Vec::new(), Vec::new());
        let mut fixed = BTreeMap::new();
        for parameter in &model.parameters {
            match overrides.distribution(parameter) {
                Err(fault) => faults.push(fault),
                Ok(None) => faults.push(missing(&parameter.name, parameter.label.as_deref())),
                Ok(Some(Distribution::Fixed(value))) => {
                    fixed.insert(parameter.name.as_str(), value * parameter.rebase);
                    sources.push(Draws::Fixed(value * parameter.rebase));
                }
                Ok(Some(distribution)) => match distribution.quantiles() {
                    Ok(quantiles) => sources.push(Draws::Random {
                        streams: streams(seed, &parameter.stream, &distribution),
                        quantiles,
                        rebase: parameter.rebase,
                        shares: matches!(distribution, Distribution::Dirichlet(_)),
                    }),
                    Err(error) => faults.push(Fault::without_place(
                        &parameter.name,
                        error.to_string(),
                        "choose another value",
                    )),
                },
            }
        }
        let starts: Vec<usize> = model
            .strategies
            .iter()
            .map(|s| start_cycles(model, s, &fixed, &mut faults))
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let closed = model.entry.flow.is_none();
        let registers = program.arms.iter().enumerate().map(|(i, arm)| {
            let strategy = program.arm_of.iter().position(|a| *a == i && i > 0);
            let mut registers = arm.registers.clone();
            let delay = strategy
                .filter(|_| closed)
                .map_or(0.0, |s| model.time.at(starts[s]));
            registers[arm.delay.index()] = [delay; LANES];
            arm.once.run(&mut registers, &program.tables);
            registers
        });
        let registers = registers.collect();
        let mut planner = Planner {
            model,
            program,
            starts: &starts,
            traces: Vec::new(),
            known: BTreeMap::new(),
        };
        let recipes = (0..model.strategies.len())
            .map(|s| planner.recipe(s))
            .collect();
        let traces = planner.traces;
        Ok(Self {
            sources,
            registers,
            traces,
            recipes,
            years: model.time.years(),
        })
    }

    /// Fills the parameter columns of a whole batch: `out[column]` holds 256 draws.
    pub fn draw(&self, batch: u64, out: &mut Vec<[f64; BATCH]>) {
        out.clear();
        for source in &self.sources {
            match source {
                Draws::Fixed(value) => out.push([*value; BATCH]),
                Draws::Random {
                    streams,
                    quantiles,
                    rebase,
                    shares,
                } => {
                    let first = out.len();
                    for (stream, quantile) in streams.iter().zip(quantiles) {
                        let mut uniforms = [0.0; BATCH];
                        let mut values = [0.0; BATCH];
                        stream.block(batch).fill(&mut uniforms);
                        quantile.map(&uniforms, &mut values);
                        for value in &mut values {
                            *value *= rebase;
                        }
                        out.push(values);
                    }
                    if *shares {
                        normalise(&mut out[first..]);
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
        let mut draws = Vec::new();
        self.draw(0, &mut draws);
        let mut registers = self.registers[0].clone();
        let mut numbers = Vec::with_capacity(BATCH);
        for first in (0..BATCH).step_by(LANES) {
            for (column, draws) in registers.iter_mut().zip(&draws) {
                column.copy_from_slice(&draws[first..first + LANES]);
            }
            program.arms[0]
                .per_draw
                .run(&mut registers, &program.tables);
            numbers.extend_from_slice(&registers[slot.index()]);
        }
        math::mean(&numbers) * entered
    }

    /// What a batch takes.
    pub fn cost(&self, program: &Program) -> Cost {
        let trace = |trace: &Trace| {
            let arm = &program.arms[trace.arm];
            let edges: usize = arm.states.iter().map(|s| s.edges.len() + 1).sum();
            let work = edges + arm.per_cycle.len() + arm.tallies.len() * trace.groups.len() * 2;
            (work * trace.cycles) as u64
        };
        let columns: usize = program.columns.iter().map(Vec::len).sum();
        Cost {
            operations: self
                .traces
                .iter()
                .map(trace)
                .sum::<u64>()
                .saturating_mul(BATCH as u64),
            bytes: (columns * self.years * BATCH * 8) as u64,
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
fn missing(name: &str, label: Option<&str>) -> Fault {
    Fault::without_place(
        format!("missing.{name}"),
        format!("\"{}\" has no figure yet", label.unwrap_or(name)),
        format!("enter it: {name}=value"),
    )
}

fn start_cycles(
    model: &Model,
    strategy: &crate::model::Strategy,
    fixed: &BTreeMap<&str, f64>,
    faults: &mut Vec<Fault>,
) -> usize {
    let Some(start) = &strategy.start else {
        return 0;
    };
    let years = start
        .formula
        .evaluate(&|name: &str| fixed.get(name).copied().unwrap_or(f64::NAN));
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

/// Decides which traces are run and which groups each accumulates.
struct Planner<'m> {
    model: &'m Model,
    program: &'m Program,
    starts: &'m [usize],
    traces: Vec<Trace>,
    /// (arm, entry, first, last, strategy whose offer row counts) to trace and group.
    known: BTreeMap<(usize, usize, usize, usize, usize), (usize, usize)>,
}

impl Planner<'_> {
    fn recipe(&mut self, strategy: usize) -> Vec<Part> {
        let cycles = self.model.entry.flow.map_or(1, |f| f.cycles);
        let open = self.model.entry.flow.is_some();
        let first = if open {
            self.starts[strategy].min(cycles)
        } else {
            0
        };
        let own = self.program.arm_of[strategy];
        let definition = &self.model.strategies[strategy];
        let has_levers = definition.reach.is_some()
            || definition.take_up.is_some()
            || definition.completion.is_some();
        let mut parts = Vec::new();
        self.add(own, strategy, first..cycles, ShareOf::Treated, &mut parts);
        if own != 0 && has_levers {
            self.add(0, strategy, first..cycles, ShareOf::Untreated, &mut parts);
        }
        if first > 0 {
            self.add(0, strategy, 0..first, ShareOf::Before, &mut parts);
        }
        parts
    }

    fn add(
        &mut self,
        arm: usize,
        strategy: usize,
        entries: std::ops::Range<usize>,
        share: ShareOf,
        parts: &mut Vec<Part>,
    ) {
        if entries.is_empty() {
            return;
        }
        if self.program.arms[arm].reads_calendar && self.model.entry.flow.is_some() {
            for entry in entries {
                let (trace, group) = self.group(arm, strategy, entry, entry..entry + 1);
                parts.push(Part {
                    trace,
                    group,
                    share,
                });
            }
        } else {
            let (trace, group) = self.group(arm, strategy, 0, entries);
            parts.push(Part {
                trace,
                group,
                share,
            });
        }
    }

    fn group(
        &mut self,
        arm: usize,
        strategy: usize,
        entry: usize,
        entries: std::ops::Range<usize>,
    ) -> (usize, usize) {
        let offer_row = if self.model.entry.flow.is_some() {
            0
        } else {
            self.starts[strategy]
        };
        let key = (arm, entry, entries.start, entries.end, offer_row);
        if let Some(found) = self.known.get(&key) {
            return *found;
        }
        let size = self.model.entry.flow.map_or(1.0, |f| f.share_per_cycle);
        let entered = Entries {
            from: entries.start,
            until: entries.end,
            size,
        };
        let tallies = &self.program.arms[arm].tallies;
        let weights = tallies.iter().map(|tally| {
            let what = match &tally.counted {
                TallyOf::While(_) => What::Rows(&self.model.lines[tally.line].counting),
                TallyOf::After(row, _) => What::After(*row),
                TallyOf::Moves(_) => What::Events,
                TallyOf::Offer => What::Offer(offer_row),
            };
            // A programme's price is discounted as the model's costs are, at the row of the offer.
            let discounting = self
                .model
                .lines
                .get(tally.line)
                .map_or(&self.model.cost_discounting, |l| &l.discounting);
            Some(Weights::of(what, discounting, entered, &self.model.time))
        });
        let weights: Vec<Option<Weights>> = weights.collect();
        let trace = self
            .traces
            .iter()
            .position(|t| t.arm == arm && t.entry == entry)
            .unwrap_or_else(|| {
                self.traces.push(Trace {
                    arm,
                    entry,
                    cycles: self.model.time.cycles - entry,
                    groups: Vec::new(),
                });
                self.traces.len() - 1
            });
        self.traces[trace].groups.push(weights);
        let found = (trace, self.traces[trace].groups.len() - 1);
        self.known.insert(key, found);
        found
    }
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
