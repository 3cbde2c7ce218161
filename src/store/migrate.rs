//! Brings the schema of a database up to date, and its log with it.

mod records;

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// One step of the schema: its SQL, and what is moved over in the program.
struct Step {
    sql: &'static str,
    then: fn(&Transaction<'_>) -> rusqlite::Result<()>,
}

/// The schema, one step a file; a step that was released is never edited.
const STEPS: [Step; NEWEST] = [
    Step {
        sql: include_str!("../../migrations/0001_journeys.sql"),
        then: name_device,
    },
    Step {
        sql: include_str!("../../migrations/0002_editions.sql"),
        then: |_| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0003_meetings.sql"),
        then: |_| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0004_overview.sql"),
        then: |_| Ok(()),
    },
    Step {
        sql: include_str!("../../migrations/0005_records.sql"),
        then: records::convert,
    },
];

/// The newest schema.
pub(super) const NEWEST: usize = 5;

/// Brings a database up to date in one transaction, and marks it as the program's own.
pub(super) fn migrate(connection: &mut Connection, application: i32) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        transaction.execute_batch(step.sql)?;
        (step.then)(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", application)?;
    let newest = i64::try_from(NEWEST).unwrap_or(0);
    transaction.pragma_update(None, "user_version", newest)?;
    transaction.commit()
}

fn name_device(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let device = uuid::Uuid::now_v7().to_string();
    transaction
        .execute("INSERT INTO device (id) VALUES (?1)", [device])
        .map(|_| ())
}
