//! A quarter of a hire and a mentor, played through a fixed calendar: thirteen weeks from the first
//! day to the gate at 90 days, with holidays and a week of leave in it. The agenda, the health, the
//! minutes and the summary are snapshots that were read as the two would read them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops where it goes wrong"
)]

#[path = "quarter/eyes.rs"]
mod eyes;
#[path = "quarter/lives.rs"]
mod lives;
#[path = "quarter/team.rs"]
mod team;
#[path = "quarter/weeks.rs"]
mod weeks;

use chrono::NaiveDate;
use onramp::domain::acts::act::{Act, MeetingAct, ReviewAct, Whom};
use onramp::domain::acts::decide::Working;
use onramp::domain::judgment::dates::Dates;
use onramp::domain::judgment::standing::Standing;
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::names::Slug;
use onramp::domain::plan::people::{Author, Party};
use onramp::domain::record::change::Moment;
use onramp::domain::record::course::Holiday;
use onramp::domain::record::ids::ChangeId;
use onramp::domain::record::journey::Journey;
use onramp::domain::record::meeting::{Topic, Treatment};
use onramp::domain::record::review::{Answer, Grade, Verdict};
use onramp::domain::record::writing::Visibility;
use onramp::domain::telling::agenda::{Line, agenda};
use onramp::report::readership::For;
use onramp::store::{OpenJourney, Store, Surroundings};
use onramp::{domain, plans, report};
use tempfile::TempDir;
use uuid::Uuid;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

/// The journey, its store, and the day it is.
struct Quarter {
    store: Store,
    open: OpenJourney,
    today: NaiveDate,
    count: u64,
    _folder: TempDir,
}

