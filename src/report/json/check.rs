//! What is wrong with plan files, as a document for programs.

use schemars::JsonSchema;
use serde::Serialize;

/// What is wrong with plan files.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChecksDocument {
    files: Vec<FileCheck>,
}

/// What is wrong with one file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FileCheck {
    /// The file.
    pub file: String,
    /// The problems, in the order of the file.
    pub problems: Vec<FileProblem>,
}

/// One problem; line and column are 0 where the file could not be read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FileProblem {
    /// How bad it is.
    #[schemars(extend("enum" = ["error", "warning"]))]
    pub severity: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// The file that was written.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WrittenDocument<'a> {
    file: &'a str,
}

/// Returns the document of a file that was written.
pub fn written(file: &str) -> WrittenDocument<'_> {
    WrittenDocument { file }
}

/// Returns the document of checked files.
pub fn checks(files: Vec<FileCheck>) -> ChecksDocument {
    ChecksDocument { files }
}
