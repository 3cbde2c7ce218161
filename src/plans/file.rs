//! Reads a plan file (format 1) into a plan and its guide, on top of the plan that it builds on.

use toml::Spanned;

use super::context;
use super::extend::{Base, Find};
use super::goal::{self, GoalEntry};
use super::guide;
use super::milestone::Listed;
use super::table::Table;
use crate::domain::acts::find::{NotFound, one};
use crate::domain::plan::context::{Context, Exclusive, check_together, in_contexts};
use crate::domain::plan::mentoring;
use crate::domain::plan::role::{Plan, PlanGoal, Role};

/// The format that this program reads.
pub(super) const FORMAT: u32 = 1;
/// The largest file, in bytes.
pub const FILE_MAX: usize = 1024 * 1024;
/// The longest title, in characters.
pub(super) const TITLE_MAX: usize = 80;
/// The longest summary, in characters.
pub(super) const SUMMARY_MAX: usize = 240;
/// The longest text of any other kind, in characters.
pub(super) const TEXT_MAX: usize = 2000;

/// The keys that every plan has of its own, also where it builds on another.
pub(super) const OWN: [&str; 4] = ["format", "edition", "slug", "title"];

/// What a plan file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFile {
    /// The plan as it is in no particular context.
    pub plan: Plan,
    /// The contexts that it can be fitted to.
    pub contexts: Vec<Context>,
    /// Whether it builds on another plan.
    pub extends: bool,
}

