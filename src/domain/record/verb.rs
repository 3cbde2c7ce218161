//! What the author of a change did: one row for each verb, with the word that logs and programs see,
//! who may do it, whether a reader outside hears of it, and what the history says.

use serde::{Deserialize, Serialize};

use crate::domain::plan::people::Party;

/// What the history says of a verb, before what the change itself adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// These words, with `{}` replaced by the goal, or by the role if there is no goal.
    Plain(&'static str),
    /// What each of its edits says.
    ByEdits,
}

use Told::{ByEdits, Plain};

const HIRE: &[Party] = &[Party::Hire];
const MENTOR: &[Party] = &[Party::Mentor];
const PAIR: &[Party] = &[Party::Hire, Party::Mentor];
const ALL: &[Party] = &Party::ALL;

/// Makes the enumeration of its rows and what is looked up in them.
macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident, $word:literal, $who:ident, $reach:ident, $told:expr;)*) => {
        /// What the author of a change did.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Verb {
            $($(#[$doc])* #[serde(rename = $word)] $verb,)*
        }

        impl Verb {
            /// Every verb.
            pub const ALL: &[Self] = &[$(Self::$verb),*];

            /// Returns the word that logs and programs see.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$verb => $word,)*
                }
            }

            /// Returns who may do it.
            const fn who(self) -> &'static [Party] {
                match self {
                    $(Self::$verb => $who,)*
                }
            }

            /// Returns whether it moves the journey in the eyes of a reader outside.
            pub const fn moves(self) -> bool {
                match self {
                    $(Self::$verb => verbs!(@$reach),)*
                }
            }

            /// Returns what the history says of it.
            pub const fn told(self) -> Told {
                match self {
                    $(Self::$verb => $told,)*
                }
            }
        }
    };
    (@moves) => { true };
    (@stays) => { false };
}

