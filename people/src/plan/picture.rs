//! A scene as SVG nodes.

use early_action_present::scene::{Scene, Shape};
use early_action_present::svg;
use leptos::prelude::*;
use leptos::svg::Svg;
use wasm_bindgen::JsCast;
use web_sys::Element;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A picture; one without a description is decoration.
pub fn picture(scene: Scene) -> AnyView {
    let node = NodeRef::<Svg>::new();
    let (width, height) = (scene.width.to_string(), scene.height.to_string());
    let (box_, label) = (format!("0 0 {width} {height}"), scene.description.clone());
    let is_decoration = label.is_empty();
    Effect::new(move |_| {
        if let Some(node) = node.get() {
            draw(node.unchecked_ref(), &scene);
        }
    });
    view! {
        <svg class="ea-picture" node_ref=node viewBox=box_ width=width height=height
            role=(!is_decoration).then_some("img")
            aria-label=(!is_decoration).then_some(label)
            aria-hidden=is_decoration.then_some("true")></svg>
    }
    .into_any()
}

fn draw(root: &Element, scene: &Scene) {
    root.replace_children_with_node_0();
    let Some(page) = root.owner_document() else {
        return;
    };
    for mark in &scene.marks {
        let Ok(node) = page.create_element_ns(Some(SVG), svg::element(&mark.shape)) else {
            continue;
        };
        // Names and values come from our own scenes; nothing here can be refused.
        let _ = node.set_attribute("class", mark.role.class());
        for (name, value) in svg::geometry(&mark.shape) {
            let _ = node.set_attribute(name, &value);
        }
        if let Shape::Text { text, .. } = &mark.shape {
            node.set_text_content(Some(text));
        }
        let _ = root.append_child(&node);
    }
}
