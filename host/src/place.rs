//! What the place where an element stands allows.

/// What works here. In a sandbox, what does not work fails silently: do not offer it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Something can be kept in this browser.
    pub storage: bool,
    /// A file can be saved.
    pub downloads: bool,
    /// The page can be printed.
    pub print: bool,
    /// Text can be put on the clipboard.
    pub clipboard: bool,
}

impl Capabilities {
    /// As the page's script found them, one bit each.
    pub fn from_bits(bits: u32) -> Self {
        let has = |bit: u32| bits & (1 << bit) != 0;
        Self {
            storage: has(0),
            downloads: has(1),
            print: has(2),
            clipboard: has(3),
        }
    }
}
