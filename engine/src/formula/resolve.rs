//! What the names in formulas stand for, and what their values vary with.

use std::fmt;
use std::ops::BitOr;

use super::error::{Code, FormulaError, Span};
use super::function::{FUNCTIONS, Function};
use super::program::{Slot, TableId};
use super::{Formula, MAX_ERRORS};
use crate::fault::did_you_mean;

/// What a value varies with: a set, empty for a value that is fixed throughout a run.
///
/// The value of an operation varies with whatever its operands vary with.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Varies(u8);

impl Varies {
    /// Fixed throughout a run.
    pub const NOTHING: Self = Self(0);
    /// Differs between draws: uncertain parameters.
    pub const DRAW: Self = Self(1);
    /// Differs between cycles: the cycle number, time, age.
    pub const CYCLE: Self = Self(2);
    /// Differs between entry cohorts.
    pub const ENTRY: Self = Self(4);
    /// Differs with the time spent in a state.
    pub const STATE_TIME: Self = Self(8);
    /// Differs between persons: attributes and history.
    pub const PERSON: Self = Self(16);
    /// With all of these.
    pub const EVERYTHING: Self = Self(31);

    const PARTS: [(Self, &'static str); 5] = [
        (Self::DRAW, "draw"),
        (Self::CYCLE, "cycle"),
        (Self::ENTRY, "entry"),
        (Self::STATE_TIME, "time in state"),
        (Self::PERSON, "person"),
    ];

    /// Whether all that `other` varies with is here too.
    #[must_use]
    pub const fn includes(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// With what either varies.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Varies {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

impl fmt::Debug for Varies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = Self::PARTS.iter().filter(|(part, _)| self.includes(*part));
        f.debug_set().entries(parts.map(|(_, name)| name)).finish()
    }
}

/// What a name stands for: a column of the register file, and what its values vary with.
///
/// If the column is defined by a formula of the same [`compile`](super::compile), what it varies
/// with is worked out there, and `varies` is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Input {
    /// The column.
    pub slot: Slot,
    /// What its values vary with, beside the lanes' own position.
    pub varies: Varies,
}

/// What the name of a table stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableInput {
    /// The number by which [`Tables`](super::Tables) know it.
    pub id: TableId,
    /// What the entries themselves vary with: nothing, unless they are uncertain.
    pub varies: Varies,
}

/// The names that one formula may read: a scope of a model.
pub trait Resolve {
    /// What a name stands for, if the model has it.
    fn name(&self, name: &str) -> Option<Input>;
    /// The table of that name, if the model has it. Built-in functions come first.
    fn table(&self, name: &str) -> Option<TableInput>;
    /// All names, for hints, in a fixed order.
    fn names(&self) -> Vec<&str>;
    /// All tables, for hints, in a fixed order.
    fn tables(&self) -> Vec<&str>;
}

impl Formula {
    /// Every name and table that the scope does not have, with hints.
    #[must_use]
    pub fn check(&self, scope: &dyn Resolve) -> Vec<FormulaError> {
        let names = self.names().filter(|(name, _)| scope.name(name).is_none());
        let names = names.map(|(name, span)| unknown_name(name, span, scope));
        let tables = self
            .tables()
            .filter(|(name, _)| scope.table(name).is_none());
        let tables = tables.map(|(name, span)| unknown_table(name, span, scope));
        let mut errors: Vec<FormulaError> = names
            .take(MAX_ERRORS)
            .chain(tables.take(MAX_ERRORS))
            .collect();
        errors.sort_by_key(|error| error.span);
        errors.truncate(MAX_ERRORS);
        errors
    }

    /// What the formula's value varies with, in a scope that has all of its names.
    #[must_use]
    pub fn varies(&self, scope: &dyn Resolve) -> Varies {
        let names = self.names().filter_map(|(name, _)| scope.name(name));
        let tables = self.tables().filter_map(|(name, _)| scope.table(name));
        let parts = names
            .map(|name| name.varies)
            .chain(tables.map(|table| table.varies));
        parts.fold(Varies::NOTHING, Varies::and)
    }
}

fn unknown_name(name: &str, span: Span, scope: &dyn Resolve) -> FormulaError {
    let error = FormulaError::new(
        Code::UnknownName,
        span,
        format!("the model has no `{name}`"),
    );
    if let Some(function) = Function::named(name) {
        return error.hint(format!(
            "to use the function write `{}`",
            function.signature()
        ));
    }
    if scope.table(name).is_some() {
        return error.hint(format!("`{name}` is a table: write `{name}(x)`"));
    }
    match did_you_mean(name, scope.names()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("declare it as a parameter or a value of the model"),
    }
}

fn unknown_table(name: &str, span: Span, scope: &dyn Resolve) -> FormulaError {
    let message = format!("`{name}` is neither a function nor a table of the model");
    let error = FormulaError::new(Code::UnknownFunction, span, message);
    if scope.name(name).is_some() {
        return error.hint(format!("use `*` to multiply: `{name} * (...)`"));
    }
    match name.to_ascii_lowercase().as_str() {
        "log" => return error.hint("write `ln(x)`; for base 10, `ln(x) / ln(10)`"),
        "log10" => return error.hint("write `ln(x) / ln(10)`"),
        "power" => return error.hint("write `a ^ b`"),
        "int" | "trunc" => return error.hint("write `floor(x)`"),
        "phi" | "pnorm" | "norm" => return error.hint("write `normal_cdf(z)`"),
        "sum" | "average" | "mean" => return error.hint("write the values with `+` between them"),
        _ => {}
    }
    let built_in = FUNCTIONS.iter().map(|function| function.name);
    match did_you_mean(name, scope.tables().into_iter().chain(built_in)) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("declare it as a table of the model"),
    }
}
