//! What is a formula, what is not, and what its author is told.

#![allow(
    clippy::unwrap_used,
    reason = "a formula of a test that cannot be read fails that test"
)]

use early_action_engine::formula::{Code, FUNCTIONS, Formula, FormulaError, MAX_BYTES, MAX_DEPTH};

fn plain(text: &str) -> String {
    Formula::parse(text).unwrap().to_string()
}

fn fault(text: &str) -> FormulaError {
    Formula::parse(text).unwrap_err().remove(0)
}

/// The first fault: the text it marks, the message and the hint.
fn told(text: &str) -> (String, String, String) {
    let fault = fault(text);
    let marked = text[fault.span.start..fault.span.end].to_string();
    (marked, fault.message, fault.hint.unwrap_or_default())
}

#[track_caller]
fn assert_told(text: &str, marked: &str, message: &str, hint: &str) {
    let expected = (marked.to_string(), message.to_string(), hint.to_string());
    assert_eq!(told(text), expected, "for {text:?}");
}

#[test]
fn operators_group_by_precedence() {
    for (text, grouped) in [
        ("a + b * c ^ d", "a + (b * (c ^ d))"),
        ("a - b - c", "(a - b) - c"),
        ("a / b * c", "(a / b) * c"),
        ("a ^ b ^ c", "a ^ (b ^ c)"),
        ("-a ^ b", "-(a ^ b)"),
        ("a ^ -b ^ c", "a ^ (-(b ^ c))"),
        ("-a * b", "(-a) * b"),
        ("not a < b and c or d", "((not (a < b)) and c) or d"),
        ("a or b and not c", "a or (b and (not c))"),
        ("a + b < c * d", "(a + b) < (c * d)"),
        ("pow(a, b)", "a ^ b"),
        ("min(min(a, b), c)", "min(a, b, c)"),
    ] {
        assert_eq!(
            Formula::parse(text).unwrap(),
            Formula::parse(grouped).unwrap(),
            "{text}"
        );
    }
    assert_ne!(
        Formula::parse("a - (b - c)").unwrap(),
        Formula::parse("a - b - c").unwrap()
    );
    assert_ne!(
        Formula::parse("min(a, min(b, c))").unwrap(),
        Formula::parse("min(a, b, c)").unwrap()
    );
}

