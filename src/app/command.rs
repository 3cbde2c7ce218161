//! What keys, clicks and the lines of the palette ask for.

use super::place::Screen;
use crate::domain::record::review::Grade;

/// What a key, a click or a line of the palette asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Show a screen.
    Show(Screen),
    /// Show what the guide has on the goal.
    GoalGuide,
    /// Start another journey.
    NewJourney,
    /// Show the journeys in the archive, or hide them.
    ShowArchive,
    /// Show the next screen.
    NextScreen,
    /// Show the screen before.
    PreviousScreen,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the first line.
    Top,
    /// To the last line.
    Bottom,
    /// Open what is selected, or go on.
    Open,
    /// Close what is open, or go back.
    Back,
    /// Claim the goal, or take the claim back.
    Claim,
    /// Confirm the claim.
    Confirm,
    /// Send the claim back.
    Return,
    /// Begin the goal, or take that back.
    Begin,
    /// Tick a part.
    Tick,
    /// Note on the goal.
    Note,
    /// Note on the journey.
    JourneyNote,
    /// Give evidence.
    Evidence,
    /// Block the goal, or clear the blocker.
    Block,
    /// Take the goal out.
    Waive,
    /// Move the goal's date.
    Defer,
    /// Acknowledge what was agreed on the goal.
    Acknowledge,
    /// Take a waiver or deferral back.
    Restore,
    /// Start a 1:1.
    StartMeeting,
    /// Start a 1:1 about the career.
    StartCareer,
    /// Tick a line of the agenda as discussed, or take that back.
    Discuss,
    /// Leave a line of the agenda for the next 1:1, or take that back.
    PutOff,
    /// Add a point to talk about.
    Point,
    /// Enter an action.
    Action,
    /// Say that an action is done, or that it is not after all.
    Finish,
    /// Change what an action asks for, of whom, or by when.
    ChangeAction,
    /// Say that an action is not going to be done.
    DropAction,
    /// Rate role clarity, confidence and belonging.
    Rate,
    /// Close the 1:1.
    CloseMeeting,
    /// Agree on the day of the next 1:1.
    NextMeeting,
    /// Hand out the minutes of a 1:1.
    Minutes,
    /// Show the summary.
    Summary,
    /// Show the burn-up.
    BurnUp,
    /// Show the conversation over time.
    Trend,
    /// Show the burn-up of the whole plan, or of the milestone.
    WholePlan,
    /// Hand out the summary.
    HandOut,
    /// Show the summary for another reader.
    ForWhom,
    /// Write the mentor's paragraph in the summary.
    Paragraph,
    /// Undo the last change.
    Undo,
    /// Undo the selected change.
    UndoThis,
    /// Redo what was undone.
    Redo,
    /// Switch who acts.
    SwitchParty,
    /// Change names and start date.
    People,
    /// Enter a leave.
    Leave,
    /// End a leave early.
    EndLeave,
    /// Change the days of a leave.
    ChangeLeave,
    /// Take a leave back.
    DropLeave,
    /// Say which days are worked.
    WorkingDays,
    /// Put the journey into the archive.
    Archive,
    /// Take the journey out of the archive.
    Unarchive,
    /// Exchange with the other machines.
    Sync,
    /// Invite the hire, mentor or manager to join from another machine.
    Invite,
    /// Join a journey by an invitation.
    Join,
    /// Admit whoever asks.
    Admit,
    /// List what does not count.
    Conflicts,
    /// Take what does not count off the list.
    Dismiss,
    /// Do what does not count again.
    Again,
    /// Look at another edition of the plan.
    Edition,
    /// Fit the plan to other settings.
    Fit,
    /// Show the gate review of a milestone.
    Gate,
    /// Answer for the goal, or change the grade.
    Answer,
    /// Say why the goal is not done.
    NotDone,
    /// Grade the dimension.
    Grade(Grade),
    /// Give the verdict.
    Verdict,
    /// Find a goal.
    Find,
    /// List all acts.
    Palette,
    /// Show the keys.
    Help,
    /// Suspend the program.
    Suspend,
    /// Leave the program.
    Quit,
    /// Save the form.
    Save,
    /// Write the text in the editor.
    Editor,
    /// Go to the next field.
    NextField,
    /// Go to the field before.
    PreviousField,
}

impl Command {
    /// Returns whether it writes to the journey, or opens a form that does.
    pub(super) fn writes(self) -> bool {
        match self {
            Self::Claim
            | Self::Confirm
            | Self::Return
            | Self::Begin
            | Self::Tick
            | Self::Note
            | Self::JourneyNote
            | Self::Evidence
            | Self::Block
            | Self::Waive
            | Self::Defer
            | Self::Acknowledge
            | Self::Restore
            | Self::StartMeeting
            | Self::StartCareer
            | Self::Discuss
            | Self::PutOff
            | Self::Point
            | Self::Action
            | Self::Finish
            | Self::ChangeAction
            | Self::DropAction
            | Self::Rate
            | Self::CloseMeeting
            | Self::NextMeeting
            | Self::Undo
            | Self::UndoThis
            | Self::Redo
            | Self::People
            | Self::Leave
            | Self::EndLeave
            | Self::ChangeLeave
            | Self::DropLeave
            | Self::Archive
            | Self::Unarchive
            | Self::Invite
            | Self::Admit
            | Self::Again
            | Self::Answer
            | Self::NotDone
            | Self::Grade(_)
            | Self::Paragraph
            | Self::Verdict => true,
            Self::Show(_)
            | Self::GoalGuide
            | Self::NewJourney
            | Self::ShowArchive
            | Self::NextScreen
            | Self::PreviousScreen
            | Self::Up
            | Self::Down
            | Self::Left
            | Self::Right
            | Self::PageUp
            | Self::PageDown
            | Self::Top
            | Self::Bottom
            | Self::Open
            | Self::Back
            | Self::Minutes
            | Self::Summary
            | Self::BurnUp
            | Self::Trend
            | Self::WholePlan
            | Self::HandOut
            | Self::ForWhom
            | Self::SwitchParty
            | Self::WorkingDays
            | Self::Sync
            | Self::Join
            | Self::Conflicts
            | Self::Dismiss
            | Self::Edition
            | Self::Fit
            | Self::Gate
            | Self::Find
            | Self::Palette
            | Self::Help
            | Self::Suspend
            | Self::Quit
            | Self::Save
            | Self::Editor
            | Self::NextField
            | Self::PreviousField => false,
        }
    }
}
