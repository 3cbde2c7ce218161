//! The dates of one journey as of one day: what is due when, what is late, who waits how long.

use chrono::NaiveDate;

use crate::domain::judgment::facts::{Facts, GoalFacts, Outcome};
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::record::goal::GoalState;
use crate::domain::record::journey::Journey;

/// The dates of a journey as of a day.
#[derive(Clone, Debug)]
pub struct Dates {
    /// The day.
    pub today: NaiveDate,
    /// Day 1.
    pub start: NaiveDate,
    calendar: Calendar,
    /// The milestones in order, each with its date.
    milestones: Vec<(Milestone, Option<NaiveDate>)>,
}

impl Dates {
    /// Returns the dates of a journey.
    pub fn of(journey: &Journey, today: NaiveDate) -> Self {
        Self::new(
            journey.start,
            &journey.milestones(),
            journey.calendar(),
            today,
        )
    }

    /// Returns the dates of a journey that starts on a day; `calendar` knows its leaves, too.
    pub fn new(
        start: NaiveDate,
        milestones: &Milestones,
        calendar: Calendar,
        today: NaiveDate,
    ) -> Self {
        let milestones = milestones
            .iter()
            .map(|milestone| (milestone, calendar.due(milestone, start)))
            .collect();
        Self {
            today,
            start,
            calendar,
            milestones,
        }
    }

    /// Returns the working days of the journey.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Returns which day of the journey a date is; day 1 is the start, 0 and less lie before it.
    pub fn day(&self, date: NaiveDate) -> i64 {
        (date - self.start).num_days() + 1
    }

