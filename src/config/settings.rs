//! The settings file: who acts, and which days are off. Every mistake in it is named with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::ops::Range;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;
use toml::{Spanned, Value};

use super::{ConfigError, plain};
use crate::domain::acts::decide::{START_YEARS, Working};
use crate::domain::plan::week::{NotAWeek, Week};
use crate::domain::record::course::Holiday;
use crate::domain::words::text;

/// The most bytes a settings file may have.
const SIZE_MAX: u64 = 1024 * 1024;

/// The keys that are known.
const KEYS: [&str; 5] = ["archive", "as", "exchange", "holidays", "week"];

/// What the user has settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Who acts where nobody is named (`as`).
    pub acting: Option<String>,
    /// Days that nobody works (`holidays`).
    pub holidays: BTreeSet<NaiveDate>,
    /// The days of a week that are worked (`week`).
    pub week: Week,
    /// How journeys are exchanged (`exchange`).
    pub exchange: Exchange,
    /// What becomes of journeys that ended (`archive`).
    pub archive: Archive,
}

/// What becomes of journeys that ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    /// For how many months they stay before it is asked whether to erase them; for ever where it is left
    /// out.
    pub keep_months: Option<NonZeroU32>,
}

/// How journeys are exchanged with other machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Every how many minutes the screens sync by themselves; never where it is left out.
    pub every: Option<NonZeroU32>,
    /// How many seconds one sync may wait for git and filters; a minute where it is left out.
    pub timeout: Option<NonZeroU32>,
    /// A command that encrypts what leaves this machine, with its arguments.
    pub encrypt: Vec<String>,
    /// A command that decrypts what comes.
    pub decrypt: Vec<String>,
}

#[derive(Deserialize)]
struct SettingsFile {
    #[serde(rename = "as")]
    acting: Option<Spanned<String>>,
    #[serde(default)]
    holidays: Vec<Spanned<Value>>,
    week: Option<Spanned<String>>,
    #[serde(default)]
    exchange: ExchangeTable,
    #[serde(default)]
    archive: ArchiveTable,
}

/// The table `archive`, its value as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ArchiveTable {
    keep_months: Option<Spanned<Value>>,
}

/// The table `exchange`, its values as they are written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ExchangeTable {
    every: Option<Spanned<Value>>,
    timeout: Option<Spanned<Value>>,
    encrypt: Option<Spanned<Value>>,
    decrypt: Option<Spanned<Value>>,
}

impl Settings {
    /// Returns the settings of a file; the defaults where there is no such file.
    ///
    /// # Errors
    /// [`ConfigError`] where it cannot be read, is too large, or a line of it is wrong.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let unreadable = |message: String| ConfigError::Unreadable {
            file: path.to_owned(),
            message,
        };
        let bytes = match plain::read(path, SIZE_MAX + 1) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(error) => return Err(unreadable(error.to_string())),
        };
        if bytes.len() as u64 > SIZE_MAX {
            return Err(ConfigError::TooLarge(path.to_owned()));
        }
        let source =
            String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8 text".to_owned()))?;
        Self::read(path, &source)
    }

    /// Returns the settings in a file's text.
    ///
    /// # Errors
    /// [`ConfigError::Wrong`] at the first mistake.
    pub fn read(file: &Path, source: &str) -> Result<Self, ConfigError> {
        let reader = Reader { file, source };
        let keys: BTreeMap<Spanned<String>, Value> = reader.toml()?;
        if let Some(key) = keys
            .keys()
            .find(|key| !KEYS.contains(&key.get_ref().as_str()))
        {
            return Err(reader.unknown(key));
        }
        let settings: SettingsFile = reader.toml()?;
        Ok(Self {
            acting: settings.acting.map(|name| reader.name(&name)).transpose()?,
            holidays: settings
                .holidays
                .iter()
                .map(|day| reader.day(day))
                .collect::<Result<_, _>>()?,
            week: match settings.week {
                Some(week) => reader.week(&week)?,
                None => Week::default(),
            },
            exchange: reader.exchange(&settings.exchange)?,
            archive: reader.archive(&settings.archive)?,
        })
    }

    /// Returns which days are worked in a journey that starts here.
    pub fn working(&self) -> Working {
        let off = |day: &NaiveDate| (*day, Holiday::default());
        Working {
            week: self.week,
            holidays: self.holidays.iter().map(off).collect(),
        }
    }
}

