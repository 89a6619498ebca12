//! A scenario in the fragment of an address: what a share link restores.

use std::fmt::Write as _;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Id of the model.
    pub model: String,
    /// Hash of the model's content when the link was made.
    pub hash: String,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub draws: usize,
    /// The strategy that was shown.
    pub strategy: String,
    /// Overrides, as `--set` writes them.
    pub set: Vec<String>,
}

/// Marks a fragment as ours and names the model.
const KEY: &str = "early-action";

impl Link {
    /// As a fragment, without `#`.
    pub fn encode(&self) -> String {
        let mut out = String::new();
        for (key, value) in [
            (KEY, self.model.clone()),
            ("seed", self.seed.to_string()),
            ("draws", self.draws.to_string()),
            ("strategy", self.strategy.clone()),
            ("set", self.set.join(";")),
            ("hash", self.hash.clone()),
        ] {
            if !value.is_empty() {
                let mark = if out.is_empty() { "" } else { "&" };
                let _ = write!(out, "{mark}{key}={}", escaped(&value));
            }
        }
        out
    }

    /// Reads a fragment; `None` if it is not one of ours.
    pub fn decode(fragment: &str) -> Option<Self> {
        let mut link = Self {
            seed: 1,
            draws: 10_000,
            ..Self::default()
        };
        for part in fragment.split('&') {
            let (key, value) = part.split_once('=')?;
            let value = unescaped(value)?;
            match key {
                KEY => link.model = value,
                "seed" => link.seed = value.parse().ok()?,
                "draws" => link.draws = value.parse().ok()?,
                "strategy" => link.strategy = value,
                "set" => link.set = split_set(&value),
                "hash" => link.hash = value,
                // A later version may say more.
                _ => {}
            }
        }
        (!link.model.is_empty()).then_some(link)
    }
}

/// Overrides separated by `;`, as an attribute and a link write them.
pub fn split_set(text: &str) -> Vec<String> {
    text.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        // These stand in a fragment as they are, and mail programs leave them alone.
        if byte.is_ascii_alphanumeric() || b"-_.~:=;,/()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let link = Link {
            model: "own model & more".into(),
            hash: "0af3".into(),
            seed: 18_446_744_073_709_551_615,
            draws: 100_000,
            strategy: "offer".into(),
            set: vec![
                "a=0.3".into(),
                "b:=12".into(),
                "größe~beta(events = 30, of = 100)".into(),
            ],
        };
        assert_eq!(Link::decode(&link.encode()), Some(link));
    }

    #[test]
    fn another_pages_fragment_is_left_alone() {
        for fragment in [
            "",
            "section-2",
            "a=b",
            "early-action=",
            "early-action=x&seed=many",
            "early-action=%f",
        ] {
            assert_eq!(Link::decode(fragment), None, "{fragment}");
        }
    }

    #[test]
    fn a_link_reads_like_what_it_says() {
        let link = Link {
            model: "m".into(),
            seed: 1,
            draws: 10,
            set: vec!["a=1".into(), "b:=2".into()],
            ..Link::default()
        };
        assert_eq!(link.encode(), "early-action=m&seed=1&draws=10&set=a=1;b:=2");
    }
}
