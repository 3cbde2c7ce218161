//! The forms of the 1:1s: points, notes, actions, ratings, the close.

use chrono::{Days, NaiveDate};

use super::field::{Field, FieldKind};
use super::{Form, FormKind};
use crate::app::topic::goal_of;
use crate::domain::acts::act::{Act, MeetingAct, Whom};
use crate::domain::judgment::dates::Dates;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::meeting::Topic;
use crate::domain::record::rating::{Aspect, Rating};
use crate::domain::record::writing::Visibility;
use crate::domain::wording::goals;
use crate::domain::words::when::{Lean, spoken};

/// The choice that puts a note on the agenda.
pub(super) const ASK: &str = "ask";

/// What is asked for an owner who takes no part in the journey.
const OUTSIDE: &str = "Or who outside does it (optional)";

/// The days from one 1:1 to the next where nobody says.
const WEEK: u64 = 7;

/// What a form of the 1:1s is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MeetingForm {
    /// Something to talk about.
    Point,
    /// A note of a 1:1, on one of its goals where one is named.
    Note {
        /// The 1:1.
        meeting: ChangeId,
        /// The goal.
        goal: Option<Slug>,
        /// Whether the line it is written on is private.
        private: bool,
    },
    /// An action, out of a line of the agenda where one is named.
    Action {
        /// The line.
        topic: Option<Topic>,
    },
    /// Other words, another owner or another date for an action.
    ChangeAction {
        /// The action.
        action: ChangeId,
    },
    /// Why an action is not going to be done.
    DropAction {
        /// The action.
        action: ChangeId,
    },
    /// How a side feels.
    Rate {
        /// The 1:1, or the round ahead of the next one.
        round: ChangeId,
        /// The side.
        party: Party,
    },
    /// The end of a 1:1.
    Close {
        /// The 1:1.
        meeting: ChangeId,
    },
    /// The day of the next 1:1.
    Next,
}

/// Returns the field that asks whether a note is a question for the next 1:1.
pub(super) fn question() -> Field {
    let offers = [("no", "no"), (ASK, "ask it there")];
    Field::choice("A question for the next 1:1", offers, "no")
}

pub(super) fn fields(kind: &MeetingForm, journey: &Journey, today: NaiveDate) -> Vec<Field> {
    use FieldKind::{Line, Optional, OptionalDate, Text};
    let day = |label, day| Field::filled(label, OptionalDate(Lean::Future), &spoken(day, today));
    match kind {
        MeetingForm::Point => vec![
            Field::new("What to talk about", Line, ""),
            Field::visibility("Who reads it"),
        ],
        MeetingForm::Note { private, .. } => {
            let mut readers = Field::visibility("Who reads it");
            if *private {
                readers = readers.with(Visibility::Private.word());
            }
            vec![Field::new("Note, in Markdown", Text, ""), readers]
        }
        MeetingForm::Action { topic } => vec![
            Field::filled("What is to be done", Line, &words(topic.as_ref(), journey)),
            owner(journey, Party::Hire.word()),
            day("By when (may stay empty)", a_week_on(journey, today)),
            Field::new(OUTSIDE, Optional, ""),
        ],
        MeetingForm::ChangeAction { action } => {
            let Some(action) = journey.meetings.actions.get(action) else {
                return Vec::new();
            };
            // In a form that means the same day whenever it is read: one that has passed stays as it is.
            let due = action.due.map(|due| due.to_string()).unwrap_or_default();
            let outside = match action.party() {
                Some(_) => "",
                None => action.owner(),
            };
            vec![
                Field::new("What is to be done", Line, &action.text),
                owner(journey, action.party().unwrap_or(Party::Hire).word()),
                Field::filled("By when (may stay empty)", OptionalDate(Lean::Future), &due),
                Field::new(OUTSIDE, Optional, outside),
            ]
        }
        MeetingForm::DropAction { .. } => vec![Field::new("Why it is dropped", Line, "")],
        MeetingForm::Rate { round, party } => {
            let given = journey.meetings.said_in(*round).rating(*party, *party);
            let [first, second, third] = Aspect::ALL;
            vec![
                rating("Role clarity: clear what is expected", first, given),
                rating("Confidence: how sure it will work out", second, given),
                rating("Belonging: part of the team", third, given),
                Field::new(
                    "A line beside it (optional)",
                    Optional,
                    given.and_then(|given| given.words.as_deref()).unwrap_or(""),
                ),
                why("Why role clarity is so (optional)", first, given),
                why("Why confidence is so (optional)", second, given),
                why("Why belonging is so (optional)", third, given),
            ]
        }
        MeetingForm::Close { .. } => {
            vec![day("Next 1:1 (may stay empty)", a_week_on(journey, today))]
        }
        MeetingForm::Next => {
            let agreed = journey.meetings.next.filter(|next| *next >= today);
            let next = agreed.unwrap_or_else(|| a_week_on(journey, today));
            vec![day("Next 1:1 (empty takes it back)", next)]
        }
    }
}

