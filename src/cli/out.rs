//! The one way to standard output. What goes through here acts on no terminal but by the colours
//! that are added last.

use std::io::{IsTerminal as _, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::failure::Failure;
use crate::domain::words::text::{clean, is_forbidden};
use crate::report::json::{Document, Named};
use crate::report::text::{Line, Tone};

/// The width of lines where there is no terminal to ask.
const WIDTH: usize = 80;

/// The widest line that is still pleasant to read.
const WIDTH_MAX: usize = 100;

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Standard output, or what stands in for it.
pub struct Out<'a> {
    to: Box<dyn Write + 'a>,
    width: usize,
    /// Whether sentences are broken at that width; what a program or a file gets stays in one line.
    wraps: bool,
    colored: bool,
    /// How many spaces stand before each line.
    indent: usize,
}

impl Out<'_> {
    /// Returns standard output, held until it is flushed.
    pub fn stdout(color: Color) -> Self {
        let terminal = std::io::stdout().is_terminal();
        let columns = terminal.then(|| crossterm::terminal::size().ok()).flatten();
        Self {
            to: Box::new(std::io::BufWriter::new(std::io::stdout())),
            // Some terminals do not know their width and say 0.
            width: match columns {
                Some((columns @ 1.., _)) => usize::from(columns).min(WIDTH_MAX),
                _ => WIDTH,
            },
            wraps: terminal,
            indent: 0,
            colored: match color {
                Color::Always => true,
                Color::Never => false,
                Color::Auto => terminal && wants_color(),
            },
        }
    }

    /// Returns standard error, for documents.
    pub fn stderr() -> Self {
        Self {
            to: Box::new(std::io::stderr()),
            width: WIDTH,
            wraps: false,
            colored: false,
            indent: 0,
        }
    }

    /// Returns how many columns a line has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Returns whether colours are wanted here.
    pub fn is_colored(&self) -> bool {
        self.colored
    }

    /// Writes lines, each in the colour of its tone.
    ///
    /// # Errors
    /// [`Failure::Output`] where it cannot be written.
    pub fn lines(&mut self, lines: &[Line]) -> Result<(), Failure> {
        for line in lines {
            let text = format!("{}{}", " ".repeat(self.indent), clean(&line.text));
            let code = code(line.tone).filter(|_| self.colored && !text.is_empty());
            match code {
                Some(code) => writeln!(self.to, "\u{1b}[{code}m{text}\u{1b}[0m")?,
                None => writeln!(self.to, "{text}")?,
            }
        }
        Ok(())
    }

    /// Writes one line; on a terminal, as many as it takes, none of them broken inside a word.
    ///
    /// # Errors
    /// [`Failure::Output`] where it cannot be written.
    pub fn say(&mut self, text: &str) -> Result<(), Failure> {
        let text = clean(text).replace(['\n', '\t'], " ");
        let line = format!("{}{text}", " ".repeat(self.indent));
        if !self.wraps {
            return Ok(writeln!(self.to, "{line}")?);
        }
        for line in wrap(&line, self.width) {
            writeln!(self.to, "{line}")?;
        }
        Ok(())
    }

    /// Sets how many spaces stand before each line from now on.
    pub fn indent(&mut self, columns: usize) {
        self.indent = columns;
    }

    /// Writes a text of several lines as it is, cleaned.
    ///
    /// # Errors
    /// [`Failure::Output`] where it cannot be written.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.to.write_all(clean(text).as_bytes())?)
    }

    /// Writes lines of data that end in CR and LF. Their texts are clean already, as a format may break a
    /// line inside of one.
    ///
    /// # Errors
    /// [`Failure::Output`] where it cannot be written.
    pub fn data(&mut self, data: &str) -> Result<(), Failure> {
        for line in data.split_inclusive("\r\n") {
            let (line, end) = match line.strip_suffix("\r\n") {
                Some(line) => (line, "\r\n"),
                None => (line, ""),
            };
            let safe: String = line.chars().filter(|c| !is_forbidden(*c)).collect();
            self.to.write_all(safe.as_bytes())?;
            self.to.write_all(end.as_bytes())?;
        }
        Ok(())
    }

    /// Writes a document for programs.
    ///
    /// # Errors
    /// [`Failure::Output`] where it cannot be written.
    pub fn json(&mut self, document: &impl Document) -> Result<(), Failure> {
        self.value(&Named::from(document))
    }

    /// Writes a value of JSON.
    ///
    /// # Errors
    /// [`Failure::Output`] where it cannot be written.
    pub fn value(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
        let mut safe = String::with_capacity(text.len());
        for c in text.chars() {
            // serde_json leaves C1 controls, bidirectional ones and invisible characters as they are;
            // JSON lets them be escaped, and a program still reads what stands in the database.
            if is_forbidden(c) {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    safe.push_str(&format!("\\u{unit:04x}"));
                }
            } else {
                safe.push(c);
            }
        }
        Ok(writeln!(self.to, "{safe}")?)
    }

    /// Writes out what is held back.
    ///
    /// # Errors
    /// [`Failure::Output`] where it cannot be written.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.to.flush()?)
    }
}

/// Returns a line in lines of at most so many columns, all of them as far in as the first. A path or a link
/// that is longer stays whole, so that it can be copied.
fn wrap(line: &str, width: usize) -> Vec<String> {
    let text = line.trim_start_matches(' ');
    let indent = " ".repeat(line.len() - text.len());
    let options = textwrap::Options::new(width)
        .initial_indent(&indent)
        .subsequent_indent(&indent)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    let lines = textwrap::wrap(text, options).into_iter();
    lines.map(std::borrow::Cow::into_owned).collect()
}

fn wants_color() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Returns the parameters of the escape sequence (ECMA-48, SGR) for a tone.
fn code(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Heading => Some("1"),
        Tone::Good => Some("32"),
        Tone::Waiting => Some("33"),
        Tone::Late => Some("31"),
        Tone::Quiet => Some("2"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what is written of a line, two columns in, in lines of thirty.
    fn said(text: &str, wraps: bool) -> String {
        let mut written = Vec::new();
        let mut out = Out {
            to: Box::new(&mut written),
            width: 30,
            wraps,
            colored: false,
            indent: 2,
        };
        out.say(text).unwrap();
        drop(out);
        String::from_utf8(written).unwrap()
    }

    #[test]
    fn a_terminal_gets_long_lines_broken_between_words_and_others_get_them_whole() {
        let text =
            "The invitation is in /home/ada/a-long-shared-folder/invite.onramp now; read it.";
        assert_eq!(said(text, false), format!("  {text}\n"));
        assert_eq!(
            said(text, true),
            "  The invitation is in\n  /home/ada/a-long-shared-folder/invite.onramp\n  now; read it.\n"
        );
    }

    #[test]
    fn lines_that_follow_are_as_far_in_as_the_first() {
        assert_eq!(
            said("  Ada claimed 30.1 well-known product areas", true),
            "    Ada claimed 30.1\n    well-known product areas\n"
        );
        assert_eq!(said("  Ada, 見積もり", true), "    Ada, 見積もり\n");
        assert_eq!(said("", true), "\n");
    }
}
