//! The program without a terminal: messages in, frames out, effects performed in a real store.
#![allow(dead_code, reason = "each test takes what it needs")]

pub mod met;

use std::collections::VecDeque;
use std::path::PathBuf;

use chrono::NaiveDate;
use onramp::app::{
    Effect, Input, Key, MinutesTo, Msg, Proposal, RoleChoice, Screen, State, update,
};
use onramp::domain::acts::act::Act;
use onramp::domain::acts::decide;
use onramp::domain::acts::edition::difference;
use onramp::domain::judgment::dates::Dates;
use onramp::domain::plan::calendar::Calendar;
use onramp::domain::plan::people::{Author, Party};
use onramp::domain::plan::role::Plan;
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::goal::Visibility;
use onramp::domain::record::journey::Journey;
use onramp::domain::telling::history::words;
use onramp::plans;
use onramp::report::markdown;
use onramp::report::minutes::minutes;
use onramp::store::{OpenJourney, Store, StoreError};
use onramp::ui::{Drawn, Theme, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::journeys::{day, moment, slug};

/// Day 1 of every journey here, a Monday.
pub const START: &str = "2026-03-02";

/// A theme with colours and marks.
pub const FULL: Theme = Theme {
    color: true,
    unicode: true,
};

/// A second edition of a built-in plan: a goal of 30 days left out, one with other words, one new.
pub fn second_edition(role: &str) -> Plan {
    let mut plan = plans::find(role).unwrap().read().unwrap().plan;
    plan.role.edition = 2;
    let mut new = plan.goals.remove(1);
    plan.goals[0].title = "Learn whom the product serves".to_owned();
    new.slug = slug("a-new-goal");
    new.title = "Write down what surprised you".to_owned();
    plan.goals.insert(3, new);
    plan
}

/// The program, its store in a folder of its own, and its last frame.
pub struct Program {
    pub state: State,
    pub store: Store,
    pub open: Option<OpenJourney>,
    pub path: PathBuf,
    pub theme: Theme,
    pub size: (u16, u16),
    pub drawn: Drawn,
    pub frame: Buffer,
    pub cursor: Option<Position>,
    /// What the editor gives back, in turn.
    pub editor: VecDeque<Option<String>>,
    /// Every effect that was performed.
    pub done: Vec<Effect>,
    pub on: bool,
    /// The edition of the plan that is at hand, where it is not the built-in one.
    pub at_hand: Option<Plan>,
    /// The minutes that were handed out, and where to.
    pub minutes: Vec<(MinutesTo, String)>,
    _folder: TempDir,
}

fn roles() -> Vec<RoleChoice> {
    plans::all()
        .iter()
        .map(|plan| RoleChoice {
            slug: plan.slug.to_owned(),
            title: plan.title.to_owned(),
            summary: plan.summary.to_owned(),
        })
        .collect()
}

impl Program {
    /// A program with an empty database, on a day.
    pub fn empty(today: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        let store = Store::open(&path).unwrap();
        let today = day(today);
        let state = State::new(today, Calendar::default(), None, Party::Hire);
        let mut program = Self {
            state,
            store,
            open: None,
            path,
            theme: FULL,
            size: (100, 30),
            drawn: Drawn::default(),
            frame: Buffer::default(),
            cursor: None,
            editor: VecDeque::new(),
            done: Vec::new(),
            on: true,
            at_hand: None,
            minutes: Vec::new(),
            _folder: folder,
        };
        program.opened();
        program
    }

    /// A program with a journey of the built-in plan, as it stands on its first day.
    pub fn started(hire: &str, mentor: &str, manager: &str) -> Self {
        let mut program = Self::empty(START);
        let plan = plans::find("applied-scientist")
            .unwrap()
            .read()
            .unwrap()
            .plan;
        let seed = decide::seed(plan, hire, mentor, manager, day(START)).unwrap();
        let moment = program.moment();
        program.open = Some(program.store.start(seed, moment).unwrap());
        program.restart(START);
        program
    }

    /// A program with a journey of each of these hires, each with a mentor, on the list of them.
    pub fn several(hires: &[(&str, &str)], today: &str) -> Self {
        let mut program = Self::empty(START);
        for (hire, mentor) in hires {
            program.add(hire, mentor, START);
        }
        program.restart_unnamed(today);
        program
    }

    /// Starts another journey, as another program would.
    pub fn add(&mut self, hire: &str, mentor: &str, start: &str) {
        let plan = plans::find("applied-scientist")
            .unwrap()
            .read()
            .unwrap()
            .plan;
        let seed = decide::seed(plan, hire, mentor, "Mary Shaw", day(start)).unwrap();
        let moment = self.moment();
        self.store.start(seed, moment).unwrap();
    }

    /// Writes an act of the past in somebody's journey down, as another program would.
    #[track_caller]
    pub fn past_of(&mut self, hire: &str, on: &str, party: Party, act: &Act) {
        let mut store = Store::open(&self.path).unwrap();
        let names = store.journeys().unwrap();
        let name = names.iter().find(|name| name.hire == hire).unwrap();
        let mut open = store.load(name.id).unwrap();
        let author = open.journey.people.author(party).unwrap();
        let moment = Moment {
            today: day(on),
            ..moment()
        };
        store.commit(&mut open, &author, act, moment).unwrap();
    }

    /// Closes the program and opens it on a day with no journey named, as somebody who wants to act
    /// as the mentor.
    pub fn restart_unnamed(&mut self, today: &str) {
        self.store = Store::open(&self.path).unwrap();
        self.open = None;
        self.state = State::new(day(today), Calendar::default(), None, Party::Hire);
        let rows = self
            .store
            .overview(&Calendar::default(), day(today))
            .unwrap();
        self.state.list(rows, Some("mentor".to_owned()));
        self.on = true;
        self.opened();
    }

    /// Closes the program and opens it on a day, on the only journey there is.
    pub fn restart(&mut self, today: &str) {
        self.store = Store::open(&self.path).unwrap();
        let mut names = self.store.journeys().unwrap();
        names.retain(|name| !name.withdrawn);
        let wanted = self.open.as_ref().map(|open| open.journey.id);
        let id = wanted.or(names.first().map(|name| name.id));
        self.open = id.map(|id| self.store.load(id).unwrap());
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.journey.withdrawn)
        {
            self.open = None;
        }
        self.state = State::new(
            day(today),
            Calendar::default(),
            self.open.as_ref().map(|open| open.journey.clone()),
            Party::Hire,
        );
        self.state.journeys = names.iter().filter(|name| name.is_live()).count();
        self.on = true;
        self.opened();
    }

    fn opened(&mut self) {
        self.draw();
        self.send(Msg::Opened);
    }

    /// Writes an act of the past down, as another program would; `restart` shows it.
    #[track_caller]
    pub fn past(&mut self, on: &str, party: Party, act: &Act) {
        let open = self.open.as_mut().unwrap();
        let author = open.journey.people.author(party).unwrap();
        let moment = Moment {
            today: day(on),
            ..moment()
        };
        self.store.commit(open, &author, act, moment).unwrap();
    }

    pub fn moment(&self) -> Moment {
        Moment {
            today: self.state.today,
            ..moment()
        }
    }

    /// Sends a message, performs what comes of it, and draws.
    pub fn send(&mut self, msg: Msg) {
        let small = self.drawn.too_small && matches!(msg, Msg::Key(_) | Msg::Paste(_));
        if !small {
            let mut effects = VecDeque::from(update(&mut self.state, msg));
            while let Some(effect) = effects.pop_front() {
                self.done.push(effect.clone());
                for msg in self.perform(effect) {
                    effects.extend(update(&mut self.state, msg));
                }
            }
        }
        self.draw();
    }

    fn perform(&mut self, effect: Effect) -> Vec<Msg> {
        let moment = self.moment();
        match effect {
            Effect::Quit => {
                self.on = false;
                Vec::new()
            }
            Effect::Suspend => Vec::new(),
            Effect::Minutes { meeting, to } => {
                let journey = &self.open.as_ref().unwrap().journey;
                let log = self.store.changes(journey.id).unwrap();
                let dates = Dates::of(journey, &self.state.calendar, self.state.today);
                let rows = minutes(journey, &log, &dates, meeting).unwrap();
                let text = markdown::minutes(&rows);
                self.minutes.push((to, text));
                vec![Msg::Told("The minutes are handed out.".to_owned())]
            }
            Effect::Edit(_) => vec![Msg::Edited(self.editor.pop_front().flatten())],
            Effect::ReadRoles => vec![Msg::Roles(roles())],
            Effect::ReadPlan(slug) => {
                let file = plans::find(&slug).unwrap().read().unwrap();
                vec![Msg::Preview {
                    plan: Box::new(file.plan),
                    contexts: file.contexts,
                }]
            }
            Effect::ShowHires => {
                self.open = None;
                vec![self.read_hires()]
            }
            Effect::OpenJourney(id) => {
                let open = self.store.load(id).unwrap();
                let journey = Box::new(open.journey.clone());
                self.open = Some(open);
                vec![Msg::Entered(journey)]
            }
            Effect::Start(request) => {
                let plan = plans::find(&request.role).unwrap().read().unwrap();
                let plan = plan.in_contexts(&request.contexts).unwrap();
                let seed = decide::seed(
                    plan,
                    &request.hire,
                    &request.mentor,
                    &request.manager,
                    request.start,
                );
                let started = seed
                    .map_err(|error| error.to_string())
                    .and_then(|seed| self.store.start(seed, moment).map_err(|e| e.to_string()));
                vec![match started {
                    Ok(open) => {
                        let journey = Box::new(open.journey.clone());
                        self.open = Some(open);
                        Msg::Started(journey)
                    }
                    Err(problem) => Msg::Failed(problem),
                }]
            }
            Effect::ReadGuide => match &self.open {
                Some(open) => {
                    let guide = self.store.guide(open.journey.id).unwrap();
                    vec![Msg::Guide(Box::new(guide))]
                }
                None => Vec::new(),
            },
            Effect::ReadLog => match &self.open {
                Some(open) => vec![Msg::Log(self.store.changes(open.journey.id).unwrap())],
                None => Vec::new(),
            },
            Effect::LookForEdition => {
                let own = self.open.as_ref().map(|open| open.journey.role.edition);
                let plan = self.at_hand.as_ref().map(|plan| plan.role.edition);
                let newer = plan.zip(own).filter(|(plan, own)| plan > own);
                newer
                    .map(|(plan, _)| Msg::Newer(plan))
                    .into_iter()
                    .collect()
            }
            Effect::ReadEdition => {
                let journey = &self.open.as_ref().unwrap().journey;
                let guide = self.store.guide(journey.id).unwrap();
                let built_in = || {
                    let file = plans::find(journey.role.slug.as_str()).unwrap().read();
                    file.unwrap().fitted_to(&journey.contexts)
                };
                let plan = self.at_hand.clone().unwrap_or_else(built_in);
                let difference = difference(journey, &guide, &plan);
                vec![Msg::Edition(Box::new(Proposal { plan, difference }))]
            }
            Effect::TakePlan(plan) => {
                self.change(|store, open, author| store.update_plan(open, author, &plan, moment))
            }
            Effect::Commit(acts) => acts
                .iter()
                .flat_map(|act| {
                    let moment = self.moment();
                    self.change(|store, open, author| store.commit(open, author, act, moment))
                })
                .collect(),
            Effect::Undo(target) => {
                self.change(|store, open, author| store.undo(open, author, target, moment))
            }
            Effect::Redo => self.change(|store, open, author| store.redo(open, author, moment)),
        }
    }

    fn read_hires(&self) -> Msg {
        let calendar = Calendar::default();
        Msg::Hires(self.store.overview(&calendar, self.state.today).unwrap())
    }

    fn change(
        &mut self,
        change: impl FnOnce(&mut Store, &mut OpenJourney, &Author) -> Result<Change, StoreError>,
    ) -> Vec<Msg> {
        let (Some(open), Some(author)) = (&mut self.open, self.state.author()) else {
            return Vec::new();
        };
        match change(&mut self.store, open, &author) {
            Ok(change) => {
                let journey = open.journey.clone();
                let log = self.store.changes(journey.id).unwrap();
                let words = words(&journey, &log, &change, author.party);
                if journey.withdrawn {
                    self.open = None;
                }
                vec![Msg::Saved {
                    journey: Box::new(journey),
                    change: Box::new(change),
                    words,
                }]
            }
            Err(error) => {
                let stands = Some(&open.journey) == self.state.journey.as_ref();
                let moved = (!stands).then(|| Msg::Moved {
                    journey: Some(Box::new(open.journey.clone())),
                });
                moved
                    .into_iter()
                    .chain([Msg::Failed(error.to_string())])
                    .collect()
            }
        }
    }

    /// Looks whether another program has changed the journey, as the idle program does.
    pub fn look(&mut self) {
        if self.state.screen == Screen::Hires {
            if self.store.has_moved().unwrap() {
                let rows = self.read_hires();
                self.send(rows);
            }
            return;
        }
        if let Some(open) = &mut self.open
            && self.store.has_moved().unwrap()
            && self.store.refresh(open).unwrap()
        {
            let journey = Some(Box::new(open.journey.clone()));
            if open.journey.withdrawn {
                self.open = None;
            }
            self.send(Msg::Moved { journey });
        }
    }

    /// Returns the clock as it stands some minutes after the open 1:1 was started.
    pub fn minutes_later(&self, minutes: i64) -> Msg {
        let (_, open) = self.journey().meetings.open().unwrap();
        Msg::Clock(open.opening.clock + minutes * 60_000)
    }

    pub fn draw(&mut self) {
        let (width, height) = self.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let (state, theme) = (&self.state, &self.theme);
        let mut drawn = Drawn::default();
        let _ = terminal
            .draw(|frame| drawn = draw(frame, state, theme))
            .unwrap();
        let backend = terminal.backend();
        self.frame = backend.buffer().clone();
        self.cursor = backend.cursor_visible().then(|| backend.cursor_position());
        let (page, limit) = (drawn.page, drawn.limit);
        self.drawn = drawn;
        update(&mut self.state, Msg::Drawn { page, limit });
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.draw();
    }

    /// Presses keys as people write them down: `Enter`, `Ctrl-r`, `x`.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.send(Msg::Key(input(key)));
        }
    }

    /// Types a text.
    pub fn write(&mut self, text: &str) {
        for c in text.chars() {
            self.send(Msg::Key(Input {
                key: Key::Char(c),
                ctrl: false,
                alt: false,
                shift: false,
            }));
        }
    }

    /// Clicks on a position, as the terminal reports it.
    pub fn click(&mut self, column: u16, row: u16) {
        if let Some(target) = self.drawn.target(column, row).cloned() {
            self.send(Msg::Click(target));
        }
    }

    /// Clicks on the first cell of a text.
    #[track_caller]
    pub fn click_on(&mut self, text: &str) {
        let lines = rows(&self.frame);
        let place = lines.iter().zip(0..).find_map(|(line, y)| {
            let at = line.find(text)?;
            Some((u16::try_from(line[..at].width()).unwrap(), y))
        });
        let (x, y) = place.unwrap_or_else(|| panic!("no {text:?} in\n{}", lines.join("\n")));
        self.click(x, y);
    }

    /// Opens a goal's page.
    #[track_caller]
    pub fn go_to(&mut self, goal: &str) {
        let journey = self.state.shared.journey.as_ref().unwrap();
        self.state.plan.select(journey, &slug(goal));
        self.press("2");
    }

    pub fn journey(&self) -> &Journey {
        self.state.journey.as_ref().unwrap()
    }

    pub fn text(&self) -> String {
        rows(&self.frame).join("\n")
    }

    #[track_caller]
    pub fn sees(&self, text: &str) {
        assert!(
            self.text().contains(text),
            "no {text:?} in\n{}",
            self.text()
        );
    }

    #[track_caller]
    pub fn sees_no(&self, text: &str) {
        assert!(!self.text().contains(text), "{text:?} in\n{}", self.text());
    }

    /// Returns what a program that is started now reads.
    pub fn stored(&self) -> Vec<Journey> {
        let store = Store::open(&self.path).unwrap();
        let names = store.journeys().unwrap();
        names
            .into_iter()
            .map(|name| store.load(name.id).unwrap().journey)
            .collect()
    }
}

