//! Scrambled Sobol points, a batch at a time.
//!
//! Each batch of 256 draws is a randomised replicate of its own, so that the spread of batch means
//! is the standard error and every prefix of batches is a valid estimate. Of 256 = 2^8 points only
//! the first 8 bits of a dimension follow the net: below them every interval holds one point, and
//! Owen's scrambling puts it anywhere in its interval. So a dimension of a batch is its 256 cells
//! in the order of the net, nested-scrambled, each with a uniform within.
//!
//! Sources: A. B. Owen (1995), "Randomly permuted (t,m,s)-nets and (t,s)-sequences"; direction
//! numbers: S. Joe and F. Y. Kuo (2008), "Constructing Sobol sequences with better
//! two-dimensional projections", new-joe-kuo-6.

use super::stream::{BATCH, Stream};

/// Most dimensions there are direction numbers for.
pub const SOBOL_DIMENSIONS: usize = 256;

/// For each dimension eight direction numbers of eight bits, in hexadecimal.
const DIRECTIONS: &str = include_str!("sobol.txt");
const BITS: usize = 8;

/// Fills a batch of one dimension: the cells of the net, scrambled by and filled from `stream`.
pub fn sobol(dimension: usize, stream: &mut Stream, out: &mut [f64; BATCH]) {
    let directions = directions(dimension);
    let flips = Flips::draw(stream);
    let mut cell = 0_u8;
    for (point, out) in out.iter_mut().enumerate() {
        // In Gray-code order each cell differs from the last by one direction number.
        if point > 0 {
            cell ^= directions[point.trailing_zeros() as usize];
        }
        *out = (f64::from(flips.scramble(cell)) + stream.uniform()) / BATCH as f64;
    }
}

fn directions(dimension: usize) -> [u8; BITS] {
    let line = DIRECTIONS.lines().nth(dimension).unwrap_or_default();
    core::array::from_fn(|bit| {
        let digits = line.get(2 * bit..2 * bit + 2).unwrap_or_default();
        u8::from_str_radix(digits, 16).unwrap_or(1 << bit)
    })
}

/// For each node of the binary tree above the cells, whether its halves change places.
struct Flips([bool; BATCH]);

impl Flips {
    fn draw(stream: &mut Stream) -> Self {
        Self(core::array::from_fn(|_| stream.uniform() < 0.5))
    }

    fn scramble(&self, cell: u8) -> u8 {
        let (mut node, mut scrambled) = (1, 0);
        for bit in (0..BITS).rev() {
            let half = usize::from(cell >> bit & 1);
            scrambled = (scrambled << 1) | u8::from((half == 1) != self.0[node]);
            // The tree is walked by the cell's own digits: node 1 is the root.
            node = (2 * node + half) & (BATCH - 1);
        }
        scrambled
    }
}

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "a test may use the standard functions"
)]
mod tests {
    use super::*;
    use crate::random::{Seed, stream};

    fn batch(dimension: usize, block: u64) -> [f64; BATCH] {
        let mut out = [0.0; BATCH];
        let name = format!("d{dimension}");
        sobol(dimension, &mut stream(Seed(5), &name, block), &mut out);
        out
    }

    #[test]
    fn every_cell_of_every_dimension_holds_one_point() {
        for dimension in 0..SOBOL_DIMENSIONS {
            let mut seen = [false; BATCH];
            for u in batch(dimension, 3) {
                seen[(u * BATCH as f64) as usize] = true;
            }
            assert!(seen.iter().all(|s| *s), "dimension {dimension}");
        }
    }

    #[test]
    fn two_dimensions_fill_the_square_as_a_net() {
        // The first two dimensions are a (0, 8, 2)-net in base 2: any box of area 1/256 has one.
        let (x, y) = (batch(0, 1), batch(1, 1));
        for bits in 0..=8_u32 {
            let (across, down) = (f64::from(1 << bits), f64::from(1 << (8 - bits)));
            let mut seen = [0; BATCH];
            for (x, y) in x.iter().zip(&y) {
                seen[((x * across) as usize) * (1 << (8 - bits)) + (y * down) as usize] += 1;
            }
            assert!(seen.iter().all(|n| *n == 1), "2^{bits} across");
        }
    }

    #[test]
    fn batches_are_different_randomisations() {
        assert_ne!(batch(4, 0), batch(4, 1));
        assert_ne!(batch(4, 0), batch(5, 0));
    }

    #[test]
    fn a_smooth_sum_is_far_more_exact_than_with_independent_draws() {
        // E[sum of five squares] = 5/3; with independent draws the error of 16 batches is 0.0104.
        let mut means = Vec::new();
        for block in 0..16 {
            let columns: Vec<_> = (0..5).map(|d| batch(d, block)).collect();
            let total = columns.iter().flatten().fold(0.0, |sum, u| sum + u * u);
            means.push(total / BATCH as f64);
        }
        let mean = means.iter().fold(0.0, |sum, m| sum + m) / 16.0;
        assert!((mean - 5.0 / 3.0).abs() < 2e-4, "{mean}");
    }
}
