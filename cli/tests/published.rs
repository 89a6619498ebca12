//! Published models come out at their published results: cases 1, 4, 4b, 5, 6, 8, 10 and 15 of the validation notes.
//! Tolerances: half a unit of the last printed digit; 1e-9 relative where 11 digits or more are known;
//! simulations within four standard errors.

mod support;

use support::*;

/// Additional cost and additional outcome of a strategy against the baseline.
fn increments(answer: &serde_json::Value, name: &str, outcome: &str) -> (f64, f64) {
    let against = comparison(answer, name);
    (
        number(&against["net_cost"]["mean"]),
        number(&against["outcomes"][outcome]["mean"]),
    )
}

/// The answer of a published case, once it is within the tolerances of the list that every browser is
/// held to as well.
#[track_caller]
fn as_listed(model: &str) -> serde_json::Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/published.toml");
    let text = std::fs::read_to_string(path).expect("the list");
    let list: toml::Table = text.parse().expect("TOML");
    let mut cases = list["case"].as_array().expect("cases").iter();
    let case = cases.find(|case| case["model"].as_str() == Some(model));
    let case = case.unwrap_or_else(|| panic!("{model} is not in the list"));
    let answer = run(&published(model), &["--draws", &case["draws"].to_string()]);
    for figure in case["figures"].as_array().expect("figures") {
        let word = |key: &str| figure[key].as_str().expect(key);
        let value = |key: &str| figure[key].as_float().expect(key);
        let got = match word("of") {
            "cost" => cost(&answer, word("strategy")),
            name => outcome(&answer, word("strategy"), name),
        };
        near(got, value("is"), value("within"));
    }
    answer
}

// Case 1. Briggs, Claxton and Sculpher 2006, exercise 2.5; heemod `test_dmhee.R`.
#[test]
fn two_hiv_drugs_cost_what_the_book_says() {
    let answer = as_listed("hiv-exact");
    let (more, gained) = increments(&answer, "combination", "life_years");
    same(more / gained, 6275.955603531775);
}

// Case 1, the mean of the beginning and the end of each cycle; rdecision prints 8.475 and 9.42.
#[test]
fn hiv_life_years_counted_by_the_life_table_are_as_published() {
    let answer = as_listed("hiv-exact");
    let name = "life_years_half_cycle";
    let (more, gained) = increments(&answer, "combination", name);
    same(more / gained, 6307.432529629);
}

// Case 4. Briggs exercise 3.5; heemod `test_dmhee.R`: 61 cycles, and 60 as in its article.
#[test]
fn two_hip_prostheses_cost_what_the_book_says() {
    let ratio = |answer: &serde_json::Value| {
        let (more, gained) = increments(answer, "np1", "qalys");
        more / gained
    };
    near(ratio(&as_listed("hip-replacement")), 2198.486665, 5e-7);
    let text = published_text("hip-replacement").replace("\"61 years\"", "\"60 years\"");
    let answer = answer(&text);
    same(cost(&answer, "standard"), 512.432666524);
    same(cost(&answer, "np1"), 610.311245514);
    same(outcome(&answer, "standard", "qalys"), 14.6528301065);
    same(outcome(&answer, "np1", "qalys"), 14.6973410607);
    near(ratio(&answer), 2198.977325, 5e-7);
}

// Case 4, per cycle: cycle k of the published trace is year k of the table.
#[test]
fn hip_replacement_runs_through_the_published_years() {
    let answer = run(&published("hip-replacement"), &["--draws", "1"]);
    let years = &strategy(&answer, "standard")["by_year"];
    for (year, pounds, qalys) in [
        (2, 0.0, 0.82068966),
        (3, 3.66001356, 0.80272917),
        (4, 4.33343863, 0.78537550),
        (5, 4.85597577, 0.76838428),
        (9, 5.59337469, 0.66887542),
    ] {
        assert_eq!(years[year - 1]["year"], year);
        near(number(&years[year - 1]["cost"]["mean"]), pounds, 5e-9);
        near(
            number(&years[year - 1]["outcomes"]["qalys"]["mean"]),
            qalys,
            5e-9,
        );
    }
}

// Case 4b, deterministic ratios by age and sex, 61 cycles, derived independently to two decimals.
#[test]
fn hip_replacement_holds_for_every_age_and_sex() {
    let men = [-321.87, 415.28, 1944.73, 5001.61, 10993.81];
    let women = [871.79, 2198.49, 4717.71, 9551.60, 18748.48];
    for (male, ratios) in [(0, women), (1, men)] {
        for (age, ratio) in [55, 60, 65, 70, 75].into_iter().zip(ratios) {
            let (age, male) = (format!("start_age:={age}"), format!("male:={male}"));
            let sets = ["--draws", "1", "--set", &age, "--set", &male];
            let answer = run(&published("hip-replacement"), &sets);
            let (more, gained) = increments(&answer, "np1", "qalys");
            near(more / gained, ratio, 0.005 + 1e-9);
        }
    }
}

