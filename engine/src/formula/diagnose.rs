//! Evaluating a formula number by number, and finding out why its result is not a number.

use super::Formula;
use super::error::Span;
use super::operation::Op;
use super::print::Plain;
use super::tree::{Kind, Node, NodeId};

/// The values of names and tables for one evaluation. A closure over names is one, without tables.
pub trait Values {
    /// The value of a name; NaN if it has none.
    fn value(&self, name: &str) -> f64;
    /// The value of a table at `at`; NaN if it has none there.
    fn look_up(&self, table: &str, at: f64) -> f64;
}

impl<F: Fn(&str) -> f64> Values for F {
    fn value(&self, name: &str) -> f64 {
        self(name)
    }

    fn look_up(&self, _: &str, _: f64) -> f64 {
        f64::NAN
    }
}

/// Why a formula's result is not a finite number.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// The innermost part of the formula whose value is not finite though its operands are.
    pub span: Span,
    /// What went wrong, in plain English: "divides by zero: `families - 200` is 0".
    pub message: String,
    /// The operands of that part.
    pub operands: Vec<Operand>,
}

/// A part of a formula and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// Its place in the formula.
    pub span: Span,
    /// Its text.
    pub text: String,
    /// Its value.
    pub value: f64,
}

impl Formula {
    /// The formula's value, the same to the bit as a compiled program gives.
    ///
    /// Not a number where the formula has no value there; [`Formula::diagnose`] says why.
    #[must_use]
    pub fn evaluate(&self, values: &dyn Values) -> f64 {
        self.node_values(values).last().copied().unwrap_or(f64::NAN)
    }

    /// Why the formula's value is not a finite number; `None` if it is one.
    ///
    /// Branches of an `if` that are not chosen are not looked at.
    ///
    /// ```
    /// use early_action_engine::formula::Formula;
    ///
    /// let formula = Formula::parse("price / (families - 200)").unwrap();
    /// let diagnosis = formula.diagnose(&|name: &str| if name == "price" { 5e4 } else { 200.0 });
    /// assert_eq!(diagnosis.unwrap().message, "divides by zero: `families - 200` is 0");
    /// ```
    #[must_use]
    pub fn diagnose(&self, values: &dyn Values) -> Option<Diagnosis> {
        let found = self.node_values(values);
        let value = |id: NodeId| found.get(id.index()).copied().unwrap_or(f64::NAN);
        let mut at = self.tree.root();
        if value(at).is_finite() {
            return None;
        }
        // An operand stands before its operation, so this ends.
        while let Some(worse) = read(self.tree.node(at), value)
            .into_iter()
            .flatten()
            .find(|id| !value(*id).is_finite())
        {
            at = worse;
        }
        let node = self.tree.node(at);
        let operands: Vec<Operand> = node
            .arguments()
            .map(|id| {
                let span = self.tree.node(id).span;
                Operand {
                    span,
                    text: span.of(&self.text).to_string(),
                    value: value(id),
                }
            })
            .collect();
        Some(Diagnosis {
            span: node.span,
            message: self.cause(node, &operands),
            operands,
        })
    }

    /// The value of every node.
    fn node_values(&self, values: &dyn Values) -> Vec<f64> {
        let mut found: Vec<f64> = Vec::with_capacity(self.tree.nodes().len());
        for node in self.tree.nodes() {
            let value = |id: NodeId| found.get(id.index()).copied().unwrap_or(f64::NAN);
            found.push(match node.kind {
                Kind::Number(number) => number,
                Kind::Name => values.value(node.span.of(&self.text)),
                Kind::Operation(op, ids) => op.apply(ids.map(value)),
                Kind::LookUp { table, at } => values.look_up(table.of(&self.text), value(at)),
            });
        }
        found
    }

