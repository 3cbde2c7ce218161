//! What another edition would change, in lines that a screen and a command both show.

use super::{
    Alteration, Difference, EntryDifference, Fate, GoalDifference, PageDifference, accepted,
};
use crate::domain::record::change::Change;
use crate::domain::record::goal::GoalState;
use crate::domain::telling::history;
use crate::domain::words::text::capitalized;
use crate::domain::words::when::full_date;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Which plan it is about.
    Title,
    /// The heading of a part.
    Heading,
    /// Something that is said of the whole.
    Plain,
    /// Something that is lost.
    Warning,
    /// A goal and what happens to it.
    Goal(Fate),
    /// A text before.
    Before,
    /// A text after.
    After,
}

/// One line, before it is wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// What stands in front, as wide as the indent of the lines that follow.
    pub lead: String,
    /// The text.
    pub text: String,
}

/// Returns what another edition would change, goal by goal, then the role, then the guide.
pub fn lines(difference: &Difference) -> Vec<Line> {
    let mut lines = vec![
        line(Kind::Title, "", title(difference)),
        line(
            Kind::Plain,
            "",
            format!("{}.", capitalized(&difference.in_short())),
        ),
    ];
    for context in &difference.lost_contexts {
        let text = format!("No longer fitted to {}; what it added goes.", context.name);
        lines.push(line(Kind::Warning, "", text));
    }
    for context in &difference.new_contexts {
        let text = format!("Fitted to {}, too.", context.name);
        lines.push(line(Kind::Plain, "", text));
    }
    if !difference.goals.is_empty() {
        lines.push(line(Kind::Heading, "", "Goals"));
    }
    let numbers = difference.goals.iter().map(GoalDifference::numbers);
    let columns = numbers.map(|text| text.chars().count()).max();
    for changed in &difference.goals {
        lines.push(goal(changed, columns.unwrap_or_default().max(8)));
        lines.extend(changed.alterations.iter().flat_map(alteration));
    }
    if !difference.role.is_empty() {
        lines.push(line(Kind::Heading, "", "Role"));
        lines.extend(difference.role.iter().flat_map(alteration));
    }
    if !difference.guide.is_empty() {
        lines.push(line(Kind::Heading, "", "Guide"));
        lines.extend(difference.guide.iter().flat_map(page));
    }
    lines
}

/// Returns a change of the log in full: who did it and when, what was done, and all that it
/// changed in the plan.
pub fn change(told: &history::Line, change: &Change) -> Vec<Line> {
    let late = told.late_entry().map(|late| format!(" ({late})"));
    let who = format!(
        "{} · {}{}",
        told.author,
        full_date(told.day),
        late.unwrap_or_default()
    );
    let undone = if told.undone { " (undone)" } else { "" };
    let mut all = vec![
        line(Kind::Title, "", format!("Change {}", told.number)),
        line(Kind::Plain, "", who),
    ];
    let text = format!("{}{undone}", told.text);
    all.extend(text.lines().map(|text| line(Kind::Plain, "", text)));
    if let Some(difference) = accepted(change) {
        all.push(line(Kind::Heading, "", "Plan"));
        all.extend(lines(&difference));
    }
    all
}

fn line(kind: Kind, lead: impl Into<String>, text: impl Into<String>) -> Line {
    Line {
        kind,
        lead: lead.into(),
        text: text.into(),
    }
}

fn title(difference: &Difference) -> String {
    let (from, to) = (&difference.from, &difference.to);
    if from == to {
        format!("{} · edition {}", to.title, to.edition)
    } else if from.slug == to.slug {
        format!(
            "{} · edition {} → edition {}",
            to.title, from.edition, to.edition
        )
    } else {
        format!(
            "{}, edition {} → {}, edition {}",
            from.title, from.edition, to.title, to.edition
        )
    }
}

fn goal(goal: &GoalDifference, columns: usize) -> Line {
    let sign = match goal.fate {
        Fate::Added => "+",
        Fate::Changed => "~",
        Fate::Renumbered => "#",
        Fate::Kept => "=",
        Fate::Dropped => "-",
    };
    let state = match goal.state {
        None | Some(GoalState::Open) => String::new(),
        Some(state) => format!(", {}", state.word()),
    };
    line(
        Kind::Goal(goal.fate),
        format!("{sign} {:<columns$} ", goal.numbers()),
        format!("{} ({}{state})", goal.title, goal.fate.word()),
    )
}

fn alteration(alteration: &Alteration) -> Vec<Line> {
    let lead = |what: &str, sign: &str| format!("    {what:<10} {sign} ");
    let before = alteration
        .from
        .as_ref()
        .map(|text| line(Kind::Before, lead(&alteration.what, "-"), text));
    let what = match before {
        Some(_) => "",
        None => &alteration.what,
    };
    let after = alteration
        .to
        .as_ref()
        .map(|text| line(Kind::After, lead(what, "+"), text));
    before.into_iter().chain(after).collect()
}

fn page(page: &PageDifference) -> Vec<Line> {
    let (told, named): (Vec<_>, Vec<_>) = page
        .changed
        .iter()
        .partition(|entry| !entry.alterations.is_empty());
    let names = |entries: Vec<&EntryDifference>| -> Vec<String> {
        entries
            .into_iter()
            .map(|entry| entry.name.clone())
            .collect()
    };
    let parts: Vec<String> = [
        ("new", &page.added),
        ("changed", &names(named)),
        ("dropped", &page.dropped),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(word, names)| format!(" · {word}: {}", names.join("; ")))
    .collect();
    let head = format!("{}{}", page.page, parts.concat());
    let entries = told.into_iter().flat_map(|entry| {
        let head = line(Kind::Goal(Fate::Changed), "  ~ ", entry.name.clone());
        std::iter::once(head).chain(entry.alterations.iter().flat_map(alteration))
    });
    std::iter::once(line(Kind::Plain, "  ", head))
        .chain(entries)
        .collect()
}
