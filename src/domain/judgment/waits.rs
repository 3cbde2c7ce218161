//! How long goals waited, for the mentor to confirm a claim or on somebody else: one fold of the log. Words
//! nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Mark;
use crate::domain::record::change::Change;
use crate::domain::record::fold::Fold;
use crate::domain::record::goal::{Blocker, Goal, GoalNumber, GoalState};
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;

/// All that goals ever waited for. What was undone never happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// The claims, from the day of each on.
    pub claims: Vec<Wait<Mark>>,
    /// The blockers, from the first day of waiting on.
    pub blockers: Vec<Wait<Blocker>>,
}

/// A time in which a goal waited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait<T> {
    /// The goal.
    pub goal: Slug,
    /// Its number when the wait was last seen.
    pub number: GoalNumber,
    /// What it waited for.
    pub what: T,
    /// The first day.
    pub since: NaiveDate,
    /// The day on which it ended; nothing while it goes on.
    pub until: Option<NaiveDate>,
}

impl<T> Wait<T> {
    /// Returns whether it went on at the end of a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.since <= day && self.until.is_none_or(|until| day < until)
    }
}

impl Waits {
    /// Returns what the goals of a journey waited for. `changes` is its log in order.
    pub fn of(changes: &[Change]) -> Self {
        let mut fold = Fold::of(changes);
        let mut claims = Track::of(open_claim, |mark| mark.on);
        let mut blockers = Track::of(open_blocker, |blocker| blocker.since);
        for change in changes {
            fold.step(change);
            if let Some(journey) = fold.journey() {
                claims.follow(journey, change);
                blockers.follow(journey, change);
            }
        }
        Self {
            claims: claims.waits(),
            blockers: blockers.waits(),
        }
    }
}

fn open_claim(goal: &Goal) -> Option<&Mark> {
    let waits = goal.state() == GoalState::Claimed && !goal.plan.dropped;
    goal.claim().filter(|_| waits)
}

fn open_blocker(goal: &Goal) -> Option<&Blocker> {
    goal.waiting().filter(|_| !goal.plan.dropped)
}

/// The waits of one kind, as the log is walked through.
struct Track<T> {
    /// Returns what a goal waits for.
    what: fn(&Goal) -> Option<&T>,
    /// Returns its first day.
    since: fn(&T) -> NaiveDate,
    /// Those of each goal in order, each with the change that began it; the last one may go on.
    waits: BTreeMap<Slug, Vec<(Wait<T>, ChangeId)>>,
}

impl<T: Clone + PartialEq> Track<T> {
    fn of(what: fn(&Goal) -> Option<&T>, since: fn(&T) -> NaiveDate) -> Self {
        let waits = BTreeMap::new();
        Self { what, since, waits }
    }

    /// Takes note of what a change began and ended.
    fn follow(&mut self, journey: &Journey, change: &Change) {
        let goals = journey.goals.iter();
        let now: BTreeMap<&Slug, (&Goal, &T)> = goals
            .filter_map(|goal| Some((goal.slug(), (goal, (self.what)(goal)?))))
            .collect();
        for (slug, waits) in &mut self.waits {
            let stands = now.get(slug).map(|(_, what)| *what);
            end(waits, stands, change);
        }
        for (slug, (goal, what)) in now {
            let waits = self.waits.entry(slug.clone()).or_default();
            // What stands again, because its end was taken back, never ended.
            if let Some((last, _)) = waits.iter_mut().rfind(|(wait, _)| wait.what == *what) {
                last.until = None;
                last.number = goal.number;
                continue;
            }
            let wait = Wait {
                goal: slug.clone(),
                number: goal.number,
                what: what.clone(),
                since: (self.since)(what),
                until: None,
            };
            waits.push((wait, change.id));
        }
    }

    /// Returns all of them, the earliest first.
    fn waits(self) -> Vec<Wait<T>> {
        let waits = self.waits.into_values().flatten();
        let mut waits: Vec<Wait<T>> = waits.map(|(wait, _)| wait).collect();
        waits.sort_by_key(|wait| (wait.since, wait.number));
        waits
    }
}

