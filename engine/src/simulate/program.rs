//! A model's structure, compiled once: what is worked out when, and who moves where.
//!
//! One [`Arm`] follows one kind of people: in each subgroup first those untreated, then one more
//! arm for each strategy that changes something. Numbers (parameters, weights) are not here but in
//! [`Inputs`](super::Inputs), so that moving a slider compiles nothing.

use super::emit::Emitter;
use super::expand::{common, expanded};
use super::moves::moves;
use super::remembered::Remembered;
use crate::fault::Fault;
use crate::formula::{Lane, Program as Lanes, Slot, TableId, Tables};
use crate::model::names::Names;
use crate::model::{Counted, Model, Start, What};

/// A compiled model.
#[derive(Clone, Debug)]
pub struct Program {
    /// Kinds of people, subgroup by subgroup.
    pub arms: Vec<Arm>,
    /// For each strategy, the arm of those treated within a subgroup; 0 are those untreated.
    pub arm_of: Vec<usize>,
    /// Arms in a subgroup.
    pub arms_a_group: usize,
    /// Lines of the ledger: the model's, then the programmes' prices.
    pub ledger: Vec<LedgerLine>,
    /// First ledger line of each strategy's prices.
    pub price_lines: Vec<usize>,
    /// For each strategy, the ledger lines that it has, in order: the columns of a result.
    pub columns: Vec<Vec<usize>>,
    /// For each subgroup, values of its untreated arm that scale whole strategies.
    pub levers: Vec<Levers>,
    /// Number of parameter columns: the first registers of every arm.
    pub parameters: usize,
    /// The model's tables.
    pub tables: ModelTables,
}

/// A line of the ledger.
#[derive(Clone, Debug)]
pub struct LedgerLine {
    /// Name in results; all prices are called `price`.
    pub name: String,
    /// What it holds.
    pub what: What,
}

/// Registers of an untreated arm that hold what scales whole strategies.
#[derive(Clone, Debug)]
pub struct Levers {
    /// Share of all people in this subgroup.
    pub share: StartShare,
    /// How many people, in all or a period.
    pub number: Option<Slot>,
    /// For each strategy: reach, take-up, completion.
    pub shares: Vec<[Option<Slot>; 3]>,
}

/// One kind of people.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Registers with all constants in place.
    pub registers: Vec<Lane>,
    /// Run once.
    pub once: Lanes,
    /// Run once for each column of draws.
    pub per_draw: Lanes,
    /// Run each cycle.
    pub per_cycle: Lanes,
    /// Where lanes are persons: what is worked out once for each.
    pub per_person: Lanes,
    /// What that leaves for every cycle.
    pub kept: Vec<Slot>,
    /// Where lanes are persons: what is worked out for each in every cycle.
    pub per_person_cycle: Lanes,
    /// Where lanes are persons: registers of what is known of them.
    pub persons: Option<Remembered>,
    /// Registers of the clocks: cycle, time, cycles since entry, time since entry, age.
    pub clocks: [Slot; 5],
    /// Age at entry.
    pub age: f64,
    /// Register of the years until changes begin.
    pub delay: Slot,
    /// Whether anything reads the calendar, so that those who enter later need their own trace.
    pub reads_calendar: bool,
    /// Expanded states.
    pub states: Vec<Expanded>,
    /// For each state of the model, its expanded states.
    pub ranges: Vec<std::ops::Range<usize>>,
    /// For each state of the model, how many ways out all its expanded states have in common,
    /// each to a place and a flow that nothing else of the state reaches; `None` where they have
    /// not.
    pub meets: Vec<Option<usize>>,
    /// Registers of how many places there are.
    pub places: Vec<Slot>,
    /// Share who start in each state of the model.
    pub start: Vec<StartShare>,
    /// Pairs of states whose moves are counted.
    pub flows: Vec<(usize, usize)>,
    /// What is counted.
    pub tallies: Vec<Tally>,
    /// All that a subgroup or a strategy changes in how people start and move: arms of a subgroup
    /// with the same text have the same traces.
    pub moves: String,
    /// Names and their registers, to say why a value is not a number.
    pub symbols: Vec<(String, Slot)>,
}

