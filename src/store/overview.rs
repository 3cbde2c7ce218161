//! All journeys at a glance: walks the tables side by side in the order of their journeys, reads
//! what a line of the list needs and no long text, and folds no log. One journey is in memory at a
//! time, and only with what its standing asks for.

use std::cmp::Ordering;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::{CachedStatement, Connection, Row, Rows};

use super::cells::unjson;
use super::convert::{
    date, parsed, parsed_at, parsed_at_or_none, parsed_or_none, slug, uuid, word,
};
use super::{Store, StoreError, read};
use crate::domain::judgment::facts::{Facts, GoalFacts, MeetingFacts, Outcome, ReviewFacts};
use crate::domain::judgment::glance::Glance;
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::People;
use crate::domain::record::course::{End, Holiday};
use crate::domain::record::goal::{GoalNumber, GoalState};
use crate::domain::record::ids::JourneyId;
use crate::domain::telling::hires;

/// The rows of a table, the journey's id first in each; in the order of the journeys.
const TABLES: [&str; 7] = [
    "SELECT journey, goal, stage, claimed_on, waited FROM stage ORDER BY journey",
    "SELECT journey, goal FROM waiver ORDER BY journey",
    "SELECT journey, goal, moved_to, follows FROM deferral ORDER BY journey",
    "SELECT journey, goal, waits_on, since FROM blocker ORDER BY journey",
    "SELECT journey, first_day, last_day FROM leave ORDER BY journey",
    "SELECT meeting.journey, meeting.day, closing.closed_on
         FROM meeting LEFT JOIN closing INDEXED BY closing_glance
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
    pub fn overview(&self, today: NaiveDate) -> Result<Vec<hires::Row>, StoreError> {
        let mut lines = self.told(|db| {
            // One read transaction, so that all tables are seen in the same state.
            let db = db.unchecked_transaction()?;
            lines(&db, today)
        })?;
        hires::sort(&mut lines);
        Ok(lines)
    }
}

fn lines(db: &Connection, today: NaiveDate) -> rusqlite::Result<Vec<hires::Row>> {
    let mut heads = db.prepare_cached(
        "SELECT id, hire, mentor, manager, hire_person, mentor_person, manager_person, start, plan,
             title, copy, next_meeting, archived_on, archived_end, week, holidays
         FROM journey WHERE withdrawn = 0 ORDER BY id",
    )?;
    let mut statements = Vec::with_capacity(TABLES.len());
    for sql in TABLES {
        statements.push(db.prepare_cached(sql)?);
    }
    let feeds = statements.iter_mut().map(Feed::of);
    let mut feeds = feeds.collect::<rusqlite::Result<Vec<_>>>()?;
    let [
        stages,
        waivers,
        deferrals,
        blockers,
        leaves,
        meetings,
        reviews,
    ] = feeds.as_mut_slice()
    else {
        return Ok(Vec::new());
    };
    let mut plans = Plans::default();
    let mut working = WorkingDays::default();
    let mut lines = Vec::new();
    let mut heads = heads.query([])?;
    while let Some(row) = heads.next()? {
        let key: String = row.get("id")?;
        let copy: String = row.get("copy")?;
        let mut told = Told::of(row, plans.plan(db, &copy)?, working.calendar(row)?)?;
        stages.take(&key, |row| {
            let (state, claimed) = stage(row)?;
            let waited = parsed_at_or_none(row, 4, unjson)?;
            told.on_goal(row, |goal| {
                goal.state = state;
                goal.claimed = claimed;
                goal.waited = waited.unwrap_or_default();
            })
        })?;
        waivers.take(&key, |row| {
            told.on_goal(row, |goal| goal.state = GoalState::Waived)
        })?;
        deferrals.take(&key, |row| {
            let to = parsed(row, "moved_to", date)?;
            let follows = parsed_or_none(row, "follows", Milestone::from_text)?;
            told.on_goal(row, |goal| {
                goal.deferred = Some(to);
                goal.follows = follows;
            })
        })?;
        blockers.take(&key, |row| {
            let blocker = (row.get("waits_on")?, parsed(row, "since", date)?);
            told.on_goal(row, |goal| goal.blocker = Some(blocker))
        })?;
        leaves.take(&key, |row| {
            let first = parsed(row, "first_day", date)?;
            told.leaves.push((first, parsed(row, "last_day", date)?));
            Ok(())
        })?;
        meetings.take(&key, |row| {
            told.meetings.push(MeetingFacts {
                on: parsed_at(row, 1, date)?,
                is_open: parsed_at_or_none(row, 2, date)?.is_none(),
            });
            Ok(())
        })?;
        reviews.take(&key, |row| {
            told.reviews.push(review(row)?);
            Ok(())
        })?;
        lines.push(hires::Row::of(&Glance::of(told.facts(), today)));
    }
    Ok(lines)
}

