//! What people take away says whose figures are in it and how to repeat it.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail as it does")]

use early_action_engine::evidence;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;
use early_action_present::charts::{self, Canvas};
use early_action_present::export::{Export, Figure, Place};
use early_action_present::metrics::{SystemUi, TextMetrics};
use early_action_present::palette::{Palette, paint};
use early_action_present::scene::{Scene, Shape};
use early_action_present::sentences::{Marks, SetBy};
use early_action_present::{Words, of_model, svg};

const LINK: &str = "https://example.org/#early-action=family-group-conference&v=1";
const MARK: &str = "Uses 1 figure set by this site, not the evidence.";

/// A short run of the shipped model with one figure of a site's and one of the reader's.
fn export<T>(lang: &str, act: impl FnOnce(&Export<'_>) -> T) -> T {
    let shipped = evidence::shipped().iter();
    let (_, text) = shipped
        .clone()
        .find(|(id, _)| *id == "family-group-conference")
        .unwrap();
    let model = Model::parse(text).unwrap();
    let study = Study::new(model, Overrides::default(), 1, 300).unwrap();
    let appraisal = study.run().unwrap();
    let words = Words::new(lang).with_model(&of_model::words_of(&study.model));
    let figure = |name: &str, label: &str, by| Figure {
        name: name.into(),
        label: label.into(),
        by,
        now: "£900".into(),
        was: "£1,700".into(),
    };
    let figures = [
        figure("price", "=HYPERLINK(\"http://evil\") price", SetBy::Site),
        figure("other", "<b>Other</b>", SetBy::Reader),
    ];
    let mut marks = Marks::default();
    figures.iter().for_each(|f| marks.count(f.by));
    let frame = of_model::frame_of(&study, &appraisal, 0).unwrap();
    act(&Export {
        words: &words,
        study: &study,
        appraisal: &appraisal,
        frame,
        marks,
        figures: &figures,
        link: LINK,
    })
}

fn sheet(export: &Export<'_>, width: f64) -> Scene {
    let canvas = Canvas {
        words: export.words,
        metrics: &SystemUi,
        width,
        height: width / 2.0,
    };
    export.sheet(&SystemUi, charts::fan(&canvas, &export.frame, None))
}

/// What every export carries.
fn carries(what: &str, text: &str, export: &Export<'_>) {
    let source = &export.appraisal.provenance;
    for part in [
        MARK,
        source.model_hash.as_str(),
        source.engine.as_str(),
        source.register.as_str(),
        export.appraisal.digest.as_str(),
        "300",
    ] {
        assert!(text.contains(part), "{what} lacks {part}: {text}");
    }
}

#[test]
fn every_export_says_whose_figures_are_in_it_and_how_to_repeat_it() {
    export("en", |export| {
        carries("CSV", &export.csv(), export);
        carries("JSON", &export.json(), export);
        carries("the paragraph", &export.paragraph(), export);
        let texts = |scene: &Scene| scene.texts().collect::<Vec<_>>().join(" ");
        carries("the sheet", &texts(&sheet(export, 760.0)), export);
        carries("the small sheet", &texts(&sheet(export, 480.0)), export);
        let picture = svg::document(&sheet(export, 480.0), Palette::Light);
        assert!(picture.contains(&format!(
            "{MARK} Uses 1 figure set by hand, not the evidence.</desc>"
        )));
    });
}

#[test]
fn a_label_that_looks_like_a_formula_is_text_in_a_spreadsheet() {
    export("en", |export| {
        let csv = export.csv();
        assert!(csv.starts_with('\u{feff}'));
        assert!(
            csv.contains("\"'=HYPERLINK(\"\"http://evil\"\") price\""),
            "{csv}"
        );
        let fields = |line: &str| {
            let mut is_quoted = false;
            let commas = line.chars().filter(|c| {
                is_quoted ^= *c == '"';
                *c == ',' && !is_quoted
            });
            commas.count()
        };
        let widths: Vec<usize> = csv.lines().map(fields).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
    });
}

#[test]
fn the_data_are_read_as_what_they_are() {
    export("en", |export| {
        let json = export.json();
        // The engine reads models as JSON; it is the reader at hand.
        let tree = early_action_engine::model::value::parse(&json).unwrap();
        assert!(format!("{tree:?}").contains("not_evidence"));
        assert!(json.contains(r#""set_by":"site""#) && !json.contains("<b>"));
    });
}

#[test]
fn a_paragraph_is_hedged_and_names_what_was_changed() {
    export("en", |export| {
        let said = export.paragraph();
        for part in [
            "of 100 simulated futures",
            "are assumptions that nobody has measured",
            "It is an estimate and not a forecast",
            "2 figures were set by us in place of the evidence: =HYPERLINK(\"http://evil\") price: £900 (evidence: £1,700) and <b>Other</b>: £900",
            LINK,
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("will save"));
    });
}

#[test]
fn words_on_a_sheet_stay_on_it_and_apart() {
    for lang in ["en", "en-XA"] {
        export(lang, |export| {
            for width in [480.0, 760.0] {
                let scene = sheet(export, width);
                let mut last = 0.0;
                for mark in &scene.marks {
                    let Shape::Text {
                        at,
                        size,
                        text,
                        anchor,
                    } = &mark.shape
                    else {
                        continue;
                    };
                    let wide = SystemUi.width(text, size.px(), paint(mark.role).bold);
                    if anchor.as_str() == "start" {
                        let end = at.x.px() + wide;
                        assert!(end <= scene.width.px(), "{text} ends at {end} in {lang}");
                    }
                    last = at.y.px().max(last);
                }
                assert!(last + 10.0 < scene.height.px());
            }
        });
    }
}

#[test]
fn a_snippet_holds_its_own_picture_and_no_foreign_markup() {
    export("en", |export| {
        let place = Place {
            script: "https://a.example/early-action.js?\"><script>",
            set: "price:=900; other=1\"><img>",
            own_model: Some("{\"title\": \"</script><b>x</b><!-- \"}"),
        };
        let text = export.snippet(&place, &sheet(export, 480.0));
        assert!(text.contains(MARK));
        assert!(
            text.contains("set=\"price:=900; other=1&quot;&gt;&lt;img&gt;\""),
            "{text}"
        );
        assert!(text.contains("draws=\"300\"") && !text.contains("seed="));
        assert_eq!(text.matches("</script>").count(), 2);
        assert!(text.contains("<\\/script><b>x<\\/b>\\u003c!--"), "{text}");
        assert!(
            text.contains("<svg ") && text.contains(&format!("href=\"{}\"", svg::escaped(LINK)))
        );
    });
}
