//! The documents for programs: each with its name, the commands that print it, and its schema.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::agenda::{AgendaDocument, NextMeetingDocument};
use super::backup::BackupsDocument;
use super::check::{ChecksDocument, WrittenDocument};
use super::days::{HolidayImportDocument, HolidaysDocument, LeavesDocument, WeekDocument};
use super::edition::DifferenceDocument;
use super::error::ErrorDocument;
use super::exchange::{CameDocument, ConflictsDocument, ExchangeDocument};
use super::goal::{GoalsDocument, LeftDocument, ShowDocument};
use super::guide::{ContextsDocument, GuideDocument};
use super::journey::{ImportedDocument, JourneyDocument};
use super::log::{ChangeDocument, LogChangeDocument, LogDocument};
use super::meeting::{ActionsDocument, MeetingDocument, MeetingsDocument, MinutesDocument};
use super::plan::{PlanDocument, PlansDocument};
use super::remind::RemindersDocument;
use super::review::{ReviewDocument, ReviewsDocument};
use super::standing::{JourneysDocument, NextDocument, StatusDocument};
use super::trend::TrendDocument;
use super::{DoctorDocument, PathsDocument, RulesDocument, SchemasDocument};

/// What holds for every document.
pub const DAYS: &str = "Numbers of days are calendar days, unless the name of the field says \
                        working days.";

/// What every name of a document begins with.
const PROGRAM: &str = "onramp.";

/// A document for programs.
pub trait Document: Serialize + JsonSchema {
    /// Its name and version, such as `onramp.paths/1`. The version rises when a field goes or means
    /// something else; a new field alone does not raise it.
    const FORMAT: &'static str;
}

/// A document as it is printed: what it is comes first.
#[derive(Serialize)]
pub struct Named<'a, D> {
    format: &'static str,
    #[serde(flatten)]
    document: &'a D,
}

impl<'a, D: Document> From<&'a D> for Named<'a, D> {
    fn from(document: &'a D) -> Self {
        let format = D::FORMAT;
        Self { format, document }
    }
}

/// A kind of document that the program prints.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// Its name and version.
    pub format: &'static str,
    /// The commands that print it.
    pub commands: &'static str,
    schema: fn() -> Value,
}

impl Published {
    /// Returns its name without the program and the version: `paths`.
    pub fn name(&self) -> &'static str {
        let name = self.format.strip_prefix(PROGRAM).unwrap_or(self.format);
        name.split_once('/').map_or(name, |(name, _)| name)
    }

    /// Returns its JSON Schema (draft 2020-12).
    pub fn schema(&self) -> Value {
        (self.schema)()
    }

    /// Returns what it is, in a sentence or two.
    pub fn about(&self) -> String {
        let schema = self.schema();
        let about = schema.get("description").and_then(Value::as_str);
        about.unwrap_or_default().replace('\n', " ")
    }
}

/// Makes the list of documents, each with the command that prints it.
macro_rules! documents {
    ($($document:ty, $format:literal, $commands:literal;)*) => {
        $(impl Document for $document {
            const FORMAT: &'static str = $format;
        })*

        /// Every document that the program prints.
        pub const PUBLISHED: &[Published] = &[$(Published {
            format: $format,
            commands: $commands,
            schema: schema::<$document>,
        }),*];
    };
}

