//! The 1:1s → rows.

use rusqlite::{Connection, params};

use super::{columns, json, run};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{MeetingEdit, Topic};
use crate::store::convert::word_of;

/// Writes what an edit of the 1:1s touched. `journey` already holds the edit.
pub(super) fn edit(
    db: &Connection,
    key: &str,
    journey: &Journey,
    edit: &MeetingEdit,
) -> rusqlite::Result<()> {
    match edit {
        MeetingEdit::Opening { meeting, .. } | MeetingEdit::Closing { meeting, .. } => {
            head(db, key, journey, *meeting)
        }
        MeetingEdit::Treatment { meeting, topic, .. } => treatment(db, journey, *meeting, topic),
        MeetingEdit::Rating { meeting, party, .. } => rating(db, journey, *meeting, *party),
        MeetingEdit::Point { point: id, .. } => point(db, key, journey, *id),
        MeetingEdit::Action { action: id, .. } => action(db, key, journey, *id),
        MeetingEdit::Next { .. } => run(
            db,
            "UPDATE journey SET next_meeting = ?2 WHERE id = ?1",
            params![key, journey.meetings.next.map(|day| day.to_string())],
        ),
    }
}

/// Writes every row of the 1:1s.
pub(super) fn all(db: &Connection, key: &str, journey: &Journey) -> rusqlite::Result<()> {
    let meetings = &journey.meetings;
    for (id, held) in &meetings.held {
        head(db, key, journey, *id)?;
        for topic in held.treated.keys() {
            treatment(db, journey, *id, topic)?;
        }
        for party in held.ratings.keys() {
            rating(db, journey, *id, *party)?;
        }
    }
    for id in meetings.points.keys() {
        point(db, key, journey, *id)?;
    }
    for id in meetings.actions.keys() {
        action(db, key, journey, *id)?;
    }
    Ok(())
}

fn head(db: &Connection, key: &str, journey: &Journey, meeting: ChangeId) -> rusqlite::Result<()> {
    let id = meeting.0.to_string();
    let Some(held) = journey.meetings.held.get(&meeting) else {
        return run(db, "DELETE FROM meeting WHERE id = ?1", [id]);
    };
    let opening = &held.opening;
    let closing = held.closing.as_ref();
    let (closed_by, closed_on) = columns(closing.map(|closing| &closing.mark));
    run(
        db,
        "INSERT INTO meeting (id, journey, started_by, party, day, clock, agenda, closed_by,
             closed_on, next, closed_agenda, notes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (id) DO UPDATE SET closed_by = ?8, closed_on = ?9, next = ?10,
             closed_agenda = ?11, notes = ?12",
        params![
            id,
            key,
            opening.by.name,
            opening.by.party.word(),
            opening.on.to_string(),
            opening.clock,
            json(&opening.agenda),
            closed_by,
            closed_on,
            closing
                .and_then(|closing| closing.next)
                .map(|day| day.to_string()),
            closing.map(|closing| json(&closing.agenda)),
            closing.map(|closing| json(&closing.notes)),
        ],
    )
}

fn treatment(
    db: &Connection,
    journey: &Journey,
    meeting: ChangeId,
    topic: &Topic,
) -> rusqlite::Result<()> {
    let (id, topic_key) = (meeting.0.to_string(), json(topic));
    let held = journey.meetings.held.get(&meeting);
    match held.and_then(|held| held.treated.get(topic)) {
        Some(treatment) => run(
            db,
            "INSERT OR REPLACE INTO treatment (meeting, topic, treatment) VALUES (?1, ?2, ?3)",
            params![id, topic_key, word_of(treatment)],
        ),
        None => run(
            db,
            "DELETE FROM treatment WHERE meeting = ?1 AND topic = ?2",
            [id, topic_key],
        ),
    }
}

fn rating(
    db: &Connection,
    journey: &Journey,
    meeting: ChangeId,
    party: Party,
) -> rusqlite::Result<()> {
    let id = meeting.0.to_string();
    let held = journey.meetings.held.get(&meeting);
    let Some(rating) = held.and_then(|held| held.ratings.get(&party)) else {
        return run(
            db,
            "DELETE FROM rating WHERE meeting = ?1 AND party = ?2",
            [id.as_str(), party.word()],
        );
    };
    run(
        db,
        "INSERT OR REPLACE INTO rating (meeting, party, role_clarity, confidence, belonging,
             words, entered_by, entered_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id,
            party.word(),
            rating.role_clarity,
            rating.confidence,
            rating.belonging,
            rating.words,
            rating.mark.by,
            rating.mark.on.to_string(),
        ],
    )
}

fn point(db: &Connection, key: &str, journey: &Journey, point: ChangeId) -> rusqlite::Result<()> {
    let id = point.0.to_string();
    let Some(point) = journey.meetings.points.get(&point) else {
        return run(db, "DELETE FROM point WHERE id = ?1", [id]);
    };
    run(
        db,
        "INSERT OR REPLACE INTO point (id, journey, author, party, day, text, visibility)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            id,
            key,
            point.author.name,
            point.author.party.word(),
            point.on.to_string(),
            point.text,
            word_of(&point.visibility),
        ],
    )
}

fn action(db: &Connection, key: &str, journey: &Journey, action: ChangeId) -> rusqlite::Result<()> {
    let id = action.0.to_string();
    let Some(action) = journey.meetings.actions.get(&action) else {
        return run(db, "DELETE FROM action WHERE id = ?1", [id]);
    };
    let (done_by, done_on) = columns(action.done.as_ref());
    run(
        db,
        "INSERT OR REPLACE INTO action (id, journey, text, owner, due, goal, meeting, entered_by,
             entered_on, done_by, done_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            id,
            key,
            action.text,
            action.owner.word(),
            action.due.map(|day| day.to_string()),
            action.goal.as_ref().map(Slug::as_str),
            action.meeting.map(|meeting| meeting.0.to_string()),
            action.mark.by,
            action.mark.on.to_string(),
            done_by,
            done_on,
        ],
    )
}
