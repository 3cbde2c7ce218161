//! Decides what follows from an act: the edits it makes, or why it is refused. Reads a journey,
//! changes nothing.

mod actions;
mod agreements;
mod course;
mod devices;
mod editions;
mod meetings;
mod progress;
mod reviews;
mod writings;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

pub use course::end_leave;
pub use writings::is_safe_link;

use crate::domain::acts::act::Act;
use crate::domain::acts::refusal::Refusal;
use crate::domain::acts::world::World;
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::{Author, Mark, Party, People, Person, PersonId};
use crate::domain::plan::role::Plan;
use crate::domain::plan::week::Week;
use crate::domain::record::course::{Holiday, Seed};
use crate::domain::record::goal::{Goal, GoalState, Stage};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set};
use crate::domain::record::kinds::Edit;
use crate::domain::record::log::{Save, record_id};
use crate::domain::record::verb::Verb;
use crate::domain::words::text::{self, TextError};
use crate::domain::words::when::spoken;

/// The years in which a journey may start.
pub const START_YEARS: std::ops::RangeInclusive<i32> = 1970..=2100;

/// The longest leave, in days.
pub const LEAVE_MAX: i64 = 366;

/// The outcome of an act.
struct Deed {
    verb: Verb,
    edits: Vec<Edit>,
}

/// Returns the outcome of acts that are done in one go, each in the journey as those before it leave
/// it: all of them, or none.
///
/// # Errors
/// A [`Refusal`] where the author may not, the goal is in the wrong state, or a text or date
/// cannot be taken.
pub fn decide(
    journey: &Journey,
    world: World<'_>,
    author: &Author,
    acts: &[Act],
) -> Result<Save, Refusal> {
    let nothing = || Refusal::NothingToDo("there is nothing to do".to_owned());
    let mut whole: Option<Save> = None;
    let mut after = Cow::Borrowed(journey);
    // The record of a single act goes by the id of its change. Of several, the change for the widest
    // audience has that id, and what it has not to know of needs another.
    let first = usize::from(acts.len() > 1);
    for (place, act) in (first..).zip(acts) {
        let case = Case {
            journey: &after,
            author,
            id: ChangeId(record_id(world.moment.id, place)),
            world,
        };
        let deed = case.outcome(act)?;
        let save = Save::of(&after, deed.verb, deed.edits);
        if acts.len() > 1 {
            let after = after.to_mut();
            save.edits().for_each(|edit| after.apply(edit));
        }
        match &mut whole {
            None => whole = Some(save),
            Some(whole) => whole.join(save),
        }
    }
    if let Some(whole) = whole.as_mut().filter(|_| acts.len() > 1) {
        forget_the_unseated(&after, whole);
    }
    let save = whole.filter(|save| !save.parts.is_empty());
    let save = save.ok_or_else(nothing)?;
    refuse_same_person_after(journey, &save)?;
    Ok(save)
}

/// Takes the names of persons out who were named on the way and take no part at the end.
fn forget_the_unseated(after: &Journey, save: &mut Save) {
    for part in &mut save.parts {
        part.edits.retain(|edit| match edit {
            Edit::Name(set) => set.from.is_some() || after.people.takes_part(set.key),
            _ => true,
        });
    }
    save.parts.retain(|part| !part.edits.is_empty());
}

/// Refuses names after which two persons would go by one, or the hire and the mentor would be one
/// person; two may swap names.
fn refuse_same_person_after(journey: &Journey, save: &Save) -> Result<(), Refusal> {
    let is_name = |edit: &&Edit| matches!(edit, Edit::Name(_) | Edit::Seat(_));
    let mut names = save.edits().filter(is_name).peekable();
    if names.peek().is_none() {
        return Ok(());
    }
    let mut after = journey.clone();
    names.for_each(|edit| after.apply(edit));
    let people = &after.people;
    refuse_same_person(people.hire(), people.mentor())?;
    let Some((one, other)) = people.namesakes() else {
        return Ok(());
    };
    let name = people.name_of(other).unwrap_or_default().to_owned();
    Err(match people.takes_part(one) && people.takes_part(other) {
        true => Refusal::NameTaken(name),
        false => Refusal::NameOfFormer(name),
    })
}

