//! Which studies a full appraisal rests on.

use super::derive::{Derived, Years, by_financial_year, later};
use super::index::{Figures, check, figures};
use super::result::{Accounts, Case};
use super::rows::rows;
use super::{profile, value, wait};
use crate::fault::Fault;
use crate::model::{Model, Optimism};
use crate::study::{Ledger, Study, YEARLY_DRAWS};

pub use super::derive::bias;

/// What is asked beyond what the model says.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// Years to wait before acting, each appraised against acting now.
    pub waits: Vec<f64>,
    /// Yearly rise of the prices of cost lines.
    pub inflation: Vec<(String, f64)>,
    /// Optimism bias of cost lines.
    pub optimism: Vec<(String, Optimism)>,
}

/// The studies of a full appraisal, and what they mean.
#[derive(Clone, Debug)]
pub struct Books {
    /// Discounted, then undiscounted, then one for each time to wait, discounted.
    studies: Vec<Study>,
    waits: Vec<f64>,
    pub(super) years: Years,
    /// For each of the model's own lines, that of its place-years.
    pub(super) places: Vec<Option<usize>>,
    figures: Figures,
}

impl Books {
    /// The studies of a full appraisal of this one.
    ///
    /// # Errors
    /// More draws than are kept by year, a line that the model has not, a start beyond the horizon.
    pub fn new(study: &Study, ask: &Ask) -> Result<Self, Vec<Fault>> {
        if study.draws > YEARLY_DRAWS {
            let what =
                format!("a full appraisal keeps every draw of every year: at most {YEARLY_DRAWS}");
            let hint = format!("take --draws {YEARLY_DRAWS} or fewer");
            return Err(vec![Fault::without_place("draws", what, hint)]);
        }
        let Derived {
            model,
            years,
            places,
        } = by_financial_year(&study.model, ask)?;
        let again = |model: Model| {
            let overrides = study.overrides.clone();
            Study::new(model, overrides, study.seed, study.draws)?.with_sampling(study.sampling)
        };
        let mut studies = vec![again(model.clone())?, again(model.clone().undiscounted())?];
        for years in &ask.waits {
            if !(years.is_finite() && *years > 0.0) {
                let what = format!("{years} years is no time to wait");
                let hint = "give a number of years above 0";
                return Err(vec![Fault::without_place("wait", what, hint)]);
            }
            studies.push(again(later(&model, *years)?)?);
        }
        let figures = figures(&studies[0]);
        check(&studies[0], &figures)?;
        Ok(Self {
            figures,
            studies,
            waits: ask.waits.clone(),
            years,
            places,
        })
    }

    /// The studies to run, in the order in which [`Books::appraise`] takes their ledgers.
    pub fn studies(&self) -> &[Study] {
        &self.studies
    }

    /// By year, as the model discounts.
    pub(super) fn present(&self) -> &Study {
        &self.studies[0]
    }

    /// The full appraisal, from the ledgers of all its studies; `None` if these are not they.
    pub fn appraise(&self, ledgers: &[Ledger]) -> Option<Accounts> {
        let [present, cash, waits @ ..] = ledgers else {
            return None;
        };
        let fits = |(study, ledger): (&Study, &Ledger)| ledger.is_complete() && ledger.fits(study);
        if ledgers.len() != self.studies.len() || !self.studies.iter().zip(ledgers).all(fits) {
            return None;
        }
        let model = &self.present().model;
        let case = |strategy: usize| {
            let rows = rows(self, strategy, &self.figures);
            Case {
                strategy: model.strategies[strategy].name.clone(),
                baseline: model.strategies[model.baseline].name.clone(),
                values: value::values(self, &rows, present, cash),
                profiles: profile::profiles(self, &rows, cash),
                hours: profile::hours(self, &rows, cash),
                waits: self
                    .waits
                    .iter()
                    .zip(&self.studies[2..])
                    .zip(waits)
                    .map(|((years, study), later)| {
                        wait::wait(self, strategy, present, (*years, study, later))
                    })
                    .collect(),
            }
        };
        Some(Accounts {
            provenance: self.present().provenance(),
            digests: ledgers.iter().map(Ledger::digest).collect(),
            years: (0..self.years.parts.len())
                .map(|y| self.years.name(y))
                .collect(),
            cases: (0..model.strategies.len())
                .filter(|s| *s != model.baseline)
                .map(case)
                .collect(),
        })
    }

    /// Runs everything here and now.
    ///
    /// # Errors
    /// What is wrong with the model in one of the draws.
    pub fn run(&self) -> Result<Option<Accounts>, Fault> {
        let mut ledgers = Vec::new();
        for study in &self.studies {
            let mut ledger = study.ledger();
            for batch in 0..study.batches() {
                ledger.add(&study.run_batch(batch)?);
            }
            ledgers.push(ledger);
        }
        Ok(self.appraise(&ledgers))
    }
}
