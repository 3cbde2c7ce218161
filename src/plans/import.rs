//! A checklist as a team has it → a plan file: headings say when, items are goals, what is nested in them is
//! their parts. Loses no word: what has no place in a plan stands in comments, and is told with its line.

mod draft;
mod list;
mod sheet;
mod when;
mod write;

use std::collections::HashSet;

use super::file::FILE_MAX;
use crate::domain::plan::names::Slug;
use crate::domain::words::text::pasted;

use draft::Draft;

/// How a checklist is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checklist {
    /// Markdown.
    Markdown,
    /// A table: RFC 4180.
    Csv,
}

/// A plan file made of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text of the file.
    pub text: String,
    /// How many goals it has.
    pub goals: usize,
    /// How many milestones it has.
    pub milestones: usize,
    /// What is to be looked at, in the order of the lines.
    pub remarks: Vec<Remark>,
}

/// What is to be known of a line of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The line, from 1 up.
    pub line: usize,
    /// What became of it.
    pub what: String,
}

/// Why no plan can be made of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPlan {
    /// It is larger than any plan file.
    #[error("it is larger than {} KiB, which no plan is", FILE_MAX / 1024)]
    TooLarge,
    /// The plan file would be larger than any that is read.
    #[error("the plan would be larger than {} KiB; make one of each part of the checklist", FILE_MAX / 1024)]
    PlanTooLarge,
    /// It is not UTF-8.
    #[error("it is not UTF-8 text; save it as UTF-8")]
    NotText,
    /// There is no item in it.
    #[error(
        "it has no task; in Markdown a goal is made of each item of a list, as `- Meet the team`"
    )]
    NoTask,
    /// There are more tasks than a plan has goals.
    #[error("it has {0} tasks, and a plan keeps to {1} goals; nest those that belong together")]
    TooMany(usize, usize),
    /// There are more headings with a date than a plan has milestones.
    #[error("it has {0} different dates in its headings, and a plan keeps to {1} milestones")]
    TooManyDates(usize, usize),
    /// A table says in no column what is to be done.
    #[error("no column of its first line is called task, title, goal, item, activity or name")]
    NoColumn,
    /// A table cannot be read.
    #[error("it cannot be read as CSV: {0}")]
    Csv(String),
}

/// Returns the plan file of a checklist, called by a slug. `name` is the checklist's own, for comments.
///
/// # Errors
/// [`NoPlan`] where none can be made of it.
pub fn import(bytes: &[u8], kind: Checklist, slug: &Slug, name: &str) -> Result<Imported, NoPlan> {
    if bytes.len() > FILE_MAX {
        return Err(NoPlan::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| NoPlan::NotText)?;
    let text = pasted(text.trim_start_matches('\u{feff}'));
    let entries = match kind {
        Checklist::Markdown => list::entries(&text),
        Checklist::Csv => sheet::entries(&text)?,
    };
    let mut draft = Draft::of(entries)?;
    if kind == Checklist::Csv {
        // The names of the columns say nothing more once the rows are read, and are kept all the same.
        draft.keep_quietly(1, text.lines().next().unwrap_or_default());
    }
    let mut written = write::plan(&draft, slug, name);
    let lost = lost(&text, &written);
    if !lost.is_empty() {
        written.push_str(&write::lost(&lost));
        draft
            .remarks
            .extend(lost.into_iter().map(|(line, _)| {
                Remark {
                    line,
                    what: "not all of it has a place in the plan; it is in a comment at the end"
                        .to_owned(),
                }
            }));
    }
    if written.len() > FILE_MAX {
        return Err(NoPlan::PlanTooLarge);
    }
    draft.remarks.sort_by_key(|remark| remark.line);
    draft.remarks.dedup();
    Ok(Imported {
        text: written,
        goals: draft.goals(),
        milestones: draft.milestones.len(),
        remarks: draft.remarks,
    })
}

/// Returns the lines of a checklist that hold a word which the plan file does not.
fn lost<'t>(text: &'t str, written: &str) -> Vec<(usize, &'t str)> {
    let kept: HashSet<String> = words(written).collect();
    let lines = text.lines().zip(1..);
    let lost =
        lines.filter(|(line, _)| words(without_signs(line)).any(|word| !kept.contains(&word)));
    lost.map(|(line, number)| (number, line)).collect()
}

/// Returns a line without what makes an item of it: a number and a ticked box are no words.
fn without_signs(line: &str) -> &str {
    let item = line.trim_start();
    let rest = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = rest.len() < item.len() && rest.starts_with([')', '.']);
    let item = if is_numbered { rest } else { item };
    let item = item.trim_start_matches([' ', '\t', '-', '*', '+', '.', ')', '>']);
    let ticked = ["[x] ", "[X] "].iter();
    ticked.fold(item, |item, sign| item.strip_prefix(sign).unwrap_or(item))
}

/// Returns the words of a text: runs of letters and digits, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signs_of_an_item_are_no_words_and_the_numbers_of_a_text_are() {
        let told = |line| words(without_signs(line)).collect::<Vec<_>>().join(" ");
        assert_eq!(told("12. Set up"), "set up");
        assert_eq!(told("  3) [x] Done"), "done");
        assert_eq!(told("- [X] 5 tasks"), "5 tasks");
        assert_eq!(told("30 days"), "30 days");
        assert_eq!(told("x marks it"), "x marks it");
    }
}
