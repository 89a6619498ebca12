//! The one table of fields: it drives reading, checking of edits, hints and copies for readers.

use super::value::Value;
use crate::network::Date;

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// Text of at most this many characters.
    Text(usize),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts.
    Words,
    /// A number from and to.
    Number(f64, f64),
    /// A whole number from and to.
    Whole(f64, f64),
    /// `true` or `false`.
    Flag,
    /// A day, month or year.
    Date,
    /// The id of something in this part of the file.
    Id(Part),
    /// Ids of things in this part of the file.
    Ids(Part),
}

/// A part of the file: what kind of thing a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Somebody who says something.
    Voice,
    /// A map at one date.
    Map,
    /// Somebody or something on a map.
    Person,
    /// A tie of a map.
    Tie,
    /// A household or group of a map.
    Group,
    /// A note on a map.
    Note,
    /// What one voice says of somebody or of a tie.
    View,
    /// An entry of the log.
    Entry,
    /// A picture or a recording, by the hash of its content.
    Media,
}

impl Part {
    /// All parts, in the order of the file.
    pub const ALL: [Self; 9] = [
        Self::Voice,
        Self::Map,
        Self::Person,
        Self::Tie,
        Self::Group,
        Self::Note,
        Self::View,
        Self::Entry,
        Self::Media,
    ];

    /// Its list in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Voice => "voices",
            Self::Map => "maps",
            Self::Person => "people",
            Self::Tie => "ties",
            Self::Group => "groups",
            Self::Note => "notes",
            Self::View => "views",
            Self::Entry => "log",
            Self::Media => "media",
        }
    }

    /// Whether its records stand within a map.
    pub fn is_of_a_map(self) -> bool {
        use Part::{Group, Note, Person, Tie, View};
        matches!(self, Person | Tie | Group | Note | View)
    }

    /// Most records of this part, in one map where they stand in one.
    pub fn most(self) -> usize {
        match self {
            Self::Voice => 200,
            Self::Map => 500,
            Self::Person => crate::network::MAX_PEOPLE,
            Self::Tie => crate::network::MAX_TIES,
            Self::Group | Self::Media => 2_000,
            Self::Note | Self::View => 10_000,
            Self::Entry => 100_000,
        }
    }
}

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be there.
    pub required: bool,
}

const fn may(name: &'static str, takes: Takes) -> Field {
    Field {
        name,
        takes,
        required: false,
    }
}

const fn must(name: &'static str, takes: Takes) -> Field {
    Field {
        name,
        takes,
        required: true,
    }
}

use Takes::{Flag, Id, Ids, Number, Text, Whole, Word, Words};

/// Longest name.
const NAME: usize = 200;
/// Longest note.
const NOTE: usize = 20_000;
/// Longest picture or recording, in characters of base64.
const MEDIA: usize = 12_000_000;

const VOICES: &[&str] = &[
    "child",
    "young person",
    "parent",
    "family",
    "carer",
    "friend",
    "worker",
    "other",
];
const STATES: &[&str] = &["now", "lost", "could"];
const DIRECTIONS: &[&str] = &["both", "gives", "gets"];
const QUALITIES: &[&str] = &["good", "mixed", "difficult"];
const CONTACT: &[&str] = &["daily", "weekly", "monthly", "yearly", "never"];
const STRENGTH: Takes = Number(0.0, 1_000.0);
const CHANCE: Takes = Number(0.0, 1.0);
const RING: Takes = Whole(1.0, 5.0);
const SCORE: Takes = Number(-1e6, 1e6);
const PLACE: Takes = Number(-1e6, 1e6);
const SEES: Field = may("sees", Ids(Part::Voice));
const DATE: Takes = Takes::Date;

const VOICE: &[Field] = &[
    must("name", Text(NAME)),
    may("kind", Word(VOICES)),
    may("lang", Text(20)),
    SEES,
];

const MAP: &[Field] = &[
    may("title", Text(NAME)),
    may("date", DATE),
    may("drawn_by", Id(Part::Voice)),
    may("centre", Id(Part::Person)),
    may("kinds", Words),
    may("helps", Words),
    may("note", Text(NOTE)),
    SEES,
];

const PERSON: &[Field] = &[
    must("name", Text(NAME)),
    may("role", Text(NAME)),
    may("kind", Text(NAME)),
    may("paid", Flag),
    may("ring", RING),
    may("state", Word(STATES)),
    may("direction", Word(DIRECTIONS)),
    may("quality", Word(QUALITIES)),
    may("strength", STRENGTH),
    may("contact", Word(CONTACT)),
    may("helps", Words),
    may("since", DATE),
    may("until", DATE),
    may("until_age", Whole(0.0, 120.0)),
    may("chosen", Flag),
    may("stays", CHANCE),
    may("born", DATE),
    may("through", Id(Part::Person)),
    may("x", PLACE),
    may("y", PLACE),
    may("note", Text(NOTE)),
    SEES,
];

const TIE: &[Field] = &[
    must("from", Id(Part::Person)),
    must("to", Id(Part::Person)),
    may("kind", Text(NAME)),
    may("strength", STRENGTH),
    may("quality", Word(QUALITIES)),
    may("direction", Word(DIRECTIONS)),
    may("note", Text(NOTE)),
    SEES,
];

