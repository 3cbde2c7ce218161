//! The words of a line in Markdown. Signs of Markdown are written by the program alone; every text
//! is escaped on its way in, since a line takes a `Text` or a sign and nothing else.

use crate::report::blocks::{Address, Span, Text};

/// A line in the making; with a break in it, several.
#[derive(Debug, Default)]
pub(super) struct Line {
    written: String,
    /// Whether it stands in a table, where a pipe and the end of a line would end the cell.
    in_cell: bool,
    /// Whether it stands between two signs, where room at its beginning is looked at later.
    is_inner: bool,
}

impl Line {
    /// Returns what a cell of a table says.
    pub(super) fn cell(spans: &[Span]) -> String {
        let mut line = Self {
            in_cell: true,
            ..Self::default()
        };
        line.spans(spans);
        line.done()
    }

    /// Returns the line.
    pub(super) fn done(self) -> String {
        self.written.trim_end().to_owned()
    }

    /// Adds a sign of Markdown or words of the program that need no escape.
    pub(super) fn sign(&mut self, sign: &'static str) {
        self.written.push_str(sign);
    }

    /// Adds a label in bold and what stands behind it.
    pub(super) fn label(&mut self, label: &Text, value: &[Span]) {
        self.sign("**");
        self.text(label);
        self.sign(":** ");
        self.spans(value);
    }

    /// Adds a text in bold.
    pub(super) fn strong(&mut self, text: &Text) {
        self.within("**", &[Span::Text(text.clone())]);
    }

    /// Adds the parts of a line.
    pub(super) fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(text) => self.text(text),
                Span::Strong(spans) => self.within("**", spans),
                Span::Emphasis(spans) => self.within("*", spans),
                Span::Struck(spans) => self.within("~~", spans),
                Span::Code(text) => self.code(text.plain()),
                Span::Number(number) => {
                    self.text(number);
                    self.sign(" ");
                }
                Span::Link { to, label } => self.link(to, label),
                Span::Toned(_, spans) => self.spans(spans),
                Span::Mark(sign) => self.sign(sign.glyph().unicode),
                Span::Gauge(gauge) => self.code(&gauge.cells()),
                Span::Bullet(bullet) => self.code(&bullet.cells()),
                Span::Curve(curve) => self.code(&curve.cells()),
                Span::Bar(bar) => self.code(&bar.cells()),
                Span::Break { .. } if self.in_cell => self.sign(" "),
                Span::Break { hard } => {
                    self.trim();
                    self.sign(if *hard { "\\\n" } else { "\n" });
                }
            }
        }
    }

    /// Adds text, escaped so that every character shows as it was typed (CommonMark 0.31, section
    /// 2.4; the pipe for GitHub's tables).
    pub(super) fn text(&mut self, text: &Text) {
        let text = text.plain();
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let begins = self.begins();
        let is_apart = (begins && !self.is_inner) || self.written.ends_with([' ', '\n']);
        if text.starts_with(char::is_whitespace) && !is_apart {
            self.sign(" ");
        }
        for (place, c) in folded.char_indices() {
            let before = folded.get(..place).unwrap_or_default();
            let leads = begins && before.is_empty() && matches!(c, '#' | '-' | '+' | '=' | ':');
            let numbers = matches!(c, '.' | ')')
                && begins
                && !before.is_empty()
                && before.bytes().all(|byte| byte.is_ascii_digit())
                && folded
                    .get(place + 1..)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
            let acts = matches!(
                c,
                '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '|' | '~' | '&' | '$'
            );
            if leads || numbers || acts {
                self.sign("\\");
            }
            self.written.push(c);
        }
        if text.ends_with(char::is_whitespace) && !folded.is_empty() {
            self.sign(" ");
        }
    }

    /// Returns whether a line begins here, where some signs mean more than elsewhere.
    fn begins(&self) -> bool {
        self.written.is_empty() || self.written.ends_with('\n')
    }

    fn trim(&mut self) {
        let kept = self.written.trim_end_matches(' ').len();
        self.written.truncate(kept);
    }

    /// Adds parts between two signs. Room at either end would undo the signs, or make an item of
    /// the first; it is left out, and the signs with it where nothing is between them.
    fn within(&mut self, sign: &'static str, spans: &[Span]) {
        let mut inner = Self {
            in_cell: self.in_cell,
            is_inner: true,
            ..Self::default()
        };
        inner.spans(spans);
        let words = inner.written.trim_matches([' ', '\n']);
        if inner.written.starts_with([' ', '\n']) && !self.begins() {
            self.sign(" ");
        }
        if !words.is_empty() {
            self.sign(sign);
            self.written.push_str(words);
            self.sign(sign);
        }
        if inner.written.ends_with([' ', '\n']) {
            self.sign(" ");
        }
    }

    /// Adds code, between more backticks than it holds (CommonMark, section 6.1).
    fn code(&mut self, text: &str) {
        let folded = text.split(['\n', '\r']).collect::<Vec<_>>().join(" ");
        let fence = longer_than_any_in(&folded, 1);
        let edge = |side: Option<char>| matches!(side, Some('`' | ' ') | None);
        let room = match edge(folded.chars().next()) || edge(folded.chars().next_back()) {
            true => " ",
            false => "",
        };
        let folded = match self.in_cell {
            true => folded.replace('|', "\\|"),
            false => folded,
        };
        self.written
            .push_str(&format!("{fence}{room}{folded}{room}{fence}"));
    }

    fn link(&mut self, to: &Address, label: &[Span]) {
        let address = to.as_str();
        let is_bare = matches!(label, [Span::Text(text)] if text.plain() == address);
        if is_bare && !address.contains('&') {
            self.written.push_str(&format!("<{address}>"));
            return;
        }
        // What would be a picture is a link after an exclamation mark.
        if self.written.ends_with('!') {
            self.written.pop();
            self.sign("\\!");
        }
        self.sign("[");
        self.spans(label);
        self.written
            .push_str(&format!("]({})", address.replace('&', "\\&")));
    }
}

/// Returns a run of backticks that ends nothing in a text: longer than each in it, and than `least`.
pub(super) fn longer_than_any_in(text: &str, least: usize) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    let longest = runs.max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut line = Line::default();
        line.text(&text.into());
        line.done()
    }

    #[test]
    fn text_shows_as_it_was_typed() {
        for (typed, shown) in [
            ("a | b", r"a \| b"),
            ("*bold* _and_ `code`", r"\*bold\* \_and\_ \`code\`"),
            ("<script>", r"\<script\>"),
            ("[a](javascript:b)", r"\[a\](javascript:b)"),
            ("# heading", r"\# heading"),
            ("- item", r"\- item"),
            ("1. item", r"1\. item"),
            ("30.2 goal", "30.2 goal"),
            ("a\nb", "a b"),
            ("&lt; C:\\x", r"\&lt; C:\\x"),
        ] {
            assert_eq!(escaped(typed), shown);
        }
    }
}
