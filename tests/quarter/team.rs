//! Four hires of one mentor in one store, and what each party reads of them. Every rating and every begin
//! and end of a 1:1 is followed by a look through the eyes of all three: what worries is for the mentor alone, and a
//! rating stays with its author until the other side has rated, or the 1:1 is closed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};
use onramp::domain::acts::act::{Act, MeetingAct, ReviewAct};
use onramp::domain::acts::decide::{self, Working};
use onramp::domain::judgment::dates::Dates;
use onramp::domain::judgment::standing::Standing;
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::people::{Author, Party};
use onramp::domain::record::change::{Change, Moment};
use onramp::domain::record::goal::GoalState;
use onramp::domain::record::ids::ChangeId;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::meeting::Treatment;
use onramp::domain::record::rating::Aspect;
use onramp::domain::record::review::{Answer, Verdict};
use onramp::domain::telling::agenda::agenda;
use onramp::domain::telling::hires::{self, Row};
use onramp::plans;
use onramp::store::{OpenJourney, Store, Surroundings};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{day, treat};

/// The day on which all four begin, a Monday.
pub const START: &str = "2026-03-02";

/// The day of a week on which the 1:1s are.
pub const WEDNESDAY: i64 = 2;

/// Which hire it is, in the order in which they were entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Claims in time and meets every week.
    Hana,
    /// Waits on another team.
    Bruno,
    /// Claims late and slips.
    Lena,
    /// Is not heard of for weeks.
    Simon,
}

impl Who {
    pub const ALL: [Self; 4] = [Self::Hana, Self::Bruno, Self::Lena, Self::Simon];
}

/// The journey of one of them.
pub struct Hire {
    pub open: OpenJourney,
    /// Every sentence beside a rating, by its author.
    pub said: Vec<(Party, String)>,
    /// Those that the other side may not read yet.
    pub hidden: Vec<(Party, String)>,
    /// Who has rated for the 1:1 that is open, or ahead of the next one.
    rated: BTreeSet<Party>,
}

/// The mentor's four, and the day it is.
pub struct Team {
    store: Store,
    pub hires: Vec<Hire>,
    pub today: NaiveDate,
    count: u64,
    _folder: TempDir,
}

fn plan() -> String {
    let goals = [
        ("30", "team", "Meet the team"),
        ("30", "access", "Get access to the data"),
        ("30", "fix", "Fix a first bug"),
        ("60", "baseline", "Build a baseline"),
        ("60", "talk", "Give a talk"),
        ("90", "ship", "Ship a model"),
        ("90", "runbook", "Write the runbook"),
    ];
    let goals = goals.map(|(milestone, slug, title)| {
        format!(
            "[[goal]]\nmilestone = \"{milestone}\"\nslug = \"{slug}\"\ntitle = \"{title}\"\n\
             why = \"Because.\"\nevidence = \"A link.\"\n"
        )
    });
    let head = "format = 1\nedition = 1\nslug = \"tester\"\ntitle = \"Tester\"\n\
                source = \"these tests\"\nsummary = \"Tests.\"\nmission = \"Test.\"\n\
                success = \"Tested.\"\nhigh_performance = [\"Tests well.\"]\n\
                [milestones]\n30 = \"Begin\"\n60 = \"Go on\"\n90 = \"Deliver\"\n";
    format!("{head}{}", goals.concat())
}

