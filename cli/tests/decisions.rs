//! `decide` and `voi` as `docs/reference/decisions.md` describes them.

mod support;

use serde_json::Value;
use std::fmt::Write as _;
use support::*;

fn option<'a>(answer: &'a Value, name: &str) -> &'a Value {
    let list = answer["strategies"].as_array().expect("strategies");
    list.iter().find(|s| s["name"] == name).expect("an option")
}

/// Model of two options whose costs are -k p1 + p2 and 0: chjackson/voi's example.
const TWO_OPTIONS: &str = r#"
format = 1
[model]
title = "two options"
[time]
cycle = "1 year"
horizon = "1 year"
[counting]
costs = "beginning"
[states.all]
start = 1
[parameters.p1]
distribution = "normal(mean = 1, sd = 1)"
[parameters.p2]
distribution = "normal(mean = 0, sd = 2)"
[parameters.noise]
distribution = "normal(mean = 0, sd = 1)"
[formulas]
loss = "0 * noise"
[costs.net]
payer = "council"
terms = [{ while_in = ["all"], amount = "loss", per = "1 year" }]
[strategies.nothing]
[strategies.something]
set = { loss = "p2 - p1" }
"#;

#[test]
fn a_published_table_gives_its_published_frontier() {
    let table = "strategy,cost,effect\nE,55000,5\nD,35000,4\nC,25000,3\nB,10000,2\nA,12000,1.5\nUC,5000,1\n";
    let file = write("csv", table);
    let answer = json(&["decide", "--table", &file, "--values", "0:30000:6000"]);
    assert_eq!(answer["frontier"], serde_json::json!(["UC", "B", "D", "E"]));
    for (name, against, icer) in [
        ("B", "UC", 5_000.0),
        ("D", "B", 12_500.0),
        ("E", "D", 20_000.0),
    ] {
        let found = option(&answer, name);
        assert_eq!(found["against"], against);
        assert_eq!(number(&found["icer"]["value"]), icer);
        assert_eq!(found["icer"]["error"], Value::Null);
    }
    assert_eq!(option(&answer, "C")["status"], "extended dominated");
    assert_eq!(option(&answer, "C")["by"], serde_json::json!(["B", "D"]));
    assert_eq!(option(&answer, "A")["status"], "dominated");
    let best: Vec<&str> = answer["values"]
        .as_array()
        .expect("values")
        .iter()
        .map(|v| v["best"].as_str().expect("a name"))
        .collect();
    assert_eq!(best, ["UC", "B", "B", "D", "E", "E"]);
}

#[test]
fn the_published_strategies_have_their_published_ratios() {
    let answer = json(&[
        "decide",
        &published("sick-sicker"),
        "--outcome",
        "qalys",
        "--draws",
        "1",
    ]);
    near(
        number(&option(&answer, "B")["icer"]["value"]),
        72_988.0,
        1.0,
    );
    near(
        number(&option(&answer, "AB")["icer"]["value"]),
        125_764.0,
        1.0,
    );
    assert_eq!(option(&answer, "A")["status"], "dominated");
    // With uncertainty: usual care below 80,000, B from there to 120,000, then both (DARTH).
    let file = published("sick-sicker-psa");
    let values = [
        "decide",
        &file,
        "--outcome",
        "qalys",
        "--values",
        "60000,100000,140000",
    ];
    let answer = json(&values);
    let best: Vec<&Value> = (0..3).map(|i| &answer["values"][i]["best"]).collect();
    assert_eq!(best, ["SoC", "B", "AB"]);
    for at in answer["values"].as_array().expect("values") {
        let best = at["best"].as_str().expect("a name");
        assert_eq!(at["frontier_chance"], at["chance_best"][best]);
        assert_eq!(at["evpi"], at["expected_loss"][best]);
        let chances = at["chance_best"].as_object().expect("an object").values();
        near(chances.map(|c| number(&c["value"])).sum(), 1.0, 1e-9);
    }
}

#[test]
fn where_less_of_an_effect_is_better_it_is_turned_round() {
    let table = write(
        "csv",
        "strategy,cost,effect\nnow,0,10\nearly,100,8\nlate,200,9\n",
    );
    let answer = json(&["decide", "--table", &table, "--less-is-better"]);
    assert_eq!(answer["frontier"], serde_json::json!(["now", "early"]));
    assert_eq!(number(&option(&answer, "early")["icer"]["value"]), 50.0);
    assert_eq!(option(&answer, "late")["by"], serde_json::json!(["early"]));
    let draws = write(
        "csv",
        "a.cost,a.effect,a.outcomes.x,b.cost,b.effect,b.outcomes.x\n0,5,1,10,5,3\n",
    );
    let named = json(&["decide", "--draws-from", &draws, "--outcome", "x"]);
    assert_eq!(number(&option(&named, "b")["icer"]["value"]), 5.0);
    let other = json(&["decide", "--draws-from", &draws]);
    assert_eq!(option(&other, "b")["status"], "dominated");
}

