//! `gate show`, `gate list`, `gate export`: a review as it stands or stood.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::milestone::{KeyParser, milestone};
use crate::cli::out::Out;
use crate::cli::page::Form;
use crate::cli::said::gate::{begins, how_to_begin};
use crate::cli::session::Session;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::review::Review;
use crate::domain::telling::rubric::rubric;
use crate::report::pages::review::review as page_of;
use crate::report::review::ReviewPage;
use crate::report::write::terminal;
use crate::report::{json, text};

/// Which review.
#[derive(Debug, Args)]
pub struct Show {
    /// The milestone [default: the open review, or else the last one]
    #[arg(value_name = "M", value_parser = KeyParser::dated())]
    milestone: Option<String>,
}

impl Show {
    pub(super) fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        let session = context.session()?;
        let (id, review) = chosen(&session, self.milestone.as_deref())?;
        print(&session, id, review, context, out)
    }
}

/// Prints the open review.
pub(super) fn print_open(
    session: &Session,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let (id, review) = chosen(session, None)?;
    print(session, id, review, context, out)
}

fn print(
    session: &Session,
    id: ChangeId,
    review: &Review,
    context: &Context,
    out: &mut Out<'_>,
) -> Result<(), Failure> {
    let page = page(session, review)?;
    if context.json {
        return out.json(&json::review(session.journey(), session.today(), id, &page));
    }
    out.lines(&terminal::page(&page_of(&page), out.width()))?;
    match page.ruling() {
        Some(_) => Ok(()),
        None => out.lines(&text::left_to_answer(&page, out.width())),
    }
}

fn page<'a>(session: &'a Session, review: &'a Review) -> Result<ReviewPage<'a>, Failure> {
    let journey = session.journey();
    let rubric = match review.verdict {
        Some(_) => Vec::new(),
        None => rubric(&session.store.guide(journey.id)?),
    };
    Ok(ReviewPage::of(
        journey,
        review,
        &rubric,
        &session.standing(),
    ))
}

/// Returns the review that is meant: the last one of a milestone; without one, the open one or else
/// the last.
fn chosen<'a>(session: &'a Session, key: Option<&str>) -> Result<(ChangeId, &'a Review), Failure> {
    let reviews = &session.journey().reviews;
    let milestone = key.map(|key| milestone(session, key)).transpose()?;
    let found = match milestone {
        Some(milestone) => reviews.of(milestone),
        None => reviews.open().or_else(|| {
            reviews
                .all
                .iter()
                .next_back()
                .map(|(id, review)| (*id, review))
        }),
    };
    found.ok_or_else(|| {
        let message = match milestone {
            Some(milestone) if !milestone.is_dated() => {
                format!("{milestone} has no date, so there is no gate review of it")
            }
            Some(milestone) => format!("no gate review at {milestone} was held yet"),
            None => "no gate review was held yet".to_owned(),
        };
        let begun = milestone.unwrap_or_else(|| session.standing().current);
        let hint = match begun.is_dated() {
            true => begins(session, begun.key()),
            false => how_to_begin(session),
        };
        Failure::Missing { message, hint }
    })
}

/// Prints which reviews were held and which are due.
pub(super) fn list(context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
    let session = context.session()?;
    let (journey, today) = (session.journey(), session.today());
    let standing = session.standing();
    let due = |milestone| standing.dates.gate_due(&standing.facts, milestone);
    if context.json {
        return out.json(&json::reviews(journey, today, due));
    }
    out.lines(&text::reviews(journey, today, due, out.width()))
}

/// A page to hand on.
#[derive(Debug, Args)]
pub struct Export {
    /// The milestone [default: the open review, or else the last one]
    #[arg(value_name = "M", value_parser = KeyParser::dated())]
    milestone: Option<String>,
    #[command(flatten)]
    form: Form,
}

impl Export {
    pub(super) fn run(&self, context: &Context, out: &mut Out<'_>) -> Result<(), Failure> {
        if context.json {
            return Err(Failure::Usage {
                message: "the page is for people, not JSON".to_owned(),
                hint: "`onramp gate show --json` is for programs".to_owned(),
            });
        }
        let session = context.session()?;
        let (_, review) = chosen(&session, self.milestone.as_deref())?;
        let page = page_of(&page(&session, review)?);
        self.form.hand_on(&page, context, out)
    }
}
