//! That a first step was taken.

use super::put;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Mark;
use crate::domain::record::journey::Journey;
use crate::domain::record::kind::{Kind, Set, wordless};
use crate::domain::record::teller::Teller;

/// That a first step was taken, under its short name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken;

impl Kind for Taken {
    type Key = Slug;
    type Value = Mark;

    wordless!();

    fn get<'j>(journey: &'j Journey, step: &Slug) -> Option<&'j Mark> {
        journey.meetings.first_steps.get(step)
    }

    fn put(journey: &mut Journey, step: &Slug, value: Option<Mark>) {
        put(&mut journey.meetings.first_steps, step, value);
    }

    fn is_same(_: &Mark, _: &Mark) -> bool {
        true
    }

    fn words(teller: &Teller<'_>, set: &Set<Self>) -> Option<String> {
        let mut steps = teller.journey.role.first_steps.iter();
        let step = steps.find(|step| step.slug == set.key);
        let text = step.map_or(set.key.as_str(), |step| &step.text);
        Some(match set.to {
            Some(_) => format!("ticked off the first step: {text}"),
            None => format!("took up the first step again: {text}"),
        })
    }
}