/// Refuses what would alter a journey that has ended. A word can still be said about it.
fn refuse_archived(journey: &Journey, verb: Verb) -> Result<(), Refusal> {
    match &journey.archive {
        Some(archive)
            if !matches!(
                verb,
                Verb::Note | Verb::Unarchive | Verb::Admit | Verb::Retire
            ) =>
        {
            Err(Refusal::Archived(archive.mark.on))
        }
        _ => Ok(()),
    }
}

/// The days that are worked in a journey, its leaves aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Working {
    /// The days of a week that are worked.
    pub week: Week,
    /// The days off.
    pub holidays: BTreeMap<NaiveDate, Holiday>,
}

impl Working {
    /// Returns the working days.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.holidays.keys().copied()).with_week(self.week)
    }
}

/// Returns what a journey begins with; the ids of its people are made of `id`.
///
/// # Errors
/// A [`Refusal`] where a name is empty or too long or the start lies outside [`START_YEARS`].
pub fn seed(
    plan: Plan,
    hire: &str,
    mentor: &str,
    manager: &str,
    start: NaiveDate,
    working: Working,
    id: Uuid,
) -> Result<Seed, Refusal> {
    let names = [
        Some(text::line("name", hire)?),
        optional("mentor's name", mentor)?,
        optional("manager's name", manager)?,
    ];
    let mut persons: Vec<Person> = Vec::new();
    let mut person = |place: usize, name: String| {
        let is_same = |known: &&Person| text::folded(&known.name) == text::folded(&name);
        let known = persons.iter().find(is_same).cloned();
        let person = known.unwrap_or(Person {
            id: PersonId(record_id(id, place)),
            name,
        });
        persons.push(person.clone());
        person
    };
    let [hire, mentor, manager] = names;
    let people = People::new(
        person(0, hire.unwrap_or_default()),
        mentor.map(|name| person(1, name)),
        manager.map(|name| person(2, name)),
    );
    refuse_same_person(people.hire(), people.mentor())?;
    Ok(Seed {
        people,
        start: start_date(start)?,
        plan: PlanCopy::of(plan),
        week: working.week,
        holidays: working.holidays,
    })
}

/// Returns the verb of an act.
pub fn verb_of(act: &Act) -> Verb {
    match act {
        Act::Begin { .. } => Verb::Begin,
        Act::Unbegin { .. } => Verb::Unbegin,
        Act::Acknowledge { .. } => Verb::Acknowledge,
        Act::Claim { .. } => Verb::Claim,
        Act::Unclaim { .. } => Verb::Unclaim,
        Act::Confirm { .. } => Verb::Confirm,
        Act::Return { .. } => Verb::Return,
        Act::Tick { .. } => Verb::Tick,
        Act::Untick { .. } => Verb::Untick,
        Act::Note { .. } => Verb::Note,
        Act::Evidence { .. } => Verb::Evidence,
        Act::Summarize { .. } => Verb::Summarize,
        Act::Block { .. } => Verb::Block,
        Act::Clear { .. } => Verb::Clear,
        Act::Waive { .. } => Verb::Waive,
        Act::Defer { .. } => Verb::Defer,
        Act::Restore { .. } => Verb::Restore,
        Act::Name { .. } => Verb::Name,
        Act::MoveStart { .. } => Verb::MoveStart,
        Act::Rename { .. } => Verb::Rename,
        Act::Leave { .. } => Verb::Leave,
        Act::MoveLeave { .. } => Verb::MoveLeave,
        Act::DropLeave { .. } => Verb::DropLeave,
        Act::Week { .. } => Verb::Week,
        Act::AddHolidays { .. } | Act::DropHolidays { .. } => Verb::Holidays,
        Act::Meeting(act) => meetings::verb_of(act),
        Act::Review(act) => reviews::verb_of(act),
        Act::Update { .. } => Verb::Update,
        Act::Archive { .. } => Verb::Archive,
        Act::Unarchive => Verb::Unarchive,
        Act::Admit { .. } => Verb::Admit,
        Act::Retire { .. } => Verb::Retire,
    }
}