/// Share who start in a state, or are in a subgroup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartShare {
    /// Nobody.
    None,
    /// What the others leave.
    Rest,
    /// A register's value.
    Share(Slot),
}

/// An expanded state: a state, and for a state with memory the time in it.
#[derive(Clone, Debug)]
pub struct Expanded {
    /// State of the model.
    pub state: usize,
    /// Ways out with a probability.
    pub edges: Vec<Edge>,
    /// Where those go who get a place.
    pub gate: Option<Door>,
    /// Where the rest goes; `None` for a row that must add to one. Absorbing states rest in themselves.
    pub rest: Option<(usize, Option<usize>)>,
    /// Whether any probability changes from cycle to cycle.
    pub varies: bool,
}

/// A way out for those who get a place.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Which places.
    pub place: usize,
    /// Expanded state reached.
    pub to: usize,
    /// Index of the flow in which the move is counted.
    pub flow: Option<usize>,
    /// Register of the need; the longest wait is first without it.
    pub need: Option<Slot>,
}

/// A way out.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Expanded state reached.
    pub to: usize,
    /// Register of the probability a cycle.
    pub probability: Slot,
    /// Index of the flow in which the move is counted.
    pub flow: Option<usize>,
    /// Index of the model's row and of the entry in it, for messages.
    pub place: (usize, usize),
}

/// Something counted: a term of a line, or a price.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Ledger line.
    pub line: usize,
    /// Index of the term in its line; for prices 0.
    pub term: usize,
    /// What is counted.
    pub counted: TallyOf,
    /// For a price, its strategy.
    pub price_of: Option<usize>,
    /// How much for each.
    pub amount: Amount,
    /// Factor on the amount.
    pub factor: f64,
    /// The only strategies in which it counts; `None` for all.
    pub strategies: Option<Vec<usize>>,
}

/// What a tally counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TallyOf {
    /// People in these states of the model.
    While(Vec<usize>),
    /// People in these states so many cycles after entry.
    After(usize, Vec<usize>),
    /// Moves, as indices of flows.
    Moves(Vec<usize>),
    /// People in states that can be left, at the offer.
    Offer,
}

/// How much a tally counts for each.
#[derive(Clone, Debug)]
pub enum Amount {
    /// The same in every cycle: multiplied at the end.
    Steady(Slot),
    /// Worked out each cycle.
    Varying(Slot),
    /// Depends on the time in state: for each state counted, a register for each of its expanded
    /// states; `true` if worked out each cycle.
    ByStateTime(Vec<Vec<Slot>>, bool),
}

/// Tables of a model as lane look-ups.
#[derive(Clone, Debug, Default)]
pub struct ModelTables(pub Vec<crate::model::Table>);

impl Tables for ModelTables {
    fn look_up(&self, table: TableId, at: &Lane, out: &mut Lane) {
        let table = &self.0[table.0 as usize];
        for (x, y) in at.iter().zip(out) {
            *y = look_up(table, *x);
        }
    }
}

fn look_up(table: &crate::model::Table, x: f64) -> f64 {
    if x.is_nan() {
        return f64::NAN;
    }
    let above = table.at.partition_point(|point| *point <= x);
    let Some(below) = above.checked_sub(1) else {
        return table.values[0];
    };
    match (table.linear, table.at.get(above)) {
        (true, Some(next)) => {
            let share = (x - table.at[below]) / (next - table.at[below]);
            table.values[below] + share * (table.values[above] - table.values[below])
        }
        _ => table.values[below],
    }
}

impl Program {
    /// Compiles a checked model.
    ///
    /// # Errors
    /// A fault for a name that cannot be resolved; a model that was checked has none. A model whose
    /// persons must be followed one by one is no cohort.
    pub fn compile(model: &Model) -> Result<Self, Vec<Fault>> {
        if model.follows_persons() {
            return Err(vec![Fault::without_place(
                "attributes",
                "this model follows persons one by one: it reads attributes or histories, which a cohort has not",
                "run it with the command: early-action run MODEL --individual 1000",
            )]);
        }
        #[cfg(not(feature = "individual"))]
        if let Some(places) = model.places.first() {
            return Err(vec![Fault::without_place(
                format!("places.{}", places.name),
                "a page has no queues",
                "run this model with the command",
            )]);
        }
        Self::compile_for(model, false)
    }

