//! All journeys at a glance: walks the tables side by side in the order of their journeys, reads
//! what a line of the list needs and no long text, and folds no log. One journey is in memory at a
//! time, and only with what its standing asks for.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{CachedStatement, Connection, Row, Rows};
use uuid::Uuid;

use super::convert::{
    date, parsed, parsed_at, parsed_at_or_none, parsed_or_none, slug, uuid, word,
};
use super::{Store, StoreError};
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::calendar::{Calendar, Pause};
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party, People};
use crate::domain::plan::role::{Asks, PlanGoal, Role};
use crate::domain::record::course::Archive;
use crate::domain::record::goal::{Blocker, Deferral, Goal, Stage, Waiver};
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::{Journey, number};
use crate::domain::record::meeting::{Closing, Meeting, Meetings, Opening};
use crate::domain::record::review::Snapshot;
use crate::domain::record::review::{Opening as ReviewOpening, Review, Reviews, Ruling, Verdict};
use crate::domain::telling::hires;

/// The rows of a table, the journey's id first in each; in the order of the journeys.
const TABLES: [&str; 8] = [
    "SELECT journey.id, plan_goal.slug, plan_goal.milestone
         FROM journey CROSS JOIN plan_goal ON plan_goal.plan = journey.copy
         ORDER BY journey.id, plan_goal.position",
    "SELECT journey, goal, stage, claimed_on FROM stage ORDER BY journey",
    "SELECT journey, goal FROM waiver ORDER BY journey",
    "SELECT journey, goal, moved_to FROM deferral ORDER BY journey",
    "SELECT journey, goal, waits_on, since FROM blocker ORDER BY journey",
    "SELECT journey, first_day, last_day FROM pause ORDER BY journey",
    "SELECT meeting.journey, meeting.day, closing.closed_on
         FROM meeting LEFT JOIN closing
         ON closing.journey = meeting.journey AND closing.meeting = meeting.id
         ORDER BY meeting.journey, meeting.day",
    "SELECT review.journey, review.milestone, ruling IS NOT NULL AS ruled,
         json_extract(ruling, '$.verdict.to') AS extended
         FROM review LEFT JOIN ruling
         ON ruling.journey = review.journey AND ruling.review = review.id
         ORDER BY review.journey, review.id",
];

impl Store {
    /// Returns a line for each journey whose start stands, who needs the mentor most first and
    /// those in the archive last.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn overview(
        &self,
        calendar: &Calendar,
        today: NaiveDate,
    ) -> Result<Vec<hires::Row>, StoreError> {
        let mut lines = self.told(|db| {
            // One read transaction, so that all tables are seen in the same state.
            let db = db.unchecked_transaction()?;
            lines(&db, calendar, today)
        })?;
        hires::sort(&mut lines);
        Ok(lines)
    }
}

