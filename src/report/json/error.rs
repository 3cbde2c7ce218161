//! What went wrong, as a document on standard error.

use schemars::JsonSchema;
use serde::Serialize;

/// What went wrong. It is printed on standard error if `--json` is given; the program ends with the
/// exit code of its kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ErrorDocument<'a> {
    kind: ErrorKind,
    /// What went wrong, in a sentence.
    message: &'a str,
    /// What to type or do instead.
    hint: Option<&'a str>,
}

/// What kinds of failure there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The disk, the database, a file or the terminal failed. Exit code 1.
    Failed,
    /// Another program keeps the database locked; trying again helps. Exit code 1.
    Busy,
    /// The arguments are wrong. Exit code 2.
    Usage,
    /// What is named is not there, or the name fits several things. Exit code 3.
    NotFound,
    /// A rule refuses it. Exit code 4.
    Refused,
}

impl ErrorKind {
    /// Returns the exit code of the program.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Failed | Self::Busy => 1,
            Self::Usage => 2,
            Self::NotFound => 3,
            Self::Refused => 4,
        }
    }
}

/// Returns the document of a failure.
pub fn error<'a>(kind: ErrorKind, message: &'a str, hint: Option<&'a str>) -> ErrorDocument<'a> {
    ErrorDocument {
        kind,
        message,
        hint,
    }
}