    /// Compiles a checked model for lanes of persons: nothing is expanded, and formulas may read
    /// what is known of each person.
    ///
    /// # Errors
    /// As [`Program::compile`].
    #[cfg(feature = "individual")]
    pub fn compile_for_persons(model: &Model) -> Result<Self, Vec<Fault>> {
        Self::compile_for(model, true)
    }

    fn compile_for(model: &Model, persons: bool) -> Result<Self, Vec<Fault>> {
        let ledger = model.lines.iter().map(|l| LedgerLine {
            name: l.name.clone(),
            what: l.what.clone(),
        });
        let mut ledger: Vec<LedgerLine> = ledger.collect();
        let mut price_lines = Vec::new();
        for strategy in &model.strategies {
            price_lines.push(ledger.len());
            ledger.extend(strategy.prices.iter().map(|p| LedgerLine {
                name: Model::PRICE_LINE.into(),
                what: p.what.clone(),
            }));
        }
        let changes = |i: &usize| {
            !model.strategies[*i].set.is_empty() || !model.strategies[*i].effects.is_empty()
        };
        let treated: Vec<usize> = (0..model.strategies.len()).filter(changes).collect();
        let arm_of: Vec<usize> = (0..model.strategies.len())
            .map(|s| treated.iter().position(|t| *t == s).map_or(0, |i| i + 1))
            .collect();
        let groups: Vec<Option<usize>> = if model.subgroups.is_empty() {
            vec![None]
        } else {
            (0..model.subgroups.len()).map(Some).collect()
        };
        let mut arms = Vec::new();
        let mut levers = Vec::new();
        let mut parameters = 0;
        for group in groups {
            for treated in std::iter::once(None).chain(treated.iter().copied().map(Some)) {
                let names = Names::of(model, group, treated);
                let mut emitter = Emitter::new(model, &names, persons);
                parameters = emitter.parameter_columns();
                let priced = (0..model.strategies.len())
                    .filter(|s| treated.map_or(arm_of[*s] == 0, |t| t == *s));
                let prices: Vec<(usize, usize)> = priced.map(|s| (s, price_lines[s])).collect();
                if treated.is_none() {
                    levers.push(levers_of(model, group, &mut emitter));
                }
                arms.push(arm(model, group, emitter, &prices)?);
            }
        }
        let columns = (0..model.strategies.len()).map(|s| {
            let own = price_lines[s]..price_lines[s] + model.strategies[s].prices.len();
            let counts = |l: &usize| {
                model.lines[*l]
                    .terms
                    .iter()
                    .any(|t| t.strategies.as_ref().is_none_or(|list| list.contains(&s)))
            };
            (0..model.lines.len()).filter(counts).chain(own).collect()
        });
        Ok(Self {
            columns: columns.collect(),
            arms,
            arm_of,
            arms_a_group: treated.len() + 1,
            ledger,
            price_lines,
            levers,
            parameters,
            tables: ModelTables(model.tables.clone()),
        })
    }

    /// Index of a strategy's first column; for one beyond the last, the number of columns.
    pub fn first_column(&self, strategy: usize) -> usize {
        self.columns[..strategy]
            .iter()
            .fold(0, |sum, columns| sum + columns.len())
    }

    /// Number of columns: ledger lines of all strategies.
    pub fn column_count(&self) -> usize {
        self.first_column(self.columns.len())
    }
}

fn levers_of(model: &Model, group: Option<usize>, emitter: &mut Emitter<'_>) -> Levers {
    let share = group.map(|g| &model.subgroups[g].share);
    Levers {
        share: share.map_or(StartShare::Rest, |share| start_share(share, emitter)),
        number: model.entry.number.as_ref().map(|n| emitter.timeless(n)),
        shares: model
            .strategies
            .iter()
            .map(|s| {
                [&s.reach, &s.take_up, &s.completion]
                    .map(|l| l.as_ref().map(|e| emitter.timeless(e)))
            })
            .collect(),
    }
}

