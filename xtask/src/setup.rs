//! Installs what is missing, and says what.

use crate::browser;
use crate::fingerprint::{Fingerprint, unless_done};
use crate::toolchain::{DEBIAN_PACKAGES, Toolchain, on_path};
use crate::wasm::TARGET;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail, ensure};
use std::process::Command;

/// All that any task needs.
pub fn everything(workspace: &Workspace) -> Result<()> {
    for_building(workspace)?;
    for_testing()
}

/// A compiler for WebAssembly, and the npm packages.
pub fn for_building(workspace: &Workspace) -> Result<()> {
    compiler()?;
    npm_packages(workspace)
}

/// A browser.
pub fn for_testing() -> Result<()> {
    if browser::find().is_some() {
        return Ok(());
    }
    ensure!(
        on_debian(),
        "no browser: install Chromium or Chrome, or name its program in CHROMIUM"
    );
    apt_install(&["chromium", "fonts-liberation"])
}

fn compiler() -> Result<()> {
    if Toolchain::find().is_ok() {
        return Ok(());
    }
    if on_debian() && apt_install(&DEBIAN_PACKAGES).is_ok() {
        return Ok(());
    }
    ensure!(
        on_path("rustup"),
        "no compiler for WebAssembly: install rustup, or on Debian {}",
        DEBIAN_PACKAGES.join(" ")
    );
    println!("setup: adding the {TARGET} target to the Rust toolchain");
    let status = Command::new("rustup")
        .args(["target", "add", TARGET])
        .status()?;
    ensure!(status.success(), "rustup cannot add the target {TARGET}");
    Ok(())
}

fn npm_packages(workspace: &Workspace) -> Result<()> {
    let lock = workspace.root.join("package-lock.json");
    let modules = workspace.root.join("node_modules");
    let fingerprint = Fingerprint::new().file(&lock)?.finish();
    unless_done(&modules.join(".installed"), &fingerprint, || {
        ensure!(
            on_path("npm"),
            "npm is missing: install Node.js 20 or later"
        );
        println!("setup: installing npm packages");
        let status = Command::new("npm")
            .args(["ci", "--ignore-scripts", "--silent"])
            .current_dir(&workspace.root)
            .status()
            .context("cannot start npm")?;
        ensure!(status.success(), "`npm ci` failed");
        Ok(())
    })
}

fn on_debian() -> bool {
    on_path("apt-get") && on_path("dpkg")
}

fn apt_install(packages: &[&str]) -> Result<()> {
    println!("setup: installing Debian packages: {}", packages.join(" "));
    apt_get(&["update", "-qq"])?;
    // Without --no-remove, Debian's compiler for browsers would replace its ordinary one.
    let options = [
        "install",
        "-qq",
        "--yes",
        "--no-remove",
        "--no-install-recommends",
    ];
    apt_get(&[&options, packages].concat())
}

fn apt_get(args: &[&str]) -> Result<()> {
    let mut command = if is_root()? {
        Command::new("env")
    } else {
        ensure!(
            on_path("sudo"),
            "run this as root, or install sudo, so that Debian packages can be installed"
        );
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(args);
    if !command.status()?.success() {
        bail!("`apt-get {}` failed", args.join(" "));
    }
    Ok(())
}

fn is_root() -> Result<bool> {
    let output = Command::new("id")
        .arg("-u")
        .output()
        .context("cannot start `id`")?;
    Ok(output.stdout.trim_ascii() == b"0")
}
