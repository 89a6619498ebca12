//! Durations and years as authors write them.

/// How many of each unit make a year.
const UNITS: [(&str, f64); 4] = [
    ("year", 1.0),
    ("month", 12.0),
    ("week", 52.1775),
    ("day", 365.2425),
];

/// A length of time: years, or a number of cycles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Duration {
    /// `count` units of which `per_year` make a year.
    Calendar {
        /// How many.
        count: f64,
        /// Units in a year.
        per_year: f64,
    },
    /// Cycles of the model.
    Cycles(f64),
}

impl Duration {
    /// Reads `"18 months"`, `"1 year"`, `"2 cycles"`, `"year"`, `"cycle"`.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let split = text
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(text.len());
        let (number, unit) = text.split_at(split);
        let count = match number.trim() {
            "" => 1.0,
            digits => digits
                .parse::<f64>()
                .map_err(|_| format!("`{digits}` is not a number"))?,
        };
        let unit = unit.trim();
        let singular = unit.strip_suffix('s').unwrap_or(unit);
        if !(count.is_finite() && count > 0.0) {
            return Err(format!("`{text}` is not a length of time above zero"));
        }
        if singular == "cycle" {
            return Ok(Self::Cycles(count));
        }
        match UNITS.iter().find(|(name, _)| *name == singular) {
            Some((_, per_year)) => Ok(Self::Calendar {
                count,
                per_year: *per_year,
            }),
            None => Err(format!("`{text}` is not a length of time")),
        }
    }

    /// Length in years, given the length of a cycle.
    pub fn years(self, cycle: f64) -> f64 {
        match self {
            Self::Calendar { count, per_year } => count / per_year,
            Self::Cycles(cycles) => cycles * cycle,
        }
    }

    /// Whole number of cycles, if it is one within rounding.
    pub fn whole_cycles(self, cycle: f64) -> Option<usize> {
        let cycles = match self {
            Self::Cycles(cycles) => cycles,
            // The cycle is not known, which has been reported: nothing is wrong with this length.
            Self::Calendar { .. } if cycle.is_nan() => 1.0,
            Self::Calendar { count, per_year } => count / per_year / cycle,
        };
        let whole = (cycles + 0.5).floor();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked against the range first"
        )]
        ((cycles - whole).abs() < 1e-6 && (0.0..1e6).contains(&whole)).then_some(whole as usize)
    }
}

/// Reads a calendar month, `"2026-04"`.
pub fn month(text: &str) -> Option<(i32, u32)> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    ((1900..2200).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_write_them() {
        assert_eq!(
            Duration::parse("18 months"),
            Ok(Duration::Calendar {
                count: 18.0,
                per_year: 12.0
            })
        );
        assert_eq!(
            Duration::parse("year"),
            Ok(Duration::Calendar {
                count: 1.0,
                per_year: 1.0
            })
        );
        assert_eq!(Duration::parse("2 cycles"), Ok(Duration::Cycles(2.0)));
        assert!(Duration::parse("fortnight").is_err());
        assert!(Duration::parse("-1 year").is_err());
    }

    #[test]
    fn five_years_are_sixty_months() {
        let month = 1.0 / 12.0;
        assert_eq!(
            Duration::Calendar {
                count: 5.0,
                per_year: 1.0
            }
            .whole_cycles(month),
            Some(60)
        );
        assert_eq!(
            Duration::Calendar {
                count: 0.5,
                per_year: 12.0
            }
            .whole_cycles(month),
            None
        );
    }
}
