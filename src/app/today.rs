//! What matters today, for whoever acts: which goals, under which heading.

use super::goals;
use super::key::Binding;
use super::view::{Command as C, Next, Place, Screen, Shared, View};
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::Goal;

pub(super) const KEYS: &[Binding] = goals::KEYS;

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

/// What the Today screen shows.
#[derive(Clone, Debug, Default)]
pub struct TodayView {
    /// The selected line: a goal, or behind them all the 1:1.
    pub cursor: usize,
}

impl TodayView {
    /// Selects a goal where it is listed, wherever a change has put it.
    pub(super) fn keep(&mut self, shared: &Shared, slug: &Slug) {
        let mut goals = goals_of(shared).into_iter();
        let place = goals.position(|goal| goal.slug() == slug);
        self.cursor = place.unwrap_or(self.cursor);
    }
}

impl View for TodayView {
    fn place(&self) -> Place {
        Place::Today
    }

    fn selected<'a>(&self, shared: &'a Shared) -> Option<&'a Goal> {
        goals_of(shared).get(self.cursor).copied()
    }

    fn fits(&self, shared: &Shared, command: C) -> bool {
        let goal = self.selected(shared);
        match command {
            C::Claim | C::Note | C::Block => goal.is_some(),
            _ => goals::fits(goal, command),
        }
    }

    fn clamp(&mut self, shared: &Shared) {
        // The line on the 1:1 comes after the goals.
        self.cursor = self.cursor.min(goals_of(shared).len());
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        Some(match command {
            C::Open => match self.selected(shared) {
                Some(goal) => Next::Goal(goal.slug().clone()),
                None => Next::Run(C::Show(Screen::Meeting)),
            },
            C::Back if shared.journeys > 1 => Next::Run(C::Show(Screen::Hires)),
            _ => return None,
        })
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.cursor)
    }
}

/// Returns the goals that matter today, in the order of their lines.
fn goals_of(shared: &Shared) -> Vec<&Goal> {
    let standing = shared.standing();
    let sections = standing.map(|standing| sections(&standing, shared.acting));
    let sections = sections.into_iter().flatten();
    sections.flat_map(|section| section.goals).collect()
}

/// Returns the goals that matter today, each of them once; the order of the headings is that of
/// what wants an answer first.
pub fn sections<'a>(standing: &Standing<'a>, party: Party) -> Vec<Section<'a>> {
    let (blocked, claimed) = (standing.blocked.clone(), standing.claimed.clone());
    // In a leave nothing is asked of the hire.
    let asked = |goals: &Vec<&'a Goal>| match standing.leave {
        Some(_) => Vec::new(),
        None => goals.clone(),
    };
    let late = ("Late", asked(&standing.late));
    let answers = match party {
        Party::Hire => [
            ("Sent back", standing.returned.clone()),
            late,
            ("Waiting", [blocked, claimed].concat()),
        ],
        _ => [("To confirm", claimed), ("Waiting", blocked), late],
    };
    let mut seen: Vec<&Goal> = Vec::new();
    let mut unseen = |mut goals: Vec<&'a Goal>, most: usize| {
        goals.retain(|goal| !seen.iter().any(|other| other.number == goal.number));
        goals.truncate(most);
        seen.extend(&goals);
        goals
    };
    let answers = answers.map(|(title, goals)| (title, unseen(goals, usize::MAX)));
    let next = ("Next", unseen(asked(&standing.next), NEXT));
    let sections = answers.into_iter().chain([next]);
    sections
        .filter(|(_, goals)| !goals.is_empty())
        .map(|(title, goals)| Section { title, goals })
        .collect()
}
