//! Makes what is read outside the program: shows it, or hands it out to a file or the clipboard.

use super::{Performer, told};
use crate::app::{Format, Msg, Paper, State, To};
use crate::domain::judgment::dates::Dates;
use crate::domain::plan::people::Party;
use crate::domain::record::change::Change;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::words::text::clean;
use crate::report::blocks::Page;
use crate::report::pages::minutes::minutes;
use crate::report::pages::summary::{self, since_by_default};
use crate::report::readership::For;
use crate::report::write::{html, markdown, terminal};
use crate::tui::outside::Outside;

/// The widest page that is still pleasant to read.
const WIDEST: usize = 110;

impl<O: Outside> Performer<O> {
    /// Makes the summary for a reader, in lines of so many columns.
    pub(super) fn read_summary(&self, reader: Party, columns: usize, state: &State) -> Msg {
        let page = match self.with_texts() {
            Ok((journey, log)) => summary_page(&journey, &log, reader, state),
            Err(problem) => return Msg::Failed(problem),
        };
        let lines = terminal::page(&page, columns.saturating_sub(2).min(WIDEST));
        let lines = lines.into_iter();
        Msg::Summary(lines.map(|line| (line.tone, clean(&line.text))).collect())
    }

    /// Hands something out; tells where it is then, or why it is nowhere.
    pub(super) fn hand_out(&mut self, paper: Paper, to: &To, state: &State) -> Msg {
        let text = match paper {
            Paper::Minutes(meeting) => self.minutes_text(meeting, state),
            Paper::Summary(reader, format) => self.summary_text(reader, format, state),
        };
        let text = match text {
            Ok(text) => clean(&text),
            Err(problem) => return Msg::Failed(problem),
        };
        let (name, again) = match paper {
            Paper::Minutes(_) => ("The minutes", "m offers the clipboard, too."),
            Paper::Summary(..) => ("The summary", "m lists other ways."),
        };
        match to {
            To::File(file) => match self.outside.write(file, &text) {
                Ok(file) => Msg::Told(format!("Wrote {}.", file.display())),
                Err(error) => {
                    let file = file.display();
                    Msg::Failed(format!("{file} was not written: {error}. {again}"))
                }
            },
            To::Clipboard => match self.outside.copy(&text) {
                Ok(()) => Msg::Told(format!(
                    "{name} went to the terminal's clipboard. If pasting brings nothing, this terminal does not allow it: m writes a file instead."
                )),
                Err(error) => Msg::Failed(format!(
                    "The terminal took no copy: {error}. m writes a file instead."
                )),
            },
        }
    }

    fn minutes_text(&self, meeting: ChangeId, state: &State) -> Result<String, String> {
        let none = || "There is no such 1:1 to make minutes of.".to_owned();
        let journey = &self.open.as_ref().ok_or_else(none)?.journey;
        let log = self.store.changes(journey.id).map_err(|e| told(&e))?;
        let dates = Dates::of(journey, state.today);
        let minutes = minutes(journey, &log, &dates, meeting).ok_or_else(none)?;
        Ok(markdown::page(&minutes.page))
    }

    fn summary_text(&self, reader: Party, format: Format, state: &State) -> Result<String, String> {
        let (journey, log) = self.with_texts()?;
        let page = || summary_page(&journey, &log, reader, state);
        Ok(match format {
            Format::Markdown => markdown::page(&page()),
            Format::Html => html::page(&page()),
            Format::Short => summary::short(&journey, &log, state.today).join("\n") + "\n",
        })
    }

    /// Returns the open journey with all its notes, and its log.
    fn with_texts(&self) -> Result<(Journey, Vec<Change>), String> {
        let none = || "No journey is open.".to_owned();
        let mut open = self.open.clone().ok_or_else(none)?;
        let read = self.store.read_all_notes(&mut open);
        read.map_err(|error| told(&error))?;
        let log = self.store.changes(open.journey.id);
        Ok((open.journey, log.map_err(|error| told(&error))?))
    }
}

fn summary_page(journey: &Journey, log: &[Change], reader: Party, state: &State) -> Page {
    let since = since_by_default(state.today);
    summary::summary(journey, log, state.today, since, For::from(reader))
}
