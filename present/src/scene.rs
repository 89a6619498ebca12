//! A picture as data: primitives with roles, placed but not coloured.
//!
//! A scene becomes nodes in a page, SVG text, a canvas or print. It holds no colour: a role says
//! what a mark means, and style sheets or a [palette](crate::palette) say how that looks.

use std::fmt;

/// A length or coordinate in tenths of a pixel: exact, and as fine as a screen shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(pub i32);

impl Tenths {
    /// The nearest tenth to a length in px.
    pub fn of(px: f64) -> Self {
        Self((px * 10.0).round() as i32)
    }

    /// In px.
    pub fn px(self) -> f64 {
        f64::from(self.0) / 10.0
    }
}

/// As an SVG attribute has it: "12", "12.3".
impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0.abs() / 10, self.0.abs() % 10);
        let sign = if self.0 < 0 { "-" } else { "" };
        if rest == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{rest}")
        }
    }
}

/// A place in the scene, from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// To the right.
    pub x: Tenths,
    /// Down.
    pub y: Tenths,
}

impl Point {
    /// A place given in px.
    pub fn of(x: f64, y: f64) -> Self {
        Self {
            x: Tenths::of(x),
            y: Tenths::of(y),
        }
    }
}

/// Which part of a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    /// The value of SVG's `text-anchor`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A box by its top left corner.
    Rect {
        /// Top left corner.
        at: Point,
        /// Width.
        width: Tenths,
        /// Height.
        height: Tenths,
    },
    /// One straight line.
    Line {
        /// One end.
        from: Point,
        /// The other.
        to: Point,
    },
    /// A line through points, open.
    Path(Vec<Point>),
    /// An area within points, closed.
    Polygon(Vec<Point>),
    /// A circle.
    Circle {
        /// Its centre.
        centre: Point,
        /// Its radius.
        radius: Tenths,
    },
    /// One line of text.
    Text {
        /// Where its anchor stands, on the base line.
        at: Point,
        /// Which part of it stands there.
        anchor: Anchor,
        /// Font size.
        size: Tenths,
        /// The text: text, never markup.
        text: String,
    },
}

impl Shape {
    /// The same, this many times as large.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let size = |length: Tenths| Tenths::of(length.px() * factor);
        let to = |point: Point| Point {
            x: size(point.x),
            y: size(point.y),
        };
        match self {
            Self::Rect { at, width, height } => Self::Rect {
                at: to(at),
                width: size(width),
                height: size(height),
            },
            Self::Line { from, to: end } => Self::Line {
                from: to(from),
                to: to(end),
            },
            Self::Path(points) => Self::Path(points.into_iter().map(to).collect()),
            Self::Polygon(points) => Self::Polygon(points.into_iter().map(to).collect()),
            Self::Circle { centre, radius } => Self::Circle {
                centre: to(centre),
                radius: size(radius),
            },
            Self::Text {
                at,
                anchor,
                size: letters,
                text,
            } => Self::Text {
                at: to(at),
                anchor,
                size: size(letters),
                text,
            },
        }
    }

    /// The same, further to the right and down, px.
    #[must_use]
    pub fn moved(self, right: f64, down: f64) -> Self {
        let (right, down) = (Tenths::of(right).0, Tenths::of(down).0);
        let to = |point: Point| Point {
            x: Tenths(point.x.0 + right),
            y: Tenths(point.y.0 + down),
        };
        match self {
            Self::Rect { at, width, height } => Self::Rect {
                at: to(at),
                width,
                height,
            },
            Self::Line { from, to: end } => Self::Line {
                from: to(from),
                to: to(end),
            },
            Self::Path(points) => Self::Path(points.into_iter().map(to).collect()),
            Self::Polygon(points) => Self::Polygon(points.into_iter().map(to).collect()),
            Self::Circle { centre, radius } => Self::Circle {
                centre: to(centre),
                radius,
            },
            Self::Text {
                at,
                anchor,
                size,
                text,
            } => Self::Text {
                at: to(at),
                anchor,
                size,
                text,
            },
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $class:literal,)*) => {
        /// What a mark means; style sheets know it by its class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $role,)* }

        impl Role {
            /// Every role.
            pub const ALL: &[Role] = &[$(Role::$role,)*];

            /// The class of a mark with this role.
            pub fn class(self) -> &'static str {
                match self { $(Role::$role => $class,)* }
            }
        }
    };
}

