//! Printing one element and nothing else of the page around it.

use super::Listener;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Element, ShadowRoot};

/// Marks what is printed and what is not, while it is being printed.
const MARK: &str = "data-early-action-print";
const SHEET: &str = "@media print {
  [data-early-action-print=\"off\"] { display: none !important; }
  [data-early-action-print=\"on\"] {
    display: block !important; position: static !important; float: none !important;
    width: auto !important; max-width: none !important; height: auto !important;
    max-height: none !important; margin: 0 !important; padding: 0 !important; border: 0 !important;
    overflow: visible !important; transform: none !important; columns: auto !important;
    background: none !important;
  }
}";

/// The page as it is for printing one element; as it was when this is dropped.
struct Alone {
    page: Document,
    sheet: CssStyleSheet,
    marked: Vec<Element>,
}

/// Prints this element alone; whether the browser was asked to.
pub fn print_alone(element: &Element) -> bool {
    print_on(element, "")
}

/// Prints this element alone on paper that an `@page` rule asks for.
pub fn print_on(element: &Element, page: &str) -> bool {
    let Some((window, alone)) = web_sys::window().zip(Alone::new(element, page)) else {
        return false;
    };
    // Some browsers return before the page is printed: all is put back when they say so.
    let waiting = Rc::new(RefCell::new(None::<Listener>));
    let own = Rc::clone(&waiting);
    let mut alone = Some(alone);
    let over = Listener::new("afterprint", move || {
        drop(alone.take());
        // Its own closure may not be dropped while it runs.
        let own = Rc::clone(&own);
        wasm_bindgen_futures::spawn_local(async move { drop(own.borrow_mut().take()) });
    });
    *waiting.borrow_mut() = Some(over);
    window.print().is_ok()
}

impl Alone {
    fn new(element: &Element, rule: &str) -> Option<Self> {
        let page = element.owner_document()?;
        let sheet = CssStyleSheet::new().ok()?;
        sheet.replace_sync(&[SHEET, rule].concat()).ok()?;
        let all = page.adopted_style_sheets();
        all.push(&sheet);
        let mut alone = Self {
            page,
            sheet,
            marked: Vec::new(),
        };
        if !rule.is_empty() {
            // A page of its own has no room for the element's border.
            alone.mark(element.clone(), "on");
        }
        let mut inner = element.clone();
        while let Some(outer) = around(&inner) {
            let children = outer.children();
            for at in 0..children.length() {
                if let Some(child) = children.item(at).filter(|child| *child != inner) {
                    alone.mark(child, "off");
                }
            }
            alone.mark(outer.clone(), "on");
            inner = outer;
        }
        Some(alone)
    }

    fn mark(&mut self, element: Element, value: &str) {
        // Setting an attribute of a fixed name is never refused.
        let _ = element.set_attribute(MARK, value);
        self.marked.push(element);
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        for element in &self.marked {
            let _ = element.remove_attribute(MARK);
        }
        let all = self.page.adopted_style_sheets();
        let own: &JsValue = &self.sheet;
        let kept = all.filter(&mut |sheet, _, _| sheet != *own);
        self.page.set_adopted_style_sheets(&kept);
    }
}

/// What holds an element: its parent, or the element whose shadow it stands in.
fn around(inner: &Element) -> Option<Element> {
    inner.parent_element().or_else(|| {
        let root = inner.get_root_node();
        root.dyn_ref::<ShadowRoot>().map(ShadowRoot::host)
    })
}
