//! Leaves and holidays as lines.

use chrono::NaiveDate;

use super::page::{Line, Page, Tone};
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::record::writing::Visibility;
use crate::domain::words::when::{full_date, working_days};

/// Returns the leaves, numbered by date, as a party may read them.
pub fn leaves(journey: &Journey, today: NaiveDate, reader: Party, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    let leaves = journey.leaves_by_date();
    if leaves.is_empty() {
        let words = "No leave is entered. `onramp leave FROM UNTIL` enters one.";
        page.add(Tone::Quiet, "", words);
    }
    for ((id, leave), number) in leaves.into_iter().zip(1..) {
        let mut words = vec![
            leave.span(),
            working_days(journey.working_days_in(leave.from, leave.until)),
        ];
        if let Some(reason) = journey.leave_reason(id, reader) {
            words.push(match reason.visibility {
                Visibility::Shared => reason.text.clone(),
                Visibility::Private => format!("{} (private)", reason.text),
            });
        }
        let tone = match leave.covers(today) {
            true => Tone::Waiting,
            false if leave.until < today => Tone::Quiet,
            false => Tone::Plain,
        };
        page.add(tone, &format!("{number:>2}  "), &words.join(" · "));
    }
    page.lines()
}

/// Returns the holidays.
pub fn holidays(journey: &Journey, width: usize) -> Vec<Line> {
    let mut page = Page::new(width);
    if journey.holidays.is_empty() {
        let words = "No holidays are entered. `onramp holidays add DATE NAME` adds one, `onramp \
                     holidays import FILE.ics` those of a calendar file.";
        page.add(Tone::Quiet, "", words);
    }
    for (day, holiday) in &journey.holidays {
        let lead = format!("{:<15}  ", full_date(*day));
        page.add(
            Tone::Plain,
            &lead,
            holiday.name.as_deref().unwrap_or_default(),
        );
    }
    page.lines()
}
