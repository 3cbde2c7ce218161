//! The burn-up of a summary, and its numbers week by week.

use chrono::NaiveDate;

use crate::domain::judgment::burnup::{BurnUp, DayCount, Reach};
use crate::domain::judgment::course::Course;
use crate::domain::judgment::standing::Standing;
use crate::domain::wording::burnup::{sentences, share, title};
use crate::domain::words::when::full_date;
use crate::report::blocks::{Block, Chart, Column, Row, Section, Table};

/// How many weeks are told at most, the last ones.
const WEEKS_MAX: usize = 26;

/// How many days a week has.
const WEEK: i64 = 7;

/// Returns the progress to the gate after the present milestone; nothing before day 1.
pub(super) fn progress(standing: &Standing<'_>, course: &Course) -> Option<Section> {
    let of = BurnUp::of(standing, course, Reach::NextGate)?;
    let heading = match of.has_ended {
        true => format!("Progress until {}", full_date(of.today)),
        false => format!("Progress {}", of.last.by().replacen("by", "to", 1)),
    };
    let chart = Chart {
        title: title(&of).into(),
        words: sentences(&of).into_iter().map(Into::into).collect(),
        weeks: weeks(&of, standing.journey.start),
        of,
    };
    Some(Section::new(heading, vec![Block::Chart(Box::new(chart))]))
}

/// Returns a row for the last day of each week since day 1, and for the last day told. What is told of a
/// week that is over stays as it is.
fn weeks(of: &BurnUp, start: NaiveDate) -> Table {
    let is_told =
        |day: &&DayCount| (day.on - start).num_days() % WEEK == WEEK - 1 || day.on == of.today;
    let told: Vec<&DayCount> = of.days.iter().filter(is_told).collect();
    let older = told.len().saturating_sub(WEEKS_MAX);
    let rows = told.into_iter().skip(older).map(|day| {
        let count = &day.count;
        let week = (day.on - start).num_days() / WEEK + 1;
        let cells = [
            week.to_string(),
            full_date(day.on),
            count.claimed.to_string(),
            count.confirmed.to_string(),
            share(count.expected),
            share(count.first_expected),
            day.health.word().to_owned(),
        ];
        Row {
            cells: cells.map(Into::into).into(),
            ..Row::default()
        }
    });
    Table {
        columns: vec![
            Column::new("Week"),
            Column::new("To"),
            Column::of_numbers("Claimed"),
            Column::of_numbers("Confirmed"),
            Column::of_numbers("Expected"),
            Column::of_numbers("First plan"),
            Column::new("Verdict"),
        ],
        named: true,
        rows: rows.collect(),
    }
}
