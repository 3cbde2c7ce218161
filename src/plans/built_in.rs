//! The plans inside the program. Listing them parses nothing.

use super::document::Document;
use super::file::PlanFile;
use super::problem::Problems;
use crate::domain::acts::find::{NotFound, one};
use crate::domain::plan::names::Slug;

/// A plan inside the program, as far as a list of roles needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuiltIn {
    /// The plan's short name.
    pub slug: &'static str,
    /// The role's name.
    pub title: &'static str,
    /// The role in a sentence or two.
    pub summary: &'static str,
    /// Which edition of the plan this is.
    pub edition: u32,
    text: &'static str,
}

const ALL: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

impl BuiltIn {
    /// Returns what the plan's file holds.
    ///
    /// # Errors
    /// [`Problems`] where the file has mistakes; a test reads every file, so a released program
    /// has none.
    pub fn read(&self) -> Result<PlanFile, Box<Problems>> {
        let name = format!("plans/{}.toml", self.slug);
        // Each stands alone, so that reading one never reads another.
        let alone = |slug: &Slug| Err(format!("a built-in plan builds on none, not on ‘{slug}’"));
        match Document::new(name, Ok(self.text)).examine(&alone) {
            (Some(plan), problems) if problems.errors() == 0 => Ok(plan),
            (_, problems) => Err(Box::new(problems)),
        }
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
    use crate::domain::plan::copy::PlanCopy;
    use crate::domain::plan::guide::Group;
    use crate::domain::plan::milestone::Milestone;
    use crate::domain::plan::role::Asks;
    use crate::domain::record::journey::number;
    use crate::plans::examine;
    use rstest::rstest;

    #[test]
    fn nothing_is_wrong_with_the_built_in_plans() {
        for built_in in all() {
            let (_, problems) = examine(built_in.slug, built_in.text);
            assert!(built_in.read().is_ok());
            assert!(problems.list.is_empty(), "{}", problems.render());
        }
    }

    #[test]
    fn every_built_in_plan_names_itself_as_the_list_does() {
        for built_in in all() {
            let role = built_in.read().unwrap().plan.role;
            assert_eq!(role.slug.as_str(), built_in.slug);
            assert_eq!(role.title, built_in.title);
            assert_eq!(role.summary, built_in.summary);
            assert_eq!(role.edition, built_in.edition);
        }
    }

    /// Whoever follows an edition is asked about the next one. A plan that says something else takes a new
    /// number, and its line here with it.
    #[test]
    fn an_edition_says_what_it_said() {
        let told = all().iter().map(|built_in| {
            let hash = PlanCopy::of(built_in.read().unwrap().plan).hash();
            format!("{} {} {hash}\n", built_in.slug, built_in.edition)
        });
        insta::assert_snapshot!(told.collect::<String>(), @r#"
    applied-scientist 2 43a76ecd75ea7282c208ecb47c8cf5ed71b1729af5c1d270a001f543e2a45324
    associate-applied-scientist 2 67740e5519fbbb10a81f2faa98346fd096fe1b3fd790252eb040e437ac9bae4a
    associate-machine-learning-scientist 2 61ae2675b12d5b9ade0556951bd739d62a0c8eced839039727046c7663870cc6
    associate-research-scientist 2 673340436008a917ba3c341bb5dfc2f61dbe5ae6629d77e0c692c3cf10772320
    senior-machine-learning-scientist 2 3683e12a8c9d88acd08e127d0576ba324f532bcf5318318443a84196209ef666
    "#);
    }

    #[rstest]
    #[case("applied-scientist", [5, 4, 3, 4, 4, 3])]
    #[case("associate-applied-scientist", [4, 4, 4, 4, 3, 2])]
    #[case("associate-machine-learning-scientist", [5, 4, 4, 4, 4, 4])]
    #[case("associate-research-scientist", [5, 5, 4, 4, 4, 3])]
    #[case("senior-machine-learning-scientist", [5, 4, 4, 4, 4, 3])]
    fn the_goals_are_those_of_the_blueprint(#[case] role: &str, #[case] goals: [usize; 6]) {
        let numbered = number(find(role).unwrap().read().unwrap().plan.goals);
        let count = |milestone| {
            let of = |goal: &&crate::domain::record::goal::Goal| goal.number.milestone == milestone;
            numbered.iter().filter(of).count()
        };
        assert_eq!(Milestone::SIX.map(count), goals);
    }

    #[rstest]
    #[case("applied-scientist", 27, 10, 0)]
    #[case("associate-applied-scientist", 26, 5, 3)]
    #[case("associate-research-scientist", 19, 3, 4)]
    fn the_criteria_are_counted(
        #[case] role: &str,
        #[case] criteria: usize,
        #[case] all: usize,
        #[case] any: usize,
    ) {
        let goals = find(role).unwrap().read().unwrap().plan.goals;
        let with_parts = || goals.iter().filter(|goal| !goal.criteria.is_empty());
        let asking = |asks| with_parts().filter(|goal| goal.asks == asks).count();
        let count: usize = goals.iter().map(|goal| goal.criteria.len()).sum();
        assert_eq!(
            (count, asking(Asks::All), asking(Asks::Any)),
            (criteria, all, any)
        );
    }

    /// The counts of the blueprints' sections 3, 7 to 14 and 19. A line that only leads to a list counts with
    /// what follows it.
    #[rstest]
    #[case("applied-scientist", "metric", &[19])]
    #[case("associate-applied-scientist", "metric", &[19])]
    #[case("associate-machine-learning-scientist", "metric", &[15])]
    #[case("associate-research-scientist", "metric", &[14])]
    #[case("senior-machine-learning-scientist", "metric", &[14])]
    #[case("applied-scientist", "skill", &[8, 5, 5, 4])]
    #[case("associate-applied-scientist", "skill", &[6, 6, 5, 4])]
    #[case("associate-machine-learning-scientist", "skill", &[7, 6, 5, 4])]
    #[case("associate-research-scientist", "skill", &[8, 6, 5, 4])]
    #[case("senior-machine-learning-scientist", "skill", &[7, 5, 5, 4])]
    #[case("applied-scientist", "person", &[9, 2])]
    #[case("associate-applied-scientist", "person", &[8, 2])]
    #[case("associate-machine-learning-scientist", "person", &[8, 3])]
    #[case("associate-research-scientist", "person", &[10, 3])]
    #[case("senior-machine-learning-scientist", "person", &[8, 3])]
    #[case("applied-scientist", "decision", &[5, 5, 5])]
    #[case("associate-applied-scientist", "decision", &[4, 4, 5])]
    #[case("associate-machine-learning-scientist", "decision", &[5, 5, 4])]
    #[case("associate-research-scientist", "decision", &[4, 4, 4])]
    #[case("senior-machine-learning-scientist", "decision", &[5, 4, 5])]
    #[case("applied-scientist", "rubric", &[8])]
    #[case("associate-research-scientist", "rubric", &[7])]
    #[case("applied-scientist", "responsibility", &[4, 4, 7, 3, 2, 2])]
    #[case("associate-applied-scientist", "responsibility", &[4, 4, 6, 3, 3, 2])]
    #[case("associate-machine-learning-scientist", "responsibility", &[4, 4, 7, 3, 2, 2])]
    #[case("associate-research-scientist", "responsibility", &[5, 5, 6, 4, 3, 2])]
    #[case("senior-machine-learning-scientist", "responsibility", &[5, 5, 6, 3, 2, 3])]
    #[case("applied-scientist", "collaboration", &[4, 5, 4, 2, 3, 3])]
    #[case("associate-applied-scientist", "collaboration", &[1, 4, 4, 0, 4, 4])]
    #[case("associate-machine-learning-scientist", "collaboration", &[1, 4, 4, 5, 2, 3])]
    #[case("associate-research-scientist", "collaboration", &[1, 4, 4, 2, 2, 1])]
    #[case("senior-machine-learning-scientist", "collaboration", &[5, 4, 4, 4, 3, 3])]
    #[case("applied-scientist", "environment", &[3, 2, 4, 3, 3, 2, 5, 3])]
    #[case("associate-applied-scientist", "environment", &[6, 5, 7, 3, 5, 6, 5, 3])]
    #[case("associate-machine-learning-scientist", "environment", &[5, 8, 9, 3, 5, 4, 3, 4])]
    #[case("associate-research-scientist", "environment", &[5, 4, 5, 3, 4, 3, 4, 3])]
    #[case("senior-machine-learning-scientist", "environment", &[6, 5, 4, 3, 6, 0, 4, 3])]
    #[case("applied-scientist", "background", &[2, 2, 2, 4, 3, 2])]
    #[case("associate-applied-scientist", "background", &[2, 3, 3, 2, 3, 5])]
    #[case("associate-machine-learning-scientist", "background", &[2, 2, 1, 5, 2, 1])]
    #[case("associate-research-scientist", "background", &[3, 2, 3, 5, 4, 2])]
    #[case("senior-machine-learning-scientist", "background", &[2, 2, 4, 4, 5, 3])]
    fn the_guide_has_what_the_blueprint_has(
        #[case] role: &str,
        #[case] key: &str,
        #[case] counts: &[usize],
    ) {
        let guide = find(role).unwrap().read().unwrap().plan.guide;
        let page = guide.page(key).unwrap();
        let found: Vec<usize> = match page.kind.group {
            Group::Words(_, words) => {
                let of = |word: &str| {
                    let same = |entry: &&crate::domain::plan::guide::Entry| {
                        entry.group.as_deref() == Some(word)
                    };
                    page.entries.iter().filter(same).count()
                };
                words.iter().map(|(word, _)| of(word)).collect()
            }
            _ => vec![page.entries.len()],
        };
        assert_eq!(found, counts);
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
