//! Who would still be there: when services step back, by a date, by chance.
//!
//! Everybody stays or goes by one uniform of their own: whoever has a chance p stays where the
//! uniform is below p. Those who leave together share one uniform, so that each keeps their own
//! chance while the number left spreads wider. Numbers left and coverage are exact (the
//! Poisson-binomial distribution, and products over those who do not share); who is still reached
//! through others is exact while the cases can be counted and simulated otherwise.

use super::date::Date;
use super::graph::Graph;
use super::model::Network;
use super::parts::parts;
use super::units::{Unit, Ways, units};
use crate::math;
use crate::random::{BATCH, Seed, Source};
use std::collections::BTreeMap;

/// Most cases that are gone through one by one.
const MAX_CASES: usize = 1 << 16;
/// Most visits of people when ways are followed.
const MAX_VISITS: usize = 100_000_000;

/// What is asked: who has gone by then, whatever their chance.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct When {
    /// Everybody who is paid to be there is gone.
    pub services_step_back: bool,
    /// Everybody is gone whose last day lies before this one.
    pub date: Option<Date>,
    /// Everybody is gone who stays until the one at the centre is this old, or less.
    pub age: Option<u8>,
}

impl When {
    /// The age asked for, or the one reached on the date asked for.
    fn age(&self, network: &Network) -> Option<i32> {
        let born = network
            .centre
            .and_then(|centre| network.people[centre].born);
        self.age
            .map(i32::from)
            .or_else(|| Some(born?.age_on(self.date?)))
    }

    /// The date asked for, or that of the birthday asked for.
    fn date(&self, network: &Network) -> Option<Date> {
        let born = network
            .centre
            .and_then(|centre| network.people[centre].born);
        self.date.or_else(|| Some(born?.birthday(self.age?)))
    }
}

/// Who would be there, and how that is known.
pub struct Remain<'n> {
    /// The people and ties.
    pub network: &'n Network,
    /// Everybody but the one at the centre, as of now.
    pub around: Vec<usize>,
    /// Who is gone for certain, by what was asked.
    pub gone: Vec<usize>,
    /// Of whom nobody said how likely they are to stay: counted neither as staying nor as going.
    pub not_known: Vec<usize>,
    /// Chances by person: 0 for those gone, `None` where not known.
    pub chances: Vec<Option<f64>>,
    units: Vec<Unit>,
}

/// How many are left.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// The mean.
    pub mean: f64,
    /// The variance.
    pub variance: f64,
    /// The chance that just 0, 1, 2 and so on are left.
    pub chances: Vec<f64>,
    /// The chance that at least 0, 1, 2 and so on are.
    pub at_least: Vec<f64>,
}

/// What is left of one kind of help.
#[derive(Clone, Debug, PartialEq)]
pub struct HelpLeft {
    /// What it is.
    pub name: String,
    /// Who gives it now.
    pub givers: Vec<usize>,
    /// How many of those of whom it is known give it then, on average.
    pub mean: f64,
    /// The chance that somebody of whom it is known does.
    pub chance: f64,
    /// The same if everybody of whom nothing is known stays.
    pub chance_at_most: f64,
}

/// Who is still reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// By person: the chance of being there, and joined to the centre by people who are there.
    pub chances: Vec<f64>,
    /// The standard error of each; zero where every case was gone through.
    pub errors: Vec<f64>,
    /// Simulated futures; `None` where every case was gone through.
    pub draws: Option<usize>,
    /// People through whom others are reached who are reached in no other way, and those others.
    pub hang_on: Vec<(usize, Vec<usize>)>,
}

/// What a number of simulated futures say.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulated {
    /// How many.
    pub draws: usize,
    /// The mean left, and its standard error.
    pub mean: (f64, f64),
    /// Shares of futures in which just 0, 1, 2 and so on are left, with standard errors.
    pub chances: Vec<(f64, f64)>,
    /// Shares in which at least so many are, with standard errors.
    pub at_least: Vec<(f64, f64)>,
    /// For each kind of help, the share in which somebody gives it, with its standard error.
    pub helps: Vec<(f64, f64)>,
}

impl<'n> Remain<'n> {
    /// Works out who stays by rule and who by chance.
    pub fn new(network: &'n Network, when: &When) -> Self {
        let present = network.present();
        let is_around = |who: &usize| present[*who] && network.centre != Some(*who);
        let around: Vec<usize> = (0..present.len()).filter(is_around).collect();
        let (date, age) = (when.date(network), when.age(network));
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        for group in network.groups.iter().filter(|group| group.together) {
            for member in &group.members {
                shared.extend(group.stays.map(|stays| (*member, stays)));
            }
        }
        let is_gone = |who: usize| {
            let person = &network.people[who];
            let is_past = |until: Date| date.is_some_and(|date| until.is_over_by(date));
            let is_grown = |until: u8| age.is_some_and(|age| age >= i32::from(until));
            (when.services_step_back && person.is_paid() == Some(true))
                || person.until.is_some_and(is_past)
                || person.until_age.is_some_and(is_grown)
        };
        let mut chances = vec![None; present.len()];
        let (mut gone, mut not_known) = (Vec::new(), Vec::new());
        for &who in &around {
            if is_gone(who) {
                gone.push(who);
                chances[who] = Some(0.0);
                continue;
            }
            let own = network.people[who].stays;
            chances[who] = own.or_else(|| shared.get(&who).copied());
            if chances[who].is_none() {
                not_known.push(who);
            }
        }
        Self {
            units: units(network, &around, &chances),
            network,
            around,
            gone,
            not_known,
            chances,
        }
    }

