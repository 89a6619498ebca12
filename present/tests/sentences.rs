//! The sentences of every verdict, word for word.

mod samples;

use early_action_engine::appraise::{Comparison, Crossing, Share, Verdict};
use early_action_present::sentences::{self, Frame, answer};
use early_action_present::words::PSEUDO;
use early_action_present::{ModelWords, Words};
use samples::{Shape, TWO, comparison};

fn words() -> Words {
    let mut own = ModelWords::new("sample");
    own.label("strategy", "none", "No offer");
    own.label("strategy", "offer", "Offer to every family");
    own.label("outcome", "not_in_care", "Children not in care");
    own.label(
        "parameter",
        "relative_risk",
        "Risk with the offer, against none",
    );
    Words::new("en").with_model(&own)
}

fn sample(price: f64, saving: f64, spread: f64, payers: &[(&str, f64)]) -> Comparison {
    comparison(&Shape {
        years: 5,
        price,
        saving,
        spread,
        payers,
        draws: 2000,
    })
}

/// The sentences of a comparison: verdict, answer, range.
fn said(comparison: &Comparison) -> [String; 3] {
    let answer = answer(&words(), &Frame::new(comparison, 5.0));
    [
        answer.verdict,
        answer.sentence,
        answer.range.unwrap_or_default(),
    ]
}

#[test]
fn likely_saves() {
    assert_eq!(
        said(&sample(600e3, 320e3, 130e3, &TWO[..1])),
        [
            "Likely saves",
            "Acting early is likely to save the council money over 5 years, about £600,000 on average: \
             it costs less in 85 of 100 simulated futures.",
            "90 of 100 simulated futures lie between a saving of £1.5 million and an extra cost of \
             £300,000.",
        ]
    );
}

#[test]
fn likely_costs() {
    assert_eq!(
        said(&sample(700e3, 90e3, 90e3, TWO)),
        [
            "Likely costs more",
            "Acting early is likely to cost public services more over 5 years, about £360,000 on \
             average: it costs less in only 15 of 100 simulated futures.",
            "90 of 100 simulated futures lie between a saving of £250,000 and an extra cost of \
             £950,000.",
        ]
    );
}

#[test]
fn could_go_either_way() {
    assert_eq!(
        said(&sample(500e3, 140e3, 130e3, TWO)),
        [
            "Could go either way",
            "Acting early could save public services money over 5 years or cost more. We can’t tell: \
             it costs less in 50 of 100 simulated futures.",
            "90 of 100 simulated futures lie between a saving of £900,000 and an extra cost of \
             £850,000.",
        ]
    );
}

#[test]
fn no_difference() {
    assert_eq!(
        said(&sample(0.0, 0.0, 0.0, &TWO[..1])),
        [
            "No difference",
            "Acting early costs the council the same as “No offer” over 5 years, in every simulated \
             future.",
            "",
        ]
    );
}

#[test]
fn never_breaks_even() {
    assert_eq!(
        said(&sample(700e3, 20e3, 20e3, TWO)),
        [
            "Likely costs more",
            "Acting early is likely to cost public services more over 5 years, about £630,000 on \
             average, and pays for itself in none of the simulated futures.",
            "In 90 of 100 simulated futures it costs between £460,000 and £800,000 more.",
        ]
    );
}

#[test]
fn a_mean_on_the_other_side_is_said() {
    let mut odd = sample(700e3, 90e3, 90e3, &TWO[..1]);
    odd.net_cost.mean = -61_000.0;
    assert_eq!(
        said(&odd)[1],
        "Acting early costs the council less in only 15 of 100 simulated futures, but these save so \
         much that on average it could save about £60,000 over 5 years."
    );
    let mut odd = sample(600e3, 420e3, 130e3, &TWO[..1]);
    assert_eq!(odd.verdict, Verdict::Saves);
    odd.net_cost.mean = 50_000.0;
    assert_eq!(
        said(&odd)[1],
        "Acting early costs the council less in 96 of 100 simulated futures, but the others cost so \
         much more that on average it could cost about £50,000 more over 5 years."
    );
}

#[test]
fn missing_input_says_what_to_enter() {
    let one = sentences::missing_input(&words(), &["Price per family".into()]);
    assert_eq!(one.verdict, "A figure is missing");
    assert_eq!(
        one.sentence,
        "Enter this figure to see an answer: Price per family."
    );
    let two = ["Price per family".into(), "Families a year".into()];
    assert_eq!(
        sentences::missing_input(&words(), &two).sentence,
        "Enter these figures to see an answer: Price per family and Families a year."
    );
}

