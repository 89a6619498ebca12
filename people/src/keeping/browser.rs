//! What keeping asks of the browser: random bytes, one spelling, files, sharing, lasting storage.

use early_action_keep::{Chance, Passphrase};
use js_sys::{Array, Function, JsString, Object, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag};

/// What kept pages are.
pub const KIND: &str = "text/html";

/// Fresh random bytes; none where the browser gives none, and then nothing is locked.
pub fn chance() -> Option<Chance> {
    let crypto = web_sys::window()?.crypto().ok()?;
    let mut chance = Chance {
        salt: [0; 16],
        nonce: [0; 24],
    };
    crypto
        .get_random_values_with_u8_array(&mut chance.salt)
        .ok()?;
    crypto
        .get_random_values_with_u8_array(&mut chance.nonce)
        .ok()?;
    Some(chance)
}

/// A passphrase as somebody typed it, in the one spelling.
pub fn passphrase(typed: &str) -> Passphrase {
    // A lone half of a letter, which `normalize` would keep, is not in a Rust string.
    let plain = JsString::from(typed).normalize("NFKC");
    Passphrase::normalised(&String::from(plain))
}

fn file(name: &str, text: &str) -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type(KIND);
    File::new_with_str_sequence_and_options(&Array::of1(&text.into()), name, &options).ok()
}

fn navigator() -> Option<JsValue> {
    Some(web_sys::window()?.navigator().into())
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn shared(name: &str, text: &str) -> Option<Object> {
    let data = Object::new();
    let files = Array::of1(&file(name, text)?.into());
    Reflect::set(&data, &"files".into(), &files).ok()?;
    Some(data)
}

/// Whether this device has a share sheet that takes such files.
pub fn can_share() -> bool {
    let can = || {
        let navigator = navigator()?;
        let asked = method(&navigator, "canShare")?;
        let data = shared("page.html", "-")?;
        asked.call1(&navigator, &data).ok()?.as_bool()
    };
    can().unwrap_or(false)
}

/// How a share ended.
pub enum Shared {
    /// Something took the file.
    Done,
    /// Somebody thought better of it.
    Cancelled,
    /// It did not work.
    Failed,
}

/// Gives a file to the share sheet. Where it goes from there is the person's choice.
pub async fn share(name: &str, text: &str) -> Shared {
    let asked = || {
        let navigator = navigator()?;
        let share = method(&navigator, "share")?;
        let data = shared(name, text)?;
        share
            .call1(&navigator, &data)
            .ok()?
            .dyn_into::<Promise>()
            .ok()
    };
    let Some(promise) = asked() else {
        return Shared::Failed;
    };
    match JsFuture::from(promise).await {
        Ok(_) => Shared::Done,
        Err(error) => {
            let name = Reflect::get(&error, &"name".into()).ok();
            match name.and_then(|name| name.as_string()).as_deref() {
                Some("AbortError") => Shared::Cancelled,
                _ => Shared::Failed,
            }
        }
    }
}

/// Asks the browser not to clear what is kept here; whether it agreed.
pub async fn ask_to_last() -> bool {
    let asked = || {
        let storage = Reflect::get(&navigator()?, &"storage".into()).ok()?;
        let persist = method(&storage, "persist")?;
        persist.call0(&storage).ok()?.dyn_into::<Promise>().ok()
    };
    match asked() {
        Some(promise) => JsFuture::from(promise)
            .await
            .is_ok_and(|agreed| agreed.as_bool() == Some(true)),
        None => false,
    }
}

/// Whether there is a database of this name; yes where the browser does not tell. To look for one
/// that is not there would make it.
pub async fn has_database(name: &str) -> bool {
    let asked = || {
        let window: JsValue = web_sys::window()?.into();
        let factory = Reflect::get(&window, &"indexedDB".into()).ok()?;
        let databases = method(&factory, "databases")?;
        databases.call0(&factory).ok()?.dyn_into::<Promise>().ok()
    };
    let Some(promise) = asked() else {
        return true;
    };
    let Ok(found) = JsFuture::from(promise).await else {
        return true;
    };
    let is_it = |database: JsValue| {
        let found = Reflect::get(&database, &"name".into()).ok();
        found.and_then(|found| found.as_string()).as_deref() == Some(name)
    };
    Array::from(&found).iter().any(is_it)
}

/// Lets the page be painted before work that holds it up.
pub async fn painted() {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // 50 ms: a frame or two even on a slow phone.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 50);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// The address of this page without what follows `?` and `#`, if it is one on the web.
pub fn address() -> Option<String> {
    let location = web_sys::window()?.location();
    let origin = location.origin().ok()?;
    let path = location.pathname().ok()?;
    origin.starts_with("http").then(|| origin + &path)
}

/// Leaves for another page, without a way back to this one.
pub fn leave(url: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let top = window.top().ok().flatten();
    let is_gone = top.is_some_and(|top| top.location().replace(url).is_ok());
    if !is_gone {
        // A frame that may not move the page around leaves alone.
        let _ = window.location().replace(url);
    }
}