    /// The exact distribution of the number left, of those of whom it is known.
    pub fn left(&self) -> Left {
        let mut chances = vec![1.0];
        for unit in &self.units {
            let mut next = vec![0.0; chances.len() + unit.members.len()];
            for (count, share) in unit.shares() {
                for (others, chance) in chances.iter().enumerate() {
                    next[others + count] += chance * share;
                }
            }
            chances = next;
        }
        let mean: Vec<f64> = self
            .units
            .iter()
            .flat_map(|u| &u.members)
            .map(|m| m.1)
            .collect();
        let mean = math::sum(&mean);
        let squares: Vec<f64> = chances
            .iter()
            .enumerate()
            .map(|(count, chance)| (count as f64 - mean) * (count as f64 - mean) * chance)
            .collect();
        Left {
            mean,
            variance: math::sum(&squares),
            at_least: from_the_end(&chances),
            chances,
        }
    }

    /// What is left of each kind of help, exactly.
    pub fn helps(&self) -> Vec<HelpLeft> {
        let people = &self.network.people;
        let of = |name: &String| {
            let gives = |who: &usize| people[*who].helps.contains(name);
            let givers: Vec<usize> = self.around.iter().copied().filter(gives).collect();
            let known: Vec<f64> = givers.iter().filter_map(|who| self.chances[*who]).collect();
            let mut nobody = 1.0;
            for unit in &self.units {
                let best = unit.members.iter().find(|(who, _)| gives(who));
                nobody *= 1.0 - best.map_or(0.0, |(_, chance)| *chance);
            }
            let chance = 1.0 - nobody;
            HelpLeft {
                name: name.clone(),
                mean: math::sum(&known),
                chance,
                chance_at_most: if known.len() < givers.len() {
                    1.0
                } else {
                    chance
                },
                givers,
            }
        };
        self.network.helps.iter().map(of).collect()
    }

    /// Who is still reached from the one at the centre; `None` where nobody is there. Those of
    /// whom nothing is known are taken as gone.
    pub fn reached(&self, seed: Seed, draws: usize) -> Option<Reached> {
        let centre = self.network.centre?;
        let present = self.network.present();
        let graph = Graph::of(self.network, &present, false);
        let mut followed = Ways::new(&graph, centre);
        let cases = self.units.iter().try_fold(1usize, |cases, unit| {
            cases
                .checked_mul(unit.shares().count())
                .filter(|cases| *cases <= MAX_CASES)
        });
        let visits = graph.size() + 2 * graph.ties() + 1;
        let exact = cases.filter(|cases| cases * visits <= MAX_VISITS);
        let size = graph.size();
        let mut chances = vec![0.0; size];
        let mut errors = vec![0.0; size];
        let direct = |who: &usize| graph.link(centre, *who).is_some();
        let draws = match exact {
            // Nobody is reached through others: the chance of being reached is that of being there.
            _ if self.around.iter().all(direct) => None,
            Some(_) => {
                self.every_case(&mut |there, share| {
                    for who in followed.reach(there) {
                        chances[*who] += share;
                    }
                });
                None
            }
            None => {
                let draws = draws.min((MAX_VISITS / visits).max(BATCH));
                let mut counts = vec![0usize; size];
                self.futures(seed, draws, &mut |there, _| {
                    for who in followed.reach(there) {
                        counts[*who] += 1;
                    }
                });
                for (who, count) in counts.into_iter().enumerate() {
                    (chances[who], errors[who]) = share(count, draws);
                }
                Some(draws)
            }
        };
        for who in self.around.iter().filter(|who| direct(who)) {
            (chances[*who], errors[*who]) = (self.chances[*who].unwrap_or(0.0), 0.0);
        }
        let mut there = present;
        let before = followed.reach(&there).to_vec();
        let mut hang_on = Vec::new();
        for cut in parts(&graph, &there).cut_people {
            if cut != centre {
                there[cut] = false;
                let after: Vec<usize> = followed.reach(&there).to_vec();
                there[cut] = true;
                let mut lost = before.clone();
                lost.retain(|who| *who != cut && after.binary_search(who).is_err());
                if !lost.is_empty() {
                    hang_on.push((cut, lost));
                }
            }
        }
        Some(Reached {
            chances,
            errors,
            draws,
            hang_on,
        })
    }

