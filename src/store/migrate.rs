//! Brings the schema of a database up to date, and its log with it.

mod edits;
mod lanes;
mod records;
mod values;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{StoreError, write};
use crate::domain::acts::decide::Working;

/// One step of the schema: its SQL, and what is moved over in the program.
struct Step {
    sql: &'static str,
    then: fn(&Transaction<'_>, &Working) -> rusqlite::Result<()>,
}

/// The schema, one step a file; a step that was released is never edited.
const STEPS: [Step; NEWEST] = [
    Step {
        sql: include_str!("../../migrations/0001_journeys.sql"),
        then: name_device,
    },
    Step {
        sql: include_str!("../../migrations/0002_editions.sql"),
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0003_meetings.sql"),
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0004_overview.sql"),
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0005_records.sql"),
        // Its log goes straight to the next schema.
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0006_values.sql"),
        // The same.
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0007_lanes.sql"),
        then: lanes::convert,
    },
    Step {
        sql: include_str!("../../migrations/0008_asked.sql"),
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0009_notes.sql"),
        // The notes are counted as their rows are written anew.
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0010_paragraphs.sql"),
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0011_check_ins.sql"),
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0012_comments.sql"),
        then: |_, _| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0013_mentoring.sql"),
        then: |_, _| Ok(()),
    },
];

/// The newest schema.
pub(super) const NEWEST: usize = 13;

/// Why a database was not brought up to date; it is as it was.
#[derive(Debug)]
pub(super) enum NotMigrated {
    /// No copy of it could be made before.
    Copy(StoreError),
    /// SQLite says so.
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for NotMigrated {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

/// Brings a database up to date in one transaction, and marks it as the program's own. Of several programs
/// that try, one does it; `before` is called by that one, with the schema that there was.
///
/// `working` says which days are worked in journeys that did not know it for themselves.
pub(super) fn migrate(
    connection: &mut Connection,
    application: i32,
    working: &Working,
    before: impl FnOnce(usize) -> Result<(), StoreError>,
) -> Result<(), NotMigrated> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(0);
    if done >= NEWEST {
        return Ok(());
    }
    if done > 0 {
        before(done).map_err(NotMigrated::Copy)?;
    }
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step.sql)?;
        (step.then)(&transaction, working)?;
    }
    if done > 0 {
        // Once, when the tables are as this program writes them.
        write::all(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", application)?;
    let newest = i64::try_from(NEWEST).unwrap_or(0);
    transaction.pragma_update(None, "user_version", newest)?;
    transaction.commit()?;
    if done > 0 {
        // Only room is won; without it the database is as whole.
        let _ = connection.execute_batch("VACUUM");
    }
    Ok(())
}

fn name_device(transaction: &Transaction<'_>, _: &Working) -> rusqlite::Result<()> {
    let device = uuid::Uuid::now_v7().to_string();
    transaction
        .execute("INSERT INTO device (id) VALUES (?1)", [device])
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(db: &Connection) -> i64 {
        db.pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap()
    }

    /// Returns what a log says of its changes, whatever the schema.
    fn log(db: &Connection) -> Vec<String> {
        let mut statement = db
            .prepare(match version(db) {
                7.. => {
                    "SELECT id || stamp || (body ->> '$.author.name') || (body ->> '$.day')
                     FROM change ORDER BY id"
                }
                _ => "SELECT id || stamp || author || day FROM change ORDER BY id",
            })
            .unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn a_migration_that_ends_anywhere_leaves_the_old_database_or_the_new_one() {
        let fixture =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/databases/schema-4.db");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("onramp.db");
        std::fs::copy(fixture, &path).unwrap();
        let mut db = Connection::open(&path).unwrap();
        let before = log(&db);
        let pages: i64 = db
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .unwrap();
        // With room for so many more pages, the disk is full later and later in the course of it.
        for more in 0.. {
            db.pragma_update(None, "max_page_count", pages + more)
                .unwrap();
            let done = migrate(&mut db, 0, &Working::default(), |_| Ok(())).is_ok();
            let integrity: String = db
                .pragma_query_value(None, "integrity_check", |row| row.get(0))
                .unwrap();
            assert_eq!(integrity, "ok");
            let after = log(&db);
            assert!(before.iter().all(|change| after.contains(change)));
            if done {
                break;
            }
            assert_eq!(version(&db), 4, "with {more} more pages");
            assert!(more < 1_000, "it never comes to an end");
        }
        assert_eq!(version(&db), i64::try_from(NEWEST).unwrap());
    }
}
