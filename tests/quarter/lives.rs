//! What the four and their mentor do, week by week: the days before the 1:1s, the 1:1s, the days after.

use onramp::domain::acts::act::{Act, MeetingAct, Whom};
use onramp::domain::plan::milestone::Milestone;
use onramp::domain::plan::people::Party;
use onramp::domain::record::ids::ChangeId;
use onramp::domain::record::review::Verdict;
use onramp::domain::record::writing::Visibility;

use super::team::{Team, WEDNESDAY, Who, date};
use crate::{begin, block, claim, finish, note, point, slug};
use Who::{Bruno, Hana, Lena, Simon};

const MONDAY: i64 = 0;
const TUESDAY: i64 = 1;
const THURSDAY: i64 = 3;
const FRIDAY: i64 = 4;

const WHERE: &str = "Where will the model run?";

fn action(text: &str, owner: Party, week: i64, weekday: i64, goal: Option<&str>) -> Act {
    Act::Meeting(MeetingAct::Action {
        text: text.to_owned(),
        owner: Whom::Party(owner),
        due: Some(date(week, weekday)),
        goal: goal.map(slug),
        topic: None,
    })
}

fn extend(week: i64, weekday: i64, reason: &str) -> Verdict {
    Verdict::Extend {
        to: date(week, weekday),
        reason: reason.to_owned(),
    }
}

fn replan(carried: &[&str], reason: &str) -> Verdict {
    Verdict::Replan {
        carried: carried.iter().map(|goal| slug(goal)).collect(),
        waived: Vec::new(),
        reason: reason.to_owned(),
    }
}

impl Team {
    /// Plays a week, and returns what the mentor reads on its Wednesday before the first 1:1.
    pub fn week(&mut self, week: i64) -> String {
        self.on(week, MONDAY);
        self.mondays(week);
        self.on(week, TUESDAY);
        self.tuesdays(week);
        self.on(week, WEDNESDAY);
        let meeting: Vec<Who> = (Who::ALL.into_iter())
            .filter(|who| who.weeks().contains(&week))
            .collect();
        self.look_at_all();
        let told = self.told(&meeting);
        for who in meeting {
            let next = who.weeks().iter().find(|later| **later > week);
            self.meet(who, week, next.copied());
        }
        self.on(week, THURSDAY);
        self.thursdays(week);
        self.on(week, FRIDAY);
        self.look_at_all();
        told
    }

    fn mondays(&mut self, week: i64) {
        match week {
            1 => {
                for who in Who::ALL {
                    self.hire(who, &begin("team"));
                }
                self.hire(Lena, &point(WHERE, Visibility::Shared));
                // A day for the first 1:1, but for Lena.
                for who in [Hana, Bruno, Simon] {
                    let on = Some(date(1, WEDNESDAY));
                    self.mentor(who, &Act::Meeting(MeetingAct::Next { on }));
                }
            }
            3 => {
                self.hire(Bruno, &block("access", "Data Platform", "log access"));
            }
            5 => {
                self.hire(Lena, &begin("access"));
            }
            7 => {
                self.hire(Bruno, &begin("talk"));
            }
            9 => {
                self.hire(
                    Bruno,
                    &Act::Clear {
                        goal: slug("access"),
                    },
                );
                let back = "Back from the migration. What matters most now?";
                self.hire(Simon, &note(None, back, Visibility::Shared, true));
                self.hire(Simon, &begin("fix"));
            }
            11 => {
                self.hire(Lena, &claim("baseline"));
            }
            _ => {}
        }
    }

