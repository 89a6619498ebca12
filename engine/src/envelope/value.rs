//! Values of a file, and JSON text that is the same for the same values.

use crate::model::value::{Node, Value as Tree};
use std::fmt::{self, Write};
use std::sync::Arc;

/// What a field can hold: JSON without null.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A finite number.
    Number(f64),
    /// Text, which is never markup.
    Text(Arc<str>),
    /// Yes or no.
    Flag(bool),
    /// A list.
    List(Vec<Value>),
    /// Named values, in order.
    Table(Vec<(Arc<str>, Value)>),
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The texts of a list; empty for anything else.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let items = match self {
            Self::List(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().filter_map(Self::as_text)
    }

    /// A list of texts.
    pub fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(|text| text.as_ref().into()).collect())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&Node> for Value {
    fn from(node: &Node) -> Self {
        match &node.value {
            Tree::Number(number) => Self::Number(*number),
            Tree::Text(text) => Self::Text(text.as_str().into()),
            Tree::Flag(flag) => Self::Flag(*flag),
            Tree::List(items) => Self::List(items.iter().map(Self::from).collect()),
            Tree::Table(entries) => Self::Table(
                entries
                    .iter()
                    .map(|(key, node)| (key.name.as_str().into(), Self::from(node)))
                    .collect(),
            ),
        }
    }
}

/// JSON. `<` and the two line separators are escaped, so that the text may stand in a script
/// element of a page.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Not a number and the infinities are refused where values come in.
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => quote(f, text),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::List(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at > 0 { "," } else { "" })?;
                }
                f.write_char(']')
            }
            Self::Table(entries) => {
                f.write_char('{')?;
                for (at, (name, value)) in entries.iter().enumerate() {
                    f.write_str(if at > 0 { "," } else { "" })?;
                    quote(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quote(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for letter in text.chars() {
        match letter {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '<' | '\u{2028}' | '\u{2029}' => write!(f, "\\u{:04x}", u32::from(letter))?,
            control if u32::from(control) < 32 => write!(f, "\\u{:04x}", u32::from(control))?,
            other => f.write_char(other)?,
        }
    }
    f.write_char('"')
}
