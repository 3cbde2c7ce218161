//! What concerns a journey as a whole: its start, its people, its leaves, its plan, its end.

use chrono::NaiveDate;

use crate::domain::plan::context::fitted;
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Party, PersonId};
use crate::domain::plan::role::{Plan, Role};
use crate::domain::plan::week::Week;
use crate::domain::record::audience::{Audience, Reader};
use crate::domain::record::course::{Archive, Consent, Holiday, Leave, LeaveReason, Seed};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Fit, Kind, Set, wordless};
use crate::domain::record::refusal::UndoRefusal;
use crate::domain::record::teller::{Teller, behind};
use crate::domain::record::texts::Texts;
use crate::domain::record::writing::Visibility;
use crate::domain::words::when::full_date;

use super::put;

/// The journey comes into being. It is taken back by [`Withdrawn`], never by its own inverse.
impl Kind for Seed {
    type Key = ();
    type Value = Self;

    wordless!();

    fn get<'j>(_: &'j Journey, (): &()) -> Option<&'j Self> {
        None
    }

    fn put(_: &mut Journey, (): &(), _: Option<Self>) {}

    fn stands(journey: &Journey, _: &Set<Self>) -> bool {
        !journey.withdrawn
    }

    fn fit(_: &Journey, _: &Set<Self>) -> Fit {
        // There is a journey already.
        Fit::Missed
    }
}

/// The journey is out of the program's lists while this stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn;

impl Kind for Withdrawn {
    type Key = ();
    type Value = bool;

    wordless!();

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j bool> {
        journey.withdrawn.then_some(&true)
    }

    fn put(journey: &mut Journey, (): &(), value: Option<bool>) {
        journey.withdrawn = value == Some(true);
    }
}

/// What a person is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name;

impl Kind for Name {
    type Key = PersonId;
    type Value = String;

    wordless!();

    fn get<'j>(journey: &'j Journey, person: &PersonId) -> Option<&'j String> {
        journey.people.persons.get(person)
    }

    fn put(journey: &mut Journey, person: &PersonId, value: Option<String>) {
        put(&mut journey.people.persons, person, value);
    }

    fn refuse_undo(journey: &Journey, set: &Set<Self>) -> Option<UndoRefusal> {
        // Whoever has a place needs a name.
        let is_new = set.from.is_none() && set.to.is_some();
        (is_new && journey.people.takes_part(set.key)).then_some(UndoRefusal::Overtaken(None))
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let (from, to) = (set.from.as_ref()?, set.to.as_ref()?);
        Some(format!("corrected the name {from} to {to}"))
    }
}

/// Who plays a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat;

impl Kind for Seat {
    type Key = Party;
    type Value = PersonId;

    wordless!();

    fn get<'j>(journey: &'j Journey, party: &Party) -> Option<&'j PersonId> {
        journey.people.seats.get(party)
    }

    fn put(journey: &mut Journey, party: &Party, value: Option<PersonId>) {
        // A journey without its hire is none.
        if value.is_some() || *party != Party::Hire {
            put(&mut journey.people.seats, party, value);
        }
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let party = set.key.word();
        let name = |person: &PersonId| teller.journey.people.name_of(*person).unwrap_or("somebody");
        Some(match (&set.from, &set.to) {
            (None, Some(to)) => format!("named {} as the {party}", name(to)),
            (Some(from), Some(to)) => {
                format!(
                    "named {} as the {party} in place of {}",
                    name(to),
                    name(from)
                )
            }
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

    wordless!();

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j NaiveDate> {
        Some(&journey.start)
    }

    fn put(journey: &mut Journey, (): &(), value: Option<NaiveDate>) {
        journey.start = value.unwrap_or(journey.start);
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let (from, to) = (full_date(set.from?), full_date(set.to?));
        Some(format!("from {from} to {to}"))
    }
}

/// The days of a week that are worked.
impl Kind for Week {
    type Key = ();
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j Self> {
        Some(&journey.week)
    }

    fn put(journey: &mut Journey, (): &(), value: Option<Self>) {
        journey.week = value.unwrap_or_default();
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(format!("from {} to {}", set.from?, set.to?))
    }
}

/// A day off, under its date.
impl Kind for Holiday {
    type Key = NaiveDate;
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, day: &NaiveDate) -> Option<&'j Self> {
        journey.holidays.get(day)
    }

    fn put(journey: &mut Journey, day: &NaiveDate, value: Option<Self>) {
        put(&mut journey.holidays, day, value);
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let day = full_date(set.key);
        Some(match (&set.from, &set.to) {
            (None, Some(Self { name: Some(name) })) => format!("added {day}, {name}"),
            (None, Some(Self { name: None })) => format!("added {day}"),
            (Some(_), Some(Self { name: Some(name) })) => format!("named {day} ‘{name}’"),
            (Some(_), Some(Self { name: None })) => format!("took the name off {day}"),
            (_, None) => format!("removed {day}"),
        })
    }
}

