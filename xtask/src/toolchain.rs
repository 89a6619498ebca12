//! Which compiler can build for the browser.

use crate::wasm::TARGET;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The Debian packages that together compile to WebAssembly.
pub const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "rust-web-src", "lld-22"];
const DEBIAN_LINKER: &str = "wasm-ld-22";

pub enum Toolchain {
    /// The ordinary compiler has the target's libraries.
    Ordinary,
    /// Debian's compiler for browsers: it builds the libraries from source.
    Debian { rustc: PathBuf },
}

impl Toolchain {
    pub fn find() -> Result<Self> {
        if ordinary_has_target() {
            return Ok(Self::Ordinary);
        }
        match debian_rustc() {
            Some(rustc)
                if on_path(DEBIAN_LINKER)
                    && Path::new("/usr/lib/rustlib/src/rust/library").exists() =>
            {
                Ok(Self::Debian { rustc })
            }
            _ => bail!("no compiler for WebAssembly: run `cargo xtask setup`"),
        }
    }

    /// Makes a `cargo build` use this compiler.
    pub fn apply(&self, cargo: &mut Command) {
        if let Self::Debian { rustc } = self {
            cargo
                .arg("-Zbuild-std=std,panic_abort")
                .arg("-Zbuild-std-features=optimize_for_size")
                .env("RUSTC", rustc)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER)
                // `cargo run` points this at the ordinary compiler's libraries.
                .env_remove("LD_LIBRARY_PATH");
        }
    }

    /// Flags that only a compiler that builds the libraries can take. A panic then is a trap without
    /// a text that nobody would see, which saves a tenth of the file.
    pub fn flags(&self) -> &'static [&'static str] {
        match self {
            Self::Ordinary => &[],
            Self::Debian { .. } => &["-Zunstable-options", "-Cpanic=immediate-abort"],
        }
    }
}

fn ordinary_has_target() -> bool {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .stderr(Stdio::null())
        .output();
    output.is_ok_and(|output| {
        output.status.success()
            && Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
    })
}

fn debian_rustc() -> Option<PathBuf> {
    let output = Command::new("dpkg")
        .args(["--listfiles", "rustc-web"])
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let listed = String::from_utf8(output.stdout).ok()?;
    listed
        .lines()
        .find(|line| line.ends_with("/bin/rustc"))
        .map(PathBuf::from)
}

/// Whether a program of this name can be started.
pub fn on_path(name: &str) -> bool {
    find_on_path(name).is_some()
}

/// Where a program of this name is.
pub fn find_on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}
