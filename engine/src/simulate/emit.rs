//! Formulas of a model to definitions of columns, in an order in which they can be worked out.

use super::program::{Amount, TallyOf};
use super::remembered::Remembered;
use super::scope::Scope;
use crate::fault::Fault;
use crate::formula::{Definition, Formula, LANES, Lane, Program as Lanes, Slot, Varies, compile};
use crate::model::names::{CLOCK, HISTORY, Link, Meaning, Names, STATE_CLOCK};
use crate::model::{Expression, How, Model, PERSONS};
use std::collections::HashMap;

/// Collects definitions for one kind of people.
pub struct Emitter<'m> {
    pub(super) model: &'m Model,
    pub(super) names: &'m Names<'m>,
    items: Vec<Item>,
    next: u32,
    /// Registers of each node: one for all, or one for each time in state.
    pub(super) node_slots: Vec<Vec<Slot>>,
    pub(super) known: HashMap<String, Slot>,
    longest_memory: usize,
    calendar: bool,
    /// Whether lanes are persons: what they remember is then in registers of its own.
    pub(super) persons: Option<Remembered>,
}

/// A formula waiting to be compiled.
pub(super) struct Item {
    pub(super) formula: Formula,
    pub(super) inside: Option<usize>,
    pub(super) in_state: Option<usize>,
    pub(super) own: Vec<(&'static str, Slot)>,
    pub(super) slot: Slot,
    pub(super) path: String,
}

/// What compilation gives.
pub struct Emitted {
    pub registers: Vec<Lane>,
    pub once: Lanes,
    pub per_draw: Lanes,
    pub per_cycle: Lanes,
    /// Run once for each person.
    pub per_person: Lanes,
    /// What that leaves for later.
    pub kept: Vec<Slot>,
    /// Run for each person in each cycle.
    pub per_person_cycle: Lanes,
    /// Columns that change each cycle.
    pub per_cycle_results: Vec<bool>,
    /// Names and their columns, to say why a value is not a number.
    pub symbols: Vec<(String, Slot)>,
}

impl Emitted {
    /// Whether a column is worked out anew each cycle.
    pub fn changes_each_cycle(&self, slot: Slot) -> bool {
        self.per_cycle_results.get(slot.index()) == Some(&true)
    }

    /// Amounts that turned out not to change from cycle to cycle are steady.
    pub fn settle(&self, amount: Amount) -> Amount {
        match amount {
            Amount::Varying(slot) if !self.changes_each_cycle(slot) => Amount::Steady(slot),
            Amount::ByStateTime(slots, _) => {
                let varies = slots.iter().flatten().any(|s| self.changes_each_cycle(*s));
                Amount::ByStateTime(slots, varies)
            }
            other => other,
        }
    }
}

impl<'m> Emitter<'m> {
    /// Starts with every parameter and named formula that the arm has.
    pub fn new(model: &'m Model, names: &'m Names<'m>, persons: bool) -> Self {
        let longest_memory = model
            .states
            .iter()
            .filter_map(|s| s.memory.filter(|_| !persons))
            .max()
            .unwrap_or(0);
        let mut emitter = Self {
            model,
            names,
            items: Vec::new(),
            next: 0,
            node_slots: vec![Vec::new(); names.nodes.len()],
            known: HashMap::new(),
            longest_memory,
            calendar: false,
            persons: None,
        };
        for (i, node) in names.nodes.iter().enumerate() {
            if matches!(node.link, Link::Parameter(..)) {
                let slot = emitter.slot();
                emitter.node_slots[i].push(slot);
            }
        }
        // Clocks, delay, and two for each time in state.
        emitter.next += 6 + 2 * u32::try_from(longest_memory).unwrap_or(0);
        if PERSONS && persons {
            emitter.remember();
        }
        for &node in &names.order {
            emitter.node(node);
        }
        emitter
    }

    /// Number of columns that hold parameters: the first ones.
    pub fn parameter_columns(&self) -> usize {
        self.names
            .nodes
            .iter()
            .filter(|n| matches!(n.link, Link::Parameter(..)))
            .count()
    }

    pub(super) fn first_clock(&self) -> u32 {
        u32::try_from(self.parameter_columns()).unwrap_or(u32::MAX)
    }

    /// Registers of the clocks, in the order of [`CLOCK`].
    pub fn clocks(&self) -> [Slot; 5] {
        std::array::from_fn(|i| Slot(self.first_clock() + u32::try_from(i).unwrap_or(0)))
    }

    /// Register of the years until changes begin.
    pub fn delay(&self) -> Slot {
        Slot(self.first_clock() + 5)
    }

    pub(super) fn state_clock(&self, in_state: usize, which: usize) -> Slot {
        Slot(self.first_clock() + 6 + u32::try_from(2 * (in_state - 1) + which).unwrap_or(0))
    }

    pub(super) fn slot(&mut self) -> Slot {
        self.next += 1;
        Slot(self.next - 1)
    }

