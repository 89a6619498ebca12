//! How far costs of past public projects went beyond what was planned, by kind of project.

/// Where the table stands. It was made from fifty large projects; the Green Book asks for an
/// organisation's own figures where it has them.
pub const OPTIMISM_SOURCE: &str =
    "HM Treasury, Supplementary Green Book Guidance: Optimism Bias, table 1 (Mott MacDonald 2002)";

/// A kind of project and the share by which its cost went beyond the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bias {
    /// Name in models.
    pub name: &'static str,
    /// Where nothing has been done about it.
    pub upper: f64,
    /// Where all has been done that was done in practice.
    pub lower: f64,
}

const fn bias(name: &'static str, upper: f64, lower: f64) -> Bias {
    Bias { name, upper, lower }
}

/// Capital expenditure; for outsourcing, operating expenditure.
pub const OPTIMISM: &[Bias] = &[
    bias("standard-buildings", 0.24, 0.02),
    bias("non-standard-buildings", 0.51, 0.04),
    bias("standard-civil-engineering", 0.44, 0.03),
    bias("non-standard-civil-engineering", 0.66, 0.06),
    bias("equipment-development", 2.00, 0.10),
    bias("outsourcing", 0.41, 0.00),
];

/// The upper bound of a kind of project.
#[must_use]
pub fn upper_bias(name: &str) -> Option<f64> {
    let found = OPTIMISM.iter().find(|b| b.name == name);
    found.map(|b| b.upper)
}

/// The names of the table.
#[must_use]
pub fn bias_names() -> String {
    let names: Vec<&str> = OPTIMISM.iter().map(|b| b.name).collect();
    names.join(", ")
}
