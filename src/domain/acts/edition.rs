//! Another edition of a plan for a journey that runs: what it would change, and the change that
//! takes it. Knows no plan file and no screen.

mod compare;
pub mod news;
pub mod words;

use std::sync::Arc;

use crate::domain::acts::refusal::Refusal;
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::guide::Guide;
use crate::domain::plan::names::ContextName;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{Plan, PlanGoal, Role};
use crate::domain::record::change::Change;
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Set;
use crate::domain::record::kinds::Edit;
use crate::domain::record::review::Answer;
use crate::domain::words::text::count;

/// What another edition of the plan changes in a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The plan before.
    pub from: PlanName,
    /// The plan after.
    pub to: PlanName,
    /// What changes in what the role is about.
    pub role: Vec<Alteration>,
    /// The goals that change, in the order of the new plan; those that leave it come last.
    pub goals: Vec<GoalDifference>,
    /// The pages of the guide that change.
    pub guide: Vec<PageDifference>,
    /// The contexts that the plan is no longer fitted to.
    pub lost_contexts: Vec<ContextName>,
    /// The contexts that the plan is newly fitted to.
    pub new_contexts: Vec<ContextName>,
}

/// A plan by name and edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanName {
    /// The plan's short name.
    pub slug: Slug,
    /// The role's name.
    pub title: String,
    /// The edition.
    pub edition: u32,
}

/// A text before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// What it is: `why`, `part`, `target`.
    pub what: String,
    /// The text before, if there was one.
    pub from: Option<String>,
    /// The text after, if there is one.
    pub to: Option<String>,
}

/// What happens to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It joins the journey.
    Added,
    /// It stays, with other words or another milestone.
    Changed,
    /// It stays as it is under another number, because others come or go.
    Renumbered,
    /// The new plan does not have it; it stays, marked, because something was done on it.
    Kept,
    /// It leaves the journey; nothing was done on it.
    Dropped,
}

impl Fate {
    /// Returns the word that people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "new",
            Self::Changed => "changed",
            Self::Renumbered => "renumbered",
            Self::Kept => "no longer in the plan, stays because something was done on it",
            Self::Dropped => "dropped",
        }
    }
}

/// What changes in a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalDifference {
    /// The goal.
    pub goal: Slug,
    /// Its number before, unless it is new.
    pub from: Option<String>,
    /// Its number: the new one, or the old one if it leaves.
    pub number: String,
    /// Its title, the new one if there is one.
    pub title: String,
    /// What happens to it.
    pub fate: Fate,
    /// How far it has come; unknown of a change that was read in the log.
    pub state: Option<GoalState>,
    /// Whether it goes to another milestone, or its milestone to another date.
    pub moves: bool,
    /// The texts that change.
    pub alterations: Vec<Alteration>,
}

impl GoalDifference {
    /// Returns whether the goal was agreed on otherwise: it leaves the plan or its place there.
    pub fn needs_consent(&self) -> bool {
        self.moves || matches!(self.fate, Fate::Kept | Fate::Dropped)
    }

    /// Returns its number, before and after if it changes: `30.2 → 30.1`.
    pub fn numbers(&self) -> String {
        match &self.from {
            Some(from) if *from != self.number => format!("{from} → {}", self.number),
            _ => self.number.clone(),
        }
    }
}

/// What changes on a page of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageDifference {
    /// The page's heading.
    pub page: &'static str,
    /// Entries that join it, by name.
    pub added: Vec<String>,
    /// Entries with other words.
    pub changed: Vec<EntryDifference>,
    /// Entries that leave it, by name.
    pub dropped: Vec<String>,
}

/// What changes in an entry of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDifference {
    /// Its name, the new one.
    pub name: String,
    /// The texts that change.
    pub alterations: Vec<Alteration>,
}

impl Difference {
    /// Returns whether the journey stays as it is.
    pub fn is_empty(&self) -> bool {
        self.role.is_empty()
            && self.goals.is_empty()
            && self.guide.is_empty()
            && self.lost_contexts.is_empty()
            && self.new_contexts.is_empty()
            && self.from == self.to
    }

    /// Returns how many goals meet a fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.goals.iter().filter(|goal| goal.fate == fate).count()
    }

    /// Returns what it comes to in a few words: `2 goals new, 1 changed`.
    pub fn in_short(&self) -> String {
        let counts = [
            (Fate::Added, "new"),
            (Fate::Changed, "changed"),
            (Fate::Renumbered, "renumbered"),
            (Fate::Kept, "no longer in the plan, kept"),
            (Fate::Dropped, "dropped"),
        ];
        let parts: Vec<String> = counts
            .into_iter()
            .map(|(fate, word)| (self.count(fate), word))
            .filter(|(count, _)| *count > 0)
            .map(|(goals, word)| format!("{} {word}", count(goals, "goal")))
            .collect();
        match parts.as_slice() {
            [] if self.is_empty() => "nothing changes".to_owned(),
            [] => "no goal changes, only other texts".to_owned(),
            parts => parts.join(", "),
        }
    }

    /// Returns the goals whose agreement it changes, by their numbers before.
    pub fn needs_consent(&self) -> Vec<&str> {
        self.goals
            .iter()
            .filter(|goal| goal.needs_consent())
            .map(|goal| goal.from.as_deref().unwrap_or(&goal.number))
            .collect()
    }
}

