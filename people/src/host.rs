//! The element on the page, and what only maps and plans ask of the browser.

use crate::book::Book;
use crate::{keeping, network, plan};
use early_action_engine::envelope::Envelope;
use early_action_engine::fault::Fault;
use early_action_host::Capabilities;
use early_action_keep::work_out;
use early_action_present::Words;
use early_action_present::theme::THEME_CSS;
use early_action_present::words::PEOPLE;
use js_sys::{Date, Function, Object, Reflect};
use leptos::mount::mount_to;
use std::any::Any;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Letters of ids that nobody has to read out.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The element that holds a view: what it is asked for, and whom it tells.
#[derive(Clone)]
pub struct Host {
    element: HtmlElement,
    capabilities: Capabilities,
    notes: Notes,
    beside: Function,
}

/// What is remembered outside the instance's memory, while the page is open.
#[derive(Clone)]
pub struct Notes(Function);

impl Notes {
    /// Has a text remembered.
    pub fn put(&self, name: &str, text: &str) {
        // Remembering is setting a property: it cannot fail.
        let _ = self.0.call2(&JsValue::NULL, &name.into(), &text.into());
    }
}

impl Host {
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

    /// The words of the language that holds where the element stands.
    pub fn words(&self) -> Words {
        let around = || {
            let nearest = self.element.closest("[lang]").ok().flatten();
            nearest.and_then(|e| e.get_attribute("lang"))
        };
        let lang = self.attribute("lang").or_else(around).unwrap_or_default();
        Words::only(&lang, PEOPLE)
    }

    /// The element itself, for printing it alone.
    pub fn element(&self) -> &HtmlElement {
        &self.element
    }

    /// Where texts are remembered.
    pub fn notes(&self) -> Notes {
        self.notes.clone()
    }

    /// A key worked out beside the page, by a worker that does [`work_out_key`]; nothing where no
    /// worker may be made.
    pub fn key_beside(&self, order: &[u8]) -> impl Future<Output = Option<[u8; 32]>> + use<> {
        let order = js_sys::Uint8Array::from(order);
        let promise = self.beside.call1(&JsValue::NULL, &order);
        async move {
            let promise = promise.ok()?.dyn_into::<js_sys::Promise>().ok()?;
            let found = wasm_bindgen_futures::JsFuture::from(promise).await.ok()?;
            let found = found.dyn_into::<js_sys::Uint8Array>().ok()?;
            found.to_vec().try_into().ok()
        }
    }

    /// What is said should the instance break.
    pub fn remember(&self, words: &Words) {
        for (name, id) in [("stopped", "stopped-engine"), ("reload", "reload")] {
            self.notes.put(name, &words.word(id));
        }
    }

    /// Tells the page around, which may listen outside the shadow root.
    pub fn tell(&self, name: &str, detail: &[(&str, JsValue)]) {
        let object = Object::new();
        for (key, value) in detail {
            // Setting a property of a fresh object cannot fail.
            let _ = Reflect::set(&object, &(*key).into(), value);
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&object);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            let _ = self.element.dispatch_event(&event);
        }
    }
}

/// An id that nobody else has: 80 random bits. It says nothing of what it stands for.
pub fn random_id() -> String {
    let mut bytes = [0; 16];
    let crypto = web_sys::window().and_then(|w| w.crypto().ok());
    let is_filled = crypto.is_some_and(|c| c.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !is_filled {
        for byte in &mut bytes {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a number from 0 to 255"
            )]
            let random = (js_sys::Math::random() * 256.0) as u8;
            *byte = random;
        }
    }
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte & 31)]);
    bytes.iter().map(letter).collect()
}

/// What is in a file; `None` if it cannot be read.
pub async fn read_file(file: &web_sys::File) -> Option<Vec<u8>> {
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer())
        .await
        .ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Today where the device is, as `2026-03-14`.
pub fn today() -> String {
    let now = Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{year:04}-{month:02}-{day:02}")
}

/// A view that lives until this is dropped.
#[wasm_bindgen]
pub struct MountedPeople {
    _view: Box<dyn Any>,
    book: Book,
}

#[wasm_bindgen]
impl MountedPeople {
    /// The whole file; `undefined` if there is nothing in it.
    #[must_use]
    pub fn file(&self) -> Option<String> {
        Some(self.book.file()?.as_ref().to_owned())
    }

    /// Opens a file in place of what is there, or begins an empty one; says what is wrong with it.
    #[must_use]
    pub fn open(&self, text: &str) -> Option<String> {
        if text.trim().is_empty() {
            self.book.open(Envelope::default());
            return None;
        }
        match Envelope::parse(text) {
            Ok(envelope) => {
                self.book.open(envelope);
                None
            }
            Err(faults) => Some(lines(&faults)),
        }
    }
}

fn lines(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    lines.join("\n")
}

/// Shows what `kind` names in `place`, as `element`'s attributes ask. `capabilities` are bits of
/// [`Capabilities`]; `note(name, text)` remembers; `beside(order)` promises a key; `file` is what an earlier instance kept, or the
/// page's own.
///
/// # Errors
/// There is no such kind, or the page's file cannot be read.
#[wasm_bindgen]
pub fn mount_people(
    kind: &str,
    element: HtmlElement,
    place: HtmlElement,
    capabilities: u32,
    note: Function,
    beside: Function,
    file: Option<String>,
) -> Result<MountedPeople, JsError> {
    let host = Host {
        element,
        capabilities: Capabilities::from_bits(capabilities),
        notes: Notes(note),
        beside,
    };
    let given = match file {
        Some(text) => Envelope::parse(&text).map_err(|faults| JsError::new(&lines(&faults)))?,
        None => Envelope::default(),
    };
    let book = Book::of(&host, given);
    let shown = (host.clone(), book.clone());
    let view: Box<dyn Any> = match kind {
        "network" => Box::new(mount_to(place, move || {
            network::view(shown.0.clone(), shown.1.clone())
        })),
        "progress" => Box::new(mount_to(place, move || {
            plan::view(shown.0.clone(), shown.1.clone())
        })),
        other => return Err(JsError::new(&format!("there is no `{other}` here"))),
    };
    Ok(MountedPeople { _view: view, book })
}

/// Works a key out from an order: what a worker does with this module, and nothing else.
#[wasm_bindgen]
#[must_use]
pub fn work_out_key(order: &[u8]) -> Option<Vec<u8>> {
    work_out(order).map(|key| key.to_vec())
}

/// The styles of a shadow root of this kind.
#[wasm_bindgen]
#[must_use]
pub fn people_styles(kind: &str) -> String {
    let own = match kind {
        "network" => network::styles(),
        "progress" => plan::STYLES.to_owned(),
        _ => String::new(),
    };
    [THEME_CSS, include_str!("style.css"), keeping::STYLES, &own].concat()
}
