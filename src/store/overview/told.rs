//! One journey as its rows tell it: each table's rows are taken one by one, and facts come of them.

use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

use super::goal::{ToldBlocker, ToldGoal, stage};
use super::plans::PlanFacts;
use crate::domain::judgment::facts::{Facts, MeetingFacts, Outcome, Owed, ReviewFacts};
use crate::domain::judgment::glance::{Concerns, Talked};
use crate::domain::judgment::outcomes::{GateVerdict, Outcomes, Ruled};
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::mentoring::{FirstStep, Occasion};
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party, People, PersonId};
use crate::domain::record::action::Action;
use crate::domain::record::course::End;
use crate::domain::record::goal::{GoalNumber, GoalState, Returned};
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::meeting::{
    Closing, Meeting, Meetings, Opening, Point, Topic, Treatment,
};
use crate::domain::record::rating::{Rating, Round};
use crate::store::cells::{Cells as _, Reader, unjson};
use crate::store::convert::{
    date, parsed, parsed_at, parsed_at_or_none, parsed_or_none, slug, uuid, word,
};

/// A journey as its rows hold it.
pub(super) struct Told<'p> {
    id: JourneyId,
    people: People,
    plan: Slug,
    title: String,
    start: NaiveDate,
    milestones: Milestones,
    /// The first steps that were not taken.
    first_steps: Vec<&'p FirstStep>,
    ended: Option<(End, NaiveDate)>,
    /// The working days, the leaves aside.
    calendar: Calendar,
    leaves: Vec<(NaiveDate, NaiveDate)>,
    goals: Vec<ToldGoal<'p>>,
    /// The 1:1s, as far as a list of journeys asks for them.
    meetings: Meetings,
    hire_moved: Option<NaiveDate>,
    next_meeting: Option<NaiveDate>,
    reviews: Vec<ReviewFacts>,
    returned: Vec<(GoalNumber, Returned)>,
    actions: Vec<(ChangeId, Action)>,
    outcomes: Outcomes,
}

impl<'p> Told<'p> {
    /// Returns what the row of a journey tells; the other tables tell the rest.
    pub(super) fn of(
        row: &Row<'_>,
        people: People,
        plan: &'p PlanFacts,
        calendar: Calendar,
    ) -> rusqlite::Result<Self> {
        let archived = parsed_or_none(row, "archived_on", date)?;
        Ok(Self {
            id: JourneyId(parsed(row, "id", uuid)?),
            people,
            calendar,
            plan: parsed(row, "plan", slug)?,
            title: row.get("title")?,
            start: parsed(row, "start", date)?,
            milestones: plan.milestones.clone(),
            first_steps: plan.first_steps.iter().collect(),
            ended: match archived {
                Some(on) => Some((parsed(row, "archived_end", word)?, on)),
                None => None,
            },
            leaves: Vec::new(),
            goals: plan.goals.iter().map(ToldGoal::open).collect(),
            meetings: Meetings::default(),
            hire_moved: parsed_or_none(row, "hire_moved", date)?,
            next_meeting: parsed_or_none(row, "next_meeting", date)?,
            reviews: Vec::new(),
            returned: Vec::new(),
            actions: Vec::new(),
            outcomes: Outcomes::default(),
        })
    }

    /// Takes how far a goal has come.
    pub(super) fn take_stage(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let (state, claimed) = stage(row)?;
        let waited = parsed_at_or_none(row, 4, unjson)?;
        self.on_goal(row, |goal| {
            goal.state = state;
            goal.claimed = claimed;
            goal.waited = waited.unwrap_or_default();
        })
    }

