//! A scenario in the fragment of an address: what a share link restores.
//!
//! Anybody can write a link. What is read here is bounded and plain, and is shown as what it is:
//! a claim.

use early_action_engine::appraise::{Appraisal, Comparison};
use std::fmt::Write as _;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Id of the model.
    pub model: String,
    /// Whether it was a model of a page's own.
    pub own_model: bool,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub draws: usize,
    /// The strategy that was shown.
    pub strategy: String,
    /// Overrides, as `--set` writes them.
    pub set: Vec<String>,
    /// Names of the figures that the page had set on which the link was made.
    pub by_site: Vec<String>,
    /// What it was made with.
    pub made: Made,
    /// The answer when the link was made.
    pub said: Option<Said>,
    /// Whether a later version wrote the link, which may say what this one does not know.
    pub later: bool,
}

/// What an answer depends on beside the figures; empty where the link does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Hash of the model's content.
    pub hash: String,
    /// Versions of the engine and of its random streams: `0.1.0,1`.
    pub engine: String,
    /// Date of the evidence register.
    pub register: String,
}

impl Made {
    /// What this appraisal was made with.
    pub fn of(appraisal: &Appraisal) -> Self {
        let source = &appraisal.provenance;
        Self {
            hash: source.model_hash.clone(),
            engine: format!("{},{}", source.engine, source.streams),
            register: source.register.clone(),
        }
    }
}

/// An answer, short enough for a link: pounds to the penny, the chance to the hundredth of a percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said {
    /// Mean net cost.
    pub mean: f64,
    /// Its 5 % quantile.
    pub low: f64,
    /// Its 95 % quantile.
    pub high: f64,
    /// Share of futures that cost less.
    pub chance: f64,
}

impl Said {
    /// What this comparison says.
    pub fn of(comparison: &Comparison) -> Self {
        let pennies = |value: f64| (value * 100.0).round() / 100.0 + 0.0;
        let net = &comparison.net_cost;
        Self {
            mean: pennies(net.mean),
            low: pennies(net.p05),
            high: pennies(net.p95),
            chance: (comparison.chance_of_saving.value * 1e4).round() / 1e4,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<f64> = text
            .split(',')
            .map(|part| part.parse().ok().filter(|v: &f64| v.abs() <= MOST_POUNDS))
            .collect::<Option<_>>()?;
        // Later versions may add to the end.
        let [mean, low, high, chance, ..] = numbers[..] else {
            return None;
        };
        (0.0..=1.0).contains(&chance).then_some(Self {
            mean,
            low,
            high,
            chance,
        })
    }
}

/// Why a fragment that is meant for us cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is longer than any link of ours.
    TooLong,
    /// This part is not what it should be; short enough to be shown.
    Part(String),
}

/// Marks a fragment as ours and names the model.
const KEY: &str = "early-action";
/// Version of the fields: a later one may add, and may not change what stands here.
const VERSION: u32 = 1;
/// No scenario needs more, and browsers and mail programs cut what is much longer.
const LONGEST: usize = 16_384;
/// Longest name, hash or date.
const LONGEST_NAME: usize = 100;
/// More than any budget; less than what numbers hold to the penny.
const MOST_POUNDS: f64 = 1e13;
/// As much of a broken part is shown.
const SHOWN: usize = 40;

impl Link {
    /// As a fragment, without `#`.
    pub fn encode(&self) -> String {
        let mut out = String::new();
        let said = self.said.map(|s| {
            let Said {
                mean,
                low,
                high,
                chance,
            } = s;
            format!("{mean},{low},{high},{chance}")
        });
        let own = if self.own_model { "1" } else { "" };
        for (key, value) in [
            (KEY, self.model.clone()),
            ("seed", self.seed.to_string()),
            ("draws", self.draws.to_string()),
            ("strategy", self.strategy.clone()),
            ("set", self.set.join(";")),
            ("site", self.by_site.join(";")),
            ("own", own.to_owned()),
            ("hash", self.made.hash.clone()),
            ("engine", self.made.engine.clone()),
            ("register", self.made.register.clone()),
            ("answer", said.unwrap_or_default()),
            ("v", VERSION.to_string()),
        ] {
            if !value.is_empty() {
                let mark = if out.is_empty() { "" } else { "&" };
                let _ = write!(out, "{mark}{key}={}", escaped(&value));
            }
        }
        out
    }

    /// Whether another link is to the same scenario, whatever it claims of the answer.
    pub fn is_same(&self, other: &Self) -> bool {
        let of = |link: &Self| {
            (
                link.model.clone(),
                link.seed,
                link.draws,
                link.strategy.clone(),
            )
        };
        of(self) == of(other) && self.set == other.set
    }

    /// Reads a fragment; `None` if it is not one of ours.
    ///
    /// # Errors
    /// Why one of ours cannot be read.
    pub fn decode(fragment: &str) -> Result<Option<Self>, Broken> {
        let fields = || fragment.split('&').filter_map(|part| part.split_once('='));
        if !fields().any(|(key, _)| key == KEY) {
            return Ok(None);
        }
        if fragment.len() > LONGEST {
            return Err(Broken::TooLong);
        }
        let mut link = Self {
            seed: 1,
            draws: 10_000,
            ..Self::default()
        };
        for (key, value) in fields() {
            let text = unescaped(value);
            let taken = text.clone().and_then(|text| link.take(key, text));
            if taken.is_none() {
                let part = [key, "=", text.as_deref().unwrap_or(value)].concat();
                return Err(Broken::Part(part.chars().take(SHOWN).collect()));
            }
        }
        Ok(Some(link))
    }

    /// Takes one field over; `None` if it is not what it should be.
    fn take(&mut self, key: &str, value: String) -> Option<()> {
        match key {
            KEY => self.model = named(value)?,
            "seed" => self.seed = value.parse().ok()?,
            "draws" => self.draws = value.parse().ok()?,
            "strategy" => self.strategy = named(value)?,
            "set" => self.set = split_set(&value),
            "site" => self.by_site = split_set(&value),
            "own" => self.own_model = value == "1",
            "hash" => self.made.hash = plain(value)?,
            "engine" => self.made.engine = plain(value)?,
            "register" => self.made.register = plain(value)?,
            "answer" => self.said = Some(Said::parse(&value)?),
            "v" => self.later = value.parse::<u32>().ok()? > VERSION,
            // A later version may say more.
            _ => {}
        }
        Some(())
    }
}

fn named(value: String) -> Option<String> {
    (!value.is_empty() && value.len() <= LONGEST_NAME).then_some(value)
}

/// A version, hash or date: nothing that could be taken for words.
fn plain(value: String) -> Option<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".,+-".contains(&byte);
    named(value).filter(|value| value.bytes().all(is_plain))
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
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(16 * high + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests;
