//! Tokens to a tree, by precedence climbing.
//!
//! Only parentheses and calls recurse, and their depth is capped; chains of operators, of signs
//! and of powers are loops.

use super::MAX_DEPTH;
use super::error::{Code, FormulaError, Span};
use super::function::Function;
use super::operation::Op;
use super::token::{self, Kind as Sign, Token};
use super::tree::{Kind, NodeId, Tree};

/// How tightly each kind of operator binds, loosest first.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARISON: u8 = 4;
const SUM: u8 = 5;
const PRODUCT: u8 = 6;

/// A syntax error was recorded after which nothing further can be said.
pub(super) struct Stop;

pub(super) type Step<T> = Result<T, Stop>;

pub(super) fn tree(text: &str) -> Result<Tree, Vec<FormulaError>> {
    let tokens = token::tokens(text)?;
    let mut parser = Parser {
        text,
        tokens,
        at: 0,
        depth: 0,
        tree: Tree::default(),
        extents: Vec::new(),
        errors: Vec::new(),
    };
    // A Stop says that the error is in the list already.
    let _stopped = parser.formula();
    if parser.errors.is_empty() {
        Ok(parser.tree)
    } else {
        Err(parser.errors)
    }
}

pub(super) struct Parser<'t> {
    text: &'t str,
    pub(super) tokens: Vec<Token>,
    pub(super) at: usize,
    depth: usize,
    tree: Tree,
    /// Each node's span with the parentheses around it.
    extents: Vec<Span>,
    pub(super) errors: Vec<FormulaError>,
}

