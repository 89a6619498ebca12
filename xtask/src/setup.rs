//! Installs what is missing, and says what.

use crate::browser::{self, Firefox, WebKit};
use crate::fingerprint::{Fingerprint, unless_done};
use crate::process::{self, minutes};
use crate::toolchain::{DEBIAN_PACKAGES, Toolchain, find_on_path, on_path};
use crate::wasm::TARGET;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::path::PathBuf;
use std::process::Command;

/// Of Mozilla's bridge from WebDriver to Firefox; no distribution packages it alone.
const GECKODRIVER: &str = "geckodriver@0.37.1";

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

/// Browsers of other engines, as far as they can be had.
pub fn engines(workspace: &Workspace) {
    let missing = [firefox(workspace).err(), webkit().err()];
    for error in missing.into_iter().flatten() {
        println!("setup: tests in this browser will be skipped: {error:#}");
    }
}

/// Firefox, if it can be had without asking anybody.
pub fn firefox(workspace: &Workspace) -> Result<Firefox> {
    if browser::firefox().is_none() {
        apt_install_unasked(&["firefox-esr"])?;
    }
    Ok(Firefox {
        browser: browser::firefox().context("Firefox is not installed")?,
        driver: geckodriver(workspace)?,
    })
}

/// WebKitGTK, if it can be had without asking anybody.
pub fn webkit() -> Result<WebKit> {
    if browser::webkit().is_none() {
        apt_install_unasked(&["webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "xauth"])?;
    }
    browser::webkit().context("WebKitGTK, its driver or Xvfb is not installed")
}

fn geckodriver(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(installed) = find_on_path("geckodriver") {
        return Ok(installed);
    }
    let tools = workspace.target.join("tools");
    let stamp = tools.join("geckodriver.stamp");
    unless_done(&stamp, GECKODRIVER, || {
        println!("setup: building {GECKODRIVER}, which takes a minute or two");
        let mut cargo = Command::new("cargo");
        // It only passes words on: to optimise it takes minutes and gains nothing.
        cargo.args(["install", "--quiet", "--locked", "--force", "--debug"]);
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "false").arg("--root");
        cargo.arg(&tools).arg(GECKODRIVER);
        process::run(cargo, minutes(15))
    })?;
    Ok(tools.join("bin/geckodriver"))
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
    for mut command in apt_commands(packages, &["sudo"])? {
        ensure!(command.status()?.success(), "`apt-get` failed");
    }
    Ok(())
}

/// For what a run can do without: nobody is asked for a password, and it does not take for ever.
fn apt_install_unasked(packages: &[&str]) -> Result<()> {
    ensure!(on_debian(), "{} is not installed", packages[0]);
    for command in apt_commands(packages, &["sudo", "--non-interactive"])? {
        process::run(command, minutes(10))?;
    }
    Ok(())
}

fn apt_commands(packages: &[&str], sudo: &[&str]) -> Result<[Command; 2]> {
    println!("setup: installing Debian packages: {}", packages.join(" "));
    // Without --no-remove, Debian's compiler for browsers would replace its ordinary one.
    let install = [
        "install",
        "-qq",
        "--yes",
        "--no-remove",
        "--no-install-recommends",
    ];
    let root: &[&str] = if is_root()? {
        &[]
    } else {
        ensure!(
            on_path("sudo"),
            "run this as root, or install sudo, so that Debian packages can be installed"
        );
        sudo
    };
    let apt_get = |args: &[&str]| {
        let environment: &[&str] = &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        let words = [root, environment, args].concat();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        command
    };
    Ok([
        apt_get(&["update", "-qq"]),
        apt_get(&[&install, packages].concat()),
    ])
}

fn is_root() -> Result<bool> {
    let output = Command::new("id")
        .arg("-u")
        .output()
        .context("cannot start `id`")?;
    Ok(output.stdout.trim_ascii() == b"0")
}
