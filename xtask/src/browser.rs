//! Which browser runs the tests.

use crate::toolchain::find_on_path;
use std::path::PathBuf;

/// Chromium or Chrome: what CHROMIUM names, or what is installed.
pub fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ]
    .into_iter()
    .find_map(find_on_path)
    .or_else(|| mac.exists().then_some(mac))
}
