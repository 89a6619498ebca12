//! People, and shares as natural frequencies.

use early_action_engine::appraise::Share;

use super::round::{known_place, plain, rounded, to_place};
use crate::words::Words;

/// A share as so many of a hundred: "83", "fewer than 1", "more than 99". What happens in some
/// futures is never none of them, and what fails in some is never all.
pub fn out_of_hundred(words: &Words, share: Share) -> String {
    let (parts, nearest, place) = parts(share);
    if nearest <= 0.0 && parts > 0.0 {
        words.text("share-under", &[("parts", plain(place, 0).into())])
    } else if nearest >= 100.0 && parts < 100.0 {
        words.text("share-over", &[("parts", plain(100.0 - place, 0).into())])
    } else {
        words.text("share-parts", &[("parts", plain(nearest, 0).into())])
    }
}

/// A share of 100, how it is said, and to which place.
fn parts(share: Share) -> (f64, f64, f64) {
    let parts = share.value.clamp(0.0, 1.0) * 100.0;
    let parts = if parts.is_finite() { parts } else { 0.0 };
    // People count in ones, fives and tens. Ten thousand draws know the ones.
    let place = [1.0, 5.0, 10.0]
        .into_iter()
        .find(|place| *place >= 200.0 * share.error)
        .unwrap_or(50.0);
    (parts, to_place(parts, place), place)
}

/// All the others, said so that both together are 100.
pub fn the_rest(share: Share) -> Share {
    let (_, nearest, _) = parts(share);
    let value = if (1.0..=99.0).contains(&nearest) {
        nearest / 100.0
    } else {
        share.value
    };
    Share {
        value: 1.0 - value,
        error: share.error,
    }
}

/// "83 of 100 simulated futures".
pub fn futures(words: &Words, share: Share) -> String {
    words.text(
        "share-futures",
        &[("share", out_of_hundred(words, share).into())],
    )
}

/// How many people, to what is known: "6", "1,200", "fewer than 1".
pub fn people(words: &Words, number: f64, error: Option<f64>) -> String {
    let number = number.abs();
    let place = known_place(number, error).max(1.0);
    let nearest = to_place(number, place);
    if nearest == 0.0 && number > 0.0 {
        words.text("people-under", &[("number", plain(place, 0).into())])
    } else {
        plain(nearest, 0)
    }
}

/// How many it takes: rounded up, so that the sentence around it stays true. Fewer than ten are
/// counted in whole people, more to two digits.
pub fn at_least_people(number: f64) -> String {
    let number = number.abs();
    let place = known_place(number, None).max(1.0);
    // 6 + a rounding error is 6.
    let up = (number / place - 1e-9).ceil() * place;
    plain(rounded(up, None), 0)
}
