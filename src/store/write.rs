//! A journey → rows. Writes the values that an edit touched, from the journey as it stands after it.

mod meetings;
mod records;
mod reviews;

use rusqlite::{Connection, params};

use self::records::{blocker, deferral, evidence_row, note_row, waiver};
use crate::domain::plan::guide::Guide;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Mark;
use crate::domain::record::change::Edit;
use crate::domain::record::goal::{Goal, Stage};
use crate::domain::record::journey::Journey;
use crate::store::convert::word_of;

/// Writes every row of a journey in place of those that are there.
pub(super) fn journey(db: &Connection, journey: &Journey, guide: &Guide) -> rusqlite::Result<()> {
    let key = journey.id.0.to_string();
    let role = &journey.role;
    clear(db, &key)?;
    run(
        db,
        "INSERT INTO journey (id, hire, mentor, manager, start, plan, edition, title, source,
             summary, mission, success, high_performance, contexts, withdrawn, next_meeting)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        params![
            key,
            journey.people.hire,
            journey.people.mentor,
            journey.people.manager,
            journey.start.to_string(),
            role.slug.as_str(),
            role.edition,
            role.title,
            role.source,
            role.summary,
            role.mission,
            role.success,
            json(&role.high_performance),
            json(&journey.contexts),
            journey.withdrawn,
            journey.meetings.next.map(|day| day.to_string()),
        ],
    )?;
    archive(db, &key, journey)?;
    run(
        db,
        "INSERT INTO guide (journey, pages) VALUES (?1, ?2)",
        params![key, json(guide)],
    )?;
    for (milestone, theme) in &role.themes {
        run(
            db,
            "INSERT INTO milestone (journey, milestone, theme) VALUES (?1, ?2, ?3)",
            params![key, milestone.to_text(), theme],
        )?;
    }
    for (goal, position) in journey.goals.iter().zip(1_i64..) {
        whole_goal(db, &key, goal, position)?;
    }
    for (id, note) in &journey.notes {
        note_row(db, &key, None, *id, Some(note))?;
    }
    meetings::all(db, &key, journey)?;
    reviews::all(db, &key, journey)?;
    pauses(db, &key, journey)
}

/// Takes the rows of a journey away, also those that a hand with foreign keys off left behind.
fn clear(db: &Connection, key: &str) -> rusqlite::Result<()> {
    for (table, parent) in [
        ("treatment", "meeting"),
        ("rating", "meeting"),
        ("answer", "review"),
        ("grade", "review"),
    ] {
        db.execute(
            &format!(
                "DELETE FROM {table} WHERE {parent} IN (SELECT id FROM {parent} WHERE journey = ?1)"
            ),
            [key],
        )?;
    }
    const TABLES: [&str; 14] = [
        "meeting",
        "point",
        "action",
        "review",
        "guide",
        "pause",
        "evidence",
        "note",
        "blocker",
        "deferral",
        "waiver",
        "criterion",
        "goal",
        "milestone",
    ];
    for table in TABLES {
        db.execute(&format!("DELETE FROM {table} WHERE journey = ?1"), [key])?;
    }
    run(db, "DELETE FROM journey WHERE id = ?1", [key])
}

/// Writes what an edit touched. `journey` already holds the edit.
pub(super) fn edit(db: &Connection, journey: &Journey, edit: &Edit) -> rusqlite::Result<()> {
    let key = journey.id.0.to_string();
    match edit {
        Edit::Seed { seed } => return self::journey(db, journey, &seed.plan.guide),
        Edit::Plan { set } => return self::journey(db, journey, &set.to.guide),
        Edit::Withdrawn { .. } | Edit::Name { .. } | Edit::Start { .. } => {
            return head(db, &key, journey);
        }
        Edit::Pauses { .. } => return pauses(db, &key, journey),
        Edit::Meeting(edit) => return meetings::edit(db, &key, journey, edit),
        Edit::Review(edit) => return reviews::edit(db, &key, journey, edit),
        Edit::Archive { .. } => return archive(db, &key, journey),
        Edit::Note {
            goal: None, note, ..
        } => return note_row(db, &key, None, *note, journey.notes.get(note)),
        _ => {}
    }
    let Some(goal) = edit.goal().and_then(|slug| journey.goal(slug)) else {
        return Ok(());
    };
    match edit {
        Edit::Stage { .. } => stage(db, &key, goal),
        Edit::Tick { criterion, .. } => tick(db, &key, goal, criterion),
        Edit::Waiver { .. } => waiver(db, &key, goal),
        Edit::Deferral { .. } => deferral(db, &key, goal),
        Edit::Blocker { .. } => blocker(db, &key, goal),
        Edit::Note { note, .. } => {
            note_row(db, &key, Some(goal.slug()), *note, goal.notes.get(note))
        }
        Edit::Evidence { evidence, .. } => evidence_row(
            db,
            &key,
            goal.slug(),
            *evidence,
            goal.evidence.get(evidence),
        ),
        Edit::Seed { .. }
        | Edit::Withdrawn { .. }
        | Edit::Name { .. }
        | Edit::Start { .. }
        | Edit::Pauses { .. }
        | Edit::Plan { .. }
        | Edit::Meeting(_)
        | Edit::Review(_)
        | Edit::Archive { .. } => Ok(()),
    }
}

