//! A map of people at one date, checked and ready to measure.

use super::date::Date;
use std::collections::BTreeSet;

/// Kinds that a map has unless it declares its own.
pub const KINDS: [&str; 8] = [
    "family",
    "friend",
    "neighbour",
    "community",
    "worker",
    "pet",
    "place",
    "group",
];
/// Kinds that are no people.
const NO_PEOPLE: [&str; 3] = ["pet", "place", "group"];
/// The kind that is paid to be there unless it says otherwise.
const WORKER: &str = "worker";
/// Kinds of help that a map asks for unless it declares its own.
pub const HELPS: [&str; 7] = [
    "listening",
    "practical",
    "money",
    "childcare",
    "advice",
    "fun",
    "somewhere to stay",
];

/// Most people in one map.
pub const MAX_PEOPLE: usize = 5_000;
/// Most ties in one map.
pub const MAX_TIES: usize = 50_000;

/// Whether somebody is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// There now: the only state that counts as support.
    #[default]
    Now,
    /// Was there once.
    Lost,
    /// Could be there.
    Could,
}

impl State {
    /// Its word in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Lost => "lost",
            Self::Could => "could",
        }
    }

    /// The state of this name.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Now, Self::Lost, Self::Could]
            .into_iter()
            .find(|state| state.name() == word)
    }
}

/// Which way support flows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Both ways.
    #[default]
    Both,
    /// From the first to the second; from this person to the one at the centre.
    Forward,
    /// From the second to the first; from the one at the centre to this person.
    Back,
}

impl Direction {
    /// Its word in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Forward => "gives",
            Self::Back => "gets",
        }
    }

    /// The direction of this name.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Both, Self::Forward, Self::Back]
            .into_iter()
            .find(|direction| direction.name() == word)
    }
}

/// Somebody or something on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The same in every map of a file.
    pub id: String,
    /// Name, initials or role.
    pub name: String,
    /// One of the map's kinds.
    pub kind: Option<String>,
    /// Whether this person is paid to be there; `None` where the kind does not tell.
    pub paid: Option<bool>,
    /// Closeness, 1 the closest.
    pub ring: Option<u8>,
    /// Now, lost touch, could be.
    pub state: State,
    /// Which way support flows between this person and the one at the centre.
    pub direction: Direction,
    /// Strength of the tie with the one at the centre; 0 is no tie.
    pub strength: f64,
    /// Kinds of help that this person gives.
    pub helps: Vec<String>,
    /// Since when.
    pub since: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
    /// Until the one at the centre is this old.
    pub until_age: Option<u8>,
    /// Whether the family chose this worker.
    pub chosen: Option<bool>,
    /// Chance of still being there.
    pub stays: Option<f64>,
    /// Day of birth, for the one at the centre.
    pub born: Option<Date>,
    /// Known only through this person: there is no tie with the one at the centre.
    pub through: Option<usize>,
}

impl Person {
    /// Somebody of whom only the name is known.
    pub fn named(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            kind: None,
            paid: None,
            ring: None,
            state: State::Now,
            direction: Direction::Both,
            strength: 1.0,
            helps: Vec::new(),
            since: None,
            until: None,
            until_age: None,
            chosen: None,
            stays: None,
            born: None,
            through: None,
        }
    }

    /// Whether this is a person rather than a pet, a place or a group.
    pub fn is_person(&self) -> bool {
        self.kind
            .as_deref()
            .is_none_or(|kind| !NO_PEOPLE.contains(&kind))
    }

    /// Whether this person is paid to be there: as said, or by kind; `None` if neither is known.
    pub fn is_paid(&self) -> Option<bool> {
        self.paid
            .or_else(|| self.kind.as_deref().map(|kind| kind == WORKER))
    }

    /// Whether this is a worker, now or before.
    pub fn is_worker(&self) -> bool {
        self.kind.as_deref() == Some(WORKER)
    }
}

/// A tie between two people, neither of whom need be at the centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// Index of the first.
    pub from: usize,
    /// Index of the second.
    pub to: usize,
    /// 0 is no tie.
    pub strength: f64,
    /// Which way support flows, from the first or from the second.
    pub direction: Direction,
}

/// A household, or people who belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The same in every map of a file.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Indices of those in it.
    pub members: Vec<usize>,
    /// Whether they leave together.
    pub together: bool,
    /// Chance of still being there, for those of them who have none of their own.
    pub stays: Option<f64>,
}

/// A map of people at one date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// When it was drawn.
    pub date: Option<Date>,
    /// Index of the one at the centre.
    pub centre: Option<usize>,
    /// Whether everybody is tied to the one at the centre, as on a map drawn around somebody; else
    /// only the ties that are written down count.
    pub is_map: bool,
    /// Whether ties have a direction that structure takes account of.
    pub directed: bool,
    /// Whether ties say which way support flows.
    pub has_directions: bool,
    /// The kinds there are.
    pub kinds: Vec<String>,
    /// Whether the kinds were declared, rather than found.
    pub kinds_declared: bool,
    /// The kinds of help that are wanted.
    pub helps: Vec<String>,
    /// Everybody on the map.
    pub people: Vec<Person>,
    /// Ties among them.
    pub ties: Vec<Tie>,
    /// Households and groups.
    pub groups: Vec<Group>,
}

impl Network {
    /// Declares as kinds and as kinds of help what the people have, in the order of the alphabet.
    pub fn kinds_found(&mut self) {
        let found = |all: Vec<&String>| -> Vec<String> {
            let set: BTreeSet<&String> = all.into_iter().collect();
            set.into_iter().cloned().collect()
        };
        if !self.kinds_declared {
            self.kinds = found(self.people.iter().filter_map(|p| p.kind.as_ref()).collect());
        }
        if self.helps.is_empty() {
            self.helps = found(self.people.iter().flat_map(|p| &p.helps).collect());
        }
    }

    /// Index of the person of this name or, failing that, of this id.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.people
            .iter()
            .position(|person| person.name == name)
            .or_else(|| self.people.iter().position(|person| person.id == name))
    }

    /// Every tie between those whom `is_there` lets in: those written down and, on a map, one of
    /// everybody else with the one at the centre, or with the person through whom they are known.
    pub fn all_ties(&self, is_there: &[bool]) -> Vec<Tie> {
        let mut ties: Vec<Tie> = self
            .ties
            .iter()
            .filter(|tie| is_there[tie.from] && is_there[tie.to])
            .cloned()
            .collect();
        let Some(centre) = self.centre.filter(|_| self.is_map) else {
            return ties;
        };
        let written: BTreeSet<(usize, usize)> = self
            .ties
            .iter()
            .flat_map(|tie| [(tie.from, tie.to), (tie.to, tie.from)])
            .collect();
        for (from, person) in self.people.iter().enumerate() {
            let to = person.through.unwrap_or(centre);
            if from != centre && is_there[from] && is_there[to] && !written.contains(&(from, to)) {
                ties.push(Tie {
                    from,
                    to,
                    strength: person.strength,
                    direction: person.direction,
                });
            }
        }
        ties
    }

    /// Who counts as support: those who are there now, and the one at the centre.
    pub fn present(&self) -> Vec<bool> {
        (0..self.people.len())
            .map(|index| self.centre == Some(index) || self.people[index].state == State::Now)
            .collect()
    }
}