/// Why a plan cannot be fitted to contexts.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The plan knows no such context.
    #[error(transparent)]
    NotFound(#[from] NotFound),
    /// Nobody is in two of them at the same time.
    #[error(transparent)]
    Exclusive(#[from] Exclusive),
}

impl PlanFile {
    /// Returns the plan fitted to contexts: each a short name or the beginning of one. A context
    /// named twice counts once.
    ///
    /// # Errors
    /// [`Unfit`] if the plan does not know one of them, or two of them exclude each other.
    pub fn in_contexts(&self, names: &[String]) -> Result<Plan, Unfit> {
        let mut chosen: Vec<&Context> = Vec::new();
        for name in names {
            let candidates = self
                .contexts
                .iter()
                .map(|context| (context, vec![context.slug.as_str(), context.name.as_str()]));
            let context = one("context of this plan", name, candidates)?;
            if !chosen.contains(&context) {
                chosen.push(context);
            }
        }
        check_together(&chosen)?;
        Ok(in_contexts(&self.plan, &chosen))
    }
}

/// Reads a plan file; what it leaves out it takes from the plan that it builds on.
pub(super) fn plan(root: &Table<'_>, find: Find<'_>) -> Option<PlanFile> {
    if let Some(format) = root.number("format").filter(|f| *f.get_ref() != FORMAT) {
        root.error(
            format.span(),
            format!(
                "this is format {}; this version of onramp reads format {FORMAT}",
                format.get_ref()
            ),
        );
        return None;
    }
    let mut base = Base::read(root, find);
    let listed = Listed::read(root, &base);
    base.go_by(&listed.milestones);
    let role = role(root, base.role(), &listed);
    if base.is_lost() {
        root.keep_missing(&OWN);
    }
    root.tell_missing();
    let (goals, slugs) = goal::goals(root, &base, &listed);
    if let Some(role) = &role {
        warn_of_missing_themes(root, role, &goals);
    }
    let (guide, known) = guide::guide(root, &goals, slugs, &base, &listed);
    let contexts = context::contexts(root, &known, &goals, &base, &listed);
    let in_contexts = contexts.iter().flat_map(|context| &context.goals);
    let everywhere = goals.iter().map(|entry| &entry.goal).chain(in_contexts);
    listed.tell_unlisted(root, everywhere);
    root.finish();
    let mut goals: Vec<PlanGoal> = goals.into_iter().map(|entry| entry.goal).collect();
    goals.sort_by_key(|goal| goal.milestone);
    let plan = Plan {
        role: Role {
            first_steps: mentoring::first_steps(&guide),
            questions: mentoring::questions(&guide),
            ..role?
        },
        goals,
        contexts: Vec::new(),
        guide,
    };
    // Half a plan would look whole.
    (!base.is_lost()).then_some(PlanFile {
        plan,
        contexts,
        extends: root.has("extends"),
    })
}

fn role(root: &Table<'_>, below: Option<&Role>, listed: &Listed) -> Option<Role> {
    let (edition, slug) = (root.number("edition"), root.slug("slug"));
    let title = root.text_or("title", TITLE_MAX, None);
    let text = |key, limit, below| root.text_or(key, limit, below);
    let source = text("source", TEXT_MAX, below.map(|role| &role.source));
    let summary = text("summary", SUMMARY_MAX, below.map(|role| &role.summary));
    let mission = text("mission", TEXT_MAX, below.map(|role| &role.mission));
    let success = text("success", TEXT_MAX, below.map(|role| &role.success));
    let high_performance = match below {
        Some(below) if !root.has("high_performance") => below.high_performance.clone(),
        _ => root
            .texts("high_performance", TEXT_MAX)
            .into_iter()
            .map(Spanned::into_inner)
            .collect(),
    };
    Some(Role {
        milestones: listed.milestones.clone(),
        themes: listed.themes.clone(),
        slug: slug?.into_inner(),
        title: title?,
        edition: edition?.into_inner(),
        source: source?,
        summary: summary?,
        mission: mission?,
        success: success?,
        high_performance,
        first_steps: Vec::new(),
        questions: Vec::new(),
    })
}

fn warn_of_missing_themes(root: &Table<'_>, role: &Role, goals: &[GoalEntry]) {
    for milestone in role.milestones.iter() {
        let holds_goals = goals.iter().any(|entry| entry.goal.milestone == milestone);
        if holds_goals && !role.themes.contains_key(&milestone) {
            let key = milestone.key();
            root.warning(
                0..0,
                format!("milestone \"{key}\" has goals but no theme; add `\"{key}\" = …` under [milestones]"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::plan::role::Asks;
    use crate::plans::{examine, read};
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
people = ["boss"]
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
[[person]]
slug = "boss"
side = "inside"
name = "The boss"
settle = "What counts."
[[context]]
slug = "small"
axis = "size"
name = "Small"
what = "Less of it."
[[context.emphasis]]
goal = "first"
text = "More so here."
"#;

    #[test]
    fn goals_come_in_the_order_of_the_milestones() {
        let file = read("p.toml", PLAN).unwrap();
        let slugs: Vec<&str> = file.plan.goals.iter().map(|g| g.slug.as_str()).collect();
        assert_eq!(slugs, ["first", "second"]);
        assert_eq!(file.plan.goals[0].why, "Because of this.");
        assert_eq!(file.plan.goals[0].asks, Asks::Any);
        assert_eq!(file.contexts[0].emphases.len(), 1);
        assert_eq!(file.plan.guide.links.len(), 1);
    }

    #[rstest]
    #[case("format = 1", "format = 2", "1:10", "reads format 1")]
    #[case("milestone = \"60\"", "milestone = \"61\"", "13:13", "no milestone")]
    #[case("slug = \"first\"", "slug = \"second\"", "21:8", "already")]
    #[case("slug = \"b\"", "slug = \"a\"", "28:52", "already")]
    #[case("slug = \"second\"", "slug = \"../etc\"", "14:8", "not a slug")]
    #[case("title = \"Tester\"", "title = \" \"", "4:9", "empty")]
    #[case(
        "title = \"Tester\"",
        "titel = \"Tester\"",
        "4:1",
        "did you mean `title`"
    )]
    #[case("edition = 1", "edition = \"one\"", "2:11", "whole number")]
    #[case(
        "people = [\"boss\"]",
        "people = [\"bos\"]",
        "18:11",
        "did you mean ‘boss’"
    )]
    #[case("goal = \"first\"", "goal = \"frist\"", "40:8", "did you mean ‘first’")]
    #[case("axis = \"size\"", "axis = \"colour\"", "36:8", "one of")]
    #[case("why = \"Because.\"", "why = \"Bec\\u001bause.\"", "16:7", "control")]
    #[case("edition = 1", "edition = ", "2:11", "not TOML")]
    fn a_mistake_is_named_with_its_place(
        #[case] good: &str,
        #[case] bad: &str,
        #[case] place: &str,
        #[case] words: &str,
    ) {
        let problems = examine("p.toml", &PLAN.replacen(good, bad, 1)).1;
        let named = problems.list.iter().any(|problem| {
            let (line, column) = problems.place(problem.span.start);
            format!("{line}:{column}") == place && problem.message.contains(words)
        });
        assert!(named, "{}", problems.render());
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let broken = PLAN
            .replacen("milestone = \"60\"", "milestone = \"61\"", 1)
            .replacen("evidence = \"A link.\"\n", "", 1)
            .replacen("title = \"Do the first thing\"", "title = \"\"", 1);
        insta::assert_snapshot!(examine("p.toml", &broken).1.render());
    }

    #[rstest]
    #[case::deep(format!("a = {}{}", "[".repeat(5000), "]".repeat(5000)))]
    #[case::keys(format!("{}1 = 1", "a.".repeat(5000)))]
    #[case::large("#".repeat(5 * 1024 * 1024))]
    #[case::many("[[goal]]\n".repeat(10_000))]
    #[case::empty(String::new())]
    fn a_hostile_file_is_refused(#[case] source: String) {
        let (plan, problems) = examine("p.toml", &source);
        assert!(plan.is_none());
        assert!(problems.errors() > 0);
        assert!(problems.to_string().starts_with("p.toml"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_stumble(source in "\\PC*", at in 0..PLAN.len()) {
            let cut = PLAN.get(..at).unwrap_or_default();
            for text in [source.clone(), format!("{cut}{source}")] {
                let _ = examine("p.toml", &text).1.render();
            }
        }
    }
}
