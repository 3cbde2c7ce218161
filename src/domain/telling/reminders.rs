//! What is due for somebody on a day. Pure; knows neither clock nor screen.

use chrono::{Days, NaiveDate};

use crate::domain::judgment::standing::Standing;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::{Author, Party};
use crate::domain::record::goal::{Goal, GoalNumber};
use crate::domain::words::when::spoken;
use crate::domain::words::when::working_days;

/// How many working days ahead a 1:1, an action and a gate review are told of.
const SOON: i64 = 1;

/// How many working days ahead a goal is told of.
const GOAL_SOON: i64 = 2;

/// Working days without a 1:1, and without a day agreed for one, that are told of: a week is over.
const WEEK: i64 = 5;

/// What a mentor does before the first day.
pub const FIRST_STEPS: [&str; 5] = [
    "talk about the role and what is expected",
    "name a buddy",
    "help build a network",
    "plan a check-in a month for six months",
    "make it easy to talk openly",
];

/// Where the first steps come from, and what they bring.
pub const FIRST_STEPS_SOURCE: &str =
    "where mentors did these five, hires were fully productive a month earlier (Bock, Work Rules!)";

/// What a reminder is about, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One of the first steps of a mentor.
    FirstStep,
    /// A 1:1 that is near, overdue or still open.
    Meeting,
    /// A gate review.
    Gate,
    /// A claim to confirm.
    Claim,
    /// A claim that was sent back.
    Returned,
    /// An action of one's own.
    Action,
    /// A goal whose date has passed.
    LateGoal,
    /// A goal that falls due.
    DueGoal,
    /// A goal that waits on somebody.
    Blocker,
}

impl Kind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::FirstStep,
        Self::Meeting,
        Self::Gate,
        Self::Claim,
        Self::Returned,
        Self::Action,
        Self::LateGoal,
        Self::DueGoal,
        Self::Blocker,
    ];

    /// Returns the word that programs read.
    pub fn word(self) -> &'static str {
        match self {
            Self::FirstStep => "first_step",
            Self::Meeting => "meeting",
            Self::Gate => "gate",
            Self::Claim => "claim",
            Self::Returned => "returned",
            Self::Action => "action",
            Self::LateGoal => "late_goal",
            Self::DueGoal => "due_goal",
            Self::Blocker => "blocker",
        }
    }

    /// Returns how many there are of it, in as few words as a prompt has room for.
    pub fn counted(self, count: usize) -> String {
        let some = |noun: &str| match count {
            1 => format!("1 {noun}"),
            _ => format!("{count} {noun}s"),
        };
        match self {
            Self::FirstStep => some("first step"),
            Self::Meeting if count == 1 => "1:1".to_owned(),
            Self::Meeting => format!("{count} 1:1s"),
            Self::Gate => some("gate review"),
            Self::Claim => format!("{count} to confirm"),
            Self::Returned => format!("{count} sent back"),
            Self::Action => some("action"),
            Self::LateGoal => format!("{count} late"),
            Self::DueGoal => format!("{count} due"),
            Self::Blocker => format!("{count} waiting"),
        }
    }
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// What it is about.
    pub kind: Kind,
    /// What is to be known.
    pub text: String,
    /// By when, or since when where it has passed.
    pub on: Option<NaiveDate>,
    /// The goal that it is about.
    pub goal: Option<GoalNumber>,
}

/// Returns what is due for somebody in a journey; nothing where it ended.
pub fn reminders(standing: &Standing<'_>, acting: &Author) -> Vec<Reminder> {
    let journey = standing.journey;
    if journey.withdrawn || journey.archive.is_some() {
        return Vec::new();
    }
    let clerk = Clerk { standing, acting };
    let mut all = Vec::new();
    if acting.party == Party::Mentor {
        all.extend(clerk.first_steps());
        all.extend(clerk.gate());
        all.extend(clerk.claims());
    }
    if acting.party != Party::Manager {
        all.extend(clerk.meeting());
    }
    if acting.party == Party::Hire {
        all.extend(clerk.returned());
        all.extend(clerk.goals());
    }
    all.extend(clerk.actions());
    all.extend(clerk.blockers());
    all.sort_by_key(|reminder| reminder.kind);
    all
}

struct Clerk<'a> {
    standing: &'a Standing<'a>,
    acting: &'a Author,
}

