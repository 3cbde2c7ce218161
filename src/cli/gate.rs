//! `gate`: the reviews at the milestones, from the first answer to the page that is handed on.

mod page;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::act::{commit, perform, refuse_early};
use super::context::Context;
use super::failure::Failure;
use super::free::Free;
use super::milestone::{KeyParser, milestone};
use super::out::Out;
use super::said::gate::begun;
use super::session::Session;
use super::typed;
use crate::domain::acts::act::{Act, ReviewAct};
use crate::domain::acts::find;
use crate::domain::plan::names::Slug;
use crate::domain::record::review::{Answer, Grade, Verdict};
use crate::domain::telling::rubric::rubric;
use crate::domain::words::when::Lean;

/// What can be done in a gate review.
#[derive(Debug, Subcommand)]
pub enum Gate {
    /// Begin the review of a milestone, or go on with the open one
    Start(Start),
    /// Print the open review, or the last one of a milestone as it stood then
    Show(page::Show),
    /// Print which reviews were held and which are due
    List,
    /// Answer for a goal; one that is confirmed or waived needs no answer
    Answer(GoalAnswer),
    /// Grade a dimension of the rubric, as the mentor or as the hire
    Grade(DimensionGrade),
    /// End the review: advance, extend to a date, or re-plan
    Verdict(Ruling),
    /// Print a review as a page to hand on
    Export(page::Export),
}

/// Does what a command says.
pub(super) fn run(gate: Gate, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    match gate {
        Gate::Start(args) => args.run(context, out),
        Gate::Show(args) => args.run(context, out),
        Gate::List => page::list(context, out),
        Gate::Answer(args) => args.run(context, out),
        Gate::Grade(args) => args.run(context, out),
        Gate::Verdict(args) => args.run(context, out),
        Gate::Export(args) => args.run(context, out),
    }
}

/// Which milestone.
#[derive(Debug, Args)]
pub struct Start {
    /// The milestone
    #[arg(value_name = "M", value_parser = KeyParser::dated())]
    milestone: String,
}

impl Start {
    fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let milestone = milestone(&session, &self.milestone)?;
        let open = session.journey().reviews.open();
        if open.is_some_and(|(_, review)| review.opening.milestone.is(milestone)) {
            return page::print_open(&session, context, out);
        }
        let act = Act::Review(ReviewAct::Start { milestone });
        commit(
            &mut session,
            &[act],
            &format!("gate start {}", milestone.key()),
        )?;
        if !context.json {
            begun(&session, milestone, out)?;
        }
        page::print_open(&session, context, out)
    }
}

/// How a goal is answered for.
#[derive(Debug, Args)]
pub struct GoalAnswer {
    /// The goal: 30.2, its short name, or the beginning of one
    goal: String,
    /// What it is
    #[arg(value_parser = PossibleValuesParser::new(["done", "not-done", "waived"]))]
    answer: String,
    /// Why it is not done; `-` reads it from standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    why: Option<String>,
}

impl GoalAnswer {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let goal = session.goal(&self.goal)?;
        let number = goal.number;
        let goal = goal.slug().clone();
        let why = self.why.as_deref();
        let answer = match (self.answer.as_str(), why) {
            ("not-done", None) => Answer::NotDone { why: None },
            ("not-done", Some(why)) => Answer::NotDone {
                why: Some(typed::text(Some(why), "reason", "--why TEXT")?),
            },
            (word, Some(_)) => {
                return Err(Failure::Usage {
                    message: format!("--why goes with `not-done`, not with `{word}`"),
                    hint: format!("`onramp note {number} TEXT` writes something down on the goal"),
                });
            }
            ("done", None) => Answer::Done,
            (_, None) => Answer::Waived,
        };
        let word = format!("gate answer {number} {}", self.answer);
        let answer = Some(answer);
        let act = Act::Review(ReviewAct::Answer { goal, answer });
        perform(&mut session, &act, &word, context, out)
    }
}

/// A grade.
#[derive(Debug, Args)]
pub struct DimensionGrade {
    /// The dimension: its short name, its name, or the beginning of one
    dimension: String,
    /// The grade
    #[arg(value_parser = PossibleValuesParser::new(Grade::ALL.map(Grade::word)))]
    grade: String,
    /// Why, in one line; everyone who sees the grade reads it. `-` reads it from standard input, an
    /// empty text takes it back, left out it stays as it is
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    why: Option<String>,
}

impl DimensionGrade {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        let dimension = dimension(&session, &self.dimension)?;
        let mut grades = Grade::ALL.into_iter();
        let grade = grades.find(|grade| grade.word() == self.grade);
        let word = format!("gate grade {dimension} {}", self.grade);
        let why = self.why.as_deref();
        let why = why.map(|why| typed::text(Some(why), "comment", "--why TEXT"));
        let act = Act::Review(ReviewAct::Grade {
            dimension,
            grade,
            why: why.transpose()?,
        });
        perform(&mut session, &act, &word, context, out)
    }
}

