//! What matters today, for whoever acts: which goals, under which heading.

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::Goal;

/// How many goals the list of next ones names.
const NEXT: usize = 5;

/// Goals under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<'a> {
    /// The heading.
    pub title: &'static str,
    /// The goals; never none.
    pub goals: Vec<&'a Goal>,
}

/// Returns the goals that matter today, each of them once; the order of the headings is that of
/// what wants an answer first.
pub fn sections<'a>(standing: &Standing<'a>, party: Party) -> Vec<Section<'a>> {
    let sent_back: Vec<&Goal> = standing
        .journey
        .goals
        .iter()
        .filter(|goal| goal.returned().is_some() && goal.is_counted())
        .collect();
    let next = standing.next.iter().copied();
    let hire = [
        ("Sent back", sent_back),
        ("Late", standing.late.clone()),
        (
            "Waiting on somebody",
            [standing.blocked.clone(), standing.claimed.clone()].concat(),
        ),
        ("Next", Vec::new()),
    ];
    let mentor = [
        ("To confirm", standing.claimed.clone()),
        ("Waiting on somebody", standing.blocked.clone()),
        ("Late", standing.late.clone()),
        ("Next", Vec::new()),
    ];
    let mut seen: Vec<&Goal> = Vec::new();
    let mut sections = Vec::new();
    for (title, goals) in if party == Party::Hire { hire } else { mentor } {
        let goals: Vec<&Goal> = match title {
            "Next" => next
                .clone()
                .filter(|goal| !seen.iter().any(|other| other.slug() == goal.slug()))
                .take(NEXT)
                .collect(),
            _ => goals
                .into_iter()
                .filter(|goal| !seen.iter().any(|other| other.slug() == goal.slug()))
                .collect(),
        };
        seen.extend(&goals);
        if !goals.is_empty() {
            sections.push(Section { title, goals });
        }
    }
    sections
}