    fn push(
        &mut self,
        formula: Formula,
        inside: Option<usize>,
        in_state: Option<usize>,
        own: Vec<(&'static str, Slot)>,
        path: &str,
    ) -> Slot {
        let slot = self.slot();
        self.items.push(Item {
            formula,
            inside,
            in_state,
            own,
            slot,
            path: path.into(),
        });
        slot
    }

    /// A formula of the engine's own, over columns given by name.
    pub(super) fn own(&mut self, text: &str, own: Vec<(&'static str, Slot)>) -> Slot {
        match Formula::parse(text) {
            Ok(formula) => self.push(formula, None, None, own, ""),
            // Cannot happen: the texts are ours and tested. A missing column would be found by `compile`.
            Err(_) => self.slot(),
        }
    }

    fn node(&mut self, node: usize) {
        let link = self.names.nodes[node].link;
        if matches!(link, Link::Parameter(..) | Link::Attribute(_)) {
            return;
        }
        let by_state_time = self.by_state_time(self.names.nodes[node].varies);
        let variants: Vec<Option<usize>> = if by_state_time {
            (1..=self.longest_memory).map(Some).collect()
        } else {
            vec![None]
        };
        for variant in variants {
            let slot = self.node_variant(node, variant);
            self.node_slots[node].push(slot);
        }
    }

    fn node_variant(&mut self, node: usize, in_state: Option<usize>) -> Slot {
        let this = &self.names.nodes[node];
        let expressions = this.expressions.clone();
        let parts: Vec<Slot> = expressions
            .iter()
            .map(|e| self.push(e.formula.clone(), Some(node), in_state, Vec::new(), &e.path))
            .collect();
        let waits = self.names.waits;
        let before = |emitter: &Self| {
            emitter.names.nodes[node]
                .before
                .and_then(|b| emitter.node_slot(b, in_state))
        };
        match self.names.nodes[node].link {
            Link::Set(_) if waits => {
                let before = before(self).unwrap_or(parts[0]);
                self.own(
                    "if(time_since_entry >= delay, new, before)",
                    vec![("new", parts[0]), ("before", before)],
                )
            }
            Link::Effect(i) => {
                let Some((effect, before)) = self.effect_of(node, i).zip(before(self)) else {
                    return parts[0];
                };
                let mut own = vec![("amount", parts[0]), ("before", before)];
                let strength = match (effect.lasts.is_some(), effect.fades.is_some()) {
                    // A billionth of a thousandth of a year: twelve months must not last thirteen by a rounding error.
                    (true, true) => {
                        "if(lasts < 0, 0, fade(time_since_entry - delay + 1e-12, lasts, fades))"
                    }
                    (true, false) => "fade(time_since_entry - delay + 1e-12, lasts, 0)",
                    _ => "1",
                };
                own.extend(
                    ["lasts", "fades"]
                        .into_iter()
                        .zip(parts.iter().skip(1).copied()),
                );
                let changed = match effect.how {
                    How::Times => format!("before * (1 + {strength} * (amount - 1))"),
                    How::Plus => format!("before + {strength} * amount"),
                    How::To => format!("before + {strength} * (amount - before)"),
                };
                let text = if waits {
                    format!("if(time_since_entry >= delay, {changed}, before)")
                } else {
                    changed
                };
                self.own(&text, own)
            }
            _ => parts[0],
        }
    }

    fn effect_of(&self, node: usize, effect: usize) -> Option<&'m crate::model::Effect> {
        let name = &self.names.nodes[node].name;
        let mut strategies = self
            .model
            .strategies
            .iter()
            .filter_map(|s| s.effects.get(effect));
        // The path tells the strategy: it is the one whose effect owns this expression.
        let expression = self.names.nodes[node].expressions.first()?;
        strategies.find(|e| &e.on == name && e.amount.path == expression.path)
    }

    pub(super) fn node_slot(&self, node: usize, in_state: Option<usize>) -> Option<Slot> {
        let slots = &self.node_slots[node];
        let by_state_time = self.by_state_time(self.names.nodes[node].varies);
        let which = if by_state_time { in_state? - 1 } else { 0 };
        slots.get(which).copied()
    }

    /// A column for a formula outside any chain, shared between equal formulas.
    pub(super) fn outside(&mut self, expression: &Expression, in_state: Option<usize>) -> Slot {
        let by_state_time = self.by_state_time(self.names.varies(expression));
        let variant = in_state.filter(|_| by_state_time);
        let key = format!("{} {variant:?}", expression.formula.text());
        if let Some(slot) = self.known.get(&key) {
            return *slot;
        }
        let slot = self.push(
            expression.formula.clone(),
            None,
            variant,
            Vec::new(),
            &expression.path,
        );
        self.known.insert(key, slot);
        slot
    }

    /// A column that does not change over time.
    pub fn timeless(&mut self, expression: &Expression) -> Slot {
        self.outside(expression, None)
    }

    /// A column that may change with the calendar.
    pub fn calendar(&mut self, expression: &Expression) -> Slot {
        self.note_calendar(expression);
        self.outside(expression, None)
    }

    /// A column for the need of those who have been in a state for so many cycles.
    pub fn need(&mut self, expression: &Expression, in_state: Option<usize>) -> Slot {
        self.note_calendar(expression);
        self.outside(expression, in_state)
    }

    /// Columns for how much a tally counts.
    pub fn amount(&mut self, expression: &Expression, counted: &TallyOf) -> Amount {
        self.note_calendar(expression);
        match counted {
            TallyOf::While(states) if self.by_state_time(self.names.varies(expression)) => {
                let of_state =
                    |s: &usize| (1..=self.model.states[*s].memory.unwrap_or(1)).collect::<Vec<_>>();
                let times: Vec<Vec<usize>> = states.iter().map(of_state).collect();
                let slots = times.into_iter().map(|t| {
                    t.into_iter()
                        .map(|d| self.outside(expression, Some(d)))
                        .collect()
                });
                Amount::ByStateTime(slots.collect(), true)
            }
            _ => Amount::Varying(self.outside(expression, None)),
        }
    }

    pub(super) fn note_calendar(&mut self, expression: &Expression) {
        self.calendar |= self.names.varies(expression).includes(Varies::CYCLE);
    }

    /// Whether anything that matters reads the calendar.
    pub fn reads_calendar(&self) -> bool {
        self.calendar
    }

    /// Compiles all that was collected.
    pub fn finish(self) -> Result<Emitted, Vec<Fault>> {
        let scopes: Vec<Scope<'_, '_>> = self
            .items
            .iter()
            .map(|item| Scope {
                emitter: &self,
                item,
            })
            .collect();
        let definitions: Vec<Definition<'_>> = self
            .items
            .iter()
            .zip(&scopes)
            .map(|(item, scope)| Definition {
                formula: &item.formula,
                scope,
                slot: item.slot,
            })
            .collect();
        // Where lanes are persons, what is the same for all of them is worked out once for all.
        let person = Varies::DRAW | Varies::PERSON;
        let cycle = Varies::DRAW | Varies::CYCLE | Varies::ENTRY;
        let stages = if self.persons.is_some() {
            vec![
                Varies::NOTHING,
                Varies::DRAW,
                person,
                cycle,
                Varies::EVERYTHING,
            ]
        } else {
            vec![Varies::NOTHING, Varies::DRAW, Varies::EVERYTHING]
        };
        let compiled = compile(&definitions, &stages, Slot(self.next)).map_err(|errors| {
            let fault = |e: &crate::formula::CompileError| {
                Fault::without_place(
                    &self.items[e.definition].path,
                    &e.error.message,
                    e.error.hint.clone().unwrap_or_default(),
                )
            };
            errors.iter().map(fault).collect::<Vec<_>>()
        })?;
        let mut registers = compiled.registers();
        for in_state in 1..=self.longest_memory {
            #[expect(clippy::cast_precision_loss, reason = "a small whole number")]
            let cycles = in_state as f64;
            registers[self.state_clock(in_state, 0).index()] = [cycles; LANES];
            registers[self.state_clock(in_state, 1).index()] =
                [self.model.time.at(in_state - 1); LANES];
        }
        let program = |varies: Varies| {
            compiled
                .stages
                .iter()
                .find(|s| s.varies == varies)
                .map(|s| s.program.clone())
                .unwrap_or_default()
        };
        let kept = compiled.stages.iter().find(|s| s.varies == person);
        let kept = kept.map_or_else(Vec::new, |s| s.results.clone());
        let [per_cycle, per_person_cycle] = if self.persons.is_some() {
            [program(cycle), program(Varies::EVERYTHING)]
        } else {
            [program(Varies::EVERYTHING), Lanes::default()]
        };
        let mut per_cycle_results = vec![false; self.next as usize];
        for (item, varies) in self.items.iter().zip(&compiled.varies) {
            per_cycle_results[item.slot.index()] = !Varies::DRAW.includes(*varies);
        }
        let nodes = self.names.all().filter_map(|name| {
            let Meaning::Node(node) = self.names.meaning(name, None) else {
                return None;
            };
            Some((name.to_owned(), self.node_slot(node, Some(1))?))
        });
        let clocks = CLOCK
            .iter()
            .zip(self.clocks())
            .map(|((name, _), slot)| ((*name).to_owned(), slot));
        let persons = self.persons.iter().flat_map(|p| {
            let clocks = STATE_CLOCK.iter().zip(p.in_state);
            let clocks = clocks.map(|(name, slot)| ((*name).to_owned(), slot));
            let states = self.model.states.iter().zip(&p.history);
            let history = states.flat_map(|(state, slots)| {
                let named = HISTORY.iter().zip(slots);
                named.map(|(what, slot)| (format!("{what}.{}", state.name), *slot))
            });
            clocks.chain(history)
        });
        let symbols = nodes.chain(clocks).chain(persons).collect();
        Ok(Emitted {
            symbols,
            registers,
            once: program(Varies::NOTHING),
            per_draw: program(Varies::DRAW),
            per_cycle,
            per_person: program(person),
            kept,
            per_person_cycle,
            per_cycle_results,
        })
    }
}
