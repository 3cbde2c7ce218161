//! How often the two meet, against what the evidence asks for.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::facts::Facts;
use crate::domain::judgment::rules;

/// How often the two have met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// 1:1s held so far, without the open one.
    pub held: usize,
    /// 1:1s held in the first 90 days, days of leave left out.
    pub held_early: usize,
    /// Whether one was held in the first week, days of leave left out.
    pub in_first_week: bool,
    /// The day of the last one.
    pub last: Option<NaiveDate>,
    /// Working days since the last one.
    pub since_last: Option<i64>,
    /// Working days since the last one or since the start, whichever is later; nothing before the
    /// start.
    pub gap: Option<i64>,
    /// The longest gap so far in working days, the present one included.
    pub longest_gap: i64,
    /// Which day of the journey it is, days of leave left out.
    pub day: i64,
    /// Whether there were any.
    pub leave: bool,
}

impl Rhythm {
    /// Returns how often the two have met up to a day.
    pub fn of(facts: &Facts<'_>, dates: &Dates) -> Self {
        let closed = facts.meetings.iter().filter(|meeting| !meeting.is_open);
        let mut days: Vec<NaiveDate> = closed
            .map(|meeting| meeting.on)
            .filter(|day| *day <= dates.today)
            .collect();
        days.sort_unstable();
        let day_of = |day: &NaiveDate| dates.day_without_leave(*day);
        let mut longest_gap = 0;
        let mut before = facts.start;
        for day in days.iter().copied().chain([dates.today]) {
            longest_gap = longest_gap.max(dates.calendar().working_days(before, day));
            // One before the start makes no gap longer.
            before = day.max(facts.start);
        }
        let last = days.last().copied();
        let started = facts.start <= dates.today;
        let day = dates.day_without_leave(dates.today);
        Self {
            held: days.len(),
            held_early: days
                .iter()
                .filter(|day| day_of(day) <= rules::EARLY_DAYS)
                .count(),
            in_first_week: days.iter().any(|day| day_of(day) <= rules::FIRST_WEEK),
            last,
            since_last: last.map(|last| dates.days_since(last)),
            gap: started
                .then(|| dates.days_since(last.map_or(facts.start, |last| last.max(facts.start)))),
            longest_gap,
            leave: day != dates.day(dates.today),
            day,
        }
    }

    /// Returns how many 1:1s keep the pace to what is asked for in the first [`rules::EARLY_DAYS`] days.
    pub fn pace(&self) -> i64 {
        pace(self.day)
    }
}

/// Returns how many 1:1s are wanted by a day of a journey, days of leave left out: one in the first week,
/// then what keeps the pace; nothing is asked for after the first [`rules::EARLY_DAYS`] days.
pub fn wanted_by(day: i64) -> Option<i64> {
    let first = i64::from(day >= rules::FIRST_WEEK);
    (day <= rules::EARLY_DAYS).then(|| pace(day).max(first))
}

fn pace(day: i64) -> i64 {
    rules::EARLY_MEETINGS * day.max(0) / rules::EARLY_DAYS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::judgment::attention::nudge;
    use crate::domain::judgment::glance::Glance;

    fn after(meetings: &[&str], today: &str) -> (Rhythm, Option<String>) {
        let mut run = Run::new();
        for on in meetings {
            run = run.on(on);
            run.mentor(&meet());
            run.mentor(&close());
        }
        let glance = Glance::of((&run.journey).into(), day(today));
        (glance.rhythm, nudge(&glance.attention))
    }

    #[test]
    fn the_first_week_asks_for_one() {
        assert_eq!(after(&[], "2026-03-08").1, None);
        let (rhythm, nudge) = after(&[], "2026-03-09");
        assert!(!rhythm.in_first_week);
        assert_eq!(nudge.unwrap(), "no 1:1 in the first week");
        assert_eq!(after(&["2026-03-08"], "2026-03-09").1, None);
    }

    #[test]
    fn fewer_than_the_pace_to_nine_is_said() {
        let (rhythm, nudge) = after(&["2026-03-04", "2026-03-11"], "2026-04-01");
        assert_eq!(
            (rhythm.held, rhythm.gap, rhythm.longest_gap),
            (2, Some(15), 15)
        );
        assert_eq!(
            nudge.unwrap(),
            "2 held by day 31 where 3 keep the pace to 9 by day 90; longest gap 15 working days"
        );
    }

    #[test]
    fn one_on_day_90_is_early_and_one_on_day_91_is_not() {
        let held = |days: &[&str]| {
            let (rhythm, _) = after(days, "2026-06-01");
            (rhythm.held, rhythm.held_early)
        };
        assert_eq!(held(&["2026-05-30"]), (1, 1));
        assert_eq!(held(&["2026-05-31"]), (1, 0));
    }

    #[test]
    fn a_1_1_before_the_start_makes_no_gap_longer() {
        let mut run = Run::new();
        run.mentor(&meet());
        run.mentor(&close());
        run.hire(&Act::MoveStart {
            to: day("2026-03-30"),
        });
        let today = day("2026-04-03");
        let glance = Glance::of((&run.journey).into(), today);
        let rhythm = glance.rhythm;
        assert_eq!((rhythm.gap, rhythm.longest_gap), (Some(4), 4));
        assert_eq!((rhythm.since_last, rhythm.held), (Some(24), 1));
    }

    #[test]
    fn days_of_leave_count_for_no_rhythm() {
        let away = |from, until| {
            let mut run = Run::new();
            run.hire(&leave(from, until));
            run
        };
        let glance = |run: &Run, today: &str| {
            let glance = Glance::of((&run.journey).into(), day(today));
            (glance.rhythm.day, nudge(&glance.attention))
        };
        let run = away("2026-03-02", "2026-03-08");
        assert_eq!(
            glance(&run, "2026-03-09"),
            (1, None),
            "the first week begins"
        );
        let told = glance(&run, "2026-03-24").1.unwrap();
        assert_eq!(
            told,
            "no 1:1 in the first week; 0 held by day 16 without leave where 1 keeps the pace to 9 \
             by day 90; longest gap 12 working days"
        );
        let run = away("2026-03-16", "2026-04-12");
        assert_eq!(
            glance(&run, "2026-03-30"),
            (14, None),
            "nothing is missed in a leave"
        );
    }

    #[test]
    fn one_is_wanted_by_the_end_of_the_first_week_and_nine_by_day_90() {
        let wanted = [-3, 0, 6, 7, 19, 20, 89, 90, 91].map(wanted_by);
        let some = |count| Some(count);
        let told = [0, 0, 0, 1, 1, 2, 8, 9].map(some);
        assert_eq!(wanted[..8], told);
        assert_eq!(wanted[8], None);
    }

    #[test]
    fn one_every_week_leaves_nothing_to_say() {
        let weeks = [
            "2026-03-04",
            "2026-03-11",
            "2026-03-18",
            "2026-03-25",
            "2026-04-01",
        ];
        assert_eq!(after(&weeks, "2026-04-03").1, None);
    }

    #[test]
    fn before_the_start_and_after_month_12_nothing_is_asked_for() {
        let (rhythm, nudge) = after(&[], "2026-02-20");
        assert_eq!((rhythm.gap, nudge), (None, None));
        assert_eq!(after(&[], "2027-03-03").1, None);
    }
}
