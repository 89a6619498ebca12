//! What tables and GraphML have in common: people found by name, and columns in words.

use super::date::Date;
use super::model::{Direction, Group, MAX_PEOPLE, MAX_TIES, Network, Person, State, Tie};
use crate::fault::{Fault, did_you_mean};
use std::collections::BTreeMap;

/// Faults that are listed; a file that is wrong throughout says so once more.
const MAX_FAULTS: usize = 20;
/// Longest name in characters.
const MAX_NAME: usize = 200;

/// What may be said of a person, as the reference lists it.
pub const COLUMNS: [&str; 18] = [
    "id",
    "name",
    "kind",
    "paid",
    "ring",
    "state",
    "direction",
    "strength",
    "helps",
    "since",
    "until",
    "until_age",
    "chosen",
    "stays",
    "born",
    "through",
    "together",
    "role",
];

/// A network that was read, and what was noticed on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The people and ties.
    pub network: Network,
    /// What a reader should know: columns left out, ties of strength 0.
    pub notes: Vec<String>,
}

/// Line and column of something that was read, from 1; 0 where there is none.
pub(super) type Place = (usize, usize);

/// A network while it is read.
#[derive(Default)]
pub(super) struct Builder {
    pub network: Network,
    pub notes: Vec<String>,
    pub faults: Vec<Fault>,
    untold: usize,
    places: BTreeMap<String, usize>,
    together: BTreeMap<String, Vec<usize>>,
    through: Vec<(usize, String, Place)>,
    without_strength: usize,
    repeated: BTreeMap<(usize, usize), usize>,
}

impl Builder {
    pub fn new(directed: bool) -> Self {
        let network = Network {
            directed,
            has_directions: directed,
            ..Network::default()
        };
        Self {
            network,
            ..Self::default()
        }
    }

    /// Goes on with a network that was read before.
    pub fn onto(import: Import) -> Self {
        let people = import.network.people.iter().enumerate();
        Self {
            places: people.map(|(at, p)| (p.id.clone(), at)).collect(),
            network: import.network,
            notes: import.notes,
            ..Self::default()
        }
    }

    pub fn fault(
        &mut self,
        place: Place,
        path: &str,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.faults.len() == MAX_FAULTS {
            self.untold += 1;
            return;
        }
        self.faults.push(Fault {
            path: path.into(),
            line: place.0,
            column: place.1,
            what: what.into(),
            hint: hint.into(),
        });
    }

    /// The person of this id, if there is one.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The person of this id, new if there is none.
    pub fn person(&mut self, id: &str, place: Place) -> Option<usize> {
        if let Some(at) = self.place(id) {
            return Some(at);
        }
        if id.chars().count() > MAX_NAME {
            self.fault(
                place,
                "name",
                format!("a name of more than {MAX_NAME} characters"),
                "shorten it, or look for a quote that is not closed",
            );
            return None;
        }
        let at = self.network.people.len();
        if at == MAX_PEOPLE {
            if !self.faults.iter().any(|fault| fault.path == "people") {
                self.fault(
                    place,
                    "people",
                    format!("more than {MAX_PEOPLE} people"),
                    "a map of so many cannot be read by anybody: take a part of it",
                );
            }
            return None;
        }
        self.places.insert(id.to_owned(), at);
        self.network.people.push(Person::named(id, id));
        Some(at)
    }

    /// A tie, unless it is one with oneself or of no strength.
    pub fn tie(&mut self, tie: Tie, place: Place) {
        if tie.from == tie.to {
            let name = self.network.people[tie.from].name.clone();
            self.fault(
                place,
                "ties",
                format!("a tie of \"{name}\" with themselves"),
                "leave the row out: a tie joins two people",
            );
            return;
        }
        if tie.strength == 0.0 {
            self.without_strength += 1;
            return;
        }
        if self.network.ties.len() == MAX_TIES {
            if !self.faults.iter().any(|fault| fault.path == "tie count") {
                self.fault(
                    place,
                    "tie count",
                    format!("more than {MAX_TIES} ties"),
                    "take a part of the network",
                );
            }
            return;
        }
        let pair = if self.network.directed || tie.from < tie.to {
            (tie.from, tie.to)
        } else {
            (tie.to, tie.from)
        };
        *self.repeated.entry(pair).or_default() += 1;
        self.network.ties.push(tie);
    }

    /// A strength as people write it.
    pub fn strength(&mut self, text: &str, place: Place) -> Option<f64> {
        match number(text) {
            Some(strength) if strength >= 0.0 => Some(strength),
            _ => {
                self.fault(
                    place,
                    "weight",
                    format!("\"{}\" is no strength of a tie", shortened(text)),
                    "write a number from 0, such as 1 or 2.5",
                );
                None
            }
        }
    }

