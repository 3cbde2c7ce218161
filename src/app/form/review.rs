//! The forms of a gate review: why a grade is what it is, and the verdict.

use super::field::{Field, FieldKind};
use super::{Form, name};
use crate::domain::acts::act::{Act, ReviewAct};
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::journey::Journey;
use crate::domain::record::review::{Graded, Verdict};
use crate::domain::wording::gates;

/// What becomes of an open goal in a re-plan.
const CARRY_ON: &str = "carry on";
const WAIVE: &str = "waive";

pub(super) const SUMMARY: &str = "How the milestone went, in Markdown";

impl Form {
    /// Returns the verdict that carries on or waives each goal as it was chosen.
    pub(super) fn replan(&self, goals: &[Slug]) -> Act {
        let chosen = goals.iter().zip(&self.fields);
        let (carried, waived): (Vec<_>, Vec<_>) =
            chosen.partition(|(_, field)| field.text() != WAIVE);
        let slugs = |chosen: Vec<(&Slug, &Field)>| {
            let slugs = chosen.into_iter().map(|(slug, _)| slug.clone());
            slugs.collect()
        };
        let verdict = Verdict::Replan {
            carried: slugs(carried),
            waived: slugs(waived),
            reason: self.text(goals.len()),
        };
        self.ruled(verdict, self.text(goals.len() + 1))
    }

    /// Returns a verdict; saved once more after the warning, it leaves dimensions ungraded.
    pub(super) fn ruled(&self, verdict: Verdict, summary: String) -> Act {
        Act::Review(ReviewAct::Verdict {
            summary,
            verdict,
            leave_ungraded: self.warned,
        })
    }
}

/// Returns the fields of a re-plan: what becomes of each goal, why, and the summary.
pub(super) fn replan_fields(journey: &Journey, goals: &[Slug]) -> Vec<Field> {
    use FieldKind::{Line, Text};
    let fates = || [CARRY_ON, WAIVE].map(|word| (word, word));
    let choice = |slug| Field::choice(name(slug, journey), fates(), CARRY_ON);
    let rest = [Field::new("Why", Line, ""), Field::new(SUMMARY, Text, "")];
    goals.iter().map(choice).chain(rest).collect()
}

/// Returns the act that says why a grade is what it is.
pub(super) fn why(journey: &Journey, party: Party, dimension: &Slug, text: String) -> Act {
    Act::Review(ReviewAct::Grade {
        dimension: dimension.clone(),
        grade: given(journey, party, dimension).map(|graded| graded.grade),
        why: Some(text),
    })
}

/// Returns the field for it, with what was said before.
pub(super) fn why_field(journey: &Journey, party: Party, dimension: &Slug) -> Vec<Field> {
    let given = given(journey, party, dimension);
    let why = given.and_then(|graded| graded.why.as_deref());
    vec![Field::new(
        "Why, in a line (empty takes it back)",
        FieldKind::Optional,
        why.unwrap_or_default(),
    )]
}

/// Returns its heading: the dimension and the grade.
pub(super) fn why_title(journey: &Journey, party: Party, dimension: &Slug, name: &str) -> String {
    let given = given(journey, party, dimension);
    let grade = gates::grade(given.map(|graded| graded.grade));
    format!("{name}: {grade}")
}

/// Returns the grade that a side gave in the open review.
fn given<'j>(journey: &'j Journey, party: Party, dimension: &Slug) -> Option<&'j Graded> {
    let (_, review) = journey.reviews.open()?;
    review.grades.get(&(party, dimension.clone()))
}
