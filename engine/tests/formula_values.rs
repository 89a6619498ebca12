//! What formulas are worth: closed forms, edges, and why a result is not a number.

#![allow(
    clippy::unwrap_used,
    reason = "a formula of a test that cannot be read fails that test"
)]

use early_action_engine::formula::{Code, Formula, Values};

fn at(text: &str, x: f64) -> f64 {
    Formula::parse(text).unwrap().evaluate(&|_: &str| x)
}

fn value(text: &str) -> f64 {
    at(text, f64::NAN)
}

#[track_caller]
fn assert_exact(text: &str, expected: f64) {
    let found = value(text);
    assert_eq!(
        found.to_bits(),
        expected.to_bits(),
        "{text} is {found}, not {expected}"
    );
}

#[track_caller]
fn assert_near(text: &str, expected: f64) {
    let found = value(text);
    // All values compared lie within -3..=3.
    assert!(
        (found - expected).abs() < 4.5e-16,
        "{text} is {found}, not {expected}"
    );
}

#[track_caller]
fn assert_cause(text: &str, message: &str) {
    let error = Formula::parse(text).unwrap().eval_constant().unwrap_err();
    assert_eq!(
        (error.code, error.message.as_str()),
        (Code::NotFinite, message),
        "{text}"
    );
}

#[test]
fn arithmetic_follows_the_rules_of_school() {
    assert_exact("2 + 3 * 4", 14.0);
    assert_exact("-2^2", -4.0);
    assert_exact("(-2)^2", 4.0);
    assert_exact("2^3^2", 512.0);
    assert_exact("2^-1", 0.5);
    assert_exact("10 - 4 - 3", 3.0);
    assert_exact("12 / 3 / 2", 2.0);
    assert_exact("50% * 8", 4.0);
}

#[test]
fn comparisons_give_one_or_zero() {
    for (text, expected) in [
        ("1 < 2", 1.0),
        ("2 <= 2", 1.0),
        ("2 > 2", 0.0),
        ("2 >= 3", 0.0),
        ("2 == 2", 1.0),
        ("2 != 2", 0.0),
        ("(1 < 2) + (3 < 4)", 2.0),
    ] {
        assert_exact(text, expected);
    }
}

#[test]
fn anything_but_zero_counts_as_true() {
    for (text, expected) in [
        ("0.5 and -3", 1.0),
        ("1 and 0", 0.0),
        ("0 or 0.1", 1.0),
        ("0 or 0", 0.0),
        ("not 0", 1.0),
        ("not 7", 0.0),
        ("if(-1, 2, 3)", 2.0),
        ("if(0, 2, 3)", 3.0),
    ] {
        assert_exact(text, expected);
    }
}

#[test]
fn rounding_goes_the_way_of_spreadsheets() {
    for (text, expected) in [
        ("floor(-1.5)", -2.0),
        ("ceil(-1.5)", -1.0),
        ("ceil(-0.5)", 0.0),
        ("ceil(1.1)", 2.0),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -3.0),
        ("round(0.49999999999999994)", 0.0),
        ("round(-0.2)", 0.0),
        ("round(4503599627370497)", 4_503_599_627_370_497.0),
        ("mod(14, 12)", 2.0),
        ("mod(-1, 12)", 11.0),
        ("mod(1, -12)", -11.0),
        ("abs(-3)", 3.0),
    ] {
        assert_exact(text, expected);
    }
}

#[test]
fn odd_and_even_hold_for_whole_numbers_only() {
    for (n, odd, even) in [
        (0.0, 0.0, 1.0),
        (1.0, 1.0, 0.0),
        (2.0, 0.0, 1.0),
        (-3.0, 1.0, 0.0),
    ] {
        assert_eq!((at("odd(n)", n), at("even(n)", n)), (odd, even));
    }
    assert_eq!((value("odd(1.5)"), value("even(1.5)")), (0.0, 0.0));
}

#[test]
fn smallest_largest_and_bounds_are_exact() {
    assert_exact("min(3, 1, 2)", 1.0);
    assert_exact("max(3, 1, 2, 5, 4)", 5.0);
    assert_exact("clamp(7, 0, 5)", 5.0);
    assert_exact("clamp(-7, 0, 5)", 0.0);
    assert_exact("clamp(3, 0, 5)", 3.0);
}

