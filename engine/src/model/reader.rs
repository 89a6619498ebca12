//! The reader of a model's text: it collects every fault, and reads what can stand in a field.

use super::place::Lines;
use super::units::Duration;
use super::value::{Key, Node, Value};
use crate::fault::Fault;
use crate::formula::Formula;
use std::cell::RefCell;
use std::ops::Range;

/// A formula and where it stands.
#[derive(Clone, Debug)]
pub struct Expression {
    /// The checked tree.
    pub formula: Formula,
    /// Path in the model.
    pub path: String,
    /// Bytes of the value in the model's text.
    pub span: Range<usize>,
    /// Byte in the model's text where the formula's own text begins.
    pub text_start: usize,
    /// Line and column where it stands, from 1.
    pub place: (usize, usize),
}

impl Expression {
    /// A formula of the engine's own, which stands nowhere.
    pub fn of(formula: Formula, path: &str) -> Self {
        Self {
            formula,
            path: path.into(),
            span: 0..0,
            text_start: 0,
            place: (0, 0),
        }
    }
}

/// The model's text with the faults found so far.
pub struct Reader<'a> {
    text: &'a str,
    lines: Lines,
    faults: RefCell<Vec<Fault>>,
}

impl<'a> Reader<'a> {
    /// A reader of `text` without faults.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: Lines::of(text),
            faults: RefCell::default(),
        }
    }

    /// Notes a fault at a byte of the text.
    pub fn fault(&self, at: usize, path: &str, what: impl Into<String>, hint: impl Into<String>) {
        let (line, column) = self.lines.place(self.text, at);
        self.faults.borrow_mut().push(Fault {
            path: path.into(),
            line,
            column,
            what: what.into(),
            hint: hint.into(),
        });
    }

    /// Whether nothing has been found wrong.
    pub fn is_clean(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    /// All faults, in the order of the text, each once.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|f| (f.line, f.column));
        faults.dedup();
        faults
    }

    /// Line and column of a byte.
    pub fn place(&self, at: usize) -> (usize, usize) {
        self.lines.place(self.text, at)
    }

    /// Reads a formula from a number or a text.
    pub fn expression(&self, node: &Node, path: &str) -> Option<Expression> {
        let (written, text_start) = match &node.value {
            Value::Number(number) if !number.is_finite() => {
                self.fault(
                    node.span.start,
                    path,
                    "this is not a finite number",
                    "write an ordinary number; nan and inf have no meaning in a model",
                );
                return None;
            }
            Value::Number(number) => (number.to_string(), node.span.start),
            // One past the opening quote: right for ordinary quotes, which is what formulas are written in.
            Value::Text(text) => (text.clone(), node.span.start + 1),
            other => {
                self.fault(
                    node.span.start,
                    path,
                    format!("this must be a number or a formula, not {}", other.kind()),
                    "write a number, or a formula in quotes",
                );
                return None;
            }
        };
        match Formula::parse(&written) {
            Ok(formula) => Some(Expression {
                formula,
                path: path.into(),
                span: node.span.clone(),
                text_start,
                place: self.place(node.span.start),
            }),
            Err(errors) => {
                for error in errors {
                    self.fault(
                        text_start + error.span.start,
                        path,
                        error.message,
                        error.hint.unwrap_or_default(),
                    );
                }
                None
            }
        }
    }

    /// Reads a constant: a number or a formula without names.
    pub fn constant(&self, node: &Node, path: &str) -> Option<f64> {
        let expression = self.expression(node, path)?;
        if let Some((name, _)) = expression.formula.names().next() {
            self.fault(
                node.span.start,
                path,
                format!("`{name}` cannot stand here: this must be a constant"),
                "write a number, or a formula of numbers only",
            );
            return None;
        }
        match expression.formula.eval_constant() {
            Ok(value) => Some(value),
            Err(_) => {
                self.fault(
                    node.span.start,
                    path,
                    "this does not come to a finite number",
                    "look for a division by zero or the logarithm of a negative number",
                );
                None
            }
        }
    }

    /// Reads a length of time.
    pub fn duration(&self, node: &Node, path: &str) -> Option<Duration> {
        let hint = "write a number and a unit: \"1 month\", \"2 years\", \"cycle\"";
        match &node.value {
            Value::Text(text) => match Duration::parse(text) {
                Ok(duration) => Some(duration),
                Err(what) => {
                    self.fault(node.span.start, path, what, hint);
                    None
                }
            },
            other => {
                self.fault(
                    node.span.start,
                    path,
                    format!("this must be a length of time, not {}", other.kind()),
                    hint,
                );
                None
            }
        }
    }

    /// Reads a list of constants.
    pub fn constants(&self, node: &Node, path: &str) -> Option<Vec<f64>> {
        match &node.value {
            Value::List(items) => items
                .iter()
                .enumerate()
                .map(|(i, item)| self.constant(item, &format!("{path}[{i}]")))
                .collect(),
            other => {
                self.fault(
                    node.span.start,
                    path,
                    format!("this must be a list of numbers, not {}", other.kind()),
                    "write [1, 2, 3]",
                );
                None
            }
        }
    }

    /// Reads a list of texts with their places.
    pub fn names<'n>(&self, node: &'n Node, path: &str) -> Option<Vec<(&'n str, Range<usize>)>> {
        let Value::List(items) = &node.value else {
            self.fault(
                node.span.start,
                path,
                format!("this must be a list of names, not {}", node.value.kind()),
                "write [\"one\", \"two\"]",
            );
            return None;
        };
        items
            .iter()
            .map(|item| match &item.value {
                Value::Text(text) => Some((text.as_str(), item.span.clone())),
                other => {
                    self.fault(
                        item.span.start,
                        path,
                        format!("this must be a name in quotes, not {}", other.kind()),
                        "write [\"one\", \"two\"]",
                    );
                    None
                }
            })
            .collect()
    }

    /// The entries of a table with free names; other values are a fault.
    pub fn entries<'n>(&self, node: &'n Node, path: &str) -> &'n [(Key, Node)] {
        match &node.value {
            Value::Table(entries) => entries,
            other => {
                self.fault(
                    node.span.start,
                    path,
                    format!("this must be a table, not {}", other.kind()),
                    "give it a heading in square brackets, or write { field = value }",
                );
                &[]
            }
        }
    }

    /// Checks that a name may be used in formulas.
    pub fn name_is_usable(&self, key: &Key, path: &str) -> bool {
        let usable = key.name.starts_with(|c: char| c.is_ascii_alphabetic())
            && key
                .name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !usable {
            self.fault(
                key.span.start,
                path,
                format!("`{}` is not a name that can be used", key.name),
                "use letters, digits and _, starting with a letter",
            );
        }
        usable
    }
}
