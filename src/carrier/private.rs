//! Folders in the cache that only the user may read.

use std::fs::DirBuilder;
use std::io;
use std::path::Path;

/// Creates a folder and any missing parents, accessible to the user only.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn only_the_user_may_read_a_folder_in_the_cache() {
        let cache = tempfile::tempdir().unwrap();
        let folder = cache.path().join("a/b");
        make_private(&folder).unwrap();
        make_private(&folder).unwrap();
        for folder in [&folder, &cache.path().join("a")] {
            let mode = folder.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }
}
