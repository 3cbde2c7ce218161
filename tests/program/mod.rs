//! The program without a terminal: messages in, frames out, effects performed in a real store.
#![allow(dead_code, reason = "each test takes what it needs")]

pub mod met;
pub mod outside;
pub mod own;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use onramp::app::{Effect, Input, Key, Msg, State, update};
use onramp::domain::acts::act::Act;
use onramp::domain::acts::decide;
use onramp::domain::acts::decide::Working;
use onramp::domain::plan::people::Party;
use onramp::domain::plan::role::Plan;
use onramp::domain::record::change::Moment;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::writing::Visibility;
use onramp::plans;
use onramp::store::{Store, Surroundings};
use onramp::tui::{Performer, Session};
use onramp::ui::{Drawn, Theme, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;
use uuid::Uuid;

use self::outside::Recorded;
use crate::journeys::{day, moment, slug};

/// Day 1 of every journey here, a Monday.
pub const START: &str = "2026-03-02";

/// A theme with colours and marks.
pub const FULL: Theme = Theme {
    color: true,
    unicode: true,
};

/// The program, its store in a folder of its own, and its last frame.
pub struct Program {
    pub state: State,
    pub performer: Performer<Recorded>,
    pub path: PathBuf,
    pub theme: Theme,
    pub size: (u16, u16),
    pub drawn: Drawn,
    pub frame: Buffer,
    pub cursor: Option<Position>,
    /// Every effect that was performed.
    pub done: Vec<Effect>,
    pub on: bool,
    folder: TempDir,
}

/// The plan that tests follow, whatever the plans for people say.
pub const TRIAL_PLAN: &str = include_str!("../trial/trial-scientist.toml");

fn scientist() -> Plan {
    plans::read("trial-scientist.toml", TRIAL_PLAN)
        .unwrap()
        .plan
}

/// What the screens begin with on a database, with no journey open.
fn session(path: &Path) -> Session {
    Session {
        store: Store::open(path, &Surroundings::default()).unwrap(),
        open: None,
        hires: None,
        journeys: 0,
        wants: None,
        acting: Party::Hire,
        working: Working::default(),
        plans: path.parent().map(Path::to_owned),
        exchange: onramp::tui::Exchange::default(),
    }
}

impl Program {
    /// A program with an empty database, on a day.
    pub fn empty(today: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        let outside = Recorded {
            today: day(today),
            ..Recorded::default()
        };
        let (state, performer) = session(&path).begin(outside);
        let mut program = Self {
            state,
            performer,
            path,
            theme: FULL,
            size: (100, 30),
            drawn: Drawn::default(),
            frame: Buffer::default(),
            cursor: None,
            done: Vec::new(),
            on: true,
            folder,
        };
        program.opened();
        program
    }

    /// A program with a journey of the built-in plan, as it stands on its first day.
    pub fn started(hire: &str, mentor: &str, manager: &str) -> Self {
        Self::following(scientist(), hire, mentor, manager)
    }

    /// The same with a plan of the user's own, which has the built-in one's goals.
    pub fn started_on_own_plan(hire: &str, mentor: &str, manager: &str) -> Self {
        let plan = plans::read("own.toml", &own::first_edition()).unwrap().plan;
        Self::following(plan, hire, mentor, manager)
    }

    fn following(plan: Plan, hire: &str, mentor: &str, manager: &str) -> Self {
        let mut program = Self::empty(START);
        let seed = decide::seed(
            plan,
            hire,
            mentor,
            manager,
            day(START),
            Working::default(),
            Uuid::from_u128(7),
        )
        .unwrap();
        let moment = program.moment();
        let open = program.performer.store.start(seed, moment).unwrap();
        program.performer.open = Some(open);
        program.restart(START);
        program
    }

    /// Puts a plan file into the folder of the user's own plans.
    pub fn write_plan(&self, text: &str) {
        std::fs::write(self.folder.path().join("own.toml"), text).unwrap();
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
        let seed = decide::seed(
            scientist(),
            hire,
            mentor,
            "Mary Shaw",
            day(start),
            Working::default(),
            Uuid::from_u128(7),
        )
        .unwrap();
        let moment = self.moment();
        self.performer.store.start(seed, moment).unwrap();
    }

    /// Writes an act of the past in somebody's journey down, as another program would.
    #[track_caller]
    pub fn past_of(&mut self, hire: &str, on: &str, party: Party, act: &Act) {
        let mut store = Store::open(&self.path, &Surroundings::default()).unwrap();
        let names = store.journeys().unwrap();
        let name = names.iter().find(|name| name.hire == hire).unwrap();
        let mut open = store.load(name.id).unwrap();
        let author = open.journey.people.author(party).unwrap();
        let moment = Moment {
            today: day(on),
            entered: day(on),
            ..moment()
        };
        store
            .commit(&mut open, &author, std::slice::from_ref(act), moment)
            .unwrap();
    }

    /// Closes the program and opens it on a day with no journey named, as somebody who wants to act
    /// as the mentor.
    pub fn restart_unnamed(&mut self, today: &str) {
        let mut session = session(&self.path);
        let rows = session.store.overview(day(today));
        session.hires = Some(rows.unwrap());
        session.wants = Some("mentor".to_owned());
        self.begin(session, today);
    }

    /// Closes the program and opens it on a day, on the only journey there is.
    pub fn restart(&mut self, today: &str) {
        let mut session = session(&self.path);
        let mut names = session.store.journeys().unwrap();
        names.retain(|name| !name.withdrawn);
        let wanted = self.performer.open.as_ref().map(|open| open.journey.id);
        let id = wanted.or(names.first().map(|name| name.id));
        let open = id.map(|id| session.store.load_counted(id).unwrap());
        session.open = open.filter(|open| !open.journey.withdrawn);
        session.journeys = names.iter().filter(|name| name.is_live()).count();
        self.begin(session, today);
    }

    fn begin(&mut self, session: Session, today: &str) {
        let outside = Recorded {
            today: day(today),
            ..std::mem::take(&mut self.performer.outside)
        };
        (self.state, self.performer) = session.begin(outside);
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
        let Performer { store, open, .. } = &mut self.performer;
        let open = open.as_mut().unwrap();
        let author = open.journey.people.author(party).unwrap();
        let moment = Moment {
            today: day(on),
            entered: day(on),
            ..moment()
        };
        store
            .commit(open, &author, std::slice::from_ref(act), moment)
            .unwrap();
    }

    pub fn moment(&self) -> Moment {
        Moment {
            today: self.state.today,
            entered: self.state.today,
            ..moment()
        }
    }

    /// Sends a message, performs what comes of it, and draws.
    pub fn send(&mut self, msg: Msg) {
        if let Msg::Day(today) = msg {
            self.performer.outside.today = today;
        }
        let small = self.drawn.too_small && matches!(msg, Msg::Key(_) | Msg::Paste(_));
        if !small {
            let effects = update(&mut self.state, msg);
            self.perform(effects);
        }
        self.draw();
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            self.done.push(effect.clone());
            match self.performer.perform(effect, &mut self.state).unwrap() {
                Some(following) => effects.extend(following),
                None => self.on = false,
            }
        }
    }

    /// Looks for what has changed meanwhile, as the idle program does.
    pub fn look(&mut self) {
        for msg in self.performer.look(&self.state) {
            self.send(msg);
        }
    }

    /// Returns the clock as it stands some minutes after the open 1:1 was started.
    pub fn minutes_later(&self, minutes: i64) -> Msg {
        let (_, open) = self.journey().meetings.open().unwrap();
        Msg::Clock(open.opening.clock + minutes * 60_000)
    }

    pub fn draw(&mut self) {
        let effects = self.draw_frame();
        if !effects.is_empty() {
            self.perform(effects);
            self.draw_frame();
        }
    }

    fn draw_frame(&mut self) -> Vec<Effect> {
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
        let msg = Msg::Drawn {
            columns: drawn.columns,
            page: drawn.page,
            limit: drawn.limit,
        };
        self.drawn = drawn;
        update(&mut self.state, msg)
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
        let store = Store::open(&self.path, &Surroundings::default()).unwrap();
        let names = store.journeys().unwrap();
        names
            .into_iter()
            .map(|name| store.load(name.id).unwrap().journey)
            .collect()
    }

    /// Checks that the journey at hand is stored as it is shown, whichever of its notes were read.
    #[track_caller]
    pub fn assert_journey_kept(&self) {
        let counted = |mut journey: Journey| {
            journey.put_notes_away();
            journey
        };
        let shown = self.journey().clone();
        let stored = self.stored();
        let kept = stored.into_iter().find(|kept| kept.id == shown.id);
        assert_eq!(kept.map(counted), Some(counted(shown)));
        let store = Store::open(&self.path, &Surroundings::default()).unwrap();
        assert!(store.examine().unwrap().is_sound());
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
    live(Program::started(hire, mentor, "Mary Shaw"))
}

/// The same on a plan of the user's own.
pub fn lived_on_own_plan() -> Program {
    live(Program::started_on_own_plan(
        "Ada Lovelace",
        "Grace Hopper",
        "Mary Shaw",
    ))
}

fn live(mut program: Program) -> Program {
    use Party::{Hire, Mentor};
    let mentor = program.journey().people.mentor().unwrap();
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
