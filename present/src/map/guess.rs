//! What somebody typed about a person: who, of which kind, how close. A guess, to be corrected.

use crate::Words;
use early_action_engine::network::KINDS;

/// A person as far as one line of text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Name, initials or role.
    pub name: String,
    /// What stood in brackets or after a comma.
    pub role: Option<String>,
    /// One of the usual kinds.
    pub kind: Option<&'static str>,
    /// Closeness, 1 the closest.
    pub ring: Option<u8>,
}

/// The ring where those of a kind usually stand.
fn usual_ring(kind: &str) -> u8 {
    match kind {
        "pet" => 1,
        "family" | "friend" => 2,
        _ => 3,
    }
}

/// Reads one line: a name, with what else is known in brackets or after commas, semicolons or tabs.
/// `None` if there is no name.
pub fn draft(words: &Words, line: &str) -> Option<Draft> {
    let mut parts = line
        .split([',', ';', '\t', '(', ')'])
        .map(|part| part.trim().trim_matches(['-', '–', '*', '•']).trim())
        .filter(|part| !part.is_empty());
    let mut draft = Draft {
        name: parts.next()?.to_owned(),
        ..Draft::default()
    };
    let mut said = Vec::new();
    for part in parts {
        let plain = part.to_lowercase();
        if let Some(ring) = named_ring(words, &plain) {
            draft.ring = Some(ring);
        } else if let Some(kind) = named_kind(words, &plain) {
            draft.kind = Some(kind);
        } else {
            said.push(part);
        }
    }
    draft.role = (!said.is_empty()).then(|| said.join(", "));
    let about = [draft.role.as_deref().unwrap_or(""), &draft.name].join(" ");
    let about = about.to_lowercase();
    draft.kind = draft.kind.or_else(|| guessed_kind(words, &about));
    draft.ring = draft.ring.or_else(|| {
        let kind = draft.kind?;
        let is_closest = matches!(kind, "family" | "friend")
            && longest(words, "guess-closest", &about).is_some();
        Some(if is_closest { 1 } else { usual_ring(kind) })
    });
    Some(draft)
}

/// Every line that names somebody. Bullets and numbers before names are left out.
pub fn drafts(words: &Words, text: &str) -> Vec<Draft> {
    let unnumbered = |line: &str| {
        let line = line.trim();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = rest.len() < line.len() && rest.starts_with(['.', ')', ':']);
        if is_number {
            rest[1..].to_owned()
        } else {
            line.to_owned()
        }
    };
    text.lines()
        .filter_map(|line| draft(words, &unnumbered(line)))
        .collect()
}

fn named_ring(words: &Words, part: &str) -> Option<u8> {
    (1..=5).find(|ring| {
        part == ring.to_string() || listed(words, &format!("guess-ring-{ring}")).any(|w| w == part)
    })
}

fn named_kind(words: &Words, part: &str) -> Option<&'static str> {
    KINDS
        .into_iter()
        .find(|kind| *kind == part || words.word(&format!("kind-{kind}")) == part)
}

/// The kind whose longest word stands in the text as whole words.
fn guessed_kind(words: &Words, text: &str) -> Option<&'static str> {
    let found = KINDS.into_iter().filter_map(|kind| {
        let length = longest(words, &format!("guess-{kind}"), text)?;
        Some((length, kind))
    });
    // Of equal length, the kind that comes first.
    found
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, kind)| kind)
}

fn longest(words: &Words, id: &str, text: &str) -> Option<usize> {
    listed(words, id)
        .filter(|word| stands_in(word, text))
        .map(|word| word.len())
        .max()
}

fn listed(words: &Words, id: &str) -> impl Iterator<Item = String> + use<> {
    let list = words.word(id);
    let items: Vec<String> = list
        .split(',')
        .map(|word| word.trim().to_lowercase())
        .collect();
    items.into_iter()
}

fn stands_in(word: &str, text: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        is_edge(text[..at].chars().next_back()) && is_edge(text[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::PEOPLE;

    fn guess(line: &str) -> (String, Option<&'static str>, Option<u8>) {
        let draft = draft(&Words::only("en", PEOPLE), line).unwrap();
        (draft.name, draft.kind, draft.ring)
    }

    #[test]
    fn kind_and_ring_are_guessed_from_the_words_of_a_line() {
        for (line, name, kind, ring) in [
            ("Mum", "Mum", "family", 1),
            ("Aunt May", "Aunt May", "family", 2),
            ("Sue (social worker)", "Sue", "worker", 3),
            ("Mr Khan, head teacher, close", "Mr Khan", "worker", 2),
            ("Rex the dog", "Rex the dog", "pet", 1),
            ("youth worker Tom", "youth worker Tom", "worker", 3),
            ("- Ali; friend; 1", "Ali", "friend", 1),
            ("Boxing club", "Boxing club", "group", 3),
            ("Best friend Kay", "Best friend Kay", "friend", 1),
        ] {
            assert_eq!(guess(line), (name.into(), Some(kind), Some(ring)), "{line}");
        }
    }

    #[test]
    fn nothing_is_guessed_from_part_of_a_word() {
        // "Nancy" holds "nan", "Dadich" holds "dad", "Pat" is nobody's pet.
        for line in ["Nancy", "Dadich", "Pat", "J.R."] {
            assert_eq!(guess(line), (line.into(), None, None));
        }
    }

    #[test]
    fn a_list_of_names_is_read_whatever_stands_before_them() {
        let words = Words::only("en", PEOPLE);
        let list = drafts(
            &words,
            "1. Mum\n\n 2) Dad\n• Gran (closest)\n\tSue, social worker\r\n",
        );
        let names: Vec<&str> = list.iter().map(|draft| draft.name.as_str()).collect();
        assert_eq!(names, ["Mum", "Dad", "Gran", "Sue"]);
        assert_eq!(list[3].role.as_deref(), Some("social worker"));
    }
}
