//! Rows → a journey. Reads the folded state; never the log.

mod meetings;

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::convert::{date, mark, mark_given, parsed, parsed_or_none, party, slug, uuid, word};
use crate::domain::plan::calendar::Pause;
use crate::domain::plan::guide::Guide;
use crate::domain::plan::milestone::Milestones;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, People};
use crate::domain::plan::role::{Criterion, PlanGoal, Role};
use crate::domain::record::change::Archive;
use crate::domain::record::goal::{
    Blocker, Deferral, Evidence, Goal, Note, Returned, Stage, Waiver,
};
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::{Journey, number};
use crate::domain::record::meeting::Meetings;
use crate::domain::record::review::Reviews;

/// Returns a journey as the tables hold it, or nothing where they do not.
pub(super) fn journey(db: &Connection, id: JourneyId) -> rusqlite::Result<Option<Journey>> {
    let key = id.0.to_string();
    let head = db
        .prepare_cached("SELECT * FROM journey WHERE id = ?1")?
        .query_row([&key], head)
        .optional()?;
    let Some(mut journey) = head else {
        return Ok(None);
    };
    journey.id = id;
    each(
        db,
        "SELECT * FROM milestone WHERE journey = ?1",
        &key,
        |row| {
            journey
                .role
                .themes
                .insert(parsed(row, "milestone", word)?, row.get("theme")?);
            Ok(())
        },
    )?;
    let (mut plans, mut stages) = (Vec::new(), Vec::new());
    each(
        db,
        "SELECT * FROM goal WHERE journey = ?1 ORDER BY position",
        &key,
        |row| {
            plans.push(plan_goal(row)?);
            stages.push(stage(row)?);
            Ok(())
        },
    )?;
    journey.goals = number(plans);
    for (goal, stage) in journey.goals.iter_mut().zip(stages) {
        goal.stage = stage;
    }
    each(
        db,
        "SELECT * FROM pause WHERE journey = ?1 ORDER BY position",
        &key,
        |row| {
            journey.pauses.push(Pause {
                from: parsed(row, "first_day", date)?,
                until: parsed(row, "last_day", date)?,
                reason: row.get("reason")?,
            });
            Ok(())
        },
    )?;
    details(db, &key, &mut journey)?;
    meetings::meetings(db, &key, &mut journey)?;
    meetings::reviews(db, &key, &mut journey)?;
    Ok(Some(journey))
}

/// Returns the role's guide as a journey holds it.
pub(super) fn guide(db: &Connection, id: JourneyId) -> rusqlite::Result<Option<Guide>> {
    db.prepare_cached("SELECT pages FROM guide WHERE journey = ?1")?
        .query_row([id.0.to_string()], |row| {
            parsed(row, "pages", |text| serde_json::from_str(text).ok())
        })
        .optional()
}

fn head(row: &Row<'_>) -> rusqlite::Result<Journey> {
    Ok(Journey {
        id: JourneyId(parsed(row, "id", uuid)?),
        people: People {
            hire: row.get("hire")?,
            mentor: row.get("mentor")?,
            manager: row.get("manager")?,
        },
        start: parsed(row, "start", date)?,
        role: Role {
            slug: parsed(row, "plan", slug)?,
            title: row.get("title")?,
            edition: row.get("edition")?,
            source: row.get("source")?,
            summary: row.get("summary")?,
            mission: row.get("mission")?,
            success: row.get("success")?,
            high_performance: parsed(row, "high_performance", |text| {
                serde_json::from_str(text).ok()
            })?,
            milestones: Milestones::default(),
            themes: std::collections::BTreeMap::new(),
        },
        goals: Vec::new(),
        contexts: parsed(row, "contexts", |text| serde_json::from_str(text).ok())?,
        notes: std::collections::BTreeMap::new(),
        pauses: Vec::new(),
        meetings: Meetings {
            next: parsed_or_none(row, "next_meeting", date)?,
            ..Meetings::default()
        },
        reviews: Reviews::default(),
        archive: archive(row)?,
        withdrawn: row.get("withdrawn")?,
    })
}

fn archive(row: &Row<'_>) -> rusqlite::Result<Option<Archive>> {
    let Some(mark) = mark(row, "archived_by", "archived_on")? else {
        return Ok(None);
    };
    Ok(Some(Archive {
        mark,
        end: parsed(row, "archived_end", word)?,
        reason: row.get("archived_reason")?,
    }))
}

fn plan_goal(row: &Row<'_>) -> rusqlite::Result<PlanGoal> {
    Ok(PlanGoal {
        slug: parsed(row, "slug", slug)?,
        milestone: parsed(row, "milestone", word)?,
        title: row.get("title")?,
        why: row.get("why")?,
        evidence: row.get("evidence_asked")?,
        pitfall: row.get("pitfall")?,
        asks: parsed(row, "asks", word)?,
        context: parsed_or_none(row, "context", slug)?,
        dropped: row.get("dropped")?,
        criteria: Vec::new(),
    })
}