/// Returns the day of the next 1:1 where it is agreed and lies ahead, or else a week after the
/// open one.
fn a_week_on(journey: &Journey, today: NaiveDate) -> NaiveDate {
    let meetings = &journey.meetings;
    let held = meetings.open().map_or(today, |(_, open)| open.opening.on);
    let week = |day: NaiveDate| day.checked_add_days(Days::new(WEEK)).unwrap_or(day);
    let agreed = meetings.next.filter(|next| *next > today.max(held));
    agreed.unwrap_or_else(|| match week(held) {
        ahead if ahead >= today => ahead,
        _ => week(today),
    })
}

fn owner(journey: &Journey, chosen: &str) -> Field {
    let people: Vec<(String, String)> = journey
        .people
        .authors()
        .map(|author| {
            let word = author.party.word();
            let first = author.name.split_whitespace().next().unwrap_or_default();
            (word.to_owned(), format!("{first}, the {word}"))
        })
        .collect();
    Field::choice("Who does it", people, chosen)
}

fn rating(label: &'static str, aspect: Aspect, given: Option<&Rating>) -> Field {
    let scale = (1..=5).map(|step: u8| (step.to_string(), step.to_string()));
    let chosen = given.map(|given| given.of(aspect).to_string());
    Field::choice(label, scale, &chosen.unwrap_or_default())
}

/// Returns the field for a sentence on what was rated.
fn why(label: &'static str, aspect: Aspect, given: Option<&Rating>) -> Field {
    let said = given.and_then(|given| given.why.get(&aspect));
    Field::new(label, FieldKind::Optional, said.map_or("", String::as_str))
}

/// Returns what a line of the agenda says, as the beginning of an action.
fn words(topic: Option<&Topic>, journey: &Journey) -> String {
    let text = match topic {
        Some(Topic::Goal { goal } | Topic::Agreement { goal }) => {
            journey.goal(goal).map(|goal| goal.plan.title.clone())
        }
        Some(Topic::Action { action }) => {
            let action = journey.meetings.actions.get(action);
            action.map(|action| action.text.clone())
        }
        // Everybody reads an action, so nothing private is put into one.
        Some(Topic::Point { point }) => {
            let point = journey.meetings.points.get(point);
            point.and_then(|point| point.shared().map(str::to_owned))
        }
        Some(Topic::Question { note }) => journey
            .all_notes()
            .find(|(_, id, _)| id == note)
            .and_then(|(_, _, note)| note.shared()?.text().lines().next().map(str::to_owned)),
        Some(Topic::Gate { milestone }) => {
            Some(format!("Hold the gate review at {}", milestone.label()))
        }
        Some(
            Topic::Ask { .. } | Topic::FirstStep { .. } | Topic::Rhythm | Topic::Signal { .. },
        )
        | None => None,
    };
    text.unwrap_or_default()
}

