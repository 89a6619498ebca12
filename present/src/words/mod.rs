//! Every word that people read, through Fluent.
//!
//! A message is a whole sentence, so that a translator may order it as their language does; only
//! numbers and names are put in. What a locale does not say falls back to English, and what a
//! model says of itself (its title, its parameters' labels) is read through the same door, so
//! that a locale file may say it in another language.

mod ftl;
mod model;
mod pseudo;

use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
pub use fluent_bundle::{FluentArgs, FluentValue as Value};
pub use model::{ModelWord, ModelWords};
use unic_langid::LanguageIdentifier;

type Bundle = Arc<FluentBundle<FluentResource>>;

/// The interface's resources, by language.
const LOCALES: &[(&str, &[&str])] = &[(
    "en",
    &[
        include_str!("../../locales/en/numbers.ftl"),
        include_str!("../../locales/en/answer.ftl"),
        include_str!("../../locales/en/charts.ftl"),
        include_str!("../../locales/en/interface.ftl"),
        include_str!("../../locales/en/exports.ftl"),
    ],
)];

/// The workshop's resources, by language. No page without a workshop carries them.
pub const WORKSHOP: &[(&str, &str)] = &[("en", include_str!("../../locales/en/workshop.ftl"))];

/// What maps and plans say, by language. No page of a scenario carries it.
pub const PEOPLE: &[(&str, &str)] = &[
    ("en", include_str!("../../locales/en/numbers.ftl")),
    ("en", include_str!("../../locales/en/people.ftl")),
    ("en", include_str!("../../locales/en/network.ftl")),
    ("en", include_str!("../../locales/en/plan.ftl")),
];

/// What is said of keeping files, by language. No page of a scenario carries it.
pub const KEEPING: &[(&str, &str)] = &[("en", include_str!("../../locales/en/keeping.ftl"))];

/// What a locale says in a shipped model's place: language, model id, resources.
const MODEL_LOCALES: &[(&str, &str, &[&str])] = &[
    (
        "en",
        "family-group-conference",
        &[
            include_str!("../../locales/en/family-group-conference.ftl"),
            include_str!("../../locales/en/family-group-conference-outcomes.ftl"),
        ],
    ),
    (
        "en",
        "family-group-conference-now",
        &[
            include_str!("../../locales/en/family-group-conference-now.ftl"),
            include_str!("../../locales/en/family-group-conference-outcomes.ftl"),
        ],
    ),
];

/// The name of the pseudo-locale: English, accented and lengthened, to find in tests what does
/// not come through here and what breaks when words are longer.
pub const PSEUDO: &str = "en-XA";

/// A message that no locale has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingWord(
    /// Its id, and its attribute after a point.
    pub String,
);

impl std::fmt::Display for MissingWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no locale has the message `{}`", self.0)
    }
}

impl std::error::Error for MissingWord {}

/// The words of one language, English behind them.
#[derive(Clone)]
pub struct Words {
    lang: String,
    /// First the language's own, last English; the first that has a message says it.
    chain: Vec<Bundle>,
}

impl Words {
    /// The words of `lang` (`en`, `cy`, `en-GB`, [`PSEUDO`]); a language that is not there is English.
    pub fn new(lang: &str) -> Self {
        let mut chain = Vec::new();
        let base = lang.split('-').next().unwrap_or(lang);
        let pseudo = lang == PSEUDO;
        for (name, sources) in LOCALES {
            if *name == base || *name == "en" {
                let bundle = ftl::bundle(name, sources.iter().map(|s| (*s).to_owned()), pseudo);
                if *name == base {
                    chain.insert(0, Arc::new(bundle));
                } else {
                    chain.push(Arc::new(bundle));
                }
            }
        }
        let known = LOCALES.iter().any(|(name, _)| *name == base);
        let lang = if known { lang } else { "en" };
        Self {
            lang: lang.to_owned(),
            chain,
        }
    }

    /// These resources alone, each of a language: those of `lang`, English behind them.
    pub fn only(lang: &str, resources: &[(&str, &str)]) -> Self {
        let base = lang.split('-').next().unwrap_or(lang);
        let known = resources.iter().any(|(name, _)| *name == base);
        let words = Self {
            lang: if known { lang } else { "en" }.to_owned(),
            chain: Vec::new(),
        };
        words.with_resources(resources)
    }

