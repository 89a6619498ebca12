//! A study as it is written on the command line: one arm or more, each of one figure.

use super::fault;
use super::source::Draws;
use early_action_engine::fault::{Fault, did_you_mean};
use early_action_engine::formula::Formula;
use early_action_engine::voi::{Design, Kind, Trial};

/// A study that somebody thinks of, of one size, and what it would show in each draw.
pub struct Wanted {
    /// As it was written.
    pub text: String,
    /// Its arms.
    pub arms: Vec<Arm>,
    /// What it costs in pounds, if that was said.
    pub cost: Option<f64>,
    /// What it would show, ready to be fitted to.
    pub design: Design,
}

/// A part of a study that observes one figure.
pub struct Arm {
    /// What is observed: a figure, or a formula of figures.
    pub of: String,
    /// Its plain words.
    pub label: String,
    /// What is counted or measured.
    pub kind: &'static str,
    /// People or measurements.
    pub size: u32,
}

impl Wanted {
    /// People or measurements of all arms.
    pub fn size(&self) -> u64 {
        self.arms.iter().map(|arm| u64::from(arm.size)).sum()
    }
}

const HINT: &str = "write it like \"binomial of=NAME n=100\", \"poisson of=NAME n=100 time=1\", \
                    \"normal of=NAME n=100 sd=1\" or \"log-normal of=NAME n=100 sd=1\", arms apart \
                    by `;`, and what it costs: fixed=20000 each=50";

/// An arm as it was written.
struct Written<'t> {
    kind: &'static str,
    of: &'t str,
    sizes: Vec<u32>,
    sd: Option<f64>,
    time: Option<f64>,
}

/// What a study costs.
#[derive(Default)]
struct Price {
    fixed: Option<f64>,
    each: Option<f64>,
}

/// Reads a study and simulates what it would show, once for each of its sizes.
pub fn read(text: &str, draws: &Draws) -> Result<Vec<Wanted>, Vec<Fault>> {
    let refused = |what: String| fault(text, what, HINT);
    let mut price = Price::default();
    let arms: Vec<Written<'_>> = text
        .split(';')
        .map(|arm| written(arm, &mut price).map_err(refused))
        .collect::<Result<_, _>>()?;
    let sizes = arms.iter().map(|arm| arm.sizes.len()).fold(1, usize::max);
    if arms
        .iter()
        .any(|a| a.sizes.len() != 1 && a.sizes.len() != sizes)
    {
        return Err(refused("the arms have unlike numbers of sizes".into()));
    }
    let truths: Vec<(String, Vec<f64>)> = arms
        .iter()
        .map(|arm| truth(arm.of, draws).map_err(|what| fault(text, what.0, what.1)))
        .collect::<Result<_, _>>()?;
    let of_size = |at: usize| {
        let size = |arm: &Written<'_>| arm.sizes.get(at).copied().unwrap_or(arm.sizes[0]);
        let mut shown = Vec::new();
        for (place, (arm, (_, truth))) in arms.iter().zip(&truths).enumerate() {
            let trial = Trial {
                kind: arm.engine_kind().map_err(refused)?,
                size: size(arm),
            };
            // The first arm shares its chance with a study of this figure alone.
            let stream = match place {
                0 => arm.of.to_owned(),
                _ => format!("{}.{place}", arm.of),
            };
            let shows = trial.shows(truth, draws.seed, &stream);
            shown.push(shows.map_err(|error| refused(error.to_string()))?);
        }
        let columns: Vec<&[f64]> = shown.iter().map(Vec::as_slice).collect();
        let Some(design) = Design::new(&columns) else {
            return Err(refused(
                "the study would show the same in every draw".into(),
            ));
        };
        let arms: Vec<Arm> = arms
            .iter()
            .zip(&truths)
            .map(|(arm, (label, _))| Arm {
                of: arm.of.to_owned(),
                label: label.clone(),
                kind: arm.kind,
                size: size(arm),
            })
            .collect();
        let mut wanted = Wanted {
            text: text.to_owned(),
            arms,
            cost: None,
            design,
        };
        wanted.cost = price.of(wanted.size());
        Ok(wanted)
    };
    (0..sizes).map(of_size).collect()
}

impl Price {
    fn of(&self, size: u64) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "people are far fewer than 2^53")]
        let people = size as f64;
        (self.fixed.is_some() || self.each.is_some())
            .then(|| self.fixed.unwrap_or(0.0) + self.each.unwrap_or(0.0) * people)
    }
}

