//! How often the two meet, against what the evidence asks for.

use chrono::NaiveDate;

use super::dates::Dates;
use super::journey::Journey;
use super::milestone::Milestone;
use super::rules;

/// How often the two have met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// 1:1s held so far, the open one included.
    pub held: usize,
    /// 1:1s held in the first 90 days.
    pub held_early: usize,
    /// Whether one was held in the first week.
    pub in_first_week: bool,
    /// The day of the last one.
    pub last: Option<NaiveDate>,
    /// Working days since the last one, or since the start where there was none; nothing before
    /// the start.
    pub gap: Option<i64>,
    /// The longest gap so far in working days, the present one included.
    pub longest_gap: i64,
    /// Which day of the journey it is.
    pub day: i64,
}

impl Rhythm {
    /// Returns how often the two have met up to a day.
    pub fn of(journey: &Journey, dates: &Dates) -> Self {
        let mut days: Vec<NaiveDate> = journey
            .meetings
            .held
            .values()
            .map(|meeting| meeting.opening.on)
            .filter(|day| *day <= dates.today)
            .collect();
        days.sort_unstable();
        let day_of = |day: &NaiveDate| journey.day(*day);
        let mut longest_gap = 0;
        let mut before = journey.start;
        for day in days.iter().copied().chain([dates.today]) {
            longest_gap = longest_gap.max(dates.calendar().working_days(before, day));
            before = day;
        }
        let last = days.last().copied();
        let started = journey.start <= dates.today;
        Self {
            held: days.len(),
            held_early: days
                .iter()
                .filter(|day| day_of(day) <= rules::EARLY_DAYS)
                .count(),
            in_first_week: days.iter().any(|day| day_of(day) <= rules::FIRST_WEEK),
            last,
            gap: started.then(|| dates.days_since(last.unwrap_or(journey.start))),
            longest_gap,
            day: journey.day(dates.today),
        }
    }

    /// Returns what is to be said of it in a 1:1; nothing where it is as it should be.
    pub fn nudge(&self, dates: &Dates) -> Option<String> {
        let mut said = Vec::new();
        let early = (1..=rules::EARLY_DAYS).contains(&self.day);
        if early && self.day > rules::FIRST_WEEK && !self.in_first_week {
            said.push("no 1:1 in the first week".to_owned());
        }
        let pace = rules::EARLY_MEETINGS * self.day / rules::EARLY_DAYS;
        let held = i64::try_from(self.held_early).unwrap_or(i64::MAX);
        if early && held < pace {
            said.push(format!(
                "{held} held by day {} where {pace} keep the pace to {} in {} days",
                self.day,
                rules::EARLY_MEETINGS,
                rules::EARLY_DAYS
            ));
        }
        if self.longest_gap >= rules::NO_MEETING_AT_RISK && !self.is_over(dates) {
            said.push(format!("longest gap {} working days", self.longest_gap));
        }
        (!said.is_empty()).then(|| said.join("; "))
    }

    /// Returns whether every dated milestone has passed, after which no rhythm is asked for.
    pub fn is_over(&self, dates: &Dates) -> bool {
        dates
            .milestone_due(Milestone::Month12)
            .is_some_and(|due| dates.today > due)
    }
}
