//! `sensitivity`, `compare` and `calibrate` as `docs/reference/decisions.md` describes them.

mod support;

use serde_json::Value;
use support::*;

/// A cost that is linear in one figure, bent in another and jumps with a third.
const BENT: &str = r#"
format = 1
[model]
title = "bent"
[time]
cycle = "1 year"
horizon = "1 year"
[counting]
costs = "beginning"
outcomes = "beginning"
[states.all]
start = 1
[parameters.line]
distribution = "normal(mean = 1, sd = 1)"
range = [-4, 6]
[parameters.bend]
distribution = "uniform(low = -2, high = 2)"
[parameters.known]
value = 3
[parameters.shares]
distribution = "dirichlet(one = 10, two = 30)"
[formulas]
amount = "0"
[costs.net]
payer = "council"
terms = [{ while_in = ["all"], amount = "amount", per = "1 year" }]
[outcomes.good]
terms = [{ while_in = ["all"], amount = "amount / 2", per = "1 year" }]
[strategies.nothing]
[strategies.something]
set = { amount = "10 * line + bend ^ 2 - 1 + 4 * shares.one + known" }
"#;

fn entry<'a>(list: &'a Value, key: &str, name: &str) -> &'a Value {
    let list = list.as_array().expect("a list");
    list.iter()
        .find(|e| e[key] == name)
        .unwrap_or_else(|| panic!("no {name} in {list:?}"))
}

#[test]
fn one_figure_at_a_time_gives_the_table_that_can_be_worked_out_by_hand() {
    let model = write("toml", BENT);
    let run = |more: &[&str]| {
        json(&[&["sensitivity", &model, "--basis", "deterministic"], more].concat())
    };
    let answer = run(&["--range", "bend=1:2", "--quantiles", "0.025,0.975"]);
    // All at their means: 10 + 0 - 1 + 4 / 4 + 3.
    same(number(&answer["base"]["value"]), 13.0);
    assert_eq!(answer["base"]["error"], Value::Null);
    let line = &answer["one_way"][0];
    assert_eq!(
        (&line["parameter"], &line["from"]),
        (&"line".into(), &"quantiles".into())
    );
    near(number(&line["low"]["at"]), 1.0 - 1.959_963_985, 1e-8);
    near(
        number(&line["low"]["result"]["value"]),
        13.0 - 19.599_639_85,
        1e-7,
    );
    near(number(&line["swing"]["value"]), 39.199_279_7, 1e-7);
    let bend = &answer["one_way"][1];
    assert_eq!(
        (&bend["parameter"], &bend["from"]),
        (&"bend".into(), &"given".into())
    );
    same(number(&bend["low"]["result"]["value"]), 14.0);
    same(number(&bend["high"]["result"]["value"]), 17.0);
    let base = number(&answer["base"]["value"]);
    same(number(&bend["low"]["change"]["value"]), 14.0 - base);
    same(number(&bend["high"]["change"]["value"]), 17.0 - base);
    // The best is the cheapest.
    near(
        number(&answer["best"]["result"]["value"]),
        14.0 - 19.599_639_85,
        1e-7,
    );
    near(
        number(&answer["worst"]["result"]["value"]),
        17.0 + 19.599_639_85,
        1e-7,
    );
    same(number(&answer["worst"]["at"]["bend"]), 2.0);
    let out = answer["left_out"].as_array().expect("a list");
    assert_eq!(out.len(), 2, "{out:?}");
    // Of an effect more is better, and the model's range holds where it is asked for.
    let answer = run(&["--result", "effect", "--ranges"]);
    let line = entry(&answer["one_way"], "parameter", "line");
    assert_eq!(line["from"], "range");
    same(number(&line["high"]["result"]["value"]), 31.5);
    let found = number(&answer["best"]["result"]["value"]);
    assert!(found > number(&answer["worst"]["result"]["value"]));
    // 3 x effect - cost is half of the cost.
    let answer = run(&["--result", "net-benefit", "--value", "3"]);
    same(number(&answer["base"]["value"]), 6.5);
    assert_eq!(answer["outcome"], "good");
}

#[test]
fn with_the_others_uncertain_the_mean_over_draws_is_meant() {
    let model = write("toml", BENT);
    let answer = json(&["sensitivity", &model, "--of", "line"]);
    assert_eq!(answer["draws_each"], 1024);
    // The mean of bend squared is 4 / 3.
    let line = &answer["one_way"][0];
    let high = &line["high"]["result"];
    let known = 10.0 * (1.0 + 1.644_853_627) + 4.0 / 3.0 + 3.0;
    assert!((number(&high["value"]) - known).abs() < 4.0 * number(&high["error"]));
    // Both ends are looked at in the same draws, so that the swing has next to no error.
    assert!(number(&line["swing"]["error"]) < 1e-12);
    // Variances: 100 of line, 64 / 45 of bend, 16 x 3 / 16 / 41 of the shares.
    let all = 100.0 + 64.0 / 45.0 + 3.0 / 41.0;
    for (name, part) in [
        ("line", 100.0),
        ("bend", 64.0 / 45.0),
        ("shares", 3.0 / 41.0),
    ] {
        let share = &entry(&answer["variance"]["shares"], "of", name)["share"];
        let off = number(&share["value"]) - part / all;
        assert!(
            off.abs() < 4.0 * number(&share["error"]).max(1e-4),
            "{name} {share}"
        );
    }
}

