//! Reads the milestones of a plan file, and what each is about.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use super::extend::Base;
use super::file::TITLE_MAX;
use super::table::Table;
use crate::domain::plan::milestone::{KEY_MAX, Milestone, Milestones};
use crate::domain::plan::offset::Offset;
use crate::domain::plan::role::PlanGoal;
use crate::domain::words::text::clean;

/// The most milestones of a plan.
pub(super) const MILESTONES_MAX: usize = 24;

/// What `after` takes.
const AFTER: &str =
    "a number of days, weeks or months, at most ten years: \"10 days\", \"2 weeks\", \"3 months\"";

/// The milestones of a plan: those that its file lists, else those of the plan that it builds on,
/// else the six.
pub(super) struct Listed {
    pub milestones: Milestones,
    pub themes: BTreeMap<Milestone, String>,
    /// Where the file lists its own.
    at: Option<Range<usize>>,
    /// Whether some may be missing, because something about them is wrong.
    is_unsure: bool,
}

impl Listed {
    /// Reads the milestones of a file.
    pub fn read(root: &Table<'_>, base: &Base) -> Self {
        let tables = root.tables("milestone");
        let themes = root.table("milestones");
        let Some(first) = tables.first() else {
            return Self::inherited(themes.as_ref(), base);
        };
        if let Some(themes) = themes {
            let message = "each [[milestone]] has its own theme; remove [milestones]";
            themes.error(themes.span.clone(), message);
        }
        Self {
            at: Some(first.span.clone()),
            ..own(&tables)
        }
    }

    fn inherited(words: Option<&Table<'_>>, base: &Base) -> Self {
        let below = base.role();
        let mut listed = Self {
            milestones: below.map_or_else(Milestones::default, |role| role.milestones.clone()),
            themes: below.map_or_else(BTreeMap::new, |role| role.themes.clone()),
            at: None,
            is_unsure: base.is_lost(),
        };
        let Some(words) = words else {
            return listed;
        };
        for (key, span) in words.rest() {
            let theme = words.text_of(key, TITLE_MAX);
            if let (Some(milestone), Some(theme)) = (listed.named(words, key, span), theme) {
                listed.themes.insert(milestone, theme.into_inner());
            }
        }
        listed
    }

    /// Returns the milestone that a text names; nothing, with a problem noted, if there is none.
    pub fn named(&self, table: &Table<'_>, text: &str, at: Range<usize>) -> Option<Milestone> {
        let found = self.milestones.named(text);
        if found.is_none() && !self.is_unsure {
            let keys: Vec<String> = (self.milestones.iter())
                .map(|milestone| format!("\"{}\"", milestone.key()))
                .collect();
            let (text, keys) = (clean(text), keys.join(", "));
            let message = format!("there is no milestone ‘{text}’; use one of {keys}");
            table.error(at, message);
        }
        found
    }

    /// Notes the milestones at which an entry of the plan below counts and that the file does not list.
    pub fn tell_unlisted_keys(&self, root: &Table<'_>, name: &str, keys: &[String]) {
        let Some(at) = self.at.as_ref().filter(|_| !self.is_unsure) else {
            return;
        };
        let unlisted = keys
            .iter()
            .filter(|key| self.milestones.keyed(key).is_none());
        for key in unlisted {
            root.error(
                at.clone(),
                format!(
                    "in the plan that this one builds on, ‘{name}’ counts at the milestone \"{key}\", \
                     which is not listed here; list it, or give ‘{name}’ milestones of its own"
                ),
            );
        }
    }

    /// Notes the milestones that goals of the plan below are for and that the file does not list.
    pub fn tell_unlisted<'g>(&self, root: &Table<'_>, goals: impl Iterator<Item = &'g PlanGoal>) {
        let Some(at) = self.at.as_ref().filter(|_| !self.is_unsure) else {
            return;
        };
        let keys = goals.map(|goal| goal.milestone);
        let is_unlisted = |one: &Milestone| self.milestones.keyed(one.key()).is_none();
        let unlisted: BTreeSet<Milestone> = keys.filter(is_unlisted).collect();
        for milestone in unlisted {
            let key = milestone.key();
            root.error(
                at.clone(),
                format!(
                    "the plan that this one builds on has goals for the milestone \"{key}\", which \
                     is not listed here; list it, or move or drop those goals"
                ),
            );
        }
    }
}

