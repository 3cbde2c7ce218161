//! Puts goals into milestones: those that headings name, the earliest first.

use super::slugs::Slugs;
use super::{Draft, Read, Said, Stretch};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::offset::Offset;
use crate::plans::file::TITLE_MAX;
use crate::plans::import::when::When;

/// When goals are due about which no heading says it.
const DEFAULT: &str = "30 days";

impl Draft {
    /// Returns the milestones of goals, the earliest first, each with its theme. One that may fall on the day
    /// of the one before it is that one.
    pub(super) fn dates(&mut self, goals: &[Read]) -> Vec<(Milestone, String)> {
        let mut found: Vec<(Milestone, Option<&Said>)> = Vec::new();
        for goal in goals {
            if let Some(milestone) = goal.when.map(milestone)
                && !found.iter().any(|(other, _)| *other == milestone)
            {
                found.push((milestone, goal.heading.as_ref()));
            }
        }
        found.sort_by_key(|(milestone, _)| *milestone);
        if !found.iter().any(|(milestone, _)| milestone.is_dated()) {
            let default = Offset::from_words(DEFAULT).map(When::After);
            found.splice(0..0, default.map(|when| (milestone(when), None)));
        }
        let mut dates: Vec<(Milestone, String)> = Vec::new();
        for (milestone, heading) in found {
            match (dates.last(), heading) {
                (Some((last, _)), Some(heading)) if !milestone.is_surely_after(*last) => {
                    let what = format!("this can fall on {}; they are one milestone", last.label());
                    self.remark(heading.line, what);
                    self.comments.push(heading.clone());
                }
                (_, Some(heading)) => {
                    let theme = self.cut(heading, TITLE_MAX);
                    dates.push((milestone, theme));
                }
                (_, None) => dates.push((milestone, "What is on the checklist".to_owned())),
            }
        }
        dates
    }

    /// Puts goals into their milestones.
    pub(super) fn place(&mut self, goals: Vec<Read>, dates: Vec<(Milestone, String)>) {
        let mut slugs = Slugs::default();
        self.milestones = dates
            .into_iter()
            .map(|(milestone, theme)| Stretch {
                milestone,
                theme,
                goals: Vec::new(),
            })
            .collect();
        for read in goals {
            let wanted = read.when.map(milestone);
            let dated = self.milestones.iter().rposition(|one| {
                wanted.is_some_and(|wanted| {
                    wanted == one.milestone || wanted.is_surely_after(one.milestone)
                })
            });
            let line = read.said.line;
            if wanted.is_none() {
                let label = self.milestones.first().map(|one| one.milestone.label());
                let what = format!(
                    "no heading before it says when; it is put into {}",
                    label.unwrap_or_default()
                );
                self.remark(line, what);
            }
            let goal = self.goal(read, &mut slugs);
            if let Some(one) = self.milestones.get_mut(dated.unwrap_or(0)) {
                one.goals.extend(goal);
            }
        }
        // A plan needs one with a date, also if everything comes after all dates.
        let all = self.milestones.len();
        self.milestones
            .retain(|one| !one.goals.is_empty() || (all == 2 && one.milestone.is_dated()));
    }
}

/// Returns the milestone of a date, with the key that people would give it.
fn milestone(when: When) -> Milestone {
    let When::After(offset) = when else {
        return Milestone::BEYOND;
    };
    let count = offset.count();
    let key = match offset.unit().word(2) {
        "days" => count.to_string(),
        "weeks" => format!("w{count}"),
        _ => format!("{count}m"),
    };
    Milestone::new(&key, Some(offset)).unwrap_or(Milestone::BEYOND)
}
