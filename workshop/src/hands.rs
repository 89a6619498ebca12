//! A show of hands in five bands of a share of 100.

/// Bands, each a fifth of 0 to 100.
pub const BANDS: usize = 5;
/// More people than this are in no room.
pub const MOST: u32 = 9_999;

/// Hands for each band.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hands(pub [u32; BANDS]);

impl Hands {
    /// One more, or one fewer, for a band.
    pub fn count(&mut self, band: usize, more: bool) {
        if let Some(hands) = self.0.get_mut(band) {
            *hands = if more {
                (*hands + 1).min(MOST)
            } else {
                hands.saturating_sub(1)
            };
        }
    }

    /// Puts in what was typed; whether it was a number of hands.
    pub fn put(&mut self, band: usize, typed: &str) -> bool {
        let typed = typed.trim();
        let number = if typed.is_empty() {
            Some(0)
        } else {
            typed.parse().ok()
        };
        match (self.0.get_mut(band), number) {
            (Some(hands), Some(number)) if number <= MOST => {
                *hands = number;
                true
            }
            _ => false,
        }
    }

    /// All hands.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }
}

/// The first and last share of a band, of 100.
pub fn ends(band: usize) -> (usize, usize) {
    let from = band * 100 / BANDS;
    let to = if band + 1 == BANDS {
        100
    } else {
        from + 100 / BANDS - 1
    };
    (from, to)
}

/// The band of a share between 0 and 1, as it is said: to the nearest of 100.
pub fn band(share: f64) -> usize {
    let of_hundred = (100.0 * share).round().clamp(0.0, 100.0);
    (0..BANDS)
        .rev()
        .find(|band| of_hundred >= ends(*band).0 as f64)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bands_hold_every_share_once() {
        let mut shares: Vec<usize> = (0..BANDS).flat_map(|b| ends(b).0..=ends(b).1).collect();
        shares.dedup();
        assert_eq!(shares, (0..=100).collect::<Vec<_>>());
        for share in 0..=100 {
            let (from, to) = ends(band(share as f64 / 100.0));
            assert!((from..=to).contains(&share), "{share}");
        }
        // As it is said: 79.6 of 100 are said to be 80.
        assert_eq!((band(0.794), band(0.796), band(1.0)), (3, 4, 4));
    }

    #[test]
    fn hands_are_counted_typed_and_never_fewer_than_none() {
        let mut hands = Hands::default();
        hands.count(0, false);
        hands.count(4, true);
        hands.count(9, true);
        assert!(hands.put(2, " 12 ") && hands.put(3, ""));
        for nonsense in ["-1", "many", "10000", "1.5"] {
            assert!(!hands.put(2, nonsense), "{nonsense}");
        }
        assert_eq!(hands.0, [0, 0, 12, 0, 1]);
        assert_eq!(hands.total(), 13);
    }
}
