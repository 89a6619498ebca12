//! Sorting by the bits.

/// Values of one byte.
const BUCKETS: usize = 256;
/// Bytes of a value.
const PASSES: usize = 8;

/// Sorts in the order of `f64::total_cmp`: by the bytes of the values, from the last to the first.
///
/// As fast as the standard library's sort is at its fastest, small in code, and as quick for
/// values that are sorted already, or all alike, as for any.
pub fn sort(values: &mut [f64]) {
    let mut keys: Vec<u64> = values
        .iter()
        .map(|value| ordered(value.to_bits()))
        .collect();
    let mut counts = [[0u32; BUCKETS]; PASSES];
    for key in &keys {
        for (pass, counts) in counts.iter_mut().enumerate() {
            counts[byte(*key, pass)] += 1;
        }
    }
    let mut moved = vec![0; keys.len()];
    for (pass, counts) in counts.iter().enumerate() {
        let is_common = keys
            .first()
            .is_none_or(|key| counts[byte(*key, pass)] as usize == keys.len());
        if is_common {
            continue;
        }
        let mut next = [0u32; BUCKETS];
        for bucket in 1..BUCKETS {
            next[bucket] = next[bucket - 1] + counts[bucket - 1];
        }
        for key in &keys {
            let place = &mut next[byte(*key, pass)];
            moved[*place as usize] = *key;
            *place += 1;
        }
        std::mem::swap(&mut keys, &mut moved);
    }
    for (value, key) in values.iter_mut().zip(keys) {
        *value = f64::from_bits(bits(key));
    }
}

/// Values at some places of the sorted order, without the others.
#[derive(Debug, Default)]
pub struct Selected {
    /// Runs of the sorted order: the place of the first, and the values.
    runs: Vec<(usize, Vec<f64>)>,
}

/// Runs of the range of values: places are looked for in a few of them.
const RUNS: usize = 1024;

/// The index of a run in which nothing is looked for; there are fewer runs than this.
const NONE: u16 = u16::MAX;

/// So many values are sorted the faster by inserting one after the other.
const FEW: usize = 64;

/// The least and the greatest value, numbers only. Lanes of their own, so that no comparison waits
/// for the one before.
fn ends(values: &[f64]) -> (f64, f64) {
    const LANES: usize = 16;
    let less = |a: f64, b: f64| if a < b { a } else { b };
    let more = |a: f64, b: f64| if a > b { a } else { b };
    let (mut low, mut high) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    let chunks = values.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, value) in chunk.iter().enumerate() {
            low[lane] = less(*value, low[lane]);
            high[lane] = more(*value, high[lane]);
        }
    }
    let least = low
        .iter()
        .chain(rest)
        .fold(f64::INFINITY, |a, b| less(*b, a));
    let greatest = high
        .iter()
        .chain(rest)
        .fold(f64::NEG_INFINITY, |a, b| more(*b, a));
    (least, greatest)
}

/// As [`sort`], for few values.
fn sort_few(values: &mut [f64]) {
    for end in 1..values.len() {
        let mut at = end;
        while at > 0 && values[at].total_cmp(&values[at - 1]).is_lt() {
            values.swap(at, at - 1);
            at -= 1;
        }
    }
}

impl Selected {
    /// Finds the values at these places (from 0). They are those that [`sort`] would put there.
    pub fn of(values: &[f64], places: &[usize]) -> Self {
        let (low, high) = ends(values);
        let scale = (RUNS - 1) as f64 / (high - low);
        // All alike, or further apart than a double can say: in which run is the same for all.
        let scale = if scale.is_finite() { scale } else { 0.0 };
        // Added to 2^52 a number has its whole part in its last bits, without a branch.
        #[expect(clippy::cast_possible_truncation, reason = "the last bits are wanted")]
        let run_of = |value: &f64| {
            let shifted = (value - low) * scale + 4_503_599_627_370_496.0;
            shifted.to_bits() as u16 & (RUNS - 1) as u16
        };
        let run_of: Vec<u16> = values.iter().map(run_of).collect();
        let mut counts = [0usize; RUNS];
        for run in &run_of {
            counts[usize::from(*run)] += 1;
        }
        let mut runs = Vec::new();
        let mut index = [NONE; RUNS];
        let mut first = 0;
        let mut wanted = places.to_vec();
        wanted.sort_unstable();
        let mut wanted = wanted.into_iter().peekable();
        for (run, count) in counts.iter().enumerate() {
            let next = first + count;
            if wanted.peek().is_some_and(|place| *place < next) {
                index[run] = u16::try_from(runs.len()).unwrap_or(NONE);
                runs.push((first, Vec::with_capacity(*count)));
                while wanted.next_if(|place| *place < next).is_some() {}
            }
            first = next;
        }
        for (value, run) in values.iter().zip(run_of) {
            let at = index[usize::from(run)];
            if at != NONE {
                runs[usize::from(at)].1.push(*value);
            }
        }
        for (_, run) in &mut runs {
            if run.len() <= FEW {
                sort_few(run);
            } else {
                sort(run);
            }
        }
        Self { runs }
    }

    /// The value at a place that was looked for; NaN at others.
    pub fn at(&self, place: usize) -> f64 {
        let found = self
            .runs
            .iter()
            .find_map(|(first, run)| place.checked_sub(*first).and_then(|at| run.get(at)));
        found.copied().unwrap_or(f64::NAN)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "one byte is what is wanted"
)]
fn byte(key: u64, pass: usize) -> usize {
    usize::from((key >> (8 * pass)) as u8)
}

/// Bits whose order as whole numbers is that of the values: negative ones are turned round.
fn ordered(bits: u64) -> u64 {
    bits ^ if bits >> 63 == 1 { u64::MAX } else { 1 << 63 }
}

/// The way back.
fn bits(key: u64) -> u64 {
    key ^ if key >> 63 == 1 { 1 << 63 } else { u64::MAX }
}

#[cfg(test)]
mod tests {
    use super::{Selected, sort};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_total_cmp(words in prop::collection::vec(any::<u64>(), 0..600)) {
            let mut values: Vec<f64> = words.into_iter().map(f64::from_bits).collect();
            let mut expected = values.clone();
            expected.sort_by(f64::total_cmp);
            sort(&mut values);
            let bits = |list: &[f64]| list.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&values), bits(&expected));
        }

        #[test]
        fn selected_values_are_those_of_the_whole_order(
            list in prop::collection::vec(
                prop_oneof![
                    prop::num::f64::NORMAL,
                    (0u8..4).prop_map(f64::from),
                    Just(-0.0),
                    (0.0..1.0_f64),
                ],
                1..600,
            ),
            places in prop::collection::vec(any::<prop::sample::Index>(), 1..8),
        ) {
            let places: Vec<usize> = places.iter().map(|p| p.index(list.len())).collect();
            let selected = Selected::of(&list, &places);
            let mut sorted = list;
            sort(&mut sorted);
            for place in places {
                prop_assert_eq!(selected.at(place).to_bits(), sorted[place].to_bits());
            }
        }
    }
}
