//! A gate review → a page of HTML.

use std::fmt::Write as _;

use super::{document, escape};
use crate::domain::record::review::Answer;
use crate::domain::record::review::{DimensionAsItStood, GoalAsItStood};
use crate::domain::wording::gates;
use crate::domain::words::when::full_date;
use crate::report::review::{ReviewPage, beside};

/// Returns a gate review as a document that stands for itself.
pub fn review(review: &ReviewPage<'_>) -> String {
    let sheet = &review.sheet;
    let mut body = String::new();
    let title = format!("{}: {}", sheet.hire, review.title());
    // Writing into a string cannot fail.
    let _ = writeln!(body, "<h1>{}</h1>", escape(&title));
    let head = format!("{}. {}.", sheet.role, review.dates());
    let _ = writeln!(body, "<p class=\"quiet\">{}</p>", escape(&head));
    body.push_str(&verdict(review));
    let _ = writeln!(
        body,
        "<h2>Goals</h2>\n<table>\n<thead><tr><th></th><th>Goal</th><th>Answer</th></tr></thead>\n<tbody>"
    );
    for row in &sheet.goals {
        body.push_str(&goal(row));
    }
    body.push_str("</tbody>\n</table>\n");
    if !sheet.grades.is_empty() {
        body.push_str("<h2>Rubric</h2>\n<table>\n<thead><tr><th>Dimension</th><th>Mentor</th><th>Hire</th></tr></thead>\n<tbody>\n");
        for row in &sheet.grades {
            body.push_str(&dimension(row));
        }
        body.push_str("</tbody>\n</table>\n");
    }
    let _ = writeln!(
        body,
        "<h2>The journey as a whole</h2>\n<p>{}</p>",
        escape(&sheet.health)
    );
    if !sheet.reasons.is_empty() {
        body.push_str("<ul>\n");
        for reason in &sheet.reasons {
            let _ = writeln!(body, "<li>{}</li>", escape(reason));
        }
        body.push_str("</ul>\n");
    }
    document(&title, &body)
}

fn verdict(review: &ReviewPage<'_>) -> String {
    let (Some(ruling), Some(verdict)) = (review.ruling(), review.verdict()) else {
        return "<h2>Verdict</h2>\n<p class=\"open\">The review is open; there is no verdict yet.</p>\n"
            .to_owned();
    };
    let by = format!(
        "Given by {} on {}.",
        ruling.mark.by,
        full_date(ruling.mark.on)
    );
    let reason = review.reason();
    let reason = reason.map(|reason| format!("<p>Reason: {}</p>\n", escape(reason)));
    format!(
        "<h2>Verdict</h2>\n<p class=\"verdict\">{}</p>\n{}<p class=\"quiet\">{}</p>\n\
         <div class=\"text\">{}</div>\n",
        escape(&verdict),
        reason.unwrap_or_default(),
        escape(&by),
        escape(&ruling.summary)
    )
}

fn goal(row: &GoalAsItStood) -> String {
    let class = match row.answer {
        Some(Answer::Done) => "done",
        Some(Answer::Waived) => "quiet",
        Some(Answer::NotDone { .. }) | None => "open",
    };
    let mut known = beside(row);
    known.extend(
        row.evidence
            .iter()
            .map(|title| format!("evidence: {title}")),
    );
    let known: Vec<String> = known
        .iter()
        .map(|text| format!("<small>{}</small>", escape(text)))
        .collect();
    format!(
        "<tr><td class=\"number\">{}</td><td>{}{}</td><td class=\"{class}\">{}</td></tr>\n",
        escape(&row.number),
        escape(&row.title),
        known.concat(),
        escape(&row.answer_words())
    )
}

fn dimension(row: &DimensionAsItStood) -> String {
    format!(
        "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        escape(&row.name),
        gates::grade(row.mentor),
        gates::grade(row.hire)
    )
}
