//! What a plan file builds on: the plan below it, without what the file drops. Knows not where
//! that plan is found.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::drop::Dropped;
use super::file::PlanFile;
use super::nearest::nearest;
use super::table::Table;
use crate::domain::plan::context::Context;
use crate::domain::plan::guide::{Entry, Link};
use crate::domain::plan::milestone::Milestones;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{PlanGoal, Role};

/// How the plan of a slug is found, or why it is not.
pub(super) type Find<'f> = &'f dyn Fn(&Slug) -> Result<Arc<PlanFile>, String>;

/// What a plan file builds on.
pub(super) enum Base {
    /// Nothing: the file says everything itself.
    None,
    /// A plan that cannot be had, so that nobody can tell what the file may leave out.
    Lost,
    /// The plan below, without what the file drops.
    Plan(Box<Below>),
}

/// The plan below a file.
pub(super) struct Below {
    slug: Slug,
    plan: PlanFile,
    dropped: Dropped,
}

impl Base {
    /// Reads what a file builds on and what it drops.
    pub fn read(root: &Table<'_>, find: Find<'_>) -> Self {
        let drop = root.table("drop");
        if !root.has("extends") {
            if let Some(drop) = drop {
                drop.error(
                    drop.span.clone(),
                    "[drop] takes things out of the plan that this one builds on, and this one \
                     builds on none; add `extends = …` at the top or remove the table",
                );
            }
            return Self::None;
        }
        let found = root
            .optional_text("extends", usize::MAX)
            .and_then(|name| found(root, &name, find));
        let below = found.as_ref().map(|(slug, plan)| (slug, plan.as_ref()));
        let dropped = drop.map_or_else(Dropped::default, |drop| Dropped::read(&drop, below));
        match found {
            Some((slug, plan)) => Self::Plan(Box::new(Below {
                slug,
                plan: dropped.taken_out_of(Arc::unwrap_or_clone(plan)),
                dropped,
            })),
            None => Self::Lost,
        }
    }

    /// Puts the goals below to the file's milestones of the same keys, which may have other dates.
    pub fn go_by(&mut self, milestones: &Milestones) {
        let Self::Plan(below) = self else {
            return;
        };
        let in_contexts = below.plan.contexts.iter_mut();
        let in_contexts = in_contexts.flat_map(|context| &mut context.goals);
        for goal in below.plan.plan.goals.iter_mut().chain(in_contexts) {
            if let Some(milestone) = milestones.keyed(goal.milestone.key()) {
                goal.milestone = milestone;
            }
        }
    }

    /// Returns whether nobody can tell what the file builds on.
    pub fn is_lost(&self) -> bool {
        matches!(self, Self::Lost)
    }

    fn plan(&self) -> Option<&PlanFile> {
        match self {
            Self::Plan(below) => Some(&below.plan),
            _ => None,
        }
    }

    /// Returns what the role is about below.
    pub fn role(&self) -> Option<&Role> {
        self.plan().map(|file| &file.plan.role)
    }

    /// Returns the goals below.
    pub fn goals(&self) -> &[PlanGoal] {
        self.plan().map_or(&[], |file| &file.plan.goals)
    }

    /// Returns what a goal below is linked to.
    pub fn links(&self, goal: &Slug) -> &[Link] {
        self.plan()
            .and_then(|file| file.plan.guide.links.get(goal))
            .map_or(&[], Vec::as_slice)
    }

    /// Returns the entries of a kind below.
    pub fn entries(&self, kind: &str) -> &[Entry] {
        self.plan()
            .and_then(|file| file.plan.guide.page(kind))
            .map_or(&[], |page| &page.entries)
    }

    /// Returns the contexts below.
    pub fn contexts(&self) -> &[Context] {
        self.plan().map_or(&[], |file| &file.contexts)
    }