impl Quarter {
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store =
            Store::open(&folder.path().join("onramp.db"), &Surroundings::default()).unwrap();
        let text = include_str!("trial/trial-scientist.toml");
        let plan = plans::read("trial-scientist.toml", text).unwrap().plan;
        let start = day("2026-03-02");
        let holidays = [
            "2026-04-03",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-05-25",
        ];
        let seed = domain::acts::decide::seed(
            plan,
            "Ada",
            "Grace",
            "Mary",
            start,
            Working {
                holidays: holidays.map(|off| (day(off), Holiday::default())).into(),
                ..Working::default()
            },
            Uuid::from_u128(7),
        )
        .unwrap();
        let moment = Moment {
            today: start,
            entered: start,
            clock: 1,
            id: Uuid::from_u128(1),
        };
        let open = store.start(seed, moment).unwrap();
        Self {
            store,
            open,
            today: start,
            count: 1,
            _folder: folder,
        }
    }

    fn journey(&self) -> &Journey {
        &self.open.journey
    }

    /// Goes on to a day.
    fn on(&mut self, iso: &str) -> &mut Self {
        self.today = day(iso);
        self
    }

    fn act(&mut self, party: Party, act: &Act) -> ChangeId {
        self.count += 1;
        let moment = Moment {
            today: self.today,
            entered: self.today,
            clock: i64::try_from(self.count).unwrap() * 60_000,
            id: Uuid::from_u128(self.count.into()),
        };
        let author: Author = self.journey().people.author(party).unwrap();
        let done = self
            .store
            .commit(&mut self.open, &author, std::slice::from_ref(act), moment);
        done.unwrap_or_else(|error| panic!("{}: {act:?}: {error}", self.today))[0].id
    }

    fn hire(&mut self, act: &Act) -> ChangeId {
        self.act(Party::Hire, act)
    }

    fn mentor(&mut self, act: &Act) -> ChangeId {
        self.act(Party::Mentor, act)
    }

    fn meet(&mut self) -> ChangeId {
        self.mentor(&Act::Meeting(MeetingAct::Start { occasion: None }))
    }

    fn close(&mut self, next: &str) {
        let act = MeetingAct::Close {
            next: Some(day(next)),
            leave_claims: true,
        };
        self.mentor(&Act::Meeting(act));
    }

    /// Both rate: role clarity, confidence, belonging.
    fn rate(&mut self, hire: [u8; 3], mentor: [u8; 3], words: &str) {
        for (party, [role_clarity, confidence, belonging]) in
            [(Party::Hire, hire), (Party::Mentor, mentor)]
        {
            let words = if party == Party::Hire { words } else { "" };
            self.act(
                party,
                &Act::Meeting(MeetingAct::Rate {
                    role_clarity,
                    confidence,
                    belonging,
                    words: words.to_owned(),
                    why: std::collections::BTreeMap::new(),
                }),
            );
        }
    }

    fn lines(&self, reader: Party) -> Vec<Line> {
        let dates = Dates::of(self.journey(), self.today);
        agenda(self.journey(), &dates, reader)
    }

    /// Ticks every line of the agenda as discussed but those whose words are named, which are put
    /// off.
    fn discuss_all_but(&mut self, put_off: &[&str]) {
        for line in self.lines(Party::Mentor) {
            let is_put_off = put_off.iter().any(|words| line.text.contains(words));
            let treatment = match is_put_off {
                true => Treatment::PutOff,
                false => Treatment::Discussed,
            };
            self.mentor(&treat(&line.topic, treatment));
        }
    }

    fn health(&self) -> String {
        let standing = Standing::of(self.journey(), self.today);
        let mut told = format!(
            "{}, day {}: {}\n",
            self.today,
            standing.day,
            standing.health.word()
        );
        for reason in &standing.reasons {
            told.push_str(&format!("  {}\n", reason.what));
        }
        told
    }

    fn agenda(&self, reader: Party) -> String {
        let mut told = format!("{} as the {}\n", self.today, reader.word());
        let mut section = None;
        for line in self.lines(reader) {
            if section != Some(line.section) {
                section = Some(line.section);
                told.push_str(&format!("{}\n", line.section.heading()));
            }
            let carried = line.carried_words().map(|words| format!(" ({words})"));
            told.push_str(&format!(
                "  {} · {}{}\n",
                line.text,
                line.beside,
                carried.unwrap_or_default()
            ));
        }
        told
    }

    fn minutes(&self, meeting: ChangeId) -> String {
        let log = self.store.changes(self.journey().id).unwrap();
        let dates = Dates::of(self.journey(), self.today);
        let rows = report::pages::minutes::minutes(self.journey(), &log, &dates, meeting);
        report::write::markdown::page(&rows.unwrap().page)
    }

    /// The page of the first review of a milestone, made at the end of the quarter.
    fn gate(&self, milestone: Milestone) -> String {
        let standing = Standing::of(self.journey(), self.today);
        let (_, review) = self.journey().reviews.all_of(milestone).next().unwrap();
        let page = report::review::ReviewPage::of(self.journey(), review, &[], &standing);
        report::write::markdown::page(&report::pages::review::review(&page))
    }

    fn review(&mut self, milestone: Milestone) {
        self.mentor(&Act::Review(ReviewAct::Start { milestone }));
    }

    fn not_done(&mut self, goal: &str, why: &str) {
        let answer = Some(Answer::NotDone {
            why: Some(why.to_owned()),
        });
        let goal = slug(goal);
        self.mentor(&Act::Review(ReviewAct::Answer { goal, answer }));
    }

    fn grade(&mut self, party: Party, dimension: &str, grade: Grade) {
        let dimension = slug(dimension);
        let grade = Some(grade);
        let why = None;
        let act = ReviewAct::Grade {
            dimension,
            grade,
            why,
        };
        self.act(party, &Act::Review(act));
    }

    fn verdict(&mut self, summary: &str, verdict: Verdict) {
        let act = ReviewAct::Verdict {
            summary: summary.to_owned(),
            verdict,
            leave_ungraded: true,
        };
        self.mentor(&Act::Review(act));
    }
}

fn begin(goal: &str) -> Act {
    Act::Begin { goal: slug(goal) }
}

fn claim(goal: &str) -> Act {
    Act::Claim { goal: slug(goal) }
}

fn confirm(goal: &str) -> Act {
    Act::Confirm { goal: slug(goal) }
}

fn block(goal: &str, on: &str, waits_for: &str) -> Act {
    Act::Block {
        goal: slug(goal),
        on: on.to_owned(),
        waits_for: waits_for.to_owned(),
        since: None,
    }
}

fn note(goal: Option<&str>, text: &str, visibility: Visibility, question: bool) -> Act {
    Act::Note {
        goal: goal.map(slug),
        text: text.to_owned(),
        visibility,
        question,
        meeting: None,
    }
}

fn minute(meeting: ChangeId, text: &str, visibility: Visibility) -> Act {
    Act::Note {
        goal: None,
        text: text.to_owned(),
        visibility,
        question: false,
        meeting: Some(meeting),
    }
}

