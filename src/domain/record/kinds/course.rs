//! What concerns a journey as a whole: its start, its people, its leaves, its plan, its end.

use chrono::NaiveDate;

use crate::domain::plan::calendar::Pause;
use crate::domain::plan::context::fitted;
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::people::Party;
use crate::domain::plan::role::Role;
use crate::domain::record::course::{Archive, Consent, Seed};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set};
use crate::domain::record::teller::{Teller, behind};

/// The journey comes into being. It is taken back by [`Withdrawn`], never by its own inverse.
impl Kind for Seed {
    type Key = ();
    type Value = Self;

    fn get<'j>(_: &'j Journey, (): &()) -> Option<&'j Self> {
        None
    }

    fn put(_: &mut Journey, (): &(), _: Option<Self>) {}

    fn stands(journey: &Journey, _: &Set<Self>) -> bool {
        !journey.withdrawn
    }
}

/// The journey is out of the program's lists while this stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn;

impl Kind for Withdrawn {
    type Key = ();
    type Value = bool;

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j bool> {
        journey.withdrawn.then_some(&true)
    }

    fn put(journey: &mut Journey, (): &(), value: Option<bool>) {
        journey.withdrawn = value == Some(true);
    }
}

/// Who plays a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name;

impl Kind for Name {
    type Key = Party;
    type Value = String;

    fn get<'j>(journey: &'j Journey, party: &Party) -> Option<&'j String> {
        match party {
            Party::Hire => Some(&journey.people.hire),
            Party::Mentor => journey.people.mentor.as_ref(),
            Party::Manager => journey.people.manager.as_ref(),
        }
    }

    fn put(journey: &mut Journey, party: &Party, value: Option<String>) {
        let people = &mut journey.people;
        match (party, value) {
            (Party::Hire, Some(name)) => people.hire = name,
            (Party::Hire, None) => {}
            (Party::Mentor, name) => people.mentor = name,
            (Party::Manager, name) => people.manager = name,
        }
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let party = set.key.word();
        Some(match (&set.from, &set.to) {
            (Some(from), Some(to)) => format!("changed the {party}'s name from {from} to {to}"),
            (None, Some(to)) => format!("named {to} as the {party}"),
            (_, None) => format!("left the place of the {party} free"),
        })
    }
}

/// Day 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start;

impl Kind for Start {
    type Key = ();
    type Value = NaiveDate;

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j NaiveDate> {
        Some(&journey.start)
    }

    fn put(journey: &mut Journey, (): &(), value: Option<NaiveDate>) {
        journey.start = value.unwrap_or(journey.start);
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(format!("from {} to {}", set.from?, set.to?))
    }
}

/// The leaves, all of them, in the order in which they were entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pauses;

impl Kind for Pauses {
    type Key = ();
    type Value = Vec<Pause>;

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j Vec<Pause>> {
        Some(&journey.pauses).filter(|pauses| !pauses.is_empty())
    }

    fn put(journey: &mut Journey, (): &(), value: Option<Vec<Pause>>) {
        journey.pauses = value.unwrap_or_default();
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let pause = set.to.as_ref()?.last()?;
        let reason = behind(", ", pause.reason.as_deref());
        Some(format!("{} to {}{reason}", pause.from, pause.until))
    }
}

/// The journey's copy of the plan. What was done on its goals stays.
impl Kind for PlanCopy {
    type Key = ();
    type Value = Self;

    fn get<'j>(_: &'j Journey, (): &()) -> Option<&'j Self> {
        None
    }

    fn put(journey: &mut Journey, (): &(), value: Option<Self>) {
        if let Some((hash, plan)) = value
            .as_ref()
            .and_then(|copy| Some((copy.hash(), copy.plan()?)))
        {
            journey.take_plan(hash, plan);
        }
    }

    fn stands(journey: &Journey, set: &Set<Self>) -> bool {
        let plan = set.to.as_ref().and_then(Self::plan);
        plan.is_some_and(|plan| journey.follows(plan))
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let (from, to) = (set.from.as_ref()?.plan()?, set.to.as_ref()?.plan()?);
        let editions = editions(&from.role, &to.role);
        if from.contexts == to.contexts {
            let same = || format!("edition {} as it reads now", to.role.edition);
            return Some(editions.unwrap_or_else(same));
        }
        let fitted = fitted(&to.contexts).unwrap_or_else(|| "fitted to no setting".to_owned());
        let editions = editions.map(|editions| format!("{editions}, "));
        Some(format!("{}{fitted}", editions.unwrap_or_default()))
    }
}

/// Who agreed to an edition of the plan, by the change that took it.
impl Kind for Consent {
    type Key = ChangeId;
    type Value = Self;

    fn get<'j>(journey: &'j Journey, edition: &ChangeId) -> Option<&'j Self> {
        journey.consents.get(edition)
    }

    fn put(journey: &mut Journey, edition: &ChangeId, value: Option<Self>) {
        super::put(&mut journey.consents, edition, value);
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let consent = set.either()?;
        // Whoever takes an edition agrees to it; the line names them already.
        (consent.agreed != consent.mark.by).then(|| format!("{} agreed", consent.agreed))
    }
}

/// Returns from which edition to which, unless both bear one number.
fn editions(from: &Role, to: &Role) -> Option<String> {
    if from.slug != to.slug {
        return Some(format!("from {} to {}", from.title, to.title));
    }
    let (from, to) = (from.edition, to.edition);
    (from != to).then(|| format!("from edition {from} to edition {to}"))
}

/// How the journey ended, where it did.
impl Kind for Archive {
    type Key = ();
    type Value = Self;

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j Self> {
        journey.archive.as_ref()
    }

    fn put(journey: &mut Journey, (): &(), value: Option<Self>) {
        journey.archive = value;
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let archive = set.to.as_ref()?;
        let reason = behind(", ", archive.reason.as_deref());
        Some(format!("{}{reason}", archive.end.word()))
    }
}
