//! The rubric of a gate review: both sides' grades, what they said of them, and those of the review
//! before.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Page;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::Party;
use crate::domain::record::review::{DimensionAsItStood, Snapshot};
use crate::domain::wording::{gates, journeys};
use crate::ui::rows::cursor;
use crate::ui::text::{cut, row, width};
use crate::ui::theme::Meaning;

/// The columns of a grade.
const GRADE: usize = 9;
/// The columns of both grades of the review before.
const BEFORE: usize = 17;

const SIDES: [Party; 2] = [Party::Mentor, Party::Hire];

impl Page<'_> {
    pub(super) fn rubric(&mut self, sheet: &Snapshot, names: [&str; 2]) {
        if sheet.grades.is_empty() {
            return;
        }
        self.lines.push((Line::default(), None));
        let [mentor, hire] = names.map(journeys::short_name);
        let head = [mentor, hire].map(|name| padded(&cut(name, GRADE - 1), GRADE));
        let before = sheet.before.filter(|_| self.beside() > 0);
        let before = before.map(|at| padded(&format!("at {at}"), BEFORE));
        let cells = head.into_iter().chain(before);
        let cells = cells.map(|cell| Span::styled(cell, self.style(Meaning::Quiet)));
        let left = vec![Span::styled(" Rubric", self.style(Meaning::Heading))];
        let line = self.graded(left, cells.collect());
        self.lines.push((line, None));
        for grade in &sheet.grades {
            self.dimension(grade, sheet.before, [mentor, hire]);
        }
    }

    /// Returns a line with both sides' grades where the answers stand, or else at the right edge.
    fn graded(&self, left: Vec<Span<'static>>, cells: Vec<Span<'static>>) -> Line<'static> {
        let taken: usize = cells.iter().map(Span::width).sum();
        let columns = match self.beside() {
            0 => self.columns,
            beside => (self.columns - beside + taken).min(self.columns),
        };
        row(columns, left, cells)
    }

    fn dimension(
        &mut self,
        grades: &DimensionAsItStood,
        before: Option<Milestone>,
        names: [&str; 2],
    ) {
        let (place, selected) = self.begin();
        let style = match selected {
            true => self.style(Meaning::Selected),
            false => Style::new(),
        };
        let new = SIDES.map(|party| {
            let own = selected && party == self.state.acting;
            let style = if own { self.style(Meaning::Key) } else { style };
            Span::styled(padded(gates::grade(grades.grade(party)), GRADE), style)
        });
        let old = before.filter(|_| self.beside() > 0).map(|_| {
            let words = gates::grades_before(grades).unwrap_or_default();
            Span::styled(padded(&words, BEFORE), self.style(Meaning::Quiet))
        });
        let left = vec![
            cursor(self.theme, selected),
            Span::styled(grades.name.clone(), style),
        ];
        let line = self.graded(left, new.into_iter().chain(old).collect());
        self.add(line, place, selected);
        let narrow = before.filter(|_| self.beside() == 0);
        let was = narrow.and_then(|at| gates::was(grades, at));
        let said = SIDES.into_iter().zip(names).filter_map(|(party, name)| {
            let why = grades.why(party)?;
            Some(format!("{name}: {why}"))
        });
        let levels = grades.levels.iter().filter(|_| selected);
        let levels = levels.map(|(label, text)| format!("{label}: {text}"));
        let below: Vec<String> = was.into_iter().chain(said).chain(levels).collect();
        for text in below {
            match selected {
                true => self.below(&text, place),
                false => self.text(&text, 9, self.style(Meaning::Quiet)),
            }
        }
    }
}

/// Returns a word in so many columns.
fn padded(word: &str, columns: usize) -> String {
    format!("{word}{}", " ".repeat(columns.saturating_sub(width(word))))
}
