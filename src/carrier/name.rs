//! Names of files, devices and journeys: which may be published, and how others' names are shown.

use std::collections::BTreeSet;

use super::{CarrierError, FILE_MAX, Parcel};

/// The most bytes in a published name. It leaves room for what filters and sync services append.
const NAME_MAX: usize = 128;

/// Returns whether a text is a UUID in lower case, with hyphens.
pub(super) fn is_uuid(text: &str) -> bool {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => is_hex(byte),
        })
}

/// Returns whether a text is a valid file name on every system and a valid part of a git ref.
pub(super) fn is_name(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=NAME_MAX).contains(&text.len())
        && text.bytes().all(is_plain)
        && !text.starts_with(['.', '-'])
        && !text.ends_with('.')
        && !text.ends_with(".lock")
        && !text.contains("..")
}

/// Checks the names and sizes of files before they are published.
pub(super) fn check(journey: &str, device: &str, files: &[Parcel]) -> Result<(), CarrierError> {
    if !is_uuid(journey) {
        return Err(CarrierError::Name(shown(journey)));
    }
    let names = files.iter().map(|file| file.name.as_str());
    if let Some(name) = names.chain([device]).find(|name| !is_name(name)) {
        return Err(CarrierError::Name(shown(name)));
    }
    let mut names = BTreeSet::new();
    for file in files {
        if !names.insert(&file.name) {
            return Err(CarrierError::Twice(file.name.clone()));
        }
        if file.bytes.len() as u64 > FILE_MAX {
            return Err(CarrierError::TooLarge(file.name.clone()));
        }
    }
    Ok(())
}

/// Checks the id of a journey.
pub(super) fn check_journey(journey: &str) -> Result<(), CarrierError> {
    check(journey, "any", &[])
}

/// Returns a text without control characters and without marks that change the reading direction.
pub(super) fn shown(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.replace(is_hidden, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const JOURNEY: &str = "0196a1b2-0000-7000-8000-000000000001";

    fn parcel(name: &str) -> Parcel {
        Parcel {
            name: name.to_owned(),
            bytes: Vec::new(),
        }
    }

    #[rstest]
    #[case(JOURNEY, true)]
    #[case("0196A1B2-0000-7000-8000-000000000001", false)]
    #[case("0196a1b2-0000-7000-8000-00000000000", false)]
    #[case("0196a1b200000-7000-8000-000000000001", false)]
    #[case("../0196a1b2-0000-7000-8000-000000000", false)]
    #[case("", false)]
    fn a_journey_is_a_uuid(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_uuid(text), expected);
    }

    #[rstest]
    #[case("0196a1b2.pair.jsonl", true)]
    #[case("", false)]
    #[case(".hidden", false)]
    #[case("-option", false)]
    #[case("a/b", false)]
    #[case("a\\b", false)]
    #[case("..", false)]
    #[case("a..b", false)]
    #[case("a.lock", false)]
    #[case("dot.", false)]
    #[case("C:stream", false)]
    #[case("a\nb", false)]
    #[case("größe", false)]
    fn a_name_works_on_every_system(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_name(text), expected);
    }

    #[test]
    fn names_are_checked_before_anything_is_published() {
        let error = |journey, device, files: &[Parcel]| {
            check(journey, device, files)
                .map_err(|error| error.to_string())
                .unwrap_err()
        };
        assert!(check(JOURNEY, "device", &[parcel("a"), parcel("b")]).is_ok());
        assert!(error("../x", "device", &[]).starts_with("‘../x’ cannot name"));
        assert!(error(JOURNEY, "a/b", &[]).starts_with("‘a/b’ cannot name"));
        assert!(error(JOURNEY, "device", &[parcel("../a")]).starts_with("‘../a’"));
        let twice = error(JOURNEY, "device", &[parcel("a"), parcel("a")]);
        assert_eq!(twice, "two files are called a; give each its own name");
    }

    #[test]
    fn a_shown_name_cannot_move_the_cursor() {
        assert_eq!(shown("a\u{1b}[2Jb\n\u{202e}c"), "a[2Jbc");
    }
}