/// Ends what a goal waited for, unless that still stands.
fn end<T: PartialEq>(waits: &mut Vec<(Wait<T>, ChangeId)>, stands: Option<&T>, change: &Change) {
    let Some(place) = waits.iter().position(|(wait, _)| wait.until.is_none()) else {
        return;
    };
    let Some((wait, began)) = waits.get_mut(place) else {
        return;
    };
    if stands == Some(&wait.what) {
        return;
    }
    if change.undoes == Some(*began) {
        waits.remove(place);
        return;
    }
    wait.until = Some(change.day.max(wait.since));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;

    fn told(run: &Run) -> String {
        let Waits { claims, blockers } = Waits::of(&run.log);
        let claims = claims.iter().map(|wait| line("claim", wait));
        let blockers = blockers.iter().map(|wait| line("blocker", wait));
        claims.chain(blockers).collect()
    }

    fn line<T>(kind: &str, wait: &Wait<T>) -> String {
        let until = wait.until.map_or("open".to_owned(), |day| day.to_string());
        format!("{kind} {} {} to {until}\n", wait.number, wait.since)
    }

    #[test]
    fn a_claim_waits_until_it_is_answered_taken_back_or_waived() {
        let mut run = Run::new().on("2026-03-03");
        for goal in ["team", "access", "fix", "ship", "own"] {
            run.hire(&claim(goal));
        }
        let mut run = run.on("2026-03-05");
        run.mentor(&confirm("team"));
        run.mentor(&send_back("access"));
        let mut run = run.on("2026-03-06");
        run.hire(&unclaim("fix"));
        run.mentor(&waive("ship"));
        let mut run = run.on("2026-03-09");
        run.hire(&claim("access"));
        insta::assert_snapshot!(told(&run), @r#"
    claim 30.1 2026-03-03 to 2026-03-05
    claim 30.3 2026-03-03 to 2026-03-05
    claim 60.1 2026-03-03 to 2026-03-06
    claim 90.1 2026-03-03 to 2026-03-06
    claim 6m.1 2026-03-03 to open
    claim 30.3 2026-03-09 to open
    "#);
    }

    #[test]
    fn what_was_undone_never_waited_and_what_was_redone_always_did() {
        let mut run = Run::new().on("2026-03-03");
        run.hire(&claim("team"));
        let mut run = run.on("2026-03-12");
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(told(&run), "");
        run.redo(Party::Hire).unwrap();
        assert_eq!(told(&run), "claim 30.1 2026-03-03 to open\n");
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(told(&run), "");
        run.hire(&block("access", Some("2026-03-04")));
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(told(&run), "");
    }

    #[test]
    fn an_answer_that_was_undone_leaves_the_claim_waiting() {
        let mut run = Run::new().on("2026-03-03");
        run.hire(&claim("team"));
        run.hire(&claim("access"));
        let mut run = run.on("2026-03-05");
        run.mentor(&confirm("team"));
        run.mentor(&send_back("access"));
        let mut run = run.on("2026-03-12");
        run.undo(Party::Mentor, None).unwrap();
        run.undo(Party::Mentor, None).unwrap();
        insta::assert_snapshot!(told(&run), @r#"
    claim 30.1 2026-03-03 to open
    claim 30.3 2026-03-03 to open
    "#);
    }

    #[test]
    fn a_blocker_lasts_from_its_first_day_until_it_is_cleared_and_another_is_another() {
        let mut run = Run::new().on("2026-03-09");
        run.hire(&block("access", Some("2026-03-04")));
        let mut run = run.on("2026-03-11");
        run.hire(&clear("access"));
        let mut run = run.on("2026-03-13");
        // It was not cleared after all.
        run.undo(Party::Hire, None).unwrap();
        assert_eq!(told(&run), "blocker 30.3 2026-03-04 to open\n");
        let mut run = run.on("2026-03-16");
        run.hire(&clear("access"));
        let mut run = run.on("2026-03-20");
        run.hire(&block("access", None));
        run.hire(&block("team", None));
        let mut run = run.on("2026-03-24");
        // A claim ends the wait, and so does a waiver.
        run.hire(&claim("team"));
        run.hire(&waive("access"));
        insta::assert_snapshot!(told(&run), @r#"
    claim 30.1 2026-03-24 to open
    blocker 30.3 2026-03-04 to 2026-03-16
    blocker 30.1 2026-03-20 to 2026-03-24
    blocker 30.3 2026-03-20 to 2026-03-24
    "#);
        let mut run = run.on("2026-03-26");
        run.hire(&unclaim("team"));
        run.hire(&restore("access"));
        insta::assert_snapshot!(told(&run), @r#"
    claim 30.1 2026-03-24 to 2026-03-26
    blocker 30.3 2026-03-04 to 2026-03-16
    blocker 30.1 2026-03-20 to open
    blocker 30.3 2026-03-20 to open
    "#);
    }

    #[test]
    fn what_is_entered_late_counts_for_its_day() {
        let mut run = Run::new().on("2026-03-20");
        run.hire(&claim("team"));
        let mut run = run.on("2026-03-12");
        run.hire(&claim("access"));
        run.mentor(&confirm("access"));
        for change in run.log.iter_mut().rev().take(2) {
            change.entered = Some(day("2026-03-25"));
        }
        insta::assert_snapshot!(told(&run), @r#"
    claim 30.3 2026-03-12 to 2026-03-12
    claim 30.1 2026-03-20 to open
    "#);
        let waits = Waits::of(&run.log);
        assert!(
            !waits.claims[0].covers(day("2026-03-12")),
            "answered that day"
        );
        assert!(waits.claims[1].covers(day("2026-03-20")));
    }

    #[test]
    fn a_goal_that_left_the_plan_waits_no_longer() {
        let mut run = Run::new();
        run.hire(&claim("access"));
        run.hire(&block("team", None));
        let mut without = plan();
        without.role.edition = 2;
        (without.goals).retain(|goal| !["access", "team"].contains(&goal.slug.as_str()));
        let mut run = run.on("2026-03-10");
        run.take(Party::Mentor, &without);
        insta::assert_snapshot!(told(&run), @r#"
    claim 30.3 2026-03-02 to 2026-03-10
    blocker 30.1 2026-03-02 to 2026-03-10
    "#);
    }
}
