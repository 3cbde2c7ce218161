//! Values in the columns of a row. Each type says once how it is written and read; a value that does
//! not fit is an error, never a guess.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::Row;
use rusqlite::types::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::convert::{date, parsed_at, parsed_at_or_none, slug, uuid, word, word_of};
use crate::domain::plan::mentoring::Occasion;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party, PersonId};
use crate::domain::record::action::{Doer, Dropped};
use crate::domain::record::device::Vouched;
use crate::domain::record::goal::{Acknowledgment, Asked, Begun, Blocker, Claim, Confirmation};
use crate::domain::record::goal::{Returned, Stage};
use crate::domain::record::ids::{ChangeId, DeviceId};
use crate::domain::record::meeting::{Agenda, Edge, Topic, Treatment};
use crate::domain::record::rating::Aspect;
use crate::domain::record::review::{Answer, Grade, Ruling};
use crate::domain::record::writing::Visibility;

/// A value that fills one or more columns.
pub(super) trait Cells: Sized {
    /// Adds the columns.
    fn fill(&self, cells: &mut Vec<Value>);

    /// Takes the columns.
    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self>;
}

/// A row read from left to right.
pub(super) struct Reader<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
}

impl<'r, 's> Reader<'r, 's> {
    pub(super) fn of(row: &'r Row<'s>) -> Self {
        Self { row, next: 0 }
    }

    /// Returns a reader of the columns behind the first so many.
    pub(super) fn after(row: &'r Row<'s>, skipped: usize) -> Self {
        Self { row, next: skipped }
    }

    fn next(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn plain<T: rusqlite::types::FromSql>(&mut self) -> rusqlite::Result<T> {
        let place = self.next();
        self.row.get(place)
    }

    fn parsed<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> rusqlite::Result<T> {
        let place = self.next();
        parsed_at(self.row, place, parse)
    }

    fn parsed_or_none<T>(
        &mut self,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> rusqlite::Result<Option<T>> {
        let place = self.next();
        parsed_at_or_none(self.row, place, parse)
    }
}

/// Implements values that SQLite knows.
macro_rules! plain {
    ($($type:ty),+) => {
        $(impl Cells for $type {
            fn fill(&self, cells: &mut Vec<Value>) {
                cells.push(self.clone().into());
            }

            fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
                cells.plain()
            }
        })+
    };
}

plain!(String, Option<String>, bool, i64, u8);

/// Implements values, given or not, that are written as a text of their own.
macro_rules! texts {
    ($($type:ty: $write:expr, $read:expr;)+) => {
        $(impl Cells for $type {
            fn fill(&self, cells: &mut Vec<Value>) {
                let write: fn(&$type) -> String = $write;
                cells.push(write(self).into());
            }

            fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
                cells.parsed($read)
            }
        }

        impl Cells for Option<$type> {
            fn fill(&self, cells: &mut Vec<Value>) {
                let write: fn(&$type) -> String = $write;
                cells.push(self.as_ref().map(write).into());
            }

            fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
                cells.parsed_or_none($read)
            }
        })+
    };
}

texts! {
    NaiveDate: ToString::to_string, date;
    Slug: ToString::to_string, slug;
    ChangeId: |id| id.0.to_string(), |text| uuid(text).map(ChangeId);
    PersonId: |person| person.0.to_string(), |text| uuid(text).map(PersonId);
    Party: |party| party.word().to_owned(), Party::from_word;
    Milestone: word_of, word;
    Visibility: word_of, word;
    Treatment: word_of, word;
    Occasion: word_of, word;
    Grade: word_of, word;
    Topic: json, unjson;
    Edge: word_of, word;
    Agenda: json, unjson;
    Acknowledgment: json, unjson;
    Box<Blocker>: json, unjson;
    Box<Returned>: json, unjson;
    Vec<(NaiveDate, NaiveDate)>: json, unjson;
    Box<Ruling>: json, unjson;
    DeviceId: |id| id.0.to_string(), |text| uuid(text).map(DeviceId);
    Vec<Vouched>: json, unjson;
    BTreeMap<Aspect, String>: json, unjson;
}

/// Returns a value as JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::json!(value).to_string()
}

pub(super) fn unjson<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

impl<A: Cells, B: Cells> Cells for (A, B) {
    fn fill(&self, cells: &mut Vec<Value>) {
        self.0.fill(cells);
        self.1.fill(cells);
    }

    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        Ok((A::read(cells)?, B::read(cells)?))
    }
}

impl<T: Cells> Cells for Arc<T> {
    fn fill(&self, cells: &mut Vec<Value>) {
        self.as_ref().fill(cells);
    }

    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        T::read(cells).map(Self::new)
    }
}

impl Cells for Option<Author> {
    fn fill(&self, cells: &mut Vec<Value>) {
        let author = self.as_ref();
        author.map(|author| author.name.clone()).fill(cells);
        author.map(|author| author.party).fill(cells);
        author.map(|author| author.person).fill(cells);
    }

    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        let (name, party) = (Option::read(cells)?, Option::read(cells)?);
        let person = Option::read(cells)?;
        let parts = name.zip(party).zip(person);
        Ok(parts.map(|((name, party), person)| Author {
            person,
            name,
            party,
        }))
    }
}

/// A name without a part is that of somebody outside.
impl Cells for Option<Doer> {
    fn fill(&self, cells: &mut Vec<Value>) {
        match self {
            None => None::<Author>.fill(cells),
            Some(Doer::Inside(author)) => Some(author.clone()).fill(cells),
            Some(Doer::Outside { outside }) => {
                cells.extend([outside.clone().into(), Value::Null, Value::Null]);
            }
        }
    }

    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        let name = Option::<String>::read(cells)?;
        let part = Option::<Party>::read(cells)?.zip(Option::read(cells)?);
        Ok(name.map(|name| match part {
            Some((party, person)) => Doer::Inside(Author {
                person,
                name,
                party,
            }),
            None => Doer::Outside { outside: name },
        }))
    }
}