impl Team {
    pub fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        let store = Store::open(&path, &Surroundings::default()).unwrap();
        let mut team = Self {
            store,
            hires: Vec::new(),
            today: day(START),
            count: 0,
            _folder: folder,
        };
        for (who, id) in Who::ALL.into_iter().zip(7..) {
            let plan = plans::read("tester.toml", &plan()).unwrap().plan;
            let seed = decide::seed(
                plan,
                &format!("{who:?}"),
                "Grace",
                "Mary",
                day(START),
                Working::default(),
                Uuid::from_u128(id),
            );
            let moment = team.moment();
            let open = team.store.start(seed.unwrap(), moment).unwrap();
            team.hires.push(Hire {
                open,
                said: Vec::new(),
                hidden: Vec::new(),
                rated: BTreeSet::new(),
            });
        }
        team
    }

    pub fn journey(&self, who: Who) -> &Journey {
        &self.hires[who as usize].open.journey
    }

    pub fn log(&self, who: Who) -> Vec<Change> {
        self.store.changes(self.journey(who).id).unwrap()
    }

    fn moment(&mut self) -> Moment {
        self.count += 1;
        Moment {
            today: self.today,
            entered: self.today,
            clock: i64::try_from(self.count).unwrap() * 60_000,
            id: Uuid::from_u128(self.count.into()),
        }
    }

    /// Goes on to a day of a week, 0 for its Monday. On none of the days that go by anything worries
    /// about who is well.
    pub fn on(&mut self, week: i64, weekday: i64) {
        let until = date(week, weekday);
        loop {
            let rows = self.rows(Party::Mentor);
            let well = rows.iter().find(|row| row.people.hire() == "Hana").unwrap();
            assert!(
                well.signals(Party::Mentor).is_empty(),
                "{}: {:?}",
                self.today,
                well.signals(Party::Mentor)
            );
            if self.today >= until {
                return;
            }
            self.today += TimeDelta::days(1);
        }
    }

    fn act(&mut self, who: Who, party: Party, act: &Act) -> ChangeId {
        let moment = self.moment();
        let today = self.today;
        let hire = &mut self.hires[who as usize];
        let author: Author = hire.open.journey.people.author(party).unwrap();
        let done = self
            .store
            .commit(&mut hire.open, &author, std::slice::from_ref(act), moment);
        let id = done.unwrap_or_else(|error| panic!("{today}: {who:?}: {act:?}: {error}"))[0].id;
        if let Act::Meeting(MeetingAct::Close { .. }) = act {
            hire.hidden.clear();
            hire.rated.clear();
        }
        if let Act::Meeting(MeetingAct::Start { .. } | MeetingAct::Close { .. }) = act {
            self.look(who);
        }
        id
    }

    pub fn hire(&mut self, who: Who, act: &Act) -> ChangeId {
        self.act(who, Party::Hire, act)
    }

    pub fn mentor(&mut self, who: Who, act: &Act) -> ChangeId {
        self.act(who, Party::Mentor, act)
    }

    /// One side rates role clarity, confidence and belonging, with a sentence on confidence and a line
    /// beside all of it.
    pub fn rate(&mut self, who: Who, party: Party, values: [u8; 3], sentence: &str) {
        let [role_clarity, confidence, belonging] = values;
        let words = format!("line {} beside it", self.count);
        let why = match sentence {
            "" => format!("sentence {} on it", self.count),
            _ => sentence.to_owned(),
        };
        let act = MeetingAct::Rate {
            role_clarity,
            confidence,
            belonging,
            words: words.clone(),
            why: BTreeMap::from([(Aspect::Confidence, why.clone())]),
        };
        self.act(who, party, &Act::Meeting(act));
        let hire = &mut self.hires[who as usize];
        let sentences = [words, why].map(|sentence| (party, sentence));
        hire.said.extend(sentences.clone());
        hire.rated.insert(party);
        match hire.rated.len() {
            1 => hire.hidden.extend(sentences),
            _ => hire.hidden.clear(),
        }
        self.look(who);
    }

    pub fn start(&mut self, who: Who) -> ChangeId {
        self.mentor(who, &Act::Meeting(MeetingAct::Start { occasion: None }))
    }

    /// The mentor confirms what is claimed, and ticks every line of the agenda as discussed but those
    /// whose words are named, which are put off.
    pub fn go_through(&mut self, who: Who, put_off: &[&str]) {
        let goals = self.journey(who).goals.iter();
        let claimed = goals.filter(|goal| goal.state() == GoalState::Claimed);
        let claimed: Vec<_> = claimed.map(|goal| goal.slug().clone()).collect();
        for goal in claimed {
            self.mentor(who, &Act::Confirm { goal });
        }
        let dates = Dates::of(self.journey(who), self.today);
        for line in agenda(self.journey(who), &dates, Party::Mentor) {
            let is_put_off = put_off.iter().any(|words| line.text.contains(words));
            let treatment = match is_put_off {
                true => Treatment::PutOff,
                false => Treatment::Discussed,
            };
            self.mentor(who, &treat(&line.topic, treatment));
        }
    }

    /// Closes the open 1:1; the next one is on the Wednesday of a week, if one is agreed.
    pub fn close(&mut self, who: Who, next: Option<i64>) {
        let act = MeetingAct::Close {
            next: next.map(|week| date(week, WEDNESDAY)),
            leave_claims: true,
        };
        self.mentor(who, &Act::Meeting(act));
    }

    /// A gate review from its begin to the verdict.
    pub fn review(&mut self, who: Who, milestone: Milestone, verdict: Verdict) {
        self.mentor(who, &Act::Review(ReviewAct::Start { milestone }));
        let goals = self.journey(who).goals_of(milestone);
        let left = goals.filter(|goal| goal.state() != GoalState::Confirmed);
        let left: Vec<_> = left.map(|goal| goal.slug().clone()).collect();
        for goal in left {
            let answer = Some(Answer::NotDone { why: None });
            self.mentor(who, &Act::Review(ReviewAct::Answer { goal, answer }));
        }
        let act = ReviewAct::Verdict {
            summary: "As it stands.".to_owned(),
            verdict,
            leave_ungraded: true,
        };
        self.mentor(who, &Act::Review(act));
    }

    /// The list of hires in the order in which a party sees it.
    pub fn rows(&self, reader: Party) -> Vec<Row> {
        let mut rows = self.store.overview(self.today).unwrap();
        hires::sort(&mut rows, reader);
        for row in &rows {
            let mut all = Who::ALL.into_iter().map(|who| self.journey(who));
            let journey = all.find(|journey| journey.id == row.id).unwrap();
            assert_eq!(*row, Row::of(&Standing::of(journey, self.today)));
        }
        rows
    }

    /// The list of hires and the agendas of the first of it and of those who meet today, as the mentor
    /// reads them.
    pub fn told(&self, meeting: &[Who]) -> String {
        let week = (self.today - day(START)).num_days() / 7 + 1;
        let date = self.today.format("%-d %b");
        let mut told = format!("week {week}, {} {date}\n", self.today.weekday());
        let rows = self.rows(Party::Mentor);
        for row in &rows {
            told.push_str(&format!(
                "  {} · {} · {}\n",
                row.people.hire(),
                row.verdict(),
                row.needs(Party::Mentor)
            ));
        }
        for row in &rows {
            let mut all = Who::ALL.into_iter();
            let who = all.find(|who| self.journey(*who).id == row.id).unwrap();
            let is_first = row.id == rows[0].id;
            let heading = match (is_first, meeting.contains(&who)) {
                (true, true) => "first, 1:1",
                (true, false) => "first",
                (false, true) => "1:1",
                (false, false) => continue,
            };
            told.push_str(&format!("{who:?} ({heading})\n"));
            told.push_str(&self.agenda(who));
        }
        told
    }

    fn agenda(&self, who: Who) -> String {
        let dates = Dates::of(self.journey(who), self.today);
        let lines = agenda(self.journey(who), &dates, Party::Mentor);
        let told = lines.iter().map(|line| {
            let carried = line.carried_words().map(|words| format!(" ({words})"));
            format!(
                "  {}: {}{}\n",
                line.section.heading(),
                line.whole(),
                carried.unwrap_or_default()
            )
        });
        match lines.is_empty() {
            true => "  nothing\n".to_owned(),
            false => told.collect(),
        }
    }

    /// Looks at every journey as each party.
    pub fn look_at_all(&self) {
        for who in Who::ALL {
            self.look(who);
        }
    }

    /// Replays every log, and looks at the whole store.
    pub fn ends_sound(&self) {
        for who in Who::ALL {
            assert_eq!(
                Journey::fold(&self.log(who)).as_ref(),
                Some(self.journey(who))
            );
        }
        assert!(self.store.examine().unwrap().is_sound());
    }
}

/// Returns the day of a week of the quarter, 0 for its Monday.
pub fn date(week: i64, weekday: i64) -> NaiveDate {
    day(START) + TimeDelta::days((week - 1) * 7 + weekday)
}
