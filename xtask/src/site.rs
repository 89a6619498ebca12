//! The site in `dist/site/`: pages, one classic script, one WebAssembly file.
//!
//! # What `widgets` and `www` can rely on
//! - The crate `early-action-widgets` has `crate-type = ["cdylib", "rlib"]` and
//!   `wasm-bindgen.workspace = true` (the exact version that writes the bindings).
//! - `www/**` is copied as it is. Pages load `early-action.js` with a plain `<script src>`.
//! - `widgets/js/main.ts` is the entry of that script: bundled, minified, wrapped in one function.
//! - `import { glue } from "early-action:glue"` gives wasm-bindgen's bindings as one self-contained
//!   function: `glue()` returns a fresh `wasm_bindgen`, on a `WebAssembly` of the caller's if it is given
//!   one, and its own text is the source for a worker:
//!   `new Blob([`const wasm_bindgen = (${glue})(); ...`])`. One copy serves page and worker, without
//!   `eval`. Never call `wasm_bindgen()` without arguments: pass `{ module_or_path }` a URL, a response or a
//!   compiled module.
//! - `__WASM_FILE__` is the name of the WebAssembly file, beside the script; its name carries its hash.
//!   `__VERSION__` is the version of the workspace. Types of all three: `dist/web/glue.d.ts`.
//! - Pages are completed by [`pages`]: the way between them, a page for each model.
//! - `widgets/js/self-test/main.ts` is the entry of `self-test.js`, the script of the page that tests the
//!   others; `__SELF_TEST_FILE__` is the name of what it compares with ([`crate::self_test`]).
//! - `early-action-offline.html` is one file that carries script, styles and WebAssembly: [`offline`].
//! - `early-action-workshop.js` and its WebAssembly are the same with the workshop.
//! - `early-action-people.js` and its WebAssembly are map and plan, and nothing of the scenario.
//! - `manifest.json` lists every file with its SHA-256 and its size, raw and in brotli.

mod offline;
mod pages;

use crate::fingerprint::{Fingerprint, of_bytes, unless_done};
use crate::wasm::CRATES;
use crate::workspace::Workspace;
use crate::{process, self_test};
use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use walkdir::WalkDir;

/// Its hash in a file's name: enough that no two builds meet.
const HASH_LENGTH: usize = 12;
/// Each script: its file, where it begins below `widgets/js`, and the crate's files that it loads.
const SCRIPTS: [(&str, &str, &str); 4] = [
    ("early-action.js", "main.ts", CRATES[0].1),
    ("self-test.js", "self-test/main.ts", CRATES[0].1),
    ("early-action-workshop.js", "workshop.ts", CRATES[1].1),
    ("early-action-people.js", "people/main.ts", CRATES[2].1),
];
/// The script that the file without a network carries, and its WebAssembly.
const OFFLINE: &str = CRATES[1].1;
const MANIFEST: &str = "manifest.json";

/// One file of the site.
#[derive(Serialize, Deserialize)]
pub struct Entry {
    pub sha256: String,
    pub bytes: u64,
    pub brotli: u64,
}

pub type Manifest = BTreeMap<String, Entry>;

/// Reads what the last build wrote.
pub fn manifest(workspace: &Workspace) -> Result<Manifest> {
    let path = workspace.site().join(MANIFEST);
    let text =
        fs::read_to_string(&path).context("there is no site yet: run `cargo xtask build`")?;
    Ok(serde_json::from_str(&text)?)
}

/// Brings `dist/site/` up to date. The bindings must be there.
pub fn build(workspace: &Workspace) -> Result<()> {
    let bindings = workspace.bindings();
    let version = env!("CARGO_PKG_VERSION");
    let address = pages::address()?;
    let expected = self_test::expected(workspace)?;
    let mut inputs = Fingerprint::new()
        .folder(&workspace.root.join("www"))?
        .folder(&workspace.root.join("widgets/js"))?
        .file(&workspace.root.join("tsconfig.json"))?
        .file(&workspace.root.join("package-lock.json"))?
        .text(include_str!("site/pages.rs"))
        .text(include_str!("site/offline.rs"))
        .text(version)
        .text(&expected)
        .text(address.as_deref().unwrap_or_default());
    for (_, name) in CRATES {
        for ending in ["js", "wasm"] {
            inputs = inputs.file(&bindings.join(name).with_extension(ending))?;
        }
    }
    let fingerprint = inputs.finish();
    unless_done(&bindings.join("site.stamp"), &fingerprint, || {
        // Built beside the old one, so that a server never shows half a site.
        let next = workspace.root.join("dist/site.next");
        let _ = fs::remove_dir_all(&next);
        copy_folder(&workspace.root.join("www"), &next)?;
        let self_test = write_hashed(&next, "self-test", "json", expected.as_bytes())?;
        for (_, name) in CRATES {
            wrap_glue(&bindings, name)?;
            let wasm = fs::read(bindings.join(name).with_extension("wasm"))?;
            let wasm_file = write_hashed(&next, name, "wasm", &wasm)?;
            let names = [
                ("__VERSION__", version),
                ("__WASM_FILE__", &wasm_file),
                ("__SELF_TEST_FILE__", &self_test),
            ];
            for (script, entry, of) in SCRIPTS {
                if of == name {
                    bundle(workspace, (entry, name), &next.join(script), &names)?;
                }
            }
        }
        offline::write(&next, &bindings, OFFLINE, version)?;
        pages::complete(&next, address.as_deref())?;
        let manifest = serde_json::to_string_pretty(&describe(&next)?)?;
        fs::write(next.join(MANIFEST), manifest)?;
        let _ = fs::remove_dir_all(workspace.site());
        fs::rename(&next, workspace.site())?;
        Ok(())
    })
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let goal = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(goal)?;
        } else {
            fs::copy(entry.path(), goal)?;
        }
    }
    Ok(())
}

