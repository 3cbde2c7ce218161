//! Lines to fill in: which fields an act asks for, and what act comes of them.

mod field;
mod invite;
mod meeting;
mod people;
mod review;

use chrono::NaiveDate;

use self::field::DatePart;
pub use self::field::{Field, FieldKind, type_into_line};
pub use self::invite::may_invite;
pub use self::meeting::MeetingForm;
use crate::domain::acts::act::{Act, ReviewAct};
use crate::domain::acts::decide::end_leave;
use crate::domain::judgment::dates::Dates;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::course::End;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Answer, Verdict};
use crate::domain::record::writing::Visibility;
use crate::domain::wording::goals;
use crate::domain::words::when::{DateError, Lean};

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// A note on a goal, or on the journey.
    Note(Option<Slug>),
    /// The mentor's paragraph in the summary.
    Paragraph,
    /// Evidence for a goal.
    Evidence(Slug),
    /// What a goal waits for.
    Block(Slug),
    /// A claim sent back.
    Return(Slug),
    /// A goal taken out.
    Waive(Slug),
    /// A goal's date moved.
    Defer(Slug),
    /// Names and start date.
    People,
    /// A leave.
    Leave,
    /// The end of a leave.
    EndLeave(ChangeId),
    /// Other days for a leave.
    MoveLeave(ChangeId),
    /// Something of the 1:1s.
    Meeting(MeetingForm),
    /// Why a goal is not done, in a gate review.
    NotDone(Slug),
    /// Why a dimension is graded as it is.
    GradeWhy {
        /// Whose grade it is.
        party: Party,
        /// The dimension.
        dimension: Slug,
        /// Its name.
        name: String,
    },
    /// The verdict to advance.
    Advance,
    /// The verdict to extend to a date.
    Extend,
    /// The verdict to re-plan, with the open goals.
    Replan(Vec<Slug>),
    /// The end of the journey.
    Archive,
    /// Whom a party invites, and where.
    Invite(Party),
}

/// Lines to fill in.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it is for.
    pub kind: FormKind,
    /// Its heading.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What was in the fields before anything was typed.
    begun: Vec<String>,
    /// The field that keys go to.
    pub focus: usize,
    /// Why it was not taken.
    pub problem: Option<String>,
    /// Whether saving it again does what it warned of.
    pub warned: bool,
}

impl Form {
    /// Returns an empty form, or one with what was typed before and not saved.
    pub fn new(
        kind: FormKind,
        journey: &Journey,
        today: NaiveDate,
        draft: Option<&Vec<String>>,
    ) -> Self {
        let mut fields = fields(&kind, journey, today);
        let begun = fields.iter().map(Field::text).collect();
        for (field, text) in fields.iter_mut().zip(draft.into_iter().flatten()) {
            *field = field.with(text);
        }
        Self {
            title: title(&kind, journey),
            kind,
            fields,
            begun,
            focus: 0,
            problem: None,
            warned: false,
        }
    }

    /// Returns whether something was typed into it.
    pub fn is_touched(&self) -> bool {
        self.texts() != self.begun
    }

