//! What people do in a journey, as the log names it.

use serde::{Deserialize, Serialize};

/// What the author of a change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Started the journey.
    Start,
    /// Began a goal.
    Begin,
    /// Claimed a goal.
    Claim,
    /// Took a claim back.
    Unclaim,
    /// Confirmed a claim.
    Confirm,
    /// Sent a claim back.
    Return,
    /// Ticked a criterion.
    Tick,
    /// Took a tick back.
    Untick,
    /// Wrote a note.
    Note,
    /// Gave evidence.
    Evidence,
    /// Entered what a goal waits for.
    Block,
    /// Cleared what a goal waited for.
    Clear,
    /// Took a goal out.
    Waive,
    /// Moved a goal's date.
    Defer,
    /// Took a waiver or deferral back.
    Restore,
    /// Named somebody.
    Name,
    /// Moved the start of the journey.
    MoveStart,
    /// Entered a leave.
    Pause,
    /// Took another edition of the plan.
    Update,
    /// Started a 1:1.
    Meet,
    /// Added a point to talk about.
    Point,
    /// Ticked a line of the agenda as discussed.
    Discuss,
    /// Put a line of the agenda off.
    PutOff,
    /// Took back what was said of a line of the agenda.
    Reopen,
    /// Entered an action.
    Action,
    /// Said that an action is done.
    Finish,
    /// Said that an action is not done after all.
    Unfinish,
    /// Rated role clarity, confidence and belonging.
    Rate,
    /// Closed a 1:1.
    Close,
    /// Agreed on the day of the next 1:1.
    Next,
    /// Began a gate review.
    Review,
    /// Answered for a goal in a gate review.
    Answer,
    /// Graded a dimension of the rubric.
    Grade,
    /// Gave the verdict of a gate review.
    Verdict,
    /// Archived the journey.
    Archive,
    /// Took the journey out of the archive.
    Unarchive,
    /// Took a change back.
    Undo,
    /// Took an undo back.
    Redo,
}
