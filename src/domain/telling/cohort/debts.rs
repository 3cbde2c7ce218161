//! Who owes what in a journey, by name. Words nothing.

use crate::domain::judgment::attention::Matter;
use crate::domain::judgment::facts::Owed;
use crate::domain::judgment::glance::Glance;
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::people::{Party, People};
use crate::domain::record::action::Doer;
use crate::domain::words::text::folded;

/// Something that somebody owes a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owing {
    /// Who.
    pub whom: String,
    /// Their part; nothing if they have none.
    pub party: Option<Party>,
    /// What.
    pub what: Debt,
}

/// What is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Debt {
    /// Claims to confirm.
    Claims(usize),
    /// A gate review that is due.
    Gate(Milestone),
    /// The 1:1 that was agreed and not held.
    MissedMeeting,
    /// A 1:1, after a while without one.
    Meeting,
    /// A mentor.
    Mentor,
    /// Actions that are not done.
    Actions {
        /// All of them.
        open: usize,
        /// Those whose day has passed.
        late: usize,
    },
    /// What a goal waits for.
    Blocker(String),
}

/// Returns what is owed: by the mentor, by the manager, by the owners of actions, by those whom goals
/// wait on.
pub(super) fn of(glance: &Glance<'_>, owed: &Owed<'_>) -> Vec<Owing> {
    let people = glance.facts.people;
    let mut owing = Vec::new();
    let attention = || glance.attention.iter();
    let claims = attention().filter(|it| matches!(it.what, Matter::Claim(_)));
    let claims = claims.count();
    if claims > 0 {
        owing.extend(by(people, Party::Mentor, Debt::Claims(claims)));
    }
    for it in attention() {
        let (party, debt) = match it.what {
            Matter::Gate(milestone) if it.days >= 0 => (Party::Mentor, Debt::Gate(milestone)),
            Matter::Meeting if it.days > 0 => (Party::Mentor, Debt::MissedMeeting),
            Matter::NoMeeting { agreed: false, .. } => (Party::Mentor, Debt::Meeting),
            Matter::NoMentor => (Party::Manager, Debt::Mentor),
            _ => continue,
        };
        owing.extend(by(people, party, debt));
    }
    owing.extend(actions(glance, owed));
    owing.extend(attention().filter_map(|it| {
        let Matter::Blocked(goal, on) = it.what else {
            return None;
        };
        let mut goals = glance.facts.goals.iter();
        let waits = goals.find(|other| other.number == goal)?.waits?;
        Some(Owing {
            party: party(people, on),
            whom: on.to_owned(),
            what: Debt::Blocker(waits.what.to_owned()),
        })
    }));
    owing
}

/// Returns what a party owes; the manager stands in for a mentor, and the hire for a manager.
fn by(people: &People, party: Party, what: Debt) -> Option<Owing> {
    let order = [Party::Mentor, Party::Manager, Party::Hire];
    let mut order = order.into_iter().skip_while(|other| *other != party);
    let party = order.find(|party| people.name(*party).is_some())?;
    Some(Owing {
        whom: people.name(party)?.to_owned(),
        party: Some(party),
        what,
    })
}

/// Returns the part of somebody who is named.
fn party(people: &People, name: &str) -> Option<Party> {
    let is = |party: &Party| {
        let named = people.name(*party).map(folded);
        named.is_some_and(|named| named == folded(name)) || folded(party.word()) == folded(name)
    };
    Party::ALL.into_iter().find(is)
}

fn actions(glance: &Glance<'_>, owed: &Owed<'_>) -> Vec<Owing> {
    let mut owing: Vec<Owing> = Vec::new();
    for (_, action) in &owed.actions {
        // Whoever still takes part goes by the name of today.
        let mut seated = glance.facts.people.authors();
        let now = seated.find(|author| match &action.owner {
            Some(Doer::Inside(owner)) => owner.person == author.person,
            Some(Doer::Outside { .. }) => false,
            None => action.entry.by.person == author.person,
        });
        let whom = now.map_or_else(|| action.owner().to_owned(), |author| author.name);
        let is_late = action.due.is_some_and(|due| due < glance.dates.today);
        let late = usize::from(is_late);
        let known = owing.iter_mut().find(|other| other.whom == whom);
        match known.map(|other| &mut other.what) {
            Some(Debt::Actions { open, late: all }) => {
                *open += 1;
                *all += late;
            }
            _ => owing.push(Owing {
                whom,
                party: action.party(),
                what: Debt::Actions { open: 1, late },
            }),
        }
    }
    owing
}
