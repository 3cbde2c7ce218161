//! What the log says of the entries of a calendar: how often each was touched and when last, and what was
//! there once. Only what everybody may read of the log counts, of which nothing ever goes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::Plan;
use crate::domain::record::audience::Audience;
use crate::domain::record::change::Change;
use crate::domain::record::goal::Deferral;
use crate::domain::record::ids::ChangeId;
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::verb::Verb;

use super::Record;

/// The log of a journey, as far as everybody may read it.
pub(super) struct Past<'a> {
    journey: &'a Journey,
    pub(super) changes: Vec<&'a Change>,
    /// Whether other machines write into the log.
    is_linked: bool,
}

/// How often an entry was touched, and when last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trace {
    /// The number of its revision, from 0. It never goes down, since no change leaves the log.
    pub(super) sequence: u32,
    /// When it was touched last, in milliseconds since 1970, UTC.
    pub(super) stamp: i64,
}

/// An action as the log last had it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Once {
    pub(super) text: String,
    pub(super) due: Option<NaiveDate>,
}

impl<'a> Past<'a> {
    pub(super) fn of(journey: &'a Journey, changes: &'a [Change]) -> Self {
        let all = changes.iter();
        let changes: Vec<_> = all
            .filter(|change| change.audience == Audience::Journey)
            .collect();
        let is_linked = changes.iter().any(|change| change.verb == Verb::Admit);
        Self {
            journey,
            changes,
            is_linked,
        }
    }

    /// Returns what names an entry in every calendar.
    pub(super) fn uid(&self, record: &Record) -> String {
        let record = match record {
            Record::Milestone(key) => format!("milestone-{key}"),
            Record::Gate(key) => format!("gate-{key}"),
            Record::Goal(slug) => format!("goal-{slug}"),
            Record::Meeting(place) => format!("meeting-{place}"),
            Record::Action(id) => format!("action-{}", id.0),
        };
        format!("{record}.{}@onramp", self.journey.id.0)
    }

    /// Returns how often an entry was touched. On a linked journey a change from another machine may set
    /// others aside that touched the entry, so there each one counts.
    pub(super) fn trace(&self, record: &Record) -> Trace {
        let is_touched = |change: &&&Change| {
            let mut edits = change.edits.iter();
            self.is_linked || edits.any(|edit| touches(edit, record))
        };
        let touched = self.changes.iter().filter(is_touched);
        let (count, stamp) = touched.fold((0_u32, 0), |(count, stamp), change| {
            (count.saturating_add(1), change.stamp.max(stamp))
        });
        Trace {
            sequence: count.saturating_sub(1),
            stamp,
        }
    }

    fn edits(&self) -> impl Iterator<Item = &'a Edit> {
        self.changes.iter().flat_map(|change| &change.edits)
    }

    /// Returns every plan that was followed, the first one first.
    pub(super) fn plans(&self) -> impl Iterator<Item = &'a Plan> {
        self.edits().filter_map(|edit| match edit {
            Edit::Seed(set) => set.to.as_ref()?.plan.plan(),
            Edit::Plan(set) => set.to.as_ref()?.plan(),
            _ => None,
        })
    }

    /// Returns every milestone that ever held a goal, as it was planned last; the earliest first.
    pub(super) fn milestones(&self) -> Vec<Milestone> {
        let planned = self.plans().flat_map(|plan| &plan.goals);
        let planned = planned.map(|goal| goal.milestone);
        let held = self.journey.goals.iter();
        let held = held.map(|goal| goal.number.milestone);
        let mut all: BTreeMap<String, Milestone> = BTreeMap::new();
        for milestone in planned.chain(held) {
            all.insert(milestone.key().to_owned(), milestone);
        }
        let mut all: Vec<Milestone> = all.into_values().collect();
        all.sort_unstable();
        all
    }

    /// Returns the goals whose dates were ever moved, each with how it was moved last.
    pub(super) fn deferrals(&self) -> BTreeMap<&'a Slug, &'a Deferral> {
        let moved = self.edits().filter_map(|edit| match edit {
            Edit::Deferral(set) => Some((&set.key, set.to.as_ref()?)),
            _ => None,
        });
        moved.collect()
    }

    /// Returns the actions that were ever entered, as the log last had each.
    pub(super) fn actions(&self) -> BTreeMap<ChangeId, Once> {
        let mut all: BTreeMap<ChangeId, Once> = BTreeMap::new();
        for edit in self.edits() {
            match edit {
                Edit::Action(set) => {
                    all.entry(set.key).or_default();
                }
                Edit::ActionText(set) => {
                    if let (Some(once), Some(text)) = (all.get_mut(&set.key), &set.to) {
                        once.text.clone_from(text);
                    }
                }
                Edit::ActionDue(set) => {
                    if let (Some(once), Some(due)) = (all.get_mut(&set.key), set.to) {
                        once.due = Some(due);
                    }
                }
                _ => {}
            }
        }
        all
    }
}

/// Returns whether an edit may alter what an entry says.
fn touches(edit: &Edit, record: &Record) -> bool {
    match edit {
        // The dates and the names in every entry come from these.
        Edit::Seed(_)
        | Edit::Withdrawn(_)
        | Edit::Name(_)
        | Edit::Seat(_)
        | Edit::Start(_)
        | Edit::Week(_)
        | Edit::Holiday(_)
        | Edit::Leave(_)
        | Edit::Plan(_)
        | Edit::Archive(_) => true,
        Edit::Review(_) | Edit::Ruling(_) => matches!(record, Record::Gate(_)),
        Edit::Next(_) | Edit::Closing(_) | Edit::Meeting(_) => {
            matches!(record, Record::Meeting(_))
        }
        Edit::Stage(set) => is_goal(record, &set.key),
        Edit::Waiver(set) => is_goal(record, &set.key),
        Edit::Deferral(set) => is_goal(record, &set.key),
        Edit::Action(set) => *record == Record::Action(set.key),
        Edit::ActionText(set) => *record == Record::Action(set.key),
        Edit::ActionOwner(set) => *record == Record::Action(set.key),
        Edit::ActionDue(set) => *record == Record::Action(set.key),
        Edit::ActionDone(set) => *record == Record::Action(set.key),
        Edit::ActionDropped(set) => *record == Record::Action(set.key),
        _ => false,
    }
}

fn is_goal(record: &Record, slug: &Slug) -> bool {
    matches!(record, Record::Goal(goal) if goal == slug)
}
