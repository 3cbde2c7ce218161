//! Undo and redo over the log: which change is next, and what takes it back. A log only grows;
//! taking back appends.

use std::collections::BTreeSet;

use crate::domain::plan::people::PersonId;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::goal::{GoalNumber, Stage};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::log::{Part, Save};
use crate::domain::record::refusal::{Standing, UndoRefusal};
use crate::domain::record::trace::{Stacks, Trace, taken_back};
use crate::domain::record::verb::Verb;

/// Returns the change that an undo of a person is about: the one wanted, or else the newest of its
/// own that stands.
///
/// # Errors
/// [`UndoRefusal`] where there is none, it is taken back already, or it is another person's.
pub fn next_undo(
    person: PersonId,
    log: &[Trace],
    wanted: Option<ChangeId>,
) -> Result<ChangeId, UndoRefusal> {
    let Some(wanted) = wanted else {
        let stacks = Stacks::of(person, log.iter().copied());
        return stacks
            .done
            .last()
            .copied()
            .ok_or(UndoRefusal::NothingToUndo);
    };
    let trace = log
        .iter()
        .find(|trace| trace.id == wanted)
        .ok_or(UndoRefusal::NothingToUndo)?;
    if trace.person != person {
        return Err(UndoRefusal::NotYours(trace.party, trace.person));
    }
    if taken_back(log).contains(&wanted) {
        return Err(UndoRefusal::AlreadyUndone);
    }
    Ok(bearer(log, wanted))
}

/// Returns the change that makes a standing change stand: its newest redo, or itself.
fn bearer(log: &[Trace], id: ChangeId) -> ChangeId {
    let taken_by = |id| log.iter().rev().find(|trace| trace.undoes == Some(id));
    let mut bearer = id;
    for _ in log {
        match taken_by(bearer).and_then(|undo| taken_by(undo.id)) {
            Some(redo) => bearer = redo.id,
            None => break,
        }
    }
    bearer
}

/// Returns the undo that a redo of a person takes back.
///
/// # Errors
/// [`UndoRefusal::NothingToRedo`] where there is none.
pub fn next_redo(person: PersonId, log: &[Trace]) -> Result<ChangeId, UndoRefusal> {
    Stacks::of(person, log.iter().copied())
        .undone
        .pop()
        .ok_or(UndoRefusal::NothingToRedo)
}

/// Returns what takes a save of a log back: its changes, the one for the widest audience first.
///
/// # Errors
/// [`UndoRefusal`] where a value that it set has been set anew since, where something rests on it,
/// and where the journey would be taken out while other changes stand in it. `later` are the changes
/// after it, in order.
pub fn take_back(
    journey: &Journey,
    log: &[Trace],
    save: &[Change],
    later: &[Change],
) -> Result<Save, UndoRefusal> {
    let was_undo = save.iter().any(|change| change.verb == Verb::Undo);
    let verb = if was_undo { Verb::Redo } else { Verb::Undo };
    let parts: Vec<Part> = save.iter().map(|change| inverse(change, verb)).collect();
    let edits: Vec<&Edit> = parts.iter().flat_map(|part| &part.edits).collect();
    let standing = stands_on(log, save, later);
    if let Some(standing) = standing.clone().filter(|_| !was_undo) {
        return Err(UndoRefusal::StoodOn(standing));
    }
    // An undo is brought back as long as what it restored is untouched, whoever touched it.
    match (refuse(journey, save, &edits), standing) {
        (Err(UndoRefusal::Overtaken(_)), Some(standing)) => {
            return Err(UndoRefusal::StoodOn(standing));
        }
        (refused, _) => refused?,
    }
    let withdraws = edits
        .iter()
        .any(|edit| matches!(edit, Edit::Withdrawn(set) if set.to.is_some()));
    let stands_alone = || {
        // What others wrote for themselves holds nothing, or it would be told of.
        let own = save.first().map(|change| change.author.person);
        let counts =
            |trace: &&Trace| trace.audience != Audience::Author || Some(trace.person) == own;
        let log: Vec<Trace> = log.iter().filter(counts).copied().collect();
        let persons: BTreeSet<PersonId> = log.iter().map(|trace| trace.person).collect();
        persons
            .into_iter()
            .flat_map(|person| Stacks::of(person, log.iter().copied()).done)
            .all(|standing| save.iter().any(|change| change.id == standing))
    };
    if withdraws && !stands_alone() {
        return Err(UndoRefusal::StartIsBuiltOn);
    }
    Ok(Save { parts })
}

