//! What was changed in the plan of a journey since it began, as far as it stands: leaves, goals taken out
//! or moved, reviews that extended or re-planned, editions. It never drops out with time.

use chrono::NaiveDate;

use crate::domain::judgment::dates::Dates;
use crate::domain::plan::people::Mark;
use crate::domain::record::change::Change;
use crate::domain::record::goal::{Deferral, Goal};
use crate::domain::record::journey::Journey;
use crate::domain::record::kinds::Edit;
use crate::domain::record::review::{Review, Verdict};
use crate::domain::record::writing::Visibility;
use crate::domain::wording::goals::named;
use crate::domain::words::when::{full_date, working_days};

/// One change of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replanned {
    /// The day it counts for.
    pub on: NaiveDate,
    /// What was changed, in words.
    pub what: String,
    /// Why, where there is a reason that everybody may know.
    pub why: Option<String>,
    /// Who entered it and who agreed, in words.
    pub who: String,
}

/// Returns what was changed in a plan, the oldest first, as everybody may read it.
/// `changes` is the journey's log in order.
pub fn replanned(journey: &Journey, changes: &[Change], dates: &Dates) -> Vec<Replanned> {
    let goals = || journey.goals.iter().filter(|goal| !goal.plan.dropped);
    let deferred = goals().flat_map(|goal| deferrals(journey, goal, changes, dates));
    let mut all: Vec<Replanned> = leaves(journey)
        .into_iter()
        .chain(journey.reviews.all.values().filter_map(reviewed))
        .chain(goals().filter_map(waived))
        .chain(deferred)
        .chain(editions(journey))
        .collect();
    all.sort_by_key(|replanned| replanned.on);
    all
}

fn leaves(journey: &Journey) -> Vec<Replanned> {
    let leaves = journey.leaves_by_date().into_iter();
    leaves
        .map(|(id, leave)| Replanned {
            on: leave.mark.on,
            what: format!(
                "Leave, {} ({})",
                leave.span(),
                working_days(journey.working_days_in(leave.from, leave.until))
            ),
            why: journey
                .leave_reasons
                .get(&id)
                .filter(|reason| reason.visibility == Visibility::Shared)
                .map(|reason| reason.text.clone()),
            who: leave.mark.by.clone(),
        })
        .collect()
}

fn waived(goal: &Goal) -> Option<Replanned> {
    let waiver = goal.waiver.as_ref()?;
    Some(Replanned {
        on: waiver.mark.on,
        what: format!("Waived: {}", named(goal)),
        why: Some(waiver.reason.clone()),
        who: agreed(&waiver.mark, &waiver.agreed),
    })
}

/// Returns how the date of a goal was moved until it came to be what it is. What an extension moved is told
/// with the review.
fn deferrals(journey: &Journey, goal: &Goal, changes: &[Change], dates: &Dates) -> Vec<Replanned> {
    let mut chain: Vec<&Deferral> = goal.deferral.iter().collect();
    while let Some(before) = chain.last().and_then(|last| before(goal, last, changes)) {
        chain.push(before);
        if chain.len() > changes.len() {
            break;
        }
    }
    let told = chain
        .iter()
        .zip(0..)
        .filter(|(deferral, _)| !is_of_extension(journey, deferral));
    told.map(|(deferral, place)| {
        let from = chain.get(place + 1);
        let from = from.map(|before| dates.agreed(before.to, before.follows));
        let from = from.or_else(|| dates.milestone_due(goal.number.milestone));
        moved(goal, deferral, from, dates)
    })
    .collect()
}

/// Returns the deferral that stood before another one was agreed on.
fn before<'c>(goal: &Goal, deferral: &Deferral, changes: &'c [Change]) -> Option<&'c Deferral> {
    let agreed = changes
        .iter()
        .rev()
        .filter(|change| change.undoes.is_none());
    let mut edits = agreed.flat_map(|change| &change.edits);
    edits.find_map(|edit| match edit {
        Edit::Deferral(set) if set.key == *goal.slug() && set.to.as_ref() == Some(deferral) => {
            Some(set.from.as_ref())
        }
        _ => None,
    })?
}

/// Returns whether a date was moved by a review that extended the milestone.
fn is_of_extension(journey: &Journey, deferral: &Deferral) -> bool {
    let rulings = journey.reviews.all.values();
    let mut rulings = rulings.filter_map(|review| review.verdict.as_ref());
    rulings.any(|ruling| match &ruling.verdict {
        Verdict::Extend { to, .. } => ruling.mark.on == deferral.mark.on && *to == deferral.to,
        Verdict::Advance | Verdict::Replan { .. } => false,
    })
}