#[test]
fn every_answer_has_the_fields_that_are_documented() {
    let model = write("toml", TWO_OPTIONS);
    let page = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../docs/reference/decisions.md"
    );
    let page = std::fs::read_to_string(page).expect("the reference");
    let known = |field: &str| {
        ["`", "\""]
            .iter()
            .any(|quote| page.contains(&format!("{quote}{field}{quote}")))
    };
    let draws = ["--draws", "512"];
    for arguments in [
        &["decide", &model, "--values", "0"][..],
        &["compare", &model, &model],
        &[
            "voi",
            &model,
            "--study",
            "normal of=p1 n=9 sd=1",
            "--population",
            "9",
            "--years",
            "2",
        ],
        &["sensitivity", &model, "--break-even"],
        &["moved", &model, "--set", "p1=2"],
    ] {
        let answer = json(&[arguments, &draws[..]].concat());
        let mut left = vec![&answer];
        while let Some(value) = left.pop() {
            for (field, inner) in value.as_object().into_iter().flatten() {
                // Names of the model's own are no fields.
                let own = ["nothing", "something", "baseline", "p1", "p2", "noise"];
                let is_own = own.iter().any(|o| field.ends_with(o));
                assert!(
                    known(field) || is_own,
                    "{field} of {} is not in the reference",
                    arguments[0]
                );
                left.push(inner);
            }
            left.extend(value.as_array().into_iter().flatten());
        }
    }
}

#[test]
fn how_sure_the_choice_is_agrees_with_an_independent_generator() {
    // 30,000 draws of the same model elsewhere: chance that combination is the best, its error
    // 0.003 at most, and expected value of perfect information with its error.
    let file = published("hiv-psa");
    let answer = json(&["decide", &file, "--values", "5000,6276,10000,20000"]);
    let known = [
        (0.2163, 221.6, 3.6),
        (0.5007, 679.3, 6.0),
        (0.9426, 63.5, 2.2),
        (0.9992, 1.2, 0.3),
    ];
    for (at, (chance, evpi, error)) in answer["values"]
        .as_array()
        .expect("values")
        .iter()
        .zip(known)
    {
        let found = &at["chance_best"]["combination"];
        let both = number(&found["error"]).hypot(0.003);
        near(number(&found["value"]), chance, 4.0 * both);
        let both = number(&at["evpi"]["error"]).hypot(error);
        near(number(&at["evpi"]["value"]), evpi, 4.0 * both);
    }
}

#[test]
fn what_draws_wrote_gives_the_same_decision_and_the_same_worth_of_knowing() {
    let model = write("toml", TWO_OPTIONS);
    let file = write("csv", "");
    let output = command(&["draws", &model, "--draws", "2000", "--output", &file]);
    assert_eq!(output.status.code(), Some(0));
    for name in ["decide", "voi"] {
        let one = json(&[name, &model, "--draws", "2000"]);
        let other = json(&[name, "--draws-from", &file]);
        let (mut a, mut b) = (one["values"].clone(), other["values"].clone());
        for values in [&mut a, &mut b] {
            // Labels are the model's alone.
            for known in values[0]["evppi"].as_array_mut().into_iter().flatten() {
                known["label"] = Value::Null;
            }
        }
        assert_eq!(a, b, "{name}");
    }
}

#[test]
fn knowing_is_worth_what_the_closed_form_says() {
    let model = write("toml", TWO_OPTIONS);
    let answer = json(&[
        "voi",
        &model,
        "--study",
        "normal of=p1 n=10 sd=1 fixed=1 each=0.5",
        "--population",
        "100",
        "--years",
        "3",
        "--discount",
        "0",
    ]);
    let at = &answer["values"][0];
    let holds = |found: &Value, known: f64| {
        let (value, error) = (number(&found["value"]), number(&found["error"]));
        assert!(
            (value - known).abs() < 4.0 * error && error < 0.02,
            "{found} {known}"
        );
    };
    holds(&at["evpi"], 0.479_810_706_3);
    let of = |name: &str| {
        let list = at["evppi"].as_array().expect("a list");
        list.iter().find(|e| e["of"][0] == name).expect("a figure")
    };
    holds(of("p1"), 0.083_315_470_6);
    holds(of("p2"), 0.395_593_114_8);
    assert_eq!(number(&of("noise")["value"]), 0.0);
    let study = &at["evsi"][0];
    holds(study, 0.072_325_120_3);
    same(
        number(&study["population"]["value"]),
        300.0 * number(&study["value"]),
    );
    same(number(&study["cost"]), 6.0);
    same(
        number(&study["net"]["value"]),
        300.0 * number(&study["value"]) - 6.0,
    );
    let both = json(&["voi", &model, "--of", "p1,p2", "--of", "p1"]);
    let both = &both["values"][0];
    assert!(number(&both["evppi"][0]["value"]) <= number(&both["evpi"]["value"]));
    holds(&both["evppi"][0], 0.479_810_706_3);
    let words = at["words"][0].as_str().expect("a sentence");
    assert!(
        words.starts_with("By cost alone, “something” is best on average."),
        "{words}"
    );
}