/// Returns the newest later change that set a record of a save anew and stands.
fn stands_on(log: &[Trace], save: &[Change], later: &[Change]) -> Option<Standing> {
    let gone = taken_back(log);
    let own: Vec<&Edit> = save.iter().flat_map(|change| &change.edits).collect();
    let sets_anew = |edit: &Edit| {
        own.iter()
            .any(|own| own.is_of_same_record(edit) || edit.is_part_of(own))
    };
    // An undo and what it takes back leave a record as it was, and so do not stand in the way.
    let stands = |change: &&Change| {
        let first = change.beside.unwrap_or(change.id);
        let root = root(log, first);
        change.verb != Verb::Undo && !gone.contains(&first) && !gone.contains(&root)
    };
    let later = later.iter().rev();
    let mut later = later.filter(|change| change.edits.iter().any(sets_anew));
    let found = later.find(stands)?;
    Some(Standing {
        change: found.beside.unwrap_or(found.id),
        author: found.author.clone(),
        day: found.day,
    })
}

/// Returns the change at the bottom of a chain of undos and redos.
fn root(log: &[Trace], id: ChangeId) -> ChangeId {
    let undone = |id| log.iter().find(|trace| trace.id == id)?.undoes;
    let mut root = id;
    for _ in log {
        match undone(root) {
            Some(target) => root = target,
            None => break,
        }
    }
    root
}

fn inverse(change: &Change, verb: Verb) -> Part {
    Part {
        audience: change.audience,
        verb,
        undoes: Some(change.id),
        edits: change.edits.iter().rev().map(Edit::inverse).collect(),
    }
}

/// Refuses to take a save back whose values do not stand, or on which something rests. `inverse`
/// would take it back.
fn refuse(journey: &Journey, save: &[Change], inverse: &[&Edit]) -> Result<(), UndoRefusal> {
    let number = |edit: &Edit| Some(journey.goal(edit.goal()?)?.number);
    let overtaken =
        |edit: &Edit| UndoRefusal::Overtaken(number(edit).map(|number| number.to_string()));
    let (held, rest) = held(journey, save);
    if let Some(edit) = held.iter().find(|edit| !rest.stands(edit)) {
        return Err(overtaken(edit));
    }
    if let Some(refusal) = held.iter().find_map(|edit| edit.refuse_undo(&rest)) {
        return Err(refusal);
    }
    let mut after = journey.clone();
    inverse.iter().for_each(|edit| after.apply(edit));
    let namesakes = after.people.namesakes();
    if let Some((_, other)) = namesakes.filter(|_| journey.people.namesakes().is_none()) {
        let name = after.people.name_of(other).unwrap_or_default();
        return Err(UndoRefusal::NameTaken(name.to_owned()));
    }
    if let Some(number) = came_and_stays(journey, &after, inverse) {
        return Err(UndoRefusal::WorkedOn(number));
    }
    // A waived goal keeps its claim, and with it the need for its parts: it may be restored. A
    // tick begins its goal, so the beginning does not go before the tick.
    let is_broken_in = |journey: &Journey, edit: &Edit| {
        let goal = edit.goal().and_then(|slug| journey.goal(slug));
        goal.is_some_and(|goal| match goal.stage {
            Stage::Claimed { .. } | Stage::Confirmed { .. } => !goal.parts_suffice(),
            Stage::Open => !goal.ticks.is_empty(),
            Stage::Active { .. } => false,
        })
    };
    // A newer plan may ask for more parts than a claim had to have; that is not for an undo to mend.
    let is_broken = |edit: &Edit| is_broken_in(&after, edit) && !is_broken_in(journey, edit);
    let Some(edit) = inverse.iter().find(|edit| is_broken(edit)) else {
        return Ok(());
    };
    let goal = edit.goal().and_then(|slug| journey.goal(slug));
    Err(match goal.filter(|goal| goal.claim().is_some()) {
        Some(goal) => UndoRefusal::Needed(goal.number),
        None => overtaken(edit),
    })
}

/// Returns the edits of a save that cannot be taken back, in order, and the journey without the others.
///
/// What holds an edit may be of the same save, such as what was done in the 1:1 that it began, so
/// each is tried again once another is gone, the last one first.
fn held<'s>(journey: &Journey, save: &'s [Change]) -> (Vec<&'s Edit>, Journey) {
    let mut held: Vec<&Edit> = save.iter().flat_map(|change| &change.edits).collect();
    let mut rest = journey.clone();
    let lets_go =
        |rest: &Journey, edit: &Edit| rest.stands(edit) && edit.refuse_undo(rest).is_none();
    while let Some(place) = held.iter().rposition(|edit| lets_go(&rest, edit)) {
        rest.apply(&held.remove(place).inverse());
    }
    (held, rest)
}