/// Returns what a plan would change in a journey, whose guide is given beside it. The plan is
/// fitted to contexts already.
pub fn difference(journey: &Journey, guide: &Guide, plan: &Plan) -> Difference {
    let (before, after) = (
        of_journey(journey, guide),
        of_journey(&with(journey, plan), &plan.guide),
    );
    let state = |slug: &Slug| Some(journey.goal(slug).map_or(GoalState::Open, Goal::state));
    compare::plans(&before, &after, &state)
}

/// Returns what a change altered that took an edition of the plan, or took one back; `None` if it
/// did neither.
pub fn accepted(change: &Change) -> Option<Difference> {
    let copies = change.edits.iter().find_map(|edit| match edit {
        Edit::Plan(set) => Some((set.from.as_ref()?.plan()?, set.to.as_ref()?.plan()?)),
        _ => None,
    });
    let (from, to) = copies?;
    Some(compare::plans(from, to, &|_| None))
}

/// Returns the edits that take a plan in place of the journey's own.
///
/// # Errors
/// [`Refusal::NothingToDo`] if it changes nothing or is an older edition of the same plan.
pub fn take(journey: &Journey, guide: &Guide, plan: &Plan) -> Result<Vec<Edit>, Refusal> {
    let (now, new) = (&journey.role, &plan.role);
    if now.slug == new.slug && new.edition < now.edition {
        return Err(Refusal::NothingToDo(format!(
            "the plan at hand is edition {} of {}; this journey follows edition {}, which is newer",
            new.edition, new.slug, now.edition
        )));
    }
    if difference(journey, guide, plan).is_empty() {
        return Err(Refusal::NothingToDo(format!(
            "this journey follows edition {} of {} as it is",
            now.edition, now.slug
        )));
    }
    Ok(vec![update(journey, guide, plan)])
}

/// Returns the edit that takes a plan; it names every goal and part that stays.
fn update(journey: &Journey, guide: &Guide, plan: &Plan) -> Edit {
    let from = Arc::new(of_journey(journey, guide));
    Edit::Plan(Set {
        key: (),
        from: Some(PlanCopy::fetched(journey.plan, from)),
        to: Some(PlanCopy::of(of_journey(&with(journey, plan), &plan.guide))),
    })
}

/// Returns the journey as it would go on by a plan. A goal that the plan does not have stays, marked,
/// if something was done on it, and also if something that people wrote elsewhere names it.
fn with(journey: &Journey, plan: &Plan) -> Journey {
    let mut plan = plan.clone();
    let lacks = |goal: &&Goal| !plan.goals.iter().any(|new| new.slug == *goal.slug());
    let named = journey.goals.iter().filter(lacks);
    let named = named.filter(|goal| is_named(journey, goal.slug()));
    let kept: Vec<PlanGoal> = named
        .map(|goal| {
            let milestone = plan.role.milestones.keyed(goal.plan.milestone.key());
            PlanGoal {
                milestone: milestone.unwrap_or(goal.plan.milestone),
                dropped: true,
                ..goal.plan.clone()
            }
        })
        .collect();
    plan.goals.extend(kept);
    plan.goals.sort_by_key(|goal| goal.milestone);
    let mut after = journey.clone();
    after.take_plan(journey.plan, &plan);
    after
}

/// Returns whether an action serves a goal, or the open gate review has words for it.
fn is_named(journey: &Journey, goal: &Slug) -> bool {
    let mut actions = journey.meetings.actions.values();
    let answer = journey.reviews.open();
    let answer = answer.and_then(|(_, review)| review.answers.get(goal));
    actions.any(|action| action.entry.goal.as_ref() == Some(goal))
        || matches!(answer, Some(Answer::NotDone { why: Some(_) }))
}

/// Returns the plan as a journey holds it, with the goals that only stay because they were begun.
fn of_journey(journey: &Journey, guide: &Guide) -> Plan {
    Plan {
        role: journey.role.clone(),
        goals: journey.goals.iter().map(|goal| goal.plan.clone()).collect(),
        contexts: journey.contexts.clone(),
        guide: guide.clone(),
    }
}

