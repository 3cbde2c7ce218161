//! Who speaks for whom, once the people of a journey have machines of their own.

use super::{Case, Edits};
use crate::domain::acts::act::Machine;
use crate::domain::acts::refusal::Refusal;
use crate::domain::record::device::{Admission, Vouched};
use crate::domain::record::ids::DeviceId;

impl Case<'_> {
    /// Admits a machine for somebody. The first time, the one that admits is bound to its own author.
    pub(super) fn admit(&self, machine: &Machine, own: &Machine, vouched: &[Vouched]) -> Edits {
        let people = &self.journey.people;
        if !people.takes_part(machine.person) {
            return Err(Refusal::NoSuch("person"));
        }
        if self.journey.devices.contains_key(&machine.device) {
            return Err(Refusal::NothingToDo(
                "that machine is admitted already".to_owned(),
            ));
        }
        let admission = |machine: &Machine, vouched: &[Vouched]| Admission {
            person: machine.person,
            mark: self.mark(),
            key: machine.key.clone(),
            vouched: vouched.to_vec(),
        };
        let mut edits = vec![self.set::<Admission>(machine.device, Some(admission(machine, &[])))];
        if !self.journey.is_linked() {
            let own_admission = Admission {
                person: self.author.person,
                ..admission(own, vouched)
            };
            edits.push(self.set::<Admission>(own.device, Some(own_admission)));
        }
        Ok(edits)
    }

    /// Retires a machine: what it writes from now on does not count.
    pub(super) fn retire(&self, device: DeviceId) -> Edits {
        if !self.journey.devices.contains_key(&device) {
            return Err(Refusal::NoSuch("machine"));
        }
        Ok(vec![self.set::<Admission>(device, None)])
    }
}
