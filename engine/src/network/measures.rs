//! All that is measured of a map or a graph. What is not defined is `None`, never 0.

use super::composition::{EiTies, Mix, ei_around, ei_ties, mix, mixing};
use super::date::Date;
use super::graph::{Graph, Link};
use super::holes::{self, Among, Holes, Reach, Take, holes};
use super::model::{Network, Person, State};
use super::parts::{self, Parts};

/// What Burt asks, of ties and of strengths, in the whole network and in the own one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Burt {
    /// Ties, with all that the neighbours are tied to.
    pub ties: Option<Holes>,
    /// Strengths, with all that the neighbours are tied to.
    pub strengths: Option<Holes>,
    /// Ties, among the person and the neighbours only.
    pub own_ties: Option<Holes>,
    /// Strengths, among the person and the neighbours only.
    pub own_strengths: Option<Holes>,
}

/// What is measured around one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    /// How many neighbours, in whatever direction.
    pub degree: usize,
    /// How many with a tie that comes here, and how many with one that goes there.
    pub in_out: (usize, usize),
    /// Strengths of all ties, added.
    pub strength: f64,
    /// Ties among the neighbours.
    pub among: Among,
    /// Share of the pairs of neighbours that are tied; `None` for fewer than two.
    pub density: Option<f64>,
    /// Strengths among the neighbours over the pairs; `None` where one is above 1.
    pub density_weighted: Option<f64>,
    /// Constraint and effective size.
    pub burt: Burt,
    /// How often this person is the go-between.
    pub ego_betweenness: Option<f64>,
    /// 2 x those both helped and helping over ties there plus ties back.
    pub reciprocity: Option<f64>,
    /// Those tied both ways over all neighbours.
    pub reciprocity_pairs: Option<f64>,
    /// Whether neighbours are of other kinds.
    pub ei: Option<f64>,
    /// The neighbours by kind.
    pub mix: Mix,
    /// Whether others would be parted if this person went.
    pub is_cut: bool,
}

/// What is measured of everybody together.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// How many people.
    pub size: usize,
    /// How many ties.
    pub ties: usize,
    /// Share of the pairs that are tied; `None` for fewer than two people.
    pub density: Option<f64>,
    /// Share of ties that have a partner the other way; `None` without ties or directions.
    pub reciprocity: Option<f64>,
    /// Pairs tied both ways over pairs tied.
    pub reciprocity_pairs: Option<f64>,
    /// Components, cut people, bridges.
    pub parts: Parts,
    /// Components along the directions.
    pub strong_components: Vec<Vec<usize>>,
    /// People without ties.
    pub isolates: Vec<usize>,
    /// Everybody by kind.
    pub mix: Mix,
    /// Ties between and within kinds.
    pub ei: EiTies,
    /// Ties from kind to kind.
    pub mixing: Vec<Vec<usize>>,
}

/// What is measured of a map around the one at its centre.
#[derive(Clone, Debug, PartialEq)]
pub struct Centre {
    /// Who is at the centre.
    pub person: usize,
    /// Everybody who is there now.
    pub around: Vec<usize>,
    /// By kind.
    pub mix: Mix,
    /// Whether they are of other kinds than the one at the centre.
    pub ei: Option<f64>,
    /// Their ties with each other, between and within kinds.
    pub ei_ties: EiTies,
    /// Who is paid.
    pub paid: Paid,
    /// Workers, now and before.
    pub workers: Workers,
    /// What holds together without the one at the centre.
    pub circles: Parts,
    /// People whom nobody else on the map knows.
    pub alone: Vec<usize>,
    /// Each kind of help and who gives it.
    pub helps: Vec<Help>,
}

/// How many of the people are paid to be there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paid {
    /// Paid.
    pub count: usize,
    /// Of how many of whom it is known.
    pub of: usize,
    /// Of how many it is not known.
    pub not_known: usize,
    /// Strength of the ties of those paid.
    pub strength: f64,
    /// Strength of the ties of all of whom it is known.
    pub of_strength: f64,
}

impl Paid {
    /// Share of people; `None` where it is known of nobody.
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }

    /// Share of strength; `None` where there is none.
    pub fn share_of_strength(&self) -> Option<f64> {
        (self.of_strength > 0.0).then(|| self.strength / self.of_strength)
    }
}