/// What a line needs of a plan.
struct PlanFacts {
    milestones: Milestones,
    goals: Vec<ToldGoal>,
}

/// The plans that were read last, by their hash: journeys share them.
#[derive(Default)]
struct Plans(HashMap<String, PlanFacts>);

impl Plans {
    /// How many plans are kept at once, so that memory does not grow with the journeys.
    const MOST: usize = 64;

    /// Returns a plan, read at its first use.
    fn plan(&mut self, db: &Connection, hash: &str) -> rusqlite::Result<&PlanFacts> {
        if !self.0.contains_key(hash) && self.0.len() >= Self::MOST {
            self.0.clear();
        }
        match self.0.entry(hash.to_owned()) {
            Entry::Occupied(kept) => Ok(kept.into_mut()),
            Entry::Vacant(free) => Ok(free.insert(PlanFacts::read(db, hash)?)),
        }
    }
}

impl PlanFacts {
    fn read(db: &Connection, hash: &str) -> rusqlite::Result<Self> {
        let milestones: Option<Milestones> = db
            .prepare_cached(
                "SELECT json_extract(outline, '$.role.milestones') FROM plan WHERE hash = ?1",
            )?
            .query_row([hash], |row| {
                parsed_at_or_none(row, 0, |text| serde_json::from_str(text).ok())
            })?;
        let mut milestones = milestones.unwrap_or_default();
        let mut goals: Vec<ToldGoal> = Vec::new();
        let mut statement = db.prepare_cached(
            "SELECT slug, milestone, coalesce(json_extract(goal.value, '$.dropped'), 0)
             FROM plan_goal JOIN plan ON plan.hash = plan_goal.plan,
                 json_each(plan.outline, '$.goals') AS goal
             WHERE plan = ?1 AND goal.key = position - 1 ORDER BY position",
        )?;
        let mut rows = statement.query([hash])?;
        while let Some(row) = rows.next()? {
            let milestone = parsed_at(row, 1, Milestone::from_text)?;
            let before = goals.iter();
            let before = before.filter(|goal| goal.number.milestone == milestone);
            let ordinal = before.count() + 1;
            let number = GoalNumber { milestone, ordinal };
            goals.push(ToldGoal::open(
                parsed_at(row, 0, slug)?,
                number,
                row.get(2)?,
            ));
        }
        milestones.join(goals.iter().map(|goal| goal.number.milestone));
        Ok(Self { milestones, goals })
    }
}

/// The working days of journeys, by how they are written: most journeys have the same.
#[derive(Default)]
struct WorkingDays(HashMap<(String, String), Calendar>);

