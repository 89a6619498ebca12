//! A map of the envelope as a network that can be measured.

use super::fields::Part;
use super::record::Record;
use super::{Envelope, Key};
use crate::network::{Date, Direction, Group, HELPS, KINDS, Network, Person, State, Tie};
use std::collections::BTreeMap;

impl Envelope {
    /// A map as a network; `None` if there is no such map. Ties to people who are not there, which
    /// merging can leave behind, are not part of it.
    pub fn network(&self, map: &str) -> Option<Network> {
        let about = self.get(&Key::top(Part::Map, map))?;
        let people: Vec<(&Key, &Record)> = self.part(map, Part::Person).collect();
        let places: BTreeMap<&str, usize> = people
            .iter()
            .enumerate()
            .map(|(at, (key, _))| (&*key.id, at))
            .collect();
        let place = |id: &str| places.get(id).copied();
        let declared = |name: &str, usual: &[&str]| -> Vec<String> {
            match about.texts(name) {
                own if own.is_empty() => usual.iter().map(|word| (*word).to_owned()).collect(),
                own => own.into_iter().map(str::to_owned).collect(),
            }
        };
        let mut kinds = declared("kinds", &KINDS);
        for (_, record) in &people {
            // A kind that nobody declared is a kind all the same.
            if let Some(kind) = record.text("kind")
                && !kinds.iter().any(|known| known == kind)
            {
                kinds.push(kind.to_owned());
            }
        }
        let mut helps = declared("helps", &HELPS);
        for help in people.iter().flat_map(|(_, record)| record.texts("helps")) {
            if !helps.iter().any(|known| known == help) {
                helps.push(help.to_owned());
            }
        }
        let direction = |record: &Record| {
            let word = record.text("direction").unwrap_or_default();
            Direction::named(word).unwrap_or_default()
        };
        let strength = |record: &Record| record.number("strength").unwrap_or(1.0);
        Some(Network {
            date: about.text("date").and_then(Date::parse),
            centre: about.text("centre").and_then(place),
            is_map: true,
            directed: false,
            has_directions: people
                .iter()
                .copied()
                .chain(self.part(map, Part::Tie))
                .any(|(_, record)| record.text("direction").is_some()),
            kinds,
            kinds_declared: true,
            helps,
            people: people
                .iter()
                .map(|(key, record)| {
                    let through = record.text("through").and_then(place);
                    person(&key.id, record, direction(record), through)
                })
                .collect(),
            ties: self
                .part(map, Part::Tie)
                .filter_map(|(key, record)| {
                    let (from, to) = key.pair();
                    Some(Tie {
                        from: place(from)?,
                        to: place(to)?,
                        strength: strength(record),
                        direction: direction(record),
                    })
                })
                .collect(),
            groups: self
                .part(map, Part::Group)
                .map(|(key, record)| Group {
                    id: key.id.as_ref().into(),
                    name: record.text("name").unwrap_or_default().into(),
                    members: record
                        .texts("members")
                        .into_iter()
                        .filter_map(place)
                        .collect(),
                    together: record.flag("together").unwrap_or(false),
                    stays: record.number("stays"),
                })
                .collect(),
        })
    }
}

fn person(id: &str, record: &Record, direction: Direction, through: Option<usize>) -> Person {
    let date = |name: &str| record.text(name).and_then(Date::parse);
    let whole = |name: &str| {
        record
            .number(name)
            .and_then(|n| format!("{n}").parse().ok())
    };
    Person {
        kind: record.text("kind").map(str::to_owned),
        paid: record.flag("paid"),
        ring: whole("ring"),
        state: record
            .text("state")
            .and_then(State::named)
            .unwrap_or_default(),
        direction,
        strength: record.number("strength").unwrap_or(1.0),
        helps: record
            .texts("helps")
            .into_iter()
            .map(str::to_owned)
            .collect(),
        since: date("since"),
        until: date("until"),
        until_age: whole("until_age"),
        chosen: record.flag("chosen"),
        stays: record.number("stays"),
        born: date("born"),
        through,
        ..Person::named(id, record.text("name").unwrap_or_default())
    }
}
