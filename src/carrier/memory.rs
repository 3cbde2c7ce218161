//! Remembers the encrypted bytes of each published file, so that an unchanged file is not encrypted
//! again. A folder in the cache; it may be deleted at any time.

use std::path::{Path, PathBuf};

use super::digest::digest;
use super::private::make_private;
use super::shared_file::{none_if_gone, replace};
use super::{CarrierError, FILTERED};

/// The folder that keeps filtered bytes.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    folder: PathBuf,
}

/// A file of a device, and the command that filters it.
pub(super) struct Subject<'a> {
    /// The journey.
    pub(super) journey: &'a str,
    /// The device that publishes the file.
    pub(super) device: &'a str,
    /// The file's name.
    pub(super) name: &'a str,
    /// The file's contents.
    pub(super) bytes: &'a [u8],
    /// The filter.
    pub(super) command: &'a [String],
}

impl Memory {
    /// Returns the memory in a folder, which is created on demand.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Returns the filtered bytes if neither the file nor the command has changed.
    pub(super) fn recall(&self, subject: &Subject) -> Result<Option<Vec<u8>>, CarrierError> {
        let path = self.path(subject);
        let kept = none_if_gone(std::fs::read(&path)).map_err(CarrierError::read(&path))?;
        let filtered = kept.and_then(|kept| {
            let filtered = kept.strip_prefix(subject.hash().as_bytes())?;
            Some(filtered.strip_prefix(b"\n")?.to_vec())
        });
        Ok(filtered)
    }

    /// Keeps the filtered bytes of a file.
    pub(super) fn keep(&self, subject: &Subject, filtered: &[u8]) -> Result<(), CarrierError> {
        let path = self.path(subject);
        let mut kept = subject.hash().into_bytes();
        kept.push(b'\n');
        kept.extend(filtered);
        make_private(path.parent().unwrap_or(&self.folder))
            .and_then(|()| replace(&path, &kept))
            .map_err(CarrierError::write(&path))
    }

    fn path(&self, subject: &Subject) -> PathBuf {
        let name = format!("{}{FILTERED}", subject.name);
        let folder = Path::new(subject.journey).join(subject.device);
        self.folder.join(folder).join(name)
    }
}

impl Subject<'_> {
    /// Returns a hash of the contents and the command: a new recipient needs new bytes.
    fn hash(&self) -> String {
        let words = self.command.iter().map(String::as_bytes);
        digest(words.chain([self.bytes]))
    }
}
