//! The element on the page: its attributes, its events, its life.

use crate::scenario;
use early_action_engine::appraise::StrategyResult;
use early_action_host::{Capabilities, print_alone};
use early_action_present::Words;
use js_sys::{Array, Function, Object, Reflect};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Every element of this kind, and those that stand for one.
const KIND: &str = "early-action-scenario, [data-early-action=\"scenario\"]";
/// The script that defines them.
const SCRIPT: &str = "script[src*=\"early-action.js\"]";

/// The element that holds a view: what it is asked for, and whom it tells.
#[derive(Clone)]
pub struct Host {
    element: HtmlElement,
    capabilities: Capabilities,
    /// Remembers a text under a name, outside the engine's memory.
    note: Function,
    digest: Rc<RefCell<Option<String>>>,
}

impl Host {
    /// What holds a view. `capabilities` are bits of [`Capabilities`]; `note(name, text)` remembers.
    pub fn new(element: HtmlElement, capabilities: u32, note: Function) -> Self {
        Self {
            element,
            capabilities: Capabilities::from_bits(capabilities),
            note,
            digest: Rc::default(),
        }
    }

    /// An attribute's value, `data-` before its name or not; empty ones count as absent.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let plain = self.element.get_attribute(name);
        plain
            .or_else(|| self.element.get_attribute(&["data-", name].concat()))
            .filter(|value| !value.trim().is_empty())
    }

    /// What the place where it stands allows: offer only what works.
    pub fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    /// Keeps what a person has entered, as a link's fragment: should the engine's instance break,
    /// the next one is given it.
    pub fn keep(&self, fragment: &str) {
        self.note("figures", fragment);
    }

    /// Leaves the words that are shown should the engine's instance break.
    pub fn prepare(&self, words: &Words) {
        for id in ["stopped-engine", "reload", "start-again"] {
            self.note(id, &words.word(id));
        }
    }

    fn note(&self, name: &str, text: &str) {
        // Remembering is setting a property: it cannot fail.
        let _ = self.note.call2(&JsValue::NULL, &name.into(), &text.into());
    }

    /// The language that holds where the element stands.
    pub fn lang(&self) -> String {
        let around = || {
            let nearest = self.element.closest("[lang]").ok().flatten();
            nearest.and_then(|e| e.get_attribute("lang"))
        };
        self.attribute("lang").or_else(around).unwrap_or_default()
    }

    /// This element's place among those of its kind on the page, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        let page = self.element.owner_document();
        let Some(Ok(all)) = page.map(|page| page.query_selector_all(KIND)) else {
            return (0, 1);
        };
        let is_own = |at: &u32| {
            all.item(*at)
                .is_some_and(|e| e.is_same_node(Some(&self.element)))
        };
        let own = (0..all.length()).find(is_own).unwrap_or(0);
        (own as usize, all.length() as usize)
    }

    /// The address of the script that defines the elements.
    pub fn script(&self) -> Option<String> {
        let page = self.element.owner_document()?;
        let script = page.query_selector(SCRIPT).ok()??;
        let source = Reflect::get(&script, &"src".into()).ok()?;
        source.as_string()
    }

    /// Prints this element and nothing else of the page; whether the browser was asked to.
    pub fn print(&self) -> bool {
        print_alone(&self.element)
    }

    /// Says that the answer has settled.
    pub fn settled(&self, digest: &str, detail: &[(&str, JsValue)]) {
        *self.digest.borrow_mut() = Some(digest.to_owned());
        self.tell("early-action-settled", detail);
    }

    /// Says that a new answer is being worked out.
    pub fn unsettled(&self) {
        *self.digest.borrow_mut() = None;
    }

    /// Tells the page around, which may listen outside the shadow root.
    pub fn tell(&self, name: &str, detail: &[(&str, JsValue)]) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&object(detail));
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            let _ = self.element.dispatch_event(&event);
        }
    }
}

/// The answer in figures, as an event tells it: means, by their names in the model.
#[must_use]
pub fn figures(strategies: &[StrategyResult]) -> JsValue {
    let figures = strategies.iter().map(|strategy| {
        let outcomes = strategy.outcomes.iter();
        let outcomes: Vec<(&str, JsValue)> = outcomes
            .map(|outcome| (outcome.name.as_str(), outcome.summary.mean.into()))
            .collect();
        object(&[
            ("name", strategy.name.as_str().into()),
            ("cost", strategy.cost.mean.into()),
            ("outcomes", object(&outcomes).into()),
        ])
    });
    figures.collect::<Array>().into()
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}

/// A view that lives until this is dropped.
#[wasm_bindgen]
pub struct MountedScenario {
    _view: Box<dyn Any>,
    host: Host,
}

#[wasm_bindgen]
impl MountedScenario {
    /// The digest of the answer shown, once it has settled.
    #[must_use]
    pub fn digest(&self) -> Option<String> {
        self.host.digest.borrow().clone()
    }
}

/// Shows a scenario in `place`, as `element`'s attributes ask. `capabilities` are bits of
/// [`Capabilities`]; `note(name, text)` remembers; `model` is a text of the page's own; `figures`
/// is what an earlier view of this element kept.
#[wasm_bindgen]
#[must_use]
pub fn mount_scenario(
    element: HtmlElement,
    place: HtmlElement,
    capabilities: u32,
    note: Function,
    model: Option<String>,
    figures: Option<String>,
) -> MountedScenario {
    let host = Host::new(element, capabilities, note);
    let asked = scenario::Asked {
        model: host.attribute("model"),
        models: host.attribute("models"),
        seed: host.attribute("seed"),
        draws: host.attribute("draws"),
        set: host.attribute("set"),
        lang: host.lang(),
        text: model,
        figures,
    };
    let shown = host.clone();
    let view: UnmountHandle<_> = mount_to(
        place,
        move || view! { <scenario::Scenario host=shown asked/> },
    );
    MountedScenario {
        _view: Box::new(view),
        host,
    }
}

/// The styles of the element's shadow root.
#[wasm_bindgen]
#[must_use]
pub fn scenario_styles() -> String {
    [early_action_present::theme::THEME_CSS, scenario::STYLES].concat()
}
