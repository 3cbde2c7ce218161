//! Reads a plan file (format 1) into a plan. Every error names the file and the place in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::domain::milestone::Milestone;
use crate::domain::plan::{Asks, Criterion, Plan, PlanGoal, Role, Slug};
use crate::domain::text;

/// The format that this program reads.
const FORMAT: u32 = 1;

/// The longest title, in characters.
const TITLE_MAX: usize = 80;

/// The longest text of any other kind, in characters.
const TEXT_MAX: usize = 2000;

/// A mistake in a plan file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct PlanError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFile {
    format: Spanned<u32>,
    edition: u32,
    slug: Spanned<String>,
    title: Spanned<String>,
    source: Spanned<String>,
    summary: Spanned<String>,
    mission: Spanned<String>,
    success: Spanned<String>,
    high_performance: Vec<Spanned<String>>,
    milestones: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default, rename = "goal")]
    goals: Vec<GoalEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoalEntry {
    milestone: Spanned<String>,
    slug: Spanned<String>,
    title: Spanned<String>,
    why: Spanned<String>,
    evidence: Spanned<String>,
    pitfall: Option<Spanned<String>>,
    #[serde(default)]
    asks: Asks,
    #[serde(default)]
    criteria: Vec<CriterionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CriterionEntry {
    slug: Spanned<String>,
    text: Spanned<String>,
}

/// Returns the plan in a file's text.
///
/// # Errors
/// [`PlanError`] at the first mistake.
pub fn read(file: &str, source: &str) -> Result<Plan, PlanError> {
    let reader = Reader { file, source };
    let parsed: PlanFile = toml::from_str(source)
        .map_err(|error| reader.error(error.span().unwrap_or(0..0), error.message()))?;
    reader.plan(&parsed)
}

struct Reader<'a> {
    file: &'a str,
    source: &'a str,
}

