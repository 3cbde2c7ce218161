//! The head of a gate review: whether it is begun, what is missing, and what came of it.

use ratatui::style::Style;

use super::Page;
use crate::app::{GateStage, GateView};
use crate::domain::plan::people::Party;
use crate::domain::record::review::Snapshot;
use crate::domain::record::review::{Review, Verdict};
use crate::domain::wording::{gates, goals};
use crate::domain::words::text::count;
use crate::ui::date;
use crate::ui::theme::Meaning;

impl Page<'_> {
    pub(super) fn head(
        &mut self,
        view: &GateView,
        stage: GateStage,
        review: Option<&Review>,
        sheet: &Snapshot,
    ) {
        let reviews = self.state.journey.as_ref().map(|journey| &journey.reviews);
        let all = reviews.map_or(0, |reviews| reviews.all_of(view.milestone).count());
        let title = match all {
            0 | 1 => gates::title(view.milestone),
            all => format!(
                "{}, {} of {all}",
                gates::title(view.milestone),
                all - view.back
            ),
        };
        self.text(&title, 1, self.style(Meaning::Title));
        let today = self.state.today;
        let due = sheet.due;
        let due = due.map(|due| goals::due(due, today, |day| date(self.state, day)));
        let begun = review.map(|review| {
            let mark = &review.opening.mark;
            let early = sheet.due.is_some_and(|due| mark.on < due);
            let early = if early { ", before its date" } else { "" };
            let day = date(self.state, mark.on);
            format!("begun {day} by {}{early}", mark.by)
        });
        let parts: Vec<String> = due.into_iter().chain(begun).collect();
        self.text(&parts.join(" · "), 1, self.style(Meaning::Quiet));
        match stage {
            GateStage::NotBegun => self.not_begun(),
            GateStage::Open => self.still_open(view, sheet),
            GateStage::Ruled => self.ruled(review),
        }
    }

    fn not_begun(&mut self) {
        let mentor = self.state.journey.as_ref();
        let mentor = mentor.and_then(|journey| journey.people.mentor());
        let words = match (self.state.acting, mentor) {
            (Party::Mentor, _) => "Not begun yet; Enter begins it.".to_owned(),
            (_, Some(mentor)) => format!("Not begun yet; {mentor}, the mentor, begins it."),
            (_, None) => "Not begun yet. The mentor begins it, and none is named; E on a screen \
                          names one."
                .to_owned(),
        };
        self.text(&words, 1, self.style(Meaning::AtRisk));
    }

    fn still_open(&mut self, view: &GateView, sheet: &Snapshot) {
        let open = sheet.unanswered().count();
        let words = gates::unanswered(open);
        let (words, meaning) = match (open, self.state.acting) {
            (0, Party::Mentor) => {
                let left = match view.ungraded(self.state) {
                    0 => String::new(),
                    left => format!(", {} ungraded", count(left, "dimension")),
                };
                (
                    format!("{words}{left}; v gives the verdict."),
                    Meaning::Done,
                )
            }
            (0, _) => (
                format!("{words}; the mentor gives the verdict."),
                Meaning::Done,
            ),
            _ => (format!("{words}."), Meaning::AtRisk),
        };
        self.text(&words, 1, self.style(meaning));
    }

    fn ruled(&mut self, review: Option<&Review>) {
        let Some(ruling) = review.and_then(|review| review.verdict.as_deref()) else {
            return;
        };
        self.heading("Verdict");
        let words = ruling.words(|day| date(self.state, day));
        self.text(&words, 1, self.style(Meaning::Selected));
        if let Verdict::Extend { reason, .. } | Verdict::Replan { reason, .. } = &ruling.verdict {
            self.text(&format!("reason: {reason}"), 1, Style::new());
        }
        if let Some(names) = ruling.ungraded_names() {
            let words = format!("{}.", gates::not_graded(&names));
            self.text(&words, 1, self.style(Meaning::AtRisk));
        }
        let by = format!("by {} {}", ruling.mark.by, date(self.state, ruling.mark.on));
        self.text(&by, 1, self.style(Meaning::Quiet));
        if let Some(due) = self
            .state
            .gate
            .as_ref()
            .and_then(|view| view.due_again(self.state))
        {
            let words = match due <= self.state.today {
                true => "The milestone is due again; Enter begins the next review.".to_owned(),
                false => format!("The milestone comes due again {}.", date(self.state, due)),
            };
            self.text(&words, 1, self.style(Meaning::AtRisk));
        }
        self.heading("Summary");
        self.text(&ruling.summary, 1, Style::new());
    }
}
