//! What to paste into a page: the picture that stands until the scenario is ready, and the element.

use std::fmt::Write as _;

use super::Export;
use crate::palette::Palette;
use crate::scene::Scene;
use crate::sentences;
use crate::svg::{self, escaped};

/// Where the scenario is to be put.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Address of the script.
    pub script: &'a str,
    /// Overrides, as the attribute writes them.
    pub set: &'a str,
    /// The text of a model that is not shipped.
    pub own_model: Option<&'a str>,
}

impl Export<'_> {
    /// The script, the element with this scenario's figures, and within it what is shown where it
    /// cannot run: `picture`, the answer in words, the marks, a link.
    pub fn snippet(&self, place: &Place<'_>, picture: &Scene) -> String {
        let source = &self.appraisal.provenance;
        let mut out = format!(
            "<script src=\"{}\" defer></script>\n<early-action-scenario model=\"{}\"",
            escaped(place.script),
            escaped(&source.model)
        );
        let (seed, draws) = (source.seed.to_string(), source.draws.to_string());
        for (name, value, usual) in [
            ("seed", seed.as_str(), "1"),
            ("draws", &draws, "10000"),
            ("set", place.set, ""),
        ] {
            if value != usual {
                let _ = write!(out, " {name}=\"{}\"", escaped(value));
            }
        }
        out.push_str(">\n");
        if let Some(model) = place.own_model {
            // In JSON `</` stands within text only, where it may be written like this.
            let model = model.replace("</", "<\\/").replace("<!--", "\\u003c!--");
            let _ = writeln!(out, "<script type=\"application/json\">{model}</script>");
        }
        let _ = writeln!(out, "{}", svg::document(picture, Palette::Light));
        let answer = sentences::answer(self.words, &self.frame);
        let mut lines = vec![answer.sentence];
        lines.extend(answer.range);
        lines.extend(self.marks.all_sentences(self.words));
        for line in lines {
            let _ = writeln!(out, "<p>{}</p>", escaped(&line));
        }
        let _ = writeln!(
            out,
            "<p><a href=\"{}\">{}</a></p>\n</early-action-scenario>",
            escaped(self.link),
            escaped(&self.question())
        );
        out
    }
}
