//! How wide text is, without a browser.

/// Measures text. A page that can measure its own font gives its own; [`SystemUi`] stands in.
pub trait TextMetrics {
    /// Width in px of one line of text at a font size in px.
    fn width(&self, text: &str, size: f64, bold: bool) -> f64;
}

/// Advance widths of the widest of the usual `system-ui` fonts, so that labels which keep clear
/// of each other by these widths keep clear in any of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemUi;

/// Widths of the characters from space to tilde, in thousandths of the font size.
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

fn thousandths(c: char) -> f64 {
    let code = c as u32;
    match c {
        ' '..='~' => f64::from(ASCII[(code - 32) as usize]),
        '£' => 636.0,
        '‘' | '’' | '·' => 318.0,
        '“' | '”' => 518.0,
        '…' => 1000.0,
        'ŵ' => 818.0,
        // Letters with accents, a little above the mean of the plain ones.
        '\u{a0}'..='\u{24f}' => 650.0,
        // Dashes, arrows, signs.
        '\u{250}'..='\u{2e7f}' => 840.0,
        // Scripts that fill a square.
        _ => 1000.0,
    }
}

impl TextMetrics for SystemUi {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let sum: f64 = text.chars().map(thousandths).sum();
        sum / 1000.0 * size * if bold { 1.12 } else { 1.0 }
    }
}

/// The same metrics, for text in heavier letters.
pub struct Bold<'a>(
    /// The metrics.
    pub &'a dyn TextMetrics,
);

impl TextMetrics for Bold<'_> {
    fn width(&self, text: &str, size: f64, _: bool) -> f64 {
        self.0.width(text, size, true)
    }
}

/// Breaks text into at most `lines` lines of `width` px; what does not fit ends in an ellipsis.
pub fn wrap(
    metrics: &dyn TextMetrics,
    text: &str,
    size: f64,
    width: f64,
    lines: usize,
) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if metrics.width(&longer, size, false) <= width
            || (line.is_empty() && out.len() + 1 < lines)
        {
            line = longer;
        } else if out.len() + 1 < lines {
            out.push(std::mem::replace(&mut line, word.to_owned()));
        } else {
            let rest: Vec<&str> = words.collect();
            line = format!("{longer} {}", rest.join(" "));
            break;
        }
    }
    out.push(line);
    out.into_iter()
        .map(|line| fit(metrics, &line, size, width))
        .collect()
}

/// One line cut to `width` px, with an ellipsis where something was cut.
pub fn fit(metrics: &dyn TextMetrics, text: &str, size: f64, width: f64) -> String {
    if metrics.width(text, size, false) <= width {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while !kept.is_empty() {
        kept.pop();
        let shorter = format!("{}…", kept.iter().collect::<String>().trim_end());
        if metrics.width(&shorter, size, false) <= width {
            return shorter;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_breaks_between_words_and_ends_in_an_ellipsis() {
        let lines = wrap(&SystemUi, "one two three four five six", 14.0, 80.0, 2);
        assert_eq!(lines, ["one two", "three fou…"]);
        assert_eq!(wrap(&SystemUi, "short", 14.0, 80.0, 2), ["short"]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for width in [0.0, 5.0, 20.0, 61.5, 200.0] {
            for line in wrap(
                &SystemUi,
                "Llanfairpwllgwyngyll is a long name indeed",
                14.0,
                width,
                3,
            ) {
                assert!(
                    SystemUi.width(&line, 14.0, false) <= width,
                    "{line} in {width}"
                );
            }
        }
    }
}
