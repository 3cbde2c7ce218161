//! What is on the screen and what is selected. Holds data; decides nothing.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::bindings::Place;
use super::form::{Form, FormKind};
use super::gate::{GateRow, GateView};
use super::guide::GuideView;
use super::hires::{HiresView, Shelved};
use super::history::HistoryView;
use super::meeting::MeetingView;
use super::pick::Pick;
use super::plan::PlanView;
use super::start::{StartView, Step};
use super::today::sections;
use crate::domain::acts::edition::Difference;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::guide::Guide;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party};
use crate::domain::plan::role::Plan;
use crate::domain::record::change::Change;
use crate::domain::record::goal::Goal;
use crate::domain::record::ids::JourneyId;
use crate::domain::record::journey::Journey;
use crate::domain::telling::history::{Line, lines};

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Screen {
    /// What matters today.
    Today,
    /// Milestones and goals.
    Plan,
    /// The 1:1.
    Meeting,
    /// The role's guide.
    Guide,
    /// The log.
    History,
    /// All journeys; in none of them.
    Hires,
}

impl Screen {
    /// Every screen of a journey, in the order of their digits.
    pub const ALL: [Self; 5] = [
        Self::Today,
        Self::Plan,
        Self::Meeting,
        Self::Guide,
        Self::History,
    ];

    /// Returns the name that people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Plan => "Plan",
            Self::Meeting => "1:1",
            Self::Guide => "Guide",
            Self::History => "History",
            Self::Hires => "Hires",
        }
    }
}

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
    /// The parts of a goal.
    Parts {
        /// The goal.
        goal: Slug,
        /// The selected part.
        cursor: usize,
    },
}

/// Another edition of the plan, to be looked at and taken.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The plan, fitted to the journey's contexts.
    pub plan: Plan,
    /// What it would change.
    pub difference: Difference,
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

/// Everything the program knows while it runs.
#[derive(Clone, Debug)]
pub struct State {
    /// The day.
    pub today: NaiveDate,
    /// The holidays.
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
    /// The selected line of Today.
    pub today_cursor: usize,
    /// What the Plan screen shows.
    pub plan: PlanView,
    /// What the 1:1 screen shows.
    pub meeting: MeetingView,
    /// The clock when it was last heard of, in milliseconds since 1970, UTC; 0 before that.
    pub clock: i64,
    /// The gate review, where one is shown in place of the screen.
    pub gate: Option<GateView>,
    /// What the Guide screen shows.
    pub guide_view: GuideView,
    /// The role's guide, where it was read.
    pub guide: Option<Guide>,
    /// What the History screen shows.
    pub history: HistoryView,
    /// What the Hires screen shows.
    pub hires: HiresView,
    /// What the guided start shows.
    pub start: StartView,
    /// What was typed into forms and not saved.
    pub drafts: HashMap<FormKind, Vec<String>>,
    /// The same of the journeys that were left, each with the headings of its forms.
    pub shelved: HashMap<JourneyId, Shelved>,
    /// Whether the last key asked to quit and was told of unsaved text.
    pub leaving: bool,
    /// The log, where it was read.
    pub log: Option<Vec<Change>>,
    /// The log in words, for who acts.
    pub lines: Vec<Line>,
    /// Lines of a page in the last frame.
    pub page: usize,
    /// How far the last frame could scroll.
    pub limit: usize,
}

impl State {
    /// Returns the state in which the program opens.
    pub fn new(
        today: NaiveDate,
        calendar: Calendar,
        journey: Option<Journey>,
        acting: Party,
    ) -> Self {
        let mut state = Self {
            today,
            calendar,
            journeys: usize::from(journey.as_ref().is_some_and(|j| j.archive.is_none())),
            journey,
            acting,
            wants: None,
            screen: Screen::Today,
            overlay: None,
            note: None,
            today_cursor: 0,
            plan: PlanView::default(),
            meeting: MeetingView::default(),
            clock: 0,
            gate: None,
            guide_view: GuideView::default(),
            guide: None,
            history: HistoryView::default(),
            hires: HiresView::default(),
            start: StartView::default(),
            drafts: HashMap::new(),
            shelved: HashMap::new(),
            leaving: false,
            log: None,
            lines: Vec::new(),
            page: 10,
            limit: 0,
        };
        state.go_to_current_milestone();
        state
    }