    /// Returns the milestones of the journey, the earliest first.
    pub fn milestones(&self) -> impl DoubleEndedIterator<Item = Milestone> + '_ {
        self.milestones.iter().map(|(milestone, _)| *milestone)
    }

    /// Returns when a milestone falls due; one without a date never does.
    pub fn milestone_due(&self, milestone: Milestone) -> Option<NaiveDate> {
        let mut all = self.milestones.iter();
        all.find(|(other, _)| other.is(milestone))?.1
    }

    /// Returns the milestones that fell due on another day before schema 6, each with the date it had
    /// and the one it has. A weekend or holiday may hide the day between them.
    pub fn counted_anew(&self) -> impl Iterator<Item = (Milestone, NaiveDate, NaiveDate)> + '_ {
        self.milestones.iter().filter_map(|&(milestone, due)| {
            let before = self.calendar.due_before(milestone, self.start)?;
            due.filter(|due| *due != before)
                .map(|due| (milestone, before, due))
        })
    }

    /// Returns the milestone that is worked towards: the first that has not passed.
    pub fn current(&self) -> Milestone {
        self.milestones
            .iter()
            .find(|(_, due)| due.is_none_or(|due| self.today <= due))
            .map_or(Milestone::BEYOND, |(milestone, _)| *milestone)
    }

    /// Returns whether every milestone with a date has passed, after which no rhythm is asked for.
    pub fn are_over(&self) -> bool {
        let mut dated = self.milestones.iter().filter_map(|(_, due)| *due);
        dated.next_back().is_some_and(|due| due < self.today)
    }

    /// Returns when the milestone before another one falls due.
    fn due_before(&self, milestone: Milestone) -> Option<NaiveDate> {
        let place = (self.milestones.iter()).position(|(other, _)| other.is(milestone))?;
        self.milestones.get(place.checked_sub(1)?)?.1
    }

    /// Returns when the gate review of a milestone falls due: on its date, or on the one to which
    /// the last review extended it; nothing where it has no date, holds no goal of the plan, or is
    /// settled.
    pub fn gate_due(&self, facts: &Facts<'_>, milestone: Milestone) -> Option<NaiveDate> {
        let date = self.milestone_due(milestone)?;
        let mut goals = facts.goals.iter().filter(|goal| !goal.dropped);
        goals.find(|goal| goal.number.milestone.is(milestone))?;
        let mut reviews = facts.reviews.iter().rev();
        match reviews.find(|review| review.milestone.is(milestone)) {
            Some(review) => match review.outcome {
                Outcome::Open => Some(date),
                Outcome::Extended(to) => Some(self.agreed(to, None)),
                Outcome::Settled => None,
            },
            None => Some(date),
        }
    }

    /// Returns when a goal falls due: its milestone's date, or the one agreed in a deferral.
    pub fn goal_due<'g>(&self, goal: impl Into<GoalFacts<'g>>) -> Option<NaiveDate> {
        let goal = goal.into();
        let milestone = self.milestone_due(goal.number.milestone)?;
        Some(match goal.deferred {
            Some(to) => self.agreed(to, goal.follows),
            None => milestone,
        })
    }

    /// Returns the day on which an agreed date comes out: the date of the milestone that it
    /// follows, or else the day itself, moved off a day that is not worked.
    pub fn agreed(&self, to: NaiveDate, follows: Option<Milestone>) -> NaiveDate {
        let followed = follows.and_then(|milestone| self.milestone_due(milestone));
        followed.unwrap_or_else(|| self.calendar.agreed(to, self.start))
    }

    /// Returns the last day of the leave that the hire is on; nothing before the first day.
    pub fn leave_until(&self) -> Option<NaiveDate> {
        let until = self.calendar.leave_until(self.today);
        until.filter(|_| self.start <= self.today)
    }

    /// Returns which day of the journey a date is, its days of leave left out.
    pub fn day_without_leave(&self, date: NaiveDate) -> i64 {
        let eve = self.start.pred_opt().unwrap_or(self.start);
        self.day(date) - self.calendar.leave_days(eve, date)
    }

    /// Returns the day after which a goal is late: its due date, moved on by the working days since
    /// then that a claim waited on the mentor before it was sent back.
    fn late_after(&self, goal: GoalFacts<'_>) -> Option<NaiveDate> {
        let due = self.goal_due(goal)?;
        let waited = goal.waited.iter().map(|&(claimed, returned)| {
            let from = claimed.max(due);
            self.calendar.working_days(from, returned.max(from))
        });
        Some(self.calendar.add_working_days(due, waited.sum()))
    }

    /// Returns whether the due date has passed with the goal still to do. Days that a claim waited
    /// on the mentor are not charged.
    pub fn is_late<'g>(&self, goal: impl Into<GoalFacts<'g>>) -> bool {
        self.days_late(goal).is_some()
    }

    /// Returns by how many working days a goal is late; nothing where it is not.
    pub fn days_late<'g>(&self, goal: impl Into<GoalFacts<'g>>) -> Option<i64> {
        let goal = goal.into();
        let after = self.late_after(goal).filter(|_| goal.is_to_do())?;
        let days = self.days_since(after);
        // A day that stands for days spent waiting is no due date; a working day has to follow it.
        let is_moved = self.goal_due(goal) < Some(after);
        (after < self.today && !(is_moved && days == 0)).then_some(days)
    }

    /// Returns for how many working days a goal has waited on somebody; nothing where it does not.
    pub fn days_waiting<'g>(&self, goal: impl Into<GoalFacts<'g>>) -> Option<i64> {
        let waits = goal.into().waits?;
        Some(self.days_since(waits.since))
    }

    /// Returns for how many working days a claim has waited to be confirmed.
    pub fn days_unconfirmed<'g>(&self, goal: impl Into<GoalFacts<'g>>) -> Option<i64> {
        let goal = goal.into();
        let is_open = goal.state == GoalState::Claimed && !goal.dropped;
        let claimed = goal.claimed.filter(|_| is_open)?;
        Some(self.days_since(claimed))
    }

    /// Returns the working days after a day up to and with today.
    pub fn days_since(&self, day: NaiveDate) -> i64 {
        self.calendar.working_days(day, self.today)
    }

    /// Returns the working days after today up to and with a day.
    pub fn days_until(&self, day: NaiveDate) -> i64 {
        self.calendar.working_days(self.today, day)
    }

    /// Returns the share of a goal, from 0 to 1, that is expected to be done today: the working
    /// days gone of the window from the milestone before it to its own due date.
    pub fn expected<'g>(&self, goal: impl Into<GoalFacts<'g>>) -> f64 {
        let goal = goal.into();
        let Some(due) = self.goal_due(goal).filter(|_| goal.is_counted()) else {
            return 0.0;
        };
        if self.today >= due {
            return 1.0;
        }
        let opens = self.due_before(goal.number.milestone);
        let opens = opens.unwrap_or_else(|| self.calendar.after_leave(self.start));
        let gone = self.days_since(opens).max(0);
        let whole = self.calendar.working_days(opens, due);
        if whole <= 0 {
            return 0.0;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "a window holds a few hundred days"
        )]
        let share = gone as f64 / whole as f64;
        share.min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use rstest::rstest;

    fn dates(run: &Run, today: &str) -> Dates {
        Dates::of(&run.journey, day(today))
    }

    fn expected(run: &Run, today: &str, goal: &str) -> f64 {
        dates(run, today).expected(run.goal(goal))
    }

    fn starting(start: &str) -> Run {
        let mut run = Run::new();
        run.hire(&Act::MoveStart { to: day(start) });
        run
    }

    #[rstest]
    #[case::before_the_start("2026-02-02", Milestone::DAY_30)]
    #[case::on_day_30("2026-03-31", Milestone::DAY_30)]
    #[case::the_day_after("2026-04-01", Milestone::DAY_60)]
    #[case::in_the_second_half("2026-09-03", Milestone::MONTH_12)]
    #[case::on_the_last_day("2027-03-02", Milestone::MONTH_12)]
    #[case::after_month_12("2027-03-03", Milestone::BEYOND)]
    fn the_current_milestone_is_the_first_that_has_not_passed(
        #[case] today: &str,
        #[case] current: Milestone,
    ) {
        assert_eq!(dates(&Run::new(), today).current(), current);
    }

    #[rstest]
    #[case::nothing_before_the_start("2026-02-27", "team", 0.0)]
    #[case::nothing_on_day_1("2026-03-02", "team", 0.0)]
    #[case::one_of_21_working_days("2026-03-03", "team", 1.0 / 21.0)]
    #[case::a_weekend_adds_nothing("2026-03-08", "team", 4.0 / 21.0)]
    #[case::a_third_of_the_window("2026-03-11", "team", 1.0 / 3.0)]
    #[case::the_day_before("2026-03-30", "team", 20.0 / 21.0)]
    #[case::all_on_the_due_date("2026-03-31", "team", 1.0)]
    #[case::all_ever_after("2030-01-01", "team", 1.0)]
    #[case::a_window_opens_where_the_last_one_ended("2026-03-31", "fix", 0.0)]
    #[case::its_first_day("2026-04-01", "fix", 1.0 / 22.0)]
    #[case::beyond_is_never_expected("2030-01-01", "share", 0.0)]
    fn expected_grows_by_working_days(#[case] today: &str, #[case] goal: &str, #[case] share: f64) {
        assert!((expected(&Run::new(), today, goal) - share).abs() < 1e-9);
    }

    #[test]
    fn a_waived_goal_is_not_expected() {
        let mut run = Run::new();
        run.hire(&waive("team"));
        assert!(expected(&run, "2026-04-01", "team") < 1e-9);
    }

    #[test]
    fn a_deferral_moves_the_expectation() {
        let mut run = Run::new();
        run.hire(&defer("team", "2026-04-30"));
        assert!((expected(&run, "2026-04-01", "team") - 22.0 / 43.0).abs() < 1e-9);
        assert!((expected(&run, "2026-04-30", "team") - 1.0).abs() < 1e-9);
        let after = dates(&run, "2026-04-02");
        assert!(!after.is_late(run.goal("team")));
        assert!(after.is_late(run.goal("access")));
    }

    #[test]
    fn a_goal_moved_before_its_window_is_expected_from_its_date_on() {
        let mut run = Run::new();
        run.hire(&defer("fix", "2026-03-20"));
        assert!(expected(&run, "2026-03-19", "fix") < 1e-9);
        assert!((expected(&run, "2026-03-20", "fix") - 1.0).abs() < 1e-9);
    }

    #[rstest]
    #[case::a_sunday("2026-04-19", "2026-04-17")]
    #[case::a_working_day("2026-04-20", "2026-04-20")]
    fn a_deferral_to_a_day_off_ends_the_working_day_before(#[case] to: &str, #[case] due: &str) {
        let mut run = Run::new();
        run.hire(&defer("team", to));
        let due_on = dates(&run, START).goal_due(run.goal("team"));
        assert_eq!(due_on, Some(day(due)));
    }

    #[test]
    fn a_leave_moves_the_dates_and_stops_the_counting() {
        let mut run = Run::new();
        run.hire(&leave("2026-03-09", "2026-03-13"));
        let during = dates(&run, "2026-03-15");
        assert_eq!(
            during.milestone_due(Milestone::DAY_30),
            Some(day("2026-04-07"))
        );
        assert_eq!(during.days_since(day("2026-03-06")), 0);
        assert!((expected(&run, "2026-03-15", "team") - 4.0 / 21.0).abs() < 1e-9);
    }

    #[test]
    fn a_leave_over_day_1_expects_nothing_on_the_first_day_worked() {
        let mut run = Run::new();
        run.hire(&leave("2026-02-23", "2026-03-06"));
        assert!(expected(&run, "2026-03-09", "team") < 1e-9);
        assert!((expected(&run, "2026-03-10", "team") - 1.0 / 21.0).abs() < 1e-9);
        assert_eq!(dates(&run, "2026-03-01").leave_until(), None, "not begun");
        let until = dates(&run, "2026-03-02").leave_until();
        assert_eq!(until, Some(day("2026-03-06")));
    }

    #[test]
    fn an_agreed_date_in_a_leave_moves_behind_it() {
        let mut run = Run::new();
        run.hire(&defer("team", "2026-04-22"));
        run.hire(&leave("2026-04-20", "2026-04-24"));
        let due_on = dates(&run, START).goal_due(run.goal("team"));
        assert_eq!(due_on, Some(day("2026-04-27")));
    }

    #[test]
    fn a_carried_goal_follows_the_milestone_that_it_was_carried_to() {
        let mut run = Run::new();
        let before = dates(&run, START);
        run.hire(&leave("2026-04-20", "2026-04-24"));
        let after = dates(&run, START);
        let to = day("2026-04-30");
        let sixty = Some(Milestone::DAY_60);
        assert_eq!(before.agreed(to, sixty), to);
        assert_eq!(after.agreed(to, sixty), day("2026-05-07"));
        assert_eq!(
            Some(after.agreed(to, sixty)),
            after.milestone_due(Milestone::DAY_60)
        );
        let gone = Milestone::new("w9", None);
        assert_eq!(
            after.agreed(to, gone),
            to,
            "a milestone that the plan no longer has"
        );
        assert_eq!(after.agreed(to, None), to);
        let carried = GoalFacts {
            deferred: Some(to),
            follows: sixty,
            ..GoalFacts::from(run.goal("team"))
        };
        assert_eq!(after.goal_due(carried), Some(day("2026-05-07")));
    }

    #[rstest]
    #[case::charged_in_full(&[], 8)]
    #[case::claimed_late_and_sent_back(&[("2026-04-02", "2026-04-09")], 3)]
    #[case::claimed_in_time_and_sent_back(&[("2026-03-27", "2026-04-09")], 1)]
    #[case::sent_back_before_the_due_date(&[("2026-03-20", "2026-03-30")], 8)]
    #[case::twice(&[("2026-03-27", "2026-04-03"), ("2026-04-06", "2026-04-08")], 3)]
    fn days_on_which_a_claim_waited_on_the_mentor_are_not_late(
        #[case] waited: &[(&str, &str)],
        #[case] late: i64,
    ) {
        let run = Run::new();
        let waited: Vec<_> = waited
            .iter()
            .map(|(from, to)| (day(from), day(to)))
            .collect();
        let goal = GoalFacts {
            waited: &waited,
            ..GoalFacts::from(run.goal("team"))
        };
        assert_eq!(dates(&run, "2026-04-10").days_late(goal), Some(late));
    }

    #[test]
    fn a_claim_that_waited_since_the_due_date_is_not_late_on_the_day_it_comes_back() {
        let run = Run::new();
        let waited = [(day("2026-03-27"), day("2026-04-09"))];
        let goal = GoalFacts {
            waited: &waited,
            ..GoalFacts::from(run.goal("team"))
        };
        assert!(!dates(&run, "2026-04-09").is_late(goal));
        assert!(dates(&run, "2026-04-10").is_late(goal));
    }

    #[test]
    fn a_goal_that_left_the_plan_is_not_late_expected_or_waited_for() {
        let mut run = Run::new();
        run.hire(&claim("access"));
        let dates = dates(&run, "2026-05-01");
        for goal in ["team", "access"] {
            let gone = GoalFacts {
                dropped: true,
                ..GoalFacts::from(run.goal(goal))
            };
            assert!(!gone.is_counted() && !gone.is_done() && !gone.is_to_do());
            assert_eq!(
                (dates.days_late(gone), dates.days_unconfirmed(gone)),
                (None, None)
            );
            assert!(dates.expected(gone) < 1e-9);
        }
    }

    #[test]
    fn a_holiday_is_no_working_day() {
        let run = Run::with_holidays(["2026-03-31"]);
        let dates = Dates::of(&run.journey, day("2026-03-30"));
        assert_eq!(
            dates.milestone_due(Milestone::DAY_30),
            Some(day("2026-03-30"))
        );
        assert!((dates.expected(run.goal("team")) - 1.0).abs() < 1e-9);
    }

    #[rstest]
    #[case("2028-02-29", "2028-08-29", "2029-02-28")]
    #[case("2026-08-31", "2027-02-26", "2027-08-31")]
    #[case("2026-01-31", "2026-07-31", "2027-01-29")]
    fn months_keep_to_their_ends(#[case] start: &str, #[case] half: &str, #[case] whole: &str) {
        let dates = dates(&starting(start), start);
        assert_eq!(dates.milestone_due(Milestone::MONTH_6), Some(day(half)));
        assert_eq!(dates.milestone_due(Milestone::MONTH_12), Some(day(whole)));
    }

    #[rstest]
    #[case("2026-03-31", None)]
    #[case("2026-04-01", Some(1))]
    #[case("2026-04-04", Some(3))]
    #[case("2026-04-07", Some(5))]
    fn a_goal_is_late_the_day_after(#[case] today: &str, #[case] late: Option<i64>) {
        let run = Run::new();
        assert_eq!(dates(&run, today).days_late(run.goal("team")), late);
        assert_eq!(dates(&run, today).days_late(run.goal("share")), None);
    }

    #[test]
    fn what_is_done_or_waived_is_not_late_and_waits_on_nobody() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&block("access", None));
        run.hire(&waive("access"));
        let dates = dates(&run, "2026-05-01");
        assert_eq!(dates.days_late(run.goal("team")), None);
        assert_eq!(dates.days_late(run.goal("access")), None);
        assert_eq!(dates.days_waiting(run.goal("access")), None);
        assert_eq!(dates.days_unconfirmed(run.goal("team")), Some(44));
    }

    #[test]
    fn a_confirmed_claim_waits_no_longer() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        assert_eq!(
            dates(&run, "2026-05-01").days_unconfirmed(run.goal("team")),
            None
        );
    }
}