    /// Notes what a table of a goal, an entry or a context lacks, where it names none below. One
    /// mistake in a slug makes every key look left out, so they are told together.
    pub fn settle<'k>(
        &self,
        table: &Table<'_>,
        key: &'static str,
        known: impl Iterator<Item = &'k Slug>,
    ) {
        let slug = table.peek("slug");
        let (Self::Plan(below), Some((slug, span))) = (self, slug) else {
            if !matches!(self, Self::None) {
                table.keep_missing(&["slug"]);
            }
            return;
        };
        if below.dropped.holds(key, slug) {
            table.keep_missing(&[]);
            table.error(span, both(key, slug));
            return;
        }
        let missing = table.missing();
        let known: Vec<&str> = known.map(Slug::as_str).collect();
        if missing.is_empty() || known.contains(&slug) || Slug::new(slug).is_err() {
            return;
        }
        table.keep_missing(&[]);
        let keys: Vec<String> = missing.iter().map(|key| format!("`{key}`")).collect();
        let lacks = format!(", and a new one needs {} as well", keys.join(", "));
        let message = none_below(key, slug, &below.slug, &lacks, known);
        table.error(span, message);
    }

    /// Notes that a file names a thing which it drops itself.
    pub fn refuse_dropped(
        &self,
        table: &Table<'_>,
        key: &'static str,
        slug: &str,
        at: Range<usize>,
    ) {
        if let Self::Plan(below) = self
            && below.dropped.holds(key, slug)
        {
            table.error(at, both(key, slug));
        }
    }

    /// Notes that nothing goes by a name.
    pub fn tell_unknown<'k>(
        &self,
        table: &Table<'_>,
        key: &'static str,
        slug: &Spanned<Slug>,
        known: impl Iterator<Item = &'k Slug>,
    ) {
        let name = slug.get_ref().as_str();
        let message = match self {
            Self::Lost => return,
            Self::Plan(below) if below.dropped.holds(key, name) => both(key, name),
            _ => match nearest(name, known.map(Slug::as_str)) {
                Some(other) => format!("there is no {key} ‘{name}’; did you mean ‘{other}’?"),
                None => {
                    format!("there is no {key} ‘{name}’ in this plan; add it or remove the name")
                }
            },
        };
        table.error(slug.span(), message);
    }
}

fn both(key: &str, slug: &str) -> String {
    format!("this file drops the {key} ‘{slug}’ under [drop]; take it out here or there")
}

/// Returns what is said of a name that nothing in the plan below goes by; `more` follows at once.
pub(super) fn none_below<'k>(
    key: &str,
    slug: &str,
    below: &Slug,
    more: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> String {
    let none = format!("there is no {key} ‘{slug}’ in ‘{below}’{more}");
    match nearest(slug, known) {
        Some(other) => format!("{none}; did you mean ‘{other}’?"),
        None => none,
    }
}

/// Returns the plan that a file builds on; nothing, with a problem noted, where it is not found.
fn found(
    root: &Table<'_>,
    name: &Spanned<String>,
    find: Find<'_>,
) -> Option<(Slug, Arc<PlanFile>)> {
    let plan = match Slug::new(name.get_ref()) {
        Ok(slug) => find(&slug).map(|plan| (slug, plan)),
        Err(error) => Err(format!(
            "{error}; `extends` names a plan by its slug, not by its file"
        )),
    };
    plan.map_err(|message| root.error(name.span(), message))
        .ok()
}

