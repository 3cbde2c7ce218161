//! Cells and rows of a table as RFC 4180 has them. No text that somebody typed runs as a formula.

use chrono::NaiveDate;

use crate::domain::plan::people::Mark;
use crate::domain::words::text::clean;

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing is there.
    Empty,
    /// A text, which a spreadsheet must not run.
    Text(String),
    /// A number; a minus before it is no formula.
    Number(i64),
    /// A day, in ISO 8601.
    Day(NaiveDate),
}

impl Cell {
    /// Returns several lines as one cell.
    pub(super) fn lines<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let lines: Vec<&str> = lines.collect();
        Self::from(Some(lines.join("\n")).filter(|text| !text.is_empty()))
    }

    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => defused(clean(text)),
            Self::Number(number) => number.to_string(),
            // ISO 8601 has a sign before a year of more than four digits.
            Self::Day(day) => defused(day.to_string()),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<bool> for Cell {
    fn from(is_so: bool) -> Self {
        Self::from(if is_so { "yes" } else { "no" })
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Returns the cells of when something was done, and by whom.
pub(super) fn mark(mark: Option<&Mark>) -> [Cell; 2] {
    [
        mark.map(|mark| mark.on).into(),
        mark.map(|mark| mark.by.as_str()).into(),
    ]
}

/// Returns a text that no spreadsheet takes for a formula: an apostrophe stands before one that begins
/// like it, blanks aside (OWASP, "CSV Injection"). Japanese spreadsheets take the wide signs, too.
fn defused(text: String) -> String {
    const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let begins = text.trim_start().starts_with(SIGNS) || text.starts_with(['\t', '\r']);
    match begins {
        true => format!("'{text}"),
        false => text,
    }
}

/// Returns a table; the types see to it that each row has a cell for each column.
pub(super) fn sheet<const N: usize>(
    columns: [&str; N],
    rows: impl IntoIterator<Item = [Cell; N]>,
) -> std::io::Result<String> {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.iter().map(Cell::written))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for text in [
            "=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1", "\n-x", "\u{a0}=1", "＝1",
        ] {
            assert_eq!(Cell::from(text).written(), format!("'{text}"));
        }
        for text in ["", "a=b", "'=1", "1-2", "\"=1\""] {
            assert_eq!(Cell::from(text).written(), text);
        }
        assert_eq!(Cell::from("\u{1b}[31m=1").written(), "'=1");
        assert_eq!(Cell::from("\r=1").written(), "'=1");
    }

    #[test]
    fn a_number_and_a_day_are_no_texts() {
        assert_eq!(Cell::from(-3_i64).written(), "-3");
        let day = NaiveDate::from_ymd_opt(2026, 3, 2);
        assert_eq!(Cell::from(day).written(), "2026-03-02");
        assert_eq!(Cell::from(NaiveDate::MAX).written(), "'+262142-12-31");
        assert_eq!(Cell::from(None::<&str>).written(), "");
    }

    #[test]
    fn lines_end_as_the_rfc_has_it_and_what_was_typed_comes_back() {
        let text = "a \"b\", c\nd; e";
        let written = sheet(["one", "two"], [[text.into(), Cell::Empty]]).unwrap();
        assert!(written.starts_with("one,two\r\n\"a \"\"b\"\", c\nd; e\",\r\n"));
        let mut reader = ::csv::Reader::from_reader(written.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[0], text);
    }
}