// Case 5. Briggs exercise 4.7; reference: 30,000 draws of an independent generator, with standard errors.
// 10,000 draws here; tolerance four standard errors of the difference of two such simulations.
#[test]
fn uncertain_hiv_drugs_have_the_mean_and_spread_of_an_independent_simulation() {
    let answer = as_listed("hiv-psa");
    let spread = |summary: &serde_json::Value, sd: f64| near(number(&summary["sd"]), sd, 0.06 * sd);
    for (name, pounds, years) in [("mono", 18228.9, 0.2092), ("combination", 17788.8, 0.2679)] {
        spread(&strategy(&answer, name)["cost"], pounds);
        spread(&strategy(&answer, name)["outcomes"]["life_years"], years);
    }
    let more = comparison(&answer, "combination");
    for (summary, mean, sd) in [
        (&more["net_cost"], 5891.4, 1762.9),
        (&more["outcomes"]["life_years"], 0.9310, 0.1705),
    ] {
        let error = sd * (1.0 / 10_000.0_f64 + 1.0 / 30_000.0).sqrt();
        near(number(&summary["mean"]), mean, 4.0 * error);
        spread(summary, sd);
    }
}

// Case 6. DARTH cohort modelling tutorial; the weights of its files, a Simpson's rule the other way round.
#[test]
fn sick_sicker_comes_out_as_printed_with_the_weights_of_its_files() {
    let answer = as_listed("sick-sicker");
    for (name, pounds, qalys) in [
        ("SoC", 151_580.0, 20.711),
        ("A", 284_805.0, 21.499),
        ("B", 259_100.0, 22.184),
        ("AB", 378_875.0, 23.137),
    ] {
        near(cost(&answer, name), pounds, 0.5);
        near(outcome(&answer, name, "qalys"), qalys, 0.0005);
    }
}

// Case 6, derived independently: the textbook's Simpson rule.
#[test]
fn sick_sicker_holds_with_textbook_simpson_weights() {
    as_listed("sick-sicker-simpson");
}

// Case 6, derived independently: the first and the last row by half.
#[test]
fn sick_sicker_holds_with_half_cycle_weights() {
    as_listed("sick-sicker-half-cycle");
}

// Case 6, derived independently: no correction.
#[test]
fn sick_sicker_holds_with_every_row_counted() {
    as_listed("sick-sicker-every-row");
}

// Case 6 under uncertainty: standard care is best below 80,000 a year of good health, B to 120,000, then AB.
#[test]
fn uncertain_sick_sicker_prefers_the_published_strategy_at_each_worth_of_health() {
    let answer = run(&published("sick-sicker-psa"), &["--draws", "2000"]);
    for (worth, best) in [(60_000.0, "SoC"), (100_000.0, "B"), (140_000.0, "AB")] {
        let benefit = |name: &str| worth * outcome(&answer, name, "qalys") - cost(&answer, name);
        for other in ["SoC", "A", "B", "AB"] {
            assert!(
                benefit(best) >= benefit(other),
                "{best} against {other} at {worth}"
            );
        }
    }
}

// Case 8. DARTH microsimulation tutorial, its cohort answer.
#[test]
fn treatment_of_the_sick_costs_what_the_tutorial_says() {
    let answer = as_listed("sick-sicker-treated");
    let (more, gained) = increments(&answer, "treatment", "qalys");
    same(more / gained, 116901.38042060);
}

// Case 10. Sonnenberg and Beck 1993; rdecision `SM00-PHV.Rmd`. 10,000 people.
#[test]
fn a_prosthetic_valve_gives_the_published_years_of_life() {
    let answer = as_listed("prosthetic-valve");
    let years = &strategy(&answer, "valve")["by_year"];
    let until = |name: &str, last: usize| -> f64 {
        let year = |year: usize| number(&years[year]["outcomes"][name]["mean"]) / 10_000.0;
        (0..last).map(year).sum()
    };
    near(until("qalys", 1), 0.74, 1e-12);
    near(until("qalys", 2), 1.268, 1e-12);
    near(until("qalys", 23), 2.37491767, 5e-9);
    near(until("qalys", 24), 2.37494894, 5e-9);
    near(until("qalys", 25), 2.37496837, 5e-9);
    near(until("qalys_half_cycle", 24), 2.87493331, 5e-9);
}