/// Returns a press, from its name.
pub fn input(name: &str) -> Input {
    let (ctrl, rest) = match name.strip_prefix("Ctrl-") {
        Some(rest) => (true, rest),
        None => (false, name),
    };
    let (shift, rest) = match rest.strip_prefix("Shift-") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let key = match rest {
        "Enter" => Key::Enter,
        "Esc" => Key::Esc,
        "Space" => Key::Char(' '),
        "Tab" => Key::Tab,
        "Backspace" => Key::Backspace,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        letter => Key::Char(letter.chars().next().unwrap()),
    };
    Input {
        key,
        ctrl,
        alt: false,
        shift,
    }
}

/// Returns the rows of a frame as text.
pub fn rows(frame: &Buffer) -> Vec<String> {
    let area = frame.area;
    (area.top()..area.bottom())
        .map(|y| {
            let mut row = String::new();
            let mut x = area.left();
            while x < area.right() {
                let symbol = frame[(x, y)].symbol();
                row.push_str(symbol);
                x += u16::try_from(symbol.width()).unwrap().max(1);
            }
            row
        })
        .collect()
}

pub fn on_goal(goal: &str) -> onramp::domain::plan::names::Slug {
    slug(goal)
}

pub fn goal_note(goal: &str, text: &str, visibility: Visibility) -> Act {
    Act::Note {
        goal: Some(slug(goal)),
        text: text.to_owned(),
        visibility,
        question: false,
        meeting: None,
    }
}

