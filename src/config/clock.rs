//! The clock of the outer world. The one place that asks for the time and for new ids.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use thiserror::Error;
use uuid::Uuid;

use super::zone;
use crate::domain::record::change::Moment;
use crate::domain::words::text::shortened;
use crate::domain::words::when::{self, Context, DateError, Lean};

/// The first and the last instant that a clock may show, in milliseconds since 1970, UTC: all of
/// 1970-01-02 to 2100-12-31, as dates may be. Stamps have a century more, as they grow by one from one
/// change to the next and must not run out.
const SANE: std::ops::Range<i64> = 86_400_000..4_133_980_800_000;

/// How many characters of a wrong time a message repeats.
const SHOWN_MAX: usize = 40;

/// Tells the time, and which day counts as today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The time that stands in for the machine's clock, if one was asked for.
    stopped: Option<DateTime<FixedOffset>>,
    /// The day that stands in for today, if one was asked for.
    pinned: Option<NaiveDate>,
}

/// What a clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Milliseconds since 1970, UTC.
    pub millis: i64,
    /// The day where the clock is, whatever day was asked for as today.
    pub day: NaiveDate,
}

/// Why there is no telling the time.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClockError {
    /// The text for today is no date.
    #[error("--today: {0}")]
    Today(DateError),
    /// The text for the time is none.
    #[error("ONRAMP_NOW: ‘{0}’ is not a time; write it like 2026-04-17T09:30:00+02:00")]
    Unreadable(String),
    /// The time zone cannot be read.
    #[error(
        "TZ: ‘{0}’ is not a time zone; set it to one like Europe/Berlin, or leave it out for this computer's own"
    )]
    Zone(String),
    /// The time is off by decades.
    #[error("the clock says {0}, and onramp needs one between 1970-01-02 and 2100-12-31")]
    Off(NaiveDate),
}

impl Clock {
    /// Returns a clock that stands still at the time `now` (RFC 3339), or the machine's. Today is
    /// the day of the text `today`, or the clock's own.
    ///
    /// The day is read against the clock's own. A bare weekday is the last one, since days that
    /// have passed are entered more often than days to come.
    ///
    /// # Errors
    /// [`ClockError`] if a text cannot be read, or the clock is off by decades.
    pub fn new(today: Option<&str>, now: Option<&str>) -> Result<Self, ClockError> {
        if now.is_none()
            && cfg!(unix)
            && let Ok(zone) = std::env::var("TZ")
            && !zone::is_readable(&zone)
        {
            return Err(ClockError::Zone(shortened(&zone, SHOWN_MAX)));
        }
        let stopped = now.map(|text| {
            let unreadable = |_| ClockError::Unreadable(shortened(text, SHOWN_MAX));
            DateTime::parse_from_rfc3339(text.trim()).map_err(unreadable)
        });
        let mut clock = Self {
            stopped: stopped.transpose()?,
            pinned: None,
        };
        let shown = clock.reading();
        if !SANE.contains(&shown.millis) {
            return Err(ClockError::Off(shown.day));
        }
        let context = Context::new(shown.day, None, Lean::Past);
        let pinned = today.map(|text| when::parse(text, &context).map_err(ClockError::Today));
        clock.pinned = pinned.transpose()?;
        Ok(clock)
    }

    /// Returns the time, and the clock's own day.
    pub fn reading(&self) -> Reading {
        let now = self.stopped;
        let now = now.unwrap_or_else(|| chrono::Local::now().fixed_offset());
        Reading {
            millis: now.with_timezone(&Utc).timestamp_millis(),
            day: now.date_naive(),
        }
    }

    /// Returns the day that changes count for: the one asked for, or the clock's own.
    pub fn today(&self) -> NaiveDate {
        self.pinned.unwrap_or_else(|| self.reading().day)
    }

    /// Returns the same clock on another day.
    pub fn on(self, day: NaiveDate) -> Self {
        Self {
            pinned: Some(day),
            ..self
        }
    }

    /// Returns what a change needs to know of the outer world.
    pub fn moment(&self) -> Moment {
        let shown = self.reading();
        Moment {
            today: self.pinned.unwrap_or(shown.day),
            entered: shown.day,
            clock: shown.millis,
            id: Uuid::now_v7(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[rstest]
    #[case("2026-04-17T09:30:00+02:00", 1_776_411_000_000, "2026-04-17")]
    #[case("2026-04-17T23:30:00-11:00", 1_776_508_200_000, "2026-04-17")]
    #[case(" 2026-04-17t00:30:00z\n", 1_776_385_800_000, "2026-04-17")]
    #[case("1970-01-02T00:00:00Z", 86_400_000, "1970-01-02")]
    #[case("2100-12-31T23:59:59Z", 4_133_980_799_000, "2100-12-31")]
    fn a_clock_that_is_set_stands_still(#[case] now: &str, #[case] millis: i64, #[case] own: &str) {
        let clock = Clock::new(None, Some(now)).unwrap();
        let day = day(own);
        assert_eq!(clock.reading(), Reading { millis, day });
        assert_eq!(clock.today(), day);
        assert_eq!((clock.moment().clock, clock.moment().today), (millis, day));
    }

    #[test]
    fn the_day_is_read_against_the_clock_and_leaves_it_as_it_is() {
        let now = Some("2026-04-17T09:30:00+02:00");
        let clock = Clock::new(Some("yesterday"), now).unwrap();
        assert_eq!(clock.today(), day("2026-04-16"));
        assert_eq!(clock.reading().day, day("2026-04-17"));
        assert_eq!(clock.moment().today, day("2026-04-16"));
        assert_eq!(clock.moment().clock, 1_776_411_000_000);
    }

    #[rstest]
    #[case(
        "",
        "ONRAMP_NOW: ‘’ is not a time; write it like 2026-04-17T09:30:00+02:00"
    )]
    #[case(
        "2026-04-17",
        "ONRAMP_NOW: ‘2026-04-17’ is not a time; write it like 2026-04-17T09:30:00+02:00"
    )]
    #[case(
        "2026-04-17T09:30:00",
        "ONRAMP_NOW: ‘2026-04-17T09:30:00’ is not a time; write it like 2026-04-17T09:30:00+02:00"
    )]
    #[case(
        "1970-01-01T23:59:59Z",
        "the clock says 1970-01-01, and onramp needs one between 1970-01-02 and 2100-12-31"
    )]
    #[case(
        "9999-12-31T23:59:59Z",
        "the clock says 9999-12-31, and onramp needs one between 1970-01-02 and 2100-12-31"
    )]
    fn a_clock_that_cannot_be_right_is_refused(#[case] now: &str, #[case] said: &str) {
        let error = Clock::new(None, Some(now)).unwrap_err();
        assert_eq!(error.to_string(), said);
    }

    #[test]
    fn the_machine_has_a_clock() {
        let clock = Clock::new(None, None).unwrap();
        assert_eq!(clock.today(), clock.reading().day);
    }
}