#[test]
fn rates_and_probabilities_convert_both_ways() {
    assert_near("rate_to_probability(0.1, 5)", 0.393_469_340_287_366_6);
    assert_near("probability_to_rate(0.3, 2)", 0.178_337_471_969_366_2);
    assert_near("probability_to_rate(rate_to_probability(0.2, 3), 3)", 0.2);
    assert_exact("rate_to_probability(0, 1)", 0.0);
    assert_exact("probability_to_rate(0, 1)", 0.0);
    // Exact in the small, where 1 - exp(-x) loses every digit.
    assert_exact("rate_to_probability(1e-20, 1)", 1e-20);
}

#[test]
fn probabilities_rescale_to_other_periods() {
    assert_near("rescale_probability(0.19, 2, 1)", 0.1);
    assert_near("rescale_probability(0.1, 1, 2)", 0.19);
    assert_exact(
        "rescale_probability(0.123456789, 0.25, 0.25)",
        0.123_456_789,
    );
    assert_exact("rescale_probability(1, 1, 0.5)", 1.0);
    assert_exact("rescale_probability(0, 1, 12)", 0.0);
    assert_exact("rescale_probability(1, 1, 0)", 0.0);
}

#[test]
fn odds_ratios_act_on_odds() {
    assert_near("odds_ratio(0.2, 1)", 0.2);
    // Odds 1 : 4 doubled are 1 : 2.
    assert_near("odds_ratio(0.2, 2)", 1.0 / 3.0);
    assert_near("logistic(logit(0.2) + ln(2))", 1.0 / 3.0);
    assert_exact("odds_ratio(1, 0.5)", 1.0);
    assert_exact("odds_ratio(0, 5)", 0.0);
}

#[test]
fn logarithms_roots_and_the_normal_distribution_have_their_known_values() {
    assert_near("exp(1)", std::f64::consts::E);
    assert_near("ln(10)", std::f64::consts::LN_10);
    assert_exact("sqrt(2)", std::f64::consts::SQRT_2);
    assert_exact("normal_cdf(0)", 0.5);
    assert_near("normal_cdf(1.959963984540054)", 0.975);
    assert_near("logit(0.75)", 1.098_612_288_668_109_8);
    assert_exact("logistic(0)", 0.5);
}

#[test]
fn an_effect_fades_in_a_straight_line() {
    for (t, expected) in [
        (0.0, 1.0),
        (1.999, 1.0),
        (2.0, 1.0),
        (3.0, 0.75),
        (6.0, 0.0),
        (9.0, 0.0),
    ] {
        assert_eq!(at("fade(t, 2, 4)", t), expected, "at {t}");
    }
    for (t, expected) in [(1.0, 1.0), (2.0, 0.0), (3.0, 0.0)] {
        assert_eq!(at("fade(t, 2, 0)", t), expected, "a step at {t}");
    }
}

#[test]
fn a_fault_in_the_part_not_chosen_does_not_matter() {
    assert_exact("if(1, 2, 1 / 0)", 2.0);
    assert_exact("if(0, ln(-1), 3)", 3.0);
    assert_eq!(at("if(x == 0, 0, 1 / x)", 0.0), 0.0);
    assert_eq!(at("x != 0 and 1 / x > 2", 0.0), 0.0);
    assert_eq!(at("x == 0 or 1 / x > 2", 0.0), 1.0);
}

#[test]
fn a_fault_never_hides_in_a_condition_or_a_bound() {
    for text in [
        "if(1 / 0 > 5, 1, 2)",
        "if(0 / 0, 1, 2)",
        "1 / 0 > 5",
        "1 / 0 == 1 / 0",
        "not (1 / 0)",
        "1 and 1 / 0",
        "0 or 1 / 0",
        "min(1, 1 / 0)",
        "max(1, 1 / 0)",
        "clamp(1 / 0, 0, 1)",
        "(1 / 0)^0",
        "exp(-1 / 0)",
        "fade(1 / 0, 1, 1)",
        "odd(1 / 0)",
        "1 / (1 / 0)",
        "round(1 / 0)",
    ] {
        assert!(value(text).is_nan(), "{text} is {}", value(text));
    }
}

#[test]
fn limits_are_kept_where_they_make_sense() {
    assert_exact("logistic(logit(0) + 3)", 0.0);
    assert_exact("logistic(logit(1) - 3)", 1.0);
    assert_exact("rate_to_probability(probability_to_rate(1, 1), 1)", 1.0);
    assert_exact("min(1, exp(1000))", 1.0);
}