    /// Takes the claim on a goal that was sent back, if the row of its stage says that one was and it
    /// was not made again.
    pub(super) fn take_returned(&mut self, db: &Connection, row: &Row<'_>) -> rusqlite::Result<()> {
        if row.get_ref(2)?.as_str()? != "active" || row.get_ref(4)? == ValueRef::Null {
            return Ok(());
        }
        let mut numbers = Vec::new();
        self.on_goal(row, |goal| numbers.push(goal.plan.number))?;
        for number in numbers {
            let mut statement = db.prepare_cached(
                "SELECT returned_by, returned_on, returned_reason FROM stage
                 WHERE journey = ?1 AND goal = ?2 AND returned_reason IS NOT NULL",
            )?;
            let key = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
            let returned = statement.query_row(key, |row| {
                Ok(Returned {
                    mark: Mark {
                        by: row.get(0)?,
                        on: parsed_at(row, 1, date)?,
                    },
                    reason: row.get(2)?,
                    // The facts of the goal have these.
                    waited: Vec::new(),
                })
            });
            let returned = returned.optional()?;
            self.returned
                .extend(returned.map(|returned| (number, returned)));
        }
        Ok(())
    }

    pub(super) fn take_waiver(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        self.on_goal(row, |goal| goal.state = GoalState::Waived)
    }

    pub(super) fn take_deferral(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let to = parsed_at(row, 2, date)?;
        let follows = parsed_at_or_none(row, 3, Milestone::from_text)?;
        self.on_goal(row, |goal| {
            goal.deferred = Some(to);
            goal.follows = follows;
        })
    }

    pub(super) fn take_blocker(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let blocker = ToldBlocker {
            on: row.get(2)?,
            what: row.get(3)?,
            since: parsed_at(row, 4, date)?,
        };
        self.on_goal(row, |goal| goal.blocker = Some(blocker))
    }

    pub(super) fn take_leave(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let first = parsed_at(row, 1, date)?;
        self.leaves.push((first, parsed_at(row, 2, date)?));
        Ok(())
    }

    /// Takes which 1:1 was joined into which.
    pub(super) fn take_joined(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let (id, into) = (change(row, 1)?, change(row, 2)?);
        self.meetings.join(id, into);
        Ok(())
    }

    /// Takes a 1:1: its day, and how it was closed.
    pub(super) fn take_meeting(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let nobody = || Author {
            person: PersonId(Uuid::nil()),
            name: String::new(),
            party: Party::Hire,
        };
        // A list asks for no name of then.
        let mut meeting = Meeting::begun(Opening {
            by: nobody(),
            on: parsed_at(row, 2, date)?,
            clock: 0,
            hire: String::new(),
            mentor: None,
            occasion: Occasion::default(),
        });
        if let Some(on) = parsed_at_or_none(row, 3, date)? {
            meeting.closing = Some(Closing {
                mark: Mark {
                    by: String::new(),
                    on,
                },
                next: None,
                change: change(row, 4)?,
            });
        }
        self.meetings.held.insert(change(row, 1)?, meeting);
        Ok(())
    }

    /// Takes what a side rated.
    pub(super) fn take_round(
        &mut self,
        row: &Row<'_>,
        put: impl FnOnce(&mut Round, Party, Rating),
    ) -> rusqlite::Result<()> {
        let party = parsed_at(row, 2, Party::from_word)?;
        let rating = Rating::read(&mut Reader::after(row, 3))?;
        let round = change(row, 1)?;
        (self.meetings).alter_round(round, |round| put(round, party, rating));
        Ok(())
    }

    /// Takes that a side rated.
    pub(super) fn take_given(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let party = parsed_at(row, 2, Party::from_word)?;
        let mark = Mark::read(&mut Reader::after(row, 3))?;
        let put = |round: &mut Round| {
            round.given.insert(party, mark);
        };
        self.meetings.alter_round(change(row, 1)?, put);
        Ok(())
    }

    /// Takes a point that both may read.
    pub(super) fn take_point(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let point = Point::read(&mut Reader::after(row, 2))?;
        self.meetings.points.insert(change(row, 1)?, point);
        Ok(())
    }

    /// Takes what was done with a point or a signal in a 1:1.
    pub(super) fn take_treated(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let topic: Topic = parsed_at(row, 2, unjson)?;
        let treatment: Treatment = parsed_at(row, 3, word)?;
        if let Some(meeting) = self.meetings.held.get_mut(&change(row, 1)?) {
            meeting.treated.insert(topic, treatment);
        }
        Ok(())
    }