fn start_share(share: &Start, emitter: &mut Emitter<'_>) -> StartShare {
    match share {
        Start::None => StartShare::None,
        Start::Rest => StartShare::Rest,
        Start::Share(share) => StartShare::Share(emitter.timeless(share)),
    }
}

fn arm(
    model: &Model,
    group: Option<usize>,
    mut emitter: Emitter<'_>,
    prices: &[(usize, usize)],
) -> Result<Arm, Vec<Fault>> {
    let persons = emitter.persons.clone();
    let expands = persons.is_none();
    let mut ranges = Vec::new();
    let mut count = 0;
    for state in &model.states {
        let size = state.memory.filter(|_| expands).unwrap_or(1);
        ranges.push(count..count + size);
        count += size;
    }
    let mut flows: Vec<(usize, usize)> = Vec::new();
    for term in model.lines.iter().flat_map(|l| &l.terms) {
        if let Counted::Moves(pairs) = &term.counted {
            // Only moves that can happen are followed.
            flows.extend(
                pairs
                    .iter()
                    .filter(|(a, b)| model.rows.iter().any(|r| r.from == *a && r.reaches(*b))),
            );
        }
    }
    flows.sort_unstable();
    flows.dedup();
    let states = expanded(model, &mut emitter, &ranges, &flows, expands);
    let states_start = model.states.iter().map(|s| &s.start);
    let start = states_start.map(|s| start_share(s, &mut emitter)).collect();
    let mut tallies = Vec::new();
    for (l, line) in model.lines.iter().enumerate() {
        for (t, term) in line.terms.iter().enumerate() {
            let counted = match &term.counted {
                Counted::While(states) => TallyOf::While(states.clone()),
                Counted::After(row, states) => TallyOf::After(*row, states.clone()),
                Counted::Moves(pairs) => TallyOf::Moves(
                    pairs
                        .iter()
                        .filter_map(|p| flows.binary_search(p).ok())
                        .collect(),
                ),
            };
            let amount = emitter.amount(&term.amount, &counted);
            tallies.push(Tally {
                line: l,
                term: t,
                counted,
                price_of: None,
                amount,
                factor: term.period_factor * term.price_factor,
                strategies: term.strategies.clone(),
            });
        }
    }
    for &(strategy, line) in prices {
        for (i, price) in model.strategies[strategy].prices.iter().enumerate() {
            let amount = emitter.amount(&price.amount, &TallyOf::Offer);
            tallies.push(Tally {
                line: line + i,
                term: 0,
                counted: TallyOf::Offer,
                price_of: Some(strategy),
                amount,
                factor: price.factor,
                strategies: Some(vec![strategy]),
            });
        }
    }
    let moves = moves(model, emitter.names);
    let places = model
        .places
        .iter()
        .map(|p| emitter.calendar(&p.number))
        .collect();
    // Where places run out, those who enter at different times meet in the queue.
    let reads_calendar = emitter.reads_calendar() || !model.places.is_empty();
    let clocks = emitter.clocks();
    let delay = emitter.delay();
    let compiled = emitter.finish()?;
    let mut states = states;
    for state in &mut states {
        state.varies = state
            .edges
            .iter()
            .any(|e| compiled.changes_each_cycle(e.probability));
    }
    for tally in &mut tallies {
        tally.amount = compiled.settle(std::mem::replace(
            &mut tally.amount,
            Amount::Steady(Slot(0)),
        ));
    }
    Ok(Arm {
        symbols: compiled.symbols,
        registers: compiled.registers,
        once: compiled.once,
        per_draw: compiled.per_draw,
        per_cycle: compiled.per_cycle,
        per_person: compiled.per_person,
        kept: compiled.kept,
        per_person_cycle: compiled.per_person_cycle,
        persons,
        clocks,
        age: model.age_of(group).unwrap_or(0.0),
        delay,
        reads_calendar,
        meets: ranges.iter().map(|r| common(&states[r.clone()])).collect(),
        states,
        ranges,
        places,
        start,
        flows,
        tallies,
        moves,
    })
}