fn stage(row: &Row<'_>) -> rusqlite::Result<Stage> {
    let begun = mark(row, "begun_by", "begun_on")?;
    let claim = mark(row, "claimed_by", "claimed_on")?;
    let confirm = mark(row, "confirmed_by", "confirmed_on")?;
    let returned = mark(row, "returned_by", "returned_on")?
        .zip(row.get::<_, Option<String>>("returned_reason")?)
        .map(|(mark, reason)| Returned { mark, reason });
    parsed(row, "stage", |word| match (word, begun, claim, confirm) {
        ("open", ..) => Some(Stage::Open),
        ("active", Some(begun), ..) => Some(Stage::Active { begun, returned }),
        ("claimed", begun, Some(claim), _) => Some(Stage::Claimed { begun, claim }),
        ("confirmed", begun, Some(claim), Some(confirm)) => Some(Stage::Confirmed {
            begun,
            claim,
            confirm,
        }),
        _ => None,
    })
}

/// Reads what hangs on the goals: criteria, agreements, blockers, notes, evidence.
fn details(db: &Connection, key: &str, journey: &mut Journey) -> rusqlite::Result<()> {
    let notes = &mut journey.notes;
    let mut goals: HashMap<Slug, &mut Goal> = journey
        .goals
        .iter_mut()
        .map(|goal| (goal.slug().clone(), goal))
        .collect();
    let of = |row: &Row<'_>| parsed(row, "goal", slug);
    each(
        db,
        "SELECT * FROM criterion WHERE journey = ?1 ORDER BY goal, position",
        key,
        |row| {
            if let Some(goal) = goals.get_mut(&of(row)?) {
                let slug = parsed(row, "slug", slug)?;
                if let Some(tick) = mark(row, "ticked_by", "ticked_on")? {
                    goal.ticks.insert(slug.clone(), tick);
                }
                goal.plan.criteria.push(Criterion {
                    slug,
                    text: row.get("text")?,
                });
            }
            Ok(())
        },
    )?;
    each(db, "SELECT * FROM waiver WHERE journey = ?1", key, |row| {
        if let Some(goal) = goals.get_mut(&of(row)?) {
            goal.waiver = Some(Waiver {
                mark: entered(row)?,
                reason: row.get("reason")?,
                agreed: row.get("agreed")?,
            });
        }
        Ok(())
    })?;
    each(
        db,
        "SELECT * FROM deferral WHERE journey = ?1",
        key,
        |row| {
            if let Some(goal) = goals.get_mut(&of(row)?) {
                goal.deferral = Some(Deferral {
                    mark: entered(row)?,
                    to: parsed(row, "moved_to", date)?,
                    reason: row.get("reason")?,
                    agreed: row.get("agreed")?,
                });
            }
            Ok(())
        },
    )?;
    each(db, "SELECT * FROM blocker WHERE journey = ?1", key, |row| {
        if let Some(goal) = goals.get_mut(&of(row)?) {
            goal.blocker = Some(Blocker {
                mark: entered(row)?,
                on: row.get("waits_on")?,
                waits_for: row.get("waits_for")?,
                since: parsed(row, "since", date)?,
            });
        }
        Ok(())
    })?;
    each(
        db,
        "SELECT * FROM evidence WHERE journey = ?1",
        key,
        |row| {
            if let Some(goal) = goals.get_mut(&of(row)?) {
                let evidence = Evidence {
                    mark: entered(row)?,
                    link: row.get("link")?,
                    label: row.get("label")?,
                };
                goal.evidence
                    .insert(ChangeId(parsed(row, "id", uuid)?), evidence);
            }
            Ok(())
        },
    )?;
    each(db, "SELECT * FROM note WHERE journey = ?1", key, |row| {
        let note = Note {
            author: Author {
                name: row.get("author")?,
                party: party(row, "party")?,
            },
            on: parsed(row, "day", date)?,
            text: row.get("text")?,
            visibility: parsed(row, "visibility", word)?,
            question: row.get("question")?,
            meeting: parsed_or_none(row, "meeting", uuid)?.map(ChangeId),
        };
        let id = ChangeId(parsed(row, "id", uuid)?);
        match parsed_or_none(row, "goal", slug)? {
            None => {
                notes.insert(id, note);
            }
            Some(slug) => {
                if let Some(goal) = goals.get_mut(&slug) {
                    goal.notes.insert(id, note);
                }
            }
        }
        Ok(())
    })
}

fn entered(row: &Row<'_>) -> rusqlite::Result<Mark> {
    mark_given(row, "entered_by", "entered_on")
}

fn each(
    db: &Connection,
    sql: &str,
    key: &str,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}