/// Notes where a list grows longer than it may be, what is below counted in.
pub(super) fn keep_within<'k>(
    tables: &[Table<'_>],
    below: impl Iterator<Item = &'k Slug>,
    max: usize,
    what: &str,
) {
    let below: BTreeSet<&str> = below.map(Slug::as_str).collect();
    let is_new = |table: &&Table<'_>| {
        let slug = table.peek("slug");
        slug.is_none_or(|(slug, _)| !below.contains(slug))
    };
    let room = max.saturating_sub(below.len());
    let count = below.len() + tables.iter().filter(is_new).count();
    if let Some(first) = tables.iter().filter(is_new).nth(room) {
        let message = format!("the plan has {count} {what}; keep to {max}");
        first.error(first.span.clone(), message);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::PlanFile;
    use crate::domain::plan::milestone::Milestone;
    use crate::domain::plan::role::Asks;
    use crate::plans::document::Document;
    use crate::plans::problem::Problems;
    use crate::plans::shelf::Shelf;
    use crate::plans::{all, examine, read};
    use rstest::rstest;

    const BASE: &str = r#"format = 1
edition = 3
slug = "baker"
title = "Baker"
source = "the guild"
summary = "Bakes."
mission = "Bread."
success = "Good bread."
high_performance = ["Better bread."]
[milestones]
30 = "Begin"
60 = "Go on"
[[goal]]
milestone = "30"
slug = "oven"
title = "Know the oven"
why = "It is hot."
evidence = "A loaf."
pitfall = "Burning."
asks = "any"
criteria = [{ slug = "one", text = "One loaf" }, { slug = "two", text = "Two loaves" }]
people = ["master", "miller"]
deliverables = ["loaf"]
[[goal]]
milestone = "30"
slug = "flour"
title = "Know the flour"
why = "It is white."
evidence = "A bag."
people = ["miller"]
[[goal]]
milestone = "60"
slug = "shop"
title = "Mind the shop"
why = "People come."
evidence = "A till."
[[person]]
slug = "master"
side = "inside"
name = "The master"
settle = "The hours."
[[person]]
slug = "miller"
side = "outside"
name = "The miller"
settle = "The price."
[[deliverable]]
slug = "loaf"
group = "Bread"
name = "A loaf"
what = "Round."
[[metric]]
slug = "loaves"
name = "Loaves"
measures = "How many"
why = "Hunger."
target = "10"
frequency = "daily"
[[rhythm]]
slug = "dawn"
when = "daily"
what = "Rise."
[[context]]
slug = "village"
axis = "size"
name = "A village"
what = "Everybody knows you."
[[context.goal]]
milestone = "60"
slug = "greet"
title = "Greet everybody"
why = "They know you."
evidence = "A greeting."
[[context.criterion]]
goal = "flour"
slug = "mill"
text = "You have seen the mill"
[[context.emphasis]]
goal = "shop"
text = "All of them."
[[context.target]]
metric = "loaves"
target = "5"
[[context]]
slug = "town"
axis = "size"
name = "A town"
what = "Nobody knows you."
"#;

    const HEAD: &str =
        "format = 1\nedition = 1\nslug = \"mine\"\ntitle = \"Mine\"\nextends = \"baker\"\n";

    /// Reads what stands behind the head of a plan that builds on the baker's.
    fn on_baker(rest: &str) -> (Option<Arc<PlanFile>>, Problems) {
        let own = format!("{HEAD}{rest}");
        let shelf = Shelf::new([
            Document::new("mine.toml".to_owned(), Ok(&own)),
            Document::new("baker.toml".to_owned(), Ok(BASE)),
        ]);
        let examined = shelf.examined().next().unwrap();
        examined.clone()
    }

    #[track_caller]
    fn good(rest: &str) -> PlanFile {
        let (plan, problems) = on_baker(rest);
        assert!(problems.list.is_empty(), "{}", problems.render());
        PlanFile::clone(&plan.unwrap())
    }

    /// Returns every problem on a line of its own, with its place.
    fn told(rest: &str) -> String {
        let problems = on_baker(rest).1;
        let line = |problem: &crate::plans::Problem| {
            let (line, column) = problems.place(problem.span.start);
            format!("{line}:{column}: {}\n", problem.message)
        };
        problems.list.iter().map(line).collect()
    }

    fn slugs(file: &PlanFile) -> Vec<&str> {
        let goals = file.plan.goals.iter();
        goals.map(|goal| goal.slug.as_str()).collect()
    }

    #[test]
    fn a_plan_that_changes_nothing_is_its_base_under_another_name() {
        let base = read("baker.toml", BASE).unwrap();
        let mut mine = good("");
        assert_eq!(mine.plan.role.slug.as_str(), "mine");
        assert_eq!((mine.plan.role.edition, base.plan.role.edition), (1, 3));
        mine.plan.role.slug = base.plan.role.slug.clone();
        mine.plan.role.title = base.plan.role.title.clone();
        mine.plan.role.edition = base.plan.role.edition;
        assert!(std::mem::take(&mut mine.extends));
        assert_eq!(mine, base);
        for built_in in all() {
            let own = HEAD.replace("baker", built_in.slug);
            let mut mine = read("mine.toml", &own).unwrap();
            let base = built_in.read().unwrap();
            mine.plan.role.slug = base.plan.role.slug.clone();
            mine.plan.role.title = base.plan.role.title.clone();
            mine.plan.role.edition = base.plan.role.edition;
            assert!(std::mem::take(&mut mine.extends));
            assert_eq!(mine, base);
        }
    }

    #[test]
    fn what_the_role_is_about_is_inherited_piece_by_piece() {
        let role = good("mission = \"Cake.\"\n[milestones]\n60 = \"Sweeter\"")
            .plan
            .role;
        assert_eq!(role.mission, "Cake.");
        assert_eq!(role.success, "Good bread.");
        assert_eq!(role.high_performance, ["Better bread."]);
        assert_eq!(role.themes[&Milestone::DAY_30], "Begin");
        assert_eq!(role.themes[&Milestone::DAY_60], "Sweeter");
        assert!(
            good("high_performance = []")
                .plan
                .role
                .high_performance
                .is_empty()
        );
    }

    #[test]
    fn a_goal_of_the_base_changes_where_keys_are_given_and_keeps_its_place() {
        let mine =
            good("[[goal]]\nslug = \"oven\"\nwhy = \"Ours is old.\"\nrisks = []\npeople = []");
        let base = read("baker.toml", BASE).unwrap();
        assert_eq!(slugs(&mine), ["oven", "flour", "shop"]);
        let (goal, below) = (&mine.plan.goals[0], &base.plan.goals[0]);
        assert_eq!(goal.why, "Ours is old.");
        assert_eq!(goal.title, below.title);
        assert_eq!(goal.pitfall, below.pitfall);
        assert_eq!((goal.asks, &goal.criteria), (below.asks, &below.criteria));
        let links = &mine.plan.guide.links[&goal.slug];
        let links: Vec<&str> = links.iter().map(|link| link.slug.as_str()).collect();
        assert_eq!(links, ["loaf"]);
        let goal = &good("[[goal]]\nslug = \"oven\"\ncriteria = []\nmilestone = \"60\"")
            .plan
            .goals[1];
        assert_eq!((goal.slug.as_str(), goal.criteria.len()), ("oven", 0));
        assert_eq!(goal.milestone, Milestone::DAY_60);
        let goal = &good("[[goal]]\nslug = \"oven\"\nasks = \"all\"").plan.goals[0];
        assert_eq!((goal.asks, goal.criteria.len()), (Asks::All, 2));
    }

    #[test]
    fn a_new_goal_comes_last_in_its_milestone() {
        let mine = good(
            "[[goal]]\nslug = \"yeast\"\nmilestone = \"30\"\ntitle = \"Feed the yeast\"\n\
             why = \"It lives.\"\nevidence = \"Bubbles.\"\npeople = [\"master\"]",
        );
        assert_eq!(slugs(&mine), ["oven", "flour", "yeast", "shop"]);
        assert_eq!(mine.plan.guide.links.len(), 3);
    }

    #[test]
    fn entries_and_contexts_change_key_by_key() {
        let mine = good(
            "[[person]]\nslug = \"miller\"\nside = \"inside\"\n\
             [[person]]\nslug = \"carter\"\nside = \"outside\"\nname = \"The carter\"\nsettle = \"When.\"\n\
             [[metric]]\nslug = \"loaves\"\ntarget = \"20\"\n\
             [[context]]\nslug = \"village\"\nname = \"Our village\"\n\
             [[context.emphasis]]\ngoal = \"oven\"\ntext = \"It is theirs, too.\"",
        );
        let people = mine.plan.guide.page("person").unwrap();
        let names: Vec<_> = people.entries.iter().map(|e| e.name.as_deref()).collect();
        assert_eq!(
            names,
            [Some("The master"), Some("The miller"), Some("The carter")]
        );
        assert_eq!(people.entries[1].group.as_deref(), Some("inside"));
        assert_eq!(people.entries[1].texts, ["The price."]);
        let metrics = mine.plan.guide.page("metric").unwrap();
        assert_eq!(
            metrics.entries[0].texts,
            ["How many", "Hunger.", "20", "daily"]
        );
        let village = &mine.contexts[0];
        assert_eq!(village.name, "Our village");
        assert_eq!(village.what, "Everybody knows you.");
        assert_eq!(village.goals.len(), 1);
        assert_eq!(village.criteria.len(), 1);
        assert_eq!(village.emphases.len(), 1);
        assert_eq!(village.emphases[0].0.as_str(), "oven");
        assert_eq!(mine.contexts.len(), 2);
    }

    #[test]
    fn what_is_dropped_goes_with_all_that_is_said_of_it() {
        let mine = good(
            "[drop]\ngoal = [\"flour\", \"greet\"]\nperson = [\"miller\"]\nmetric = [\"loaves\"]\n\
             context = [\"town\"]\nrhythm = [\"dawn\"]",
        );
        assert_eq!(slugs(&mine), ["oven", "shop"]);
        let guide = &mine.plan.guide;
        assert!(guide.page("metric").is_none() && guide.page("rhythm").is_none());
        assert_eq!(guide.links.len(), 1);
        assert_eq!(guide.links.values().map(Vec::len).sum::<usize>(), 2);
        assert_eq!(mine.contexts.len(), 1);
        let village = &mine.contexts[0];
        assert!(village.goals.is_empty() && village.criteria.is_empty());
        assert!(village.targets.is_empty());
        assert_eq!(village.emphases.len(), 1);
    }

    #[rstest]
    #[case::typo_in_a_goal(
        "[[goal]]\nslug = \"ovne\"\nwhy = \"Old.\"",
        "7:8: there is no goal ‘ovne’ in ‘baker’, and a new one needs \
         `milestone`, `title`, `evidence` as well; did you mean ‘oven’?\n"
    )]
    #[case::typo_in_an_entry(
        "[[person]]\nslug = \"mister\"\nname = \"M\"",
        "7:8: there is no person ‘mister’ in ‘baker’, and a new one needs \
         `side`, `settle` as well; did you mean ‘master’?\n"
    )]
    #[case::typo_in_a_context(
        "[[context]]\nslug = \"twon\"\nname = \"M\"",
        "7:8: there is no context ‘twon’ in ‘baker’, and a new one needs \
         `axis`, `what` as well; did you mean ‘town’?\n"
    )]
    #[case::nothing_like_it(
        "[[goal]]\nslug = \"xyz\"\nmilestone = \"30\"\nwhy = \"Old.\"\nevidence = \"E\"",
        "7:8: there is no goal ‘xyz’ in ‘baker’, and a new one needs `title` as well\n"
    )]
    #[case::no_slug(
        "[[goal]]\nwhy = \"Old.\"",
        "6:1: this goal has no `slug`; add a line `slug = …`\n"
    )]
    #[case::twice(
        "[[goal]]\nslug = \"oven\"\n[[goal]]\nslug = \"oven\"",
        "9:8: another goal has the slug ‘oven’ already; choose another\n"
    )]
    #[case::drop_of_nothing(
        "[drop]\ngoal = [\"ovn\"]\nperson = [\"zzz\"]\ncontext = [\"vilage\"]\nmetrics = [\"loaves\"]",
        "7:9: there is no goal ‘ovn’ in ‘baker’; did you mean ‘oven’?\n\
         8:11: there is no person ‘zzz’ in ‘baker’\n\
         9:12: there is no context ‘vilage’ in ‘baker’; did you mean ‘village’?\n\
         10:1: a drop has no key `metrics`; did you mean `metric`?\n"
    )]
    #[case::dropped_and_changed(
        "[[goal]]\nslug = \"oven\"\n[[person]]\nslug = \"miller\"\nname = \"M\"\n[[context]]\nslug = \"town\"\n\
         [drop]\ngoal = [\"oven\"]\nperson = [\"miller\"]\ncontext = [\"town\"]",
        "7:8: this file drops the goal ‘oven’ under [drop]; take it out here or there\n\
         9:8: this file drops the person ‘miller’ under [drop]; take it out here or there\n\
         12:8: this file drops the context ‘town’ under [drop]; take it out here or there\n"
    )]
    #[case::dropped_and_named(
        "[[goal]]\nslug = \"oven\"\npeople = [\"miller\"]\n[[context]]\nslug = \"town\"\n\
         [[context.emphasis]]\ngoal = \"flour\"\ntext = \"M\"\n[[context.target]]\nmetric = \"loaves\"\ntarget = \"1\"\n\
         [drop]\ngoal = [\"flour\"]\nperson = [\"miller\"]\nmetric = [\"loaves\"]",
        "8:11: this file drops the person ‘miller’ under [drop]; take it out here or there\n\
         12:8: this file drops the goal ‘flour’ under [drop]; take it out here or there\n\
         15:10: this file drops the metric ‘loaves’ under [drop]; take it out here or there\n"
    )]
    #[case::unknown_names(
        "[[goal]]\nslug = \"oven\"\npeople = [\"milller\"]\n[[context]]\nslug = \"town\"\n\
         [[context.emphasis]]\ngoal = \"fluor\"\ntext = \"M\"",
        "8:11: there is no person ‘milller’; did you mean ‘miller’?\n\
         12:8: there is no goal ‘fluor’; did you mean ‘flour’?\n"
    )]
    #[case::the_goal_of_a_context(
        "[[goal]]\nslug = \"greet\"\nmilestone = \"30\"\ntitle = \"T\"\nwhy = \"W\"\nevidence = \"E\"",
        "7:8: the context ‘village’ adds a goal with the slug ‘greet’ already; choose another\n"
    )]
    #[case::goals_of_two_contexts(
        "[[context]]\nslug = \"town\"\n[[context.goal]]\nslug = \"greet\"\nmilestone = \"30\"\n\
         title = \"T\"\nwhy = \"W\"\nevidence = \"E\"",
        "9:8: another goal has the slug ‘greet’ already; choose another\n"
    )]
    #[case::a_list_that_is_none(
        "[drop]\ngoal = \"oven\"",
        "7:8: `goal` is a list of texts: [\"…\", \"…\"]\n"
    )]
    #[case::a_drop_that_is_none("drop = \"oven\"", "6:8: `drop` is a table: [drop]\n")]
    fn a_mistake_is_told_at_its_line(#[case] rest: &str, #[case] said: &str) {
        assert_eq!(told(rest), said);
    }

    #[rstest]
    #[case("aplied-scientist", "did you mean ‘applied-scientist’?")]
    #[case("zzz", "there is no plan ‘zzz’; `onramp plan list`")]
    #[case("mine", "cannot build on itself")]
    #[case("../../etc/passwd", "by its slug, not by its file")]
    #[case("applied-scientist.toml", "by its slug, not by its file")]
    #[case("", "`extends` is empty")]
    fn a_base_that_is_not_to_be_had_is_told_with_all_else(#[case] name: &str, #[case] said: &str) {
        let source = HEAD.replace("\"baker\"", &format!("{name:?}"))
            + "[[goal]]\nslug = \"a\"\nasks = \"all\"\nwhi = \"x\"\npeople = [\"nobody\"]\n\
               [drop]\ngoal = [\"b\"]\nperson = 3\n[[context]]\nslug = \"c\"\n\
               [[context.emphasis]]\ngoal = \"d\"\ntext = \"\"";
        let (plan, problems) = examine("mine.toml", &source);
        assert!(plan.is_none());
        let lines: Vec<usize> = problems
            .list
            .iter()
            .map(|problem| problems.place(problem.span.start).0)
            .collect();
        assert_eq!(lines, [5, 9, 13, 18], "{}", problems.render());
        assert!(
            problems.list[0].message.contains(said),
            "{}",
            problems.render()
        );
        assert!(problems.list[1].message.contains("did you mean `why`?"));
    }

    #[test]
    fn a_drop_needs_something_to_drop_from() {
        let (_, problems) = examine("baker.toml", &format!("{BASE}[drop]\ngoal = [\"oven\"]"));
        assert_eq!(problems.errors(), 1, "{}", problems.render());
        assert!(problems.to_string().contains("builds on none"));
    }

    #[test]
    fn a_plan_keeps_its_bounds_with_what_it_builds_on() {
        let goal = |at: usize| {
            format!(
                "[[goal]]\nslug = \"g{at}\"\nmilestone = \"30\"\ntitle = \"T\"\nwhy = \"W\"\nevidence = \"E\"\n"
            )
        };
        let goals = |count| (0..count).map(goal).collect::<String>();
        assert_eq!(good(&goals(197)).plan.goals.len(), 200);
        assert!(told(&goals(198)).contains("the plan has 201 goals; keep to 200"));
        let tool =
            |at: usize| format!("[[rhythm]]\nslug = \"r{at}\"\nwhen = \"daily\"\nwhat = \"W\"\n");
        let tools = |count| (0..count).map(tool).collect::<String>();
        assert!(told(&tools(499)).is_empty());
        assert!(told(&tools(500)).contains("the plan has 501 rhythm; keep to 500"));
    }

    proptest::proptest! {
        #[test]
        fn no_text_on_top_of_a_plan_makes_it_stumble(
            lines in proptest::collection::vec(proptest::sample::select(LINES.to_vec()), 0..30),
            tail in "\\PC{0,20}",
        ) {
            let (plan, problems) = on_baker(&format!("{}\n{tail}", lines.join("\n")));
            let _ = problems.render();
            if problems.errors() == 0 {
                let plan = plan.unwrap();
                let goals: Vec<&str> = slugs(&plan);
                for context in &plan.contexts {
                    let named = context.emphases.iter().map(|(goal, _)| goal);
                    for goal in named.chain(context.criteria.iter().map(|(goal, _)| goal)) {
                        assert!(goals.contains(&goal.as_str()), "{goal}");
                    }
                }
                for (goal, links) in &plan.plan.guide.links {
                    assert!(goals.contains(&goal.as_str()), "{goal}");
                    for link in links {
                        let page = plan.plan.guide.page(link.kind.key).unwrap();
                        assert!(page.entry(&link.slug).is_some(), "{}", link.slug);
                    }
                }
            }
        }
    }

    /// What the property above puts files together from: a good deal of it fits together.
    const LINES: &[&str] = &[
        "[[goal]]\nslug = \"oven\"",
        "[[goal]]\nslug = \"flour\"",
        "[[goal]]\nslug = \"new\"\nmilestone = \"90\"\ntitle = \"T\"\nwhy = \"W\"\nevidence = \"E\"",
        "[[person]]\nslug = \"miller\"",
        "[[deliverable]]\nslug = \"loaf\"",
        "[[context]]\nslug = \"village\"",
        "[[context.emphasis]]\ngoal = \"flour\"\ntext = \"T\"",
        "[drop]\nperson = [\"miller\"]\nmetric = [\"loaves\"]",
        "[drop]\ngoal = [\"flour\", \"greet\"]",
        "[drop]",
        "goal = [\"shop\"]",
        "context = [\"village\"]",
        "people = [\"master\"]",
        "people = [\"miller\"]",
        "criteria = []",
        "title = \"Another\"",
        "name = \"Another\"",
        "slug = \"shop\"",
        "extends = \"mine\"",
        "[[milestone]]\nkey = \"30\"\nafter = \"5 weeks\"\ntheme = \"T\"",
        "[[milestone]]\nkey = \"60\"\ntheme = \"T\"",
        "after = \"2 months\"",
        "[milestones]\n30 = \"T\"",
    ];
}
