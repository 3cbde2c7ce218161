//! Another edition of a plan for a journey that runs: what it would change, and the change that
//! takes it. Knows no plan file and no screen.

pub mod words;

use std::sync::Arc;

use crate::domain::acts::refusal::Refusal;
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::guide::{Entry, Guide, KINDS};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::ContextName;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{Criterion, Plan, PlanGoal, Role};
use crate::domain::record::goal::{Goal, GoalState};
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::Set;
use crate::domain::record::kinds::Edit;
use crate::domain::words::text::count;

/// What another edition of the plan would change in a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The plan that the journey follows.
    pub from: PlanName,
    /// The plan that it would follow.
    pub to: PlanName,
    /// What would change in what the role is about.
    pub role: Vec<Alteration>,
    /// The goals that would change, in the order of the new plan; those that leave it come last.
    pub goals: Vec<GoalDifference>,
    /// The pages of the guide that would change.
    pub guide: Vec<PageDifference>,
    /// The journey's contexts that the new plan does not know.
    pub lost_contexts: Vec<ContextName>,
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
    /// What it is: `why`, `part reviewed`.
    pub what: String,
    /// The text before, where there was one.
    pub from: Option<String>,
    /// The text after, where there is one.
    pub to: Option<String>,
}

/// What happens to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It joins the journey.
    Added,
    /// It stays, with other words or another milestone.
    Changed,
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
            Self::Kept => "no longer in the plan, stays because something was done on it",
            Self::Dropped => "dropped",
        }
    }
}

/// What would change in a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalDifference {
    /// The goal.
    pub goal: Slug,
    /// Its number: the new one, or the old one where it leaves.
    pub number: String,
    /// Its title, the new one where there is one.
    pub title: String,
    /// What happens to it.
    pub fate: Fate,
    /// How far it has come.
    pub state: GoalState,
    /// The texts that change.
    pub alterations: Vec<Alteration>,
}

/// What would change on a page of the guide: names of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageDifference {
    /// The page's heading.
    pub page: &'static str,
    /// Entries that join it.
    pub added: Vec<String>,
    /// Entries with other words.
    pub changed: Vec<String>,
    /// Entries that leave it.
    pub dropped: Vec<String>,
}

impl Difference {
    /// Returns whether the journey would stay as it is.
    pub fn is_empty(&self) -> bool {
        self.role.is_empty()
            && self.goals.is_empty()
            && self.guide.is_empty()
            && self.lost_contexts.is_empty()
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
}

/// Returns what a plan would change in a journey, whose guide is given beside it. The plan is
/// fitted to the journey's contexts already.
pub fn difference(journey: &Journey, guide: &Guide, plan: &Plan) -> Difference {
    let mut after = journey.clone();
    after.apply(&update(journey, guide, plan));
    let name = |role: &Role| PlanName {
        slug: role.slug.clone(),
        title: role.title.clone(),
        edition: role.edition,
    };
    let lost = |context: &&ContextName| {
        let same = |other: &ContextName| other.slug == context.slug;
        !plan.contexts.iter().any(same)
    };
    Difference {
        from: name(&journey.role),
        to: name(&plan.role),
        role: role(&journey.role, &plan.role),
        goals: goals(journey, &after),
        guide: pages(guide, &plan.guide)
            .into_iter()
            .chain(links(journey, guide, plan))
            .collect(),
        lost_contexts: journey.contexts.iter().filter(lost).cloned().collect(),
    }
}

/// Returns the edits that take a plan in place of the journey's own.
///
/// # Errors
/// [`Refusal::NothingToDo`] where it changes nothing or is an older edition of the same plan.
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
    let copy = |journey: &Journey, guide: &Guide| Plan {
        role: journey.role.clone(),
        goals: journey.goals.iter().map(|goal| goal.plan.clone()).collect(),
        contexts: journey.contexts.clone(),
        guide: guide.clone(),
    };
    let from = PlanCopy::fetched(journey.plan, Arc::new(copy(journey, guide)));
    let mut after = journey.clone();
    after.take_plan(journey.plan, plan);
    let to = PlanCopy::of(copy(&after, &plan.guide));
    Edit::Plan(Set {
        key: (),
        from: Some(from),
        to: Some(to),
    })
}