    /// Plays futures: the same for the same seed, and for each person the same whoever else is on
    /// the map.
    pub fn simulate(&self, seed: Seed, draws: usize) -> Simulated {
        let most = self.units.iter().flat_map(|unit| &unit.members).count();
        let people = &self.network.people;
        let known: Vec<usize> = self
            .around
            .iter()
            .copied()
            .filter(|who| self.chances[*who].is_some())
            .collect();
        let givers: Vec<Vec<usize>> = self
            .network
            .helps
            .iter()
            .map(|name| {
                known
                    .iter()
                    .copied()
                    .filter(|who| people[*who].helps.contains(name))
                    .collect()
            })
            .collect();
        let mut counts = vec![0usize; most + 1];
        let mut covered = vec![0usize; givers.len()];
        self.futures(seed, draws, &mut |there, left| {
            counts[left] += 1;
            for (covered, givers) in covered.iter_mut().zip(&givers) {
                *covered += usize::from(givers.iter().any(|who| there[*who]));
            }
        });
        let total = draws as f64;
        let moment = |power: usize| {
            let terms = counts.iter().enumerate().map(|(left, count)| {
                let left = left as f64;
                (if power == 2 { left * left } else { left }) * (*count as f64 / total)
            });
            math::sum(&terms.collect::<Vec<f64>>())
        };
        let mean = moment(1);
        let variance = math::max(moment(2) - mean * mean, 0.0);
        let shares = |counts: &[usize]| counts.iter().map(|count| share(*count, draws)).collect();
        let mut at_least = counts.clone();
        for count in (0..most).rev() {
            at_least[count] += at_least[count + 1];
        }
        Simulated {
            draws,
            mean: (mean, math::sqrt(variance / total)),
            chances: shares(&counts),
            at_least: shares(&at_least),
            helps: shares(&covered),
        }
    }

    /// Who is there, when nobody's chance has been played.
    fn nobody(&self) -> Vec<bool> {
        let mut there = vec![false; self.network.people.len()];
        if let Some(centre) = self.network.centre {
            there[centre] = true;
        }
        there
    }

    /// Goes through every case with its chance.
    fn every_case(&self, take: &mut dyn FnMut(&[bool], f64)) {
        let mut there = self.nobody();
        let shares: Vec<Vec<(usize, f64)>> =
            self.units.iter().map(|u| u.shares().collect()).collect();
        let mut at = vec![0; shares.len()];
        loop {
            let mut chance = 1.0;
            for (unit, (shares, at)) in self.units.iter().zip(shares.iter().zip(&at)) {
                chance *= shares[*at].1;
                for (place, (who, _)) in unit.members.iter().enumerate() {
                    there[*who] = place < shares[*at].0;
                }
            }
            take(&there, chance);
            let Some(next) = (0..at.len()).find(|unit| at[*unit] + 1 < shares[*unit].len()) else {
                return;
            };
            at[next] += 1;
            at[..next].fill(0);
        }
    }

    /// Plays futures one by one: who is there, and how many of those of whom it is known.
    fn futures(&self, seed: Seed, draws: usize, take: &mut dyn FnMut(&[bool], usize)) {
        let ids = |unit: &Unit| {
            unit.members
                .iter()
                .map(|m| self.network.people[m.0].id.as_str())
                .min()
        };
        let sources: Vec<Source> = self
            .units
            .iter()
            .map(|unit| Source::new(seed, &format!("remain {}", ids(unit).unwrap_or_default())))
            .collect();
        let mut lanes = vec![[0.0; BATCH]; sources.len()];
        let mut there = self.nobody();
        for batch in 0..draws.div_ceil(BATCH) {
            for (source, lanes) in sources.iter().zip(&mut lanes) {
                source.block(batch as u64).fill(lanes);
            }
            for draw in 0..BATCH.min(draws - batch * BATCH) {
                let mut left = 0;
                for (unit, lanes) in self.units.iter().zip(&lanes) {
                    for (who, chance) in &unit.members {
                        let stays = lanes[draw] < *chance;
                        there[*who] = stays;
                        left += usize::from(stays);
                    }
                }
                take(&there, left);
            }
        }
    }
}

/// A share and its standard error; as if two more had been so and two more not, so that an error
/// is never taken to be zero.
fn share(count: usize, draws: usize) -> (f64, f64) {
    let (count, draws) = (count as f64, draws as f64);
    let likely = (count + 2.0) / (draws + 4.0);
    let error = math::sqrt(likely * (1.0 - likely) / (draws + 4.0));
    (count / draws, error)
}

fn from_the_end(chances: &[f64]) -> Vec<f64> {
    let mut sums = chances.to_vec();
    for at in (0..sums.len().saturating_sub(1)).rev() {
        sums[at] += sums[at + 1];
    }
    sums
}
