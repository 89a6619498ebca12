//! Files that a person saves. Nothing is sent: a file is made on the page.

use early_action_present::palette::{Paint, Palette, Token, paint};
use early_action_present::scene::{Point, Scene, Shape};
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, Url,
};

/// A file's address is kept until any browser has read it.
const KEPT_MS: i32 = 60_000;
/// Pixels of a picture for each px of its scene: sharp in print.
const SHARP: f64 = 2.0;

/// Saves text as a file; whether the browser took it.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    Blob::new_with_str_sequence_and_options(&parts, &options)
        .is_ok_and(|blob| give(name, &blob).is_some())
}

/// Saves a scene as a PNG, painted mark by mark: a page may forbid pictures from elsewhere, and a
/// canvas that has shown one cannot be read. Says afterwards whether it was saved.
pub fn save_picture(name: &str, scene: &Scene, done: impl FnOnce(bool) + 'static) {
    let marks = scene.marks.iter();
    let mut marks = marks.map(|mark| (paint(mark.role), &mark.shape));
    let size = (scene.width.px(), scene.height.px());
    save_painted(name, size, &mut marks, Box::new(done));
}

/// Saves marks, each with how it is painted, as a PNG of this size in px.
pub fn save_painted(
    name: &str,
    size: (f64, f64),
    marks: &mut dyn Iterator<Item = (Paint, &Shape)>,
    done: Box<dyn FnOnce(bool)>,
) {
    let Some(canvas) = painted(size, marks) else {
        done(false);
        return;
    };
    let name = name.to_owned();
    let told = Closure::once_into_js(move |blob: Option<Blob>| {
        done(blob.is_some_and(|blob| give(&name, &blob).is_some()));
    });
    // A canvas of our own can always be read; a browser that cannot write PNG calls with nothing.
    let _ = canvas.to_blob(told.unchecked_ref());
}

fn give(name: &str, blob: &Blob) -> Option<()> {
    let window = web_sys::window()?;
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = window
        .document()?
        .create_element("a")
        .ok()?
        .unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    let forget = Closure::once_into_js(move || Url::revoke_object_url(&url));
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), KEPT_MS)
        .ok()?;
    Some(())
}

fn painted(
    (wide, high): (f64, f64),
    marks: &mut dyn Iterator<Item = (Paint, &Shape)>,
) -> Option<HtmlCanvasElement> {
    let page = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = page.create_element("canvas").ok()?.unchecked_into();
    let (width, height) = (wide * SHARP, high * SHARP);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a picture's size is a small positive number"
    )]
    let pixels = |length: f64| length.ceil() as u32;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    context.set_fill_style_str(Palette::Light.color(Token::Bg));
    context.fill_rect(0.0, 0.0, width, height);
    context.scale(SHARP, SHARP).ok()?;
    for (paint, shape) in marks {
        draw(&context, &paint, shape, &|token| {
            Palette::Light.color(token).to_owned()
        });
    }
    Some(canvas)
}

/// Paints one mark; `color` says what a token looks like.
pub fn draw(
    context: &CanvasRenderingContext2d,
    paint: &Paint,
    shape: &Shape,
    color: &dyn Fn(Token) -> String,
) {
    if paint.only_print {
        return;
    }
    context.begin_path();
    outline(context, shape);
    if let Some(fill) = paint.fill {
        context.set_fill_style_str(&color(fill));
    }
    if let Shape::Text {
        at,
        anchor,
        size,
        text,
    } = shape
    {
        let weight = if paint.bold { 600 } else { 400 };
        let size = size.px();
        context.set_font(&format!("{weight} {size}px system-ui, sans-serif"));
        // SVG and canvas name the anchors alike but for the middle.
        let anchor = anchor.as_str();
        context.set_text_align(if anchor == "middle" { "center" } else { anchor });
        let (x, y) = (at.x.px(), at.y.px());
        if paint.rim {
            context.set_stroke_style_str(&color(Token::Bg));
            context.set_line_width(3.0);
            context.set_line_join("round");
            let _ = context.stroke_text(text, x, y);
        }
        let _ = context.fill_text(text, x, y);
        return;
    }
    if paint.fill.is_some() {
        context.set_global_alpha(paint.fill_opacity.unwrap_or(1.0));
        context.fill();
        context.set_global_alpha(1.0);
    }
    if let Some(stroke) = paint.stroke {
        context.set_stroke_style_str(&color(stroke));
        context.set_line_width(paint.stroke_width);
        if paint.stroke_opacity.is_none() && paint.dash.is_empty() {
            context.stroke();
            return;
        }
        let dashes: Array = paint
            .dash
            .split_whitespace()
            .filter_map(|length| length.parse::<f64>().ok())
            .map(JsValue::from)
            .collect();
        // Numbers are never refused.
        let _ = context.set_line_dash(&dashes);
        context.set_line_cap("round");
        context.set_global_alpha(paint.stroke_opacity.unwrap_or(1.0));
        context.stroke();
        context.set_global_alpha(1.0);
        context.set_line_cap("butt");
        let _ = context.set_line_dash(&Array::new());
    }
}

fn outline(context: &CanvasRenderingContext2d, shape: &Shape) {
    let through = |points: &[Point]| {
        for point in points {
            // The first of a path is moved to.
            context.line_to(point.x.px(), point.y.px());
        }
    };
    match shape {
        Shape::Rect { at, width, height } => {
            context.rect(at.x.px(), at.y.px(), width.px(), height.px());
        }
        Shape::Line { from, to } => through(&[*from, *to]),
        Shape::Path(points) => through(points),
        Shape::Polygon(points) => {
            through(points);
            context.close_path();
        }
        Shape::Circle { centre, radius } => {
            let full = std::f64::consts::TAU;
            // Only a negative radius is refused.
            let _ = context.arc(centre.x.px(), centre.y.px(), radius.px(), 0.0, full);
        }
        Shape::Text { .. } => {}
    }
}