roles! {
    /// Decoration: a line at a tick across the picture.
    Grid = "ea-grid",
    /// An axis and its ticks.
    Axis = "ea-axis",
    /// A figure at a tick.
    TickLabel = "ea-tick-label",
    /// The line of no difference: acting late.
    ZeroLine = "ea-zero-line",
    /// Where there is no difference, between two sides of a picture.
    NoDifference = "ea-no-difference",
    /// What 90 of 100 futures lie between.
    Band90 = "ea-band-90",
    /// What the middle 50 of 100 futures lie between.
    Band50 = "ea-band-50",
    /// The middle of the futures.
    Median = "ea-median",
    /// What 90 of 100 futures lie between, for a course that acts later.
    BandLate = "ea-band-late",
    /// Its middle.
    Course = "ea-course",
    /// An area of saving: filled.
    BarSaves = "ea-bar-saves",
    /// An area of extra cost: outlined.
    BarCosts = "ea-bar-costs",
    /// Lines within an area of extra cost, for print and where colours are forced.
    Hatch = "ea-hatch",
    /// Keeps a range's line clear of what is behind it.
    WhiskerRim = "ea-whisker-rim",
    /// The line that shows a range.
    Whisker = "ea-whisker",
    /// A future that saves: filled.
    DotSaves = "ea-dot-saves",
    /// A future that does not: a ring.
    DotCosts = "ea-dot-costs",
    /// A person for whom acting early changes it: outlined.
    PersonChanged = "ea-person-changed",
    /// A person for whom it holds either way: filled.
    PersonSame = "ea-person-same",
    /// A person for whom it holds neither way.
    PersonOther = "ea-person-other",
    /// The range of years in which it breaks even, on the axis.
    BreakEven = "ea-break-even",
    /// The density of a parameter's figures.
    SparkArea = "ea-spark-area",
    /// Its outline.
    SparkLine = "ea-spark-line",
    /// Its middle.
    SparkMark = "ea-spark-mark",
    /// A quiet note in the picture.
    Note = "ea-note",
    /// Words that say what was found at a place.
    Annotation = "ea-annotation",
    /// The label of acting early.
    LabelEarly = "ea-label-early",
    /// The label of acting late.
    LabelLate = "ea-label-late",
    /// The name of a row.
    RowLabel = "ea-row-label",
    /// The finding, where a picture stands alone.
    Heading = "ea-heading",
    /// Where somebody stands: outlined.
    Voice = "ea-voice",
    /// Where somebody stood at first.
    Was = "ea-was",
    /// A life event.
    Flag = "ea-flag",
    /// Its number.
    LabelFlag = "ea-label-flag",
    /// An eye of a face.
    Eye = "ea-eye",
    /// Its mouth.
    Mouth = "ea-mouth",
}

/// One primitive and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it means.
    pub role: Role,
    /// What is drawn.
    pub shape: Shape,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Width.
    pub width: Tenths,
    /// Height; a chart may need more than was asked for.
    pub height: Tenths,
    /// The finding, to stand above the picture.
    pub title: String,
    /// What is drawn, and in which unit.
    pub subtitle: String,
    /// The picture in words, for those who do not see it.
    pub description: String,
    /// What is drawn, from back to front.
    pub marks: Vec<Mark>,
}

impl Scene {
    /// An empty picture of this size in px.
    pub fn new(width: f64, height: f64) -> Self {
        Self {
            width: Tenths::of(width),
            height: Tenths::of(height),
            title: String::new(),
            subtitle: String::new(),
            description: String::new(),
            marks: Vec::new(),
        }
    }

    /// Draws in front of all so far.
    pub fn push(&mut self, role: Role, shape: Shape) {
        self.marks.push(Mark { role, shape });
    }

    /// A straight line, in px.
    pub fn line(&mut self, role: Role, from: (f64, f64), to: (f64, f64)) {
        let (from, to) = (Point::of(from.0, from.1), Point::of(to.0, to.1));
        self.push(role, Shape::Line { from, to });
    }

    /// A box, in px.
    pub fn rect(&mut self, role: Role, at: (f64, f64), width: f64, height: f64) {
        let (width, height) = (Tenths::of(width), Tenths::of(height));
        self.push(
            role,
            Shape::Rect {
                at: Point::of(at.0, at.1),
                width,
                height,
            },
        );
    }

    /// One line of text on a base line, in px.
    pub fn text(&mut self, role: Role, at: (f64, f64), anchor: Anchor, size: f64, text: &str) {
        if text.is_empty() {
            return;
        }
        let (at, size) = (Point::of(at.0, at.1), Tenths::of(size));
        self.push(
            role,
            Shape::Text {
                at,
                anchor,
                size,
                text: text.to_owned(),
            },
        );
    }

    /// Every text in the picture.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
    }
}
