//! One draw cycle by cycle, and the run with every figure at its mean.

mod support;

use support::*;

fn trace(file: &str, arguments: &[&str]) -> serde_json::Value {
    let output = command(&[&["trace", file, "--json"], arguments].concat());
    assert_eq!(output.status.code(), Some(0));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn of<'a>(trace: &'a serde_json::Value, name: &str) -> &'a serde_json::Value {
    let all = trace["strategies"].as_array().expect("strategies");
    all.iter()
        .find(|s| s["name"] == name)
        .expect("the strategy")
}

// Case 1: Briggs, Claxton and Sculpher 2006, exercise 2.5, as heemod prints it.
#[test]
fn a_trace_shows_who_is_where_at_each_row() {
    let trace = trace(&published("hiv-exact"), &[]);
    let mono = of(&trace, "mono");
    for (row, known) in [
        (
            1,
            [
                0.721_453_287_2,
                0.201_845_444_1,
                0.066_897_347_2,
                0.009_803_921_6,
            ],
        ),
        (
            2,
            [
                0.520_494_845_6,
                0.262_910_628_0,
                0.180_596_016_7,
                0.035_998_509_8,
            ],
        ),
        (
            20,
            [
                0.001_459_366_4,
                0.002_070_767_5,
                0.028_233_422_4,
                0.968_236_443_8,
            ],
        ),
    ] {
        let states = mono["states"].as_object().expect("states");
        for (people, known) in states.values().zip(known) {
            near(number(&people[row]), known, 5e-11);
        }
    }
    let totals = &mono["totals"];
    near(
        number(&totals["cost"]["discounted"]),
        44_663.453_563_7,
        5e-8,
    );
    let life = &totals["outcomes"]["life_years"];
    near(number(&life["undiscounted"]), 7.991_206_645_8, 5e-11);
}

// Case 1: undiscounted health and drug costs of both arms.
#[test]
fn what_is_not_discounted_is_known_as_well() {
    let file = published("hiv-exact");
    let trace = trace(&file, &[]);
    let plain = run(&file, &["--at-means", "--undiscounted"]);
    assert_eq!(plain["undiscounted"], true);
    for (name, pounds) in [
        ("mono", 45_541.24 + 18_203.97),
        ("combination", 48_082.83 + 24_492.28),
    ] {
        let total = &of(&trace, name)["totals"]["cost"]["undiscounted"];
        near(number(total), pounds, 0.01);
        same(number(total), cost(&plain, name));
    }
}

#[test]
fn a_trace_adds_up_to_the_run_whatever_the_model_has() {
    for model in ["family-group-conference", "family-group-conference-now"] {
        adds_up(model);
    }
    for model in [
        "hip-replacement-psa",
        "sick-sicker-ages",
        "prosthetic-valve",
        "two-states",
    ] {
        adds_up(&published(model));
    }
}

#[track_caller]
fn adds_up(file: &str) {
    let (trace, run) = (trace(file, &[]), run(file, &["--at-means"]));
    for strategy in run["strategies"].as_array().expect("strategies") {
        let traced = of(&trace, strategy["name"].as_str().expect("a name"));
        let sum = |values: &serde_json::Value| -> f64 {
            values.as_array().expect("numbers").iter().map(number).sum()
        };
        let outcomes = strategy["outcomes"].as_object().expect("outcomes");
        for (name, outcome) in outcomes {
            let whole = number(&outcome["mean"]);
            near(
                sum(&traced["outcomes"][name]["discounted"]),
                whole,
                1e-9 * whole.abs() + 1e-12,
            );
        }
        for (name, line) in strategy["by_line"].as_object().expect("lines") {
            let whole = number(&line["mean"]);
            near(
                sum(&traced["costs"][name]["discounted"]),
                whole,
                1e-9 * whole.abs() + 1e-9,
            );
        }
        let whole = number(&strategy["cost"]["mean"]);
        near(
            number(&traced["totals"]["cost"]["discounted"]),
            whole,
            1e-9 * whole.abs(),
        );
        // Nobody is lost: at each row of a closed cohort there are as many as at the first.
        if file.contains("models/") {
            let states = traced["states"].as_object().expect("states");
            for row in 0..trace["years"].as_array().expect("years").len() {
                let people: f64 = states.values().map(|s| number(&s[row])).sum();
                let start: f64 = states.values().map(|s| number(&s[0])).sum();
                near(people, start, 1e-12 * start);
            }
        }
    }
}

