//! Writing HTML: text is always text.

use std::fmt::Write as _;

use crate::scene::Scene;
use crate::svg::{self, escaped};
use crate::tables::Table;

/// A page that is written from above.
pub struct Html {
    out: String,
}

impl Html {
    /// A page of this language, title and style sheet.
    pub fn new(lang: &str, title: &str, style: &str) -> Self {
        let (lang, title) = (escaped(lang), escaped(title));
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        Self {
            out: format!(
                "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
                 <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
                 <meta name=\"color-scheme\" content=\"light dark\">\n\
                 <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
            ),
        }
    }

    /// The whole page.
    pub fn end(mut self) -> String {
        self.out.push_str("</main>\n</body>\n</html>\n");
        self.out
    }

    /// Opens an element: its name and attributes, which are ours.
    pub fn open(&mut self, element: &str) {
        let _ = writeln!(self.out, "<{element}>");
    }

    /// Closes an element.
    pub fn close(&mut self, element: &str) {
        let _ = writeln!(self.out, "</{element}>");
    }

    /// An element of text.
    pub fn text(&mut self, element: &str, class: &str, text: &str) {
        let class = if class.is_empty() {
            String::new()
        } else {
            format!(" class=\"{class}\"")
        };
        let _ = writeln!(self.out, "<{element}{class}>{}</{element}>", escaped(text));
    }

    /// A paragraph of which paper shows the first part only.
    pub fn opening(&mut self, (first, rest): (&str, &str)) {
        let (first, rest) = (escaped(first), escaped(rest));
        let _ = writeln!(self.out, "<p>{first}<span class=\"more\">{rest}</span></p>");
    }

    /// A paragraph.
    pub fn line(&mut self, class: &str, text: &str) {
        self.text("p", class, text);
    }
}

/// A chart under its finding; `narrow` in its place on a narrow screen.
pub fn figure(page: &mut Html, class: &str, scene: &Scene, narrow: Option<&Scene>) {
    page.open(&format!("figure class=\"{class}\""));
    page.text("h2", "", &scene.title);
    page.line("quiet", &scene.subtitle);
    let class = if narrow.is_some() { "wide" } else { "" };
    let _ = writeln!(page.out, "{}", svg::classed(scene, class));
    if let Some(narrow) = narrow {
        let _ = writeln!(page.out, "{}", svg::classed(narrow, "narrow"));
    }
    page.close("figure");
}

/// Columns that stand side by side on a telephone.
const SLIM: usize = 3;

/// A table; it scrolls by itself where it is wider than the page. The rows of these indices are
/// sums.
pub fn table(page: &mut Html, class: &str, table: &Table, sums: &[usize]) {
    // Above what scrolls, so that it stays in sight.
    page.line("quiet caption", &table.caption);
    page.open("div class=\"scroll\" tabindex=\"0\"");
    let label = escaped(&table.caption);
    // Few columns fit a telephone.
    let class = if table.columns.len() > SLIM {
        class
    } else {
        "slim"
    };
    page.open(&format!("table class=\"{class}\" aria-label=\"{label}\""));
    page.open("thead");
    page.open("tr");
    for column in &table.columns {
        let class = if column.numeric { "number" } else { "" };
        page.text("th", class, &column.heading);
    }
    page.close("tr");
    page.close("thead");
    page.open("tbody");
    for (index, row) in table.rows.iter().enumerate() {
        let is_sum = sums.contains(&index);
        page.open(if is_sum { "tr class=\"sum\"" } else { "tr" });
        for (at, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            let class = if column.numeric { "number" } else { "" };
            page.text(if at == 0 { "th" } else { "td" }, class, &cell.text);
        }
        page.close("tr");
    }
    page.close("tbody");
    page.close("table");
    page.close("div");
}
