//! Files in a folder that others also write to. Any entry may be a link or a pipe, and readers must
//! never see one of our files half written.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::stop::writing;

/// The prefix of files that are being written.
const ASIDE: &str = ".onramp-";

/// Opens a plain file, or returns `None` if there is no plain file at the path.
pub(super) fn open_plain(path: &Path) -> io::Result<Option<(File, Metadata)>> {
    // Check first: opening a pipe or a device can have side effects.
    if !none_if_gone(path.symlink_metadata())?.is_some_and(|found| found.is_file()) {
        return Ok(None);
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // The file may have become a link or a pipe since the check.
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    let Some(file) = none_if_gone(options.open(path))? else {
        return Ok(None);
    };
    let found = file.metadata()?;
    Ok(found.is_file().then_some((file, found)))
}

/// Returns `None` in place of a "not found" error.
pub(super) fn none_if_gone<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns a text that changes with the file: its length, modification time in nanoseconds and, on
/// Unix, inode.
pub(super) fn mark(found: &Metadata) -> String {
    let since = found.modified().ok().map(|time| {
        time.duration_since(UNIX_EPOCH).map_or_else(
            |before| format!("-{}", before.duration().as_nanos()),
            |since| since.as_nanos().to_string(),
        )
    });
    let length = found.len();
    let since = since.unwrap_or_default();
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(found);
    #[cfg(not(unix))]
    let number = 0;
    format!("{length} {since} {number}")
}

/// Returns whether a plain file holds just these bytes.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let Some((file, found)) = open_plain(path)? else {
        return Ok(false);
    };
    let length = bytes.len() as u64;
    if found.len() != length {
        return Ok(false);
    }
    let mut held = Vec::new();
    file.take(length.saturating_add(1)).read_to_end(&mut held)?;
    Ok(held == bytes)
}

/// Replaces a file atomically: others see the old one or the new one. The user's umask decides who
/// may read it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let Some(folder) = path.parent() else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(ASIDE);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let _whole = writing();
    let mut aside = builder.tempfile_in(folder)?;
    aside.write_all(bytes)?;
    tolerate(aside.as_file().sync_all())?;
    aside.persist(path)?;
    Ok(())
}

/// Makes sure that renames in a folder survive a power failure.
pub(super) fn settle(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        tolerate(File::open(folder).and_then(|folder| folder.sync_all()))
    } else {
        Ok(())
    }
}

/// Ignores that a file system does not support syncing, as with some network and cloud drives.
fn tolerate(synced: io::Result<()>) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, Unsupported};
    match synced {
        Err(error) if [InvalidInput, Unsupported].contains(&error.kind()) => Ok(()),
        synced => synced,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert!(holds(&path, b"two").unwrap());
        assert!(!holds(&path, b"one").unwrap());
        assert!(!holds(&folder.path().join("b"), b"").unwrap());
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
        settle(folder.path()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_what_the_mask_allows() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, usual) = (folder.path().join("a"), folder.path().join("b"));
        replace(&ours, b"").unwrap();
        std::fs::write(&usual, b"").unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&usual));
    }

    #[test]
    fn a_reader_never_sees_half_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let texts = [vec![b'a'; 300_000], vec![b'b'; 200_000]];
        replace(&path, &texts[0]).unwrap();
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                for text in texts.iter().cycle().take(40) {
                    replace(&path, text).unwrap();
                }
            });
            while !writer.is_finished() {
                let read = std::fs::read(&path).unwrap();
                assert!(texts.contains(&read));
            }
        });
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        std::fs::write(&target, b"theirs").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(!holds(&link, b"theirs").unwrap());
        replace(&link, b"ours").unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"theirs");
        assert!(holds(&link, b"ours").unwrap());
    }
}
