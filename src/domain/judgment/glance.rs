//! Where a journey stands on a day, as far as its facts tell. Knows no journey and no text.

use std::ops::Deref;

use chrono::NaiveDate;

use crate::domain::judgment::attention::{self, Attention};
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::{Facts, Owed};
use crate::domain::judgment::health::Health;
use crate::domain::judgment::pace::Pace;
use crate::domain::judgment::rhythm::Rhythm;
use crate::domain::judgment::rules;
use crate::domain::judgment::signals::{Signal, signals};
use crate::domain::judgment::talk::Talk;
use crate::domain::judgment::tally::Tally;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::Party;
use crate::domain::record::meeting::Meetings;

/// Where a journey stands, at a glance.
#[derive(Clone, Debug)]
pub struct Glance<'a> {
    /// What it is read from.
    pub facts: Facts<'a>,
    /// The dates as of the day.
    pub dates: Dates,
    /// Which day of the journey it is; 0 and less lie before the start.
    pub day: i64,
    /// The milestone that is worked towards.
    pub current: Milestone,
    /// The goals up to and with the present milestone, counted.
    pub so_far: Tally,
    /// When they will be done; nothing before the first day and in a leave.
    pub pace: Option<Pace>,
    /// The last day of the leave that the hire is on.
    pub leave: Option<NaiveDate>,
    /// How often the two have met.
    pub rhythm: Rhythm,
    /// What wants attention; [`Concerns`] have more than the facts tell.
    pub attention: Vec<Attention<'a>>,
    /// The verdict, the worst of what wants attention.
    pub health: Health,
}

impl<'a> Glance<'a> {
    /// Returns where a journey stands on a day; one in the archive as it stood when it ended.
    pub fn of(facts: Facts<'a>, today: NaiveDate) -> Self {
        let today = facts.as_of(today);
        let calendar = facts.calendar.clone();
        let dates = Dates::new(facts.start, &facts.milestones, calendar, today);
        Self::on(facts, dates)
    }

    /// Returns where a journey stands, by its dates as of a day.
    pub fn on(facts: Facts<'a>, dates: Dates) -> Self {
        let current = dates.current();
        let later = facts.goals.iter();
        let later = later.filter(|goal| {
            let own = goal.number.milestone;
            own > current || !own.is_dated()
        });
        let so_far = Tally {
            ahead: later.filter(|goal| goal.is_done()).count(),
            ..Tally::of(&dates, facts.up_to(current))
        };
        let rhythm = Rhythm::of(&facts, &dates);
        let pace = Pace::of(&facts, &dates, current);
        let leave = dates.leave_until();
        let attention = attention::of(&facts, &dates, &so_far, &rhythm, pace);
        let verdicts = attention.iter().map(|attention| attention.health);
        let worst = verdicts.max().unwrap_or(Health::OnTrack);
        Self {
            day: dates.day(dates.today),
            current,
            so_far,
            pace,
            leave,
            rhythm,
            health: leave.map_or(worst, |_| Health::OnLeave),
            attention,
            dates,
            facts,
        }
    }

    /// Returns when the present milestone falls due.
    pub fn due(&self) -> Option<NaiveDate> {
        self.dates.milestone_due(self.current)
    }
}

/// All that wants attention in a journey: what a glance tells, then what is owed, and what worries the
/// mentor. Reminders and agendas select from it.
#[derive(Clone, Debug)]
pub struct Concerns<'a> {
    glance: Glance<'a>,
    owed: Owed<'a>,
    talked: Talked<'a>,
}

/// What the conversation is read from, where somebody asks.
#[derive(Clone, Copy, Debug)]
pub struct Talked<'a> {
    /// The 1:1s, the points and the ratings.
    pub meetings: &'a Meetings,
    /// The day on which the hire last changed something that the mentor may read.
    pub hire_moved: Option<NaiveDate>,
}

impl<'a> Concerns<'a> {
    /// Returns what wants attention on a day; in one in the archive, what did when it ended.
    pub fn of(facts: Facts<'a>, owed: Owed<'a>, talked: Talked<'a>, today: NaiveDate) -> Self {
        let mut glance = Glance::of(facts, today);
        let wanted = attention::owed(&glance.facts, &owed, &glance.dates);
        glance.attention.extend(wanted);
        Self {
            glance,
            owed,
            talked,
        }
    }

    /// Returns what worries, the gravest kind first, for the mentor alone. It is found anew at each call: a
    /// frame that tells none does not pay for it.
    pub fn signals(&self) -> Vec<Signal<'a>> {
        let Talked {
            meetings,
            hire_moved,
        } = self.talked;
        let talk = Talk::of(meetings, hire_moved);
        signals(&self.glance.facts, &self.owed, &talk, &self.glance.dates)
    }

    /// Returns the day of the 1:1 for which a party has still to check in, if it is near.
    pub fn awaits_check_in(&self, party: Party) -> Option<NaiveDate> {
        let dates = &self.glance.dates;
        let meetings = self.talked.meetings;
        let next = self.glance.facts.next_meeting?;
        let is_near = next >= dates.today && dates.days_until(next) <= rules::CHECK_IN_AHEAD;
        let has = meetings.said_ahead().has_rated(party) || meetings.open().is_some();
        (party != Party::Manager && is_near && !has).then_some(next)
    }
}

/// Concerns tell all that a glance does.
impl<'a> Deref for Concerns<'a> {
    type Target = Glance<'a>;

    fn deref(&self) -> &Glance<'a> {
        &self.glance
    }
}