fn lines(
    db: &Connection,
    calendar: &Calendar,
    today: NaiveDate,
) -> rusqlite::Result<Vec<hires::Row>> {
    let mut heads = db.prepare_cached(
        "SELECT id, hire, mentor, manager, start, plan, title, copy, next_meeting,
             archived_on, archived_end
         FROM journey WHERE withdrawn = 0 ORDER BY id",
    )?;
    let mut statements = Vec::with_capacity(TABLES.len());
    for sql in TABLES {
        statements.push(db.prepare_cached(sql)?);
    }
    let feeds = statements.iter_mut().map(Feed::of);
    let mut feeds = feeds.collect::<rusqlite::Result<Vec<_>>>()?;
    let [
        goals,
        stages,
        waivers,
        deferrals,
        blockers,
        pauses,
        meetings,
        reviews,
    ] = feeds.as_mut_slice()
    else {
        return Ok(Vec::new());
    };
    let mut lines = Vec::new();
    let mut heads = heads.query([])?;
    while let Some(row) = heads.next()? {
        let key: String = row.get("id")?;
        let mut journey = head(row)?;
        let mut plan = Vec::new();
        goals.take(&key, |row| {
            plan.push(plan_goal(row)?);
            Ok(())
        })?;
        journey.goals = number(plan);
        stages.take(&key, |row| {
            let stage = stage(row)?;
            on_goal(&mut journey, row, |goal| goal.stage = stage)
        })?;
        waivers.take(&key, |row| {
            on_goal(&mut journey, row, |goal| goal.waiver = Some(waiver()))
        })?;
        deferrals.take(&key, |row| {
            let to = parsed(row, "moved_to", date)?;
            on_goal(&mut journey, row, |goal| goal.deferral = Some(deferral(to)))
        })?;
        blockers.take(&key, |row| {
            let blocker = blocker(row)?;
            on_goal(&mut journey, row, |goal| goal.blocker = Some(blocker))
        })?;
        pauses.take(&key, |row| {
            journey.pauses.push(Pause {
                from: parsed(row, "first_day", date)?,
                until: parsed(row, "last_day", date)?,
                reason: None,
            });
            Ok(())
        })?;
        meetings.take(&key, |row| {
            let held = &mut journey.meetings.held;
            held.insert(place(held.len()), meeting(row)?);
            Ok(())
        })?;
        reviews.take(&key, |row| {
            let all = &mut journey.reviews.all;
            all.insert(place(all.len()), review(row)?);
            Ok(())
        })?;
        lines.push(hires::Row::of(&Standing::of(&journey, calendar, today)));
    }
    Ok(lines)
}

/// The rows of a table, taken journey by journey.
struct Feed<'s> {
    rows: Rows<'s>,
    /// Whether the row at hand is still to be taken.
    waiting: bool,
}

impl<'s> Feed<'s> {
    fn of(statement: &'s mut CachedStatement<'_>) -> rusqlite::Result<Self> {
        let rows = statement.query([])?;
        Ok(Self {
            rows,
            waiting: false,
        })
    }

    /// Takes the rows of a journey, and passes over those of journeys that come before it.
    fn take(
        &mut self,
        key: &str,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        loop {
            if !self.waiting {
                self.rows.advance()?;
            }
            let Some(row) = self.rows.get() else {
                return Ok(());
            };
            self.waiting = true;
            match row.get_ref(0)?.as_str()?.cmp(key) {
                Ordering::Greater => return Ok(()),
                Ordering::Equal => take(row)?,
                Ordering::Less => {}
            }
            self.waiting = false;
        }
    }
}

fn head(row: &Row<'_>) -> rusqlite::Result<Journey> {
    let archived = parsed_or_none(row, "archived_on", date)?;
    Ok(Journey {
        id: JourneyId(parsed(row, "id", uuid)?),
        people: People {
            hire: row.get("hire")?,
            mentor: row.get("mentor")?,
            manager: row.get("manager")?,
        },
        start: parsed(row, "start", date)?,
        plan: parsed(row, "copy", |text| text.parse().ok())?,
        role: Role {
            slug: parsed(row, "plan", slug)?,
            title: row.get("title")?,
            edition: 0,
            source: String::new(),
            summary: String::new(),
            mission: String::new(),
            success: String::new(),
            high_performance: Vec::new(),
            milestones: Milestones::default(),
            themes: BTreeMap::new(),
        },
        contexts: Vec::new(),
        goals: Vec::new(),
        notes: BTreeMap::new(),
        pauses: Vec::new(),
        meetings: Meetings {
            next: parsed_or_none(row, "next_meeting", date)?,
            ..Meetings::default()
        },
        reviews: Reviews::default(),
        archive: match archived {
            Some(on) => Some(Archive {
                mark: somebody(on),
                end: parsed(row, "archived_end", word)?,
                reason: None,
            }),
            None => None,
        },
        withdrawn: false,
    })
}

fn plan_goal(row: &Row<'_>) -> rusqlite::Result<PlanGoal> {
    Ok(PlanGoal {
        slug: parsed_at(row, 1, slug)?,
        milestone: parsed_at(row, 2, Milestone::from_text)?,
        title: String::new(),
        why: String::new(),
        evidence: String::new(),
        pitfall: None,
        asks: Asks::All,
        context: None,
        dropped: false,
        criteria: Vec::new(),
    })
}

