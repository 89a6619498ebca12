//! Small models of two or three states, written in the tests.
#![allow(dead_code, reason = "each test file uses its own part")]

/// What every small model starts with.
pub fn head(cycle: &str, horizon: &str, counting: &str) -> String {
    format!(
        "format = 1\n[model]\ntitle = \"small\"\n[time]\ncycle = \"{cycle}\"\nhorizon = \"{horizon}\"\n\
         [counting]\ncosts = {counting}\noutcomes = {counting}\n"
    )
}

/// The rows 0 to `cycles` of a cohort, moved by the matrix of each cycle.
pub fn rows<const N: usize>(
    start: [f64; N],
    cycles: usize,
    matrix: impl Fn(usize) -> [[f64; N]; N],
) -> Vec<[f64; N]> {
    let mut rows = vec![start];
    for cycle in 1..=cycles {
        let (before, moves) = (rows[cycle - 1], matrix(cycle));
        let mut after = [0.0; N];
        for from in 0..N {
            for (to, share) in after.iter_mut().enumerate() {
                *share += before[from] * moves[from][to];
            }
        }
        rows.push(after);
    }
    rows
}