#[test]
fn every_crossing_in_the_range_is_named_and_none_outside() {
    let model = write("toml", BENT);
    let search = |more: &[&str]| {
        let head = [
            "sensitivity",
            &model,
            "--basis",
            "deterministic",
            "--break-even",
            "--set",
            "line:=0",
        ];
        json(&[&head[..], more].concat())
    };
    // bend^2 - 1 + 1 + 3 = 7.41 at -2.1 and 2.1.
    let ends = ["--range", "bend=-3:3.1", "--target", "7.41"];
    let answer = search(&ends);
    let found = entry(&answer["break_even"], "parameter", "bend");
    assert_eq!(found["finding"], "crosses several times");
    let crossings = found["crossings"].as_array().expect("a list");
    assert_eq!(crossings.len(), 2);
    near(number(&crossings[0]["at"]), -2.1, 1e-9);
    near(number(&crossings[1]["at"]), 2.1, 1e-9);
    assert_eq!(
        (&crossings[0]["rises"], &crossings[1]["rises"]),
        (&false.into(), &true.into())
    );
    let answer = search(&["--range", "bend=-1:1", "--range", "known=-10:10"]);
    let found = entry(&answer["break_even"], "parameter", "bend");
    assert_eq!(found["finding"], "always above in this range");
    assert_eq!(found["crossings"], serde_json::json!([]));
    let found = entry(&answer["break_even"], "parameter", "known");
    assert_eq!(found["finding"], "crosses once");
    near(number(&found["crossings"][0]["at"]), 0.0, 1e-9);
}

#[test]
fn what_cannot_be_moved_is_refused_in_plain_words() {
    let model = write("toml", BENT);
    for (arguments, words) in [
        (
            &["sensitivity", &model, "--range", "bend=1"][..],
            "write NAME=LOW:HIGH",
        ),
        (
            &["sensitivity", &model, "--of", "bent"],
            "no parameter `bent`",
        ),
        (
            &["sensitivity", &model, "--strategy", "all"],
            "its strategies are: nothing, something",
        ),
        (
            &["sensitivity", &model, "--quantiles", "0.9,0.1"],
            "no two quantiles",
        ),
        (
            &["sensitivity", &model, "--result", "net-benefit"],
            "--value 20000",
        ),
    ] {
        let found = refusal(arguments);
        assert!(found.contains(words), "{found}");
    }
}

fn option<'a>(answer: &'a Value, name: &str) -> &'a Value {
    let list = answer["strategies"].as_array().expect("strategies");
    list.iter().find(|s| s["name"] == name).expect("an option")
}

#[test]
fn models_are_compared_only_where_they_are_about_the_same_thing() {
    let one = write(
        "toml",
        BENT.replace("title = \"bent\"", "title = \"bent\"\nid = \"one\""),
    );
    let other = BENT
        .replace("title = \"bent\"", "title = \"other\"\nid = \"other\"")
        .replace("amount / 2", "2 * amount");
    let two = write("toml", &other);
    let answer = json(&["compare", &one, &two, "--values", "0,1"]);
    let names: Vec<&Value> = answer["strategies"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|s| &s["name"])
        .collect();
    assert_eq!(names, ["baseline", "one:something", "other:something"]);
    // The same cost, four times the effect.
    assert_eq!(
        option(&answer, "one:something")["by"],
        serde_json::json!(["other:something"])
    );
    let icer = number(&option(&answer, "other:something")["icer"]["value"]);
    same(icer, 0.5);
    assert_eq!(answer["warnings"], serde_json::json!([]));
    for (from, to, reason) in [
        (
            "horizon = \"1 year\"",
            "horizon = \"2 years\"",
            "the horizon is 1 years in the first and 2 years",
        ),
        (
            "title = \"other\"",
            "title = \"other\"\nprice_year = \"2024/25\"",
            "the price year is not said",
        ),
        (
            "payer = \"council\"",
            "payer = \"health\"",
            "who pays) is council in the first and health",
        ),
        (
            "[states.all]",
            "[people]\nnumber = 3\n[states.all]",
            "the population is 1",
        ),
        (
            "[outcomes.good]",
            "[outcomes.better]",
            "good (no unit) in the first and better",
        ),
    ] {
        let found = refusal(&["compare", &one, &write("toml", other.replace(from, to))]);
        assert!(found.contains(reason), "{found}");
    }
}

