//! The rubric of a plan, as gate reviews grade by it: its dimensions, and which of them a review
//! still lacks. Pure.

use crate::domain::plan::guide::{Entry, Guide, Page};
use crate::domain::plan::milestone::Milestone;
use crate::domain::plan::names::Slug;
use crate::domain::plan::people::Party;
use crate::domain::record::review::Review;

/// The key of the guide's page that holds the rubric.
pub const RUBRIC: &str = "rubric";

/// A dimension of a rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Its short name.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// What the plan asks for at each level: a label and a text each.
    pub levels: Vec<(String, String)>,
    /// Its entry in the guide.
    pub entry: Entry,
}

/// Returns the dimensions of a guide's rubric.
pub fn rubric(guide: &Guide) -> Vec<Dimension> {
    let page = guide.page(RUBRIC).into_iter();
    page.flat_map(|page| page.entries.iter().map(|entry| dimension(page, entry)))
        .collect()
}

fn dimension(page: &Page, entry: &Entry) -> Dimension {
    let labels = page.kind.texts.iter().map(|(_, label)| (*label).to_owned());
    let name = entry.name.clone();
    Dimension {
        slug: entry.slug.clone(),
        name: name.unwrap_or_else(|| entry.slug.to_string()),
        levels: labels.zip(entry.texts.iter().cloned()).collect(),
        entry: entry.clone(),
    }
}

/// Returns the dimensions that count at a milestone.
pub fn counting(
    rubric: &[Dimension],
    milestone: Milestone,
) -> impl Iterator<Item = &Dimension> + Clone {
    let all = rubric.iter();
    all.filter(move |dimension| dimension.entry.counts_at(milestone))
}

/// Returns the dimensions that count in a review and that the mentor has not graded.
pub fn ungraded<'r>(
    review: &Review,
    rubric: &'r [Dimension],
) -> impl Iterator<Item = &'r Dimension> {
    let graded = |slug: &Slug| review.grades.contains_key(&(Party::Mentor, slug.clone()));
    counting(rubric, review.opening.milestone).filter(move |dimension| !graded(&dimension.slug))
}

/// Returns the names of dimensions in a row: `Craft, Care`.
pub fn names(dimensions: &[&Dimension]) -> String {
    let names: Vec<&str> = dimensions.iter().map(|one| one.name.as_str()).collect();
    names.join(", ")
}
