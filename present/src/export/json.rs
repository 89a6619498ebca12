//! A whole answer as JSON, in the shape that `docs/reference/command.md` describes.

use std::fmt::{self, Write as _};

use early_action_engine::appraise::{
    Appraisal, Comparison, Crossing, Named, Provenance, Share, StrategyResult, Summary, Threshold,
};
use early_action_engine::model::Model;

/// A value of JSON. Its `Display` is its text, on one line.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// Nothing; also what is no number.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A count.
    Whole(u64),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Named values, in their order.
    Object(Vec<(String, Json)>),
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<u64> for Json {
    fn from(value: u64) -> Self {
        Self::Whole(value)
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Self {
        Self::Whole(value as u64)
    }
}

impl From<f64> for Json {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<&String> for Json {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Whole(number) => write!(f, "{number}"),
            // The shortest digits that are read back as the same number.
            Self::Number(number) if number.is_finite() => write!(f, "{number:?}"),
            Self::Number(_) => f.write_str("null"),
            Self::Text(text) => quoted(f, text),
            Self::List(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    let mark = if at > 0 { "," } else { "" };
                    write!(f, "{mark}{item}")?;
                }
                f.write_char(']')
            }
            Self::Object(entries) => {
                f.write_char('{')?;
                for (at, (name, item)) in entries.iter().enumerate() {
                    f.write_str(if at > 0 { "," } else { "" })?;
                    quoted(f, name)?;
                    write!(f, ":{item}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            '\n' => f.write_str("\\n")?,
            // Within a page's script a `<` could end it.
            c if c.is_control() || c == '<' => write!(f, "\\u{:04x}", c as u32)?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

/// An object of these entries.
pub fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    let named = |(name, value): (&str, Json)| (name.to_owned(), value);
    Json::Object(entries.into_iter().map(named).collect())
}

/// A whole answer, with `more` after its draws.
pub fn answer(appraisal: &Appraisal, model: &Model, more: Vec<(String, Json)>) -> Json {
    let strategies = appraisal.strategies.iter().map(|s| strategy(s, model));
    let mut entries = head(&appraisal.provenance, model);
    entries.extend(more);
    entries.extend([
        ("strategies".to_owned(), strategies.collect()),
        (
            "comparisons".to_owned(),
            appraisal.comparisons.iter().map(comparison).collect(),
        ),
        ("provenance".to_owned(), provenance(&appraisal.provenance)),
        ("digest".to_owned(), (&appraisal.digest).into()),
    ]);
    Json::Object(entries)
}

/// Which model, seed and draws: how every answer begins.
pub(super) fn head(p: &Provenance, model: &Model) -> Vec<(String, Json)> {
    let of = [
        ("id", (&p.model).into()),
        ("title", (&model.title).into()),
        ("hash", (&p.model_hash).into()),
    ];
    vec![
        ("model".to_owned(), object(of)),
        ("seed".to_owned(), p.seed.into()),
        ("draws".to_owned(), p.draws.into()),
    ]
}

pub(super) fn provenance(p: &Provenance) -> Json {
    object([
        ("model", (&p.model).into()),
        ("model_hash", (&p.model_hash).into()),
        ("engine", (&p.engine).into()),
        ("streams", u64::from(p.streams).into()),
        ("register", (&p.register).into()),
        ("seed", p.seed.into()),
        ("draws", p.draws.into()),
        ("kept_draws", p.kept_draws.into()),
        ("by_year_draws", p.by_year_draws.into()),
        ("sampling", p.sampling.as_str().into()),
        ("overrides", p.overrides.iter().collect()),
        ("price_year", p.price_year.as_ref().into()),
    ])
}

pub(super) fn summary(s: &Summary) -> Json {
    let quantile_errors = s.quantile_errors.map_or(Json::Null, |(low, middle, high)| {
        Json::List(vec![low.into(), middle.into(), high.into()])
    });
    object([
        ("mean", s.mean.into()),
        ("sd", s.sd.into()),
        ("p05", s.p05.into()),
        ("p25", s.p25.into()),
        ("p50", s.p50.into()),
        ("p75", s.p75.into()),
        ("p95", s.p95.into()),
        ("error", s.error.into()),
        ("quantile_errors", quantile_errors),
    ])
}

pub(super) fn named(list: &[Named]) -> Json {
    let entry = |n: &Named| (n.name.clone(), summary(&n.summary));
    Json::Object(list.iter().map(entry).collect())
}

pub(super) fn share(share: &Share) -> Json {
    object([("value", share.value.into()), ("error", share.error.into())])
}

fn strategy(s: &StrategyResult, model: &Model) -> Json {
    let known = model.strategies.iter().find(|m| m.name == s.name);
    let by_year = s.by_year.iter().map(|y| {
        object([
            ("year", y.year.into()),
            ("cost", summary(&y.cost)),
            ("outcomes", named(&y.outcomes)),
        ])
    });
    object([
        ("name", (&s.name).into()),
        ("label", known.and_then(|m| m.label.as_ref()).into()),
        ("cost", summary(&s.cost)),
        ("outcomes", named(&s.outcomes)),
        ("by_payer", named(&s.by_payer)),
        ("by_kind", named(&s.by_kind)),
        ("by_line", named(&s.by_line)),
        ("by_year", by_year.collect()),
    ])
}

fn comparison(c: &Comparison) -> Json {
    let break_even = [
        ("by_year", c.break_even.by_year.iter().copied().collect()),
        ("never", c.break_even.never.into()),
    ];
    object([
        ("strategy", (&c.strategy).into()),
        ("baseline", (&c.baseline).into()),
        ("net_cost", summary(&c.net_cost)),
        ("outcomes", named(&c.outcomes)),
        ("by_payer", named(&c.by_payer)),
        ("by_line", named(&c.by_line)),
        ("cumulative", c.cumulative.iter().map(summary).collect()),
        ("chance_of_saving", share(&c.chance_of_saving)),
        ("break_even", object(break_even)),
        ("threshold", c.threshold.as_ref().map(threshold).into()),
        ("verdict", c.verdict.name().into()),
    ])
}

fn threshold(t: &Threshold) -> Json {
    let (low, middle, high) = t.evidence;
    let mut entries = vec![
        ("parameter", Json::from(&t.parameter)),
        ("outcome", (&t.outcome).into()),
        ("range", [t.range.0, t.range.1].into_iter().collect()),
        ("evidence", [low, middle, high].into_iter().collect()),
        ("draws", t.draws.into()),
    ];
    match t.finding {
        Crossing::At {
            value,
            error,
            outcome,
        } => entries.extend([
            ("crosses", true.into()),
            ("value", value.into()),
            ("error", error.into()),
            ("outcome_difference", outcome.into()),
        ]),
        Crossing::AlwaysSaves => {
            entries.extend([
                ("crosses", false.into()),
                ("finding", "always saves".into()),
            ]);
        }
        Crossing::NeverSaves => {
            entries.extend([("crosses", false.into()), ("finding", "never saves".into())]);
        }
    }
    let entries = entries.into_iter().map(|(name, v)| (name.to_owned(), v));
    Json::Object(entries.collect())
}
