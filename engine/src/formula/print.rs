//! A tree back to text, with the fewest parentheses that keep its meaning.

use std::fmt;

use super::Formula;
use super::function::FUNCTIONS;
use super::operation::Op;
use super::tree::{Kind, NodeId};

/// Binding strength of what cannot be torn apart: numbers, names, calls.
const WHOLE: u8 = 9;

enum Piece {
    Text(&'static str),
    /// A node that needs parentheses if it binds looser than this.
    Node(NodeId, u8),
    /// A table's name, where its call begins.
    Called(NodeId),
}

fn strength(kind: Kind) -> u8 {
    let Kind::Operation(op, _) = kind else {
        return WHOLE;
    };
    infix(op).map_or(
        match op {
            Op::Not => 3,
            Op::Negate => 7,
            _ => WHOLE,
        },
        |(_, strength)| strength,
    )
}

fn infix(op: Op) -> Option<(&'static str, u8)> {
    Some(match op {
        Op::Or => (" or ", 1),
        Op::And => (" and ", 2),
        Op::Less => (" < ", 4),
        Op::LessOrEqual => (" <= ", 4),
        Op::Greater => (" > ", 4),
        Op::GreaterOrEqual => (" >= ", 4),
        Op::Equal => (" == ", 4),
        Op::NotEqual => (" != ", 4),
        Op::Add => (" + ", 5),
        Op::Subtract => (" - ", 5),
        Op::Multiply => (" * ", 6),
        Op::Divide => (" / ", 6),
        Op::Power => (" ^ ", 8),
        _ => return None,
    })
}

/// The formula in its plain form: one space around operators, needless parentheses left out,
/// `pow(a, b)` as `a ^ b`, percentages as fractions. Parsing it gives an equal formula.
impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tree = &self.tree;
        // Pieces still to be written, the next one last.
        let mut rest = vec![Piece::Node(tree.root(), 0)];
        while let Some(piece) = rest.pop() {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::Called(id) => {
                    if let Kind::LookUp { table, .. } = tree.node(id).kind {
                        f.write_str(table.of(&self.text))?;
                    }
                }
                Piece::Node(id, needed) if strength(tree.node(id).kind) < needed => {
                    rest.extend([Piece::Text(")"), Piece::Node(id, 0), Piece::Text("(")]);
                }
                Piece::Node(id, _) => {
                    let node = tree.node(id);
                    match node.kind {
                        Kind::Number(value) => write!(f, "{}", Plain(value))?,
                        Kind::Name => f.write_str(node.span.of(&self.text))?,
                        Kind::LookUp { at, .. } => rest.extend([
                            Piece::Text(")"),
                            Piece::Node(at, 0),
                            Piece::Text("("),
                            Piece::Called(id),
                        ]),
                        Kind::Operation(op, ids) => self.operation(&mut rest, op, ids),
                    }
                }
            }
        }
        Ok(())
    }
}

impl Formula {
    /// Puts the pieces of an operation on the stack, the first one last.
    fn operation(&self, rest: &mut Vec<Piece>, op: Op, ids: [NodeId; 3]) {
        match (op, infix(op)) {
            (Op::Negate, _) => rest.extend([Piece::Node(ids[0], 7), Piece::Text("-")]),
            (Op::Not, _) => rest.extend([Piece::Node(ids[0], 3), Piece::Text("not ")]),
            (_, Some((sign, strength))) => {
                // Equal strength needs no parentheses on the side where such operators group.
                let (left, right) = match op {
                    Op::Power => (WHOLE, 7),
                    _ if strength == 4 => (5, 5),
                    _ => (strength, strength + 1),
                };
                let (left, right) = (Piece::Node(ids[0], left), Piece::Node(ids[1], right));
                rest.extend([right, Piece::Text(sign), left]);
            }
            _ => {
                rest.push(Piece::Text(")"));
                for (place, argument) in self.call_arguments(op, ids).iter().rev().enumerate() {
                    if place > 0 {
                        rest.push(Piece::Text(", "));
                    }
                    rest.push(Piece::Node(*argument, 0));
                }
                let name = FUNCTIONS.iter().find(|function| function.op == op);
                rest.extend([
                    Piece::Text("("),
                    Piece::Text(name.map_or("", |function| function.name)),
                ]);
            }
        }
    }

    /// The arguments of a call, with `min(min(a, b), c)` flattened to `min(a, b, c)`: the same tree.
    fn call_arguments(&self, op: Op, ids: [NodeId; 3]) -> Vec<NodeId> {
        let mut arguments: Vec<NodeId> = ids.into_iter().take(op.arity()).collect();
        if matches!(op, Op::Min | Op::Max) {
            arguments.reverse();
            while let Some(first) = arguments.last().copied() {
                match self.tree.node(first).kind {
                    Kind::Operation(inner, [a, b, _]) if inner == op => {
                        arguments.pop();
                        arguments.extend([b, a]);
                    }
                    _ => break,
                }
            }
            arguments.reverse();
        }
        arguments
    }
}

/// A number without needless digits, which reads back to the same bits.
pub(super) struct Plain(pub(super) f64);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = crate::math::abs(self.0);
        let plain = size == 0.0 || (1e-5..1e16).contains(&size) || !size.is_finite();
        if plain {
            write!(f, "{}", self.0)
        } else {
            write!(f, "{:e}", self.0)
        }
    }
}