fn not_yours(journey: &Journey, author: &Author, verb: Verb) -> Refusal {
    let hire = journey.people.hire();
    let rule = match (verb, journey.people.mentor()) {
        (Verb::Acknowledge, _) => "the mentor acknowledges what was agreed".to_owned(),
        (Verb::Confirm | Verb::Return, Some(mentor)) => {
            format!("{mentor}, the mentor, answers claims")
        }
        (Verb::Confirm | Verb::Return, None) => {
            "a mentor answers claims, and none is named yet".to_owned()
        }
        (Verb::Summarize, Some(mentor)) => {
            format!("{mentor}, the mentor, writes for the summary")
        }
        (Verb::Summarize, None) => {
            "the mentor writes for the summary, and none is named yet".to_owned()
        }
        (Verb::Evidence, _) => format!("{hire} or the mentor gives evidence"),
        (Verb::Review | Verb::Answer | Verb::Verdict, Some(mentor)) => {
            format!("{mentor}, the mentor, leads the gate review")
        }
        (Verb::Review | Verb::Answer | Verb::Verdict, None) => {
            "the mentor leads the gate review, and none is named yet".to_owned()
        }
        (Verb::Grade, _) => format!("{hire} and the mentor grade, each for themselves"),
        (verb, _) if verb.may(Party::Hire) && verb.may(Party::Mentor) => {
            format!("a 1:1 is between {hire} and the mentor")
        }
        _ => format!("{hire}, the hire, ticks, begins and claims"),
    };
    Refusal::NotYours(author.to_string(), rule)
}

/// Refuses a mentor who goes by the hire's name.
fn refuse_same_person(hire: &str, mentor: Option<&str>) -> Result<(), Refusal> {
    match mentor {
        Some(mentor) if text::folded(mentor) == text::folded(hire) => {
            Err(Refusal::SamePerson(mentor.to_owned()))
        }
        _ => Ok(()),
    }
}

fn optional(what: &'static str, raw: &str) -> Result<Option<String>, Refusal> {
    match text::line(what, raw) {
        Ok(name) => Ok(Some(name)),
        Err(TextError::Empty { .. }) => Ok(None),
        Err(too_long) => Err(too_long.into()),
    }
}

fn start_date(date: NaiveDate) -> Result<NaiveDate, Refusal> {
    if START_YEARS.contains(&date.year()) {
        Ok(date)
    } else {
        Err(Refusal::BadDate(format!(
            "a journey starts between 1970 and 2100, not on {date}"
        )))
    }
}

/// One act at one moment in one journey.
struct Case<'a> {
    journey: &'a Journey,
    author: &'a Author,
    world: World<'a>,
    /// The id of what it records.
    id: ChangeId,
}

type Edits = Result<Vec<Edit>, Refusal>;

