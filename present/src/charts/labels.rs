//! Labels that keep clear of each other.

/// Moves blocks of the given heights, wished at the given centres, apart so that none overlap and
/// all stay within `top` to `bottom`; order by wish is kept. Returns each block's top.
pub fn spread(wishes: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wishes[*a].0.total_cmp(&wishes[*b].0));
    let mut tops = vec![0.0; wishes.len()];
    let mut from = top;
    for &at in &order {
        let (centre, height) = wishes[at];
        tops[at] = (centre - height / 2.0).max(from);
        from = tops[at] + height;
    }
    // What now hangs out below is pushed up again, from the last one on.
    let mut to = bottom;
    for &at in order.iter().rev() {
        let height = wishes[at].1;
        tops[at] = tops[at].min(to - height);
        to = tops[at];
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_that_wish_for_one_place_stand_above_each_other() {
        assert_eq!(
            spread(&[(50.0, 20.0), (50.0, 20.0)], 0.0, 100.0),
            [40.0, 60.0]
        );
        assert_eq!(
            spread(&[(99.0, 20.0), (95.0, 20.0)], 0.0, 100.0),
            [80.0, 60.0]
        );
        assert_eq!(
            spread(&[(-5.0, 20.0), (70.0, 20.0)], 0.0, 100.0),
            [0.0, 60.0]
        );
    }
}
