//! Where a journey stands on a day. Every screen, command and export shows these numbers.

use chrono::NaiveDate;

use super::calendar::Calendar;
use super::dates::Dates;
use super::goal::{Goal, GoalState};
use super::health::{self, Health, Reason};
use super::journey::Journey;
use super::milestone::Milestone;
use super::rules;

/// Goals counted. Waived ones are on neither side.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Goals that count.
    pub counted: usize,
    /// Those claimed or confirmed.
    pub done: usize,
    /// Those confirmed.
    pub confirmed: usize,
    /// Goals taken out.
    pub waived: usize,
    /// How many are expected to be done today.
    pub expected: f64,
}

impl Tally {
    fn of<'a>(dates: &Dates, goals: impl IntoIterator<Item = &'a Goal>) -> Self {
        let mut tally = Self::default();
        for goal in goals {
            tally.waived += usize::from(!goal.is_counted());
            tally.counted += usize::from(goal.is_counted());
            tally.done += usize::from(goal.is_done());
            tally.confirmed += usize::from(goal.state() == GoalState::Confirmed);
            tally.expected += dates.expected(goal);
        }
        tally
    }

    /// Returns how many counted goals are not done.
    pub fn left(&self) -> usize {
        self.counted.saturating_sub(self.done)
    }
}

/// One milestone as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct MilestoneStanding {
    /// The milestone.
    pub milestone: Milestone,
    /// What it is about.
    pub theme: String,
    /// When it falls due; `beyond` never does.
    pub due: Option<NaiveDate>,
    /// Its goals counted.
    pub tally: Tally,
}

/// When the goals up to the present milestone will be done at the present pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Too few goals are done to tell.
    TooEarly,
    /// All of them are done.
    Done,
    /// On a date.
    On {
        /// The date.
        date: NaiveDate,
        /// Working days behind the milestone's date; negative where it is earlier, nothing where
        /// there is no date left to compare with.
        late: Option<i64>,
    },
}

/// Where a journey stands.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// The journey.
    pub journey: &'a Journey,
    /// Its dates as of the day.
    pub dates: Dates,
    /// Which day of the journey it is; 0 and less lie before the start.
    pub day: i64,
    /// The milestone that is worked towards.
    pub current: Milestone,
    /// Every milestone that holds goals, the earliest first.
    pub milestones: Vec<MilestoneStanding>,
    /// The goals up to and with the present milestone, counted.
    pub so_far: Tally,
    /// When they will be done.
    pub pace: Pace,
    /// The verdict.
    pub health: Health,
    /// What led to it, the worst first.
    pub reasons: Vec<Reason>,
    /// Goals whose date has passed, the oldest date first.
    pub late: Vec<&'a Goal>,
    /// Goals that wait on somebody, the longest wait first; late ones are among them.
    pub blocked: Vec<&'a Goal>,
    /// Claims that wait to be confirmed, the oldest first.
    pub claimed: Vec<&'a Goal>,
    /// What to do next, the begun ones and the earliest dates first; neither late nor blocked.
    pub next: Vec<&'a Goal>,
}

impl<'a> Standing<'a> {
    /// Returns where a journey stands on a day.
    pub fn of(journey: &'a Journey, calendar: &Calendar, today: NaiveDate) -> Self {
        let dates = Dates::of(journey, calendar, today);
        let current = dates.current();
        let milestones: Vec<_> = Milestone::ALL
            .into_iter()
            .filter(|&milestone| journey.goals_of(milestone).next().is_some())
            .map(|milestone| MilestoneStanding {
                milestone,
                theme: journey
                    .role
                    .themes
                    .get(&milestone)
                    .cloned()
                    .unwrap_or_default(),
                due: dates.milestone_due(milestone),
                tally: Tally::of(&dates, journey.goals_of(milestone)),
            })
            .collect();
        let so_far = Tally::of(&dates, up_to(journey, current));
        let pace = pace(journey, &dates, current, &so_far);
        let reasons = health::reasons(journey, &dates, &so_far);
        Self {
            journey,
            day: journey.day(today),
            current,
            milestones,
            so_far,
            pace,
            health: reasons
                .first()
                .map_or(Health::OnTrack, |reason| reason.health),
            reasons,
            late: late(journey, &dates),
            blocked: blocked(journey),
            claimed: claimed(journey),
            next: next(journey, &dates),
            dates,
        }
    }

    /// Returns when the present milestone falls due.
    pub fn due(&self) -> Option<NaiveDate> {
        self.dates.milestone_due(self.current)
    }
}

/// Returns the goals up to and with a milestone; those beyond all dates are never among them.
fn up_to(journey: &Journey, current: Milestone) -> impl Iterator<Item = &Goal> {
    journey.goals.iter().filter(move |goal| {
        goal.number.milestone <= current && goal.number.milestone != Milestone::Beyond
    })
}

fn pace(journey: &Journey, dates: &Dates, current: Milestone, so_far: &Tally) -> Pace {
    if so_far.left() == 0 {
        return Pace::Done;
    }
    let done = journey.goals.iter().filter(|goal| goal.is_done()).count();
    if done < rules::PACE_FROM {
        return Pace::TooEarly;
    }
    let gone = usize::try_from(dates.days_since(dates.start))
        .unwrap_or(0)
        .max(1);
    let days = (so_far.left() * gone).div_ceil(done);
    let date = dates
        .calendar()
        .add_working_days(dates.today, i64::try_from(days).unwrap_or(i64::MAX));
    Pace::On {
        date,
        late: dates
            .milestone_due(current)
            .map(|due| dates.calendar().working_days(due, date)),
    }
}

fn late<'a>(journey: &'a Journey, dates: &Dates) -> Vec<&'a Goal> {
    let mut goals: Vec<&Goal> = journey
        .goals
        .iter()
        .filter(|goal| dates.is_late(goal))
        .collect();
    goals.sort_by_key(|goal| (dates.goal_due(goal), goal.number));
    goals
}

fn blocked(journey: &Journey) -> Vec<&Goal> {
    let mut goals: Vec<&Goal> = journey
        .goals
        .iter()
        .filter(|goal| goal.waiting().is_some())
        .collect();
    goals.sort_by_key(|goal| (goal.waiting().map(|blocker| blocker.since), goal.number));
    goals
}

fn claimed(journey: &Journey) -> Vec<&Goal> {
    let mut goals: Vec<&Goal> = journey
        .goals
        .iter()
        .filter(|goal| goal.state() == GoalState::Claimed)
        .collect();
    goals.sort_by_key(|goal| (goal.claim().map(|claim| claim.on), goal.number));
    goals
}

fn next<'a>(journey: &'a Journey, dates: &Dates) -> Vec<&'a Goal> {
    let mut goals: Vec<&Goal> = journey
        .goals
        .iter()
        .filter(|goal| goal.is_to_do() && goal.waiting().is_none() && !dates.is_late(goal))
        .collect();
    goals.sort_by_key(|goal| {
        (
            goal.state() != GoalState::Active,
            dates.goal_due(goal).unwrap_or(NaiveDate::MAX),
            goal.number,
        )
    });
    goals
}
