//! The machines that ask to be admitted to a journey, until they are or are refused. Knows no carrier.

use rusqlite::params;
use uuid::Uuid;

use super::convert::{parsed, parsed_or_none, uuid};
use super::{Store, StoreError};
use crate::domain::plan::people::PersonId;
use crate::domain::record::ids::{DeviceId, JourneyId};
use crate::lane::key::PublicKey;

/// A machine that asks to be admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The device.
    pub device: DeviceId,
    /// The invitation that it answers; none if it is another machine of a person who takes part already.
    pub invitation: Option<Uuid>,
    /// Whose it is, as it says.
    pub person: PersonId,
    /// Its key.
    pub key: PublicKey,
    /// The seal of its answer, which tells that from another one of the same device.
    pub seal: String,
}

impl Store {
    /// Keeps a request to be admitted until it is answered. One that was refused is not asked again,
    /// unless it is handed over anew.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn keep_request(
        &self,
        id: JourneyId,
        request: &Request,
        anew: bool,
    ) -> Result<(), StoreError> {
        // A later machine of a person takes the place of an earlier one; ids sort by time.
        let of_same = |other: &Request| {
            let is_same = other.person == request.person;
            is_same && other.invitation.is_none() && request.invitation.is_none()
        };
        for other in self.requests(id)?.iter().filter(|other| of_same(other)) {
            if other.device > request.device {
                return Ok(());
            }
            let (journey, device) = (id.0.to_string(), other.device.0.to_string());
            self.run(
                "DELETE FROM request WHERE journey = ?1 AND device = ?2",
                [&journey, &device],
            )?;
        }
        self.run(
            "INSERT INTO request (journey, device, invitation, person, key, seal)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (journey, device) DO UPDATE
             SET invitation = ?3, person = ?4, key = ?5, seal = ?6, refused = 0
             WHERE seal <> ?6 OR ?7",
            params![
                id.0.to_string(),
                request.device.0.to_string(),
                request.invitation.map(|id| id.to_string()),
                request.person.0.to_string(),
                request.key.to_string(),
                request.seal,
                anew,
            ],
        )
    }

    /// Returns the requests that were neither answered nor refused.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be read.
    pub fn requests(&self, id: JourneyId) -> Result<Vec<Request>, StoreError> {
        self.told(|db| {
            let mut statement = db.prepare_cached(
                "SELECT * FROM request WHERE journey = ?1 AND refused = 0 ORDER BY device",
            )?;
            let rows = statement.query_map([id.0.to_string()], |row| {
                Ok(Request {
                    device: DeviceId(parsed(row, "device", uuid)?),
                    invitation: parsed_or_none(row, "invitation", uuid)?,
                    person: PersonId(parsed(row, "person", uuid)?),
                    key: parsed(row, "key", |text| text.parse().ok())?,
                    seal: row.get("seal")?,
                })
            })?;
            rows.collect()
        })
    }

    /// Takes an answered request away; its invitation lets no other machine in, so that the others who
    /// answered it ask in vain.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn answer(&self, id: JourneyId, request: &Request) -> Result<(), StoreError> {
        let invitation = request.invitation.map(|id| id.to_string());
        self.run(
            "DELETE FROM request WHERE journey = ?1 AND (device = ?2 OR invitation = ?3)",
            params![id.0.to_string(), request.device.0.to_string(), invitation],
        )?;
        self.run(
            "UPDATE invitation SET spent = 1 WHERE id = ?1",
            [invitation],
        )
    }

    /// Forgets a request whose words differ. Its invitation stays open.
    ///
    /// # Errors
    /// [`StoreError`] where the database cannot be written.
    pub fn refuse(&self, id: JourneyId, device: DeviceId) -> Result<(), StoreError> {
        self.run(
            "UPDATE request SET refused = 1 WHERE journey = ?1 AND device = ?2",
            params![id.0.to_string(), device.0.to_string()],
        )
    }
}
