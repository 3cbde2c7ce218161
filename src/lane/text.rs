//! The text of lanes: a header, the plans that are named, then the entries, each with its seal if it
//! has one. Knows no key that is trusted, and nothing of what a change says.

use super::chain::{Entry, Hash, LaneId, beginning, link, message};
use super::error::{LaneError, Trouble};
use super::key::{PublicKey, Signature};
use super::lines::{self, Line, SealLine};
use crate::domain::plan::people::{Party, PersonId};

/// The largest text that is taken, in bytes.
pub const TEXT_MAX: usize = 64 * 1024 * 1024;

/// The longest line that is taken, in bytes, with its line feed.
pub const LINE_MAX: usize = 1024 * 1024;

/// Says which lane it is and who writes it.
///
/// Only the lane's name is under the seals: who a device writes for is what its admission says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The lane.
    pub lane: LaneId,
    /// Who writes.
    pub person: PersonId,
    /// The writer's name.
    pub name: String,
    /// The part the writer plays.
    pub party: Party,
    /// The device's key; none if it wrote before devices had keys, so that there are no seals.
    pub key: Option<PublicKey>,
}

/// An entry in its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The entry.
    pub entry: Entry,
    /// The hash up to this entry; as read, it was calculated here and not taken over.
    pub hash: Hash,
    /// The seal of this entry and all before it, not yet verified.
    pub seal: Option<Signature>,
}

/// A plan that an entry names. Whoever takes it in checks it against its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// The hash by which it is named.
    pub hash: String,
    /// Its goals.
    pub outline: String,
    /// Its guide.
    pub guide: String,
}

/// A lane, as far as it could be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Which lane it is.
    pub header: Header,
    /// The plans that it names.
    pub plans: Vec<PlanLine>,
    /// The entries from 1, without gaps.
    pub links: Vec<Link>,
    /// Why it was not taken to its end.
    pub trouble: Option<Trouble>,
}

/// Returns the lanes of a text, one after the other.
///
/// Each is taken up to the first line that does not fit. No signature is verified: see [`sealed`].
pub fn read(bytes: &[u8]) -> Result<Vec<Lane>, LaneError> {
    if bytes.len() > TEXT_MAX {
        return Err(LaneError::TooLarge);
    }
    let mut lanes: Vec<Lane> = Vec::new();
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        if line.starts_with(lines::HEADER.as_bytes()) {
            match (header(line), lanes.last_mut()) {
                (Ok(header), _) => lanes.push(Lane::new(header)),
                (Err(why), None) => return Err(why),
                (Err(why), Some(last)) => last.stop(Trouble::BadNext { line: number, why }),
            }
        } else {
            let last = lanes.last_mut().ok_or_else(|| no_header(bytes, line))?;
            if last.trouble.is_none()
                && let Err(trouble) = last.take(number, line)
            {
                last.stop(trouble);
            }
        }
    }
    if lanes.is_empty() {
        return Err(LaneError::Empty);
    }
    Ok(lanes)
}

/// Returns what the first line of a lane says.
fn header(line: &[u8]) -> Result<Header, LaneError> {
    if line.len() > LINE_MAX {
        return Err(LaneError::Foreign);
    }
    let text = line.strip_suffix(b"\n").ok_or(LaneError::EndsInHeader)?;
    lines::header(std::str::from_utf8(text).map_err(|_| LaneError::Binary)?)
}

/// Returns what a text is whose first line is no header.
fn no_header(bytes: &[u8], line: &[u8]) -> LaneError {
    let is_text = !line.contains(&0) && std::str::from_utf8(line).is_ok();
    if bytes.trim_ascii().is_empty() {
        LaneError::Empty
    } else if lines::HEADER.as_bytes().starts_with(bytes) {
        LaneError::EndsInHeader
    } else if is_text {
        LaneError::Foreign
    } else {
        LaneError::Binary
    }
}

impl Lane {
    /// Returns a lane that holds nothing yet.
    pub fn new(header: Header) -> Self {
        Self {
            header,
            plans: Vec::new(),
            links: Vec::new(),
            trouble: None,
        }
    }

    /// Adds the next entry, chained to the ones before it, and its seal.
    pub fn push(&mut self, entry: Entry, seal: Option<Signature>) {
        let hash = link(self.hash(), &entry);
        self.links.push(Link { entry, hash, seal });
    }