/// Reads the milestones that a file lists.
fn own(tables: &[Table<'_>]) -> Listed {
    let mut read: Vec<Milestone> = Vec::new();
    let mut themes = BTreeMap::new();
    let last = tables.len().saturating_sub(1);
    for (table, place) in tables.iter().zip(0..).take(MILESTONES_MAX) {
        let sound = one(table).filter(|(milestone, _)| {
            let is_in_place = milestone.is_dated() || place == last;
            if !is_in_place {
                let message = "only the last milestone can be without a date; add `after = …`, or \
                               move it to the end";
                table.error(table.span.clone(), message);
            }
            is_in_place && follows(table, *milestone, &read)
        });
        if let Some((milestone, theme)) = sound {
            read.push(milestone);
            themes.insert(milestone, theme);
        }
    }
    if let Some(one) = tables.get(MILESTONES_MAX) {
        let count = tables.len();
        let message = format!("the plan has {count} milestones; keep to {MILESTONES_MAX}");
        one.error(one.span.clone(), message);
    }
    if let ([table], [milestone]) = (tables, read.as_slice())
        && !milestone.is_dated()
    {
        let message = "no milestone has a date; add `after = …`";
        table.error(table.span.clone(), message);
    }
    Listed {
        at: None,
        is_unsure: read.len() < tables.len(),
        milestones: Milestones::from(read),
        themes,
    }
}

fn one(table: &Table<'_>) -> Option<(Milestone, String)> {
    let key = table.text("key", usize::MAX);
    let after = table.optional_text("after", usize::MAX);
    let theme = table.text("theme", TITLE_MAX);
    table.finish();
    let offset = after.as_ref().map(|after| offset(table, after));
    let key = key?;
    let Some(milestone) = Milestone::new(key.get_ref(), offset.flatten()) else {
        let shown: String = key.get_ref().chars().take(60).collect();
        let message = format!(
            "‘{shown}’ is not a milestone's key: use up to {KEY_MAX} lower-case letters and digits"
        );
        table.error(key.span(), message);
        return None;
    };
    // An offset that cannot be read must not make a milestone without a date.
    let is_sound = table.has("after") == milestone.is_dated();
    let theme = theme?.into_inner();
    is_sound.then_some((milestone, theme))
}

fn offset(table: &Table<'_>, after: &Spanned<String>) -> Option<Offset> {
    let offset = Offset::from_words(after.get_ref());
    if offset.is_none() {
        table.error(after.span(), format!("`after` is {AFTER}"));
    }
    offset
}

/// Returns whether a milestone can follow those before it: with a key of its own, and a later
/// date. Notes a problem if not.
fn follows(table: &Table<'_>, milestone: Milestone, before: &[Milestone]) -> bool {
    let key = milestone.key();
    let (about, message) = match before.last() {
        _ if before.iter().any(|other| other.is(milestone)) => {
            let message = format!("another milestone has the key ‘{key}’ already; choose another");
            ("key", message)
        }
        Some(last) if !milestone.is_surely_after(*last) => {
            let last = last.key();
            let message = format!(
                "milestone \"{key}\" has to fall due after \"{last}\" from every start; list the \
                 earliest first"
            );
            ("after", message)
        }
        _ => return true,
    };
    let place = table.peek(about).map(|(_, span)| span);
    table.error(place.unwrap_or_else(|| table.span.clone()), message);
    false
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::domain::plan::milestone::Milestones;
    use crate::domain::plan::role::Plan;
    use crate::plans::document::Document;
    use crate::plans::file::PlanFile;
    use crate::plans::problem::Problems;
    use crate::plans::shelf::Shelf;
    use crate::plans::{examine, read};
    use rstest::rstest;

    const PLAN: &str = r#"format = 1
edition = 1
slug = "baker"
title = "Baker"
source = "the guild"
summary = "Bakes."
mission = "Bread."
success = "Good bread."
[[milestone]]
key = "w2"
after = "2 weeks"
theme = "Begin"
[[milestone]]
key = "w6"
after = "6 weeks"
theme = "Go on"
[[milestone]]
key = "later"
theme = "Teach"
[[goal]]
milestone = "w6"
slug = "oven"
title = "Know the oven"
why = "It is hot."
evidence = "A loaf."
[[goal]]
milestone = "w2"
slug = "flour"
title = "Know the flour"
why = "It is white."
evidence = "A bag."
"#;

    fn keys(milestones: &Milestones) -> String {
        let keys: Vec<String> = milestones.iter().map(|one| one.to_text()).collect();
        keys.join(" ")
    }

    #[test]
    fn a_plan_lists_its_own_milestones() {
        let plan = read("p.toml", PLAN).unwrap().plan;
        assert_eq!(keys(&plan.role.milestones), "w2:2w w6:6w later:none");
        let goals: Vec<&str> = plan.goals.iter().map(|goal| goal.slug.as_str()).collect();
        assert_eq!(goals, ["flour", "oven"]);
        let themes: Vec<&String> = plan.role.themes.values().collect();
        assert_eq!(themes, ["Begin", "Go on", "Teach"]);
        assert!(examine("p.toml", PLAN).1.list.is_empty());
    }

    #[test]
    fn some_of_the_six_can_be_listed_alone() {
        let source = PLAN
            .replace(
                "key = \"w2\"\nafter = \"2 weeks\"",
                "key = \"30\"\nafter = \"30 days\"",
            )
            .replace(
                "key = \"w6\"\nafter = \"6 weeks\"",
                "key = \"60\"\nafter = \"60 days\"",
            )
            .replace("key = \"later\"", "key = \"90\"\nafter = \"90 days\"")
            .replace("milestone = \"w6\"", "milestone = \"60\"")
            .replace("milestone = \"w2\"", "milestone = \"30 days\"");
        let plan = read("p.toml", &source).unwrap().plan;
        assert_eq!(keys(&plan.role.milestones), "30 60 90");
        assert!(!plan.role.milestones.are_six());
    }

    #[rstest]
    #[case::the_same_key("key = \"w6\"", "key = \"w2\"", "14:7", "has the key ‘w2’ already")]
    #[case::a_key_in_capitals(
        "key = \"w2\"",
        "key = \"W2\"",
        "10:7",
        "‘W2’ is not a milestone's key"
    )]
    #[case::a_long_key("key = \"w2\"", "key = \"fortnight\"", "10:7", "up to 8")]
    #[case::no_key("key = \"w2\"\n", "", "9:1", "has no `key`")]
    #[case::no_theme("theme = \"Begin\"\n", "", "9:1", "has no `theme`")]
    #[case::an_unknown_key(
        "theme = \"Begin\"",
        "theme = \"Begin\"
