//! Bad model files: every fault is named with its place and a hint, and nothing panics.

mod support;

use support::*;

/// A small model without faults; each test spoils a part of it.
const GOOD: &str = r#"format = 1
[model]
title = "t"
[time]
cycle = "1 year"
horizon = "5 years"
[counting]
costs = "end"
outcomes = "end"
[parameters.p]
value = 0.2
assumption = "an example"
[states.a]
start = 1
[states.b]
[transitions.a]
b = { probability = "p", per = "1 year" }
[costs.c]
payer = "council"
terms = [{ while_in = ["b"], amount = 100, per = "1 year" }]
[outcomes.o]
terms = [{ while_in = ["a"], amount = 1, per = "1 year" }]
[strategies.none]
"#;

/// The good model with one part exchanged.
fn spoilt(part: &str, by: &str) -> String {
    assert_eq!(GOOD.matches(part).count(), 1, "{part}");
    GOOD.replace(part, by)
}

/// The fault at a path; it must have a place in the text, that begins with `at`, and a hint.
#[track_caller]
fn fault(text: &str, path: &str, at: &str) -> Fault {
    let all = faults(text);
    let found = all.iter().find(|fault| fault.path == path);
    let fault = found
        .unwrap_or_else(|| panic!("no fault at {path}: {all:?}"))
        .clone();
    assert!(
        !fault.what.is_empty() && !fault.hint.is_empty(),
        "{fault:?}"
    );
    let line = text
        .lines()
        .nth(fault.line - 1)
        .expect("a line of the file");
    let rest: String = line.chars().skip(fault.column - 1).collect();
    assert!(
        rest.starts_with(at),
        "{fault:?} points at `{rest}`, not at `{at}`"
    );
    fault
}

#[track_caller]
fn says(text: &str, part: &str) {
    assert!(text.contains(part), "`{text}` does not say `{part}`");
}

#[test]
fn the_good_model_runs() {
    // 100 a year for whoever has moved by the end of each year: 1 - 0.8^k.
    let years: f64 = (1..=5).map(|year| 100.0 * (1.0 - 0.8_f64.powi(year))).sum();
    same(cost(&answer(GOOD), "none"), years);
}

#[test]
fn a_value_of_the_wrong_type_is_named_where_it_stands() {
    let number = fault(&spoilt("\"5 years\"", "5"), "time.horizon", "5");
    says(&number.what, "not a number");
    let list = fault(
        &spoilt("\"council\"", "[\"council\"]"),
        "costs.c.payer",
        "[\"council\"]",
    );
    says(&list.what, "not a list");
    let state = fault(&spoilt("[states.b]", "[states]\nb = 3"), "states.b", "3");
    says(&state.what, "must be a table");
    let truth = fault(
        &spoilt("value = 0.2", "value = true"),
        "parameters.p.value",
        "true",
    );
    says(&truth.what, "not true or false");
}

#[test]
fn an_unknown_state_or_field_is_named_with_what_was_probably_meant() {
    let state = spoilt("while_in = [\"b\"]", "while_in = [\"bb\"]");
    says(
        &fault(&state, "costs.c.terms[0].while_in", "\"bb\"").hint,
        "`b`",
    );
    let to = spoilt("b = { prob", "bb = { prob");
    says(&fault(&to, "transitions.a.bb", "bb").hint, "`b`");
    let from = spoilt("[transitions.a]", "[transitions.aa]");
    says(&fault(&from, "transitions.aa", "aa").hint, "`a`");
    let field = spoilt("payer", "payr");
    says(&fault(&field, "costs.c.payr", "payr").hint, "`payer`");
    says(
        &fault(&field, "costs.c", "[costs.c]").what,
        "`payer` is missing",
    );
    let section = GOOD.replace("[strategies.none]", "[strategie.none]");
    says(
        &fault(&section, "strategie", "strategie").hint,
        "`strategies`",
    );
    let name = spoilt("amount = 100", "amount = \"100 + pp\"");
    says(&fault(&name, "costs.c.terms[0].amount", "pp").hint, "`p`");
    let function = spoilt("amount = 100", "amount = \"expp(3)\"");
    says(
        &fault(&function, "costs.c.terms[0].amount", "expp").hint,
        "`exp`",
    );
}

#[test]
fn columns_count_characters_also_beyond_ascii() {
    let text = spoilt(
        "payer = \"council\"",
        "payer = \"council\"\nlabel = \"\u{a3}\u{e9}\u{1f3e0}\"",
    );
    let text = text.replace(
        "{ while_in = [\"b\"], amount",
        "{ strategies = [\"\u{e9}\u{e4}\"], while_in = [\"bb\"], amount",
    );
    fault(&text, "costs.c.terms[0].while_in", "\"bb\"");
}

