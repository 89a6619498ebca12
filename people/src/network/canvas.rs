//! Maps without rings, of up to a thousand: two layers, of which one is still while somebody is
//! being moved. A thousand nodes of SVG take too long to lay out for each frame.

use super::desk::{Desk, Mode};
use super::drawing::place_at;
use super::fields::{button, text};
use early_action_host::{WidthWatch, draw};
use early_action_present::map::{DOT, Ink, Picture, circle, to_rings};
use early_action_present::palette::Token;
use early_action_present::scene::{Point, Shape};
use leptos::ev::PointerEvent;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement};

/// Height of the drawing as a share of its width.
const HIGH: f64 = 0.8;
const ZOOM: f64 = 1.4;
const MOST_ZOOM: f64 = 24.0;
/// How near to a mark a press counts, px of the page.
const NEAR: f64 = 18.0;
/// A press that moves less is no drag, px.
const STILL: f64 = 4.0;

/// What is seen: the zoom, and where its middle is in the drawing, off the middle of the whole.
#[derive(Clone, Copy, PartialEq)]
struct Seen {
    factor: f64,
    off: [f64; 2],
}

/// A press that has not ended.
#[derive(Clone, Copy)]
struct Press {
    who: Option<usize>,
    from: [f64; 2],
    off: [f64; 2],
    has_moved: bool,
}

/// How the drawing lies on the canvas: scale, and where its origin is, in px of the page.
#[derive(Clone, Copy)]
struct Fit {
    scale: f64,
    origin: [f64; 2],
}

impl Fit {
    fn of(picture: &Picture, width: f64, seen: Seen) -> Self {
        let [left, top, wide, high] = picture.view;
        let scale = (width / wide).min(width * HIGH / high) * seen.factor;
        let middle = [
            left + wide / 2.0 + seen.off[0],
            top + high / 2.0 + seen.off[1],
        ];
        Self {
            scale,
            origin: [
                width / 2.0 - middle[0] * scale,
                width * HIGH / 2.0 - middle[1] * scale,
            ],
        }
    }

    fn to_drawing(self, [x, y]: [f64; 2]) -> [f64; 2] {
        [
            (x - self.origin[0]) / self.scale,
            (y - self.origin[1]) / self.scale,
        ]
    }
}

