//! The devices that speak for the people of a journey.

use super::put;
use crate::domain::record::device::Admission;
use crate::domain::record::ids::DeviceId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set, wordless};
use crate::domain::record::teller::Teller;

/// A device speaks for somebody, under its name.
impl Kind for Admission {
    type Key = DeviceId;
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, device: &DeviceId) -> Option<&'j Self> {
        journey.devices.get(device)
    }

    fn put(journey: &mut Journey, device: &DeviceId, value: Option<Self>) {
        put(&mut journey.devices, device, value);
    }

    fn is_same(one: &Self, other: &Self) -> bool {
        (one.person, &one.key) == (other.person, &other.key)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let admission = set.either()?;
        let name = teller.journey.people.name_of(admission.person);
        let name = name.unwrap_or("somebody");
        Some(match set.to {
            Some(_) if admission.mark.by == name => "admitted their own machine".to_owned(),
            Some(_) => format!("admitted {name}'s machine"),
            None => format!("retired {name}'s machine"),
        })
    }
}
