//! The checked tree of a formula, kept flat.
//!
//! Nodes stand in the order in which they can be evaluated: arguments before the operation that
//! takes them, the root last. Nothing that walks a tree needs recursion, so a formula of
//! thousands of terms costs time and never stack.

use super::error::Span;
use super::operation::Op;

/// The place of a node in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(u32);

impl NodeId {
    /// Fills the arguments that an operation does not have.
    pub(super) const NONE: Self = Self(u32::MAX);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A number as written; never negative.
    Number(f64),
    /// A name: the node's span is its text.
    Name,
    /// An operation and its arguments, as many as [`Op::arity`] says.
    Operation(Op, [NodeId; 3]),
    /// The value of a table at one point.
    LookUp { table: Span, at: NodeId },
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

impl Node {
    /// The nodes that this one reads.
    pub(super) fn arguments(&self) -> impl Iterator<Item = NodeId> + use<> {
        let (count, ids) = match self.kind {
            Kind::Number(_) | Kind::Name => (0, [NodeId::NONE; 3]),
            Kind::Operation(op, ids) => (op.arity(), ids),
            Kind::LookUp { at, .. } => (1, [at, NodeId::NONE, NodeId::NONE]),
        };
        ids.into_iter().take(count)
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(super) fn push(&mut self, kind: Kind, span: Span) -> NodeId {
        // A formula has at most MAX_BYTES bytes, so its nodes can be counted in 32 bits.
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { kind, span });
        id
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The node whose value is the formula's; a tree that was parsed has one.
    pub(super) fn root(&self) -> NodeId {
        NodeId(self.nodes.len().saturating_sub(1) as u32)
    }

    /// Whether two trees say the same, wherever their parts stand in the texts.
    pub(super) fn same(&self, text: &str, other: &Self, other_text: &str) -> bool {
        self.nodes.len() == other.nodes.len()
            && self
                .nodes
                .iter()
                .zip(&other.nodes)
                .all(|(one, two)| match (one.kind, two.kind) {
                    (Kind::Number(x), Kind::Number(y)) => x.to_bits() == y.to_bits(),
                    (Kind::Name, Kind::Name) => one.span.of(text) == two.span.of(other_text),
                    (Kind::Operation(f, x), Kind::Operation(g, y)) => f == g && x == y,
                    (Kind::LookUp { table: f, at: x }, Kind::LookUp { table: g, at: y }) => {
                        f.of(text) == g.of(other_text) && x == y
                    }
                    _ => false,
                })
    }
}
