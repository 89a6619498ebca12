//! Words beside points, none over another.

use super::stress::Point;
use crate::math;
use std::collections::BTreeMap;

/// A rectangle: left, top, right, bottom.
type Area = [f64; 4];

/// Where the middle of a label stands from its point, in halves of the label's width and height
/// beyond the mark: below first, as on paper.
const SIDES: [(f64, f64); 8] = [
    (0.0, 1.0),
    (0.0, -1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
    (1.0, 1.0),
    (-1.0, 1.0),
    (1.0, -1.0),
    (-1.0, -1.0),
];

/// Boxes by the squares of a grid that they touch.
struct Grid {
    side: f64,
    cells: BTreeMap<(i64, i64), Vec<Area>>,
}

impl Grid {
    fn squares(&self, area: &Area) -> impl Iterator<Item = (i64, i64)> + use<> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "saturates far outside any drawing"
        )]
        let [left, top, right, bottom] = area.map(|edge| math::floor(edge / self.side) as i64);
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }

    fn is_free(&self, area: &Area) -> bool {
        let touching = self
            .squares(area)
            .filter_map(|square| self.cells.get(&square));
        !touching.flatten().any(|other| overlap(area, other))
    }

    fn put(&mut self, area: Area) {
        for square in self.squares(&area) {
            self.cells.entry(square).or_default().push(area);
        }
    }
}

/// Whether two boxes share any area.
pub(super) fn overlap(one: &Area, other: &Area) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// Finds for each point with a mark of this radius where the middle of its label may stand: over
/// no mark and no other label. Earlier ones in `order` choose first; who finds no place has none.
pub fn labels(
    points: &[Point],
    sizes: &[Point],
    radius: f64,
    order: &[usize],
) -> Vec<Option<Point>> {
    let largest = sizes.iter().fold(2.0 * radius, |most, size| {
        math::max(most, math::max(size[0], size[1]))
    });
    let mut grid = Grid {
        side: math::max(largest, 1e-6),
        cells: BTreeMap::new(),
    };
    for [x, y] in points {
        grid.put([x - radius, y - radius, x + radius, y + radius]);
    }
    let mut placed = vec![None; points.len()];
    for &who in order {
        let ([x, y], [width, height]) = (points[who], sizes[who]);
        for (across, down) in SIDES {
            let middle = [
                x + across * (radius + width / 2.0),
                y + down * (radius + height / 2.0),
            ];
            let area = around(middle, [width, height]);
            if grid.is_free(&area) {
                grid.put(area);
                placed[who] = Some(middle);
                break;
            }
        }
    }
    placed
}

/// The box of a size around its middle.
pub(super) fn around(middle: Point, size: Point) -> Area {
    let (x, y) = (size[0] / 2.0, size[1] / 2.0);
    [middle[0] - x, middle[1] - y, middle[0] + x, middle[1] + y]
}