impl Reader<'_> {
    fn plan(&self, parsed: &PlanFile) -> Result<Plan, PlanError> {
        if *parsed.format.get_ref() != FORMAT {
            let message = format!(
                "this is format {}; this version of onramp reads format {FORMAT}",
                parsed.format.get_ref()
            );
            return Err(self.error(parsed.format.span(), &message));
        }
        let mut themes = BTreeMap::new();
        for (key, theme) in &parsed.milestones {
            themes.insert(self.milestone(key)?, self.text(theme, TITLE_MAX)?);
        }
        let mut slugs = BTreeSet::new();
        let mut goals = Vec::new();
        for entry in &parsed.goals {
            let goal = self.goal(entry)?;
            if !slugs.insert(goal.slug.clone()) {
                let message = format!("another goal has the slug ‘{}’ already", goal.slug);
                return Err(self.error(entry.slug.span(), &message));
            }
            goals.push(goal);
        }
        if goals.is_empty() {
            return Err(self.error(0..0, "the plan has no goal; add one under [[goal]]"));
        }
        goals.sort_by_key(|goal| goal.milestone);
        Ok(Plan {
            role: Role {
                slug: self.slug(&parsed.slug)?,
                title: self.text(&parsed.title, TITLE_MAX)?,
                edition: parsed.edition,
                source: self.text(&parsed.source, TEXT_MAX)?,
                summary: self.text(&parsed.summary, TEXT_MAX)?,
                mission: self.text(&parsed.mission, TEXT_MAX)?,
                success: self.text(&parsed.success, TEXT_MAX)?,
                high_performance: parsed
                    .high_performance
                    .iter()
                    .map(|text| self.text(text, TEXT_MAX))
                    .collect::<Result<_, _>>()?,
                themes,
            },
            goals,
        })
    }

    fn goal(&self, entry: &GoalEntry) -> Result<PlanGoal, PlanError> {
        let mut slugs = BTreeSet::new();
        let mut criteria = Vec::new();
        for part in &entry.criteria {
            let slug = self.slug(&part.slug)?;
            if !slugs.insert(slug.clone()) {
                let message = format!("another part of this goal has the slug ‘{slug}’ already");
                return Err(self.error(part.slug.span(), &message));
            }
            criteria.push(Criterion {
                slug,
                text: self.text(&part.text, TEXT_MAX)?,
            });
        }
        Ok(PlanGoal {
            slug: self.slug(&entry.slug)?,
            milestone: self.milestone(&entry.milestone)?,
            title: self.text(&entry.title, TITLE_MAX)?,
            why: self.text(&entry.why, TEXT_MAX)?,
            evidence: self.text(&entry.evidence, TEXT_MAX)?,
            pitfall: entry
                .pitfall
                .as_ref()
                .map(|text| self.text(text, TEXT_MAX))
                .transpose()?,
            asks: entry.asks,
            criteria,
        })
    }

    fn milestone(&self, key: &Spanned<String>) -> Result<Milestone, PlanError> {
        Milestone::from_key(key.get_ref()).ok_or_else(|| {
            let keys = Milestone::ALL.map(Milestone::key).join(", ");
            let message = format!(
                "there is no milestone ‘{}’; use one of {keys}",
                text::clean(key.get_ref())
            );
            self.error(key.span(), &message)
        })
    }

    fn slug(&self, slug: &Spanned<String>) -> Result<Slug, PlanError> {
        Slug::new(slug.get_ref()).map_err(|error| self.error(slug.span(), &error.to_string()))
    }

    /// Returns a text on one line, cleaned; the file's line breaks are layout.
    fn text(&self, value: &Spanned<String>, limit: usize) -> Result<String, PlanError> {
        let cleaned = text::clean(value.get_ref());
        let words: Vec<&str> = cleaned.split_whitespace().collect();
        let line = words.join(" ");
        let length = line.chars().count();
        if line.is_empty() {
            Err(self.error(
                value.span(),
                "this text is empty; write it or remove its goal",
            ))
        } else if length > limit {
            let message = format!("this text has {length} characters; keep it within {limit}");
            Err(self.error(value.span(), &message))
        } else {
            Ok(line)
        }
    }

    fn error(&self, span: Range<usize>, message: &str) -> PlanError {
        let before = self.source.get(..span.start).unwrap_or(self.source);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        PlanError {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before
                .get(line_start..)
                .map_or(0, |head| head.chars().count())
                + 1,
            message: message.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const PLAN: &str = r#"format = 1
edition = 1
slug = "tester"
title = "Tester"
source = "nowhere"
summary = "Tests."
mission = "Test."
success = "Tested."
high_performance = ["Tests well."]
[milestones]
30 = "Begin"
[[goal]]
milestone = "60"
slug = "second"
title = "Do the second thing"
why = "Because."
evidence = "A link."
[[goal]]
milestone = "30"
slug = "first"
title = "Do the first thing"
why = """
Because \
of this."""
evidence = "A link."
asks = "any"
criteria = [{ slug = "a", text = "One" }, { slug = "b", text = "Other" }]
"#;

    #[test]
    fn goals_come_in_the_order_of_the_milestones() {
        let plan = read("p.toml", PLAN).unwrap();
        let slugs: Vec<&str> = plan.goals.iter().map(|goal| goal.slug.as_str()).collect();
        assert_eq!(slugs, ["first", "second"]);
        assert_eq!(plan.goals[0].why, "Because of this.");
        assert_eq!(plan.goals[0].asks, Asks::Any);
    }

    #[rstest]
    #[case("format = 1", "format = 2", "1:10")]
    #[case("milestone = \"60\"", "milestone = \"61\"", "13:13")]
    #[case("slug = \"first\"", "slug = \"second\"", "20:8")]
    #[case("slug = \"b\"", "slug = \"a\"", "27:52")]
    #[case("slug = \"second\"", "slug = \"../etc\"", "14:8")]
    #[case("title = \"Tester\"", "title = \" \"", "4:9")]
    #[case("title = \"Tester\"", "titel = \"Tester\"", "4:1")]
    #[case("edition = 1", "edition = \"one\"", "2:11")]
    fn a_mistake_is_named_with_its_place(
        #[case] good: &str,
        #[case] bad: &str,
        #[case] place: &str,
    ) {
        let error = read("p.toml", &PLAN.replacen(good, bad, 1)).unwrap_err();
        assert!(
            error.to_string().starts_with(&format!("p.toml:{place}: ")),
            "{error}"
        );
    }
}
