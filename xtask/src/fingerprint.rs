//! Content hashes: what a file's name carries, and how a step knows that nothing changed.

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::Path;
use walkdir::WalkDir;

/// The hash of some bytes, in hexadecimal.
pub fn of_bytes(bytes: &[u8]) -> String {
    Fingerprint::new().text(bytes).finish()
}

/// A hash over everything that one step reads.
pub struct Fingerprint(Sha256);

impl Fingerprint {
    pub fn new() -> Self {
        Self(Sha256::new())
    }

    pub fn text(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.0.update(bytes);
        self
    }

    pub fn file(mut self, path: &Path) -> Result<Self> {
        let bytes =
            std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        Ok(self)
    }

    /// Every file below a folder, names included.
    pub fn folder(mut self, folder: &Path) -> Result<Self> {
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                self.0.update(
                    entry
                        .path()
                        .strip_prefix(folder)?
                        .as_os_str()
                        .as_encoded_bytes(),
                );
                self = self.file(entry.path())?;
            }
        }
        Ok(self)
    }

    pub fn finish(self) -> String {
        self.0
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// Runs a step unless the stamp it left last time carries the same fingerprint.
pub fn unless_done(
    stamp: &Path,
    fingerprint: &str,
    step: impl FnOnce() -> Result<()>,
) -> Result<()> {
    if std::fs::read_to_string(stamp).is_ok_and(|last| last == fingerprint) {
        return Ok(());
    }
    // A step that fails half-way must run again.
    let _ = std::fs::remove_file(stamp);
    step()?;
    std::fs::write(stamp, fingerprint).with_context(|| format!("cannot write {}", stamp.display()))
}
