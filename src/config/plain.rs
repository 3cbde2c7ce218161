//! Reads a file that a person named, whatever it turns out to be, without waiting and within bounds.

use std::fs::OpenOptions;
use std::io::{Error, Read as _, Result};
use std::path::Path;

/// Reads at most so many bytes of a plain file.
///
/// # Errors
/// If it cannot be read, or is something else: opening a pipe would wait, and a device has no end.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(Error::other("it is not a plain file"));
    }
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // The file may have become a pipe since it was looked at.
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }
    let mut bytes = Vec::new();
    options.open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
