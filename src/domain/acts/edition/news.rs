//! What a plan at hand has to offer a journey that follows it, by what it says and not only by its
//! number.

use super::{of_journey, with};
use crate::domain::plan::copy::PlanCopy;
use crate::domain::plan::role::Plan;
use crate::domain::record::journey::Journey;

/// What is new in a plan at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It is a newer edition.
    Edition(u32),
    /// It says something else under the same number.
    Changed,
    /// The same, and it builds on another plan, which may be the one that changed.
    BaseChanged,
}

impl News {
    /// Returns it as a sentence.
    pub fn words(self) -> String {
        match self {
            Self::Edition(edition) => format!("Edition {edition} is available."),
            Self::Changed => "The plan has changed.".to_owned(),
            Self::BaseChanged => "The plan, or the one it builds on, has changed.".to_owned(),
        }
    }
}

/// Returns what a plan at hand offers a journey, or `None` if the journey follows it as it is or
/// follows a newer edition. The plan is fitted to the journey's contexts already.
pub fn news(journey: &Journey, plan: &Plan, builds_on_another: bool) -> Option<News> {
    let (now, new) = (journey.role.edition, plan.role.edition);
    if new != now {
        return (new > now).then_some(News::Edition(new));
    }
    let after = PlanCopy::of(of_journey(&with(journey, plan), &plan.guide));
    match after.hash() == journey.plan {
        true => None,
        false if builds_on_another => Some(News::BaseChanged),
        false => Some(News::Changed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acts::act::Act;
    use crate::domain::fixture::*;
    use crate::domain::plan::people::Party;

    #[test]
    fn a_plan_is_compared_by_what_it_says() {
        let mut run = Run::new();
        let same = plan();
        assert_eq!(news(&run.journey, &same, true), None);
        let mut reworded = plan();
        reworded.guide = guide();
        assert_eq!(news(&run.journey, &reworded, false), Some(News::Changed));
        assert_eq!(news(&run.journey, &reworded, true), Some(News::BaseChanged));
        let mut newer = reworded;
        newer.role.edition = 2;
        assert_eq!(news(&run.journey, &newer, true), Some(News::Edition(2)));
        run.mentor(&Act::Update {
            plan: Box::new(newer.clone()),
            agreed: String::new(),
        });
        assert_eq!(news(&run.journey, &newer, true), None);
        assert_eq!(news(&run.journey, &same, true), None);
    }

    #[test]
    fn what_stays_though_the_plan_dropped_it_is_no_news() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&tick("baseline", "second"));
        let mut newer = plan();
        newer.role.edition = 2;
        newer.goals.retain(|goal| goal.slug.as_str() != "team");
        newer.goals[0].criteria.truncate(1);
        run.take(Party::Mentor, &newer);
        run.mentor(&confirm("team"));
        assert_eq!(news(&run.journey, &newer, false), None);
    }
}
