//! Reminders as a calendar file (iCalendar, RFC 5545).

/// Longest line in bytes, without its end.
const LINE: usize = 75;

/// Something on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The same whenever the same thing is written: a calendar then changes what it has.
    pub id: String,
    /// The day, as `2026-03-14`.
    pub day: String,
    /// What a calendar shows; it may be seen on a locked screen.
    pub title: String,
}

/// A calendar of these, made at `stamp` (UTC, as `20260314T093000Z`). Each takes the whole day,
/// leaves the day free for other things and rings no alarm. Days that are no whole dates are left out.
pub fn calendar(reminders: &[Reminder], stamp: &str) -> String {
    let mut text = String::new();
    let mut put = |line: &str| fold(&mut text, line);
    put("BEGIN:VCALENDAR");
    put("VERSION:2.0");
    put("PRODID:-//early-action//plan//EN");
    put("CALSCALE:GREGORIAN");
    for reminder in reminders {
        let day: String = reminder.day.chars().filter(char::is_ascii_digit).collect();
        if day.len() != 8 {
            continue;
        }
        put("BEGIN:VEVENT");
        put(&["UID:", &escape(&reminder.id), "@early-action"].concat());
        put(&["DTSTAMP:", stamp].concat());
        put(&["DTSTART;VALUE=DATE:", &day].concat());
        put(&["SUMMARY:", &escape(&reminder.title)].concat());
        put("TRANSP:TRANSPARENT");
        put("END:VEVENT");
    }
    put("END:VCALENDAR");
    text
}

/// Text as a value: backslash, semicolon, comma and line ends are escaped; other controls go.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Adds a line, broken after at most 75 bytes, between letters; what follows begins with a blank.
fn fold(text: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 5545, 3.1 and 3.3.11: lines end in CR LF, none is longer than 75 bytes, unfolded and
    /// unescaped they say what was written.
    #[test]
    fn a_calendar_is_folded_and_escaped_as_the_standard_says() {
        let title = format!(
            "Ring Nan, then; the \\school\nabout {}",
            "Gwenllïan 🙂 ".repeat(12)
        );
        let reminder = Reminder {
            id: "s1".into(),
            day: "2026-03-14".into(),
            title: title.clone(),
        };
        let text = calendar(&[reminder], "20260301T080000Z");
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        let unfolded = text.replace("\r\n ", "");
        for line in [
            "UID:s1@early-action",
            "DTSTAMP:20260301T080000Z",
            "DTSTART;VALUE=DATE:20260314",
        ] {
            assert!(unfolded.split("\r\n").any(|found| found == line), "{line}");
        }
        let summary = unfolded
            .split("SUMMARY:")
            .nth(1)
            .unwrap()
            .split("\r\n")
            .next()
            .unwrap();
        let mut read = String::new();
        let mut letters = summary.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next().unwrap() {
                    'n' => read.push('\n'),
                    other => read.push(other),
                },
                ';' | ',' => panic!("not escaped: {summary}"),
                other => read.push(other),
            }
        }
        assert_eq!(read, title);
    }

    #[test]
    fn a_month_is_no_day() {
        let reminder = Reminder {
            id: "s1".into(),
            day: "2026-03".into(),
            title: "x".into(),
        };
        assert!(!calendar(&[reminder], "20260301T080000Z").contains("VEVENT"));
    }
}
