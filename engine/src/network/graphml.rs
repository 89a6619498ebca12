//! GraphML in and out.

use super::import::{Builder, COLUMNS, Import, Place, shortened};
use super::model::{Direction, Network, Tie};
use crate::fault::Fault;
use crate::model::place::Lines;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Largest file in bytes.
pub const MAX_BYTES: usize = 16_000_000;
/// Deepest nesting of elements; GraphML of a plain graph has four.
const MAX_DEPTH: usize = 64;

/// What other programs call what a map has; see the reference.
const NAMES: [(&str, &str); 3] = [
    ("label", "name"),
    ("weight", "strength"),
    ("value", "strength"),
];

/// A `key` element: what a `data` element of its id holds.
struct Key {
    name: String,
    default: Option<String>,
}

/// What the file is being read into.
struct Parser<'t> {
    text: &'t str,
    lines: Lines,
    builder: Builder,
    keys: BTreeMap<String, Key>,
    /// The ids of elements that are open.
    open: Vec<String>,
    key: Option<String>,
    /// What is being described, with its attributes so far.
    node: Option<(usize, Vec<(String, String)>)>,
    edge: Option<(Edge, Vec<(String, String)>)>,
    data: Option<String>,
    written: String,
    edges: Vec<(Edge, Vec<(String, String)>)>,
    graphs: usize,
}

struct Edge {
    from: String,
    to: String,
    directed: bool,
    place: Place,
}

/// Reads a graph. Everything that could make the file larger than it is, is refused: document
/// types and entities of its own.
///
/// # Errors
/// Every fault with its place, up to twenty; a fault of the XML itself ends the reading.
pub fn read(bytes: &[u8]) -> Result<Import, Vec<Fault>> {
    let refuse = |what: &str, hint: &str| Err(vec![Fault::without_place("file", what, hint)]);
    if bytes.len() > MAX_BYTES {
        return refuse(
            "the file is larger than 16 MB",
            "take a part of the network",
        );
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return refuse("this is not text in UTF-8", "save it in the encoding UTF-8");
    };
    let mut parser = Parser {
        text,
        lines: Lines::of(text),
        builder: Builder::new(false),
        keys: BTreeMap::new(),
        open: Vec::new(),
        key: None,
        node: None,
        edge: None,
        data: None,
        written: String::new(),
        edges: Vec::new(),
        graphs: 0,
    };
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    reader.config_mut().expand_empty_elements = true;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let place = parser.lines.place(parser.text, at);
        let event = match reader.read_event() {
            Ok(Event::Eof) => {
                if !parser.open.is_empty() {
                    parser.refuse(place, "this is not valid XML: it ends before all is closed");
                }
                break;
            }
            Ok(event) => event,
            Err(error) => {
                let what = format!("this is not valid XML: {error}");
                parser
                    .builder
                    .fault(place, "file", what, "save the file again as GraphML");
                break;
            }
        };
        if !parser.take(event, place) {
            break;
        }
    }
    parser.finish()
}