impl Cells for Option<Dropped> {
    fn fill(&self, cells: &mut Vec<Value>) {
        let dropped = self.as_ref();
        dropped.map(|dropped| dropped.mark.clone()).fill(cells);
        dropped.map(|dropped| dropped.reason.clone()).fill(cells);
    }

    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        let mark = Option::<Mark>::read(cells)?;
        let reason = Option::<String>::read(cells)?;
        let parts = mark.zip(reason);
        Ok(parts.map(|(mark, reason)| Dropped { mark, reason }))
    }
}

impl Cells for Option<Mark> {
    fn fill(&self, cells: &mut Vec<Value>) {
        cells.push(self.as_ref().map(|mark| mark.by.clone()).into());
        cells.push(self.as_ref().map(|mark| mark.on.to_string()).into());
    }

    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        let by = Option::<String>::read(cells)?;
        let on = Option::<NaiveDate>::read(cells)?;
        Ok(by.zip(on).map(|(by, on)| Mark { by, on }))
    }
}

/// Implements structures, field by field in the order of their columns.
macro_rules! fields {
    ($($type:ident { $($field:ident),+ })+) => {
        $(impl Cells for $type {
            fn fill(&self, cells: &mut Vec<Value>) {
                $(self.$field.fill(cells);)+
            }

            fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
                Ok(Self { $($field: Cells::read(cells)?),+ })
            }
        })+
    };
}

pub(super) use fields;

impl Cells for Stage {
    fn fill(&self, cells: &mut Vec<Value>) {
        let (word, begun, returned, claim, confirm) = match self {
            Self::Open => ("open", None, None, None, None),
            Self::Active { begun, returned } => {
                ("active", Some(begun), returned.as_ref(), None, None)
            }
            Self::Claimed { begun, claim } => ("claimed", begun.as_ref(), None, Some(claim), None),
            Self::Confirmed {
                begun,
                claim,
                confirm,
            } => (
                "confirmed",
                begun.as_ref(),
                None,
                Some(claim),
                Some(confirm),
            ),
        };
        cells.push(word.to_owned().into());
        begun.map(|begun| begun.mark.clone()).fill(cells);
        begun.is_some_and(|begun| begun.by_tick).fill(cells);
        returned.map(|returned| returned.mark.clone()).fill(cells);
        returned.map(|returned| returned.reason.clone()).fill(cells);
        returned.map(|returned| returned.waited.clone()).fill(cells);
        claim.map(|claim| claim.mark.clone()).fill(cells);
        fill_asked(claim.map(|claim| &claim.asked), cells);
        claim.and_then(|claim| claim.ended.clone()).fill(cells);
        claim.and_then(|claim| claim.returned.clone()).fill(cells);
        confirm.map(|confirm| confirm.mark.clone()).fill(cells);
        fill_asked(confirm.map(|confirm| &confirm.asked), cells);
    }

    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        let place = cells.next;
        let _word: String = cells.plain()?;
        let begun = Option::<Mark>::read(cells)?;
        let by_tick = bool::read(cells)?;
        let begun = begun.map(|mark| Begun { mark, by_tick });
        let returned = Option::<Mark>::read(cells)?.zip(Option::<String>::read(cells)?);
        let waited = Option::<Vec<_>>::read(cells)?.unwrap_or_default();
        let returned = returned.map(|(mark, reason)| Returned {
            mark,
            reason,
            waited,
        });
        let claim = Option::<Mark>::read(cells)?.zip(read_asked(cells)?);
        let (ended, before) = (Option::read(cells)?, Option::read(cells)?);
        let claim = claim.map(|(mark, asked)| Claim {
            mark,
            asked,
            ended,
            returned: before,
        });
        let confirm = Option::<Mark>::read(cells)?.zip(read_asked(cells)?);
        let confirm = confirm.map(|(mark, asked)| Confirmation { mark, asked });
        parsed_at(cells.row, place, |word| {
            match (word, begun, claim, confirm) {
                ("active", Some(begun), ..) => Some(Self::Active { begun, returned }),
                ("claimed", begun, Some(claim), _) => Some(Self::Claimed { begun, claim }),
                ("confirmed", begun, Some(claim), Some(confirm)) => Some(Self::Confirmed {
                    begun,
                    claim,
                    confirm,
                }),
                _ => None,
            }
        })
    }
}

fn fill_asked(asked: Option<&Asked>, cells: &mut Vec<Value>) {
    asked.map(|asked| asked.title.clone()).fill(cells);
    asked.map(|asked| asked.digest.clone()).fill(cells);
}

fn read_asked(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Option<Asked>> {
    let (title, digest) = (Option::read(cells)?, Option::read(cells)?);
    let asked = title.zip(digest);
    Ok(asked.map(|(title, digest)| Asked { title, digest }))
}

impl Cells for Answer {
    fn fill(&self, cells: &mut Vec<Value>) {
        let (word, why) = match self {
            Self::Done => ("done", None),
            Self::NotDone { why } => ("not_done", why.clone()),
            Self::Waived => ("waived", None),
        };
        cells.push(word.to_owned().into());
        why.fill(cells);
    }

    fn read(cells: &mut Reader<'_, '_>) -> rusqlite::Result<Self> {
        let place = cells.next();
        let why = Option::<String>::read(cells)?;
        parsed_at(cells.row, place, |word| match word {
            "done" => Some(Self::Done),
            "not_done" => Some(Self::NotDone { why }),
            "waived" => Some(Self::Waived),
            _ => None,
        })
    }
}
