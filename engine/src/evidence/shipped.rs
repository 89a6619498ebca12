//! The models that come with the engine.

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// Id and text of every shipped model, in the order in which they are shown.
#[must_use]
pub fn shipped() -> &'static [(&'static str, &'static str)] {
    SHIPPED
}

/// The title of a shipped model, without reading it: for a list of models that nobody has chosen.
#[must_use]
pub fn title(id: &str) -> Option<&'static str> {
    TITLES
        .iter()
        .find(|(known, _)| *known == id)
        .map(|(_, title)| *title)
}

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests {
    use super::*;
    use crate::evidence::{Source, source};

    /// One `[parameters.NAME]` of a shipped model: its lines by field.
    struct Parameter {
        path: String,
        fields: Vec<(&'static str, &'static str)>,
    }

    impl Parameter {
        fn field(&self, name: &str) -> Option<&'static str> {
            self.fields
                .iter()
                .find(|(field, _)| *field == name)
                .map(|(_, value)| *value)
        }

        fn cited(&self) -> Vec<&'static Source> {
            let ids = self
                .field("source")
                .unwrap_or_default()
                .split('"')
                .skip(1)
                .step_by(2);
            ids.map(|id| source(id).unwrap_or_else(|| panic!("{}: no row {id}", self.path)))
                .collect()
        }
    }

    fn parameters() -> Vec<Parameter> {
        let mut all = Vec::new();
        for (id, text) in shipped() {
            for block in text.split("\n[parameters.").skip(1) {
                let block = block.split("\n[").next().unwrap();
                let name = block.split(']').next().unwrap();
                let fields = block
                    .lines()
                    .filter_map(|line| line.split_once(" = "))
                    .collect();
                all.push(Parameter {
                    path: format!("{id}: {name}"),
                    fields,
                });
            }
        }
        all
    }

    /// Every number in a text, written with or without commas between thousands.
    fn numbers(text: &str) -> Vec<f64> {
        let plain: String = text
            .char_indices()
            .filter(|(at, c)| {
                let digit = |i: usize| text.as_bytes().get(i).is_some_and(u8::is_ascii_digit);
                !(*c == ',' && *at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 3))
            })
            .map(|(_, c)| c)
            .collect();
        plain
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .filter_map(|number| number.trim_matches('.').parse().ok())
            .collect()
    }

    #[test]
    fn every_model_in_the_folder_is_shipped_under_its_own_id() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/models");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let mut ids: Vec<String> = shipped()
            .iter()
            .map(|(id, _)| format!("{id}.toml"))
            .collect();
        ids.sort();
        assert_eq!(files, ids);
        for (id, text) in shipped() {
            assert!(text.contains(&format!("\nid = \"{id}\"\n")), "{id}");
        }
    }

    #[test]
    fn every_parameter_has_a_source_or_says_why_not() {
        assert!(parameters().len() > 40);
        for parameter in parameters() {
            let grounds = parameter.field("source").or(parameter.field("assumption"));
            assert!(
                grounds.is_some_and(|text| text.len() > 2),
                "{}",
                parameter.path
            );
            for field in ["label", "explain", "evidence"] {
                assert!(
                    parameter.field(field).is_some(),
                    "{}: no {field}",
                    parameter.path
                );
            }
            let admitted = parameter.field("evidence") == Some("\"assumption\"");
            assert_eq!(
                admitted,
                parameter.field("assumption").is_some(),
                "{}",
                parameter.path
            );
        }
    }

    #[test]
    fn figures_with_a_source_are_the_registers() {
        for parameter in parameters() {
            let cited = parameter.cited();
            if parameter.field("assumption").is_some() {
                continue;
            }
            let value = parameter
                .field("value")
                .or(parameter.field("distribution"))
                .unwrap();
            let used = numbers(value);
            for row in cited {
                let words = [row.name, row.population, row.place, row.notes].join(" ");
                let mut published = numbers(&words);
                published.extend([row.low, row.mean, row.high].into_iter().flatten());
                assert!(
                    used.iter().any(|figure| published.contains(figure)),
                    "{}: {value} holds no figure of {}",
                    parameter.path,
                    row.id
                );
                let price_year = parameter
                    .field("price_year")
                    .map(|text| text.trim_matches('"'));
                if row.unit.starts_with("GBP") && price_year.is_some() {
                    assert_eq!(
                        price_year,
                        Some(row.price_year),
                        "{}: {}",
                        parameter.path,
                        row.id
                    );
                }
            }
        }
    }

    #[test]
    fn time_in_care_is_the_registers() {
        // N18a to N18h, leavers in the year to March 2024; what stays is what has not left yet.
        let left = [2520, 2400, 4660, 6320, 6990, 2970, 2890, 3090];
        let mut stay = 33_620;
        let shares: Vec<String> = left
            .iter()
            .map(|count| {
                stay -= count;
                format!("\"{stay}/33620\"")
            })
            .collect();
        let values = format!("values = [1, {}]", shares.join(", "));
        let register = include_str!("../../evidence/register.csv");
        for (id, count) in ["a", "b", "c", "d", "e", "f", "g", "h"].iter().zip(left) {
            let row = register
                .lines()
                .find(|line| line.starts_with(&format!("N18{id},")))
                .unwrap();
            assert!(row.contains(&format!(",,{count},,")), "{row}");
        }
        for (id, text) in shipped() {
            assert!(text.contains(&values), "{id}: {values}");
        }
    }
}
