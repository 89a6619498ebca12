//! A study as it is written on the command line.

use super::fault;
use super::source::Draws;
use super::voi::figure;
use early_action_engine::fault::Fault;
use early_action_engine::voi::{Design, Kind, Trial};

/// A study that somebody thinks of, and what it would show in each draw.
pub struct Wanted {
    /// As it was written.
    pub text: String,
    /// The figure studied.
    pub of: String,
    /// Its plain words.
    pub label: String,
    /// People or measurements.
    pub size: u32,
    /// What it costs in pounds, if that was said.
    pub cost: Option<f64>,
    /// What it would show, ready to be fitted to.
    pub design: Design,
}

const HINT: &str = "write it like \"binomial of=NAME n=100\", \"normal of=NAME n=100 sd=1\" or \
                    \"log-normal of=NAME n=100 sd=1\", and what it costs: fixed=20000 each=50";

/// Reads a study and simulates what it would show.
pub fn read(text: &str, draws: &Draws) -> Result<Wanted, Vec<Fault>> {
    let refused = |what: String| fault(text, what, HINT);
    let mut words = text.split_whitespace();
    let kind = words.next().unwrap_or_default();
    let (mut of, mut size, mut sd, mut fixed, mut each) = (None, None, None, None, None);
    for word in words {
        let Some((name, value)) = word.split_once('=') else {
            return Err(refused(format!("`{word}` is not name=value")));
        };
        let number = || match value.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(refused(format!("`{value}` is not a number"))),
        };
        match name {
            "of" => of = Some(value),
            "n" => {
                let read = value.parse::<u32>();
                size = Some(
                    read.map_err(|_| refused(format!("`{value}` is not a number of people")))?,
                );
            }
            "sd" => sd = number()?,
            "fixed" => fixed = number()?,
            "each" => each = number()?,
            _ => return Err(refused(format!("a study has no `{name}`"))),
        }
    }
    let (Some(of), Some(size)) = (of, size) else {
        return Err(refused(
            "it is not said of what the study is, or how large".into(),
        ));
    };
    let kind = match (kind, sd) {
        ("binomial", None) => Kind::Binomial,
        ("binomial", Some(_)) => return Err(refused("a share has no sd of its own".into())),
        ("normal", Some(sd)) => Kind::Normal { sd },
        ("log-normal", Some(sd)) => Kind::LogNormal { sd },
        ("normal" | "log-normal", None) => {
            return Err(refused("the sd of one measurement is missing".into()));
        }
        _ => return Err(refused(format!("there is no study called `{kind}`"))),
    };
    let figure = figure(draws, of)?;
    let [column] = &figure.draws[..] else {
        return Err(refused(format!(
            "`{of}` is several figures; a study here is of one"
        )));
    };
    let shows = Trial { kind, size }
        .shows(column, draws.seed, of)
        .map_err(|error| refused(error.to_string()))?;
    let Some(design) = Design::new(&[&shows]) else {
        return Err(refused(
            "the study would show the same in every draw".into(),
        ));
    };
    let cost = (fixed.is_some() || each.is_some())
        .then(|| fixed.unwrap_or(0.0) + each.unwrap_or(0.0) * f64::from(size));
    Ok(Wanted {
        text: text.to_owned(),
        of: of.to_owned(),
        label: figure.label.clone(),
        size,
        cost,
        design,
    })
}
