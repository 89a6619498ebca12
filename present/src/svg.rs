//! A scene as SVG text, standing on its own: with presentation attributes and no style sheet, so
//! that it may be saved, mailed, and shown where styles are forbidden.

use std::fmt::Write as _;

use crate::palette::{Paint, Palette, Token, paint};
use crate::scene::{Point, Scene, Shape, Tenths};

/// A shape, its class and how it is painted.
pub struct Painted<'s> {
    /// Its class, for whoever styles the file anew.
    pub class: &'static str,
    /// How it is painted.
    pub paint: Paint,
    /// What is drawn.
    pub shape: &'s Shape,
}

/// The picture as an SVG document in these colours.
pub fn document(scene: &Scene, palette: Palette) -> String {
    let mut marks = scene.marks.iter().map(|mark| Painted {
        class: mark.role.class(),
        paint: paint(mark.role),
        shape: &mark.shape,
    });
    let words = (scene.title.as_str(), scene.description.as_str());
    write((scene.width, scene.height), words, palette, &mut marks)
}

/// A document of this width and height, with a title and a description, from back to front.
pub fn write<'s>(
    (width, height): (Tenths, Tenths),
    (title, description): (&str, &str),
    palette: Palette,
    marks: &mut dyn Iterator<Item = Painted<'s>>,
) -> String {
    let mut out = String::with_capacity(16_384);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" font-family=\"system-ui, sans-serif\">"
    );
    let _ = write!(out, "<title>{}</title>", escaped(title));
    let _ = write!(out, "<desc>{}</desc>", escaped(description));
    let bg = palette.color(Token::Bg);
    let _ = write!(
        out,
        "<rect width=\"{width}\" height=\"{height}\" fill=\"{bg}\"/>"
    );
    for Painted {
        class,
        paint,
        shape,
    } in marks
    {
        if paint.only_print && palette != Palette::Print {
            continue;
        }
        let _ = write!(out, "<{} class=\"{class}\"", element(shape));
        for (name, value) in geometry(shape) {
            let _ = write!(out, " {name}=\"{value}\"");
        }
        painted(&mut out, &paint, palette);
        match shape {
            Shape::Text { text, .. } => {
                let _ = write!(out, ">{}</text>", escaped(text));
            }
            _ => out.push_str("/>"),
        }
    }
    out.push_str("</svg>");
    out
}

/// The picture as an SVG element of an HTML page whose style sheet knows the classes of the roles;
/// `class` is the element's own.
pub fn classed(scene: &Scene, class: &str) -> String {
    let (width, height) = (scene.width, scene.height);
    let mut out = String::with_capacity(scene.marks.len() * 100);
    let _ = write!(
        out,
        "<svg class=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"{}\">",
        escaped(class),
        escaped(&scene.description)
    );
    for mark in &scene.marks {
        let _ = write!(
            out,
            "<{} class=\"{}\"",
            element(&mark.shape),
            mark.role.class()
        );
        for (name, value) in geometry(&mark.shape) {
            let _ = write!(out, " {name}=\"{value}\"");
        }
        match &mark.shape {
            Shape::Text { text, .. } => {
                let _ = write!(out, ">{}</text>", escaped(text));
            }
            _ => out.push_str("/>"),
        }
    }
    out.push_str("</svg>");
    out
}

/// The SVG element that a shape becomes.
pub fn element(shape: &Shape) -> &'static str {
    match shape {
        Shape::Rect { .. } => "rect",
        Shape::Line { .. } => "line",
        Shape::Path(_) => "polyline",
        Shape::Polygon(_) => "polygon",
        Shape::Circle { .. } => "circle",
        Shape::Text { .. } => "text",
    }
}

/// The attributes that place a shape; a page sets them on its nodes as they are.
pub fn geometry(shape: &Shape) -> Vec<(&'static str, String)> {
    match shape {
        Shape::Rect { at, width, height } => vec![
            ("x", at.x.to_string()),
            ("y", at.y.to_string()),
            ("width", width.to_string()),
            ("height", height.to_string()),
        ],
        Shape::Line { from, to } => vec![
            ("x1", from.x.to_string()),
            ("y1", from.y.to_string()),
            ("x2", to.x.to_string()),
            ("y2", to.y.to_string()),
        ],
        Shape::Path(points) | Shape::Polygon(points) => vec![("points", joined(points))],
        Shape::Circle { centre, radius } => vec![
            ("cx", centre.x.to_string()),
            ("cy", centre.y.to_string()),
            ("r", radius.to_string()),
        ],
        Shape::Text {
            at, anchor, size, ..
        } => vec![
            ("x", at.x.to_string()),
            ("y", at.y.to_string()),
            ("text-anchor", anchor.as_str().to_owned()),
            ("font-size", size.to_string()),
        ],
    }
}

fn joined(points: &[Point]) -> String {
    let mut out = String::with_capacity(points.len() * 12);
    for point in points {
        if !out.is_empty() {
            out.push(' ');
        }
        let _ = write!(out, "{},{}", point.x, point.y);
    }
    out
}

fn painted(out: &mut String, paint: &Paint, palette: Palette) {
    let fill = paint.fill.map_or("none", |token| palette.color(token));
    let _ = write!(out, " fill=\"{fill}\"");
    if let Some(opacity) = paint.fill_opacity {
        let _ = write!(out, " fill-opacity=\"{opacity}\"");
    }
    if let Some(token) = paint.stroke {
        let _ = write!(
            out,
            " stroke=\"{}\" stroke-width=\"{}\"",
            palette.color(token),
            paint.stroke_width
        );
    }
    if let Some(opacity) = paint.stroke_opacity {
        let _ = write!(out, " stroke-opacity=\"{opacity}\"");
    }
    if !paint.dash.is_empty() {
        let dash = paint.dash;
        let _ = write!(out, " stroke-dasharray=\"{dash}\" stroke-linecap=\"round\"");
    }
    if paint.rim {
        let bg = palette.color(Token::Bg);
        let _ = write!(
            out,
            " stroke=\"{bg}\" stroke-width=\"3\" paint-order=\"stroke\""
        );
    }
    if paint.bold {
        out.push_str(" font-weight=\"600\"");
    }
}

/// Text as text, within an element or a quoted attribute. Characters that XML cannot hold are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
