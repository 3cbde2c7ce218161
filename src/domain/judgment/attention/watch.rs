//! What wants attention, found by the thresholds of `rules.rs`. Words nothing.

use chrono::{Days, NaiveDate};

use super::{Attention, Matter};
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::{Facts, GoalFacts, Owed};
use crate::domain::judgment::health::Health;
use crate::domain::judgment::pace::Pace;
use crate::domain::judgment::rhythm::Rhythm;
use crate::domain::judgment::rules;
use crate::domain::judgment::tally::Tally;
use crate::domain::plan::mentoring::By;
use crate::domain::record::goal::GoalState;

/// Returns what wants attention as far as the facts of a journey tell; goals in the order of their
/// days. In a leave nothing speaks against the journey, and no 1:1 is missed.
pub fn of<'a>(
    facts: &Facts<'a>,
    dates: &Dates,
    so_far: &Tally,
    rhythm: &Rhythm,
    pace: Option<Pace>,
) -> Vec<Attention<'a>> {
    let watch = Watch { facts, dates };
    let is_away = dates.leave_until().is_some();
    let mut all = watch.start();
    all.extend(watch.open_meeting());
    if !is_away {
        all.extend(watch.meetings(rhythm));
    }
    all.extend(watch.gates());
    all.extend(watch.goals(|goal| {
        let (due, days) = dates.goal_due(goal).zip(dates.days_late(goal))?;
        Some(lasting(Matter::Late(goal.number), due, days))
    }));
    all.extend(watch.goals(|goal| {
        let waits = goal.waits?;
        let what = Matter::Blocked(goal.number, waits.on);
        Some(since(what, waits.since, dates))
    }));
    all.extend(watch.goals(|goal| {
        let claimed = goal.claimed.filter(|_| goal.state == GoalState::Claimed);
        Some(since(Matter::Claim(goal.number), claimed?, dates))
    }));
    all.extend(watch.due());
    if is_away {
        for attention in &mut all {
            attention.health = Health::OnTrack;
        }
        return all;
    }
    all.extend(behind(so_far));
    all.extend(pace.and_then(Pace::misses_by).map(|late| Attention {
        what: Matter::Pace(late),
        on: None,
        days: 0,
        health: Health::AtRisk,
    }));
    all
}

/// Returns what wants attention beyond the facts: claims that were sent back, in the order of the
/// plan, and actions.
pub fn owed<'a>(facts: &Facts<'a>, owed: &Owed<'a>, dates: &Dates) -> Vec<Attention<'a>> {
    let goals = facts.goals.iter().filter(|goal| goal.is_counted());
    let returned = goals.filter_map(|goal| {
        let mut returned = owed.returned.iter();
        let (number, returned) = returned.find(|(number, _)| *number == goal.number)?;
        let what = Matter::Returned(*number, returned);
        Some(since(what, returned.mark.on, dates))
    });
    let actions = owed.actions.iter();
    let mut actions: Vec<_> = actions
        .filter_map(|(_, action)| Some(since(Matter::Action(action), action.due?, dates)))
        .filter(|action| action.is_near(rules::NEAR))
        .collect();
    actions.sort_by_key(|action| action.on);
    returned.chain(actions).collect()
}

/// Returns a matter of a day, which may lie ahead.
fn since<'a>(what: Matter<'a>, on: NaiveDate, dates: &Dates) -> Attention<'a> {
    lasting(what, on, dates.days_since(on))
}

/// Returns a matter of a day that counts for so many working days.
fn lasting(what: Matter<'_>, on: NaiveDate, days: i64) -> Attention<'_> {
    Attention {
        what,
        on: Some(on),
        days,
        health: what.health(days),
    }
}

/// Returns whether fewer goals are done than expected; nothing while too few are expected to tell.
fn behind(tally: &Tally) -> Option<Attention<'static>> {
    #[expect(clippy::cast_precision_loss, reason = "a plan holds few goals")]
    let percent = 100.0 * tally.done as f64 / tally.expected;
    let health = if tally.expected < rules::BEHIND_FROM {
        return None;
    } else if percent < rules::BEHIND_OFF_TRACK - f64::EPSILON * 1e3 {
        Health::OffTrack
    } else if percent < rules::BEHIND_AT_RISK - f64::EPSILON * 1e3 {
        Health::AtRisk
    } else {
        return None;
    };
    Some(Attention {
        what: Matter::Behind {
            done: tally.done,
            ahead: tally.ahead,
            expected: tally.expected_shown(),
        },
        on: None,
        days: 0,
        health,
    })
}