/// Workers of a map, whether they are still there or not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Workers {
    /// So far.
    pub count: usize,
    /// There now.
    pub now: usize,
    /// Chosen by the family, of those of whom it is known.
    pub chosen: usize,
    /// Of whom it is known when they came.
    pub dated: usize,
    /// When the first of them came.
    pub first: Option<Date>,
    /// The date of the map while one is there, else the day the last one went.
    pub last: Option<Date>,
}

impl Workers {
    /// From the first to the last, in years.
    pub fn years(&self) -> Option<f64> {
        let years = self.first?.years_until(self.last?);
        (years >= 0.0).then_some(years)
    }
}

/// One kind of help.
#[derive(Clone, Debug, PartialEq)]
pub struct Help {
    /// What it is.
    pub name: String,
    /// Who gives it now.
    pub givers: Vec<usize>,
    /// How many of them are paid.
    pub paid: usize,
}

/// A network with what measures need of it.
pub struct Measured<'n> {
    /// The people and ties.
    pub network: &'n Network,
    /// Who is there now.
    pub present: Vec<bool>,
    /// Ties as structure takes them.
    pub graph: Graph,
    /// Ties with the direction of support, where it is known.
    flows: Option<Graph>,
    /// Components, cut people, bridges.
    parts: Parts,
    kinds: Vec<Option<usize>>,
}

impl<'n> Measured<'n> {
    /// Gets a network ready to be measured.
    pub fn new(network: &'n Network) -> Self {
        let present = network.present();
        let graph = Graph::of(network, &present, network.directed);
        let flows = network
            .has_directions
            .then(|| Graph::of(network, &present, true));
        let kind_of = |person: &Person| {
            let kind = person.kind.as_ref()?;
            network.kinds.iter().position(|known| known == kind)
        };
        Self {
            network,
            parts: parts::parts(&graph, &present),
            present,
            graph,
            flows,
            kinds: network.people.iter().map(kind_of).collect(),
        }
    }

    fn kinds_of<'a>(&'a self, links: &'a [Link]) -> impl Iterator<Item = Option<usize>> + 'a {
        links.iter().map(|link| self.kinds[link.to])
    }

    /// What is measured around one person.
    pub fn around(&self, who: usize) -> Around {
        let row = &self.graph.links[who];
        let degree = row.len();
        let among = holes::among(&self.graph, who);
        let pairs = pairs(degree, self.graph.directed);
        let burt = |take, reach| holes(&self.graph, who, take, reach);
        let flows = self.flows.as_ref().map(|graph| tally(&graph.links[who]));
        Around {
            degree,
            in_out: (
                row.iter().filter(|link| link.back > 0.0).count(),
                row.iter().filter(|link| link.out > 0.0).count(),
            ),
            strength: row.iter().fold(0.0, |sum, link| sum + link.strength),
            among,
            density: pairs.map(|pairs| among.ties as f64 / pairs),
            density_weighted: pairs
                .filter(|_| among.largest <= 1.0)
                .map(|pairs| among.strength / pairs),
            burt: Burt {
                ties: burt(Take::Ties, Reach::Whole),
                strengths: burt(Take::Strengths, Reach::Whole),
                own_ties: burt(Take::Ties, Reach::Own),
                own_strengths: burt(Take::Strengths, Reach::Own),
            },
            ego_betweenness: holes::between(&self.graph, who),
            reciprocity: flows.and_then(Flows::share_of_ties),
            reciprocity_pairs: flows.and_then(Flows::share_of_pairs),
            ei: ei_around(self.kinds[who], self.kinds_of(row)),
            mix: mix(self.kinds_of(row), self.network.kinds.len()),
            is_cut: self.parts.cut_people.contains(&who),
        }
    }

    /// What is measured of everybody together.
    pub fn whole(&self) -> Whole {
        let members = self.members();
        let ties = self.graph.ties();
        let flows = self
            .flows
            .as_ref()
            .map(|graph| tally(graph.links.iter().flatten()));
        let mut strong = parts::strong_components(&self.graph);
        strong.retain(|component| self.present[component[0]]);
        Whole {
            size: members.len(),
            ties,
            density: pairs(members.len(), self.graph.directed).map(|pairs| ties as f64 / pairs),
            reciprocity: flows.and_then(Flows::share_of_ties),
            reciprocity_pairs: flows.and_then(Flows::share_of_pairs),
            parts: self.parts.clone(),
            strong_components: strong,
            isolates: members
                .iter()
                .copied()
                .filter(|who| self.graph.links[*who].is_empty())
                .collect(),
            mix: mix(
                members.iter().map(|who| self.kinds[*who]),
                self.network.kinds.len(),
            ),
            ei: ei_ties(&self.graph, &self.kinds, &members, self.network.kinds.len()),
            mixing: mixing(&self.graph, &self.kinds, self.network.kinds.len()),
        }
    }

