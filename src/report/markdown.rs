//! The rows of a summary → Markdown. Text of the users shows as it was typed; notes are Markdown
//! already and go into block quotes in which they can do no harm.

mod documents;
mod minutes;
pub mod plan;
mod review;

pub use documents::documents;
pub use review::review;

use std::fmt::Write as _;

use super::summary::{MilestoneRow, NoteRow, Summary};
use crate::domain::words::when::full_date;
pub use minutes::minutes;

/// Returns a summary as Markdown. It ends with a newline and holds no time of day.
pub fn summary(rows: &Summary<'_>) -> String {
    let mut page = Page(String::new());
    let (hire, title) = (inline(rows.hire), inline(rows.title));
    page.line(&format!("# {hire}: {title}\n"));
    page.line(&format!(
        "As of {}. “Since” below means since {}.",
        full_date(rows.today),
        full_date(rows.since)
    ));
    page.heading("Where it stands");
    for (what, how) in &rows.stands {
        page.line(&format!("- **{what}:** {}", inline(how)));
    }
    for reason in &rows.reasons {
        page.line(&format!("  - {}", inline(reason)));
    }
    page.heading("Milestones");
    page.milestones(&rows.milestones);
    page.heading("What moved since");
    page.list(rows.moved.iter().map(|moved| {
        let (author, text) = (inline(&moved.author), inline(&moved.text));
        format!("{}: {author} {text}", full_date(moved.day))
    }));
    page.heading("What is blocked");
    page.list(rows.blocked.iter().map(|text| inline(text)));
    page.heading("What is next");
    page.list(rows.next.iter().map(|text| inline(text)));
    page.heading("What is asked");
    let asked = rows.asked.iter();
    page.list(asked.map(|(whom, what)| format!("**{}:** {}", inline(whom), inline(what))));
    page.heading("1:1s");
    for (what, how) in &rows.meetings {
        page.line(&format!("- **{what}:** {}", inline(how)));
    }
    for (owner, what) in &rows.actions {
        page.line(&format!("- {}: {}", inline(owner), inline(what)));
    }
    page.heading("Shared notes since");
    if rows.notes.is_empty() {
        page.line("Nothing.");
    }
    for (note, place) in rows.notes.iter().zip(0..) {
        if place > 0 {
            page.line("");
        }
        page.note(note);
    }
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n## {text}\n"));
    }

    fn list(&mut self, items: impl Iterator<Item = String>) {
        let before = self.0.len();
        for item in items {
            self.line(&format!("- {item}"));
        }
        if self.0.len() == before {
            self.line("Nothing.");
        }
    }

    fn milestones(&mut self, rows: &[MilestoneRow]) {
        self.line(
            "| Milestone | About | Due | Done | Confirmed | Expected | Goals | Waived | Deferred |",
        );
        self.line("|---|---|---|--:|--:|--:|--:|--:|--:|");
        for row in rows {
            let [done, confirmed, counted, waived, deferred] = row.goals;
            // Writing into a string cannot fail.
            let _ = writeln!(
                self.0,
                "| {} | {} | {} | {done} | {confirmed} | {} | {counted} | {waived} | {deferred} |",
                row.name,
                inline(&row.theme),
                row.due,
                row.expected,
            );
        }
    }

    fn note(&mut self, row: &NoteRow<'_>) {
        let place = match &row.goal {
            Some(goal) => format!("on {}", inline(goal)),
            None => "on the journey".to_owned(),
        };
        let author = inline(&row.note.author().name);
        self.line(&format!(
            "{}, {author} {place}:\n",
            full_date(row.note.on())
        ));
        for line in quoted(row.note.text()) {
            self.line(&line);
        }
    }
}

