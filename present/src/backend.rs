//! Where plotters draws: into a scene.
//!
//! plotters counts whole pixels, so it is told that the picture is ten times as large; its pixels
//! are then the scene's tenths. It knows colours but no meanings, so a [`Role`] travels as a colour.

use plotters::style::{Color, IntoFont, TextStyle};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::metrics::TextMetrics;
use crate::scene::{Anchor, Mark, Point, Role, Scene, Shape, Tenths};

/// How far letters rise above the base line and fall below it, in font sizes.
pub(crate) const ASCENT: f64 = 0.76;
pub(crate) const DESCENT: f64 = 0.24;

/// A role as plotters carries it: its number as the blue of a colour.
impl Color for Role {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor {
            alpha: 1.0,
            rgb: (0, 0, *self as u8),
        }
    }
}

/// The role that a colour stands for.
fn role(color: BackendColor) -> Role {
    Role::ALL
        .get(usize::from(color.rgb.2))
        .copied()
        .unwrap_or(Role::Note)
}

/// Text of a role, at a size in px.
pub(crate) fn text_style(role: Role, size: f64) -> TextStyle<'static> {
    ("system-ui", size * 10.0).into_font().color(&role)
}

/// Records what plotters draws.
pub struct Recorder<'a> {
    marks: &'a mut Vec<Mark>,
    size: (u32, u32),
    metrics: &'a dyn TextMetrics,
}

impl<'a> Recorder<'a> {
    /// A recorder that draws in front of what the scene has.
    pub fn new(scene: &'a mut Scene, metrics: &'a dyn TextMetrics) -> Self {
        let size = (scene.width.0.max(1) as u32, scene.height.0.max(1) as u32);
        Self {
            marks: &mut scene.marks,
            size,
            metrics,
        }
    }

    fn push(&mut self, color: BackendColor, shape: Shape) -> Drawn {
        // What plotters draws in no colour is not there.
        if color.alpha > 0.0 {
            self.marks.push(Mark {
                role: role(color),
                shape,
            });
        }
        Ok(())
    }
}

/// Nothing can fail: a scene is memory.
type Drawn = Result<(), DrawingErrorKind<std::convert::Infallible>>;

fn point((x, y): BackendCoord) -> Point {
    Point {
        x: Tenths(x),
        y: Tenths(y),
    }
}

impl DrawingBackend for Recorder<'_> {
    type ErrorType = std::convert::Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// A scene has no pixels; everything else has a method of its own below.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.push(
            style.color(),
            Shape::Line {
                from: point(from),
                to: point(to),
            },
        )
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        one: BackendCoord,
        other: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let at = point((one.0.min(other.0), one.1.min(other.1)));
        let (width, height) = (
            Tenths((other.0 - one.0).abs()),
            Tenths((other.1 - one.1).abs()),
        );
        self.push(style.color(), Shape::Rect { at, width, height })
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<Point> = path.into_iter().map(point).collect();
        let shape = match points.as_slice() {
            [from, to] => Shape::Line {
                from: *from,
                to: *to,
            },
            _ => Shape::Path(points),
        };
        self.push(style.color(), shape)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let radius = Tenths(i32::try_from(radius).unwrap_or(i32::MAX));
        self.push(
            style.color(),
            Shape::Circle {
                centre: point(centre),
                radius,
            },
        )
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.push(
            style.color(),
            Shape::Polygon(corners.into_iter().map(point).collect()),
        )
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        let size = style.size();
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let down = match style.anchor().v_pos {
            VPos::Top => ASCENT,
            VPos::Center => (ASCENT - DESCENT) / 2.0,
            VPos::Bottom => -DESCENT,
        };
        let at = point((at.0, at.1 + (down * size).round() as i32));
        let size = Tenths(size.round() as i32);
        self.push(
            style.color(),
            Shape::Text {
                at,
                anchor,
                size,
                text: text.to_owned(),
            },
        )
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Self::ErrorType>> {
        let size = style.size();
        let width = self.metrics.width(text, size, false);
        Ok((
            width.ceil() as u32,
            (size * (ASCENT + DESCENT)).ceil() as u32,
        ))
    }
}
