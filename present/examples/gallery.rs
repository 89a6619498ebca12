//! Writes every chart of several made-up comparisons into one page, to be looked at:
//! `cargo run -p early-action-present --example gallery -- FOLDER`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::fmt::Write as _;

use early_action_engine::appraise::Appraisal;
use early_action_engine::evidence;
use early_action_engine::model::{Model, Overrides};
use early_action_engine::study::Study;
use early_action_present::charts::{self, Canvas};
use early_action_present::metrics::SystemUi;
use early_action_present::palette::{Palette, Token};
use early_action_present::scene::Scene;
use early_action_present::sentences::{self, Frame};
use early_action_present::{Words, of_model, svg};

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".into());
    std::fs::create_dir_all(&folder)?;
    let shipped = shipped();
    for (name, palette) in [
        ("light", Palette::Light),
        ("dark", Palette::Dark),
        ("print", Palette::Print),
    ] {
        for lang in ["en", "en-XA"] {
            for width in [320.0, 640.0, 900.0] {
                let page = page(palette, lang, width, &shipped);
                std::fs::write(format!("{folder}/{name}-{lang}-{width}.html"), page)?;
            }
        }
    }
    Ok(())
}

fn page(palette: Palette, lang: &str, width: f64, shipped: &[(&str, Appraisal, Study)]) -> String {
    let words = Words::new(lang);
    let (bg, text) = (palette.color(Token::Bg), palette.color(Token::Text));
    let muted = palette.color(Token::Muted);
    let mut out = format!(
        "<!doctype html><meta charset=utf-8><title>Gallery</title><style>\
         body{{background:{bg};color:{text};font:16px/1.5 system-ui;margin:20px;\
         columns:{width}px;column-gap:40px}}\
         section{{width:{width}px;margin-bottom:40px}}\
         figure{{margin:0 0 24px;break-inside:avoid}}h2{{font-size:20px;line-height:1.3;margin:0 0 4px}}\
         h1{{font-size:26px;line-height:1.3;margin:0 0 8px}}p{{margin:0 0 12px}}\
         .q{{color:{muted};font-size:14px}}svg{{display:block}}</style>"
    );
    for (name, comparison) in samples::all() {
        let mut frame = Frame::new(&comparison, comparison.cumulative.len() as f64);
        frame.people = Some(120.0);
        let appraisal = samples::appraisal(comparison.clone());
        section(&mut out, &words, name, &appraisal, &frame, (palette, width));
    }
    for (id, appraisal, study) in shipped {
        let words = words.with_model(&of_model::words_of(&study.model));
        for at in 0..appraisal.comparisons.len() {
            if let Some(frame) = of_model::frame_of(study, appraisal, at) {
                section(&mut out, &words, id, appraisal, &frame, (palette, width));
            }
        }
    }
    for (name, quantiles, low, high) in samples::quantiles() {
        let canvas = Canvas {
            words: &words,
            metrics: &SystemUi,
            width: 200.0,
            height: 40.0,
        };
        let _ = write!(out, "<p class=q>{name}</p>");
        figure(
            &mut out,
            &charts::spark(&canvas, &quantiles, low, high),
            palette,
        );
    }
    out
}

/// One comparison: the answer and its charts.
fn section(
    out: &mut String,
    words: &Words,
    name: &str,
    appraisal: &Appraisal,
    frame: &Frame<'_>,
    (palette, width): (Palette, f64),
) {
    let answer = sentences::answer(words, frame);
    let condition = answer.condition.map(|c| c.sentence).unwrap_or_default();
    let source = sentences::provenance(words, appraisal, frame.comparison, Some("trial, 2023"));
    let _ = write!(
        out,
        "<section><p class=q>{} · {}</p><h1>{}</h1><p>{} {}</p><p class=q>{}</p>",
        svg::escaped(name),
        svg::escaped(&answer.verdict),
        svg::escaped(&answer.sentence),
        svg::escaped(&answer.range.unwrap_or_default()),
        svg::escaped(&condition),
        svg::escaped(&source),
    );
    let height = if width < 400.0 { 240.0 } else { width * 0.55 };
    let canvas = Canvas {
        words,
        metrics: &SystemUi,
        width,
        height,
    };
    let price_year = appraisal.provenance.price_year.as_deref();
    figure(out, &charts::fan(&canvas, frame, price_year), palette);
    let canvas = Canvas {
        height: width * 0.4,
        ..canvas
    };
    figure(out, &charts::payers(&canvas, frame, price_year), palette);
    figure(out, &charts::dots(&canvas, frame), palette);
    out.push_str("</section>");
}

/// The shipped models, run.
fn shipped() -> Vec<(&'static str, Appraisal, Study)> {
    let mut found = Vec::new();
    for (id, text) in evidence::shipped() {
        let run = Model::parse(text).and_then(|model| {
            let study = Study::new(model, Overrides::default(), 1, 2000)?;
            let appraisal = study.run().map_err(|fault| vec![fault])?;
            Ok((*id, appraisal, study))
        });
        match run {
            Ok(run) => found.push(run),
            Err(faults) => eprintln!("{id}: {faults:?}"),
        }
    }
    found
}

fn figure(out: &mut String, scene: &Scene, palette: Palette) {
    let _ = write!(
        out,
        "<figure><h2>{}</h2><p class=q>{}</p>{}</figure>",
        svg::escaped(&scene.title),
        svg::escaped(&scene.subtitle),
        svg::document(scene, palette)
    );
}
