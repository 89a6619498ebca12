//! The style sheet of tokens and scenes, for adoption into a shadow root.

/// Colours as custom properties in light, dark, print and forced colours, and how each
/// [role](crate::scene::Role) looks. Elements add their own layout.
pub const THEME_CSS: &str = include_str!("theme.css");

#[cfg(test)]
mod tests {
    use super::THEME_CSS;
    use crate::palette::{Palette, Token, paint};
    use crate::plan::PLAN_CSS;
    use crate::scene::Role;

    /// WCAG's relative luminance of "#rrggbb".
    fn luminance(color: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_stand_out_from_both_backgrounds() {
        for palette in [Palette::Light, Palette::Dark, Palette::Print] {
            for token in Token::ALL {
                let decoration = matches!(token, Token::Bg | Token::Surface | Token::Line);
                if decoration {
                    continue;
                }
                for behind in [Token::Bg, Token::Surface] {
                    let ratio = contrast(palette.color(token), palette.color(behind));
                    assert!(
                        ratio >= 4.5,
                        "{token:?} on {behind:?} in {palette:?}: {ratio:.2}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_contrasts_are_those_of_the_design() {
        let on_bg = |palette: Palette, token| {
            let ratio = contrast(palette.color(token), palette.color(Token::Bg));
            (ratio * 10.0).round() / 10.0
        };
        for (token, light, dark) in [
            (Token::Text, 16.8, 14.9),
            (Token::Muted, 6.8, 8.1),
            (Token::Early, 6.1, 8.9),
            (Token::Late, 5.1, 8.5),
            (Token::Third, 6.7, 8.6),
            (Token::Focus, 6.4, 8.5),
            (Token::Warn, 5.9, 9.8),
            (Token::Error, 6.5, 7.3),
        ] {
            assert_eq!(on_bg(Palette::Light, token), light, "{token:?}");
            assert_eq!(on_bg(Palette::Dark, token), dark, "{token:?}");
        }
    }

    #[test]
    fn the_sheet_and_the_palette_say_the_same_colours() {
        for palette in [Palette::Light, Palette::Dark, Palette::Print] {
            for token in Token::ALL {
                let rule = format!("{}: {};", token.property(), palette.color(token));
                assert!(THEME_CSS.contains(&rule), "{palette:?} lacks {rule}");
            }
        }
    }

    /// The declarations of a role, as the sheet writes them.
    fn rule(role: Role) -> String {
        let paint = paint(role);
        let color = |token: Token| format!("var({})", token.property());
        let mut lines = vec![format!(
            "fill: {};",
            paint.fill.map_or("none".into(), color)
        )];
        if let Some(opacity) = paint.fill_opacity {
            lines.push(format!("fill-opacity: {opacity};"));
        }
        if let Some(token) = paint.stroke {
            lines.push(format!("stroke: {};", color(token)));
            lines.push(format!("stroke-width: {}px;", paint.stroke_width));
        }
        if paint.rim {
            lines.push("stroke: var(--ea-bg);".into());
            lines.push("stroke-width: 3px;".into());
            lines.push("paint-order: stroke;".into());
        }
        if paint.bold {
            lines.push("font-weight: 600;".into());
        }
        if paint.only_print {
            lines.push("visibility: hidden;".into());
        }
        format!(".{} {{\n  {}\n}}\n", role.class(), lines.join("\n  "))
    }

    #[test]
    fn the_sheet_paints_every_role_as_pictures_on_their_own_are_painted() {
        for role in Role::ALL {
            let rule = rule(*role);
            let is_there = THEME_CSS.contains(&rule) || PLAN_CSS.contains(&rule);
            assert!(is_there, "no sheet has\n{rule}");
        }
    }

    /// Only the colours of text are sure to stand out from the background of a forced palette.
    #[test]
    fn forced_colours_are_those_of_text() {
        let forced = THEME_CSS
            .split("@media (forced-colors: active)")
            .nth(1)
            .unwrap();
        let text = ["CanvasText", "LinkText", "VisitedText"];
        for token in Token::ALL {
            let color = forced
                .split(&format!("{}: ", token.property()))
                .nth(1)
                .and_then(|rest| rest.split(';').next())
                .unwrap();
            match token {
                Token::Bg | Token::Surface => assert_eq!(color, "Canvas"),
                Token::Line => assert_eq!(color, "GrayText"),
                _ => assert!(text.contains(&color), "{token:?} is {color}"),
            }
        }
    }

    #[test]
    fn paper_and_forced_colours_show_the_hatching() {
        let shown = THEME_CSS
            .matches(".ea-hatch {\n    visibility: visible;")
            .count();
        assert_eq!(shown, 2);
        assert!(THEME_CSS.contains("@media (forced-colors: active)"));
        assert!(THEME_CSS.contains("@media (prefers-reduced-motion: no-preference)"));
    }
}