    /// Returns the index of the last entry; 0 if there is none.
    pub fn last(&self) -> i64 {
        self.links.last().map_or(0, |link| link.entry.index)
    }

    /// Returns the hash over all entries.
    pub fn hash(&self) -> Hash {
        let last = self.links.last().map(|link| link.hash);
        last.unwrap_or_else(|| beginning(self.header.lane))
    }

    /// Keeps the first reason why the lane was not taken to its end.
    fn stop(&mut self, trouble: Trouble) {
        self.trouble.get_or_insert(trouble);
    }

    fn take(&mut self, number: usize, line: &[u8]) -> Result<(), Trouble> {
        if line.len() > LINE_MAX {
            return Err(Trouble::LineTooLong { line: number });
        }
        let text = line.strip_suffix(b"\n");
        let text = text.ok_or_else(|| self.ends_early(line))?;
        let broken = |what| Trouble::Broken { line: number, what };
        let text = std::str::from_utf8(text).map_err(|_| broken("is not text".to_owned()))?;
        match lines::line(text).map_err(broken)? {
            Line::Plan(plan) => self.plans.push(plan),
            Line::Entry(entry) => {
                let (expected, found) = (self.last().saturating_add(1), entry.index);
                if found != expected {
                    return Err(Trouble::Gap {
                        line: number,
                        expected,
                        found,
                    });
                }
                self.push(entry, None);
            }
            Line::Seal(seal) => self.seal(number, &seal)?,
        }
        Ok(())
    }

    fn seal(&mut self, number: usize, line: &SealLine) -> Result<(), Trouble> {
        let stray = Trouble::StraySeal {
            line: number,
            seal: line.seal,
            entry: self.last(),
        };
        let (index, key) = (line.seal, self.header.key);
        let last = self.links.last_mut();
        let last = last.filter(|last| last.entry.index == index && last.seal.is_none());
        let last = last.ok_or(stray)?;
        if last.hash != line.hash {
            let line = number;
            return Err(Trouble::BadHash { line, index });
        }
        let seal = key.and_then(|key| Signature::from_armored(&line.sig, &key));
        let line = number;
        last.seal = Some(seal.ok_or(Trouble::BadSeal { line, index })?);
        Ok(())
    }

    fn ends_early(&self, cut: &[u8]) -> Trouble {
        let sealed = self.links.iter().rfind(|link| link.seal.is_some());
        let sealed = sealed.map_or(0, |link| link.entry.index);
        let has_key = self.header.key.is_some();
        Trouble::EndsEarly {
            taken: if has_key { sealed } else { self.last() },
            of: self.last() + i64::from(lines::is_begun_entry(cut)),
        }
    }
}

/// Adds a lane to a text: the plans first, then the entries, each with its seal.
///
/// Refuses what no reader would take; nothing is added then. A lane without a key has no seals.
pub fn write(out: &mut String, lane: &Lane) -> Result<(), LaneError> {
    let before = out.len();
    let written = write_lines(out, lane);
    if written.is_err() {
        out.truncate(before);
    }
    written
}

fn write_lines(out: &mut String, lane: &Lane) -> Result<(), LaneError> {
    let mut add = |line: serde_json::Result<String>, what: &dyn Fn() -> String| {
        let line = line.ok().filter(|line| line.len() < LINE_MAX);
        out.push_str(&line.ok_or_else(|| LaneError::DoesNotFit(what()))?);
        out.push('\n');
        let is_too_much = out.len() > TEXT_MAX;
        if is_too_much {
            Err(LaneError::TooMuch)
        } else {
            Ok(())
        }
    };
    let name = || "the name of the writer".to_owned();
    add(lines::header_line(&lane.header), &name)?;
    for plan in &lane.plans {
        add(lines::plan_line(plan), &|| {
            format!("the plan {}", plan.hash)
        })?;
    }
    for link in &lane.links {
        let index = link.entry.index;
        add(lines::entry_line(&link.entry), &|| format!("entry {index}"))?;
        if let Some((seal, key)) = link.seal.zip(lane.header.key) {
            let seal = SealLine {
                seal: index,
                hash: link.hash,
                sig: seal.armored(&key).into(),
            };
            add(lines::seal_line(&seal), &|| {
                format!("the seal of entry {index}")
            })?;
        }
    }
    Ok(())
}

