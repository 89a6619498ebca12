//! Where things are.

use std::path::{Path, PathBuf};

/// The folders that the tasks read and write.
pub struct Workspace {
    pub root: PathBuf,
    /// Cargo's output.
    pub target: PathBuf,
}

impl Workspace {
    /// Finds the workspace through the variable that `cargo run` sets.
    pub fn find() -> anyhow::Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .ok_or_else(|| anyhow::anyhow!("start this as `cargo xtask`"))?;
        let root = Path::new(&manifest)
            .parent()
            .ok_or_else(|| anyhow::anyhow!("xtask lies in no workspace"))?
            .to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The finished site, as any web server would serve it.
    pub fn site(&self) -> PathBuf {
        self.root.join("dist/site")
    }

    /// Bindings and optimised WebAssembly, before bundling.
    pub fn bindings(&self) -> PathBuf {
        self.root.join("dist/web")
    }

    pub fn logs(&self) -> PathBuf {
        self.target.join("xtask-logs")
    }

    /// A program that npm installed.
    pub fn npm_program(&self, name: &str) -> PathBuf {
        self.root.join("node_modules/.bin").join(name)
    }
}