fn dimension(session: &Session, text: &str) -> Result<Slug, Failure> {
    let journey = session.journey();
    let rubric = rubric(&session.store.guide(journey.id)?);
    if rubric.is_empty() {
        return Err(Failure::Missing {
            message: "this journey's plan has no rubric to grade by".to_owned(),
            hint: "`onramp gate verdict` takes the summary in words".to_owned(),
        });
    }
    // A word inside a name is what people remember of it: `framing` of `Problem framing`.
    let named = rubric.iter().map(|dimension| {
        let (slug, name) = (&dimension.slug, dimension.name.as_str());
        let words = name.split_whitespace().filter(|word| word.len() > 3);
        let names = [slug.as_str(), name].into_iter().chain(words);
        (slug.clone(), names.collect())
    });
    let role = &journey.role.slug;
    let hint =
        format!("`onramp gate show` lists them; `onramp plan show {role} rubric` explains them");
    find::one("dimension of the rubric", text, named).map_err(Failure::not_found(hint))
}

/// The end of a review.
#[derive(Debug, Args)]
pub struct Ruling {
    /// What follows: on to the next milestone, another date for the open goals, or each of them
    /// carried on or waived
    #[arg(value_parser = PossibleValuesParser::new(["advance", "extend", "replan"]))]
    verdict: String,
    /// extend: the date that the open goals get
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = Free)]
    to: Option<String>,
    /// extend, replan: why; `-` reads it from standard input
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    reason: Option<String>,
    /// replan: an open goal that gets the next milestone's date; once for each
    #[arg(long, value_name = "GOAL")]
    carry: Vec<String>,
    /// replan: an open goal that is taken out; once for each
    #[arg(long, value_name = "GOAL")]
    waive: Vec<String>,
    /// Give the verdict though some dimensions of the rubric have no grade of the mentor's
    #[arg(long)]
    leave_ungraded: bool,
    /// How the milestone went, in Markdown; `-` reads it from standard input, left out it opens
    /// $VISUAL or $EDITOR
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = Free)]
    summary: Option<String>,
}

impl Ruling {
    fn run(self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let mut session = context.session()?;
        self.check()?;
        let verdict = self.ruled(&session)?;
        let word = format!("gate verdict {}", self.verdict);
        let ruled = |summary: String| {
            Act::Review(ReviewAct::Verdict {
                summary,
                verdict: verdict.clone(),
                leave_ungraded: self.leave_ungraded,
            })
        };
        refuse_early(&session, &ruled("any".to_owned()), &word)?;
        let summary = typed::text(self.summary.as_deref(), "summary", "--summary TEXT")?;
        let act = ruled(summary);
        perform(&mut session, &act, &word, context, out)
    }

    /// Refuses options that go with another verdict.
    fn check(&self) -> Result<(), Failure> {
        let given = [
            ("--to", self.to.is_some(), &["extend"][..]),
            ("--reason", self.reason.is_some(), &["extend", "replan"]),
            ("--carry", !self.carry.is_empty(), &["replan"]),
            ("--waive", !self.waive.is_empty(), &["replan"]),
        ];
        let verdict = self.verdict.as_str();
        let wrong = given
            .into_iter()
            .find(|(_, given, with)| *given && !with.contains(&verdict));
        match wrong {
            Some((option, _, with)) => Err(Failure::Usage {
                message: format!("{option} does not go with `{verdict}`"),
                hint: format!("it goes with `{}`", with.join("` and `")),
            }),
            None => Ok(()),
        }
    }

    fn ruled(&self, session: &Session) -> Result<Verdict, Failure> {
        let reason = || typed::text(self.reason.as_deref(), "reason", "--reason TEXT");
        let goals = |texts: &[String]| -> Result<Vec<Slug>, Failure> {
            let goals = texts.iter();
            goals
                .map(|text| Ok(session.goal(text)?.slug().clone()))
                .collect()
        };
        Ok(match (self.verdict.as_str(), &self.to) {
            ("advance", _) => Verdict::Advance,
            ("extend", Some(to)) => Verdict::Extend {
                to: session.date("--to", to, Lean::Future)?,
                reason: reason()?,
            },
            ("extend", None) => {
                return Err(Failure::Usage {
                    message: "the date is left out".to_owned(),
                    hint: "give it as `--to DATE`: `--to \"in 2 weeks\"`".to_owned(),
                });
            }
            _ => Verdict::Replan {
                carried: goals(&self.carry)?,
                waived: goals(&self.waive)?,
                reason: reason()?,
            },
        })
    }
}
