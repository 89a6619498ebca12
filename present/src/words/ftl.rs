//! Fluent's own syntax: bundles, ids, and foreign text as text.

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;

use super::{language, pseudo};

/// A bundle of these sources. What cannot be read in a source is left out; the shipped sources
/// are tested to be whole.
pub fn bundle(
    lang: &str,
    sources: impl Iterator<Item = String>,
    pseudo: bool,
) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language(lang)]);
    // Marks of direction around what is put in are for mixed directions; English and Welsh both
    // run from left to right, and people copy these sentences into their papers.
    bundle.set_use_isolating(false);
    if pseudo {
        bundle.set_transform(Some(pseudo::accented));
    }
    for source in sources {
        let resource = match FluentResource::try_new(source) {
            Ok(whole) => whole,
            Err((readable, errors)) => {
                debug_assert!(false, "{lang}: {errors:?}");
                readable
            }
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The message id of a model's own word. Fluent's ids are ASCII; other letters become their number.
pub fn id(kind: &str, name: &str) -> String {
    let mut id = String::with_capacity(kind.len() + name.len() + 1);
    id.push_str(kind);
    id.push('-');
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' || c == '-' {
            id.push(c);
        } else {
            id.push_str(&format!("-u{:x}-", c as u32));
        }
    }
    id
}

/// Foreign text as a Fluent pattern that says exactly this text, whatever stands in it.
pub fn pattern(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let last = text.chars().count().saturating_sub(1);
    for (at, c) in text.chars().enumerate() {
        let edge = at == 0 || at == last;
        match c {
            '{' => out.push_str("{\"{\"}"),
            '}' => out.push_str("{\"}\"}"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("{{\"\\U{:06X}\"}}", c as u32));
            }
            // At the edges Fluent trims spaces; at the start these three open other things.
            ' ' if edge => out.push_str("{\" \"}"),
            '.' | '*' | '[' if at == 0 => out.push_str(&format!("{{\"{c}\"}}")),
            c => out.push(c),
        }
    }
    if out.is_empty() {
        "{\"\"}".to_owned()
    } else {
        out
    }
}
