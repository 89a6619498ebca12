//! Text to tokens.

use super::error::{Code, FormulaError, Span};
use super::{MAX_ERRORS, MAX_NAME_BYTES};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Number(f64),
    Name,
    Or,
    And,
    Not,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    Plus,
    Minus,
    Times,
    Divide,
    Power,
    Open,
    Close,
    Comma,
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// All tokens, the last of which is [`Kind::End`], or every sign that is not part of a formula.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Vec<FormulaError>> {
    let mut reader = Reader {
        text,
        at: 0,
        tokens: Vec::new(),
        errors: Vec::new(),
    };
    while let Some(next) = reader.peek() {
        reader.read(next);
        if reader.errors.len() >= MAX_ERRORS {
            break;
        }
    }
    if !reader.errors.is_empty() {
        return Err(reader.errors);
    }
    reader.token(Kind::End, reader.at);
    Ok(reader.tokens)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    errors: Vec<FormulaError>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn token(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token {
            kind,
            span: Span::new(start, self.at),
        });
    }

    fn error(&mut self, code: Code, start: usize, message: impl Into<String>, hint: &str) {
        let span = Span::new(start, self.at);
        self.errors
            .push(FormulaError::new(code, span, message).hint(hint));
    }

    /// Moves past bytes for which `accept` holds and returns them.
    fn take(&mut self, accept: impl Fn(u8) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii() && accept(*byte))
            .count();
        self.at += length;
        &rest[..length]
    }

    fn read(&mut self, next: char) {
        let point_then_digit = next == '.'
            && self
                .rest()
                .as_bytes()
                .get(1)
                .is_some_and(u8::is_ascii_digit);
        match next {
            _ if next.is_whitespace() => self.at += next.len_utf8(),
            _ if next.is_ascii_digit() || point_then_digit => self.number(),
            'a'..='z' | 'A'..='Z' | '_' => self.name(),
            _ => self.sign(next),
        }
    }

    fn name(&mut self) {
        let start = self.at;
        let name = self.take(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.');
        if let Some(letter) = self.peek().filter(|next| next.is_alphabetic()) {
            self.at += letter.len_utf8();
            self.accent(letter, self.at - letter.len_utf8());
            return;
        }
        if name.len() > MAX_NAME_BYTES {
            let message = format!("this name is longer than {MAX_NAME_BYTES} letters");
            self.error(Code::BadName, start, message, "shorten it");
        } else if name.ends_with('.') || name.contains("..") {
            let message = format!("`{name}` has a dot with nothing after it");
            self.error(
                Code::BadName,
                start,
                message,
                "dots join a name and its member: `p_A.AB`",
            );
        }
        let kind = match name {
            "or" => Kind::Or,
            "and" => Kind::And,
            "not" => Kind::Not,
            _ => Kind::Name,
        };
        self.token(kind, start);
    }

    fn accent(&mut self, letter: char, start: usize) {
        let message = format!("`{letter}` cannot be part of a name");
        self.error(
            Code::BadName,
            start,
            message,
            "names use the letters a to z, digits and `_`",
        );
    }

    fn number(&mut self) {
        let start = self.at;
        let digits = |byte: u8| byte.is_ascii_digit() || byte == b'_';
        let whole = self.take(digits);
        let mut mantissa = whole.to_string();
        if self.peek() == Some('.') {
            self.at += 1;
            let fraction = self.take(digits);
            if !fraction.starts_with(|first: char| first.is_ascii_digit()) {
                let message = "a digit is missing after the decimal point";
                return self.error(Code::BadNumber, start, message, "write `5` or `5.0`");
            }
            if self.peek() == Some('.') {
                self.take(|byte| digits(byte) || byte == b'.');
                let hint = "the point marks decimals; group thousands with `_`: 1_000_000";
                return self.error(Code::BadNumber, start, "this number has two points", hint);
            }
            mantissa.push('.');
            mantissa.push_str(fraction);
        }
        let exponent = self.exponent();
        let percent = self.peek() == Some('%');
        if percent {
            self.at += 1;
        }
        if mantissa.ends_with('_') || mantissa.contains("__") || mantissa.contains("_.") {
            let hint = "`_` stands between digits: 1_000";
            return self.error(
                Code::BadNumber,
                start,
                "a digit is missing next to `_`",
                hint,
            );
        }
        if whole.len() > 1 && whole.starts_with('0') {
            let hint = "for one thousand write 1000 or 1_000, without a comma or space";
            return self.error(
                Code::BadNumber,
                start,
                "this number starts with a needless 0",
                hint,
            );
        }
        mantissa.retain(|digit| digit != '_');
        // 12.5% is read as 12.5e-2 and not divided, so that it is the same number as 0.125.
        let shift = if percent { 2 } else { 0 };
        let value = format!("{mantissa}e{}", exponent - shift)
            .parse()
            .unwrap_or(f64::INFINITY);
        if !f64::is_finite(value) {
            let hint = "numbers go up to about 1.8e308";
            return self.error(Code::BadNumber, start, "this number is too large", hint);
        }
        self.token(Kind::Number(value), start);
    }

    /// The power of ten after `e`, and 0 where there is none; `e` without digits is not read.
    fn exponent(&mut self) -> i64 {
        let before = self.at;
        let rest = self.rest().as_bytes();
        let signed = matches!(rest.get(1), Some(b'+' | b'-'));
        let first_digit = rest.get(if signed { 2 } else { 1 });
        if !matches!(rest.first(), Some(b'e' | b'E'))
            || !first_digit.is_some_and(u8::is_ascii_digit)
        {
            return 0;
        }
        self.at += if signed { 2 } else { 1 };
        let digits = self.take(|byte| byte.is_ascii_digit());
        // Beyond this any number is 0 or too large, whatever its digits (a formula is short).
        let size = digits
            .parse::<i64>()
            .map_or(100_000, |size| size.min(100_000));
        if self.text.as_bytes().get(before + 1) == Some(&b'-') {
            -size
        } else {
            size
        }
    }

    fn sign(&mut self, next: char) {
        let start = self.at;
        const PAIRS: [(&str, Kind); 4] = [
            ("<=", Kind::LessOrEqual),
            (">=", Kind::GreaterOrEqual),
            ("==", Kind::Equal),
            ("!=", Kind::NotEqual),
        ];
        const WRONG: [(&str, &str); 8] = [
            ("<>", "write `!=` for \"differs from\""),
            ("=<", "write `<=` for \"at most\""),
            ("=>", "write `>=` for \"at least\""),
            ("**", "write `^` for powers: 2^3"),
            ("//", "formulas have no comments; to divide write one `/`"),
            ("/*", "formulas have no comments"),
            ("&&", "write `and`"),
            ("||", "write `or`"),
        ];
        if let Some((sign, kind)) = PAIRS.iter().find(|(sign, _)| self.rest().starts_with(sign)) {
            self.at += sign.len();
            return self.token(*kind, start);
        }
        if let Some((sign, hint)) = WRONG.iter().find(|(sign, _)| self.rest().starts_with(sign)) {
            self.at += sign.len();
            return self.error(
                Code::UnknownSign,
                start,
                format!("formulas have no `{sign}`"),
                hint,
            );
        }
        self.at += next.len_utf8();
        let kind = match next {
            '<' => Kind::Less,
            '>' => Kind::Greater,
            '+' => Kind::Plus,
            '-' => Kind::Minus,
            '*' => Kind::Times,
            '/' => Kind::Divide,
            '^' => Kind::Power,
            '(' => Kind::Open,
            ')' => Kind::Close,
            ',' => Kind::Comma,
            '=' => {
                let message = "`=` compares nothing here";
                return self.error(Code::UnknownSign, start, message, "use `==` to compare");
            }
            '%' => {
                let message = "`%` may only stand directly after a number";
                let hint = "write `5%` without a space, `x / 100`, or `mod(a, b)` for a remainder";
                return self.error(Code::UnknownSign, start, message, hint);
            }
            _ if next.is_alphabetic() => return self.accent(next, start),
            _ => {
                let message = match next.is_control() {
                    true => "formulas have no invisible control signs".to_string(),
                    false => format!("formulas have no `{next}`"),
                };
                return self.error(Code::UnknownSign, start, message, advice(next));
            }
        };
        self.token(kind, start);
    }
}

fn advice(sign: char) -> &'static str {
    match sign {
        '×' | '·' | '∗' | '⋅' => "use `*` to multiply",
        '÷' | '∕' => "use `/` to divide",
        '−' | '–' | '—' | '‐' | '‑' => "use the plain hyphen `-` for minus",
        '≤' => "write `<=`",
        '≥' => "write `>=`",
        '≠' => "write `!=`",
        '²' => "write `^2`",
        '³' => "write `^3`",
        '!' => "write `not`, or `!=` for \"differs from\"",
        '&' => "write `and`",
        '|' => "write `or`",
        '£' | '$' | '€' => "leave out the currency; the model states it once",
        '[' | ']' | '{' | '}' => "use round parentheses `( )`",
        ';' => "separate arguments with a comma",
        '?' | ':' => "write `if(condition, then, else)`",
        '#' => "formulas have no comments",
        '"' | '\'' | '“' | '”' | '‘' | '’' | '`' => {
            "formulas have no text; write names without quotes"
        }
        '.' => "a decimal point needs a digit after it: 0.5",
        _ => "leave it out",
    }
}