    /// Returns the field that keys go to.
    pub fn focused(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.focus)
    }

    /// Returns whether keys go to a field of several lines.
    pub fn is_in_text(&self) -> bool {
        self.fields
            .get(self.focus)
            .is_some_and(|field| field.kind == FieldKind::Text)
    }

    /// Returns whether the last field has the focus.
    pub fn is_at_end(&self) -> bool {
        self.focus + 1 >= self.fields.len()
    }

    /// Moves the focus by one field, round the ends.
    pub fn step(&mut self, forward: bool) {
        let count = self.fields.len().max(1);
        let step = if forward { 1 } else { count - 1 };
        self.focus = (self.focus + step) % count;
    }

    /// Returns what is in the fields.
    pub fn texts(&self) -> Vec<String> {
        self.fields.iter().map(Field::text).collect()
    }

    fn text(&self, place: usize) -> String {
        self.fields.get(place).map(Field::text).unwrap_or_default()
    }

    fn readers(&self, place: usize) -> Visibility {
        let field = self.fields.get(place);
        field.map_or(Visibility::Shared, Field::readers)
    }

    /// Returns the date in a field. The last day of a leave is read relative to its first.
    pub fn date(&self, place: usize, dates: &Dates) -> Option<Result<NaiveDate, DateError>> {
        let part = match (&self.kind, place) {
            (FormKind::Leave | FormKind::MoveLeave(_), 0) => DatePart::Begin,
            (FormKind::Leave | FormKind::MoveLeave(_), 1) => {
                let begin = self.fields.first()?.date(dates, DatePart::Begin);
                begin.map_or(DatePart::Day, DatePart::End)
            }
            _ => DatePart::Day,
        };
        Some(self.fields.get(place)?.date(dates, part))
    }

    /// Returns the acts that come of what was filled in.
    ///
    /// # Errors
    /// The number of the field that cannot be taken, and why.
    pub fn acts(&self, journey: &Journey, dates: &Dates) -> Result<Vec<Act>, (usize, String)> {
        let text = |place| self.text(place);
        let date = |place: usize| match self.date(place, dates) {
            Some(date) => date.map_err(|error| (place, error.to_string())),
            None => Err((place, String::new())),
        };
        Ok(match &self.kind {
            FormKind::Note(goal) => vec![Act::Note {
                goal: goal.clone(),
                text: text(0),
                visibility: self.readers(1),
                question: text(2) == meeting::ASK,
                meeting: None,
            }],
            FormKind::Paragraph => vec![Act::Summarize { text: text(0) }],
            FormKind::Evidence(goal) => vec![Act::Evidence {
                goal: goal.clone(),
                link: text(0),
                label: text(1),
            }],
            FormKind::Block(goal) => vec![Act::Block {
                goal: goal.clone(),
                on: text(0),
                waits_for: text(1),
                since: Some(date(2)?),
            }],
            FormKind::Return(goal) => vec![Act::Return {
                goal: goal.clone(),
                reason: text(0),
            }],
            FormKind::Waive(goal) => vec![Act::Waive {
                goal: goal.clone(),
                reason: text(0),
                agreed: text(1),
            }],
            FormKind::Defer(goal) => vec![Act::Defer {
                goal: goal.clone(),
                to: date(0)?,
                reason: text(1),
                agreed: text(2),
            }],
            FormKind::NotDone(goal) => vec![Act::Review(ReviewAct::Answer {
                goal: goal.clone(),
                answer: Some(Answer::NotDone { why: Some(text(0)) }),
            })],
            FormKind::GradeWhy {
                party, dimension, ..
            } => vec![review::why(journey, *party, dimension, text(0))],
            FormKind::Advance => vec![self.ruled(Verdict::Advance, text(0))],
            FormKind::Extend => {
                let (to, reason) = (date(0)?, text(1));
                vec![self.ruled(Verdict::Extend { to, reason }, text(2))]
            }
            FormKind::Replan(goals) => vec![self.replan(goals)],
            FormKind::People => return people::acts(self, journey, date(people::START)?),
            // What comes of it is no act.
            FormKind::Invite(_) => Vec::new(),
            FormKind::Archive => vec![Act::Archive {
                end: ended(&text(0)),
                reason: text(1),
            }],
            FormKind::Leave => vec![Act::Leave {
                from: date(0)?,
                until: date(1)?,
                reason: text(2),
                visibility: self.readers(3),
            }],
            FormKind::EndLeave(leave) => {
                let act = end_leave(journey, *leave, date(0)?);
                vec![act.map_err(|refusal| (0, refusal.to_string()))?]
            }
            FormKind::MoveLeave(leave) => vec![Act::MoveLeave {
                leave: *leave,
                from: date(0)?,
                until: date(1)?,
            }],
            FormKind::Meeting(kind) => {
                return meeting::acts(kind, self, journey, dates);
            }
        })
    }
}

fn ended(word: &str) -> End {
    let found = End::ALL.into_iter().find(|(_, known)| *known == word);
    found.map_or(End::Finished, |(end, _)| end)
}

