//! The built-in functions, with the text of their reference.

use super::operation::Op;

/// A built-in function, as the reference page shows it.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// The name, as written before the parenthesis.
    pub name: &'static str,
    /// The names of the arguments, in order.
    pub arguments: &'static [&'static str],
    /// Whether more arguments of the last kind may follow.
    pub more: bool,
    /// What it gives: one sentence in plain English.
    pub summary: &'static str,
    pub(super) op: Op,
}

impl Function {
    /// How a call is written: `fade(t, lasts, fades)`, `min(a, b, ...)`.
    #[must_use]
    pub fn signature(&self) -> String {
        let more = if self.more { ", ..." } else { "" };
        format!("{}({}{more})", self.name, self.arguments.join(", "))
    }

    /// The built-in function of that name. A model cannot have a table of the same name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FUNCTIONS.iter().find(|function| function.name == name)
    }
}

const fn function(
    op: Op,
    name: &'static str,
    arguments: &'static [&'static str],
    summary: &'static str,
) -> Function {
    Function {
        name,
        arguments,
        more: matches!(op, Op::Min | Op::Max),
        summary,
        op,
    }
}

/// Every built-in function, in the order of the reference page.
pub const FUNCTIONS: &[Function] = &[
    function(
        Op::If,
        "if",
        &["condition", "then", "else"],
        "`then` where the condition holds (is not 0), otherwise `else`. \
         A fault in the part that is not chosen does not matter.",
    ),
    function(
        Op::Min,
        "min",
        &["a", "b"],
        "The smallest of two or more values.",
    ),
    function(
        Op::Max,
        "max",
        &["a", "b"],
        "The largest of two or more values.",
    ),
    function(
        Op::Clamp,
        "clamp",
        &["x", "low", "high"],
        "`x`, but at least `low` and at most `high`.",
    ),
    function(Op::Abs, "abs", &["x"], "The size of `x`, without its sign."),
    function(
        Op::Floor,
        "floor",
        &["x"],
        "The largest whole number not above `x`.",
    ),
    function(
        Op::Ceil,
        "ceil",
        &["x"],
        "The smallest whole number not below `x`.",
    ),
    function(
        Op::Round,
        "round",
        &["x"],
        "The nearest whole number; halves go away from 0.",
    ),
    function(
        Op::Mod,
        "mod",
        &["a", "b"],
        "The remainder of `a / b`, with the sign of `b`: `mod(14, 12)` is 2.",
    ),
    function(
        Op::Odd,
        "odd",
        &["n"],
        "1 where `n` is an odd whole number, otherwise 0.",
    ),
    function(
        Op::Even,
        "even",
        &["n"],
        "1 where `n` is an even whole number, otherwise 0.",
    ),
    function(Op::Exp, "exp", &["x"], "e to the power `x`."),
    function(
        Op::Ln,
        "ln",
        &["x"],
        "The natural logarithm of `x`, above 0.",
    ),
    function(
        Op::Sqrt,
        "sqrt",
        &["x"],
        "The square root of `x`, at least 0.",
    ),
    function(
        Op::Power,
        "pow",
        &["a", "b"],
        "`a` to the power `b`: the same as `a ^ b`.",
    ),
    function(
        Op::RateToProbability,
        "rate_to_probability",
        &["rate", "years"],
        "The probability of at least one event within `years` at a constant rate a year: \
         `1 - exp(-rate * years)`.",
    ),
    function(
        Op::ProbabilityToRate,
        "probability_to_rate",
        &["p", "years"],
        "The constant rate a year that gives probability `p` within `years`: \
         `-ln(1 - p) / years`.",
    ),
    function(
        Op::RescaleProbability,
        "rescale_probability",
        &["p", "from_years", "to_years"],
        "Probability `p` within `from_years`, as a probability within `to_years` at the same \
         constant rate: `1 - (1 - p)^(to_years / from_years)`.",
    ),
    function(
        Op::OddsRatio,
        "odds_ratio",
        &["p", "ratio"],
        "Probability `p` after its odds are multiplied by `ratio`: \
         `p * ratio / (1 - p + p * ratio)`.",
    ),
    function(
        Op::Logit,
        "logit",
        &["p"],
        "The logarithm of the odds: `ln(p / (1 - p))`.",
    ),
    function(
        Op::Logistic,
        "logistic",
        &["x"],
        "The probability with log odds `x`: `1 / (1 + exp(-x))`.",
    ),
    function(
        Op::NormalCdf,
        "normal_cdf",
        &["z"],
        "The probability that a standard normal value is below `z`.",
    ),
    function(
        Op::Fade,
        "fade",
        &["t", "lasts", "fades"],
        "1 while `t` is below `lasts`, then falling in a straight line to 0 at `lasts + fades`, \
         then 0. With `fades` 0 it is a step.",
    ),
];
