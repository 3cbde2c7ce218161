//! The chain of a lane's entries: each hash covers everything before it. Knows no text and no key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::domain::record::audience::Audience;
use crate::domain::record::ids::{DeviceId, JourneyId};

/// Sets the hashes of lanes apart from those of everything else, and from a later format.
const DOMAIN: &[u8] = b"onramp lane 1";

/// Names a lane: what one device tells one audience of one journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LaneId {
    /// The journey.
    pub journey: JourneyId,
    /// The device that writes.
    pub device: DeviceId,
    /// Who may read it.
    pub audience: Audience,
}

/// What the author of an entry had seen: the last entry of each lane.
pub type Seen = BTreeMap<DeviceId, BTreeMap<Audience, i64>>;

/// One entry of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the lane, from 1, without gaps.
    pub index: i64,
    /// The format that a reader has to know.
    pub needs: u32,
    /// What its author had seen.
    pub seen: Seen,
    /// The exact bytes of the change.
    pub body: String,
}

/// A SHA-256 over a lane up to one of its entries.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash([u8; 32]);

impl Hash {
    /// Returns the hash of its bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// A text that is no hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a hash; one has 64 digits from 0 to 9 and a to f")]
pub struct NotAHash;

impl std::str::FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (digits, rest) = text.as_bytes().as_chunks::<2>();
        let mut bytes = [0; 32];
        if digits.len() != bytes.len() || !rest.is_empty() {
            return Err(NotAHash);
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(digits) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(bytes))
    }
}

fn digit(letter: u8) -> Result<u8, NotAHash> {
    match letter {
        b'0'..=b'9' => Ok(letter - b'0'),
        b'a'..=b'f' => Ok(letter - b'a' + 10),
        _ => Err(NotAHash),
    }
}

impl TryFrom<String> for Hash {
    type Error = NotAHash;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}

/// Returns the hash of a lane that has no entry yet.
pub fn beginning(lane: LaneId) -> Hash {
    let mut hash = Sha256::new();
    hash.update(DOMAIN);
    hash.update(lane.journey.0.as_bytes());
    hash.update(lane.device.0.as_bytes());
    hash.update(word(lane.audience));
    Hash(hash.finalize().into())
}

/// Returns the hash of a lane that ends with an entry, from the hash before it.
///
/// Numbers are hashed with their highest byte first; whatever varies in length comes after its length.
pub fn link(before: Hash, entry: &Entry) -> Hash {
    let mut hash = Sha256::new();
    hash.update(before.0);
    hash.update(entry.index.to_be_bytes());
    hash.update(entry.needs.to_be_bytes());
    let seen = canonical(&entry.seen);
    for text in [seen.as_slice(), entry.body.as_bytes()] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    Hash(hash.finalize().into())
}

/// Returns what was seen in the one form that is hashed: by device, then by audience.
fn canonical(seen: &Seen) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (device, lanes) in seen {
        bytes.extend(device.0.as_bytes());
        bytes.push(lanes.len() as u8);
        for (audience, index) in lanes {
            bytes.push(place(*audience));
            bytes.extend(index.to_be_bytes());
        }
    }
    bytes
}

/// Returns the text that a seal signs: one line, which a person can write by hand for `ssh-keygen`.
pub fn message(lane: LaneId, index: i64, hash: Hash) -> String {
    let (journey, device) = (lane.journey.0, lane.device.0);
    let audience = word(lane.audience);
    format!("onramp lane 1 {journey} {device} {audience} {index} {hash}\n")
}

/// Returns the word that texts use for an audience.
fn word(audience: Audience) -> &'static str {
    match audience {
        Audience::Journey => "journey",
        Audience::Pair => "pair",
        Audience::Author => "author",
    }
}

