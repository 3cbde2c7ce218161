//! Plans by their hash: each is kept once, however many journeys follow it.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::de::DeserializeOwned;

use super::cells::unjson;
use super::convert::{missing_plan, parsed_at, word_of};
use crate::domain::plan::copy::{Outline, PlanCopy, PlanHash, PlanText};
use crate::domain::plan::guide::Guide;
use crate::domain::plan::role::Plan;
use crate::domain::record::kinds::Edit;

/// Keeps the plans that an edit names.
pub(super) fn keep_named(db: &Connection, edit: &Edit) -> rusqlite::Result<()> {
    named(edit).try_for_each(|copy| keep(db, copy))
}

fn named(edit: &Edit) -> impl Iterator<Item = &PlanCopy> {
    let (seed, from, to) = match edit {
        Edit::Seed(set) => (set.to.as_ref().map(|seed| &seed.plan), None, None),
        Edit::Plan(set) => (None, set.from.as_ref(), set.to.as_ref()),
        _ => (None, None, None),
    };
    seed.into_iter().chain(from).chain(to)
}

/// Returns whether all plans that edits name are kept.
pub(super) fn are_kept(db: &Connection, edits: &[Edit]) -> rusqlite::Result<bool> {
    let mut is_kept = db.prepare_cached("SELECT 1 FROM plan WHERE hash = ?1")?;
    for copy in edits.iter().flat_map(named) {
        if !is_kept.exists([copy.hash().to_string()])? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn keep(db: &Connection, copy: &PlanCopy) -> rusqlite::Result<()> {
    let hash = copy.hash().to_string();
    let is_kept = db
        .prepare_cached("SELECT 1 FROM plan WHERE hash = ?1")?
        .exists([&hash])?;
    let Some(plan) = copy.plan().filter(|_| !is_kept) else {
        return Ok(());
    };
    let text = PlanText::of(plan);
    db.prepare_cached("INSERT INTO plan (hash, outline, guide) VALUES (?1, ?2, ?3)")?
        .execute([&hash, &text.outline, &text.guide])?;
    list(db, &hash, plan)
}

/// Returns what is wrong with the plans that are kept: a text that is not the one its name stands for,
/// a list of goals that is not the plan's.
pub(super) fn wrong(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut statement = db.prepare("SELECT hash, outline, guide FROM plan")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let hash: String = row.get(0)?;
        let text = PlanText {
            outline: row.get(1)?,
            guide: row.get(2)?,
        };
        let short = short(&hash);
        if text.hash().to_string() != hash {
            wrong.push(format!("the plan {short} was altered"));
        } else if text.plan().as_ref().map(goals_of) != Some(listed(db, &hash)?) {
            wrong.push(format!(
                "the goals listed for the plan {short} are not its own"
            ));
        }
    }
    Ok(wrong)
}

/// Lists the goals of every plan anew.
pub(super) fn list_anew(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch("DELETE FROM plan_goal")?;
    let hashes: Vec<String> = db
        .prepare("SELECT hash FROM plan")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for hash in hashes {
        let plan = match hash.parse() {
            Ok(hash) => whole(db, hash)?,
            Err(_) => None,
        };
        if let Some(plan) = plan {
            list(db, &hash, &plan)?;
        }
    }
    Ok(())
}

fn goals_of(plan: &Plan) -> Vec<(String, String)> {
    let goals = plan.goals.iter();
    goals
        .map(|goal| (goal.slug.to_string(), word_of(&goal.milestone)))
        .collect()
}

fn listed(db: &Connection, hash: &str) -> rusqlite::Result<Vec<(String, String)>> {
    db.prepare_cached("SELECT slug, milestone FROM plan_goal WHERE plan = ?1 ORDER BY position")?
        .query_map([hash], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

fn list(db: &Connection, hash: &str, plan: &Plan) -> rusqlite::Result<()> {
    let mut goal = db.prepare_cached(
        "INSERT INTO plan_goal (plan, position, slug, milestone) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for ((slug, milestone), position) in goals_of(plan).into_iter().zip(1_i64..) {
        goal.execute(params![hash, position, slug, milestone])?;
    }
    Ok(())
}

/// Returns what a plan says besides its guide.
pub(super) fn outline(db: &Connection, hash: PlanHash) -> rusqlite::Result<Outline> {
    kept(db, hash, "SELECT outline FROM plan WHERE hash = ?1")
}

/// Returns the guide of a plan.
pub(super) fn guide(db: &Connection, hash: PlanHash) -> rusqlite::Result<Guide> {
    kept(db, hash, "SELECT guide FROM plan WHERE hash = ?1")
}

fn kept<T: DeserializeOwned>(db: &Connection, hash: PlanHash, sql: &str) -> rusqlite::Result<T> {
    let hash = hash.to_string();
    db.prepare_cached(sql)?
        .query_row([&hash], |row| parsed_at(row, 0, unjson))
        .optional()?
        .ok_or_else(|| missing_plan(short(&hash)))
}

/// Returns as much of a hash as people are shown.
fn short(hash: &str) -> String {
    hash.chars().take(12).collect()
}

/// The plans that were read already.
#[derive(Default)]
pub(super) struct Fetched(HashMap<PlanHash, Arc<Plan>>);

impl Fetched {
    /// Fetches the plans that an edit names. One that is not kept stays unfetched.
    pub(super) fn fetch(&mut self, db: &Connection, edit: &mut Edit) -> rusqlite::Result<()> {
        match edit {
            Edit::Seed(set) => {
                if let Some(seed) = &mut set.to {
                    self.fetch_copy(db, &mut seed.plan)?;
                }
            }
            Edit::Plan(set) => {
                for copy in set.from.iter_mut().chain(&mut set.to) {
                    self.fetch_copy(db, copy)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn fetch_copy(&mut self, db: &Connection, copy: &mut PlanCopy) -> rusqlite::Result<()> {
        let hash = copy.hash();
        if !self.0.contains_key(&hash)
            && let Some(plan) = whole(db, hash)?
        {
            self.0.insert(hash, Arc::new(plan));
        }
        if let Some(plan) = self.0.get(&hash) {
            copy.fetch(Arc::clone(plan));
        }
        Ok(())
    }
}

/// Returns what a plan says, as it is kept.
pub(super) fn text(db: &Connection, hash: PlanHash) -> rusqlite::Result<Option<PlanText>> {
    db.prepare_cached("SELECT outline, guide FROM plan WHERE hash = ?1")?
        .query_row([hash.to_string()], |row| {
            Ok(PlanText {
                outline: row.get(0)?,
                guide: row.get(1)?,
            })
        })
        .optional()
}

fn whole(db: &Connection, hash: PlanHash) -> rusqlite::Result<Option<Plan>> {
    db.prepare_cached("SELECT outline, guide FROM plan WHERE hash = ?1")?
        .query_row([hash.to_string()], |row| {
            let text = PlanText {
                outline: row.get(0)?,
                guide: row.get(1)?,
            };
            // A text that is none is told as the outline's, which is read first.
            match text.plan() {
                Some(plan) => Ok(plan),
                None => parsed_at(row, 0, |_| None),
            }
        })
        .optional()
}