// Case 10, costs on transitions: rdecision `test-SemiMarkovModel.R`, after one cycle, per person.
#[test]
fn moves_between_states_cost_what_the_published_test_says() {
    let text = published_text("prosthetic-valve").replace("\"25 years\"", "\"1 year\"");
    let answer = answer(&text);
    let lines = &strategy(&answer, "valve")["by_line"];
    near(
        number(&lines["disabled"]["mean"]) / 10_000.0,
        200.0 + 0.2 * 750.0,
        1e-9,
    );
    near(number(&lines["dead"]["mean"]) / 10_000.0, 50.0, 1e-9);
}

// Case 15a. heemod `test_run_model.R`: one cycle counted in three ways, then five.
#[test]
fn three_ways_of_counting_give_the_published_ratios() {
    for (counting, ratio) in [("end", 1.027), ("beginning", 1.000), ("life-table", 1.012)] {
        let text = published_text("two-states")
            .replace("\"10 years\"", "\"1 year\"")
            .replace("costs = \"end\"", &format!("costs = \"{counting}\""))
            .replace("outcomes = \"end\"", &format!("outcomes = \"{counting}\""));
        let answer = answer(&text);
        if counting == "end" {
            same(cost(&answer, "I"), 309_300.0);
            same(cost(&answer, "II"), 933_900.0);
        }
        let (more, gained) = increments(&answer, "II", "y");
        near(more / gained, ratio, 0.0005);
    }
    let answer = run(&published("two-states"), &["--draws", "1"]);
    let years = &strategy(&answer, "I")["by_year"];
    for (year, people) in [950.0, 888.0, 879.0, 885.0, 890.0].into_iter().enumerate() {
        let counted = number(&years[year]["outcomes"]["people_in_one"]["mean"]);
        near(counted, people, 0.5);
    }
}

// Case 15b. The same, discounted from the second year and from the first.
#[test]
fn discounting_by_line_gives_the_published_ratio() {
    let answer = run(&published("two-states"), &["--draws", "1"]);
    let against = comparison(&answer, "II");
    let sum = |values: &serde_json::Value, one: &str, two: &str| {
        number(&values[one]["mean"]) + number(&values[two]["mean"])
    };
    let ratio = sum(&against["by_line"], "x_discounted", "x_other")
        / sum(&against["outcomes"], "y_discounted", "y_other");
    near(ratio, 0.785123, 5e-7);
}

// Case 15d. Discount factors of the standard schedule, and net present values of the greenbook tests.
#[test]
fn the_green_book_discounts_as_its_tables_say() {
    let answer = run(&published("green-book"), &["--draws", "1"]);
    let wait = strategy(&answer, "wait");
    let value = |payer: &str| number(&wait["by_payer"][payer]["mean"]);
    same(value("a") - 100.0, 35.451571264122464);
    same(value("b") - 100.0, 40.081849045682624);

    // Year 1 also holds the 30 and the 50 of the other two lines.
    let year = |year: usize| number(&wait["by_year"][year - 1]["cost"]["mean"]);
    near(year(1) / 81.0, 0.966184, 5e-7);
    for (at, factor) in [
        (10, 0.708919),
        (20, 0.502566),
        (30, 0.356278),
        (31, 0.345901),
        (40, 0.265105),
        (50, 0.197263),
        (60, 0.146782),
        (75, 0.094214),
        (100, 0.050818),
        (125, 0.027411),
    ] {
        near(year(at), factor, 5e-7);
    }
    same(year(31), 1.035_f64.powi(-30) / 1.03);
    same(year(76), 1.035_f64.powi(-30) * 1.03_f64.powi(-45) / 1.025);
}

// Case 15d, health, as the Green Book prints its rates: 1.5 %, 1.29 %, 1.07 %.
#[test]
fn the_green_book_discounts_health_at_its_own_rate() {
    let answer = run(&published("green-book"), &["--draws", "1"]);
    let years = &strategy(&answer, "wait")["by_year"];
    let year = |year: usize| number(&years[year - 1]["outcomes"]["healthy_years"]["mean"]);
    for (at, factor) in [
        (1, 0.985222),
        (5, 0.928260),
        (10, 0.861667),
        (20, 0.742470),
        (30, 0.639762),
        (31, 0.631615),
        (40, 0.562799),
        (50, 0.495094),
        (60, 0.435534),
        (75, 0.359354),
        (100, 0.275402),
        (125, 0.211062),
    ] {
        near(year(at), factor, 5e-7);
    }
}

