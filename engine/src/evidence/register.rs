//! The register's rows that shipped models cite.

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Month of the register: year and month.
pub const REGISTER_DATE: &str = "2026-11";

/// One figure of the register, as published.
///
/// Empty texts and `None` mean that the register says nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    /// Name of the row: `FG2`.
    pub id: &'static str,
    /// What the figure is.
    pub name: &'static str,
    /// Low end, in `unit`.
    pub low: Option<f64>,
    /// The figure itself, in `unit`.
    pub mean: Option<f64>,
    /// High end, in `unit`.
    pub high: Option<f64>,
    /// Unit of the figure: `GBP/child/year`.
    pub unit: &'static str,
    /// Price year of money, as the source gives it; may say "about".
    pub price_year: &'static str,
    /// Where.
    pub geography: &'static str,
    /// About whom.
    pub population: &'static str,
    /// Title of the source.
    pub title: &'static str,
    /// Who published it.
    pub publisher: &'static str,
    /// Year of publication.
    pub year: &'static str,
    /// Address; empty where none is known.
    pub url: &'static str,
    /// Where in the source: the words read there.
    pub place: &'static str,
    /// Published, or claimed.
    pub status: Status,
    /// Whether it is arithmetic on other figures.
    pub derived: bool,
    /// Whether it was read in a compilation that cites the source, not in the source itself.
    pub secondary: bool,
    /// Cautions.
    pub notes: &'static str,
}

impl Source {
    /// The figure with its unit, as published: `0.448 proportion`,
    /// `378600 (207700 to 560000) GBP/child/year`. Empty where the row holds no number.
    #[must_use]
    pub fn figure(&self) -> String {
        let ends = match (self.low, self.high) {
            (Some(low), Some(high)) => Some(format!("{low} to {high}")),
            (Some(low), None) => Some(format!("at least {low}")),
            (None, Some(high)) => Some(format!("at most {high}")),
            (None, None) => None,
        };
        let number = match (self.mean, ends) {
            (Some(mean), Some(ends)) => format!("{mean} ({ends})"),
            (Some(mean), None) => mean.to_string(),
            (None, Some(ends)) => ends,
            (None, None) => return String::new(),
        };
        format!("{number} {}", self.unit)
    }
}

/// What stands behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Read in the source named.
    Published,
    /// Stated by a programme or about it, without a comparison group.
    Claim,
}

/// The row of that id, if a shipped model cites it.
///
/// ```
/// use early_action_engine::evidence::source;
///
/// assert_eq!(source("FG2").unwrap().figure(), "0.448 proportion");
/// assert!(source("no such row").is_none());
/// ```
#[must_use]
pub fn source(id: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.id == id)
}

/// Every row that a shipped model cites, by id.
#[must_use]
pub fn sources() -> &'static [Source] {
    SOURCES
}