    pub(super) fn take_review(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        self.reviews.push(review(row)?);
        Ok(())
    }

    /// Takes that a first step was taken.
    pub(super) fn take_first_step(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let taken = row.get_ref(1)?.as_str()?;
        self.first_steps.retain(|step| step.slug.as_str() != taken);
        Ok(())
    }

    /// Takes an action that is not done.
    pub(super) fn take_action(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let action = Action::read(&mut Reader::after(row, 2))?;
        self.actions.push((change(row, 1)?, action));
        Ok(())
    }

    pub(super) fn take_ruling(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        self.outcomes.gates.push(GateVerdict {
            milestone: parsed_at(row, 1, Milestone::from_text)?,
            ruled: parsed_at(row, 2, Ruled::from_log)?,
            on: parsed_at(row, 3, date)?,
        });
        Ok(())
    }

    /// Takes the days of the claim and the confirmation of a goal, unless the plan no longer has it.
    pub(super) fn take_confirmed(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let days = (parsed_at(row, 2, date)?, parsed_at(row, 3, date)?);
        let wanted = row.get_ref(1)?.as_str()?;
        let goals = self.goals.iter().filter(|goal| !goal.plan.dropped);
        let mut slugs = goals.map(|goal| goal.plan.slug.as_str());
        if slugs.any(|slug| slug == wanted) {
            self.outcomes.confirmed.push(days);
        }
        Ok(())
    }

    /// Alters the goal that a row names.
    fn on_goal(
        &mut self,
        row: &Row<'_>,
        alter: impl FnOnce(&mut ToldGoal<'p>),
    ) -> rusqlite::Result<()> {
        let wanted = row.get_ref(1)?.as_str()?;
        let mut goals = self.goals.iter_mut();
        if let Some(goal) = goals.find(|goal| goal.plan.slug.as_str() == wanted) {
            alter(goal);
        }
        Ok(())
    }

    pub(super) fn facts(&self) -> Facts<'_> {
        Facts {
            milestones: self.milestones.clone(),
            id: self.id,
            people: &self.people,
            plan: &self.plan,
            title: &self.title,
            start: self.start,
            ended: self.ended,
            calendar: self.calendar.with_leaves(self.leaves.iter().copied()),
            goals: self.goals.iter().map(ToldGoal::facts).collect(),
            meetings: MeetingFacts::all(&self.meetings),
            next_meeting: self.next_meeting,
            reviews: self.reviews.clone(),
            first_steps: self.first_steps.clone(),
        }
    }

    /// Returns what wants attention on a day.
    pub(super) fn concerns(&self, today: NaiveDate) -> Concerns<'_> {
        let talked = Talked {
            meetings: &self.meetings,
            hire_moved: self.hire_moved,
        };
        Concerns::of(self.facts(), self.owed(), talked, today)
    }

    /// Returns what came of claims and gate reviews, as far as it was taken.
    pub(super) fn outcomes(&self) -> &Outcomes {
        &self.outcomes
    }

    /// Returns what is owed, as far as it was taken.
    pub(super) fn owed(&self) -> Owed<'_> {
        let returned = self.returned.iter();
        Owed {
            returned: returned.map(|(number, back)| (*number, back)).collect(),
            actions: self
                .actions
                .iter()
                .map(|(id, action)| (*id, action))
                .collect(),
        }
    }
}

fn change(row: &Row<'_>, place: usize) -> rusqlite::Result<ChangeId> {
    parsed_at(row, place, uuid).map(ChangeId)
}

fn review(row: &Row<'_>) -> rusqlite::Result<ReviewFacts> {
    let is_ruled: bool = row.get("ruled")?;
    let extended = parsed_or_none(row, "extended", date)?;
    Ok(ReviewFacts {
        milestone: parsed(row, "milestone", Milestone::from_text)?,
        outcome: match (is_ruled, extended) {
            (false, _) => Outcome::Open,
            (true, Some(to)) => Outcome::Extended(to),
            (true, None) => Outcome::Settled,
        },
    })
}
