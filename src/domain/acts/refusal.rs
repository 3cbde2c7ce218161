//! Why an act is refused.

use chrono::NaiveDate;

use crate::domain::record::goal::GoalNumber;
use crate::domain::words::text::TextError;
use crate::domain::words::when::full_date;

/// Why an act was refused. Each message says what to do instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The act is another party's.
    #[error("{0}, cannot do that: {1}")]
    NotYours(String, String),
    /// The journey holds no such goal.
    #[error("this journey has no goal ‘{0}’")]
    NoGoal(String),
    /// The goal is taken out.
    #[error("{0} is waived; restore it first")]
    Waived(GoalNumber),
    /// The goal is in another state than the act needs.
    #[error("{0} {1}")]
    WrongState(GoalNumber, String),
    /// The goal asks for parts that are not ticked.
    #[error("{number} asks for {asks} of its parts first: {missing}")]
    PartsOpen {
        /// The goal.
        number: GoalNumber,
        /// `all` or `one`.
        asks: &'static str,
        /// The parts that are not ticked.
        missing: String,
    },
    /// A text is empty or too long.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The link's scheme is not among those that are opened.
    #[error("‘{0}’ is not a link that can be kept; use http, https, mailto or file, or a path")]
    BadLink(String),
    /// The journey has no mentor to meet.
    #[error("no mentor is named, and a 1:1 needs one")]
    NoMentor,
    /// No 1:1 is open.
    #[error("no 1:1 is open; start one first")]
    NoMeeting,
    /// One is open already.
    #[error("the 1:1 of {} is open; close it first", full_date(*.0))]
    MeetingOpen(NaiveDate),
    /// Claims wait for an answer in the 1:1 that is to be closed.
    #[error("{0} not answered yet: {1}")]
    ClaimsOpen(String, String),
    /// A rating lies off its scale.
    #[error("a rating goes from 1 to 5, not {0}")]
    BadRating(u8),
    /// Something that is named is not there.
    #[error("there is no such {0} in this journey")]
    NoSuch(&'static str),
    /// No gate review is open.
    #[error("no gate review is open; begin one first")]
    NoReview,
    /// One is open already.
    #[error("the review at {0} is open; give its verdict first")]
    ReviewOpen(String),
    /// The milestone's goals are not all answered for.
    #[error("not answered for yet: {0}")]
    Unanswered(String),
    /// A dimension of the rubric does not count at the milestone.
    #[error("{dimension} does not count at {milestone}; it is graded at {at}")]
    NotGradedHere {
        /// The dimension.
        dimension: String,
        /// The milestone of the review.
        milestone: String,
        /// The milestones at which it counts.
        at: String,
    },
    /// The mentor has not graded every dimension that counts.
    #[error("not graded: {0}")]
    Ungraded(String),
    /// The journey has ended and was put away.
    #[error("the journey has been in the archive since {} and stays as it is; `unarchive` takes it out", full_date(*.0))]
    Archived(NaiveDate),
    /// Two parties that check each other have one name.
    #[error("{0} cannot be both the hire and the mentor; the mentor confirms what the hire claims")]
    SamePerson(String),
    /// Two persons would go by one name.
    #[error("{0} takes part already; two people in a journey need two names")]
    NameTaken(String),
    /// Somebody would go by the name of a person who took part before.
    #[error("{0} took part in this journey before; a corrected name cannot make two people one")]
    NameOfFormer(String),
    /// A 1:1 would change hands.
    #[error("a 1:1 is open and keeps who took part; close it first")]
    MeetingHeld,
    /// Every day would be off.
    #[error("those days off would leave no working day in the year from {0}")]
    NoWorkingDay(String),
    /// A date lies where it makes no sense.
    #[error("{0}")]
    BadDate(String),
    /// An edition drops or moves goals, and nobody says that the mentor agreed.
    #[error("{mentor}, the mentor, has to agree, since it drops or moves {goals}")]
    NeedsConsent {
        /// The mentor.
        mentor: String,
        /// The goals, by number.
        goals: String,
    },
    /// Somebody else than the mentor agreed to it, or somebody who takes no part.
    #[error("{0}")]
    NotTheirs(String),
    /// The act would leave everything as it is.
    #[error("{0}")]
    NothingToDo(String),
}
