//! The guided start: role, name, date, mentor, manager, settings, a look at the milestones.
//! Nothing is written before the last step.

use chrono::NaiveDate;
use ratatui_textarea::Key::{Char, Enter, Esc};
use ratatui_textarea::TextArea;

use super::contexts::ContextList;
use super::join;
use super::key::{ALL, Binding, key, shown};
use super::message::{RoleChoice, StartRequest};
use super::view::{Command as C, Effect, Next, Place, Screen, Shared, Target, View};
use crate::domain::acts::decide::START_YEARS;
use crate::domain::plan::context::{Context, in_contexts};
use crate::domain::plan::role::Plan;
use crate::domain::words::when::Lean;
use crate::domain::words::{text, when};

#[rustfmt::skip] // a table: one row a line
pub(super) const KEYS: &[Binding] = &[
    shown(&[Place::Start], ALL, &[key(Char(' '))], C::Tick, "choose / drop"),
    shown(&[Place::Start], ALL, &[key(Enter)], C::Open, "go on"),
    shown(&[Place::Start], ALL, &[key(Char('i'))], C::Join, "join, if invited"),
    shown(&[Place::StartLine], ALL, &[key(Enter)], C::Open, "go on"),
    shown(&[Place::Start, Place::StartLine], ALL, &[key(Esc)], C::Back, "back"),
    shown(&[Place::Start], ALL, &[key(Char('q'))], C::Quit, "quit"),
];

/// A step of the guided start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Which role.
    #[default]
    Role,
    /// Whose journey.
    Name,
    /// Since when.
    Date,
    /// With which mentor.
    Mentor,
    /// With which manager.
    Manager,
    /// In which settings.
    Contexts,
    /// A look at what will be written.
    Review,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 7] = [
        Self::Role,
        Self::Name,
        Self::Date,
        Self::Mentor,
        Self::Manager,
        Self::Contexts,
        Self::Review,
    ];

    fn neighbour(self, forward: bool) -> Option<Self> {
        let place = Self::ALL.iter().position(|&step| step == self)?;
        let next = if forward {
            place + 1
        } else {
            place.checked_sub(1)?
        };
        Self::ALL.get(next).copied()
    }
}

/// What the guided start shows.
#[derive(Clone, Debug, Default)]
pub struct StartView {
    /// The step.
    pub step: Step,
    /// The roles to choose from.
    pub roles: Vec<RoleChoice>,
    /// The selected role.
    pub role: usize,
    /// The selected role's plan, once it was read.
    pub plan: Option<Box<Plan>>,
    /// The contexts that the plan can be fitted to.
    pub contexts: ContextList,
    /// The first line shown of the preview.
    pub scroll: usize,
    /// The hire's name.
    pub name: TextArea<'static>,
    /// The start date, as it is said; empty means today.
    pub date: TextArea<'static>,
    /// The mentor's name.
    pub mentor: TextArea<'static>,
    /// The manager's name.
    pub manager: TextArea<'static>,
    /// Why the step cannot be left.
    pub problem: Option<String>,
}

impl StartView {
    /// Takes the roles to choose from; returns the effect that reads the first one's plan.
    pub fn offer(&mut self, roles: Vec<RoleChoice>) -> Vec<Effect> {
        self.roles = roles;
        self.role = self.role.min(self.roles.len().saturating_sub(1));
        self.read_plan()
    }

    /// Returns the effect that reads the selected role's plan.
    fn read_plan(&self) -> Vec<Effect> {
        self.roles
            .get(self.role)
            .map(|role| Effect::ReadPlan(role.slug.clone()))
            .into_iter()
            .collect()
    }

    /// Shows the selected role's plan.
    pub fn preview(&mut self, plan: Box<Plan>, contexts: Vec<Context>) {
        self.plan = Some(plan);
        self.contexts = ContextList::new(contexts, &[]);
    }

    /// Returns the selected role's plan, fitted to the chosen contexts.
    pub fn fitted(&self) -> Option<Plan> {
        Some(in_contexts(self.plan.as_ref()?, &self.contexts.chosen()))
    }

    /// Selects another role.
    fn step_role(&mut self, lines: isize) -> Vec<Effect> {
        let last = self.roles.len().saturating_sub(1);
        let role = self.role.saturating_add_signed(lines).min(last);
        if role == self.role {
            return Vec::new();
        }
        self.role = role;
        self.problem = None;
        self.plan = None;
        self.contexts = ContextList::default();
        self.scroll = 0;
        self.read_plan()
    }

