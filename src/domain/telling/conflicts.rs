//! The changes that were set aside, each with why, in words. Knows no screen.

use crate::domain::record::fold::Aside;
use crate::domain::record::ids::ChangeId;
use crate::domain::telling::history::Line;
use crate::domain::words::when::full_date;

/// A change that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict<'l> {
    /// Its line in the history.
    pub line: &'l Line,
    /// What happened, in a sentence or two.
    pub words: String,
}

/// Returns the changes of a history that do not count, or not whole, the oldest first. Those that were
/// dismissed are left out.
pub fn conflicts<'l>(
    lines: &'l [Line],
    is_dismissed: impl Fn(ChangeId) -> bool,
) -> Vec<Conflict<'l>> {
    let of = |id: ChangeId| lines.iter().find(|line| line.id == id);
    let told = lines.iter().filter(|line| !is_dismissed(line.id));
    told.filter_map(|line| {
        let did = |line: &Line| {
            let (name, text) = (&line.author.name, first_line(&line.text));
            format!("On {}, {name} {text}", full_date(line.day))
        };
        let words = match &line.aside {
            Some(aside) => {
                let why = match (aside.why, aside.by.and_then(of)) {
                    (Aside::Overtaken | Aside::NothingToUndo, Some(by)) => format!(
                        "{}, which {} did not know yet. So it does not count.",
                        did(by),
                        line.author.name
                    ),
                    (Aside::Overtaken, None) => {
                        "What it changes was gone by then, so it does not count.".to_owned()
                    }
                    (Aside::NothingToUndo, None) => {
                        "What it takes back did not stand any more, so it does not count."
                            .to_owned()
                    }
                    (Aside::NotTheirs, _) => format!(
                        "It came from a machine that may not do that for {}, so it does not count.",
                        line.author.name
                    ),
                    (Aside::Retired, _) => {
                        "It came from a machine that had been retired, so it does not count."
                            .to_owned()
                    }
                    (Aside::WithItsSave | Aside::BeforeTheStart, _) => {
                        "What it belongs to does not count, nor does it.".to_owned()
                    }
                };
                format!("{}. {why}", did(line))
            }
            None if !line.skipped.is_empty() => format!(
                "{}. It left out {}: changed by others before that was known.",
                did(line),
                line.skipped.join(", ")
            ),
            None => return None,
        };
        Some(Conflict { line, words })
    })
    .collect()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
