//! Which file a path leads to, so that a file moved, replaced or deleted while it is open is noticed.

use std::path::Path;

/// The file that a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId {
    device: u64,
    inode: u64,
}

impl FileId {
    /// Returns the file that a path leads to; nothing where there is none.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            device: metadata.dev(),
            inode: metadata.ino(),
        })
    }

    /// Returns whether there is a file; an open one cannot be replaced on this system.
    #[cfg(not(unix))]
    pub(super) fn of(path: &Path) -> Option<Self> {
        path.is_file().then_some(Self {
            device: 0,
            inode: 0,
        })
    }
}
