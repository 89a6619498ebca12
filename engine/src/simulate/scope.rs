//! What the names in one formula stand for.

use super::emit::{Emitter, Item};
use crate::formula::{Input, Resolve, TableId, TableInput, Varies};
use crate::model::names::{CLOCK, Meaning, STATE_CLOCK};

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
            // Only a parameter's column is not defined by a formula.
            let varies = if slot.0 < self.emitter.first_clock() {
                Varies::DRAW
            } else {
                Varies::NOTHING
            };
            return Some(Input {
                slot: *slot,
                varies,
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
                Some(Input {
                    slot,
                    varies: Varies::DRAW,
                })
            }
            Meaning::Clock(Varies::STATE_TIME) => {
                let which = STATE_CLOCK.iter().position(|n| *n == name)?;
                Some(Input {
                    slot: self.emitter.state_clock(self.item.in_state?, which),
                    varies: Varies::NOTHING,
                })
            }
            Meaning::Clock(varies) => {
                let which = CLOCK.iter().position(|(n, _)| *n == name)?;
                Some(Input {
                    slot: self.emitter.clocks()[which],
                    varies,
                })
            }
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