documents! {
    StatusDocument<'_>, "onramp.status/2", "status";
    NextDocument<'_>, "onramp.next/2", "next";
    GoalsDocument<'_>, "onramp.goals/2", "goals";
    ShowDocument<'_>, "onramp.goal/2", "show";
    LeftDocument<'_>, "onramp.left-goal/1", "show";
    LogDocument<'_>, "onramp.log/1", "log";
    LogChangeDocument<'_>, "onramp.log-change/1", "log show";
    JourneysDocument<'_>, "onramp.journeys/3", "journeys";
    JourneyDocument, "onramp.journey/1", "export --format json";
    ImportedDocument, "onramp.imported/1", "import";
    RemindersDocument<'_>, "onramp.reminders/1", "remind";
    ChangeDocument<'_>, "onramp.change/2", "every command that changes a journey";
    AgendaDocument<'_>, "onramp.agenda/1", "meet agenda";
    MeetingDocument<'_>, "onramp.meeting/2", "meet show";
    MeetingsDocument<'_>, "onramp.meetings/2", "meet list";
    ActionsDocument<'_>, "onramp.actions/2", "actions";
    NextMeetingDocument<'_>, "onramp.next-meeting/1", "meet next";
    MinutesDocument, "onramp.minutes/1", "meet minutes";
    TrendDocument<'_>, "onramp.trend/1", "meet trend";
    ReviewDocument<'_>, "onramp.review/1", "gate start, gate show";
    ReviewsDocument<'_>, "onramp.reviews/1", "gate list";
    PlansDocument<'_>, "onramp.plans/1", "plan list";
    PlanDocument<'_>, "onramp.plan/1", "plan show";
    GuideDocument<'_>, "onramp.guide/1", "plan show ROLE PAGE";
    ContextsDocument<'_>, "onramp.contexts/1", "plan show ROLE contexts";
    DifferenceDocument<'_>, "onramp.plan-diff/1", "plan diff";
    ChecksDocument, "onramp.check/1", "plan check";
    WrittenDocument<'_>, "onramp.written/1", "plan new";
    LeavesDocument<'_>, "onramp.leaves/1", "leave list";
    HolidaysDocument<'_>, "onramp.holidays/1", "holidays list";
    HolidayImportDocument<'_>, "onramp.holidays-import/1", "holidays import";
    WeekDocument<'_>, "onramp.week/1", "week";
    ExchangeDocument<'_>, "onramp.exchange/1", "exchange status, exchange devices";
    ConflictsDocument<'_>, "onramp.conflicts/1", "conflicts";
    BackupsDocument, "onramp.backups/1", "backup list, backup make, backup restore";
    CameDocument<'_>, "onramp.came/1", "exchange sync, exchange take";
    RulesDocument, "onramp.rules/1", "rules";
    DoctorDocument, "onramp.doctor/2", "doctor";
    PathsDocument, "onramp.paths/1", "paths";
    SchemasDocument, "onramp.schemas/1", "schema";
    ErrorDocument<'_>, "onramp.error/1", "every command that fails, on standard error";
}

/// Returns the schema of a document as it is printed.
fn schema<D: Document>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<D>();
    let mut schema = match schema.to_value() {
        Value::Object(schema) => schema,
        _ => Map::new(),
    };
    schema.insert("title".to_owned(), D::FORMAT.into());
    schema.insert("$comment".to_owned(), DAYS.into());
    let format = json!({"const": D::FORMAT, "description": "What this document is."});
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert("format".to_owned(), format);
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.insert(0, "format".into());
    }
    Value::Object(schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_is_named_once_and_says_what_it_is() {
        let mut names: Vec<&str> = PUBLISHED.iter().map(Published::name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        for document in PUBLISHED {
            let schema = document.schema();
            assert_eq!(schema["properties"]["format"]["const"], document.format);
            assert_eq!(schema["required"][0], "format");
            assert!(document.about().ends_with('.'), "{}", document.format);
            assert!(jsonschema::meta::is_valid(&schema), "{}", document.format);
        }
    }

    /// Returns the names of all fields in a schema, with whether they count something.
    fn numbers(schema: &Value, into: &mut Vec<String>) {
        match schema {
            Value::Object(map) => {
                let fields = map.get("properties").and_then(Value::as_object);
                for (name, field) in fields.into_iter().flatten() {
                    if field["type"].to_string().contains("integer") {
                        into.push(name.clone());
                    }
                }
                map.values().for_each(|value| numbers(value, into));
            }
            Value::Array(list) => list.iter().for_each(|value| numbers(value, into)),
            _ => {}
        }
    }

    #[test]
    fn a_count_of_days_says_which_days_it_counts() {
        let mut found = Vec::new();
        for document in PUBLISHED {
            numbers(&document.schema(), &mut found);
        }
        found.sort_unstable();
        found.dedup();
        insta::assert_snapshot!(found.join("\n"));
    }
}
