//! Gate reviews as lines.

use chrono::NaiveDate;

use super::page::{Line, Page, Tone};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::GoalState;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Answer, Review};
use crate::domain::record::review::{DimensionAsItStood, GoalAsItStood};
use crate::domain::wording::marks::Sign;
use crate::domain::wording::{gates, goals};
use crate::domain::words::when::{full_date, spoken};
use crate::report::review::{ReviewPage, beside};

/// The columns of a grade.
const GRADE: usize = 9;

/// Returns a gate review as people read it.
pub fn review(page: &ReviewPage<'_>, width: usize) -> Vec<Line> {
    let mut lines = Page::new(width);
    let head = format!(
        "{} · {} · {}",
        page.title(),
        page.sheet.hire,
        page.sheet.role
    );
    lines.add(Tone::Heading, "", &head);
    lines.add(Tone::Quiet, "", &page.dates());
    if let (Some(ruling), Some(verdict)) = (page.ruling(), page.verdict()) {
        let by = format!("by {} on {}", ruling.mark.by, full_date(ruling.mark.on));
        lines.heading("Verdict");
        lines.add(Tone::Plain, "  ", &verdict);
        if let Some(reason) = page.reason() {
            lines.add(Tone::Plain, "  reason: ", reason);
        }
        lines.add(Tone::Quiet, "  ", &by);
        lines.heading("Summary");
        lines.block(Tone::Plain, 2, &ruling.summary);
    }
    lines.heading("Goals");
    for row in &page.sheet.goals {
        goal(&mut lines, row);
    }
    if !page.sheet.grades.is_empty() {
        grades(&mut lines, &page.sheet.grades, width);
    }
    lines.heading(match page.ruling() {
        Some(_) => "The journey then",
        None => "The journey now",
    });
    lines.add(Tone::Plain, "  ", &page.sheet.health);
    for reason in &page.sheet.reasons {
        let lead = format!("  {} ", Sign::AtRisk.glyph().unicode);
        lines.add(Tone::Plain, &lead, reason);
    }
    if page.ruling().is_none() {
        next(&mut lines, page);
    }
    lines.lines()
}

fn goal(lines: &mut Page, row: &GoalAsItStood) {
    let tone = match (&row.answer, row.state) {
        (None, _) => Tone::Waiting,
        (_, GoalState::Confirmed) => Tone::Good,
        (_, GoalState::Waived) => Tone::Quiet,
        _ => Tone::Plain,
    };
    let lead = format!(
        "  {} {:<7} ",
        Sign::from(row.state).glyph().unicode,
        row.number
    );
    lines.add(tone, &lead, &row.title);
    let indent = " ".repeat(12);
    let known = beside(row).join(" · ");
    // That it is waived is what is known of it.
    let words = match row.answer {
        Some(Answer::Waived) => known,
        _ => format!("{} · {known}", row.answer_words()),
    };
    lines.add(tone, &indent, &words);
    for evidence in &row.evidence {
        lines.add(
            Tone::Quiet,
            &format!("{indent}{} ", Sign::Link.glyph().unicode),
            evidence,
        );
    }
}

fn grades(lines: &mut Page, rows: &[DimensionAsItStood], width: usize) {
    lines.heading("Rubric");
    let longest = rows.iter().map(|row| row.name.chars().count()).max();
    let room = longest
        .unwrap_or(0)
        .min(width.saturating_sub(2 * GRADE + 4));
    // What stands in columns goes into the lead, which stays as it is.
    let lead = |name: &str, mentor: &str| format!("  {name:<room$}  {mentor:<GRADE$}");
    lines.add(Tone::Quiet, &lead("", "mentor"), "hire");
    for row in rows {
        let (mentor, hire) = (gates::grade(row.mentor), gates::grade(row.hire));
        if row.name.chars().count() <= room {
            lines.add(Tone::Plain, &lead(&row.name, mentor), hire);
        } else {
            lines.add(Tone::Plain, "  ", &row.name);
            lines.add(Tone::Plain, &lead("", mentor), hire);
        }
    }
}

fn next(lines: &mut Page, page: &ReviewPage<'_>) {
    let open: Vec<&str> = page
        .sheet
        .unanswered()
        .map(|goal| goal.number.as_str())
        .collect();
    lines.blank();
    let count = open.len();
    let open = open.join(", ");
    let words = gates::unanswered(count);
    let (tone, words) = match count {
        0 => (
            Tone::Good,
            format!("{words}; `onramp gate verdict` ends the review."),
        ),
        _ => (Tone::Waiting, format!("{words}: {open}.")),
    };
    lines.add(tone, "", &words);
}

/// Returns the gates of a journey, those that are over and those to come, a line each.
pub fn reviews(
    journey: &Journey,
    today: NaiveDate,
    due: impl Fn(Milestone) -> Option<NaiveDate>,
    width: usize,
) -> Vec<Line> {
    let mut lines = Page::new(width);
    for milestone in journey.milestones().iter() {
        let lead = format!("{:<10} ", milestone.label());
        for (_, review) in journey.reviews.all_of(milestone) {
            let (tone, words) = in_short(review, today);
            lines.add(tone, &lead, &words);
        }
        let open = journey.reviews.open();
        let is_open = open.is_some_and(|(_, review)| review.opening.milestone.is(milestone));
        if let Some(due) = due(milestone).filter(|_| !is_open) {
            let tone = match due < today {
                true => Tone::Late,
                false => Tone::Quiet,
            };
            lines.add(
                tone,
                &lead,
                &goals::due(due, today, |day| spoken(day, today)),
            );
        }
    }
    lines.lines()
}

fn in_short(review: &Review, today: NaiveDate) -> (Tone, String) {
    let Some(ruling) = &review.verdict else {
        let mark = &review.opening.mark;
        let words = format!("open, begun {} by {}", spoken(mark.on, today), mark.by);
        return (Tone::Waiting, words);
    };
    let mut grades = review.grades.iter();
    let graded = grades.any(|((party, _), _)| *party == Party::Hire);
    let own = if graded {
        ""
    } else {
        ", without the hire's own grades"
    };
    let words = format!(
        "{}, by {} {}{own}",
        ruling.verdict.word(),
        ruling.mark.by,
        spoken(ruling.mark.on, today)
    );
    (Tone::Plain, words)
}
