//! How the marks of a map are painted: one table for style sheets, files and canvases.

use crate::palette::{Paint, Token};
use std::fmt::Write as _;

macro_rules! inks {
    ($($(#[$doc:meta])* $ink:ident = $class:literal,)*) => {
        /// What a mark of a map means; style sheets know it by its class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Ink { $($(#[$doc])* $ink,)* }

        impl Ink {
            /// Every ink.
            pub const ALL: &[Ink] = &[$(Ink::$ink,)*];

            /// The class of a mark in this ink.
            pub fn class(self) -> &'static str {
                match self { $(Ink::$ink => $class,)* }
            }
        }
    };
}

inks! {
    /// A ring: dotted and thin.
    Ring = "nm-ring",
    /// What a ring is called.
    RingName = "nm-ring-name",
    /// The band behind those of one household or group.
    Band = "nm-band",
    /// What a household or group is called.
    BandName = "nm-band-name",
    /// A weak tie.
    Thin = "nm-thin",
    /// A tie.
    Middle = "nm-middle",
    /// A strong tie.
    Thick = "nm-thick",
    /// A tie that could be.
    Could = "nm-could",
    /// A tie of somebody who would have gone.
    Gone = "nm-gone",
    /// A tie between others than the one in the middle.
    Other = "nm-other",
    /// The head of an arrow.
    Arrow = "nm-arrow",
    /// Keeps what is behind a mark from showing through.
    Under = "nm-under",
    /// The one in the middle.
    Centre = "nm-centre",
    /// The name in the middle.
    CentreName = "nm-centre-name",
    /// Family.
    Family = "nm-family",
    /// A friend.
    Friend = "nm-friend",
    /// Somebody near by: neighbours, the community.
    Near = "nm-near",
    /// A worker: dashed, because workers may leave.
    Worker = "nm-worker",
    /// A pet, a place, a group; a kind of the map's own.
    Thing = "nm-thing",
    /// Somebody who was there or could be.
    Absent = "nm-absent",
    /// Somebody who would have gone.
    Left = "nm-left",
    /// Initials.
    Initials = "nm-initials",
    /// Initials of somebody who is not there.
    QuietInitials = "nm-quiet-initials",
    /// A name.
    Name = "nm-name",
    /// A name of somebody who is not there; a role.
    Quiet = "nm-quiet",
    /// The title of a sheet.
    Title = "nm-title",
    /// A line to write on.
    Write = "nm-write",
    /// The frame around whoever is chosen.
    Chosen = "nm-chosen",
}

impl Ink {
    /// How it is painted.
    pub fn paint(self) -> Paint {
        let fill = |token| Paint {
            fill: Some(token),
            ..Paint::default()
        };
        let words = |token| Paint {
            rim: true,
            ..fill(token)
        };
        let line = |token, stroke_width| Paint {
            stroke: Some(token),
            stroke_width,
            ..Paint::default()
        };
        let dashed = |dash, paint: Paint| Paint { dash, ..paint };
        let tinted = |token, opacity, stroke_width| Paint {
            fill: Some(token),
            fill_opacity: Some(opacity),
            ..line(token, stroke_width)
        };
        let open = |token, stroke_width| Paint {
            fill: Some(Token::Bg),
            ..line(token, stroke_width)
        };
        match self {
            Self::Ring => dashed("1 5", line(Token::Muted, 1.0)),
            Self::RingName | Self::Quiet | Self::BandName => words(Token::Muted),
            Self::Band => Paint {
                stroke_opacity: Some(0.35),
                ..line(Token::Line, 30.0)
            },
            Self::Thin => line(Token::Text, 1.0),
            Self::Middle => line(Token::Text, 2.0),
            Self::Thick => line(Token::Text, 4.0),
            Self::Could => dashed("1 6", line(Token::Muted, 1.5)),
            Self::Gone => dashed("2 8", line(Token::Muted, 1.0)),
            Self::Other => line(Token::Muted, 1.0),
            Self::Arrow => fill(Token::Text),
            Self::Under => fill(Token::Bg),
            Self::Centre => fill(Token::Text),
            Self::CentreName => Paint {
                bold: true,
                ..fill(Token::Bg)
            },
            Self::Family => tinted(Token::Early, 0.16, 2.0),
            Self::Friend => tinted(Token::Third, 0.14, 2.0),
            Self::Near => tinted(Token::Warn, 0.14, 2.0),
            Self::Worker => dashed("5 3.5", open(Token::Text, 2.0)),
            Self::Thing => tinted(Token::Muted, 0.12, 1.5),
            Self::Absent => dashed("1.5 3", open(Token::Muted, 1.5)),
            Self::Left => dashed("5 3.5", open(Token::Muted, 1.0)),
            Self::Initials => Paint {
                bold: true,
                ..fill(Token::Text)
            },
            Self::QuietInitials => fill(Token::Muted),
            Self::Name => words(Token::Text),
            Self::Title => Paint {
                bold: true,
                ..fill(Token::Text)
            },
            Self::Write => line(Token::Muted, 1.0),
            Self::Chosen => line(Token::Focus, 3.0),
        }
    }
}

/// The style sheet of every ink, for a shadow root that has the theme's colours.
pub fn css() -> String {
    let mut out = String::new();
    for ink in Ink::ALL {
        let paint = ink.paint();
        let color = |token: Token| format!("var({})", token.property());
        // Writing to a text cannot fail.
        let _ = write!(
            out,
            ".{}{{fill:{}",
            ink.class(),
            paint.fill.map_or("none".into(), color)
        );
        if let Some(opacity) = paint.fill_opacity {
            let _ = write!(out, ";fill-opacity:{opacity}");
        }
        if let Some(token) = paint.stroke {
            let _ = write!(
                out,
                ";stroke:{};stroke-width:{}px",
                color(token),
                paint.stroke_width
            );
            out.push_str(";stroke-linecap:round;stroke-linejoin:round");
        }
        if let Some(opacity) = paint.stroke_opacity {
            let _ = write!(out, ";stroke-opacity:{opacity}");
        }
        if !paint.dash.is_empty() {
            let _ = write!(out, ";stroke-dasharray:{}", paint.dash);
        }
        if paint.rim {
            out.push_str(
                ";stroke:var(--ea-bg);stroke-width:3px;stroke-linejoin:round;paint-order:stroke",
            );
        }
        if paint.bold {
            out.push_str(";font-weight:600");
        }
        out.push_str("}\n");
    }
    out
}