/// Returns how many entries are covered by a seal of this key: up to the last seal that verifies.
pub fn sealed(lane: &Lane, key: &PublicKey) -> i64 {
    if lane.header.key != Some(*key) {
        return 0;
    }
    // A seal covers all that is before it, so the last one that verifies is enough.
    let last = lane.links.iter().rfind(|link| {
        link.seal.is_some_and(|seal| {
            let message = message(lane.header.lane, link.entry.index, link.hash);
            key.verifies(message.as_bytes(), &seal)
        })
    });
    last.map_or(0, |link| link.entry.index)
}

#[cfg(test)]
mod tests {
    use super::super::chain::tests::{entry, lane as id};
    use super::super::key::tests::{PUBLIC, key};
    use super::*;
    use crate::domain::record::audience::Audience;
    use crate::domain::record::ids::{DeviceId, JourneyId};
    use proptest::collection::{btree_map, vec};
    use proptest::option;
    use proptest::prelude::*;
    use rstest::rstest;
    use std::sync::LazyLock;
    use uuid::Uuid;

    fn header(lane: LaneId) -> Header {
        Header {
            lane,
            person: PersonId(Uuid::from_u128(7)),
            name: "Grace Hopper".to_owned(),
            party: Party::Mentor,
            key: Some(*PUBLIC),
        }
    }

    fn sign(lane: &mut Lane) {
        let message = message(lane.header.lane, lane.last(), lane.hash());
        let seal = key(1).sign(message.as_bytes()).unwrap();
        lane.links.last_mut().unwrap().seal = Some(seal);
    }

    /// Returns a lane with a plan and five entries, of which the second and the fourth are sealed.
    fn lane(id: LaneId) -> Lane {
        let mut lane = Lane::new(header(id));
        lane.plans.push(PlanLine {
            hash: "ab".repeat(32),
            outline: r#"{"goals":[]}"#.to_owned(),
            guide: "\u{2028}\0é".to_owned(),
        });
        for index in 1..=5 {
            lane.push(entry(index), None);
            if index % 2 == 0 {
                sign(&mut lane);
            }
        }
        lane
    }

    /// Signing takes its time in a test.
    static WRITTEN: LazyLock<Lane> = LazyLock::new(|| lane(id()));

    fn text(lanes: &[Lane]) -> String {
        let mut text = String::new();
        for lane in lanes {
            write(&mut text, lane).unwrap();
        }
        text
    }

    fn journey_lane() -> LaneId {
        LaneId {
            audience: Audience::Journey,
            ..id()
        }
    }

    fn read_one(text: &str) -> Lane {
        let [lane] = read(text.as_bytes()).unwrap().try_into().unwrap();
        lane
    }

    /// Returns whether everything in a text that a seal covers is what was written.
    fn is_honest(bytes: &[u8], written: &[Lane]) -> bool {
        read(bytes).unwrap_or_default().iter().all(|lane| {
            let id = lane.header.lane;
            let same = written.iter().find(|written| written.header.lane == id);
            let is_prefix = |count: usize| {
                let read = lane.links[..count].iter().map(|link| &link.entry);
                let links = same.map_or(&[][..], |same| &same.links);
                links.len() >= count && read.eq(links[..count].iter().map(|link| &link.entry))
            };
            let last = lane.links.iter().rposition(|link| link.seal.is_some());
            // To verify takes its time in a test, and cannot make the sealed part longer.
            is_prefix(last.map_or(0, |last| last + 1))
                || is_prefix(usize::try_from(sealed(lane, &PUBLIC)).unwrap())
        })
    }