/// Returns text on one line, escaped so that every character shows as it was typed
/// (CommonMark 0.31, section 2.4; the pipe for GitHub's tables).
pub(super) fn inline(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::with_capacity(folded.len());
    for (place, c) in folded.char_indices() {
        let before = folded.get(..place).unwrap_or_default();
        let leads = before.is_empty() && matches!(c, '#' | '-' | '+' | '=');
        let numbers = matches!(c, '.' | ')')
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
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Returns the lines of a note as a block quote, its headings and its HTML turned into text.
pub(super) fn quoted(note: &str) -> Vec<String> {
    let fences = fences_are_plain(note);
    let mut open: Option<&str> = None;
    note.lines()
        .map(|line| {
            let fence = if fences { fence(line) } else { None };
            let inside = open.is_some() || fence.is_some();
            match (open, fence) {
                (None, Some(fence)) => open = Some(fence),
                (Some(opening), Some(fence)) if closes(opening, fence, line) => open = None,
                _ => {}
            }
            let line = if inside {
                line.to_owned()
            } else {
                harmless(line)
            };
            format!("> {line}").trim_end().to_owned()
        })
        .collect()
}

/// Returns whether every code fence of a note stands at the margin. Where one stands inside a list
/// or a quote, no line is taken for code, so that none escapes being escaped.
fn fences_are_plain(note: &str) -> bool {
    note.lines()
        .all(|line| fence(line).is_some() || !(line.contains("```") || line.contains("~~~")))
}

/// Returns the fence with which a line begins, where it opens or closes a code block.
fn fence(line: &str) -> Option<&str> {
    let text = line.trim_start_matches(' ');
    if line.len() - text.len() > 3 {
        return None;
    }
    let sign = ['`', '~']
        .into_iter()
        .find(|&sign| text.starts_with(sign))?;
    let rest = text.trim_start_matches(sign);
    let fence = text.get(..text.len() - rest.len())?;
    (fence.len() >= 3 && !rest.contains('`')).then_some(fence)
}

fn closes(opening: &str, fence: &str, line: &str) -> bool {
    fence.starts_with(opening) && line.trim_matches(' ') == fence
}

/// Returns a line of Markdown that makes no heading and holds no HTML.
fn harmless(line: &str) -> String {
    let content = line.trim_start_matches(|c: char| {
        c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')')
    });
    let lead = line.get(..line.len() - content.len()).unwrap_or_default();
    let trimmed = line.trim();
    let underlines = |sign: char| !trimmed.is_empty() && trimmed.chars().all(|c| c == sign);
    let mut out = String::from(lead);
    if content.starts_with('#') || underlines('=') {
        out.push('\\');
    } else if underlines('-') {
        return format!("\\{trimmed}");
    }
    let mut rest = content.chars().peekable();
    while let Some(c) = rest.next() {
        let tag = rest
            .peek()
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'));
        // An entity, since a backslash could be taken back by one that stands before it.
        match c {
            '<' if tag => out.push_str("&lt;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_shows_as_it_was_typed() {
        for (typed, escaped) in [
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
            assert_eq!(inline(typed), escaped);
        }
    }

    #[test]
    fn a_quoted_note_makes_no_heading_and_no_html() {
        let note = "# Big\nplain\n===\n- ## deep\n---\n<script>alert(1)</script>\n\n1 < 2, a **b**";
        assert_eq!(
            quoted(note).join("\n"),
            "> \\# Big\n> plain\n> \\===\n> - \\## deep\n> \\---\n> &lt;script>alert(1)&lt;/script>\n>\n> 1 < 2, a **b**"
        );
    }

    #[test]
    fn code_stays_code() {
        let note = "```rust\nlet a: Vec<u8>; # no\n```\n# yes";
        assert_eq!(
            quoted(note),
            ["> ```rust", "> let a: Vec<u8>; # no", "> ```", "> \\# yes"]
        );
    }

    #[test]
    fn a_fence_in_a_list_makes_no_way_out_for_html() {
        let note = "- ```\n  a\n  ```\n<script>";
        assert_eq!(quoted(note).last().unwrap(), "> &lt;script>");
        assert_eq!(quoted("\\<script>"), ["> \\&lt;script>"]);
    }
}
