//! What is kept of each run, by its id.

use super::RunId;

/// A handful of runs at most: a list is found through as fast as any map, in less code.
pub struct Runs<T>(Vec<(RunId, T)>);

impl<T> Default for Runs<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Runs<T> {
    /// What is kept of a run.
    pub fn get(&self, run: RunId) -> Option<&T> {
        self.0
            .iter()
            .find(|(of, _)| *of == run)
            .map(|(_, kept)| kept)
    }

    /// What is kept of a run, to be changed.
    pub fn get_mut(&mut self, run: RunId) -> Option<&mut T> {
        let found = self.0.iter_mut().find(|(of, _)| *of == run);
        found.map(|(_, kept)| kept)
    }

    /// Keeps something of a run, in place of what was kept.
    pub fn insert(&mut self, run: RunId, kept: T) {
        self.remove(run);
        self.0.push((run, kept));
    }

    /// Forgets a run.
    pub fn remove(&mut self, run: RunId) {
        self.0.retain(|(of, _)| *of != run);
    }
}
