//! The page that is kept: plain HTML that reads with script off and asks nothing of anybody.

use crate::base64;
use early_action_present::Words;
use early_action_present::tables::Table;
use std::fmt::Write as _;

/// All that the page may do: show itself, with its one style sheet and what it carries.
pub(crate) const STYLE: &str = include_str!("page.css");
/// The hash of the style sheet, which is all that the page may be styled by.
const STYLE_HASH: &str = "5XkVmvoSM3lj85M7L9Z/Pp492Twp2Zd8JC+nFKCe3V0=";

/// Where the data begin in the page, and where they end.
pub(crate) const DATA_START: &str = "<script type=\"application/json\" id=\"early-action-data\">";
pub(crate) const DATA_END: &str = "</script>";

/// A piece of the page. All text is text, whatever stands in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading, of level 2 or 3.
    Heading(u8, String),
    /// A paragraph; line breaks are kept.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A drawing, as SVG on its own. It is shown as a picture: nothing in it can act.
    Drawing {
        /// The SVG.
        svg: String,
        /// What it shows, for those who do not see it.
        description: String,
    },
    /// A photo or a recording that is in the file.
    Media {
        /// Its type, such as `image/jpeg`.
        kind: String,
        /// Its content in base64.
        data: String,
        /// What it shows or says.
        text: String,
    },
}

/// What stands on the page beside its blocks.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The address at which the file can be opened again, if there is one.
    pub address: Option<String>,
    /// Lines that tell where to get help, as they stand beside the map.
    pub help: Vec<String>,
}

/// The page up to its data, and what follows these.
pub(crate) struct Frame {
    pub(crate) before: String,
    pub(crate) after: String,
}

/// A page that shows everything.
pub(crate) fn open_page(words: &Words, about: &About, blocks: &[Block]) -> Frame {
    let mut body = String::new();
    paragraph(&mut body, "intro", &words.word("keep-page-intro"));
    for block in blocks {
        put(&mut body, block);
    }
    frame(words, about, &body, "keep-page-reopen")
}

/// A page that shows nothing but how to open it.
pub(crate) fn locked_page(words: &Words, about: &About) -> Frame {
    let mut body = String::new();
    paragraph(&mut body, "intro", &words.word("keep-page-locked"));
    paragraph(&mut body, "", &words.word("keep-page-locked-lost"));
    frame(words, about, &body, "keep-page-unlock")
}

fn frame(words: &Words, about: &About, body: &str, reopen: &str) -> Frame {
    let mut page = String::with_capacity(body.len() + 4_096);
    let title = escaped(&words.word("keep-page-title"));
    let lang = escaped(words.lang());
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src data:; media-src data:; \
         base-uri 'none'; form-action 'none'"
    );
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex, nofollow\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    page.push_str(body);
    page.push_str("</main>\n<footer>\n");
    if !about.help.is_empty() {
        let _ = writeln!(page, "<h2>{}</h2>", escaped(&words.word("keep-page-help")));
        list(&mut page, &about.help);
    }
    paragraph(&mut page, "", &words.word(reopen));
    let is_web =
        |address: &&String| address.starts_with("https://") || address.starts_with("http://");
    if let Some(address) = about.address.as_ref().filter(is_web) {
        let address = escaped(address);
        let _ = writeln!(
            page,
            "<p><a href=\"{address}\" rel=\"noreferrer noopener\">{address}</a></p>"
        );
    }
    page.push_str("</footer>\n");
    page.push_str(DATA_START);
    Frame {
        before: page,
        after: format!("{DATA_END}\n</body>\n</html>\n"),
    }
}

fn put(page: &mut String, block: &Block) {
    match block {
        Block::Heading(level, text) => {
            let level = (*level).clamp(2, 3);
            let _ = writeln!(page, "<h{level} dir=\"auto\">{}</h{level}>", escaped(text));
        }
        Block::Text(text) => paragraph(page, "", text),
        Block::List(items) => list(page, items),
        Block::Table(table) => put_table(page, table),
        Block::Drawing { svg, description } => {
            let _ = writeln!(
                page,
                "<p><img class=\"drawing\" alt=\"{}\" src=\"data:image/svg+xml;base64,{}\"></p>",
                escaped(description),
                base64::encode(svg.as_bytes())
            );
        }
        Block::Media { kind, data, text } => put_media(page, kind, data, text),
    }
}