impl Parser<'_> {
    /// Takes one event; false ends the reading.
    fn take(&mut self, event: Event<'_>, place: Place) -> bool {
        match event {
            Event::Start(start) => return self.start(&start, place),
            Event::End(_) => self.end(),
            Event::Text(text) => self
                .written
                .push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => self.written.push_str(&text),
            Event::GeneralRef(name) => {
                let named = match &*name {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                match named {
                    Some(letter) => self.written.push(letter),
                    None => return self.refuse(place, "an entity of its own is not allowed"),
                }
            }
            Event::DocType(_) => return self.refuse(place, "a document type is not allowed"),
            _ => {}
        }
        true
    }

    fn refuse(&mut self, place: Place, what: &str) -> bool {
        let hint = "delete it, or export the graph again as plain GraphML";
        self.builder.fault(place, "file", what, hint);
        false
    }

    fn start(&mut self, start: &BytesStart<'_>, place: Place) -> bool {
        let name = start.local_name().as_ref().to_owned();
        let mut attributes = BTreeMap::new();
        for attribute in start.attributes() {
            let Ok(attribute) = attribute else {
                return self.refuse(place, "an attribute stands here twice or has no value");
            };
            let key = attribute.key.as_ref().to_owned();
            match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => _ = attributes.insert(key, value.into_owned()),
                Err(_) => return self.refuse(place, "an entity of its own is not allowed"),
            }
        }
        if self.open.is_empty() && name != "graphml" {
            return self.refuse(
                place,
                "this is no GraphML: it does not begin with <graphml>",
            );
        }
        if self.open.len() == MAX_DEPTH {
            return self.refuse(place, "elements are nested too deeply");
        }
        let attribute = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        let written = std::mem::take(&mut self.written);
        self.label(&written);
        match name.as_str() {
            "key" => {
                let id = attribute("id");
                let name = match attribute("attr.name") {
                    name if name.is_empty() => id.clone(),
                    name => name,
                };
                let named = NAMES
                    .iter()
                    .find(|(other, _)| *other == name.to_lowercase());
                let name = named.map_or_else(|| name.to_lowercase(), |(_, own)| (*own).into());
                self.key = Some(id.clone());
                self.keys.insert(
                    id,
                    Key {
                        name,
                        default: None,
                    },
                );
            }
            "graph" => {
                self.graphs += 1;
                if self.graphs > 1 {
                    return self.refuse(place, "more than one graph, or a graph in a graph");
                }
                self.builder.network.directed = attribute("edgedefault") == "directed";
            }
            "hyperedge" => return self.refuse(place, "a tie of more than two people"),
            "node" => {
                let id = attribute("id");
                if id.is_empty() || self.builder.place(&id).is_some() {
                    let (what, hint) = if id.is_empty() {
                        ("this node has no id".to_owned(), "give it one")
                    } else {
                        let id = shortened(&id);
                        (
                            format!("the id \"{id}\" stands here twice"),
                            "give one of them another",
                        )
                    };
                    self.builder.fault(place, "node", what, hint);
                } else if let Some(at) = self.builder.person(&id, place) {
                    self.node = Some((at, Vec::new()));
                }
            }
            "edge" => {
                let directed = match attribute("directed").as_str() {
                    "true" => true,
                    "false" => false,
                    _ => self.builder.network.directed,
                };
                let edge = Edge {
                    from: attribute("source"),
                    to: attribute("target"),
                    directed,
                    place,
                };
                self.edge = Some((edge, Vec::new()));
            }
            "data" => self.data = Some(attribute("key")),
            _ => {}
        }
        self.open.push(name);
        true
    }

    fn end(&mut self) {
        let written = std::mem::take(&mut self.written);
        self.label(&written);
        match self.open.pop().as_deref() {
            Some("key") => self.key = None,
            Some("default") => {
                let key = self.key.as_ref().and_then(|key| self.keys.get_mut(key));
                if let Some(key) = key {
                    key.default = Some(written);
                }
            }
            Some("data") => {
                let Some(key) = self.data.take() else { return };
                let name = self.keys.get(&key).map_or(key, |key| key.name.clone());
                let described = match (&mut self.edge, &mut self.node) {
                    (Some((_, attributes)), _) | (None, Some((_, attributes))) => attributes,
                    _ => return,
                };
                described.push((name, written));
            }
            Some("node") => {
                if let Some((at, attributes)) = self.node.take() {
                    self.describe(at, attributes);
                }
            }
            Some("edge") => self.edges.extend(self.edge.take()),
            _ => {}
        }
    }

    /// What stands in a label of yEd, which gives nodes no other name; the first counts.
    fn label(&mut self, written: &str) {
        let is_label = self.open.last().is_some_and(|name| name == "NodeLabel");
        if let (true, Some((_, attributes))) = (is_label, &mut self.node)
            && !written.trim().is_empty()
            && !attributes.iter().any(|(name, _)| name == "name")
        {
            attributes.push(("name".to_owned(), written.trim().to_owned()));
        }
    }

    fn describe(&mut self, at: usize, attributes: Vec<(String, String)>) {
        let place = (0, 0);
        for (name, written) in attributes {
            if let Some(column) = COLUMNS.iter().find(|column| **column == name) {
                self.builder.attribute(at, column, &written, place);
            }
        }
    }

    fn finish(mut self) -> Result<Import, Vec<Fault>> {
        if self.graphs == 0 && self.builder.faults.is_empty() {
            let hint = "export the graph again as GraphML";
            self.builder
                .fault((1, 1), "file", "there is no graph in this file", hint);
        }
        let strengths = || self.keys.values().filter(|key| key.name == "strength");
        let default = strengths().find_map(|key| key.default.clone());
        let edges = std::mem::take(&mut self.edges);
        let directed = self.builder.network.directed || edges.iter().any(|(edge, _)| edge.directed);
        self.builder.network.directed = directed;
        self.builder.network.has_directions = directed;
        for (edge, attributes) in edges {
            let ends = [&edge.from, &edge.to].map(|id| self.builder.place(id));
            for (id, end) in [&edge.from, &edge.to].into_iter().zip(ends) {
                if end.is_none() {
                    let what = format!("there is no node \"{}\"", shortened(id));
                    let hint = "add the node, or delete the edge";
                    self.builder.fault(edge.place, "edge", what, hint);
                }
            }
            let written = attributes.into_iter().find(|(name, _)| name == "strength");
            let written = written
                .map(|(_, written)| written)
                .or_else(|| default.clone());
            let strength = match written {
                Some(written) => self.builder.strength(&written, edge.place),
                None => Some(1.0),
            };
            if let ([Some(from), Some(to)], Some(strength)) = (ends, strength) {
                let direction = if edge.directed {
                    Direction::Forward
                } else {
                    Direction::Both
                };
                let tie = Tie {
                    from,
                    to,
                    strength,
                    direction,
                };
                self.builder.tie(tie, edge.place);
            }
        }
        self.builder.finish()
    }
}

