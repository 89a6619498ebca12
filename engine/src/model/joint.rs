//! Figures that vary together: tables of draws, covariances and correlations.

use super::reader::Reader;
use super::section::Section;
use super::value::{Key, Node, Value};
use super::{Correlation, Distribution, DrawTable, Parameter, Sampled, fields};
use crate::fault::did_you_mean;
use crate::random::{Root, normal_from_rank};
use std::sync::Arc;

/// `[draws.NAME]`.
pub(super) fn draw_tables(reader: &Reader<'_>, file: &Section<'_, '_>) -> Vec<Arc<DrawTable>> {
    let read = |(key, node): &(Key, Node)| {
        let path = format!("draws.{}", key.name);
        let section = Section::open(reader, node, path.clone(), &fields::DRAWS);
        let columns: Option<Vec<(String, Vec<f64>)>> = section
            .table("columns")
            .iter()
            .map(|(column, values)| {
                let values =
                    reader.constants(values, &format!("{path}.columns.{}", column.name))?;
                Some((column.name.clone(), values))
            })
            .collect();
        let columns = columns?;
        let rows = columns.first().map_or(0, |(_, values)| values.len());
        if rows == 0 || columns.iter().any(|(_, values)| values.len() != rows) {
            reader.fault(
                section.start_of("columns"),
                &section.at("columns"),
                "the columns have no rows, or not the same number",
                "give every column one value for each draw",
            );
            return None;
        }
        let weights = section.constants("weights");
        let usable = |w: &Vec<f64>| {
            w.len() == rows && w.iter().all(|w| *w >= 0.0) && w.iter().any(|w| *w > 0.0)
        };
        if weights.as_ref().is_some_and(|w| !usable(w)) {
            reader.fault(
                section.start_of("weights"),
                &section.at("weights"),
                format!("there must be {rows} weights, none below zero and not all zero"),
                "give one weight for each row",
            );
            return None;
        }
        let at_random = section.text("rows") == Some("at-random");
        if weights.is_some() && !at_random {
            reader.fault(
                section.start_of("weights"),
                &section.at("weights"),
                "rows taken in turn have no weights",
                "add rows = \"at-random\", or leave the weights out",
            );
        }
        Some(Arc::new(DrawTable::new(
            &key.name, columns, at_random, weights,
        )))
    };
    file.table("draws").iter().filter_map(read).collect()
}

/// `draws(table = NAME, column = NAME)`: the part in parentheses, and where it stands.
pub(super) fn from_table(
    reader: &Reader<'_>,
    (parameter, at, path): (&str, usize, &str),
    arguments: &str,
    tables: &[Arc<DrawTable>],
) -> Option<Distribution> {
    let fault = |what: String, hint: String| {
        reader.fault(at, path, what, hint);
        None
    };
    let (mut table, mut column) = (None, parameter);
    for argument in arguments.split(',') {
        match argument.split_once('=').map(|(k, v)| (k.trim(), v.trim())) {
            Some(("table", name)) => table = Some(name),
            Some(("column", name)) => column = name,
            None if !argument.trim().is_empty() && table.is_none() => {
                table = Some(argument.trim());
            }
            _ => {
                return fault(
                    format!("`draws` does not take `{}`", argument.trim()),
                    "write draws(table = NAME, column = NAME)".into(),
                );
            }
        }
    }
    let name = table.unwrap_or_default();
    let names = || tables.iter().map(|t| t.name.as_str());
    let Some(table) = tables.iter().find(|t| t.name == name) else {
        return fault(
            format!("there is no table of draws `{name}`"),
            did_you_mean(name, names()).map_or_else(
                || format!("add [draws.{name}]"),
                |near| format!("did you mean `{near}`?"),
            ),
        );
    };
    let Some(index) = table.column(column) else {
        let columns = table.columns.iter().map(|(n, _)| n.as_str());
        return fault(
            format!("the draws `{name}` have no column `{column}`"),
            match did_you_mean(column, columns.clone()) {
                Some(near) => format!("did you mean column = {near}?"),
                None => format!(
                    "its columns are: {}",
                    columns.collect::<Vec<_>>().join(", ")
                ),
            },
        );
    };
    Some(Distribution::Sampled(Sampled::column(table, index)))
}

/// The field `covariance` of a multivariate normal.
pub(super) fn with_covariance(
    reader: &Reader<'_>,
    section: &Section<'_, '_>,
    distribution: Option<Distribution>,
) -> Option<Distribution> {
    match (distribution, section.node("covariance")) {
        (Some(Distribution::Normals(parts, _)), Some(_)) => {
            let matrix = matrix(reader, section, "covariance", parts.len())?;
            let root = root(reader, section, "covariance", &matrix)?;
            Some(Distribution::Normals(parts, Arc::new(root)))
        }
        (Some(Distribution::Normals(..)), None) => {
            reader.fault(
                section.start_of("distribution"),
                &section.path,
                "a multivariate normal needs its covariance",
                "add covariance = [[...], ...], one row for each name, in the same order",
            );
            None
        }
        (other, None) => other,
        (other, Some(node)) => {
            reader.fault(
                node.span.start,
                &section.at("covariance"),
                "only a multivariate normal has a covariance",
                "leave it out, or correlate single parameters in [correlations]",
            );
            other
        }
    }
}

