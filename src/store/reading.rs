//! Opens a database to be read and nothing else.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

/// How long a lock of another process is waited for.
pub(super) const PATIENCE: Duration = if cfg!(test) {
    Duration::from_millis(30)
} else {
    Duration::from_secs(5)
};

/// Opens a database to be read. One that is said to be at rest is read as it lies there, without looking for
/// a log or a lock.
pub(super) fn to_read(path: &Path, at_rest: bool) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let db = match at_rest {
        true => Connection::open_with_flags(format!("{}?immutable=1", uri(path)), flags)?,
        false => Connection::open_with_flags(uri(path), flags)?,
    };
    db.busy_timeout(PATIENCE)?;
    // The first look shows whether it can be read at all.
    db.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))?;
    Ok(db)
}

/// Returns a path as a URI (sqlite.org/uri.html, 3.1).
fn uri(path: &Path) -> String {
    let text = path.to_string_lossy();
    let mut uri = String::from("file:");
    for c in text.chars() {
        match c {
            '%' | '?' | '#' => uri.push_str(&format!("%{:02x}", u32::from(c))),
            '\\' if cfg!(windows) => uri.push('/'),
            c => uri.push(c),
        }
    }
    uri
}
