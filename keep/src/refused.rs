//! Why a file is not opened.

use early_action_engine::fault::Fault;
use early_action_present::Words;
use std::fmt;

/// Why a file is not opened. Nothing is opened in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing in it.
    Empty,
    /// It is larger than any file of ours.
    TooBig,
    /// It is of another kind: a picture, a document, text in another encoding.
    Foreign,
    /// A page, but none that was saved here.
    ForeignPage,
    /// Its end is missing.
    CutShort,
    /// Something in the locked part is not as it was written.
    Damaged,
    /// It holds two sets of data.
    Twice,
    /// It was written by a later version.
    Later,
    /// The passphrase is wrong, or a bit was changed.
    Passphrase,
    /// The page around the locked part is not the one it was locked in.
    PageChanged,
    /// There is not enough memory to lock or unlock.
    Memory,
    /// What it holds has faults.
    Faults(Vec<Fault>),
}

impl Refused {
    /// Its message in the locales; the attribute `hint` says what to do.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Empty => "keep-refused-empty",
            Self::TooBig => "keep-refused-big",
            Self::Foreign => "keep-refused-foreign",
            Self::ForeignPage => "keep-refused-page",
            Self::CutShort => "keep-refused-cut",
            Self::Damaged => "keep-refused-damaged",
            Self::Twice => "keep-refused-twice",
            Self::Later => "keep-refused-later",
            Self::Passphrase => "keep-refused-passphrase",
            Self::PageChanged => "keep-refused-changed",
            Self::Memory => "keep-refused-memory",
            Self::Faults(_) => "keep-refused-faults",
        }
    }

    /// What is wrong and what to do, in the words of a language.
    pub fn say(&self, words: &Words) -> (String, String) {
        let hint = words.attribute(self.id(), "hint", &[]);
        (words.word(self.id()), hint.unwrap_or_default())
    }

    /// As faults, for those who take these.
    pub fn faults(self, words: &Words, path: &str) -> Vec<Fault> {
        match self {
            Self::Faults(faults) => faults,
            other => {
                let (what, hint) = other.say(words);
                vec![Fault::without_place(path, what, hint)]
            }
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, hint) = self.say(&crate::words("en"));
        write!(f, "{what} {hint}")
    }
}

impl std::error::Error for Refused {}
