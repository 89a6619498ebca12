//! Correlation: normal scores mixed by the triangular root of their correlation matrix.

use super::stream::BATCH;
use crate::math;

/// The lower triangular root L of a symmetric positive definite matrix: L L' is the matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Root {
    size: usize,
    /// Rows one after the other, each up to its diagonal.
    rows: Vec<f64>,
}

impl Root {
    /// Cholesky's root. `None` if the matrix is not positive definite: no quantities vary together
    /// like that.
    pub fn of(matrix: &[Vec<f64>]) -> Option<Self> {
        let size = matrix.len();
        let mut root = Self {
            size,
            rows: Vec::with_capacity(size * (size + 1) / 2),
        };
        for (i, row) in matrix.iter().enumerate() {
            for (j, value) in row.iter().enumerate().take(i + 1) {
                let known = (0..j).fold(0.0, |sum, k| sum + root.at(i, k) * root.at(j, k));
                let rest = value - known;
                if i > j {
                    root.rows.push(rest / root.at(j, j));
                } else if rest > 1e-12 * value {
                    root.rows.push(math::sqrt(rest));
                } else {
                    return None;
                }
            }
        }
        Some(root)
    }

    /// Number of quantities.
    pub fn size(&self) -> usize {
        self.size
    }

    fn at(&self, i: usize, j: usize) -> f64 {
        self.rows[i * (i + 1) / 2 + j]
    }

    /// Variance of quantity `i`.
    pub fn variance(&self, i: usize) -> f64 {
        (0..=i).fold(0.0, |sum, k| sum + self.at(i, k) * self.at(i, k))
    }

    /// Replaces independent normal scores by correlated ones, in place.
    pub fn mix(&self, scores: &mut [[f64; BATCH]]) {
        // From the last: each reads only those before it.
        for i in (0..self.size.min(scores.len())).rev() {
            let (before, rest) = scores.split_at_mut(i);
            let own = self.at(i, i);
            for (lane, score) in rest[0].iter_mut().enumerate() {
                let mixed = before
                    .iter()
                    .enumerate()
                    .fold(own * *score, |sum, (j, b)| sum + self.at(i, j) * b[lane]);
                *score = mixed;
            }
        }
    }
}

/// The correlation of normal scores that gives this rank correlation (Spearman's):
/// 2 sin(pi rho / 6), exact for a Gaussian copula (Pearson 1907).
pub fn normal_from_rank(rho: f64) -> f64 {
    2.0 * math::sin(core::f64::consts::PI * rho / 6.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_of_a_matrix_gives_it_back() {
        let matrix = vec![
            vec![4.0, 2.0, -1.0],
            vec![2.0, 5.0, 0.5],
            vec![-1.0, 0.5, 3.0],
        ];
        let root = Root::of(&matrix).unwrap();
        for (i, row) in matrix.iter().enumerate() {
            for (j, value) in row.iter().enumerate() {
                let shared = i.min(j);
                let product = (0..=shared).fold(0.0, |sum, k| sum + root.at(i, k) * root.at(j, k));
                assert!((product - value).abs() < 1e-14, "{i} {j}");
            }
            assert!((root.variance(i) - row[i]).abs() < 1e-14);
        }
    }

    #[test]
    fn what_cannot_vary_together_has_no_root() {
        // A goes with B, B with C, but A against C.
        let matrix = vec![
            vec![1.0, 0.9, -0.9],
            vec![0.9, 1.0, 0.9],
            vec![-0.9, 0.9, 1.0],
        ];
        assert_eq!(Root::of(&matrix), None);
        assert_eq!(Root::of(&[vec![1.0, 1.0], vec![1.0, 1.0]]), None);
    }

    #[test]
    fn rank_correlation_of_one_is_one() {
        assert!((normal_from_rank(1.0) - 1.0).abs() < 1e-15);
        assert!((normal_from_rank(0.0)).abs() < 1e-300);
        // A published value: rho 0.5 needs 0.5176.
        assert!((normal_from_rank(0.5) - 0.517_638_090_205_041_5).abs() < 1e-15);
    }
}