const GROUP: &[Field] = &[
    must("name", Text(NAME)),
    may("kind", Word(&["household", "group"])),
    must("members", Ids(Part::Person)),
    may("together", Flag),
    may("stays", CHANCE),
    may("note", Text(NOTE)),
    SEES,
];

const NOTES: &[Field] = &[
    must("text", Text(NOTE)),
    may("about", Id(Part::Person)),
    may("voice", Id(Part::Voice)),
    may("date", DATE),
    SEES,
];

const VIEW: &[Field] = &[
    must("voice", Id(Part::Voice)),
    must("about", Id(Part::Person)),
    may("name", Text(NAME)),
    may("kind", Text(NAME)),
    may("ring", RING),
    may("state", Word(STATES)),
    may("direction", Word(DIRECTIONS)),
    may("quality", Word(QUALITIES)),
    may("strength", STRENGTH),
    may("contact", Word(CONTACT)),
    may("stays", CHANCE),
    may("note", Text(NOTE)),
    SEES,
];

/// Fields of an entry that name the entry that it answers: without that one it says nothing.
pub const ANSWERS: [&str; 4] = ["goal", "step", "scale", "corrects"];

/// What an entry of the log can be.
pub const ENTRIES: &[&str] = &[
    "goal",
    "wording",
    "step",
    "help",
    "done",
    "missed",
    "aside",
    "again",
    "rating",
    "attainment",
    "scale",
    "score",
    "event",
    "note",
    "media",
    "correction",
    "consent",
    "withdrawn",
];

const ENTRY: &[Field] = &[
    must("kind", Word(ENTRIES)),
    may("date", DATE),
    may("time", Text(40)),
    may("voice", Id(Part::Voice)),
    may("author", Id(Part::Voice)),
    may("lang", Text(20)),
    may("text", Text(NOTE)),
    may("goal", Id(Part::Entry)),
    may("step", Id(Part::Entry)),
    may("corrects", Id(Part::Entry)),
    may("asked_by", Text(NAME)),
    may("helpers", Ids(Part::Person)),
    may("area", Text(NAME)),
    may("weight", Number(0.0, 1_000.0)),
    may("rating", Number(0.0, 10.0)),
    may("level", Whole(-2.0, 2.0)),
    may("scale", Id(Part::Entry)),
    may("score", SCORE),
    may("sd", Number(0.0, 1e6)),
    may("reliability", CHANCE),
    may("low", Text(NAME)),
    may("high", Text(NAME)),
    may("due", DATE),
    may("media", Id(Part::Media)),
    may("purpose", Text(NOTE)),
    SEES,
];

const MEDIAS: &[Field] = &[
    must("type", Text(100)),
    must("data", Text(MEDIA)),
    may("text", Text(NOTE)),
    SEES,
];

/// The fields of a part.
pub fn fields(part: Part) -> &'static [Field] {
    match part {
        Part::Voice => VOICE,
        Part::Map => MAP,
        Part::Person => PERSON,
        Part::Tie => TIE,
        Part::Group => GROUP,
        Part::Note => NOTES,
        Part::View => VIEW,
        Part::Entry => ENTRY,
        Part::Media => MEDIAS,
    }
}

/// The field of this name.
pub fn field(part: Part, name: &str) -> Option<&'static Field> {
    fields(part).iter().find(|field| field.name == name)
}

/// Whether a value may stand in a field.
///
/// # Errors
/// What should stand there, to go after "write".
pub fn check(takes: Takes, value: &Value) -> Result<(), String> {
    let is_text = |value: &Value| matches!(value, Value::Text(_));
    let right = match (takes, value) {
        (Takes::Text(most), Value::Text(text)) => text.chars().count() <= most,
        (Takes::Word(words), Value::Text(text)) => words.contains(&&**text),
        (Takes::Number(low, high), Value::Number(number)) => (low..=high).contains(number),
        (Takes::Whole(low, high), Value::Number(number)) => {
            (low..=high).contains(number) && crate::math::floor(*number) == *number
        }
        (Takes::Flag, Value::Flag(_)) => true,
        (Takes::Date, Value::Text(text)) => Date::parse(text).is_some(),
        (Takes::Id(_), Value::Text(text)) => !text.is_empty(),
        (Takes::Words | Takes::Ids(_), Value::List(items)) => items.iter().all(is_text),
        _ => false,
    };
    if right { Ok(()) } else { Err(describe(takes)) }
}

/// What a field takes, for messages.
pub fn describe(takes: Takes) -> String {
    match takes {
        Takes::Text(most) => format!("text in quotes of at most {most} characters"),
        Takes::Word(words) => {
            let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            format!("one of {}", quoted.join(", "))
        }
        Takes::Words => "a list of texts: [\"one\", \"two\"]".into(),
        Takes::Number(low, high) => format!("a number from {low} to {high}"),
        Takes::Whole(low, high) => format!("a whole number from {low} to {high}"),
        Takes::Flag => "true or false".into(),
        Takes::Date => "a date such as \"2026-03-14\", \"2026-03\" or \"2026\"".into(),
        Takes::Id(part) => format!("the id of something in `{}`", part.name()),
        Takes::Ids(part) => format!("a list of ids of `{}`", part.name()),
    }
}
