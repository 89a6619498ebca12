//! The time where the device is, to be shown and never to decide.

use js_sys::Date;

/// The time of day, as `14:05`.
pub fn time() -> String {
    let now = Date::new_0();
    let (hours, minutes) = (now.get_hours(), now.get_minutes());
    format!("{hours:02}:{minutes:02}")
}

/// This moment in UTC, as calendars write it: `20260314T093000Z`.
pub fn stamp() -> String {
    let now = String::from(Date::new_0().to_iso_string());
    let seconds = now.split('.').next().unwrap_or_default();
    let mut stamp: String = seconds
        .chars()
        .filter(|c| !matches!(c, '-' | ':'))
        .collect();
    stamp.push('Z');
    stamp
}
