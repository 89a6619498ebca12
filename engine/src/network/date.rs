//! Dates as people know them: a day, a month or a year.

use std::fmt;

/// Days in a year of the Gregorian calendar, on average.
const YEAR: f64 = 365.2425;
/// Years that a date may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2200;

/// A day, or the month or year that is all that somebody remembers.
///
/// Dates are ordered by the first day that they may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    /// 1 to 12, 0 where only the year is known.
    month: u8,
    /// 1 to 31, 0 where only the month is known.
    day: u8,
}

impl Date {
    /// Reads `2026-03-14`, `2026-03` or `2026`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let number = |at: usize, digits: usize| -> Option<Option<u16>> {
            match parts.get(at) {
                None => Some(None),
                Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
                    part.parse().ok().map(Some)
                }
                Some(_) => None,
            }
        };
        if parts.len() > 3 {
            return None;
        }
        let year = i32::from(number(0, 4)??);
        let (month, day) = (number(1, 2)?, number(2, 2)?);
        let is_month = month.is_none_or(|m| (1..=12).contains(&m));
        let is_day = day.is_none_or(|d| d >= 1 && d <= month.map_or(31, |m| days_in(year, m)));
        let small = |part: Option<u16>| u8::try_from(part.unwrap_or(0)).ok();
        (YEARS.contains(&year) && is_month && is_day).then_some(Self {
            year,
            month: small(month)?,
            day: small(day)?,
        })
    }

    /// Days from the first of March of the year 0 to the first day that this may mean.
    fn first_day(self) -> i32 {
        let (month, day) = (i32::from(self.month.max(1)), i32::from(self.day.max(1)));
        // Years that begin in March end with the day that leap years add.
        let (year, month) = if month > 2 {
            (self.year, month - 3)
        } else {
            (self.year - 1, month + 9)
        };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
    }

    /// The day after the last one that this may mean, as a number of days.
    fn end(self) -> i32 {
        match (self.month, self.day) {
            (0, _) => Self {
                year: self.year + 1,
                ..self
            }
            .first_day(),
            (12, 0) => Self {
                year: self.year + 1,
                month: 1,
                ..self
            }
            .first_day(),
            (month, 0) => Self {
                month: month + 1,
                ..self
            }
            .first_day(),
            _ => self.first_day() + 1,
        }
    }

    /// Whether the whole of this date lies before the first day of another.
    pub fn is_over_by(self, other: Self) -> bool {
        self.end() <= other.first_day()
    }

    /// Days from this date to a later one, between their first days.
    pub fn days_until(self, later: Self) -> i32 {
        later.first_day() - self.first_day()
    }

    /// Years from this date to a later one, between their first days.
    pub fn years_until(self, later: Self) -> f64 {
        f64::from(self.days_until(later)) / YEAR
    }

    /// Full years of age on a day of somebody who was born on this one.
    pub fn age_on(self, day: Self) -> i32 {
        let (born, day) = (self.firsts(), day.firsts());
        let had_birthday = (day.1, day.2) >= (born.1, born.2);
        day.0 - born.0 - i32::from(!had_birthday)
    }

    /// The birthday on which somebody born on this day becomes this old.
    pub fn birthday(self, age: u8) -> Self {
        let year = self.year + i32::from(age);
        // Born on 29 February: in other years the law of England counts from 1 March.
        let moved = self.month == 2 && self.day == 29 && days_in(year, 2) == 28;
        Self {
            year,
            month: if moved { 3 } else { self.month },
            day: if moved { 1 } else { self.day },
        }
    }

    fn firsts(self) -> (i32, u8, u8) {
        (self.year, self.month.max(1), self.day.max(1))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().filter(|part| *part > 0) {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

fn days_in(year: i32, month: u16) -> u16 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_date_is_a_day_a_month_or_a_year_that_there_is() {
        for text in ["2026-03-14", "2026-03", "2026", "2024-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in [
            "",
            "26",
            "2026-3",
            "2026-13",
            "2025-02-29",
            "2026-00",
            "14/03/2026",
            "2026-01-01-01",
            "+026",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn spans_are_counted_in_days_and_birthdays_in_years() {
        assert!((date("2023-03-01").years_until(date("2026-03-01")) - 3.0).abs() < 0.003);
        assert_eq!(date("2008-05-02").age_on(date("2026-05-01")), 17);
        assert_eq!(date("2008-05-02").age_on(date("2026-05-02")), 18);
        assert_eq!(date("2008-02-29").birthday(18), date("2026-03-01"));
        assert!(date("2026-03").is_over_by(date("2026-04-01")));
        assert!(!date("2026-03").is_over_by(date("2026-03-31")));
        assert!(!date("2026").is_over_by(date("2026-12-31")));
        assert!(date("2026-12").is_over_by(date("2027")));
    }
}
