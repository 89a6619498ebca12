//! Colours and how a role is painted: one table for style sheets and for pictures on their own.

use crate::scene::Role;

/// A colour by what it is for; pages set it as a custom property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// Behind everything.
    Bg,
    /// Behind a group.
    Surface,
    /// Words.
    Text,
    /// Quiet words.
    Muted,
    /// Decoration only.
    Line,
    /// Acting early.
    Early,
    /// Acting late.
    Late,
    /// A third series; needs a label or a dash too.
    Third,
    /// The ring of focus.
    Focus,
    /// A warning.
    Warn,
    /// A mistake.
    Error,
}

impl Token {
    /// Every token.
    pub const ALL: [Self; 11] = [
        Self::Bg,
        Self::Surface,
        Self::Text,
        Self::Muted,
        Self::Line,
        Self::Early,
        Self::Late,
        Self::Third,
        Self::Focus,
        Self::Warn,
        Self::Error,
    ];

    /// The custom property that holds it.
    pub fn property(self) -> &'static str {
        match self {
            Self::Bg => "--ea-bg",
            Self::Surface => "--ea-surface",
            Self::Text => "--ea-text",
            Self::Muted => "--ea-muted",
            Self::Line => "--ea-line",
            Self::Early => "--ea-early",
            Self::Late => "--ea-late",
            Self::Third => "--ea-third",
            Self::Focus => "--ea-focus",
            Self::Warn => "--ea-warn",
            Self::Error => "--ea-error",
        }
    }
}

/// A set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// On white.
    Light,
    /// On near black.
    Dark,
    /// On paper: black and hatched, so that a copier keeps it.
    Print,
}

impl Palette {
    /// The colour of a token.
    pub fn color(self, token: Token) -> &'static str {
        let [light, dark, print] = match token {
            Token::Bg => ["#ffffff", "#15171a", "#ffffff"],
            Token::Surface => ["#f6f4f0", "#1f2226", "#ffffff"],
            Token::Text => ["#1d1d1f", "#eceae6", "#000000"],
            Token::Muted => ["#5a5a60", "#b0aea8", "#404040"],
            Token::Line => ["#d8d4cc", "#3a3d42", "#b8b8b8"],
            Token::Early => ["#0b6a8a", "#63c3e0", "#0b4f68"],
            Token::Late => ["#b4500d", "#f2a065", "#8a3c08"],
            Token::Third => ["#6b4c9a", "#c3a6ee", "#4a3370"],
            Token::Focus => ["#0b57d0", "#8ab4f8", "#000000"],
            Token::Warn => ["#8a5a00", "#e7b95a", "#000000"],
            Token::Error => ["#b3261e", "#f2877f", "#000000"],
        };
        match self {
            Self::Light => light,
            Self::Dark => dark,
            Self::Print => print,
        }
    }
}

/// How a role is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Paint {
    /// The inside; `None` paints nothing.
    pub fill: Option<Token>,
    /// How much of the inside's colour covers what is behind.
    pub fill_opacity: Option<f64>,
    /// The outline.
    pub stroke: Option<Token>,
    /// The outline's width, px.
    pub stroke_width: f64,
    /// How much of the outline's colour covers what is behind.
    pub stroke_opacity: Option<f64>,
    /// Lengths of dashes and gaps, px, as SVG has them; empty where the outline is whole.
    pub dash: &'static str,
    /// Drawn on paper and where colours are forced, not on a screen.
    pub only_print: bool,
    /// Heavier letters.
    pub bold: bool,
    /// A rim in the background's colour, so that words stay readable across lines and bands.
    pub rim: bool,
}

/// How this role is painted.
pub fn paint(role: Role) -> Paint {
    let fill = |token| Paint {
        fill: Some(token),
        ..Paint::default()
    };
    let veil = |token, opacity| Paint {
        fill_opacity: Some(opacity),
        ..fill(token)
    };
    let stroke = |token, stroke_width| Paint {
        stroke: Some(token),
        stroke_width,
        ..Paint::default()
    };
    let words = |token| Paint {
        rim: true,
        ..fill(token)
    };
    let outlined = |token| Paint {
        stroke: Some(token),
        stroke_width: 1.5,
        ..fill(Token::Bg)
    };
    match role {
        Role::Grid => stroke(Token::Line, 1.0),
        Role::Axis => stroke(Token::Muted, 1.0),
        Role::TickLabel | Role::Note => words(Token::Muted),
        Role::ZeroLine => stroke(Token::Late, 2.0),
        Role::NoDifference => stroke(Token::Text, 1.0),
        Role::Band90 => veil(Token::Early, 0.15),
        Role::Band50 => veil(Token::Early, 0.3),
        Role::Median => stroke(Token::Early, 2.0),
        Role::BandLate => veil(Token::Late, 0.15),
        Role::Course => stroke(Token::Late, 2.0),
        Role::BarSaves | Role::DotSaves | Role::BreakEven => fill(Token::Early),
        Role::BarCosts | Role::DotCosts => outlined(Token::Late),
        Role::PersonChanged => Paint {
            stroke: Some(Token::Early),
            stroke_width: 2.5,
            ..fill(Token::Bg)
        },
        Role::PersonSame => fill(Token::Muted),
        Role::PersonOther => Paint {
            stroke: Some(Token::Muted),
            stroke_width: 1.0,
            ..fill(Token::Bg)
        },
        Role::Hatch => Paint {
            only_print: true,
            ..stroke(Token::Late, 1.0)
        },
        Role::WhiskerRim => stroke(Token::Bg, 3.5),
        Role::Whisker => stroke(Token::Text, 1.5),
        Role::SparkArea => veil(Token::Early, 0.15),
        Role::SparkLine => stroke(Token::Early, 1.5),
        Role::SparkMark => stroke(Token::Text, 1.5),
        Role::Annotation | Role::RowLabel => words(Token::Text),
        Role::Heading => Paint {
            bold: true,
            ..words(Token::Text)
        },
        Role::LabelEarly => Paint {
            bold: true,
            ..words(Token::Early)
        },
        Role::Voice => Paint {
            stroke_width: 2.0,
            ..outlined(Token::Early)
        },
        Role::Was => outlined(Token::Muted),
        Role::Flag => stroke(Token::Third, 1.0),
        Role::LabelFlag => Paint {
            bold: true,
            ..words(Token::Third)
        },
        Role::Eye => fill(Token::Text),
        Role::Mouth => stroke(Token::Text, 2.0),
        Role::LabelLate => Paint {
            bold: true,
            ..words(Token::Late)
        },
    }
}
