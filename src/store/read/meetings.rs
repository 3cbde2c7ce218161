//! Rows → the 1:1s and the gate reviews of a journey.

use rusqlite::{Connection, Row};
use serde::de::DeserializeOwned;

use super::{each, entered};
use crate::domain::plan::people::Author;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Action, Closing, Meeting, Opening, Point, Rating};
use crate::domain::record::review::{Answer, Opening as ReviewOpening, Review};
use crate::store::convert::{
    date, mark, mark_given, parsed, parsed_or_none, party, slug, uuid, word,
};

/// Reads the 1:1s, points and actions.
pub(super) fn meetings(db: &Connection, key: &str, journey: &mut Journey) -> rusqlite::Result<()> {
    let meetings = &mut journey.meetings;
    each(db, "SELECT * FROM meeting WHERE journey = ?1", key, |row| {
        meetings.held.insert(id(row, "id")?, meeting(row)?);
        Ok(())
    })?;
    each(
        db,
        "SELECT treatment.* FROM treatment JOIN meeting ON meeting.id = treatment.meeting
         WHERE meeting.journey = ?1",
        key,
        |row| {
            if let Some(held) = meetings.held.get_mut(&id(row, "meeting")?) {
                let topic = parsed(row, "topic", json)?;
                held.treated.insert(topic, parsed(row, "treatment", word)?);
            }
            Ok(())
        },
    )?;
    each(
        db,
        "SELECT rating.* FROM rating JOIN meeting ON meeting.id = rating.meeting
         WHERE meeting.journey = ?1",
        key,
        |row| {
            if let Some(held) = meetings.held.get_mut(&id(row, "meeting")?) {
                held.ratings.insert(party(row, "party")?, rating(row)?);
            }
            Ok(())
        },
    )?;
    each(db, "SELECT * FROM point WHERE journey = ?1", key, |row| {
        let point = Point {
            author: author(row, "author")?,
            on: parsed(row, "day", date)?,
            text: row.get("text")?,
            visibility: parsed(row, "visibility", word)?,
        };
        meetings.points.insert(id(row, "id")?, point);
        Ok(())
    })?;
    each(db, "SELECT * FROM action WHERE journey = ?1", key, |row| {
        meetings.actions.insert(id(row, "id")?, action(row)?);
        Ok(())
    })
}

/// Reads the gate reviews.
pub(super) fn reviews(db: &Connection, key: &str, journey: &mut Journey) -> rusqlite::Result<()> {
    let reviews = &mut journey.reviews.all;
    each(db, "SELECT * FROM review WHERE journey = ?1", key, |row| {
        let review = Review {
            opening: ReviewOpening {
                milestone: parsed(row, "milestone", word)?,
                mark: mark_given(row, "begun_by", "begun_on")?,
            },
            answers: std::collections::BTreeMap::new(),
            grades: std::collections::BTreeMap::new(),
            verdict: parsed_or_none(row, "ruling", json)?,
        };
        reviews.insert(id(row, "id")?, review);
        Ok(())
    })?;
    each(
        db,
        "SELECT answer.* FROM answer JOIN review ON review.id = answer.review
         WHERE review.journey = ?1",
        key,
        |row| {
            if let Some(review) = reviews.get_mut(&id(row, "review")?) {
                let why: Option<String> = row.get("why")?;
                let answer = parsed(row, "answer", |word| match word {
                    "done" => Some(Answer::Done),
                    "not_done" => Some(Answer::NotDone { why }),
                    "waived" => Some(Answer::Waived),
                    _ => None,
                })?;
                review.answers.insert(parsed(row, "goal", slug)?, answer);
            }
            Ok(())
        },
    )?;
    each(
        db,
        "SELECT grade.* FROM grade JOIN review ON review.id = grade.review
         WHERE review.journey = ?1",
        key,
        |row| {
            if let Some(review) = reviews.get_mut(&id(row, "review")?) {
                let dimension = (party(row, "party")?, parsed(row, "dimension", slug)?);
                review.grades.insert(dimension, parsed(row, "grade", word)?);
            }
            Ok(())
        },
    )
}

fn meeting(row: &Row<'_>) -> rusqlite::Result<Meeting> {
    let closing = match mark(row, "closed_by", "closed_on")? {
        None => None,
        Some(mark) => Some(Closing {
            mark,
            next: parsed_or_none(row, "next", date)?,
            agenda: parsed(row, "closed_agenda", json)?,
            notes: parsed(row, "notes", json)?,
        }),
    };
    Ok(Meeting {
        opening: Opening {
            by: author(row, "started_by")?,
            on: parsed(row, "day", date)?,
            clock: row.get("clock")?,
            agenda: parsed(row, "agenda", json)?,
        },
        treated: std::collections::BTreeMap::new(),
        ratings: std::collections::BTreeMap::new(),
        closing,
    })
}

fn rating(row: &Row<'_>) -> rusqlite::Result<Rating> {
    Ok(Rating {
        role_clarity: row.get("role_clarity")?,
        confidence: row.get("confidence")?,
        belonging: row.get("belonging")?,
        words: row.get("words")?,
        mark: entered(row)?,
    })
}

fn action(row: &Row<'_>) -> rusqlite::Result<Action> {
    Ok(Action {
        text: row.get("text")?,
        owner: party(row, "owner")?,
        due: parsed_or_none(row, "due", date)?,
        goal: parsed_or_none(row, "goal", slug)?,
        meeting: parsed_or_none(row, "meeting", uuid)?.map(ChangeId),
        mark: entered(row)?,
        done: mark(row, "done_by", "done_on")?,
    })
}

fn author(row: &Row<'_>, name: &str) -> rusqlite::Result<Author> {
    Ok(Author {
        name: row.get(name)?,
        party: party(row, "party")?,
    })
}

fn id(row: &Row<'_>, column: &str) -> rusqlite::Result<ChangeId> {
    Ok(ChangeId(parsed(row, column, uuid)?))
}

fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
