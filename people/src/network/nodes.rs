//! A picture as SVG nodes, changed in place.

use super::desk::Mode;
use early_action_present::map::{Mark, Picture};
use early_action_present::scene::Shape;
use early_action_present::svg as marks;
use web_sys::Element;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Makes the three layers of a drawing this picture: what is behind, people, letters. Whoever is
/// chosen or pointed at has a name in any case.
pub fn show(root: &Element, picture: &Picture, [chosen, pointed]: [Option<&str>; 2], mode: Mode) {
    let layers = root.children();
    let (Some(back), Some(people), Some(words)) = (layers.item(0), layers.item(1), layers.item(2))
    else {
        return;
    };
    draw(&back, picture.back.iter());
    let known = |id: &str| picture.figure(id).is_some();
    let first = chosen
        .filter(|id| known(id))
        .or(picture.people.first().map(|f| f.id.as_str()));
    for (at, figure) in picture.people.iter().enumerate() {
        let Some(node) = child(&people, at, "g") else {
            return;
        };
        set(&node, "data-id", &figure.id);
        set(&node, "aria-label", &figure.label);
        set(
            &node,
            "tabindex",
            if first == Some(figure.id.as_str()) {
                "0"
            } else {
                "-1"
            },
        );
        let is_chosen = chosen == Some(figure.id.as_str());
        set(
            &node,
            "class",
            if is_chosen {
                "nm-who nm-is-chosen"
            } else {
                "nm-who"
            },
        );
        if mode == Mode::Draw {
            set(&node, "role", "button");
            set(
                &node,
                "aria-pressed",
                if is_chosen { "true" } else { "false" },
            );
        } else {
            set(&node, "role", "img");
        }
        let is_text = |mark: &&Mark| matches!(mark.shape, Shape::Text { .. });
        draw(&node, figure.marks.iter().filter(|mark| !is_text(mark)));
        // What a mark is called is said by its label; the letters are a layer of their own.
        let Some(said) = child(&words, at, "g") else {
            return;
        };
        set(&said, "data-id", &figure.id);
        let is_named = [chosen, pointed].contains(&Some(&figure.id));
        let called = figure.called.iter().filter(|_| is_named);
        draw(&said, figure.marks.iter().filter(is_text).chain(called));
    }
    trim(&people, picture.people.len());
    trim(&words, picture.people.len());
}

/// Makes the children of a node these marks; what does not change is left alone.
pub fn draw<'m>(root: &Element, all: impl Iterator<Item = &'m Mark>) {
    let mut count = 0;
    for (at, mark) in all.enumerate() {
        count = at + 1;
        let Some(node) = child(root, at, marks::element(&mark.shape)) else {
            return;
        };
        set(&node, "class", mark.ink.class());
        for (name, value) in marks::geometry(&mark.shape) {
            set(&node, name, &value);
        }
        if let Shape::Text { text, .. } = &mark.shape
            && node.text_content().as_deref() != Some(text)
        {
            node.set_text_content(Some(text));
        }
    }
    trim(root, count);
}

/// The child at a place, of this kind: another is replaced, a missing one made.
fn child(root: &Element, at: usize, tag: &str) -> Option<Element> {
    let old = root.children().item(u32::try_from(at).ok()?);
    match old {
        Some(node) if node.tag_name() == tag => Some(node),
        Some(other) => {
            let node = root
                .owner_document()?
                .create_element_ns(Some(SVG), tag)
                .ok()?;
            root.replace_child(&node, &other).ok()?;
            Some(node)
        }
        None => {
            let node = root
                .owner_document()?
                .create_element_ns(Some(SVG), tag)
                .ok()?;
            root.append_child(&node).ok()?;
            Some(node)
        }
    }
}

fn trim(root: &Element, count: usize) {
    let children = root.children();
    while let Some(extra) = u32::try_from(count).ok().and_then(|at| children.item(at)) {
        extra.remove();
    }
}

/// Sets an attribute that is not so already.
fn set(node: &Element, name: &str, value: &str) {
    if node.get_attribute(name).as_deref() != Some(value) {
        // Names and values come from our own pictures; nothing here can be refused.
        let _ = node.set_attribute(name, value);
    }
}
