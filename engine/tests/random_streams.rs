//! Streams are functions of their names, and keep their values from version to version.

use early_action_engine::random::{BATCH, Seed, Source, Stream, stream};
use std::fmt::Write;

mod golden;

fn values(mut stream: Stream, count: usize) -> Vec<f64> {
    (0..count).map(|_| stream.uniform()).collect()
}

#[test]
fn value_stability() {
    let mut text = String::new();
    for (seed, name, block) in [
        (0, "", 0),
        (1, "U03", 0),
        (1, "U03", 1),
        (1, "a name longer than eight bytes, with an é", u64::MAX),
        (u64::MAX, "U03", 0),
    ] {
        writeln!(text, "{seed} {name:?} {block}").unwrap();
        for u in values(stream(Seed(seed), name, block), 4) {
            writeln!(text, "  {:016x} {u}", u.to_bits()).unwrap();
        }
    }
    golden::check("random_streams.txt", &text);
}

#[test]
fn a_stream_does_not_depend_on_others_or_on_how_it_is_read() {
    let source = Source::new(Seed(7), "take-up");
    let last = values(source.block(9), BATCH);
    let first = values(source.block(0), BATCH);
    assert_eq!(values(stream(Seed(7), "take-up", 0), BATCH), first);
    let mut filled = [0.0; BATCH];
    stream(Seed(7), "take-up", 9).fill(&mut filled);
    assert_eq!(filled.to_vec(), last);
}

#[test]
fn any_difference_in_the_name_makes_another_stream() {
    let base = values(stream(Seed(7), "ab", 0), 4);
    for (seed, name, block) in [(8, "ab", 0), (7, "ab", 1), (7, "ba", 0), (7, "ab\0", 0)] {
        assert_ne!(values(stream(Seed(seed), name, block), 4), base, "{name}");
    }
}

#[test]
fn uniforms_are_even_and_neighbouring_blocks_unrelated() {
    let source = Source::new(Seed(11), "x");
    let blocks: Vec<_> = (0..400)
        .map(|block| values(source.block(block), BATCH))
        .collect();
    let all = blocks.concat();
    let n = all.len() as f64;
    // Ten equal parts: chi-squared with 9 degrees of freedom exceeds 27.9 once in 1,000 times.
    let mut parts = [0.0; 10];
    for &u in &all {
        assert!(u > 0.0 && u < 1.0);
        parts[(u * 10.0) as usize] += 1.0;
    }
    let expected = n / 10.0;
    let chi = parts
        .iter()
        .fold(0.0, |sum, part| sum + (part - expected) * (part - expected));
    assert!(chi / expected < 27.9, "{}", chi / expected);
    // Covariances within a block, between blocks: standard error 1 / (12 sqrt(n)).
    let product = |sum: f64, (a, b): (&f64, &f64)| sum + (a - 0.5) * (b - 0.5);
    let limit = 4.0 / (12.0 * n.sqrt());
    let within = all.iter().zip(&all[1..]).fold(0.0, product) / n;
    assert!(within.abs() < limit, "{within}");
    let across = all.iter().zip(&all[BATCH..]).fold(0.0, product) / n;
    assert!(across.abs() < limit, "{across}");
}
