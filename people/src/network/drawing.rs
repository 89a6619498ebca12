//! The drawing on the page: nodes that follow the picture, moved by mouse, finger and keys.

use super::desk::{Desk, Mode};
use super::fields::{button, text};
use super::nodes::show;
use super::steps;
use early_action_host::WidthWatch;
use early_action_present::map::{LEAST, Picture, to_rings};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::svg::Svg;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// A press that moves less is no drag, px.
const STILL: f64 = 5.0;
/// By how much one press of a key moves somebody, in rings.
const NUDGE: f64 = 0.25;
const ZOOM: f64 = 1.3;
/// Closest and furthest view.
const ZOOMS: (f64, f64) = (1.0, 8.0);
/// How much of the window's height a drawing takes at most; its style sheet says the same.
const TALL: f64 = 0.92;

/// A press that has not ended.
#[derive(Clone)]
struct Press {
    id: Option<String>,
    from: (f64, f64),
    has_moved: bool,
    view: [f64; 4],
}

/// The drawing, and what moves the view of it.
pub fn drawing(desk: Desk) -> AnyView {
    let node = NodeRef::<Svg>::new();
    let zoom = RwSignal::new((1.0_f64, [0.0, 0.0]));
    let view = Memo::new(move |_| {
        desk.picture
            .with(|picture| picture.as_ref().map(|p| seen(p.view, zoom.get())))
    });
    let pointed = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if let (Some(root), Some(picture)) = (node.get(), desk.picture.get()) {
            let (chosen, pointed) = (desk.chosen.get(), pointed.get());
            let who = [chosen.as_deref(), pointed.as_deref()];
            show(root.unchecked_ref(), &picture, who, desk.mode);
        }
    });
    let sheet = NodeRef::<Div>::new();
    let width = RwSignal::new(None::<f64>);
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            watch.set_value(WidthWatch::new(&sheet, move |new| width.set(Some(new))));
        }
    });
    // The nearer it is seen, the more room for words.
    Effect::new(move |_| {
        if let Some(width) = width.get().filter(|width| *width > 40.0) {
            let factor = zoom.get().0;
            let height = TALL * window_height();
            let room = [(width - 2.0) * factor, height * factor];
            if desk.room.get_untracked() != room {
                desk.room.set(room);
            }
        }
    });
    // Where even initials do not fit, the drawing is wider than its place, which then scrolls.
    let is_whole = RwSignal::new(false);
    let wide = Memo::new(move |_| {
        let needed = LEAST * view.get()?[2] * zoom.get().0;
        let has = desk.room.get()[0];
        (needed > has + 1.0 && !is_whole.get()).then(|| format!("{:.0}", needed / zoom.get().0))
    });
    Effect::new(move |before: Option<bool>| {
        let is_wide = wide.get().is_some();
        if let (Some(node), true, false) = (node.get(), is_wide, before.unwrap_or(false)) {
            let node: &Element = node.unchecked_ref();
            if let Some(place) = node.parent_element() {
                place.set_scroll_left((place.scroll_width() - place.client_width()) / 2);
            }
        }
        is_wide
    });
    let point = move |event: web_sys::Event| pointed.set(whose(&event));
    let view_box = move || {
        view.get()
            .map(|[left, top, width, height]| format!("{left:.1} {top:.1} {width:.1} {height:.1}"))
    };
    let press = StoredValue::new_local(None::<Press>);
    let place = move |event: &PointerEvent| {
        let root = node.get_untracked()?;
        to_drawing(root.unchecked_ref(), view.get_untracked()?, event)
    };
    let down = move |event: PointerEvent| {
        let Some(view) = view.get_untracked().filter(|_| event.button() == 0) else {
            return;
        };
        let id = whose(&event).filter(|_| desk.mode == Mode::Draw);
        if let (Some(root), true) = (
            node.get_untracked(),
            id.is_some() || zoom.get_untracked().0 > 1.0,
        ) {
            // A pointer that has gone meanwhile cannot be held.
            let _ = root.set_pointer_capture(event.pointer_id());
        }
        let from = (f64::from(event.client_x()), f64::from(event.client_y()));
        press.set_value(Some(Press {
            id,
            from,
            has_moved: false,
            view,
        }));
    };
    let moved = move |event: PointerEvent| {
        let Some(mut held) = press.get_value() else {
            return;
        };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let (right, below) = (x - held.from.0, y - held.from.1);
        if !held.has_moved && right.hypot(below) < STILL {
            return;
        }
        held.has_moved = true;
        press.set_value(Some(held.clone()));
        match &held.id {
            Some(id) => {
                if let (Some(at), true) = (place(&event), desk.centre_id().as_ref() != Some(id)) {
                    let to = desk.picture.with_untracked(|picture| {
                        picture.as_ref().map(|p| to_rings(&p.places.radii, at))
                    });
                    desk.moving.set(to.map(|to| (id.clone(), to)));
                }
            }
            None => {
                let Some(root) = node.get_untracked() else {
                    return;
                };
                let scale = scale(root.unchecked_ref(), held.view);
                pan(desk, zoom, held.view, right / scale, below / scale);
            }
        }
    };
    let up = move |_: PointerEvent| {
        let Some(held) = press.try_update_value(Option::take).flatten() else {
            return;
        };
        let to = desk.moving.get_untracked();
        desk.moving.set(None);
        match (held.id, to) {
            (Some(id), Some((_, to))) if held.has_moved => place_at(desk, &id, to),
            (id, _) if !held.has_moved => desk.chosen.set(id),
            _ => {}
        }
    };
    let cancel = move |_: PointerEvent| {
        press.set_value(None);
        desk.moving.set(None);
    };
    let key = move |event: KeyboardEvent| {
        if let Some(root) = node.get_untracked() {
            pressed(desk, root.unchecked_ref(), &event);
        }
    };
    let label = move || {
        desk.picture
            .with(|p| p.as_ref().map(|p| p.description.clone()))
    };
    let class = move || match (zoom.with(|zoom| zoom.0 > 1.0), wide.with(Option::is_some)) {
        (true, _) => "nm-drawing nm-near-view",
        (false, true) => "nm-drawing nm-wide-view",
        (false, false) => "nm-drawing",
    };
    view! {
        <div class="nm-sheet" node_ref=sheet>
            <div class="nm-scroll">
            <svg class=class node_ref=node width=move || wide.get() role="group" aria-label=label viewBox=view_box aria-describedby="nm-keys"
                on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=cancel on:keydown=key
                on:focusin=move |event| point(event.into()) on:pointerover=move |event| point(event.into())
                on:focusout=move |_| pointed.set(None) on:pointerleave=move |_| pointed.set(None)>
                <g class="nm-back" aria-hidden="true"></g><g class="nm-people"></g><g class="nm-said" aria-hidden="true"></g>
            </svg>
            </div>
            <div class="nm-zooms">
                {button(text(move || desk.word("zoom-in")), "ea-button", move || {
                    is_whole.set(false);
                    nearer(zoom, ZOOM);
                })}
                {button(text(move || desk.word("zoom-out")), "ea-button", move || nearer(zoom, 1.0 / ZOOM))}
                {button(text(move || desk.word("zoom-all")), "ea-button", move || {
                    is_whole.set(true);
                    zoom.set((1.0, [0.0, 0.0]));
                })}
            </div>
            <p class="ea-quiet" id="nm-keys">{desk.word("drawing-keys")}</p>
        </div>
    }
    .into_any()
}

