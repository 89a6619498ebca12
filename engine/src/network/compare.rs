//! The same map at two dates.

use super::model::{Network, Person, State};
use std::collections::{BTreeMap, BTreeSet};

/// What changed between two maps; ids of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// There now, not before.
    pub joined: Vec<String>,
    /// There before, not now.
    pub left: Vec<String>,
    /// In a closer ring.
    pub closer: Vec<String>,
    /// In a ring further out.
    pub further: Vec<String>,
    /// Ties that are new between people who were there before and are now.
    pub new_ties: Vec<(String, String)>,
    /// Ties between such people that are no more.
    pub lost_ties: Vec<(String, String)>,
}

/// Compares an earlier map with a later one, by ids; only who is there counts.
pub fn compare(earlier: &Network, later: &Network) -> Comparison {
    fn there(network: &Network) -> BTreeMap<&str, &Person> {
        let people = network.people.iter().enumerate();
        let is_there = |(at, person): &(usize, &Person)| {
            person.state == State::Now && network.centre != Some(*at)
        };
        people
            .filter(is_there)
            .map(|(_, person)| (person.id.as_str(), person))
            .collect()
    }
    fn ties(network: &Network) -> BTreeSet<(&str, &str)> {
        let id = |at: usize| network.people[at].id.as_str();
        let ends = network.ties.iter().map(|tie| (id(tie.from), id(tie.to)));
        ends.map(|(one, other)| (one.min(other), one.max(other)))
            .collect()
    }
    let (before, now) = (there(earlier), there(later));
    let ids = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
    let moved = |is_moved: fn(u8, u8) -> bool| {
        let both = now.iter().filter(|(id, person)| {
            let rings = before
                .get(*id)
                .and_then(|before| Some((before.ring?, person.ring?)));
            rings.is_some_and(|(before, now)| is_moved(before, now))
        });
        ids(both.map(|(id, _)| *id).collect())
    };
    let (tied_before, tied_now) = (ties(earlier), ties(later));
    let centre = |network: &Network, id: &str| {
        network
            .centre
            .is_some_and(|centre| network.people[centre].id == id)
    };
    let stayed = |id: &str| {
        (before.contains_key(id) || centre(earlier, id))
            && (now.contains_key(id) || centre(later, id))
    };
    let pairs = |some: &BTreeSet<(&str, &str)>, others: &BTreeSet<(&str, &str)>| {
        let gone = some
            .difference(others)
            .filter(|(one, other)| stayed(one) && stayed(other));
        gone.map(|(one, other)| ((*one).to_owned(), (*other).to_owned()))
            .collect()
    };
    Comparison {
        joined: ids(now
            .keys()
            .copied()
            .filter(|id| !before.contains_key(id))
            .collect()),
        left: ids(before
            .keys()
            .copied()
            .filter(|id| !now.contains_key(id))
            .collect()),
        closer: moved(|before, now| now < before),
        further: moved(|before, now| now > before),
        new_ties: pairs(&tied_now, &tied_before),
        lost_ties: pairs(&tied_before, &tied_now),
    }
}
