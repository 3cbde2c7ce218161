//! What all screens share: the journey, who acts, what lies over the screen. Knows no screen.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::contexts::ContextList;
use super::form::{Form, FormKind};
use super::invitation::{Join, JoinStep};
use super::message::{Effect, Next, Proposal};
use super::peers::Peers;
use super::pick::Pick;
use super::place::Screen;
use crate::domain::acts::act::Act;
use crate::domain::acts::decide::decide;
use crate::domain::acts::edition::words;
use crate::domain::acts::find;
use crate::domain::acts::refusal::Refusal;
use crate::domain::acts::world::World;
use crate::domain::judgment::dates::Dates;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::guide::Guide;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party, PersonId};
use crate::domain::record::change::Change;
use crate::domain::record::change::Moment;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::{ChangeId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::telling::history::{Line, lines};

/// What lies over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys and rules.
    Help {
        /// The first line shown.
        scroll: usize,
    },
    /// Lines to fill in.
    Form(Box<Form>),
    /// A list to choose from.
    Pick(Box<Pick>),
    /// What another edition of the plan would change.
    Edition {
        /// The edition, fitted to the journey.
        proposal: Box<Proposal>,
        /// The first line shown.
        scroll: usize,
    },
    /// The settings that the plan can be fitted to.
    Contexts(Box<ContextList>),
    /// A change of the log in full.
    Change {
        /// What there is to say of it.
        lines: Vec<words::Line>,
        /// The goal that it is about.
        goal: Option<Slug>,
        /// The first line shown.
        scroll: usize,
    },
    /// A change that does not count, with why.
    Conflict {
        /// What there is to say of it.
        lines: Vec<words::Line>,
        /// The change.
        change: ChangeId,
        /// The first line shown.
        scroll: usize,
    },
    /// Joining by an invitation.
    Join(Box<Join>),
    /// The parts of a goal.
    Parts {
        /// The goal.
        goal: Slug,
        /// The selected part.
        cursor: usize,
    },
}

/// What kind of thing the message line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// Something was done, or is worth knowing.
    Info,
    /// Something was not done.
    Problem,
}

/// What the message line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of thing it is.
    pub kind: NoteKind,
    /// The words.
    pub text: String,
    /// What can be done next, in a word or two; may be empty.
    pub hint: &'static str,
}

/// What was typed and not saved in a journey that was left.
#[derive(Clone, Debug)]
pub struct Shelved {
    hire: String,
    titles: Vec<String>,
    drafts: Drafts,
}

/// What was typed into forms and not saved, by who typed it.
pub type Drafts = HashMap<(PersonId, FormKind), Vec<String>>;

impl Shelved {
    /// Returns the headings of the forms, each with the hire's name.
    pub fn titles(&self) -> impl Iterator<Item = String> {
        self.titles
            .iter()
            .map(|title| format!("{title} ({})", self.hire))
    }
}

/// What all screens share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The day.
    pub today: NaiveDate,
    /// The working days of a journey that starts here.
    pub calendar: Calendar,
    /// The journey; nothing in the list of them and before the guided start is through.
    pub journey: Option<Journey>,
    /// How many journeys go on in the database.
    pub journeys: usize,
    /// Who acts.
    pub acting: Party,
    /// As whom somebody wants to act in whichever journey is opened: a name, or a party's word.
    pub wants: Option<String>,
    /// The screen.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// The message line.
    pub note: Option<Note>,
    /// The clock when it was last heard of, in milliseconds since 1970, UTC; 0 before that.
    pub clock: i64,
    /// What there is to know of the other machines.
    pub peers: Peers,
    /// Whether an exchange with them is under way.
    pub syncing: bool,
    /// Whether it is to show who asks to be admitted.
    pub admitting: bool,
    /// Where an invitation was looked for last, as it was typed.
    pub place_typed: String,
    /// The role's guide, where it was read.
    pub guide: Option<Guide>,
    /// What was typed into the forms of this journey and not saved.
    pub drafts: Drafts,
    /// The same of the journeys that were left, each with the headings of its forms.
    pub shelved: HashMap<JourneyId, Shelved>,
    /// Whether the last key asked to quit and was told of unsaved text.
    pub leaving: bool,
    /// The log, where it was read.
    pub log: Option<Vec<Change>>,
    /// The log in words, for who acts.
    pub lines: Vec<Line>,
    /// Columns of the last frame.
    pub columns: usize,
    /// Lines of a page in the last frame.
    pub page: usize,
    /// How far the last frame could scroll.
    pub limit: usize,
}