#[test]
fn the_cause_of_a_result_that_is_no_number_is_named() {
    for (text, message) in [
        ("3 * (1 / (2 - 2)) + 4", "divides by zero: `2 - 2` is 0"),
        ("5 / 0", "divides by zero"),
        ("mod(5, 1 - 1)", "divides by zero: `1 - 1` is 0"),
        ("0 ^ -1", "divides by zero: a negative power of zero"),
        (
            "(1 - 3) ^ 0.5",
            "raises a negative number to a power that is not whole: `1 - 3` is -2",
        ),
        ("ln(2 - 2)", "takes the logarithm of zero: `2 - 2` is 0"),
        (
            "ln(2 - 5)",
            "takes the logarithm of a negative number: `2 - 5` is -3",
        ),
        (
            "sqrt(-4)",
            "takes the square root of a negative number: `-4` is -4",
        ),
        ("logit(1)", "takes the log odds of a certainty"),
        ("logit(1.5)", "needs a probability between 0 and 1"),
        (
            "odds_ratio(1 + 1, 2)",
            "needs a probability between 0 and 1: `1 + 1` is 2",
        ),
        (
            "odds_ratio(0.5, -2)",
            "needs an odds ratio of at least 0: `-2` is -2",
        ),
        ("odds_ratio(1, 0)", "takes away all odds of a certainty"),
        (
            "rate_to_probability(-1, 1)",
            "needs a rate of at least 0: `-1` is -1",
        ),
        (
            "rate_to_probability(1, -1)",
            "needs at least 0 years: `-1` is -1",
        ),
        (
            "probability_to_rate(1, 1)",
            "no rate makes an event certain",
        ),
        ("probability_to_rate(0.5, 0)", "needs more than 0 years"),
        ("rescale_probability(0.5, 0, 1)", "needs more than 0 years"),
        (
            "rescale_probability(0.5, 1, -1)",
            "needs at least 0 years: `-1` is -1",
        ),
        ("clamp(1, 3, 2)", "has a lower bound above its upper bound"),
        (
            "exp(999 + 1)",
            "the result of `exp(999 + 1)` is too large for a number: `999 + 1` is 1000",
        ),
        ("if(1, ln(0), 1 / 0)", "takes the logarithm of zero"),
    ] {
        assert_cause(text, message);
    }
}

#[test]
fn the_cause_is_the_innermost_one_and_marks_its_text() {
    let text = "price * max(0, 1 / (families - 200)) + ln(0)";
    let formula = Formula::parse(text).unwrap();
    let values = |name: &str| if name == "price" { 5e4 } else { 200.0 };
    let diagnosis = formula.diagnose(&values).unwrap();
    assert_eq!(diagnosis.span.of(text), "1 / (families - 200)");
    assert_eq!(diagnosis.message, "divides by zero: `families - 200` is 0");
    let operands: Vec<_> = diagnosis
        .operands
        .iter()
        .map(|each| (each.text.as_str(), each.value))
        .collect();
    assert_eq!(operands, [("1", 1.0), ("families - 200", 0.0)]);
}

#[test]
fn a_finite_result_has_no_cause() {
    let formula = Formula::parse("if(x > 0, 1 / x, 0)").unwrap();
    assert_eq!(formula.diagnose(&|_: &str| 0.0), None);
}

#[test]
fn a_missing_value_or_table_entry_is_named() {
    struct Life;
    impl Values for Life {
        fn value(&self, _: &str) -> f64 {
            120.0
        }
        fn look_up(&self, _: &str, at: f64) -> f64 {
            if at <= 100.0 { 0.01 } else { f64::NAN }
        }
    }
    let formula = Formula::parse("2 * life(age + 1)").unwrap();
    let message = formula.diagnose(&Life).unwrap().message;
    assert_eq!(message, "the table `life` has no value at 121 (`age + 1`)");
    let message = formula.diagnose(&|_: &str| f64::NAN).unwrap().message;
    assert_eq!(message, "`age` has no finite value");
}

#[test]
fn a_constant_may_not_read_names() {
    let error = Formula::parse("1251 / total")
        .unwrap()
        .eval_constant()
        .unwrap_err();
    assert_eq!(error.code, Code::NotConstant);
    assert_eq!(
        error.message,
        "only numbers can stand here, and `total` is a name"
    );
}
