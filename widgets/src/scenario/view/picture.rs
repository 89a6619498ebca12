//! A scene as SVG nodes, changed in place.

use early_action_present::scene::{Mark, Scene, Shape};
use early_action_present::svg;
use leptos::prelude::*;
use leptos::svg::Svg;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::Element;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A picture that follows its scene. A scene without a description is decoration.
pub fn picture(scene: Memo<Option<Arc<Scene>>>) -> AnyView {
    let node = NodeRef::<Svg>::new();
    Effect::new(move |_| {
        if let (Some(node), Some(scene)) = (node.get(), scene.get()) {
            draw(node.unchecked_ref(), &scene);
        }
    });
    view! { <svg class="ea-picture" node_ref=node></svg> }.into_any()
}

fn draw(root: &Element, scene: &Scene) {
    let (width, height) = (scene.width.to_string(), scene.height.to_string());
    set(root, "viewBox", &format!("0 0 {width} {height}"));
    set(root, "width", &width);
    set(root, "height", &height);
    if scene.description.is_empty() {
        set(root, "aria-hidden", "true");
        // Decoration has no words that stretching would spoil.
        set(root, "preserveAspectRatio", "none");
    } else {
        set(root, "role", "img");
        set(root, "aria-label", &scene.description);
    }
    let old = root.children();
    for (at, mark) in scene.marks.iter().enumerate() {
        let tag = svg::element(&mark.shape);
        // A node of the same kind moves; only then can it be seen where a mark has gone.
        let node = match u32::try_from(at).ok().and_then(|at| old.item(at)) {
            Some(node) if node.tag_name() == tag => Some(node),
            Some(other) => create(root, tag).inspect(|new| {
                let _ = root.replace_child(new, &other);
            }),
            None => create(root, tag).inspect(|new| {
                let _ = root.append_child(new);
            }),
        };
        if let Some(node) = node {
            dress(&node, mark);
        }
    }
    while let Some(extra) = u32::try_from(scene.marks.len())
        .ok()
        .and_then(|at| old.item(at))
    {
        extra.remove();
    }
}

fn create(root: &Element, tag: &str) -> Option<Element> {
    root.owner_document()?
        .create_element_ns(Some(SVG), tag)
        .ok()
}

fn dress(node: &Element, mark: &Mark) {
    set(node, "class", mark.role.class());
    for (name, value) in svg::geometry(&mark.shape) {
        set(node, name, &value);
    }
    if let Shape::Text { text, .. } = &mark.shape
        && node.text_content().as_deref() != Some(text)
    {
        node.set_text_content(Some(text));
    }
}

/// Sets an attribute that is not so already: what does not change is not laid out again.
fn set(node: &Element, name: &str, value: &str) {
    if node.get_attribute(name).as_deref() != Some(value) {
        // Names and values come from our own scenes; nothing here can be refused.
        let _ = node.set_attribute(name, value);
    }
}
