//! Reads the new and changed files from the branches of a journey.

use std::collections::BTreeMap;

use super::super::{CarrierError, Fetched, Marks, Parcel, Skipped, is_ours};
use super::Git;
use super::branches::Tip;
use super::objects::{contents, entries, lengths};

/// The most bytes that `cat-file` prints besides the contents of files.
const HEADERS_MAX: u64 = 1 << 20;

/// A file in a branch.
struct Found {
    key: String,
    name: String,
    blob: String,
}

impl Git {
    /// Fetches a journey, and returns the files that differ from their known marks.
    pub(super) fn try_fetch(
        &mut self,
        journey: &str,
        known: &Marks,
    ) -> Result<Fetched, CarrierError> {
        let branches = self.look(journey)?.there.clone();
        let mut fetched = Fetched::default();
        let mut files = self.files(&branches)?;
        if files.len() > self.limits.entries {
            files.truncate(self.limits.entries);
            fetched.skipped.push(self.limits.crowded(journey));
        }
        let (old, new): (Vec<Found>, Vec<Found>) = (files.into_iter())
            .partition(|file| known.get(&file.key).is_some_and(|mark| *mark == file.blob));
        let old = old.into_iter().map(|file| (file.key, file.blob));
        fetched.marks = old.collect();
        let wanted = self.choose(new, &mut fetched)?;
        let printed = self.cat("--batch", &wanted, self.limits.total + HEADERS_MAX)?;
        let contents = contents(&printed, wanted.len()).ok_or_else(|| self.incomplete())?;
        for (file, bytes) in wanted.into_iter().zip(contents) {
            fetched.marks.insert(file.key, file.blob);
            if is_ours(&file.name, bytes) {
                let name = file.name;
                let bytes = bytes.to_vec();
                fetched.parcels.push(Parcel { name, bytes });
            }
        }
        Ok(fetched)
    }

    /// Returns all files in the branches.
    fn files(&self, branches: &BTreeMap<String, Tip>) -> Result<Vec<Found>, CarrierError> {
        let trees: Vec<&str> = branches.values().map(|tip| tip.tree.as_str()).collect();
        if trees.is_empty() {
            return Ok(Vec::new());
        }
        let input = lines(&trees);
        let printed = self.repository.local(&["cat-file", "--batch"], input)?;
        let contents = contents(&printed, trees.len()).ok_or_else(|| self.incomplete())?;
        let mut files = Vec::new();
        for ((device, tip), tree) in branches.iter().zip(contents) {
            let entries = entries(tree, tip.tree.len() / 2).ok_or_else(|| self.incomplete())?;
            files.extend(entries.into_iter().map(|entry| Found {
                key: format!("{device}/{}", entry.name),
                name: entry.name,
                blob: entry.blob,
            }));
        }
        Ok(files)
    }

    /// Returns the files that are small enough to be read, and notes the others.
    fn choose(&self, files: Vec<Found>, fetched: &mut Fetched) -> Result<Vec<Found>, CarrierError> {
        let printed = self.cat("--batch-check", &files, HEADERS_MAX)?;
        let lengths = lengths(&printed, files.len()).ok_or_else(|| self.incomplete())?;
        let mut read = 0;
        let mut wanted = Vec::new();
        for (file, length) in files.into_iter().zip(lengths) {
            if let Some(reason) = self.limits.objection(length, read) {
                let name = file.key;
                fetched.skipped.push(Skipped { name, reason });
            } else {
                read += length;
                wanted.push(file);
            }
        }
        Ok(wanted)
    }

    /// Returns the output of `cat-file` for some files.
    fn cat(&self, how: &str, files: &[Found], limit: u64) -> Result<Vec<u8>, CarrierError> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let blobs: Vec<&str> = files.iter().map(|file| file.blob.as_str()).collect();
        let args = ["cat-file", how];
        self.repository.local_up_to(limit, &args, lines(&blobs))
    }

    fn incomplete(&self) -> CarrierError {
        self.repository.damaged("objects are missing from it")
    }
}

fn lines(texts: &[&str]) -> Vec<u8> {
    let lines = texts.iter().map(|text| format!("{text}\n"));
    lines.collect::<String>().into_bytes()
}
