//! From a file's text to an envelope: every fault at once, each with its place and a hint.

use super::fields::{self, Part, Takes, check};
use super::record::{Field, Record};
use super::value::Value;
use super::{Envelope, JOINT, Key, VERSION};
use crate::fault::{Fault, did_you_mean};
use crate::model::place::Lines;
use crate::model::value::{Key as Name, Node, Value as Tree, parse_json};
use crate::network::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Largest file in bytes.
pub const MAX_BYTES: usize = 64_000_000;
/// Faults that are listed.
const MAX_FAULTS: usize = 50;
/// Longest id.
const MAX_ID: usize = 100;

/// Fields that are said by a record's key and stand in the file beside the others.
pub(super) fn in_key(part: Part) -> &'static [&'static str] {
    match part {
        Part::Tie => &["from", "to"],
        Part::View => &["about", "voice"],
        Part::Note => &["about"],
        _ => &[],
    }
}

/// A reference that was read, to be looked up when all is read.
struct Reference {
    at: usize,
    path: String,
    key: Key,
}

pub(super) struct Parser<'t> {
    text: &'t str,
    lines: Lines,
    faults: Vec<Fault>,
    references: Vec<Reference>,
    pub(super) envelope: Envelope,
}

impl Envelope {
    /// Reads a file. A file of one map without an envelope, as people write it by hand, is taken
    /// for an envelope that holds that map.
    ///
    /// # Errors
    /// Every fault of the file, up to fifty.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        if text.len() > MAX_BYTES {
            let what = format!(
                "the file has {} bytes, more than the {MAX_BYTES} allowed",
                text.len()
            );
            let hint = "leave out pictures or recordings";
            return Err(vec![Fault::without_place("file", what, hint)]);
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let root = parse_json(text)?;
        let mut parser = Parser {
            text,
            lines: Lines::of(text),
            faults: Vec::new(),
            references: Vec::new(),
            envelope: Self::default(),
        };
        parser.file(&root);
        parser.look_up();
        if parser.faults.is_empty() {
            Ok(parser.envelope.swept())
        } else {
            parser
                .faults
                .sort_by_key(|fault| (fault.line, fault.column));
            Err(parser.faults)
        }
    }
}

fn entries(node: &Node) -> &[(Name, Node)] {
    match &node.value {
        Tree::Table(entries) => entries,
        _ => &[],
    }
}

pub(super) fn entry<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let found = entries(node).iter().find(|(key, _)| key.name == name);
    found.map(|(_, node)| node)
}

