//! The outer world of a test: a day that stands still, an editor that answers as it was told to, and
//! a record of what was handed out.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use onramp::app::To;
use onramp::domain::record::change::Moment;
use onramp::editor::EditorError;
use onramp::tui::{Done, Job, Outside};

use crate::journeys::moment;

#[derive(Debug, Default)]
pub struct Recorded {
    pub today: NaiveDate,
    /// How far ahead of the other clocks of a test this one is, in milliseconds.
    pub ahead: i64,
    /// What the editor gives back, in turn.
    pub editor: VecDeque<Option<String>>,
    /// What was handed out, and where to.
    pub handed: Vec<(To, String)>,
    /// What was done beside the screens, until it is asked for.
    pub done: VecDeque<Done>,
    /// How often the program was suspended.
    pub suspended: usize,
}

impl Outside for Recorded {
    fn moment(&self) -> Moment {
        let moment = moment();
        Moment {
            today: self.today,
            entered: self.today,
            clock: moment.clock + self.ahead,
            ..moment
        }
    }

    fn edit(&mut self, _: &str) -> io::Result<Result<Option<String>, EditorError>> {
        Ok(Ok(self.editor.pop_front().flatten()))
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        self.handed.push((To::Clipboard, text.to_owned()));
        Ok(())
    }

    fn write(&mut self, name: &Path, text: &str) -> io::Result<PathBuf> {
        let to = To::File(name.to_owned());
        self.handed.push((to, text.to_owned()));
        Ok(name.to_owned())
    }

    fn background(&mut self, job: Job) {
        // Nothing else happens meanwhile.
        self.done.push_back(job());
    }

    fn finished(&mut self) -> Option<Done> {
        self.done.pop_front()
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.suspended += 1;
        Ok(())
    }
}
