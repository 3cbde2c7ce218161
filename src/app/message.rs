//! What reaches the program, what comes of it inside, and what it wants done outside.

use chrono::NaiveDate;
use ratatui_textarea::Input;

use super::command::Command;
use super::form::FormKind;
use super::invitation::{Invited, Welcome};
use super::paper::{Paper, To};
use super::peers::Peers;
use super::place::Screen;
use crate::domain::acts::act::Act;
use crate::domain::acts::edition::Difference;
use crate::domain::acts::edition::news::News;
use crate::domain::judgment::burnup::BurnUp;
use crate::domain::judgment::trend::Trend;
use crate::domain::plan::context::Context;
use crate::domain::plan::guide::{Guide, Link};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::plan::role::Plan;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::ids::{ChangeId, DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::telling::hires::Row;
use crate::domain::wording::tone::Tone;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The first frame is drawn.
    Opened,
    /// A key.
    Key(Input),
    /// Text pasted at once.
    Paste(String),
    /// A click on something.
    Click(Target),
    /// The wheel, in lines; negative is up.
    Wheel(i32),
    /// What the last frame could show: columns, lines of a page, and how far the page can scroll.
    Drawn {
        /// Columns of the terminal.
        columns: usize,
        /// Lines of the scrolled part.
        page: usize,
        /// The last line to which it can scroll.
        limit: usize,
    },
    /// Another day has begun.
    Day(NaiveDate),
    /// The clock, in milliseconds since 1970, UTC.
    Clock(i64),
    /// Another program changed the journey.
    Moved {
        /// The journey as it stands; nothing where it is gone.
        journey: Option<Box<Journey>>,
    },
    /// A save is on disk.
    Saved {
        /// The journey as it stands.
        journey: Box<Journey>,
        /// Its changes, the one for the widest audience first.
        save: Vec<Change>,
        /// What was done, in words.
        words: String,
    },
    /// A journey is started and on disk.
    Started(Box<Journey>),
    /// Something was done outside.
    Told(String),
    /// A journey was opened.
    Entered(Box<Journey>),
    /// The journeys of the database were read.
    Hires(Vec<Row>),
    /// Another program started or ended a journey: so many go on.
    Journeys(usize),
    /// Something was not done.
    Failed(String),
    /// What there is to know of the other machines was read.
    Peers(Box<Peers>),
    /// An exchange with the other machines is over: what came of it, in words, and whether it failed.
    Synced {
        /// The words.
        words: String,
        /// Whether nothing was exchanged.
        failed: bool,
    },
    /// An invitation is out: what is next, in words; or why it is not.
    Invited(Result<String, String>),
    /// A place was looked at for invitations.
    Invitations {
        /// The place, as it was typed.
        place: String,
        /// What is there, or why nothing can be joined there.
        found: Result<Vec<Invited>, String>,
    },
    /// A journey was joined.
    Joined {
        /// The journey.
        journey: Box<Journey>,
        /// What is to be done now.
        welcome: Box<Welcome>,
    },
    /// A journey was not joined.
    NotJoined(String),
    /// What does not count is to be listed, now that the log is here.
    Conflicts,
    /// The log was read.
    Log(Vec<Change>),
    /// Notes were read: the journey with them.
    Notes(Box<Journey>),
    /// The summary was made.
    Summary(Vec<(Tone, String)>),
    /// The burn-up was made.
    BurnUp {
        /// That of the present milestone; nothing before day 1.
        milestone: Option<Box<BurnUp>>,
        /// That of the whole plan.
        plan: Option<Box<BurnUp>>,
    },
    /// The conversation over time was made.
    Trend(Box<Trend>),
    /// The journey's guide was read.
    Guide(Box<Guide>),
    /// The plan at hand offers the journey something new.
    News(News),
    /// The contexts that the journey's plan can be fitted to were read.
    Contexts(Vec<Context>),
    /// The plan at hand was compared with the journey's own.
    Edition(Box<Proposal>),
    /// The roles to choose from were read.
    Roles(Vec<RoleChoice>),
    /// A plan was read, to be looked at.
    Preview {
        /// The plan.
        plan: Box<Plan>,
        /// The contexts that it can be fitted to.
        contexts: Vec<Context>,
    },
    /// The editor was closed; nothing where it could not be used or nothing was written.
    Edited(Option<String>),
}

/// A role to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleChoice {
    /// The plan's short name.
    pub slug: String,
    /// The role's name.
    pub title: String,
    /// The role in a sentence or two.
    pub summary: String,
}

