//! The agenda of a 1:1, built from the plan and from what the last ones left over. Pure; decides
//! nothing.

use chrono::{Days, NaiveDate};

use super::change::ChangeId;
use super::dates::Dates;
use super::goal::{Goal, GoalState};
use super::health::working_days;
use super::journey::Journey;
use super::meeting::{Action, Kept, Meeting, Section, Topic, Treatment};
use super::people::Party;
use super::review;
use super::rhythm::Rhythm;
use super::when::spoken;

/// The days to the next 1:1 where none is agreed.
const WEEK: u64 = 7;

/// A line of an agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The part that it stands in.
    pub section: Section,
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub text: String,
    /// What is to be known beside it: since when, on whom, by when; may be empty.
    pub beside: String,
    /// In how many 1:1s in a row it was left over.
    pub carried: usize,
    /// What was done with it in the open 1:1.
    pub treatment: Option<Treatment>,
    /// Who alone may read it; nobody where both may.
    pub private_to: Option<Party>,
}

impl Line {
    /// Returns the line as it is kept when a 1:1 is closed.
    pub fn kept(&self) -> Kept {
        let whole = match self.beside.as_str() {
            "" => self.text.clone(),
            beside => format!("{} · {beside}", self.text),
        };
        Kept {
            section: self.section,
            topic: self.topic.clone(),
            text: self.private_to.is_none().then_some(whole),
            treatment: self.treatment,
        }
    }

    /// Returns whether it is a claim that the mentor has not answered.
    pub fn is_unanswered(&self, journey: &Journey) -> bool {
        let goal = match &self.topic {
            Topic::Goal { goal } => journey.goal(goal),
            _ => None,
        };
        goal.is_some_and(|goal| goal.state() == GoalState::Claimed)
    }

    /// Returns how often it was left over, in words; nothing where it was not.
    pub fn carried_words(&self) -> Option<String> {
        Some(match self.carried {
            0 => return None,
            1 => "left over once".to_owned(),
            2 => "left over twice".to_owned(),
            times => format!("left over {times} times"),
        })
    }
}

/// Returns the agenda of the open 1:1, or of the next one, as a party may read it; everything
/// where no party is named.
pub fn agenda(journey: &Journey, dates: &Dates, reader: Option<Party>) -> Vec<Line> {
    let builder = Builder::new(journey, dates);
    let mut lines = builder.goals();
    lines.extend(builder.actions());
    lines.extend(builder.points());
    lines.extend(builder.questions());
    lines.extend(builder.gates());
    lines.extend(builder.rhythm());
    builder.keep_in_place(&mut lines);
    lines.retain(|line| match (line.private_to, reader) {
        (Some(owner), Some(reader)) => owner == reader,
        _ => true,
    });
    // Stable, so that every section keeps its order.
    lines.sort_by_key(|line| line.section);
    lines
}

struct Builder<'a> {
    journey: &'a Journey,
    dates: &'a Dates,
    closed: Vec<(ChangeId, &'a Meeting)>,
    open: Option<&'a Meeting>,
    /// The day of the last closed 1:1.
    since: Option<NaiveDate>,
    /// The day of the next 1:1.
    next: NaiveDate,
}

impl<'a> Builder<'a> {
    fn new(journey: &'a Journey, dates: &'a Dates) -> Self {
        let meetings = &journey.meetings;
        let closed = meetings.closed();
        let week = dates.today.checked_add_days(Days::new(WEEK));
        Self {
            since: closed.last().map(|(_, meeting)| meeting.opening.on),
            next: meetings
                .next
                .filter(|next| *next > dates.today)
                .or(week)
                .unwrap_or(dates.today),
            open: meetings.open().map(|(_, meeting)| meeting),
            journey,
            dates,
            closed,
        }
    }

    fn line(&self, section: Section, topic: Topic, text: String, beside: String) -> Line {
        Line {
            carried: self.carried(&topic),
            treatment: self
                .open
                .and_then(|meeting| meeting.treated.get(&topic))
                .copied(),
            section,
            topic,
            text,
            beside,
            private_to: None,
        }
    }

