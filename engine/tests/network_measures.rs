//! Measures against published reference graphs, to 1e-6.

use early_action_engine::network::{Measured, Network, csv};

const TOLERANCE: f64 = 1e-6;

fn read(text: &str, directed: bool) -> Network {
    csv::read(text.as_bytes(), directed)
        .expect("no fault")
        .network
}

fn file(name: &str, directed: bool) -> Network {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests read their cases from files"
    )]
    let bytes = std::fs::read(format!(
        "{}/../tests/networks/{name}",
        env!("CARGO_MANIFEST_DIR")
    ));
    csv::read(&bytes.expect("no fault"), directed)
        .expect("no fault")
        .network
}

#[track_caller]
fn near(got: Option<f64>, expected: f64) {
    let got = got.expect("a value that is defined");
    assert!(
        (got - expected).abs() <= TOLERANCE,
        "{got}, expected {expected}"
    );
}

fn at(network: &Network, name: &str) -> usize {
    network.find(name).expect(name)
}

/// The directed graph of three of networkx's tests: constraint and effective size of ties and of
/// strengths, reciprocity there and of igraph's other kind.
#[test]
fn the_directed_graph_of_three_has_its_published_measures() {
    let network = file("three-directed.csv", true);
    let measured = Measured::new(&network);
    for (name, constraint, weighted, size, size_weighted, reciprocity) in [
        ("0", 1.003_086, 0.840_278, 1.166_667, 1.566_667, 0.666_667),
        ("1", 1.003_086, 1.142_778, 1.166_667, 1.083_333, 0.666_667),
        ("2", 1.388_889, 1.378_056, 1.0, 1.0, 0.0),
    ] {
        let around = measured.around(at(&network, name));
        near(around.burt.ties.map(|h| h.constraint), constraint);
        near(around.burt.strengths.map(|h| h.constraint), weighted);
        near(around.burt.ties.map(|h| h.effective_size), size);
        near(
            around.burt.strengths.map(|h| h.effective_size),
            size_weighted,
        );
        near(around.reciprocity, reciprocity);
    }
    let whole = measured.whole();
    near(whole.reciprocity, 0.5);
    near(whole.reciprocity_pairs, 1.0 / 3.0);
    near(whole.density, 4.0 / 6.0);
    assert_eq!(whole.strong_components.len(), 1);
}

