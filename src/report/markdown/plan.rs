//! A plan → Markdown: what a role is about, what it asks for, and the pages of its guide, for a
//! wiki or a sheet of paper. Knows no journey.

use super::{Page, inline};
use crate::domain::plan::context::{AXES, Context};
use crate::domain::plan::guide::{self, Entry, Group, Guide, Link};
use crate::domain::plan::names::Slug;
use crate::domain::plan::role::{Asks, Plan};
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::number;
use crate::domain::wording::goals;

/// Returns a whole role: what it is about, its goals, its guide and its settings.
pub fn role(plan: &Plan, settings: &[Context]) -> String {
    let role = &plan.role;
    let mut page = Page(String::new());
    page.head(1, &role.title);
    page.paragraph(&inline(&role.summary));
    page.head(2, "Mission");
    page.paragraph(&inline(&role.mission));
    page.head(2, "Success");
    page.paragraph(&inline(&role.success));
    if !role.high_performance.is_empty() {
        page.head(2, "High performance");
        let strong = role.high_performance.iter();
        page.items(strong.map(|text| format!("- {}", inline(text))));
    }
    let goals = number(plan.goals.iter().cloned());
    for milestone in plan.role.milestones.iter() {
        let theme = role.themes.get(&milestone).map(String::as_str);
        let of = goals
            .iter()
            .filter(|goal| goal.number.milestone == milestone);
        for (goal, place) in of.zip(0..) {
            if place == 0 {
                page.head(2, &titled(&milestone.label(), theme));
            }
            page.goal(goal, &plan.guide);
        }
    }
    for of_guide in &plan.guide.pages {
        page.head(2, of_guide.kind.title);
        page.entries(of_guide, 3);
    }
    if !settings.is_empty() {
        page.head(2, SETTINGS);
        page.settings(plan, settings, 3);
    }
    page.head(2, "Source");
    let source = format!("{}; edition {}", role.source, role.edition);
    page.paragraph(&inline(&source));
    page.0
}

/// Returns a page of a role's guide.
pub fn guide_page(title: &str, of_guide: &guide::Page) -> String {
    let mut page = Page(String::new());
    page.head(1, &titled(title, Some(of_guide.kind.title)));
    page.entries(of_guide, 2);
    page.0
}

/// Returns how a role differs by setting.
pub fn contexts(plan: &Plan, settings: &[Context]) -> String {
    let mut page = Page(String::new());
    page.head(1, &titled(&plan.role.title, Some(SETTINGS)));
    page.settings(plan, settings, 2);
    page.0
}

const SETTINGS: &str = "How it differs by setting";

fn titled(name: &str, about: Option<&str>) -> String {
    match about {
        Some(about) => format!("{name}: {about}"),
        None => name.to_owned(),
    }
}

impl Page {
    /// Writes a heading of a level from 1 to 6, with room around it.
    fn head(&mut self, level: usize, text: &str) {
        if !self.0.is_empty() {
            self.line("");
        }
        let text = inline(text);
        // Signs at the end would be taken for the closing of the heading (CommonMark, 4.2).
        let words = text.trim_end_matches('#');
        let signs = text.get(words.len()..).unwrap_or_default();
        let escape = if signs.is_empty() || words.ends_with('\\') {
            ""
        } else {
            "\\"
        };
        self.line(&format!("{} {words}{escape}{signs}", "#".repeat(level)));
    }

    fn paragraph(&mut self, text: &str) {
        self.line("");
        self.line(text);
    }

    fn items(&mut self, items: impl Iterator<Item = String>) {
        for (item, place) in items.zip(0..) {
            if place == 0 {
                self.line("");
            }
            self.line(&item);
        }
    }

    fn goal(&mut self, goal: &Goal, guide: &Guide) {
        let plan = &goal.plan;
        self.head(3, &format!("{} {}", goal.number, plan.title));
        self.paragraph(&inline(&plan.why));
        if plan.criteria.len() > 1 {
            self.paragraph(match plan.asks {
                Asks::All => "All of these:",
                Asks::Any => "One of these:",
            });
        }
        let parts = plan.criteria.iter().filter(|part| !part.dropped);
        self.items(parts.map(|part| format!("- [ ] {}", inline(&part.text))));
        // What it is for has stood under the title.
        for (heading, text) in goals::texts(plan).skip(1) {
            self.paragraph(&format!("**{heading}:** {}", inline(text)));
        }
        let links = guide.links.get(&plan.slug).map_or(&[][..], Vec::as_slice);
        for page in &guide.pages {
            let of_page = links.iter().filter(|link| link.kind == page.kind);
            let names: Vec<String> = of_page.map(|link| name(page, link)).collect();
            if !names.is_empty() {
                let names = inline(&names.join("; "));
                self.paragraph(&format!("**{}:** {names}", page.kind.title));
            }
        }
    }