#[test]
fn the_plain_form_keeps_only_the_parentheses_that_matter() {
    for (text, expected) in [
        ("((a))+(b*c)", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(-a)^2", "(-a) ^ 2"),
        ("-(a^2)", "-a ^ 2"),
        ("(a^b)^c", "(a ^ b) ^ c"),
        ("- -a", "--a"),
        ("not(not(a))", "not not a"),
        ("(not a) == b", "(not a) == b"),
        ("(a<b)<c", "(a < b) < c"),
        ("5% + 1_000.5", "0.05 + 1000.5"),
        ("life(age+1)", "life(age + 1)"),
        ("1e300 + 2.5e-9", "1e300 + 2.5e-9"),
        ("if(a\n  > 1,\tb, c)", "if(a > 1, b, c)"),
    ] {
        assert_eq!(plain(text), expected, "{text}");
    }
}

#[test]
fn numbers_are_read_as_written() {
    for (text, value) in [
        ("12", 12.0_f64),
        ("0.05", 0.05),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("2E+3", 2000.0),
        ("1_000_000", 1e6),
        ("5%", 0.05),
        ("0.1%", 0.001),
        ("12.5%", 0.125),
        ("1e2%", 1.0),
        ("0", 0.0),
        ("1251/1734", 1251.0 / 1734.0),
        ("1e-400", 0.0),
    ] {
        let read = Formula::parse(text).unwrap().eval_constant().unwrap();
        assert_eq!(read.to_bits(), value.to_bits(), "{text}");
    }
}

#[test]
fn names_and_tables_are_listed_with_their_places() {
    let formula = Formula::parse("p_A.AB * life(age) + p_A.AB").unwrap();
    let names: Vec<_> = formula
        .names()
        .map(|(name, span)| (name, span.start))
        .collect();
    assert_eq!(names, [("p_A.AB", 0), ("age", 14), ("p_A.AB", 21)]);
    let tables: Vec<_> = formula
        .tables()
        .map(|(name, span)| (name, span.start, span.end))
        .collect();
    assert_eq!(tables, [("life", 9, 13)]);
}

#[test]
fn function_names_may_be_names_of_values_too() {
    let formula = Formula::parse("fade * fade(year, fade, 0)").unwrap();
    assert_eq!(formula.names().count(), 3);
    assert_eq!(formula.tables().count(), 0);
}

#[test]
fn a_missing_operator_is_explained() {
    let between = "an operator is missing between";
    assert_told(
        "5x",
        "5x",
        &format!("{between} `5` and `x`"),
        "use `*` to multiply: `5 * x`",
    );
    assert_told(
        "2 (a)",
        "2 (",
        &format!("{between} `2` and `(`"),
        "use `*` to multiply",
    );
    assert_told(
        "(a)(b)",
        ")(",
        &format!("{between} `)` and `(`"),
        "use `*` to multiply",
    );
    let hint = "if this is one name, write `care_risk`; use `*` to multiply";
    assert_told(
        "care risk",
        "care risk",
        &format!("{between} `care` and `risk`"),
        hint,
    );
    let hint = "the values of a function stand in parentheses: `exp(...)`";
    assert_told("exp 3", "exp 3", &format!("{between} `exp` and `3`"), hint);
    assert_eq!(
        told("1 500").1,
        "`1` and `500` are two numbers side by side"
    );
    assert_eq!(told("1 000").1, "this number starts with a needless 0");
}

#[test]
fn a_single_equals_sign_is_explained() {
    assert_told(
        "a = 2",
        "=",
        "`=` compares nothing here",
        "use `==` to compare",
    );
}

#[test]
fn parentheses_that_do_not_match_are_shown_where_they_stand() {
    let never = "this parenthesis is never closed";
    assert_told("2 * (a + (b)", "(", never, "add `)` where it should end");
    assert_eq!(fault("2 * (a + (b)").span.start, 4);
    assert_told("exp(a", "(", never, "add `)` where it should end");
    let nothing = "this parenthesis closes nothing";
    assert_told("a + b)", ")", nothing, "remove it, or open one before");
    assert_eq!(
        fault("()").message,
        "nothing stands between these parentheses"
    );
}

#[test]
fn the_empty_formula_is_a_fault() {
    for text in ["", "  \n\t"] {
        assert_eq!(fault(text).code, Code::Empty);
    }
}

#[test]
fn a_value_that_is_missing_is_named_by_its_neighbours() {
    assert_told(
        "2 +",
        "",
        "a value is missing after `+`",
        "finish the formula",
    );
    assert_eq!(told("2 * / 3").1, "a value is missing between `*` and `/`");
    assert_eq!(told("* 3").1, "a value is missing before `*`");
    assert_eq!(told("max(a,)").1, "a value is missing between `,` and `)`");
    assert_eq!(told("+3").2, "leave out the `+`");
}

#[test]
fn wrong_numbers_of_arguments_are_all_listed() {
    let faults = Formula::parse("exp(1, 2) + if(a, b) + min(1) + ln()").unwrap_err();
    let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "`exp` takes 1 value, but 2 are given",
            "`if` takes 3 values, but 2 are given",
            "`min` takes at least 2 values, but 1 is given",
            "`ln` takes 1 value, but 0 are given",
        ]
    );
    assert_eq!(
        faults[1].hint.as_deref(),
        Some("write `if(condition, then, else)`")
    );
    assert_eq!(
        fault("maxx(1, 2)").hint.as_deref(),
        Some("did you mean `max`?")
    );
    assert!(
        fault("life(age, sex)")
            .hint
            .unwrap()
            .starts_with("tables of two values do not exist")
    );
}

#[test]
fn every_function_refuses_one_argument_too_few_and_too_many() {
    for function in FUNCTIONS {
        let call = |count: usize| format!("{}({})", function.name, vec!["x"; count].join(","));
        let count = function.arguments.len();
        assert!(Formula::parse(&call(count)).is_ok(), "{}", function.name);
        assert_eq!(fault(&call(count - 1)).code, Code::ArgumentCount);
        assert_eq!(Formula::parse(&call(count + 1)).is_ok(), function.more);
        assert!(Formula::parse(&function.signature().replace(", ...", "")).is_ok());
    }
}

