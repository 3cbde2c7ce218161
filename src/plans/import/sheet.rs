//! Reads a checklist in CSV: its first line names the columns. Knows no plan.

use super::NoPlan;
use super::draft::{Entry, Said, Task};

/// The names of columns, in small letters, by what stands in them.
const TASK: &[&str] = &[
    "task", "title", "goal", "item", "activity", "name", "action", "to do", "todo",
];
const WHEN: &[&str] = &[
    "when",
    "milestone",
    "due",
    "phase",
    "week",
    "day",
    "month",
    "timing",
    "section",
];
const OWNER: &[&str] = &["owner", "who", "responsible", "assignee", "assigned to"];
const PARTS: &[&str] = &["steps", "subtasks", "criteria", "parts", "checklist"];

/// What the columns of a table hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Task,
    When,
    Owner,
    Parts,
    /// Something that is said of the task.
    More,
}

/// Returns what a table holds, in its order.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, NoPlan> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let heads = reader.headers().map_err(|error| told(&error))?.clone();
    let columns = columns(&heads);
    if !columns.contains(&Holds::Task) {
        return Err(if heads.is_empty() {
            NoPlan::NoTask
        } else {
            NoPlan::NoColumn
        });
    }
    let mut entries = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| told(&error))?;
        let line = record
            .position()
            .map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
        row(&record, &heads, &columns, line, &mut entries);
    }
    Ok(entries)
}

fn told(error: &csv::Error) -> NoPlan {
    NoPlan::Csv(error.to_string())
}

/// Returns what each column holds; of two alike the first counts.
fn columns(heads: &csv::StringRecord) -> Vec<Holds> {
    let mut columns: Vec<Holds> = Vec::new();
    for head in heads {
        let head = head.trim().to_lowercase();
        let known = [
            (TASK, Holds::Task),
            (WHEN, Holds::When),
            (OWNER, Holds::Owner),
            (PARTS, Holds::Parts),
        ];
        let holds = known
            .iter()
            .find(|(names, _)| names.contains(&head.as_str()));
        let holds = holds.map(|(_, holds)| *holds);
        let holds = holds.filter(|holds| !columns.contains(holds));
        columns.push(holds.unwrap_or(Holds::More));
    }
    columns
}

fn row(
    record: &csv::StringRecord,
    heads: &csv::StringRecord,
    columns: &[Holds],
    line: usize,
    entries: &mut Vec<Entry>,
) {
    let cells = |wanted: Holds| {
        let cells = record.iter().zip(columns).zip(heads);
        let cells =
            cells.filter(move |((cell, holds), _)| **holds == wanted && !cell.trim().is_empty());
        cells.map(|((cell, _), head)| (head.trim(), cell.trim()))
    };
    let said = |text: String| Said { line, text };
    for (head, cell) in cells(Holds::When) {
        // A bare number says its unit in the head of its column.
        let text = match cell.parse::<u32>() {
            Ok(_) => format!("{head} {cell}"),
            Err(_) => cell.to_owned(),
        };
        entries.push(Entry::Heading(1, said(text)));
    }
    let mut has_task = false;
    for (_, cell) in cells(Holds::Task) {
        has_task = true;
        let text = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        entries.push(Entry::Task(Task {
            depth: 0,
            said: said(text),
        }));
    }
    // Without a task there is nothing that the rest of a row could be said of.
    let more = |text: String| match has_task {
        true => Entry::More(said(text)),
        false => Entry::Text(said(text)),
    };
    for (_, cell) in cells(Holds::Owner) {
        entries.push(more(format!("(owner: {cell})")));
    }
    for (_, cell) in cells(Holds::Parts) {
        let parts = cell.split(['\n', ';']).map(str::trim);
        entries.extend(
            parts
                .filter(|part| !part.is_empty())
                .map(|part| match has_task {
                    true => Entry::Task(Task {
                        depth: 1,
                        said: said(part.to_owned()),
                    }),
                    false => Entry::Text(said(part.to_owned())),
                }),
        );
    }
    for (head, cell) in cells(Holds::More) {
        entries.push(more(match head {
            "" => cell.to_owned(),
            head => format!("{head}: {cell}"),
        }));
    }
    for cell in record
        .iter()
        .skip(columns.len())
        .filter(|cell| !cell.trim().is_empty())
    {
        entries.push(Entry::Text(said(cell.trim().to_owned())));
    }
}
