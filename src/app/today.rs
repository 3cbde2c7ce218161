//! What matters today, for whoever acts: which goals and promises, under which heading.

use chrono::NaiveDate;

use super::actions;
use super::goals;
use super::key::Binding;
use super::view::{Command as C, Next, Place, Screen, Shared, View};
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::judgment::attention::Matter;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::mentoring::FirstStep;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::action::Action;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;

pub(super) const KEYS: &[Binding] = goals::KEYS;

/// How many goals the list of next ones names.
const NEXT: usize = 5;

/// Lines under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section<'a> {
    /// The heading.
    pub title: &'static str,
    /// The lines; never none.
    pub rows: Vec<Row<'a>>,
}

/// A line that can be selected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Row<'a> {
    /// A goal.
    Goal(&'a Goal),
    /// An open action of whoever acts, or of somebody outside whom they ask after.
    Action(ChangeId, &'a Action),
    /// A first step of whoever acts, and its day.
    Step(&'a FirstStep, NaiveDate),
}

/// What the Today screen shows.
#[derive(Clone, Debug, Default)]
pub struct TodayView {
    /// The selected line: a goal, an action, or behind them all the 1:1.
    pub cursor: usize,
}

impl TodayView {
    /// Selects a goal where it is listed, wherever a change has put it.
    pub(super) fn keep(&mut self, shared: &Shared, slug: &Slug) {
        let mut rows = rows(shared).into_iter();
        let place = rows.position(|row| matches!(row, Row::Goal(goal) if goal.slug() == slug));
        self.cursor = place.unwrap_or(self.cursor);
    }

    fn row<'a>(&self, shared: &'a Shared) -> Option<Row<'a>> {
        rows(shared).get(self.cursor).copied()
    }

    /// Says that the selected first step was taken.
    fn take_step(&self, shared: &Shared) -> Option<Next> {
        let Some(Row::Step(step, _)) = self.row(shared) else {
            return None;
        };
        let act = MeetingAct::TakeStep {
            step: step.slug.clone(),
            taken: true,
        };
        Some(Act::Meeting(act).into())
    }

    fn action(&self, shared: &Shared) -> Option<ChangeId> {
        match self.row(shared) {
            Some(Row::Action(action, _)) => Some(action),
            _ => None,
        }
    }
}

impl View for TodayView {
    fn place(&self) -> Place {
        Place::Today
    }

    fn selected<'a>(&self, shared: &'a Shared) -> Option<&'a Goal> {
        match self.row(shared) {
            Some(Row::Goal(goal)) => Some(goal),
            _ => None,
        }
    }

    fn fits(&self, shared: &Shared, command: C) -> bool {
        let goal = self.selected(shared);
        match command {
            C::Claim | C::Note | C::Block => goal.is_some(),
            C::Finish => matches!(self.row(shared), Some(Row::Action(..) | Row::Step(..))),
            C::ChangeAction | C::DropAction => self.action(shared).is_some(),
            _ => goals::fits(goal, command),
        }
    }

    fn clamp(&mut self, shared: &Shared) {
        // The line on the 1:1 comes after the others.
        self.cursor = self.cursor.min(rows(shared).len());
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        Some(match command {
            C::Open => match self.row(shared) {
                Some(Row::Goal(goal)) => Next::Goal(goal.slug().clone()),
                Some(Row::Action(..)) => Next::Run(C::ChangeAction),
                Some(Row::Step(..)) => shared.object("x says that this first step was taken."),
                None => Next::Run(C::Show(Screen::Meeting)),
            },
            C::Claim | C::Confirm if self.fits(shared, C::Finish) => Next::Run(C::Finish),
            C::Finish if self.take_step(shared).is_some() => return self.take_step(shared),
            C::Finish | C::ChangeAction | C::DropAction => {
                return actions::run(shared, self.action(shared), command);
            }
            C::Back if shared.journeys > 1 => Next::Run(C::Show(Screen::Hires)),
            _ => return None,
        })
    }

    fn cursor(&mut self) -> Option<&mut usize> {
        Some(&mut self.cursor)
    }
}

/// Returns what matters today, in the order of its lines.
fn rows(shared: &Shared) -> Vec<Row<'_>> {
    let standing = shared.standing();
    let sections = standing.map(|standing| sections(&standing, shared.acting));
    let sections = sections.into_iter().flatten();
    sections.flat_map(|section| section.rows).collect()
}

/// Returns what matters today, each goal once; the order of the headings is that of what wants an
/// answer first.
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
        goals.into_iter().map(Row::Goal).collect()
    };
    let answers = answers.map(|(title, goals)| (title, unseen(goals, usize::MAX)));
    let next = ("Next", unseen(asked(&standing.next), NEXT));
    let steps = ("First steps", steps(standing, party));
    let promised = ("Promised", promised(standing.journey, party));
    let sections = answers.into_iter().chain([steps, promised, next]);
    sections
        .filter(|(_, rows): &(_, Vec<_>)| !rows.is_empty())
        .map(|(title, rows)| Section { title, rows })
        .collect()
}

/// Returns the first steps that a party is to take, the earliest first.
fn steps<'a>(standing: &Standing<'a>, party: Party) -> Vec<Row<'a>> {
    let due = standing.attention.iter().filter_map(|due| match due.what {
        Matter::FirstStep(step) => Some((step, due.on?)),
        _ => None,
    });
    let theirs = due.filter(|(step, _)| step.owner == party);
    theirs.map(|(step, on)| Row::Step(step, on)).collect()
}

/// Returns the open actions that a party owns or asks after, the earliest date first.
fn promised(journey: &Journey, party: Party) -> Vec<Row<'_>> {
    let actions = journey.meetings.actions.iter();
    let mut theirs: Vec<(ChangeId, &Action)> = actions
        .filter(|(_, action)| action.is_open() && action.is_for(party))
        .map(|(id, action)| (*id, action))
        .collect();
    theirs.sort_by_key(|(id, action)| (action.due.unwrap_or(NaiveDate::MAX), *id));
    let rows = theirs.into_iter();
    rows.map(|(id, action)| Row::Action(id, action)).collect()
}
