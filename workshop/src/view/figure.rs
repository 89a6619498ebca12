//! A picture with its finding, as large as its place.

use crate::room::Room;
use early_action_present::charts::Canvas;
use early_action_present::metrics::SystemUi;
use early_action_present::scene::Scene;
use early_action_widgets::scenario::view::live::{part, place_and_width};
use early_action_widgets::scenario::view::picture::picture;
use leptos::prelude::*;
use std::sync::Arc;

/// From this width on a room looks at the picture, and letters are half as large again.
const PROJECTOR: f64 = 540.0;
/// What a picture is enlarged by there.
const LARGER: f64 = 1.5;

type Draw = dyn Fn(&Canvas<'_>) -> Option<Scene> + Send + Sync;

/// A picture that follows what `draw` reads.
pub fn figure(
    room: Room,
    draw: impl Fn(&Canvas<'_>) -> Option<Scene> + Send + Sync + 'static,
) -> AnyView {
    let draw: Box<Draw> = Box::new(draw);
    let (place, width) = place_and_width();
    let scene = Memo::new(move |_| {
        let width = width.get();
        if width < 1.0 {
            return None;
        }
        let width = if width >= PROJECTOR {
            width / LARGER
        } else {
            width
        };
        room.with_words(|words| {
            let canvas = Canvas {
                words,
                metrics: &SystemUi,
                width,
                height: (width * 0.45).clamp(200.0, 380.0),
            };
            draw(&canvas).map(Arc::new)
        })
    });
    let caption = part(move || {
        let scene = scene.get()?;
        let (title, subtitle) = (scene.title.clone(), scene.subtitle.clone());
        // Before the first future there is nothing to say yet.
        let title = (!title.is_empty()).then(|| view! { <h3>{title}</h3> });
        Some(
            view! { <figcaption>{title}<p class="ws-quiet">{subtitle}</p></figcaption> }.into_any(),
        )
    });
    view! {
        <figure class="ws-figure">
            {caption}
            <div node_ref=place>{picture(scene)}</div>
        </figure>
    }
    .into_any()
}
