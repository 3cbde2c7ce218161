//! The clock of the outer world. The one place that asks for the time and for new ids.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::record::change::Moment;
use crate::domain::words::when::{self, Context, DateError, Lean};

/// Says what day it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The day that stands in for today, where one was asked for.
    pub pinned: Option<NaiveDate>,
}

impl Clock {
    /// Returns a clock that stands on the day of a text, or runs where there is none.
    ///
    /// The text is read against the real today; a bare weekday is the last one, since days that
    /// have passed are entered more often than days to come.
    ///
    /// # Errors
    /// [`DateError`] where the text is no date.
    pub fn new(today: Option<&str>) -> Result<Self, DateError> {
        let context = Context {
            today: real_today(),
            start: None,
            lean: Lean::Past,
        };
        Ok(Self {
            pinned: today.map(|text| when::parse(text, &context)).transpose()?,
        })
    }

    /// Returns the day that changes count for: the pinned one, or today where the user is.
    pub fn today(&self) -> NaiveDate {
        self.pinned.unwrap_or_else(real_today)
    }

    /// Returns what a change needs to know of the outer world.
    pub fn moment(&self) -> Moment {
        Moment {
            today: self.today(),
            entered: real_today(),
            clock: chrono::Utc::now().timestamp_millis(),
            id: Uuid::now_v7(),
        }
    }
}

fn real_today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
