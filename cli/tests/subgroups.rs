//! Subgroups: followed apart, pooled by their shares before any difference or ratio.

#[path = "support/small.rs"]
mod small;
mod support;

use small::head;
use support::*;

fn two(shares: [&str; 2]) -> String {
    head("1 year", "2 years", "\"end\"")
        + "[parameters.risk]\nvalue = 0.2\nassumption = \"a test\"\n"
        + "[parameters.share]\nvalue = 0.3\nassumption = \"a test\"\n"
        + "[states.well]\nstart = 1\n[states.ill]\n[transitions.well]\nill = { probability = \"risk\", per = \"cycle\" }\n"
        + "[outcomes.ill]\nterms = [{ while_in = [\"ill\"], amount = \"age\", per = \"cycle\" }]\n"
        + &format!("[subgroups.young]\nshare = {}\nage = 10\n", shares[0])
        + &format!(
            "[subgroups.old]\nshare = {}\nage = 60\nset = {{ risk = \"2 * risk\" }}\n",
            shares[1]
        )
        + "[strategies.none]\n[strategies.half]\neffects = [{ on = \"risk\", times = 0.5 }]\n"
}

/// Ill after one and two years at these ages.
fn ill(risk: f64, age: f64) -> f64 {
    age * risk + (age + 1.0) * (1.0 - (1.0 - risk) * (1.0 - risk))
}

#[test]
fn subgroups_are_pooled_by_their_shares() {
    let answer = answer(&two(["\"share\"", "\"rest\""]));
    same(
        outcome(&answer, "none", "ill"),
        0.3 * ill(0.2, 10.0) + 0.7 * ill(0.4, 60.0),
    );
    same(
        outcome(&answer, "half", "ill"),
        0.3 * ill(0.1, 10.0) + 0.7 * ill(0.2, 60.0),
    );
}

#[test]
fn one_subgroup_can_be_run_alone() {
    let file = write("toml", two(["0.3", "0.7"]));
    let old = run(&file, &["--subgroup", "old"]);
    same(outcome(&old, "half", "ill"), ill(0.2, 60.0));
    let (code, answer) = run_json(&file, &["--subgroup", "odd"]);
    assert_eq!(code, Some(1));
    assert!(answer.to_string().contains("young, old"), "{answer}");
}

#[test]
fn shares_that_do_not_add_up_are_refused() {
    for (shares, part) in [
        (["0.3", "0.6"], "add to 0.9"),
        (["1.3", "\"rest\""], "is 1.3"),
        (["\"rest\"", "\"rest\""], "more than one"),
        (["\"time\"", "\"rest\""], "changes over time"),
    ] {
        let (code, answer) = run_json(&write("toml", two(shares)), &[]);
        assert_eq!(code, Some(1), "{shares:?}");
        assert!(answer.to_string().contains(part), "{shares:?}: {answer}");
    }
    let text = two(["0.5", "0.5"]).replace("{ risk =", "{ rsk =");
    let (_, answer) = run_json(&write("toml", text), &[]);
    assert!(
        answer.to_string().contains("did you mean `risk`?"),
        "{answer}"
    );
}

// Case 4b: the ratio of each group of patients, from an independent calculation, at the means of the
// distributions; half a unit of the last digit printed.
#[test]
fn ten_groups_of_patients_have_the_ratios_that_are_known() {
    let exact = published_text("hip-replacement-psa")
        .replace("within_year = \"continuous\"", "")
        .replace("beta(a = 2, b = 98)", "fixed(0.02)")
        .replace("beta(a = 4, b = 96)", "fixed(0.04)")
        .replace("gamma(mean = 5294, se = 1487)", "fixed(5294)")
        .replace("beta(mean = 0.85, se = 0.03)", "fixed(0.85)")
        .replace("beta(mean = 0.3, se = 0.03)", "fixed(0.3)")
        .replace("beta(mean = 0.75, se = 0.04)", "fixed(0.75)");
    let start = exact.find("[parameters.weibull]").expect("the regression");
    let end = exact[start..]
        .find("\n[parameters.dies")
        .expect("what follows")
        + start;
    let regression = "[draws.means]\ncolumns = { g = [0.3740968], c = [-5.490935], a = [-0.0367022], m = [0.768536], n = [-1.344474] }\n".to_owned()
        + &["g", "c", "a", "m", "n"].map(|p| format!("[parameters.w_{p}]\ndistribution = \"draws(table = means, column = {p})\"\n")).concat();
    let exact = (exact[..start].to_owned() + &regression + &exact[end..])
        .replace("weibull.ln_gamma", "w_g")
        .replace("weibull.constant", "w_c")
        .replace("weibull.of_age", "w_a")
        .replace("weibull.of_male", "w_m")
        .replace("weibull.of_np1", "w_n");
    let exact = write("toml", exact);
    let (mut cost_sum, mut gain_sum) = (0.0, 0.0);
    let ages = [
        ("55", 0.05),
        ("60", 0.1),
        ("65", 0.4),
        ("70", 0.25),
        ("75", 0.2),
    ];
    let ratios = [
        ("women", 0.65, [871.79, 2198.49, 4717.71, 9551.60, 18748.48]),
        ("men", 0.35, [-321.87, 415.28, 1944.73, 5001.61, 10993.81]),
    ];
    for (sex, of_sex, ratios) in ratios {
        for ((age, of_age), ratio) in ages.into_iter().zip(ratios) {
            let name = format!("{sex}_{age}");
            let answer = run(&exact, &["--draws", "1", "--subgroup", &name]);
            let against = comparison(&answer, "np1");
            let more = number(&against["net_cost"]["mean"]);
            let gained = number(&against["outcomes"]["qalys"]["mean"]);
            near(more / gained, ratio, 0.005 + 1e-6);
            cost_sum += of_sex * of_age * more;
            gain_sum += of_sex * of_age * gained;
        }
    }
    let pooled = run(&exact, &["--draws", "1"]);
    let against = comparison(&pooled, "np1");
    same(number(&against["net_cost"]["mean"]), cost_sum);
    same(number(&against["outcomes"]["qalys"]["mean"]), gain_sum);
}

// Case 4b: women of 60, an independent simulation with a million draws; discounted continuously, as
// its figures show.
#[test]
fn uncertain_hip_prostheses_have_the_means_of_an_independent_simulation() {
    let file = published("hip-replacement-psa");
    let answer = run(&file, &["--subgroup", "women_60", "--draws", "20000"]);
    for (name, cost, qalys) in [("standard", 512.08, 14.633), ("np1", 612.38, 14.677)] {
        let result = strategy(&answer, name);
        let error = number(&result["cost"]["error"]);
        near(number(&result["cost"]["mean"]), cost, 0.2 + 4.0 * error);
        let found = &result["outcomes"]["qalys"];
        near(
            number(&found["mean"]),
            qalys,
            0.001 + 4.0 * number(&found["error"]),
        );
    }
    // All ten groups, 500 draws, hesim: 0.029 QALYs more (0.011 to 0.050), 116 dearer (54 to 156).
    let pooled = run(&file, &["--draws", "4000"]);
    let against = comparison(&pooled, "np1");
    let (more, gained) = (&against["net_cost"], &against["outcomes"]["qalys"]);
    // Four errors of the published means, from their intervals and 500 draws.
    near(
        number(&more["mean"]),
        116.0,
        0.5 + 4.0 * (156.0 - 54.0) / 3.92 / 500.0_f64.sqrt(),
    );
    near(
        number(&gained["mean"]),
        0.029,
        0.0005 + 4.0 * (0.050 - 0.011) / 3.92 / 500.0_f64.sqrt(),
    );
}
