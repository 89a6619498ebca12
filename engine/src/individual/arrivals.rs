//! Who comes to a world, and when.

use super::layout::entered;
use super::size::too_large;
use super::study::Followed;
use crate::fault::Fault;
use crate::math;
use crate::random::Stream;

/// Most people in a world.
const MAX_WORLD: f64 = 1e6;

impl Followed {
    /// When each person of a world enters. People come by chance: as many in each cycle as a
    /// Poisson distribution has it, each cycle independent of the others. A closed world has the
    /// model's number of people; a part of a person is there with that chance.
    pub(super) fn arrivals(&self, draw: usize, world: u64, number: f64) -> Result<Vec<u32>, Fault> {
        let expected = number * entered(&self.model);
        if expected > MAX_WORLD {
            return Err(too_large(format!(
                "a world would have about {expected} people"
            )));
        }
        let mut stream = self.streams.arrivals(draw as u64, world);
        Ok(match self.model.entry.flow {
            None => {
                let whole = math::floor(number);
                let more = stream.uniform() < number - whole;
                vec![0; whole_number(whole) + usize::from(more)]
            }
            Some(flow) => {
                let each = number * flow.share_per_cycle;
                let moments = (0_u32..).take(flow.cycles);
                let come = |at| vec![at; poisson(each, &mut stream)];
                moments.flat_map(come).collect()
            }
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 or more, and no world has more people than a million"
)]
fn whole_number(value: f64) -> usize {
    value as usize
}

/// How many come, by inversion; a large mean is the sum of smaller ones.
fn poisson(mean: f64, stream: &mut Stream) -> usize {
    const MOST: f64 = 64.0;
    let mut left = mean;
    let mut come = 0;
    while left > 0.0 {
        let part = math::min(left, MOST);
        left -= part;
        let mut chance = math::exp(-part);
        let mut uniform = stream.uniform() - chance;
        let mut n = 0.0;
        while uniform >= 0.0 && n < 1000.0 {
            n += 1.0;
            chance *= part / n;
            uniform -= chance;
        }
        come += whole_number(n);
    }
    come
}
