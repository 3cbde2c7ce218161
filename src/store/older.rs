//! Copies of a database as it was before its schema was brought up to date.

use std::path::{Path, PathBuf};

use super::error::{StoreError, from_sqlite};
use super::private::{not_made, private_folder};
use super::reading::to_read;

/// Where such copies go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Older<'a> {
    /// The folder; none to keep them beside the database.
    pub(super) folder: Option<&'a Path>,
}

/// A copy that was made.
#[derive(Debug)]
pub(super) struct Kept {
    /// The copy.
    pub(super) path: PathBuf,
    /// The name that it would have had, if another copy did not have it already.
    first: PathBuf,
}

impl Kept {
    /// Returns the one copy that stays: the first one, if it holds the same.
    pub(super) fn once(self) -> PathBuf {
        let read = |path: &Path| std::fs::read(path).ok();
        if self.path == self.first || read(&self.path) != read(&self.first) {
            return self.path;
        }
        match std::fs::remove_file(&self.path) {
            Ok(()) => self.first,
            Err(_) => self.path,
        }
    }
}

impl Older<'_> {
    /// Copies a database as it stands to `onramp.db.schema-1`, or the first such name that is free. The
    /// caller keeps every other program from writing meanwhile.
    pub(super) fn keep(&self, database: &Path, version: usize) -> Result<Option<Kept>, StoreError> {
        let folder = match self.folder.or(database.parent()) {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        private_folder(folder)
            .map_err(|error| StoreError::NoFolder(folder.to_owned(), error.to_string()))?;
        let name = database.file_name().unwrap_or_default().to_string_lossy();
        let begun = format!(".{name}-copy-");
        remove_begun(folder, &begun);
        let failed = |error: &std::io::Error| not_made(folder, error);
        let mut copy = tempfile::Builder::new()
            .prefix(&begun)
            .tempfile_in(folder)
            .map_err(|error| failed(&error))?;
        copy_into(database, copy.path())?;
        copy.as_file().sync_all().map_err(|error| failed(&error))?;
        let first = folder.join(format!("{name}.schema-{version}"));
        for place in 1_u32.. {
            let path = match place {
                1 => first.clone(),
                place => folder.join(format!("{name}.schema-{version}-{place}")),
            };
            match copy.persist_noclobber(&path) {
                Ok(_) => return Ok(Some(Kept { path, first })),
                Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                    copy = error.file;
                }
                Err(error) => return Err(failed(&error.error)),
            }
        }
        Ok(None)
    }
}

/// Copies a database into an empty file.
fn copy_into(database: &Path, copy: &Path) -> Result<(), StoreError> {
    let name = copy.to_str().ok_or_else(|| {
        let why = "its name is not UTF-8, so no copy can be made before the update".to_owned();
        StoreError::CannotOpen(database.to_owned(), why)
    })?;
    let told = |error: rusqlite::Error| from_sqlite(copy, &error);
    let db = to_read(database, false).map_err(told)?;
    db.execute("VACUUM INTO ?1", [name])
        .map(|_| ())
        .map_err(told)
}

/// Removes what a program that was killed had begun: one program at a time makes such a copy.
fn remove_begun(folder: &Path, begun: &str) {
    let files = std::fs::read_dir(folder);
    for file in files.into_iter().flatten().flatten() {
        if file.file_name().to_string_lossy().starts_with(begun) {
            let _ = std::fs::remove_file(file.path());
        }
    }
}