fn fields(kind: &FormKind, journey: &Journey, today: NaiveDate) -> Vec<Field> {
    use FieldKind::{Date, Line, Optional, Text};
    match kind {
        FormKind::Note(_) => vec![
            Field::new("Note, in Markdown", Text, ""),
            Field::visibility("Who reads it"),
            meeting::question(),
        ],
        FormKind::Paragraph => {
            let mentor = journey.people.person(Party::Mentor);
            let own = mentor.and_then(|mentor| journey.paragraphs.get(&mentor));
            let present = own.map_or("", |paragraph| &paragraph.text);
            vec![Field::new(
                "What you say of the journey, in Markdown",
                Text,
                present,
            )]
        }
        FormKind::Evidence(_) => vec![
            Field::new("Link or path", Line, ""),
            Field::new("What it is (optional)", Optional, ""),
        ],
        FormKind::Block(_) => vec![
            Field::new("Waits on whom", Line, ""),
            Field::new("For what", Line, ""),
            Field::filled("Since", Date(Lean::Past), "today"),
        ],
        FormKind::NotDone(_) => vec![Field::new("Why it is not done", Line, "")],
        FormKind::GradeWhy {
            party, dimension, ..
        } => review::why_field(journey, *party, dimension),
        FormKind::Advance => vec![Field::new(review::SUMMARY, Text, "")],
        FormKind::Extend => vec![
            Field::new("To which date", Date(Lean::Future), ""),
            Field::new("Why", Line, ""),
            Field::new(review::SUMMARY, Text, ""),
        ],
        FormKind::Replan(goals) => review::replan_fields(journey, goals),
        FormKind::Return(_) => vec![Field::new("What is missing", Line, "")],
        FormKind::Waive(_) => vec![
            Field::new("Why", Line, ""),
            Field::new("Who agreed", Line, ""),
        ],
        FormKind::Defer(_) => vec![
            Field::new("To which date", Date(Lean::Future), ""),
            Field::new("Why", Line, ""),
            Field::new("Who agreed", Line, ""),
        ],
        FormKind::People => people::fields(journey),
        FormKind::Invite(host) => invite::fields(journey, *host),
        FormKind::Archive => vec![
            Field::choice(
                "How it ended",
                End::ALL.map(|(end, word)| (word, end.words())),
                End::Finished.word(),
            ),
            Field::new("What is to be said of it (optional)", Optional, ""),
        ],
        FormKind::Leave => vec![
            Field::filled("First day away", Date(Lean::Nearest), &today.to_string()),
            Field::new("Last day away", Date(Lean::Future), ""),
            Field::new("Why (optional)", Optional, ""),
            Field::visibility("Who reads why"),
        ],
        FormKind::EndLeave(_) => vec![Field::filled("Back on", Date(Lean::Future), "today")],
        FormKind::MoveLeave(leave) => {
            let entered = journey.leaves.get(leave);
            let days = entered.map(|leave| (leave.from.to_string(), leave.until.to_string()));
            let (from, until) = days.unwrap_or_default();
            vec![
                Field::filled("First day away", Date(Lean::Future), &from),
                Field::filled("Last day away", Date(Lean::Future), &until),
            ]
        }
        FormKind::Meeting(kind) => meeting::fields(kind, journey, today),
    }
}

fn name(slug: &Slug, journey: &Journey) -> String {
    match journey.goal(slug) {
        Some(goal) => goals::named(goal),
        None => slug.to_string(),
    }
}

fn title(kind: &FormKind, journey: &Journey) -> String {
    let goal = |slug: &Slug| name(slug, journey);
    let verdict = |word: &str| match journey.reviews.open() {
        Some((_, review)) => format!("Verdict at {}: {word}", review.opening.milestone),
        None => format!("Verdict: {word}"),
    };
    let span = |leave: &ChangeId| {
        let leave = journey.leaves.get(leave);
        leave.map_or_else(String::new, |leave| format!(" {}", leave.span()))
    };
    match kind {
        FormKind::Note(Some(slug)) => format!("Note on {}", goal(slug)),
        FormKind::Note(None) => "Note on the journey".to_owned(),
        FormKind::Paragraph => "Your paragraph in the summary".to_owned(),
        FormKind::Evidence(slug) => format!("Evidence for {}", goal(slug)),
        FormKind::Block(slug) => format!("Block {}", goal(slug)),
        FormKind::Return(slug) => format!("Return {}", goal(slug)),
        FormKind::Waive(slug) => format!("Waive {}", goal(slug)),
        FormKind::Defer(slug) => format!("Defer {}", goal(slug)),
        FormKind::People => "Names and start date".to_owned(),
        FormKind::Leave => "Leave".to_owned(),
        FormKind::EndLeave(leave) => format!("End the leave{}", span(leave)),
        FormKind::MoveLeave(leave) => format!("Change the leave{}", span(leave)),
        FormKind::Meeting(kind) => meeting::title(kind, journey),
        FormKind::NotDone(slug) => format!("Not done: {}", goal(slug)),
        FormKind::GradeWhy {
            party,
            dimension,
            name,
        } => review::why_title(journey, *party, dimension, name),
        FormKind::Advance => verdict("advance"),
        FormKind::Extend => verdict("extend to a date"),
        FormKind::Replan(_) => verdict("re-plan"),
        FormKind::Invite(host) => invite::title(journey, *host),
        FormKind::Archive => "Put the journey into the archive".to_owned(),
    }
}
