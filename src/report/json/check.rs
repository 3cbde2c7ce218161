//! What is wrong with plan files, as a document for programs.

use serde::Serialize;

/// What is wrong with plan files: `onramp.check/1`.
#[derive(Debug, Serialize)]
pub struct ChecksDocument {
    format: &'static str,
    files: Vec<FileCheck>,
}

/// What is wrong with one file.
#[derive(Debug, Serialize)]
pub struct FileCheck {
    /// The file.
    pub file: String,
    /// The problems, in the order of the file.
    pub problems: Vec<FileProblem>,
}

/// One problem; line and column are 0 where the file could not be read.
#[derive(Debug, Serialize)]
pub struct FileProblem {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// A file that was written: `onramp.written/1`.
#[derive(Debug, Serialize)]
pub struct WrittenDocument<'a> {
    format: &'static str,
    file: &'a str,
}

/// Returns the document of a file that was written.
pub fn written(file: &str) -> WrittenDocument<'_> {
    WrittenDocument {
        format: "onramp.written/1",
        file,
    }
}

/// Returns the document of checked files.
pub fn checks(files: Vec<FileCheck>) -> ChecksDocument {
    ChecksDocument {
        format: "onramp.check/1",
        files,
    }
}
