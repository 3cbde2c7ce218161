//! What a burn-up shows: the goals due by a milestone, day by day, beside what was expected of them.
//! Knows no words, no pixel and no cell.

use chrono::NaiveDate;

use crate::domain::judgment::course::{Count, Course, Day};
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::Facts;
use crate::domain::judgment::health::Health;
use crate::domain::judgment::pace::Pace;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::milestone::Milestone;
use crate::domain::record::journey::Journey;

/// How long a journey is shown at least if it goes to the next gate, in days.
const DAYS_MIN: i64 = 90;

/// How far a burn-up goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To the present milestone.
    Milestone,
    /// To the milestone after it, and at least to day 90.
    NextGate,
    /// To the last milestone that has a date.
    Plan,
}

/// The goals due by a milestone over time.
#[derive(Clone, Debug, PartialEq)]
pub struct BurnUp {
    /// The milestone: goals up to and with it count.
    pub last: Milestone,
    /// The first day shown.
    pub from: NaiveDate,
    /// The last day that is known.
    pub today: NaiveDate,
    /// The last day shown.
    pub until: NaiveDate,
    /// Whether the journey ended today.
    pub has_ended: bool,
    /// Each day up to today; never none.
    pub days: Vec<DayCount>,
    /// What was expected up to today, as counted then: straight between these points.
    pub expected: Vec<Point>,
    /// What is expected from today on.
    pub ahead: Vec<Point>,
    /// What the first plan expects, leaves left out.
    pub first: Vec<Point>,
    /// The milestones that hold goals, the earliest first; never none.
    pub gates: Vec<Gate>,
    /// The first and last day of each leave.
    pub leaves: Vec<(NaiveDate, NaiveDate)>,
    /// When the present milestone will be done, if a pace tells.
    pub pace: Option<PaceMark>,
}

/// The goals at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayCount {
    /// The day.
    pub on: NaiveDate,
    /// The verdict.
    pub health: Health,
    /// The goals.
    pub count: Count,
}

/// How many goals on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The day.
    pub on: NaiveDate,
    /// The goals.
    pub goals: f64,
}

/// A milestone on its date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gate {
    /// The milestone.
    pub milestone: Milestone,
    /// Its date.
    pub due: NaiveDate,
    /// The goals up to and with it.
    pub goals: usize,
    /// The outcome of its gate review, and when that was.
    pub ruled: Option<(&'static str, NaiveDate)>,
}

/// When the goals of the present milestone will be done at the present pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaceMark {
    /// When the milestone is due.
    pub due: NaiveDate,
    /// How many goals it asks for.
    pub goals: usize,
    /// When they will be done.
    pub on: NaiveDate,
    /// Working days behind the due date; negative if earlier.
    pub late: i64,
}

/// Days on which the verdict was the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The verdict.
    pub health: Health,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
}

impl BurnUp {
    /// Returns the burn-up of a journey; nothing before day 1, or if no goal has a date.
    pub fn of(standing: &Standing<'_>, course: &Course, reach: Reach) -> Option<Self> {
        let (journey, today) = (standing.journey, standing.dates.today);
        let last = last(standing, reach)?;
        let gates = gates(standing, last);
        let is_shown = |milestone: Milestone| gates.iter().any(|gate| gate.milestone.is(milestone));
        let days = course.days.iter().map(|day| of_day(day, is_shown));
        let days: Vec<DayCount> = days.collect();
        let (from, first) = (days.first()?.on, course.first_plan.as_ref()?);
        let has_ended = journey.archive.is_some();
        let pace = pace(standing).filter(|_| !has_ended);
        let until = match has_ended {
            true => today,
            false => until(from, today, gates.last()?.due, pace),
        };
        let works = journey.calendar().with_leaves([]);
        let told = days.iter().map(|day| (day.on, day.count.expected));
        let ahead = plan(journey, last, today, until).filter(|_| !has_ended);
        Some(Self {
            last,
            from,
            today,
            until,
            has_ended,
            expected: kinks(told, &works),
            ahead: kinks(ahead, &works),
            first: kinks(plan(first, last, from, until), &works),
            leaves: leaves(journey, from, until),
            gates,
            days,
            pace,
        })
    }

    /// Returns the goals as they stand today.
    pub fn now(&self) -> Count {
        let last = self.days.last();
        last.map_or_else(Count::default, |day| day.count)
    }

    /// Returns the most goals that are shown at any point.
    pub fn most(&self) -> f64 {
        let first = self.first.iter().chain(&self.expected).chain(&self.ahead);
        let planned = first.map(|point| point.goals);
        let gates = self.gates.iter().map(|gate| gate.goals);
        let counted = self.days.iter().map(|day| day.count.claimed);
        let whole = gates.chain(counted).max().unwrap_or(0);
        planned.fold(goals(whole), f64::max).max(1.0)
    }

