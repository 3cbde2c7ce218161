//! What wants attention, in words: as a reason for the verdict, beside a line of an agenda, as a
//! reminder, and in the few words that a list of hires has room for.

use chrono::NaiveDate;

use super::{Attention, Matter};
use crate::domain::judgment::facts::{GoalFacts, Wait};
use crate::domain::judgment::rules;
use crate::domain::plan::people::Author;
use crate::domain::record::goal::Goal;
use crate::domain::words::text::count;
use crate::domain::words::when::{spoken, working_days};

/// What first steps bring, and who says so.
pub const FIRST_STEPS_SOURCE: &str = "a talk about the role, a buddy, a network, monthly check-ins and \
     openness made hires fully productive a month earlier (Bock, Work Rules!)";

impl Attention<'_> {
    /// Returns how it speaks against a journey with this mentor; nothing if it does not.
    pub fn reason(&self, mentor: Option<&str>) -> Option<String> {
        let days = working_days(self.days);
        Some(match (&self.what, mentor) {
            (Matter::Late(goal), _) if self.days == 0 => {
                format!("{goal} was due on the last working day")
            }
            (Matter::Late(goal), _) => format!("{goal} is {days} late"),
            (Matter::Blocked(goal, on), _) => format!("{goal} has waited on {on} for {days}"),
            (Matter::Claim(goal), Some(mentor)) => {
                format!("{goal} has waited for {mentor} to confirm for {days}")
            }
            (Matter::Claim(goal), None) => {
                format!("{goal} has been claimed for {days} with no mentor named to confirm it")
            }
            (
                Matter::Behind {
                    done,
                    ahead,
                    expected,
                },
                _,
            ) => {
                let ahead = match ahead {
                    0 => String::new(),
                    ahead => format!(", {ahead} done ahead"),
                };
                format!("{done} done where {expected:.1} are expected{ahead}")
            }
            (Matter::Pace(late), _) => format!("{} late at this pace", working_days(*late)),
            (Matter::NoMentor, _) => "no mentor is named".to_owned(),
            (Matter::NoMeeting { ever, .. }, _) => no_meeting(*ever, &days),
            _ => return None,
        })
    }

    /// Returns what an agenda says beside a gate review or a goal.
    pub fn beside(&self, goal: Option<&Goal>, today: NaiveDate) -> String {
        match &self.what {
            Matter::Claim(_) => {
                let links = match goal.map_or(0, |goal| goal.evidence.len()) {
                    0 => String::new(),
                    links => format!(", {}", count(links, "link")),
                };
                format!("claimed {}{}{links}", self.day(today), self.for_days())
            }
            Matter::Late(_) if self.days > 0 => {
                format!("{}, {} late", self.dated(today), working_days(self.days))
            }
            Matter::Blocked(_, on) => {
                let wait = goal.and_then(Goal::waiting).map(Wait::from);
                waits(on, wait) + &self.for_days()
            }
            _ => self.dated(today),
        }
    }

    /// Returns the reminder of it.
    pub fn reminder(
        &self,
        goal: Option<&GoalFacts<'_>>,
        acting: &Author,
        today: NaiveDate,
    ) -> String {
        let day = self.day(today);
        let ahead = self.on.map_or(0, |on| (on - today).num_days());
        let due = match ahead {
            0 => "due today".to_owned(),
            _ => self.dated(today),
        };
        let text = match &self.what {
            Matter::OpenMeeting => format!("the 1:1 of {day} is still open"),
            Matter::Meeting => match ahead {
                ..=-1 => format!("the 1:1 agreed for {day} was not held"),
                0 => "1:1 today".to_owned(),
                1 => "1:1 tomorrow".to_owned(),
                _ => format!("1:1 on {day}"),
            },
            Matter::NoMeeting { ever, .. } => {
                let missing = no_meeting(*ever, &working_days(self.days));
                format!("{missing}, and no day is agreed for one")
            }
            Matter::Gate(milestone) => {
                let at = milestone.label();
                format!("gate review at {at} · {}", self.dated(today))
            }
            Matter::Claim(_) => format!("to confirm, claimed {day}"),
            Matter::Returned(_, returned) => {
                format!("sent back by {}: {}", returned.mark.by, returned.reason)
            }
            Matter::Action(action) => match action.party() {
                Some(_) => format!("{} · {due}", action.text),
                None => format!("{}: {} · {due}", action.owner(), action.text),
            },
            Matter::FirstStep(step) => format!("{} · {due}", step.text),
            Matter::Blocked(_, on) => {
                let on = match self.what.waits_on(acting) {
                    true => "you",
                    false => on,
                };
                let wait = goal.and_then(|goal| goal.waits);
                format!("waits on {}{}", waits(on, wait), self.for_days())
            }
            _ => due,
        };
        match goal {
            Some(goal) => format!("{} {} · {text}", goal.number, goal.title),
            None => text,
        }
    }

    /// Returns it in the words of a list of hires; nothing if it is not told there.
    pub fn in_short(&self, today: NaiveDate) -> Option<String> {
        let ahead = (self.on.unwrap_or(today) - today).num_days();
        Some(match (&self.what, ahead) {
            (Matter::Blocked(..), _) if self.days <= 0 => "blocked since today".to_owned(),
            (Matter::Blocked(..), _) => format!("blocked {}", working_days(self.days)),
            (Matter::OpenMeeting, _) => "1:1 open".to_owned(),
            (Matter::Meeting, 0) => "1:1 today".to_owned(),
            (Matter::Meeting, ..=-1) => format!("1:1 of {} not held", self.day(today)),
            (Matter::NoMeeting { ever, .. }, _) if self.days >= rules::NO_MEETING_AT_RISK => {
                no_meeting(*ever, &working_days(self.days))
            }
            (Matter::NoFirstMeeting { ever: false }, _) => {
                "no 1:1 yet, week one is over".to_owned()
            }
            (Matter::NoMentor, _) => "no mentor is named".to_owned(),
            (Matter::Gate(_), 0) => "gate review today".to_owned(),
            (Matter::Gate(_), _) if self.is_near(rules::GATE_AHEAD) => {
                format!("gate review {}", self.dated(today))
            }
            (Matter::Start, 1) => "starts tomorrow".to_owned(),
            (Matter::Start, _) => format!("starts {}", self.day(today)),
            _ => return None,
        })
    }

    /// Returns for how long it has gone on, behind a comma; nothing in the first day.
    pub fn for_days(&self) -> String {
        match self.days {
            ..=0 => String::new(),
            days => format!(", {}", working_days(days)),
        }
    }

    fn day(&self, today: NaiveDate) -> String {
        self.on.map(|on| spoken(on, today)).unwrap_or_default()
    }

    /// Returns when it is due, or was.
    pub fn dated(&self, today: NaiveDate) -> String {
        match self.on.is_some_and(|on| on < today) {
            true => format!("was due {}", self.day(today)),
            false => format!("due {}", self.day(today)),
        }
    }
}

/// Returns what a 1:1 is told of how often the two meet; nothing if it is as it should be.
pub fn nudge(attention: &[Attention<'_>]) -> Option<String> {
    let told = attention.iter().filter_map(|attention| {
        Some(match &attention.what {
            Matter::NoFirstMeeting { .. } => "no 1:1 in the first week".to_owned(),
            Matter::FewMeetings {
                held,
                pace,
                day,
                leave,
            } => format!(
                "{held} held by day {day}{} where {pace} {} the pace to {} by day {}",
                if *leave { " without leave" } else { "" },
                if *pace == 1 { "keeps" } else { "keep" },
                rules::EARLY_MEETINGS,
                rules::EARLY_DAYS
            ),
            Matter::LongestGap => format!("longest gap {}", working_days(attention.days)),
            _ => return None,
        })
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn no_meeting(ever: bool, days: &str) -> String {
    match ever {
        true => format!("no 1:1 for {days}"),
        false => format!("no 1:1 in {days}"),
    }
}

/// Returns whom a goal waits on, and for what.
fn waits(on: &str, wait: Option<Wait<'_>>) -> String {
    let what = wait.map_or("", |wait| wait.what);
    format!("{on} for {what}")
}