impl Shared {
    pub(super) fn new(
        today: NaiveDate,
        calendar: Calendar,
        journey: Option<Journey>,
        acting: Party,
    ) -> Self {
        Self {
            today,
            calendar,
            journeys: usize::from(journey.as_ref().is_some_and(|j| j.archive.is_none())),
            journey,
            acting,
            wants: None,
            screen: Screen::Today,
            overlay: None,
            note: None,
            clock: 0,
            peers: Peers::default(),
            syncing: false,
            admitting: false,
            place_typed: String::new(),
            guide: None,
            drafts: HashMap::new(),
            shelved: HashMap::new(),
            leaving: false,
            log: None,
            lines: Vec::new(),
            columns: 80,
            page: 10,
            limit: 0,
        }
    }

    /// Returns whether the guided start is shown.
    pub fn is_starting(&self) -> bool {
        self.journey.is_none() && self.screen != Screen::Hires
    }

    /// Returns whether a journey is being joined.
    pub fn is_joining(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Join(join)) if join.step == JoinStep::Joining)
    }

    /// Returns whether a journey that was joined is shown: it is waited for, or no other one is open.
    pub fn shows_joined(&self, id: JourneyId) -> bool {
        let is_open = self.journey.as_ref().map(|open| open.id) == Some(id);
        self.is_joining() || self.is_starting() || is_open
    }

    /// Returns whether what is done beside the screens is waited for.
    pub fn is_waiting(&self) -> bool {
        let is_looking = matches!(
            &self.overlay,
            Some(Overlay::Join(join)) if join.step == JoinStep::Looking
        );
        self.syncing || is_looking || self.is_joining()
    }

    /// Returns where the journey stands today.
    pub fn standing(&self) -> Option<Standing<'_>> {
        let journey = self.journey.as_ref()?;
        Some(Standing::of(journey, self.today))
    }

    /// Returns the dates of the journey as of today.
    pub fn dates(&self) -> Option<Dates> {
        let journey = self.journey.as_ref()?;
        Some(Dates::of(journey, self.today))
    }

    /// Returns a goal of the journey.
    pub(super) fn goal(&self, slug: &Slug) -> Option<&Goal> {
        self.journey.as_ref()?.goal(slug)
    }

    /// Returns who acts, by name.
    pub fn author(&self) -> Option<Author> {
        self.journey.as_ref()?.people.author(self.acting)
    }

    /// Returns what was typed and not saved, by the heading of its form.
    pub fn unsaved(&self) -> Vec<String> {
        let shelved = self.shelved.values().flat_map(Shelved::titles);
        let Some(journey) = &self.journey else {
            return shelved.collect();
        };
        let open = match &self.overlay {
            Some(Overlay::Form(form)) if form.is_touched() => Some(&form.kind),
            _ => None,
        };
        let open_draft = open.and_then(|kind| self.draft_of(kind));
        let drafts = self.drafts.keys();
        let closed = drafts.filter(|draft| Some(*draft) != open_draft.as_ref());
        closed
            .map(|(_, kind)| kind)
            .chain(open)
            .map(|kind| Form::new(kind.clone(), journey, self.today, None).title)
            .chain(shelved)
            .collect()
    }

    /// Says something in the message line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.tell(NoteKind::Info, text.into());
    }

    /// Says in the message line that something was not done.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.tell(NoteKind::Problem, text.into());
    }

    fn tell(&mut self, kind: NoteKind, text: String) {
        let hint = "";
        self.note = Some(Note { kind, text, hint });
    }

    /// Says why something was not done, and does nothing more.
    pub(super) fn object(&mut self, text: impl Into<String>) -> Next {
        self.complain(text);
        Next::NOTHING
    }

    /// Puts the log into words for who acts now.
    pub fn tell_log(&mut self) {
        self.lines = match (&self.journey, &self.log) {
            (Some(journey), Some(log)) => lines(journey, log, self.acting),
            _ => Vec::new(),
        };
    }

    /// Lists choices over the screen.
    pub(super) fn offer(&mut self, pick: Pick) {
        self.overlay = Some(Overlay::Pick(Box::new(pick)));
    }

    /// Opens a form, with what was typed into it before and not saved. Where this machine cannot write, only
    /// a form in which something was typed is opened, so that the text can be copied.
    pub(super) fn fill_in(&mut self, kind: FormKind) -> Vec<Effect> {
        let draft = self.draft_of(&kind);
        let draft = draft.and_then(|draft| self.drafts.get(&draft));
        if draft.is_none() && !self.peers.may_write() {
            return self.refuse_to_write();
        }
        if let Some(journey) = &self.journey {
            let form = Form::new(kind, journey, self.today, draft);
            self.overlay = Some(Overlay::Form(Box::new(form)));
        }
        Vec::new()
    }

    /// Says why this machine cannot write, and has it looked up again: a key may have been put back.
    pub(super) fn refuse_to_write(&mut self) -> Vec<Effect> {
        let why = self.peers.refusal().unwrap_or_default();
        match &mut self.overlay {
            Some(Overlay::Form(form)) => form.problem = Some(why),
            _ => self.complain(why),
        }
        vec![Effect::ReadPeers]
    }

    /// Returns why the rules refuse an act as things stand, where they do.
    pub(super) fn refusal(&self, act: &Act) -> Option<Refusal> {
        let blank = Guide::default();
        let world = World {
            moment: Moment {
                today: self.today,
                entered: self.today,
                clock: 0,
                id: Uuid::nil(),
            },
            guide: self.guide.as_ref().unwrap_or(&blank),
        };
        let acts = std::slice::from_ref(act);
        decide(self.journey.as_ref()?, world, &self.author()?, acts).err()
    }

    /// Returns whether the rules refuse an act as things stand; says why.
    pub(super) fn refuses(&mut self, act: &Act) -> bool {
        let refusal = self.refusal(act);
        if let Some(refusal) = &refusal {
            self.complain(refusal.to_string());
        }
        refusal.is_some()
    }

    /// Returns the effect that reads the log, unless it was read.
    pub(super) fn read_log(&self) -> Option<Effect> {
        self.log.is_none().then_some(Effect::ReadLog)
    }

    /// Returns the effect that reads the guide, unless it was read.
    pub(super) fn read_guide(&self) -> Option<Effect> {
        self.guide.is_none().then_some(Effect::ReadGuide)
    }

    /// Returns under what the draft of a form is kept: by the person who acts, as a place may be
    /// another's tomorrow.
    pub(super) fn draft_of(&self, kind: &FormKind) -> Option<(PersonId, FormKind)> {
        let person = self.journey.as_ref()?.people.person(self.acting)?;
        Some((person, kind.clone()))
    }

    /// Keeps what was typed into the open form; returns whether anything was.
    pub(super) fn keep_draft(&mut self) -> bool {
        let Some(Overlay::Form(form)) = &self.overlay else {
            return false;
        };
        let Some(draft) = self.draft_of(&form.kind) else {
            return false;
        };
        match form.is_touched() {
            true => self.drafts.insert(draft, form.texts()),
            false => self.drafts.remove(&draft),
        };
        form.is_touched()
    }

    /// Leaves the journey. What was typed and not saved is kept for when it is opened again.
    pub fn leave_journey(&mut self) {
        let titles = std::mem::take(&mut self.shelved);
        let unsaved = self.unsaved();
        self.shelved = titles;
        self.keep_draft();
        let Some(journey) = self.journey.take() else {
            return;
        };
        let drafts = std::mem::take(&mut self.drafts);
        if !drafts.is_empty() {
            let shelved = Shelved {
                hire: journey.people.hire().to_owned(),
                titles: unsaved,
                drafts,
            };
            self.shelved.insert(journey.id, shelved);
        }
        self.overlay = None;
        self.log = None;
        self.lines = Vec::new();
        self.guide = None;
        self.peers = Peers::default();
    }

    /// Goes into a journey as whoever somebody wants to act, with what was typed there before.
    pub(super) fn enter_journey(&mut self, journey: Journey) {
        self.leave_journey();
        self.acting = self.party_in(&journey);
        let shelved = self.shelved.remove(&journey.id);
        self.drafts = shelved.map(|shelved| shelved.drafts).unwrap_or_default();
        self.journey = Some(journey);
        self.screen = Screen::Today;
    }

    /// Returns who acts in a journey: who is wanted, or else who acted before, or else the hire.
    fn party_in(&self, journey: &Journey) -> Party {
        let wanted = self.wants.as_deref();
        let wanted = wanted.and_then(|name| find::author(journey, name).ok());
        let before = || journey.people.author(self.acting);
        let author = wanted.or_else(before);
        author.map_or(Party::Hire, |author| author.party)
    }
}
