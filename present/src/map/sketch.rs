//! What is drawn of a map: everybody on it with all that shows.

use early_action_engine::envelope::{Envelope, Key, Part, Record};
use early_action_engine::network::{Direction, Network, State};
use std::collections::BTreeSet;

/// How a tie feels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// Good, or not said.
    #[default]
    Good,
    /// Good and bad.
    Mixed,
    /// Strained.
    Difficult,
}

impl Quality {
    fn of(record: &Record) -> Self {
        match record.text("quality") {
            Some("mixed") => Self::Mixed,
            Some("difficult") => Self::Difficult,
            _ => Self::Good,
        }
    }
}

/// How a tie is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strand {
    /// From 0; up to 1 is thin, from 3 thick.
    pub strength: f64,
    /// How it feels.
    pub quality: Quality,
    /// Which way support flows; `None` where nobody said.
    pub direction: Option<Direction>,
}

impl Strand {
    fn of(record: &Record) -> Self {
        Self {
            strength: record.number("strength").unwrap_or(1.0),
            quality: Quality::of(record),
            direction: record.text("direction").and_then(Direction::named),
        }
    }
}

/// Somebody on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Who {
    /// Id.
    pub id: String,
    /// Name, initials or role.
    pub name: String,
    /// Role.
    pub role: Option<String>,
    /// Kind.
    pub kind: Option<String>,
    /// Whether this person is paid to be there.
    pub paid: bool,
    /// Closeness.
    pub ring: Option<u8>,
    /// Now, lost touch, could be.
    pub state: State,
    /// The tie with the one in the middle.
    pub strand: Strand,
    /// Known through this person.
    pub through: Option<usize>,
    /// Where somebody moved it: from the middle, in rings.
    pub moved: Option<[f64; 2]>,
    /// Would have gone, by what is asked.
    pub gone: bool,
}

/// A household or a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// What it is called.
    pub name: String,
    /// Who is in it.
    pub members: Vec<usize>,
}

/// A map as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// The same as a network, for measures and layout.
    pub network: Network,
    /// Everybody, in the order of the network.
    pub people: Vec<Who>,
    /// Ties between people around, by their places.
    pub ties: Vec<(usize, usize, Strand)>,
    /// Households and groups.
    pub circles: Vec<Circle>,
    /// The map's date.
    pub date: Option<String>,
    /// Who drew it.
    pub drawn_by: Option<String>,
    /// What it is called.
    pub title: Option<String>,
}

impl Sketch {
    /// The sketch of a map; `None` if there is no such map. `gone` are ids of those who would have
    /// left.
    pub fn of(envelope: &Envelope, map: &str, gone: &BTreeSet<String>) -> Option<Self> {
        let network = envelope.network(map)?;
        let about = envelope.get(&Key::top(Part::Map, map))?;
        let people = network.people.iter().map(|person| {
            let record = envelope.get(&Key::of(map, Part::Person, &person.id));
            let text = |name: &str| record.and_then(|record| record.text(name));
            let number = |name: &str| record.and_then(|record| record.number(name));
            Who {
                id: person.id.clone(),
                name: person.name.clone(),
                role: text("role").map(str::to_owned),
                kind: person.kind.clone(),
                paid: person.is_paid() == Some(true),
                ring: person.ring,
                state: person.state,
                strand: record.map_or_else(Strand::default, Strand::of),
                through: person.through,
                moved: number("x").zip(number("y")).map(|(x, y)| [x, y]),
                gone: gone.contains(&person.id),
            }
        });
        let people: Vec<Who> = people.collect();
        let place = |id: &str| people.iter().position(|who| who.id == id);
        let ties = envelope.part(map, Part::Tie).filter_map(|(key, record)| {
            let (from, to) = key.pair();
            Some((place(from)?, place(to)?, Strand::of(record)))
        });
        let voice = about.text("drawn_by");
        let voice = voice.and_then(|id| envelope.get(&Key::top(Part::Voice, id)));
        Some(Self {
            ties: ties.collect(),
            circles: network
                .groups
                .iter()
                .map(|group| Circle {
                    name: group.name.clone(),
                    members: group.members.clone(),
                })
                .collect(),
            date: about.text("date").map(str::to_owned),
            drawn_by: voice
                .and_then(|voice| voice.text("name"))
                .map(str::to_owned),
            title: about
                .text("title")
                .filter(|title| !title.is_empty())
                .map(str::to_owned),
            network,
            people,
        })
    }
}