impl WorkingDays {
    fn calendar(&mut self, row: &Row<'_>) -> rusqlite::Result<Calendar> {
        let key: (String, String) = (row.get("week")?, row.get("holidays")?);
        if let Some(known) = self.0.get(&key) {
            return Ok(known.clone());
        }
        let week = parsed(row, "week", |text| text.parse().ok())?;
        let holidays: BTreeMap<NaiveDate, Holiday> = parsed(row, "holidays", unjson)?;
        let calendar = Calendar::new(holidays.into_keys()).with_week(week);
        self.0.insert(key, calendar.clone());
        Ok(calendar)
    }
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

/// A journey as its rows hold it.
struct Told {
    id: JourneyId,
    people: People,
    plan: Slug,
    title: String,
    start: NaiveDate,
    milestones: Milestones,
    ended: Option<(End, NaiveDate)>,
    /// The working days, the leaves aside.
    calendar: Calendar,
    leaves: Vec<(NaiveDate, NaiveDate)>,
    goals: Vec<ToldGoal>,
    meetings: Vec<MeetingFacts>,
    next_meeting: Option<NaiveDate>,
    reviews: Vec<ReviewFacts>,
}

/// A goal as its rows hold it.
#[derive(Clone)]
struct ToldGoal {
    slug: Slug,
    number: GoalNumber,
    dropped: bool,
    state: GoalState,
    claimed: Option<NaiveDate>,
    waited: Vec<(NaiveDate, NaiveDate)>,
    deferred: Option<NaiveDate>,
    follows: Option<Milestone>,
    blocker: Option<(String, NaiveDate)>,
}

impl Told {
    /// Returns what the row of a journey tells; the other tables tell the rest.
    fn of(row: &Row<'_>, plan: &PlanFacts, calendar: Calendar) -> rusqlite::Result<Self> {
        let archived = parsed_or_none(row, "archived_on", date)?;
        Ok(Self {
            id: JourneyId(parsed(row, "id", uuid)?),
            people: read::people(row)?,
            calendar,
            plan: parsed(row, "plan", slug)?,
            title: row.get("title")?,
            start: parsed(row, "start", date)?,
            milestones: plan.milestones.clone(),
            ended: match archived {
                Some(on) => Some((parsed(row, "archived_end", word)?, on)),
                None => None,
            },
            leaves: Vec::new(),
            goals: plan.goals.clone(),
            meetings: Vec::new(),
            next_meeting: parsed_or_none(row, "next_meeting", date)?,
            reviews: Vec::new(),
        })
    }

    /// Alters the goal that a row names.
    fn on_goal(
        &mut self,
        row: &Row<'_>,
        alter: impl FnOnce(&mut ToldGoal),
    ) -> rusqlite::Result<()> {
        let wanted = row.get_ref(1)?.as_str()?;
        let mut goals = self.goals.iter_mut();
        if let Some(goal) = goals.find(|goal| goal.slug.as_str() == wanted) {
            alter(goal);
        }
        Ok(())
    }

    fn facts(&self) -> Facts<'_> {
        Facts {
            milestones: self.milestones.clone(),
            id: self.id,
            people: &self.people,
            plan: &self.plan,
            title: &self.title,
            start: self.start,
            ended: self.ended,
            calendar: self.calendar.with_leaves(self.leaves.iter().copied()),
            goals: self.goals.iter().map(ToldGoal::facts).collect(),
            meetings: self.meetings.clone(),
            next_meeting: self.next_meeting,
            reviews: self.reviews.clone(),
        }
    }
}

impl ToldGoal {
    /// Returns a goal of a plan to which nothing has happened.
    fn open(slug: Slug, number: GoalNumber, dropped: bool) -> Self {
        Self {
            slug,
            number,
            dropped,
            state: GoalState::Open,
            claimed: None,
            waited: Vec::new(),
            deferred: None,
            follows: None,
            blocker: None,
        }
    }

    fn facts(&self) -> GoalFacts<'_> {
        let is_to_do = matches!(self.state, GoalState::Open | GoalState::Active);
        let blocker = self.blocker.as_ref().filter(|_| is_to_do);
        GoalFacts {
            number: self.number,
            state: self.state,
            dropped: self.dropped,
            claimed: self.claimed,
            waited: &self.waited,
            deferred: self.deferred,
            follows: self.follows,
            waits: blocker.map(|(on, since)| (on.as_str(), *since)),
        }
    }
}

/// Returns how far a goal has come, and the day of its claim.
fn stage(row: &Row<'_>) -> rusqlite::Result<(GoalState, Option<NaiveDate>)> {
    let claimed = parsed_at_or_none(row, 3, date)?;
    let state = parsed_at(row, 2, |word| match (word, claimed) {
        ("active", _) => Some(GoalState::Active),
        ("claimed", Some(_)) => Some(GoalState::Claimed),
        ("confirmed", Some(_)) => Some(GoalState::Confirmed),
        _ => None,
    })?;
    Ok((state, claimed))
}

fn review(row: &Row<'_>) -> rusqlite::Result<ReviewFacts> {
    let is_ruled: bool = row.get("ruled")?;
    let extended = parsed_or_none(row, "extended", date)?;
    Ok(ReviewFacts {
        milestone: parsed(row, "milestone", Milestone::from_text)?,
        outcome: match (is_ruled, extended) {
            (false, _) => Outcome::Open,
            (true, Some(to)) => Outcome::Extended(to),
            (true, None) => Outcome::Settled,
        },
    })
}
