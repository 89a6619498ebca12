//! The pseudo-locale: English that is plainly not English, and a third longer.

use std::borrow::Cow;

/// Accents every vowel and some consonants, and lengthens each text by about a third, as
/// translations do.
pub fn accented(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut letters = 0;
    for c in text.chars() {
        let accented = match c {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ó',
            'u' => 'ú',
            'w' => 'ŵ',
            'y' => 'ŷ',
            'n' => 'ñ',
            'c' => 'ç',
            'A' => 'Á',
            'E' => 'É',
            'I' => 'Í',
            'O' => 'Ó',
            'U' => 'Ú',
            other => other,
        };
        out.push(accented);
        if c.is_alphabetic() {
            letters += 1;
            if letters % 3 == 0 {
                out.push(accented.to_lowercase().next().unwrap_or(accented));
            }
        }
    }
    Cow::Owned(out)
}