#[test]
fn no_sentence_promises() {
    let comparisons = samples::all();
    for (name, comparison) in &comparisons {
        for text in everything(&words(), comparison) {
            for promise in ["will save", "will cost", "guarantee", "NaN", "inf "] {
                assert!(!text.contains(promise), "{name}: {text}");
            }
            assert!(!text.contains("  "), "{name}: {text}");
        }
    }
}

/// Every sentence about a comparison.
fn everything(words: &Words, comparison: &Comparison) -> Vec<String> {
    let mut all = Vec::new();
    for (effect_known, more_is_better, people) in [
        (true, true, None),
        (false, true, Some(120.0)),
        (true, false, Some(3.0)),
    ] {
        let years = comparison.cumulative.len() as f64;
        let frame = Frame {
            effect_known,
            more_is_better,
            people,
            only: more_is_better,
            ..Frame::new(comparison, years)
        };
        let answer = answer(words, &frame);
        all.extend([answer.verdict, answer.sentence]);
        all.extend(answer.range);
        all.extend(answer.condition.map(|condition| condition.sentence));
        all.extend([
            sentences::break_even(words, &frame),
            sentences::fan_finding(words, &frame),
            sentences::fan_subtitle(words, None),
            sentences::fan_subtitle(words, Some("2024/25")),
            sentences::payers_finding(words, &frame),
            sentences::payers_subtitle(words, &frame, None),
            sentences::payers_subtitle(words, &frame, Some("2024/25")),
            sentences::futures_finding(words, &frame),
            sentences::futures_subtitle(words, &frame),
            sentences::describe_fan(words, &frame),
            sentences::describe_payers(words, &frame),
            sentences::describe_futures(words, &frame),
        ]);
    }
    all
}

#[test]
fn every_sentence_comes_through_the_locale() {
    let words = Words::new(PSEUDO);
    for (name, comparison) in &samples::all() {
        for text in everything(&words, comparison) {
            let plain = ["simulated", "public services", "years", "saving"];
            assert!(
                !plain.iter().any(|word| text.contains(word)),
                "{name}: {text}"
            );
        }
    }
}

/// The condition of the usual sample with another finding.
fn condition(words: &Words, change: impl Fn(&mut Comparison, &mut bool)) -> String {
    let mut comparison = sample(600e3, 320e3, 130e3, &TWO[..1]);
    let mut more_is_better = true;
    change(&mut comparison, &mut more_is_better);
    let frame = Frame {
        more_is_better,
        people: Some(120.0),
        ..Frame::new(&comparison, 5.0)
    };
    sentences::condition(words, &frame)
        .expect("the sample has a threshold")
        .sentence
}

fn crossing(comparison: &mut Comparison, outcome: f64, evidence: (f64, f64, f64)) {
    let threshold = comparison.threshold.as_mut().expect("the sample has one");
    threshold.finding = Crossing::At {
        value: 0.9,
        error: 0.01,
        outcome,
    };
    threshold.evidence = evidence;
}

#[test]
fn what_would_have_to_be_true() {
    let words = words();
    assert_eq!(
        condition(&words, |_, _| ()),
        "Pays for itself if “Children not in care” rises by at least 6; the evidence suggests a rise \
         of 4 to 16."
    );
    assert_eq!(
        condition(&words, |comparison, _| crossing(
            comparison,
            5.2,
            (-3.0, 2.0, 16.0)
        )),
        "Pays for itself if “Children not in care” rises by at least 6; the evidence suggests \
         anything from a fall of 3 to a rise of 16."
    );
    assert_eq!(
        condition(&words, |comparison, _| crossing(
            comparison,
            -1.6,
            (-3.0, -2.0, -1.0)
        )),
        "Pays for itself even if “Children not in care” falls by 2; the evidence suggests a fall of \
         1 to 3."
    );
    assert_eq!(
        condition(&words, |comparison, more_is_better| {
            *more_is_better = false;
            crossing(comparison, -5.2, (-16.0, -9.0, -4.0));
        }),
        "Pays for itself if “Children not in care” falls by at least 6; the evidence suggests a fall \
         of 4 to 16."
    );
    assert_eq!(
        condition(&words, |comparison, _| {
            comparison.threshold.as_mut().unwrap().finding = Crossing::AlwaysSaves;
        }),
        "Saves the council money wherever “Risk with the offer, against none” lies between 0.4 and 1.2."
    );
    assert_eq!(
        condition(&words, |comparison, _| {
            comparison.threshold.as_mut().unwrap().finding = Crossing::NeverSaves;
        }),
        "Does not pay for itself for any value of “Risk with the offer, against none” between 0.4 \
         and 1.2."
    );
}