impl PlanName {
    fn of(role: &Role) -> Self {
        Self {
            slug: role.slug.clone(),
            title: role.title.clone(),
            edition: role.edition,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::{Act, MeetingAct, ReviewAct, Whom};
    use crate::domain::fixture::{plan as first_edition, *};
    use crate::domain::plan::milestone::Milestone;
    use crate::domain::plan::people::Party;
    use crate::domain::plan::role::Criterion;
    use crate::domain::record::course::End;
    use crate::domain::record::refusal::UndoRefusal;
    use crate::domain::record::writing::Visibility;

    /// The second edition: `team` leaves, `baseline` has one part in place of the second, `talk`
    /// moves to 90 days, `fix` has another title, `learn` is new.
    fn second_edition() -> Plan {
        let mut plan = first_edition();
        plan.role.edition = 2;
        plan.role.mission = "Test well.".to_owned();
        plan.goals.retain(|goal| goal.slug.as_str() != "team");
        let mut learn = plan.goals[1].clone();
        learn.slug = slug("learn");
        learn.title = "Do the learning".to_owned();
        plan.goals.push(learn);
        for goal in &mut plan.goals {
            match goal.slug.as_str() {
                "baseline" => {
                    goal.criteria[1] = Criterion::new(slug("third"), "The third part".to_owned());
                }
                "talk" => goal.milestone = Milestone::DAY_90,
                "fix" => goal.title = "Mend the fix".to_owned(),
                _ => {}
            }
        }
        plan.goals.sort_by_key(|goal| goal.milestone);
        plan
    }

    fn taken(run: &mut Run, plan: &Plan) {
        run.take(Party::Mentor, plan);
    }

    fn told(run: &Run, plan: &Plan) -> String {
        let difference = difference(&run.journey, &Guide::default(), plan);
        let goal = |goal: &GoalDifference| {
            let texts: Vec<&str> = goal.alterations.iter().map(|a| a.what.as_str()).collect();
            let fate = goal.fate;
            format!(
                "{} {} {fate:?} {}\n",
                goal.number,
                goal.goal,
                texts.join(", ")
            )
        };
        let goals: String = difference.goals.iter().map(goal).collect();
        format!(
            "{}: {}\n{goals}",
            difference.in_short(),
            difference.role.len()
        )
    }

    #[test]
    fn what_would_change_is_told_goal_by_goal() {
        let mut run = Run::new();
        run.hire(&tick("baseline", "second"));
        insta::assert_snapshot!(told(&run, &second_edition()), @r"
        1 goal new, 3 goals changed, 2 goals renumbered, 1 goal dropped: 1
        30.1 baseline Changed part, part
        30.2 access Renumbered 
        30.3 learn Added why, shows it
        60.1 fix Changed title
        90.1 talk Changed milestone
        90.2 ship Renumbered 
        30.1 team Dropped
        ");
        run.hire(&claim("team"));
        insta::assert_snapshot!(told(&run, &second_edition()), @r"
        1 goal new, 3 goals changed, 2 goals renumbered, 1 goal no longer in the plan, kept: 1
        30.1 baseline Changed part, part
        30.2 access Renumbered 
        30.3 learn Added why, shows it
        30.4 team Kept 
        60.1 fix Changed title
        90.1 talk Changed milestone
        90.2 ship Renumbered
        ");
    }

    #[test]
    fn what_was_done_stays() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.mentor(&confirm("team"));
        run.hire(&tick("baseline", "second"));
        run.hire(&note(Some("fix"), "a note", Visibility::Shared));
        run.mentor(&waive("talk"));
        let before = run.journey.clone();
        taken(&mut run, &second_edition());
        assert!(run.goal("team").plan.dropped);
        assert_eq!(run.goal("team").state(), GoalState::Confirmed);
        assert_eq!(run.goal("team").number.to_string(), "30.4");
        assert_eq!(run.goal("baseline").parts(), (0, 2));
        assert_eq!(run.goal("fix").notes.len(), 1);
        assert_eq!(run.goal("talk").number.to_string(), "90.1");
        assert_eq!(run.goal("talk").state(), GoalState::Waived);
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(run.journey, before);
        run.redo(Party::Mentor).unwrap();
        assert_eq!(run.journey.role.edition, 2);
        assert_eq!(Journey::fold(&run.log), Some(run.journey));
    }

    #[test]
    fn a_goal_that_only_an_action_or_an_answer_names_stays() {
        let mut run = Run::new();
        run.mentor(&Act::Meeting(MeetingAct::Action {
            text: "Ask around".to_owned(),
            owner: Whom::Party(Party::Mentor),
            due: None,
            goal: Some(slug("team")),
            topic: None,
        }));
        let milestone = Milestone::DAY_30;
        run.mentor(&Act::Review(ReviewAct::Start { milestone }));
        let why = Some("no time".to_owned());
        run.mentor(&Act::Review(ReviewAct::Answer {
            goal: slug("access"),
            answer: Some(Answer::NotDone { why }),
        }));
        let before = run.journey.clone();
        let mut plan = second_edition();
        plan.goals.retain(|goal| goal.slug.as_str() != "access");
        assert!(told(&run, &plan).contains("30.4 access Kept"));
        taken(&mut run, &plan);
        assert!(run.goal("team").plan.dropped && run.goal("access").plan.dropped);
        assert_eq!(Journey::fold(&run.log).as_ref(), Some(&run.journey));
        let again = take(&run.journey, &Guide::default(), &plan);
        assert!(matches!(again, Err(Refusal::NothingToDo(_))));
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(run.journey, before);
    }

    #[test]
    fn what_an_edition_changed_is_read_in_its_change() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        let plan = second_edition();
        let before = difference(&run.journey, &Guide::default(), &plan);
        taken(&mut run, &plan);
        // Later editions and acts change nothing in it.
        let edition = run.log.last().unwrap().clone();
        let mut third = first_edition();
        third.role.edition = 3;
        taken(&mut run, &third);
        let mut read = accepted(&edition).unwrap();
        for (goal, then) in read.goals.iter_mut().zip(&before.goals) {
            assert_eq!(goal.state, None);
            goal.state = then.state;
        }
        assert_eq!(read, before);
        let (from, to) = (read.to, read.from);
        run.undo(Party::Mentor, None).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        let undone = accepted(run.log.last().unwrap()).unwrap();
        assert_eq!((undone.from, undone.to), (from, to));
        assert_eq!(accepted(&run.log[0]), None);
    }

    #[test]
    fn a_goal_that_comes_back_into_the_plan_says_so() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        taken(&mut run, &second_edition());
        let mut third = first_edition();
        third.role.edition = 3;
        assert!(told(&run, &third).contains("30.1 team Changed plan"));
    }

    #[test]
    fn a_tick_does_not_come_back_without_its_part() {
        let mut run = Run::new();
        run.hire(&tick("baseline", "second"));
        run.undo(Party::Hire, None).unwrap();
        taken(&mut run, &second_edition());
        assert_eq!(
            run.redo(Party::Hire),
            Err(UndoRefusal::Overtaken(Some("30.1".to_owned())))
        );
    }

    #[test]
    fn an_edition_that_brings_a_dropped_goal_back_takes_the_mark_off() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        taken(&mut run, &second_edition());
        let mut third = first_edition();
        third.role.edition = 3;
        taken(&mut run, &third);
        assert!(!run.goal("team").plan.dropped);
        assert_eq!(run.goal("team").number.to_string(), "30.1");
    }