    #[test]
    fn the_text_is_lines_of_json() {
        let mut small = Lane::new(header(id()));
        small.push(entry(1), None);
        sign(&mut small);
        let text = text(&[small]);
        let lines: Vec<&str> = text.lines().collect();
        let key = *PUBLIC;
        let expected = format!(
            r#"{{"onramp":"lane/1","journey":"00000000-0000-0000-0000-000000000001","device":"00000000-0000-0000-0000-000000000002","audience":"pair","person":"00000000-0000-0000-0000-000000000007","name":"Grace Hopper","party":"mentor","key":"{key}"}}"#
        );
        assert_eq!(lines[0], expected);
        assert_eq!(
            lines[1],
            r#"{"i":1,"needs":1,"seen":{"00000000-0000-0000-0000-000000000003":{"journey":42}},"body":"{\"verb\":\"note\",\"text\":\"no. 1\\n\"}"}"#
        );
        assert!(lines[2].starts_with(r#"{"seal":1,"hash":""#));
        assert!(lines[2].contains(r#"","sig":"-----BEGIN SSH SIGNATURE-----\n"#));
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn the_last_seal_covers_everything_before_it() {
        let read = read_one(&text(&[lane(id())]));
        assert_eq!(read, lane(id()));
        assert_eq!(sealed(&read, &PUBLIC), 4);
        assert_eq!(sealed(&read, &key(2).public()), 0);
    }

    #[test]
    fn an_earlier_seal_counts_if_the_last_one_is_another_entrys() {
        let mut lane = lane(id());
        lane.links[3].seal = lane.links[1].seal;
        assert_eq!(sealed(&read_one(&text(&[lane])), &PUBLIC), 2);
    }

    #[test]
    fn a_lane_without_a_key_has_no_seals() {
        let mut old = lane(id());
        old.header.key = None;
        let read = read_one(&text(&[old]));
        assert_eq!((read.links.len(), &read.trouble), (5, &None));
        assert!(read.links.iter().all(|link| link.seal.is_none()));
        assert_eq!(sealed(&read, &PUBLIC), 0);
    }

    /// Somebody without the key alters entries and calculates the chain anew.
    #[test]
    fn a_forged_entry_is_never_sealed() {
        let original = lane(id());
        for forged in 0..5 {
            let mut lane = Lane::new(original.header.clone());
            for (place, link) in original.links.iter().enumerate() {
                let mut entry = link.entry.clone();
                if place == forged {
                    entry.body.push(' ');
                }
                lane.push(entry, link.seal);
            }
            let read = read_one(&text(&[lane]));
            assert_eq!((read.links.len(), &read.trouble), (5, &None));
            let count = sealed(&read, &PUBLIC);
            assert!(count <= i64::try_from(forged).unwrap(), "{forged}: {count}");
        }
    }

    #[rstest]
    #[case::journey(LaneId { journey: JourneyId(Uuid::from_u128(9)), ..id() })]
    #[case::device(LaneId { device: DeviceId(Uuid::from_u128(9)), ..id() })]
    #[case::audience(journey_lane())]
    fn a_lane_cannot_be_replayed_as_another(#[case] other: LaneId) {
        let mut replayed = Lane::new(header(other));
        for link in lane(id()).links {
            replayed.push(link.entry, link.seal);
        }
        assert_eq!(sealed(&read_one(&text(&[replayed])), &PUBLIC), 0);
    }

    #[test]
    fn no_flipped_bit_alters_what_is_sealed() {
        let mut small = Lane::new(header(id()));
        for index in 1..=3 {
            small.push(entry(index), None);
            if index == 2 {
                sign(&mut small);
            }
        }
        let written = [small];
        let mut bytes = text(&written).into_bytes();
        for place in 0..bytes.len() {
            for bit in 0..8 {
                bytes[place] ^= 1 << bit;
                assert!(is_honest(&bytes, &written), "bit {bit} of byte {place}");
                bytes[place] ^= 1 << bit;
            }
        }
    }

    #[test]
    fn a_text_that_is_cut_is_taken_up_to_there() {
        let written = [lane(id()), lane(journey_lane())];
        let text = text(&written);
        for end in 0..text.len() {
            let cut = &text.as_bytes()[..end];
            assert!(is_honest(cut, &written), "cut at {end}");
            let Ok(lanes) = read(cut) else {
                assert!(end <= text.find('\n').unwrap(), "cut at {end}");
                continue;
            };
            let is_whole = cut.ends_with(b"\n");
            let last = lanes.last().unwrap();
            assert_eq!(last.trouble.is_none(), is_whole, "cut at {end}");
            assert!(
                lanes
                    .iter()
                    .zip(&written)
                    .all(|(a, b)| b.links.starts_with(&a.links)
                        || a.links.last().is_some_and(|link| link.seal.is_none()))
            );
        }
    }

    #[test]
    fn lines_that_are_dropped_doubled_or_swapped_alter_nothing_that_is_sealed() {
        let written = [lane(id()), lane(journey_lane())];
        let text = text(&written);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for one in 0..lines.len() {
            let mut dropped = lines.clone();
            dropped.remove(one);
            assert!(
                is_honest(dropped.concat().as_bytes(), &written),
                "{one} dropped"
            );
            for other in 0..lines.len() {
                let mut doubled = lines.clone();
                doubled.insert(other, lines[one]);
                assert!(
                    is_honest(doubled.concat().as_bytes(), &written),
                    "{one} at {other}"
                );
                let mut swapped = lines.clone();
                swapped.swap(one, other);
                assert!(
                    is_honest(swapped.concat().as_bytes(), &written),
                    "{one} with {other}"
                );
            }
        }
    }

    #[rstest]
    #[case::empty("", "is empty; ask for it again")]
    #[case::blank(" \r\n\n", "is empty; ask for it again")]
    #[case::binary("SQLite format 3\0", "is not text; nothing was taken")]
    #[case::prose("Dear Grace,\n", "was not written by onramp; nothing was taken")]
    #[case::json("{\"version\":1}\n", "was not written by onramp; nothing was taken")]
    #[case::ours(
        "{\"onramp\":\"summary/1\"}\n",
        "was not written by onramp; nothing was taken"
    )]
    #[case::newer(
        "{\"onramp\":\"lane/2\",\"more\":[]}\n",
        "was written by a newer version; update onramp"
    )]
    #[case::older(
        "{\"onramp\":\"lane/0\"}\n",
        "was not written by onramp; nothing was taken"
    )]
    #[case::begun("{\"onr", "ends within its header; take it again when it is complete")]
    #[case::cut(
        "{\"onramp\":\"lane/1\"",
        "ends within its header; take it again when it is complete"
    )]
    #[case::bare(
        "{\"onramp\":\"lane/1\"}\n",
        "has a damaged header, around column 19; ask for it again"
    )]
    #[case::deep(&format!("{{\"onramp\":{}\n", "[".repeat(100_000)), "has a damaged header, around column 10; ask for it again")]
    fn a_text_without_a_lane_is_refused(#[case] text: &str, #[case] told: &str) {
        assert_eq!(read(text.as_bytes()).unwrap_err().to_string(), told);
    }

    #[test]
    fn what_is_not_utf_8_is_not_text() {
        assert_eq!(read(&[0xff, 0xfe, b'{', 0]), Err(LaneError::Binary));
        let header = b"{\"onramp\":\"lane/1\",\"name\":\"\xff\"}\n";
        assert_eq!(read(header), Err(LaneError::Binary));
    }

    #[test]
    fn a_text_over_64_mib_is_refused() {
        let told = read(&vec![b' '; TEXT_MAX + 1]).unwrap_err().to_string();
        assert_eq!(told, "is over 64 MiB; nothing was taken");
    }

    /// What follows an otherwise whole lane of two entries, of which the second is sealed.
    #[rstest]
    #[case::prose(
        "and so on\n",
        "line 6 is neither an entry nor a seal nor a plan; ask for this text again"
    )]
    #[case::blank(
        "\n",
        "line 6 is neither an entry nor a seal nor a plan; ask for this text again"
    )]
    #[case::gap(&line(4), "line 6 holds entry 4 where entry 3 belongs; ask for this text again")]
    #[case::again(&line(2), "line 6 holds entry 2 where entry 3 belongs; ask for this text again")]
    #[case::zero(&line(0), "line 6 holds entry 0 where entry 3 belongs; ask for this text again")]
    #[case::lowest(&line(i64::MIN), "line 6 holds entry -9223372036854775808 where entry 3 belongs; ask for this text again")]
    #[case::highest(&line(i64::MAX), "line 6 holds entry 9223372036854775807 where entry 3 belongs; ask for this text again")]
    #[case::overflow(&line(i64::MAX).replace('7', "9"), "line 6 is damaged around column 24; ask for this text again")]
    #[case::huge(&format!("{{\"i\":{}\n", "9".repeat(500_000)), "line 6 is damaged around column 500005; ask for this text again")]
    #[case::exponent(
        "{\"i\":3e0,\"needs\":1,\"seen\":{},\"body\":\"\"}\n",
        "line 6 is damaged around column 8; ask for this text again"
    )]
    #[case::needs(
        "{\"i\":3,\"needs\":-1,\"seen\":{},\"body\":\"\"}\n",
        "line 6 is damaged around column 17; ask for this text again"
    )]
    #[case::doubled(
        "{\"i\":3,\"i\":3,\"needs\":1,\"seen\":{},\"body\":\"\"}\n",
        "line 6 is damaged around column 10; ask for this text again"
    )]
    #[case::unknown(
        "{\"i\":3,\"needs\":1,\"seen\":{},\"body\":\"\",\"x\":1}\n",
        "line 6 is damaged around column 40; ask for this text again"
    )]
    #[case::deep(&format!("{{\"i\":3,\"seen\":{}\n", "[".repeat(500_000)), "line 6 is damaged around column 14; ask for this text again")]
    #[case::surrogate(
        "{\"i\":3,\"needs\":1,\"seen\":{},\"body\":\"\\ud800\"}\n",
        "line 6 is damaged around column 42; ask for this text again"
    )]
    #[case::nul(
        "{\"i\":3,\"needs\":1,\"seen\":{},\"body\":\"\0\"}\n",
        "line 6 is damaged around column 36; ask for this text again"
    )]
    #[case::long(&format!("{}\n", "x".repeat(LINE_MAX)), "line 6 is over 1 MiB; ask for this text again")]
    #[case::cut(
        "{\"i\":3,\"nee",
        "2 of 3 entries were taken: the text ends early; take it again when it is complete"
    )]
    #[case::stray(
        "{\"seal\":9,\"hash\":\"@\",\"sig\":\"\"}\n",
        "line 6 holds a seal of entry 9 after entry 2; ask for this text again"
    )]
    #[case::sealed_twice(
        "{\"seal\":2,\"hash\":\"@\",\"sig\":\"\"}\n",
        "line 6 holds a seal of entry 2 after entry 2; ask for this text again"
    )]
    #[case::altered(
        "{\"i\":3,\"needs\":1,\"seen\":{},\"body\":\"\"}\n{\"seal\":3,\"hash\":\"@\",\"sig\":\"\"}\n",
        "line 7: the entries up to 3 were altered after they were sealed; ask for this text again"
    )]
    #[case::next(
        "{\"onramp\":\"lane/2\"}\n",
        "line 6 begins another lane, which was not taken: it was written by a newer version; update onramp"
    )]
    #[case::next_cut(
        "{\"onramp\":\"lane/1\",",
        "line 6 begins another lane, which was not taken: it ends within its header; take it again when it is complete"
    )]
    fn a_lane_is_taken_up_to_the_first_line_that_does_not_fit(
        #[case] rest: &str,
        #[case] told: &str,
    ) {
        let mut small = lane(id());
        small.links.truncate(2);
        let rest = rest.replace('@', &"0".repeat(64));
        let text = text(std::slice::from_ref(&small)) + &rest;
        let read = read_one(&text);
        assert_eq!(read.links[..2], small.links);
        assert_eq!(read.trouble.unwrap().to_string(), told);
    }

    fn line(index: i64) -> String {
        lines::entry_line(&entry(0))
            .unwrap()
            .replace("\"i\":0", &format!("\"i\":{index}"))
            + "\n"
    }

    #[test]
    fn a_seal_of_another_key_is_no_seal_of_the_lane() {
        let mut relabeled = lane(id());
        relabeled.header.key = Some(key(2).public());
        let foreign = text(&[relabeled]);
        let (_, foreign) = foreign.split_once('\n').unwrap();
        let (own, _) = lines::header_line(&header(id()))
            .map(|line| (line, ()))
            .unwrap();
        let read = read_one(&format!("{own}\n{foreign}"));
        assert_eq!(read.links.len(), 2);
        assert_eq!(
            read.trouble.unwrap().to_string(),
            "line 5: the seal of entry 2 was not made with the key of this lane; ask for this text again"
        );
    }

    #[test]
    fn a_damaged_lane_does_not_keep_the_next_one_away() {
        let whole = lane(journey_lane());
        let text =
            text(&[lane(id())]) + "{\"i\":\n" + &line(6) + &text(std::slice::from_ref(&whole));
        let lanes = read(text.as_bytes()).unwrap();
        assert_eq!(lanes.len(), 2);
        assert!(lanes[0].trouble.is_some());
        assert_eq!(lanes[0].links.len(), 5);
        assert_eq!(lanes[1], whole);
    }

    #[test]
    fn mail_that_ends_lines_in_its_own_way_alters_nothing() {
        let text = text(&[lane(id())]).replace('\n', "\r\n");
        assert_eq!(read_one(&text), lane(id()));
    }

    #[test]
    fn what_no_reader_would_take_is_not_written() {
        let mut large = lane(id());
        large.push(
            Entry {
                body: "x".repeat(LINE_MAX),
                ..entry(6)
            },
            None,
        );
        let mut text = "before".to_owned();
        let told = write(&mut text, &large).unwrap_err().to_string();
        assert_eq!(
            told,
            "entry 6 is over 1 MiB and cannot be shared; shorten it"
        );
        assert_eq!(text, "before");
    }

    #[test]
    fn a_line_of_exactly_1_mib_is_written_and_read() {
        let mut lane = Lane::new(header(id()));
        let room = |body: usize| {
            lines::entry_line(&Entry {
                body: "x".repeat(body),
                ..entry(1)
            })
        };
        let around = room(0).unwrap().len() + 1;
        lane.push(
            Entry {
                body: "x".repeat(LINE_MAX - around),
                ..entry(1)
            },
            None,
        );
        assert_eq!(read_one(&text(std::slice::from_ref(&lane))), lane);
    }

    fn any_id() -> impl Strategy<Value = Uuid> {
        any::<u128>().prop_map(Uuid::from_u128)
    }

    fn any_audience() -> impl Strategy<Value = Audience> {
        prop::sample::select(Audience::ALL.to_vec())
    }

    prop_compose! {
        fn any_header()(
            journey in any_id(),
            device in any_id(),
            audience in any_audience(),
            person in any_id(),
            name: String,
            party in prop::sample::select(Party::ALL.to_vec()),
            has_key: bool,
        ) -> Header {
            let (journey, device) = (JourneyId(journey), DeviceId(device));
            Header {
                lane: LaneId { journey, device, audience },
                person: PersonId(person),
                name,
                party,
                key: has_key.then(|| *PUBLIC),
            }
        }
    }

    prop_compose! {
        fn any_entry()(
            needs: u32,
            seen in btree_map(
                any_id().prop_map(DeviceId),
                btree_map(any_audience(), any::<i64>(), 0..3),
                0..3,
            ),
            body: String,
            seal in option::of(any::<[u8; 32]>()),
        ) -> (Entry, Option<Signature>) {
            let seal = seal.map(|half| {
                let mut bytes = [0; 64];
                bytes[..32].copy_from_slice(&half);
                Signature::from_bytes(bytes)
            });
            (Entry { index: 0, needs, seen, body }, seal)
        }
    }

    prop_compose! {
        fn any_lane()(
            header in any_header(),
            plans in vec(("[0-9a-f]{64}", any::<String>(), any::<String>()), 0..3),
            entries in vec(any_entry(), 0..6),
        ) -> Lane {
            let mut lane = Lane::new(header);
            let plans = plans.into_iter();
            lane.plans = plans
                .map(|(hash, outline, guide)| PlanLine { hash, outline, guide })
                .collect();
            for (index, (entry, seal)) in (1..).zip(entries) {
                let seal = seal.filter(|_| lane.header.key.is_some());
                lane.push(Entry { index, ..entry }, seal);
            }
            lane
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(lanes in vec(any_lane(), 1..4)) {
            prop_assert_eq!(read(text(&lanes).as_bytes()), Ok(lanes));
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes: Vec<u8>, rest in ".*", place in 0..9000_usize) {
            let _ = read(&bytes);
            let written = std::slice::from_ref(&*WRITTEN);
            let mut text = text(written).into_bytes();
            let place = place.min(text.len());
            text.splice(place..place, bytes);
            text.extend(rest.as_bytes());
            prop_assert!(is_honest(&text, written));
        }
    }
}
