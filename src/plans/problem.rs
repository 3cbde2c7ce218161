//! What is wrong with a plan file: the place, the line, and what to do.

use std::cell::RefCell;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used, though something in it will surprise.
    Warning,
}

/// Something that is wrong in a plan file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is, in bytes of the file.
    pub span: Range<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

/// The problems found so far.
#[derive(Debug, Default)]
pub struct Found(RefCell<Vec<Problem>>);

impl Found {
    /// Notes an error.
    pub fn error(&self, span: Range<usize>, message: impl Into<String>) {
        self.add(Severity::Error, span, message.into());
    }

    /// Notes a warning.
    pub fn warning(&self, span: Range<usize>, message: impl Into<String>) {
        self.add(Severity::Warning, span, message.into());
    }

    fn add(&self, severity: Severity, span: Range<usize>, message: String) {
        self.0.borrow_mut().push(Problem {
            severity,
            span,
            message,
        });
    }

    /// Returns the problems in the order of the file.
    pub fn into_list(self) -> Vec<Problem> {
        let mut list = self.0.into_inner();
        list.sort_by_key(|problem| problem.span.start);
        list
    }
}

/// Everything that is wrong with a plan file, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems {
    /// The file's name.
    pub file: String,
    /// The file's text, for the lines.
    pub source: String,
    /// The problems.
    pub list: Vec<Problem>,
}

impl Problems {
    /// Returns the one problem that a file as a whole has.
    pub fn of_file(file: String, message: String) -> Self {
        Self {
            file,
            source: String::new(),
            list: vec![Problem {
                severity: Severity::Error,
                span: 0..0,
                message,
            }],
        }
    }

    /// Returns how many errors there are.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// Returns how many warnings there are.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        let same = |problem: &&Problem| problem.severity == severity;
        self.list.iter().filter(same).count()
    }

    /// Returns the line and the column of a place, in characters, both from 1.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let before = self.source.get(..at).unwrap_or(&self.source);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(start..).map_or(0, |head| head.chars().count());
        (before.matches('\n').count() + 1, column + 1)
    }

    /// Returns each problem with its line, as a compiler shows it.
    pub fn render(&self) -> String {
        let renderer = Renderer::plain();
        let mut text = String::new();
        for problem in &self.list {
            let level = match problem.severity {
                Severity::Error => Level::ERROR,
                Severity::Warning => Level::WARNING,
            };
            if self.source.is_empty() {
                text.push_str(&format!("error: {}: {}\n", self.file, problem.message));
                continue;
            }
            let end = problem.span.end.min(self.source.len());
            let span = problem.span.start.min(end)..end;
            let snippet = Snippet::source(&self.source)
                .path(&self.file)
                .annotation(AnnotationKind::Primary.span(span));
            let report = [level.primary_title(&problem.message).element(snippet)];
            text.push_str(&renderer.render(&report));
            text.push('\n');
        }
        text
    }
}

impl std::error::Error for Problems {}

impl std::fmt::Display for Problems {
    /// Writes the first error with its place, and how many more there are.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self
            .list
            .iter()
            .find(|problem| problem.severity == Severity::Error);
        let Some(first) = first else {
            return write!(f, "{}: nothing is wrong", self.file);
        };
        let (line, column) = self.place(first.span.start);
        write!(f, "{}:{line}:{column}: {}", self.file, first.message)?;
        match self.errors() - 1 {
            0 => Ok(()),
            1 => write!(f, " (and 1 more error)"),
            more => write!(f, " (and {more} more errors)"),
        }
    }
}
