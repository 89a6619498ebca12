//! Where every person is on every row: for inspection.

use super::crowd::{ABSENT, Who};
use super::persons::{BLOCK, Place};
use super::study::{Followed, How};
use super::way::Way;
use crate::fault::Fault;
use crate::formula::Lane;

/// Persons under one strategy, and where they are on each row.
#[derive(Debug)]
pub struct Seen<'a> {
    /// Index of the strategy.
    pub strategy: usize,
    /// The first of them, from 0.
    pub first: usize,
    /// By row and person: the state, or nothing before the person enters.
    rows: &'a [Vec<u16>],
}

impl Seen<'_> {
    /// How many persons there are.
    pub fn persons(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Where a person is on a row.
    pub fn state(&self, row: usize, person: usize) -> Option<usize> {
        let state = self.rows.get(row)?.get(person)?;
        (*state != ABSENT).then_some(usize::from(*state))
    }

    /// A person's stays: state, first and last row.
    pub fn stays(&self, person: usize) -> Vec<(usize, usize, usize)> {
        let mut stays: Vec<(usize, usize, usize)> = Vec::new();
        for row in 0..self.rows.len() {
            match (self.state(row, person), stays.last_mut()) {
                (Some(state), Some(last)) if last.0 == state => last.2 = row,
                (Some(state), _) => stays.push((state, row, row)),
                (None, _) => {}
            }
        }
        stays
    }
}

impl Followed {
    /// Shows every person of a draw under every strategy, block by block.
    ///
    /// # Errors
    /// What is wrong with the model in that draw. Only a study in lanes can be watched.
    pub fn watch(&self, draw: usize, see: &mut dyn FnMut(Seen<'_>)) -> Result<(), Fault> {
        let broadcast = self.registers_of_draw(draw);
        let groups = self.groups(&broadcast, 0, draw)?;
        let ways = match &self.how {
            How::Lanes(ways) => ways,
            How::Worlds(ways) => return self.watch_worlds(ways, &broadcast, draw, &groups, see),
            How::Tables(..) => return Ok(()),
        };
        for block in 0..self.persons.div_ceil(BLOCK) {
            let n = (self.persons - block * BLOCK).min(BLOCK);
            let place = Place {
                draw: draw as u64,
                world: 0,
                block: block as u64,
            };
            for way in ways {
                let crowd = self.crowd(way, &broadcast, place, Who::Persons(n), &groups, true)?;
                see(Seen {
                    strategy: way.strategy,
                    first: block * BLOCK,
                    rows: crowd.rows.as_deref().unwrap_or_default(),
                });
            }
        }
        Ok(())
    }

    fn watch_worlds(
        &self,
        ways: &[Way],
        broadcast: &[Vec<Lane>],
        draw: usize,
        groups: &[f64],
        see: &mut dyn FnMut(Seen<'_>),
    ) -> Result<(), Fault> {
        let number = self.number(broadcast, 0, draw)?;
        let mut first = 0;
        for world in 0..self.persons as u64 {
            let entry = self.arrivals(draw, world, number)?;
            for way in ways {
                let place = Place {
                    draw: draw as u64,
                    world,
                    block: 0,
                };
                let crowd = self.crowd(
                    way,
                    broadcast,
                    place,
                    Who::World(entry.clone()),
                    groups,
                    true,
                )?;
                see(Seen {
                    strategy: way.strategy,
                    first,
                    rows: crowd.rows.as_deref().unwrap_or_default(),
                });
            }
            first += entry.len();
        }
        Ok(())
    }
}