/// The drawing of a map without rings.
pub fn cloud(desk: Desk) -> AnyView {
    let (still, moving) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let place = NodeRef::<Div>::new();
    let width = RwSignal::new(0.0_f64);
    let all = Seen {
        factor: 1.0,
        off: [0.0, 0.0],
    };
    let seen = RwSignal::new(all);
    let press = StoredValue::new_local(None::<Press>);
    let held = RwSignal::new(None::<usize>);
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            watch.set_value(WidthWatch::new(place.unchecked_ref(), move |new| {
                width.set(new)
            }));
        }
    });
    Effect::new(move |_| {
        let (Some(still), Some(picture)) = (still.get(), desk.picture.get()) else {
            return;
        };
        let chosen = desk.chosen.get();
        let fit = Fit::of(&picture, width.get(), seen.get());
        paint(
            &still,
            &picture,
            width.get(),
            fit,
            held.get(),
            chosen.as_deref(),
        );
    });
    let fit = move || -> Option<(Arc<Picture>, Fit)> {
        let picture = desk.picture.get_untracked()?;
        let fit = Fit::of(&picture, width.get_untracked(), seen.get_untracked());
        Some((picture, fit))
    };
    let at = move |event: &PointerEvent| {
        let area = place.get_untracked().map(|place| {
            let place: &Element = place.unchecked_ref();
            place.get_bounding_client_rect()
        });
        let (left, top) = area.map_or((0.0, 0.0), |area| (area.left(), area.top()));
        [
            f64::from(event.client_x()) - left,
            f64::from(event.client_y()) - top,
        ]
    };
    let down = move |event: PointerEvent| {
        let Some((picture, fit)) = fit().filter(|_| event.button() == 0) else {
            return;
        };
        let from = at(&event);
        let who = nearest(&picture, fit, from);
        if let Some(place) = place
            .get_untracked()
            .filter(|_| who.is_some() || seen.get_untracked().factor > 1.0)
        {
            let place: &Element = place.unchecked_ref();
            // A pointer that has gone meanwhile cannot be held.
            let _ = place.set_pointer_capture(event.pointer_id());
        }
        let off = seen.get_untracked().off;
        press.set_value(Some(Press {
            who,
            from,
            off,
            has_moved: false,
        }));
    };
    let move_to = move |event: PointerEvent| {
        let Some((mut now, (picture, fit))) = press.get_value().zip(fit()) else {
            return;
        };
        let [x, y] = at(&event);
        let (right, below) = (x - now.from[0], y - now.from[1]);
        if !now.has_moved && right.hypot(below) < STILL {
            return;
        }
        now.has_moved = true;
        press.set_value(Some(now));
        match (now.who, desk.mode) {
            (Some(who), Mode::Draw) => {
                if held.get_untracked().is_none() {
                    held.set(Some(who));
                }
                if let Some(moving) = moving.get_untracked() {
                    paint_moving(
                        &moving,
                        &picture,
                        width.get_untracked(),
                        fit,
                        who,
                        fit.to_drawing([x, y]),
                    );
                }
            }
            _ if seen.get_untracked().factor > 1.0 => seen.update(|seen| {
                seen.off = [
                    now.off[0] - right / fit.scale,
                    now.off[1] - below / fit.scale,
                ];
            }),
            _ => {}
        }
    };
    let up = move |event: PointerEvent| {
        let Some((now, (picture, fit))) = press.try_update_value(Option::take).flatten().zip(fit())
        else {
            return;
        };
        if let Some(moving) = moving.get_untracked() {
            clear(&moving, width.get_untracked());
        }
        held.set(None);
        let id = now.who.map(|who| picture.people[who].id.clone());
        match id {
            Some(id) if now.has_moved && desk.mode == Mode::Draw => {
                place_at(desk, &id, to_rings(&[], fit.to_drawing(at(&event))));
            }
            id if !now.has_moved => desk.chosen.set(id),
            _ => {}
        }
    };
    let cancel = move |_: PointerEvent| {
        press.set_value(None);
        held.set(None);
        if let Some(moving) = moving.get_untracked() {
            clear(&moving, width.get_untracked());
        }
    };
    let nearer = move |factor: f64| {
        seen.update(|seen| {
            seen.factor = (seen.factor * factor).clamp(1.0, MOST_ZOOM);
            if seen.factor <= 1.0 {
                seen.off = [0.0, 0.0];
            }
        });
    };
    let label = move || {
        desk.picture
            .with(|p| p.as_ref().map(|p| p.description.clone()))
    };
    let class = move || {
        if seen.get().factor > 1.0 {
            "nm-cloud nm-near-view"
        } else {
            "nm-cloud"
        }
    };
    view! {
        <div class="nm-sheet">
            <div class=class node_ref=place role="img" aria-label=label
                on:pointerdown=down on:pointermove=move_to on:pointerup=up on:pointercancel=cancel>
                <canvas node_ref=still aria-hidden="true"></canvas><canvas node_ref=moving aria-hidden="true"></canvas>
            </div>
            <div class="nm-zooms">
                {button(text(move || desk.word("zoom-in")), "ea-button", move || nearer(ZOOM))}
                {button(text(move || desk.word("zoom-out")), "ea-button", move || nearer(1.0 / ZOOM))}
                {button(text(move || desk.word("zoom-all")), "ea-button", move || seen.set(all))}
            </div>
            <p class="ea-quiet">{desk.word("cloud-keys")}</p>
        </div>
    }
    .into_any()
}

fn nearest(picture: &Picture, fit: Fit, at: [f64; 2]) -> Option<usize> {
    let [x, y] = fit.to_drawing(at);
    let far = picture.people.iter().enumerate().map(|(who, figure)| {
        let away = (figure.at[0] - x).hypot(figure.at[1] - y);
        (away * fit.scale, who)
    });
    let nearest = far.reduce(|best, next| if next.0 < best.0 { next } else { best })?;
    (nearest.0 < NEAR.max(DOT * fit.scale)).then_some(nearest.1)
}

