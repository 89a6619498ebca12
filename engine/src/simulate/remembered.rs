//! What is known of a person, where lanes are persons.

use super::emit::Emitter;
use crate::formula::{Slot, Varies};
use crate::model::names::Link;

/// Registers of what is known of a person.
#[derive(Clone, Debug)]
pub struct Remembered {
    /// Attributes, in the model's order.
    pub attributes: Vec<Slot>,
    /// Cycles and years in the present state.
    pub in_state: [Slot; 2],
    /// For each state, what its history says, in the order of [`HISTORY`].
    pub history: Vec<[Slot; 3]>,
}

impl Emitter<'_> {
    /// Columns of what is known of a person.
    pub(super) fn remember(&mut self) {
        let mut attributes = Vec::new();
        for (i, node) in self.names.nodes.iter().enumerate() {
            if matches!(node.link, Link::Attribute(_)) {
                let slot = self.slot();
                self.node_slots[i].push(slot);
                attributes.push(slot);
            }
        }
        let in_state = std::array::from_fn(|_| self.slot());
        let states = self.model.states.iter();
        let history = states.map(|_| std::array::from_fn(|_| self.slot()));
        self.persons = Some(Remembered {
            attributes,
            in_state,
            history: history.collect(),
        });
    }

    /// What a column that no formula defines varies with.
    pub(super) fn input_varies(&self, slot: Slot) -> Varies {
        let persons = self.persons.as_ref();
        if slot.0 < self.first_clock() {
            Varies::DRAW
        } else if persons.is_some_and(|p| p.attributes.contains(&slot)) {
            Varies::PERSON
        } else {
            Varies::NOTHING
        }
    }

    /// Whether a formula needs a column for each time in a state.
    pub(super) fn by_state_time(&self, varies: Varies) -> bool {
        self.persons.is_none() && varies.includes(Varies::STATE_TIME)
    }
}
