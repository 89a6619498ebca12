use early_action_engine::appraise::Share;

use super::round::grouped;
use super::*;
use crate::words::Words;

fn words() -> Words {
    Words::new("en")
}

fn share(value: f64, error: f64) -> Share {
    Share { value, error }
}

/// Values of every size and both signs, in rising order.
fn ladder() -> Vec<f64> {
    let mut up: Vec<f64> = Vec::new();
    for exponent in -3..11 {
        for step in 0..180 {
            up.push((1.0 + f64::from(step) * 0.05) * 10f64.powi(exponent));
        }
    }
    let mut all: Vec<f64> = up.iter().rev().map(|v| -v).collect();
    all.push(-0.0);
    all.push(0.0);
    all.extend(up);
    all
}

#[test]
fn money_in_sentences_has_two_digits() {
    let words = words();
    let say = |value| money(&words, value, None);
    assert_eq!(say(1_204_331.0), "£1.2 million");
    assert_eq!(say(-1_204_331.0), "£1.2 million");
    assert_eq!(say(341_900.0), "£340,000");
    assert_eq!(say(1_400.4), "£1,400");
    assert_eq!(say(999_900.0), "£1 million");
    assert_eq!(say(25_400_000_000.0), "£25 billion");
    assert_eq!(say(0.0), "£0");
}

#[test]
fn a_digit_that_the_monte_carlo_error_leaves_open_is_not_said() {
    let words = words();
    assert_eq!(money(&words, 341_900.0, Some(12_000.0)), "£350,000");
    assert_eq!(money(&words, 341_900.0, Some(60_000.0)), "£400,000");
    assert_eq!(money(&words, 1_251_000.0, Some(400.0)), "£1.3 million");
    assert_eq!(about(&words, 3_000.0, Some(12_000.0)), "less than £50,000");
    assert_eq!(
        about(&words, 1_204_331.0, Some(9_000.0)),
        "about £1.2 million"
    );
    assert_eq!(about(&words, 0.0, Some(0.0)), "nothing");
    assert_eq!(about(&words, 0.2, None), "less than £1");
}

#[test]
fn money_on_axes_is_short() {
    assert_eq!(short_money(1_200_000.0), "£1.2m");
    assert_eq!(short_money(-300_000.0), "\u{2212}£300k");
    assert_eq!(short_money(2_500_000_000.0), "£2.5bn");
    assert_eq!(short_money(750.0), "£750");
    assert_eq!(short_money(-0.0), "£0");
    assert_eq!(short_money(-0.001), "£0");
    assert_eq!(short_difference(&words(), 341_900.0, None), "£340k more");
    assert_eq!(
        short_difference(&words(), -341_900.0, Some(60_000.0)),
        "£400k less"
    );
    assert_eq!(short_difference(&words(), -0.3, None), "same cost");
}

#[test]
fn money_in_tables_is_exact() {
    assert_eq!(exact_money(1_204_331.2), "£1,204,331");
    assert_eq!(exact_money(-12.0), "\u{2212}£12");
    assert_eq!(exact_money(-0.3), "£0");
}

#[test]
fn the_margin_is_two_standard_errors_to_one_digit() {
    assert_eq!(plus_minus(&words(), 9_600.0), "± £20,000");
    assert_eq!(plus_minus(&words(), 260.0), "± £500");
}

#[test]
fn what_happens_in_some_futures_is_never_said_to_happen_in_none() {
    let words = words();
    let say = |value, error| out_of_hundred(&words, share(value, error));
    assert_eq!(say(0.834, 0.004), "83 of 100");
    assert_eq!(say(0.0, 0.0001), "0 of 100");
    assert_eq!(say(0.0001, 0.0001), "fewer than 1 of 100");
    assert_eq!(say(0.9999, 0.0001), "more than 99 of 100");
    assert_eq!(say(1.0, 0.0001), "100 of 100");
    assert_eq!(say(0.834, 0.05), "80 of 100");
    assert_eq!(say(0.834, 0.02), "85 of 100");
    assert_eq!(say(0.504, 0.004_999), "50 of 100");
    assert_eq!(say(0.02, 0.05), "fewer than 10 of 100");
    assert_eq!(say(0.98, 0.05), "more than 90 of 100");
    assert_eq!(
        futures(&words, share(0.834, 0.004)),
        "83 of 100 simulated futures"
    );
}

