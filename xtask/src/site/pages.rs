//! Pages: what they share is written once, and each shipped model gets one of its own.
//!
//! - `<!-- nav -->` becomes the way between the pages.
//! - An empty `<script type="application/json" id="models">` is given `models.json`.
//! - `model.html` becomes `models/ID.html`. Where the site knows its own address
//!   (`EARLY_ACTION_ADDRESS`), such a page announces itself to systems that know oEmbed, by a file
//!   `models/ID.oembed.json`.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Where the finished site will stand, with a slash at its end.
pub const ADDRESS: &str = "EARLY_ACTION_ADDRESS";

/// Pages in the order of the way between them; what is not there is left out.
const PAGES: [(&str, &str); 6] = [
    ("index.html", "Explore"),
    ("map.html", "Map"),
    ("plan.html", "Plan"),
    ("workshop.html", "Workshop"),
    ("how-to-embed.html", "On your page"),
    ("self-test.html", "Check your browser"),
];
const NAV: &str = "<!-- nav -->";
const OEMBED: &str = "<!-- oembed -->";
const NO_OEMBED: &str = "data-oembed=\"no\"";
const MODELS: &str = "<script type=\"application/json\" id=\"models\">[]</script>";
const TEMPLATE: &str = "model.html";
/// What a frame takes where nobody has said more: WordPress shows up to 1,000 px.
const FRAME: (u32, u32) = (640, 900);

#[derive(Deserialize)]
struct Portrait {
    id: String,
    title: String,
    answer: String,
    picture: Picture,
}

#[derive(Deserialize)]
struct Picture {
    title: String,
    description: String,
}

/// Where the site will stand, if that is said.
pub fn address() -> Result<Option<String>> {
    let Some(address) = std::env::var(ADDRESS).ok().filter(|a| !a.is_empty()) else {
        return Ok(None);
    };
    let is_address = address.starts_with("https://") || address.starts_with("http://");
    ensure!(
        is_address && address.ends_with('/') && !address.contains(['"', '<', '>', ' ']),
        "{ADDRESS} is `{address}`: write it like https://example.org/early-action/"
    );
    Ok(Some(address))
}

/// Completes the pages of a copied site.
pub fn complete(site: &Path, address: Option<&str>) -> Result<()> {
    let models = fs::read_to_string(site.join("models.json")).context("www/models.json")?;
    let portraits: Vec<Portrait> = serde_json::from_str(&models).context("www/models.json")?;
    let template = fs::read_to_string(site.join(TEMPLATE)).context("www/model.html")?;
    fs::remove_file(site.join(TEMPLATE))?;
    for portrait in &portraits {
        let page = site.join(format!("models/{}.html", portrait.id));
        fs::write(page, portrait.page(&template, address))?;
        if let Some(address) = address {
            let file = site.join(format!("models/{}.oembed.json", portrait.id));
            fs::write(
                file,
                serde_json::to_string_pretty(&portrait.oembed(address))?,
            )?;
        }
    }
    let inline = inline(&serde_json::to_string(&serde_json::from_str::<
        serde_json::Value,
    >(&models)?)?);
    for entry in WalkDir::new(site) {
        let path = entry?.into_path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let name = path
            .strip_prefix(site)?
            .to_string_lossy()
            .replace('\\', "/");
        let mut page = fs::read_to_string(&path)?
            .replace(NAV, &nav(site, &name))
            .replace(MODELS, &inline);
        if address.is_some() {
            page = page.replace(NO_OEMBED, "hidden");
        }
        fs::write(path, page)?;
    }
    Ok(())
}

fn inline(models: &str) -> String {
    // No text of a model can end the element that holds it.
    MODELS.replace("[]", &models.replace('<', "\\u003c"))
}

fn nav(site: &Path, here: &str) -> String {
    let up = "../".repeat(here.matches('/').count());
    let items = PAGES.iter().filter(|(file, _)| site.join(file).exists());
    let items = items.map(|(file, text)| {
        let current = if *file == here {
            " aria-current=\"page\""
        } else {
            ""
        };
        format!("<li><a href=\"{up}{file}\"{current}>{text}</a></li>")
    });
    let items: String = items.collect();
    format!("<nav class=\"nav\" aria-label=\"Pages\"><ul>{items}</ul></nav>")
}

impl Portrait {
    fn page(&self, template: &str, address: Option<&str>) -> String {
        let announced = address.map(|address| {
            let page = format!("{address}models/{}", self.id);
            format!(
                "<link rel=\"canonical\" href=\"{page}.html\" />\n    \
                 <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{page}.oembed.json\" title=\"{}\" />",
                escaped(&self.title)
            )
        });
        let picture = format!("{}. {}", self.picture.title, self.picture.description);
        template
            .replace(OEMBED, &announced.unwrap_or_default())
            .replace("{{id}}", &self.id)
            .replace("{{title}}", &escaped(&self.title))
            .replace("{{answer}}", &escaped(&self.answer))
            .replace("{{picture}}", &escaped(&picture))
    }

    fn oembed(&self, address: &str) -> serde_json::Value {
        let (width, height) = FRAME;
        let frame = format!(
            "<iframe src=\"{address}embed.html?model={}\" title=\"{}\" width=\"{width}\" height=\"{height}\" \
             sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\"></iframe>",
            self.id,
            escaped(&self.title)
        );
        json!({
            "version": "1.0",
            "type": "rich",
            "title": self.title,
            "provider_name": "early action",
            "provider_url": address,
            "html": frame,
            "width": width,
            "height": height,
        })
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portrait() -> Portrait {
        Portrait {
            id: "a-model".into(),
            title: "Early & \"late\"".into(),
            answer: "<b>".into(),
            picture: Picture {
                title: "It costs less".into(),
                description: "After 5 years".into(),
            },
        }
    }

    #[test]
    fn a_page_that_knows_its_address_announces_a_frame_that_may_only_run_scripts() {
        let address = "https://example.org/x/";
        let page = portrait().page(
            "<head><!-- oembed --></head>{{title}}{{answer}}{{picture}}",
            Some(address),
        );
        assert!(page.contains("type=\"application/json+oembed\" href=\"https://example.org/x/models/a-model.oembed.json\""));
        assert!(page.contains("Early &amp; &quot;late&quot;&lt;b&gt;It costs less. After 5 years"));
        let said = portrait().oembed(address);
        assert_eq!(
            (said["type"].as_str(), said["version"].as_str()),
            (Some("rich"), Some("1.0"))
        );
        let frame = said["html"].as_str().unwrap();
        assert!(
            frame.starts_with("<iframe src=\"https://example.org/x/embed.html?model=a-model\"")
        );
        assert!(!frame.contains("allow-same-origin") && !frame.contains("<script"));
    }

    #[test]
    fn a_page_that_does_not_know_its_address_announces_nothing() {
        assert_eq!(portrait().page("<!-- oembed -->{{id}}", None), "a-model");
    }

    #[test]
    fn models_within_a_page_cannot_end_their_element() {
        let inlined = inline("[\"</script>\"]");
        assert_eq!(inlined.matches("</script>").count(), 1);
        assert!(inlined.ends_with("</script>"));
    }
}
