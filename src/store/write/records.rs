//! What is agreed and written down about a goal → rows of their own, one writer for each.

use rusqlite::{Connection, params};

use super::run;
use crate::domain::plan::names::Slug;
use crate::domain::record::goal::{Evidence, Goal, Note};
use crate::domain::record::ids::ChangeId;
use crate::store::convert::word_of;

pub(super) fn waiver(db: &Connection, key: &str, goal: &Goal) -> rusqlite::Result<()> {
    run(
        db,
        "DELETE FROM waiver WHERE journey = ?1 AND goal = ?2",
        [key, goal.slug().as_str()],
    )?;
    let Some(waiver) = &goal.waiver else {
        return Ok(());
    };
    run(
        db,
        "INSERT INTO waiver (journey, goal, entered_by, entered_on, reason, agreed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            key,
            goal.slug().as_str(),
            waiver.mark.by,
            waiver.mark.on.to_string(),
            waiver.reason,
            waiver.agreed
        ],
    )
}

pub(super) fn deferral(db: &Connection, key: &str, goal: &Goal) -> rusqlite::Result<()> {
    run(
        db,
        "DELETE FROM deferral WHERE journey = ?1 AND goal = ?2",
        [key, goal.slug().as_str()],
    )?;
    let Some(deferral) = &goal.deferral else {
        return Ok(());
    };
    run(
        db,
        "INSERT INTO deferral (journey, goal, entered_by, entered_on, moved_to, reason, agreed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            key,
            goal.slug().as_str(),
            deferral.mark.by,
            deferral.mark.on.to_string(),
            deferral.to.to_string(),
            deferral.reason,
            deferral.agreed
        ],
    )
}

pub(super) fn blocker(db: &Connection, key: &str, goal: &Goal) -> rusqlite::Result<()> {
    run(
        db,
        "DELETE FROM blocker WHERE journey = ?1 AND goal = ?2",
        [key, goal.slug().as_str()],
    )?;
    let Some(blocker) = &goal.blocker else {
        return Ok(());
    };
    run(
        db,
        "INSERT INTO blocker (journey, goal, entered_by, entered_on, waits_on, waits_for, since)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            key,
            goal.slug().as_str(),
            blocker.mark.by,
            blocker.mark.on.to_string(),
            blocker.on,
            blocker.waits_for,
            blocker.since.to_string()
        ],
    )
}

pub(super) fn note_row(
    db: &Connection,
    key: &str,
    goal: Option<&Slug>,
    id: ChangeId,
    note: Option<&Note>,
) -> rusqlite::Result<()> {
    run(db, "DELETE FROM note WHERE id = ?1", [id.0.to_string()])?;
    note.map_or(Ok(()), |note| insert_note(db, key, goal, id, note))
}

fn insert_note(
    db: &Connection,
    key: &str,
    goal: Option<&Slug>,
    id: ChangeId,
    note: &Note,
) -> rusqlite::Result<()> {
    run(
        db,
        "INSERT INTO note (id, journey, goal, author, party, day, text, visibility, question,
             meeting)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            id.0.to_string(),
            key,
            goal.map(Slug::as_str),
            note.author.name,
            note.author.party.word(),
            note.on.to_string(),
            note.text,
            word_of(&note.visibility),
            note.question,
            note.meeting.map(|meeting| meeting.0.to_string())
        ],
    )
}

pub(super) fn evidence_row(
    db: &Connection,
    key: &str,
    goal: &Slug,
    id: ChangeId,
    evidence: Option<&Evidence>,
) -> rusqlite::Result<()> {
    run(db, "DELETE FROM evidence WHERE id = ?1", [id.0.to_string()])?;
    evidence.map_or(Ok(()), |evidence| {
        insert_evidence(db, key, goal, id, evidence)
    })
}

fn insert_evidence(
    db: &Connection,
    key: &str,
    goal: &Slug,
    id: ChangeId,
    evidence: &Evidence,
) -> rusqlite::Result<()> {
    run(
        db,
        "INSERT INTO evidence (id, journey, goal, entered_by, entered_on, link, label)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            id.0.to_string(),
            key,
            goal.as_str(),
            evidence.mark.by,
            evidence.mark.on.to_string(),
            evidence.link,
            evidence.label
        ],
    )
}
