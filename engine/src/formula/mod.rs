//! Formulas: text to a checked tree to a lane program.
//!
//! The language is described for its users in `docs/reference/formulas.md`. [`Formula::parse`]
//! checks all that can be checked without a model; [`Formula::check`] resolves names;
//! [`compile`] turns many formulas into flat programs, one for each stage of a simulation, in
//! which equal parts are worked out once; [`Formula::diagnose`] says afterwards why a result is
//! not a number.

mod compile;
mod diagnose;
mod error;
mod function;
mod mistake;
mod operation;
mod parse;
mod print;
mod program;
mod resolve;
mod schedule;
mod token;
mod tree;

pub use compile::{CompileError, Compiled, Definition, compile};
pub use diagnose::{Diagnosis, Operand, Values};
pub use error::{Code, FormulaError, Span};
pub use function::{FUNCTIONS, Function};
pub use program::{LANES, Lane, NoTables, Program, Slot, Stage, TableId, Tables};
pub use resolve::{Input, Resolve, TableInput, Varies};

use tree::{Kind, Tree};

/// The longest formula, in bytes of text.
pub const MAX_BYTES: usize = 10_000;
/// How deep parentheses and calls may nest.
pub const MAX_DEPTH: usize = 64;
/// The longest name in a formula.
pub const MAX_NAME_BYTES: usize = 100;
/// At most so many faults are listed for one formula.
pub const MAX_ERRORS: usize = 20;

/// A formula whose text has been read and found well formed.
///
/// Two formulas are equal if they say the same, whatever their spacing and needless parentheses.
/// [`Display`](std::fmt::Display) writes the plain form.
#[derive(Clone, Debug)]
pub struct Formula {
    text: Box<str>,
    tree: Tree,
}

impl Formula {
    /// Reads a formula.
    ///
    /// ```
    /// use early_action_engine::formula::Formula;
    ///
    /// let formula = Formula::parse("families * price * fade(year, 2, 1)").unwrap();
    /// let names: Vec<&str> = formula.names().map(|(name, _)| name).collect();
    /// assert_eq!(names, ["families", "price", "year"]);
    ///
    /// let faults = Formula::parse("5x").unwrap_err();
    /// assert_eq!(faults[0].hint.as_deref(), Some("use `*` to multiply: `5 * x`"));
    /// ```
    ///
    /// # Errors
    /// The faults of the text, at least one; a syntax error hides those after it. Whether its
    /// names exist is another question: [`Formula::check`].
    pub fn parse(text: &str) -> Result<Self, Vec<FormulaError>> {
        if text.len() > MAX_BYTES {
            let message = format!("the formula is longer than {MAX_BYTES} bytes");
            let span = Span::new(0, text.len());
            let error = FormulaError::new(Code::TooLong, span, message);
            return Err(vec![
                error.hint("give parts of the formula names of their own"),
            ]);
        }
        let tree = parse::tree(text)?;
        Ok(Self {
            text: text.into(),
            tree,
        })
    }

    /// The text as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every name that the formula reads and where, in the order of reading; a name that is read
    /// twice is listed twice. Tables are not names.
    pub fn names(&self) -> impl Iterator<Item = (&str, Span)> {
        self.tree.nodes().iter().filter_map(|node| match node.kind {
            Kind::Name => Some((node.span.of(&self.text), node.span)),
            _ => None,
        })
    }

    /// Every table that the formula looks up and where, in the order of reading.
    pub fn tables(&self) -> impl Iterator<Item = (&str, Span)> {
        self.tree.nodes().iter().filter_map(|node| match node.kind {
            Kind::LookUp { table, .. } => Some((table.of(&self.text), table)),
            _ => None,
        })
    }

    /// The value of a formula that reads no names and no tables, such as `1251 / 1734`.
    ///
    /// # Errors
    /// The first name or table that it reads, or why its value is not a finite number.
    pub fn eval_constant(&self) -> Result<f64, FormulaError> {
        if let Some((name, span)) = self.names().chain(self.tables()).next() {
            let message = format!("only numbers can stand here, and `{name}` is a name");
            let error = FormulaError::new(Code::NotConstant, span, message);
            return Err(error.hint("write its value"));
        }
        let nothing = |_: &str| f64::NAN;
        match self.diagnose(&nothing) {
            None => Ok(self.evaluate(&nothing)),
            Some(diagnosis) => Err(FormulaError::new(
                Code::NotFinite,
                diagnosis.span,
                diagnosis.message,
            )),
        }
    }
}

impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.tree.same(&self.text, &other.tree, &other.text)
    }
}