pub(super) fn title(kind: &MeetingForm, journey: &Journey) -> String {
    let number = |meeting: &ChangeId| match journey.meetings.number(*meeting) {
        Some(number) => format!("1:1 no. {number}"),
        None => "the 1:1".to_owned(),
    };
    match kind {
        MeetingForm::Point => "A point for the 1:1".to_owned(),
        MeetingForm::Note { meeting, goal, .. } => {
            let held = journey.meetings.get(*meeting);
            let closed = held.is_some_and(|held| held.closing.is_some());
            let what = if closed { "Remark on" } else { "Note of" };
            match goal.as_ref().and_then(|goal| journey.goal(goal)) {
                Some(goal) => format!(
                    "{what} {}, on {} {}",
                    number(meeting),
                    goal.number,
                    goal.plan.title
                ),
                None => format!("{what} {}", number(meeting)),
            }
        }
        MeetingForm::Action { topic } => {
            let goal = topic.as_ref().and_then(|topic| goal_of(topic, journey));
            match goal {
                Some(goal) => format!("An action for {}", goals::named(goal)),
                None => "An action".to_owned(),
            }
        }
        MeetingForm::ChangeAction { .. } => "Change the action".to_owned(),
        MeetingForm::DropAction { action } => match journey.meetings.actions.get(action) {
            Some(action) => format!("Drop the action: {}", action.text),
            None => "Drop the action".to_owned(),
        },
        MeetingForm::Rate { round, .. } => match journey.meetings.get(*round) {
            Some(_) => format!("{}: from 1, low, to 5, high", number(round)),
            None => "For the next 1:1: from 1, low, to 5, high".to_owned(),
        },
        MeetingForm::Close { meeting } => format!("Close {}", number(meeting)),
        MeetingForm::Next => "The next 1:1".to_owned(),
    }
}

pub(super) fn acts(
    kind: &MeetingForm,
    form: &Form,
    journey: &Journey,
    dates: &Dates,
) -> Result<Vec<Act>, (usize, String)> {
    let text = |place| form.text(place);
    let day = |place: usize| match form.date(place, dates) {
        Some(date) if !form.text(place).trim().is_empty() => {
            date.map(Some).map_err(|error| (place, error.to_string()))
        }
        _ => Ok(None),
    };
    let act = match kind {
        MeetingForm::Point => MeetingAct::Point {
            text: text(0),
            visibility: form.readers(1),
        },
        MeetingForm::Note { meeting, goal, .. } => {
            return Ok(vec![Act::Note {
                goal: goal.clone(),
                text: text(0),
                visibility: form.readers(1),
                question: false,
                meeting: Some(*meeting),
            }]);
        }
        MeetingForm::Action { topic } => MeetingAct::Action {
            text: text(0),
            owner: whom(form),
            due: day(2)?,
            goal: topic
                .as_ref()
                .and_then(|topic| goal_of(topic, journey))
                .map(|goal| goal.slug().clone()),
            topic: topic.clone(),
        },
        MeetingForm::ChangeAction { action } => MeetingAct::ChangeAction {
            action: *action,
            text: Some(text(0)),
            owner: Some(whom(form)),
            due: Some(day(2)?),
        },
        MeetingForm::DropAction { action } => MeetingAct::DropAction {
            action: *action,
            reason: text(0),
        },
        MeetingForm::Rate { .. } => {
            let step = |place: usize| {
                let problem = || (place, "choose a number from 1 to 5".to_owned());
                text(place).parse().map_err(|_| problem())
            };
            MeetingAct::Rate {
                role_clarity: step(0)?,
                confidence: step(1)?,
                belonging: step(2)?,
                words: text(3),
                why: (Aspect::ALL.into_iter().zip(4..))
                    .map(|(aspect, place)| (aspect, text(place)))
                    .collect(),
            }
        }
        MeetingForm::Close { .. } => MeetingAct::Close {
            next: day(0)?,
            leave_claims: form.warned,
        },
        MeetingForm::Next => MeetingAct::Next { on: day(0)? },
    };
    Ok(vec![Act::Meeting(act)])
}

/// Returns who does an action: whoever is named outside, or else who is chosen.
fn whom(form: &Form) -> Whom {
    let outside = form.text(3);
    match outside.trim().is_empty() {
        true => Whom::Party(Party::from_word(&form.text(1)).unwrap_or(Party::Hire)),
        false => Whom::Outside(outside),
    }
}

impl From<MeetingForm> for FormKind {
    fn from(kind: MeetingForm) -> Self {
        Self::Meeting(kind)
    }
}