/// The day on which [`lived`] is seen: a Friday, day 47.
pub const LIVED: &str = "2026-04-17";

/// A journey in its seventh week, with everything that can happen to a goal.
pub fn lived(hire: &str, mentor: &str) -> Program {
    use Party::{Hire, Mentor};
    let mut program = Program::started(hire, mentor, "Mary Shaw");
    let goal = |name: &str| slug(name);
    let claim = |name| Act::Claim { goal: goal(name) };
    let confirm = |name| Act::Confirm { goal: goal(name) };
    let to = |iso: &str| -> NaiveDate { day(iso) };
    let acts = [
        ("2026-03-03", Hire, Act::Begin { goal: goal("product-and-kpis") }),
        ("2026-03-10", Hire, claim("product-and-kpis")),
        ("2026-03-11", Mentor, confirm("product-and-kpis")),
        ("2026-03-16", Hire, claim("access")),
        ("2026-03-18", Mentor, confirm("access")),
        ("2026-03-30", Hire, claim("reproduce-a-model")),
        (
            "2026-04-02",
            Mentor,
            Act::Return {
                goal: goal("reproduce-a-model"),
                reason: "the evaluation slice is missing".to_owned(),
            },
        ),
        ("2026-04-10", Hire, claim("quality-gaps")),
        ("2026-04-03", Hire, Act::Begin { goal: goal("framing-doc") }),
        (
            "2026-04-13",
            Hire,
            goal_note(
                "framing-doc",
                "Better negatives give +0.8 NDCG on the long tail; cold start is flat.\n\n- ask the PM for the readout date\n- show the slice table",
                Visibility::Shared,
            ),
        ),
        (
            "2026-04-14",
            Mentor,
            goal_note("framing-doc", "Needs help with the PM.", Visibility::Private),
        ),
        (
            "2026-04-15",
            Hire,
            Act::Evidence {
                goal: goal("framing-doc"),
                link: "https://example.org/docs/framing/a-rather-long-name-of-a-page-that-nobody-would-type".to_owned(),
                label: "Framing doc".to_owned(),
            },
        ),
        (
            "2026-04-15",
            Hire,
            Act::Block {
                goal: goal("baseline-improvement"),
                on: "Data Platform".to_owned(),
                waits_for: "the click logs of March".to_owned(),
                since: Some(to("2026-04-08")),
            },
        ),
        (
            "2026-04-16",
            Mentor,
            Act::Defer {
                goal: goal("offline-gain"),
                to: to("2026-05-15"),
                reason: "the test window moved".to_owned(),
                agreed: mentor.to_owned(),
            },
        ),
        (
            "2026-04-16",
            Mentor,
            Act::Waive {
                goal: goal("monitoring-dashboards"),
                reason: "another team owns the dashboards".to_owned(),
                agreed: "Mary Shaw".to_owned(),
            },
        ),
        (
            "2026-04-16",
            Hire,
            Act::Tick {
                goal: goal("iteration-end-to-end"),
                criterion: slug("test-launched"),
            },
        ),
    ];
    for (on, party, act) in &acts {
        program.past(on, *party, act);
    }
    program.restart(LIVED);
    program
}
