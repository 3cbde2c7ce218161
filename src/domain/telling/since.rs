//! What became of a journey since the last 1:1: what to praise first, then what moved, then what was promised.
//! Read from how things stand now, so that it costs the same after a year; what was undone since is not in it.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::plan::people::Party;
use crate::domain::record::action::Action;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;
use crate::domain::record::rating::{Aspect, Said};
use crate::domain::wording::{goals, meetings};
use crate::domain::words::text::count;
use crate::domain::words::when::spoken;

/// How many goals are named before the others are counted.
const NAMED: usize = 3;

/// What became of a journey since the last 1:1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// The day of the last closed 1:1; the first day where there was none.
    pub on: NaiveDate,
    /// The lines, what to praise first.
    pub lines: Vec<Line>,
}

/// Something that became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it is.
    pub text: String,
}

/// A kind of thing that becomes of a journey, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Goals were confirmed.
    Confirmed,
    /// A promise was kept.
    Kept,
    /// Goals were claimed.
    Claimed,
    /// Parts were ticked.
    Ticked,
    /// Goals were begun.
    Begun,
    /// Evidence was given.
    Evidence,
    /// Notes were written.
    Notes,
    /// A rating moved.
    Rating,
    /// Claims were sent back.
    Returned,
    /// Goals began to wait.
    Blocked,
    /// A promise is open.
    Open,
}

impl Kind {
    /// Returns the word that programs read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Kept => "promise_kept",
            Self::Claimed => "claimed",
            Self::Ticked => "ticked",
            Self::Begun => "begun",
            Self::Evidence => "evidence",
            Self::Notes => "notes",
            Self::Rating => "rating",
            Self::Returned => "returned",
            Self::Blocked => "blocked",
            Self::Open => "promise_open",
        }
    }
}

/// Returns what became of a journey since the last closed 1:1, as a party may read it. A day counts whole:
/// what was done on the day of the 1:1 is told, whether before it or after.
pub fn since(journey: &Journey, dates: &Dates, reader: Party) -> Since {
    let last = journey.meetings.closed().last().copied();
    let on = last.map_or(journey.start, |(_, held)| held.opening.on);
    let teller = Teller {
        journey,
        dates,
        reader,
        on,
    };
    let mut lines = Vec::new();
    lines.extend(teller.goals(Kind::Confirmed, "confirmed", |goal| {
        goal.confirmation().is_some_and(|mark| mark.on >= on)
    }));
    lines.extend(teller.promises(true));
    lines.extend(teller.goals(Kind::Claimed, "claimed", |goal| {
        goal.confirmation().is_none() && goal.claim().is_some_and(|mark| mark.on >= on)
    }));
    lines.extend(teller.ticked());
    lines.extend(teller.goals(Kind::Begun, "begun", |goal| {
        goal.is_to_do() && goal.begun().is_some_and(|mark| mark.on >= on)
    }));
    lines.extend(teller.goals(Kind::Evidence, "with new evidence", |goal| {
        goal.evidence.values().any(|given| given.mark.on >= on)
    }));
    lines.extend(teller.goals(Kind::Notes, "with new notes", |goal| {
        // Among the last are those of a 1:1, which a manager does not know of.
        let last = goal
            .notes
            .last_shared()
            .filter(|_| reader != Party::Manager);
        last.is_some_and(|day| day >= on)
    }));
    lines.extend(teller.ratings());
    lines.extend(teller.goals(Kind::Returned, "sent back", |goal| {
        goal.returned()
            .is_some_and(|returned| returned.mark.on >= on)
    }));
    lines.extend(teller.blocked());
    lines.extend(teller.promises(false));
    Since { on, lines }
}

struct Teller<'a> {
    journey: &'a Journey,
    dates: &'a Dates,
    reader: Party,
    on: NaiveDate,
}

impl<'a> Teller<'a> {
    fn counted(&self) -> impl Iterator<Item = &'a Goal> + use<'a> {
        self.journey.goals.iter().filter(|goal| goal.is_counted())
    }

    /// Returns how many goals are so, and which.
    fn goals(&self, kind: Kind, what: &str, is: impl Fn(&Goal) -> bool) -> Option<Line> {
        let all: Vec<String> = self
            .counted()
            .filter(|goal| is(goal))
            .map(goals::named)
            .collect();
        let rest = all.len().saturating_sub(NAMED);
        let mut named = all
            .iter()
            .take(NAMED)
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("; ");
        if rest > 0 {
            named.push_str(&format!("; and {rest} more"));
        }
        (!all.is_empty()).then(|| Line {
            kind,
            text: format!("{} {what}: {named}", all.len()),
        })
    }

    fn ticked(&self) -> Option<Line> {
        let new = |goal: &Goal| {
            let ticks = goal.ticks.values();
            ticks.filter(|tick| tick.mark.on >= self.on).count()
        };
        let of: Vec<(String, usize)> = (self.counted())
            .filter(|goal| goal.is_to_do())
            .map(|goal| (goal.number.to_string(), new(goal)))
            .filter(|(_, parts)| *parts > 0)
            .collect();
        let parts = of.iter().map(|(_, parts)| parts).sum();
        let goals: Vec<&str> = of.iter().map(|(goal, _)| goal.as_str()).collect();
        (!of.is_empty()).then(|| Line {
            kind: Kind::Ticked,
            text: format!("{} ticked on {}", count(parts, "part"), goals.join(", ")),
        })
    }

