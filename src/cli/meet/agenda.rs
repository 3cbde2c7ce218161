//! `meet start`, `agenda`, `point`, `discuss`, `put-off`, `reopen`: the agenda and its lines.

use clap::Args;

use crate::cli::act::{answer, commit, perform};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::free::Free;
use crate::cli::out::Out;
use crate::cli::session::Session;
use crate::cli::typed;
use crate::domain::acts::act::{Act, MeetingAct};
use crate::domain::acts::find;
use crate::domain::plan::mentoring::Occasion;
use crate::domain::record::meeting::{Topic, Treatment};
use crate::domain::record::writing::Visibility;
use crate::domain::telling::agenda::{Numbered, agenda, numbered};
use crate::domain::telling::since::since;
use crate::report::{json, text};

/// What kind of 1:1 to start.
#[derive(Debug, Args)]
pub struct NewMeeting {
    /// Which questions of the plan it asks: first, weekly, monthly or career. Left out, it is the first one,
    /// a monthly one after four weeks, or else a weekly one
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Occasion>,
}

impl NewMeeting {
    /// Starts a 1:1 and prints its agenda.
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let occasion = self.kind;
        let acts = [Act::Meeting(MeetingAct::Start { occasion })];
        let save = commit(&mut session, &acts, "meet start")?;
        if context.json {
            return answer(&session, &save, context, out);
        }
        print_of(&session, context, out)
    }
}

fn kind(text: &str) -> Result<Occasion, String> {
    let kinds = Occasion::ALL.map(Occasion::word).join(", ");
    Occasion::from_word(text).ok_or_else(|| format!("a 1:1 is one of these: {kinds}"))
}

/// Prints the agenda.
pub(super) fn print(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    print_of(&context.session()?, context, out)
}

fn print_of(session: &Session, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let standing = session.standing();
    let lines = lines(session);
    let since = since(session.journey(), &standing.dates, session.acting.party);
    if context.json {
        out.json(&json::agenda(&standing, since, &lines))
    } else {
        out.lines(&text::agenda(&standing, &since, &lines, out.width()))
    }
}

/// Returns the agenda as whoever acts may read it.
fn lines(session: &Session) -> Vec<Numbered> {
    let reader = session.acting.party;
    let dates = session.standing().dates.clone();
    let lines = agenda(session.journey(), &dates, reader);
    numbered(session.journey(), lines, reader)
}

/// Returns the line of the agenda that a number names, or a goal.
///
/// # Errors
/// [`Failure`] where there is no such line.
pub(super) fn line(session: &Session, text: &str) -> Result<Numbered, Failure> {
    let lines = lines(session);
    let wanted = text.trim();
    if let Ok(number) = wanted.parse::<usize>() {
        let last = lines.iter().map(|row| row.number).max().unwrap_or(0);
        let found = lines.into_iter().find(|row| row.number == number);
        return found.ok_or_else(|| {
            Failure::NoSuchLine(match last {
                0 => format!("there is no line {number}; nothing is on the agenda"),
                _ => format!("there is no line {number} on the agenda; it goes up to {last}"),
            })
        });
    }
    let goal = find::goal(session.journey(), wanted).map_err(Failure::not_found(
        "`onramp meet agenda` lists the lines; a goal's number names its line as well",
    ))?;
    let topic = Topic::Goal {
        goal: goal.slug().clone(),
    };
    let mut lines = lines.into_iter();
    lines
        .find(|row| row.line.topic == topic)
        .ok_or_else(|| Failure::NoSuchLine(format!("{} is not on the agenda", goal.number)))
}

/// A point to talk about.
#[derive(Debug, Args)]
pub struct NewPoint {
    /// What it is; `-` reads it from standard input, left out it opens $VISUAL or $EDITOR
    #[arg(allow_hyphen_values = true, value_parser = Free)]
    text: Option<String>,
    /// Let nobody else read it
    #[arg(long)]
    private: bool,
}

impl NewPoint {
    pub(super) fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let act = Act::Meeting(MeetingAct::Point {
            text: typed::text(self.text.as_deref(), "point", "TEXT")?,
            visibility: visibility(self.private),
        });
        perform(&mut session, &act, "meet point", context, out)
    }
}

/// Returns who may read what is written.
pub(super) fn visibility(private: bool) -> Visibility {
    match private {
        true => Visibility::Private,
        false => Visibility::Shared,
    }
}

/// Lines of the agenda.
#[derive(Debug, Args)]
pub struct Lines {
    /// The lines: their numbers in `onramp meet agenda`, or goals
    #[arg(required = true, value_name = "LINE")]
    lines: Vec<String>,
}

impl Lines {
    pub(super) fn run(
        &self,
        treatment: Option<Treatment>,
        word: &str,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        let mut session = context.session()?;
        let word = format!("meet {word}");
        let mut topics: Vec<Topic> = Vec::new();
        for text in &self.lines {
            let topic = line(&session, text)?.line.topic;
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        let acts: Vec<Act> = topics
            .into_iter()
            .map(|topic| Act::Meeting(MeetingAct::Treat { topic, treatment }))
            .collect();
        let save = commit(&mut session, &acts, &word)?;
        answer(&session, &save, context, out)
    }
}
