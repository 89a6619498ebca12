//! How large a map is drawn: with names, closer together, or with initials alone where there is
//! not more room.

/// One way of drawing, in px of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// Half the width of a mark.
    pub mark: f64,
    /// Half the width of the one in the middle.
    pub middle: f64,
    /// Size of names.
    pub name: f64,
    /// Size of what is less than a name.
    pub small: f64,
    /// Size of the letters in a mark.
    pub initials: f64,
    /// Widest name beside a mark; `None`: names are not beside marks.
    pub widest: Option<f64>,
    /// Lines that a name may take.
    pub lines: usize,
    /// Whether roles stand under names.
    pub has_roles: bool,
    /// From one ring to the next, if all fit, and to one where nobody stands.
    pub step: f64,
    /// The same to a ring where nobody stands.
    pub empty: f64,
    /// Air around everything.
    pub air: f64,
}

impl Size {
    /// With names and roles.
    pub const FULL: Self = Self {
        mark: 21.0,
        middle: 36.0,
        name: 14.0,
        small: 13.0,
        initials: 15.0,
        widest: Some(96.0),
        lines: 2,
        has_roles: true,
        step: 62.0,
        empty: 46.0,
        air: 14.0,
    };
    /// With names, closer together.
    pub const NEAR: Self = Self {
        mark: 16.0,
        middle: 27.0,
        name: 13.0,
        small: 13.0,
        initials: 13.0,
        widest: Some(78.0),
        lines: 2,
        has_roles: false,
        step: 44.0,
        empty: 34.0,
        air: 6.0,
    };
    /// With names in one line, as close as can be.
    pub const TIGHT: Self = Self {
        mark: 13.0,
        middle: 24.0,
        name: 13.0,
        small: 13.0,
        initials: 13.0,
        widest: Some(66.0),
        lines: 1,
        has_roles: false,
        step: 31.0,
        empty: 26.0,
        air: 4.0,
    };
    /// With initials alone.
    pub const INITIALS: Self = Self {
        mark: 14.0,
        middle: 24.0,
        name: 13.0,
        small: 13.0,
        initials: 13.0,
        widest: None,
        lines: 2,
        has_roles: false,
        step: 31.0,
        empty: 26.0,
        air: 3.0,
    };
    /// The largest first.
    pub const ALL: [Self; 4] = [Self::FULL, Self::NEAR, Self::TIGHT, Self::INITIALS];
}
