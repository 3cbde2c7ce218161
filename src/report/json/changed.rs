//! What a change set, as data: for a program that asks what became of a goal or a date, not for the words.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::domain::record::change::Change;
use crate::domain::record::course::Leave;
use crate::domain::record::goal::Stage;
use crate::domain::record::kinds::Edit;
use crate::domain::record::review::Verdict;

/// A value that a change set.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub(super) struct Changed {
    /// `state`, `waiver`, `due` (a date that was agreed on), `blocker`, `start`, `next_meeting`, `leave`,
    /// `verdict` or `archive`.
    what: &'static str,
    /// The goal's short name.
    goal: Option<String>,
    /// The value before; null if there was none.
    before: Option<String>,
    /// The value since; null if it was taken away.
    after: Option<String>,
    /// Why, if that was said to everybody.
    reason: Option<String>,
    /// Who agreed.
    agreed: Option<String>,
}

/// Returns the goals, dates and verdicts that a change set, in order. Texts that people wrote are not
/// among them.
pub(super) fn changed(change: &Change) -> Vec<Changed> {
    change.edits.iter().filter_map(of).collect()
}

fn of(edit: &Edit) -> Option<Changed> {
    let date = |day: &NaiveDate| day.to_string();
    let mut found = Changed {
        goal: edit.goal().map(ToString::to_string),
        ..Changed::default()
    };
    match edit {
        Edit::Stage(set) => {
            found.what = "state";
            (found.before, found.after) =
                (set.from.as_ref().map(state), set.to.as_ref().map(state));
            found.reason = set.to.as_ref().and_then(sent_back);
        }
        Edit::Waiver(set) => {
            found.what = "waiver";
            let waived = || "waived".to_owned();
            found.before = set.from.as_ref().map(|_| waived());
            found.after = set.to.as_ref().map(|_| waived());
            found.reason = set.to.as_ref().map(|waiver| waiver.reason.clone());
            found.agreed = set.to.as_ref().map(|waiver| waiver.agreed.clone());
        }
        Edit::Deferral(set) => {
            found.what = "due";
            found.before = set.from.as_ref().map(|deferral| date(&deferral.to));
            found.after = set.to.as_ref().map(|deferral| date(&deferral.to));
            found.reason = set.to.as_ref().map(|deferral| deferral.reason.clone());
            found.agreed = set.to.as_ref().map(|deferral| deferral.agreed.clone());
        }
        Edit::Blocker(set) => {
            found.what = "blocker";
            found.before = set.from.as_ref().map(|blocker| blocker.on.clone());
            found.after = set.to.as_ref().map(|blocker| blocker.on.clone());
            found.reason = set.to.as_ref().map(|blocker| blocker.waits_for.clone());
        }
        Edit::Start(set) => {
            found.what = "start";
            (found.before, found.after) = (set.from.as_ref().map(date), set.to.as_ref().map(date));
        }
        Edit::Next(set) => {
            found.what = "next_meeting";
            (found.before, found.after) = (set.from.as_ref().map(date), set.to.as_ref().map(date));
        }
        Edit::Leave(set) => {
            found.what = "leave";
            let days = |leave: &Leave| format!("{}/{}", leave.from, leave.until);
            (found.before, found.after) = (set.from.as_ref().map(days), set.to.as_ref().map(days));
        }
        Edit::Ruling(set) => {
            found.what = "verdict";
            let verdict = |ruling: &Verdict| ruling.word().to_owned();
            found.before = set.from.as_ref().map(|ruling| verdict(&ruling.verdict));
            found.after = set.to.as_ref().map(|ruling| verdict(&ruling.verdict));
            found.reason = set.to.as_ref().and_then(|ruling| match &ruling.verdict {
                Verdict::Advance => None,
                Verdict::Extend { reason, .. } | Verdict::Replan { reason, .. } => {
                    Some(reason.clone())
                }
            });
        }
        Edit::Archive(set) => {
            found.what = "archive";
            found.before = set
                .from
                .as_ref()
                .map(|archive| archive.end.word().to_owned());
            found.after = set.to.as_ref().map(|archive| archive.end.word().to_owned());
            found.reason = set.to.as_ref().and_then(|archive| archive.reason.clone());
        }
        _ => return None,
    }
    Some(found)
}

fn state(stage: &Stage) -> String {
    match stage {
        Stage::Open => "open",
        Stage::Active { .. } => "active",
        Stage::Claimed { .. } => "claimed",
        Stage::Confirmed { .. } => "confirmed",
    }
    .to_owned()
}

/// Returns why a claim was sent back.
fn sent_back(stage: &Stage) -> Option<String> {
    match stage {
        Stage::Active {
            returned: Some(returned),
            ..
        } => Some(returned.reason.clone()),
        _ => None,
    }
}