    /// Writes the entries of a page, their groups under headings of a level.
    fn entries(&mut self, page: &guide::Page, level: usize) {
        let mut seen: Vec<(&str, &str)> = Vec::new();
        match page.kind.group {
            Group::None => {}
            Group::Words(_, words) => seen.extend(words),
            Group::Free(_) => {
                for name in page.entries.iter().filter_map(|e| e.group.as_deref()) {
                    if !seen.contains(&(name, name)) {
                        seen.push((name, name));
                    }
                }
            }
        }
        if seen.is_empty() {
            self.items(page.entries.iter().map(|entry| item(page, entry)));
        }
        for (word, heading) in seen {
            let of = |entry: &&Entry| entry.group.as_deref() == Some(word);
            let mut of = page.entries.iter().filter(of).peekable();
            if of.peek().is_some() {
                self.head(level, heading);
                self.items(of.map(|entry| item(page, entry)));
            }
        }
    }

    /// Writes the settings, each axis under a heading of a level.
    fn exclusion(&mut self, settings: &[Context], context: &Context) {
        let name = |slug: &Slug| {
            let of = settings.iter().find(|other| other.slug == *slug);
            inline(of.map_or(slug.as_str(), |other| &other.name))
        };
        let others: Vec<String> = context.excludes.iter().map(name).collect();
        if !others.is_empty() {
            self.paragraph(&format!("Not together with: {}.", others.join("; ")));
        }
    }

    fn settings(&mut self, plan: &Plan, settings: &[Context], level: usize) {
        for (axis, heading) in AXES {
            let of = settings.iter().filter(|context| context.axis == *axis);
            for (context, place) in of.zip(0..) {
                if place == 0 {
                    self.head(level, heading);
                }
                self.head(level + 1, &context.name);
                self.paragraph(&inline(&context.what));
                self.items(differences(plan, context).into_iter());
                self.exclusion(settings, context);
            }
        }
    }
}

/// Returns an entry as an item of a list: its name with what speaks for itself, then its other
/// texts under it, each with its label.
fn item(page: &guide::Page, entry: &Entry) -> String {
    let name = entry.name.as_ref();
    let mut first: Vec<String> = name
        .map(|name| format!("**{}**", inline(name)))
        .into_iter()
        .collect();
    let mut below = String::new();
    for ((_, label), text) in page.kind.texts.iter().zip(&entry.texts) {
        if label.is_empty() || name.is_none() {
            first.push(inline(text));
        } else {
            below.push_str(&format!("\n  - {label}: {}", inline(text)));
        }
    }
    format!("- {}{below}", first.join(": "))
}

fn name(page: &guide::Page, link: &Link) -> String {
    let name = page.entry(&link.slug).and_then(|entry| entry.name.clone());
    name.unwrap_or_else(|| link.slug.to_string())
}

/// Returns what a setting adds and changes, as items of a list.
fn differences(plan: &Plan, context: &Context) -> Vec<String> {
    let goal = |slug: &Slug| {
        let goal = plan.goals.iter().find(|goal| goal.slug == *slug);
        inline(goal.map_or(slug.as_str(), |goal| &goal.title))
    };
    let metric = |slug: &Slug| {
        let page = plan.guide.page("metric");
        let entry = page.and_then(|page| page.entry(slug));
        inline(
            entry
                .and_then(|entry| entry.name.as_deref())
                .unwrap_or(slug.as_str()),
        )
    };
    let goals = context.goals.iter().map(|goal| {
        format!(
            "- Goal for {}: **{}**\n  - why: {}\n  - shows it: {}",
            goal.milestone,
            inline(&goal.title),
            inline(&goal.why),
            inline(&goal.evidence)
        )
    });
    let criteria = context.criteria.iter();
    let criteria =
        criteria.map(|(of, part)| format!("- Part of “{}”: {}", goal(of), inline(&part.text)));
    let emphases = context.emphases.iter();
    let emphases = emphases.map(|(of, text)| format!("- For “{}”: {}", goal(of), inline(text)));
    let targets = context.targets.iter();
    let targets =
        targets.map(|(of, text)| format!("- Target of “{}”: {}", metric(of), inline(text)));
    goals
        .chain(criteria)
        .chain(emphases)
        .chain(targets)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::guide::KINDS;
    use crate::domain::plan::milestone::{Milestone, Milestones};
    use crate::domain::plan::role::{Criterion, PlanGoal, Role};

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

    fn entry(name: Option<&str>, group: Option<&str>, texts: &[&str]) -> Entry {
        Entry {
            slug: slug("a"),
            group: group.map(str::to_owned),
            name: name.map(str::to_owned),
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
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
        insta::assert_snapshot!(role(&plan, &contexts));
    }

    #[test]
    fn a_page_stands_alone() {
        let (plan, settings) = plan();
        insta::assert_snapshot!(guide_page("Baker", plan.guide.page("metric").unwrap()), @r"
        # Baker: Metrics

        - **Loaves**
          - measures: How many
          - why: Hunger.
          - target: 10
          - how often: daily
        ");
        let page = contexts(&plan, &settings);
        assert!(page.starts_with("# Baker: How it differs by setting\n\n## Company size\n"));
        assert!(page.contains("\n### A village\n"), "{page}");
    }
}
