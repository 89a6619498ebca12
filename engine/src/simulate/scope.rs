//! What the names in one formula stand for.

use super::emit::{Emitter, Item};
use crate::formula::{Input, Resolve, TableId, TableInput, Varies};
use crate::model::names::{CLOCK, Link, Meaning, OF_HISTORY, STATE_CLOCK};

/// Name that only the engine's own formulas know: years until changes begin.
const DELAY: &str = "delay";

/// The names that one formula may read.
pub(super) struct Scope<'e, 'm> {
    pub(super) emitter: &'e Emitter<'m>,
    pub(super) item: &'e Item,
}

impl Resolve for Scope<'_, '_> {
    fn name(&self, name: &str) -> Option<Input> {
        if let Some((_, slot)) = self.item.own.iter().find(|(n, _)| *n == name) {
            return Some(Input {
                slot: *slot,
                varies: self.emitter.input_varies(*slot),
            });
        }
        if name == DELAY && self.item.path.is_empty() {
            return Some(Input {
                slot: self.emitter.delay(),
                varies: Varies::NOTHING,
            });
        }
        match self.emitter.names.meaning(name, self.item.inside) {
            Meaning::Node(node) => {
                let slot = self.emitter.node_slot(node, self.item.in_state)?;
                let varies = match self.emitter.names.nodes[node].link {
                    Link::Attribute(_) => Varies::PERSON,
                    _ => Varies::DRAW,
                };
                Some(Input { slot, varies })
            }
            Meaning::Clock(Varies::STATE_TIME) => {
                let which = STATE_CLOCK.iter().position(|n| *n == name)?;
                if let Some(persons) = &self.emitter.persons {
                    return Some(Input {
                        slot: persons.in_state[which],
                        varies: OF_HISTORY,
                    });
                }
                Some(Input {
                    slot: self.emitter.state_clock(self.item.in_state?, which),
                    varies: Varies::NOTHING,
                })
            }
            Meaning::Clock(varies) => {
                let which = CLOCK.iter().position(|(n, _)| *n == name)?;
                // Where people enter over time, lanes of persons differ in when they entered.
                let by_person = self.emitter.persons.is_some()
                    && self.emitter.model.entry.flow.is_some()
                    && varies.includes(Varies::ENTRY);
                let person = if by_person {
                    Varies::PERSON
                } else {
                    Varies::NOTHING
                };
                Some(Input {
                    slot: self.emitter.clocks()[which],
                    varies: varies | person,
                })
            }
            Meaning::History(what, state) => Some(Input {
                slot: self.emitter.persons.as_ref()?.history[state][what],
                varies: OF_HISTORY,
            }),
            Meaning::Unknown => None,
        }
    }

    fn table(&self, name: &str) -> Option<TableInput> {
        let index = self
            .emitter
            .model
            .tables
            .iter()
            .position(|t| t.name == name)?;
        Some(TableInput {
            id: TableId(u32::try_from(index).ok()?),
            varies: Varies::NOTHING,
        })
    }

    fn names(&self) -> Vec<&str> {
        self.emitter.names.all().collect()
    }

    fn tables(&self) -> Vec<&str> {
        self.emitter
            .model
            .tables
            .iter()
            .map(|t| t.name.as_str())
            .collect()
    }
}
