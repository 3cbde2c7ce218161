//! The texts of plan files on disk: bounded, and out of their folder only where somebody names
//! them. Knows nothing of what stands in them.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::document::Document;
use super::file::FILE_MAX;
use crate::domain::words::text::clean;

/// The most files that are looked at in a folder.
const FILES_MAX: usize = 200;

/// A file on disk and its text, or why it cannot be read.
pub(super) struct OnDisk {
    /// The file.
    pub path: PathBuf,
    text: Result<String, String>,
}

impl OnDisk {
    /// Reads a file.
    pub fn read(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            text: source(path),
        }
    }

    /// Returns whether a word stands somewhere in the text.
    pub fn holds(&self, word: &str) -> bool {
        self.text.as_ref().is_ok_and(|text| text.contains(word))
    }

    /// Returns the file as a document.
    pub fn document(&self) -> Document<'_> {
        let text = match &self.text {
            Ok(text) => Ok(text.as_str()),
            Err(message) => Err(message.as_str()),
        };
        Document::new(shown(&self.path), text)
    }
}

/// Returns the plan files of a folder, by name.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .take(FILES_MAX)
        .collect();
    files.sort();
    files
}

/// Returns the name of a file as a terminal may show it.
pub(super) fn shown(file: &Path) -> String {
    clean(&file.display().to_string())
}

/// Returns the text of a plan file, read no further than a plan can be long. A link that leads out
/// of its folder is not followed.
///
/// # Errors
/// Why it cannot be read.
fn source(file: &Path) -> Result<String, String> {
    let cannot = |error: std::io::Error| format!("cannot be read: {error}");
    let metadata = std::fs::symlink_metadata(file).map_err(cannot)?;
    if metadata.is_symlink() {
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder
            .unwrap_or(Path::new("."))
            .canonicalize()
            .map_err(cannot)?;
        if file.canonicalize().map_err(cannot)?.parent() != Some(&folder) {
            return Err("is a link that leads out of its folder; copy the file there".to_owned());
        }
    }
    if !std::fs::metadata(file).map_err(cannot)?.is_file() {
        return Err("is no ordinary file".to_owned());
    }
    let limit = u64::try_from(FILE_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|open| open.take(limit).read_to_end(&mut bytes))
        .map_err(cannot)?;
    if bytes.len() > FILE_MAX {
        return Err(format!(
            "is larger than {} KiB, which no plan is",
            FILE_MAX / 1024
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        format!(
            "is not UTF-8 from byte {} on; save it as UTF-8",
            error.utf8_error().valid_up_to()
        )
    })
}
