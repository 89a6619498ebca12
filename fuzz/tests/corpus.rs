//! Whatever a fuzzer found is replayed, and each target keeps its word within seconds.

use early_action_fuzz::TARGETS;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(10);

fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target);
    let entries = std::fs::read_dir(folder).expect("a corpus");
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("a file").path()).collect();
    files.sort();
    files
}

#[test]
fn the_corpus_of_every_target_is_taken_without_panic_or_hang() {
    for target in TARGETS {
        let files = corpus(target.name);
        assert!(files.len() > 5, "{} has few seeds", target.name);
        for file in files {
            let bytes = std::fs::read(&file).expect("a file of the corpus");
            let begun = Instant::now();
            (target.take)(&bytes);
            assert!(begun.elapsed() < LIMIT, "{} hangs", file.display());
        }
    }
}
