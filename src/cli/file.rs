//! Files that commands write for people: whole, readable by their owner only, and never over the
//! database.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::context::Context;
use super::failure::Failure;

/// What a file may take the place of. A database stays, whatever was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// Nothing.
    Nothing,
    /// Nothing, since nobody said `--force`.
    Unforced,
    /// A file that was written to be exchanged.
    Exchanged,
    /// Any other file.
    Anything,
}

impl Over {
    /// Returns what a file may take the place of where somebody says `--force`, or does not.
    pub(super) fn forced(force: bool) -> Self {
        match force {
            true => Self::Anything,
            false => Self::Unforced,
        }
    }
}

/// The beginning of every file that is written to be exchanged.
const EXCHANGED: &[u8] = b"{\"onramp\":";

/// The beginning of every SQLite database (sqlite.org/fileformat.html, 1.3).
const DATABASE: &[u8] = b"SQLite format 3\0";

/// Writes a file and returns what is to be said of it.
///
/// # Errors
/// [`Failure::Taken`] where a file is there that is to stay, [`Failure::File`] where none can be written.
pub(super) fn write_file(
    file: &Path,
    text: &str,
    over: Over,
    context: &Context,
) -> Result<String, Failure> {
    check_file(file, over, context)?;
    let replaced = write(file, text).map_err(failed(file))?;
    let done = if replaced { "Replaced" } else { "Wrote" };
    Ok(format!("{done} {}.", file.display()))
}

/// Checks that a file can be written, as far as that can be told before.
///
/// # Errors
/// As for [`write_file`].
pub(super) fn check_file(file: &Path, over: Over, context: &Context) -> Result<(), Failure> {
    if is_database(file, &context.places.database) {
        let message = "the database is there; name another file".to_owned();
        return Err(failed(file)(message));
    }
    let (file, is_there) = place(file).map_err(failed(file))?;
    if is_there {
        let begins_with = |start: &[u8]| begins_with(&file, start).map_err(failed(&file));
        if begins_with(DATABASE)? {
            let message = "a database is there; name another file".to_owned();
            return Err(failed(&file)(message));
        }
        let may_go = match over {
            Over::Nothing | Over::Unforced => false,
            Over::Exchanged => begins_with(EXCHANGED)?,
            Over::Anything => true,
        };
        if !may_go {
            return Err(Failure::Taken {
                file,
                can_force: over == Over::Unforced,
            });
        }
    }
    folder(&file).map(|_| ()).map_err(failed(&file))
}

fn begins_with(file: &Path, start: &[u8]) -> Result<bool, String> {
    let mut head = Vec::new();
    let file = std::fs::File::open(file).map_err(|error| error.to_string())?;
    file.take(start.len() as u64)
        .read_to_end(&mut head)
        .map_err(|error| error.to_string())?;
    Ok(head == start)
}

fn failed(file: &Path) -> impl FnOnce(String) -> Failure {
    let file = file.to_owned();
    move |message| Failure::File { file, message }
}

/// Returns whether a file is the database or one of the files that SQLite keeps beside it.
fn is_database(file: &Path, database: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = |end: &str| {
        let mut path = real(database).into_os_string();
        path.push(end);
        PathBuf::from(path)
    };
    ["", "-wal", "-shm", "-journal"]
        .into_iter()
        .any(|end| real(file) == beside(end))
}

/// Writes a file whole: beside its place first, then moved there. Returns whether one stood there.
fn write(file: &Path, text: &str) -> Result<bool, String> {
    let (file, replaced) = place(file)?;
    let folder = folder(&file)?;
    let told = |error: std::io::Error| error.to_string();
    // Readable by its owner only, from the start.
    let mut beside = tempfile::Builder::new()
        .prefix(".onramp-")
        .tempfile_in(folder)
        .map_err(told)?;
    beside.write_all(text.as_bytes()).map_err(told)?;
    beside.as_file().sync_all().map_err(told)?;
    beside.persist(&file).map_err(|error| told(error.error))?;
    #[cfg(unix)]
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(told)?;
    Ok(replaced)
}

/// Writes a new file whole, for its owner to hand on: as any editor would make it.
///
/// # Errors
/// [`Failure::File`] if the name is taken, or no file can be written; none is left then.
pub(super) fn write_new(file: &Path, text: &str) -> Result<(), Failure> {
    let told = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => "it is there already, and is left as it is".to_owned(),
        _ => error.to_string(),
    };
    let write = || {
        let folder = folder(file)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".onramp-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // Less what the user's mask takes away.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let mut beside = builder.tempfile_in(folder).map_err(told)?;
        beside.write_all(text.as_bytes()).map_err(told)?;
        beside.as_file().sync_all().map_err(told)?;
        let made = beside.persist_noclobber(file);
        made.map(|_| ()).map_err(|error| told(error.error))
    };
    write().map_err(failed(file))
}

/// Returns the folder that a file goes into.
fn folder(file: &Path) -> Result<&Path, String> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match folder.is_dir() {
        true => Ok(folder),
        false => Err(format!("there is no folder {}", folder.display())),
    }
}

/// Returns the file that is meant, behind any link, and whether it is there already.
fn place(file: &Path) -> Result<(PathBuf, bool), String> {
    if file.symlink_metadata().is_err() {
        return Ok((file.to_owned(), false));
    }
    let real = file.canonicalize().map_err(|error| error.to_string())?;
    if real.is_dir() {
        return Err("it is a folder; name a file inside it".to_owned());
    }
    if !real.is_file() {
        return Err("it is not an ordinary file; leave -o out and redirect the output".to_owned());
    }
    Ok((real, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_also_behind_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        assert_eq!(write(&file, "one"), Ok(false));
        assert_eq!(write(&file, "two"), Ok(true));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "two");
        #[cfg(unix)]
        {
            let link = folder.path().join("link.md");
            std::os::unix::fs::symlink(&file, &link).unwrap();
            assert_eq!(write(&link, "three"), Ok(true));
            assert!(link.is_symlink());
            assert_eq!(std::fs::read_to_string(&file).unwrap(), "three");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_left_alone() {
        assert!(
            write(Path::new("/dev/null"), "x")
                .unwrap_err()
                .contains("ordinary")
        );
    }
}
