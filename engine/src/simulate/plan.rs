//! What is run and what it counts for: traces, the groups that follow them, and the parts that
//! make up a strategy's people.

use super::program::{Amount, Program, TallyOf};
use super::weights::{Entries, Weights, What};
use crate::formula::{LANES, Lane};
use crate::model::{Discounting, Model};

/// Everything about a variant that does not depend on draws.
#[derive(Clone, Debug)]
pub struct Plan {
    /// For each strategy, the cycle at which it starts.
    pub starts: Vec<usize>,
    /// How each line is discounted, then how prices are.
    pub discounting: Vec<Discounting>,
    /// For each arm, its registers after everything that is worked out once.
    pub registers: Vec<Vec<Lane>>,
    /// Traces to run.
    pub traces: Vec<Trace>,
    /// For each strategy, what makes it up.
    pub recipes: Vec<Vec<Part>>,
}

impl Plan {
    /// Plans the traces of a program whose strategies start at these cycles and whose lines, and
    /// then prices, are discounted so.
    pub fn new(
        model: &Model,
        program: &Program,
        starts: Vec<usize>,
        discounting: Vec<Discounting>,
    ) -> Self {
        let closed = model.entry.flow.is_none();
        let registers = program.arms.iter().enumerate().map(|(i, arm)| {
            let kind = i % program.arms_a_group;
            let strategy = program.arm_of.iter().position(|a| *a == kind && kind > 0);
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
            discounting: &discounting,
            traces: Vec::new(),
            known: Vec::new(),
        };
        let recipes = (0..model.strategies.len())
            .map(|s| planner.recipe(s))
            .collect();
        let traces = planner.traces;
        Self {
            starts,
            discounting,
            registers,
            traces,
            recipes,
        }
    }
}

/// One trace of an arm, and of all others whose people move alike.
#[derive(Clone, Debug)]
pub struct Trace {
    /// Arm whose moves are followed.
    pub arm: usize,
    /// Calendar cycle at which it enters; 0 where that does not matter.
    pub entry: usize,
    /// Cycles to follow.
    pub cycles: usize,
    /// Groups accumulated apart.
    pub groups: Vec<Group>,
    /// What is counted for them. Tallies that count the same people with the same weights and
    /// differ only in a steady amount share a count.
    pub counts: Vec<Count>,
}

/// One group of people.
#[derive(Clone, Debug)]
pub struct Group {
    /// The arm that says what is counted of them.
    pub arm: usize,
    /// For each tally of that arm, its count in the trace.
    pub count_of: Vec<usize>,
}

/// One thing counted.
#[derive(Clone, Debug)]
pub struct Count {
    /// Arm of the tally.
    pub arm: usize,
    /// A tally that says what.
    pub tally: usize,
    /// The state counted, where it is a single one and the amount is steady.
    pub only_state: Option<usize>,
    /// With what weights.
    pub weights: Weights,
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

/// Decides which traces are run and which groups each accumulates.
struct Planner<'m> {
    model: &'m Model,
    program: &'m Program,
    starts: &'m [usize],
    discounting: &'m [Discounting],
    traces: Vec<Trace>,
    /// Trace and group of each.
    known: Vec<(GroupKey, (usize, usize))>,
}

/// Arm, entry, first and last group that enters, and row of the offer.
type GroupKey = (usize, usize, usize, usize, usize);

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
        for untreated in (0..self.program.arms.len()).step_by(self.program.arms_a_group) {
            let treated = untreated + own;
            self.add(
                treated,
                strategy,
                first..cycles,
                ShareOf::Treated,
                &mut parts,
            );
            if own != 0 && has_levers {
                self.add(
                    untreated,
                    strategy,
                    first..cycles,
                    ShareOf::Untreated,
                    &mut parts,
                );
            }
            if first > 0 {
                self.add(untreated, strategy, 0..first, ShareOf::Before, &mut parts);
            }
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
        if let Some((_, found)) = self.known.iter().find(|(k, _)| *k == key) {
            return *found;
        }
        let size = self.model.entry.flow.map_or(1.0, |f| f.share_per_cycle);
        let entered = Entries {
            from: entries.start,
            until: entries.end,
            size,
        };
        let tallies = &self.program.arms[arm].tallies;
        let trace = self.trace(self.moves_like(arm), entry);
        let mut group = Group {
            arm,
            count_of: Vec::new(),
        };
        for (index, tally) in tallies.iter().enumerate() {
            let what = match &tally.counted {
                TallyOf::While(_) => What::Rows(&self.model.lines[tally.line].counting),
                TallyOf::After(row, _) => What::After(*row),
                TallyOf::Moves(_) => match &self.model.lines[tally.line] {
                    line if line.events_as_rows => What::EventsAsRows(&line.counting),
                    _ => What::Events,
                },
                TallyOf::Offer => What::Offer(offer_row),
            };
            // A programme's price is discounted as the model's costs are, at the row of the offer.
            let of_line = tally.line.min(self.model.lines.len());
            let discounting = &self.discounting[of_line];
            let weights = Weights::of(what, discounting, entered, &self.model.time);
            let steady = matches!(tally.amount, Amount::Steady(_));
            let same = |count: &Count| {
                let other = &self.program.arms[count.arm].tallies[count.tally];
                steady
                    && matches!(other.amount, Amount::Steady(_))
                    && other.counted == tally.counted
                    && count.weights == weights
            };
            let counts = &mut self.traces[trace].counts;
            let found = counts.iter().position(same).unwrap_or_else(|| {
                let only_state = match &tally.counted {
                    TallyOf::While(states) | TallyOf::After(_, states) if steady => {
                        match states[..] {
                            [only] => Some(only),
                            _ => None,
                        }
                    }
                    _ => None,
                };
                counts.push(Count {
                    arm,
                    tally: index,
                    only_state,
                    weights,
                });
                counts.len() - 1
            });
            group.count_of.push(found);
        }
        self.traces[trace].groups.push(group);
        let found = (trace, self.traces[trace].groups.len() - 1);
        self.known.push((key, found));
        found
    }

    /// The trace of an arm from an entry on.
    fn trace(&mut self, arm: usize, entry: usize) -> usize {
        let mut known = self.traces.iter();
        let same = |t: &Trace| t.arm == arm && t.entry == entry;
        known.position(same).unwrap_or_else(|| {
            self.traces.push(Trace {
                arm,
                entry,
                cycles: self.model.time.cycles - entry,
                groups: Vec::new(),
                counts: Vec::new(),
            });
            self.traces.len() - 1
        })
    }

    /// The first arm of the same subgroup whose people move as those of this arm do, if only their
    /// moves matter: where amounts change from cycle to cycle they are worked out along the trace.
    fn moves_like(&self, arm: usize) -> usize {
        let arms = &self.program.arms;
        let this = &arms[arm];
        let steady = this
            .tallies
            .iter()
            .all(|t| matches!(t.amount, Amount::Steady(_)));
        let first = arm - arm % self.program.arms_a_group;
        let alike = |other: &usize| {
            let other = &arms[*other];
            other.moves == this.moves && other.reads_calendar == this.reads_calendar
        };
        // In a queue each kind of people steps by itself.
        let apart = !steady || !self.model.places.is_empty();
        let found = (first..arm).find(alike).filter(|_| !apart);
        found.unwrap_or(arm)
    }
}