/// A network as GraphML: who is tied to whom, names, kinds, rings, states and chances.
pub fn write(network: &Network) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    let keys = ["name", "kind", "state", "ring", "stays", "helps", "paid"];
    for key in keys {
        let kind = match key {
            "ring" => "int",
            "stays" => "double",
            "paid" => "boolean",
            _ => "string",
        };
        _ = writeln!(
            text,
            "  <key id=\"{key}\" for=\"node\" attr.name=\"{key}\" attr.type=\"{kind}\"/>"
        );
    }
    text.push_str(
        "  <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n",
    );
    let default = if network.directed {
        "directed"
    } else {
        "undirected"
    };
    _ = writeln!(text, "  <graph edgedefault=\"{default}\">");
    for person in &network.people {
        let value = |key: &str| match key {
            "name" => Some(person.name.clone()),
            "kind" => person.kind.clone(),
            "state" => Some(person.state.name().into()),
            "ring" => person.ring.map(|ring| ring.to_string()),
            "stays" => person.stays.map(|stays| stays.to_string()),
            "helps" => (!person.helps.is_empty()).then(|| person.helps.join("; ")),
            _ => person.paid.map(|paid| paid.to_string()),
        };
        _ = write!(text, "    <node id=\"{}\">", clean(&person.id));
        for key in keys {
            if let Some(value) = value(key) {
                _ = write!(text, "<data key=\"{key}\">{}</data>", clean(&value));
            }
        }
        text.push_str("</node>\n");
    }
    for tie in network.all_ties(&vec![true; network.people.len()]) {
        let (from, to) = match tie.direction {
            Direction::Back => (tie.to, tie.from),
            _ => (tie.from, tie.to),
        };
        let one_way = tie.direction != Direction::Both;
        let directed = if one_way == network.directed {
            String::new()
        } else {
            format!(" directed=\"{one_way}\"")
        };
        _ = writeln!(
            text,
            "    <edge source=\"{}\" target=\"{}\"{directed}><data key=\"weight\">{}</data></edge>",
            clean(&network.people[from].id),
            clean(&network.people[to].id),
            tie.strength
        );
    }
    text.push_str("  </graph>\n</graphml>\n");
    text
}

/// Text that may stand in XML: escaped, without the control characters that XML cannot hold.
fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|letter| !letter.is_control() || "\t\n\r".contains(*letter))
        .collect();
    escape(&kept).into_owned()
}