impl Parser<'_> {
    pub(super) fn fault(
        &mut self,
        at: usize,
        path: &str,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.faults.len() < MAX_FAULTS {
            let (line, column) = self.lines.place(self.text, at);
            self.faults.push(Fault {
                path: path.into(),
                line,
                column,
                what: what.into(),
                hint: hint.into(),
            });
        }
    }

    fn file(&mut self, root: &Node) {
        if !matches!(root.value, Tree::Table(_)) {
            let hint = "a file of early-action begins with { \"early_action\": 1 }";
            return self.fault(root.span.start, "file", "this is no map and no plan", hint);
        }
        match entry(root, "early_action") {
            Some(Node {
                value: Tree::Number(version),
                ..
            }) if *version == f64::from(VERSION) => {}
            Some(Node {
                value: Tree::Number(version),
                span,
            }) if *version > f64::from(VERSION) => {
                let hint = "open it with the version that wrote it, or a later one";
                let what = "this file was written by a later version";
                return self.fault(span.start, "early_action", what, hint);
            }
            Some(other) => {
                let hint = format!("write {VERSION}");
                return self.fault(other.span.start, "early_action", "this is no version", hint);
            }
            // Before there was an envelope: a map alone.
            None if entry(root, "people").is_some() => return self.map(root, "map", true),
            None => {
                let hint = "begin with { \"early_action\": 1, or give a map: { \"people\": [] }";
                return self.fault(root.span.start, "file", "this is no map and no plan", hint);
            }
        }
        for (name, node) in entries(root) {
            match name.name.as_str() {
                "early_action" => {}
                "maps" => self.maps(node),
                "erased" => self.erased(node),
                "removed" => self.removed(node, "", "removed"),
                list => match Part::ALL
                    .iter()
                    .find(|part| part.name() == list && !part.is_of_a_map())
                {
                    Some(part) => self.list(node, "", *part, ""),
                    None => {
                        let known = ["voices", "maps", "log", "media", "erased", "removed"];
                        self.unknown(name, "file", known.into_iter());
                    }
                },
            }
        }
    }

    fn unknown<'n>(
        &mut self,
        name: &Name,
        path: &str,
        known: impl Iterator<Item = &'n str> + Clone,
    ) {
        let hint = match did_you_mean(&name.name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("here may stand: {}", known.collect::<Vec<_>>().join(", ")),
        };
        let what = format!("there is no field `{}` here", name.name);
        self.fault(name.span.start, path, what, hint);
    }

    pub(super) fn items<'n>(&mut self, node: &'n Node, path: &str) -> &'n [Node] {
        match &node.value {
            Tree::List(items) => items,
            other => {
                let what = format!("this must be a list, not {}", other.kind());
                self.fault(node.span.start, path, what, "write [ ]");
                &[]
            }
        }
    }

    fn maps(&mut self, node: &Node) {
        for (at, map) in self.items(node, "maps").iter().enumerate() {
            if at == Part::Map.most() {
                return self.too_many(map, "maps", Part::Map);
            }
            self.map(map, &format!("maps[{at}]"), false);
        }
    }

    fn map(&mut self, node: &Node, path: &str, is_alone: bool) {
        let id = match entry(node, "id") {
            Some(id) => match self.id(id, path) {
                Some(id) => id,
                None => return,
            },
            None if is_alone => "map".into(),
            None => {
                let what = "this map has no `id`";
                return self.fault(node.span.start, path, what, "add \"id\": \"map-1\"");
            }
        };
        let is_list = |name: &str| {
            name == "removed"
                || Part::ALL
                    .iter()
                    .any(|p| p.is_of_a_map() && p.name() == name)
        };
        self.record(node, path, Key::top(Part::Map, &id), &is_list);
        let prefix = if is_alone {
            String::new()
        } else {
            format!("{path}.")
        };
        for (name, list) in entries(node) {
            if name.name == "removed" {
                self.removed(list, &id, &format!("{prefix}removed"));
            }
            let part = Part::ALL
                .iter()
                .find(|p| p.is_of_a_map() && p.name() == name.name);
            if let Some(part) = part {
                self.list(list, &id, *part, &prefix);
            }
        }
    }

    fn too_many(&mut self, node: &Node, path: &str, part: Part) {
        let what = format!("more than {} of `{}`", part.most(), part.name());
        self.fault(node.span.start, path, what, "take a part of them");
    }

    fn list(&mut self, node: &Node, map: &str, part: Part, prefix: &str) {
        let list = format!("{prefix}{}", part.name());
        for (at, item) in self.items(node, &list).iter().enumerate() {
            let path = format!("{list}[{at}]");
            if at == part.most() {
                return self.too_many(item, &path, part);
            }
            if !matches!(item.value, Tree::Table(_)) {
                let what = format!("this must be a table, not {}", item.value.kind());
                self.fault(item.span.start, &path, what, "write { \"field\": value }");
                continue;
            }
            if let Some(id) = self.made_id(item, &path, part) {
                self.record(item, &path, Key::of(map, part, &id), &|_| false);
            }
        }
    }

    /// The id of a record: as written, or made of whom it is about.
    fn made_id(&mut self, item: &Node, path: &str, part: Part) -> Option<String> {
        let mut ids = Vec::new();
        let own: &[&str] = match part {
            Part::Tie | Part::View => &[],
            _ => &["id"],
        };
        for name in in_key(part).iter().chain(own) {
            match entry(item, name) {
                Some(node) => ids.push(self.id(node, path)?),
                None if part == Part::Note && *name == "about" => {}
                None => {
                    let hint = format!("add \"{name}\" with an id");
                    self.fault(item.span.start, path, format!("`{name}` is missing"), hint);
                    return None;
                }
            }
        }
        if part == Part::Tie && ids[0] == ids[1] {
            let what = format!("a tie of \"{}\" with themselves", ids[0]);
            self.fault(item.span.start, path, what, "a tie joins two people");
            return None;
        }
        Some(ids.join(&JOINT.to_string()))
    }

    pub(super) fn id(&mut self, node: &Node, path: &str) -> Option<String> {
        match &node.value {
            Tree::Text(id)
                if !id.is_empty()
                    && id.chars().count() <= MAX_ID
                    && !id.contains(|c: char| c.is_control() || c == JOINT) =>
            {
                Some(id.clone())
            }
            _ => {
                let hint = format!("write text of at most {MAX_ID} characters without {JOINT}");
                self.fault(node.span.start, path, "this is no id", hint);
                None
            }
        }
    }

    fn record(&mut self, node: &Node, path: &str, key: Key, is_list: &dyn Fn(&str) -> bool) {
        let at = entry(node, "at").and_then(|node| self.stamp(node, path));
        let at = at.unwrap_or_default();
        let mut own = BTreeMap::new();
        for (name, stamp) in entry(node, "at_fields").map_or(&[][..], entries) {
            if fields::field(key.part, &name.name).is_none() {
                let known = fields::fields(key.part).iter().map(|field| field.name);
                self.unknown(name, path, known);
            } else if let Some(stamp) = self.stamp(stamp, path) {
                own.insert(name.name.as_str(), stamp);
            }
        }
        let mut kept = BTreeMap::new();
        for (name, value) in entries(node) {
            let named = name.name.as_str();
            if ["id", "at", "at_fields", "life"].contains(&named) || is_list(named) {
                continue;
            }
            let Some(field) = fields::field(key.part, named) else {
                let known = fields::fields(key.part).iter().map(|field| field.name);
                self.unknown(name, path, std::iter::once("id").chain(known));
                continue;
            };
            let field_path = format!("{path}.{named}");
            let read = Value::from(value);
            if let Err(wanted) = check(field.takes, &read) {
                let what = "this value does not belong here";
                self.fault(
                    value.span.start,
                    &field_path,
                    what,
                    format!("write {wanted}"),
                );
                continue;
            }
            self.refer(value, &field_path, &key, field.takes, &read);
            if !in_key(key.part).contains(&named) {
                let stamp = own.remove(named).unwrap_or_else(|| at.clone());
                let value = Some(read);
                kept.insert(Arc::from(named), Field { value, stamp });
            }
        }
        for (name, stamp) in own {
            kept.insert(Arc::from(name), Field { value: None, stamp });
        }
        let mut record = Record::new(kept);
        record.life = self.life(node, path);
        self.complete(node, path, &key, &record);
        if self.envelope.any(&key).is_some() {
            let what = format!("the id \"{}\" stands here twice", key.id);
            let hint = match key.part {
                Part::Tie => "keep one tie from one person to another",
                _ => "give one of them another",
            };
            return self.fault(node.span.start, path, what, hint);
        }
        self.envelope.records.insert_mut(key, Arc::new(record));
    }

    fn complete(&mut self, node: &Node, path: &str, key: &Key, record: &Record) {
        for field in fields::fields(key.part) {
            let is_there = record.get(field.name).is_some() || entry(node, field.name).is_some();
            if field.required && !is_there {
                let hint = format!("add `{}`: {}", field.name, fields::describe(field.takes));
                let what = format!("`{}` is missing", field.name);
                self.fault(node.span.start, path, what, hint);
            }
        }
        let date = |name: &str| record.text(name).and_then(Date::parse);
        if let (Some(since), Some(until)) = (date("since"), date("until"))
            && until < since
        {
            let what = format!("it ends on {until} before it begins on {since}");
            self.fault(node.span.start, path, what, "change `since` or `until`");
        }
    }

    fn refer(&mut self, node: &Node, path: &str, key: &Key, takes: Takes, value: &Value) {
        let (Takes::Id(part) | Takes::Ids(part)) = takes else {
            return;
        };
        let scope: &str = match (part.is_of_a_map(), key.part) {
            (false, _) => "",
            (true, Part::Map) => &key.id,
            // A step may name people of any map.
            (true, Part::Entry) => return,
            (true, _) => &key.map,
        };
        for id in value.as_text().into_iter().chain(value.texts()) {
            self.references.push(Reference {
                at: node.span.start,
                path: path.to_owned(),
                key: Key::of(scope, part, id),
            });
        }
    }

    fn look_up(&mut self) {
        for reference in std::mem::take(&mut self.references) {
            let Reference { at, path, key } = reference;
            if self.envelope.any(&key).is_none() && !self.envelope.erased.contains(&key.id) {
                let known = self
                    .envelope
                    .part(&key.map, key.part)
                    .map(|(key, _)| key.id.clone());
                let known: Vec<Arc<str>> = known.take(1_000).collect();
                let hint = match did_you_mean(&key.id, known.iter().map(|id| &**id)) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("use the `id` of something in `{}`", key.part.name()),
                };
                let what = format!("there is no \"{}\" in `{}`", key.id, key.part.name());
                self.fault(at, &path, what, hint);
            }
        }
    }
}
