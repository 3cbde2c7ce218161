//! `meet note`, `list`, `show`: what is written in a 1:1, and its record.

use clap::Args;

use super::agenda::{line, visibility};
use crate::cli::act::perform;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::free::Free;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::cli::typed::{self, number};
use crate::domain::acts::act::Act;
use crate::domain::acts::find;
use crate::domain::acts::refusal::Refusal;
use crate::domain::plan::names::Slug;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::meeting::Topic;
use crate::domain::telling::agenda::Numbered;
use crate::domain::wording::signals;
use crate::report::meeting::{Record, record};
use crate::report::{json, text};

pub(super) const NUMBER_HELP: &str =
    "The number in `onramp meet list` [default: the open one, or the last one]";

/// A note in a 1:1.
#[derive(Debug, Args)]
pub struct NewNote {
    /// Markdown; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    text: Option<String>,
    /// Let nobody else read it
    #[arg(long)]
    private: bool,
    /// The line of the agenda or the goal that it is about
    #[arg(long, value_name = "LINE")]
    on: Option<String>,
    /// The 1:1 that it is about, by its number in `onramp meet list`; on a closed one it is a remark
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    meeting: Option<usize>,
}

impl NewNote {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let meeting = match self.meeting {
            Some(number) => held(&session, Some(number))?,
            None => {
                let open = session.journey().meetings.open();
                let refusal = || {
                    let error = Refusal::NoMeeting.into();
                    let hint = crate::cli::said::meet::note_without_meeting(session.journey());
                    Failure::Store { error, hint }
                };
                open.map(|(id, _)| id).ok_or_else(refusal)?
            }
        };
        let about = self.on.as_deref();
        let about = about.map(|text| About::of(&session, text)).transpose()?;
        let text = typed::text(self.text.as_deref(), "note", "TEXT")?;
        let About {
            goal,
            heading,
            private,
        } = about.unwrap_or_default();
        let act = Act::Note {
            goal,
            text: match heading {
                // An empty text is refused as such.
                Some(heading) if !text.trim().is_empty() => format!("{heading}\n{text}"),
                _ => text,
            },
            visibility: visibility(self.private || private),
            question: false,
            meeting: Some(meeting),
        };
        perform(&mut session, &act, "meet note", context, out)
    }
}

/// What a note in a 1:1 is about.
#[derive(Debug, Default)]
struct About {
    /// The goal that it goes to.
    goal: Option<Slug>,
    /// The line that goes before the text, where it is about no goal.
    heading: Option<String>,
    /// Whether the line is private, so that a note that repeats it has to be.
    private: bool,
}

impl About {
    fn of(session: &Session, text: &str) -> Result<Self, Failure> {
        if text.trim().parse::<usize>().is_ok() {
            return Ok(Self::of_line(session, line(session, text)?));
        }
        let goal = find::goal(session.journey(), text).map_err(Failure::not_found(
            "`onramp meet agenda` lists the lines, `onramp goals` the goals",
        ))?;
        Ok(Self {
            goal: Some(goal.slug().clone()),
            ..Self::default()
        })
    }

    fn of_line(session: &Session, Numbered { line, .. }: Numbered) -> Self {
        let journey = session.journey();
        let actions = &journey.meetings.actions;
        let goal = match &line.topic {
            Topic::Goal { goal } | Topic::Agreement { goal } => Some(goal.clone()),
            Topic::Action { action } => actions
                .get(action)
                .and_then(|action| action.entry.goal.clone()),
            Topic::Question { note } => {
                let mut notes = journey.all_notes();
                let asked = notes.find(|(_, id, _)| id == note);
                asked.and_then(|(goal, ..)| Some(goal?.slug().clone()))
            }
            Topic::Point { .. }
            | Topic::Ask { .. }
            | Topic::FirstStep { .. }
            | Topic::Gate { .. }
            | Topic::Rhythm
            | Topic::Signal { .. } => None,
        };
        let whole_line = matches!(line.topic, Topic::Goal { .. } | Topic::Agreement { .. });
        Self {
            heading: (!whole_line).then(|| match &line.topic {
                // A signal repeats somebody's words, which are theirs to take back.
                Topic::Signal { signal } => format!("On {}:", signals::topic(signal)),
                _ => format!("On ‘{}’:", line.text),
            }),
            goal,
            private: line.private,
        }
    }
}

/// Returns the 1:1 of a number; without one, the open one or the last one.
///
/// # Errors
/// [`Failure::NoSuchMeeting`] where there is none.
pub(super) fn held(session: &Session, number: Option<usize>) -> Result<ChangeId, Failure> {
    let meetings = &session.journey().meetings;
    let Some(number) = number else {
        let last = || meetings.closed().last().map(|(id, _)| *id);
        let open = meetings.open().map(|(id, _)| id);
        return open.or_else(last).ok_or_else(none_held);
    };
    let mut ids = meetings.held.keys().copied();
    ids.find(|id| meetings.number(*id) == Some(number))
        .ok_or_else(|| match meetings.held.len() {
            0 => none_held(),
            last => Failure::NoSuchMeeting(format!(
                "there is no 1:1 number {number}; the numbers go up to {last}"
            )),
        })
}

fn none_held() -> Failure {
    Failure::NoSuchMeeting("no 1:1 was held yet".to_owned())
}

/// Which 1:1.
#[derive(Debug, Args)]
pub struct Which {
    #[arg(value_name = "N", help = NUMBER_HELP, value_parser = number::<usize>, allow_negative_numbers = true)]
    number: Option<usize>,
}

impl Which {
    pub(super) fn show(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let session = context.session()?;
        let id = held(&session, self.number)?;
        let standing = session.standing();
        let journey = session.journey();
        let record =
            record(journey, &standing.dates, id, session.acting.party).ok_or_else(none_held)?;
        if context.json {
            out.json(&json::meeting(journey, session.today(), &record))
        } else {
            out.lines(&text::record(&standing, &record, out.width()))
        }
    }
}

/// Prints every 1:1, the newest first.
pub(super) fn list(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = context.session()?;
    let dates = session.standing().dates.clone();
    let journey = session.journey();
    let reader = session.acting.party;
    let ids = journey.meetings.held.keys();
    let mut records: Vec<Record<'_>> = ids
        .filter_map(|id| record(journey, &dates, *id, reader))
        .collect();
    records.sort_by_key(|record| std::cmp::Reverse(record.number));
    if context.json {
        return out.json(&json::meetings(journey, session.today(), &records));
    }
    if records.is_empty() {
        return out.say("No 1:1 was held yet; `onramp meet start` starts one.");
    }
    out.lines(&text::meetings(&records, out.width()))
}
