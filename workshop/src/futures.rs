//! Single futures, as the engine drew them: what the uncertain figures were, and what came of it.

use early_action_engine::fault::Fault;
use early_action_engine::model::{Distribution, Parameter};
use early_action_engine::random::BATCH;
use early_action_engine::simulate::BatchResult;
use early_action_engine::study::Study;

/// One future.
#[derive(Clone, Debug, PartialEq)]
pub struct Future {
    /// Uncertain figures among those that decide it: index of the parameter, and what it was, in
    /// the model's prices.
    pub figures: Vec<(usize, f64)>,
    /// The outcome that the model names beside its threshold: without and with the strategy.
    pub outcome: Option<(f64, f64)>,
    /// What the strategy costs more than the baseline; negative saves.
    pub net: f64,
}

/// The futures of the first batch, in the order of their draws.
///
/// # Errors
/// Why so few draws cannot be run.
pub fn told(
    study: &Study,
    strategy: usize,
    batch: &BatchResult,
) -> Result<Vec<Future>, Vec<Fault>> {
    let first = study.with_draws(study.seed, BATCH.min(study.draws))?;
    let mut ledger = first.ledger();
    ledger.add(batch);
    let of_line = |strategy: usize, wanted: &dyn Fn(usize) -> bool| {
        let mut sum = vec![0.0; first.draws];
        for (column, line) in first.columns_of(strategy) {
            if wanted(line) {
                for (sum, value) in sum.iter_mut().zip(ledger.totals(column)) {
                    *sum += value;
                }
            }
        }
        sum
    };
    let baseline = first.model.baseline;
    let is_fiscal = |line: usize| first.program.ledger[line].what.is_fiscal();
    let (before, after) = (of_line(baseline, &is_fiscal), of_line(strategy, &is_fiscal));
    let outcome = first.model.strategies[strategy]
        .threshold
        .map(|(_, outcome)| {
            let name = &first.model.lines[outcome].name;
            let is_it = |line: usize| first.program.ledger[line].name == *name;
            (of_line(baseline, &is_it), of_line(strategy, &is_it))
        });
    let mut draws = Vec::new();
    first.inputs.draw(batch.batch, &mut draws);
    let shown = shown(&first);
    let future = |at: usize| Future {
        figures: shown
            .iter()
            .filter_map(|(parameter, column)| Some((*parameter, draws.get(*column)?[at])))
            .collect(),
        outcome: outcome
            .as_ref()
            .map(|(before, after)| (before[at], after[at])),
        net: after[at] - before[at],
    };
    Ok((0..first.draws).map(future).collect())
}

/// Figures that decide it and are uncertain: index of the parameter and its column of draws.
fn shown(study: &Study) -> Vec<(usize, usize)> {
    let model = &study.model;
    let is_uncertain = |parameter: &Parameter| {
        let now = study.overrides.distribution(parameter).ok().flatten();
        !matches!(
            now,
            None | Some(Distribution::Fixed(_) | Distribution::Dirichlet(_))
        )
    };
    let mut column = 0;
    let mut columns = Vec::new();
    for parameter in &model.parameters {
        columns.push(column);
        column += match &parameter.distribution {
            Some(Distribution::Dirichlet(parts)) => parts.len(),
            _ => 1,
        };
    }
    let controls = model.controls.iter().copied();
    controls
        .filter(|i| is_uncertain(&model.parameters[*i]))
        .map(|i| (i, columns[i]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use early_action_engine::model::{Model, Overrides};

    fn study() -> Study {
        let text = &crate::shipped_json(0);
        Study::new(Model::parse(text).unwrap(), Overrides::default(), 1, 2_560).unwrap()
    }

    #[test]
    fn single_futures_add_up_to_what_the_engine_says_of_all() {
        let study = study().with_draws(1, BATCH).unwrap();
        let strategy = 1 - study.model.baseline;
        let futures = told(&study, strategy, &study.run_batch(0).unwrap()).unwrap();
        let appraisal = study.run().unwrap();
        let said = &appraisal.comparisons[0];
        assert_eq!(futures.len(), BATCH);
        let mean = futures.iter().fold(0.0, |sum, f| sum + f.net) / BATCH as f64;
        assert!((mean / said.net_cost.mean - 1.0).abs() < 1e-9, "{mean}");
        let saving = futures.iter().filter(|f| f.net < 0.0).count();
        assert_eq!(saving as f64 / BATCH as f64, said.chance_of_saving.value);
        let (_, outcome) = study.model.strategies[strategy].threshold.unwrap();
        let name = &study.model.lines[outcome].name;
        let more = futures.iter().fold(0.0, |sum, f| {
            let (before, after) = f.outcome.unwrap();
            sum + after - before
        });
        let told = &said
            .outcomes
            .iter()
            .find(|o| o.name == *name)
            .unwrap()
            .summary;
        assert!((more / BATCH as f64 / told.mean - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_figures_told_are_those_that_were_drawn() {
        let study = study();
        let futures = told(
            &study,
            1 - study.model.baseline,
            &study.run_batch(0).unwrap(),
        )
        .unwrap();
        assert!(!futures[0].figures.is_empty());
        for (at, (parameter, _)) in futures[0].figures.iter().enumerate() {
            let parameter = &study.model.parameters[*parameter];
            let (mean, sd) = {
                let d = parameter.distribution.as_ref().unwrap();
                let values: Vec<f64> = futures.iter().map(|f| f.figures[at].1).collect();
                let mean = values.iter().fold(0.0, |sum, v| sum + v) / values.len() as f64;
                let sd = (values.iter().fold(0.0, |sum, v| sum + (v - mean).powi(2))
                    / values.len() as f64)
                    .sqrt();
                (mean - d.mean(), sd)
            };
            // Five standard errors of a mean of 256.
            assert!(mean.abs() < 5.0 * sd / 16.0, "{}: {mean}", parameter.name);
        }
    }
}