/// Returns words in quotes, as a sentence lists them.
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => String::new(),
    }
}

struct Reader<'a> {
    file: &'a Path,
    source: &'a str,
}

impl Reader<'_> {
    fn week(&self, week: &Spanned<String>) -> Result<Week, ConfigError> {
        let parsed = week.get_ref().parse();
        parsed.map_err(|error: NotAWeek| self.error(week.span(), &format!("week: {error}")))
    }

    fn toml<T: serde::de::DeserializeOwned>(&self) -> Result<T, ConfigError> {
        toml::from_str(self.source)
            .map_err(|error| self.error(error.span().unwrap_or(0..0), error.message()))
    }

    fn unknown(&self, key: &Spanned<String>) -> ConfigError {
        let shown: String = text::clean(key.get_ref()).chars().take(60).collect();
        let nearest = KEYS
            .into_iter()
            .map(|known| (strsim::jaro_winkler(&shown.to_lowercase(), known), known))
            .filter(|(score, _)| *score > 0.6)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let advice = match nearest {
            Some((_, known)) => format!("did you mean ‘{known}’?"),
            None => format!("there are {}", listed(&KEYS)),
        };
        self.error(
            key.span(),
            &format!("there is no setting ‘{shown}’; {advice}"),
        )
    }

    fn archive(&self, table: &ArchiveTable) -> Result<Archive, ConfigError> {
        Ok(Archive {
            keep_months: self.number("keep_months", "months", table.keep_months.as_ref())?,
        })
    }

    fn exchange(&self, table: &ExchangeTable) -> Result<Exchange, ConfigError> {
        Ok(Exchange {
            every: self.number("every", "minutes", table.every.as_ref())?,
            timeout: self.number("timeout", "seconds", table.timeout.as_ref())?,
            encrypt: self.command("encrypt", table.encrypt.as_ref())?,
            decrypt: self.command("decrypt", table.decrypt.as_ref())?,
        })
    }

    fn number(
        &self,
        key: &str,
        unit: &str,
        written: Option<&Spanned<Value>>,
    ) -> Result<Option<NonZeroU32>, ConfigError> {
        let Some(written) = written else {
            return Ok(None);
        };
        let number = written.get_ref().as_integer();
        let number = number.and_then(|number| u32::try_from(number).ok());
        match number.and_then(NonZeroU32::new) {
            Some(number) => Ok(Some(number)),
            None => {
                let message = format!("{key}: write a number of {unit}, a whole one from 1 on");
                Err(self.error(written.span(), &message))
            }
        }
    }

    fn command(
        &self,
        key: &str,
        written: Option<&Spanned<Value>>,
    ) -> Result<Vec<String>, ConfigError> {
        let Some(written) = written else {
            return Ok(Vec::new());
        };
        let words = written.get_ref().as_array().and_then(|words| {
            let words = words.iter().map(|word| word.as_str().map(str::to_owned));
            words.collect::<Option<Vec<String>>>()
        });
        words.ok_or_else(|| {
            let message = format!(
                "{key}: write a command and its arguments as a list of texts, like [\"age\", \"--armor\"]"
            );
            self.error(written.span(), &message)
        })
    }

    fn name(&self, name: &Spanned<String>) -> Result<String, ConfigError> {
        text::line("name", name.get_ref())
            .map_err(|error| self.error(name.span(), &format!("as: {error}")))
    }

    fn day(&self, day: &Spanned<Value>) -> Result<NaiveDate, ConfigError> {
        let written = match day.get_ref() {
            Value::String(text) => text.clone(),
            Value::Datetime(date) => date.to_string(),
            other => other.to_string(),
        };
        let shown: String = text::clean(&written).chars().take(60).collect();
        let wrong = |what: &str| {
            let message = format!("holidays: ‘{shown}’ {what}");
            self.error(day.span(), &message)
        };
        match written.trim().parse::<NaiveDate>() {
            Ok(date) if START_YEARS.contains(&date.year()) => Ok(date),
            Ok(_) => Err(wrong("lies outside 1970 to 2100")),
            Err(_) => Err(wrong("is not a date like 2026-12-25")),
        }
    }

    fn error(&self, span: Range<usize>, message: &str) -> ConfigError {
        let before = self.source.get(..span.start).unwrap_or(self.source);
        let line = before.rsplit('\n').next().unwrap_or_default();
        ConfigError::Wrong {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            message: text::clean(message).replace('\n', "; "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Result<Settings, String> {
        Settings::read(Path::new("config.toml"), source).map_err(|error| error.to_string())
    }

    #[test]
    fn both_forms_of_a_date_are_read() {
        let settings = read(
            "# who I am\nas = \"Grace\"\nholidays = [\"2026-12-25\", 2026-12-26] # Christmas\n",
        )
        .unwrap();
        assert_eq!(settings.acting.as_deref(), Some("Grace"));
        let days: Vec<String> = settings.holidays.iter().map(ToString::to_string).collect();
        assert_eq!(days, ["2026-12-25", "2026-12-26"]);
        assert!(
            !settings
                .working()
                .calendar()
                .is_working_day("2026-12-25".parse().unwrap())
        );
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        for (source, message) in [
            (
                "as = \"Ada\"\n hollidays = []",
                "config.toml:2:2: there is no setting ‘hollidays’; did you mean ‘holidays’?",
            ),
            (
                "colour = 1",
                "config.toml:1:1: there is no setting ‘colour’; there are ‘archive’, ‘as’, ‘exchange’, ‘holidays’ and ‘week’",
            ),
            (
                "holidays = [\"2026-12-25\", \"xmas\"]",
                "config.toml:1:27: holidays: ‘xmas’ is not a date like 2026-12-25",
            ),
            (
                "holidays = [2026-12-25T10:00:00Z]",
                "config.toml:1:13: holidays: ‘2026-12-25T10:00:00Z’ is not a date like 2026-12-25",
            ),
            (
                "holidays = [9999-12-25]",
                "config.toml:1:13: holidays: ‘9999-12-25’ lies outside 1970 to 2100",
            ),
            (
                "as = \"Ada\"\nweek = \"mon funday\"",
                "config.toml:2:8: week: ‘mon funday’ is no working week; write its days, like ‘mon tue wed’ or ‘mon-thu’",
            ),
            (
                "as = \"\"",
                "config.toml:1:6: as: the name is empty; write something",
            ),
            (
                "[exchange]\nevery = \"often\"",
                "config.toml:2:9: every: write a number of minutes, a whole one from 1 on",
            ),
            (
                "exchange.every = 0",
                "config.toml:1:18: every: write a number of minutes, a whole one from 1 on",
            ),
            (
                "[exchange]\ntimeout = 2.5",
                "config.toml:2:11: timeout: write a number of seconds, a whole one from 1 on",
            ),
            (
                "[exchange]\nencrypt = \"age\"",
                "config.toml:2:11: encrypt: write a command and its arguments as a list of texts, like [\"age\", \"--armor\"]",
            ),
        ] {
            assert_eq!(read(source).unwrap_err(), message);
        }
        for source in ["as = 3", "holidays = \"x\"", "as = [", "as"] {
            let error = read(source).unwrap_err();
            assert!(error.starts_with("config.toml:1:"), "{error}");
            assert!(!error.contains('\n'), "{error}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_means_the_defaults() {
        let nowhere = Path::new("/nowhere/at/all.toml");
        assert_eq!(Settings::load(nowhere).unwrap(), Settings::default());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_plain_file_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        for path in [pipe.as_path(), Path::new("/dev/zero")] {
            let said = Settings::load(path).unwrap_err().to_string();
            assert!(
                said.ends_with("cannot be read: it is not a plain file"),
                "{said}"
            );
        }
    }

    #[test]
    fn a_huge_file_is_refused() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, &vec![b'#'; 2 * 1024 * 1024]).unwrap();
        assert!(matches!(
            Settings::load(file.path()),
            Err(ConfigError::TooLarge(_))
        ));
    }
}
