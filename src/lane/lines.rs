//! The lines of the text: what each kind looks like in JSON. Knows no order among them and checks
//! neither hash nor seal.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::chain::{Entry, Hash, LaneId, Seen};
use super::error::LaneError;
use super::key::PublicKey;
use super::text::{Header, PlanLine};
use crate::domain::plan::people::{Party, PersonId};
use crate::domain::record::audience::Audience;
use crate::domain::record::ids::{DeviceId, JourneyId};

/// What a header begins with. Each kind of line is known by its first field, which is always written
/// first.
pub(super) const HEADER: &str = r#"{"onramp":"#;

/// The format that is read and written here.
const FORMAT: &str = "lane/1";

/// A line that is no header.
pub(super) enum Line {
    Plan(PlanLine),
    Entry(Entry),
    Seal(SealLine<'static>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderLine<'a> {
    onramp: Cow<'a, str>,
    journey: JourneyId,
    device: DeviceId,
    audience: Audience,
    person: PersonId,
    name: Cow<'a, str>,
    party: Party,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<PublicKey>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFields<'a> {
    plan: Cow<'a, str>,
    outline: Cow<'a, str>,
    guide: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine<'a> {
    i: i64,
    needs: u32,
    seen: Cow<'a, Seen>,
    body: Cow<'a, str>,
}

/// A seal as it stands in the text.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SealLine<'a> {
    /// The entry up to which it seals.
    pub(super) seal: i64,
    /// The hash that was sealed.
    pub(super) hash: Hash,
    /// The signature in OpenSSH's armor.
    pub(super) sig: Cow<'a, str>,
}

/// Any header, of this format or a later one.
#[derive(Deserialize)]
struct Format<'a> {
    #[serde(borrow)]
    onramp: Cow<'a, str>,
}

/// Returns what a header says.
pub(super) fn header(text: &str) -> Result<Header, LaneError> {
    let damaged = |error: serde_json::Error| LaneError::BadHeader {
        column: error.column(),
    };
    let format: Format = serde_json::from_str(text).map_err(damaged)?;
    if format.onramp != FORMAT {
        return Err(match format.onramp.strip_prefix("lane/") {
            Some(number) if number.parse::<u32>().is_ok_and(|number| number > 1) => {
                LaneError::Newer
            }
            _ => LaneError::Foreign,
        });
    }
    let line: HeaderLine = serde_json::from_str(text).map_err(damaged)?;
    Ok(Header {
        lane: LaneId {
            journey: line.journey,
            device: line.device,
            audience: line.audience,
        },
        person: line.person,
        name: line.name.into_owned(),
        party: line.party,
        key: line.key,
    })
}

/// Returns what another line says; if nothing, says why.
///
/// The words of the parser are not passed on: they may quote what the line holds.
pub(super) fn line(text: &str) -> Result<Line, String> {
    let damaged = |error: serde_json::Error| format!("is damaged around column {}", error.column());
    if text.starts_with(r#"{"i":"#) {
        let line: EntryLine = serde_json::from_str(text).map_err(damaged)?;
        Ok(Line::Entry(Entry {
            index: line.i,
            needs: line.needs,
            seen: line.seen.into_owned(),
            body: line.body.into_owned(),
        }))
    } else if text.starts_with(r#"{"seal":"#) {
        serde_json::from_str(text).map(Line::Seal).map_err(damaged)
    } else if text.starts_with(r#"{"plan":"#) {
        let line: PlanFields = serde_json::from_str(text).map_err(damaged)?;
        Ok(Line::Plan(PlanLine {
            hash: line.plan.into_owned(),
            outline: line.outline.into_owned(),
            guide: line.guide.into_owned(),
        }))
    } else {
        Err("is neither an entry nor a seal nor a plan".to_owned())
    }
}

/// Returns whether a line without its end was going to be an entry.
pub(super) fn is_begun_entry(cut: &[u8]) -> bool {
    cut.starts_with(br#"{"i":"#)
}

/// Returns the line of a header.
pub(super) fn header_line(header: &Header) -> serde_json::Result<String> {
    serde_json::to_string(&HeaderLine {
        onramp: FORMAT.into(),
        journey: header.lane.journey,
        device: header.lane.device,
        audience: header.lane.audience,
        person: header.person,
        name: header.name.as_str().into(),
        party: header.party,
        key: header.key,
    })
}

/// Returns the line of a plan.
pub(super) fn plan_line(plan: &PlanLine) -> serde_json::Result<String> {
    serde_json::to_string(&PlanFields {
        plan: plan.hash.as_str().into(),
        outline: plan.outline.as_str().into(),
        guide: plan.guide.as_str().into(),
    })
}

/// Returns the line of an entry.
pub(super) fn entry_line(entry: &Entry) -> serde_json::Result<String> {
    serde_json::to_string(&EntryLine {
        i: entry.index,
        needs: entry.needs,
        seen: Cow::Borrowed(&entry.seen),
        body: entry.body.as_str().into(),
    })
}

/// Returns the line of a seal.
pub(super) fn seal_line(seal: &SealLine) -> serde_json::Result<String> {
    serde_json::to_string(seal)
}
