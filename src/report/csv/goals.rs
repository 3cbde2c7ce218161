//! The goals as a table: how far each has come, what was agreed on it, what it waits for.

use chrono::NaiveDate;

use crate::domain::judgment::course::Course;
use crate::domain::judgment::standing::Standing;
use crate::domain::plan::role::Asks;
use crate::domain::record::change::Change;
use crate::domain::record::goal::Goal;
use crate::domain::record::kinds::Edit;
use crate::report::readership::For;

use super::sheet::{Cell, mark, sheet};

const COLUMNS: [&str; 30] = [
    "number",
    "slug",
    "milestone",
    "title",
    "in_plan",
    "state",
    "due",
    "first_due",
    "working_days_late",
    "claimed_on",
    "claimed_by",
    "confirmed_on",
    "confirmed_by",
    "waived_on",
    "waived_by",
    "waived_reason",
    "waived_agreed_by",
    "deferred_on",
    "deferred_by",
    "deferred_reason",
    "deferred_agreed_by",
    "deferred_to",
    "waits_on",
    "waits_for",
    "waits_since",
    "waits_working_days",
    "criteria_ticked",
    "criteria_wanted",
    "evidence",
    "shared_notes",
];

/// Returns the goals, in the order of the plan.
pub(super) fn table(
    standing: &Standing<'_>,
    changes: &[Change],
    reader: For,
) -> std::io::Result<String> {
    let first = FirstPlan::of(standing, changes);
    let goals = standing.journey.goals.iter();
    let rows = goals.map(|goal| {
        let [claimed_on, claimed_by] = mark(goal.claim());
        let [confirmed_on, confirmed_by] = mark(goal.confirmation());
        let [waived_on, waived_by, waived_reason, waived_agreed] = waived(goal);
        let [
            deferred_on,
            deferred_by,
            deferred_reason,
            deferred_agreed,
            to,
        ] = deferred(standing, goal);
        let [waits_on, waits_for, since, waiting] = waits(standing, goal);
        let (ticked, all) = goal.parts();
        let wanted = match goal.plan.asks {
            Asks::All => all,
            Asks::Any => all.min(1),
        };
        [
            goal.number.to_string().into(),
            goal.slug().as_str().into(),
            goal.number.milestone.key().into(),
            goal.plan.title.as_str().into(),
            (!goal.plan.dropped).into(),
            goal.state().word().into(),
            standing.dates.goal_due(goal).into(),
            first.due(goal).into(),
            standing.dates.days_late(goal).into(),
            claimed_on,
            claimed_by,
            confirmed_on,
            confirmed_by,
            waived_on,
            waived_by,
            waived_reason,
            waived_agreed,
            deferred_on,
            deferred_by,
            deferred_reason,
            deferred_agreed,
            to,
            waits_on,
            waits_for,
            since,
            waiting,
            ticked.into(),
            wanted.into(),
            // A link holds no line break, so each can be told from the next.
            Cell::lines(
                goal.evidence
                    .values()
                    .map(|evidence| evidence.link.as_str()),
            ),
            reader.count(&goal.notes).into(),
        ]
    });
    sheet(COLUMNS, rows)
}

fn waived(goal: &Goal) -> [Cell; 4] {
    let waiver = goal.waiver.as_ref();
    let [on, by] = mark(waiver.map(|waiver| &waiver.mark));
    let reason = waiver.map(|waiver| waiver.reason.as_str());
    let agreed = waiver.map(|waiver| waiver.agreed.as_str());
    [on, by, reason.into(), agreed.into()]
}

fn deferred(standing: &Standing<'_>, goal: &Goal) -> [Cell; 5] {
    let deferral = goal.deferral.as_ref();
    let [on, by] = mark(deferral.map(|deferral| &deferral.mark));
    let reason = deferral.map(|deferral| deferral.reason.as_str());
    let agreed = deferral.map(|deferral| deferral.agreed.as_str());
    let to = deferral.map(|deferral| standing.dates.agreed(deferral.to, deferral.follows));
    [on, by, reason.into(), agreed.into(), to.into()]
}

fn waits(standing: &Standing<'_>, goal: &Goal) -> [Cell; 4] {
    let blocker = goal.waiting();
    [
        blocker.map(|blocker| blocker.on.as_str()).into(),
        blocker.map(|blocker| blocker.waits_for.as_str()).into(),
        blocker.map(|blocker| blocker.since).into(),
        standing.dates.days_waiting(goal).into(),
    ]
}

/// When goals fell due by the first plan, before leaves, reviews and editions moved them.
struct FirstPlan<'a> {
    course: Course,
    seed: Option<&'a Edit>,
}

impl<'a> FirstPlan<'a> {
    fn of(standing: &Standing<'_>, changes: &'a [Change]) -> Self {
        let mut edits = changes.iter().flat_map(|change| &change.edits);
        Self {
            course: Course::of(standing.journey, changes, standing.dates.today),
            seed: edits.find(|edit| matches!(edit, Edit::Seed(_))),
        }
    }

    /// Returns when a goal fell due; nothing if the first plan did not have it.
    fn due(&self, goal: &Goal) -> Option<NaiveDate> {
        let Some(Edit::Seed(seed)) = self.seed else {
            return None;
        };
        let plan = seed.to.as_ref()?.plan.plan()?;
        let mut goals = plan.goals.iter();
        let milestone = goals.find(|first| first.slug == *goal.slug())?.milestone;
        self.course.first_due(milestone)
    }
}