/// Another edition of the plan, to be looked at and taken.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The plan, fitted to the journey's contexts.
    pub plan: Plan,
    /// What it would change.
    pub difference: Difference,
}

/// What a click can hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A screen's name.
    Screen(Screen),
    /// A line of the list that is shown.
    Row(usize),
    /// A line of the other list, where two are side by side.
    Beside(usize),
    /// A key of the footer, or who acts.
    Command(Command),
}

/// What an answer leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Something outside; or nothing at all.
    Do(Vec<Effect>),
    /// Another command.
    Run(Command),
    /// A form.
    FillIn(FormKind),
    /// A goal, on the Plan screen.
    Goal(Slug),
    /// An entry of the guide.
    Entry(Link),
    /// The gate review of a milestone.
    Gate(Milestone),
    /// A change that does not count.
    Conflict(ChangeId),
}

impl Next {
    /// Nothing more.
    pub const NOTHING: Self = Self::Do(Vec::new());
}

impl From<Effect> for Next {
    fn from(effect: Effect) -> Self {
        Self::Do(vec![effect])
    }
}

impl From<Act> for Next {
    fn from(act: Act) -> Self {
        Effect::Commit(vec![act]).into()
    }
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write acts down, one after the other.
    Commit(Vec<Act>),
    /// Undo a change: the one named, or the last.
    Undo(Option<ChangeId>),
    /// Redo what was undone last.
    Redo,
    /// Start a journey.
    Start(StartRequest),
    /// Close the journey and read how all of them stand.
    ShowHires,
    /// Open a journey.
    OpenJourney(JourneyId),
    /// Count the journeys that go on.
    CountJourneys,
    /// Read what there is to know of the other machines.
    ReadPeers,
    /// Exchange with the other machines, in the background.
    Sync,
    /// Invite the pair or the manager, in the background.
    Invite {
        /// A folder, a git remote or a file.
        place: String,
        /// Who reads there.
        audience: Audience,
    },
    /// Look for invitations at a place, in the background.
    FindInvitations(String),
    /// Join a journey by the invitation that was found, in the background.
    Join {
        /// The journey.
        journey: JourneyId,
        /// Who joins.
        person: PersonId,
    },
    /// Admit a machine that asks.
    Admit(DeviceId),
    /// Refuse machines that ask: their words differ.
    Refuse(Vec<DeviceId>),
    /// Note that changes that came in were looked at.
    LookedAt(Vec<ChangeId>),
    /// List what does not count.
    ShowConflicts,
    /// Take a change that does not count off the list.
    Dismiss(ChangeId),
    /// Do a change that does not count again.
    Again(ChangeId),
    /// Read the log.
    ReadLog,
    /// Read the notes on a goal.
    ReadNotes(Slug),
    /// Read the journey's guide.
    ReadGuide,
    /// Look whether the plan has a newer edition.
    LookForEdition,
    /// Compare the plan at hand with the journey's own; fitted to the contexts of these short names,
    /// or to those of the journey.
    ReadEdition(Option<Vec<String>>),
    /// Read the contexts that the journey's plan can be fitted to.
    ReadContexts,
    /// Take a plan in place of the journey's own.
    TakePlan {
        /// The plan.
        plan: Box<Plan>,
        /// Who agreed; may be empty.
        agreed: String,
    },
    /// Read which roles there are.
    ReadRoles,
    /// Read a plan, by short name.
    ReadPlan(String),
    /// Make the summary for a reader, to be shown in so many columns.
    ReadSummary(Party, usize),
    /// Make the burn-up.
    ReadBurnUp,
    /// Make the conversation over time for a reader.
    ReadTrend(Party),
    /// Hand something out.
    HandOut(Paper, To),
    /// Let the user write in the editor.
    Edit(String),
    /// Suspend the program.
    Suspend,
    /// Leave the program.
    Quit,
}

impl Effect {
    /// Returns whether it writes to the open journey, which only a machine that is admitted may do.
    pub(super) fn writes(&self) -> bool {
        matches!(
            self,
            Self::Commit(_)
                | Self::Undo(_)
                | Self::Redo
                | Self::TakePlan { .. }
                | Self::Again(_)
                | Self::Invite { .. }
                | Self::Admit(_)
        )
    }
}

/// What the guided start has gathered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartRequest {
    /// The plan's short name.
    pub role: String,
    /// The hire's name.
    pub hire: String,
    /// The mentor's name; may be empty.
    pub mentor: String,
    /// The manager's name; may be empty.
    pub manager: String,
    /// The contexts that the plan is fitted to, by short name.
    pub contexts: Vec<String>,
    /// Day 1.
    pub start: NaiveDate,
}
