//! Hands out the minutes of a 1:1: to a file, or to the terminal's clipboard.

use super::{Performer, told};
use crate::app::{MinutesTo, Msg, State};
use crate::domain::judgment::dates::Dates;
use crate::domain::record::ids::ChangeId;
use crate::domain::words::text::clean;
use crate::report::pages::minutes::minutes;
use crate::report::write::markdown;
use crate::tui::outside::Outside;

impl<O: Outside> Performer<O> {
    /// Hands out the minutes of a 1:1; tells where they are then, or why they are nowhere.
    pub(super) fn minutes(&mut self, meeting: ChangeId, to: &MinutesTo, state: &State) -> Msg {
        let text = match self.minutes_text(meeting, state) {
            Ok(text) => text,
            Err(problem) => return Msg::Failed(problem),
        };
        match to {
            MinutesTo::File(name) => match self.outside.write(name, &text) {
                Ok(file) => Msg::Told(format!("Wrote {}.", file.display())),
                Err(error) => Msg::Failed(format!(
                    "{} was not written: {error}. m offers the clipboard, too.",
                    name.display()
                )),
            },
            MinutesTo::Clipboard => match self.outside.copy(&text) {
                Ok(()) => Msg::Told(
                    "The minutes went to the terminal's clipboard. If nothing can be pasted, this terminal does not take them: m writes a file instead."
                        .to_owned(),
                ),
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
        Ok(clean(&markdown::page(&minutes.page)))
    }
}
