//! The conversation over time as a document, as far as its reader may see it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::meeting::aspect;
use super::standing::{JourneyHead, head};
use crate::domain::judgment::trend::{self, Trend};
use crate::domain::record::journey::Journey;
use crate::domain::record::rating::Aspect;

/// The 1:1s, the ratings, and what waited, week by week since day 1.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrendDocument<'a> {
    journey: JourneyHead<'a>,
    today: NaiveDate,
    /// The last day told: today, or the day on which the journey ended.
    until: NaiveDate,
    /// The weeks, counted from day 1; none before it, and those of the last three years at most.
    weeks: Vec<Week>,
    /// The 1:1s of these weeks, and those before day 1.
    meetings: Vec<Held>,
    /// How both sides rated, as far as the reader may see it; null for the manager.
    ratings: Option<Vec<Round>>,
    /// Whether the other side has rated and the reader may not see it yet.
    hidden: bool,
    /// The blockers that lasted into these weeks.
    blockers: Vec<Blocked<'a>>,
    /// The leaves in these weeks.
    leaves: Vec<Days>,
}

/// A week at its end, or at the last day told.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Week {
    number: usize,
    from: NaiveDate,
    until: NaiveDate,
    /// 1:1s held by then.
    held: usize,
    /// 1:1s wanted by then; null once the first 90 days are over, days of leave left out.
    wanted: Option<i64>,
    /// Claims that waited to be confirmed.
    claims: usize,
    /// How long the oldest of them had waited.
    oldest_working_days: Option<i64>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Held {
    number: usize,
    on: NaiveDate,
    open: bool,
}

/// What both sides rated for a 1:1.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Round {
    /// The number of the 1:1; null ahead of the next one.
    meeting: Option<usize>,
    /// The day of the 1:1, or the one on which it was rated ahead of the next one.
    on: NaiveDate,
    ratings: Vec<Rating>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Rating {
    aspect: &'static str,
    hire: Option<u8>,
    mentor: Option<u8>,
}

/// A goal that waited on somebody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Blocked<'a> {
    goal: &'a str,
    number: String,
    on: &'a str,
    waits_for: &'a str,
    since: NaiveDate,
    /// The day on which the wait ended; null while it goes on.
    until: Option<NaiveDate>,
    working_days: i64,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct Days {
    from: NaiveDate,
    until: NaiveDate,
}

/// Returns the document of a trend.
pub fn trend<'a>(journey: &'a Journey, today: NaiveDate, of: &'a Trend) -> TrendDocument<'a> {
    let ratings = of.ratings.as_ref();
    TrendDocument {
        journey: head(journey),
        today,
        until: of.until,
        weeks: of.weeks.iter().map(week).collect(),
        meetings: of.meetings.iter().map(held).collect(),
        ratings: ratings.map(|ratings| ratings.rounds.iter().map(round).collect()),
        hidden: ratings.is_some_and(|ratings| ratings.is_hidden),
        blockers: of.blockers.iter().map(blocked).collect(),
        leaves: (of.leaves.iter())
            .map(|(from, until)| Days {
                from: *from,
                until: *until,
            })
            .collect(),
    }
}

fn week(week: &trend::Week) -> Week {
    let trend::Week {
        number,
        from,
        until,
        held,
        wanted,
        claims,
        oldest,
    } = *week;
    Week {
        number,
        from,
        until,
        held,
        wanted,
        claims,
        oldest_working_days: oldest,
    }
}

fn held(held: &trend::Held) -> Held {
    Held {
        number: held.number,
        on: held.on,
        open: held.is_open,
    }
}

fn round(rated: &trend::Rated) -> Round {
    let ratings = Aspect::ALL.into_iter();
    Round {
        meeting: rated.meeting,
        on: rated.on,
        ratings: ratings
            .map(|of| Rating {
                aspect: aspect(of),
                hire: rated.of(of).hire,
                mentor: rated.of(of).mentor,
            })
            .collect(),
    }
}

fn blocked(blocked: &trend::Blocked) -> Blocked<'_> {
    Blocked {
        goal: blocked.goal.as_str(),
        number: blocked.number.to_string(),
        on: &blocked.on,
        waits_for: &blocked.waits_for,
        since: blocked.since,
        until: blocked.until,
        working_days: blocked.days,
    }
}
