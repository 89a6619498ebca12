//! Outlines of marks: a shape for each kind, so that it can be told without colour.

use crate::scene::{Point, Shape, Tenths};
use std::f64::consts::TAU;

/// The outline of a mark of this kind around a place.
pub fn outline(kind: Option<&str>, at: [f64; 2], radius: f64) -> Shape {
    let [x, y] = at;
    let points = |list: &[(f64, f64)]| {
        let point = |(dx, dy): &(f64, f64)| Point::of(x + dx * radius, y + dy * radius);
        Shape::Polygon(list.iter().map(point).collect())
    };
    let regular = |corners: u8, first: f64| {
        let corner = |at: u8| {
            let (sin, cos) = (TAU * (f64::from(at) / f64::from(corners) + first)).sin_cos();
            (sin * 1.06, -cos * 1.06)
        };
        let list: Vec<(f64, f64)> = (0..corners).map(corner).collect();
        points(&list)
    };
    match kind {
        Some("friend") => soft_square(at, radius),
        // A house.
        Some("neighbour") => points(&[
            (0.0, -1.1),
            (1.0, -0.3),
            (1.0, 0.95),
            (-1.0, 0.95),
            (-1.0, -0.3),
        ]),
        Some("community") => regular(6, 0.25),
        Some("worker") => regular(8, 0.0625),
        // Two ears.
        Some("pet") => points(&[
            (-0.95, -1.1),
            (-0.35, -0.75),
            (0.35, -0.75),
            (0.95, -1.1),
            (1.0, 0.0),
            (0.7, 0.7),
            (0.0, 1.0),
            (-0.7, 0.7),
            (-1.0, 0.0),
        ]),
        // A sign on the ground.
        Some("place") => points(&[
            (-1.0, -0.9),
            (1.0, -0.9),
            (1.0, 0.7),
            (0.0, 1.1),
            (-1.0, 0.7),
        ]),
        Some("group") => points(&[
            (-0.65, -0.85),
            (0.65, -0.85),
            (1.2, 0.0),
            (0.65, 0.85),
            (-0.65, 0.85),
            (-1.2, 0.0),
        ]),
        _ => circle(at, radius),
    }
}

/// A circle around a place.
pub fn circle([x, y]: [f64; 2], radius: f64) -> Shape {
    Shape::Circle {
        centre: Point::of(x, y),
        radius: Tenths::of(radius),
    }
}

/// A square with round corners.
fn soft_square([x, y]: [f64; 2], radius: f64) -> Shape {
    let corner = |at: u8| {
        let (sin, cos) = (TAU * f64::from(at) / 32.0).sin_cos();
        let soft = |part: f64| part.abs().sqrt().copysign(part) * 0.95 * radius;
        Point::of(x + soft(sin), y - soft(cos))
    };
    Shape::Polygon((0..32).map(corner).collect())
}

/// A line between two places that is not straight over this share of its middle.
pub fn zigzag(from: [f64; 2], to: [f64; 2], share: f64) -> Shape {
    const STEP: f64 = 6.0;
    const SWING: f64 = 4.0;
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let length = dx.hypot(dy).max(1e-9);
    let (ux, uy) = (dx / length, dy / length);
    let (start, end) = (length * (1.0 - share) / 2.0, length * (1.0 + share) / 2.0);
    let steps = (((end - start) / STEP) as usize).max(2);
    let place = |along: f64, across: f64| {
        Point::of(
            from[0] + ux * along - uy * across,
            from[1] + uy * along + ux * across,
        )
    };
    let mut points = vec![place(0.0, 0.0), place(start, 0.0)];
    for at in 1..steps {
        let side = if at % 2 == 0 { -SWING } else { SWING };
        points.push(place(
            start + (end - start) * at as f64 / steps as f64,
            side,
        ));
    }
    points.extend([place(end, 0.0), place(length, 0.0)]);
    points.dedup();
    Shape::Path(points)
}

/// The head of an arrow at the end of a line.
pub fn arrow(from: [f64; 2], to: [f64; 2], size: f64) -> Shape {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let length = dx.hypot(dy).max(1e-9);
    let (ux, uy) = (dx / length, dy / length);
    let back = [to[0] - ux * size, to[1] - uy * size];
    let half = size * 0.45;
    Shape::Polygon(vec![
        Point::of(to[0], to[1]),
        Point::of(back[0] - uy * half, back[1] + ux * half),
        Point::of(back[0] + uy * half, back[1] - ux * half),
    ])
}
