//! A plan file's text, read as TOML once: first for what it is called and builds on, then whole.
//! Knows no other file.

use toml::Spanned;
use toml::de::DeTable;

use super::extend::Find;
use super::file::{self, FILE_MAX, PlanFile};
use super::problem::{Found, Problem, Problems, Severity};
use super::table::Table;

/// A plan file's text.
pub(super) struct Document<'a> {
    /// The file's name, for messages.
    pub name: String,
    text: &'a str,
    read: Read<'a>,
}

/// What reading the text as TOML came to.
enum Read<'a> {
    /// The file cannot be read at all.
    Not(String),
    /// It is no TOML.
    Broken(Vec<Problem>),
    /// It is TOML.
    Whole(Spanned<DeTable<'a>>),
}

impl<'a> Document<'a> {
    /// Returns the document of a text, or of the reason why there is none.
    pub fn new(name: String, text: Result<&'a str, &str>) -> Self {
        let (text, read) = match text {
            Ok(text) if text.len() > FILE_MAX => {
                let message = format!("is larger than {} KiB, which no plan is", FILE_MAX / 1024);
                ("", Read::Not(message))
            }
            Ok(text) => (text, parse(text)),
            Err(message) => ("", Read::Not(message.to_owned())),
        };
        Self { name, text, read }
    }

    /// Returns the slug that the file gives to its plan, right or wrong.
    pub fn slug(&self) -> Option<&str> {
        self.head("slug")
    }

    /// Returns what the plan is called: by the slug that the file gives, or by the file's name.
    pub fn name_of_plan(&self) -> String {
        let stem = || std::path::Path::new(&self.name).file_stem()?.to_str();
        self.slug().or_else(stem).unwrap_or_default().to_owned()
    }

    /// Returns the name of the plan that this one builds on, right or wrong.
    pub fn extends(&self) -> Option<&str> {
        self.head("extends")
    }

    fn head(&self, key: &str) -> Option<&str> {
        match &self.read {
            Read::Whole(document) => document.get_ref().get(key)?.get_ref().as_str(),
            _ => None,
        }
    }

    /// Returns whether a plan of that slug is expected here: by the slug that the file gives, or,
    /// where the file is too broken to give one, by the file's name.
    pub fn stands_for(&self, slug: &str) -> bool {
        match &self.read {
            Read::Whole(_) => self.slug() == Some(slug),
            _ => {
                let file = std::path::Path::new(&self.name);
                file.file_stem().is_some_and(|stem| stem == slug)
            }
        }
    }

    /// Returns what the file holds, where that can be told, and everything that is wrong with it.
    pub fn examine(&self, find: Find<'_>) -> (Option<PlanFile>, Problems) {
        let (plan, list) = match &self.read {
            Read::Not(message) => {
                let problems = Problems::of_file(self.name.clone(), message.clone());
                return (None, problems);
            }
            Read::Broken(list) => (None, list.clone()),
            Read::Whole(document) => {
                let found = Found::default();
                let root = Table::new("plan", document.get_ref(), 0..0, &found);
                let plan = file::plan(&root, find);
                (plan, found.into_list())
            }
        };
        let problems = Problems {
            file: self.name.clone(),
            source: self.text.to_owned(),
            list,
        };
        (plan, problems)
    }
}

fn parse(source: &str) -> Read<'_> {
    let (document, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        return Read::Whole(document);
    }
    let list = errors
        .iter()
        .map(|error| Problem {
            severity: Severity::Error,
            span: error.span().unwrap_or(0..0),
            message: format!("this is not TOML: {}", error.message()),
        })
        .collect();
    Read::Broken(list)
}
