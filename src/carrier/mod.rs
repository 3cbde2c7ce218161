//! Carriers move files from one machine to another. They know names and bytes. Of the contents they
//! know only the first bytes, which mark a file as ours.

mod child;
mod deadline;
mod digest;
mod error;
mod filter;
mod folder;
mod git;
mod group;
mod memory;
mod name;
mod private;
mod shared_file;
mod stop;

use std::collections::BTreeMap;

pub use deadline::Deadline;
pub use error::CarrierError;
pub use filter::{Filtered, Filters};
pub use folder::Folder;
pub use git::Git;
pub use stop::stop_all;

/// The state of each file when it was last read, by the file's key. The marks are opaque; a carrier
/// reads a file again only if its mark has changed.
pub type Marks = BTreeMap<String, String>;

/// One file as it lies in a carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The file's name. A fetched name may be any text without control characters.
    pub name: String,
    /// The file's contents.
    pub bytes: Vec<u8>,
}

/// A file that was found but not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file's key.
    pub name: String,
    /// The reason in words, to be shown after the name.
    pub reason: String,
}

/// The files of a journey, as fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The files that are new or changed, by key.
    pub parcels: Vec<Parcel>,
    /// The marks of all files that are there now. Skipped files have none, so each fetch checks them
    /// again.
    pub marks: Marks,
    /// The files that were not read.
    pub skipped: Vec<Skipped>,
}

/// A way to move files from one machine to another.
pub trait Carrier {
    /// Returns the UUIDs of all journeys that have files there, sorted.
    fn journeys(&mut self) -> Result<Vec<String>, CarrierError>;

    /// Returns the files of a journey that are new or differ from their known marks.
    fn fetch(&mut self, journey: &str, known: &Marks) -> Result<Fetched, CarrierError>;

    /// Publishes all files of one device, and returns whether anything had to be written.
    fn publish(
        &mut self,
        journey: &str,
        device: &str,
        files: &[Parcel],
    ) -> Result<bool, CarrierError>;
}

/// The most that is read from a carrier.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Bytes in one file.
    file: u64,
    /// Bytes in all files of one fetch.
    total: u64,
    /// Files and folders that are looked at.
    entries: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: FILE_MAX,
            total: 512 << 20,
            entries: 10_000,
        }
    }
}

impl Limits {
    /// Returns why a file of some length is not read after `read` bytes of others, or `None` if it is.
    fn objection(&self, length: u64, read: u64) -> Option<String> {
        if length > self.file {
            return Some(format!("larger than {}", size(self.file)));
        }
        let is_over = read.saturating_add(length) > self.total;
        is_over.then(|| {
            let most = size(self.total);
            format!("left for the next sync; one sync reads up to {most}")
        })
    }

    /// Returns the note that a folder has more entries than are read.
    fn crowded(&self, name: &str) -> Skipped {
        let most = self.entries;
        Skipped {
            name: name.to_owned(),
            reason: format!("has more than {most} entries; the rest were not read"),
        }
    }
}

/// The most bytes that a file may have.
const FILE_MAX: u64 = 64 << 20;
/// The first bytes of each of our files, unless it is filtered.
const HEADER: &[u8] = b"{\"onramp\":";
/// The suffix of filtered files.
const FILTERED: &str = ".x";

/// Returns whether a file is ours, judging by its name and its first bytes.
fn is_ours(name: &str, bytes: &[u8]) -> bool {
    name.ends_with(FILTERED) || bytes.starts_with(HEADER)
}

/// Returns a number of bytes in words.
fn size(bytes: u64) -> String {
    if bytes >= 1 << 20 {
        format!("{} MiB", bytes >> 20)
    } else {
        format!("{bytes} bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_ours_by_its_header_or_by_the_filter_in_its_name() {
        assert!(is_ours("any (conflicted copy)", b"{\"onramp\":\"lane/1\"}"));
        assert!(is_ours("a.jsonl.x", b"age-encryption.org/v1"));
        assert!(!is_ours("a.jsonl", b" {\"onramp\":"));
        assert!(!is_ours("a.jsonl", b""));
    }

    #[test]
    fn limits_say_why_a_file_is_not_read() {
        let limits = Limits::default();
        assert_eq!(limits.objection(FILE_MAX, 0), None);
        let large = limits.objection(FILE_MAX + 1, 0);
        assert_eq!(large.as_deref(), Some("larger than 64 MiB"));
        let late = limits.objection(2, limits.total - 1).unwrap();
        assert_eq!(late, "left for the next sync; one sync reads up to 512 MiB");
    }
}