    fn blocked(&self) -> Vec<Line> {
        let waiting = self.counted().filter_map(|goal| {
            let blocker = goal
                .waiting()
                .filter(|blocker| blocker.mark.on >= self.on)?;
            Some(Line {
                kind: Kind::Blocked,
                text: format!(
                    "{} waits on {} for {}",
                    goal.number, blocker.on, blocker.waits_for
                ),
            })
        });
        waiting.collect()
    }

    /// Returns what was promised in the last 1:1 or since and was done, or is open.
    fn promises(&self, is_done: bool) -> Vec<Line> {
        let all = self.journey.meetings.actions.values();
        let wanted = all.filter(|action| match (&action.done, is_done) {
            (Some(done), true) => done.on >= self.on,
            (None, false) => action.is_open() && action.entry.on <= self.dates.today,
            _ => false,
        });
        wanted.map(|action| self.promise(action)).collect()
    }

    fn promise(&self, action: &Action) -> Line {
        let owner = action.owner();
        let today = self.dates.today;
        let is_inside = action.party().is_some();
        match &action.done {
            Some(_) => Line {
                kind: Kind::Kept,
                text: match is_inside {
                    true => format!("{owner} kept a promise: {}", action.text),
                    false => format!("{owner} did what was asked: {}", action.text),
                },
            },
            None => {
                let due = action.due.filter(|due| *due < today);
                let late = due.map(|due| self.dates.days_since(due));
                let told = meetings::action(action, late, |day| spoken(day, today));
                Line {
                    kind: Kind::Open,
                    text: match is_inside {
                        true => format!("{owner} promised: {told}"),
                        false => format!("asked of {owner}: {told}"),
                    },
                }
            }
        }
    }

    /// Returns the ratings that moved between the last two rounds that the reader may read.
    fn ratings(&self) -> Vec<Line> {
        let meetings = &self.journey.meetings;
        if self.reader == Party::Manager {
            return Vec::new();
        }
        let mut rounds: Vec<Said<'_>> = meetings
            .closed()
            .iter()
            .map(|(id, _)| meetings.said(*id))
            .collect();
        rounds.push(meetings.said_in(meetings.round_now()));
        [Party::Hire, Party::Mentor]
            .into_iter()
            .flat_map(|party| {
                let mut given = rounds
                    .iter()
                    .rev()
                    .filter_map(|said| said.rating(party, self.reader));
                let (now, before) = (given.next(), given.next());
                let moved = now.zip(before).filter(|(now, _)| now.mark.on >= self.on);
                moved.into_iter().flat_map(|(now, before)| {
                    Aspect::ALL.into_iter().filter_map(move |aspect| {
                        let (was, is) = (before.of(aspect), now.of(aspect));
                        let why = now.why.get(&aspect).map(|why| format!(": ‘{why}’"));
                        (was != is).then(|| Line {
                            kind: Kind::Rating,
                            text: format!(
                                "{}: {} {was} → {is}{}",
                                now.mark.by,
                                aspect.word(),
                                why.unwrap_or_default()
                            ),
                        })
                    })
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct};
    use crate::domain::fixture::*;

    fn told(run: &Run, reader: Party, today: &str) -> String {
        let dates = Dates::of(&run.journey, day(today));
        let since = since(&run.journey, &dates, reader);
        let lines: Vec<String> = since.lines.into_iter().map(|line| line.text).collect();
        format!("{}\n{}", since.on, lines.join("\n"))
    }

    fn close() -> Act {
        Act::Meeting(MeetingAct::Close {
            next: None,
            leave_claims: true,
        })
    }

    #[test]
    fn what_to_praise_comes_first_then_what_moved_then_what_was_promised() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&meet());
        run.hire(&rate([4, 4, 4]));
        let kept = run.mentor(&action("Open the door", Party::Mentor, None));
        run.mentor(&action("Ask for a laptop", Party::Hire, Some("2026-03-05")));
        run.mentor(&close());
        let mut run = run.on("2026-03-09");
        run.mentor(&confirm("team"));
        run.mentor(&finish(kept));
        run.hire(&begin("baseline"));
        run.hire(&block("access", None));
        run.hire(&Act::Meeting(MeetingAct::Rate {
            role_clarity: 4,
            confidence: 2,
            belonging: 5,
            words: String::new(),
            why: [(Aspect::Confidence, "no data yet".to_owned())].into(),
        }));
        insta::assert_snapshot!(told(&run, Party::Hire, "2026-03-09"), @r#"
    2026-03-02
    1 confirmed: 30.1 Do the team
    Bo kept a promise: Open the door
    1 begun: 30.2 Do the baseline
    Ada: confidence 4 → 2: ‘no data yet’
    Ada: belonging 4 → 5
    30.3 waits on IT for a laptop
    Ada promised: Ask for a laptop (was due Thu 5 Mar, 2 working days late)
    "#);
        // The mentor has not checked in, and a manager reads no ratings.
        for reader in [Party::Mentor, Party::Manager] {
            let told = told(&run, reader, "2026-03-09");
            assert!(!told.contains("confidence"), "{told}");
            assert!(told.contains("1 confirmed: 30.1 Do the team"), "{told}");
        }
    }

    #[test]
    fn what_was_told_once_is_not_told_again_and_a_first_1_1_looks_back_to_the_start() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        assert_eq!(
            told(&run, Party::Mentor, "2026-03-04"),
            "2026-03-02\n1 claimed: 30.1 Do the team"
        );
        let mut run = run.on("2026-03-04");
        run.mentor(&meet());
        run.mentor(&close());
        assert_eq!(told(&run, Party::Mentor, "2026-03-05"), "2026-03-04\n");
    }
}
