//! A gate review → a page of Markdown.

use super::{Page, inline, quoted};
use crate::domain::wording::gates;
use crate::domain::words::when::full_date;
use crate::report::review::{ReviewPage, beside};

/// Returns a gate review as Markdown. It ends with a newline.
pub fn review(review: &ReviewPage<'_>) -> String {
    let sheet = &review.sheet;
    let mut page = Page(String::new());
    let title = format!("{}: {}", inline(&sheet.hire), inline(&review.title()));
    page.line(&format!("# {title}\n"));
    page.line(&format!(
        "{}. {}.",
        inline(&sheet.role),
        inline(&review.dates())
    ));
    page.heading("Verdict");
    match (review.ruling(), review.verdict()) {
        (Some(ruling), Some(verdict)) => {
            page.line(&format!("**{}**\n", inline(&verdict)));
            let (by, on) = (inline(&ruling.mark.by), full_date(ruling.mark.on));
            if let Some(reason) = review.reason() {
                page.line(&format!("Reason: {}\n", inline(reason)));
            }
            page.line(&format!("Given by {by} on {on}.\n"));
            for line in quoted(&ruling.summary) {
                page.line(&line);
            }
        }
        _ => page.line("The review is open; there is no verdict yet."),
    }
    page.heading("Goals");
    page.line("| Goal | | Answer | |");
    page.line("|---|---|---|---|");
    for goal in &sheet.goals {
        let mut known = beside(goal);
        known.extend(
            goal.evidence
                .iter()
                .map(|title| format!("evidence: {title}")),
        );
        page.line(&format!(
            "| {} | {} | {} | {} |",
            inline(&goal.number),
            inline(&goal.title),
            inline(&goal.answer_words()),
            inline(&known.join("; ")),
        ));
    }
    if !sheet.grades.is_empty() {
        page.heading("Rubric");
        page.line("| Dimension | Mentor | Hire |");
        page.line("|---|---|---|");
        for row in &sheet.grades {
            let (mentor, hire) = (gates::grade(row.mentor), gates::grade(row.hire));
            page.line(&format!("| {} | {mentor} | {hire} |", inline(&row.name)));
        }
    }
    page.heading("The journey as a whole");
    page.line(&inline(&sheet.health));
    if !sheet.reasons.is_empty() {
        page.line("");
        page.list(sheet.reasons.iter().map(|reason| inline(reason)));
    }
    page.0
}