/// Writes a file whose name carries its hash, and returns the name.
fn write_hashed(folder: &Path, stem: &str, ending: &str, bytes: &[u8]) -> Result<String> {
    let name = format!("{stem}-{}.{ending}", &of_bytes(bytes)[..HASH_LENGTH]);
    fs::write(folder.join(&name), bytes)?;
    Ok(name)
}

fn wrap_glue(bindings: &Path, name: &str) -> Result<()> {
    let glue = fs::read_to_string(bindings.join(name).with_extension("js"))?;
    fs::write(
        bindings.join(format!("{name}.glue.js")),
        format!(
            "export function glue(WebAssembly = globalThis.WebAssembly) {{\n{glue}\nreturn wasm_bindgen;\n}}\n"
        ),
    )?;
    // The other crate's bindings are these and its own.
    let types = "/// <reference path=\"./early-action.d.ts\" />\n\
                 export function glue(webAssembly?: typeof WebAssembly): typeof wasm_bindgen;\n\
                 declare global {\n  const __WASM_FILE__: string;\n  const __SELF_TEST_FILE__: string;\n  \
                 const __VERSION__: string;\n}\n";
    Ok(fs::write(bindings.join("glue.d.ts"), types)?)
}

/// Bundles the script that begins at `entry` with the bindings of a crate; each of `names` stands for
/// a text in it.
fn bundle(
    workspace: &Workspace,
    (entry, glue): (&str, &str),
    script: &Path,
    names: &[(&str, &str)],
) -> Result<()> {
    let entry = workspace.root.join("widgets/js").join(entry);
    ensure!(
        entry.exists(),
        "{} is missing: it is where a script begins",
        entry.display()
    );
    let mut esbuild = Command::new(workspace.npm_program("esbuild"));
    esbuild
        .current_dir(&workspace.root)
        .arg(entry)
        .arg(format!("--outfile={}", script.display()))
        .args([
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2022",
            "--charset=utf8",
        ])
        .args([
            "--tsconfig=tsconfig.json",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .arg(format!(
            "--alias:early-action:glue=./dist/web/{glue}.glue.js"
        ))
        .args(
            names
                .iter()
                .map(|(name, text)| format!("--define:{name}={text:?}")),
        );
    process::run(esbuild, process::minutes(5)).context("the page's script cannot be bundled")
}

fn describe(site: &Path) -> Result<Manifest> {
    let mut names = Vec::new();
    for entry in WalkDir::new(site) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(site)?.to_string_lossy();
            names.push(name.replace('\\', "/"));
        }
    }
    let sizes = brotli_sizes(site, &names)?;
    let mut manifest = Manifest::new();
    for (name, brotli) in names.into_iter().zip(sizes) {
        let bytes = fs::read(site.join(&name))?;
        let entry = Entry {
            sha256: of_bytes(&bytes),
            bytes: bytes.len() as u64,
            brotli,
        };
        manifest.insert(name, entry);
    }
    Ok(manifest)
}

/// Node has brotli at its best setting, compiled for speed. Sizes of a draft are nobody's measure.
fn brotli_sizes(site: &Path, names: &[String]) -> Result<Vec<u64>> {
    const SCRIPT: &str = "
        const { readFileSync } = require('node:fs');
        const { brotliCompressSync, constants } = require('node:zlib');
        const quality = process.env.EARLY_ACTION_DRAFT ? 1 : 11;
        const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
        const size = (name) => brotliCompressSync(readFileSync(name), { params }).length;
        console.log(JSON.stringify(process.argv.slice(1).map(size)));";
    let mut node = Command::new("node");
    node.current_dir(site)
        .args(["--eval", SCRIPT, "--"])
        .args(names);
    Ok(serde_json::from_str(&process::read(node)?)?)
}
