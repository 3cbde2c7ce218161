//! All journeys at a glance: walks the tables side by side in the order of their journeys, reads
//! what is told of many and no long text, and folds no log. One journey is in memory at a time, and
//! only with what its standing asks for.

mod feed;
mod goal;
mod plans;
mod told;

use chrono::NaiveDate;
use rusqlite::Connection;

use self::feed::Feed;
use self::plans::{Plans, WorkingDays};
use self::told::Told;
use super::{Store, StoreError, read};
use crate::domain::judgment::glance::Concerns;
use crate::domain::plan::people::{Party, People};
use crate::domain::telling::{cohort, hires};

/// The rows of a table, the journey's id first in each; in the order of the journeys.
const TABLES: [&str; 17] = [
    "SELECT journey, goal, stage, claimed_on, waited FROM stage ORDER BY journey",
    "SELECT journey, goal FROM waiver ORDER BY journey",
    "SELECT journey, goal, moved_to, follows FROM deferral ORDER BY journey",
    "SELECT journey, goal, waits_on, waits_for, since FROM blocker ORDER BY journey",
    "SELECT journey, first_day, last_day FROM leave ORDER BY journey",
    "SELECT journey, meeting, into_id FROM joined ORDER BY journey",
    "SELECT meeting.journey, meeting.id, meeting.day, closing.closed_on, closing.change
         FROM meeting LEFT JOIN closing INDEXED BY closing_glance
         ON closing.journey = meeting.journey AND closing.meeting = meeting.id
         ORDER BY meeting.journey, meeting.day",
    "SELECT review.journey, review.milestone, ruling IS NOT NULL AS ruled,
         json_extract(ruling, '$.verdict.to') AS extended
         FROM review LEFT JOIN ruling
         ON ruling.journey = review.journey AND ruling.review = review.id
         ORDER BY review.journey, review.id",
    "SELECT journey, id, entered_by, entered_party, entered_person, entered_on, goal, meeting, text,
         owner, owner_party, owner_person, due, done_by, done_on, dropped_by, dropped_on, dropped_reason
         FROM action WHERE done_on IS NULL AND dropped_on IS NULL ORDER BY journey, id",
    "SELECT review.journey, review.milestone, json_extract(ruling, '$.verdict.verdict'),
         json_extract(ruling, '$.mark.on')
         FROM review JOIN ruling
         ON ruling.journey = review.journey AND ruling.review = review.id
         ORDER BY review.journey, review.id",
    "SELECT journey, goal, claimed_on, confirmed_on FROM stage
         WHERE stage = 'confirmed' ORDER BY journey",
    "SELECT journey, meeting, party, role_clarity, confidence, belonging, words, entered_by, entered_on,
         why FROM rating ORDER BY journey",
    "SELECT journey, meeting, party, role_clarity, confidence, belonging, words, entered_by, entered_on,
         why FROM held_back ORDER BY journey",
    "SELECT journey, meeting, party, given_by, given_on FROM given ORDER BY journey",
    "SELECT journey, id, author, party, person, day, text, visibility FROM point
         WHERE visibility = 'shared' ORDER BY journey",
    "SELECT journey, step FROM first_step ORDER BY journey",
    "SELECT journey, meeting, topic, treatment FROM treatment
         WHERE topic GLOB '{\"point\"*' OR topic GLOB '{\"signal\"*' ORDER BY journey",
];

/// How much of each journey is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// What its verdict and the mentor's worries ask for.
    Facts,
    /// That, and the claims that were sent back.
    Owed,
    /// That, and what came of claims and gate reviews.
    Outcomes,
}