/// `[correlations.NAME]`.
pub(super) fn correlations(
    reader: &Reader<'_>,
    file: &Section<'_, '_>,
    parameters: &[Parameter],
) -> Vec<Correlation> {
    let mut taken: Vec<usize> = Vec::new();
    let read = |(key, node): &(Key, Node)| {
        let path = format!("correlations.{}", key.name);
        let section = Section::open(reader, node, path, &fields::CORRELATION);
        let mut of = Vec::new();
        for (name, span) in section.names("of") {
            let refuse = |what: String, hint: String| {
                reader.fault(span.start, &section.at("of"), what, hint);
            };
            let Some(index) = parameters.iter().position(|p| p.name == name) else {
                let near = did_you_mean(name, parameters.iter().map(|p| p.name.as_str()));
                refuse(
                    format!("there is no parameter `{name}`"),
                    near.map_or_else(
                        || "name one that the model has".into(),
                        |n| format!("did you mean `{n}`?"),
                    ),
                );
                continue;
            };
            let is_single = match &parameters[index].distribution {
                Some(Distribution::Sampled(_)) => false,
                Some(other) => other.members().is_none(),
                None => true,
            };
            if !is_single {
                refuse(
                    format!("`{name}` varies with other figures already"),
                    "correlate parameters that are single figures".into(),
                );
            } else if taken.contains(&index) {
                refuse(
                    format!("`{name}` is correlated already"),
                    "put all that vary together into one list".into(),
                );
            } else {
                taken.push(index);
                of.push(index);
            }
        }
        let (field, from_rank) = match (section.node("rank"), section.node("normal")) {
            (Some(_), None) => ("rank", true),
            (None, Some(_)) => ("normal", false),
            _ => {
                reader.fault(
                    section.span.start,
                    &section.path,
                    "say how strongly they go together, in one way",
                    "give either `rank` (Spearman's) or `normal` (of normal scores)",
                );
                return None;
            }
        };
        if of.len() < 2 {
            if section.names("of").len() < 2 {
                reader.fault(
                    section.start_of("of"),
                    &section.at("of"),
                    "a correlation is between two parameters or more",
                    "name at least two",
                );
            }
            return None;
        }
        let mut matrix = coefficients(reader, &section, field, of.len())?;
        for (i, row) in matrix.iter_mut().enumerate() {
            for (j, value) in row.iter_mut().enumerate() {
                if i != j && from_rank {
                    *value = normal_from_rank(*value);
                }
            }
        }
        let root = root(reader, &section, field, &matrix)?;
        Some(Correlation { of, root })
    };
    file.table("correlations").iter().filter_map(read).collect()
}

/// A correlation matrix, from one number for two parameters or from the matrix itself.
fn coefficients(
    reader: &Reader<'_>,
    section: &Section<'_, '_>,
    field: &str,
    size: usize,
) -> Option<Vec<Vec<f64>>> {
    let whole = match section.node(field).map(|n| &n.value) {
        Some(Value::List(_)) => matrix(reader, section, field, size)?,
        _ => {
            let one = section.constant(field)?;
            let entry = |i: usize, j: usize| if i == j { 1.0 } else { one };
            (0..size)
                .map(|i| (0..size).map(|j| entry(i, j)).collect())
                .collect()
        }
    };
    let fits = whole
        .iter()
        .enumerate()
        .all(|(i, row)| (row[i] - 1.0).abs() < 1e-9 && row.iter().all(|r| r.abs() <= 1.0));
    if !fits {
        reader.fault(
            section.start_of(field),
            &section.at(field),
            "correlations lie between -1 and 1, and each parameter's with itself is 1",
            "check the figures against the paper",
        );
        return None;
    }
    Some(whole)
}

/// A square symmetric matrix, row by row.
fn matrix(
    reader: &Reader<'_>,
    section: &Section<'_, '_>,
    field: &str,
    size: usize,
) -> Option<Vec<Vec<f64>>> {
    let path = section.at(field);
    let rows: Option<Vec<Vec<f64>>> = section
        .list(field)
        .iter()
        .enumerate()
        .map(|(i, row)| reader.constants(row, &format!("{path}[{i}]")))
        .collect();
    let rows = rows?;
    if rows.len() != size || rows.iter().any(|row| row.len() != size) {
        reader.fault(
            section.start_of(field),
            &path,
            format!("this must be {size} rows of {size} numbers"),
            "give one row for each name, in the same order",
        );
        return None;
    }
    let differs = |i: usize, j: usize| {
        (rows[i][j] - rows[j][i]).abs() > 1e-9 * (rows[i][j].abs() + rows[j][i].abs())
    };
    let odd = (0..size)
        .flat_map(|i| (0..i).map(move |j| (i, j)))
        .find(|(i, j)| differs(*i, *j));
    if let Some((i, j)) = odd {
        reader.fault(
            section.start_of(field),
            &path,
            format!(
                "row {} column {} is {}, but row {} column {} is {}",
                i + 1,
                j + 1,
                rows[i][j],
                j + 1,
                i + 1,
                rows[j][i]
            ),
            "the matrix must be the same on both sides of its diagonal",
        );
        return None;
    }
    Some(rows)
}

fn root(
    reader: &Reader<'_>,
    section: &Section<'_, '_>,
    field: &str,
    matrix: &[Vec<f64>],
) -> Option<Root> {
    let root = Root::of(matrix);
    if root.is_none() {
        reader.fault(
            section.start_of(field),
            &section.at(field),
            "no figures can vary together like this: the matrix is not positive definite",
            "check it against the paper; rounding may have made it impossible, then lessen the \
             largest correlations a little",
        );
    }
    root
}
