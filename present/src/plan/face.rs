//! Faces for children who rather point than count.

use super::ladder::circle;
use crate::scene::{Point, Role, Scene, Shape};
use early_action_engine::math::cos_sin;

/// The ratings that faces stand for, evenly spaced.
pub const FACES: [f64; 5] = [0.0, 2.5, 5.0, 7.5, 10.0];
/// Points of a mouth.
const MOUTH: i32 = 12;

/// A face for a rating: its mouth is a line whose ends go up as the rating does. It has no
/// description of its own: whoever shows it names it.
pub fn face(rating: f64, size: f64) -> Scene {
    let mut scene = Scene::new(size, size);
    let middle = size / 2.0;
    circle(&mut scene, Role::Voice, (middle, middle), middle - 2.0);
    for side in [-1.0, 1.0] {
        let eye = (middle + side * size * 0.16, size * 0.4);
        circle(&mut scene, Role::Eye, eye, size * 0.05);
    }
    let bend = (rating - 5.0) / 5.0 * size * 0.14;
    let points = (0..=MOUTH).map(|at| {
        let along = f64::from(at) / f64::from(MOUTH);
        let (_, sin) = cos_sin(along / 2.0);
        let x = middle + (along - 0.5) * size * 0.44;
        Point::of(x, size * 0.66 + bend * (sin - 0.5))
    });
    scene.push(Role::Mouth, Shape::Path(points.collect()));
    scene
}