fn stage(row: &Row<'_>) -> rusqlite::Result<Stage> {
    let claimed = parsed_at_or_none(row, 3, date)?;
    parsed_at(row, 2, |word| match (word, claimed) {
        ("active", _) => Some(Stage::Active {
            begun: somebody(NaiveDate::default()),
            returned: None,
        }),
        ("claimed", Some(on)) => Some(Stage::Claimed {
            begun: None,
            claim: somebody(on),
        }),
        ("confirmed", Some(on)) => Some(Stage::Confirmed {
            begun: None,
            claim: somebody(on),
            confirm: somebody(on),
        }),
        _ => None,
    })
}

/// Alters the goal that a row names.
fn on_goal(
    journey: &mut Journey,
    row: &Row<'_>,
    alter: impl FnOnce(&mut Goal),
) -> rusqlite::Result<()> {
    let wanted = row.get_ref(1)?.as_str()?;
    let mut goals = journey.goals.iter_mut();
    if let Some(goal) = goals.find(|goal| Slug::as_str(goal.slug()) == wanted) {
        alter(goal);
    }
    Ok(())
}

fn waiver() -> Waiver {
    Waiver {
        mark: somebody(NaiveDate::default()),
        reason: String::new(),
        agreed: String::new(),
    }
}

fn deferral(to: NaiveDate) -> Deferral {
    Deferral {
        mark: somebody(to),
        to,
        reason: String::new(),
        agreed: String::new(),
    }
}

fn blocker(row: &Row<'_>) -> rusqlite::Result<Blocker> {
    let since = parsed(row, "since", date)?;
    Ok(Blocker {
        mark: somebody(since),
        on: row.get("waits_on")?,
        waits_for: String::new(),
        since,
    })
}

fn meeting(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    let closed = parsed_at_or_none(row, 2, date)?;
    Ok(Meeting {
        opening: Opening {
            by: Author {
                name: String::new(),
                party: Party::Mentor,
            },
            on: parsed_at(row, 1, date)?,
            clock: 0,
            agenda: Vec::new(),
        },
        treated: BTreeMap::new(),
        ratings: BTreeMap::new(),
        closing: closed.map(|on| Closing {
            mark: somebody(on),
            next: None,
            agenda: Vec::new(),
            notes: Vec::new(),
        }),
    })
}

fn review(row: &Row<'_>) -> rusqlite::Result<Review> {
    let is_ruled: bool = row.get("ruled")?;
    let extended = parsed_or_none(row, "extended", date)?;
    Ok(Review {
        opening: ReviewOpening {
            milestone: parsed(row, "milestone", Milestone::from_text)?,
            mark: somebody(NaiveDate::default()),
        },
        answers: BTreeMap::new(),
        grades: BTreeMap::new(),
        verdict: is_ruled.then(|| some_ruling(extended)),
    })
}

/// Returns a ruling that stands for one: a line asks only whether there is any, and to which day
/// it extended the milestone.
fn some_ruling(extended: Option<NaiveDate>) -> Box<Ruling> {
    let reason = String::new();
    let verdict = extended.map_or(Verdict::Advance, |to| Verdict::Extend { to, reason });
    Box::new(Ruling {
        mark: somebody(NaiveDate::default()),
        summary: String::new(),
        verdict,
        snapshot: Snapshot {
            hire: String::new(),
            role: String::new(),
            due: None,
            goals: Vec::new(),
            health: String::new(),
            reasons: Vec::new(),
            grades: Vec::new(),
        },
    })
}

/// Returns a mark whose day counts and whose name nobody reads here.
fn somebody(on: NaiveDate) -> Mark {
    Mark {
        by: String::new(),
        on,
    }
}

/// Returns a key that keeps the order in which rows were read.
fn place(count: usize) -> ChangeId {
    ChangeId(Uuid::from_u128(count as u128))
}
