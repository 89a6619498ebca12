//! A block of persons through one cycle of a table.

use super::persons::{BLOCK, Persons};

/// A block of persons on their way.
#[derive(Clone, Debug)]
pub struct Walk {
    /// Where each is.
    pub state: [u32; BLOCK],
    /// By person and sum.
    pub sums: Vec<f64>,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            state: [0; BLOCK],
            sums: Vec::new(),
        }
    }
}

/// One cycle of a table.
pub struct Row<'t> {
    /// By state: the uniform from which on the next way is taken.
    pub cuts: &'t [f64],
    /// By state, way and sum.
    pub gains: &'t [f64],
    /// By state and way.
    pub to: &'t [u32],
}

impl Row<'_> {
    pub fn step<const CUTS: usize, const SUMS: usize>(&self, uniforms: &Persons, walk: &mut Walk) {
        let (cuts, _) = self.cuts.as_chunks::<CUTS>();
        let (gains, _) = self.gains.as_chunks::<SUMS>();
        let (sums, _) = walk.sums.as_chunks_mut::<SUMS>();
        for ((state, uniform), sums) in walk.state.iter_mut().zip(uniforms).zip(sums) {
            let at = *state as usize;
            let mut way = at * (CUTS + 1);
            for cut in cuts[at] {
                way += usize::from(*uniform >= cut);
            }
            *state = self.to[way];
            for (sum, gain) in sums.iter_mut().zip(&gains[way]) {
                *sum += gain;
            }
        }
    }

    pub fn step_any(&self, cuts: usize, sums: usize, uniforms: &Persons, walk: &mut Walk) {
        for (i, (state, uniform)) in walk.state.iter_mut().zip(uniforms).enumerate() {
            let at = *state as usize;
            let mut way = at * (cuts + 1);
            for cut in &self.cuts[at * cuts..(at + 1) * cuts] {
                way += usize::from(uniform >= cut);
            }
            *state = self.to[way];
            let gains = &self.gains[way * sums..(way + 1) * sums];
            for (sum, gain) in walk.sums[i * sums..(i + 1) * sums].iter_mut().zip(gains) {
                *sum += gain;
            }
        }
    }
}
