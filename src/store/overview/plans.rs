//! What journeys share: their plans, and the days on which they are worked. Each is read once.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::mentoring::FirstStep;
use crate::domain::plan::milestone::{Milestone, Milestones};
use crate::domain::plan::names::Slug;
use crate::domain::record::course::Holiday;
use crate::domain::record::goal::GoalNumber;
use crate::store::cells::unjson;
use crate::store::convert::{parsed, parsed_at, parsed_at_or_none, slug};

/// What is told of a plan.
pub(super) struct PlanFacts {
    pub(super) milestones: Milestones,
    pub(super) first_steps: Vec<FirstStep>,
    pub(super) goals: Vec<PlannedGoal>,
}

/// What is told of a goal of a plan.
pub(super) struct PlannedGoal {
    pub(super) slug: Slug,
    pub(super) number: GoalNumber,
    pub(super) title: String,
    pub(super) dropped: bool,
}

/// The plans that were read last, by their hash: journeys share them.
#[derive(Default)]
pub(super) struct Plans(HashMap<String, PlanFacts>);

impl Plans {
    /// How many plans are kept at once, so that memory does not grow with the journeys.
    const MOST: usize = 64;

    /// Returns a plan, read at its first use.
    pub(super) fn plan(&mut self, db: &Connection, hash: &str) -> rusqlite::Result<&PlanFacts> {
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
        let (milestones, first_steps): (Option<Milestones>, Option<Vec<FirstStep>>) = db
            .prepare_cached(
                "SELECT json_extract(outline, '$.role.milestones'),
                     json_extract(outline, '$.role.first_steps') FROM plan WHERE hash = ?1",
            )?
            .query_row([hash], |row| {
                Ok((
                    parsed_at_or_none(row, 0, |text| serde_json::from_str(text).ok())?,
                    parsed_at_or_none(row, 1, |text| serde_json::from_str(text).ok())?,
                ))
            })?;
        let mut milestones = milestones.unwrap_or_default();
        let mut goals: Vec<PlannedGoal> = Vec::new();
        let mut statement = db.prepare_cached(
            "SELECT slug, milestone, coalesce(json_extract(goal.value, '$.dropped'), 0),
                 json_extract(goal.value, '$.title')
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
            goals.push(PlannedGoal {
                slug: parsed_at(row, 0, slug)?,
                number,
                title: row.get(3)?,
                dropped: row.get(2)?,
            });
        }
        milestones.join(goals.iter().map(|goal| goal.number.milestone));
        Ok(Self {
            milestones,
            first_steps: first_steps.unwrap_or_default(),
            goals,
        })
    }
}

/// The working days of journeys, by how they are written: most journeys have the same.
#[derive(Default)]
pub(super) struct WorkingDays(HashMap<(String, String), Calendar>);

impl WorkingDays {
    pub(super) fn calendar(&mut self, row: &Row<'_>) -> rusqlite::Result<Calendar> {
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