/// Borgatti's graph of seven: the whole and the ego network apart.
#[test]
fn borgattis_graph_has_its_published_measures() {
    let network = file("borgatti.csv", false);
    let measured = Measured::new(&network);
    type Row = (&'static str, usize, usize, Option<f64>, [f64; 6]);
    let rows: [Row; 7] = [
        (
            "A",
            4,
            3,
            Some(0.5),
            [2.5, 0.625, 0.595_486, 0.683_594, 2.475, 0.794_955],
        ),
        (
            "B",
            3,
            2,
            Some(2.0 / 3.0),
            [
                1.666_667, 0.555_556, 0.642_747, 0.839_506, 1.671_429, 0.812_748,
            ],
        ),
        ("C", 1, 0, None, [1.0; 6]),
        (
            "D",
            2,
            1,
            Some(1.0),
            [1.0, 0.5, 0.784_722, 1.125, 1.15, 0.913_413],
        ),
        (
            "E",
            2,
            1,
            Some(1.0),
            [1.0, 0.5, 0.730_903, 1.125, 1.1, 0.883_455],
        ),
        (
            "F",
            2,
            1,
            Some(1.0),
            [1.0, 0.5, 0.730_903, 1.125, 1.25, 0.833_233],
        ),
        (
            "G",
            6,
            4,
            Some(0.266_667),
            [
                4.666_667, 0.777_778, 0.400_270, 0.400_270, 5.471_717, 0.298_852,
            ],
        ),
    ];
    for (name, degree, ties, density, values) in rows {
        let around = measured.around(at(&network, name));
        let burt = around.burt;
        assert_eq!((around.degree, around.among.ties), (degree, ties), "{name}");
        match density {
            Some(density) => near(around.density, density),
            None => assert_eq!(around.density, None),
        }
        near(burt.ties.map(|h| h.effective_size), values[0]);
        near(
            burt.ties.map(|h| h.effective_size / degree as f64),
            values[1],
        );
        near(burt.ties.map(|h| h.constraint), values[2]);
        near(burt.own_ties.map(|h| h.constraint), values[3]);
        near(burt.strengths.map(|h| h.effective_size), values[4]);
        near(burt.strengths.map(|h| h.constraint), values[5]);
    }
    let alone = measured.around(at(&network, "alone"));
    assert_eq!(
        (alone.degree, alone.density, alone.ego_betweenness),
        (0, None, None)
    );
    assert!(alone.burt.ties.is_none() && alone.burt.strengths.is_none());
    let whole = measured.whole();
    assert_eq!(whole.isolates, [at(&network, "alone")]);
    assert_eq!(whole.parts.cut_people, [at(&network, "G")]);
    assert_eq!(
        whole.parts.bridges,
        [(at(&network, "G"), at(&network, "C"))]
    );
    assert_eq!(
        whole.reciprocity, None,
        "ties without direction are not returned"
    );
}

/// igraph's fixture for constraint: a path, a complete graph in parallel ties, two cliques.
#[test]
fn igraphs_fixture_of_constraint_holds() {
    let constraints = |text: &str| -> Vec<f64> {
        let network = read(text, false);
        let measured = Measured::new(&network);
        let all = measured.members().into_iter();
        all.map(|who| measured.around(who).burt.strengths.unwrap().constraint)
            .collect()
    };
    let same = |got: Vec<f64>, expected: &[f64]| {
        assert_eq!(got.len(), expected.len());
        for (got, expected) in got.into_iter().zip(expected) {
            near(Some(got), *expected);
        }
    };
    same(constraints("0,1\n1,2\n2,3\n"), &[1.0, 0.5, 0.5, 1.0]);
    // A tie of strength 0 is no tie.
    same(
        constraints("0,1,1\n1,2,1\n2,3,1\n0,3,0\n"),
        &[1.0, 0.5, 0.5, 1.0],
    );
    same(
        constraints("a,b,0.5\nb,a,0.5\na,c,1\na,d,1\nb,c,1\nb,d,0.25\nb,d,0.75\nc,d,1\n"),
        &[0.925_926; 4],
    );
    let hole = file("hole.csv", false);
    let measured = Measured::new(&hole);
    for (name, constraint, size) in [
        ("0", 0.865_741, 1.0),
        ("1", 0.865_741, 1.0),
        ("2", 0.865_741, 1.0),
        ("3", 0.583_333, 2.5),
        ("4", 0.5, 2.0),
        ("5", 0.583_333, 2.5),
        ("6", 0.865_741, 1.0),
        ("7", 0.865_741, 1.0),
        ("8", 0.865_741, 1.0),
    ] {
        let holes = measured.around(at(&hole, name)).burt.ties;
        near(holes.map(|h| h.constraint), constraint);
        near(holes.map(|h| h.effective_size), size);
    }
}

#[test]
fn reciprocity_is_that_of_networkx() {
    let reciprocity = |text: &str, who: &str| {
        let network = read(text, true);
        let measured = Measured::new(&network);
        (
            measured.whole().reciprocity,
            measured.around(at(&network, who)).reciprocity,
        )
    };
    near(reciprocity("1,2\n2,1\n", "1").0, 1.0);
    near(reciprocity("1,2\n2,3\n3,2\n", "1").1, 0.0);
    near(reciprocity("1,2\n2,3\n3,2\n", "2").1, 0.666_667);
    assert_eq!(reciprocity("from,to\nann,\n", "ann"), (None, None));
    let ecomap = "child,mum\nmum,child\nchild,dad\ngran,child\nchild,gran\nworker,child\nteacher,child\nchild,teacher\n";
    near(reciprocity(ecomap, "child").0, 0.75);
}

/// Kinds come from a second table; the declared number of kinds decides how even a mix can be.
#[test]
fn mixes_of_kinds_have_their_published_values() {
    let ties = csv::read(b"0,1\n2,3\n0,4\n2,5\n", false).unwrap();
    let kinds = b"name,kind\n0,one\n1,one\n2,two\n3,two\n4,red\n5,blue\n";
    let mut network = csv::describe(ties, kinds).unwrap().network;
    network.kinds = ["one", "two", "red", "blue"].map(str::to_owned).to_vec();
    let whole = Measured::new(&network).whole();
    assert_eq!(
        whole.mixing,
        [[2, 0, 1, 0], [0, 2, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]]
    );
    assert_eq!((whole.ei.external, whole.ei.internal), (2, 2));
    near(whole.ei.index, 0.0);
    // 4 ordered pairs within kinds, 26 across.
    near(
        whole.ei.rescaled,
        (2.0 / 26.0 - 2.0 / 4.0) / (2.0 / 26.0 + 2.0 / 4.0),
    );

    let twelve: String = (0..12)
        .map(|i| format!("p{i},{}\n", if i < 6 { "family" } else { "worker" }))
        .collect();
    let mut network = read(&format!("name,kind\n{twelve}"), false);
    let mix = Measured::new(&network).whole().mix;
    near(mix.blau, 0.5);
    near(mix.iqv, 1.0);
    near(mix.entropy, 1.0);
    network.kinds.push("friend".into());
    near(Measured::new(&network).whole().mix.iqv, 0.75);
    network.people.clear();
    let nobody = Measured::new(&network).whole();
    assert_eq!(
        (nobody.mix.blau, nobody.mix.iqv, nobody.mix.entropy),
        (None, None, None)
    );
    assert_eq!((nobody.density, nobody.ei.index), (None, None));
}

/// A star has every pair to itself; one more tie takes a pair away; two ways share a pair.
#[test]
fn a_go_between_counts_the_pairs_without_another_way() {
    let between = |text: &str, directed| {
        let network = read(text, directed);
        Measured::new(&network)
            .around(at(&network, "e"))
            .ego_betweenness
    };
    near(between("e,a\ne,b\ne,c\ne,d\n", false), 6.0);
    near(between("e,a\ne,b\ne,c\ne,d\na,b\n", false), 5.0);
    // a and c meet through b as well, so that e has half of that pair.
    near(between("e,a\ne,b\ne,c\na,b\nb,c\n", false), 0.5);
    near(between("a,e\ne,b\n", true), 1.0);
    near(between("a,e\nb,e\n", true), 0.0);
    assert_eq!(between("e,a\n", false), None);
}

/// A chain as long as a map may be: nothing that follows ties may use the stack.
#[test]
fn a_long_chain_is_all_cut_people_and_bridges() {
    let text: String = (0..4_999).map(|i| format!("p{i},p{}\n", i + 1)).collect();
    let whole = Measured::new(&read(&text, true)).whole();
    assert_eq!(whole.parts.cut_people.len(), 4_998);
    assert_eq!(whole.parts.bridges.len(), 4_999);
    assert_eq!(whole.strong_components.len(), 5_000);
    assert_eq!(whole.parts.components.len(), 1);
}
