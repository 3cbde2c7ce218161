//! What is written down on a goal or on the journey: notes, evidence, the mentor's paragraph. Knows no goal.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::people::{Author, Mark};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::ChangeId;

/// Who may read a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody in the journey, and the summary.
    Shared,
    /// Its author alone.
    Private,
}

impl Visibility {
    /// Returns the word that users and files see.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Private => "private",
        }
    }
}

/// Markdown text on a goal or on the journey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Who wrote it.
    pub author: Author,
    /// The day it counts for.
    pub on: NaiveDate,
    /// The text, cleaned.
    pub text: String,
    /// Who may read it.
    pub visibility: Visibility,
    /// Whether it asks something that the next 1:1 should answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub question: bool,
    /// The 1:1 that it was written in or about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<ChangeId>,
}

impl Note {
    /// Returns who may read the note.
    pub fn audience(&self) -> Audience {
        Self::audience_of(self.visibility, self.meeting)
    }

    /// Returns who may read a note of this visibility, written in or about a 1:1 or not.
    pub fn audience_of(visibility: Visibility, meeting: Option<ChangeId>) -> Audience {
        match (visibility, meeting) {
            (Visibility::Private, _) => Audience::Author,
            (Visibility::Shared, Some(_)) => Audience::Pair,
            (Visibility::Shared, None) => Audience::Journey,
        }
    }

    /// Returns the note as one that may leave the program, or nothing where it is private.
    pub fn shared(&self) -> Option<SharedNote<'_>> {
        (self.visibility == Visibility::Shared).then_some(SharedNote(self))
    }
}

/// A note that may leave the program. Only [`Note::shared`] makes one, so reports that ask for
/// this type cannot hold a private note.
#[derive(Clone, Copy, Debug)]
pub struct SharedNote<'a>(&'a Note);

impl SharedNote<'_> {
    /// Returns who wrote it.
    pub fn author(&self) -> &Author {
        &self.0.author
    }

    /// Returns the day it counts for.
    pub fn on(&self) -> NaiveDate {
        self.0.on
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.0.text
    }
}

/// What a mentor says of the journey to those who read its summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Who wrote it, and when.
    pub mark: Mark,
    /// The text, in Markdown.
    pub text: String,
}

/// A link or file path that proves a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Who gave it, and when.
    pub mark: Mark,
    /// The link or path.
    pub link: String,
    /// What it is, where that was said.
    pub label: Option<String>,
}

impl Evidence {
    /// Returns what to show for it: the label, or else the link.
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.link)
    }
}
