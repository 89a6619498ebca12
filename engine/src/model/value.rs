//! Text to a tree of values that remember where they stood. TOML and JSON give the same tree.

use super::place::Lines;
use crate::fault::Fault;
use std::ops::Range;

/// Largest model text in bytes.
pub const MAX_BYTES: usize = 2_000_000;
/// Deepest nesting of tables and lists.
pub const MAX_DEPTH: usize = 32;

/// A value and the bytes of the text where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Bytes in the model's text.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// What an author can write.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Any number.
    Number(f64),
    /// Text.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the text.
    Table(Vec<(Key, Node)>),
}

/// The name of a table's entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Bytes in the model's text.
    pub span: Range<usize>,
    /// The name.
    pub name: String,
}

impl Value {
    /// What it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::Flag(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Reads TOML or JSON, told apart by the first character.
///
/// # Errors
/// Every fault of syntax found, or one for a text that is too large or nested too deeply.
pub fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    if text.len() > MAX_BYTES {
        return Err(vec![Fault {
            path: "file".into(),
            line: 1,
            column: 1,
            what: format!(
                "the file has {} bytes, more than the {MAX_BYTES} allowed",
                text.len()
            ),
            hint: "a model is a short text: move data into tables of fewer points".into(),
        }]);
    }
    if text.trim_start().starts_with('{') {
        return parse_json(text);
    }
    placed(text, super::toml::read(text))
}

/// Reads JSON of any size.
///
/// # Errors
/// The first fault of syntax, names that stand in a table twice, or nesting that is too deep.
pub fn parse_json(text: &str) -> Result<Node, Vec<Fault>> {
    placed(text, json(text))
}

/// What a parser gave, with the faults at their lines, unless it is nested too deeply.
fn placed(text: &str, parsed: Result<Node, Vec<SyntaxFault>>) -> Result<Node, Vec<Fault>> {
    let lines = Lines::of(text);
    let fault = |at: usize, what: String, hint: &str| {
        let (line, column) = lines.place(text, at);
        Fault {
            path: "file".into(),
            line,
            column,
            what,
            hint: hint.into(),
        }
    };
    let node = parsed.map_err(|faults| {
        faults
            .into_iter()
            .map(|(at, what, hint)| fault(at, what, hint))
            .collect::<Vec<_>>()
    })?;
    match too_deep(&node, 0) {
        Some(at) => Err(vec![fault(
            at,
            format!("nested more than {MAX_DEPTH} levels deep"),
            DEPTH_HINT,
        )]),
        None => Ok(node),
    }
}

pub(super) const DEPTH_HINT: &str =
    "no part of a model needs so many levels: look for a bracket that is not closed";

pub(super) type SyntaxFault = (usize, String, &'static str);

fn too_deep(node: &Node, depth: usize) -> Option<usize> {
    if depth > MAX_DEPTH {
        return Some(node.span.start);
    }
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| too_deep(item, depth + 1)),
        Value::Table(entries) => entries
            .iter()
            .find_map(|(_, item)| too_deep(item, depth + 1)),
        _ => None,
    }
}

/// A number that is not finite stays in the tree, to be reported where it stands in the model.
pub(super) fn number(digits: &str) -> Value {
    Value::Number(digits.parse().unwrap_or(f64::NAN))
}

/// Where brackets outside quotes first nest too deeply; a cheap guard in front of the parsers.
pub(super) fn deep_brackets(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0usize, None, false);
    for (at, byte) in text.bytes().enumerate() {
        match (quoted, byte) {
            (Some(_), b'\n') => quoted = None,
            (Some(_), _) if escaped => escaped = false,
            (Some(b'"'), b'\\') => escaped = true,
            (Some(quote), _) if quote == byte => quoted = None,
            (None, b'"') => quoted = Some(byte),
            (None, b'[' | b'{') => {
                depth += 1;
                if depth > 2 * MAX_DEPTH {
                    return Some(at);
                }
            }
            (None, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn json(text: &str) -> Result<Node, Vec<SyntaxFault>> {
    if let Some(at) = deep_brackets(text) {
        return Err(vec![(
            at,
            format!("nested more than {MAX_DEPTH} levels deep"),
            DEPTH_HINT,
        )]);
    }
    let options = jsonc_parser::ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        ..Default::default()
    };
    let ast = jsonc_parser::parse_to_ast(text, &Default::default(), &options)
        .map_err(|e| {
            vec![(
                e.range().start,
                format!("this is not valid JSON: {}", e.kind()),
                "check quotes, commas and brackets here",
            )]
        })?
        .value;
    let Some(ast) = ast else {
        return Err(vec![(
            0,
            "the file is empty".into(),
            "start with `format = 1`",
        )]);
    };
    let mut faults = Vec::new();
    let node = from_json(ast, &mut faults);
    if faults.is_empty() {
        Ok(node)
    } else {
        Err(faults)
    }
}

fn from_json(value: jsonc_parser::ast::Value<'_>, faults: &mut Vec<SyntaxFault>) -> Node {
    use jsonc_parser::ast;
    use jsonc_parser::common::Ranged;
    let range = value.range();
    let value = match value {
        ast::Value::StringLit(text) => Value::Text(text.value.into_owned()),
        ast::Value::NumberLit(literal) => number(literal.value),
        ast::Value::BooleanLit(flag) => Value::Flag(flag.value),
        ast::Value::NullKeyword(_) => {
            faults.push((
                range.start,
                "null has no meaning here".into(),
                "leave the field out",
            ));
            Value::Flag(false)
        }
        ast::Value::Array(list) => Value::List(
            list.elements
                .into_iter()
                .map(|item| from_json(item, faults))
                .collect(),
        ),
        ast::Value::Object(object) => {
            let mut entries: Vec<(Key, Node)> = Vec::new();
            let mut names = std::collections::BTreeSet::new();
            for property in object.properties {
                let at = property.name.range();
                let name = property.name.into_string();
                if !names.insert(name.clone()) {
                    faults.push((
                        at.start,
                        format!("`{name}` stands here twice"),
                        "keep one of them",
                    ));
                }
                entries.push((
                    Key {
                        span: at.start..at.end,
                        name,
                    },
                    from_json(property.value, faults),
                ));
            }
            Value::Table(entries)
        }
    };
    Node {
        span: range.start..range.end,
        value,
    }
}