// Case 15d: a rate of nothing changes nothing.
#[test]
fn discounting_at_nothing_changes_nothing() {
    let text = published_text("sick-sicker");
    let none = answer(
        &text
            .replace("costs = 0.03", "costs = 0")
            .replace("outcomes = 0.03", "outcomes = \"none\""),
    );
    let left_out = answer(&text.replace("[discounting]\ncosts = 0.03\noutcomes = 0.03\n", ""));
    assert_eq!(none["strategies"], left_out["strategies"]);
    assert_ne!(none["strategies"], answer(&text)["strategies"]);
}

// Alarid-Escudero and others, Medical Decision Making 43 (2023), 21-41, table 3: rewards on transitions,
// mortality by age. The digits beyond the table are from a simulation written for this model alone.
#[test]
fn sick_sicker_with_mortality_by_age_is_as_published() {
    let answer = run(&published("sick-sicker-ages"), &["--draws", "1"]);
    let cases = [
        (
            "SoC",
            116_374.0,
            18.879,
            116_374.448_011_954,
            18.879_195_307_013,
        ),
        (
            "A",
            218_789.0,
            19.636,
            218_789.359_228_06,
            19.635_555_987_253_8,
        ),
        (
            "B",
            202_536.0,
            20.199,
            202_536.459_939_298,
            20.198_925_518_922,
        ),
        (
            "AB",
            296_300.0,
            21.097,
            296_300.325_943_376,
            21.096_526_557_784,
        ),
    ];
    for (name, printed, printed_qalys, pounds, qalys) in cases {
        near(cost(&answer, name), printed, 0.5);
        near(outcome(&answer, name, "qalys"), printed_qalys, 0.0005);
        same(cost(&answer, name), pounds);
        same(outcome(&answer, name, "qalys"), qalys);
    }
    let ratio = |a: &str, b: &str| {
        (cost(&answer, b) - cost(&answer, a))
            / (outcome(&answer, b, "qalys") - outcome(&answer, a, "qalys"))
    };
    near(ratio("SoC", "B"), 65_288.0, 0.5);
    near(ratio("B", "AB"), 104_461.0, 0.5);
    // One at a time: the rate of discount, then two others, as simulated.
    let file = published("sick-sicker-ages");
    let lower = run(&file, &["--draws", "1", "--set", "discount_rate:=0.015"]);
    same(cost(&lower, "AB"), 405_508.538_499_627);
    same(outcome(&lower, "SoC", "qalys"), 24.461_944_364_736_7);
    let other = ["--draws", "1", "--set", "hr_S1:=2", "--set", "u_S1=0.6"];
    let other = run(&file, &other);
    same(cost(&other, "B"), 204_816.609_742_848);
    same(outcome(&other, "B", "qalys"), 19.741_833_810_975);
}

// Evans and others 1997; Briggs, Claxton and Sculpher 2006, box 2.3, print 22.06, 4.71, 0.42 and 0.20.
#[test]
fn a_decision_tree_is_a_model_of_one_cycle() {
    let answer = run(&published("migraine"), &["--draws", "1"]);
    for (name, pounds, utility) in [
        ("caffeine", 4.714_972_44, 0.201_275_956),
        ("sumatriptan", 22.058_057_36, 0.416_860_912),
    ] {
        same(cost(&answer, name), pounds);
        same(outcome(&answer, name, "utility"), utility);
        same(outcome(&answer, name, "qalys"), utility / 365.25);
    }
    let (more, gained) = increments(&answer, "sumatriptan", "qalys");
    // Evans and others: 29,366 Canadian dollars for a QALY.
    near(more / gained, 29_366.0, 0.01 * 29_366.0);
}

// Dong and Buxton 2006, table 4: costs on leaving and entering states in monthly cycles. Deaths and
// months with complications, which nothing is discounted in, are the paper's; the rest is from a
// simulation written for this model alone.
#[test]
fn operations_are_paid_for_on_leaving_and_entering_in_monthly_cycles() {
    let answer = run(&published("knee-replacement"), &["--draws", "1"]);
    for (name, deaths, serious, pounds, qalys) in [
        (
            "conventional",
            37.10,
            87.32,
            7_693.634_252_063_89,
            5.293_314_567_698_81,
        ),
        (
            "assisted",
            37.06,
            58.14,
            7_133.746_645_760_42,
            5.307_677_602_133_33,
        ),
    ] {
        near(100.0 * outcome(&answer, name, "deaths"), deaths, 0.1);
        let months = outcome(&answer, name, "months_with_serious_complications");
        near(100.0 * months, serious, 0.1);
        same(cost(&answer, name), pounds);
        same(outcome(&answer, name, "qalys"), qalys);
    }
    let (more, gained) = increments(&answer, "assisted", "qalys");
    near(more, -583.0, 50.0);
    near(gained, 0.0148, 0.001);
}
