//! Layouts: the same bits from the same seed, little stress, nothing over anything else.

use early_action_engine::network::{Graph, Network, Point, csv, labels, rings, settle, stress};
use early_action_engine::random::{Seed, stream};
use proptest::prelude::*;

/// A connected graph: everybody is tied to somebody before, and some ties more.
fn random_graph(size: usize, ties: usize, seed: u64) -> Graph {
    let mut stream = stream(Seed(seed), "test graph", 0);
    let mut below = |limit: usize| ((stream.uniform() * limit as f64) as usize).min(limit - 1);
    let mut list: Vec<(usize, usize, f64)> = (1..size).map(|at| (at, below(at), 1.0)).collect();
    while list.len() < ties {
        list.push((below(size), below(size), 1.0));
    }
    Graph::new(size, false, list)
}

fn bits(points: &[Point]) -> Vec<[u64; 2]> {
    points.iter().map(|point| point.map(f64::to_bits)).collect()
}

#[test]
fn a_layout_is_the_same_to_the_bit_for_the_same_seed() {
    let graph = random_graph(120, 240, 1);
    let one = settle(&graph, Seed(5));
    assert_eq!(bits(&one), bits(&settle(&graph, Seed(5))));
    assert_ne!(bits(&one), bits(&settle(&graph, Seed(6))));
    assert!(one.iter().flatten().all(|number| number.is_finite()));
}

/// Grids and paths can be drawn without stress, so that little may be left.
#[test]
fn graphs_that_can_be_drawn_true_are() {
    let path = Graph::new(30, false, (1..30).map(|at| (at - 1, at, 1.0)));
    assert!(stress(&path, &settle(&path, Seed(1)), 30).unwrap() < 1e-3);
    let across = (0..10).flat_map(|y| (1..10).map(move |x| (10 * y + x - 1, 10 * y + x, 1.0)));
    let down = (1..10).flat_map(|y| (0..10).map(move |x| (10 * (y - 1) + x, 10 * y + x, 1.0)));
    let grid = Graph::new(100, false, across.chain(down));
    let left = stress(&grid, &settle(&grid, Seed(1)), 100).unwrap();
    assert!(left < 0.02, "{left}");
}

#[test]
fn pieces_stand_side_by_side() {
    let network = csv::read(b"a,b\nb,c\nc,a\nd,e\nf,\ng,\n", false)
        .unwrap()
        .network;
    let graph = Graph::of(&network, &network.present(), false);
    let points = settle(&graph, Seed(1));
    for one in 0..points.len() {
        for other in 0..one {
            let (x, y) = (
                points[one][0] - points[other][0],
                points[one][1] - points[other][1],
            );
            assert!(x * x + y * y > 0.25, "{one} and {other}: {points:?}");
        }
    }
    assert_eq!(settle(&Graph::default(), Seed(1)), Vec::<Point>::new());
    assert_eq!(stress(&Graph::default(), &[], 10), None);
}

fn overlaps(one: (Point, Point), other: (Point, Point)) -> bool {
    (0..2).all(|axis| {
        let apart = (one.0[axis] - other.0[axis]).abs();
        apart < (one.1[axis] + other.1[axis]) / 2.0 - 1e-9
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_two_boxes_of_a_ring_map_overlap(
        rows in prop::collection::vec((0usize..8, 1u8..=5, 20.0..140.0f64, 14.0..50.0f64), 1..60),
        centre in any::<bool>(),
    ) {
        let kinds = ["family", "friend", "neighbour", "community", "worker", "pet", "place", "group"];
        let text: String = rows
            .iter()
            .enumerate()
            .map(|(at, (kind, ring, ..))| format!("p{at},{},{ring}\n", kinds[*kind]))
            .collect();
        let mut network: Network =
            csv::read(format!("name,kind,ring\n{text}").as_bytes(), false).unwrap().network;
        network.centre = centre.then_some(0);
        let sizes: Vec<Point> = rows.iter().map(|row| [row.2, row.3]).collect();
        let placed = rings(&network, &sizes);
        for one in 0..sizes.len() {
            for other in 0..one {
                let boxes = [one, other].map(|who| (placed.points[who], sizes[who]));
                prop_assert!(!overlaps(boxes[0], boxes[1]), "{one} and {other}");
            }
        }
        // Closer rings are nearer.
        prop_assert!(placed.radii.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        if centre {
            prop_assert_eq!(placed.points[0], [0.0, 0.0]);
        }
    }

    #[test]
    fn no_label_lies_on_another_or_on_a_mark(
        rows in prop::collection::vec((0.0..400.0f64, 0.0..400.0f64, 10.0..90.0f64, 8.0..20.0f64), 1..80),
    ) {
        let points: Vec<Point> = rows.iter().map(|row| [row.0, row.1]).collect();
        let sizes: Vec<Point> = rows.iter().map(|row| [row.2, row.3]).collect();
        let order: Vec<usize> = (0..rows.len()).collect();
        let placed = labels(&points, &sizes, 4.0, &order);
        let shown: Vec<(Point, Point)> = placed
            .iter()
            .zip(&sizes)
            .filter_map(|(middle, size)| Some(((*middle)?, *size)))
            .collect();
        for one in 0..shown.len() {
            for other in 0..one {
                prop_assert!(!overlaps(shown[one], shown[other]));
            }
            for point in &points {
                prop_assert!(!overlaps(shown[one], (*point, [8.0, 8.0])));
            }
        }
        prop_assert!(placed[0].is_some() || rows.len() > 1);
    }
}

/// A change of this digest is a change of every layout that anybody has seen.
#[test]
fn the_layout_of_a_known_graph_has_the_bits_it_had() {
    let points = settle(&random_graph(60, 120, 9), Seed(1));
    let digest = bits(&points)
        .into_iter()
        .flatten()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, word| {
            (hash ^ word).wrapping_mul(0x0100_0000_01b3)
        });
    assert_eq!(format!("{digest:016x}"), "e9ee52683de5048c");
}
