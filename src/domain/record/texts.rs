//! The texts that people write in free words into the values of a record, one after the other, so that
//! those of one person can be erased. Knows no kind of record.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::domain::record::ids::ChangeId;

/// What stands in the place of an erased text.
pub const ERASED: &str = "(erased)";

/// Which texts of a log are whose, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The texts that were entered into each record, in their order.
    entered: HashMap<String, Vec<Entered>>,
    /// The texts to erase, by the change that entered each.
    theirs: BTreeSet<(ChangeId, String)>,
}

/// A text, by whom it was entered, and whether it is to be erased.
#[derive(Debug)]
struct Entered {
    text: String,
    by: Option<String>,
    is_theirs: bool,
}

impl Known {
    /// Returns how many texts there are to erase.
    pub(super) fn len(&self) -> usize {
        self.theirs.len()
    }

    /// Returns whether a text of a record is to be erased; `None` if it is not known.
    fn is_theirs(&self, record: &str, by: Option<&str>, text: &str) -> Option<bool> {
        let entered = self.entered.get(record)?.iter();
        let mut same = entered
            .filter(|entered| entered.text == text)
            .filter(|entered| by.is_none_or(|by| entered.by.as_deref().is_none_or(|of| of == by)))
            .peekable();
        same.peek()?;
        Some(same.any(|entered| entered.is_theirs))
    }

    /// Returns the texts of a record to erase, the longest first: one may begin another.
    fn all_theirs(&self, record: &str) -> Vec<&str> {
        let entered = self.entered.get(record).into_iter().flatten();
        let theirs = entered.filter(|entered| entered.is_theirs);
        let mut texts: Vec<&str> = theirs.map(|entered| entered.text.as_str()).collect();
        texts.sort_by_key(|text| Reverse(text.len()));
        texts
    }
}

/// Visits the texts of one edit and erases those that are to be erased.
#[derive(Debug)]
pub struct Texts<'k> {
    known: &'k mut Known,
    change: ChangeId,
    /// Whether what the change enters is to be erased.
    is_theirs: bool,
    /// The record that is visited.
    record: String,
    /// Whether a text that is not known yet is entered here.
    is_entry: bool,
    /// Whether anything was erased.
    has_erased: bool,
}

impl<'k> Texts<'k> {
    pub(super) fn of(
        known: &'k mut Known,
        change: ChangeId,
        record: String,
        is_theirs: bool,
    ) -> Self {
        Self {
            known,
            change,
            is_theirs,
            record,
            is_entry: false,
            has_erased: false,
        }
    }

    /// Returns whether anything was erased.
    pub(super) fn has_erased(&self) -> bool {
        self.has_erased
    }

    /// Goes on with the value after the edit, which may hold new texts.
    pub(super) fn go_on_after(&mut self) {
        self.is_entry = true;
    }

    /// Visits a text of the record itself. `by` is the name under which it was entered, if the value
    /// says that.
    pub fn own(&mut self, by: Option<&str>, text: &mut String) {
        let record = self.record.clone();
        self.own_under(&record, by, text);
    }

    /// Visits a text of the record itself that goes by another name in the values of other records.
    pub fn own_under(&mut self, record: &str, by: Option<&str>, text: &mut String) {
        if text == ERASED {
            return;
        }
        let is_known = self.known.is_theirs(record, by, text).is_some();
        if self.is_entry && !is_known {
            if self.is_theirs {
                self.known.theirs.insert((self.change, text.clone()));
            }
            let entered = Entered {
                text: text.clone(),
                by: by.map(str::to_owned),
                is_theirs: self.is_theirs,
            };
            self.known
                .entered
                .entry(record.to_owned())
                .or_default()
                .push(entered);
        }
        self.copy(record, by, text);
    }

    /// Visits a text that was copied from another record.
    pub fn copy(&mut self, record: &str, by: Option<&str>, text: &mut String) {
        if self.known.is_theirs(record, by, text) == Some(true) {
            ERASED.clone_into(text);
            self.has_erased = true;
        }
    }

    /// Visits a line that quotes texts of another record. `without` returns the line without a text, or
    /// nothing if it does not hold it.
    pub fn quote(
        &mut self,
        record: &str,
        line: &mut String,
        without: impl Fn(&str, &str) -> Option<String>,
    ) {
        for text in self.known.all_theirs(record) {
            if let Some(erased) = without(line, text) {
                *line = erased;
                self.has_erased = true;
            }
        }
    }
}