    /// Returns the verdicts, each with the days on which it stood.
    pub fn verdicts(&self) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for day in &self.days {
            match stretches.last_mut() {
                Some(last) if last.health == day.health => last.until = day.on,
                _ => stretches.push(Stretch {
                    health: day.health,
                    from: day.on,
                    until: day.on,
                }),
            }
        }
        stretches
    }
}

/// Returns a number of goals as a height.
#[expect(clippy::cast_precision_loss, reason = "a plan has few goals")]
pub fn goals(count: usize) -> f64 {
    count as f64
}

/// Returns the milestone up to which goals are shown.
fn last(standing: &Standing<'_>, reach: Reach) -> Option<Milestone> {
    let start = standing.journey.start;
    let dated = || {
        let all = standing.milestones.iter();
        all.filter(|row| row.due.is_some()).map(|row| row.milestone)
    };
    let is_far = |milestone: &Milestone| {
        let due = milestone.nominal_due(start);
        due.is_some_and(|due| (due - start).num_days() + 1 >= DAYS_MIN)
    };
    let found = match reach {
        Reach::Milestone => dated().find(|milestone| *milestone >= standing.current),
        Reach::NextGate => dated().find(|next| *next > standing.current && is_far(next)),
        Reach::Plan => None,
    };
    found.or_else(|| dated().next_back())
}

/// Returns the milestones up to and with one, and how many goals each asks for in all.
fn gates(standing: &Standing<'_>, last: Milestone) -> Vec<Gate> {
    let mut goals = 0;
    let rows = standing.milestones.iter();
    let rows = rows.filter(|row| row.milestone <= last);
    let gates = rows.filter_map(|row| {
        let due = row.due?;
        goals += row.tally.counted;
        let held = standing.journey.reviews.of(row.milestone);
        let ruling = held.and_then(|(_, review)| review.verdict.as_deref());
        Some(Gate {
            milestone: row.milestone,
            due,
            goals,
            ruled: ruling.map(|ruling| (ruling.verdict.word(), ruling.mark.on)),
        })
    });
    gates.collect()
}

fn of_day(day: &Day, is_shown: impl Fn(Milestone) -> bool) -> DayCount {
    DayCount {
        on: day.on,
        health: day.health,
        count: day.of_those(is_shown),
    }
}

fn pace(standing: &Standing<'_>) -> Option<PaceMark> {
    let Some(Pace::On { date, late }) = standing.pace else {
        return None;
    };
    Some(PaceMark {
        due: standing.due()?,
        goals: standing.so_far.counted,
        on: date,
        late: late?,
    })
}

/// Returns the last day shown: the milestone's, or the one at this pace unless that is so far off that
/// it would leave no room for the rest.
fn until(from: NaiveDate, today: NaiveDate, due: NaiveDate, pace: Option<PaceMark>) -> NaiveDate {
    let end = due.max(today);
    let farthest = end + (end - from) / 2;
    let pace = pace.map(|pace| pace.on).filter(|on| *on <= farthest);
    pace.map_or(end, |on| on.max(end))
}

/// Returns what a plan expects on each day from one to another.
fn plan(
    journey: &Journey,
    last: Milestone,
    from: NaiveDate,
    until: NaiveDate,
) -> impl Iterator<Item = (NaiveDate, f64)> + '_ {
    let facts = Facts::from(journey);
    let goals: Vec<_> = facts.up_to(last).collect();
    let mut dates = Dates::of(journey, from);
    from.iter_days()
        .take_while(move |day| *day <= until)
        .map(move |day| {
            dates.today = day;
            (day, goals.iter().map(|goal| dates.expected(*goal)).sum())
        })
}

/// Returns the points between which a line is straight, by the days that are worked without leaves:
/// weekends would make it a staircase.
fn kinks(days: impl Iterator<Item = (NaiveDate, f64)>, works: &Calendar) -> Vec<Point> {
    let all: Vec<Point> = days.map(|(on, goals)| Point { on, goals }).collect();
    let ends = [all.first(), all.last()].map(|end| end.map(|point| point.on));
    let worked = all
        .iter()
        .filter(|point| ends.contains(&Some(point.on)) || works.is_working_day(point.on));
    let mut kept: Vec<Point> = Vec::new();
    let mut slope = None;
    let mut before: Option<Point> = None;
    for point in worked {
        let rise = before.map(|before| point.goals - before.goals);
        let is_straight = |(rise, slope): (f64, f64)| (rise - slope).abs() < 1e-9;
        if !rise.zip(slope).is_some_and(is_straight) {
            kept.extend(before);
        }
        slope = rise;
        before = Some(*point);
    }
    kept.extend(before);
    kept
}

