//! What `--traces` writes.

/// By draw and row: how many are in each of these states.
pub fn rows(path: &str, states: &[&str]) -> Vec<(usize, Vec<Vec<u64>>)> {
    let text = std::fs::read_to_string(path).expect("traces");
    let mut draws: Vec<(usize, Vec<Vec<u64>>)> = Vec::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let (draw, row): (usize, usize) = (
            fields[0].parse().expect("a number"),
            fields[2].parse().expect("a number"),
        );
        let Some(state) = states.iter().position(|s| *s == fields[3]) else {
            continue;
        };
        if draws.last().is_none_or(|(d, _)| *d != draw) {
            draws.push((draw, Vec::new()));
        }
        let all = &mut draws.last_mut().expect("a draw").1;
        if all.len() <= row {
            all.resize(row + 1, vec![0; states.len()]);
        }
        all[row][state] += fields[4].parse::<u64>().expect("a number");
    }
    draws
}
