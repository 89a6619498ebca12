//! The command as its reference documents it: the shape of its JSON, exit codes, overrides, threads.

mod support;

use serde_json::Value;
use support::*;

/// The names of an object's fields, in order.
fn fields(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

/// The answer without the one field that differs between equal runs.
fn timeless(mut answer: Value) -> String {
    let seconds = answer.as_object_mut().expect("an object").remove("seconds");
    assert!(number(&seconds.expect("seconds")) >= 0.0);
    answer.to_string()
}

const SUMMARY: [&str; 9] = [
    "mean",
    "sd",
    "p05",
    "p25",
    "p50",
    "p75",
    "p95",
    "error",
    "quantile_errors",
];

#[test]
fn the_answer_has_the_shape_that_is_documented() {
    let answer = run(&published("hiv-psa"), &["--draws", "300", "--seed", "7"]);
    for field in [
        "model",
        "seed",
        "draws",
        "seconds",
        "strategies",
        "comparisons",
        "provenance",
        "digest",
    ] {
        assert!(fields(&answer).contains(&field), "{field}");
    }
    for field in ["id", "title", "hash"] {
        assert!(answer["model"][field].is_string(), "{field}");
    }
    assert_eq!(
        (answer["seed"].as_u64(), answer["draws"].as_u64()),
        (Some(7), Some(300))
    );
    let mono = strategy(&answer, "mono");
    for field in [
        "name", "label", "cost", "outcomes", "by_payer", "by_kind", "by_line", "by_year",
    ] {
        assert!(fields(mono).contains(&field), "{field}");
    }
    for summary in [
        &mono["cost"],
        &mono["outcomes"]["life_years"],
        &mono["by_payer"]["health"],
        &mono["by_kind"]["fiscal"],
        &mono["by_line"]["drugs"],
        &mono["by_year"][3]["cost"],
        &mono["by_year"][3]["outcomes"]["life_years"],
    ] {
        assert_eq!(fields(summary), SUMMARY);
        let [p05, p25, p50, p75, p95] =
            ["p05", "p25", "p50", "p75", "p95"].map(|name| number(&summary[name]));
        assert!(p05 <= p25 && p25 <= p50 && p50 <= p75 && p75 <= p95);
        assert!(number(&summary["sd"]) > 0.0 && number(&summary["error"]) > 0.0);
    }
    assert_eq!(mono["by_year"].as_array().map(Vec::len), Some(20));
    assert_eq!(mono["by_year"][0]["year"], 1);
    let against = comparison(&answer, "combination");
    for field in [
        "strategy",
        "baseline",
        "net_cost",
        "outcomes",
        "by_payer",
        "by_line",
        "cumulative",
        "chance_of_saving",
        "break_even",
        "threshold",
        "verdict",
    ] {
        assert!(fields(against).contains(&field), "{field}");
    }
    assert_eq!(against["baseline"], "mono");
    assert_eq!(fields(&against["chance_of_saving"]), ["value", "error"]);
    assert_eq!(
        against["break_even"]["by_year"].as_array().map(Vec::len),
        Some(20)
    );
    assert!(against["threshold"].is_null());
    for field in [
        "model",
        "model_hash",
        "engine",
        "streams",
        "register",
        "seed",
        "draws",
        "by_year_draws",
        "overrides",
        "price_year",
    ] {
        assert!(fields(&answer["provenance"]).contains(&field), "{field}");
    }
    assert!(
        answer["digest"]
            .as_str()
            .is_some_and(|digest| !digest.is_empty())
    );
}

#[test]
fn a_single_draw_has_no_spread() {
    let answer = run(&published("hiv-exact"), &["--draws", "1"]);
    let cost = &strategy(&answer, "mono")["cost"];
    assert!(cost["sd"].is_null() && cost["error"].is_null());
    assert_eq!(cost["mean"], cost["p05"]);
    assert_eq!(cost["mean"], cost["p95"]);
}

#[test]
fn differences_are_strategy_minus_baseline_in_each_draw() {
    let answer = run(&published("hiv-psa"), &["--draws", "500"]);
    let against = comparison(&answer, "combination");
    near(
        number(&against["net_cost"]["mean"]),
        cost(&answer, "combination") - cost(&answer, "mono"),
        1e-7,
    );
    // Both arms share their draws: the difference varies far less than either.
    assert!(
        number(&against["net_cost"]["sd"]) < 0.3 * number(&strategy(&answer, "mono")["cost"]["sd"])
    );
}

#[test]
fn equal_runs_are_equal_with_any_number_of_threads() {
    let file = published("sick-sicker-psa");
    let with =
        |arguments: &[&str]| timeless(run(&file, &[&["--draws", "700"], arguments].concat()));
    let one = with(&["--threads", "1"]);
    for threads in ["2", "4", "7"] {
        assert!(one == with(&["--threads", threads]), "{threads} threads");
    }
    assert!(one == with(&["--seed", "1"]), "seed 1 is the default");
    assert!(one != with(&["--seed", "2"]), "another seed is another run");
}

#[test]
fn toml_and_json_are_the_same_model() {
    // The same model in both: the places differ, the meaning does not.
    let toml = "format = 1\n[model]\ntitle = \"t\"\n[time]\ncycle = \"1 year\"\nhorizon = \"3 years\"\n[counting]\ncosts = \"end\"\n\
        [parameters.p]\ndistribution = \"beta(a = 2, b = 5)\"\nassumption = \"x\"\n[states.a]\nstart = 1\n[states.b]\n\
        [transitions.a]\nb = { probability = \"p\", per = \"cycle\" }\n\
        [costs.c]\npayer = \"x\"\nterms = [{ while_in = [\"b\"], amount = 100, per = \"1 year\" }]\n[strategies.one]\n";
    let json = r#"{"format": 1, "model": {"title": "t"}, "time": {"cycle": "1 year", "horizon": "3 years"},
        "counting": {"costs": "end"}, "parameters": {"p": {"distribution": "beta(a = 2, b = 5)", "assumption": "x"}},
        "states": {"a": {"start": 1}, "b": {}}, "transitions": {"a": {"b": {"probability": "p", "per": "cycle"}}},
        "costs": {"c": {"payer": "x", "terms": [{"while_in": ["b"], "amount": 100, "per": "1 year"}]}},
        "strategies": {"one": {}}}"#;
    let toml = run(&write("toml", toml), &["--draws", "300"]);
    let other = json.replace(
        "\"cycle\": \"1 year\", \"horizon\": \"3 years\"",
        "\"horizon\": \"3 years\", \"cycle\": \"1 year\"",
    );
    assert_ne!(json, other);
    let run_json = |json: &str| run(&write("json", json), &["--draws", "300"]);
    // The order of fields means nothing.
    assert_eq!(toml["digest"], run_json(&other)["digest"]);
    assert!(timeless(toml) == timeless(run_json(json)));
}

