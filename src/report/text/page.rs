//! Lines of a given width, wrapped at words.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

pub use crate::report::blocks::Tone;

/// The narrowest width that is kept to; below it lines run over.
const WIDTH_MIN: usize = 20;

/// The room between two entries.
const ENTRY_GAP: &str = "   ";

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub tone: Tone,
    /// Its text.
    pub text: String,
}

/// Lines in the making.
#[derive(Clone, Debug)]
pub struct Page {
    width: usize,
    lines: Vec<Line>,
}

impl Page {
    /// Returns a page without lines, of a width in columns.
    pub fn new(width: usize) -> Self {
        Self {
            width: width.max(WIDTH_MIN),
            lines: Vec::new(),
        }
    }

    /// Returns the lines.
    pub fn lines(self) -> Vec<Line> {
        self.lines
    }

    /// Adds a heading, with a blank line before it where something stands above.
    pub fn heading(&mut self, text: &str) {
        if !self.lines.is_empty() {
            self.blank();
        }
        self.add(Tone::Heading, "", text);
    }

    /// Adds a blank line.
    pub fn blank(&mut self) {
        self.lines.push(Line {
            tone: Tone::Plain,
            text: String::new(),
        });
    }

    /// Adds text on one or more lines; the later ones are indented by the width of `lead`.
    pub fn add(&mut self, tone: Tone, lead: &str, text: &str) {
        let indent = lead.width();
        let room = self.width.saturating_sub(indent).max(WIDTH_MIN / 2);
        for (part, place) in wrap(text, room).iter().zip(0..) {
            let mut text = match place {
                0 => format!("{lead}{part}"),
                _ => format!("{}{part}", " ".repeat(indent)),
            };
            text.truncate(text.trim_end().len());
            self.lines.push(Line { tone, text });
        }
    }

    /// Adds a line that has its width already.
    pub fn add_whole(&mut self, tone: Tone, text: &str) {
        self.lines.push(Line {
            tone,
            text: text.to_owned(),
        });
    }

    /// Adds entries beside each other, on as many lines as they take.
    pub fn entries(&mut self, tone: Tone, lead: &str, entries: impl Iterator<Item = String>) {
        let mut row = String::new();
        for entry in entries {
            let longer = lead.width() + row.width() + ENTRY_GAP.len() + entry.width();
            if !row.is_empty() && longer > self.width {
                self.add_whole(tone, &format!("{lead}{row}"));
                row.clear();
            }
            row += if row.is_empty() { "" } else { ENTRY_GAP };
            row += &entry;
        }
        self.add_whole(tone, &format!("{lead}{row}"));
    }

    /// Adds text of several lines, each wrapped for itself and all of them indented.
    pub fn block(&mut self, tone: Tone, indent: usize, text: &str) {
        for line in text.lines() {
            self.add(tone, &" ".repeat(indent), line);
        }
    }
}

/// Returns text in lines of at most so many columns, broken at blanks; a word that is longer is
/// broken inside. Blanks at the beginning stay.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let blanks = text.len() - text.trim_start_matches(' ').len();
    let mut line = " ".repeat(blanks.min(width / 2));
    // Counted along: to measure the line at each word would make a long one slow.
    let mut columns = line.len();
    let mut lines = Vec::new();
    let mut fresh = true;
    for word in text.split_whitespace() {
        let wide = word.width();
        if !fresh && columns + 1 + wide > width {
            lines.push(std::mem::take(&mut line));
            columns = 0;
            fresh = true;
        }
        if !fresh {
            line.push(' ');
            columns += 1;
        }
        if columns + wide <= width {
            line.push_str(word);
            columns += wide;
        } else {
            for piece in word.graphemes(true) {
                let wide = piece.width();
                if columns + wide > width {
                    lines.push(std::mem::take(&mut line));
                    columns = 0;
                }
                line.push_str(piece);
                columns += wide;
            }
        }
        fresh = false;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_at_words_and_nothing_is_lost() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("", 8), [""]);
        assert_eq!(wrap("a verylongword b", 5), ["a", "veryl", "ongwo", "rd b"]);
        assert_eq!(wrap("  code here", 8), ["  code", "here"]);
        assert_eq!(wrap("日本語 日本語", 8), ["日本語", "日本語"]);
    }

    #[test]
    fn later_lines_are_indented() {
        let mut page = Page::new(20);
        page.add(Tone::Plain, "  ○ 30.1  ", "one two three");
        let lines: Vec<String> = page.lines().into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["  ○ 30.1  one two", "          three"]);
    }
}