    /// The hires claim, and check in for the 1:1s of the next day.
    fn tuesdays(&mut self, week: i64) {
        let claims: &[(Who, &str)] = match week {
            2 => &[(Hana, "team"), (Bruno, "team"), (Simon, "team")],
            3 => &[(Hana, "access"), (Simon, "access")],
            4 => &[(Hana, "fix"), (Bruno, "fix")],
            6 => &[(Hana, "baseline"), (Lena, "team")],
            7 => &[(Lena, "access")],
            8 => &[(Hana, "talk"), (Bruno, "talk")],
            9 => &[(Lena, "fix")],
            10 => &[(Bruno, "access"), (Simon, "fix")],
            11 => &[(Hana, "ship"), (Simon, "baseline")],
            12 => &[(Bruno, "baseline"), (Simon, "talk")],
            13 => &[(Hana, "runbook"), (Lena, "ship"), (Simon, "ship")],
            _ => &[],
        };
        for (who, goal) in claims {
            self.hire(*who, &claim(goal));
        }
        let said: &[(Who, [u8; 3], &str)] = match week {
            1 => &[(Hana, [4, 4, 4], ""), (Bruno, [4, 4, 4], "")],
            2 => &[(Hana, [4, 4, 4], ""), (Bruno, [4, 4, 4], "")],
            4 => &[(Hana, [4, 4, 4], ""), (Bruno, [4, 3, 4], "Still no data")],
            6 => &[
                (Hana, [4, 4, 4], ""),
                (Bruno, [4, 2, 4], "Three weeks without data"),
                (Lena, [3, 3, 4], ""),
            ],
            9 => &[(Hana, [4, 4, 4], ""), (Simon, [3, 3, 3], "")],
            10 => &[(Hana, [4, 4, 4], ""), (Bruno, [4, 4, 4], "Data at last")],
            _ => &[(Hana, [4, 4, 4], "")],
        };
        for (who, values, sentence) in said {
            self.rate(*who, Party::Hire, *values, sentence);
        }
        let slipped = self.open_action(Lena, Party::Hire);
        if let (6, Some(action)) = (week, slipped) {
            self.hire(Lena, &finish(action));
        }
    }

    fn thursdays(&mut self, week: i64) {
        let begun: &[(Who, &str)] = match week {
            2 => &[(Hana, "access"), (Bruno, "access")],
            3 => &[(Hana, "fix"), (Bruno, "fix")],
            5 => &[(Hana, "baseline")],
            6 => &[(Hana, "talk")],
            8 => &[(Lena, "fix"), (Bruno, "baseline")],
            9 => &[(Hana, "ship")],
            10 => &[(Lena, "baseline"), (Simon, "baseline")],
            11 => &[(Hana, "runbook"), (Simon, "talk")],
            12 => &[(Bruno, "ship"), (Simon, "ship"), (Lena, "ship")],
            _ => &[],
        };
        for (who, goal) in begun {
            self.hire(*who, &begin(goal));
        }
        let done = match week {
            // The mentor has done what was promised; the goal goes on waiting.
            7 => self.open_action(Bruno, Party::Mentor).map(|id| (Bruno, id)),
            8 => self.open_action(Lena, Party::Mentor).map(|id| (Lena, id)),
            _ => None,
        };
        if let Some((who, action)) = done {
            self.mentor(who, &finish(action));
        }
        if week == 3 {
            // Outside of a 1:1, for none is held.
            let goal = slug("access");
            self.mentor(Simon, &Act::Confirm { goal });
        }
    }

    /// The first open action of a party.
    fn open_action(&self, who: Who, owner: Party) -> Option<ChangeId> {
        let mut actions = self.journey(who).meetings.actions.iter();
        let found = actions.find(|(_, action)| action.is_open() && action.party() == Some(owner));
        found.map(|(id, _)| *id)
    }

    fn meet(&mut self, who: Who, week: i64, next: Option<i64>) {
        self.start(who);
        match who {
            Hana => self.with_hana(week),
            Bruno => self.with_bruno(week),
            Lena => self.with_lena(week),
            Simon => self.with_simon(week),
        }
        let next = match (who, week) {
            // No day is agreed with Lena once they stop meeting every week, and the 1:1 that is agreed with
            // Simon is not held.
            (Lena, 4 | 6) => None,
            (Simon, 2) => Some(3),
            _ => next,
        };
        self.close(who, next);
    }