fn written<'t>(text: &'t str, price: &mut Price) -> Result<Written<'t>, String> {
    let mut words = text.split_whitespace();
    let kind = match words.next().unwrap_or_default() {
        "binomial" => "binomial",
        "poisson" => "poisson",
        "normal" => "normal",
        "log-normal" => "log-normal",
        other => return Err(format!("there is no study called `{other}`")),
    };
    let (mut of, mut sizes, mut sd, mut time) = (None, None, None, None);
    for word in words {
        let Some((name, value)) = word.split_once('=') else {
            return Err(format!("`{word}` is not name=value"));
        };
        let number = || match value.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(format!("`{value}` is not a number")),
        };
        let pounds = || match number() {
            Ok(Some(pounds)) if pounds < 0.0 => Err(format!("`{word}` is below 0")),
            read => read,
        };
        match name {
            "of" => of = Some(value),
            "n" => {
                let size = |n: &str| {
                    let read = n.parse::<u32>();
                    read.map_err(|_| format!("`{n}` is not a number of people"))
                };
                sizes = Some(value.split(',').map(size).collect::<Result<Vec<_>, _>>()?);
            }
            "sd" => sd = number()?,
            "time" => time = number()?,
            "fixed" if price.fixed.is_none() => price.fixed = pounds()?,
            "each" if price.each.is_none() => price.each = pounds()?,
            "fixed" | "each" => {
                return Err(format!("`{name}` is of the whole study and is said twice"));
            }
            _ => return Err(format!("a study has no `{name}`")),
        }
    }
    let (Some(of), Some(sizes)) = (of, sizes) else {
        return Err("it is not said of what the study is, or how large".into());
    };
    let written = Written {
        kind,
        of,
        sizes,
        sd,
        time,
    };
    written.engine_kind()?;
    Ok(written)
}

impl Written<'_> {
    fn engine_kind(&self) -> Result<Kind, String> {
        match (self.kind, self.sd, self.time) {
            ("binomial", None, None) => Ok(Kind::Binomial),
            ("poisson", None, time) => Ok(Kind::Poisson {
                time: time.unwrap_or(1.0),
            }),
            ("normal", Some(sd), None) => Ok(Kind::Normal { sd }),
            ("log-normal", Some(sd), None) => Ok(Kind::LogNormal { sd }),
            ("binomial", Some(_), _) => Err("a share has no sd of its own".into()),
            ("poisson", Some(_), _) => Err("a rate has no sd of its own".into()),
            (_, _, Some(_)) => Err("only a rate has a time".into()),
            _ => Err("the sd of one measurement is missing".into()),
        }
    }
}

/// What an arm observes, and its value in each draw; or what is wrong with it, and how to mend it.
fn truth(of: &str, draws: &Draws) -> Result<(String, Vec<f64>), (String, String)> {
    let singles = || draws.figures.iter().flat_map(|figure| &figure.columns);
    let single = |name: &str| singles().find(|(n, _)| n == name);
    if let Some((name, values)) = single(of) {
        let figure = draws.figures.iter().find(|figure| figure.name == *name);
        let label = figure.map_or(name, |figure| &figure.label);
        return Ok((label.clone(), values.clone()));
    }
    if let Some(several) = draws.figures.iter().find(|figure| figure.name == of) {
        let members: Vec<&str> = several.columns.iter().map(|(n, _)| n.as_str()).collect();
        return Err((
            format!("`{of}` is several figures, and an arm is of one"),
            format!("they are: {}", members.join(", ")),
        ));
    }
    let formula = Formula::parse(of).map_err(|errors| {
        let what = errors.first().map_or("", |error| &error.message);
        (
            format!("`{of}` is neither a figure nor a formula: {what}"),
            HINT.into(),
        )
    })?;
    let mut columns = Vec::new();
    for (name, _) in formula.names() {
        let Some(column) = single(name) else {
            let hint = did_you_mean(name, singles().map(|(n, _)| n.as_str())).map_or_else(
                || {
                    let names: Vec<&str> = singles().map(|(n, _)| n.as_str()).collect();
                    format!("those that vary are: {}", names.join(", "))
                },
                |near| format!("did you mean `{near}`?"),
            );
            return Err((format!("there is no figure `{name}` that varies"), hint));
        };
        columns.push(column);
    }
    let mut values = Vec::with_capacity(draws.choice.draws());
    for draw in 0..draws.choice.draws() {
        let value = |name: &str| {
            let column = columns.iter().find(|(n, _)| n == name);
            column.map_or(f64::NAN, |(_, values)| values[draw])
        };
        let found = formula.evaluate(&value);
        if !found.is_finite() {
            let why = formula.diagnose(&value).map(|found| found.message);
            return Err((
                format!(
                    "`{of}` has no value in draw {}: {}",
                    draw + 1,
                    why.unwrap_or_default()
                ),
                "write a formula that has a value for every figure that may be".into(),
            ));
        }
        values.push(found);
    }
    Ok((of.to_owned(), values))
}