    #[test]
    fn an_edition_whose_new_goal_was_worked_on_is_not_undone() {
        let mut run = Run::new();
        taken(&mut run, &second_edition());
        run.hire(&begin("learn"));
        let refusal = run.undo(Party::Mentor, None);
        assert_eq!(
            refusal,
            Err(UndoRefusal::WorkedOn(run.goal("learn").number))
        );
        run.undo(Party::Hire, None).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(run.journey, Run::new().journey);
    }

    #[test]
    fn a_confirmation_is_undone_though_the_plan_asks_for_more_since() {
        let mut run = Run::new();
        run.hire(&tick("baseline", "first"));
        run.hire(&tick("baseline", "second"));
        run.hire(&claim("baseline"));
        run.mentor(&confirm("baseline"));
        run.take(Party::Hire, &second_edition());
        assert_eq!(run.goal("baseline").parts(), (1, 2));
        run.undo(Party::Mentor, None).unwrap();
        assert_eq!(run.goal("baseline").state(), GoalState::Claimed);
    }

    #[test]
    fn the_same_or_an_older_edition_is_refused() {
        let mut run = Run::new();
        let refused = |run: &Run, plan: &Plan| {
            let refusal = take(&run.journey, &Guide::default(), plan).unwrap_err();
            refusal.to_string()
        };
        insta::assert_snapshot!(refused(&run, &first_edition()), @"this journey follows edition 1 of tester as it is");
        taken(&mut run, &second_edition());
        insta::assert_snapshot!(refused(&run, &first_edition()), @"the plan at hand is edition 1 of tester; this journey follows edition 2, which is newer");
    }

    #[test]
    fn a_journey_in_the_archive_takes_no_edition() {
        let mut run = Run::new();
        run.hire(&Act::Archive {
            end: End::Finished,
            reason: String::new(),
        });
        let plan = Box::new(second_edition());
        let refusal = run.decide(
            Party::Hire,
            &Act::Update {
                plan,
                agreed: String::new(),
            },
        );
        assert_eq!(refusal, Err(Refusal::Archived(day(START))));
    }
}
