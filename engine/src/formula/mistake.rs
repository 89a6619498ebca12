//! What the parser says about a text that is not a formula.

use super::MAX_ERRORS;
use super::error::{Code, FormulaError, Span};
use super::function::{FUNCTIONS, Function};
use super::parse::{Parser, Step};
use super::token::{Kind as Sign, Token};
use crate::fault::did_you_mean;

impl Parser<'_> {
    /// Records a call with the wrong number of arguments; what follows can still be read.
    pub(super) fn check_count(
        &mut self,
        called: &str,
        of: Option<&Function>,
        given: usize,
        span: Span,
    ) {
        let right = of.map_or(given == 1, |function| {
            let least = function.arguments.len();
            given == least || (function.more && given > least)
        });
        if right || self.errors.len() >= MAX_ERRORS {
            return;
        }
        let were_given = if given == 1 {
            "1 is given".into()
        } else {
            format!("{given} are given")
        };
        self.errors.push(match of {
            Some(function) => {
                let least = function.arguments.len();
                let takes = match (least, function.more) {
                    (_, true) => format!("at least {least} values"),
                    (1, false) => "1 value".to_string(),
                    (_, false) => format!("{least} values"),
                };
                let message = format!("`{called}` takes {takes}, but {were_given}");
                FormulaError::new(Code::ArgumentCount, span, message)
                    .hint(format!("write `{}`", function.signature()))
            }
            None => {
                let message = format!("`{called}` takes 1 value as a table, but {were_given}");
                let error = FormulaError::new(Code::ArgumentCount, span, message);
                match did_you_mean(called, FUNCTIONS.iter().map(|function| function.name)) {
                    Some(name) => error.hint(format!("did you mean `{name}`?")),
                    None => error.hint(format!(
                        "tables of two values do not exist: write `{called}(x)`, one table for each case"
                    )),
                }
            }
        });
    }

    /// A token that stands where an operator, or the end, should be.
    pub(super) fn unexpected<T>(&mut self, token: Token) -> Step<T> {
        let before = self.previous();
        let left = before.map_or("", |before| self.written(before));
        let right = self.written(token);
        let number = |kind| matches!(kind, Sign::Number(_));
        let after_number = before.is_some_and(|before| number(before.kind));
        if token.kind == Sign::Comma {
            let error = FormulaError::new(
                Code::StrayComma,
                token.span,
                "a comma may only stand between the values given to a function",
            );
            let then = self.tokens.get(self.at + 1).map(|then| then.kind);
            let hint = match after_number && then.is_some_and(number) {
                true => "write decimals with a point (0.5), and thousands as 1000 or 1_000",
                false => "remove it",
            };
            return self.stop(error.hint(hint));
        }
        let (message, hint) = match token.kind {
            Sign::Not => (
                "`not` cannot follow a value".to_string(),
                "write `and not` or `or not`".to_string(),
            ),
            Sign::Number(_) if after_number => (
                format!("`{left}` and `{right}` are two numbers side by side"),
                "group digits with `_`: 1_000".to_string(),
            ),
            Sign::Name if before.is_some_and(|before| before.kind == Sign::Name) => (
                format!("an operator is missing between `{left}` and `{right}`"),
                format!("if this is one name, write `{left}_{right}`; use `*` to multiply"),
            ),
            _ if before.is_some_and(|before| before.kind == Sign::Name)
                && Function::named(left).is_some() =>
            {
                (
                    format!("an operator is missing between `{left}` and `{right}`"),
                    format!("the values of a function stand in parentheses: `{left}(...)`"),
                )
            }
            _ => (
                format!("an operator is missing between `{left}` and `{right}`"),
                match token.kind == Sign::Open || left == ")" {
                    true => "use `*` to multiply".to_string(),
                    false => format!("use `*` to multiply: `{left} * {right}`"),
                },
            ),
        };
        let span = before.map_or(token.span, |before| before.span.to(token.span));
        self.stop(FormulaError::new(Code::MissingOperator, span, message).hint(hint))
    }

    /// A token that stands where a value should be.
    pub(super) fn missing_value<T>(&mut self, token: Token) -> Step<T> {
        let found = self.written(token);
        let before = self.previous().map(|before| self.written(before));
        let (message, hint) = match (token.kind, before) {
            (Sign::End, Some(before)) => (
                format!("a value is missing after `{before}`"),
                "finish the formula",
            ),
            (Sign::Not, _) => (
                "`not` cannot stand inside arithmetic or a comparison".to_string(),
                "put it in parentheses: `(not a)`",
            ),
            (Sign::Plus, _) => ("`+` adds nothing here".to_string(), "leave out the `+`"),
            (Sign::Close, Some("(")) => (
                "nothing stands between these parentheses".to_string(),
                "write a value between them",
            ),
            (_, Some(before)) => (
                format!("a value is missing between `{before}` and `{found}`"),
                "write a number or a name there",
            ),
            (_, None) => (
                format!("a value is missing before `{found}`"),
                "begin with a number or a name",
            ),
        };
        let code = if token.kind == Sign::Not {
            Code::MisplacedNot
        } else {
            Code::MissingValue
        };
        let error = FormulaError::new(code, token.span, message).hint(hint);
        self.stop(error)
    }
}