    /// Returns the start date as it is said.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub fn start(&self, today: NaiveDate) -> Result<NaiveDate, String> {
        use chrono::Datelike;
        let context = when::Context::new(today, None, Lean::Nearest);
        let said = self.date.lines().join(" ");
        if said.trim().is_empty() {
            return Ok(today);
        }
        let date = when::parse(&said, &context).map_err(|error| error.to_string())?;
        if START_YEARS.contains(&date.year()) {
            Ok(date)
        } else {
            Err("a journey starts between 1970 and 2100".to_owned())
        }
    }

    /// Leaves the step forwards; the last one asks for the journey to be started.
    fn forward(&mut self, today: NaiveDate) -> Vec<Effect> {
        self.problem = self.objection(today);
        if self.problem.is_some() {
            return Vec::new();
        }
        self.scroll = 0;
        if let Some(next) = self.neighbour(true) {
            self.step = next;
            return Vec::new();
        }
        match (self.roles.get(self.role), self.start(today)) {
            (Some(role), Ok(start)) => vec![Effect::Start(StartRequest {
                role: role.slug.clone(),
                hire: self.name.lines().join(" "),
                mentor: self.mentor.lines().join(" "),
                manager: self.manager.lines().join(" "),
                contexts: self.contexts.names(),
                start,
            })],
            _ => Vec::new(),
        }
    }

    /// Leaves the step backwards; from the first one there is nowhere to go.
    fn back(&mut self) {
        self.problem = None;
        self.scroll = 0;
        if let Some(before) = self.neighbour(false) {
            self.step = before;
        }
    }

    /// Returns the step after or before this one; a plan without contexts asks for none.
    fn neighbour(&self, forward: bool) -> Option<Step> {
        let next = self.step.neighbour(forward)?;
        if next == Step::Contexts && self.contexts.all.is_empty() {
            return next.neighbour(forward);
        }
        Some(next)
    }

    fn objection(&self, today: NaiveDate) -> Option<String> {
        let name = |what, line: &TextArea<'_>| text::line(what, &line.lines().join(" "));
        match self.step {
            Step::Role if self.roles.is_empty() => Some("there is no plan".to_owned()),
            // The plan cannot be used, which was told when it was selected.
            Step::Role => self.problem.clone().filter(|_| self.plan.is_none()),
            Step::Name => name("name", &self.name).err().map(|e| e.to_string()),
            Step::Date => self.start(today).err(),
            Step::Mentor => too_long(name("mentor's name", &self.mentor)),
            Step::Manager => too_long(name("manager's name", &self.manager)),
            Step::Contexts | Step::Review => None,
        }
    }
}

impl View for StartView {
    fn place(&self) -> Place {
        match self.step {
            Step::Role | Step::Contexts | Step::Review => Place::Start,
            _ => Place::StartLine,
        }
    }

    fn fits(&self, _shared: &Shared, command: C) -> bool {
        match command {
            C::Tick => self.step == Step::Contexts,
            C::Join => self.step == Step::Role,
            _ => true,
        }
    }

    fn step(&mut self, shared: &Shared, lines: isize) -> Vec<Effect> {
        match self.step {
            Step::Role if lines.unsigned_abs() == 1 => return self.step_role(lines),
            Step::Contexts => {
                self.contexts.step(lines);
            }
            Step::Role | Step::Review => {
                let scroll = self.scroll.saturating_add_signed(lines);
                self.scroll = scroll.min(shared.limit);
            }
            _ => {}
        }
        Vec::new()
    }

    fn run(&mut self, shared: &mut Shared, command: C) -> Option<Next> {
        match command {
            C::Open => return Some(Next::Do(self.forward(shared.today))),
            C::Back if self.step == Step::Role && shared.journeys > 0 => {
                return Some(Next::Run(C::Show(Screen::Hires)));
            }
            C::Back => self.back(),
            C::Tick if self.step == Step::Contexts => self.contexts.toggle(),
            C::Join if self.step == Step::Role => join::begin(shared),
            _ => {}
        }
        Some(Next::NOTHING)
    }

    fn click(&mut self, target: &Target) -> Next {
        let Target::Row(row) = *target else {
            return Next::NOTHING;
        };
        if self.step == Step::Contexts {
            self.contexts.cursor = row;
            self.contexts.toggle();
            return Next::NOTHING;
        }
        let lines = row.cast_signed() - self.role.cast_signed();
        Next::Do(self.step_role(lines))
    }

    fn line(&mut self) -> Option<&mut TextArea<'static>> {
        if self.place() == Place::StartLine {
            self.problem = None;
        }
        match self.step {
            Step::Role | Step::Contexts | Step::Review => None,
            Step::Name => Some(&mut self.name),
            Step::Date => Some(&mut self.date),
            Step::Mentor => Some(&mut self.mentor),
            Step::Manager => Some(&mut self.manager),
        }
    }
}

fn too_long(name: Result<String, text::TextError>) -> Option<String> {
    match name {
        Err(error @ text::TextError::TooLong { .. }) => Some(error.to_string()),
        _ => None,
    }
}