/// Returns the number that hashes use for an audience. Frozen, whatever the order of the enum.
fn place(audience: Audience) -> u8 {
    match audience {
        Audience::Journey => 0,
        Audience::Pair => 1,
        Audience::Author => 2,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use rstest::rstest;
    use uuid::Uuid;

    pub(in crate::lane) fn lane() -> LaneId {
        LaneId {
            journey: JourneyId(Uuid::from_u128(1)),
            device: DeviceId(Uuid::from_u128(2)),
            audience: Audience::Pair,
        }
    }

    pub(in crate::lane) fn entry(index: i64) -> Entry {
        let other = DeviceId(Uuid::from_u128(3));
        Entry {
            index,
            needs: 1,
            seen: Seen::from([(other, BTreeMap::from([(Audience::Journey, index + 41)]))]),
            body: format!(r#"{{"verb":"note","text":"no. {index}\n"}}"#),
        }
    }

    /// The hashes were calculated apart from this program; every lane out there depends on them.
    #[test]
    fn the_hashes_stay_what_they_are() {
        let first = beginning(lane());
        assert_eq!(
            first.to_string(),
            "a55812ab5c009911c53ca4755eccac6f4ee65e66c042d3802a3e116aae94ad0f"
        );
        assert_eq!(
            link(first, &entry(1)).to_string(),
            "daad6e424af28c5642b8153f77293f6096ac1a8a21d5b256d9d2cc993234802e"
        );
    }

    #[test]
    fn a_seal_signs_one_plain_line() {
        assert_eq!(
            message(lane(), 17, Hash([0xab; 32])),
            format!(
                "onramp lane 1 00000000-0000-0000-0000-000000000001 \
                 00000000-0000-0000-0000-000000000002 pair 17 {}\n",
                "ab".repeat(32)
            )
        );
    }

    #[rstest]
    #[case::journey(LaneId { journey: JourneyId(Uuid::from_u128(9)), ..lane() })]
    #[case::device(LaneId { device: DeviceId(Uuid::from_u128(9)), ..lane() })]
    #[case::audience(LaneId { audience: Audience::Journey, ..lane() })]
    fn another_lane_begins_with_another_hash(#[case] other: LaneId) {
        assert_ne!(beginning(other), beginning(lane()));
        assert_ne!(
            message(other, 1, Hash([0; 32])),
            message(lane(), 1, Hash([0; 32]))
        );
    }

    #[rstest]
    #[case::index(|entry: &mut Entry| entry.index = 2)]
    #[case::needs(|entry: &mut Entry| entry.needs = 2)]
    #[case::nothing_seen(|entry: &mut Entry| entry.seen.clear())]
    #[case::no_lane_seen(|entry: &mut Entry| entry.seen.values_mut().for_each(BTreeMap::clear))]
    #[case::more_seen(|entry: &mut Entry| {
        entry.seen.insert(DeviceId(Uuid::from_u128(4)), BTreeMap::new());
    })]
    #[case::seen_index(|entry: &mut Entry| {
        entry.seen.values_mut().flat_map(BTreeMap::values_mut).for_each(|index| *index += 1);
    })]
    #[case::seen_audience(|entry: &mut Entry| {
        for lanes in entry.seen.values_mut() {
            *lanes = BTreeMap::from([(Audience::Pair, 42)]);
        }
    })]
    #[case::body(|entry: &mut Entry| entry.body.push(' '))]
    fn whatever_differs_in_an_entry_changes_the_hash(#[case] change: fn(&mut Entry)) {
        let before = beginning(lane());
        let mut other = entry(1);
        change(&mut other);
        assert_ne!(link(before, &other), link(before, &entry(1)));
    }

    #[test]
    fn a_hash_covers_what_came_before() {
        let first = link(beginning(lane()), &entry(1));
        assert_ne!(link(first, &entry(2)), link(beginning(lane()), &entry(2)));
    }

    #[rstest]
    #[case::empty("")]
    #[case::short(&"0".repeat(63))]
    #[case::long(&"0".repeat(65))]
    #[case::longer(&"0".repeat(66))]
    #[case::upper(&"A".repeat(64))]
    #[case::sign(&format!("+{}", "0".repeat(63)))]
    #[case::wide(&"é".repeat(32))]
    fn a_text_that_is_no_hash_is_refused(#[case] text: &str) {
        assert_eq!(text.parse::<Hash>(), Err(NotAHash));
    }

    #[test]
    fn a_hash_reads_back() {
        let hash = beginning(lane());
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(Hash::from_bytes(*hash.as_bytes()), hash);
        let json = serde_json::to_string(&hash).unwrap();
        assert_eq!(json, format!("\"{hash}\""));
        assert_eq!(serde_json::from_str::<Hash>(&json).unwrap(), hash);
    }
}