    fn with_hana(&mut self, week: i64) {
        self.rate(Hana, Party::Mentor, [4, 4, 4], "");
        self.go_through(Hana, &[]);
        let gate = match week {
            4 => Milestone::DAY_30,
            9 => Milestone::DAY_60,
            13 => Milestone::DAY_90,
            _ => return,
        };
        self.review(Hana, gate, Verdict::Advance);
    }

    fn with_bruno(&mut self, week: i64) {
        if !matches!(week, 1 | 2 | 4 | 6 | 10) {
            self.rate(Bruno, Party::Hire, [4, 3, 4], "");
        }
        if week != 6 {
            self.rate(Bruno, Party::Mentor, [4, 4, 4], "");
        }
        self.go_through(Bruno, &[]);
        match week {
            6 => {
                // Too late to talk about what Bruno had said.
                self.rate(Bruno, Party::Mentor, [4, 4, 4], "");
                let escalate = "Take the log access to the head of data";
                let act = action(escalate, Party::Mentor, 7, FRIDAY, Some("access"));
                self.mentor(Bruno, &act);
                let verdict = extend(9, THURSDAY, "there is no log access");
                self.review(Bruno, Milestone::DAY_30, verdict);
            }
            10 => {
                self.review(Bruno, Milestone::DAY_30, Verdict::Advance);
                let verdict = replan(&["baseline"], "the data came in week 9");
                self.review(Bruno, Milestone::DAY_60, verdict);
            }
            _ => {}
        }
    }

    fn with_lena(&mut self, week: i64) {
        if week == 3 {
            // The mentor goes first.
            self.rate(Lena, Party::Mentor, [3, 3, 4], "");
            self.rate(Lena, Party::Hire, [3, 3, 4], "");
        } else {
            if week != 6 {
                self.rate(Lena, Party::Hire, [3, 3, 4], "");
            }
            self.rate(Lena, Party::Mentor, [3, 4, 4], "");
        }
        let put_off: &[&str] = match week {
            1..=3 => &[WHERE],
            _ => &[],
        };
        self.go_through(Lena, put_off);
        match week {
            1 => {
                let write = "Write up the round of introductions";
                self.mentor(Lena, &action(write, Party::Hire, 2, FRIDAY, None));
            }
            6 => {
                let find = "Find a reviewer for Lena";
                self.mentor(Lena, &action(find, Party::Mentor, 7, WEDNESDAY, None));
            }
            10 => self.review(Lena, Milestone::DAY_30, Verdict::Advance),
            12 => {
                let verdict = replan(&["talk"], "the talk moves to June");
                self.review(Lena, Milestone::DAY_60, verdict);
            }
            _ => {}
        }
    }

    fn with_simon(&mut self, week: i64) {
        if week != 9 {
            self.rate(Simon, Party::Hire, [4, 4, 4], "");
        }
        // What the mentor leaves out in week 2 opens what Simon said as the 1:1 is closed.
        if week != 2 {
            self.rate(Simon, Party::Mentor, [4, 4, 3], "");
        }
        self.go_through(Simon, &[]);
        match week {
            9 => {
                let verdict = replan(&["fix"], "Simon was lent to the migration");
                self.review(Simon, Milestone::DAY_30, verdict);
            }
            10 => {
                let verdict = replan(&["baseline", "talk"], "five weeks were lost");
                self.review(Simon, Milestone::DAY_60, verdict);
            }
            _ => {}
        }
    }
}

impl Who {
    /// The weeks in which they have a 1:1 with the mentor, on the Wednesday.
    fn weeks(self) -> &'static [i64] {
        match self {
            Hana => &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
            Bruno => &[1, 2, 4, 6, 8, 10, 12],
            Lena => &[1, 2, 3, 4, 6, 8, 10, 12, 13],
            Simon => &[1, 2, 9, 10, 11, 12, 13],
        }
    }
}
