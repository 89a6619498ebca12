//! Who would still be there: exact tables, groups that leave together, simulation within its error.

use early_action_engine::network::{Date, Network, Remain, When, csv};
use early_action_engine::random::Seed;

fn people(text: &str) -> Network {
    csv::read(text.as_bytes(), false).expect("no fault").network
}

/// Four of close family, three others, five who are paid.
fn twelve() -> Network {
    let rows = (0..12).map(|at| match at {
        0..4 => format!("family {at},family,0.9,listening\n"),
        4..7 => format!("friend {at},friend,0.6,fun\n"),
        _ => format!("worker {at},worker,0.2,advice\n"),
    });
    people(&format!(
        "name,kind,stays,helps\n{}",
        rows.collect::<String>()
    ))
}

#[track_caller]
fn near(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-6, "{got}, expected {expected}");
}

#[test]
fn twelve_people_have_the_published_distribution() {
    let network = twelve();
    let left = Remain::new(&network, &When::default()).left();
    near(left.mean, 6.4);
    near(left.variance, 1.88);
    let published = [
        0.000_002, 0.000_088, 0.001_481, 0.012_988, 0.063_307, 0.174_379, 0.278_847, 0.262_764,
        0.146_613, 0.048_891, 0.009_577, 0.001_018, 0.000_045,
    ];
    assert_eq!(left.chances.len(), published.len());
    for (got, expected) in left.chances.iter().zip(published) {
        near(*got, expected);
    }
    near(left.at_least[5], 0.922_134);
    near(left.at_least[0], 1.0);
}

#[test]
fn simulation_lies_within_four_standard_errors() {
    let network = twelve();
    let remain = Remain::new(&network, &When::default());
    let (exact, helps) = (remain.left(), remain.helps());
    for seed in 1..=5 {
        let played = remain.simulate(Seed(seed), 100_000);
        let within = |(value, error): (f64, f64), expected: f64| {
            assert!(
                (value - expected).abs() <= 4.0 * error,
                "{value} +- {error}, expected {expected}"
            );
        };
        within(played.mean, exact.mean);
        for (got, expected) in played.at_least.iter().zip(&exact.at_least) {
            within(*got, *expected);
        }
        for (got, expected) in played.helps.iter().zip(&helps) {
            within(*got, expected.chance);
        }
        assert_eq!(
            remain.simulate(Seed(seed), 100_000),
            played,
            "the same seed, the same futures"
        );
        assert!((played.at_least[5].0 - 0.922_134).abs() <= 0.003_39);
    }
}

/// Together they leave as one: the mean stays, the spread grows.
#[test]
fn those_who_leave_together_keep_their_own_chance() {
    let network = people("name,stays,together,helps\na,0.9,home,fun\nb,0.9,home,fun\nc,0.5,,\n");
    let remain = Remain::new(&network, &When::default());
    let left = remain.left();
    for (got, expected) in left.chances.iter().zip([0.05, 0.05, 0.45, 0.45]) {
        near(*got, expected);
    }
    near(left.mean, 2.3);
    near(remain.helps()[0].chance, 0.9);
    // Chances that differ: the second stays only where the first does.
    let network = people("name,stays,together\na,0.9,home\nb,0.4,home\n");
    let remain = Remain::new(&network, &When::default());
    for (got, expected) in remain.left().chances.iter().zip([0.1, 0.5, 0.4]) {
        near(*got, expected);
    }
    let played = remain.simulate(Seed(3), 50_000);
    assert!((played.chances[2].0 - 0.4).abs() <= 4.0 * played.chances[2].1);
}

