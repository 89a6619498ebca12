//! Prices of one year in prices of another, by GDP deflator.
//!
//! HM Treasury publishes two series: financial years on 2025/26 = 100 and calendar years on
//! 2025 = 100. The two hundreds are not the same prices, so the calendar series is put on the
//! financial one: a financial year is three quarters of the calendar year in which it begins and
//! one quarter of the next. The two series are linked over all years that both cover, which
//! averages out what the quarters did within each; single years differ from the link by less than
//! 1 %, the price of rebasing between a calendar and a financial year. Within one series rebasing
//! is exact.

include!(concat!(env!("OUT_DIR"), "/deflators.rs"));

/// The price level of a financial year (`"2024/25"`) or calendar year (`"2024"`), with
/// 2025/26 = 100. `None` for any other text and for years outside the published series
/// (financial 2002/03 to 2025/26, calendar 2010 to 2025): forecasts are not prices.
///
/// ```
/// use early_action_engine::evidence::price_index;
///
/// assert_eq!(price_index("2025/26"), Some(100.0));
/// assert_eq!(price_index("2024/25"), Some(96.6694));
/// assert_eq!(price_index("2024/26"), None);
/// ```
#[must_use]
pub fn price_index(year: &str) -> Option<f64> {
    match year.split_once('/') {
        None => Some(at(CALENDAR, number(year, 4)?)? / calendar_per_financial()),
        Some((first, last)) => {
            let first = number(first, 4)?;
            let follows = number(last, 2)? == (first + 1) % 100;
            if follows { at(FINANCIAL, first) } else { None }
        }
    }
}

/// What an amount in prices of `from` is multiplied by to be in prices of `to`; `None` where
/// either has no [`price_index`].
///
/// ```
/// use early_action_engine::evidence::rebase;
///
/// let then_to_now = rebase("2005/06", "2025/26").unwrap();
/// assert_eq!((25_000.0 * then_to_now).round(), 42_152.0);
/// ```
#[must_use]
pub fn rebase(from: &str, to: &str) -> Option<f64> {
    if from == to {
        return price_index(from).map(|_| 1.0);
    }
    Some(price_index(to)? / price_index(from)?)
}

/// The price level of the financial year that begins in `first`, with 2025/26 = 100: published to
/// 2025/26, then by the forecasts of the Office for Budget Responsibility, the last of which
/// holds beyond. `None` before 2002/03.
///
/// ```
/// use early_action_engine::evidence::forecast_index;
///
/// assert_eq!(forecast_index(2024), Some(96.6694));
/// let next = forecast_index(2026).unwrap();
/// assert!((next - 102.005_742).abs() < 1e-9);
/// ```
#[must_use]
pub fn forecast_index(first: u16) -> Option<f64> {
    let (last, mut index) = *FINANCIAL.last()?;
    if first <= last {
        return at(FINANCIAL, first);
    }
    let mut growth = 0.0;
    for year in last + 1..=first {
        growth = at(FORECAST, year).unwrap_or(growth);
        index *= 1.0 + growth / 100.0;
    }
    Some(index)
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<u16> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn at(series: &[(u16, f64)], year: u16) -> Option<f64> {
    series
        .iter()
        .find(|(first, _)| *first == year)
        .map(|(_, index)| *index)
}

/// How many points of the calendar series one point of the financial series is: the mean over
/// all financial years for which both calendar years are published.
fn calendar_per_financial() -> f64 {
    let mut total = 0.0;
    let mut years = 0.0;
    for &(year, financial) in FINANCIAL {
        if let (Some(this), Some(next)) = (at(CALENDAR, year), at(CALENDAR, year + 1)) {
            total += (0.75 * this + 0.25 * next) / financial;
            years += 1.0;
        }
    }
    total / years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn financial_years_are_those_of_the_series() {
        assert_eq!(price_index("2025/26"), Some(100.0));
        assert_eq!(price_index("2005/06"), Some(59.3089));
        assert_eq!(rebase("2024/25", "2024/25"), Some(1.0));
        // The register's own factors, four decimals.
        assert!((rebase("2005/06", "2025/26").unwrap() - 1.6861).abs() < 5e-5);
        assert!((rebase("2005/06", "2024/25").unwrap() - 1.6299).abs() < 5e-5);
    }

    #[test]
    fn calendar_years_are_rebased_among_themselves_as_published() {
        assert!((rebase("2019", "2025").unwrap() - 1.2778).abs() < 5e-5);
    }

    #[test]
    fn the_two_series_are_put_on_one_base() {
        // 2025 is not 100 on the base 2025/26 = 100: three quarters of 2025/26 lie in 2025, one in
        // 2026, when prices are higher.
        let calendar = price_index("2025").unwrap();
        assert!(calendar > price_index("2024/25").unwrap());
        assert!(calendar < price_index("2025/26").unwrap());
        for year in 2010..2025_u16 {
            let next = year + 1;
            let both = 0.75 * price_index(&year.to_string()).unwrap()
                + 0.25 * price_index(&next.to_string()).unwrap();
            let financial = price_index(&format!("{year}/{:02}", next % 100)).unwrap();
            assert!(
                (both / financial - 1.0).abs() < 0.01,
                "{year}: {both} {financial}"
            );
        }
    }

    #[test]
    fn rebasing_there_and_back_changes_nothing() {
        let there = rebase("2018/19", "2023").unwrap();
        let back = rebase("2023", "2018/19").unwrap();
        assert!((there * back - 1.0).abs() < 1e-15);
    }

    #[test]
    fn what_is_no_price_year_is_refused() {
        for year in [
            "",
            "24",
            "2024/2025",
            "2024/26",
            "2026/27",
            "1999",
            "2024-25",
            "+024",
            "２０２４",
            "1999/00",
        ] {
            assert_eq!(price_index(year), None, "{year}");
        }
    }

    #[test]
    fn the_deflators_are_the_registers() {
        let mut register = csv_rows(include_str!("../../evidence/register.csv"));
        let is_index = |row: &str| ["DF-", "DC-", "DP-"].iter().any(|id| row.starts_with(id));
        register.retain(|row| is_index(row));
        assert_eq!(
            register.len(),
            FINANCIAL.len() + CALENDAR.len() + FORECAST.len()
        );
        let deflators = include_str!("../../evidence/deflators.csv");
        for row in register {
            // id,topic,"name, with a comma",low,mean: the figure is the first number after the name.
            let year = row[3..].split(',').next().unwrap();
            let index = row.split("\",,").nth(1).unwrap().split(',').next().unwrap();
            let kind = match &row[..3] {
                "DF-" => "financial",
                "DC-" => "calendar",
                _ => "forecast",
            };
            assert!(
                deflators.contains(&format!("\n{year},{kind},{index}\n")),
                "{row}"
            );
        }
    }

    fn csv_rows(text: &str) -> Vec<&str> {
        text.lines().collect()
    }
}
