//! The pseudo-locale: English that is plainly not English, and a third longer.

use std::borrow::Cow;

/// Accents every vowel and some consonants, and lengthens each text by about a third, as
/// translations do. A letter that is left plain has not come through here.
pub fn accented(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut letters = 0;
    for c in text.chars() {
        out.push(accent(c));
        if c.is_alphabetic() {
            letters += 1;
            if letters % 3 == 0 {
                out.extend(c.to_lowercase().map(accent));
            }
        }
    }
    Cow::Owned(out)
}

fn accent(c: char) -> char {
    match c {
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
    }
}
