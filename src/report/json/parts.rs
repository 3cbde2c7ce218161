//! What several documents are made of: words, marks and agreements as programs read them.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::plan::people;
use crate::domain::record::goal;
use crate::domain::record::meeting::{Section, Treatment};
use crate::domain::wording::goals;

/// Who did something.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Author {
    name: String,
    #[schemars(extend("enum" = people::Party::ALL.map(people::Party::word)))]
    party: &'static str,
}

impl From<&people::Author> for Author {
    fn from(author: &people::Author) -> Self {
        Self {
            name: author.name.clone(),
            party: author.party.word(),
        }
    }
}

/// Who did something, and on which day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Mark<'a> {
    by: &'a str,
    on: NaiveDate,
}

impl<'a> Mark<'a> {
    /// Returns the mark of an author on a day.
    pub(super) fn by(author: &'a people::Author, on: NaiveDate) -> Self {
        Self {
            by: &author.name,
            on,
        }
    }
}

impl<'a> From<&'a people::Mark> for Mark<'a> {
    fn from(mark: &'a people::Mark) -> Self {
        let people::Mark { by, on } = mark;
        Self { by, on: *on }
    }
}

/// A claim that was sent back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Returned<'a> {
    mark: Mark<'a>,
    reason: &'a str,
}

impl<'a> From<&'a goal::Returned> for Returned<'a> {
    fn from(returned: &'a goal::Returned) -> Self {
        Self {
            mark: Mark::from(&returned.mark),
            reason: &returned.reason,
        }
    }
}

/// What a goal asked for when it was claimed or confirmed, if it asks for something else now.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Changed<'a> {
    /// `claimed` or `confirmed`.
    since: &'static str,
    /// The title of then.
    was: &'a str,
}

impl<'a> Changed<'a> {
    pub(super) fn of(goal: &'a goal::Goal) -> Option<Self> {
        let asked = goal.asked_before()?;
        Some(Self {
            since: goals::vouched(goal),
            was: &asked.title,
        })
    }
}

/// Whether the mentor has seen an agreement of the hire.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(super) enum Acknowledged<'a> {
    /// The mentor took part in it.
    NotNeeded,
    /// The mentor has still to see it.
    Wanted,
    /// The mentor has seen it.
    Given { by: &'a str, on: NaiveDate },
}

impl<'a> From<&'a goal::Acknowledgment> for Acknowledged<'a> {
    fn from(acknowledged: &'a goal::Acknowledgment) -> Self {
        match acknowledged {
            goal::Acknowledgment::NotNeeded => Self::NotNeeded,
            goal::Acknowledgment::Wanted => Self::Wanted,
            goal::Acknowledgment::Given(people::Mark { by, on }) => Self::Given { by, on: *on },
        }
    }
}

/// What a goal waits for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Blocker<'a> {
    mark: Mark<'a>,
    on: &'a str,
    waits_for: &'a str,
    since: NaiveDate,
    /// Working days of waiting; null once the goal no longer waits.
    working_days: Option<i64>,
}

impl<'a> Blocker<'a> {
    pub(super) fn of(blocker: &'a goal::Blocker, days: Option<i64>) -> Self {
        Self {
            mark: Mark::from(&blocker.mark),
            on: &blocker.on,
            waits_for: &blocker.waits_for,
            since: blocker.since,
            working_days: days,
        }
    }
}

/// An agreement to take a goal out.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Waiver<'a> {
    mark: Mark<'a>,
    reason: &'a str,
    agreed: &'a str,
    acknowledged: Acknowledged<'a>,
}

impl<'a> From<&'a goal::Waiver> for Waiver<'a> {
    fn from(waiver: &'a goal::Waiver) -> Self {
        Self {
            mark: Mark::from(&waiver.mark),
            reason: &waiver.reason,
            agreed: &waiver.agreed,
            acknowledged: Acknowledged::from(&waiver.acknowledged),
        }
    }
}

/// An agreement to move a goal's date.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(super) struct Deferral<'a> {
    mark: Mark<'a>,
    to: NaiveDate,
    reason: &'a str,
    agreed: &'a str,
    acknowledged: Acknowledged<'a>,
}

impl<'a> From<&'a goal::Deferral> for Deferral<'a> {
    fn from(deferral: &'a goal::Deferral) -> Self {
        Self {
            mark: Mark::from(&deferral.mark),
            to: deferral.to,
            reason: &deferral.reason,
            agreed: &deferral.agreed,
            acknowledged: Acknowledged::from(&deferral.acknowledged),
        }
    }
}

/// Returns the word for a part of an agenda.
pub(super) fn section(section: Section) -> &'static str {
    match section {
        Section::Signals => "signals",
        Section::ToConfirm => "to_confirm",
        Section::Slipped => "slipped",
        Section::Waiting => "waiting",
        Section::DueNext => "due_next",
        Section::NotMoved => "not_moved",
        Section::Changed => "changed",
        Section::Agreed => "agreed",
        Section::Actions => "actions",
        Section::Asked => "asked",
        Section::LeftOver => "left_over",
        Section::Added => "added",
        Section::Questions => "questions",
        Section::Gate => "gate",
        Section::Rhythm => "rhythm",
    }
}

/// Returns the word for what was done with a line of an agenda.
pub(super) fn treatment(treatment: Treatment) -> &'static str {
    match treatment {
        Treatment::Discussed => "discussed",
        Treatment::PutOff => "put_off",
    }
}