#[test]
fn a_share_and_its_rest_are_a_hundred() {
    let words = words();
    let half = share(0.745, 0.004);
    assert_eq!(out_of_hundred(&words, half), "75 of 100");
    assert_eq!(out_of_hundred(&words, the_rest(half)), "25 of 100");
    let few = share(0.0001, 0.0001);
    assert_eq!(out_of_hundred(&words, the_rest(few)), "more than 99 of 100");
}

#[test]
fn people_are_whole() {
    let words = words();
    assert_eq!(people(&words, 6.3, None), "6");
    assert_eq!(people(&words, 1_234.0, None), "1,200");
    assert_eq!(people(&words, 0.3, None), "fewer than 1");
    assert_eq!(people(&words, 0.0, None), "0");
}

#[test]
fn what_it_takes_is_rounded_up() {
    assert_eq!(at_least_people(5.2), "6");
    assert_eq!(at_least_people(6.0), "6");
    assert_eq!(at_least_people(6.000_000_000_1), "6");
    assert_eq!(at_least_people(121.0), "130");
}

#[test]
fn time_is_said_in_months_up_to_two_years() {
    let words = words();
    let say = |years| duration(&words, years);
    assert_eq!(say(1.0 / 12.0), "1 month");
    assert_eq!(say(1.5), "18 months");
    assert_eq!(say(1.0), "1 year");
    assert_eq!(say(2.0), "2 years");
    assert_eq!(say(7.5), "7.5 years");
    assert_eq!(say(0.0), "0 months");
}

#[test]
fn rounding_never_turns_two_figures_round() {
    for error in [None, Some(0.0), Some(13.0), Some(44_000.0)] {
        let mut last = f64::NEG_INFINITY;
        for value in ladder() {
            let now = rounded(value, error);
            assert!(
                now >= last,
                "{value} with {error:?} gives {now} after {last}"
            );
            last = now;
        }
    }
}

#[test]
fn a_figure_is_said_to_a_step_of_which_its_error_is_half_or_less() {
    for error in [
        0.3, 0.5, 0.6, 1.0, 2.4, 2.5, 2.6, 4_999.0, 5_000.0, 5_001.0, 17_958.0,
    ] {
        let step = round::known_place(0.0, Some(error));
        assert!(step >= 2.0 * error * (1.0 - 1e-6), "{step} for {error}");
        assert!(step <= 5.0 * error * (1.0 + 1e-6), "{step} for {error}");
    }
}

#[test]
fn rounding_moves_a_figure_by_half_a_place_at_most() {
    for value in ladder() {
        let place = round::known_place(value, Some(3.0));
        assert!((rounded(value, Some(3.0)) - value).abs() <= place / 2.0 * (1.0 + 1e-9));
        assert!(
            place >= 1.0,
            "twice an error of 3 hides everything below a pound"
        );
    }
}

#[test]
fn no_text_is_minus_nothing_or_no_number() {
    let words = words();
    let odd = [
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        -0.0,
        f64::MIN_POSITIVE,
    ];
    for value in ladder().into_iter().chain(odd) {
        for text in [
            money(&words, value, Some(1.0)),
            about(&words, value, Some(1.0)),
            short_money(rounded(value, None)),
            short_difference(&words, value, Some(20.0)),
            exact_money(value),
            grouped(value, 2),
            people(&words, value, None),
            duration(&words, value),
            out_of_hundred(&words, share(value, 0.01)),
        ] {
            assert!(
                !text.contains("NaN") && !text.contains("inf"),
                "{value}: {text}"
            );
            let digits = text.chars().any(|c| ('1'..='9').contains(&c));
            assert!(digits || !text.contains(MINUS), "{value}: {text}");
        }
    }
}
