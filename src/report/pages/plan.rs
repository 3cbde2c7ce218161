//! A plan → pages: what a role is about, what it asks for, and its guide. Knows no journey.

use crate::domain::plan::context::{AXES, Context};
use crate::domain::plan::guide::{self, Entry as GuideEntry, Group, Guide, Link};
use crate::domain::plan::milestone::Milestones;
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{Asks, Plan, Role};
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::number;
use crate::domain::wording::goals;
use crate::report::blocks::{
    Block, Entry, Fact, Item, List, Page, Section, Span, Title, labeled, strong,
};

/// What commands call the page of settings.
pub const CONTEXTS: &str = "contexts";

const SETTINGS: &str = "How it differs by setting";

/// Returns a whole role: what it is about, its goals, its guide and its settings.
pub fn role(plan: &Plan, settings: &[Context]) -> Page {
    let guide = plan.guide.pages.iter();
    let mut whole: Vec<Section> = guide
        .map(|page| entries(page.kind.title.into(), page, &plan.role.milestones))
        .collect();
    if !settings.is_empty() {
        whole.push(Section {
            sections: differing(plan, settings),
            ..Section::new(SETTINGS, Vec::new())
        });
    }
    about(plan, whole)
}

/// Returns what a role is about, its goals, and which pages its guide has.
pub fn in_short(plan: &Plan, settings: &[Context]) -> Page {
    let pages = plan.guide.pages.iter();
    let pages = pages.map(|page| {
        let count = page.entries.len();
        Fact::new(page.kind.page, format!("{} ({count})", page.kind.title))
    });
    let count = settings.len();
    let contexts = (count > 0).then(|| Fact::new(CONTEXTS, format!("{SETTINGS} ({count})")));
    let contents: Vec<Fact> = pages.chain(contexts).collect();
    let contents = Section::new("Pages of the guide", vec![Block::Facts(contents)]);
    about(plan, vec![contents])
}

/// Returns a role with its goals, the sections of its guide after them.
fn about(plan: &Plan, of_guide: Vec<Section>) -> Page {
    let role = &plan.role;
    let text = |title: &str, text: &str| Section::new(title, vec![Block::text(text)]);
    let mut sections = vec![
        text("Mission", &role.mission),
        text("Success", &role.success),
    ];
    if !role.high_performance.is_empty() {
        let strong = role.high_performance.iter();
        let lines = strong.map(|text| vec![text.as_str().into()]);
        sections.push(Section::new("High performance", vec![Block::lines(lines)]));
    }
    sections.extend(milestones(plan));
    sections.extend(of_guide);
    let source = format!("{}; edition {}", role.source, role.edition);
    sections.push(text("Source", &source));
    Page {
        title: role.title.as_str().into(),
        blocks: vec![Block::text(role.summary.as_str())],
        sections,
    }
}

/// Returns a page of a role's guide.
pub fn guide_page(role: &Role, page: &guide::Page) -> Page {
    let title = Title::of(role.title.as_str(), page.kind.title);
    let of_page = entries(title, page, &role.milestones);
    Page {
        title: of_page.title,
        blocks: of_page.blocks,
        sections: of_page.sections,
    }
}

/// Returns how a role differs by setting.
pub fn contexts(plan: &Plan, settings: &[Context]) -> Page {
    Page {
        title: Title::of(plan.role.title.as_str(), SETTINGS),
        blocks: Vec::new(),
        sections: differing(plan, settings),
    }
}

/// Returns the milestones that have goals.
fn milestones(plan: &Plan) -> Vec<Section> {
    let goals = number(plan.goals.iter().cloned());
    let milestones = plan.role.milestones.iter().map(|milestone| {
        let of = goals.iter();
        let of = of.filter(|goal| goal.number.milestone == milestone);
        let about = plan.role.themes.get(&milestone);
        let title = Title {
            about: about.map(|theme| theme.as_str().into()),
            ..milestone.label().into()
        };
        Section {
            title,
            sections: of.map(|of| goal(of, &plan.guide)).collect(),
            ..Section::default()
        }
    });
    milestones.filter(|of| !of.sections.is_empty()).collect()
}

fn goal(goal: &Goal, guide: &Guide) -> Section {
    let plan = &goal.plan;
    let mut blocks = vec![Block::text(plan.why.as_str())];
    if plan.criteria.len() > 1 {
        blocks.push(Block::text(match plan.asks {
            Asks::All => "All of these:",
            Asks::Any => "One of these:",
        }));
    }
    let parts = plan.criteria.iter().filter(|part| !part.dropped);
    let parts = parts.map(|part| Item {
        ticked: Some(false),
        ..Item::line(vec![part.text.as_str().into()])
    });
    let items: Vec<Item> = parts.collect();
    if !items.is_empty() {
        blocks.push(Block::List(List { first: None, items }));
    }
    // What it is for has stood under the title.
    let texts = goals::texts(plan).skip(1);
    blocks.extend(texts.map(|(heading, text)| Block::line(labeled(heading, text))));
    let links = guide.links.get(&plan.slug).map_or(&[][..], Vec::as_slice);
    for page in &guide.pages {
        let of_page = links.iter().filter(|link| link.kind == page.kind);
        let names: Vec<String> = of_page.map(|link| name(page, link)).collect();
        if !names.is_empty() {
            blocks.push(Block::line(labeled(page.kind.title, names.join("; "))));
        }
    }
    let title = Title {
        number: Some(goal.number.to_string().into()),
        ..plan.title.as_str().into()
    };
    Section {
        key: Some(plan.slug.as_str().into()),
        ..Section::new(title, blocks)
    }
}

