//! What the History screen shows: the log newest first, filtered as one types.

use ratatui_textarea::TextArea;

use crate::domain::telling::history::Line;

/// What the History screen shows.
#[derive(Clone, Debug, Default)]
pub struct HistoryView {
    /// The filter line.
    pub filter: TextArea<'static>,
    /// Whether keys go to the filter line.
    pub typing: bool,
    /// The selected line among those that pass the filter.
    pub cursor: usize,
}

impl HistoryView {
    /// Returns the text of the filter line.
    pub fn filter_text(&self) -> &str {
        self.filter.lines().first().map_or("", String::as_str)
    }

    /// Returns the lines that hold every word of the filter, newest first.
    pub fn shown<'a>(&self, lines: &'a [Line]) -> Vec<&'a Line> {
        let words: Vec<String> = self
            .filter_text()
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        lines
            .iter()
            .rev()
            .filter(|line| {
                words.is_empty() || {
                    let text = format!("{} {} {}", line.day, line.author.name, line.text);
                    let text = text.to_lowercase();
                    words.iter().all(|word| text.contains(word))
                }
            })
            .collect()
    }

    /// Returns the selected line.
    pub fn selected<'a>(&self, lines: &'a [Line]) -> Option<&'a Line> {
        self.shown(lines).get(self.cursor).copied()
    }

    /// Drops the filter.
    pub fn clear(&mut self) {
        self.filter = TextArea::default();
        self.typing = false;
        self.cursor = 0;
    }
}
