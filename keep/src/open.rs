//! Reading a file back: a kept page, locked or not, or the data alone.

use crate::base64;
use crate::page::{DATA_END, DATA_START};
use crate::passphrase::Passphrase;
use crate::refused::Refused;
use crate::seal::{Key, Recipe, Sealed};
use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use early_action_engine::envelope::{Envelope, MAX_BYTES};

/// Largest page: data of the largest size, once more as they are seen, and locked in base64.
pub const MAX_FILE: usize = 3 * MAX_BYTES;

/// How locked data begin and end, in a page or alone.
pub(crate) const LOCKED_START: &str = "{\"early_action_locked\":1,\"data\":\"";
pub(crate) const LOCKED_END: &str = "\"}";
/// How they begin in any version.
const LOCKED: &str = "{\"early_action_locked\":";

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub enum Opened {
    /// Map and plan.
    Plain(Envelope),
    /// Map and plan under a passphrase.
    Locked(Locked),
}

/// A locked file. Reading its header costs nothing; unlocking takes a second or so.
#[derive(Clone, Debug)]
pub struct Locked {
    sealed: Sealed,
    is_page_changed: bool,
}

impl Locked {
    /// Opens it.
    ///
    /// # Errors
    /// The passphrase is wrong or a bit of the file was changed; the page around the data is not
    /// the one that they were locked in (see [`Locked::unlock_from_changed_page`]).
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<Envelope, Refused> {
        if self.is_page_changed {
            return Err(Refused::PageChanged);
        }
        self.unlock_from_changed_page(passphrase)
    }

    /// Opens it though the page around the data was changed, as browsers do that save a page anew.
    /// The data themselves are still known to be as they were locked.
    ///
    /// # Errors
    /// The passphrase is wrong or a bit of the data was changed.
    pub fn unlock_from_changed_page(&self, passphrase: &Passphrase) -> Result<Envelope, Refused> {
        self.unlock_with(&self.recipe().key(passphrase)?)
    }

    /// What its key is worked out from, for whoever does that elsewhere.
    pub fn recipe(&self) -> Recipe {
        self.sealed.recipe()
    }

    /// Opens it with its key, whether the page around was changed or not.
    ///
    /// # Errors
    /// The passphrase was wrong or a bit of the data was changed.
    pub fn unlock_with(&self, key: &Key) -> Result<Envelope, Refused> {
        let content = self.sealed.unlock(key)?;
        let text = std::str::from_utf8(&content).map_err(|_| Refused::Damaged)?;
        Envelope::parse(text).map_err(Refused::Faults)
    }

    /// Whether the page around the data is not the one that they were locked in.
    pub fn is_page_changed(&self) -> bool {
        self.is_page_changed
    }
}

/// Reads a file, whatever its name says it is.
///
/// # Errors
/// One plain reason, or every fault of what it holds.
pub fn open(bytes: &[u8]) -> Result<Opened, Refused> {
    if bytes.len() > MAX_FILE {
        return Err(Refused::TooBig);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        // Cut within a letter: all before it is text.
        None => Refused::CutShort,
        Some(_) => Refused::Foreign,
    })?;
    if text.contains('\0') {
        return Err(Refused::Foreign);
    }
    // Mail programs and editors may change how lines end.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = &text.replace("\r\n", "\n");
    match text.trim_start().chars().next() {
        None => Err(Refused::Empty),
        Some('{') => data("", text.trim(), ""),
        Some('<') => page(text),
        Some(_) => Err(Refused::Foreign),
    }
}

/// The data of a page: the content of its one data element.
fn page(text: &str) -> Result<Opened, Refused> {
    let Some(end_of_tag) = data_element(text, 0) else {
        let is_ours = text.contains("early-action-data") || text.contains("early_action");
        let is_whole = text.to_ascii_lowercase().contains("</html");
        return Err(match (is_ours, is_whole) {
            (true, _) | (false, false) => Refused::CutShort,
            (false, true) => Refused::ForeignPage,
        });
    };
    let Some(length) = text[end_of_tag..].find(DATA_END) else {
        return Err(Refused::CutShort);
    };
    let end = end_of_tag + length;
    if data_element(text, end).is_some() {
        return Err(Refused::Twice);
    }
    let inner = &text[end_of_tag..end];
    if !text[end..].to_ascii_lowercase().contains("</html") {
        return Err(Refused::CutShort);
    }
    data(&text[..end_of_tag], inner, &text[end..])
}

/// Where the tag of the data element ends. Browsers that save a page anew may order and
/// quote its attributes in their own way.
fn data_element(text: &str, from: usize) -> Option<usize> {
    if let Some(at) = text[from..].find(DATA_START) {
        return Some(from + at + DATA_START.len());
    }
    let mut at = from;
    while let Some(found) = text[at..].find("<script") {
        let start = at + found;
        let end = start + text[start..].find('>')? + 1;
        let tag = &text[start..end];
        if [
            "\"early-action-data\"",
            "'early-action-data'",
            "=early-action-data",
        ]
        .iter()
        .any(|id| tag.contains(id))
        {
            return Some(end);
        }
        at = end;
    }
    None
}

fn data(before: &str, inner: &str, after: &str) -> Result<Opened, Refused> {
    if let Some(rest) = inner.strip_prefix(LOCKED) {
        let Some(sealed) = inner
            .strip_prefix(LOCKED_START)
            .and_then(|rest| rest.strip_suffix(LOCKED_END))
        else {
            return Err(match rest.starts_with("1,") {
                true if !rest.ends_with(LOCKED_END) => Refused::CutShort,
                true => Refused::Damaged,
                false => Refused::Later,
            });
        };
        let sealed = Sealed::read(base64::decode(sealed).ok_or(Refused::Damaged)?)?;
        let is_page_changed = sealed.mark() != mark(before, after);
        return Ok(Opened::Locked(Locked {
            sealed,
            is_page_changed,
        }));
    }
    Envelope::parse(inner)
        .map(Opened::Plain)
        .map_err(Refused::Faults)
}

/// The mark of the page around locked data.
pub(crate) fn mark(before: &str, after: &str) -> [u8; 32] {
    let mut hash = Blake2b::<U32>::new();
    // The length tells the two parts apart.
    hash.update((before.len() as u64).to_le_bytes());
    hash.update(before);
    hash.update(after);
    hash.finalize().into()
}
