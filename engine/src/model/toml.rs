//! TOML to the tree of values. A page reads JSON only, which saves it a parser.

#[cfg(feature = "toml")]
use super::value::{DEPTH_HINT, Key, MAX_DEPTH, Value, deep_brackets, number};
use super::value::{Node, SyntaxFault};

#[cfg(feature = "toml")]
pub(super) fn read(text: &str) -> Result<Node, Vec<SyntaxFault>> {
    // The parser refuses deep nesting by itself, but says so late on hostile input.
    if let Some(at) = deep_brackets(text) {
        return Err(vec![(
            at,
            format!("nested more than {MAX_DEPTH} levels deep"),
            DEPTH_HINT,
        )]);
    }
    let (table, errors) = toml::de::DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(errors
            .into_iter()
            .map(|e| {
                let at = e.span().map_or(0, |s| s.start);
                match e.message() {
                    "duplicate key" => {
                        (at, "this name stands here twice".into(), "keep one of them")
                    }
                    limit if limit.contains("recursion") => (
                        at,
                        format!("nested more than {MAX_DEPTH} levels deep"),
                        DEPTH_HINT,
                    ),
                    other => (
                        at,
                        format!("this is not valid TOML: {other}"),
                        "check quotes, brackets and the = on this line",
                    ),
                }
            })
            .collect());
    }
    let mut faults = Vec::new();
    let span = table.span();
    let node = Node {
        span,
        value: from_table(table.into_inner(), &mut faults),
    };
    if faults.is_empty() {
        Ok(node)
    } else {
        Err(faults)
    }
}

#[cfg(feature = "toml")]
fn from_table(table: toml::de::DeTable<'_>, faults: &mut Vec<SyntaxFault>) -> Value {
    let mut entries: Vec<(Key, Node)> = table
        .into_iter()
        .map(|(key, value)| {
            let key = Key {
                span: key.span(),
                name: key.into_inner().into_owned(),
            };
            (key, from_toml(value, faults))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Value::Table(entries)
}

#[cfg(feature = "toml")]
fn from_toml(value: toml::Spanned<toml::de::DeValue<'_>>, faults: &mut Vec<SyntaxFault>) -> Node {
    use toml::de::DeValue;
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Integer(integer) => {
            let digits = integer.as_str().replace('_', "");
            if integer.radix() == 10 {
                number(&digits)
            } else {
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "a hexadecimal literal is read as the nearest number"
                )]
                let value =
                    i64::from_str_radix(&digits, integer.radix()).map_or(f64::NAN, |n| n as f64);
                Value::Number(value)
            }
        }
        DeValue::Float(digits) => number(&digits.as_str().replace('_', "")),
        DeValue::Datetime(date) => {
            let what = format!("{date} is a date, which TOML keeps apart from text");
            faults.push((span.start, what, "put it in quotes: \"2026-04\""));
            Value::Text(date.to_string())
        }
        DeValue::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| from_toml(item, faults))
                .collect(),
        ),
        DeValue::Table(table) => from_table(table, faults),
    };
    Node { span, value }
}

#[cfg(not(feature = "toml"))]
pub(super) fn read(_: &str) -> Result<Node, Vec<SyntaxFault>> {
    let what = "a model must be JSON here, and this does not start with {";
    let hint = "if it is TOML, turn it into JSON first: early-action json FILE";
    Err(vec![(0, what.into(), hint)])
}