/// Somebody is put where they were let go.
pub fn place_at(desk: Desk, id: &str, to: [f64; 2]) {
    let name = desk.name_of(id);
    let has_rings = !desk.is_cloud.get_untracked();
    let changes = steps::move_to(&desk.person(id), to, has_rings);
    let ring = has_rings.then(|| early_action_present::map::nearest_ring(to));
    let said = desk.text(
        if has_rings {
            "moved"
        } else {
            "moved-somewhere"
        },
        &[
            ("name", name.as_str().into()),
            ("ring", desk.ring_word(ring).into()),
        ],
    );
    desk.change(&desk.about("step-move", &name), &changes, &said);
}

/// What is seen of the whole at a zoom: its factor, and by how much the middle is off, as shares of
/// the whole, which is drawn in another size when it is seen nearer.
fn seen(
    [left, top, width, height]: [f64; 4],
    (factor, [right, down]): (f64, [f64; 2]),
) -> [f64; 4] {
    let (w, h) = (width / factor, height / factor);
    [
        left + (width - w) / 2.0 + right * width,
        top + (height - h) / 2.0 + down * height,
        w,
        h,
    ]
}

fn nearer(zoom: RwSignal<(f64, [f64; 2])>, factor: f64) {
    zoom.update(|(now, off)| {
        *now = (*now * factor).clamp(ZOOMS.0, ZOOMS.1);
        if *now == ZOOMS.0 {
            *off = [0.0, 0.0];
        }
    });
}

