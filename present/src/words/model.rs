//! A model's own words as a Fluent resource.

use super::ftl;

/// One text that a model says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelWord {
    /// `model`, `parameter`, `strategy`, `outcome`, `cost`, `state`, `payer`.
    pub kind: String,
    /// Its name in the model; for kind `model`: `title`, `question`, `notes`, `person`, `people`.
    pub name: String,
    /// `None` for the label, else for instance `explain` or `unit`.
    pub attribute: Option<String>,
    /// The text, as the author wrote it: text, never markup.
    pub text: String,
}

/// All texts of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelWords {
    /// The model's id, by which a locale finds its own words for it.
    pub id: String,
    /// The texts; a later one with the same kind, name and attribute wins.
    pub words: Vec<ModelWord>,
}

impl ModelWords {
    /// No words yet for this model.
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            words: Vec::new(),
        }
    }

    /// Adds a label.
    pub fn label(&mut self, kind: &str, name: &str, text: &str) -> &mut Self {
        self.push(kind, name, None, text)
    }

    /// Adds a longer text beside a label.
    pub fn attribute(&mut self, kind: &str, name: &str, attribute: &str, text: &str) -> &mut Self {
        self.push(kind, name, Some(attribute), text)
    }

    fn push(&mut self, kind: &str, name: &str, attribute: Option<&str>, text: &str) -> &mut Self {
        self.words.push(ModelWord {
            kind: kind.to_owned(),
            name: name.to_owned(),
            attribute: attribute.map(str::to_owned),
            text: text.to_owned(),
        });
        self
    }

    /// The words as Fluent reads them: one message for each name, its attributes under it.
    pub fn to_ftl(&self) -> String {
        type Message<'a> = (String, Option<&'a str>, Vec<(&'a str, &'a str)>);
        let mut messages: Vec<Message<'_>> = Vec::new();
        for word in &self.words {
            let id = ftl::id(&word.kind, &word.name);
            let at = messages.iter().position(|(known, ..)| *known == id);
            let at = at.unwrap_or_else(|| {
                messages.push((id, None, Vec::new()));
                messages.len() - 1
            });
            let (_, value, attributes) = &mut messages[at];
            match word.attribute.as_deref() {
                None => *value = Some(&word.text),
                Some(name) => {
                    attributes.retain(|(known, _)| *known != name);
                    attributes.push((name, &word.text));
                }
            }
        }
        let mut out = String::new();
        for (id, value, attributes) in messages {
            out.push_str(&id);
            out.push_str(" =");
            if let Some(text) = value {
                out.push(' ');
                out.push_str(&ftl::pattern(text));
            }
            out.push('\n');
            for (name, text) in attributes {
                out.push_str(&format!("    .{name} = {}\n", ftl::pattern(text)));
            }
        }
        out
    }
}