#[test]
fn a_traced_draw_is_that_of_the_list_of_draws() {
    let file = published("sick-sicker-psa");
    let text = command(&["draws", &file, "--draws", "300"]).stdout;
    let text = String::from_utf8(text).expect("UTF-8");
    let mut lines = text.lines();
    let heads: Vec<&str> = lines.next().expect("heads").split(',').collect();
    let row: Vec<f64> = lines
        .nth(299)
        .expect("draw 300")
        .split(',')
        .map(|field| field.parse().expect("a number"))
        .collect();
    let value = |name: &str| row[heads.iter().position(|h| *h == name).expect("a column")];
    let traced = trace(&file, &["--draw", "300"]);
    for name in ["r_HD", "hr_B", "u_S1"] {
        assert_eq!(number(&traced["parameters"][name]), value(name));
    }
    for name in ["SoC", "AB"] {
        let total = &of(&traced, name)["totals"]["cost"]["discounted"];
        same(number(total), value(&format!("{name}.cost")));
    }
    let (code, faults) = {
        let output = command(&["trace", &file, "--draw", "0", "--json"]);
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("UTF-8"),
        )
    };
    assert_eq!(code, Some(1));
    assert!(faults.contains("there is no draw 0"), "{faults}");
}

// Every kind of distribution at its mean, against the means in closed form.
#[test]
fn a_run_at_means_takes_the_mean_of_every_distribution() {
    let text = r#"
format = 1
[model]
title = "means"
[time]
cycle = "1 year"
horizon = "1 year"
[counting]
outcomes = "end"
[parameters.normal]
distribution = "normal(mean = 3, sd = 1)"
[parameters.log]
distribution = "log_normal(median = 2, sdlog = 0.5)"
[parameters.beta]
distribution = "beta(mean = 0.25, size = 40)"
[parameters.gamma]
distribution = "gamma(shape = 4, rate = 2)"
[parameters.weibull]
distribution = "weibull(shape = 2, scale = 3)"
[parameters.exponential]
distribution = "exponential(rate = 4)"
[parameters.logit]
distribution = "logit_normal(median = 0.5, low = 0.2, high = 0.8)"
[parameters.cut]
distribution = "uniform(low = 0, high = 10, min = 4)"
[parameters.shares]
distribution = "dirichlet(one = 3, two = 12, three = 9)"
[parameters.pair]
distribution = "multivariate_normal(first = 5, second = 7)"
covariance = [[1, 0.5], [0.5, 2]]
[parameters.table]
distribution = "draws(table = rows)"
[draws.rows]
columns = { table = [1, 2, 6] }
[states.only]
start = 1
[strategies.none]
"#;
    let root_pi = std::f64::consts::PI.sqrt();
    let expected = [
        ("normal", 3.0),
        ("log", 2.0 * 0.125_f64.exp()),
        ("beta", 0.25),
        ("gamma", 2.0),
        ("weibull", 3.0 * root_pi / 2.0),
        ("exponential", 0.25),
        ("logit", 0.5),
        ("cut", 7.0),
        ("shares.two", 0.5),
        ("pair.second", 7.0),
        ("table", 3.0),
    ];
    let lines: String = expected
        .iter()
        .map(|(name, _)| {
            let line = name.replace('.', "_");
            format!("[outcomes.{line}]\nterms = [{{ while_in = [\"only\"], after = 0, amount = \"{name}\" }}]\n")
        })
        .collect();
    let file = write("toml", text.replace("[states", &format!("{lines}[states")));
    let answer = run(&file, &["--at-means"]);
    assert_eq!(answer["draws"], 1);
    for (name, mean) in expected {
        let found = outcome(&answer, "none", &name.replace('.', "_"));
        near(found, mean, 1e-9 * mean);
    }
    // A slider's centre is the mean that is taken.
    for (set, name, mean) in [
        ("weibull=5", "weibull", 5.0),
        ("logit=0.7", "logit", 0.7),
        ("log=4", "log", 4.0),
        ("cut=6", "cut", 6.0),
        ("exponential=2", "exponential", 2.0),
    ] {
        let moved = run(&file, &["--at-means", "--set", set]);
        near(outcome(&moved, "none", name), mean, 1e-9 * mean);
    }
}
