//! Which browsers run the tests.

use crate::toolchain::find_on_path;
use std::path::PathBuf;

/// Firefox; geckodriver drives it.
pub struct Firefox {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// The browser that WebKitGTK brings for tests, what drives it, and a screen that nobody sees.
pub struct WebKit {
    pub browser: PathBuf,
    pub driver: PathBuf,
    pub screen: PathBuf,
}

/// Chromium or Chrome: what CHROMIUM names, or what is installed.
pub fn find() -> Option<PathBuf> {
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    let mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    named("CHROMIUM")
        .or_else(|| names.into_iter().find_map(find_on_path))
        .or_else(|| existing(mac))
}

/// What FIREFOX names, or what is installed.
pub fn firefox() -> Option<PathBuf> {
    named("FIREFOX")
        .or_else(|| {
            ["firefox-esr", "firefox"]
                .into_iter()
                .find_map(find_on_path)
        })
        .or_else(|| existing("/Applications/Firefox.app/Contents/MacOS/firefox"))
}

pub fn webkit() -> Option<WebKit> {
    Some(WebKit {
        browser: named("MINIBROWSER").or_else(mini_browser)?,
        driver: find_on_path("WebKitWebDriver")?,
        screen: find_on_path("xvfb-run")?,
    })
}

/// It lies beside the library: on Debian in a folder of the machine's kind.
fn mini_browser() -> Option<PathBuf> {
    let of_machines = std::fs::read_dir("/usr/lib").into_iter().flatten();
    let folders = of_machines.filter_map(|entry| Some(entry.ok()?.path()));
    folders
        .chain([PathBuf::from("/usr/libexec")])
        .flat_map(|folder| {
            ["webkit2gtk-4.1", "webkitgtk-6.0"].map(|kind| folder.join(kind).join("MiniBrowser"))
        })
        .find(|file| file.is_file())
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

fn existing(path: &str) -> Option<PathBuf> {
    Some(PathBuf::from(path)).filter(|path| path.exists())
}
