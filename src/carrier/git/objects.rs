//! Parses the output of `git cat-file`, and trees. Pure.

use super::super::name::shown;

/// A file in a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The file's name, without control characters.
    pub(super) name: String,
    /// The id of its contents.
    pub(super) blob: String,
}

/// Returns the objects from the output of `cat-file --batch`, in the order of the input, or `None` if
/// one is missing.
pub(super) fn contents(mut printed: &[u8], count: usize) -> Option<Vec<&[u8]>> {
    let mut objects = Vec::new();
    for _ in 0..count {
        let (header, rest) = split(printed, b'\n')?;
        let length = usize::try_from(length(header)?).ok()?;
        let (object, rest) = rest.split_at_checked(length)?;
        objects.push(object);
        printed = rest.strip_prefix(b"\n")?;
    }
    Some(objects)
}

/// Returns the lengths from the output of `cat-file --batch-check`, or `None` if an object is missing.
pub(super) fn lengths(printed: &[u8], count: usize) -> Option<Vec<u64>> {
    let lines = printed.split(|byte| *byte == b'\n');
    let lengths: Option<Vec<u64>> = lines.take(count).map(length).collect();
    lengths.filter(|lengths| lengths.len() == count)
}

/// Returns the plain files in a tree, except hidden ones, or `None` if it is malformed.
pub(super) fn entries(mut tree: &[u8], id_length: usize) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    while !tree.is_empty() {
        let (mode, rest) = split(tree, b' ')?;
        let (name, rest) = split(rest, 0)?;
        let (id, rest) = rest.split_at_checked(id_length)?;
        tree = rest;
        let name = shown(&String::from_utf8_lossy(name));
        if [b"100644".as_slice(), b"100755"].contains(&mode) && !name.starts_with('.') {
            let blob = id.iter().map(|byte| format!("{byte:02x}")).collect();
            entries.push(Entry { name, blob });
        }
    }
    Some(entries)
}

/// Returns the length from a line of `<id> <type> <length>`.
fn length(header: &[u8]) -> Option<u64> {
    let header = std::str::from_utf8(header).ok()?;
    header.split(' ').nth(2)?.parse().ok()
}

fn split(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = bytes.iter().position(|byte| *byte == at)?;
    let (before, rest) = bytes.split_at_checked(place)?;
    Some((before, rest.get(1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn objects_are_read_byte_for_byte() {
        let printed = b"11 blob 3\na\nb\n22 blob 0\n\n";
        let expected: Vec<&[u8]> = vec![b"a\nb", b""];
        assert_eq!(contents(printed, 2), Some(expected));
        assert_eq!(lengths(b"11 blob 3\n22 blob 0\n", 2), Some(vec![3, 0]));
    }

    #[rstest]
    #[case(b"")]
    #[case(b"11 missing\n")]
    #[case(b"11 blob 3\na")]
    #[case(b"11 blob 3\nabcd\n")]
    #[case(b"11 blob 99999999999999999999999\n")]
    #[case(b"11 blob 18446744073709551615\na\n")]
    fn what_is_missing_or_cut_off_is_noticed(#[case] printed: &[u8]) {
        assert_eq!(contents(printed, 1), None);
    }

    #[test]
    fn plain_files_are_listed_from_a_tree() {
        let mut tree = Vec::new();
        for (mode, name) in [
            ("100644", "a"),
            ("120000", "link"),
            ("40000", "folder"),
            ("100644", ".hidden"),
        ] {
            tree.extend(format!("{mode} {name}\0").into_bytes());
            tree.extend([0xab, 0x01]);
        }
        let expected = Entry {
            name: "a".to_owned(),
            blob: "ab01".to_owned(),
        };
        assert_eq!(entries(&tree, 2), Some(vec![expected]));
        assert_eq!(entries(b"100644 a\0", 2), None);
        assert_eq!(entries(b"", 20), Some(Vec::new()));
    }
}