    /// Returns in how many 1:1s in a row, up to the last, a topic was left over.
    fn carried(&self, topic: &Topic) -> usize {
        let left = |meeting: &Meeting| {
            let agenda = meeting.closing.as_ref().map(|closing| &closing.agenda);
            agenda
                .into_iter()
                .flatten()
                .any(|kept| kept.topic == *topic && kept.treatment != Some(Treatment::Discussed))
        };
        let meetings = self.closed.iter().rev();
        meetings.take_while(|(_, meeting)| left(meeting)).count()
    }

    /// Returns whether a topic was discussed in a 1:1 that is closed.
    fn is_settled(&self, topic: &Topic) -> bool {
        let mut meetings = self.closed.iter();
        meetings.any(|(_, meeting)| meeting.treated.get(topic) == Some(&Treatment::Discussed))
    }

    fn spoken(&self, day: NaiveDate) -> String {
        spoken(day, self.dates.today)
    }

    fn goals(&self) -> Vec<Line> {
        let mut lines: Vec<(NaiveDate, Line)> = self
            .journey
            .goals
            .iter()
            .filter_map(|goal| self.goal(goal))
            .collect();
        lines.sort_by_key(|(day, _)| *day);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// Returns the line of a goal that wants talk, and the day by which such lines are ordered.
    fn goal(&self, goal: &Goal) -> Option<(NaiveDate, Line)> {
        let due = self.dates.goal_due(goal);
        let (section, day, beside) = if let Some(days) = self.dates.days_unconfirmed(goal) {
            let on = goal.claim()?.on;
            let words = format!("claimed {}{}", self.spoken(on), for_days(days));
            (Section::ToConfirm, on, words)
        } else if let (Some(days), Some(due)) = (self.dates.days_late(goal), due) {
            let late = match days {
                0 => String::new(),
                days => format!(", {} late", working_days(days)),
            };
            (
                Section::Slipped,
                due,
                format!("was due {}{late}", self.spoken(due)),
            )
        } else if let (Some(blocker), Some(days)) = (goal.waiting(), self.dates.days_waiting(goal))
        {
            let words = format!("{} for {}{}", blocker.on, blocker.waits_for, for_days(days));
            (Section::Waiting, blocker.since, words)
        } else if let Some(due) = due.filter(|due| goal.is_to_do() && *due <= self.next) {
            (Section::DueNext, due, format!("due {}", self.spoken(due)))
        } else {
            let moved = self.not_moved(goal)?;
            (
                Section::NotMoved,
                moved,
                format!("last moved {}", self.spoken(moved)),
            )
        };
        let topic = Topic::Goal {
            goal: goal.slug().clone(),
        };
        let text = format!("{} {}", goal.number, goal.plan.title);
        Some((day, self.line(section, topic, text, beside)))
    }

    /// Returns when an active goal moved last, where that was not after the last 1:1.
    fn not_moved(&self, goal: &Goal) -> Option<NaiveDate> {
        let since = self.since.filter(|_| goal.state() == GoalState::Active)?;
        goal.last_moved().filter(|moved| *moved <= since)
    }

    fn actions(&self) -> Vec<Line> {
        let mut open: Vec<(&ChangeId, &Action)> = self
            .journey
            .meetings
            .actions
            .iter()
            .filter(|(_, action)| action.done.is_none())
            .collect();
        open.sort_by_key(|(id, action)| (action.due.unwrap_or(NaiveDate::MAX), **id));
        open.into_iter()
            .map(|(id, action)| {
                let topic = Topic::Action { action: *id };
                self.line(
                    Section::Actions,
                    topic,
                    action.text.clone(),
                    self.owed(action),
                )
            })
            .collect()
    }

    /// Returns who owes an action, and since or by when.
    fn owed(&self, action: &Action) -> String {
        let owner = self.journey.people.name(action.owner);
        let owner = owner.unwrap_or_else(|| action.owner.word());
        match action.due {
            None => owner.to_owned(),
            Some(due) if due < self.dates.today => {
                let days = working_days(self.dates.days_since(due));
                format!("{owner}, was due {}, {days} late", self.spoken(due))
            }
            Some(due) => format!("{owner}, due {}", self.spoken(due)),
        }
    }

    fn points(&self) -> Vec<Line> {
        let points = self.journey.meetings.points.iter();
        points
            .filter_map(|(id, point)| {
                let topic = Topic::Point { point: *id };
                if self.is_settled(&topic) {
                    return None;
                }
                let section = match self.carried(&topic) {
                    0 => Section::Added,
                    _ => Section::LeftOver,
                };
                let private = point.shared().is_none();
                let beside = match private {
                    true => format!("{}, private", point.author.name),
                    false => point.author.name.clone(),
                };
                Some(Line {
                    private_to: private.then_some(point.author.party),
                    ..self.line(section, topic, point.text.clone(), beside)
                })
            })
            .collect()
    }

    fn questions(&self) -> Vec<Line> {
        let notes = self.journey.all_notes();
        notes
            .filter(|(_, _, note)| note.question)
            .filter_map(|(goal, id, note)| {
                let topic = Topic::Question { note: id };
                if self.is_settled(&topic) {
                    return None;
                }
                let first = note.text.lines().next().unwrap_or_default();
                let text = match goal {
                    Some(goal) => format!("{}: {first}", goal.number),
                    None => first.to_owned(),
                };
                let private = note.shared().is_none();
                Some(Line {
                    private_to: private.then_some(note.author.party),
                    ..self.line(Section::Questions, topic, text, note.author.name.clone())
                })
            })
            .collect()
    }

    fn gates(&self) -> Vec<Line> {
        review::due(self.journey, self.dates, self.next)
            .into_iter()
            .map(|(milestone, due)| {
                let words = match due < self.dates.today {
                    true => format!("was due {}", self.spoken(due)),
                    false => format!("due {}", self.spoken(due)),
                };
                let text = format!("Gate review at {}", milestone.label());
                self.line(Section::Gate, Topic::Gate { milestone }, text, words)
            })
            .collect()
    }

    /// Keeps what the open 1:1 began with where it stood: a line stays in its section, and one
    /// whose matter is settled stays with what came of it.
    fn keep_in_place(&self, lines: &mut Vec<Line>) {
        let Some(open) = self.open else {
            return;
        };
        for kept in &open.opening.agenda {
            match lines.iter_mut().find(|line| line.topic == kept.topic) {
                Some(line) => line.section = kept.section,
                None => lines.extend(self.settled(kept)),
            }
        }
    }

    /// Returns the line of a matter that was settled since the open 1:1 began.
    fn settled(&self, kept: &Kept) -> Option<Line> {
        let (text, outcome) = match &kept.topic {
            Topic::Goal { goal } => {
                let goal = self.journey.goal(goal)?;
                let text = format!("{} {}", goal.number, goal.plan.title);
                (text, self.outcome(goal).to_owned())
            }
            Topic::Action { action } => {
                let action = self.journey.meetings.actions.get(action)?;
                (action.text.clone(), "done".to_owned())
            }
            _ => return None,
        };
        Some(self.line(kept.section, kept.topic.clone(), text, outcome))
    }

    fn outcome(&self, goal: &Goal) -> &'static str {
        match goal.state() {
            GoalState::Active if goal.returned().is_some() => "returned",
            state => state.word(),
        }
    }

    fn rhythm(&self) -> Option<Line> {
        let words = Rhythm::of(self.journey, self.dates).nudge(self.dates)?;
        Some(self.line(Section::Rhythm, Topic::Rhythm, words, String::new()))
    }
}

fn for_days(days: i64) -> String {
    match days {
        ..=0 => String::new(),
        days => format!(", {}", working_days(days)),
    }
}