#[test]
fn comparisons_cannot_be_chained_and_not_needs_parentheses() {
    assert_told(
        "a < b <= c",
        "<=",
        "comparisons cannot be chained",
        "write `a < b and b <= c`",
    );
    assert_eq!(fault("a + not b").code, Code::MisplacedNot);
    assert_eq!(fault("a == not b").code, Code::MisplacedNot);
    assert!(Formula::parse("a == (not b)").is_ok());
}

#[test]
fn signs_from_other_languages_and_word_processors_are_explained() {
    for (text, hint) in [
        ("a × b", "use `*` to multiply"),
        ("a − b", "use the plain hyphen `-` for minus"),
        ("a ≤ b", "write `<=`"),
        ("a <> b", "write `!=` for \"differs from\""),
        ("a && b", "write `and`"),
        ("!a", "write `not`, or `!=` for \"differs from\""),
        ("a ** b", "write `^` for powers: 2^3"),
        ("£5", "leave out the currency; the model states it once"),
        ("[a]", "use round parentheses `( )`"),
        ("a ? b : c", "write `if(condition, then, else)`"),
        ("a # why", "formulas have no comments"),
        (
            "5 %",
            "write `5%` without a space, `x / 100`, or `mod(a, b)` for a remainder",
        ),
        (
            "1.000.000",
            "the point marks decimals; group thousands with `_`: 1_000_000",
        ),
        (
            "1,500",
            "write decimals with a point (0.5), and thousands as 1000 or 1_000",
        ),
        ("1_ + 2", "`_` stands between digits: 1_000"),
        ("café", "names use the letters a to z, digits and `_`"),
        ("p..a", "dots join a name and its member: `p_A.AB`"),
    ] {
        assert_eq!(told(text).2, hint, "{text}");
    }
}

#[test]
fn all_unknown_signs_are_listed_at_once() {
    assert_eq!(Formula::parse("a × b = £5").unwrap_err().len(), 3);
}

#[test]
fn faults_after_letters_of_several_bytes_mark_the_right_text() {
    let text = "“a” + “b”";
    let marked: Vec<&str> = Formula::parse(text)
        .unwrap_err()
        .iter()
        .map(|fault| fault.span.of(text))
        .collect();
    assert_eq!(marked, ["“", "”", "“", "”"]);
}

#[test]
fn nesting_is_capped_by_an_error() {
    let nested = |depth: usize| format!("{}1{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Formula::parse(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(fault(&nested(MAX_DEPTH + 1)).code, Code::TooDeep);
    assert_eq!(fault(&"(".repeat(MAX_BYTES)).code, Code::TooDeep);
    assert_eq!(fault(&"exp(".repeat(MAX_BYTES / 4)).code, Code::TooDeep);
}

#[test]
fn length_is_capped_by_an_error() {
    assert_eq!(fault(&"1".repeat(MAX_BYTES + 1)).code, Code::TooLong);
    assert_eq!(fault(&format!("a{}", "b".repeat(200))).code, Code::BadName);
}

#[test]
fn long_chains_are_no_deeper_than_short_ones() {
    for link in ["1+", "2^", "1-", "not ", "-", "0*", "1 or "] {
        let text = format!("{}1", link.repeat((MAX_BYTES - 1) / link.len()));
        let formula = Formula::parse(&text).unwrap();
        assert!(!formula.to_string().is_empty());
        let _value = formula.evaluate(&|_: &str| 0.0);
    }
}

#[test]
fn faults_are_few_even_where_everything_is_wrong() {
    assert!(Formula::parse(&"£".repeat(4000)).unwrap_err().len() <= 20);
    assert!(Formula::parse(&"exp()+".repeat(1500)).unwrap_err().len() <= 21);
}

#[test]
fn errors_can_be_sent_between_threads() {
    fn sendable<T: Send + Sync + 'static>() {}
    sendable::<FormulaError>();
    sendable::<Formula>();
}