#[test]
fn a_study_of_two_arms_and_several_sizes_is_worth_what_the_closed_form_says() {
    let model = write("toml", TWO_OPTIONS);
    // b = p1 - p2 with both measured: the mean that is then known has the variance
    // n / (n + 1) + 4 x 4 n / (4 n + 1), and the mean 1.
    let study = "normal of=p1 n=1,4,100 sd=1; normal of=p2 n=1,4,100 sd=1 fixed=0.1 each=0.001";
    let answer = json(&[
        "voi",
        &model,
        "--study",
        study,
        "--study",
        "normal of=2*p1-p2 n=3 sd=2",
    ]);
    let evsi = answer["values"][0]["evsi"].as_array().expect("a list");
    assert_eq!(evsi.len(), 4);
    for (found, (n, known)) in
        evsi.iter()
            .zip([(1.0, 0.368_807_0), (4.0, 0.444_042_0), (100.0, 0.478_205_1)])
    {
        let (value, error) = (number(&found["value"]), number(&found["error"]));
        assert!(
            (value - known).abs() < 4.0 * error && error < 0.02,
            "{found} {known}"
        );
        assert_eq!(number(&found["n"]), 2.0 * n);
        assert_eq!(found["arms"][1]["of"], "p2");
        same(number(&found["cost"]), 0.1 + 0.002 * n);
        same(number(&found["net"]["value"]), value - 0.1 - 0.002 * n);
    }
    let best: Vec<&Value> = evsi.iter().map(|e| &e["best_size"]).collect();
    assert_eq!(
        best,
        [
            &Value::from(false),
            &Value::from(true),
            &Value::from(false),
            &Value::Null
        ]
    );
    // A formula of figures: 2 p1 - p2 is normal, and what is then known of p1 - p2 has the variance
    // (2 + 4)^2 / (8 + 4 / 3) = 3.857.
    let found = &evsi[3];
    let (value, error) = (number(&found["value"]), number(&found["error"]));
    assert!((value - 0.382_934_1).abs() < 4.0 * error, "{found}");
    for (study, words) in [
        (
            "binomial of=p1 n=9; normal of=p2 n=9",
            "sd of one measurement is missing",
        ),
        (
            "normal of=p1 n=9,10,11 sd=1; normal of=p2 n=9,10 sd=1",
            "unlike numbers of sizes",
        ),
        ("normal of=p1+p4 n=9 sd=1", "did you mean `p1`?"),
        ("normal of=1/(p1-p1) n=9 sd=1", "divides by zero"),
        ("poisson of=p1 n=9 sd=1", "a rate has no sd"),
        ("poisson of=p1 n=9", "no rate"),
        ("normal of=p1 n=9 sd=1 each=-2", "is below 0"),
        (
            "normal of=p1 n=9 sd=1 each=2; normal of=p2 n=9 sd=1 each=2",
            "said twice",
        ),
    ] {
        let found = refusal(&["voi", &model, "--study", study]);
        assert!(found.contains(words), "{found}");
    }
}

#[test]
fn net_benefits_of_three_options_need_no_model() {
    let mut table = String::from("a.net_benefit,b.net_benefit,c.net_benefit,x\n");
    for i in 0..400 {
        let x = f64::from(i) / 100.0 - 2.0;
        _ = writeln!(table, "0,{x},{},{x}", 2.0 * x - 1.0);
    }
    let answer = json(&["voi", "--draws-from", &write("csv", table)]);
    let at = &answer["values"][0];
    // Everything hangs on x: knowing it is knowing all.
    near(
        number(&at["evppi"][0]["value"]),
        number(&at["evpi"]["value"]),
        0.01,
    );
}

#[test]
fn what_cannot_be_decided_is_refused_in_plain_words() {
    let model = write("toml", TWO_OPTIONS);
    let hiv = published("hiv-psa");
    for (arguments, words) in [
        (&["decide"][..], "nothing to decide on"),
        (
            &["decide", &hiv, "--values", "many"],
            "not a list of values",
        ),
        (
            &["decide", &model, "--values", "20000"],
            "not said which outcome",
        ),
        (
            &["decide", &hiv, "--outcome", "lives"],
            "its outcomes are: life_years",
        ),
        (
            &["decide", &hiv, "--perspective", "payer:court"],
            "its payers are: health",
        ),
        (
            &["voi", &model, "--of", "p3"],
            "those that vary are: p1, p2, noise",
        ),
        (
            &["voi", &model, "--study", "binomial of=p1 n=10"],
            "no share of people",
        ),
        (
            &["voi", &model, "--study", "normal of=p1 n=10"],
            "sd of one measurement is missing",
        ),
        (&["voi", &model, "--draws", "50"], "too few draws"),
        (
            &["decide", "--table", &write("csv", "strategy,cost\na,1\n")],
            "no column `effect`",
        ),
    ] {
        let found = refusal(arguments);
        assert!(found.contains(words), "{found}");
    }
}