/// A share, and what was counted of it.
const SHARE: &str = r#"
format = 1
[model]
title = "share"
[time]
cycle = "1 year"
horizon = "1 year"
[counting]
costs = "beginning"
outcomes = "beginning"
[states.all]
start = 1
[parameters.share]
distribution = "beta(a = 2, b = 8)"
[parameters.price]
distribution = "gamma(mean = 100, sd = 10)"
[costs.care]
payer = "council"
terms = [{ while_in = ["all"], amount = "share * price", per = "1 year" }]
[outcomes.who]
terms = [{ while_in = ["all"], amount = "share", per = "1 year" }]
[strategies.now]
"#;

#[test]
fn a_posterior_is_a_table_of_draws_that_a_run_reads() {
    let (model, draws) = (write("toml", SHARE), write("csv", ""));
    let counted = "[targets.who]\noutcome = \"who\"\ndata = \"binomial\"\nevents = 30\nof = 100\n";
    let targets = write("toml", counted);
    let answer = json(&[
        "calibrate",
        &model,
        "--targets",
        &targets,
        "--draws",
        "4000",
        "--output",
        &draws,
    ]);
    assert_eq!(answer["verdict"], "fits", "{answer}");
    assert!(number(&answer["effective"]) >= 3_000.0);
    assert_eq!(answer["rows"], 4000);
    // The prior plays no part in the best agreement: 30 of 100.
    near(number(&answer["parameters"][0]["best"]), 0.3, 1e-5);
    assert!(number(&answer["best"]["agreeing"]) >= 2.0);
    // Beta(32, 78).
    let after = &answer["parameters"][0]["after"];
    near(number(&after["mean"]), 32.0 / 110.0, 0.003);
    near(number(&after["sd"]), 0.0431, 0.003);
    near(
        number(&answer["parameters"][0]["before"]["mean"]),
        0.2,
        0.01,
    );
    assert_eq!(
        answer["parameters"].as_array().map(Vec::len),
        Some(1),
        "the price moves no target"
    );
    let run = run(&model, &["--draws-from", &draws]);
    assert_eq!(run["draws"], 4000);
    near(outcome(&run, "now", "who"), number(&after["mean"]), 1e-12);
    let again = json(&[
        "calibrate",
        &model,
        "--targets",
        &targets,
        "--draws",
        "4000",
        "--output",
        &draws,
    ]);
    assert_eq!(answer, again, "the same seed gives the same posterior");
}

#[test]
fn what_does_not_fit_is_said() {
    let model = write("toml", SHARE);
    let targets = write(
        "toml",
        r#"
[targets.few]
outcome = "who"
data = "binomial"
events = 10
of = 1000
[targets.many]
outcome = "who"
data = "normal"
value = 0.6
sd = 0.02
"#,
    );
    let answer = json(&["calibrate", &model, "--targets", &targets]);
    assert_eq!(answer["verdict"], "did not fit");
    let reason = answer["reasons"][0].as_str().expect("a reason");
    assert!(
        reason.contains("standard errors from what the model says"),
        "{reason}"
    );
    // A quantity below zero agrees with no count: there is no posterior, and none is written.
    let below = SHARE.replace("amount = \"share\"", "amount = \"-share\"");
    let below = write("toml", below);
    let none = "[targets.who]\noutcome = \"who\"\ndata = \"poisson\"\nevents = 1\n";
    let none = write("toml", none);
    let answer = json(&[
        "calibrate",
        &below,
        "--targets",
        &none,
        "--output",
        "never-written.csv",
    ]);
    assert_eq!(
        (&answer["verdict"], &answer["output"]),
        (&"did not fit".into(), &Value::Null)
    );
    assert_eq!(number(&answer["effective"]), 0.0);
    let reason = answer["reasons"][0].as_str().expect("a reason");
    assert!(
        reason.contains("0 effective draws, fewer than 500"),
        "{reason}"
    );
    // What is discounted is not what is counted, but the figures are the same without.
    let line = "[outcomes.who]\ndiscount = 0.5";
    let discounted = write("toml", SHARE.replace("[outcomes.who]", line));
    let found = refusal(&["calibrate", &discounted, "--targets", &none]);
    assert!(found.contains("--undiscounted"), "{found}");
    let answer = json(&[
        "calibrate",
        &discounted,
        "--targets",
        &none,
        "--undiscounted",
    ]);
    assert!(number(&answer["effective"]) >= 3_000.0);
    let found = refusal(&[
        "calibrate",
        &model,
        "--targets",
        &none,
        "--set",
        "share:=0.2",
    ]);
    assert!(
        found.contains("no uncertain parameter moves any target"),
        "{found}"
    );
}
