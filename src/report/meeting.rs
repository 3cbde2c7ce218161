//! The rows of one 1:1 and of the actions, for somebody in the journey. They hold what that reader
//! may read; what leaves the program is made in `minutes`.

use chrono::NaiveDate;

use crate::domain::judgment::attention::Matter;
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::mentoring::FirstStep;
use crate::domain::plan::people::Party;
use crate::domain::record::action::Action;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::{Meeting, Section, Treatment};
use crate::domain::record::rating::{Aspect, Pair, Said, Sides};
use crate::domain::record::writing::Note;
use crate::domain::telling::agenda::agenda;
use crate::domain::telling::kept;

/// One 1:1 as somebody may read it.
#[derive(Clone, Debug)]
pub struct Record<'a> {
    /// The change that started it.
    pub id: ChangeId,
    /// Its number in the journey, from 1.
    pub number: usize,
    /// The 1:1.
    pub meeting: &'a Meeting,
    /// What both sides rated for it.
    pub said: Said<'a>,
    /// The lines of its agenda: as they stand, or as they were kept.
    pub lines: Vec<RecordLine>,
    /// What was written in it and, later, on it.
    pub notes: Vec<RecordNote<'a>>,
    /// What was agreed in it.
    pub actions: Vec<ActionRow<'a>>,
    /// How both sides felt.
    pub ratings: Vec<RatingRow>,
    /// Who reads it.
    pub reader: Party,
}

/// A line of a record's agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLine {
    /// The part that it stands in.
    pub section: Section,
    /// What it says.
    pub text: String,
    /// What was done with it.
    pub treatment: Option<Treatment>,
}

/// A note of a record.
#[derive(Clone, Debug)]
pub struct RecordNote<'a> {
    /// The goal that it is on.
    pub goal: Option<&'a Goal>,
    /// The note.
    pub note: &'a Note,
    /// Whether it was written after the 1:1 was closed.
    pub remark: bool,
}

/// An action with what is to be known of it.
#[derive(Clone, Debug)]
pub struct ActionRow<'a> {
    /// The change that entered it.
    pub id: ChangeId,
    /// Its number in the journey, from 1.
    pub number: usize,
    /// The action.
    pub action: &'a Action,
    /// Who does it, by name.
    pub owner: &'a str,
    /// Working days since its due date; nothing where it is not late.
    pub days_late: Option<i64>,
}

/// What both sides say of an aspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingRow {
    /// What is rated.
    pub aspect: Aspect,
    /// What each side says.
    pub now: Sides,
    /// How far apart the two are.
    pub gap: Option<u8>,
    /// What each side said in the 1:1s up to this one, the oldest first.
    pub course: Vec<Sides>,
}

/// Returns a 1:1 as a party may read it; nothing where it is not there.
pub fn record<'a>(
    journey: &'a Journey,
    dates: &Dates,
    id: ChangeId,
    reader: Party,
) -> Option<Record<'a>> {
    let meeting = journey.meetings.get(id)?;
    Some(Record {
        id,
        number: journey.meetings.number(id)?,
        meeting,
        said: journey.meetings.said(id),
        lines: lines(journey, dates, meeting, reader),
        notes: notes(journey, id, meeting, reader),
        actions: actions(journey, dates)
            .into_iter()
            .filter(|row| journey.meetings.is_in(row.action.entry.meeting, id))
            .collect(),
        // The ratings are between the hire and the mentor.
        ratings: Pair::of(reader).map_or_else(Vec::new, |pair| ratings(journey, id, pair)),
        reader,
    })
}

fn lines(journey: &Journey, dates: &Dates, meeting: &Meeting, reader: Party) -> Vec<RecordLine> {
    match &meeting.closing {
        Some(_) => kept::lines(journey, meeting, reader)
            .into_iter()
            .map(|kept| RecordLine {
                section: kept.section,
                text: kept.text,
                treatment: kept.treatment,
            })
            .collect(),
        None => agenda(journey, dates, reader)
            .iter()
            .map(|line| RecordLine {
                section: line.section,
                text: line.whole(),
                treatment: line.treatment,
            })
            .collect(),
    }
}

