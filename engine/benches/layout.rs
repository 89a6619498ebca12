//! How fast a large map settles, and how true the drawing is.
//!
//! Five graphs of 1,000 people and 2,000 ties, from five seeds. Each is written beside the build,
//! so that `tests/bench/layout.mjs` can lay out the same graphs with d3-force and judge both
//! drawings alike.

#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark writes files and reads clocks; the engine may not"
)]

use early_action_engine::network::{Graph, settle, stress};
use early_action_engine::random::{Seed, stream};
use std::fmt::Write;
use std::time::Instant;

const PEOPLE: usize = 1_000;
const TIES: usize = 2_000;
/// People from whom ways are sampled to judge a drawing.
const SAMPLED: usize = 100;

fn main() {
    println!("layout of {PEOPLE} people and {TIES} ties");
    let mut file = String::from("[");
    for seed in 1..=5 {
        let (graph, ties) = graph(seed);
        let mut times: Vec<f64> = (0..7)
            .map(|_| {
                let begun = Instant::now();
                std::hint::black_box(settle(&graph, Seed(seed)));
                begun.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let points = settle(&graph, Seed(seed));
        let stress = stress(&graph, &points, SAMPLED).unwrap_or(f64::NAN);
        println!("  seed {seed} {:>38.1} ms   stress {stress:.4}", times[3]);
        let comma = if seed > 1 { "," } else { "" };
        _ = write!(
            file,
            "{comma}{{\"people\":{PEOPLE},\"sampled\":{SAMPLED},\"stress\":{stress},\"ties\":{ties:?}}}"
        );
    }
    file.push(']');
    let path = std::env::var("EARLY_ACTION_GRAPHS").unwrap_or_default();
    if !path.is_empty() {
        std::fs::write(&path, file).expect("a file beside the build");
    }
}

/// A connected graph: everybody is tied to somebody before them, as people come to know people,
/// and a thousand ties more join any two.
fn graph(seed: u64) -> (Graph, Vec<[usize; 2]>) {
    let mut stream = stream(Seed(seed), "benchmark graph", 0);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "below the limit"
    )]
    let mut below = |limit: usize| ((stream.uniform() * limit as f64) as usize).min(limit - 1);
    let mut ties: Vec<[usize; 2]> = (1..PEOPLE).map(|at| [at, below(at)]).collect();
    while ties.len() < TIES {
        let tie = [below(PEOPLE), below(PEOPLE)];
        if tie[0] != tie[1] {
            ties.push(tie);
        }
    }
    let all = ties.iter().map(|[from, to]| (*from, *to, 1.0));
    (Graph::new(PEOPLE, false, all), ties)
}