/// Returns the day up to which an agenda looks ahead: the next 1:1, or a week ahead if none is agreed.
pub fn horizon(next_meeting: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    let agreed = next_meeting.filter(|next| *next > today);
    let ahead = today.checked_add_days(Days::new(rules::AGENDA_AHEAD));
    agreed.or(ahead).unwrap_or(today)
}

struct Watch<'w, 'a> {
    facts: &'w Facts<'a>,
    dates: &'w Dates,
}

impl<'a> Watch<'_, 'a> {
    /// Returns the start while it lies ahead, and the first steps from a week before it on; one that nobody
    /// says anything of is told for two weeks after its day.
    fn start(&self) -> Vec<Attention<'a>> {
        let (start, today) = (self.facts.start, self.dates.today);
        let calendar = self.dates.calendar();
        let ahead = (today < start).then(|| since(Matter::Start, start, self.dates));
        let has_come = By::Before(rules::FIRST_STEPS_AHEAD).on(start, calendar) <= today;
        let steps = self.facts.first_steps.iter().filter(|_| has_come);
        let mut steps: Vec<Attention<'a>> = steps
            .map(|step| {
                since(
                    Matter::FirstStep(step),
                    step.by.on(start, calendar),
                    self.dates,
                )
            })
            .filter(|step| step.days <= rules::FIRST_STEPS_TOLD)
            .collect();
        steps.sort_by_key(|step| step.on);
        ahead.into_iter().chain(steps).collect()
    }

    fn open_meeting(&self) -> Option<Attention<'a>> {
        let open = self.facts.open_meeting()?;
        Some(since(Matter::OpenMeeting, open.on, self.dates))
    }

    /// Returns what is missing between the two, the most pressing first: without a mentor that alone.
    fn meetings(&self, rhythm: &Rhythm) -> Vec<Attention<'a>> {
        if self.facts.people.mentor().is_none() {
            return self.no_mentor(rhythm).into_iter().collect();
        }
        let missing = self.missing_meetings(rhythm);
        missing.chain(self.rhythm(rhythm)).collect()
    }

    /// Returns that no mentor is named, from the first day to the last milestone.
    fn no_mentor(&self, rhythm: &Rhythm) -> Option<Attention<'a>> {
        let what = Matter::NoMentor;
        let days = self.dates.days_since(self.facts.start);
        rhythm.gap.filter(|_| !self.dates.are_over())?;
        Some(Attention {
            what,
            on: None,
            days,
            health: what.health(days),
        })
    }

    fn missing_meetings(&self, rhythm: &Rhythm) -> impl Iterator<Item = Attention<'a>> {
        let open = self.facts.open_meeting();
        // A day on which, or after which, the two have met is settled.
        let next = self.facts.next_meeting;
        let next = next.filter(|next| rhythm.last.is_none_or(|last| last < *next));
        let is_over = self.dates.are_over();
        let gap = rhythm.gap.filter(|_| !is_over);
        let missing = gap.map(|days| {
            let what = Matter::NoMeeting {
                ever: rhythm.held > 0,
                agreed: open.is_some() || next.is_some(),
            };
            Attention {
                what,
                on: rhythm.last,
                days,
                health: what.health(days),
            }
        });
        let since = |what, on| since(what, on, self.dates);
        [
            next.map(|next| since(Matter::Meeting, next))
                .filter(|next| next.is_near(rules::NEAR)),
            missing.filter(|missing| missing.days > rules::NO_MEETING_TOLD),
        ]
        .into_iter()
        .flatten()
    }

    /// Returns where the two have met less often than the evidence asks for.
    fn rhythm(&self, rhythm: &Rhythm) -> impl Iterator<Item = Attention<'a>> {
        let early = (1..=rules::EARLY_DAYS).contains(&rhythm.day);
        let no_first = early && rhythm.day > rules::FIRST_WEEK && !rhythm.in_first_week;
        let pace = rhythm.pace();
        let held = i64::try_from(rhythm.held_early).unwrap_or(i64::MAX);
        let few = Matter::FewMeetings {
            held,
            pace,
            day: rhythm.day,
            leave: rhythm.leave,
        };
        let ever = rhythm.held > 0;
        let is_long = rhythm.longest_gap >= rules::NO_MEETING_AT_RISK;
        [
            (Matter::NoFirstMeeting { ever }, no_first),
            (few, early && held < pace),
            (Matter::LongestGap, is_long && !self.dates.are_over()),
        ]
        .into_iter()
        .filter(|(_, is_short)| *is_short)
        .map(|(what, _)| Attention {
            what,
            on: None,
            days: rhythm.longest_gap,
            health: Health::OnTrack,
        })
    }

    /// Returns the gate reviews that fall due soon and have no verdict yet, the earliest date first: one that
    /// was extended may come after that of the next milestone.
    fn gates(&self) -> Vec<Attention<'a>> {
        let gates = self.dates.milestones().filter_map(|milestone| {
            let due = self.dates.gate_due(self.facts, milestone)?;
            let gate = since(Matter::Gate(milestone), due, self.dates);
            let is_soon = due <= self.horizon() || gate.is_near(rules::GATE_AHEAD);
            is_soon.then_some(gate)
        });
        let mut gates: Vec<Attention<'a>> = gates.collect();
        gates.sort_by_key(|gate| gate.on);
        gates
    }

    /// Returns the goals that fall due soon and wait on nobody, begun ones first.
    fn due(&self) -> impl Iterator<Item = Attention<'a>> {
        [true, false].into_iter().flat_map(|begun| {
            self.goals(|goal| {
                let is_next = goal.is_to_do() && goal.waits.is_none() && !self.dates.is_late(goal);
                let is_next = is_next && (goal.state == GoalState::Active) == begun;
                let due = self.dates.goal_due(goal).filter(|_| is_next)?;
                let matter = since(Matter::Due(goal.number), due, self.dates);
                let is_near = matter.is_near(rules::GOAL_NEAR);
                (is_near || due <= self.horizon()).then_some(matter)
            })
        })
    }

    /// Returns the matters of the goals that the plan has, in the order of their days.
    fn goals(&self, matter: impl Fn(GoalFacts<'a>) -> Option<Attention<'a>>) -> Vec<Attention<'a>> {
        let goals = self.facts.goals.iter().filter(|goal| !goal.dropped);
        let mut matters: Vec<_> = goals.copied().filter_map(matter).collect();
        matters.sort_by_key(|matter| (matter.on, matter.what.goal()));
        matters
    }

    fn horizon(&self) -> NaiveDate {
        horizon(self.facts.next_meeting, self.dates.today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::sixty_percent(3, 5.0, Some(Health::AtRisk))]
    #[case::below_sixty(2, 3.4, Some(Health::OffTrack))]
    #[case::eighty_five_percent(17, 20.0, None)]
    #[case::below_eighty_five(16, 20.0, Some(Health::AtRisk))]
    #[case::too_little_expected(0, 1.99, None)]
    #[case::just_enough_expected(0, 2.0, Some(Health::OffTrack))]
    #[case::nothing_expected(0, 0.0, None)]
    fn fewer_done_than_expected(
        #[case] done: usize,
        #[case] expected: f64,
        #[case] health: Option<Health>,
    ) {
        let tally = Tally {
            counted: 20,
            done,
            expected,
            ..Tally::default()
        };
        assert_eq!(behind(&tally).map(|reason| reason.health), health);
    }

    #[test]
    fn shares_that_do_not_come_out_even_count_as_even() {
        // 60 % and 85 % of sums of thirds and sevenths, which floats only come near to.
        for (done, parts, of) in [(3_usize, 15, 3.0), (6, 70, 7.0), (17, 140, 7.0)] {
            let expected: f64 = (0..parts).map(|_| 1.0 / of).sum();
            let tally = Tally {
                counted: 20,
                done,
                expected,
                ..Tally::default()
            };
            let health = behind(&tally).map(|reason| reason.health);
            assert_ne!(health, Some(Health::OffTrack), "{done} of {expected}");
            assert_eq!(health.is_none(), done == 17, "{done} of {expected}");
        }
    }
}