#[test]
fn moving_a_slider_and_returning_restores_every_bit() {
    let file = published("sick-sicker-psa");
    let with = |sets: &[&str]| {
        let mut answer = run(&file, &[&["--draws", "300"], sets].concat());
        answer["provenance"]["overrides"] = Value::Null;
        timeless(answer)
    };
    let untouched = with(&[]);
    assert!(untouched != with(&["--set", "u_S2=0.4"]));
    assert!(untouched == with(&["--set", "u_S2=0.4", "--set", "u_S2=0.5"]));
    let back = "hr_B~log_normal(meanlog = ln(0.6), sdlog = 0.02)";
    assert!(untouched == with(&["--set", "hr_B:=0.5", "--set", back]));
}

#[test]
fn names_and_order_of_states_do_not_matter() {
    let text = published_text("sick-sicker-psa");
    let states = "[states.H]\nstart = 1\n[states.S1]\n[states.S2]\n[states.D]\n";
    assert!(text.contains(states));
    let other = text
        .replace(
            states,
            "[states.D]\n[states.zz]\n[states.S1]\n[states.H]\nstart = 1\n",
        )
        .replace("[transitions.S2]", "[transitions.zz]")
        .replace("\nS2 = {", "\nzz = {")
        .replace("[\"S2\"]", "[\"zz\"]");
    let run = |text: &str| run(&write("toml", text), &["--draws", "100"]);
    let (text, other) = (run(&text), run(&other));
    for name in ["SoC", "A", "B", "AB"] {
        near(
            cost(&text, name),
            cost(&other, name),
            1e-12 * cost(&text, name),
        );
        near(
            outcome(&text, name, "qalys"),
            outcome(&other, name, "qalys"),
            1e-11,
        );
    }
}

