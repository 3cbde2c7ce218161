//! What can be handed out, how it is written, and where it goes.

use std::path::PathBuf;

use crate::domain::plan::people::Party;
use crate::domain::record::ids::ChangeId;

/// Something to hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The minutes of a 1:1, in Markdown.
    Minutes(ChangeId),
    /// The summary for a reader.
    Summary(Party, Format),
}

/// How a summary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// A page for a browser.
    Html,
    /// Five lines for a chat.
    Short,
}

/// Where something goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// Into a new file of that name, in the folder in which the program runs.
    File(PathBuf),
    /// Into the terminal's clipboard.
    Clipboard,
}