#[test]
fn a_shipped_model_speaks_of_children() {
    let own = Words::new("en").with_model(&ModelWords::new("family-group-conference"));
    let mut comparison = sample(600e3, 320e3, 130e3, TWO);
    comparison.threshold.as_mut().unwrap().outcome = "not_in_care_12".into();
    let frame = Frame {
        people: Some(120.0),
        ..Frame::new(&comparison, 5.0)
    };
    assert_eq!(
        sentences::condition(&own, &frame).unwrap().sentence,
        "Pays for itself if at least 6 more of 120 children are not in care after 12 months; the \
         evidence suggests 4 to 16."
    );
    assert!(
        answer(&own, &frame)
            .sentence
            .starts_with("Offering every family a group conference is")
    );
}

#[test]
fn where_no_effect_is_known_the_condition_is_the_answer() {
    let comparison = sample(600e3, 320e3, 130e3, TWO);
    let frame = Frame {
        effect_known: false,
        ..Frame::new(&comparison, 5.0)
    };
    let answer = answer(&words(), &frame);
    assert_eq!(answer.verdict, "Nobody knows yet");
    assert_eq!(
        answer.sentence,
        "Acting early: nobody has measured how much difference this makes. Pays for itself if \
         “Children not in care” rises by at least 6."
    );
    assert_eq!((answer.range, answer.condition), (None, None));
}

#[test]
fn break_even_is_a_range_of_futures() {
    let words = words();
    let say = |by_year: &[f64], never: f64| {
        let mut comparison = sample(600e3, 320e3, 130e3, TWO);
        comparison.break_even.by_year = by_year.to_vec();
        comparison.break_even.never = never;
        sentences::break_even(&words, &Frame::new(&comparison, 5.0))
    };
    assert_eq!(
        say(&[0.0, 0.1, 0.4, 0.62, 0.79], 0.21),
        "Breaks even by year 4 in 60 of 100 simulated futures; in 20 of 100 not within 5 years."
    );
    assert_eq!(
        say(&[0.0, 0.1, 0.2, 0.25, 0.3], 0.7),
        "Breaks even within 5 years in 30 of 100 simulated futures; in 70 of 100 it does not."
    );
    assert_eq!(
        say(&[0.6, 0.9, 1.0, 1.0, 1.0], 0.0),
        "Breaks even by year 1 in 60 of 100 simulated futures, and in all of them within 5 years."
    );
    assert_eq!(
        say(&[0.0; 5], 1.0),
        "Breaks even within 5 years in none of the simulated futures."
    );
}

#[test]
fn a_change_is_spoken_as_a_difference() {
    let words = words();
    let share = |value| Share {
        value,
        error: 0.004,
    };
    assert_eq!(
        sentences::changed_chance(&words, share(0.83), share(0.71)),
        "Costs less in 71 of 100 simulated futures now, was 83 of 100."
    );
    assert_eq!(
        sentences::changed_chance(&words, share(0.83), share(0.832)),
        "Still costs less in 83 of 100 simulated futures."
    );
}

#[test]
fn titles_state_the_finding() {
    let words = words();
    let saves = sample(600e3, 320e3, 130e3, TWO);
    let frame = Frame::new(&saves, 5.0);
    assert_eq!(
        sentences::fan_finding(&words, &frame),
        "Likely to cost more at first, and less from year 3 on"
    );
    assert_eq!(
        sentences::payers_finding(&words, &frame),
        "On average the saving falls to the council and the courts"
    );
    assert_eq!(
        sentences::futures_finding(&words, &frame),
        "Costs less in 85 of 100 simulated futures"
    );
    assert_eq!(
        sentences::describe_fan(&words, &frame),
        "After 5 years the middle estimate is £600,000 less; 90 of 100 futures lie between £1.5 \
         million less and £300,000 more. Breaks even by year 3 in 70 of 100 simulated futures; in 15 \
         of 100 not within 5 years."
    );
}

#[test]
fn a_result_says_where_it_comes_from() {
    let saves = sample(600e3, 320e3, 130e3, TWO);
    let appraisal = samples::appraisal(saves.clone());
    assert_eq!(
        sentences::provenance(&words(), &appraisal, &saves, Some("trial, 2023")),
        "seed 1 | 10,000 futures | ± £20,000 | figures: trial, 2023"
    );
    assert_eq!(sentences::changed_by_host(&words(), 0), None);
    assert_eq!(
        sentences::changed_by_host(&words(), 3).unwrap(),
        "Uses 3 figures set by this site, not the evidence."
    );
}
