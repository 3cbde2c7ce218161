//! Which file a path leads to, so that a file moved, replaced or deleted while it is open is noticed.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// The file that a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileId {
    device: u64,
    inode: u64,
}

impl FileId {
    /// Returns whether it is the file of an earlier day. The numbers of devices change when a disk is
    /// mounted anew, so the path may stand in for them.
    pub(super) fn is_same(self, earlier: Self, at_same_path: bool) -> bool {
        self.inode == earlier.inode && (self.device == earlier.device || at_same_path)
    }

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