/// Returns the entries of a page, in sections by group where it has groups.
fn entries(title: Title, page: &guide::Page, milestones: &Milestones) -> Section {
    let mut groups: Vec<(&str, &str)> = Vec::new();
    match page.kind.group {
        Group::None => {}
        Group::Words(_, words) => groups.extend(words),
        Group::Free(_) => {
            for name in page.entries.iter().filter_map(|e| e.group.as_deref()) {
                if !groups.contains(&(name, name)) {
                    groups.push((name, name));
                }
            }
        }
    }
    let told = |of: &mut dyn Iterator<Item = &GuideEntry>| {
        Block::Entries(of.map(|of| entry(page, of, milestones)).collect())
    };
    if groups.is_empty() {
        return Section::new(title, vec![told(&mut page.entries.iter())]);
    }
    let groups = groups.into_iter().filter_map(|(word, heading)| {
        let of = page.entries.iter();
        let mut of = of.filter(|of| of.group.as_deref() == Some(word)).peekable();
        of.peek()?;
        Some(Section::new(heading, vec![told(&mut of)]))
    });
    Section {
        sections: groups.collect(),
        ..Section::new(title, Vec::new())
    }
}

/// Returns an entry: its name with what speaks for itself, and its other texts with their labels.
fn entry(page: &guide::Page, of: &GuideEntry, milestones: &Milestones) -> Entry {
    let mut about: Vec<&str> = Vec::new();
    let mut facts = Vec::new();
    for ((_, label), text) in page.kind.texts.iter().zip(&of.texts) {
        match label.is_empty() || of.name.is_none() {
            true => about.push(text),
            false => facts.push(Fact::new(*label, text.as_str())),
        }
    }
    let counts = of.counts_where(milestones);
    facts.extend(counts.map(|at| Fact::new("counts at", at)));
    Entry {
        name: of.name.as_deref().map(Into::into),
        about: match about.is_empty() {
            true => Vec::new(),
            false => vec![about.join(": ").into()],
        },
        facts,
    }
}

fn name(page: &guide::Page, link: &Link) -> String {
    let name = page.entry(&link.slug).and_then(|entry| entry.name.clone());
    name.unwrap_or_else(|| link.slug.to_string())
}

/// Returns the settings, by what they are about.
fn differing(plan: &Plan, settings: &[Context]) -> Vec<Section> {
    let axes = AXES.iter().map(|(axis, heading)| {
        let of = settings.iter().filter(|context| context.axis == *axis);
        let of = of.map(|context| setting(plan, settings, context));
        Section {
            sections: of.collect(),
            ..Section::new(*heading, Vec::new())
        }
    });
    axes.filter(|axis| !axis.sections.is_empty()).collect()
}

fn setting(plan: &Plan, settings: &[Context], context: &Context) -> Section {
    let mut blocks = vec![Block::text(context.what.as_str())];
    let items = differences(plan, context);
    if !items.is_empty() {
        blocks.push(Block::List(List { first: None, items }));
    }
    let named = |slug: &Slug| {
        let of = settings.iter().find(|other| other.slug == *slug);
        of.map_or(slug.to_string(), |other| other.name.clone())
    };
    let others: Vec<String> = context.excludes.iter().map(named).collect();
    if !others.is_empty() {
        blocks.push(Block::text(format!(
            "Not together with: {}.",
            others.join("; ")
        )));
    }
    Section {
        key: Some(context.slug.as_str().into()),
        ..Section::new(context.name.as_str(), blocks)
    }
}