    /// Everybody who is there, in order.
    pub fn members(&self) -> Vec<usize> {
        (0..self.present.len())
            .filter(|who| self.present[*who])
            .collect()
    }

    /// What is measured around the one at the centre; `None` where nobody is.
    pub fn centre(&self) -> Option<Centre> {
        let network = self.network;
        let person = network.centre?;
        let around: Vec<usize> = if network.is_map {
            let others = self.members().into_iter();
            others.filter(|who| *who != person).collect()
        } else {
            self.graph.links[person]
                .iter()
                .map(|link| link.to)
                .collect()
        };
        let mut is_there = vec![false; self.present.len()];
        for who in &around {
            is_there[*who] = true;
        }
        let circles = parts::parts(&self.graph, &is_there);
        let kinds = network.kinds.len();
        Some(Centre {
            person,
            mix: mix(around.iter().map(|who| self.kinds[*who]), kinds),
            ei: ei_around(
                self.kinds[person],
                around.iter().map(|who| self.kinds[*who]),
            ),
            ei_ties: ei_ties(&self.graph, &self.kinds, &around, kinds),
            paid: self.paid(&around, person),
            workers: workers(network),
            alone: circles
                .components
                .iter()
                .filter_map(|circle| (circle.len() == 1).then_some(circle[0]))
                .collect(),
            circles,
            helps: helps(network, &around),
            around,
        })
    }

    fn paid(&self, around: &[usize], centre: usize) -> Paid {
        let mut paid = Paid::default();
        for &who in around {
            let person = &self.network.people[who];
            if !person.is_person() {
                continue;
            }
            let Some(is_paid) = person.is_paid() else {
                paid.not_known += 1;
                continue;
            };
            let strength = self
                .graph
                .link(centre, who)
                .map_or(person.strength, |link| link.strength);
            paid.of += 1;
            paid.of_strength += strength;
            if is_paid {
                paid.count += 1;
                paid.strength += strength;
            }
        }
        paid
    }
}

/// Pairs that could be tied; `None` for fewer than two people.
fn pairs(size: usize, directed: bool) -> Option<f64> {
    let ordered = size * size.saturating_sub(1);
    (size > 1).then_some((if directed { ordered } else { ordered / 2 }) as f64)
}

/// Ties with directions, counted.
#[derive(Clone, Copy, Default)]
struct Flows {
    ends: usize,
    both: usize,
    links: usize,
}

fn tally<'l>(links: impl IntoIterator<Item = &'l Link>) -> Flows {
    let mut found = Flows::default();
    for link in links {
        let (out, back) = (link.out > 0.0, link.back > 0.0);
        found.ends += usize::from(out) + usize::from(back);
        found.both += usize::from(out && back);
        found.links += 1;
    }
    found
}

impl Flows {
    fn share_of_ties(self) -> Option<f64> {
        (self.ends > 0).then(|| (2 * self.both) as f64 / self.ends as f64)
    }

    fn share_of_pairs(self) -> Option<f64> {
        (self.links > 0).then(|| self.both as f64 / self.links as f64)
    }
}

fn workers(network: &Network) -> Workers {
    let all = || network.people.iter().filter(|person| person.is_worker());
    let now = all().filter(|worker| worker.state == State::Now).count();
    let last_left = all().filter_map(|worker| worker.until).max();
    Workers {
        count: all().count(),
        now,
        chosen: all().filter(|worker| worker.chosen == Some(true)).count(),
        dated: all().filter(|worker| worker.since.is_some()).count(),
        first: all().filter_map(|worker| worker.since).min(),
        last: if now > 0 { network.date } else { last_left },
    }
}

fn helps(network: &Network, around: &[usize]) -> Vec<Help> {
    network
        .helps
        .iter()
        .map(|name| {
            let people = &network.people;
            let givers: Vec<usize> = around
                .iter()
                .copied()
                .filter(|who| people[*who].helps.contains(name))
                .collect();
            let is_paid = |who: &&usize| people[**who].is_paid() == Some(true);
            Help {
                name: name.clone(),
                paid: givers.iter().filter(is_paid).count(),
                givers,
            }
        })
        .collect()
}
