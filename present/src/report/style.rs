//! The report's style sheet: colours and marks from the palette, layout from a file.

use std::fmt::Write as _;

use crate::palette::{Palette, Token, paint};
use crate::scene::Role;

const LAYOUT: &str = include_str!("report.css");

/// The whole sheet.
pub fn sheet() -> String {
    let mut css = String::new();
    let _ = writeln!(css, ":root {{{}}}", colours(Palette::Light));
    let dark = colours(Palette::Dark);
    let _ = writeln!(
        css,
        "@media (prefers-color-scheme: dark) {{ :root {{{dark}}} }}"
    );
    for role in Role::ALL {
        mark(&mut css, *role);
    }
    css.push_str(LAYOUT);
    // Paper is white, and a copier knows no colours: what costs is hatched.
    let print = colours(Palette::Print);
    let _ = writeln!(
        css,
        "@media print {{ :root {{{print}}} .ea-hatch {{ visibility: visible; }} }}"
    );
    css
}

fn colours(palette: Palette) -> String {
    Token::ALL.iter().fold(String::new(), |mut css, token| {
        let _ = write!(css, " {}: {};", token.property(), palette.color(*token));
        css
    })
}

/// How the marks of a role look.
fn mark(css: &mut String, role: Role) {
    let paint = paint(role);
    let fill = paint.fill.map_or("none".to_owned(), variable);
    let _ = write!(css, ".{} {{ fill: {fill};", role.class());
    if let Some(opacity) = paint.fill_opacity {
        let _ = write!(css, " fill-opacity: {opacity};");
    }
    if let Some(token) = paint.stroke {
        let (colour, width) = (variable(token), paint.stroke_width);
        let _ = write!(css, " stroke: {colour}; stroke-width: {width}px;");
    }
    if paint.rim {
        let bg = variable(Token::Bg);
        let _ = write!(
            css,
            " stroke: {bg}; stroke-width: 3px; paint-order: stroke;"
        );
    }
    if paint.bold {
        css.push_str(" font-weight: 600;");
    }
    if paint.only_print {
        css.push_str(" visibility: hidden;");
    }
    css.push_str(" }\n");
}

fn variable(token: Token) -> String {
    format!("var({})", token.property())
}