impl Case<'_> {
    /// Returns the outcome of an act.
    fn outcome(&self, act: &Act) -> Result<Deed, Refusal> {
        let verb = verb_of(act);
        refuse_archived(self.journey, verb)?;
        if !verb.may(self.author.party) {
            return Err(not_yours(self.journey, self.author, verb));
        }
        let edits = match act {
            Act::Begin { goal } => self.begin(self.goal(goal)?),
            Act::Unbegin { goal } => self.unbegin(self.goal(goal)?),
            Act::Acknowledge { goal } => self.acknowledge(self.goal(goal)?),
            Act::Claim { goal } => self.claim(self.goal(goal)?),
            Act::Unclaim { goal } => self.unclaim(self.goal(goal)?),
            Act::Confirm { goal } => self.confirm(self.goal(goal)?),
            Act::Return { goal, reason } => self.send_back(self.goal(goal)?, reason),
            Act::Tick { goal, criterion } => self.tick(self.goal(goal)?, criterion),
            Act::Untick { goal, criterion } => self.untick(self.goal(goal)?, criterion),
            Act::Note {
                goal,
                text,
                visibility,
                question,
                meeting,
            } => self.note(goal.as_ref(), text, *visibility, *question, *meeting),
            Act::Evidence { goal, link, label } => self.evidence(self.goal(goal)?, link, label),
            Act::Summarize { text } => self.summarize(text),
            Act::Block {
                goal,
                on,
                waits_for,
                since,
            } => self.block(self.goal(goal)?, on, waits_for, *since),
            Act::Clear { goal } => self.clear(self.goal(goal)?),
            Act::Waive {
                goal,
                reason,
                agreed,
            } => self.waive(self.goal(goal)?, reason, agreed),
            Act::Defer {
                goal,
                to,
                reason,
                agreed,
            } => self.defer(self.goal(goal)?, *to, reason, agreed),
            Act::Restore { goal } => self.restore(self.goal(goal)?),
            Act::Name { party, name } => self.name(*party, name),
            Act::MoveStart { to } => self.move_start(*to),
            Act::Rename { party, name } => self.rename(*party, name),
            Act::Leave {
                from,
                until,
                reason,
                visibility,
            } => self.leave(*from, *until, reason, *visibility),
            Act::MoveLeave { leave, from, until } => self.move_leave(*leave, *from, *until),
            Act::DropLeave { leave } => self.drop_leave(*leave),
            Act::Week { week } => self.set_week(*week),
            Act::AddHolidays { days } => self.add_holidays(days),
            Act::DropHolidays { days } => self.drop_holidays(days),
            Act::Update { plan, agreed } => self.update(plan, agreed),
            Act::Meeting(act) => self.meeting(act),
            Act::Review(act) => self.review(act),
            Act::Archive { end, reason } => self.archive(*end, reason),
            Act::Unarchive => self.unarchive(),
            Act::Admit {
                machine,
                own,
                vouched,
            } => self.admit(machine, own, vouched),
            Act::Retire { device } => self.retire(*device),
        }?;
        Ok(Deed { verb, edits })
    }

    /// Returns a date as it is said today.
    fn spoken(&self, date: NaiveDate) -> String {
        spoken(date, self.day())
    }

    /// Returns the day that the act counts for.
    fn day(&self) -> NaiveDate {
        self.world.moment.today
    }

    /// Returns a record set anew.
    fn set<K: Kind>(&self, key: K::Key, to: Option<K::Value>) -> Edit
    where
        Edit: From<Set<K>>,
    {
        Set::<K>::on(self.journey, key, to).into()
    }

    fn goal(&self, slug: &Slug) -> Result<&Goal, Refusal> {
        self.journey
            .goal(slug)
            .ok_or_else(|| Refusal::NoGoal(slug.to_string()))
    }

    fn mark(&self) -> Mark {
        Mark {
            by: self.author.name.clone(),
            on: self.day(),
        }
    }

    fn hire(&self) -> &str {
        self.journey.people.hire()
    }

    fn is_already(&self, goal: &Goal) -> Refusal {
        let since = |mark: &Mark| self.spoken(mark.on);
        let words = match (goal.state(), &goal.stage) {
            (GoalState::Waived, _) => return Refusal::Waived(goal.number),
            (_, Stage::Active { begun, .. }) => {
                format!("has been active since {}", since(&begun.mark))
            }
            (_, Stage::Claimed { claim, .. }) => {
                format!("has been claimed since {}", since(&claim.mark))
            }
            (_, Stage::Confirmed { confirm, .. }) => {
                format!("has been confirmed since {}", since(&confirm.mark))
            }
            (_, Stage::Open) => "is open".to_owned(),
        };
        Refusal::WrongState(goal.number, words)
    }
}