    /// Returns where a key is pressed now.
    pub fn place(&self) -> Place {
        match &self.overlay {
            Some(Overlay::Help { .. }) => Place::Help,
            Some(Overlay::Form(form)) if form.is_in_text() => Place::FormText,
            Some(Overlay::Form(_)) => Place::Form,
            Some(Overlay::Pick(_)) => Place::Pick,
            Some(Overlay::Edition { .. }) => Place::Edition,
            Some(Overlay::Parts { .. }) => Place::Parts,
            None if self.is_starting() => match self.start.step {
                Step::Role | Step::Contexts | Step::Review => Place::Start,
                _ => Place::StartLine,
            },
            None if self.gate.is_some() => Place::Gate,
            None => match self.screen {
                Screen::Today => Place::Today,
                Screen::Plan => Place::Plan,
                Screen::Meeting => Place::Meeting,
                Screen::Guide => Place::Guide,
                Screen::History if self.history.typing => Place::Filter,
                Screen::History => Place::History,
                Screen::Hires if self.hires.typing => Place::HiresFilter,
                Screen::Hires => Place::Hires,
            },
        }
    }

    /// Returns whether the guided start is shown.
    pub fn is_starting(&self) -> bool {
        self.journey.is_none() && self.screen != Screen::Hires
    }

    /// Returns where the journey stands today.
    pub fn standing(&self) -> Option<Standing<'_>> {
        let journey = self.journey.as_ref()?;
        Some(Standing::of(journey, &self.calendar, self.today))
    }

    /// Returns who acts, by name.
    pub fn author(&self) -> Option<Author> {
        self.journey.as_ref()?.people.author(self.acting)
    }

    /// Returns the goal that the screen has selected.
    pub fn selected(&self) -> Option<&Goal> {
        let journey = self.journey.as_ref()?;
        if self.gate.is_some() {
            return match self.gate_row() {
                Some(GateRow::Goal(slug)) => journey.goal(&slug),
                _ => None,
            };
        }
        match self.screen {
            Screen::Today => {
                let standing = self.standing()?;
                let slug = sections(&standing, self.acting)
                    .iter()
                    .flat_map(|section| &section.goals)
                    .nth(self.today_cursor)
                    .map(|goal| goal.slug().clone())?;
                journey.goal(&slug)
            }
            Screen::Plan => self.plan.selected(journey),
            Screen::Meeting => self.goal_of_meeting(),
            Screen::Guide | Screen::Hires => None,
            Screen::History => {
                let line = self.history.selected(&self.lines)?;
                journey.goal(line.goal.as_ref()?)
            }
        }
    }

    /// Returns what was typed and not saved, by the heading of its form.
    pub fn unsaved(&self) -> Vec<String> {
        let shelved = self.shelved.values().flat_map(Shelved::titles);
        let Some(journey) = &self.journey else {
            return shelved.collect();
        };
        let open = match &self.overlay {
            Some(Overlay::Form(form)) if form.is_touched(journey, self.today) => Some(&form.kind),
            _ => None,
        };
        let kinds = self.drafts.keys().filter(|kind| Some(*kind) != open);
        kinds
            .chain(open)
            .map(|kind| Form::new(kind.clone(), journey, self.today, None).title)
            .chain(shelved)
            .collect()
    }

    /// Selects a goal on Today where it is listed, wherever a change has put it.
    pub fn keep_selected_today(&mut self, slug: &Slug) {
        let place = self.standing().and_then(|standing| {
            sections(&standing, self.acting)
                .iter()
                .flat_map(|section| &section.goals)
                .position(|goal| goal.slug() == slug)
        });
        self.today_cursor = place.unwrap_or(self.today_cursor);
    }

    /// Says something in the message line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.note = Some(Note {
            kind: NoteKind::Info,
            text: text.into(),
            hint: "",
        });
    }

    /// Says in the message line that something was not done.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.note = Some(Note {
            kind: NoteKind::Problem,
            text: text.into(),
            hint: "",
        });
    }

    /// Puts the log into words for who acts now.
    pub fn tell_log(&mut self) {
        self.lines = match (&self.journey, &self.log) {
            (Some(journey), Some(log)) => lines(journey, log, self.acting),
            _ => Vec::new(),
        };
    }

    /// Selects the first goal of the milestone that is worked towards.
    pub fn go_to_current_milestone(&mut self) {
        let place = self.standing().and_then(|standing| {
            standing
                .milestones
                .iter()
                .position(|milestone| milestone.milestone == standing.current)
        });
        self.plan.milestone = place.unwrap_or(0);
        self.plan.goal = 0;
    }
}
