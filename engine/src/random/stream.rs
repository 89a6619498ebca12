//! Streams of uniforms that depend on nothing but their name.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// The version of how streams are made. Results carry it; changing anything in this file that
/// changes a value means raising it.
pub const SCHEME: u32 = 1;

/// Draws in a batch: the unit of work, and of randomisation.
pub const BATCH: usize = 256;

/// What the user chooses in order to get the same results again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Seed(pub u64);

/// The streams of one use (a parameter's name, an event between persons), before a block is
/// chosen.
///
/// Four words of 64 bits each start at their own constant and take in, in this order: the scheme
/// version, the seed, the length of the name in bytes, the name in little-endian words (the last
/// one filled up with zeros) and the block. To take in a word is `h = mix(h ^ word) + GAMMA`, with
/// the mixing function and the constant of SplitMix64. The four words are the generator's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source([u64; 4]);

/// 2^64 divided by the golden ratio.
const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// SplitMix64's finaliser (Stafford's variant 13): a bijection in which every bit of the input
/// moves every bit of the output.
fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    word ^ (word >> 31)
}

fn take_in(state: [u64; 4], word: u64) -> [u64; 4] {
    state.map(|h| mix(h ^ word).wrapping_add(GAMMA))
}

impl Source {
    /// The streams of `use_name` under `seed`.
    pub fn new(seed: Seed, use_name: &str) -> Self {
        let start = [1_u64, 2, 3, 4].map(|lane| mix(GAMMA.wrapping_mul(lane)));
        let named = [u64::from(SCHEME), seed.0, use_name.len() as u64];
        let state = named.into_iter().fold(start, take_in);
        let state = use_name.as_bytes().chunks(8).fold(state, |state, chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            take_in(state, u64::from_le_bytes(word))
        });
        Self(state)
    }

    /// The stream of one block.
    pub fn block(&self, block: u64) -> Stream {
        let state = take_in(self.0, block);
        let mut bytes = [0; 32];
        for (place, word) in bytes.chunks_exact_mut(8).zip(state) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        // The generator replaces a state of zeros, the only bad one.
        Stream(Xoshiro256PlusPlus::from_seed(bytes))
    }
}

/// The stream of `use_name` in `block` under `seed`: the same on every platform, and independent
/// of every other one for all practical purposes.
pub fn stream(seed: Seed, use_name: &str, block: u64) -> Stream {
    Source::new(seed, use_name).block(block)
}

/// A sequence of uniforms (xoshiro256++), to be read from its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// The next uniform, (k + 0.5) x 2^-52 with k the top 52 bits of the next word.
    ///
    /// Never 0 or 1, and 1 - u is as likely as u: with 53 bits the largest would round to 1.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        const STEP: f64 = f64::EPSILON; // 2^-52
        ((self.0.next_u64() >> 12) as f64 + 0.5) * STEP
    }

    /// Fills `lanes` with the next uniforms, first to last.
    pub fn fill(&mut self, lanes: &mut [f64]) {
        for lane in lanes {
            *lane = self.uniform();
        }
    }
}
