//! The plans inside the program. Listing them parses nothing.

use super::file::{PlanError, read};
use crate::domain::find::{NotFound, one};
use crate::domain::plan::Plan;

/// A plan inside the program, as far as a list of roles needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// The plan's short name.
    pub slug: &'static str,
    /// The role's name.
    pub title: &'static str,
    /// The role in a sentence or two.
    pub summary: &'static str,
    text: &'static str,
}

const ALL: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

impl BuiltIn {
    /// Returns the whole plan.
    ///
    /// # Errors
    /// [`PlanError`] where the file has a mistake; a test reads every file, so a released program
    /// has none.
    pub fn plan(&self) -> Result<Plan, PlanError> {
        read(&format!("plans/{}.toml", self.slug), self.text)
    }
}

/// Returns the plans inside the program, by short name.
pub fn all() -> &'static [BuiltIn] {
    ALL
}

/// Returns the plan of a short name, a role's name, or the beginning of one.
///
/// # Errors
/// [`NotFound`] with the nearest name.
pub fn find(text: &str) -> Result<&'static BuiltIn, NotFound> {
    one(
        "role",
        text,
        ALL.iter().map(|plan| (plan, vec![plan.slug, plan.title])),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::journey::number;
    use crate::domain::milestone::Milestone;
    use crate::domain::text::is_clean;

    #[test]
    fn every_built_in_plan_reads_and_names_itself_as_the_list_does() {
        for built_in in all() {
            let plan = built_in.plan().unwrap();
            assert_eq!(plan.role.slug.as_str(), built_in.slug);
            assert_eq!(plan.role.title, built_in.title);
            assert_eq!(plan.role.summary, built_in.summary);
        }
    }

    #[test]
    fn the_applied_scientist_has_the_goals_of_the_blueprint() {
        let plan = find("applied-scientist").unwrap().plan().unwrap();
        let goals = number(plan.goals);
        let count = |milestone| {
            goals
                .iter()
                .filter(|goal| goal.number.milestone == milestone)
                .count()
        };
        assert_eq!(Milestone::ALL.map(count), [5, 4, 3, 4, 4, 3]);
        let criteria: usize = goals.iter().map(|goal| goal.plan.criteria.len()).sum();
        assert_eq!(criteria, 2);
    }

    #[test]
    fn the_texts_of_the_plans_are_clean() {
        for built_in in all() {
            assert!(
                is_clean(&built_in.text.replace('\n', " ")),
                "{}",
                built_in.slug
            );
        }
    }

    #[test]
    fn a_role_is_found_by_slug_title_and_beginning() {
        for text in ["applied-scientist", "Applied Scientist", "applied"] {
            assert_eq!(find(text).unwrap().slug, "applied-scientist");
        }
    }

    #[test]
    fn an_unknown_role_names_the_nearest() {
        let error = find("aplied-scientist").unwrap_err().to_string();
        insta::assert_snapshot!(error, @"there is no role ‘aplied-scientist’; did you mean ‘applied-scientist’?");
    }
}
