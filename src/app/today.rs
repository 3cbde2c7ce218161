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
    let (blocked, claimed) = (standing.blocked.clone(), standing.claimed.clone());
    let late = ("Late", standing.late.clone());
    let answers = match party {
        Party::Hire => [
            ("Sent back", standing.returned.clone()),
            late,
            ("Waiting on somebody", [blocked, claimed].concat()),
        ],
        _ => [
            ("To confirm", claimed),
            ("Waiting on somebody", blocked),
            late,
        ],
    };
    let mut seen: Vec<&Goal> = Vec::new();
    let mut unseen = |mut goals: Vec<&'a Goal>, most: usize| {
        goals.retain(|goal| !seen.iter().any(|other| other.number == goal.number));
        goals.truncate(most);
        seen.extend(&goals);
        goals
    };
    let answers = answers.map(|(title, goals)| (title, unseen(goals, usize::MAX)));
    let next = ("Next", unseen(standing.next.clone(), NEXT));
    let sections = answers.into_iter().chain([next]);
    sections
        .filter(|(_, goals)| !goals.is_empty())
        .map(|(title, goals)| Section { title, goals })
        .collect()
}
