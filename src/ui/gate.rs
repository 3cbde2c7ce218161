//! The gate review: the goals with their answers, the rubric with both sides' grades, the verdict.

mod head;
mod rubric;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::rows::cursor;
use super::text::{width, wrap};
use super::theme::{Meaning, Theme};
use super::{Drawn, date};
use crate::app::{GateStage, GateView, State, Target};
use crate::domain::plan::people::Party;
use crate::domain::record::goal::GoalState;
use crate::domain::record::review::Answer;
use crate::domain::record::review::{GoalAsItStood, Snapshot};
use crate::domain::wording::marks::Sign;

/// Columns from which on an answer stands beside its goal.
const WIDE: usize = 70;
/// The widest page that is still pleasant to read.
const WIDEST: usize = 110;

/// Draws the review that is shown.
pub fn draw(frame: &mut Frame<'_>, area: Rect, state: &State, theme: &Theme, drawn: &mut Drawn) {
    let (Some(view), Some(journey)) = (&state.gate, &state.journey) else {
        return;
    };
    let Some(sheet) = view.sheet(state) else {
        return;
    };
    let area = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let stage = view.stage(journey);
    let review = view.review(journey).map(|(_, review)| review);
    let mut page = Page {
        state,
        theme,
        columns: usize::from(area.width).min(WIDEST),
        selected: (stage == GateStage::Open).then_some(view.cursor),
        answers: stage != GateStage::NotBegun,
        rows: 0,
        lines: Vec::new(),
        chosen: 0..0,
    };
    page.head(view, stage, review, &sheet);
    page.goals(&sheet.goals);
    // Where it is over, the grades stay under the names of those who gave them.
    let ruling = review.and_then(|review| review.verdict.as_ref());
    // A sheet that was kept before names stood in it has the one who gave the verdict.
    let ruled = ruling.map(|ruling| ruling.mark.by.as_str());
    let mentor = sheet.mentor.as_deref().or(ruled);
    let names = [mentor.unwrap_or(Party::Mentor.word()), &sheet.hire];
    page.rubric(&sheet, names);
    if stage == GateStage::Open {
        page.ending();
    }
    page.health(&sheet);
    page.put(frame, area, view, drawn);
}

struct Page<'a> {
    state: &'a State,
    theme: &'a Theme,
    columns: usize,
    /// The selected row; nothing where none can be selected.
    selected: Option<usize>,
    /// Whether it is told which goals are still to be answered for.
    answers: bool,
    /// How many rows stand on the page so far.
    rows: usize,
    lines: Vec<(Line<'static>, Option<usize>)>,
    /// The lines of the selected row.
    chosen: std::ops::Range<usize>,
}