#[test]
fn a_probability_above_one_in_some_draw_names_row_strategy_draw_and_cycle() {
    let text = spoilt(
        "value = 0.2",
        "distribution = \"normal(mean = 0.8, sd = 0.1)\"",
    );
    let fault = fault(&text, "transitions.a.b.probability", "\"p\"");
    for part in ["probability", "strategy `none`", "draw ", "cycle 1"] {
        says(&fault.what, part);
    }
}

#[test]
fn a_row_above_one_is_named() {
    let row = "b = { probability = \"p\", per = \"1 year\" }\nc = { probability = 0.9, per = \"1 year\" }\n[states.c]";
    let fault = fault(
        &spoilt("b = { probability = \"p\", per = \"1 year\" }", row),
        "transitions.a",
        "\"p\"",
    );
    says(&fault.what, "1.1");
    says(&fault.what, "strategy `none`, draw 1, cycle 1");
}

#[test]
fn a_formula_that_divides_by_nothing_in_one_draw_is_named_with_that_draw() {
    let text = spoilt(
        "value = 0.2",
        "distribution = \"uniform(low = 0, high = 1)\"",
    )
    .replace("amount = 100", "amount = \"1 / floor(p * 20)\"");
    let fault = fault(&text, "costs.c.terms[0].amount", "\"1 / floor(p * 20)\"");
    for part in [
        "divides by zero",
        "`floor(p * 20)` is 0",
        "strategy `none`",
        "draw ",
    ] {
        says(&fault.what, part);
    }
}

#[test]
fn circular_formulas_are_named_as_a_ring() {
    let formulas = "[formulas]\nf = \"g + 1\"\ng = \"2 * h\"\nh = \"f\"\n[states.a]";
    let fault = fault(&spoilt("[states.a]", formulas), "formulas.f", "\"g + 1\"");
    says(&fault.what, "f -> g -> h -> f");
}

#[test]
fn not_a_number_and_infinity_are_refused() {
    for (part, literal) in [
        ("0.2", "nan"),
        ("100", "-inf"),
        ("100", "inf"),
        ("100", "1e999"),
    ] {
        let text = GOOD.replace(&format!("= {part}"), &format!("= {literal}"));
        let all = faults(&text);
        let found = all.iter().find(|fault| fault.what.contains("finite"));
        let fault = found.unwrap_or_else(|| panic!("{literal}: {all:?}"));
        let line = text.lines().nth(fault.line - 1).expect("a line");
        assert!(line[fault.column - 1..].starts_with(literal), "{fault:?}");
    }
    says(
        &fault(
            &spoilt("amount = 100", "amount = \"nan\""),
            "costs.c.terms[0].amount",
            "nan",
        )
        .what,
        "nan",
    );
}

#[test]
fn take_up_beside_an_effect_measured_per_offer_is_refused() {
    let text = GOOD.to_owned()
        + "[strategies.x]\ntake_up = 0.5\neffects = [{ on = \"p\", times = 0.5, scope = \"offered\" }]\n";
    let fault = fault(&text, "strategies.x.take_up", "0.5");
    says(&fault.what, "dilute it twice");
    says(&fault.hint, "reach");
}

#[test]
fn what_stands_twice_is_refused() {
    for (text, line) in [
        (spoilt("value = 0.2", "value = 0.2\nvalue = 0.3"), 12),
        (GOOD.to_owned() + "[states.b]\n", 24),
    ] {
        let all = faults(&text);
        assert!(all.iter().any(|fault| fault.line == line), "{all:?}");
    }
    let json = faults_of_file(&write("json", "{\"format\": 1, \"format\": 1}"), &[]);
    assert!(
        json.iter()
            .any(|fault| fault.what.contains("twice") && (fault.line, fault.column) == (1, 15)),
        "{json:?}"
    );
}

#[test]
fn missing_sections_are_all_named() {
    for text in ["", " \n\n", "format = 1\n"] {
        let all = faults(text);
        for section in ["model", "time", "states", "strategies"] {
            assert!(
                all.iter()
                    .any(|fault| fault.what.contains(&format!("`{section}` is missing"))),
                "{text}: {all:?}"
            );
        }
    }
    let counting = GOOD.replace("[counting]\ncosts = \"end\"\noutcomes = \"end\"\n", "");
    for path in ["costs.c", "outcomes.o"] {
        says(&fault(&counting, path, "").hint, "[counting]");
    }
}