/// Returns the first and last day of each leave, as far as it is shown.
fn leaves(journey: &Journey, from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let leaves = journey.leaves_by_date().into_iter();
    let shown = leaves.map(|(_, leave)| (leave.from.max(from), leave.until.min(until)));
    shown.filter(|(from, until)| from <= until).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::record::course::End;

    fn burn_up(run: &Run, today: &str, reach: Reach) -> Option<BurnUp> {
        let standing = Standing::of(&run.journey, day(today));
        let course = Course::of(&run.journey, &run.log, day(today));
        BurnUp::of(&standing, &course, reach)
    }

    fn line(points: &[Point]) -> String {
        let points = points.iter();
        let points =
            points.map(|point| format!("{} {:.2}", point.on.format("%-d %b"), point.goals));
        points.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_a_plan_expects_bends_where_its_milestones_fall_due_and_at_no_weekend() {
        let of = burn_up(&Run::new(), "2026-03-20", Reach::NextGate).unwrap();
        assert_eq!(line(&of.expected), "2 Mar 0.00, 20 Mar 2.00");
        let ahead = "20 Mar 2.00, 31 Mar 3.00, 30 Apr 5.00, 29 May 6.00";
        assert_eq!(line(&of.ahead), ahead);
        assert_eq!((of.last, of.until), (Milestone::DAY_90, day("2026-05-29")));
    }

    #[test]
    fn a_leave_is_level_and_a_waiver_a_step_down_that_the_first_plan_does_not_have() {
        let mut run = Run::new().on("2026-03-06");
        run.hire(&leave("2026-03-09", "2026-03-13"));
        let mut run = run.on("2026-03-25");
        run.hire(&waive("access"));
        let of = burn_up(&run, "2026-04-01", Reach::Milestone).unwrap();
        let told = "2 Mar 0.00, 6 Mar 0.57, 13 Mar 0.57, 24 Mar 1.57, 25 Mar 1.14, 1 Apr 1.62";
        assert_eq!(line(&of.expected), told);
        assert_eq!(line(&of.first), "2 Mar 0.00, 31 Mar 3.00, 7 Apr 3.00");
        assert_eq!(of.leaves, [(day("2026-03-09"), day("2026-03-13"))]);
    }

    #[test]
    fn the_last_points_are_what_the_standing_counts() {
        let mut run = Run::new().on("2026-03-12");
        for goal in ["team", "access", "fix"] {
            run.hire(&claim(goal));
        }
        for today in [
            "2026-03-12",
            "2026-03-15",
            "2026-04-17",
            "2026-11-01",
            "2028-01-01",
        ] {
            let standing = Standing::of(&run.journey, day(today));
            for reach in [Reach::Milestone, Reach::NextGate, Reach::Plan] {
                let of = burn_up(&run, today, reach).unwrap();
                let (now, last) = (of.now(), of.expected.last().unwrap());
                assert_eq!((last.on, of.days.last().unwrap().on), (of.today, of.today));
                assert!((last.goals - now.expected).abs() < 1e-9);
                assert!((of.ahead.first().unwrap().goals - now.expected).abs() < 1e-9);
                assert_eq!(of.gates.last().unwrap().goals, now.counted);
                assert!(of.today <= of.until && of.from <= of.today);
                if reach == Reach::Milestone {
                    assert_eq!(now.claimed, standing.so_far.done);
                    assert_eq!(now.counted, standing.so_far.counted);
                }
            }
        }
    }

    #[test]
    fn nothing_is_shown_before_day_1_and_nothing_after_the_end() {
        assert!(burn_up(&Run::new(), "2026-03-01", Reach::Plan).is_none());
        let mut run = Run::new().on("2026-04-10");
        run.hire(&Act::Archive {
            end: End::Left,
            reason: String::new(),
        });
        for reach in [Reach::Milestone, Reach::NextGate, Reach::Plan] {
            let of = burn_up(&run, "2026-06-01", reach).unwrap();
            assert!(of.has_ended && of.ahead.is_empty() && of.pace.is_none());
            assert_eq!((of.today, of.until), (day("2026-04-10"), day("2026-04-10")));
            assert_eq!(of.first.last().unwrap().on, day("2026-04-10"));
        }
    }

    #[test]
    fn a_pace_that_is_too_far_off_leaves_the_rest_its_room() {
        let mut run = Run::new().on("2026-03-30");
        for goal in ["team", "access", "fix"] {
            run.hire(&claim(goal));
        }
        let near = burn_up(&run, "2026-04-20", Reach::Milestone).unwrap();
        assert_eq!(near.until, near.pace.unwrap().on);
        let far = burn_up(&run, "2027-02-20", Reach::Milestone).unwrap();
        assert_eq!(far.until, day("2027-03-02"));
        assert!(far.pace.unwrap().on > day("2027-12-01"));
    }
}
