//! The file families can keep.
//!
//! One HTML file: a plain page that reads with script off, prints, asks nothing of anybody, and
//! holds map and plan for opening them again; or, locked with a passphrase, a page that says only
//! how to open it. No clock, no randomness and no browser here: callers bring the address, fresh
//! random bytes and what the page shows.
//!
//! - [`page`] writes an open file, [`lock`] a locked one, [`open`] reads either, or the data alone.
//! - [`tell`] says a map and a plan in words, as [`Block`]s; a drawing may stand among them.
//! - [`fhir`] and [`table`] write the plan for other programs.
//!
//! The reference is `docs/reference/keeping.md`.

mod base64;
pub mod fhir;
mod open;
mod page;
mod passphrase;
mod refused;
mod seal;
pub mod table;
pub mod tell;

pub use open::{Locked, MAX_FILE, Opened, open};
pub use page::{About, Block};
pub use passphrase::{Passphrase, Weakness};
pub use refused::Refused;
pub use seal::{Chance, Cost, Key, Recipe, work_out};

use early_action_engine::envelope::Envelope;
use early_action_present::Words;
use early_action_present::words::{KEEPING, PEOPLE};

/// Locked data are filled up with blanks to a multiple of this, so that their length tells little.
const GRAIN: usize = 4_096;

/// The words of maps and plans in a language, with those for keeping.
pub fn words(lang: &str) -> Words {
    Words::only(lang, PEOPLE).with_resources(KEEPING)
}

/// An open file: what the blocks show, and map and plan as data.
pub fn page(envelope: &Envelope, words: &Words, about: &About, blocks: &[Block]) -> String {
    let frame = page::open_page(words, about, blocks);
    // What is written holds no `<`: nothing in it can end the element.
    [frame.before, envelope.write(), frame.after].concat()
}

/// A locked file.
///
/// # Errors
/// There is no passphrase, or not enough memory.
pub fn lock(
    envelope: &Envelope,
    words: &Words,
    about: &About,
    passphrase: &Passphrase,
    chance: &Chance,
) -> Result<String, Refused> {
    if passphrase.is_empty() {
        return Err(Refused::Passphrase);
    }
    let key = Recipe::fresh(chance).key(passphrase)?;
    lock_with(envelope, words, about, &key, chance)
}

/// A locked file, by a key that was worked out beforehand from [`Recipe::fresh`].
///
/// # Errors
/// There is not enough memory.
pub fn lock_with(
    envelope: &Envelope,
    words: &Words,
    about: &About,
    key: &Key,
    chance: &Chance,
) -> Result<String, Refused> {
    let mut content = zeroize::Zeroizing::new(envelope.write());
    let filled = content.len().next_multiple_of(GRAIN);
    let blanks = filled - content.len();
    content.extend(std::iter::repeat_n(' ', blanks));
    let frame = page::locked_page(words, about);
    let mark = open::mark(&frame.before, &frame.after);
    let sealed = seal::lock(content.as_bytes(), key, chance.nonce, &mark)?;
    let data = [
        open::LOCKED_START,
        &base64::encode(&sealed),
        open::LOCKED_END,
    ]
    .concat();
    Ok([frame.before, data, frame.after].concat())
}