impl Clerk<'_> {
    fn today(&self) -> NaiveDate {
        self.standing.dates.today
    }

    fn spoken(&self, day: NaiveDate) -> String {
        spoken(day, self.today())
    }

    /// Returns whether a day has passed or is at most so many working days away.
    fn is_near(&self, day: NaiveDate, days: i64) -> bool {
        day <= self.today() || self.standing.dates.days_until(day) <= days
    }

    /// Returns the first steps from the last working day before the start to the start.
    fn first_steps(&self) -> Vec<Reminder> {
        let start = self.standing.journey.start;
        let calendar = self.standing.dates.calendar();
        let eve = start
            .checked_sub_days(Days::new(1))
            .map(|eve| calendar.on_or_before(eve, NaiveDate::MIN));
        if self.today() > start || eve.is_none_or(|eve| self.today() < eve) {
            return Vec::new();
        }
        let steps = FIRST_STEPS.into_iter();
        steps
            .map(|step| Reminder {
                kind: Kind::FirstStep,
                text: step.to_owned(),
                on: Some(start),
                goal: None,
            })
            .collect()
    }

    fn meeting(&self) -> Option<Reminder> {
        let journey = self.standing.journey;
        let rhythm = &self.standing.rhythm;
        let told = |text: String, on: Option<NaiveDate>| Reminder {
            kind: Kind::Meeting,
            text,
            on,
            goal: None,
        };
        if let Some((_, open)) = journey.meetings.open() {
            let on = open.opening.on;
            let text = format!("the 1:1 of {} is still open", self.spoken(on));
            return (on < self.today()).then(|| told(text, Some(on)));
        }
        // A day on which, or after which, the two have met is settled.
        let next = journey.meetings.next;
        let next = next.filter(|next| rhythm.last.is_none_or(|last| last < *next));
        if let Some(next) = next {
            let text = match (next - self.today()).num_days() {
                ..=-1 => format!("the 1:1 agreed for {} was not held", self.spoken(next)),
                0 => "1:1 today".to_owned(),
                1 => "1:1 tomorrow".to_owned(),
                _ => format!("1:1 on {}", self.spoken(next)),
            };
            return self.is_near(next, SOON).then(|| told(text, Some(next)));
        }
        let is_asked_for = journey.people.mentor.is_some() && !rhythm.is_over(&self.standing.dates);
        let gap = rhythm.gap.filter(|gap| is_asked_for && *gap > WEEK)?;
        let text = format!(
            "no 1:1 {} {}, and no day is agreed for one",
            if rhythm.held > 0 { "for" } else { "in" },
            working_days(gap)
        );
        Some(told(text, rhythm.last))
    }

    /// Returns the newest gate review that has come due; older ones are on the agenda.
    fn gate(&self) -> Option<Reminder> {
        let dates = &self.standing.dates;
        let milestones = Milestone::ALL.into_iter().rev();
        let (milestone, _) = milestones
            .filter_map(|milestone| Some((milestone, dates.milestone_due(milestone)?)))
            .find(|(_, date)| self.is_near(*date, SOON))?;
        let due = dates.gate_due(&self.standing.facts, milestone);
        let due = due.filter(|due| self.is_near(*due, SOON))?;
        let verb = if due < self.today() { "was due" } else { "due" };
        Some(Reminder {
            kind: Kind::Gate,
            text: format!(
                "gate review at {} · {verb} {}",
                milestone.label(),
                self.spoken(due)
            ),
            on: Some(due),
            goal: None,
        })
    }

    fn claims(&self) -> Vec<Reminder> {
        let claimed = self.standing.claimed.iter();
        claimed
            .filter_map(|goal| {
                let on = goal.claim()?.on;
                let words = format!("to confirm, claimed {}", self.spoken(on));
                Some(about(Kind::Claim, goal, &words, Some(on)))
            })
            .collect()
    }

    /// Returns the goals whose claim the mentor sent back and that were not claimed again.
    fn returned(&self) -> Vec<Reminder> {
        let goals = self.standing.journey.goals.iter();
        goals
            .filter(|goal| goal.is_to_do())
            .filter_map(|goal| {
                let returned = goal.returned()?;
                let words = format!("sent back by {}: {}", returned.mark.by, returned.reason);
                Some(about(Kind::Returned, goal, &words, Some(returned.mark.on)))
            })
            .collect()
    }

    fn actions(&self) -> Vec<Reminder> {
        let actions = self.standing.journey.meetings.actions.values();
        let mut own: Vec<Reminder> = actions
            .filter(|action| action.owner == self.acting.party && action.done.is_none())
            .filter_map(|action| {
                let due = action.due.filter(|due| self.is_near(*due, SOON))?;
                Some(Reminder {
                    kind: Kind::Action,
                    text: format!("{} · {}", action.text, self.dated(due)),
                    on: Some(due),
                    goal: None,
                })
            })
            .collect();
        own.sort_by_key(|reminder| reminder.on);
        own
    }

    /// Returns a due date in words, also one that has passed.
    fn dated(&self, due: NaiveDate) -> String {
        match due {
            _ if due < self.today() => format!("was due {}", self.spoken(due)),
            _ if due == self.today() => "due today".to_owned(),
            _ => format!("due {}", self.spoken(due)),
        }
    }

    fn goals(&self) -> Vec<Reminder> {
        let late = self.standing.late.iter();
        let late = late.filter(|goal| goal.waiting().is_none());
        let next = self.standing.next.iter();
        late.map(|goal| (Kind::LateGoal, goal))
            .chain(next.map(|goal| (Kind::DueGoal, goal)))
            .filter_map(|(kind, goal)| {
                let due = self.standing.dates.goal_due(*goal)?;
                let is_near = self.is_near(due, GOAL_SOON);
                is_near.then(|| about(kind, goal, &self.dated(due), Some(due)))
            })
            .collect()
    }

    /// Returns the goals that wait on whoever acts, and for the hire and the mentor those that have
    /// waited a working day on anybody.
    fn blockers(&self) -> Vec<Reminder> {
        let blocked = self.standing.blocked.iter();
        blocked
            .filter_map(|goal| {
                let blocker = goal.waiting()?;
                let days = self.standing.dates.days_waiting(*goal)?;
                let own = [self.acting.name.as_str(), self.acting.party.word()]
                    .into_iter()
                    .any(|name| name.to_lowercase() == blocker.on.to_lowercase());
                if !own && (days < 1 || self.acting.party == Party::Manager) {
                    return None;
                }
                let on = if own { "you" } else { blocker.on.as_str() };
                let for_days = match days {
                    ..=0 => String::new(),
                    days => format!(", {}", working_days(days)),
                };
                let words = format!("waits on {on} for {}{for_days}", blocker.waits_for);
                Some(about(Kind::Blocker, goal, &words, Some(blocker.since)))
            })
            .collect()
    }
}