fn pan(desk: Desk, zoom: RwSignal<(f64, [f64; 2])>, from: [f64; 4], right: f64, down: f64) {
    let Some(whole) = desk.picture.with_untracked(|p| p.as_ref().map(|p| p.view)) else {
        return;
    };
    zoom.update(|(factor, off)| {
        let middle = |from: f64, size: f64, whole: f64, wide: f64, by: f64| {
            let most = ((wide - size) / 2.0).max(0.0);
            let off = (from - by + size / 2.0) - (whole + wide / 2.0);
            off.clamp(-most, most) / wide
        };
        if *factor > 1.0 {
            *off = [
                middle(from[0], from[2], whole[0], whole[2], right),
                middle(from[1], from[3], whole[1], whole[3], down),
            ];
        }
    });
}

/// How many px of the page one px of the drawing has.
fn scale(root: &Element, [_, _, width, height]: [f64; 4]) -> f64 {
    let area = root.get_bounding_client_rect();
    (area.width() / width).min(area.height() / height).max(1e-6)
}

/// Where on the drawing a pointer is.
fn to_drawing(root: &Element, view: [f64; 4], event: &PointerEvent) -> Option<[f64; 2]> {
    let area = root.get_bounding_client_rect();
    let scale = scale(root, view);
    let middle = (
        area.left() + area.width() / 2.0,
        area.top() + area.height() / 2.0,
    );
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    Some([
        view[0] + view[2] / 2.0 + (x - middle.0) / scale,
        view[1] + view[3] / 2.0 + (y - middle.1) / scale,
    ])
}

fn window_height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.unwrap_or(f64::INFINITY)
}

/// Whose mark an event is on.
fn whose(event: &web_sys::Event) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-id]").ok()??.get_attribute("data-id")
}

fn pressed(desk: Desk, root: &Element, event: &KeyboardEvent) {
    let focused = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.get_attribute("data-id"));
    let Some(id) = focused else { return };
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let way = match event.key().as_str() {
        "ArrowLeft" => [-1.0, 0.0],
        "ArrowRight" => [1.0, 0.0],
        "ArrowUp" => [0.0, -1.0],
        "ArrowDown" => [0.0, 1.0],
        "Enter" | " " => {
            event.prevent_default();
            desk.open_editor(&id);
            return;
        }
        "Escape" => return desk.chosen.set(None),
        _ => return,
    };
    event.prevent_default();
    let Some(picture) = desk.picture.get_untracked() else {
        return;
    };
    if event.shift_key() {
        let is_centre = desk.centre_id().as_ref() == Some(&id);
        if let (Mode::Draw, false, Some(figure)) = (desk.mode, is_centre, picture.figure(&id)) {
            let [x, y] = to_rings(&picture.places.radii, figure.at);
            let to = [x + way[0] * NUDGE, y + way[1] * NUDGE];
            // Nobody is pushed over the one in the middle or off the paper.
            let distance = to[0].hypot(to[1]);
            if (0.7..=5.4).contains(&distance) {
                place_at(desk, &id, to);
            }
        }
        return;
    }
    if let Some(next) = neighbour(&picture, &id, way) {
        let selector = format!("[data-id=\"{}\"]", next.replace(['"', '\\'], ""));
        if let Ok(Some(node)) = root.query_selector(&selector) {
            let node: &web_sys::SvgElement = node.unchecked_ref();
            // Only a node that has gone refuses.
            let _ = node.focus();
        }
    }
}

/// Who stands nearest in a direction: what is off to a side counts double.
fn neighbour<'p>(picture: &'p Picture, id: &str, [right, down]: [f64; 2]) -> Option<&'p str> {
    let [x, y] = picture.figure(id)?.at;
    let others = picture.people.iter().filter(|other| other.id != id);
    let far = others.filter_map(|other| {
        let (dx, dy) = (other.at[0] - x, other.at[1] - y);
        let along = dx * right + dy * down;
        let aside = (dx * down - dy * right).abs();
        (along > picture.size.mark / 2.0 && along > aside * 0.4)
            .then_some((along + 2.0 * aside, other))
    });
    let nearest = far.reduce(|best, next| if next.0 < best.0 { next } else { best })?;
    Some(&nearest.1.id)
}
