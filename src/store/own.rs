//! What this machine may do in a journey, and which machines were retired from it.

use std::path::PathBuf;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::device::Devices;
use super::{Store, StoreError, exchange, log};
use crate::domain::plan::people::PersonId;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::words::when::full_date;

/// What this machine may do in a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Own {
    /// It writes, for everybody: nobody has a machine of their own.
    Alone,
    /// It writes, for one person.
    Admitted,
    /// It was admitted, and the key with which it seals is not in this file any more.
    KeyGone(PathBuf),
    /// It reads, and asks to be admitted.
    Asks,
    /// It reads: it was retired.
    Retired(Retirement),
    /// It reads: it goes on under a name that nobody admitted, after a copy, a restore or a lost key.
    Unknown,
}

/// That a machine was retired from a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retirement {
    /// The machine.
    pub device: DeviceId,
    /// For whom it spoke.
    pub person: PersonId,
    /// Who retired it, by the name of then.
    pub by: String,
    /// The day.
    pub on: NaiveDate,
}

/// The command that gives a machine a new name.
const RENEW: &str = "`onramp exchange renew`";

impl Own {
    /// Returns why this machine cannot write to the journey, and what to do about it, in sentences.
    pub fn told(&self) -> Option<String> {
        Some(match self {
            Self::Alone | Self::Admitted => return None,
            Self::Asks => {
                "This machine is not admitted yet; until then it can read but not write.".to_owned()
            }
            Self::Retired(retired) => format!(
                "{} retired this machine on {}. It can read but not write; what it wrote before counts. {RENEW} asks to be admitted again.",
                retired.by,
                full_date(retired.on)
            ),
            Self::KeyGone(path) => format!(
                "This machine's key is gone, so it can read but not write. Put {} back. If the file is lost, {RENEW} makes a new key and asks to be admitted with it.",
                path.display()
            ),
            Self::Unknown => format!(
                "This machine lost the name it was admitted under, so it can read but not write. The database was copied or put back, or the key is gone. {RENEW} gives the machine a name of its own and asks to be admitted."
            ),
        })
    }

    /// Returns why this machine cannot write into the journey, where it cannot.
    pub fn refusal(&self) -> Option<StoreError> {
        match self {
            Self::Alone | Self::Admitted => None,
            Self::KeyGone(path) => Some(StoreError::KeyGone(path.clone())),
            Self::Asks => Some(StoreError::NotAdmitted),
            Self::Retired(retired) => Some(StoreError::Retired {
                by: retired.by.clone(),
                on: full_date(retired.on),
            }),
            Self::Unknown => Some(StoreError::Nameless),
        }
    }
}

impl Store {
    /// Returns what this machine may do in a journey.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn own(&self, journey: &Journey) -> Result<Own, StoreError> {
        self.told(|db| own(db, &self.devices, journey, exchange::own(db)?))
    }

    /// Returns the machines that were retired from a journey and speak for nobody since, in that order.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn retired(&self, journey: &Journey) -> Result<Vec<Retirement>, StoreError> {
        let mut retired = self.told(|db| retirements(db, journey.id))?;
        retired.retain(|retired| !journey.devices.contains_key(&retired.device));
        Ok(retired)
    }

    /// Returns whether a machine was ever admitted to a journey.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn was_admitted(&self, id: JourneyId, device: DeviceId) -> Result<bool, StoreError> {
        let admissions = self.told(|db| log::admissions(db, id))?;
        let mut edits = admissions.iter().flat_map(|change| &change.edits);
        Ok(edits.any(|edit| matches!(edit, Edit::Device(set) if set.key == device)))
    }
}

/// Returns what a machine may do in a journey.
pub(super) fn own(
    db: &Connection,
    devices: &Devices,
    journey: &Journey,
    device: DeviceId,
) -> rusqlite::Result<Own> {
    if !journey.is_linked() && !exchange::has_joined(db, journey.id)? {
        return Ok(Own::Alone);
    }
    if journey.devices.contains_key(&device) {
        return Ok(match devices.missing_key(device) {
            Some(path) => Own::KeyGone(path),
            None => Own::Admitted,
        });
    }
    let mut retired = retirements(db, journey.id)?.into_iter().rev();
    if let Some(retired) = retired.find(|retired| retired.device == device) {
        return Ok(Own::Retired(retired));
    }
    Ok(match exchange::asks(db, journey.id)? {
        true => Own::Asks,
        false => Own::Unknown,
    })
}

/// Returns every retirement of a journey that counts, in order.
fn retirements(db: &Connection, id: JourneyId) -> rusqlite::Result<Vec<Retirement>> {
    let mut retired = Vec::new();
    for change in log::retirements(db, id)? {
        for edit in &change.edits {
            if let Edit::Device(set) = edit
                && let (Some(admission), None) = (&set.from, &set.to)
            {
                retired.push(Retirement {
                    device: set.key,
                    person: admission.person,
                    by: change.author.name.clone(),
                    on: change.day,
                });
            }
        }
    }
    Ok(retired)
}