fn about(kind: Kind, goal: &Goal, words: &str, on: Option<NaiveDate>) -> Reminder {
    Reminder {
        kind,
        text: format!("{} {} · {words}", goal.number, goal.plan.title),
        on,
        goal: Some(goal.number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct};
    use crate::domain::fixture::*;
    use crate::domain::plan::calendar::Calendar;
    use crate::domain::record::change::End;
    use rstest::rstest;

    fn told(run: &Run, party: Party, today: &str) -> Vec<String> {
        let standing = Standing::of(&run.journey, &Calendar::default(), day(today));
        let reminders = reminders(&standing, &run.author(party));
        reminders.into_iter().map(|due| due.text).collect()
    }

    fn of_meeting(run: &Run, today: &str) -> Option<String> {
        let told = told(run, Party::Hire, today);
        told.into_iter().find(|text| text.contains("1:1"))
    }

    fn agreed(next: &str) -> Run {
        let mut run = Run::new();
        run.mentor(&Act::Meeting(MeetingAct::Next {
            on: Some(day(next)),
        }));
        run
    }

    #[rstest]
    #[case::three_days_before("2026-03-11", None)]
    #[case::on_the_friday_before("2026-03-13", Some("1:1 on Mon 16 Mar"))]
    #[case::the_day_before("2026-03-15", Some("1:1 tomorrow"))]
    #[case::the_day("2026-03-16", Some("1:1 today"))]
    #[case::the_day_after("2026-03-17", Some("the 1:1 agreed for Mon 16 Mar was not held"))]
    fn a_1_1_is_told_of_from_the_working_day_before(
        #[case] today: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(
            of_meeting(&agreed("2026-03-16"), today).as_deref(),
            expected
        );
    }

    #[test]
    fn a_1_1_that_was_held_is_told_of_no_more_and_one_left_open_is() {
        let mut run = agreed("2026-03-03").on("2026-03-03");
        run.mentor(&meet());
        assert_eq!(of_meeting(&run, "2026-03-03"), None);
        let open = of_meeting(&run, "2026-03-04");
        assert_eq!(open.as_deref(), Some("the 1:1 of Tue 3 Mar is still open"));
        run.mentor(&Act::Meeting(MeetingAct::Close {
            next: None,
            leave_claims: true,
            calendar: Calendar::default(),
        }));
        assert_eq!(of_meeting(&run, "2026-03-10"), None);
        assert_eq!(
            of_meeting(&run, "2026-03-11").as_deref(),
            Some("no 1:1 for 6 working days, and no day is agreed for one")
        );
    }

    #[test]
    fn a_claim_that_was_sent_back_is_told_of_until_it_is_claimed_again() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&send_back("team"));
        let returned = |run: &Run| {
            let told = told(run, Party::Hire, "2026-03-03");
            told.into_iter()
                .any(|text| text.contains("sent back by Bo: no numbers yet"))
        };
        assert!(returned(&run));
        run.hire(&claim("team"));
        assert!(!returned(&run));
    }

    #[rstest]
    #[case::on_the_thursday_before("2026-02-26", false)]
    #[case::on_the_last_working_day_before("2026-02-27", true)]
    #[case::on_the_sunday_before("2026-03-01", true)]
    #[case::on_day_one("2026-03-02", true)]
    #[case::the_day_after("2026-03-03", false)]
    fn the_first_steps_are_told_around_the_start(#[case] today: &str, #[case] expected: bool) {
        let run = Run::new();
        let steps = |party| {
            let told = told(&run, party, today);
            FIRST_STEPS
                .iter()
                .all(|step| told.contains(&(*step).to_owned()))
        };
        assert_eq!(steps(Party::Mentor), expected);
        assert!(!steps(Party::Hire));
    }

    #[test]
    fn each_party_is_told_of_its_own() {
        let mut run = Run::new();
        let action = |owner, text: &str, due: &str| {
            Act::Meeting(MeetingAct::Action {
                text: text.to_owned(),
                owner,
                due: Some(day(due)),
                goal: None,
                topic: None,
            })
        };
        run.hire(&action(Party::Hire, "send the readout", "2026-04-01"));
        run.hire(&action(Party::Mentor, "open the door", "2026-03-30"));
        run.hire(&action(Party::Manager, "sign", "2026-04-03"));
        run.hire(&claim("team"));
        run.hire(&block("access", Some("2026-03-02")));
        run.mentor(&Act::Block {
            goal: slug("baseline"),
            on: "cy".to_owned(),
            waits_for: "a licence".to_owned(),
            since: Some(day("2026-03-02")),
        });
        run = run.on("2026-03-31");
        run.mentor(&meet());
        insta::assert_snapshot!(told(&run, Party::Hire, "2026-03-31").join("\n"), @r"
        send the readout · due Wed 1 Apr
        30.2 Do the baseline · waits on cy for a licence, 21 working days
        30.3 Do the access · waits on IT for a laptop, 21 working days
        ");
        insta::assert_snapshot!(told(&run, Party::Mentor, "2026-03-31").join("\n"), @r"
        gate review at 30 days · due Wed 1 Apr
        30.1 Do the team · to confirm, claimed Mon 2 Mar
        open the door · was due Mon 30 Mar
        30.2 Do the baseline · waits on cy for a licence, 21 working days
        30.3 Do the access · waits on IT for a laptop, 21 working days
        ");
        insta::assert_snapshot!(told(&run, Party::Manager, "2026-03-31").join("\n"), @"30.2 Do the baseline · waits on you for a licence, 21 working days");
    }

    #[test]
    fn goals_are_told_of_two_working_days_ahead_and_late() {
        let run = Run::new();
        let near = |today| {
            let told = told(&run, Party::Hire, today);
            told.iter().filter(|text| text.starts_with("30.")).count()
        };
        assert_eq!(near("2026-03-27"), 0);
        assert_eq!(near("2026-03-30"), 3);
        let late = told(&run, Party::Hire, "2026-04-02");
        assert!(
            late.contains(&"30.1 Do the team · was due Wed 1 Apr".to_owned()),
            "{late:?}"
        );
    }

    #[test]
    fn a_journey_that_ended_asks_for_nothing() {
        let mut run = Run::new();
        assert!(!told(&run, Party::Hire, "2026-04-20").is_empty());
        run.mentor(&Act::Archive {
            end: End::Left,
            reason: String::new(),
        });
        assert!(told(&run, Party::Hire, "2026-04-20").is_empty());
    }
}
