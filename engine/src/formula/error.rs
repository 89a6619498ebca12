//! What can be wrong with a formula, said so that its author can mend it.

use std::fmt;

/// A stretch of a formula's text, in bytes: `&text[span.start..span.end]`.
///
/// Both ends always lie on character boundaries of the text that was parsed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The smallest span that covers both.
    pub(super) fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The text that the span covers; empty where the span is not one of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// The kind of a [`FormulaError`], for callers that translate or count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// There is no formula.
    Empty,
    /// The text is longer than [`MAX_BYTES`](super::MAX_BYTES).
    TooLong,
    /// Parentheses or calls nest deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
    TooDeep,
    /// A sign that formulas do not have.
    UnknownSign,
    /// A number that cannot be read.
    BadNumber,
    /// A name that breaks the rules for names.
    BadName,
    /// Two values side by side.
    MissingOperator,
    /// A value is missing.
    MissingValue,
    /// A parenthesis is not closed, or closes nothing.
    Parenthesis,
    /// A comma outside a function's arguments.
    StrayComma,
    /// `a < b < c`.
    ChainedComparison,
    /// `not` inside arithmetic without parentheses.
    MisplacedNot,
    /// A function is given too few or too many arguments.
    ArgumentCount,
    /// A name that the model does not have.
    UnknownName,
    /// Neither a built-in function nor a table of the model.
    UnknownFunction,
    /// A number was needed that depends on nothing, and the formula reads a name.
    NotConstant,
    /// The formula's value is not a finite number.
    NotFinite,
    /// A formula reads a value that is worked out after it, or from itself.
    UsedBeforeDefined,
    /// Two formulas give the same value.
    DefinedTwice,
}

/// One fault in a formula: where, what is wrong and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// The kind of fault.
    pub code: Code,
    /// The place in the formula's text.
    pub span: Span,
    /// What is wrong, in plain English: lower case, no full stop.
    pub message: String,
    /// How to mend it, where we can tell.
    pub hint: Option<String>,
}

impl FormulaError {
    pub(super) fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            hint: None,
        }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for FormulaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for FormulaError {}
