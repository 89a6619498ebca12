//! Sums in one fixed order.

const LANES: usize = 8;

/// The sum, in this order: element i is added to partial sum i mod 8, each starting from `+0.0`
/// and going up; then partial sums 0 to 7 join as ((0+4)+(2+6)) + ((1+5)+(3+7)).
///
/// The order is part of the engine's results; eight lanes let it run as SIMD. An empty sum is
/// `+0.0`.
///
/// # Precision
/// Relative to the sum of absolute values: about n/8 + 3 units of 1.1e-16, at worst.
pub fn sum(values: &[f64]) -> f64 {
    let mut partial = [0.0; LANES];
    let chunks = values.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (total, value) in partial.iter_mut().zip(chunk) {
            *total += value;
        }
    }
    for (total, value) in partial.iter_mut().zip(rest) {
        *total += value;
    }
    let [p0, p1, p2, p3, p4, p5, p6, p7] = partial;
    ((p0 + p4) + (p2 + p6)) + ((p1 + p5) + (p3 + p7))
}

/// The arithmetic mean: [`sum`] divided by the number of values; NaN if there are none.
pub fn mean(values: &[f64]) -> f64 {
    sum(values) / values.len() as f64
}
