//! A table of the model checked against its shape.

use super::fields::{Field, Shape, Takes};
use super::reader::{Expression, Reader};
use super::units::Duration;
use super::value::{Key, Node, Value};
use crate::fault::did_you_mean;
use std::ops::Range;

/// A table checked against its shape.
#[derive(Clone)]
pub struct Section<'r, 'n> {
    pub reader: &'r Reader<'r>,
    /// Path in the model.
    pub path: String,
    /// Bytes where it stands.
    pub span: Range<usize>,
    entries: &'n [(Key, Node)],
}

impl<'r, 'n> Section<'r, 'n> {
    /// Opens a table: unknown and missing fields and words that are not allowed are noted.
    pub fn open(
        reader: &'r Reader<'r>,
        node: &'n Node,
        path: impl Into<String>,
        shape: &Shape,
    ) -> Self {
        let path = path.into();
        let entries = reader.entries(node, &path);
        let section = Self {
            reader,
            path,
            span: node.span.clone(),
            entries,
        };
        for (key, value) in entries {
            match shape.fields.iter().find(|f| f.name == key.name) {
                None => section.unknown(key, shape),
                Some(field) => section.check_kind(field, value),
            }
        }
        if matches!(node.value, Value::Table(_)) {
            for field in shape.fields.iter().filter(|f| f.required) {
                if section.node(field.name).is_none() {
                    let whole_file = section.path.is_empty();
                    reader.fault(
                        node.span.start,
                        if whole_file {
                            field.name
                        } else {
                            &section.path
                        },
                        format!("`{}` is missing", field.name),
                        format!("add `{}`: {}", field.name, describe(field.takes)),
                    );
                }
            }
        }
        section
    }

    /// A section that is missing, which has been reported.
    pub fn empty(reader: &'r Reader<'r>, path: &str) -> Self {
        Self {
            reader,
            path: path.into(),
            span: 0..0,
            entries: &[],
        }
    }

    fn unknown(&self, key: &Key, shape: &Shape) {
        let names = shape.fields.iter().map(|f| f.name);
        let hint = match did_you_mean(&key.name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "{} has: {}",
                shape.title,
                names.collect::<Vec<_>>().join(", ")
            ),
        };
        let path = self.at(&key.name);
        self.reader.fault(
            key.span.start,
            if path.is_empty() { "file" } else { &path },
            format!("there is no field `{}` here", key.name),
            hint,
        );
    }

    fn check_kind(&self, field: &Field, node: &Node) {
        let wanted = match (field.takes, &node.value) {
            (Takes::Text, Value::Text(_)) | (Takes::Flag, Value::Flag(_)) => return,
            (Takes::Table, Value::Table(_)) | (Takes::Tables, Value::List(_)) => return,
            (Takes::Word(words), Value::Text(text)) => {
                if !words.contains(&text.as_str()) {
                    let hint = match did_you_mean(text, words.iter().copied()) {
                        Some(near) => format!("did you mean \"{near}\"?"),
                        None => describe(field.takes),
                    };
                    self.reader.fault(
                        node.span.start,
                        &self.at(field.name),
                        format!("\"{text}\" is not allowed here"),
                        hint,
                    );
                }
                return;
            }
            (Takes::Text | Takes::Flag | Takes::Table | Takes::Tables | Takes::Word(_), other) => {
                other.kind()
            }
            // The typed getters check the others, with better hints.
            _ => return,
        };
        self.reader.fault(
            node.span.start,
            &self.at(field.name),
            format!("this must be {}, not {wanted}", describe(field.takes)),
            "change it to what the field takes",
        );
    }

    /// Path of a field.
    pub fn at(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.into()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    /// Notes what is wrong with a field.
    pub fn refuse(&self, name: &str, what: &str, hint: &str) {
        let at = self.start_of(name);
        self.reader.fault(at, &self.at(name), what, hint);
    }

    /// A field's node, if it is there.
    pub fn node(&self, name: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| node)
    }

    /// Where a field stands, or the section if it does not.
    pub fn start_of(&self, name: &str) -> usize {
        self.node(name).map_or(self.span.start, |n| n.span.start)
    }

    /// A text field.
    pub fn text(&self, name: &str) -> Option<&'n str> {
        match self.node(name).map(|n| &n.value) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A flag, false if absent.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.node(name).map(|n| &n.value), Some(Value::Flag(true)))
    }

    /// A formula field.
    pub fn expression(&self, name: &str) -> Option<Expression> {
        self.reader.expression(self.node(name)?, &self.at(name))
    }

    /// A constant field.
    pub fn constant(&self, name: &str) -> Option<f64> {
        self.reader.constant(self.node(name)?, &self.at(name))
    }

    /// A duration field.
    pub fn duration(&self, name: &str) -> Option<Duration> {
        self.reader.duration(self.node(name)?, &self.at(name))
    }

    /// A list of constants.
    pub fn constants(&self, name: &str) -> Option<Vec<f64>> {
        self.reader.constants(self.node(name)?, &self.at(name))
    }

    /// A list of names with their places; empty if absent.
    pub fn names(&self, name: &str) -> Vec<(&'n str, Range<usize>)> {
        self.node(name)
            .and_then(|node| self.reader.names(node, &self.at(name)))
            .unwrap_or_default()
    }

    /// The entries of a table field; empty if absent.
    pub fn table(&self, name: &str) -> &'n [(Key, Node)] {
        self.node(name).map_or(&[], |node| match &node.value {
            Value::Table(entries) => entries,
            _ => &[],
        })
    }

    /// The items of a list field; empty if absent.
    pub fn list(&self, name: &str) -> &'n [Node] {
        self.node(name).map_or(&[], |node| match &node.value {
            Value::List(items) => items,
            _ => &[],
        })
    }

    /// A price year that the deflators know.
    pub fn price_year(&self, name: &str) -> Option<String> {
        let node = self.node(name)?;
        let year = match &node.value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        if crate::evidence::price_index(&year).is_none() {
            self.reader.fault(
                node.span.start,
                &self.at(name),
                format!("\"{year}\" is not a price year that is known"),
                "write a financial year, \"2024/25\", or a calendar year, \"2024\"",
            );
            return None;
        }
        Some(year)
    }
}

/// What a field takes, for messages.
fn describe(takes: Takes) -> String {
    match takes {
        Takes::Text => "text in quotes".into(),
        Takes::Constant => "a number".into(),
        Takes::Formula => "a number or a formula in quotes".into(),
        Takes::Duration => "a length of time such as \"1 month\"".into(),
        Takes::PriceYear => "a year such as \"2024/25\"".into(),
        Takes::Flag => "true or false".into(),
        Takes::Word(words) => format!(
            "one of {}",
            words
                .iter()
                .map(|w| format!("\"{w}\""))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        Takes::Names => "a list of names".into(),
        Takes::Constants => "a list of numbers".into(),
        Takes::Table => "a table".into(),
        Takes::Tables => "a list of tables: [{ ... }]".into(),
        Takes::Several(what) => what.into(),
    }
}
