//! Years from left to right, money from bottom to top.

/// Where the plot stands within the picture, px.
pub struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub years: f64,
    pub low: f64,
    pub high: f64,
}

impl Plot {
    /// Where a year stands.
    pub fn x(&self, year: f64) -> f64 {
        self.left + (self.right - self.left) * year / self.years
    }

    /// Where an amount stands.
    pub fn y(&self, value: f64) -> f64 {
        let up = (value - self.low) / (self.high - self.low);
        self.bottom - (self.bottom - self.top) * up
    }
}