label = \"B\"",
        "13:1",
        "has no key `label`"
    )]
    #[case::a_unit("2 weeks", "2 fortnights", "11:9", "days, weeks or months")]
    #[case::a_number("\"2 weeks\"", "14", "11:9", "`after` is a text")]
    #[case::nothing("2 weeks", "0 weeks", "11:9", "days, weeks or months")]
    #[case::too_long("6 weeks", "3651 days", "15:9", "at most ten years")]
    #[case::out_of_order("6 weeks", "13 days", "15:9", "to fall due after \"w2\"")]
    #[case::the_same_date("6 weeks", "14 days", "15:9", "from every start")]
    #[case::undated_before_the_last("after = \"2 weeks\"\n", "", "9:1", "only the last milestone")]
    #[case::a_goal_of_the_six(
        "\"w6\"\nslug",
        "\"30\"\nslug",
        "21:13",
        "use one of \"w2\", \"w6\", \"later\""
    )]
    #[case::themes_twice(
        "[[goal]]\nmilestone = \"w6\"",
        "[milestones]\nw2 = \"B\"\n[[goal]]\nmilestone = \"w6\"",
        "20:1",
        "has its own theme"
    )]
    fn a_mistake_is_named_with_its_place(
        #[case] good: &str,
        #[case] bad: &str,
        #[case] place: &str,
        #[case] words: &str,
    ) {
        let source = PLAN.replacen(good, bad, 1);
        assert_ne!(source, PLAN);
        let problems = examine("p.toml", &source).1;
        let named = problems.list.iter().any(|problem| {
            let (line, column) = problems.place(problem.span.start);
            format!("{line}:{column}") == place && problem.message.contains(words)
        });
        assert!(named, "{}", problems.render());
        assert_eq!(problems.errors(), 1, "{}", problems.render());
    }

    #[test]
    fn months_are_compared_from_every_start() {
        let with = |first: &str, second: &str| {
            let source = PLAN
                .replacen("2 weeks", first, 1)
                .replacen("6 weeks", second, 1);
            examine("p.toml", &source).1.errors()
        };
        assert_eq!(with("30 days", "1 month"), 1);
        assert_eq!(with("28 days", "1 month"), 0);
        assert_eq!(with("1 month", "34 days"), 0);
        assert_eq!(with("3 months", "90 days"), 1);
    }

    #[test]
    fn there_is_an_end_to_milestones_and_one_has_a_date() {
        let list = |count: usize| -> String {
            let one = |at| {
                format!("[[milestone]]\nkey = \"d{at}\"\nafter = \"{at} days\"\ntheme = \"T\"\n")
            };
            (1..=count).map(one).collect()
        };
        let (head, rest) = PLAN.split_once("[[milestone]]").unwrap();
        let (_, goals) = rest.split_once("[[goal]]").unwrap();
        let goals = goals
            .replace("\"w6\"", "\"d1\"")
            .replace("\"w2\"", "\"d1\"");
        let said = |list: &str| {
            examine("p.toml", &format!("{head}{list}[[goal]]{goals}"))
                .1
                .render()
        };
        assert_eq!(said(&list(24)), "");
        assert!(said(&list(25)).contains("the plan has 25 milestones; keep to 24"));
        let only = "[[milestone]]\nkey = \"d1\"\ntheme = \"T\"\n";
        assert!(
            said(only).contains("no milestone has a date"),
            "{}",
            said(only)
        );
    }

    const MINE: &str =
        "format = 1\nedition = 1\nslug = \"mine\"\ntitle = \"Mine\"\nextends = \"baker\"\n";

    /// Returns a plan on top of the one above, and what is wrong with it.
    fn on_baker(rest: &str) -> (Option<Arc<PlanFile>>, Problems) {
        let own = format!("{MINE}{rest}");
        let shelf = Shelf::new([
            Document::new("mine.toml".to_owned(), Ok(&own)),
            Document::new("baker.toml".to_owned(), Ok(PLAN)),
        ]);
        let examined = shelf.examined().next().unwrap();
        examined.clone()
    }

    fn good(rest: &str) -> Plan {
        let (plan, problems) = on_baker(rest);
        assert!(problems.list.is_empty(), "{}", problems.render());
        plan.unwrap().plan.clone()
    }

    #[test]
    fn milestones_are_inherited_and_their_themes_can_change() {
        let plan = good(
            "[milestones]\nlater = \"Teach others\"\n[[goal]]\nslug = \"oven\"\nmilestone = \"later\"",
        );
        assert_eq!(keys(&plan.role.milestones), "w2:2w w6:6w later:none");
        let themes: Vec<&String> = plan.role.themes.values().collect();
        assert_eq!(themes, ["Begin", "Go on", "Teach others"]);
        assert_eq!(plan.goals[1].milestone.key(), "later");
        let of_the_six = on_baker("[milestones]\n30 = \"Begin\"").1.render();
        assert!(
            of_the_six.contains("no milestone ‘30’; use one of \"w2\""),
            "{of_the_six}"
        );
    }

    #[test]
    fn a_list_takes_the_place_of_the_one_below_and_moves_its_goals() {
        let list = "[[milestone]]\nkey = \"w2\"\nafter = \"3 weeks\"\ntheme = \"Begin\"\n\
                    [[milestone]]\nkey = \"3m\"\nafter = \"3 months\"\ntheme = \"End\"\n";
        let left_out = on_baker(list).1;
        assert_eq!(left_out.errors(), 1);
        let said = left_out.render();
        assert!(
            said.contains("has goals for the milestone \"w6\", which is not listed"),
            "{said}"
        );
        let moved = good(&format!(
            "{list}[[goal]]\nslug = \"oven\"\nmilestone = \"3m\""
        ));
        let goals: Vec<String> = (moved.goals.iter())
            .map(|goal| format!("{} {}", goal.milestone.to_text(), goal.slug))
            .collect();
        assert_eq!(goals, ["w2:3w flour", "3m:3m oven"]);
        let dropped = good(&format!("{list}[drop]\ngoal = [\"oven\"]"));
        assert_eq!(dropped.goals.len(), 1);
        let themes: Vec<&String> = dropped.role.themes.values().collect();
        assert_eq!(themes, ["Begin", "End"]);
    }
}