impl Parser<'_> {
    /// The next token; the last one is the end, and is never passed.
    fn next(&self) -> Token {
        self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    pub(super) fn previous(&self) -> Option<Token> {
        self.at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .copied()
    }

    fn skip(&mut self) -> Token {
        let token = self.next();
        self.at += 1;
        token
    }

    fn skip_if(&mut self, sign: Sign) -> bool {
        let found = self.next().kind == sign;
        if found {
            self.at += 1;
        }
        found
    }

    pub(super) fn written(&self, token: Token) -> &str {
        token.span.of(self.text)
    }

    pub(super) fn stop<T>(&mut self, error: FormulaError) -> Step<T> {
        self.errors.push(error);
        Err(Stop)
    }

    fn push(&mut self, op: Op, arguments: &[NodeId], span: Span) -> NodeId {
        let mut ids = [NodeId::NONE; 3];
        for (id, argument) in ids.iter_mut().zip(arguments) {
            *id = *argument;
        }
        self.node(Kind::Operation(op, ids), span)
    }

    fn node(&mut self, kind: Kind, span: Span) -> NodeId {
        self.extents.push(span);
        self.tree.push(kind, span)
    }

    fn span(&self, node: NodeId) -> Span {
        self.extents.get(node.index()).copied().unwrap_or_default()
    }

    fn formula(&mut self) -> Step<()> {
        if self.next().kind == Sign::End {
            let span = Span::new(0, self.text.len());
            return self.stop(
                FormulaError::new(Code::Empty, span, "the formula is empty")
                    .hint("write a number, a name or a calculation"),
            );
        }
        self.expression(OR)?;
        let left_over = self.next();
        match left_over.kind {
            Sign::End => Ok(()),
            Sign::Close => self.stop(
                FormulaError::new(
                    Code::Parenthesis,
                    left_over.span,
                    "this parenthesis closes nothing",
                )
                .hint("remove it, or open one before"),
            ),
            _ => self.unexpected(left_over),
        }
    }

    /// An expression of operators that bind at least as tightly as `loosest`.
    fn expression(&mut self, loosest: u8) -> Step<NodeId> {
        let mut left = match self.next().kind {
            Sign::Not => self.not(loosest)?,
            _ => self.power()?,
        };
        loop {
            let Some((op, level)) = operator(self.next().kind) else {
                return Ok(left);
            };
            if level < loosest {
                return Ok(left);
            }
            let sign = self.skip();
            let right = self.expression(level + 1)?;
            let span = self.span(left).to(self.span(right));
            left = self.push(op, &[left, right], span);
            let next = self.next();
            if level == COMPARISON && operator(next.kind).is_some_and(|(_, then)| then == level) {
                let (first, second) = (self.written(sign), self.written(next));
                let hint = format!("write `a {first} b and b {second} c`");
                let message = "comparisons cannot be chained";
                let error = FormulaError::new(Code::ChainedComparison, next.span, message);
                return self.stop(error.hint(hint));
            }
        }
    }

    fn not(&mut self, loosest: u8) -> Step<NodeId> {
        let first = self.next().span;
        if loosest > NOT {
            let error = FormulaError::new(
                Code::MisplacedNot,
                first,
                "`not` cannot stand inside arithmetic or a comparison",
            );
            return self.stop(error.hint("put it in parentheses: `(not a)`"));
        }
        let mut signs = Vec::new();
        while self.next().kind == Sign::Not {
            signs.push(self.skip().span);
        }
        let mut value = self.expression(COMPARISON)?;
        while let Some(sign) = signs.pop() {
            value = self.push(Op::Not, &[value], sign.to(self.span(value)));
        }
        Ok(value)
    }

    /// A value with its signs and powers: `-a ^ -b ^ c` is `-(a ^ (-(b ^ c)))`.
    fn power(&mut self) -> Step<NodeId> {
        let mut links: Vec<(Vec<Span>, NodeId)> = Vec::new();
        loop {
            let mut minuses = Vec::new();
            while self.next().kind == Sign::Minus {
                minuses.push(self.skip().span);
            }
            links.push((minuses, self.value()?));
            if !self.skip_if(Sign::Power) {
                break;
            }
        }
        let mut exponent = None;
        while let Some((mut minuses, base)) = links.pop() {
            let mut value = match exponent {
                None => base,
                Some(exponent) => {
                    let span = self.span(base).to(self.span(exponent));
                    self.push(Op::Power, &[base, exponent], span)
                }
            };
            while let Some(minus) = minuses.pop() {
                value = self.push(Op::Negate, &[value], minus.to(self.span(value)));
            }
            exponent = Some(value);
        }
        exponent.ok_or(Stop)
    }

    /// A number, a name, a call or an expression in parentheses.
    fn value(&mut self) -> Step<NodeId> {
        let token = self.next();
        match token.kind {
            Sign::Number(number) => {
                self.at += 1;
                Ok(self.node(Kind::Number(number), token.span))
            }
            Sign::Name => {
                self.at += 1;
                match self.next().kind {
                    Sign::Open => self.nested(|parser| parser.call(token)),
                    _ => Ok(self.node(Kind::Name, token.span)),
                }
            }
            Sign::Open => self.nested(Self::parenthesis),
            _ => self.missing_value(token),
        }
    }

    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Step<T>) -> Step<T> {
        if self.depth >= MAX_DEPTH {
            let message = format!("parentheses nest more than {MAX_DEPTH} deep");
            let error = FormulaError::new(Code::TooDeep, self.next().span, message);
            return self.stop(error.hint("give parts of the formula names of their own"));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn parenthesis(&mut self) -> Step<NodeId> {
        let open = self.skip();
        let value = self.expression(OR)?;
        let close = self.close(open)?;
        if let Some(extent) = self.extents.get_mut(value.index()) {
            *extent = open.span.to(close);
        }
        Ok(value)
    }

    fn close(&mut self, open: Token) -> Step<Span> {
        let token = self.next();
        match token.kind {
            Sign::Close => {
                self.at += 1;
                Ok(token.span)
            }
            Sign::End => {
                let message = "this parenthesis is never closed";
                let error = FormulaError::new(Code::Parenthesis, open.span, message);
                self.stop(error.hint("add `)` where it should end"))
            }
            _ => self.unexpected(token),
        }
    }

    /// The arguments of a call to a function or a table; `name` was read, `(` comes next.
    fn call(&mut self, name: Token) -> Step<NodeId> {
        let called = self.written(name).to_string();
        let function = Function::named(&called);
        let open = self.skip();
        let mut arguments = Vec::new();
        // Smallest and largest are taken pair by pair, in the order of writing.
        let mut folded = None;
        if self.next().kind != Sign::Close {
            loop {
                let argument = self.expression(OR)?;
                arguments.push(argument);
                folded = match (function, folded) {
                    (Some(Function { more: true, op, .. }), Some(before)) => {
                        let span = name.span.to(self.span(argument));
                        Some(self.push(*op, &[before, argument], span))
                    }
                    _ => Some(argument),
                };
                if !self.skip_if(Sign::Comma) {
                    break;
                }
            }
        }
        let span = name.span.to(self.close(open)?);
        self.check_count(&called, function, arguments.len(), span);
        match (function, arguments.as_slice()) {
            (Some(function), _) if function.more => folded.ok_or(Stop),
            (Some(function), given) => Ok(self.push(function.op, given, span)),
            (None, [at]) => Ok(self.node(
                Kind::LookUp {
                    table: name.span,
                    at: *at,
                },
                span,
            )),
            // The wrong count is recorded, so this node is never evaluated.
            (None, _) => Ok(self.node(Kind::Name, name.span)),
        }
    }
}

fn operator(sign: Sign) -> Option<(Op, u8)> {
    Some(match sign {
        Sign::Or => (Op::Or, OR),
        Sign::And => (Op::And, AND),
        Sign::Less => (Op::Less, COMPARISON),
        Sign::LessOrEqual => (Op::LessOrEqual, COMPARISON),
        Sign::Greater => (Op::Greater, COMPARISON),
        Sign::GreaterOrEqual => (Op::GreaterOrEqual, COMPARISON),
        Sign::Equal => (Op::Equal, COMPARISON),
        Sign::NotEqual => (Op::NotEqual, COMPARISON),
        Sign::Plus => (Op::Add, SUM),
        Sign::Minus => (Op::Subtract, SUM),
        Sign::Times => (Op::Multiply, PRODUCT),
        Sign::Divide => (Op::Divide, PRODUCT),
        _ => return None,
    })
}