// A blocker has a section of its own in the summary, a tick shows in the parts, and a note never
// counts as a move. A 1:1 and a gate review count once, when they end.
verbs! {
    /// Started the journey.
    Start, "start", ALL, moves, Plain("started the journey as {}");
    /// Began a goal.
    Begin, "begin", HIRE, moves, Plain("began {}");
    /// Took back that a goal was begun.
    Unbegin, "unbegin", HIRE, moves, Plain("took back the beginning of {}");
    /// Claimed a goal.
    Claim, "claim", HIRE, moves, Plain("claimed {}");
    /// Took a claim back.
    Unclaim, "unclaim", HIRE, moves, Plain("took back the claim of {}");
    /// Confirmed a claim.
    Confirm, "confirm", MENTOR, moves, Plain("confirmed {}");
    /// Sent a claim back.
    Return, "return", MENTOR, moves, Plain("returned {}");
    /// Ticked a criterion.
    Tick, "tick", HIRE, stays, Plain("ticked a part of {}");
    /// Took a tick back.
    Untick, "untick", HIRE, stays, Plain("took back a tick of {}");
    /// Wrote a note.
    Note, "note", ALL, stays, Plain("noted on {}");
    /// Gave evidence.
    Evidence, "evidence", PAIR, moves, Plain("gave evidence for {}");
    /// Wrote the mentor's paragraph in the summary.
    Summarize, "summarize", MENTOR, stays, Plain("wrote for the summary");
    /// Entered what a goal waits for.
    Block, "block", ALL, stays, Plain("blocked {}");
    /// Cleared what a goal waited for.
    Clear, "clear", ALL, moves, Plain("cleared the blocker of {}");
    /// Took a goal out.
    Waive, "waive", ALL, moves, Plain("waived {}");
    /// Moved a goal's date.
    Defer, "defer", ALL, moves, Plain("deferred {}");
    /// Saw what the hire had agreed on without the mentor.
    Acknowledge, "acknowledge", MENTOR, stays, Plain("acknowledged the agreement on {}");
    /// Took a waiver or deferral back.
    Restore, "restore", ALL, moves, Plain("restored {}");
    /// Named somebody.
    Name, "name", ALL, moves, ByEdits;
    /// Moved the start of the journey.
    MoveStart, "move_start", ALL, moves, Plain("moved the start");
    /// Corrected somebody's name.
    Rename, "rename", ALL, moves, ByEdits;
    /// Entered a leave.
    Leave, "leave", ALL, moves, Plain("entered a leave");
    /// Changed the days of a leave.
    MoveLeave, "move_leave", ALL, moves, Plain("changed a leave");
    /// Took a leave back.
    DropLeave, "drop_leave", ALL, moves, Plain("took back a leave");
    /// Changed the working week.
    Week, "week", ALL, moves, Plain("changed the working week");
    /// Changed the days off.
    Holidays, "holidays", ALL, moves, Plain("changed the holidays");
    /// Took another edition of the plan.
    Update, "update", ALL, moves, Plain("updated the plan");
    /// Started a 1:1.
    Meet, "meet", PAIR, stays, ByEdits;
    /// Added a point to talk about.
    Point, "point", ALL, stays, ByEdits;
    /// Ticked a line of the agenda as discussed.
    Discuss, "discuss", PAIR, stays, ByEdits;
    /// Put a line of the agenda off.
    PutOff, "put_off", PAIR, stays, ByEdits;
    /// Took back what was said of a line of the agenda.
    Reopen, "reopen", PAIR, stays, ByEdits;
    /// Entered an action.
    Action, "action", ALL, stays, ByEdits;
    /// Said that an action is done.
    Finish, "finish", ALL, stays, ByEdits;
    /// Said that an action is not done after all.
    Unfinish, "unfinish", ALL, stays, ByEdits;
    /// Changed what an action asks for, of whom, or by when.
    ChangeAction, "change_action", ALL, stays, ByEdits;
    /// Said that an action is not going to be done.
    DropAction, "drop_action", ALL, stays, ByEdits;
    /// Took a first step.
    TakeStep, "take_step", ALL, stays, ByEdits;
    /// Took a first step back.
    UntakeStep, "untake_step", ALL, stays, ByEdits;
    /// Rated role clarity, confidence and belonging.
    Rate, "rate", PAIR, stays, ByEdits;
    /// Closed a 1:1.
    Close, "close", PAIR, moves, ByEdits;
    /// Agreed on the day of the next 1:1.
    Next, "next", ALL, stays, ByEdits;
    /// Began a gate review.
    Review, "review", MENTOR, stays, ByEdits;
    /// Answered for a goal in a gate review.
    Answer, "answer", MENTOR, stays, ByEdits;
    /// Graded a dimension of the rubric.
    Grade, "grade", PAIR, stays, ByEdits;
    /// Gave the verdict of a gate review.
    Verdict, "verdict", MENTOR, moves, ByEdits;
    /// Archived the journey.
    Archive, "archive", ALL, moves, Plain("archived the journey");
    /// Took the journey out of the archive.
    Unarchive, "unarchive", ALL, moves, Plain("took the journey out of the archive");
    /// Showed a rating that was held back until both had rated.
    Reveal, "reveal", PAIR, stays, ByEdits;
    /// Admitted a device of somebody.
    Admit, "admit", ALL, stays, ByEdits;
    /// Retired a device of somebody.
    Retire, "retire", ALL, stays, ByEdits;
    /// Took a change back.
    Undo, "undo", ALL, stays, Plain("took a change back");
    /// Took an undo back.
    Redo, "redo", ALL, stays, Plain("took a change back");
}

impl Verb {
    /// Returns whether somebody can take it back with an undo.
    pub fn is_undone(self) -> bool {
        !matches!(self, Self::Reveal | Self::Admit | Self::Retire)
    }

    /// Returns whether a party may do it.
    pub fn may(self, party: Party) -> bool {
        self.who().contains(&party)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_party_does_its_own_part() {
        let allowed = |party| {
            let verbs = Verb::ALL.iter().filter(|verb| !verb.may(party));
            verbs.map(|verb| format!("{verb:?} ")).collect::<String>()
        };
        insta::assert_snapshot!(allowed(Party::Hire), @r"Confirm Return Summarize Acknowledge Review Answer Verdict");
        insta::assert_snapshot!(allowed(Party::Mentor), @"Begin Unbegin Claim Unclaim Tick Untick");
        insta::assert_snapshot!(allowed(Party::Manager), @"Begin Unbegin Claim Unclaim Confirm Return Tick Untick Evidence Summarize Acknowledge Meet Discuss PutOff Reopen Rate Close Review Answer Grade Verdict Reveal");
    }

    #[test]
    fn logs_hold_the_word() {
        for verb in Verb::ALL {
            assert_eq!(serde_json::json!(verb), verb.word());
        }
    }
}