impl Page<'_> {
    fn style(&self, meaning: Meaning) -> Style {
        self.theme.style(meaning)
    }

    fn text(&mut self, text: &str, indent: usize, style: Style) {
        for line in wrap(text, self.columns.saturating_sub(indent + 1)) {
            let line = format!("{}{line}", " ".repeat(indent));
            self.lines.push((Line::styled(line, style), None));
        }
    }

    fn heading(&mut self, text: &str) {
        self.lines.push((Line::default(), None));
        self.text(text, 1, self.style(Meaning::Heading));
    }

    /// Begins a row that can be selected; returns its place and whether it is selected.
    fn begin(&mut self) -> (usize, bool) {
        let place = self.rows;
        self.rows += 1;
        let selected = self.selected == Some(place);
        if selected {
            self.chosen = self.lines.len()..self.lines.len();
        }
        (place, selected)
    }

    fn add(&mut self, line: Line<'static>, place: usize, selected: bool) {
        self.lines.push((line, Some(place)));
        if selected {
            self.chosen.end = self.lines.len();
        }
    }

    /// Adds text below a row, where the row is selected.
    fn below(&mut self, text: &str, place: usize) {
        let indent = 9;
        for text in wrap(text, self.columns.saturating_sub(indent + 1)) {
            let line = Line::from(vec![
                cursor(self.theme, true),
                Span::raw(" ".repeat(indent - 1)),
                Span::styled(text, self.style(Meaning::Quiet)),
            ]);
            self.add(line, place, true);
        }
    }

    /// Returns the columns of the answers; none where they stand below their goals.
    fn beside(&self) -> usize {
        match self.columns {
            WIDE.. => self.columns * 2 / 5,
            _ => 0,
        }
    }

    fn goals(&mut self, goals: &[GoalAsItStood]) {
        self.heading("Goals");
        for goal in goals {
            self.goal(goal);
        }
    }

    fn goal(&mut self, goal: &GoalAsItStood) {
        let (place, selected) = self.begin();
        let (mark, meaning) = self.theme.mark(goal.state);
        let indent = width(mark) + 8;
        let title_style = match selected {
            true => self.style(Meaning::Selected),
            false => Style::new(),
        };
        let answer_style = self.style(match (&goal.answer, goal.state) {
            (None, _) => Meaning::AtRisk,
            (Some(Answer::NotDone { .. }), _) => Meaning::Blocked,
            (_, GoalState::Waived) => Meaning::Waived,
            _ => Meaning::Confirmed,
        });
        let beside = self.beside();
        let room = self.columns.saturating_sub(indent + beside + 2);
        let badge = match goal.changed {
            Some(_) => format!(" {}", self.theme.mark(Sign::Changed).0),
            None => String::new(),
        };
        let titles = wrap(&format!("{}{badge}", goal.title), room);
        let answers = match beside {
            0 => Vec::new(),
            _ if !self.answers && goal.answer.is_none() => Vec::new(),
            beside => wrap(&goal.answer_words(), beside - 1),
        };
        for line in 0..titles.len().max(answers.len()) {
            let title = titles.get(line).cloned().unwrap_or_default();
            let mut spans = vec![cursor(self.theme, selected)];
            match line {
                0 => spans.extend([
                    Span::styled(mark, self.style(meaning)),
                    Span::styled(format!(" {:<5} ", goal.number), title_style),
                ]),
                _ => spans.push(Span::raw(" ".repeat(indent - 1))),
            }
            let gap = (room + 2).saturating_sub(width(&title));
            spans.push(Span::styled(title, title_style));
            if let Some(answer) = answers.get(line) {
                spans.push(Span::raw(" ".repeat(gap)));
                spans.push(Span::styled(answer.clone(), answer_style));
            }
            self.add(Line::from(spans), place, selected);
        }
        if beside == 0 && (self.answers || goal.answer.is_some()) {
            for text in wrap(
                &goal.answer_words(),
                self.columns.saturating_sub(indent + 1),
            ) {
                let spans = vec![
                    cursor(self.theme, selected),
                    Span::raw(" ".repeat(indent - 1)),
                    Span::styled(text, answer_style),
                ];
                self.add(Line::from(spans), place, selected);
            }
        }
        if selected || self.selected.is_none() {
            self.known(goal, place, selected);
        }
    }

    /// Adds what is known of a goal beside its answer.
    fn known(&mut self, goal: &GoalAsItStood, place: usize, selected: bool) {
        let mut known = vec![goal.known(|day| date(self.state, day)).join(" · ")];
        let evidence = goal.evidence_in_full();
        known.extend(evidence.map(|piece| format!("evidence: {piece}")));
        for text in known {
            match selected {
                true => self.below(&text, place),
                false => self.text(&text, 9, self.style(Meaning::Quiet)),
            }
        }
    }

    fn ending(&mut self) {
        self.lines.push((Line::default(), None));
        let (place, selected) = self.begin();
        let style = self.style(match selected {
            true => Meaning::Selected,
            false => Meaning::Heading,
        });
        let line = Line::from(vec![
            cursor(self.theme, selected),
            Span::styled("Summary and verdict", style),
        ]);
        self.add(line, place, selected);
        if selected {
            self.below("Enter writes the summary and gives the verdict.", place);
        }
    }

    fn health(&mut self, sheet: &Snapshot) {
        self.heading("The journey as a whole");
        self.text(&sheet.health, 1, Style::new());
        for reason in &sheet.reasons {
            self.text(reason, 3, self.style(Meaning::Quiet));
        }
    }

    /// Puts the lines on the screen, so that the selected row is in sight.
    fn put(self, frame: &mut Frame<'_>, area: Rect, view: &GateView, drawn: &mut Drawn) {
        let height = usize::from(area.height);
        let limit = self.lines.len().saturating_sub(height);
        let first = match self.selected {
            None => view.scroll.min(limit),
            // The head stays in sight as long as the selected row fits below it.
            Some(_) if self.chosen.end + 2 <= height => 0,
            Some(_) => self.chosen.start.saturating_sub(height / 3).min(limit),
        };
        drawn.limit = limit;
        drawn.page = match self.selected {
            None => height.saturating_sub(2),
            Some(_) => 5,
        };
        let more = self.lines.len().saturating_sub(first + height);
        let can_select = self.selected.is_some();
        for (y, (line, place)) in (area.y..area.bottom()).zip(self.lines.into_iter().skip(first)) {
            let at = Rect {
                y,
                height: 1,
                ..area
            };
            frame.render_widget(line, at);
            if let Some(place) = place.filter(|_| can_select) {
                drawn.targets.push((at, Target::Row(place)));
            }
        }
        if more > 0 && area.height > 0 {
            let at = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            frame.render_widget(ratatui::widgets::Clear, at);
            let text = format!(" {} more ↓", more + 1);
            frame.render_widget(Line::styled(text, self.theme.style(Meaning::Key)), at);
        }
    }
}
