//! What another edition would change, in lines that a screen and a command both show.

use super::{Alteration, Difference, Fate, GoalDifference, PageDifference};
use crate::domain::record::goal::GoalState;
use crate::domain::words::text::capitalized;

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
        let text = format!(
            "The new plan does not know the context {}; what it added goes.",
            context.name
        );
        lines.push(line(Kind::Warning, "", text));
    }
    if !difference.goals.is_empty() {
        lines.push(line(Kind::Heading, "", "Goals"));
    }
    for changed in &difference.goals {
        lines.push(goal(changed));
        lines.extend(changed.alterations.iter().flat_map(alteration));
    }
    if !difference.role.is_empty() {
        lines.push(line(Kind::Heading, "", "Role"));
        lines.extend(difference.role.iter().flat_map(alteration));
    }
    if !difference.guide.is_empty() {
        lines.push(line(Kind::Heading, "", "Guide"));
        lines.extend(difference.guide.iter().map(page));
    }
    lines
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

fn goal(goal: &GoalDifference) -> Line {
    let sign = match goal.fate {
        Fate::Added => "+",
        Fate::Changed => "~",
        Fate::Kept => "=",
        Fate::Dropped => "-",
    };
    let state = match goal.state {
        GoalState::Open => String::new(),
        state => format!(", {}", state.word()),
    };
    line(
        Kind::Goal(goal.fate),
        format!("{sign} {:<8} ", goal.number),
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

fn page(page: &PageDifference) -> Line {
    let parts: Vec<String> = [
        ("new", &page.added),
        ("changed", &page.changed),
        ("dropped", &page.dropped),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(word, names)| format!("{word}: {}", names.join("; ")))
    .collect();
    let text = format!("{} · {}", page.page, parts.join(" · "));
    line(Kind::Plain, "  ", text)
}