/// Returns what a setting adds and changes.
fn differences(plan: &Plan, context: &Context) -> Vec<Item> {
    let goal = |slug: &Slug| {
        let goal = plan.goals.iter().find(|goal| goal.slug == *slug);
        goal.map_or(slug.as_str(), |goal| &goal.title).to_owned()
    };
    let metric = |slug: &Slug| {
        let page = plan.guide.page("metric");
        let entry = page.and_then(|page| page.entry(slug));
        let name = entry.and_then(|entry| entry.name.as_deref());
        name.unwrap_or(slug.as_str()).to_owned()
    };
    let line = |text: String| Item::line(vec![text.into()]);
    let goals = context.goals.iter().map(|goal| {
        let head: Span = format!("Goal for {}: ", goal.milestone).into();
        let below = [
            vec![format!("why: {}", goal.why).into()],
            vec![format!("shows it: {}", goal.evidence).into()],
        ];
        let title = Block::line(vec![head, strong(goal.title.as_str())]);
        Item {
            blocks: vec![title, Block::lines(below)],
            ..Item::default()
        }
    });
    let criteria = context.criteria.iter();
    let criteria = criteria.map(|(of, part)| format!("Part of “{}”: {}", goal(of), part.text));
    let emphases = context.emphases.iter();
    let emphases = emphases.map(|(of, text)| format!("For “{}”: {text}", goal(of)));
    let targets = context.targets.iter();
    let targets = targets.map(|(of, text)| format!("Target of “{}”: {text}", metric(of)));
    let texts = criteria.chain(emphases).chain(targets).map(line);
    goals.chain(texts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::guide::KINDS;
    use crate::domain::plan::milestone::{Milestone, Milestones};
    use crate::domain::plan::role::{Criterion, PlanGoal, Role};
    use crate::report::write::markdown;

    fn slug(text: &str) -> Slug {
        Slug::new(text).unwrap()
    }

    fn kind(key: &str) -> &'static guide::Kind {
        KINDS.iter().find(|kind| kind.key == key).unwrap()
    }

    fn goal(name: &str, milestone: Milestone, title: &str) -> PlanGoal {
        PlanGoal {
            slug: slug(name),
            milestone,
            title: title.to_owned(),
            why: "# of reasons".to_owned(),
            evidence: "a_b | <c>".to_owned(),
            pitfall: None,
            asks: Asks::All,
            criteria: Vec::new(),
            context: None,
            dropped: false,
        }
    }

    fn entry(name: Option<&str>, group: Option<&str>, texts: &[&str]) -> GuideEntry {
        GuideEntry {
            slug: slug("a"),
            group: group.map(str::to_owned),
            name: name.map(str::to_owned),
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
            milestones: Vec::new(),
        }
    }

    fn plan() -> (Plan, Vec<Context>) {
        let mut oven = goal("oven", Milestone::DAY_30, "Know the *oven* in C #");
        oven.criteria = [("one", "1. One loaf"), ("two", "- Two")]
            .map(|(name, text)| Criterion::new(slug(name), text.to_owned()))
            .to_vec();
        oven.asks = Asks::Any;
        oven.pitfall = Some("Burning.".to_owned());
        let person = kind("person");
        let pages = [
            (
                "person",
                entry(Some("The [master]"), Some("inside"), &["The hours."]),
            ),
            (
                "metric",
                entry(
                    Some("Loaves"),
                    None,
                    &["How many", "Hunger.", "10", "daily"],
                ),
            ),
            ("rhythm", entry(None, Some("daily"), &["Rise."])),
            (
                "tool",
                entry(Some("Peel"), Some("By hand"), &["Moves loaves", "very"]),
            ),
        ];
        let pages = pages.map(|(key, entry)| guide::Page {
            kind: kind(key),
            entries: vec![entry],
        });
        let link = Link {
            kind: person,
            slug: slug("a"),
        };
        let text = str::to_owned;
        let plan = Plan {
            role: Role {
                first_steps: Vec::new(),
                questions: Vec::new(),
                slug: slug("baker"),
                title: text("Baker"),
                edition: 3,
                source: text("the *guild*"),
                summary: text("Bakes & sells."),
                mission: text("Bread."),
                success: text("`Good` bread."),
                high_performance: vec![text("+ Better bread.")],
                milestones: Milestones::default(),
                themes: [(Milestone::DAY_30, text("Begin"))].into(),
            },
            goals: vec![oven, goal("shop", Milestone::DAY_60, "Mind the shop")],
            contexts: Vec::new(),
            guide: Guide {
                pages: pages.to_vec(),
                links: [(slug("oven"), vec![link])].into(),
            },
        };
        let village = Context {
            slug: slug("village"),
            axis: "size",
            name: text("A village"),
            what: text("Everybody knows you."),
            excludes: vec![slug("town")],
            goals: vec![goal("greet", Milestone::DAY_60, "Greet everybody")],
            criteria: vec![(
                slug("shop"),
                Criterion::new(slug("bell"), text("Hang a bell")),
            )],
            emphases: vec![(slug("oven"), text("It is theirs."))],
            targets: vec![(slug("a"), text("5"))],
        };
        (plan, vec![village])
    }

    #[test]
    fn a_role_shows_all_that_its_plan_says() {
        let (plan, contexts) = plan();
        insta::assert_snapshot!(markdown::page(&role(&plan, &contexts)));
    }

    #[test]
    fn a_page_stands_alone() {
        let (plan, settings) = plan();
        let page = guide_page(&plan.role, plan.guide.page("metric").unwrap());
        insta::assert_snapshot!(markdown::page(&page), @r"
        # Baker: Metrics

        - **Loaves**
          - measures: How many
          - why: Hunger.
          - target: 10
          - how often: daily
        ");
        let page = markdown::page(&contexts(&plan, &settings));
        assert!(page.starts_with("# Baker: How it differs by setting\n\n## Company size\n"));
        assert!(page.contains("\n### A village\n"), "{page}");
    }
}