    /// These words and a model's own. A locale's words for a shipped model go before the model's.
    pub fn with_model(&self, model: &ModelWords) -> Self {
        let pseudo = self.lang == PSEUDO;
        let base = self.lang.split('-').next().unwrap_or(&self.lang);
        let mut chain = Vec::new();
        let langs: &[&str] = if base == "en" { &["en"] } else { &[base, "en"] };
        for lang in langs {
            for (name, id, sources) in MODEL_LOCALES {
                if name == lang && *id == model.id {
                    let sources = sources.iter().map(|source| (*source).to_owned());
                    chain.push(Arc::new(ftl::bundle(lang, sources, pseudo)));
                }
            }
        }
        let own = std::iter::once(model.to_ftl());
        chain.push(Arc::new(ftl::bundle("en", own, pseudo)));
        chain.extend(self.chain.iter().cloned());
        Self {
            lang: self.lang.clone(),
            chain,
        }
    }

    /// These words and more resources, each of a language: those of this one, English behind them.
    pub fn with_resources(&self, more: &[(&str, &str)]) -> Self {
        let base = self.lang.split('-').next().unwrap_or(&self.lang);
        let mut words = self.clone();
        let wanted: &[&str] = if base == "en" { &["en"] } else { &["en", base] };
        for wanted in wanted {
            for (_, source) in more.iter().filter(|(lang, _)| lang == wanted) {
                let source = std::iter::once((*source).to_owned());
                let bundle = ftl::bundle(wanted, source, self.lang == PSEUDO);
                words.chain.insert(0, Arc::new(bundle));
            }
        }
        words
    }

    /// The language of these words, for a `lang` attribute.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// The message `id`, with `args` put in. A missing one stops a test and shows its id in a page.
    pub fn text(&self, id: &str, args: &[(&str, Value<'_>)]) -> String {
        self.try_text(id, None, args).unwrap_or_else(|missing| {
            debug_assert!(false, "{missing}");
            missing.0
        })
    }

    /// A message without arguments.
    pub fn word(&self, id: &str) -> String {
        self.text(id, &[])
    }

    /// An attribute of a message: `early-action.title`.
    pub fn attribute(
        &self,
        id: &str,
        attribute: &str,
        args: &[(&str, Value<'_>)],
    ) -> Option<String> {
        self.try_text(id, Some(attribute), args).ok()
    }

    /// The message, or what is missing.
    pub fn try_text(
        &self,
        id: &str,
        attribute: Option<&str>,
        args: &[(&str, Value<'_>)],
    ) -> Result<String, MissingWord> {
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            given.set(*name, value.clone());
        }
        for bundle in &self.chain {
            let Some(message) = bundle.get_message(id) else {
                continue;
            };
            let pattern = match attribute {
                None => message.value(),
                Some(name) => message.get_attribute(name).map(|found| found.value()),
            };
            let Some(pattern) = pattern else { continue };
            let mut errors = Vec::new();
            let text = bundle
                .format_pattern(pattern, Some(&given), &mut errors)
                .into_owned();
            debug_assert!(errors.is_empty(), "{id}: {errors:?}");
            return Ok(text);
        }
        Err(MissingWord(match attribute {
            None => id.to_owned(),
            Some(name) => format!("{id}.{name}"),
        }))
    }

    /// What the model, or a locale in its place, calls one of its own: `kind` is `parameter`,
    /// `strategy`, `outcome`, `cost`, `state`, `payer`; the bare name, spaced, if nobody says.
    pub fn label(&self, kind: &str, name: &str) -> String {
        self.try_text(&ftl::id(kind, name), None, &[])
            .unwrap_or_else(|_| {
                let name = name.replace('_', " ");
                if self.lang == PSEUDO {
                    pseudo::accented(&name).into_owned()
                } else {
                    name
                }
            })
    }

    /// The longer text of one of the model's own: `explain` of a parameter, `subject` of a strategy.
    pub fn label_attribute(
        &self,
        kind: &str,
        name: &str,
        attribute: &str,
        args: &[(&str, Value<'_>)],
    ) -> Option<String> {
        self.attribute(&ftl::id(kind, name), attribute, args)
    }

    /// Several names as one: "a", "a and b", "a, b and c".
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let mut so_far = first[0].clone();
                for item in &first[1..] {
                    let args = [("before", so_far.into()), ("next", item.as_str().into())];
                    so_far = self.text("list-more", &args);
                }
                let args = [("before", so_far.into()), ("last", last.as_str().into())];
                self.text("list-last", &args)
            }
        }
    }
}

fn language(name: &str) -> LanguageIdentifier {
    name.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests;
