//! What concerns a journey as a whole: who takes part, when it starts, when it rests.

use chrono::NaiveDate;

use super::{Case, Edits, PAUSE_MAX, Refusal, optional, start_date};
use crate::domain::calendar::Pause;
use crate::domain::change::{Edit, Set};
use crate::domain::people::Party;
use crate::domain::text;

impl Case<'_> {
    pub(super) fn name(&self, party: Party, raw: &str) -> Edits {
        let from = self.journey.people.name(party).map(str::to_owned);
        let to = match party {
            Party::Hire => Some(text::line("name", raw)?),
            Party::Mentor | Party::Manager => optional("name", raw)?,
        };
        if from == to {
            return Err(Refusal::NothingToDo(match to {
                Some(name) => format!("the {} is {name} already", party.word()),
                None => format!("no {} is named", party.word()),
            }));
        }
        Ok(vec![Edit::Name {
            party,
            set: Set { from, to },
        }])
    }

    pub(super) fn move_start(&self, to: NaiveDate) -> Edits {
        let to = start_date(to)?;
        if to == self.journey.start {
            return Err(Refusal::NothingToDo(format!(
                "the journey starts on {to} already"
            )));
        }
        Ok(vec![Edit::Start {
            set: Set {
                from: self.journey.start,
                to,
            },
        }])
    }

    pub(super) fn pause(&self, from: NaiveDate, until: NaiveDate, reason: &str) -> Edits {
        if until < from {
            return Err(Refusal::BadDate(format!(
                "a leave cannot end on {until}, before it begins on {from}"
            )));
        }
        if (until - from).num_days() >= PAUSE_MAX {
            return Err(Refusal::BadDate(format!(
                "a leave of more than {PAUSE_MAX} days is more than a pause; start a new journey afterwards"
            )));
        }
        let mut to = self.journey.pauses.clone();
        to.push(Pause {
            from,
            until,
            reason: optional("reason", reason)?,
        });
        Ok(vec![Edit::Pauses {
            set: Set {
                from: self.journey.pauses.clone(),
                to,
            },
        }])
    }
}