fn paragraph(page: &mut String, class: &str, text: &str) {
    page.push_str("<p");
    if !class.is_empty() {
        let _ = write!(page, " class=\"{class}\"");
    }
    let _ = writeln!(page, " dir=\"auto\">{}</p>", lines(text));
}

fn list(page: &mut String, items: &[String]) {
    page.push_str("<ul>\n");
    for item in items {
        let _ = writeln!(page, "<li dir=\"auto\">{}</li>", lines(item));
    }
    page.push_str("</ul>\n");
}

fn put_table(page: &mut String, table: &Table) {
    let _ = write!(
        page,
        "<table>\n<caption>{}</caption>\n<thead><tr>",
        escaped(&table.caption)
    );
    for column in &table.columns {
        let _ = write!(page, "<th scope=\"col\">{}</th>", escaped(&column.heading));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let text = lines(&cell.text);
            let _ = match at {
                0 => write!(page, "<th scope=\"row\" dir=\"auto\">{text}</th>"),
                _ => write!(page, "<td dir=\"auto\">{text}</td>"),
            };
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

/// Types that a page may show: nothing that could act.
const PHOTOS: [&str; 3] = ["image/jpeg", "image/png", "image/webp"];
const RECORDINGS: [&str; 4] = ["audio/mpeg", "audio/mp4", "audio/ogg", "audio/webm"];

fn put_media(page: &mut String, kind: &str, data: &str, text: &str) {
    let plain = kind.split(';').next().unwrap_or_default().trim();
    let is_base64 = data
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    let (is_photo, is_recording) = (PHOTOS.contains(&plain), RECORDINGS.contains(&plain));
    if is_base64 && is_photo {
        // What it shows is said in words right below.
        let _ = writeln!(
            page,
            "<p><img alt=\"\" src=\"data:{plain};base64,{data}\"></p>"
        );
    } else if is_base64 && is_recording {
        let _ = writeln!(
            page,
            "<p><audio controls src=\"data:{plain};base64,{data}\"></audio></p>"
        );
    }
    if !text.is_empty() {
        paragraph(page, "", text);
    }
}

fn escaped(text: &str) -> String {
    early_action_present::svg::escaped(text)
}

/// Text whose line breaks are kept.
fn lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    lines.join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn the_policy_names_the_style_sheet_that_there_is() {
        assert_eq!(STYLE_HASH, base64::encode(&Sha256::digest(STYLE)));
        assert!(!STYLE.contains("</"), "nothing in it ends the element");
    }

    #[test]
    fn markup_in_names_is_text_and_media_that_could_act_are_left_out() {
        let evil = "</script><img src=x onerror=alert(1)>\"'\u{0}";
        let media = |kind: &str, data: &str| Block::Media {
            kind: kind.into(),
            data: data.into(),
            text: evil.into(),
        };
        let blocks = [
            Block::Heading(2, evil.into()),
            Block::Text(evil.into()),
            Block::List(vec![evil.into()]),
            Block::Drawing {
                svg: evil.into(),
                description: evil.into(),
            },
            media("image/svg+xml", "AAAA"),
            media("image/png", "AAAA\" onload=\"x"),
            media("text/html", "AAAA"),
        ];
        let about = About {
            address: Some("javascript:alert(1)".into()),
            help: vec![evil.into()],
        };
        let page = open_page(&crate::words("en"), &about, &blocks);
        let text = page.before + &page.after;
        assert_eq!(text.matches("<script").count(), 1, "the data alone");
        assert_eq!(text.matches("</script").count(), 1);
        assert_eq!(text.matches("<img").count(), 1, "the drawing alone");
        assert!(!text.contains("javascript:") && !text.contains("onload=\"x"));
        assert!(!text.contains('\u{0}'));
    }
}