#[cfg(test)]
mod tests {
    use super::{seed, *};
    use crate::domain::fixture::*;
    use crate::domain::plan::guide::Guide;
    use crate::domain::record::audience::Audience;
    use crate::domain::record::change::Moment;
    use crate::domain::record::meeting::{Topic, Treatment};
    use crate::domain::record::writing::Visibility;
    use rstest::rstest;
    use uuid::Uuid;

    fn private(text: &str) -> Act {
        point(text, Visibility::Private)
    }

    fn acts(goal: &str) -> Vec<(Party, Act)> {
        vec![
            (Party::Hire, begin(goal)),
            (Party::Hire, tick(goal, "second")),
            (Party::Hire, untick(goal, "first")),
            (Party::Hire, claim(goal)),
            (Party::Hire, unclaim(goal)),
            (Party::Mentor, confirm(goal)),
            (Party::Mentor, send_back(goal)),
            (Party::Hire, note(Some(goal), "a", Visibility::Shared)),
            (Party::Mentor, evidence(goal, "notes.md", "")),
            (Party::Manager, block(goal, None)),
            (Party::Manager, clear(goal)),
            (Party::Manager, waive(goal)),
            (Party::Manager, defer(goal, "2026-05-29")),
            (Party::Manager, restore(goal)),
        ]
    }

    /// Returns what every act comes to on 60.2, which was brought into a state two days ago.
    fn table(state: GoalState) -> String {
        let mut run = Run::new();
        if state != GoalState::Open {
            run.hire(&tick("talk", "first"));
        }
        if matches!(state, GoalState::Claimed | GoalState::Confirmed) {
            run.hire(&claim("talk"));
        }
        if state == GoalState::Confirmed {
            run.mentor(&confirm("talk"));
        }
        if state == GoalState::Waived {
            run.hire(&waive("talk"));
        }
        assert_eq!(run.goal("talk").state(), state);
        let run = run.on("2026-03-04");
        let line = |(party, act): (Party, Act)| match run.decide(party, &act) {
            Ok(save) => format!("{:?}: sets {}\n", save.parts[0].verb, save.edits().count()),
            Err(refusal) => format!("{:?}: no, {refusal}\n", verb_of(&act)),
        };
        acts("talk").into_iter().map(line).collect()
    }