fn goals(before: &Journey, after: &Journey) -> Vec<GoalDifference> {
    let staying = after.goals.iter().filter_map(|goal| {
        let old = before.goal(goal.slug());
        let (fate, alterations) = match old {
            None => (Fate::Added, parts_of(None, &goal.plan)),
            Some(old) if old.plan == goal.plan => return None,
            Some(old) if goal.plan.dropped && !old.plan.dropped => (Fate::Kept, Vec::new()),
            Some(old) => (Fate::Changed, parts_of(Some(&old.plan), &goal.plan)),
        };
        Some(told(goal, fate, alterations))
    });
    let leaving = before
        .goals
        .iter()
        .filter(|goal| after.goal(goal.slug()).is_none())
        .map(|goal| told(goal, Fate::Dropped, Vec::new()));
    staying.chain(leaving).collect()
}

fn told(goal: &Goal, fate: Fate, alterations: Vec<Alteration>) -> GoalDifference {
    GoalDifference {
        goal: goal.slug().clone(),
        number: goal.number.to_string(),
        title: goal.plan.title.clone(),
        fate,
        state: goal.state(),
        alterations,
    }
}

/// Returns what a goal's texts were and are; all of them where it is new.
fn parts_of(from: Option<&PlanGoal>, to: &PlanGoal) -> Vec<Alteration> {
    let old = |text: fn(&PlanGoal) -> String| from.map(text);
    let asks = |goal: &PlanGoal| {
        let several = goal.criteria.len() > 1;
        let words = format!("{} of the parts", goal.asks.word());
        if several { words } else { String::new() }
    };
    let milestone = |goal: &PlanGoal| goal.milestone.label();
    let mut alterations = Vec::new();
    let mut add = |what: &str, from: Option<String>, to: String| {
        let from = from.filter(|text| !text.is_empty());
        let to = Some(to).filter(|text| !text.is_empty());
        if from != to {
            alterations.push(Alteration {
                what: what.to_owned(),
                from,
                to,
            });
        }
    };
    if from.is_some() {
        add("title", old(|goal| goal.title.clone()), to.title.clone());
        add("milestone", from.map(milestone), milestone(to));
    }
    add("why", old(|goal| goal.why.clone()), to.why.clone());
    add(
        "shows it",
        old(|goal| goal.evidence.clone()),
        to.evidence.clone(),
    );
    let pitfall = |goal: &PlanGoal| goal.pitfall.clone().unwrap_or_default();
    add("watch for", from.map(pitfall), pitfall(to));
    add("asks for", from.map(asks), asks(to));
    alterations.extend(criteria(
        from.map_or(&[], |goal| &goal.criteria),
        &to.criteria,
    ));
    alterations
}

fn criteria(from: &[Criterion], to: &[Criterion]) -> Vec<Alteration> {
    let text = |criteria: &[Criterion], slug: &Slug| {
        let found = criteria.iter().find(|criterion| criterion.slug == *slug);
        found.map(|criterion| criterion.text.clone())
    };
    let gone = from.iter().filter(|old| text(to, &old.slug).is_none());
    to.iter()
        .chain(gone)
        .map(|criterion| Alteration {
            what: "part".to_owned(),
            from: text(from, &criterion.slug),
            to: text(to, &criterion.slug),
        })
        .filter(|part| part.from != part.to)
        .collect()
}

