//! Money from left to right, with figures under it.

use plotters::prelude::{ChartBuilder, DrawingAreaErrorKind, IntoDrawingArea};

use super::axis::{self, Axis};
use super::{Canvas, TEXT};
use crate::backend::{Recorder, text_style};
use crate::numbers::short_money;
use crate::scene::{Role, Scene};

/// Between two figures, px.
const GAP: f64 = 10.0;

/// Money across the picture's width.
pub struct Scale {
    low: f64,
    high: f64,
    left: f64,
    right: f64,
    ticks: Vec<(f64, String)>,
}

impl Scale {
    /// A scale from `low` to `high` over the whole width, less the room that outer figures need.
    pub fn new(canvas: &Canvas<'_>, low: f64, high: f64) -> Self {
        let labelled = |value: f64| (value, short_money(value));
        let ticks: Vec<_> = axis::ticks(low, high).into_iter().map(labelled).collect();
        let mut scale = Self {
            low,
            high,
            left: 0.0,
            right: canvas.width,
            ticks,
        };
        let half = |tick: &(f64, String)| canvas.text_width(&tick.1) / 2.0;
        loop {
            scale.make_room(canvas.width, half);
            let clear = scale.ticks.windows(2).all(|pair| {
                half(&pair[0]) + half(&pair[1]) + GAP <= scale.x(pair[1].0) - scale.x(pair[0].0)
            });
            if clear || scale.ticks.len() < 2 {
                return scale;
            }
            scale.thin();
        }
    }

    /// Draws the ends in, until the outer figures, which may hang over them, are within the width.
    fn make_room(&mut self, width: f64, half: impl Fn(&(f64, String)) -> f64) {
        let share = |value: f64| (value - self.low) / (self.high - self.low);
        let (mut left, mut right) = (1.0, width - 1.0);
        // Drawing in one end moves the figures at the other: a few rounds settle it.
        for _ in 0..3 {
            if let Some(first) = self.ticks.first() {
                let at = share(first.0);
                left = ((half(first) - right * at) / (1.0 - at)).max(1.0).ceil();
            }
            if let Some(last) = self.ticks.last() {
                let at = share(last.0);
                right = ((width - half(last) - left * (1.0 - at)) / at)
                    .min(width - 1.0)
                    .floor();
            }
        }
        (self.left, self.right) = (left, right);
    }

    /// Every other tick from zero outwards.
    fn thin(&mut self) {
        let zero = self
            .ticks
            .iter()
            .position(|(value, _)| *value == 0.0)
            .unwrap_or(0);
        let mut at = 0;
        self.ticks.retain(|_| {
            at += 1;
            (at - 1 + zero).is_multiple_of(2)
        });
    }

    /// Where a value stands, px.
    pub fn x(&self, value: f64) -> f64 {
        self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)
    }

    /// Draws the axis between `top` px from the picture's top and `below` px from its bottom.
    pub fn draw(&self, scene: &mut Scene, canvas: &Canvas<'_>, top: f64, below: f64, grid: bool) {
        // Infallible: a scene is memory.
        let _ = self.try_draw(scene, canvas, top, below, grid);
    }

    fn try_draw(
        &self,
        scene: &mut Scene,
        canvas: &Canvas<'_>,
        top: f64,
        below: f64,
        grid: bool,
    ) -> Result<(), DrawingAreaErrorKind<std::convert::Infallible>> {
        let tenths = |px: f64| (px * 10.0).round() as i32;
        let width = scene.width.px();
        let root = Recorder::new(scene, canvas.metrics).into_drawing_area();
        let mut chart = ChartBuilder::on(&root)
            .margin_top(tenths(top))
            .margin_left(tenths(self.left))
            .margin_right(tenths(width - self.right))
            .x_label_area_size(tenths(below))
            .build_cartesian_2d(
                Axis {
                    low: self.low,
                    high: self.high,
                    ticks: self.ticks.clone(),
                },
                Axis {
                    low: 0.0,
                    high: 1.0,
                    ticks: Vec::new(),
                },
            )?;
        let mut mesh = chart.configure_mesh();
        if !grid {
            mesh.disable_x_mesh();
        }
        mesh.disable_y_mesh()
            .disable_y_axis()
            .bold_line_style(Role::Grid)
            .axis_style(Role::Axis)
            .set_all_tick_mark_size(40)
            .x_label_style(text_style(Role::TickLabel, TEXT))
            .draw()?;
        root.present()
    }
}