fn notes<'a>(
    journey: &'a Journey,
    id: ChangeId,
    meeting: &Meeting,
    reader: Party,
) -> Vec<RecordNote<'a>> {
    journey
        .all_notes()
        .filter(|(_, _, note)| {
            journey.meetings.is_in(note.meeting, id) && journey.may_read_note(reader, note)
        })
        .map(|(goal, note_id, note)| RecordNote {
            goal,
            note,
            remark: !kept::was_written_in(meeting, note_id, note),
        })
        .collect()
}

/// Returns every action, in the order in which they were entered.
pub fn actions<'a>(journey: &'a Journey, dates: &Dates) -> Vec<ActionRow<'a>> {
    let actions = journey.meetings.actions.iter();
    actions
        .zip(1..)
        .map(|((id, action), number)| ActionRow {
            id: *id,
            number,
            action,
            owner: action.owner(),
            days_late: action
                .due
                .filter(|due| action.is_open() && *due < dates.today)
                .map(|due| dates.days_since(due)),
        })
        .collect()
}

/// Returns the open actions, the earliest due date first; those of one party, where it is named.
pub fn open_actions<'a>(
    journey: &'a Journey,
    dates: &Dates,
    owner: Option<Party>,
) -> Vec<ActionRow<'a>> {
    let mut open = actions(journey, dates);
    open.retain(|row| {
        row.action.is_open() && owner.is_none_or(|owner| row.action.party() == Some(owner))
    });
    open.sort_by_key(|row| (row.action.due.unwrap_or(NaiveDate::MAX), row.number));
    open
}

/// A first step that is to be taken.
#[derive(Clone, Debug)]
pub struct StepRow<'a> {
    /// The step.
    pub step: &'a FirstStep,
    /// Who takes it, by name or part.
    pub owner: &'a str,
    /// Its day.
    pub due: NaiveDate,
    /// Working days since its day; nothing if that has not passed.
    pub days_late: Option<i64>,
}

/// Returns the first steps that are to be taken now, those of one party if one is named.
pub fn first_steps<'a>(standing: &Standing<'a>, owner: Option<Party>) -> Vec<StepRow<'a>> {
    let people = &standing.journey.people;
    let rows = standing.attention.iter().filter_map(|due| match due.what {
        Matter::FirstStep(step) => Some(StepRow {
            step,
            owner: people.name(step.owner).unwrap_or(step.owner.word()),
            due: due.on?,
            days_late: (due.on? < standing.dates.today).then_some(due.days),
        }),
        _ => None,
    });
    rows.filter(|row| owner.is_none_or(|owner| row.step.owner == owner))
        .collect()
}

/// Returns what both sides say in a 1:1, with the course up to it; nothing where nobody rated.
fn ratings(journey: &Journey, id: ChangeId, reader: Pair) -> Vec<RatingRow> {
    let Some(meeting) = journey.meetings.get(id) else {
        return Vec::new();
    };
    let said = journey.meetings.said(id);
    let is_rated = |said: Said<'_>| {
        let mut sides = Pair::BOTH.into_iter();
        sides.any(|side| said.rating(side.party(), reader.party()).is_some())
    };
    if !is_rated(said) {
        return Vec::new();
    }
    let until = (meeting.opening.on, id);
    let mut rated: Vec<(NaiveDate, ChangeId, Said<'_>)> = journey
        .meetings
        .held
        .iter()
        .map(|(id, held)| (held.opening.on, *id, journey.meetings.said(*id)))
        .filter(|(on, id, said)| (*on, *id) <= until && is_rated(*said))
        .collect();
    rated.sort_by_key(|(on, id, _)| (*on, *id));
    Aspect::ALL
        .into_iter()
        .map(|aspect| {
            let now = Sides::of(said, aspect, reader);
            RatingRow {
                aspect,
                now,
                gap: now.hire.zip(now.mentor).map(|(a, b)| a.abs_diff(b)),
                course: rated
                    .iter()
                    .map(|(_, _, said)| Sides::of(*said, aspect, reader))
                    .collect(),
            }
        })
        .collect()
}
