//! `<early-action-scenario>`: what would it cost to act early?

pub mod field;
pub mod link;
mod possible;
mod session;
pub mod state;
pub mod view;

pub use view::Scenario;

/// The element's own styles, beside the theme's.
pub const STYLES: &str = include_str!("style.css");

/// What the page around asks for: the element's attributes, as written.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Id of a shipped model.
    pub model: Option<String>,
    /// Ids to choose from.
    pub models: Option<String>,
    /// Seed.
    pub seed: Option<String>,
    /// Draws.
    pub draws: Option<String>,
    /// Overrides, separated by `;`.
    pub set: Option<String>,
    /// Language.
    pub lang: String,
    /// A model's text of the page's own.
    pub text: Option<String>,
    /// What an earlier view of the same element kept, as a link's fragment.
    pub figures: Option<String>,
}
