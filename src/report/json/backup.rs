//! The document of the copies of the database.

use chrono::{DateTime, SecondsFormat, Utc};
use schemars::JsonSchema;
use serde::Serialize;

/// The copies of the database, the newest first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BackupsDocument {
    backups: Vec<BackupRow>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
struct BackupRow {
    file: String,
    /// When it was made, in UTC.
    made: String,
    /// `daily`, `asked` or `restore`: made before another copy was put back.
    reason: &'static str,
    /// Its size in bytes.
    bytes: u64,
}

/// A copy: its file, when it was made in milliseconds since 1970, why, and its size in bytes.
pub type Copy = (String, i64, &'static str, u64);

/// Returns the document of copies.
pub fn backups(copies: impl IntoIterator<Item = Copy>) -> BackupsDocument {
    let copies = copies.into_iter();
    let row = |(file, made, reason, bytes)| BackupRow {
        file,
        made: DateTime::<Utc>::from_timestamp_millis(made)
            .unwrap_or_default()
            .to_rfc3339_opts(SecondsFormat::Secs, true),
        reason,
        bytes,
    };
    BackupsDocument {
        backups: copies.map(row).collect(),
    }
}