fn moved(goal: &Goal, deferral: &Deferral, from: Option<NaiveDate>, dates: &Dates) -> Replanned {
    let verb = match deferral.follows {
        Some(_) => "Carried",
        None => "Deferred",
    };
    let from = from.map(|day| format!(" from {}", full_date(day)));
    let to = dates.agreed(deferral.to, deferral.follows);
    Replanned {
        on: deferral.mark.on,
        what: format!(
            "{verb}: {}{} to {}",
            named(goal),
            from.unwrap_or_default(),
            full_date(to)
        ),
        why: Some(deferral.reason.clone()),
        who: agreed(&deferral.mark, &deferral.agreed),
    }
}

/// Returns what a review changed; one that let the hire go on changed nothing.
fn reviewed(review: &Review) -> Option<Replanned> {
    let ruling = review.verdict.as_ref()?;
    let milestone = review.opening.milestone;
    let (what, why) = match &ruling.verdict {
        Verdict::Advance => return None,
        Verdict::Extend { to, reason } => {
            let what = format!("{} extended to {}", milestone.label(), full_date(*to));
            (what, reason)
        }
        Verdict::Replan { reason, .. } => (format!("Re-planned at {milestone}"), reason),
    };
    Some(Replanned {
        on: ruling.mark.on,
        what,
        why: Some(reason_of(why, &ruling.summary)),
        who: ruling.mark.by.clone(),
    })
}

fn reason_of(reason: &str, summary: &str) -> String {
    match reason.trim() {
        "" => summary.to_owned(),
        reason => reason.to_owned(),
    }
}

fn editions(journey: &Journey) -> impl Iterator<Item = Replanned> {
    journey.consents.values().map(|consent| Replanned {
        on: consent.mark.on,
        what: "Another edition of the plan, which drops or moves goals".to_owned(),
        why: None,
        who: agreed(&consent.mark, &consent.agreed),
    })
}

fn agreed(mark: &Mark, agreed: &str) -> String {
    match agreed.trim() {
        "" => mark.by.clone(),
        by if by == mark.by => by.to_owned(),
        by => format!("{}, agreed by {by}", mark.by),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;

    fn told(run: &Run) -> String {
        let dates = Dates::of(&run.journey, run.today);
        let line = |replanned: &Replanned| {
            let why = replanned.why.as_deref().unwrap_or("-");
            let (on, what, who) = (replanned.on, &replanned.what, &replanned.who);
            format!("{on} {what} | {why} | {who}\n")
        };
        replanned(&run.journey, &run.log, &dates)
            .iter()
            .map(line)
            .collect()
    }

    #[test]
    fn what_was_changed_stays_told_until_it_is_taken_back() {
        let mut run = Run::new().on("2026-03-05");
        run.hire(&defer("fix", "2026-05-22"));
        let mut run = run.on("2026-03-09");
        run.mentor(&waive("baseline"));
        run.mentor(&waive("talk"));
        run.mentor(&restore("talk"));
        run.hire(&leave("2026-03-16", "2026-03-18"));
        run.hire(&Act::Leave {
            from: day("2026-06-01"),
            until: day("2026-06-01"),
            reason: "a thing of mine".to_owned(),
            visibility: Visibility::Private,
        });
        let run = run.on("2027-01-04");
        insta::assert_snapshot!(told(&run), @r"
        2026-03-05 Deferred: 60.1 Do the fix from Tue 5 May 2026 to Fri 22 May 2026 | the data comes late | Ada, agreed by Bo
        2026-03-09 Leave, Mon 16 Mar 2026 to Wed 18 Mar 2026 (3 working days) | leave | Ada
        2026-03-09 Leave, Mon 1 Jun 2026 (1 working day) | - | Ada
        2026-03-09 Waived: 30.2 Do the baseline | another team does it | Bo, agreed by Cy
        ");
    }

    #[test]
    fn a_date_that_is_moved_again_is_told_both_times() {
        let mut run = Run::new().on("2026-03-05");
        run.hire(&defer("fix", "2026-05-22"));
        let mut run = run.on("2026-03-09");
        run.hire(&defer("fix", "2026-06-05"));
        run.hire(&defer("fix", "2026-06-12"));
        run.undo(Party::Hire, None).unwrap();
        insta::assert_snapshot!(told(&run), @r#"
    2026-03-05 Deferred: 60.1 Do the fix from Thu 30 Apr 2026 to Fri 22 May 2026 | the data comes late | Ada, agreed by Bo
    2026-03-09 Deferred: 60.1 Do the fix from Fri 22 May 2026 to Fri 5 Jun 2026 | the data comes late | Ada, agreed by Bo
    "#);
    }
}