#[test]
fn unknown_distributions_impossible_figures_and_wrong_units_are_refused() {
    let with =
        |distribution: &str| spoilt("value = 0.2", &format!("distribution = \"{distribution}\""));
    let path = "parameters.p.distribution";
    says(
        &fault(&with("betta(a = 1, b = 2)"), path, "betta").hint,
        "`beta`",
    );
    for distribution in [
        "beta(events = 30, of = 20)",
        "beta(mean = 0.3, sd = 0.9)",
        "beta(mean = 0.3, low = 0.4, high = 0.5)",
        "log_normal(low = 2, high = 1)",
        "normal(mean = 1, sd = -1)",
        "gamma(mean = -1, sd = 1)",
        "uniform(low = 3, high = 2)",
        "triangular(low = 1, mode = 6, high = 5)",
        "normal(mean = 1)",
        "normal(1, 2)",
        "normal(mean = 1, mean = 2, sd = 2)",
        "normal(mean = x, sd = 2)",
    ] {
        fault(&with(distribution), path, "");
    }
    fault(
        &spoilt("\"5 years\"", "\"5 yrs\""),
        "time.horizon",
        "\"5 yrs\"",
    );
    fault(
        &spoilt("\"5 years\"", "\"18 months\""),
        "time.horizon",
        "\"18 months\"",
    );
    fault(&spoilt("format = 1", "format = 2"), "format", "2");
}

#[test]
fn missing_input_is_named_with_how_to_give_it() {
    let file = write("toml", spoilt("value = 0.2\n", ""));
    let all = faults_of_file(&file, &["--draws", "10"]);
    assert!(
        all.iter()
            .any(|fault| fault.what.contains('p') && fault.hint.contains("p=value")),
        "{all:?}"
    );
    let answer = run(&file, &["--draws", "1", "--set", "p=0.2"]);
    same(cost(&answer, "none"), cost(&support::answer(GOOD), "none"));
}

#[test]
fn ten_megabytes_of_nesting_are_refused_at_once() {
    let many = |text: &str, size: usize| text.repeat(size / text.len());
    for size in [10_000_000, 1_900_000] {
        for (extension, text) in [
            ("json", many("[", size)),
            ("json", many("{\"a\":", size)),
            ("json", many("[", size / 2) + &many("]", size / 2)),
            ("toml", "a = ".to_owned() + &many("[", size)),
            ("toml", "a = ".to_owned() + &many("{a=", size)),
            ("toml", many("a.", size) + "a = 1"),
            ("toml", format!("[{}a]", many("a.", size))),
        ] {
            let started = std::time::Instant::now();
            let all = faults_of_file(&write(extension, &text), &[]);
            assert!(started.elapsed().as_secs() < 5);
            assert_eq!(all.len(), 1, "{all:?}");
        }
    }
}

#[test]
fn garbage_is_refused_and_foreign_line_ends_are_not() {
    let noise: Vec<u8> = (0..4096_u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    for bytes in [
        noise,
        vec![0; 100],
        GOOD.replace("\"t\"", "\"?\"")
            .into_bytes()
            .iter()
            .map(|b| if *b == b'?' { 0xff } else { *b })
            .collect(),
    ] {
        for extension in ["toml", "json"] {
            faults_of_file(&write(extension, &bytes), &[]);
        }
    }
    let windows = GOOD.replace('\n', "\r\n");
    assert_eq!(answer(&windows)["strategies"], answer(GOOD)["strategies"]);
    let marked = format!("\u{feff}{GOOD}");
    assert_eq!(answer(&marked)["strategies"], answer(GOOD)["strategies"]);
    fault(
        &spoilt("payer", "payr").replace('\n', "\r\n"),
        "costs.c.payr",
        "payr",
    );
}

#[test]
fn several_faults_are_all_named_at_once() {
    let text = spoilt("payer", "payr")
        .replace("while_in = [\"a\"]", "while_in = [\"zz\"]")
        .replace("\"p\"", "\"p * (1 +\"")
        .replace("\"5 years\"", "\"5 yrs\"")
        .replace("value = 0.2", "distribution = \"betta(a = 1, b = 2)\"");
    fault(&text, "time.horizon", "\"5 yrs\"");
    fault(&text, "costs.c.payr", "payr");
    fault(&text, "outcomes.o.terms[0].while_in", "\"zz\"");
    fault(&text, "transitions.a.b.probability", "");
    fault(&text, "parameters.p.distribution", "betta");
}

#[test]
fn faults_are_placed_in_json_too() {
    let text = "{\n  \"format\": 1,\n  \"model\": {\"titel\": \"x\"},\n  \"time\": {\"cycle\": \"1 yr\"}\n}";
    let all = faults_of_file(&write("json", text), &[]);
    let at = |path: &str| {
        all.iter()
            .find(|fault| fault.path == path)
            .map(|fault| (fault.line, fault.column))
    };
    assert_eq!(at("model.titel"), Some((3, 13)), "{all:?}");
    assert_eq!(at("time.cycle"), Some((4, 21)), "{all:?}");
    for broken in [
        "",
        "{",
        "{\"format\":1,}",
        "[1]",
        "{\"format\":NaN}",
        "\"\\ud800\"",
        "nul",
    ] {
        faults_of_file(&write("json", broken), &[]);
    }
}
