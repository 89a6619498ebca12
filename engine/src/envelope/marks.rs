//! What a file says of times, of removing and of erasing.

use super::Key;
use super::fields::Part;
use super::read::{Parser, entry};
use super::record::{Record, Stamp, State};
use super::value::Value;
use crate::model::value::{Node, Value as Tree};
use std::sync::Arc;

/// Largest counter: beyond, numbers in JSON are no longer whole.
const MAX_COUNTER: f64 = 9_007_199_254_740_991.0;

impl Parser<'_> {
    pub(super) fn life(&mut self, node: &Node, path: &str) -> u32 {
        let Some(written) = entry(node, "life") else {
            return 0;
        };
        let count = match written.value {
            Tree::Number(count) if (0.0..1e9).contains(&count) => format!("{count}").parse().ok(),
            _ => None,
        };
        if count.is_none() {
            let hint = "leave it out: it counts how often this was removed and came back";
            self.fault(
                written.span.start,
                path,
                "`life` is a whole number from 0",
                hint,
            );
        }
        count.unwrap_or(0)
    }

    pub(super) fn stamp(&mut self, node: &Node, path: &str) -> Option<Stamp> {
        if let Tree::List(items) = &node.value
            && let [counter, writer] = items.as_slice()
            && let (Tree::Number(counter), Tree::Text(writer)) = (&counter.value, &writer.value)
            && (0.0..=MAX_COUNTER).contains(counter)
            && let Ok(counter) = format!("{counter}").parse()
        {
            let writer = writer.as_str().into();
            return Some(Stamp { counter, writer });
        }
        let hint = "write [3, \"tablet\"], or leave it out";
        let what = "this must be a whole number and the writer's id";
        self.fault(node.span.start, path, what, hint);
        None
    }

    pub(super) fn erased(&mut self, node: &Node) {
        for (at, item) in self.items(node, "erased").iter().enumerate() {
            if let Some(id) = self.id(item, &format!("erased[{at}]")) {
                self.envelope.erased.insert_mut(id.as_str().into());
            }
        }
    }

    /// Records without content, kept so that another copy does not bring them back.
    pub(super) fn removed(&mut self, node: &Node, map: &str, path: &str) {
        for (at, item) in self.items(node, path).iter().enumerate() {
            let path = format!("{path}[{at}]");
            let text = |name: &str| match entry(item, name).map(|node| &node.value) {
                Some(Tree::Text(text)) => Some(text.as_str()),
                _ => None,
            };
            let part = Part::ALL
                .iter()
                .find(|part| Some(part.name()) == text("part"));
            let (Some(part), Some(id)) = (part, text("id")) else {
                let hint = "write { \"part\": \"people\", \"id\": \"p1\", \"life\": 0 }";
                self.fault(item.span.start, &path, "this names no part and id", hint);
                continue;
            };
            let sees =
                entry(item, "sees").map(|node| Value::from(node).texts().map(Arc::from).collect());
            let life = self.life(item, &path);
            let state = State::Removed(sees);
            let key = Key::of(if part.is_of_a_map() { map } else { "" }, *part, id);
            self.envelope
                .records
                .insert_mut(key, Arc::new(Record { life, state }));
        }
    }
}