impl Store {
    /// Returns a line for each journey whose start stands, who needs the mentor most first and
    /// those in the archive last; what worries the mentor alone does not count in it.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn overview(&self, today: NaiveDate) -> Result<Vec<hires::Row>, StoreError> {
        let mut lines = Vec::new();
        let any = |_: &People, _| Some(());
        self.walk(Depth::Facts, any, |told, ()| {
            lines.push(hires::Row::of(&told.concerns(today)));
        })?;
        hires::sort(&mut lines, Party::Manager);
        Ok(lines)
    }

    /// Looks at what wants attention in the journeys that go on, one after the other and in no order
    /// that people know: in those of whose people something is wanted, with that.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be read.
    pub fn concerns<T>(
        &self,
        today: NaiveDate,
        mut wanted: impl FnMut(&People) -> Option<T>,
        mut look: impl FnMut(&Concerns<'_>, T),
    ) -> Result<(), StoreError> {
        let live = |people: &People, is_over: bool| match is_over {
            true => None,
            false => wanted(people),
        };
        self.walk(Depth::Owed, live, |told, wanted| {
            look(&told.concerns(today), wanted);
        })
    }

    /// Returns a row for each journey whose start stands, in no order that people know. What only a log
    /// tells is not in it; [`cohort::Hire::follow`] takes that in.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be read.
    pub fn cohort(&self, today: NaiveDate) -> Result<Vec<cohort::Hire>, StoreError> {
        let mut hires = Vec::new();
        let any = |_: &People, _| Some(());
        self.walk(Depth::Outcomes, any, |told, ()| {
            let concerns = told.concerns(today);
            hires.push(cohort::Hire::of(&concerns, &told.owed(), told.outcomes()));
        })?;
        Ok(hires)
    }

    /// Walks through the journeys whose start stands and that are wanted, by their people and whether
    /// they are in the archive.
    fn walk<T>(
        &self,
        depth: Depth,
        wanted: impl FnMut(&People, bool) -> Option<T>,
        look: impl FnMut(&Told<'_>, T),
    ) -> Result<(), StoreError> {
        self.told(|db| {
            // One read transaction, so that all tables are seen in the same state.
            let db = db.unchecked_transaction()?;
            walk(&db, depth, wanted, look)
        })
    }
}

fn walk<T>(
    db: &Connection,
    depth: Depth,
    mut wanted: impl FnMut(&People, bool) -> Option<T>,
    mut look: impl FnMut(&Told<'_>, T),
) -> rusqlite::Result<()> {
    let mut heads = db.prepare_cached(
        "SELECT id, hire, mentor, manager, hire_person, mentor_person, manager_person, start, plan,
             title, copy, next_meeting, archived_on, archived_end, week, holidays, hire_moved
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
        joined,
        meetings,
        reviews,
        actions,
        rulings,
        confirmed,
        ratings,
        held_back,
        given,
        points,
        first_steps,
        treated,
    ] = feeds.as_mut_slice()
    else {
        return Ok(());
    };
    let mut plans = Plans::default();
    let mut working = WorkingDays::default();
    let mut heads = heads.query([])?;
    while let Some(row) = heads.next()? {
        let people = read::people(row)?;
        let archived: Option<String> = row.get("archived_on")?;
        let Some(wanted) = wanted(&people, archived.is_some()) else {
            continue;
        };
        let key: String = row.get("id")?;
        let copy: String = row.get("copy")?;
        let mut told = Told::of(row, people, plans.plan(db, &copy)?, working.calendar(row)?)?;
        stages.take(&key, |row| {
            told.take_stage(row)?;
            match depth {
                Depth::Owed => told.take_returned(db, row),
                Depth::Facts | Depth::Outcomes => Ok(()),
            }
        })?;
        waivers.take(&key, |row| told.take_waiver(row))?;
        deferrals.take(&key, |row| told.take_deferral(row))?;
        blockers.take(&key, |row| told.take_blocker(row))?;
        leaves.take(&key, |row| told.take_leave(row))?;
        meetings.take(&key, |row| told.take_meeting(row))?;
        joined.take(&key, |row| told.take_joined(row))?;
        ratings.take(&key, |row| {
            told.take_round(row, |round, party, rating| {
                round.ratings.insert(party, rating);
            })
        })?;
        held_back.take(&key, |row| {
            told.take_round(row, |round, party, rating| {
                round.held_back.insert(party, rating);
            })
        })?;
        given.take(&key, |row| told.take_given(row))?;
        points.take(&key, |row| told.take_point(row))?;
        first_steps.take(&key, |row| told.take_first_step(row))?;
        treated.take(&key, |row| told.take_treated(row))?;
        reviews.take(&key, |row| told.take_review(row))?;
        actions.take(&key, |row| told.take_action(row))?;
        if depth == Depth::Outcomes {
            rulings.take(&key, |row| told.take_ruling(row))?;
            confirmed.take(&key, |row| told.take_confirmed(row))?;
        }
        look(&told, wanted);
    }
    Ok(())
}
