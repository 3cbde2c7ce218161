//! Values between SQL and the domain. A value that does not fit is an error, never a guess.

use chrono::NaiveDate;
use rusqlite::Row;
use rusqlite::types::{Type, ValueRef};
use serde::de::IntoDeserializer as _;
use serde::de::value::StrDeserializer;
use uuid::Uuid;

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;

/// A value in the database that the program would not have written.
#[derive(Debug, thiserror::Error)]
#[error("the column {column} holds ‘{value}’")]
struct Unfit {
    column: String,
    value: String,
}

/// Something in the database names a plan that is not kept there.
#[derive(Debug, thiserror::Error)]
#[error("the plan {0} is missing")]
struct Missing(String);

/// Returns the error of a plan that is not kept, by the beginning of its hash.
pub(super) fn missing_plan(short: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(Missing(short)))
}

/// Returns the parsed text of a column.
pub(super) fn parsed<T>(
    row: &Row<'_>,
    column: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    parse(&text).ok_or_else(|| unfit(column, &text))
}

/// Returns the parsed text of a column that may be empty.
pub(super) fn parsed_or_none<T>(
    row: &Row<'_>,
    column: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get::<_, Option<String>>(column)? {
        None => Ok(None),
        Some(text) => parse(&text).map(Some).ok_or_else(|| unfit(column, &text)),
    }
}

/// Returns the parsed text of the column at a place. For where many rows are read: it looks no
/// column up by its name and copies no text.
pub(super) fn parsed_at<T>(
    row: &Row<'_>,
    place: usize,
    parse: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text = row.get_ref(place)?.as_str()?;
    parse(text).ok_or_else(|| unfit(row.as_ref().column_name(place).unwrap_or("?"), text))
}

/// Returns the parsed text of the column at a place that may be empty.
pub(super) fn parsed_at_or_none<T>(
    row: &Row<'_>,
    place: usize,
    parse: impl FnOnce(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(place)? {
        ValueRef::Null => Ok(None),
        _ => parsed_at(row, place, parse).map(Some),
    }
}

pub(super) fn unfit(column: &str, value: &str) -> rusqlite::Error {
    let column = column.to_owned();
    let value = crate::domain::words::text::clean(value)
        .chars()
        .take(60)
        .collect();
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(Unfit { column, value }))
}

/// Returns the date of an ISO 8601 text.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    plain_date(text).or_else(|| text.parse().ok())
}

/// Returns the date of a text such as `2026-03-02`, as nearly all are, faster than a parser of any
/// format does.
fn plain_date(text: &str) -> Option<NaiveDate> {
    let number = |digits: &str| {
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse::<u32>().ok().filter(|_| is_plain)
    };
    let (year, rest) = text.split_once('-').filter(|(year, _)| year.len() == 4)?;
    let (month, day) = rest.split_once('-').filter(|_| rest.len() == 5)?;
    let year = i32::try_from(number(year)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)
}

/// Returns the id of a text.
pub(super) fn uuid(text: &str) -> Option<Uuid> {
    text.parse().ok()
}

/// Returns the slug of a text.
pub(super) fn slug(text: &str) -> Option<Slug> {
    Slug::new(text).ok()
}

/// Returns the value that serde reads from a word, such as `claimed`.
pub(super) fn word<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    let text: StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    T::deserialize(text).ok()
}

/// Returns the word that serde writes for a value.
pub(super) fn word_of<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Returns the party of a column.
pub(super) fn party(row: &Row<'_>, column: &str) -> rusqlite::Result<Party> {
    parsed(row, column, Party::from_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::writing::Visibility;

    #[test]
    fn a_date_is_read_as_the_parser_of_any_format_reads_it() {
        let texts = [
            "2026-03-02",
            "2024-02-29",
            "2026-02-29",
            "2026-13-01",
            "2026-3-2",
            "2026-03-2",
            "+2026-03-02",
            "0001-01-01",
            "-0001-01-01",
            "12026-03-02",
            "2026-+3-02",
            "",
            "-",
            "--",
            "2026-03-02 ",
            "2026/03/02",
            "2026-03-0x",
        ];
        for text in texts {
            assert_eq!(date(text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn a_word_is_read_as_it_is_written() {
        for visibility in [Visibility::Shared, Visibility::Private] {
            assert_eq!(word(&word_of(&visibility)), Some(visibility));
        }
        assert_eq!(word::<Visibility>("hidden"), None);
    }
}
