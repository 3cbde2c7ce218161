//! Several journeys as a page or a table to hand on, with names or without.

use clap::{Args, ValueEnum};

use super::chosen::Chosen;
use super::context::Context;
use super::failure::Failure;
use super::out::Out;
use super::page::{Destination, Format};
use crate::domain::judgment::course::Course;
use crate::domain::telling::cohort::{self as telling, Hire};
use crate::domain::words::text::count;
use crate::report::csv;
use crate::report::pages::cohort::{Cohort, FEWEST, anonymous, cohort};
use crate::store::Store;

/// How several journeys are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A page in Markdown
    Md,
    /// A page as one self-contained HTML file
    Html,
    /// A table for a spreadsheet, a row a hire
    Csv,
}

/// How journeys are handed on, and where they go.
#[derive(Debug, Default, Args)]
pub(super) struct Handed {
    /// A page for those who look after many hires, or a table [default: by the file's ending, or else md]
    #[arg(long, value_enum)]
    format: Option<Kind>,
    /// The page or the table without names, and without any group of fewer than five hires
    #[arg(long, conflicts_with_all = ["all", "mentor"])]
    anonymous: bool,
    #[command(flatten)]
    to: Destination,
}

impl Handed {
    /// Returns whether a page or a table is asked for.
    pub(super) fn is_asked_for(&self) -> bool {
        self.format.is_some() || self.anonymous || self.to.is_file()
    }

    fn kind(&self) -> Kind {
        self.format.unwrap_or(match self.to.ending().as_deref() {
            Some("html" | "htm") => Kind::Html,
            Some("csv") => Kind::Csv,
            _ => Kind::Md,
        })
    }

    /// Prints or writes those that were chosen of all hires.
    pub(super) fn hand_on(
        &self,
        store: &Store,
        mut hires: Vec<Hire>,
        chosen: &Chosen,
        with_ended: bool,
        context: &Context,
        out: &mut Out<'_>,
    ) -> Result<(), Failure> {
        if context.json {
            return Err(Failure::Usage {
                message: "a page is for people, not JSON".to_owned(),
                hint: "`onramp journeys --json` is for programs".to_owned(),
            });
        }
        let is_shown = |hire: &&Hire| with_ended || hire.row.ended.is_none();
        let all = hires.iter().filter(is_shown).count();
        hires.retain(|hire| chosen.holds(&hire.row));
        let shown = hires.iter().filter(is_shown).count();
        self.check(shown, all)?;
        // One journey is in memory at a time; a row keeps a few numbers of its log.
        for hire in &mut hires {
            if with_ended || hire.row.ended.is_none() {
                let open = store.load_counted(hire.row.id)?;
                let changes = store.changes(hire.row.id)?;
                hire.follow(&Course::of(&open.journey, &changes, context.clock.today()));
            }
        }
        telling::sort(&mut hires);
        let of = Cohort {
            today: context.clock.today(),
            hires,
            with_ended,
            chosen: chosen.words(),
        };
        let page = || match self.anonymous {
            true => anonymous(&of),
            false => cohort(&of),
        };
        match self.kind() {
            Kind::Md => self.to.put(&Format::Md.text(&page()), context, out),
            Kind::Html => self.to.put(&Format::Html.text(&page()), context, out),
            Kind::Csv => {
                let table = match self.anonymous {
                    true => csv::cohort::anonymous(&of)?,
                    false => csv::cohort::table(&of)?,
                };
                self.to.put_data(&table, context, out)
            }
        }
    }

    /// Checks that there is anybody to tell of, and without names that nobody could be told apart: neither
    /// among those who are shown nor by the difference to a page of all.
    fn check(&self, shown: usize, all: usize) -> Result<(), Failure> {
        let missing = |message: String, hint: &str| {
            let hint = hint.to_owned();
            Err(Failure::Missing { message, hint })
        };
        match (shown, all - shown) {
            (0, 0) => missing(
                "there is no journey that goes on".to_owned(),
                "`onramp journeys --all` lists those in the archive",
            ),
            (0, _) => missing(
                "no journey is like that".to_owned(),
                "`onramp journeys` lists those that go on",
            ),
            (shown, _) if self.anonymous && shown < FEWEST => missing(
                format!(
                    "that is {}; without names, a page tells of {FEWEST} or more",
                    count(shown, "hire")
                ),
                "choose more of them",
            ),
            (_, rest) if self.anonymous && (1..FEWEST).contains(&rest) => missing(
                format!(
                    "that leaves out {}, who could be told by the difference to a page of all",
                    count(rest, "hire")
                ),
                "choose all of them, or leave out more",
            ),
            _ => Ok(()),
        }
    }
}
