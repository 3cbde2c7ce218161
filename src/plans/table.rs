//! Reads the tables of a plan file key by key and gathers every problem on the way, so that one
//! look at a file tells all that is wrong with it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::nearest::nearest;
use super::problem::Found;
use crate::domain::plan::names::Slug;
use crate::domain::words::text;

/// A table of the file, and which of its keys were asked for.
pub struct Table<'a> {
    /// What it is, for messages: `goal`.
    pub what: &'static str,
    /// Where it stands.
    pub span: Range<usize>,
    found: &'a Found,
    table: &'a DeTable<'a>,
    asked: RefCell<BTreeSet<&'static str>>,
    missing: RefCell<Vec<&'static str>>,
}

impl<'a> Table<'a> {
    /// Returns a table to be read.
    pub fn new(
        what: &'static str,
        table: &'a DeTable<'a>,
        span: Range<usize>,
        found: &'a Found,
    ) -> Self {
        Self {
            what,
            span,
            found,
            table,
            asked: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// Notes an error.
    pub fn error(&self, span: Range<usize>, message: impl Into<String>) {
        self.found.error(span, message);
    }

    /// Notes a warning.
    pub fn warning(&self, span: Range<usize>, message: impl Into<String>) {
        self.found.warning(span, message);
    }

    /// Returns the value of a key where it is there.
    fn get(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key);
        self.table.get(key)
    }

    /// Returns whether a key is there.
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// Returns the text of a key as it stands, right or wrong, and its place.
    pub fn peek(&self, key: &str) -> Option<(&'a str, Range<usize>)> {
        let value = self.table.get(key)?;
        Some((value.get_ref().as_str()?, value.span()))
    }

    /// Returns the one of some things below that has the table's slug.
    pub fn on_top_of<'b, T>(&self, below: &'b [T], slug: impl Fn(&T) -> &Slug) -> Option<&'b T> {
        let (own, _) = self.peek("slug")?;
        below.iter().find(|thing| slug(thing).as_str() == own)
    }

    /// Returns the keys that were needed and are not there. [`Table::finish`] notes them.
    pub fn missing(&self) -> Vec<&'static str> {
        self.missing.borrow().clone()
    }

    /// Leaves only some of the missing keys to be noted.
    pub fn keep_missing(&self, keys: &[&str]) {
        self.missing.borrow_mut().retain(|key| keys.contains(key));
    }

    /// Returns the text of a key on one line, cleaned of layout; nothing, with a problem noted,
    /// where it is missing, empty, too long, or holds control characters.
    pub fn text(&self, key: &'static str, limit: usize) -> Option<Spanned<String>> {
        if self.get(key).is_none() {
            self.missing.borrow_mut().push(key);
        }
        self.optional_text(key, limit)
    }

    /// Returns the text of a key, as [`Table::text`] does; nothing where it is missing.
    pub fn optional_text(&self, key: &'static str, limit: usize) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        self.line(key, value, limit)
    }

    /// Returns the text of a key; where it is missing, the one below, if there is one.
    pub fn text_or(
        &self,
        key: &'static str,
        limit: usize,
        below: Option<&String>,
    ) -> Option<String> {
        let own = match below {
            Some(_) => self.optional_text(key, limit),
            None => self.text(key, limit),
        };
        own.map(Spanned::into_inner).or_else(|| below.cloned())
    }

    /// Returns the texts of a key that holds a list.
    pub fn texts(&self, key: &'static str, limit: usize) -> Vec<Spanned<String>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, value, "a list of texts: [\"…\", \"…\"]");
            return Vec::new();
        };
        list.iter()
            .filter_map(|value| self.line(key, value, limit))
            .collect()
    }

    fn line(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        limit: usize,
    ) -> Option<Spanned<String>> {
        let Some(raw) = value.get_ref().as_str() else {
            self.wrong(key, value, "a text: \"…\"");
            return None;
        };
        let words: Vec<&str> = raw.split_whitespace().collect();
        let line = words.join(" ");
        let length = line.chars().count();
        let problem = if line.is_empty() {
            Some(format!("`{key}` is empty; write it or remove the line"))
        } else if !text::is_clean(&line) {
            Some(format!(
                "`{key}` holds control or invisible characters; remove them"
            ))
        } else if length > limit {
            Some(format!(
                "`{key}` has {length} characters; keep it within {limit}"
            ))
        } else {
            None
        };
        match problem {
            Some(problem) => {
                self.error(value.span(), problem);
                None
            }
            None => Some(Spanned::new(value.span(), line)),
        }
    }

    /// Returns the slug of a key; nothing, with a problem noted, where it is missing or wrong.
    pub fn slug(&self, key: &'static str) -> Option<Spanned<Slug>> {
        let text = self.text(key, usize::MAX)?;
        self.as_slug(&text)
    }

    /// Returns the slugs of a key that holds a list.
    pub fn slugs(&self, key: &'static str) -> Vec<Spanned<Slug>> {
        self.texts(key, usize::MAX)
            .iter()
            .filter_map(|text| self.as_slug(text))
            .collect()
    }

    fn as_slug(&self, text: &Spanned<String>) -> Option<Spanned<Slug>> {
        match Slug::new(text.get_ref()) {
            Ok(slug) => Some(Spanned::new(text.span(), slug)),
            Err(error) => {
                self.error(text.span(), error.to_string());
                None
            }
        }
    }

    /// Returns the whole number of a key from 1 up.
    pub fn number(&self, key: &'static str) -> Option<Spanned<u32>> {
        let Some(value) = self.get(key) else {
            self.missing.borrow_mut().push(key);
            return None;
        };
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok())
            .filter(|&number| number > 0);
        if number.is_none() {
            self.wrong(key, value, "a whole number from 1 up");
        }
        Some(Spanned::new(value.span(), number?))
    }

    /// Returns what one of some words stands for; a near miss is named.
    fn choice<T: Clone>(&self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key, usize::MAX)?;
        self.one_of(key, &text, words)
    }

    /// Returns what a word stands for; where it is missing, what stands below, if anything does.
    pub fn choice_or<T: Clone>(
        &self,
        key: &'static str,
        words: &[(&'static str, T)],
        below: Option<&T>,
    ) -> Option<T> {
        let own = match below {
            Some(_) => self.optional_choice(key, words),
            None => self.choice(key, words),
        };
        own.or_else(|| below.cloned())
    }

    /// Returns what a word stands for, as [`Table::choice`] does; nothing where it is missing.
    pub fn optional_choice<T: Clone>(
        &self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.optional_text(key, usize::MAX)?;
        self.one_of(key, &text, words)
    }

    fn one_of<T: Clone>(
        &self,
        key: &str,
        text: &Spanned<String>,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let found = words.iter().find(|(word, _)| word == text.get_ref());
        if found.is_none() {
            let all: Vec<String> = words
                .iter()
                .map(|(word, _)| format!("\"{word}\""))
                .collect();
            self.error(text.span(), format!("`{key}` is one of {}", all.join(", ")));
        }
        found.map(|(_, value)| value.clone())
    }

    /// Returns the table of a key.
    pub fn table(&self, key: &'static str) -> Option<Table<'a>> {
        let value = self.get(key)?;
        match value.get_ref().as_table() {
            Some(table) => Some(Table::new(key, table, value.span(), self.found)),
            None => {
                self.wrong(key, value, &format!("a table: [{key}]"));
                None
            }
        }
    }

    /// Returns the tables of a key that holds a list of them.
    pub fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(
                key,
                value,
                &format!("a list of tables, each under [[{key}]]"),
            );
            return Vec::new();
        };
        list.iter()
            .filter_map(|entry| match entry.get_ref().as_table() {
                Some(table) => Some(Table::new(key, table, entry.span(), self.found)),
                None => {
                    self.wrong(key, entry, "a table: { … }");
                    None
                }
            })
            .collect()
    }

    /// Returns the keys of the table that were not asked for, each with its place.
    pub fn rest(&self) -> Vec<(&'a str, Range<usize>)> {
        let asked = self.asked.borrow();
        self.table
            .iter()
            .filter(|(key, _)| !asked.contains(key.get_ref().as_ref()))
            .map(|(key, _)| (key.get_ref().as_ref(), key.span()))
            .collect()
    }

    /// Returns the text of a key that is known only from the file.
    pub fn text_of(&self, key: &str, limit: usize) -> Option<Spanned<String>> {
        self.line(key, self.table.get(key)?, limit)
    }

    /// Notes every key that is missing.
    pub fn tell_missing(&self) {
        for key in self.missing.take() {
            self.error(
                self.span.clone(),
                format!("this {} has no `{key}`; add a line `{key} = …`", self.what),
            );
        }
    }

    /// Notes every key that is missing, and every one that was not asked for, with the nearest one
    /// that was.
    pub fn finish(&self) {
        self.tell_missing();
        let asked = self.asked.borrow();
        for (key, span) in self.rest() {
            let shown: String = text::clean(key).chars().take(60).collect();
            let advice = match nearest(key, asked.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "remove the line".to_owned(),
            };
            self.error(
                span,
                format!("a {} has no key `{shown}`; {advice}", self.what),
            );
        }
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        self.error(value.span(), format!("`{key}` is {wanted}"));
    }
}
