//! Plan files through the public doors: the schema against an independent validator, the starting
//! point, and the files in `plans/`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test may fail loudly

use std::path::{Path, PathBuf};

use onramp::domain::plan::context::in_contexts;
use onramp::domain::plan::names::Slug;
use onramp::plans::{all, examine, read, schema, starting_point, starting_point_on};
use onramp::report::pages::plan;
use onramp::report::write::markdown;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("plans")
}

fn sources() -> Vec<(String, String)> {
    let mut sources: Vec<(String, String)> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let slug = Slug::new("my-role").unwrap();
    for built_in in all() {
        let text = starting_point_on(&slug, &built_in.read().unwrap());
        sources.push((format!("on-{}.toml", built_in.slug), text));
    }
    sources.push(("my-role.toml".to_owned(), starting_point(&slug)));
    sources
}

/// Returns what an independent validator says of a plan under the schema.
fn complaints(source: &str) -> Vec<String> {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    let plan: toml::Table = source.parse().unwrap();
    let plan = serde_json::to_value(plan).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    validator
        .iter_errors(&plan)
        .map(|e| e.to_string())
        .collect()
}

#[test]
fn every_plan_holds_against_the_schema() {
    for (name, source) in sources() {
        assert_eq!(complaints(&source), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn the_schema_refuses_what_the_check_refuses() {
    let (_, good) = sources().pop().unwrap();
    for (from, to) in [
        ("milestone = \"30\"", "milestone = \"31\""),
        ("title = \"Your role\"", "titel = \"Your role\""),
        ("slug = \"live\"", "slug = \"../live\""),
        ("side = \"inside\"", "side = \"beside\""),
        ("format = 1", "format = 2"),
        ("asks = \"all\"", "asks = \"some\""),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good, "{from}");
        assert!(!complaints(&bad).is_empty(), "{to}");
        assert!(examine("p.toml", &bad).1.errors() > 0, "{to}");
    }
}

#[test]
fn the_starting_point_passes_the_check_as_it_stands() {
    let (_, source) = sources().pop().unwrap();
    let (plan, problems) = examine("my-role.toml", &source);
    assert!(problems.list.is_empty(), "{}", problems.render());
    assert_eq!(plan.unwrap().plan.role.slug.as_str(), "my-role");
    for built_in in all() {
        let base = built_in.read().unwrap();
        let source = starting_point_on(&Slug::new("my-role").unwrap(), &base);
        let (plan, problems) = examine("my-role.toml", &source);
        assert!(problems.list.is_empty(), "{}", problems.render());
        // One is dropped and one added.
        let goals = plan.unwrap().plan.goals;
        assert_eq!(goals.len(), base.plan.goals.len());
        assert_ne!(goals, base.plan.goals);
        assert!(!source.contains('<'), "{source}");
    }
}

const ON: &str = r#"
format = 1
edition = 1
slug = "ours"
title = "Ours"
extends = "applied-scientist"
[milestones]
"30" = "Settle in"
[[goal]]
slug = "access"
evidence = "Three accounts."
[[person]]
slug = "data-engineers"
settle = "Who is on call."
[[context]]
slug = "startup"
what = "It is us."
[drop]
goal = ["stakeholder-map"]
context = ["consumer"]
rubric = []
"#;

#[test]
fn a_plan_that_builds_on_another_holds_against_the_schema() {
    assert_eq!(complaints(ON), Vec::<String>::new());
    let problems = examine("ours.toml", ON).1;
    assert!(problems.list.is_empty(), "{}", problems.render());
    for (from, to) in [
        ("extends = \"applied-scientist\"", ""),
        ("extends = \"applied-scientist\"", "extends = \"../x\""),
        ("extends = \"applied-scientist\"", "extends = 3"),
        ("edition = 1\n", ""),
        ("title = \"Ours\"\n", ""),
        ("slug = \"access\"\n", ""),
        ("slug = \"startup\"\n", ""),
        ("evidence = ", "evidense = "),
        ("rubric = []", "rubrics = []"),
        ("goal = [\"stakeholder-map\"]", "goal = \"stakeholder-map\""),
    ] {
        let bad = ON.replacen(from, to, 1);
        assert_ne!(bad, ON, "{from}");
        assert!(!complaints(&bad).is_empty(), "{from}: {to}");
        assert!(examine("p.toml", &bad).1.errors() > 0, "{from}: {to}");
    }
}

#[test]
fn the_schema_wants_everything_of_a_plan_that_stands_alone() {
    let (_, good) = sources().pop().unwrap();
    for left_out in [
        "mission = \"What the role is there for.\"\n",
        "side = \"inside\"",
        "axis = \"delivery\"",
        "why = \"Why it matters.\"\n",
    ] {
        let bad = good.replacen(left_out, "", 1);
        assert_ne!(bad, good, "{left_out}");
        assert!(!complaints(&bad).is_empty(), "{left_out}");
    }
    assert!(!complaints(&format!("{good}\n[drop]\ngoal = []")).is_empty());
}

#[test]
fn a_plan_with_milestones_of_its_own_holds_against_the_schema() {
    let (_, good) = sources().pop().unwrap();
    let (head, rest) = good.split_once("\n[milestones]").unwrap();
    let (_, goals) = rest.split_once("\n[[goal]]").unwrap();
    let list = "\n[[milestone]]\nkey = \"30\"\nafter = \"5 weeks\"\ntheme = \"Begin\"\n\
                [[milestone]]\nkey = \"60\"\ntheme = \"Go on\"\n\n[[goal]]";
    let own = format!("{head}{list}{goals}");
    assert_eq!(complaints(&own), Vec::<String>::new());
    let problems = examine("p.toml", &own).1;
    assert!(problems.list.is_empty(), "{}", problems.render());
    for (from, to) in [
        ("key = \"30\"", "key = \"3.0\""),
        ("key = \"30\"\n", ""),
        ("theme = \"Begin\"\n", ""),
        ("5 weeks", "5 years"),
        ("after = \"5 weeks\"", "after = 5"),
        (
            "[[milestone]]",
            "[milestones]\n30 = \"Begin\"\n[[milestone]]",
        ),
    ] {
        let bad = own.replacen(from, to, 1);
        assert_ne!(bad, own, "{from}");
        assert!(!complaints(&bad).is_empty(), "{from}: {to}");
        assert!(examine("p.toml", &bad).1.errors() > 0, "{from}: {to}");
    }
}

#[test]
fn a_starting_point_suits_a_small_base() {
    let slug = Slug::new("mine").unwrap();
    let mut base = read("b.toml", &starting_point(&slug)).unwrap();
    for count in [2, 1] {
        base.plan.goals.truncate(count);
        let source = starting_point_on(&slug, &base);
        let dropped = source.lines().last().unwrap();
        assert_eq!(dropped.starts_with("# "), count == 1, "{dropped}");
        assert_ne!(base.plan.goals[0].slug.as_str(), "our-own-goal");
    }
    base.plan.goals[0].slug = Slug::new("our-own-goal").unwrap();
    let source = starting_point_on(&slug, &base);
    assert!(source.contains("slug = \"our-own-goal-2\""), "{source}");
}

#[test]
fn the_plans_of_the_gallery_have_no_mistakes_and_prepare_the_mentor() {
    let mut seen = 0;
    for entry in std::fs::read_dir(folder().join("gallery")).unwrap() {
        let path = entry.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let (plan, problems) = examine(&name, &source);
        assert!(problems.list.is_empty(), "{}", problems.render());
        let role = plan.unwrap().plan.role;
        assert_eq!(format!("{}.toml", role.slug), name);
        assert!(
            !role.first_steps.is_empty() && !role.questions.is_empty(),
            "{name}"
        );
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn the_schema_beside_the_plans_is_the_one_that_is_printed() {
    let beside = std::fs::read_to_string(folder().join("plan.schema.json")).unwrap();
    assert_eq!(beside.replace("\r\n", "\n"), schema());
    for (name, source) in sources() {
        let named = source.starts_with("#:schema ./plan.schema.json\n");
        assert!(named || !folder().join(&name).exists(), "{name}");
    }
}

#[test]
fn every_context_fits_its_plan_and_names_what_it_added() {
    for (name, source) in sources() {
        let file = read(&name, &source).unwrap();
        for context in &file.contexts {
            let plan = in_contexts(&file.plan, &[context]);
            let added = |goal: &&onramp::domain::plan::role::PlanGoal| {
                goal.context.as_ref() == Some(&context.slug)
            };
            let count = plan.goals.iter().filter(added).count();
            assert_eq!(count, context.goals.len(), "{name}: {}", context.slug);
            assert_eq!(plan.goals.len(), file.plan.goals.len() + count);
            for (slug, criterion) in &context.criteria {
                let goal = plan.goals.iter().find(|goal| goal.slug == *slug).unwrap();
                let text = format!("{} ({})", criterion.text, context.name);
                let mut criteria = goal.criteria.iter();
                assert!(
                    criteria.any(|one| one.slug == criterion.slug && one.text == text),
                    "{name}: {}",
                    context.slug
                );
            }
            for (slug, text) in &context.emphases {
                let goal = plan.goals.iter().find(|goal| goal.slug == *slug).unwrap();
                let text = format!("{}: {text}", context.name);
                assert!(goal.why.ends_with(&text), "{name}: {}", context.slug);
            }
            for (slug, target) in &context.targets {
                let metrics = plan.guide.page("metric").unwrap();
                let target = format!("{}: {target}", context.name);
                assert!(metrics.entry(slug).unwrap().texts.contains(&target));
            }
        }
    }
}

#[test]
fn the_plan_in_the_readme_passes_the_check() {
    let readme = include_str!("../README.md").replace("\r\n", "\n");
    let blocks = readme.split("```toml\n").skip(1);
    let mut plans = blocks.filter_map(|block| Some(block.split_once("```")?.0));
    let source = plans.find(|block| block.contains("extends")).unwrap();
    let (plan, problems) = examine("README.md", source);
    assert!(problems.list.is_empty(), "{}", problems.render());
    let goals = plan.unwrap().plan.goals;
    assert!(goals.iter().any(|goal| goal.slug.as_str() == "access"));
}

#[test]
fn every_built_in_plan_is_told_in_markdown_page_by_page() {
    for built_in in all() {
        let file = built_in.read().unwrap();
        let whole = markdown::page(&plan::role(&file.plan, &file.contexts));
        let headings: Vec<&str> = whole.lines().filter(|line| line.starts_with('#')).collect();
        let tasks = whole.lines().filter(|line| line.starts_with("- [ ] "));
        let parts = file.plan.goals.iter().map(|goal| goal.criteria.len());
        assert_eq!(tasks.count(), parts.sum::<usize>());
        let goals = headings.iter().filter(|line| {
            let number = line
                .strip_prefix("### ")
                .and_then(|line| line.split(' ').next());
            number.is_some_and(|number| number.contains('.'))
        });
        assert_eq!(goals.count(), file.plan.goals.len(), "{}", built_in.slug);
        assert!(!whole.contains("\n\n\n"), "{}", built_in.slug);
        for page in &file.plan.guide.pages {
            assert!(headings.contains(&format!("## {}", page.kind.title).as_str()));
            let alone = markdown::page(&plan::guide_page(&file.plan.role, page));
            let items = alone.lines().filter(|line| line.starts_with("- "));
            assert_eq!(items.count(), page.entries.len(), "{}", page.kind.page);
            for line in alone.lines().filter(|line| line.starts_with("- ")) {
                assert!(whole.contains(line), "{line}");
            }
        }
        let contexts = markdown::page(&plan::contexts(&file.plan, &file.contexts));
        for context in &file.contexts {
            assert!(
                contexts.contains(&format!("### {}\n", context.name)),
                "{}",
                context.slug
            );
        }
    }
}

#[test]
fn settings_that_exclude_each_other_hold_against_the_schema_and_name_settings() {
    let (_, good) = sources().pop().unwrap();
    let own = format!(
        "{good}\n[[context]]\nslug = \"on-site\"\naxis = \"delivery\"\nname = \"On site\"\n\
         what = \"All in one room.\"\nexcludes = [\"remote\"]\n"
    );
    assert_eq!(complaints(&own), Vec::<String>::new());
    let (file, problems) = examine("p.toml", &own);
    assert!(problems.list.is_empty(), "{}", problems.render());
    let both = ["on-site", "remote"].map(str::to_owned);
    let refused = file.unwrap().in_contexts(&both).unwrap_err().to_string();
    insta::assert_snapshot!(refused, @"choose one of ‘On site’ and ‘Working from elsewhere’; they exclude each other");
    for (to, said) in [
        (
            "[\"remotely\"]",
            "there is no context ‘remotely’; did you mean ‘remote’?",
        ),
        ("[\"on-site\"]", "a context cannot exclude itself"),
        ("\"remote\"", "list"),
        ("[\"../x\"]", "not a slug"),
    ] {
        let bad = own.replace("excludes = [\"remote\"]", &format!("excludes = {to}"));
        let problems = examine("p.toml", &bad).1;
        assert!(
            problems.render().contains(said),
            "{to}: {}",
            problems.render()
        );
    }
}

#[test]
fn a_plan_inherits_what_the_settings_exclude_and_loses_what_it_drops() {
    let with = |more: &str| {
        let text = ON.replace("context = [\"consumer\"]", &format!("context = [{more}]"));
        let (file, problems) = examine("ours.toml", &text);
        assert!(problems.list.is_empty(), "{}", problems.render());
        let names = ["startup", "large-enterprise"].map(str::to_owned);
        file.unwrap().in_contexts(&names).is_err()
    };
    assert!(with("\"consumer\""));
    let dropped = ON.replace("[\"consumer\"]", "[\"large-enterprise\"]");
    let file = examine("ours.toml", &dropped).0.unwrap();
    let startup = file
        .contexts
        .iter()
        .find(|one| one.slug.as_str() == "startup");
    let excluded: Vec<&str> = startup.unwrap().excludes.iter().map(Slug::as_str).collect();
    assert_eq!(excluded, ["mid-size"]);
}

#[test]
fn every_built_in_plan_says_which_settings_exclude_each_other() {
    for built_in in all() {
        let file = built_in.read().unwrap();
        for axis in ["size", "product", "delivery", "regulated"] {
            let of = || file.contexts.iter().filter(|context| context.axis == axis);
            for (place, one) in of().enumerate() {
                for other in of().skip(place + 1) {
                    assert!(
                        one.is_exclusive_with(other),
                        "{}: {}",
                        built_in.slug,
                        one.slug
                    );
                }
            }
        }
    }
}