    /// What a column says of somebody. Columns that are not known were noted before.
    pub fn attribute(&mut self, at: usize, column: &str, text: &str, place: Place) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.set(at, column, text, place) {
            Ok(()) => {}
            Err(wanted) => self.fault(
                place,
                column,
                format!(
                    "\"{}\" does not belong in the column `{column}`",
                    shortened(text)
                ),
                format!("write {wanted}"),
            ),
        }
    }

    fn set(
        &mut self,
        at: usize,
        column: &str,
        text: &str,
        place: Place,
    ) -> Result<(), &'static str> {
        let person = &mut self.network.people[at];
        let within = |low: f64, high: f64| number(text).filter(|n| (low..=high).contains(n));
        let date = || Date::parse(text).ok_or("a date such as 2026-03-14, 2026-03 or 2026");
        let flag = || flag(text).ok_or("yes or no");
        match column {
            "name" => person.name = text.to_owned(),
            "kind" => person.kind = Some(text.to_lowercase()),
            "paid" => person.paid = Some(flag()?),
            "chosen" => person.chosen = Some(flag()?),
            "ring" => person.ring = Some(whole(text, 1..=5).ok_or("a whole number from 1 to 5")?),
            "until_age" => {
                person.until_age = Some(whole(text, 0..=120).ok_or("an age from 0 to 120")?);
            }
            "state" => {
                let state = State::named(&text.to_lowercase());
                person.state = state.ok_or("now, lost or could")?;
            }
            "direction" => {
                let direction = Direction::named(&text.to_lowercase());
                person.direction = direction.ok_or("both, gives or gets")?;
            }
            "strength" => person.strength = within(0.0, f64::MAX).ok_or("a number from 0")?,
            "stays" => person.stays = Some(within(0.0, 1.0).ok_or("a chance from 0 to 1")?),
            "helps" => {
                let helps = text.split([';', '|']).map(str::trim);
                person.helps = helps.filter(|h| !h.is_empty()).map(str::to_owned).collect();
            }
            "since" => person.since = Some(date()?),
            "until" => person.until = Some(date()?),
            "born" => person.born = Some(date()?),
            "through" => self.through.push((at, text.to_owned(), place)),
            "together" => self.together.entry(text.to_owned()).or_default().push(at),
            _ => {}
        }
        Ok(())
    }

    /// Notes columns that are not known; gives those that are, with their place among the others.
    pub fn columns(&mut self, head: &[String], used: &[usize]) -> Vec<(usize, &'static str)> {
        let mut known = Vec::new();
        for (at, name) in head.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            match COLUMNS.iter().find(|column| **column == name) {
                Some(column) => known.push((at, *column)),
                None if name.is_empty() => {}
                None => {
                    let near = did_you_mean(name, COLUMNS)
                        .map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
                    self.notes.push(format!(
                        "the column `{}` was left out{near}",
                        shortened(name)
                    ));
                }
            }
        }
        known
    }

    /// The network, if there was no fault.
    pub fn finish(mut self) -> Result<Import, Vec<Fault>> {
        for (at, name, place) in std::mem::take(&mut self.through) {
            let found = self.place(&name).or_else(|| self.network.find(&name));
            match found.filter(|found| *found != at) {
                Some(found) => self.network.people[at].through = Some(found),
                None => self.fault(
                    place,
                    "through",
                    format!("nobody else is called \"{}\"", shortened(&name)),
                    "write the name of somebody in the list",
                ),
            }
        }
        for (name, members) in std::mem::take(&mut self.together) {
            self.network.groups.push(Group {
                id: name.clone(),
                name,
                members,
                together: true,
                stays: None,
            });
        }
        if self.untold > 0 {
            let what = format!("{} more faults like these", self.untold);
            self.faults
                .push(Fault::without_place("file", what, "mend these first"));
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let added = self.repeated.values().filter(|times| **times > 1).count();
        for (count, note) in [
            (
                self.without_strength,
                "of strength 0 left out: that is no tie",
            ),
            (added, "given more than once: their strengths were added up"),
        ] {
            if count > 0 {
                let ties = if count == 1 { "tie" } else { "ties" };
                self.notes.push(format!("{count} {ties} {note}"));
            }
        }
        self.network.kinds_found();
        Ok(Import {
            network: self.network,
            notes: self.notes,
        })
    }
}

/// A finite number; a comma may stand for the point.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let pointed = text.replacen(',', ".", 1);
    let is_plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b"+-.,eE".contains(&b));
    let number: f64 = pointed.parse().ok()?;
    (is_plain && number.is_finite()).then_some(number)
}

fn whole(text: &str, range: std::ops::RangeInclusive<u8>) -> Option<u8> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    text.parse().ok().filter(|number| range.contains(number))
}

fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "1" | "y" => Some(true),
        "no" | "false" | "0" | "n" => Some(false),
        _ => None,
    }
}

/// The start of a text, for messages.
pub(super) fn shortened(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(40).collect();
    if letters.next().is_some() {
        start + "…"
    } else {
        start
    }
}