/// A context that takes coordinates of the drawing, on a canvas as sharp as the screen.
fn context(canvas: &HtmlCanvasElement, width: f64, fit: Fit) -> Option<CanvasRenderingContext2d> {
    let sharp = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size of a screen"
    )]
    let (wide, high) = ((width * sharp) as u32, (width * HIGH * sharp) as u32);
    if canvas.width() != wide || canvas.height() != high {
        canvas.set_width(wide);
        canvas.set_height(high);
    }
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    // Transforms by finite numbers are never refused.
    let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, f64::from(wide), f64::from(high));
    let scale = fit.scale * sharp;
    let _ = context.set_transform(
        scale,
        0.0,
        0.0,
        scale,
        fit.origin[0] * sharp,
        fit.origin[1] * sharp,
    );
    Some(context)
}

fn clear(canvas: &HtmlCanvasElement, width: f64) {
    let fit = Fit {
        scale: 1.0,
        origin: [0.0, 0.0],
    };
    let _ = context(canvas, width, fit);
}

/// The colours that hold where the canvas stands.
fn colors(canvas: &HtmlCanvasElement) -> impl Fn(Token) -> String + use<> {
    let style =
        web_sys::window().and_then(|window| window.get_computed_style(canvas).ok().flatten());
    let read = |token: Token| {
        let value = style
            .as_ref()
            .and_then(|style| style.get_property_value(token.property()).ok());
        (token, value.unwrap_or_default().trim().to_owned())
    };
    let known: Vec<(Token, String)> = Token::ALL.into_iter().map(read).collect();
    move |token| {
        let found = known.iter().find(|(known, _)| *known == token);
        found.map_or_else(String::new, |(_, value)| value.clone())
    }
}

/// Everything but whoever is held, and their ties.
fn paint(
    canvas: &HtmlCanvasElement,
    picture: &Picture,
    width: f64,
    fit: Fit,
    held: Option<usize>,
    chosen: Option<&str>,
) {
    let Some(context) = context(canvas, width, fit) else {
        return;
    };
    let color = colors(canvas);
    for (mark, (from, to)) in picture.back.iter().zip(&picture.links) {
        if held != Some(*from) && held != Some(*to) {
            draw(&context, &mark.ink.paint(), &mark.shape, &color);
        }
    }
    for (_, figure) in picture
        .people
        .iter()
        .enumerate()
        .filter(|(at, _)| held != Some(*at))
    {
        for mark in &figure.marks {
            draw(&context, &mark.ink.paint(), &mark.shape, &color);
        }
        if chosen == Some(figure.id.as_str()) {
            draw(
                &context,
                &Ink::Chosen.paint(),
                &circle(figure.at, DOT + 4.0),
                &color,
            );
        }
    }
}

/// Whoever is held, where the pointer is, and their ties.
fn paint_moving(
    canvas: &HtmlCanvasElement,
    picture: &Picture,
    width: f64,
    fit: Fit,
    who: usize,
    to: [f64; 2],
) {
    let Some(context) = context(canvas, width, fit) else {
        return;
    };
    let color = colors(canvas);
    for (mark, (one, other)) in picture.back.iter().zip(&picture.links) {
        if *one == who || *other == who {
            let [x, y] = picture.people[if *one == who { *other } else { *one }].at;
            let shape = Shape::Line {
                from: Point::of(to[0], to[1]),
                to: Point::of(x, y),
            };
            draw(&context, &mark.ink.paint(), &shape, &color);
        }
    }
    let figure = &picture.people[who];
    let (right, down) = (to[0] - figure.at[0], to[1] - figure.at[1]);
    for mark in &figure.marks {
        draw(
            &context,
            &mark.ink.paint(),
            &mark.shape.clone().moved(right, down),
            &color,
        );
    }
}