/// Days away, under the change that entered them.
impl Kind for Leave {
    type Key = ChangeId;
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, leave: &ChangeId) -> Option<&'j Self> {
        journey.leaves.get(leave)
    }

    fn put(journey: &mut Journey, leave: &ChangeId, value: Option<Self>) {
        put(&mut journey.leaves, leave, value);
    }

    fn is_same(one: &Self, other: &Self) -> bool {
        (one.from, one.until) == (other.from, other.until)
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        Some(match (&set.from, &set.to) {
            (Some(from), Some(to)) => format!("{} instead of {}", to.span(), from.span()),
            (None, Some(to)) => {
                let reason = teller.journey.leave_reasons.get(&set.key);
                let reason = reason.filter(|reason| reason.is_for(teller.reader));
                let reason = behind(", ", reason.map(|reason| reason.text.as_str()));
                format!("{}{reason}", to.span())
            }
            (from, None) => from.as_ref()?.span(),
        })
    }
}

/// Why somebody is away, under the leave.
impl Kind for LeaveReason {
    type Key = ChangeId;
    type Value = Self;

    fn texts(_: &ChangeId, reason: &mut Self, texts: &mut Texts<'_>) {
        texts.own(None, &mut reason.text);
    }

    fn get<'j>(journey: &'j Journey, leave: &ChangeId) -> Option<&'j Self> {
        journey.leave_reasons.get(leave)
    }

    fn put(journey: &mut Journey, leave: &ChangeId, value: Option<Self>) {
        put(&mut journey.leave_reasons, leave, value);
    }

    fn audience(_: &Journey, set: &Set<Self>) -> Audience {
        set.either().map_or(Audience::Journey, Self::audience)
    }

    fn may_set(author: &Author, set: &Set<Self>) -> bool {
        let mut values = set.from.iter().chain(&set.to);
        values.all(|reason| reason.author.person == author.person)
    }
}

impl LeaveReason {
    /// Returns who may read it.
    pub fn audience(&self) -> Audience {
        match self.visibility {
            Visibility::Private => Audience::Author,
            Visibility::Shared => Audience::Journey,
        }
    }

    /// Returns whether somebody may read it.
    pub fn is_for(&self, reader: Reader) -> bool {
        reader.may_read(self.audience(), self.author.person)
    }
}

/// The journey's copy of the plan. What was done on its goals stays.
impl Kind for PlanCopy {
    type Key = ();
    type Value = Self;

    wordless!();

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

    fn fit(journey: &Journey, set: &Set<Self>) -> Fit {
        let is = |copy: &Option<Self>| {
            copy.as_ref()
                .is_some_and(|copy| copy.hash() == journey.plan)
        };
        match () {
            () if is(&set.from) => Fit::Meets,
            () if is(&set.to) => Fit::Reached,
            () => Fit::Missed,
        }
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let (from, to) = (set.from.as_ref()?.plan()?, set.to.as_ref()?.plan()?);
        let same = || format!("edition {} as it reads now", to.role.edition);
        let editions = editions(&from.role, &to.role).unwrap_or_else(same);
        let slugs = |plan: &Plan| -> Vec<Slug> {
            let contexts = plan.contexts.iter();
            contexts.map(|context| context.slug.clone()).collect()
        };
        if slugs(from) == slugs(to) {
            return Some(editions);
        }
        let fitted = fitted(&to.contexts).unwrap_or_else(|| "fitted to no setting".to_owned());
        Some(format!("{editions}, {fitted}"))
    }
}

/// Who agreed to an edition of the plan, by the change that took it.
impl Kind for Consent {
    type Key = ChangeId;
    type Value = Self;

    wordless!();

    fn get<'j>(journey: &'j Journey, edition: &ChangeId) -> Option<&'j Self> {
        journey.consents.get(edition)
    }

    fn put(journey: &mut Journey, edition: &ChangeId, value: Option<Self>) {
        put(&mut journey.consents, edition, value);
    }

    fn consequence(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let consent = set.to.as_ref()?;
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

    fn texts((): &(), archive: &mut Self, texts: &mut Texts<'_>) {
        if let Some(reason) = &mut archive.reason {
            texts.own(Some(&archive.mark.by), reason);
        }
    }

    fn get<'j>(journey: &'j Journey, (): &()) -> Option<&'j Self> {
        journey.archive.as_ref()
    }

    fn put(journey: &mut Journey, (): &(), value: Option<Self>) {
        journey.archive = value;
    }

    fn is_same(one: &Self, other: &Self) -> bool {
        (one.end, &one.reason) == (other.end, &other.reason)
    }

    fn words(_: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let archive = set.to.as_ref()?;
        let reason = behind(", ", archive.reason.as_deref());
        Some(format!("{}{reason}", archive.end.word()))
    }
}