/// Returns a goal or the goal of a part that an earlier plan does not have and that stays all the
/// same, since something was done on it.
fn came_and_stays(now: &Journey, after: &Journey, edits: &[&Edit]) -> Option<GoalNumber> {
    let unlike = edits.iter().find(|edit| !after.stands(edit))?;
    let Edit::Plan(set) = unlike else {
        return None;
    };
    let plan = set.to.as_ref()?.plan()?;
    let stays = after.goals.iter().find(|goal| {
        let in_plan = plan.goals.iter().find(|plan| plan.slug == *goal.slug());
        in_plan != Some(&goal.plan)
    })?;
    Some(now.goal(stays.slug())?.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;
    use crate::domain::record::audience::Audience;
    use crate::domain::record::goal::GoalState;
    use crate::domain::record::writing::Visibility;
    use rstest::rstest;
    use uuid::Uuid;

    const PERSON: PersonId = PersonId(Uuid::from_u128(1));

    /// Writes a log down in short: a letter is a change, `xa` takes `a` back; each is the hire's.
    fn traces(log: &str) -> Vec<Trace> {
        let id = |c: char| ChangeId(Uuid::from_u128(c as u128));
        log.split_whitespace()
            .map(|word| {
                let mut letters = word.chars();
                Trace {
                    id: id(letters.next().unwrap()),
                    person: PERSON,
                    party: Party::Hire,
                    audience: Audience::Journey,
                    undoes: letters.next().map(id),
                }
            })
            .collect()
    }

    fn letters(ids: &[ChangeId]) -> String {
        let letter = |id: &ChangeId| char::from(u8::try_from(id.0.as_u128()).unwrap());
        ids.iter().map(letter).collect()
    }

    #[rstest]
    #[case::nothing("", "", "")]
    #[case::done("a b", "ab", "")]
    #[case::undone("a b xb", "a", "x")]
    #[case::twice("a b xb ya", "", "xy")]
    #[case::redone("a b xb yx", "ay", "")]
    #[case::redone_twice("a b xb ya py qx", "pq", "")]
    #[case::undone_again("a xa yx zy", "", "z")]
    #[case::a_new_change_ends_redo("a xa b", "b", "")]
    #[case::an_older_one_first("a b xa", "b", "x")]
    #[case::an_undo_brought_back_from_the_history("a xa b yx", "by", "")]
    fn stacks_after_a_log(#[case] log: &str, #[case] done: &str, #[case] undone: &str) {
        let stacks = Stacks::of(PERSON, traces(log));
        assert_eq!(letters(&stacks.done), done);
        assert_eq!(letters(&stacks.undone), undone);
        let other = PersonId(Uuid::from_u128(9));
        assert_eq!(Stacks::of(other, traces(log)), Stacks::default());
    }

    #[rstest]
    #[case("a b", "")]
    #[case("a b xb", "b")]
    #[case("a xa yx", "x")]
    #[case("a xa yx zy", "ay")]
    fn what_is_taken_back(#[case] log: &str, #[case] expected: &str) {
        let mut gone: Vec<ChangeId> = taken_back(&traces(log)).into_iter().collect();
        gone.sort();
        assert_eq!(letters(&gone), expected);
    }

    #[test]
    fn undo_and_redo_walk_back_and_forth() {
        let mut run = Run::new();
        let states: Vec<Journey> = [begin("team"), claim("team"), block("fix", None)]
            .iter()
            .map(|act| {
                let before = run.journey.clone();
                run.hire(act);
                before
            })
            .collect();
        let end = run.journey.clone();
        for state in states.iter().rev() {
            run.undo(Party::Hire, None).unwrap();
            assert_eq!(run.journey, *state);
        }
        for _ in &states {
            run.redo(Party::Hire).unwrap();
        }
        assert_eq!(run.journey, end);
        assert_eq!(run.redo(Party::Hire), Err(UndoRefusal::NothingToRedo));
    }

    #[test]
    fn redo_is_gone_after_a_new_change() {
        let mut run = Run::new();
        run.hire(&begin("team"));
        run.undo(Party::Hire, None).unwrap();
        run.hire(&begin("access"));
        assert_eq!(run.redo(Party::Hire), Err(UndoRefusal::NothingToRedo));
    }

    #[test]
    fn each_party_undoes_its_own() {
        let mut run = Run::new();
        let claimed = run.hire(&claim("team"));
        let noted = run.mentor(&note(None, "well done", Visibility::Shared));
        let hire = run.author(Party::Hire).person;
        assert_eq!(
            run.undo(Party::Mentor, Some(claimed)),
            Err(UndoRefusal::NotYours(Party::Hire, hire))
        );
        assert_eq!(
            next_undo(run.author(Party::Mentor).person, &run.traces(), None),
            Ok(noted)
        );
        assert_eq!(
            next_undo(run.author(Party::Hire).person, &run.traces(), None),
            Ok(claimed)
        );
        assert_eq!(
            next_undo(run.author(Party::Manager).person, &run.traces(), None),
            Err(UndoRefusal::NothingToUndo)
        );
    }

    #[test]
    fn what_has_changed_since_stays() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        let refusal = run.undo(Party::Hire, None).unwrap_err();
        insta::assert_snapshot!(refusal, @r"a later change of Bo, the mentor, of Mon 2 Mar 2026, stands on it");
        run.undo(Party::Mentor, None).unwrap();
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(run.goal("team").state(), GoalState::Open);
    }

    #[test]
    fn an_older_change_is_undone_past_later_ones_elsewhere() {
        let mut run = Run::new();
        let older = run.hire(&begin("team"));
        run.hire(&begin("access"));
        run.undo(Party::Hire, Some(older)).unwrap();
        assert_eq!(run.goal("team").state(), GoalState::Open);
        assert_eq!(run.goal("access").state(), GoalState::Active);
    }

    #[test]
    fn a_leave_is_taken_back_under_a_later_one() {
        let mut run = Run::new();
        let first = run.hire(&leave("2026-03-09", "2026-03-10"));
        let second = run.mentor(&leave("2026-03-16", "2026-03-17"));
        run.undo(Party::Hire, Some(first)).unwrap();
        assert_eq!(run.journey.leaves.keys().collect::<Vec<_>>(), [&second]);
    }

    #[test]
    fn a_change_whose_value_was_set_again_is_not_taken_back() {
        let mut run = Run::new();
        let first = run.hire(&claim("team"));
        run.hire(&unclaim("team"));
        let again = run.hire(&claim("team"));
        let refused = run.undo(Party::Hire, Some(first)).unwrap_err();
        let UndoRefusal::StoodOn(standing) = refused else {
            panic!("{refused}");
        };
        assert_eq!(standing.change, again);
        for _ in 0..3 {
            run.undo(Party::Hire, None).unwrap();
        }
        assert_eq!(run.goal("team").state(), GoalState::Open);
    }

    #[test]
    fn a_change_is_undone_once_though_its_value_came_back() {
        let mut run = Run::new();
        let first = run.hire(&name(Party::Mentor, "Di"));
        run.undo(Party::Hire, None).unwrap();
        run.hire(&name(Party::Mentor, "Di"));
        assert_eq!(
            run.undo(Party::Hire, Some(first)),
            Err(UndoRefusal::AlreadyUndone)
        );
    }

    #[test]
    fn an_undo_taken_back_from_the_history_is_a_redo() {
        let mut run = Run::new();
        run.hire(&begin("team"));
        let undo = run.undo(Party::Hire, None).unwrap();
        run.hire(&begin("access"));
        run.undo(Party::Hire, Some(undo)).unwrap();
        assert_eq!(run.log.last().unwrap().verb, Verb::Redo);
        assert_eq!(run.goal("team").state(), GoalState::Active);
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(run.log.last().unwrap().verb, Verb::Undo);
        assert_eq!(run.goal("team").state(), GoalState::Open);
    }

    #[test]
    fn a_change_that_was_redone_is_undone_from_the_history_as_by_the_key() {
        let mut run = Run::new();
        let begun = run.hire(&begin("team"));
        run.undo(Party::Hire, None).unwrap();
        let redo = run.redo(Party::Hire).unwrap();
        run.hire(&begin("access"));
        let undo = run.undo(Party::Hire, Some(begun)).unwrap();
        assert_eq!(run.log.last().unwrap().undoes, Some(redo));
        let stacks = Stacks::of(run.author(Party::Hire).person, run.traces());
        assert_eq!(stacks.undone, [undo]);
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(run.goal("access").state(), GoalState::Open);
        assert_eq!(run.goal("team").state(), GoalState::Open);
    }

    #[test]
    fn a_claim_keeps_the_parts_it_needs() {
        let mut run = Run::new();
        run.hire(&begin("talk"));
        let part = run.hire(&tick("talk", "first"));
        run.hire(&claim("talk"));
        assert_eq!(
            run.undo(Party::Hire, Some(part)),
            Err(UndoRefusal::Needed(run.goal("talk").number))
        );
        run.hire(&tick("talk", "second"));
        run.undo(Party::Hire, Some(part)).unwrap();
        assert_eq!(run.goal("talk").parts(), (1, 2));
    }

    #[rstest]
    #[case::said(begin("talk"))]
    #[case::by_a_tick(tick("talk", "second"))]
    fn a_beginning_does_not_go_before_a_later_tick(
        #[case] beginning: crate::domain::acts::act::Act,
    ) {
        let mut run = Run::new();
        let begun = run.hire(&beginning);
        run.hire(&tick("talk", "first"));
        assert_eq!(
            run.undo(Party::Hire, Some(begun)),
            Err(UndoRefusal::Overtaken(Some("60.2".to_owned())))
        );
    }

    #[test]
    fn a_waived_claim_keeps_its_parts_too() {
        let mut run = Run::new();
        run.hire(&begin("talk"));
        let part = run.hire(&tick("talk", "first"));
        run.hire(&claim("talk"));
        run.hire(&waive("talk"));
        assert_eq!(
            run.undo(Party::Hire, Some(part)),
            Err(UndoRefusal::Needed(run.goal("talk").number))
        );
    }

    #[test]
    fn a_claim_does_not_come_back_without_its_parts() {
        let mut run = Run::new();
        run.hire(&tick("talk", "first"));
        run.hire(&claim("talk"));
        let taken_back = run.hire(&unclaim("talk"));
        run.hire(&untick("talk", "first"));
        let refused = run.undo(Party::Hire, Some(taken_back));
        assert!(
            matches!(refused, Err(UndoRefusal::StoodOn(_))),
            "{refused:?}"
        );
    }

    #[rstest]
    #[case::a_goal(vec![begin("team"), claim("team")])]
    #[case::names(vec![name(Party::Hire, "Di"), name(Party::Hire, "Ed")])]
    #[case::a_whole_meeting(vec![meet(), rate([1, 2, 3]), action("Ask", Party::Hire, None), close()])]
    #[case::a_private_point(vec![point("Pay", Visibility::Private), meet(), begin("team")])]
    fn acts_of_one_save_are_undone_and_redone_together(
        #[case] acts: Vec<crate::domain::acts::act::Act>,
    ) {
        let mut run = Run::new();
        let before = run.journey.clone();
        let save = run.decide_all(Party::Hire, &acts).unwrap();
        let id = run.note_down(Party::Hire, save);
        let after = run.journey.clone();
        for _ in 0..2 {
            run.undo(Party::Hire, None).unwrap();
            assert_eq!(run.journey, before);
            run.redo(Party::Hire).unwrap();
            assert_eq!(run.journey, after);
        }
        run.undo(Party::Hire, Some(id)).unwrap();
        assert_eq!(run.journey, before);
    }

    #[test]
    fn the_start_goes_last() {
        let mut run = Run::new();
        let start = run.log[0].id;
        run.mentor(&note(None, "hello", Visibility::Shared));
        assert_eq!(
            run.undo(Party::Hire, Some(start)),
            Err(UndoRefusal::StartIsBuiltOn)
        );
        run.undo(Party::Mentor, None).unwrap();
        run.undo(Party::Hire, Some(start)).unwrap();
        assert!(run.journey.withdrawn);
        run.redo(Party::Hire).unwrap();
        assert!(!run.journey.withdrawn);
    }

    #[test]
    fn a_start_that_was_redone_goes_last_too() {
        let mut run = Run::new();
        run.undo(Party::Hire, None).unwrap();
        run.redo(Party::Hire).unwrap();
        run.mentor(&note(None, "hello", Visibility::Shared));
        assert_eq!(
            run.undo(Party::Hire, None),
            Err(UndoRefusal::StartIsBuiltOn)
        );
    }

    #[test]
    fn a_change_that_is_not_in_the_log_is_not_undone() {
        let run = Run::new();
        let stranger = ChangeId(Uuid::from_u128(77));
        assert_eq!(
            next_undo(PERSON, &run.traces(), Some(stranger)),
            Err(UndoRefusal::NothingToUndo)
        );
    }
}