#[test]
fn shared_streams_share_their_draws() {
    let text = |uses: &str| {
        format!(
            "format = 1\n[model]\ntitle = \"t\"\n[time]\ncycle = \"1 year\"\nhorizon = \"1 year\"\n[counting]\noutcomes = \"end\"\n\
             [parameters.p]\ndistribution = \"normal(mean = 0, sd = 1)\"\nassumption = \"x\"\n{uses}\n\
             [parameters.q]\ndistribution = \"normal(mean = 0, sd = 1)\"\nassumption = \"x\"\n{uses}\n[states.a]\nstart = 1\n\
             [outcomes.o]\nterms = [{{ while_in = [\"a\"], amount = \"p - q\", per = \"1 year\" }}]\n[strategies.one]\n"
        )
    };
    let spread = |uses: &str| {
        let answer = run(&write("toml", text(uses)), &["--draws", "1000"]);
        number(&strategy(&answer, "one")["outcomes"]["o"]["sd"])
    };
    assert_eq!(spread("use = \"both\""), 0.0);
    near(spread(""), 2.0_f64.sqrt(), 0.15);
}

#[test]
fn exit_codes_are_as_documented() {
    let code = |arguments: &[&str]| command(arguments).status.code();
    let (good, bad) = (published("hiv-exact"), write("toml", "format = 1\n"));
    assert_eq!(code(&["run", &good, "--draws", "1"]), Some(0));
    assert_eq!(code(&["check", &good]), Some(0));
    assert_eq!(code(&["models"]), Some(0));
    assert_eq!(code(&["run", &bad]), Some(1));
    assert_eq!(code(&["check", &bad]), Some(1));
    assert_eq!(code(&["run", "no-such-model"]), Some(1));
    assert_eq!(code(&["run", &good, "--set", "nobody=1"]), Some(1));
    for wrong in [
        &["run"] as &[&str],
        &["walk"],
        &["run", &good, "--draws", "many"],
        &["run", &good, "--fast"],
        &[],
    ] {
        assert_eq!(code(wrong), Some(2), "{wrong:?}");
    }
}

#[test]
fn faults_without_json_are_listed_on_standard_error() {
    let bad = write("toml", "format = 1\n[model]\ntitel = \"x\"\n");
    for verb in ["run", "check"] {
        let output = command(&[verb, &bad]);
        let error = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(output.stdout.is_empty());
        assert!(
            error.contains("line 3, column 1") && error.contains("did you mean `title`?"),
            "{error}"
        );
    }
}

#[test]
fn faults_of_overrides_are_named() {
    let file = published("hiv-psa");
    for (set, part) in [
        ("nobody=1", "nobody"),
        ("relative_risk", "override"),
        ("relative_risk=abc", "abc"),
        ("relative_risk=nan", "nan"),
        ("relative_risk~betta(a = 1, b = 2)", "betta"),
        ("from_A=1", "from_A"),
        ("from_A~fixed(1)", "shares"),
    ] {
        let all = faults_of_file(&file, &["--draws", "10", "--set", set]);
        assert!(
            all.iter()
                .any(|fault| fault.what.contains(part) && !fault.hint.is_empty()),
            "{set}: {all:?}"
        );
    }
    let all = faults_of_file(&file, &["--set", "nobody=1", "--set", "relative_risk=abc"]);
    assert_eq!(all.len(), 2, "both are named: {all:?}");
}

#[test]
fn the_shipped_models_run_by_their_names() {
    let output = command(&["models"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let ids: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(ids.contains(&"family-group-conference"), "{text}");
    for id in ids {
        let answer = run(id, &["--draws", "5"]);
        assert_eq!(answer["model"]["id"], id);
    }
}

#[test]
fn without_json_a_person_reads_the_strategies() {
    let output = command(&["run", &published("hiv-exact"), "--draws", "1"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for part in ["mono", "combination"] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn a_model_as_json_has_the_hash_and_the_digest_of_its_file() {
    for (id, _) in early_action_engine::evidence::shipped() {
        let toml = std::fs::read_to_string(format!(
            "{}/../engine/models/{id}.toml",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap();
        let json = std::process::Command::new(env!("CARGO_BIN_EXE_early-action"))
            .args(["json", id])
            .output()
            .unwrap();
        let json = String::from_utf8(json.stdout).unwrap();
        let hash = |text: &str| early_action_engine::model::Model::parse(text).unwrap().hash;
        assert!(json.starts_with('{'));
        assert_eq!(hash(&toml), hash(&json), "{id}");
    }
}
