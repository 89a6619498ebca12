//! What is not known, in all the ways in which a model can say it, against closed forms and within
//! four standard errors.

#[path = "support/small.rs"]
mod small;
mod support;

use small::head;
use std::collections::BTreeMap;
use support::*;

/// A model of one cycle whose outcome is a formula of parameters.
fn of_parameters(parameters: &str, formula: &str) -> String {
    head("1 year", "1 year", "\"end\"")
        + parameters
        + "\n[states.here]\nstart = 1\n[outcomes.result]\nterms = [{ while_in = [\"here\"], amount = \""
        + formula
        + "\", per = \"cycle\" }]\n[strategies.one]\n"
}

/// The columns that `draws` writes.
fn columns(text: &str, arguments: &[&str]) -> BTreeMap<String, Vec<f64>> {
    let file = write("toml", text);
    let output = command(&[&["draws", &file], arguments].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    table(&String::from_utf8(output.stdout).expect("UTF-8"))
}

fn table(csv: &str) -> BTreeMap<String, Vec<f64>> {
    let mut lines = csv.lines();
    let heads: Vec<&str> = lines.next().expect("a heading").split(',').collect();
    let mut found: BTreeMap<String, Vec<f64>> = heads
        .iter()
        .map(|h| ((*h).to_owned(), Vec::new()))
        .collect();
    for line in lines {
        for (head, value) in heads.iter().zip(line.split(',')) {
            let column = found.get_mut(*head).expect("a column");
            column.push(value.parse().expect("a number"));
        }
    }
    found
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn sd(values: &[f64]) -> f64 {
    let centre = mean(values);
    let squares: f64 = values.iter().map(|v| (v - centre).powi(2)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

fn covariance(a: &[f64], b: &[f64]) -> f64 {
    let (ma, mb) = (mean(a), mean(b));
    let products: f64 = a.iter().zip(b).map(|(x, y)| (x - ma) * (y - mb)).sum();
    products / (a.len() - 1) as f64
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, at) in order.into_iter().enumerate() {
        ranks[at] = rank as f64;
    }
    ranks
}

fn parameter(name: &str, distribution: &str) -> String {
    format!("[parameters.{name}]\ndistribution = \"{distribution}\"\nassumption = \"a test\"\n")
}

#[track_caller]
fn within_four_errors(values: &[f64], expected: f64) {
    let error = sd(values) / (values.len() as f64).sqrt();
    let found = mean(values);
    assert!(
        (found - expected).abs() < 4.0 * error,
        "{found} is not {expected} within 4 x {error}"
    );
}

// Mean of a truncated normal: mu + sigma (phi(a) - phi(b)) / (Phi(b) - Phi(a)).
#[test]
fn truncation_leaves_what_lies_between() {
    let text = of_parameters(
        &(parameter("x", "normal(mean = 0.4, sd = 0.3, min = 0, max = 1)")
            + &parameter("y", "gamma(shape = 2, scale = 3, min = 4)")
            + &parameter("z", "uniform(low = 0, high = 10, max = 4)")),
        "x + y + z",
    );
    let columns = columns(&text, &["--draws", "20000"]);
    let (x, y, z) = (&columns["x"], &columns["y"], &columns["z"]);
    assert!(x.iter().all(|v| (0.0..=1.0).contains(v)));
    assert!(y.iter().all(|v| *v >= 4.0));
    assert!(z.iter().all(|v| (0.0..=4.0).contains(v)));
    // Phi(-4/3) = 0.0912112, Phi(2) = 0.9772499, phi(-4/3) = 0.1640101, phi(2) = 0.0539910.
    within_four_errors(
        x,
        0.4 + 0.3 * (0.164_010_1 - 0.053_991_0) / (0.977_249_9 - 0.091_211_2),
    );
    // A gamma of shape 2 above c: mean 3 (c'^2 + 2 c' + 2) / (c' + 1) with c' = c / 3.
    let c: f64 = 4.0 / 3.0;
    within_four_errors(y, 3.0 * (c * c + 2.0 * c + 2.0) / (c + 1.0));
    within_four_errors(z, 2.0);
}

#[test]
fn a_truncated_figure_moves_to_the_mean_that_is_asked_for() {
    let text = of_parameters(
        &(parameter("x", "normal(mean = 0.4, sd = 0.3, min = 0, max = 1)")
            + &parameter("y", "log_normal(mean = 5, sd = 4, max = 12)")
            + &parameter("z", "beta(a = 2, b = 5, min = 0.1)")),
        "x + y + z",
    );
    let set = [
        "--draws", "20000", "--set", "x=0.7", "--set", "y=3", "--set", "z=0.5",
    ];
    let columns = columns(&text, &set);
    within_four_errors(&columns["x"], 0.7);
    within_four_errors(&columns["y"], 3.0);
    within_four_errors(&columns["z"], 0.5);
    let file = write("toml", &text);
    assert_eq!(run_json(&file, &["--set", "x=1.2"]).0, Some(1));
}

#[test]
fn normal_figures_vary_together_as_their_covariance_says() {
    let parameters = "[parameters.b]\ndistribution = \"multivariate_normal(one = 1, two = -2, three = 0)\"\n\
        covariance = [[4, 1, -0.5], [1, 1, 0.2], [-0.5, 0.2, 0.25]]\nassumption = \"a test\"\n";
    let text = of_parameters(parameters, "b.one + b.two + b.three");
    let columns = columns(&text, &["--draws", "40000"]);
    let matrix = [[4.0, 1.0, -0.5], [1.0, 1.0, 0.2], [-0.5, 0.2, 0.25]];
    let names = ["b.one", "b.two", "b.three"];
    for (i, centre) in [1.0, -2.0, 0.0].into_iter().enumerate() {
        within_four_errors(&columns[names[i]], centre);
        for j in 0..=i {
            let found = covariance(&columns[names[i]], &columns[names[j]]);
            // Variance of a sample covariance: (s_ii s_jj + s_ij^2) / n.
            let spread: f64 = matrix[i][i] * matrix[j][j] + matrix[i][j] * matrix[i][j];
            let error = (spread / 40_000.0).sqrt();
            assert!(
                (found - matrix[i][j]).abs() < 4.0 * error,
                "{i} {j}: {found}"
            );
        }
    }
    let file = write("toml", &text);
    let new = "b~multivariate_normal(one = 5, two = 0, three = 0)";
    let answer = run(&file, &["--set", new]);
    let result = &strategy(&answer, "one")["outcomes"]["result"];
    near(number(&result["mean"]), 5.0, 4.0 * number(&result["error"]));
}

#[test]
fn ranks_go_together_and_each_figure_stays_what_it_is() {
    let parameters = parameter("x", "gamma(mean = 3, sd = 2)")
        + &parameter("y", "beta(a = 2, b = 6)")
        + &parameter("z", "uniform(low = 0, high = 1)");
    let alone = columns(
        &of_parameters(&parameters, "x + y + z"),
        &["--draws", "20000"],
    );
    let text = of_parameters(
        &(parameters + "[correlations.pair]\nof = [\"y\", \"x\"]\nrank = -0.6\n"),
        "x + y + z",
    );
    let columns = columns(&text, &["--draws", "20000"]);
    within_four_errors(&columns["x"], 3.0);
    within_four_errors(&columns["y"], 0.25);
    let (rx, ry) = (ranks(&columns["x"]), ranks(&columns["y"]));
    let found = covariance(&rx, &ry) / (sd(&rx) * sd(&ry));
    // The standard error of Spearman's rank correlation is below 1.06 / sqrt(n).
    assert!(
        (found + 0.6).abs() < 4.0 * 1.06 / 20_000_f64.sqrt(),
        "{found}"
    );
    assert_eq!(
        columns["z"], alone["z"],
        "what is not correlated keeps its draws"
    );
    assert_eq!(
        columns["y"], alone["y"],
        "the first of a list keeps its draws"
    );
    let file = write("toml", &text);
    let fixed = run(&file, &["--set", "x:=3", "--draws", "500"]);
    assert!(number(&strategy(&fixed, "one")["outcomes"]["result"]["sd"]) > 0.0);
}

#[test]
fn correlations_that_cannot_be_are_refused() {
    let three = ["x", "y", "z"]
        .map(|n| parameter(n, "normal(mean = 0, sd = 1)"))
        .concat();
    for (correlation, part) in [
        (
            "of = [\"x\", \"y\", \"z\"]\nrank = [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]",
            "positive definite",
        ),
        ("of = [\"x\", \"y\"]\nrank = 1.5", "between -1 and 1"),
        (
            "of = [\"x\", \"y\"]\nrank = [[1, 0.5], [0.4, 1]]",
            "row 2 column 1",
        ),
        ("of = [\"x\"]\nrank = 0.5", "two parameters"),
        (
            "of = [\"x\", \"nobody\"]\nrank = 0.5",
            "no parameter `nobody`",
        ),
        ("of = [\"x\", \"y\"]", "how strongly"),
        (
            "of = [\"x\", \"y\"]\nrank = 0.5\nnormal = 0.5",
            "in one way",
        ),
    ] {
        let text = of_parameters(
            &format!("{three}[correlations.c]\n{correlation}\n"),
            "x + y + z",
        );
        let (code, answer) = run_json(&write("toml", text), &[]);
        assert_eq!(code, Some(1), "{correlation}");
        assert!(answer.to_string().contains(part), "{correlation}: {answer}");
    }
}

const TABLE: &str =
    "[draws.posterior]\ncolumns = { x = [1.5, 2.25, -4, 8], other = [0.1, 0.2, 0.3, 0.4] }\n";

#[test]
fn draws_given_as_a_table_are_used_in_turn() {
    let text = of_parameters(
        &(TABLE.to_owned()
            + &parameter("x", "draws(table = posterior)")
            + &parameter("y", "draws(table = posterior, column = other)")),
        "10 * x + y",
    );
    let columns = columns(&text, &["--draws", "6"]);
    assert_eq!(columns["x"], [1.5, 2.25, -4.0, 8.0, 1.5, 2.25]);
    assert_eq!(columns["y"], [0.1, 0.2, 0.3, 0.4, 0.1, 0.2]);
    for (draw, result) in columns["one.outcomes.result"].iter().enumerate() {
        same(*result, 10.0 * columns["x"][draw] + columns["y"][draw]);
    }
}

#[test]
fn draws_taken_at_random_follow_their_weights_and_stay_together() {
    let weighted = TABLE.to_owned() + "rows = \"at-random\"\nweights = [1, 2, 0, 5]\n";
    let text = of_parameters(
        &(weighted
            + &parameter("x", "draws(table = posterior)")
            + &parameter("y", "draws(table = posterior, column = other)")),
        "x + y",
    );
    let columns = columns(&text, &["--draws", "8000"]);
    for (value, other, share) in [
        (1.5, 0.1, 0.125),
        (2.25, 0.2, 0.25),
        (-4.0, 0.3, 0.0),
        (8.0, 0.4, 0.625),
    ] {
        let hits: Vec<f64> = columns["x"]
            .iter()
            .map(|x| f64::from(u8::from(*x == value)))
            .collect();
        near(
            mean(&hits),
            share,
            4.0 * (share * (1.0 - share) / 8000.0_f64).sqrt() + 1e-12,
        );
        for (x, y) in columns["x"].iter().zip(&columns["y"]) {
            assert!(*x != value || *y == other);
        }
    }
}

#[test]
fn draws_written_out_and_read_again_give_the_same_results() {
    let model = published("hiv-psa");
    let csv = write("csv", "");
    let output = command(&["draws", &model, "--draws", "300", "--output", &csv]);
    assert!(output.status.success());
    let first = run(&model, &["--draws", "300"]);
    let again = run(&model, &["--draws-from", &csv]);
    assert_eq!(again["provenance"]["draws"], 300, "as many draws as rows");
    for name in ["mono", "combination"] {
        same(cost(&again, name), cost(&first, name));
        same(
            outcome(&again, name, "life_years"),
            outcome(&first, name, "life_years"),
        );
    }
    let text = std::fs::read_to_string(&csv).expect("the draws");
    for (changed, part) in [
        (
            text.replacen("relative_risk", "relativ_risk", 1),
            "relativ_risk",
        ),
        (text.replacen("\n1,", "\nx,", 1), "`x` is not a number"),
        ("relative_risk\n".to_owned(), "no draws"),
    ] {
        let bad = write("csv", changed);
        let (code, answer) = run_json(&model, &["--draws-from", &bad]);
        assert_eq!(code, Some(1), "{part}");
        assert!(answer.to_string().contains(part), "{part}: {answer}");
    }
}

#[test]
fn sobol_points_are_nearer_the_truth_and_say_so() {
    let model = published("hiv-psa");
    let (plain, sobol) = (
        run(&model, &["--draws", "8192"]),
        run(&model, &["--draws", "8192", "--sampling", "sobol"]),
    );
    let of = |answer| strategy(answer, "mono")["outcomes"]["life_years"].clone();
    let (a, b) = (of(&plain), of(&sobol));
    assert_eq!(sobol["provenance"]["sampling"], "sobol");
    assert!(number(&b["error"]) < 0.4 * number(&a["error"]), "{a} {b}");
    let apart = number(&a["mean"]) - number(&b["mean"]);
    let error = number(&a["error"]).hypot(number(&b["error"]));
    assert!(apart.abs() < 4.0 * error, "{a} {b}");
    near(number(&a["sd"]), number(&b["sd"]), 0.05 * number(&a["sd"]));
}

// The error that is stated, over many seeds: the truth lies within 1.96 errors 95 times in 100.
#[test]
fn the_stated_error_covers_the_truth_at_its_rate() {
    let text = of_parameters(&parameter("x", "gamma(shape = 2, scale = 1.5)"), "x * x");
    let file = write("toml", text);
    // E x^2 = scale^2 shape (shape + 1).
    let truth = 1.5 * 1.5 * 2.0 * 3.0;
    for sampling in ["independent", "sobol"] {
        let covered = (1..=120)
            .filter(|seed| {
                let seed = seed.to_string();
                let arguments = [
                    "--draws",
                    "5120",
                    "--seed",
                    &seed,
                    "--sampling",
                    sampling,
                    "--threads",
                    "1",
                ];
                let answer = run(&file, &arguments);
                let result = &strategy(&answer, "one")["outcomes"]["result"];
                // Student's t with 19 degrees of freedom.
                (number(&result["mean"]) - truth).abs() < 2.093 * number(&result["error"])
            })
            .count();
        // Binomial(120, 0.95): 104 to 120 but for 1 in 1,000.
        assert!(covered >= 104, "{sampling}: {covered} of 120");
    }
}

#[test]
fn means_of_many_draws_rest_on_all_of_them() {
    let text = of_parameters(&parameter("x", "uniform(low = 0, high = 1)"), "x");
    let columns = columns(&text, &["--draws", "103000"]);
    let answer = run(&write("toml", &text), &["--draws", "103000"]);
    let result = &strategy(&answer, "one")["outcomes"]["result"];
    near(number(&result["mean"]), mean(&columns["x"]), 1e-12);
    near(number(&result["sd"]), sd(&columns["x"][..102_400]), 1e-12);
    near(
        number(&result["error"]),
        sd(&columns["x"]) / 103_000_f64.sqrt(),
        1e-4,
    );
    assert_eq!(answer["provenance"]["kept_draws"], 102_400);
}