    fn cause(&self, node: &Node, operands: &[Operand]) -> String {
        let text = shown(node.span.of(&self.text));
        match (node.kind, operands) {
            (Kind::Number(_) | Kind::Name, _) => format!("{text} has no finite value"),
            (Kind::LookUp { table, .. }, [at, ..]) => {
                let table = table.of(&self.text);
                format!(
                    "the table `{table}` has no value at {} ({})",
                    at.value,
                    shown(&at.text)
                )
            }
            (Kind::Operation(op, _), operands) => {
                let value = |place: usize| operands.get(place).map_or(f64::NAN, |each| each.value);
                match trouble(op, value(0), value(1), value(2)) {
                    Some((what, place)) => match operands.get(place).and_then(given) {
                        Some(culprit) => format!("{what}: {culprit}"),
                        None => what.to_string(),
                    },
                    None => {
                        let given: Vec<String> = operands.iter().filter_map(given).collect();
                        let colon = if given.is_empty() { "" } else { ": " };
                        let given = given.join(", ");
                        format!("the result of {text} is too large for a number{colon}{given}")
                    }
                }
            }
            (Kind::LookUp { .. }, []) => format!("{text} has no finite value"),
        }
    }
}

/// The operands that decide a node's value: of an `if`, its condition and the chosen side.
fn read(node: &Node, value: impl Fn(NodeId) -> f64) -> [Option<NodeId>; 3] {
    if let Kind::Operation(Op::If, [condition, then, otherwise]) = node.kind {
        let holds = value(condition);
        let chosen = if holds != 0.0 { then } else { otherwise };
        return [Some(condition), (!holds.is_nan()).then_some(chosen), None];
    }
    let mut arguments = node.arguments();
    [arguments.next(), arguments.next(), arguments.next()]
}

/// What is wrong with finite operands for which the operation gives no finite number, and which
/// of them is to blame; `None` if they are only too large.
fn trouble(op: Op, x: f64, y: f64, z: f64) -> Option<(&'static str, usize)> {
    const NOT_PROBABILITY: &str = "needs a probability between 0 and 1";
    const CERTAIN: &str = "no rate makes an event certain";
    let no_probability = !(0.0..=1.0).contains(&x);
    Some(match op {
        Op::Divide | Op::Mod if y == 0.0 => ("divides by zero", 1),
        Op::Odd | Op::Even => return None,
        Op::Ln if x == 0.0 => ("takes the logarithm of zero", 0),
        Op::Ln => ("takes the logarithm of a negative number", 0),
        Op::Sqrt => ("takes the square root of a negative number", 0),
        Op::Power if x == 0.0 && y < 0.0 => ("divides by zero: a negative power of zero", 0),
        Op::Power if x < 0.0 && crate::math::floor(y) != y => {
            ("raises a negative number to a power that is not whole", 0)
        }
        Op::Logit if x == 0.0 || x == 1.0 => ("takes the log odds of a certainty", 0),
        Op::Logit => (NOT_PROBABILITY, 0),
        Op::RateToProbability if x < 0.0 => ("needs a rate of at least 0", 0),
        Op::RateToProbability if y < 0.0 => ("needs at least 0 years", 1),
        Op::ProbabilityToRate | Op::OddsRatio | Op::RescaleProbability if no_probability => {
            (NOT_PROBABILITY, 0)
        }
        Op::ProbabilityToRate if x == 1.0 && y > 0.0 => (CERTAIN, 0),
        Op::ProbabilityToRate if y <= 0.0 => ("needs more than 0 years", 1),
        Op::OddsRatio if y < 0.0 => ("needs an odds ratio of at least 0", 1),
        Op::OddsRatio if y == 0.0 => ("takes away all odds of a certainty", 0),
        Op::RescaleProbability if y <= 0.0 => ("needs more than 0 years", 1),
        Op::RescaleProbability if z < 0.0 => ("needs at least 0 years", 2),
        Op::Clamp if y > z => ("has a lower bound above its upper bound", 1),
        _ => return None,
    })
}

/// An operand and its value, for a message; nothing to say where it is a number as written.
fn given(operand: &Operand) -> Option<String> {
    let number = operand
        .text
        .starts_with(|first: char| first.is_ascii_digit() || first == '.');
    let alone = number && operand.text.parse::<f64>().is_ok();
    (!alone).then(|| format!("{} is {}", shown(&operand.text), Plain(operand.value)))
}

/// A part of the formula as quoted in a message: on one line, and not too long.
fn shown(text: &str) -> String {
    const MOST: usize = 48;
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match plain.char_indices().nth(MOST) {
        Some((end, _)) => format!("`{}...`", &plain[..end]),
        None => format!("`{plain}`"),
    }
}
