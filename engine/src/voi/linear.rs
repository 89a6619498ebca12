//! Positive definite matrices, as rows of a lower triangle.

use crate::math;

/// Sum of products, in the order of [`math::sum`].
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    const LANES: usize = 8;
    let mut partial = [0.0; LANES];
    let (a_chunks, b_chunks) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest = a_chunks.remainder().iter().zip(b_chunks.remainder());
    for (total, (a, b)) in partial.iter_mut().zip(rest) {
        *total += a * b;
    }
    for (a, b) in a_chunks.zip(b_chunks) {
        for ((total, a), b) in partial.iter_mut().zip(a).zip(b) {
            *total += a * b;
        }
    }
    math::sum(&partial)
}

/// Cholesky's root in place of a positive definite matrix, both as rows of a lower triangle; false
/// where it is not positive definite.
pub(crate) fn factor(matrix: &mut [f64], size: usize) -> bool {
    for i in 0..size {
        let (before, from_i) = matrix.split_at_mut(i * (i + 1) / 2);
        for j in 0..i {
            let row = &before[j * (j + 1) / 2..(j + 1) * (j + 2) / 2];
            let known = dot(&from_i[..j], &row[..j]);
            from_i[j] = (from_i[j] - known) / row[j];
        }
        let rest = from_i[i] - dot(&from_i[..i], &from_i[..i]);
        if rest.is_nan() || rest <= 1e-13 * from_i[i] {
            return false;
        }
        from_i[i] = math::sqrt(rest);
    }
    true
}

/// Solves the upper and the lower triangle of a root of [`factor`] in turn, in place: the matrix's
/// inverse times the values.
pub(crate) fn solve(root: &[f64], values: &mut [f64]) {
    solve_lower(root, values);
    for i in (0..values.len()).rev() {
        let row = &root[i * (i + 1) / 2..(i + 1) * (i + 2) / 2];
        values[i] /= row[i];
        let value = values[i];
        for (other, factor) in values[..i].iter_mut().zip(row) {
            *other -= factor * value;
        }
    }
}

/// Solves the lower triangle alone, in place.
pub(crate) fn solve_lower(root: &[f64], values: &mut [f64]) {
    for i in 0..values.len() {
        let row = &root[i * (i + 1) / 2..(i + 1) * (i + 2) / 2];
        values[i] = (values[i] - dot(&row[..i], &values[..i])) / row[i];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_solve() {
        // [[4, 2, 0.6], [2, 5, 1], [0.6, 1, 3]] x = (1, 2, 3).
        let mut matrix = vec![4.0, 2.0, 5.0, 0.6, 1.0, 3.0];
        assert!(factor(&mut matrix, 3));
        let mut x = vec![1.0, 2.0, 3.0];
        solve(&matrix, &mut x);
        let rows = [[4.0, 2.0, 0.6], [2.0, 5.0, 1.0], [0.6, 1.0, 3.0]];
        for (row, known) in rows.iter().zip([1.0, 2.0, 3.0]) {
            assert!((dot(row, &x) - known).abs() < 1e-14);
        }
        assert!(!factor(&mut [1.0, 1.0, 1.0], 2));
    }
}
