//! A text written to a file of its own. Never replaces what is there: nobody was asked for a name.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// How many names are tried.
const TRIES: u32 = 100;

/// Writes a new file into a folder, readable by its owner only; where the name is taken, a number is
/// put behind it. Returns where it is.
///
/// # Errors
/// Where no file can be made or written there; none is left then.
pub fn write_new(folder: &Path, name: &Path, text: &str) -> io::Result<PathBuf> {
    for number in 1..=TRIES {
        let path = std::path::absolute(folder.join(numbered(name, number)))?;
        match make(&path) {
            Ok(mut file) => {
                let written = file
                    .write_all(text.as_bytes())
                    .and_then(|()| file.sync_all());
                return written.map(|()| path.clone()).inspect_err(|_| {
                    // A half of it helps nobody; where it cannot be removed, the error says enough.
                    let _ = std::fs::remove_file(&path);
                });
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn numbered(name: &Path, number: u32) -> PathBuf {
    let stem = name.file_stem().unwrap_or_default().to_string_lossy();
    match (number, name.extension()) {
        (1, _) => name.to_owned(),
        (_, Some(end)) => format!("{stem}-{number}.{}", end.to_string_lossy()).into(),
        (_, None) => format!("{stem}-{number}").into(),
    }
}

fn make(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let name = Path::new("minutes.md");
        let first = write_new(folder.path(), name, "one").unwrap();
        let second = write_new(folder.path(), name, "two").unwrap();
        assert_eq!(std::fs::read_to_string(first).unwrap(), "one");
        assert_eq!(std::fs::read_to_string(&second).unwrap(), "two");
        assert!(second.ends_with("minutes-2.md"));
    }

    #[cfg(unix)]
    #[test]
    fn it_is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = write_new(folder.path(), Path::new("a.md"), "text").unwrap();
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