    #[rstest]
    #[case(Party::Hire, confirm("team"), "Bo, the mentor, answers claims")]
    #[case(
        Party::Mentor,
        claim("team"),
        "Ada, the hire, ticks, begins and claims"
    )]
    #[case(
        Party::Manager,
        evidence("team", "a.md", ""),
        "Ada or the mentor gives evidence"
    )]
    fn a_refusal_says_whose_act_it_is(#[case] party: Party, #[case] act: Act, #[case] rule: &str) {
        let run = Run::new();
        let refusal = run.decide(party, &act).unwrap_err();
        let who = run.author(party);
        assert_eq!(
            refusal.to_string(),
            format!("{who}, cannot do that: {rule}")
        );
    }

    #[test]
    fn what_is_done_in_private_is_not_told_beside_it() {
        let mut run = Run::new();
        run.hire(&meet());
        let point = ChangeId(record_id(run.moment().id, 1));
        let acts = [
            private("Pay"),
            treat(&Topic::Point { point }, Some(Treatment::Discussed)),
            begin("team"),
        ];
        let save = run.decide_all(Party::Hire, &acts).unwrap();
        let told: Vec<_> = save
            .parts
            .iter()
            .map(|part| (part.audience, part.verb, part.edits.len()))
            .collect();
        assert_eq!(
            told,
            [
                (Audience::Journey, Verb::Begin, 1),
                (Audience::Author, Verb::Point, 2)
            ]
        );
        let id = run.note_down(Party::Hire, save);
        assert_ne!(id, point);
        assert!(run.journey.meetings.points.contains_key(&point));
    }

    #[test]
    fn what_several_acts_write_is_kept_apart_and_in_their_order() {
        let texts = ["first", "second", "third"];
        let acts = texts.map(|text| note(Some("team"), text, Visibility::Shared));
        for bits in [0, 1 << 40, 3 << 40, 1 << 41] {
            let run = Run::new();
            let id = Uuid::from_u64_pair(7, bits);
            let world = World {
                moment: Moment { id, ..run.moment() },
                guide: &Guide::default(),
            };
            let save = decide(&run.journey, world, &run.author(Party::Hire), &acts).unwrap();
            let mut after = run.journey.clone();
            save.edits().for_each(|edit| after.apply(edit));
            let notes = after.goal(&slug("team")).unwrap().notes.values();
            let told: Vec<&str> = notes.map(|note| note.text.as_str()).collect();
            assert_eq!(told, texts, "{bits}");
        }
    }

    #[test]
    fn acts_that_leave_everything_as_it_was_are_nothing_to_do() {
        let run = Run::new();
        let acts = [name(Party::Mentor, "Di"), name(Party::Mentor, "Bo")];
        let refusal = run.decide_all(Party::Hire, &acts).unwrap_err();
        assert_eq!(refusal.to_string(), "there is nothing to do");
        let acts = [claim("team"), confirm("team")];
        let refusal = run.decide_all(Party::Hire, &acts).unwrap_err();
        assert!(matches!(refusal, Refusal::NotYours(..)));
    }

    #[test]
    fn a_hire_cannot_confirm_where_no_mentor_is_named_either() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&name(Party::Mentor, ""));
        let refusal = run.decide(Party::Hire, &confirm("team")).unwrap_err();
        assert!(refusal.to_string().ends_with("none is named yet"));
    }

    #[test]
    fn an_unknown_goal_is_named() {
        let refusal = Run::new().decide(Party::Hire, &begin("nowhere"));
        assert_eq!(refusal, Err(Refusal::NoGoal("nowhere".to_owned())));
    }

    #[test]
    fn acts_on_an_open_goal() {
        insta::assert_snapshot!(table(GoalState::Open), @r"
        Begin: sets 1
        Tick: sets 2
        Untick: no, that part of 60.2 is not ticked
        Claim: no, 60.2 asks for one of its parts first: The first part; The second part
        Unclaim: no, 60.2 is not claimed, so there is nothing to take back
        Confirm: no, 60.2 is not claimed yet; Ada claims it first
        Return: no, 60.2 is not claimed, so there is nothing to return
        Note: sets 1
        Evidence: sets 1
        Block: sets 1
        Clear: no, 60.2 waits on nobody
        Waive: sets 1
        Defer: sets 1
        Restore: no, 60.2 is neither waived nor deferred
        ");
    }

    #[test]
    fn acts_on_an_active_goal() {
        insta::assert_snapshot!(table(GoalState::Active), @r"
        Begin: no, 60.2 has been active since Mon 2 Mar
        Tick: sets 1
        Untick: sets 2
        Claim: sets 1
        Unclaim: no, 60.2 is not claimed, so there is nothing to take back
        Confirm: no, 60.2 is not claimed yet; Ada claims it first
        Return: no, 60.2 is not claimed, so there is nothing to return
        Note: sets 1
        Evidence: sets 1
        Block: sets 1
        Clear: no, 60.2 waits on nobody
        Waive: sets 1
        Defer: sets 1
        Restore: no, 60.2 is neither waived nor deferred
        ");
    }

    #[test]
    fn acts_on_a_claimed_goal() {
        insta::assert_snapshot!(table(GoalState::Claimed), @r"
        Begin: no, 60.2 has been claimed since Mon 2 Mar
        Tick: sets 1
        Untick: no, 60.2 is claimed; take the claim back before the tick
        Claim: no, 60.2 has been claimed since Mon 2 Mar
        Unclaim: sets 1
        Confirm: sets 1
        Return: sets 1
        Note: sets 1
        Evidence: sets 1
        Block: no, 60.2 has been claimed since Mon 2 Mar
        Clear: no, 60.2 waits on nobody
        Waive: sets 1
        Defer: no, 60.2 has been claimed since Mon 2 Mar
        Restore: no, 60.2 is neither waived nor deferred
        ");
    }

    #[test]
    fn acts_on_a_confirmed_goal() {
        insta::assert_snapshot!(table(GoalState::Confirmed), @r"
        Begin: no, 60.2 has been confirmed since Mon 2 Mar
        Tick: sets 1
        Untick: no, 60.2 is confirmed; the mentor can return it
        Claim: no, 60.2 has been confirmed since Mon 2 Mar
        Unclaim: no, 60.2 is confirmed; the mentor can return it
        Confirm: no, 60.2 has been confirmed since Mon 2 Mar
        Return: sets 1
        Note: sets 1
        Evidence: sets 1
        Block: no, 60.2 has been confirmed since Mon 2 Mar
        Clear: no, 60.2 waits on nobody
        Waive: no, 60.2 has been confirmed since Mon 2 Mar
        Defer: no, 60.2 has been confirmed since Mon 2 Mar
        Restore: no, 60.2 is neither waived nor deferred
        ");
    }

    #[test]
    fn acts_on_a_waived_goal() {
        insta::assert_snapshot!(table(GoalState::Waived), @r"
        Begin: no, 60.2 is waived; restore it first
        Tick: no, 60.2 is waived; restore it first
        Untick: no, 60.2 is waived; restore it first
        Claim: no, 60.2 is waived; restore it first
        Unclaim: no, 60.2 is waived; restore it first
        Confirm: no, 60.2 is waived; restore it first
        Return: no, 60.2 is waived; restore it first
        Note: sets 1
        Evidence: sets 1
        Block: no, 60.2 is waived; restore it first
        Clear: no, 60.2 waits on nobody
        Waive: no, 60.2 is waived; restore it first
        Defer: no, 60.2 is waived; restore it first
        Restore: sets 1
        ");
    }

    fn begun(
        plan: Plan,
        hire: &str,
        mentor: &str,
        manager: &str,
        start: NaiveDate,
    ) -> Result<Seed, Refusal> {
        seed(
            plan,
            hire,
            mentor,
            manager,
            start,
            Working::default(),
            Uuid::from_u128(7),
        )
    }

    #[rstest]
    #[case("1970-01-01", true)]
    #[case("1969-12-31", false)]
    #[case("2100-12-31", true)]
    #[case("2101-01-01", false)]
    fn a_journey_starts_in_a_year_that_dates_can_name(#[case] start: &str, #[case] fine: bool) {
        assert_eq!(begun(plan(), "Ada", "", "", day(start)).is_ok(), fine);
    }

    #[test]
    fn a_seed_holds_clean_names() {
        let seed = begun(plan(), " Ada\x1b[31m \n", "\t", "Cy", day(START)).unwrap();
        assert_eq!(seed.people.hire(), "Ada");
        assert_eq!(seed.people.mentor(), None);
        assert_eq!(seed.people.manager(), Some("Cy"));
        assert!(begun(plan(), "\u{200b}", "", "", day(START)).is_err());
    }

    #[test]
    fn nobody_confirms_what_they_claim_themselves() {
        let same = begun(plan(), "Ada", "ADA", "", day(START));
        assert!(matches!(same, Err(Refusal::SamePerson(_))));
        assert!(begun(plan(), "Ada", "Bo", "Ada", day(START)).is_ok());
    }
}
