//! The widgets, compiled to WebAssembly: rustc, then wasm-bindgen, then wasm-opt.
//!
//! Leaves in `dist/web/`, for each of [`CRATES`] and for [`PROOF`]:
//! - `NAME.wasm`: optimised.
//! - `NAME.js`, `NAME.d.ts`: wasm-bindgen's classic (`no-modules`) glue, which defines the global
//!   `wasm_bindgen`. Node can run it too: `initSync({ module })` takes the bytes.

use crate::fingerprint::{Fingerprint, unless_done};
use crate::process;
use crate::toolchain::Toolchain;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

pub const TARGET: &str = "wasm32-unknown-unknown";
pub const TARGET_FEATURES: &str = "+simd128";

/// What is compiled: a crate, and the name of its files. The second is the first and the workshop's
/// scenes, so that no ordinary page carries these; the third is map and plan alone.
pub const CRATES: [(&str, &str); 3] = [
    ("early-action-widgets", "early-action"),
    ("early-action-workshop", "early-action-workshop"),
    ("early-action-people", "early-action-people"),
];

/// Compiled apart from the others, as it needs more of the engine than pages carry, and no page loads
/// it: it shows that persons are the same in Node and in browsers.
const PROOF: (&str, &str) = ("early-action-proof", "early-action-proof");

/// The features that rustc turns on by itself, and SIMD. All that wasm-opt knows would be more than
/// browsers do. What LLVM has optimised gains nothing at a higher level, and packs worse by a twentieth.
pub const OPTIMISE: [&str; 10] = [
    "-O1",
    // The linker puts no data into the first kilobyte.
    "--low-memory-unused",
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-producers",
];

/// Whether to compile for looking and trying: in seconds, to files several times as large and slow.
fn is_draft() -> bool {
    std::env::var_os("EARLY_ACTION_DRAFT").is_some()
}

/// Brings `dist/web/` up to date.
pub fn build(workspace: &Workspace) -> Result<()> {
    finish(workspace, &CRATES)?;
    // A draft is for looking at pages.
    if is_draft() {
        return Ok(());
    }
    finish(workspace, &[PROOF])
}

/// Brings the files of some crates up to date, compiled together.
fn finish(workspace: &Workspace, crates: &[(&str, &str)]) -> Result<()> {
    let compiled = compile(workspace, crates)?;
    let folder = workspace.bindings();
    std::fs::create_dir_all(&folder)?;
    for (package, name) in crates {
        let compiled = compiled
            .join(package.replace('-', "_"))
            .with_extension("wasm");
        let fingerprint = Fingerprint::new()
            .file(&compiled)?
            .file(&workspace.root.join("package-lock.json"))?
            .file(&workspace.root.join("Cargo.lock"))?
            .text(OPTIMISE.join(" "))
            .finish();
        unless_done(&folder.join(format!("{name}.stamp")), &fingerprint, || {
            bind(&compiled, &folder, name)?;
            optimise(workspace, &folder, name)
        })?;
    }
    Ok(())
}

/// Compiles crates at once; gives the folder that they are left in.
fn compile(workspace: &Workspace, crates: &[(&str, &str)]) -> Result<PathBuf> {
    let toolchain = Toolchain::find()?;
    // A folder of its own: other flags and another compiler must not make native builds start anew.
    let target = workspace.target.join("web");
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&workspace.root)
        .args(["build", "--quiet", "--lib"])
        .args(
            crates
                .iter()
                .flat_map(|(package, _)| ["--package", package]),
        )
        .args(["--target", TARGET, "--profile", profile()])
        .arg("--target-dir")
        .arg(&target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags(workspace, &toolchain));
    toolchain.apply(&mut cargo);
    process::run(cargo, process::minutes(30))
        .context("what pages need does not compile to WebAssembly")?;
    Ok(target.join(TARGET).join(profile()))
}

fn profile() -> &'static str {
    if is_draft() { "draft" } else { "wasm" }
}

/// Machine paths would reach panic messages, and with them the file's hash.
fn flags(workspace: &Workspace, toolchain: &Toolchain) -> String {
    let mut flags = vec!["-C".to_owned(), format!("target-feature={TARGET_FEATURES}")];
    // Leptos then keeps one compiled view for all nestings of elements, not one for each.
    flags.push("--cfg=erase_components".to_owned());
    flags.extend(toolchain.flags().iter().map(|flag| (*flag).to_owned()));
    let mut rename =
        |from: &Path, to: &str| flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    rename(&workspace.root, ".");
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        rename(&home, "cargo");
    }
    flags.join("\x1f")
}

fn bind(compiled: &Path, folder: &Path, name: &str) -> Result<()> {
    Bindgen::new()
        .input_path(compiled)
        .out_name(name)
        .no_modules(true)?
        .typescript(true)
        .remove_name_section(true)
        .generate(folder)
        .context("wasm-bindgen cannot write the bindings")
}

fn optimise(workspace: &Workspace, folder: &Path, name: &str) -> Result<()> {
    let bound = folder.join(format!("{name}_bg.wasm"));
    let optimised = folder.join(name).with_extension("wasm");
    if is_draft() {
        return Ok(std::fs::rename(bound, optimised)?);
    }
    let mut wasm_opt = Command::new(workspace.npm_program("wasm-opt"));
    wasm_opt.args(OPTIMISE).arg(&bound).arg("-o").arg(optimised);
    process::run(wasm_opt, process::minutes(15))?;
    std::fs::remove_file(bound)?;
    Ok(())
}