fn role(from: &Role, to: &Role) -> Vec<Alteration> {
    let joined = |texts: &[String]| texts.join("; ");
    let labels = |role: &Role| {
        let labels: Vec<String> = role.milestones.iter().map(Milestone::label).collect();
        joined(&labels)
    };
    let texts = [
        ("role", from.title.clone(), to.title.clone()),
        ("summary", from.summary.clone(), to.summary.clone()),
        ("mission", from.mission.clone(), to.mission.clone()),
        ("success", from.success.clone(), to.success.clone()),
        (
            "high performance",
            joined(&from.high_performance),
            joined(&to.high_performance),
        ),
        ("source", from.source.clone(), to.source.clone()),
        ("milestones", labels(from), labels(to)),
    ];
    let mut milestones = to.milestones.clone();
    milestones.join(from.milestones.iter());
    let theme = |role: &Role, milestone: Milestone| {
        let mut themes = role.themes.iter();
        let found = themes.find(|(other, _)| other.is(milestone));
        found.map(|(_, theme)| theme.clone()).unwrap_or_default()
    };
    let themes = milestones.iter();
    let themes = themes.map(|one| (one.label(), theme(from, one), theme(to, one)));
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    texts
        .into_iter()
        .map(|(what, from, to)| (what.to_owned(), from, to))
        .chain(themes)
        .filter(|(_, from, to)| from != to)
        .map(|(what, from, to)| Alteration {
            what,
            from: some(from),
            to: some(to),
        })
        .collect()
}

fn pages(from: &Guide, to: &Guide) -> Vec<PageDifference> {
    KINDS
        .iter()
        .filter_map(|kind| {
            let entries = |guide: &Guide| -> Vec<Entry> {
                let page = guide.page(kind.key);
                page.map(|page| page.entries.clone()).unwrap_or_default()
            };
            let (before, after) = (entries(from), entries(to));
            let named = |entry: &Entry| {
                let text = entry.texts.first().map_or("", String::as_str);
                entry.name.as_deref().unwrap_or(text).to_owned()
            };
            let lacks = |entries: &[Entry], entry: &Entry| {
                !entries.iter().any(|other| other.slug == entry.slug)
            };
            let names = |entries: &[Entry], is: &dyn Fn(&Entry) -> bool| -> Vec<String> {
                entries
                    .iter()
                    .filter(|entry| is(entry))
                    .map(named)
                    .collect()
            };
            let difference = PageDifference {
                page: kind.title,
                added: names(&after, &|entry| lacks(&before, entry)),
                changed: names(&after, &|entry| {
                    !lacks(&before, entry) && !before.contains(entry)
                }),
                dropped: names(&before, &|entry| lacks(&after, entry)),
            };
            let is_same = difference.added.is_empty()
                && difference.changed.is_empty()
                && difference.dropped.is_empty();
            (!is_same).then_some(difference)
        })
        .collect()
}

/// Returns the goals of both plans that would belong to other entries of the guide.
fn links(journey: &Journey, from: &Guide, plan: &Plan) -> Option<PageDifference> {
    let stays = |goal: &&Goal| plan.goals.iter().any(|new| new.slug == *goal.slug());
    let to = &plan.guide;
    let is_changed = |goal: &&Goal| from.links.get(goal.slug()) != to.links.get(goal.slug());
    let goals = journey.goals.iter().filter(stays).filter(is_changed);
    let changed: Vec<String> = goals.map(|goal| goal.plan.title.clone()).collect();
    (!changed.is_empty()).then_some(PageDifference {
        page: "What belongs to a goal",
        added: Vec::new(),
        changed,
        dropped: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::{plan as first_edition, *};
    use crate::domain::plan::people::Party;
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
                    goal.criteria[1] = Criterion {
                        slug: slug("third"),
                        text: "The third part".to_owned(),
                    }
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
        1 goal new, 3 goals changed, 1 goal dropped: 1
        30.1 baseline Changed part
        30.3 learn Added why, shows it
        60.1 fix Changed title
        90.1 talk Changed milestone
        30.1 team Dropped
        ");
        run.hire(&claim("team"));
        insta::assert_snapshot!(told(&run, &second_edition()), @r"
        1 goal new, 3 goals changed, 1 goal no longer in the plan, kept: 1
        30.1 baseline Changed part
        30.3 learn Added why, shows it
        30.4 team Kept 
        60.1 fix Changed title
        90.1 talk Changed milestone
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
        assert_eq!(run.goal("baseline").parts(), (1, 3));
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
        assert_eq!(run.goal("baseline").parts(), (2, 3));
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
        let refusal = run.decide(Party::Hire, &Act::Update { plan });
        assert_eq!(refusal, Err(Refusal::Archived(day(START))));
    }
}
