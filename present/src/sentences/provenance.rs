//! Where a result comes from, and whose figures are in it.

use early_action_engine::appraise::{Appraisal, Comparison, Share};

use super::describe::difference;
use crate::numbers::{futures, plain, plus_minus};
use crate::words::Words;

/// "Seed 1 | 10,000 futures | ± £20,000 | figures: trial, 2023". `figures` says what kind of
/// evidence the figures are.
pub fn provenance(
    words: &Words,
    appraisal: &Appraisal,
    comparison: &Comparison,
    figures: Option<&str>,
) -> String {
    let source = &appraisal.provenance;
    let mut parts = vec![
        words.text(
            "provenance-seed",
            &[("seed", source.seed.to_string().into())],
        ),
        words.text(
            "provenance-futures",
            &[
                ("count", source.draws.into()),
                ("shown", plain(source.draws as f64, 0).into()),
            ],
        ),
    ];
    if let Some(error) = comparison.net_cost.error.filter(|error| *error >= 0.5) {
        parts.push(plus_minus(words, error));
    }
    if let Some(figures) = figures {
        parts.push(words.text("provenance-figures", &[("figures", figures.into())]));
    }
    parts.join(" | ")
}

/// What it takes to repeat a result, each with its name: the model and its version, the engine,
/// the register, seed, futures, digest.
pub fn facts(words: &Words, appraisal: &Appraisal) -> Vec<(String, String)> {
    let source = &appraisal.provenance;
    let engine = words.text(
        "fact-engine-streams",
        &[
            ("engine", source.engine.as_str().into()),
            ("streams", source.streams.to_string().into()),
        ],
    );
    let facts = [
        ("fact-model", source.model.clone()),
        ("fact-hash", source.model_hash.clone()),
        ("fact-engine", engine),
        ("fact-register", source.register.clone()),
        ("fact-seed", source.seed.to_string()),
        ("fact-draws", plain(source.draws as f64, 0)),
        ("fact-digest", appraisal.digest.clone()),
    ];
    facts
        .into_iter()
        .map(|(id, value)| (words.word(id), value))
        .collect()
}

/// Who has set a figure that is not the evidence's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// The page around, by its attributes.
    Site,
    /// The page on which the link was made that this scenario came with, as the link says.
    OtherSite,
    /// Whoever made the link that this scenario came with.
    Link,
    /// The reader.
    Reader,
}

impl SetBy {
    /// Everyone who can.
    pub const ALL: [Self; 4] = [Self::Site, Self::OtherSite, Self::Link, Self::Reader];

    /// What JSON calls it; its words are the message `set-by-NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::OtherSite => "other-site",
            Self::Link => "link",
            Self::Reader => "reader",
        }
    }
}

/// What in a scenario is not the evidence's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether the model is one of the page's own.
    pub own_model: bool,
    /// Figures set by the page around.
    pub site: usize,
    /// Figures set by the page where the link was made.
    pub other_site: usize,
    /// Other figures that came with a link.
    pub link: usize,
    /// Figures set by the reader.
    pub reader: usize,
}

impl Marks {
    /// Counts one more figure.
    pub fn count(&mut self, by: SetBy) {
        match by {
            SetBy::Site => self.site += 1,
            SetBy::OtherSite => self.other_site += 1,
            SetBy::Link => self.link += 1,
            SetBy::Reader => self.reader += 1,
        }
    }

    /// The marks where this scenario is put on a page as it is: all that was changed is set by that page.
    #[must_use]
    pub fn moved_to_a_site(self) -> Self {
        Self {
            own_model: self.own_model,
            site: self.site + self.other_site + self.link + self.reader,
            ..Self::default()
        }
    }

    /// The sentences that a host cannot hide: what others have set in the evidence's place.
    pub fn sentences(&self, words: &Words) -> Vec<String> {
        let own = self.own_model.then(|| words.word("mark-own-model"));
        let counts = [
            ("changed-by-host", self.site),
            ("mark-other-site", self.other_site),
            ("mark-link", self.link),
        ];
        let counted = counts
            .into_iter()
            .filter(|(_, figures)| *figures > 0)
            .map(|(id, figures)| words.text(id, &[("count", figures.into())]));
        own.into_iter().chain(counted).collect()
    }

    /// The same, and the reader's own figures: for what leaves the page.
    pub fn all_sentences(&self, words: &Words) -> Vec<String> {
        let mut all = self.sentences(words);
        if self.reader > 0 {
            all.push(words.text("mark-reader", &[("count", self.reader.into())]));
        }
        all
    }
}

/// An answer in three short texts, alike for one that was worked out here and one that a link
/// claims: average, range, chance. Two answers that read the same are not told apart.
pub fn brief(
    words: &Words,
    [mean, low, high]: [f64; 3],
    error: Option<f64>,
    chance: Share,
) -> [String; 3] {
    let amount = |value| difference(words, value, error);
    let range = [("low", amount(low).into()), ("high", amount(high).into())];
    [
        amount(mean),
        words.text("lives-from-to", &range),
        futures(words, chance),
    ]
}