#[test]
fn services_dates_and_birthdays_take_people_for_certain() {
    let mut network = people(
        "name,kind,stays,until,until_age,born\nJo,family,,,,2009-05-02\nMum,family,0.9,,,\nSue,worker,0.8,,,\nTutor,worker,1,2026-06-30,,\nCarer,family,1,,18,\nNan,family,,,,\n",
    );
    network.centre = Some(0);
    let gone = |when: When| -> Vec<&str> {
        let remain = Remain::new(&network, &when);
        remain
            .gone
            .iter()
            .map(|who| network.people[*who].name.as_str())
            .collect()
    };
    let date = |text: &str| Date::parse(text);
    assert_eq!(gone(When::default()), Vec::<&str>::new());
    assert_eq!(
        gone(When {
            services_step_back: true,
            ..When::default()
        }),
        ["Sue", "Tutor"]
    );
    assert_eq!(
        gone(When {
            date: date("2026-06-30"),
            ..When::default()
        }),
        Vec::<&str>::new()
    );
    assert_eq!(
        gone(When {
            date: date("2026-07-01"),
            ..When::default()
        }),
        ["Tutor"]
    );
    assert_eq!(
        gone(When {
            date: date("2027-05-02"),
            ..When::default()
        }),
        ["Tutor", "Carer"]
    );
    // The birthday says the date as well.
    assert_eq!(
        gone(When {
            age: Some(18),
            ..When::default()
        }),
        ["Tutor", "Carer"]
    );
    let remain = Remain::new(&network, &When::default());
    assert_eq!(
        remain.not_known,
        [5],
        "of whom nobody said anything is neither there nor gone"
    );
    assert_eq!(remain.left().chances.len(), 5);
}

/// Gran is reached through Mum or Dad, the cousin through Gran only.
#[test]
fn ways_through_others_break_as_they_should() {
    let ties = csv::read(b"Jo,Mum\nJo,Dad\nMum,Gran\nDad,Gran\nGran,Cousin\n", false).unwrap();
    let table = b"name,stays,helps\nMum,0.9,fun\nDad,0.5,\nGran,0.8,\nCousin,0.7,\n";
    let mut network = csv::describe(ties, table).unwrap().network;
    network.centre = network.find("Jo");
    let remain = Remain::new(&network, &When::default());
    let reached = remain.reached(Seed(1), 1_000).unwrap();
    assert_eq!(
        reached.draws, None,
        "sixteen cases are counted, not simulated"
    );
    let of = |name: &str| reached.chances[network.find(name).unwrap()];
    near(of("Mum"), 0.9);
    near(of("Gran"), 0.8 * 0.95);
    near(of("Cousin"), 0.7 * 0.8 * 0.95);
    let gran = network.find("Gran").unwrap();
    assert_eq!(
        reached.hang_on,
        [(gran, vec![network.find("Cousin").unwrap()])]
    );
}

/// Thirty people in between are too many cases to count.
#[test]
fn ways_that_cannot_be_counted_are_simulated_within_their_error() {
    let chain: String = (0..30).map(|i| format!("Jo,p{i}\np{i},Gran\n")).collect();
    let ties = csv::read(chain.as_bytes(), false).unwrap();
    let table: String = (0..30).map(|i| format!("p{i},0.05\n")).collect();
    let table = format!("name,stays\nGran,1\n{table}");
    let mut network = csv::describe(ties, table.as_bytes()).unwrap().network;
    network.centre = network.find("Jo");
    let reached = Remain::new(&network, &When::default())
        .reached(Seed(7), 40_000)
        .unwrap();
    assert_eq!(reached.draws, Some(40_000));
    let gran = network.find("Gran").unwrap();
    let expected = 1.0 - (0..30).fold(1.0, |none, _| none * 0.95);
    let (got, error) = (reached.chances[gran], reached.errors[gran]);
    assert!(
        (got - expected).abs() <= 4.0 * error,
        "{got} +- {error}, expected {expected}"
    );
    near(reached.chances[network.find("p3").unwrap()], 0.05);
}

#[test]
fn a_map_of_nobody_has_nobody_left_for_certain() {
    let network = Network::default();
    let remain = Remain::new(&network, &When::default());
    assert_eq!(remain.left().chances, [1.0]);
    assert_eq!(remain.reached(Seed(1), 10), None);
    assert_eq!(remain.simulate(Seed(1), 10).at_least.len(), 1);
}
