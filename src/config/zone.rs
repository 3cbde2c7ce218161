//! Whether the time zone of the environment can be read at all. Reading it is chrono's business.

use std::path::{Path, PathBuf};

/// The most bytes that a time zone's file may have; the largest known ones have four thousand.
const FILE_MAX: u64 = 1024 * 1024;

/// Where chrono looks for the files of time zones.
const FOLDERS: [&str; 4] = [
    "/usr/share/zoneinfo",
    "/share/zoneinfo",
    "/etc/zoneinfo",
    "/usr/share/lib/zoneinfo",
];

/// Returns whether reading a time zone comes to an end: chrono reads the file that `TZ` names to its
/// end, so it would wait for a pipe and never be done with a device.
pub fn is_readable(zone: &str) -> bool {
    let file = Path::new(zone.strip_prefix(':').unwrap_or(zone));
    let candidates: Vec<PathBuf> = match file.is_absolute() {
        true => vec![file.to_owned()],
        false => FOLDERS.map(|folder| Path::new(folder).join(file)).into(),
    };
    let found = candidates.iter().find_map(|path| path.metadata().ok());
    // What is no zone's file but ends, such as a folder, chrono takes as UTC.
    found.is_none_or(|file| {
        let is_bounded = (1..=FILE_MAX).contains(&file.len());
        file.is_dir() || (file.is_file() && is_bounded)
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", true)]
    #[case("UTC", true)]
    #[case("CET-1CEST,M3.5.0,M10.5.0/3", true)]
    #[case(":Nowhere/At_All", true)]
    #[case("/usr", true)]
    #[case("/dev/zero", false)]
    #[case(":/dev/zero", false)]
    #[case("../../../dev/zero", false)]
    fn a_zone_that_never_ends_is_not_read(#[case] zone: &str, #[case] readable: bool) {
        // Without a folder of zones, nothing is found beside it.
        if zone.starts_with("..") && !Path::new(FOLDERS[0]).is_dir() {
            return;
        }
        assert_eq!(is_readable(zone), readable);
    }

    #[test]
    fn a_huge_file_is_no_zone() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(FILE_MAX + 1).unwrap();
        assert!(!is_readable(&file.path().display().to_string()));
        file.as_file().set_len(FILE_MAX).unwrap();
        assert!(is_readable(&file.path().display().to_string()));
    }
}