fn head(db: &Connection, key: &str, journey: &Journey) -> rusqlite::Result<()> {
    run(
        db,
        "UPDATE journey SET hire = ?2, mentor = ?3, manager = ?4, start = ?5, withdrawn = ?6
         WHERE id = ?1",
        params![
            key,
            journey.people.hire,
            journey.people.mentor,
            journey.people.manager,
            journey.start.to_string(),
            journey.withdrawn,
        ],
    )
}

fn archive(db: &Connection, key: &str, journey: &Journey) -> rusqlite::Result<()> {
    let archive = journey.archive.as_ref();
    let (by, on) = columns(archive.map(|archive| &archive.mark));
    run(
        db,
        "UPDATE journey SET archived_by = ?2, archived_on = ?3, archived_end = ?4,
             archived_reason = ?5
         WHERE id = ?1",
        params![
            key,
            by,
            on,
            archive.map(|archive| word_of(&archive.end)),
            archive.and_then(|archive| archive.reason.as_ref()),
        ],
    )
}

fn pauses(db: &Connection, key: &str, journey: &Journey) -> rusqlite::Result<()> {
    run(db, "DELETE FROM pause WHERE journey = ?1", [key])?;
    for (pause, position) in journey.pauses.iter().zip(1_i64..) {
        run(
            db,
            "INSERT INTO pause (journey, position, first_day, last_day, reason)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                key,
                position,
                pause.from.to_string(),
                pause.until.to_string(),
                pause.reason
            ],
        )?;
    }
    Ok(())
}

fn whole_goal(db: &Connection, key: &str, goal: &Goal, position: i64) -> rusqlite::Result<()> {
    let plan = &goal.plan;
    run(
        db,
        "INSERT INTO goal (journey, slug, position, milestone, title, why, evidence_asked,
             pitfall, asks, context, dropped)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            key,
            plan.slug.as_str(),
            position,
            plan.milestone.to_text(),
            plan.title,
            plan.why,
            plan.evidence,
            plan.pitfall,
            plan.asks.word(),
            plan.context.as_ref().map(Slug::as_str),
            plan.dropped,
        ],
    )?;
    for (criterion, position) in plan.criteria.iter().zip(1_i64..) {
        run(
            db,
            "INSERT INTO criterion (journey, goal, slug, position, text)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                key,
                plan.slug.as_str(),
                criterion.slug.as_str(),
                position,
                criterion.text
            ],
        )?;
        tick(db, key, goal, &criterion.slug)?;
    }
    stage(db, key, goal)?;
    waiver(db, key, goal)?;
    deferral(db, key, goal)?;
    blocker(db, key, goal)?;
    for (id, note) in &goal.notes {
        note_row(db, key, Some(goal.slug()), *id, Some(note))?;
    }
    for (id, evidence) in &goal.evidence {
        evidence_row(db, key, goal.slug(), *id, Some(evidence))?;
    }
    Ok(())
}

fn stage(db: &Connection, key: &str, goal: &Goal) -> rusqlite::Result<()> {
    let word = match &goal.stage {
        Stage::Open => "open",
        Stage::Active { .. } => "active",
        Stage::Claimed { .. } => "claimed",
        Stage::Confirmed { .. } => "confirmed",
    };
    let (begun_by, begun_on) = columns(goal.begun());
    let (claimed_by, claimed_on) = columns(goal.claim());
    let (confirmed_by, confirmed_on) = columns(goal.confirmation());
    let (returned_by, returned_on) = columns(goal.returned().map(|returned| &returned.mark));
    run(
        db,
        "UPDATE goal SET stage = ?3, begun_by = ?4, begun_on = ?5, returned_by = ?6,
             returned_on = ?7, returned_reason = ?8, claimed_by = ?9, claimed_on = ?10,
             confirmed_by = ?11, confirmed_on = ?12
         WHERE journey = ?1 AND slug = ?2",
        params![
            key,
            goal.slug().as_str(),
            word,
            begun_by,
            begun_on,
            returned_by,
            returned_on,
            goal.returned().map(|returned| &returned.reason),
            claimed_by,
            claimed_on,
            confirmed_by,
            confirmed_on,
        ],
    )
}

fn tick(db: &Connection, key: &str, goal: &Goal, criterion: &Slug) -> rusqlite::Result<()> {
    let (by, on) = columns(goal.ticks.get(criterion));
    run(
        db,
        "UPDATE criterion SET ticked_by = ?4, ticked_on = ?5
         WHERE journey = ?1 AND goal = ?2 AND slug = ?3",
        params![key, goal.slug().as_str(), criterion.as_str(), by, on],
    )
}

fn columns(mark: Option<&Mark>) -> (Option<&str>, Option<String>) {
    (
        mark.map(|mark| mark.by.as_str()),
        mark.map(|mark| mark.on.to_string()),
    )
}

/// Returns a value as JSON.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::json!(value).to_string()
}

fn run(db: &Connection, sql: &str, params: impl rusqlite::Params) -> rusqlite::Result<()> {
    db.prepare_cached(sql)?.execute(params).map(|_| ())
}
