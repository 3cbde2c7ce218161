//! Reads a file that was handed over, whatever it turns out to be, without waiting and within bounds.

use std::fs::OpenOptions;
use std::io::Read as _;
use std::path::Path;

use super::error::ExchangeError;
use crate::lane::text::{LINE_MAX, TEXT_MAX};

/// The largest file that is taken in, in bytes: a journey, with an invitation before it.
pub const HANDED_MAX: usize = TEXT_MAX + LINE_MAX;

/// Reads a file that was handed over.
///
/// # Errors
/// [`ExchangeError`] where it is no plain file, is too large or cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, ExchangeError> {
    let failed = |error: std::io::Error| ExchangeError::File(path.to_owned(), error.to_string());
    let too_large = || ExchangeError::TooLarge(path.to_owned(), TEXT_MAX >> 20);
    let found = std::fs::metadata(path).map_err(failed)?;
    // A pipe would be waited for if it were opened, and a device has no end.
    if !found.is_file() {
        return Err(ExchangeError::NotAFile(path.to_owned()));
    }
    if found.len() > HANDED_MAX as u64 {
        return Err(too_large());
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
    let file = options.open(path).map_err(failed)?;
    let most = HANDED_MAX as u64 + 1;
    file.take(most).read_to_end(&mut bytes).map_err(failed)?;
    match bytes.len() > HANDED_MAX {
        true => Err(too_large()),
        false => Ok(bytes),
    }
}