fn point(text: &str, visibility: Visibility) -> Act {
    Act::Meeting(MeetingAct::Point {
        text: text.to_owned(),
        visibility,
    })
}

fn action(text: &str, owner: Party, due: &str) -> Act {
    Act::Meeting(MeetingAct::Action {
        text: text.to_owned(),
        owner: Whom::Party(owner),
        due: Some(day(due)),
        goal: None,
        topic: None,
    })
}

fn finish(action: ChangeId) -> Act {
    Act::Meeting(MeetingAct::Finish { action, done: true })
}

fn treat(topic: &Topic, treatment: Treatment) -> Act {
    Act::Meeting(MeetingAct::Treat {
        topic: topic.clone(),
        treatment: Some(treatment),
    })
}

/// Weeks 1 to 4: the first 1:1 in week one, access that comes late, a point put off twice.
fn first_month(quarter: &mut Quarter) {
    quarter.hire(&begin("product-and-kpis"));
    quarter.on("2026-03-03").hire(&begin("access"));
    quarter.on("2026-03-04").hire(&point(
        "Career: where can this role lead?",
        Visibility::Shared,
    ));
    quarter.meet();
    let send = quarter.mentor(&action(
        "Introduce Ada to the Data Platform team",
        Party::Mentor,
        "2026-03-06",
    ));
    quarter.rate([3, 3, 4], [4, 3, 4], "A lot of names");
    quarter.discuss_all_but(&["Career"]);
    quarter.close("2026-03-11");

    quarter.on("2026-03-06").mentor(&finish(send));
    quarter.on("2026-03-09").hire(&claim("product-and-kpis"));
    quarter.hire(&block("access", "Data Platform", "log access"));
    quarter.on("2026-03-10").hire(&note(
        Some("access"),
        "Is there anybody I can call?",
        Visibility::Shared,
        true,
    ));
    quarter.mentor(&point("Is the pace right for Ada?", Visibility::Private));
    quarter.on("2026-03-11");
    insta::assert_snapshot!("week_2_agenda_as_the_mentor", quarter.agenda(Party::Mentor));
    insta::assert_snapshot!("week_2_agenda_as_the_hire", quarter.agenda(Party::Hire));
    let meeting = quarter.meet();
    quarter.mentor(&confirm("product-and-kpis"));
    quarter.mentor(&minute(
        meeting,
        "Data Platform promised access by Friday.",
        Visibility::Shared,
    ));
    quarter.mentor(&minute(
        meeting,
        "Ada is too polite to escalate.",
        Visibility::Private,
    ));
    let call = quarter.hire(&action(
        "Call Data Platform's lead",
        Party::Hire,
        "2026-03-13",
    ));
    quarter.rate([3, 2, 4], [4, 4, 4], "");
    quarter.discuss_all_but(&["Career"]);
    quarter.close("2026-03-18");
    insta::assert_snapshot!("week_2_minutes", quarter.minutes(meeting));

    quarter.on("2026-03-13").hire(&finish(call));
    quarter.hire(&Act::Clear {
        goal: slug("access"),
    });
    quarter.on("2026-03-16").hire(&claim("access"));
    quarter.hire(&begin("reproduce-a-model"));
    quarter.on("2026-03-18").meet();
    quarter.mentor(&confirm("access"));
    quarter.rate([4, 3, 4], [4, 4, 4], "");
    quarter.discuss_all_but(&[]);
    quarter.close("2026-03-25");

    quarter.on("2026-03-24").hire(&begin("stakeholder-map"));
    quarter.on("2026-03-25").meet();
    quarter.rate([4, 4, 4], [4, 4, 5], "");
    quarter.discuss_all_but(&[]);
    quarter.close("2026-04-01");
}

/// Week 5: the gate at 30 days, extended for what is open.
fn first_gate(quarter: &mut Quarter) {
    quarter.on("2026-03-31").hire(&claim("reproduce-a-model"));
    quarter.on("2026-04-01");
    insta::assert_snapshot!("week_5_agenda", quarter.agenda(Party::Mentor));
    insta::assert_snapshot!("week_5_health", quarter.health());
    quarter.meet();
    quarter.mentor(&confirm("reproduce-a-model"));
    quarter.discuss_all_but(&[]);
    quarter.review(Milestone::DAY_30);
    quarter.not_done("quality-gaps", "Access came late");
    quarter.not_done("stakeholder-map", "Half of the people are on the map");
    quarter.grade(Party::Hire, "problem-framing", Grade::Meets);
    quarter.grade(Party::Mentor, "problem-framing", Grade::Exceeds);
    quarter.grade(Party::Mentor, "communication", Grade::Below);
    quarter.verdict(
        "A good start, held up by access.",
        Verdict::Extend {
            to: day("2026-04-15"),
            reason: "access came two weeks late".to_owned(),
        },
    );
    quarter.close("2026-04-08");
}

