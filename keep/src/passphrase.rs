//! A passphrase: one spelling whatever the keyboard, and what to say of a weak one.

use early_action_engine::envelope::Envelope;
use zeroize::Zeroizing;

/// Below this many characters, a passphrase is said to be short.
const SHORT: usize = 12;

/// A passphrase, wiped from memory when it is dropped. It is never kept.
pub struct Passphrase(Zeroizing<String>);

/// Why a passphrase is easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// There is none.
    Empty,
    /// It has fewer than twelve characters.
    Short,
    /// It repeats few characters.
    Repeated,
    /// It is little more than a name that stands in the file.
    Name,
}

impl Weakness {
    /// Its message in the locales.
    pub fn id(self) -> &'static str {
        match self {
            Self::Empty => "keep-passphrase-empty",
            Self::Short => "keep-passphrase-short",
            Self::Repeated => "keep-passphrase-repeated",
            Self::Name => "keep-passphrase-name",
        }
    }
}

impl Passphrase {
    /// A passphrase as somebody typed it. Keyboards write é, ﬁ or a wide letter in several ways,
    /// and phones add a blank after a word: NFKC, blanks at the ends dropped, others made one.
    #[cfg(feature = "normalise")]
    pub fn new(typed: &str) -> Self {
        use unicode_normalization::UnicodeNormalization;
        Self::normalised(&Zeroizing::new(typed.nfkc().collect::<String>()))
    }

    /// A passphrase whose text is in NFKC already, as a browser's `normalize` gives it.
    pub fn normalised(text: &str) -> Self {
        let mut plain = Zeroizing::new(String::with_capacity(text.len()));
        for word in text.split_whitespace() {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.push_str(word);
        }
        Self(plain)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Why it is easy to guess, if it is. Only an empty one is refused: the choice is the family's.
    pub fn weakness(&self, envelope: &Envelope) -> Option<Weakness> {
        let letters: Vec<char> = self.0.chars().flat_map(char::to_lowercase).collect();
        let mut different = letters.clone();
        different.sort_unstable();
        different.dedup();
        if letters.is_empty() {
            Some(Weakness::Empty)
        } else if letters.len() < SHORT {
            Some(Weakness::Short)
        } else if different.len() < 5 {
            Some(Weakness::Repeated)
        } else if self.is_a_name(envelope, letters.len()) {
            Some(Weakness::Name)
        } else {
            None
        }
    }

    /// Whether names of the file make up most of it.
    fn is_a_name(&self, envelope: &Envelope, length: usize) -> bool {
        let lower = self.0.to_lowercase();
        let names = envelope
            .records()
            .filter_map(|(_, record)| record.text("name"));
        names
            .flat_map(str::split_whitespace)
            .map(str::to_lowercase)
            .filter(|name| name.chars().count() > 2 && lower.contains(name.as_str()))
            .any(|name| 2 * name.chars().count() >= length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        String::from_utf8(Passphrase::new(text).bytes().to_vec()).unwrap()
    }

    #[test]
    fn a_passphrase_is_one_whatever_the_keyboard() {
        // Composed and not, ligature, wide letters, blanks of several kinds.
        assert_eq!(said("cafe\u{301} ﬁre"), said("café fire"));
        assert_eq!(said("Ａｂｃ\u{3000}d"), "Abc d");
        assert_eq!(said("  plum\u{a0}kettle \t river "), "plum kettle river");
        assert_ne!(said("Plum"), said("plum"), "capitals count");
    }

    #[test]
    fn a_weak_passphrase_is_told_why() {
        let text = r#"{"early_action":1,"voices":[{"id":"v","name":"Rosalind Smith"}]}"#;
        let envelope = Envelope::parse(text).unwrap();
        let weakness = |text: &str| Passphrase::new(text).weakness(&envelope);
        assert_eq!(weakness("  "), Some(Weakness::Empty));
        assert_eq!(weakness("plum kettle"), Some(Weakness::Short));
        assert_eq!(weakness("aaaaaaaabbbbbbbb"), Some(Weakness::Repeated));
        assert_eq!(weakness("rosalind2014"), Some(Weakness::Name));
        assert_eq!(weakness("plum kettle river"), None);
    }
}
