//! One file that needs no network: `offline.html` with styles, script and WebAssembly within.

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::Path;

const TEMPLATE: &str = "offline.html";
const FILE: &str = "early-action-offline.html";
const STYLE: &str = "<!-- style -->";
const SCRIPTS: &str = "<!-- scripts -->";
const VERSION: &str = "{{version}}";

/// Writes the file from its template in the site, which goes.
pub fn write(site: &Path, bindings: &Path, name: &str, version: &str) -> Result<()> {
    let template = fs::read_to_string(site.join(TEMPLATE)).context("www/offline.html")?;
    fs::remove_file(site.join(TEMPLATE))?;
    let style = fs::read_to_string(site.join("site.css"))?;
    let script = fs::read_to_string(site.join(name).with_extension("js"))?;
    let wasm = fs::read(bindings.join(name).with_extension("wasm"))?;
    let page = assemble(&template, &style, &script, &wasm, version)?;
    Ok(fs::write(site.join(FILE), page)?)
}

fn assemble(
    template: &str,
    style: &str,
    script: &str,
    wasm: &[u8],
    version: &str,
) -> Result<String> {
    // What could end its element early, or begin a comment that hides its end.
    let style_is_safe = !style.contains("</");
    let script_is_safe = !["</script", "<!--"]
        .iter()
        .any(|end| script.to_lowercase().contains(end));
    ensure!(
        style_is_safe,
        "site.css holds `</`: it cannot stand within a page"
    );
    ensure!(
        script_is_safe,
        "the script cannot stand within a page: it holds `</script` or `<!--`"
    );
    for mark in [STYLE, SCRIPTS, VERSION] {
        ensure!(
            template.matches(mark).count() == 1,
            "www/{TEMPLATE} must hold {mark} once"
        );
    }
    let scripts = format!(
        "<script type=\"application/wasm+base64\">{}</script>\n    <script>{script}</script>",
        STANDARD.encode(wasm)
    );
    Ok(template
        .replace(VERSION, version)
        .replace(STYLE, &format!("<style>\n{style}    </style>"))
        .replace(SCRIPTS, &scripts))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><!-- style --></head>{{version}}<!-- scripts -->";

    #[test]
    fn the_file_carries_all_that_it_needs() {
        let page = assemble(PAGE, "p{}", "run();", b"\0asm", "1.2").unwrap();
        assert!(page.contains("<style>\np{}"));
        assert!(page.contains("<script type=\"application/wasm+base64\">AGFzbQ==</script>"));
        assert!(page.ends_with("<script>run();</script>"));
        assert!(page.contains("</head>1.2"));
    }

    #[test]
    fn what_would_end_its_element_early_is_refused() {
        for script in ["a='</SCRIPT>'", "b='<!--'"] {
            assert!(assemble(PAGE, "", script, b"", "1").is_err(), "{script}");
        }
        assert!(assemble(PAGE, "</style>", "", b"", "1").is_err());
        assert!(assemble("no marks", "", "", b"", "1").is_err());
    }
}