/// Weeks 6 to 9: the open goals of the first month, then a week of leave.
fn second_month(quarter: &mut Quarter) {
    quarter.on("2026-04-07").hire(&begin("quality-gaps"));
    quarter.on("2026-04-08").meet();
    quarter.rate([4, 4, 4], [4, 4, 5], "");
    quarter.discuss_all_but(&[]);
    quarter.close("2026-04-15");
    quarter.on("2026-04-13").hire(&claim("quality-gaps"));
    quarter.on("2026-04-14").hire(&claim("stakeholder-map"));
    quarter.on("2026-04-15").meet();
    quarter.mentor(&confirm("quality-gaps"));
    quarter.mentor(&confirm("stakeholder-map"));
    quarter.review(Milestone::DAY_30);
    quarter.verdict("All of it is done now.", Verdict::Advance);
    quarter.hire(&Act::Leave {
        from: day("2026-04-20"),
        until: day("2026-04-24"),
        reason: "family".to_owned(),
        visibility: Visibility::Shared,
    });
    quarter.discuss_all_but(&[]);
    quarter.close("2026-04-29");
    quarter.on("2026-04-16").hire(&begin("framing-doc"));
    quarter.on("2026-04-28").hire(&claim("framing-doc"));
    quarter.on("2026-04-29").meet();
    quarter.mentor(&confirm("framing-doc"));
    quarter.discuss_all_but(&[]);
    quarter.close("2026-05-06");
}

/// Weeks 10 to 13: the gates at 60 and 90 days.
fn third_month(quarter: &mut Quarter) {
    quarter
        .on("2026-05-05")
        .hire(&claim("baseline-improvement"));
    quarter.on("2026-05-06").meet();
    quarter.mentor(&confirm("baseline-improvement"));
    quarter.discuss_all_but(&[]);
    quarter.close("2026-05-08");
    quarter
        .on("2026-05-07")
        .hire(&claim("monitoring-dashboards"));
    quarter.on("2026-05-08");
    insta::assert_snapshot!("week_10_health", quarter.health());
    quarter.meet();
    quarter.mentor(&confirm("monitoring-dashboards"));
    quarter.discuss_all_but(&[]);
    quarter.review(Milestone::DAY_60);
    quarter.not_done("offline-gain", "The online test starts next week");
    quarter.verdict(
        "Three of four; the last one moves with the test.",
        Verdict::Replan {
            carried: vec![slug("offline-gain")],
            waived: Vec::new(),
            reason: "the slot for the online test is in May".to_owned(),
        },
    );
    quarter.close("2026-05-20");
    quarter.on("2026-05-19").hire(&claim("offline-gain"));
    quarter.hire(&claim("versioned-runs"));
    quarter.on("2026-05-20").meet();
    quarter.mentor(&confirm("offline-gain"));
    quarter.mentor(&confirm("versioned-runs"));
    quarter.discuss_all_but(&[]);
    quarter.close("2026-05-29");
    quarter.on("2026-05-28").hire(&claim("signal-moved"));
    quarter.on("2026-05-29");
    insta::assert_snapshot!("week_13_agenda", quarter.agenda(Party::Mentor));
    insta::assert_snapshot!("week_13_health", quarter.health());
}

#[test]
fn a_quarter_reads_right_from_the_first_day_to_the_gate_at_90_days() {
    let mut quarter = Quarter::begin();
    first_month(&mut quarter);
    first_gate(&mut quarter);
    second_month(&mut quarter);
    third_month(&mut quarter);

    let log = quarter.store.changes(quarter.journey().id).unwrap();
    let since = day("2026-05-20");
    let summary = report::pages::summary::summary(
        quarter.journey(),
        &log,
        quarter.today,
        since,
        For::Manager,
    );
    insta::assert_snapshot!("summary", report::write::markdown::page(&summary));
    insta::assert_snapshot!("gate_at_30_days", quarter.gate(Milestone::DAY_30));
    assert_eq!(Journey::fold(&log).as_ref(), Some(quarter.journey()));
    assert!(quarter.store.examine().unwrap().is_sound());
}
